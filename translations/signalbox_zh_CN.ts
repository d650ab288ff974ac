<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>DecisionRows</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Cart</source>
            <translation>购物车</translation>
        </message>
        <message>
            <source>Chosen</source>
            <translation>选中</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>ETA</source>
            <translation>送达</translation>
        </message>
        <message>
            <source>Optimized for</source>
            <translation>优化目标</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) · %1</source>
            <translation>
                <numerusform>%n 件 · %1</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 分钟</translation>
        </message>
        <message>
            <source>Candidate</source>
            <translation>候选</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>总分</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>价格</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Avail.</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>Margin</source>
            <translation>佣金</translation>
        </message>
        <message>
            <source>Reliab.</source>
            <translation>可靠</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
    </context>
    <context>
        <name>ErrorText</name>
        <message>
            <source>The gateway did not accept what was sent.</source>
            <translation>网关未接受所发送的内容。</translation>
        </message>
        <message>
            <source>The gateway refused the token. Attach again with a valid one.</source>
            <translation>网关拒绝了该令牌。请用有效的令牌重新连接。</translation>
        </message>
        <message>
            <source>Your role does not allow this.</source>
            <translation>您的角色不允许此操作。</translation>
        </message>
        <message>
            <source>It is not there any more.</source>
            <translation>它已不存在。</translation>
        </message>
        <message>
            <source>Someone else changed it meanwhile. Look at the present state and try again.</source>
            <translation>其间已有他人修改。请查看当前状态后重试。</translation>
        </message>
        <message>
            <source>It has expired.</source>
            <translation>已过期。</translation>
        </message>
        <message>
            <source>It is too large.</source>
            <translation>内容过大。</translation>
        </message>
        <message>
            <source>Too many calls. Wait a moment and try again.</source>
            <translation>调用过于频繁，请稍候再试。</translation>
        </message>
        <message>
            <source>The gateway cannot do this now.</source>
            <translation>网关当前无法执行此操作。</translation>
        </message>
        <message>
            <source>The gateway did not answer in time.</source>
            <translation>网关未在限时内应答。</translation>
        </message>
        <message>
            <source>It was cancelled.</source>
            <translation>已取消。</translation>
        </message>
        <message>
            <source>The other side answered something that cannot be used.</source>
            <translation>对方的应答无法使用。</translation>
        </message>
        <message>
            <source>The gateway cannot be reached.</source>
            <translation>无法连通网关。</translation>
        </message>
        <message>
            <source>The gateway's disk is full.</source>
            <translation>网关磁盘已满。</translation>
        </message>
        <message>
            <source>Stored data is damaged.</source>
            <translation>存储的数据已损坏。</translation>
        </message>
        <message>
            <source>A setting is wrong.</source>
            <translation>有一项设置不正确。</translation>
        </message>
        <message>
            <source>Something went wrong inside the gateway.</source>
            <translation>网关内部出错。</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 分钟</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 小时</translation>
        </message>
        <message>
            <source>%1 d</source>
            <translation>%1 天</translation>
        </message>
        <message>
            <source>%1 s ago</source>
            <translation>%1 秒前</translation>
        </message>
        <message>
            <source>%1 ago</source>
            <translation>%1前</translation>
        </message>
    </context>
    <context>
        <name>Health</name>
        <message>
            <source>well</source>
            <translation>正常</translation>
        </message>
        <message>
            <source>degraded</source>
            <translation>降级</translation>
        </message>
        <message>
            <source>down</source>
            <translation>故障</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>This console was started read-only.</source>
            <translation>本控制台以只读方式启动。</translation>
        </message>
        <message>
            <source>There is no link to the gateway. Nothing was sent.</source>
            <translation>未连接到网关，未发送任何内容。</translation>
        </message>
    </context>
    <context>
        <name>LinkState</name>
        <message>
            <source>linking…</source>
            <translation>连接中…</translation>
        </message>
        <message>
            <source>linked</source>
            <translation>已连接</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>数据陈旧</translation>
        </message>
        <message>
            <source>link lost</source>
            <translation>连接断开</translation>
        </message>
    </context>
    <context>
        <name>PageRegistry</name>
        <message>
            <source>Overview</source>
            <translation>概览</translation>
        </message>
        <message>
            <source>Traffic</source>
            <translation>流量</translation>
        </message>
        <message>
            <source>Providers</source>
            <translation>提供方</translation>
        </message>
        <message>
            <source>Flags &amp; settings</source>
            <translation>开关与设置</translation>
        </message>
    </context>
    <context>
        <name>ProviderRows</name>
        <message>
            <source>Provider</source>
            <translation>提供方</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>模式</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Chosen</source>
            <translation>选中</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>p50 ms</source>
            <translation>p50 ms</translation>
        </message>
        <message>
            <source>p95</source>
            <translation>p95</translation>
        </message>
        <message>
            <source>Mean cart</source>
            <translation>平均购物车</translation>
        </message>
        <message>
            <source>ETA</source>
            <translation>送达</translation>
        </message>
        <message>
            <source>Commission</source>
            <translation>佣金</translation>
        </message>
        <message>
            <source>Breaker</source>
            <translation>熔断器</translation>
        </message>
        <message>
            <source>disabled</source>
            <translation>已停用</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>闭合</translation>
        </message>
        <message>
            <source>open</source>
            <translation>断开</translation>
        </message>
        <message>
            <source>half open</source>
            <translation>半开</translation>
        </message>
        <message numerus="yes">
            <source>(opened %n time(s): %1)</source>
            <translation>
                <numerusform>（已断开 %n 次：%1）</numerusform>
            </translation>
        </message>
        <message>
            <source>live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>estimated</source>
            <translation>估算</translation>
        </message>
        <message>
            <source>mock</source>
            <translation>模拟</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 分钟</translation>
        </message>
    </context>
    <context>
        <name>RequestRows</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>服务</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>方法</translation>
        </message>
        <message>
            <source>Path</source>
            <translation>路径</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态码</translation>
        </message>
        <message>
            <source>ms</source>
            <translation>ms</translation>
        </message>
        <message>
            <source>Upstream</source>
            <translation>上游</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>标识</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
    </context>
    <context>
        <name>ServiceRows</name>
        <message>
            <source>Service</source>
            <translation>服务</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>req/s</source>
            <translation>请求/秒</translation>
        </message>
        <message>
            <source>4xx</source>
            <translation>4xx</translation>
        </message>
        <message>
            <source>5xx</source>
            <translation>5xx</translation>
        </message>
        <message>
            <source>p50 ms</source>
            <translation>p50 ms</translation>
        </message>
        <message>
            <source>p95</source>
            <translation>p95</translation>
        </message>
        <message>
            <source>p99</source>
            <translation>p99</translation>
        </message>
        <message>
            <source>req/s, last hour</source>
            <translation>请求/秒，最近 1 小时</translation>
        </message>
        <message>
            <source>not configured</source>
            <translation>未配置</translation>
        </message>
    </context>
    <context>
        <name>SettingRows</name>
        <message>
            <source>Setting</source>
            <translation>设置项</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>默认值</translation>
        </message>
        <message>
            <source>Applies</source>
            <translation>生效</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>服务</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>分组</translation>
        </message>
        <message>
            <source>set (…%1)</source>
            <translation>已设置（…%1）</translation>
        </message>
        <message>
            <source>unset</source>
            <translation>未设置</translation>
        </message>
        <message>
            <source>operator %1</source>
            <translation>运维员 %1</translation>
        </message>
        <message>
            <source>environment</source>
            <translation>环境变量</translation>
        </message>
        <message>
            <source>default</source>
            <translation>默认</translation>
        </message>
        <message>
            <source>restart due</source>
            <translation>待重启</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>立即</translation>
        </message>
        <message>
            <source>restart</source>
            <translation>需重启</translation>
        </message>
    </context>
    <context>
        <name>ViewState</name>
        <message>
            <source>Loading…</source>
            <translation>加载中…</translation>
        </message>
    </context>
    <context>
        <name>WireText</name>
        <message>
            <source>%1 quotes fail %2 of the time (limit %3).</source>
            <translation>%1 的报价失败率为 %2（上限 %3）。</translation>
        </message>
        <message>
            <source>%1 is not healthy: %2.</source>
            <translation>%1 不健康：%2。</translation>
        </message>
        <message>
            <source>%1 answers in %2 ms on average (limit %3 ms).</source>
            <translation>%1 平均应答时间 %2 ms（上限 %3 ms）。</translation>
        </message>
        <message>
            <source>No provider can take orders.</source>
            <translation>没有任何提供方可以接单。</translation>
        </message>
        <message>
            <source>Queue %1 holds %2 of %3.</source>
            <translation>队列 %1 已占用 %2 / %3。</translation>
        </message>
        <message>
            <source>The memory for request bodies is %1 full.</source>
            <translation>请求体内存已占用 %1。</translation>
        </message>
        <message>
            <source>The workers are %1 busy.</source>
            <translation>工作线程繁忙度为 %1。</translation>
        </message>
        <message>
            <source>The store is %1 ms behind (limit %2 ms).</source>
            <translation>存储滞后 %1 ms（上限 %2 ms）。</translation>
        </message>
        <message>
            <source>All is well: %1 requests per second.</source>
            <translation>一切正常：每秒 %1 个请求。</translation>
        </message>
        <message>
            <source>All is well; no requests in the last minute.</source>
            <translation>一切正常；最近一分钟没有请求。</translation>
        </message>
        <message>
            <source>The check %1 fails.</source>
            <translation>检查项 %1 未通过。</translation>
        </message>
        <message>
            <source>The gateway is shutting down and takes no new requests.</source>
            <translation>网关正在关闭，不再接收新请求。</translation>
        </message>
        <message>
            <source>%1 fails %2 of its requests (limit %3).</source>
            <translation>%1 的请求失败率为 %2（上限 %3）。</translation>
        </message>
        <message>
            <source>%1 is slow: p95 is %2 ms (limit %3 ms).</source>
            <translation>%1 响应缓慢：p95 为 %2 ms（上限 %3 ms）。</translation>
        </message>
        <message>
            <source>The breaker of %1 is open.</source>
            <translation>%1 的熔断器已断开。</translation>
        </message>
        <message>
            <source>Orders still route: %1 takes %2.</source>
            <translation>订单仍可路由：%1 承担 %2。</translation>
        </message>
        <message>
            <source>Further findings: %1.</source>
            <translation>另有 %1 项发现。</translation>
        </message>
        <message>
            <source>there is no such field</source>
            <translation>没有这个字段</translation>
        </message>
        <message>
            <source>a value is missing</source>
            <translation>缺少值</translation>
        </message>
        <message>
            <source>this is not a number</source>
            <translation>这不是数字</translation>
        </message>
        <message>
            <source>this is not a time</source>
            <translation>这不是时间</translation>
        </message>
        <message>
            <source>text cannot be compared with &lt; or &gt;</source>
            <translation>文本不能用 &lt; 或 &gt; 比较</translation>
        </message>
        <message>
            <source>this is not a regular expression</source>
            <translation>这不是正则表达式</translation>
        </message>
        <message>
            <source>the quote is not closed</source>
            <translation>引号未闭合</translation>
        </message>
        <message>
            <source>the parenthesis is not closed</source>
            <translation>括号未闭合</translation>
        </message>
        <message>
            <source>this parenthesis closes nothing</source>
            <translation>此括号没有对应的左括号</translation>
        </message>
        <message>
            <source>something is missing here</source>
            <translation>此处缺少内容</translation>
        </message>
        <message>
            <source>the filter is too long</source>
            <translation>筛选条件过长</translation>
        </message>
        <message>
            <source>viewer</source>
            <translation>查看者</translation>
        </message>
        <message>
            <source>approver</source>
            <translation>审批者</translation>
        </message>
        <message>
            <source>operator</source>
            <translation>运维员</translation>
        </message>
        <message>
            <source>admin</source>
            <translation>管理员</translation>
        </message>
    </context>
    <context>
        <name>signalbox::client::SessionFacet</name>
        <message>
            <source>This console was started read-only.</source>
            <translation>本控制台以只读方式启动。</translation>
        </message>
        <message>
            <source>There is no link to the gateway.</source>
            <translation>未连接到网关。</translation>
        </message>
        <message>
            <source>Your role is not known yet.</source>
            <translation>尚不清楚您的角色。</translation>
        </message>
        <message>
            <source>Role %1 may not do this.</source>
            <translation>角色“%1”无权执行此操作。</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::AsyncAction</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Working…</source>
            <translation>处理中…</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::BarChart</name>
        <message>
            <source>No data in this time range</source>
            <translation>此时间范围内没有数据</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::CommandPalette</name>
        <message>
            <source>Go to a page, find a request, do something…</source>
            <translation>跳转页面、查找请求、执行操作…</translation>
        </message>
        <message>
            <source>Command palette</source>
            <translation>命令面板</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::FilterField</name>
        <message>
            <source>Filter, for example status:500 or walmart</source>
            <translation>筛选，例如 status:500 或 walmart</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>%1 (at %2)</source>
            <translation>%1（第 %2 个字符）</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::HeatMap</name>
        <message>
            <source>No requests in this time range</source>
            <translation>此时间范围内没有请求</translation>
        </message>
        <message>
            <source>requests: %1</source>
            <translation>请求数：%1</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::KeySheet</name>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::Legend</name>
        <message>
            <source>Legend</source>
            <translation>图例</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::LineChart</name>
        <message>
            <source>No data in this time range</source>
            <translation>此时间范围内没有数据</translation>
        </message>
        <message>
            <source>Choose a longer range, or wait for requests.</source>
            <translation>请选择更长的时间范围，或等待请求到来。</translation>
        </message>
        <message>
            <source>no data</source>
            <translation>无数据</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::MetricLabel</name>
        <message>
            <source>no value yet</source>
            <translation>尚无数值</translation>
        </message>
        <message>
            <source>stale since %1</source>
            <translation>自 %1 起陈旧</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::PieChart</name>
        <message>
            <source>Nothing chosen in this time range</source>
            <translation>此时间范围内没有选择记录</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::PlotView</name>
        <message>
            <source>Copy as image</source>
            <translation>复制为图片</translation>
        </message>
        <message>
            <source>Copy as CSV</source>
            <translation>复制为 CSV</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::TableView</name>
        <message>
            <source>Copy rows</source>
            <translation>复制行</translation>
        </message>
        <message>
            <source>No rows match</source>
            <translation>没有匹配的行</translation>
        </message>
        <message>
            <source>Change or clear the filter.</source>
            <translation>请修改或清除筛选条件。</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::TimeRangeButton</name>
        <message>
            <source>Last %1</source>
            <translation>最近 %1</translation>
        </message>
        <message>
            <source>Time range: %1</source>
            <translation>时间范围：%1</translation>
        </message>
        <message>
            <source>Undo zoom</source>
            <translation>撤销缩放</translation>
        </message>
        <message>
            <source>Follow the clock</source>
            <translation>跟随当前时间</translation>
        </message>
    </context>
    <context>
        <name>signalbox::kit::UndoBar</name>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>signalbox::pages::OverviewPage</name>
        <message>
            <source>Is it well, what is worst, what changed? Enter on a service opens its traffic.</source>
            <translation>是否正常？最严重的是什么？有何变更？在服务上按 Enter 可打开其流量。</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>per second</source>
            <translation>每秒</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>share, 5xx and 4xx</source>
            <translation>占比，5xx 与 4xx</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>ms</source>
            <translation>ms</translation>
        </message>
        <message>
            <source>Waiting for a person</source>
            <translation>等待人工处理</translation>
        </message>
        <message>
            <source>Changed last</source>
            <translation>最近变更</translation>
        </message>
        <message>
            <source>Saturation</source>
            <translation>饱和度</translation>
        </message>
        <message>
            <source>Nothing waits.</source>
            <translation>没有待处理事项。</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>没有变更。</translation>
        </message>
        <message>
            <source>Workers %1</source>
            <translation>工作线程 %1</translation>
        </message>
        <message>
            <source>· bodies %1 of %2</source>
            <translation>· 请求体内存 %1 / %2</translation>
        </message>
        <message>
            <source>Breakers closed</source>
            <translation>熔断器均已闭合</translation>
        </message>
        <message>
            <source>Breakers open: %1</source>
            <translation>熔断器已断开：%1</translation>
        </message>
        <message>
            <source>Store lag %1</source>
            <translation>存储滞后 %1</translation>
        </message>
        <message>
            <source>· memory %1</source>
            <translation>· 内存 %1</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>服务</translation>
        </message>
    </context>
    <context>
        <name>signalbox::pages::ProvidersPage</name>
        <message>
            <source>Who is chosen, how fast and how often do they fail, and what would other weights have done?</source>
            <translation>选中了谁？速度与失败率如何？换用其他权重会怎样？</translation>
        </message>
        <message>
            <source>Selected</source>
            <translation>选中分布</translation>
        </message>
        <message>
            <source>Selected over time</source>
            <translation>选中趋势</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Providers</source>
            <translation>提供方</translation>
        </message>
        <message>
            <source>Decisions</source>
            <translation>决策</translation>
        </message>
        <message>
            <source>share of orders</source>
            <translation>订单占比</translation>
        </message>
        <message>
            <source>share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>ms, p50</source>
            <translation>ms，p50</translation>
        </message>
        <message>
            <source>share of quotes, limit 10 %</source>
            <translation>占报价比例，上限 10 %</translation>
        </message>
        <message>
            <source>last 15 min</source>
            <translation>最近 15 分钟</translation>
        </message>
        <message>
            <source>newest first</source>
            <translation>最新在前</translation>
        </message>
        <message>
            <source>Filter: chosen:WALMART_API</source>
            <translation>筛选：chosen:WALMART_API</translation>
        </message>
        <message>
            <source>Choose a decision to see every candidate's score.</source>
            <translation>选择一条决策，查看每个候选的得分。</translation>
        </message>
        <message>
            <source>No decision yet.</source>
            <translation>尚无决策。</translation>
        </message>
        <message>
            <source>Route an order, or clear the filter.</source>
            <translation>请路由一笔订单，或清除筛选。</translation>
        </message>
    </context>
    <context>
        <name>signalbox::pages::RequestCard</name>
        <message>
            <source>Copy as curl</source>
            <translation>复制为 curl</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>Choose a request to see its stages, calls and log lines.</source>
            <translation>选择一个请求，查看其阶段、上游调用和日志。</translation>
        </message>
        <message>
            <source>%1
%2 · %3 · from %4
id %5</source>
            <translation>%1
%2 · %3 · 来自 %4
id %5</translation>
        </message>
        <message>
            <source>Stages of the request</source>
            <translation>请求各阶段</translation>
        </message>
    </context>
    <context>
        <name>signalbox::pages::SettingCard</name>
        <message>
            <source>Settings are read only in this version: change the environment or .env and send SIGHUP, or restart where it says so.</source>
            <translation>此版本中设置为只读：请修改环境变量或 .env 并发送 SIGHUP；标明需重启的，请重启。</translation>
        </message>
        <message>
            <source>No setting chosen</source>
            <translation>未选择设置项</translation>
        </message>
        <message>
            <source>Choose a row to see what it does.</source>
            <translation>选择一行，查看其作用。</translation>
        </message>
        <message>
            <source>Value: %1</source>
            <translation>值：%1</translation>
        </message>
        <message>
            <source>From: %1</source>
            <translation>来源：%1</translation>
        </message>
        <message>
            <source>Default: %1</source>
            <translation>默认值：%1</translation>
        </message>
        <message>
            <source>unset</source>
            <translation>未设置</translation>
        </message>
        <message>
            <source>Allowed: %1</source>
            <translation>允许范围：%1</translation>
        </message>
        <message>
            <source>The configured value was outside the range and is clamped.</source>
            <translation>配置的值超出范围，已截断到范围内。</translation>
        </message>
        <message>
            <source>Changed: %1</source>
            <translation>变更于：%1</translation>
        </message>
    </context>
    <context>
        <name>signalbox::pages::SettingsPage</name>
        <message>
            <source>What is every setting now, and who set it? Filter by key:, service:, source:.</source>
            <translation>各设置项当前的值是什么？由谁设置？可用 key:、service:、source: 筛选。</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Only what differs from the default</source>
            <translation>仅显示与默认值不同的项</translation>
        </message>
        <message>
            <source>Filter: key~TIMEOUT service:commerce -source:default</source>
            <translation>筛选：key~TIMEOUT service:commerce -source:default</translation>
        </message>
        <message>
            <source>No setting fits the filter.</source>
            <translation>没有符合筛选条件的设置项。</translation>
        </message>
        <message>
            <source>Press Esc in the filter to see all.</source>
            <translation>在筛选框中按 Esc 可查看全部。</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
    </context>
    <context>
        <name>signalbox::pages::StateLine</name>
        <message>
            <source>Open</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Waiting for the gateway's first word.</source>
            <translation>正在等待网关的第一条消息。</translation>
        </message>
        <message>
            <source>since %1</source>
            <translation>自 %1 起</translation>
        </message>
    </context>
    <context>
        <name>signalbox::pages::TrafficPage</name>
        <message>
            <source>Which requests come, how do they end, what took the time? Space pauses the stream; / filters.</source>
            <translation>来了哪些请求？结果如何？时间花在哪里？空格键暂停数据流，/ 键筛选。</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>速率</translation>
        </message>
        <message>
            <source>per second</source>
            <translation>每秒</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>ms, commerce</source>
            <translation>ms，commerce</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Pause or go on</source>
            <translation>暂停或继续</translation>
        </message>
        <message>
            <source>Copy rows</source>
            <translation>复制行</translation>
        </message>
        <message>
            <source>Filter: status&gt;499 service:commerce -upstream:walmart ms&gt;250</source>
            <translation>筛选：status&gt;499 service:commerce -upstream:walmart ms&gt;250</translation>
        </message>
        <message>
            <source>No request fits the filter.</source>
            <translation>没有符合筛选条件的请求。</translation>
        </message>
        <message>
            <source>Press Esc in the filter to see all.</source>
            <translation>在筛选框中按 Esc 可查看全部。</translation>
        </message>
        <message>
            <source>newest of %1</source>
            <translation>共 %1 条，最新在前</translation>
        </message>
    </context>
    <context>
        <name>signalbox::pages::Waterfall</name>
        <message>
            <source>Stages of the request</source>
            <translation>请求各阶段</translation>
        </message>
    </context>
    <context>
        <name>signalbox::pages::WhatIfCard</name>
        <message>
            <source>What if</source>
            <translation>假设推演</translation>
        </message>
        <message>
            <source>weights, nothing is changed</source>
            <translation>调整权重回放，不改动任何设置</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>价格</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Commission</source>
            <translation>佣金</translation>
        </message>
        <message>
            <source>Availability</source>
            <translation>可用性</translation>
        </message>
        <message>
            <source>Reliability</source>
            <translation>可靠性</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>No decision to replay yet.</source>
            <translation>尚无可回放的决策。</translation>
        </message>
        <message numerus="yes">
            <source>Last %n decision(s) with these weights: %1 change.</source>
            <translation>
                <numerusform>用这些权重回放最近 %n 条决策：%1 条会改变。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 a cart · %2 min · commission %3</source>
            <translation>每单 %1 · %2 分钟 · 佣金 %3</translation>
        </message>
        <message>
            <source>%1 %2 → %3</source>
            <translation>%1 %2 → %3</translation>
        </message>
    </context>
    <context>
        <name>signalbox::shell::AttachDialog</name>
        <message>
            <source>An address looks like https://gateway.example:4711</source>
            <translation>地址形如 https://gateway.example:4711</translation>
        </message>
        <message>
            <source>Over the network only https: the token would be readable on the way.</source>
            <translation>跨网络只允许 https：否则令牌会在途中被读取。</translation>
        </message>
        <message>
            <source>The token is printed once by: signalboxd operator add NAME --role ROLE</source>
            <translation>令牌由以下命令输出，且只显示一次：signalboxd operator add NAME --role ROLE</translation>
        </message>
        <message>
            <source>Attach to a gateway</source>
            <translation>连接网关</translation>
        </message>
        <message>
            <source>Operator address</source>
            <translation>运维地址</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>令牌</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Attach</source>
            <translation>连接</translation>
        </message>
    </context>
    <context>
        <name>signalbox::shell::FirstStartPage</name>
        <message>
            <source>Welcome to Signalbox</source>
            <translation>欢迎使用 Signalbox</translation>
        </message>
        <message>
            <source>No gateway is configured on this machine yet. How do you want to begin?</source>
            <translation>本机尚未配置网关。您想如何开始？</translation>
        </message>
        <message>
            <source>Sandbox</source>
            <translation>沙箱</translation>
        </message>
        <message>
            <source>A gateway with stand-ins for every outside party and traffic of its own. No keys needed; nothing leaves this machine.</source>
            <translation>一个自带流量的网关，所有外部服务均由替身代替。无需密钥，数据不会离开本机。</translation>
        </message>
        <message>
            <source>Start the sandbox</source>
            <translation>启动沙箱</translation>
        </message>
        <message>
            <source>Attach to…</source>
            <translation>连接到…</translation>
        </message>
        <message>
            <source>A gateway that already runs, here or on a server. You need its operator address and a token.</source>
            <translation>已在本机或服务器上运行的网关。需要它的运维地址和令牌。</translation>
        </message>
        <message>
            <source>Attach to a gateway…</source>
            <translation>连接网关…</translation>
        </message>
        <message>
            <source>Configure services</source>
            <translation>配置服务</translation>
        </message>
        <message>
            <source>A gateway on this machine with your own keys: a checklist says what each service still needs.</source>
            <translation>在本机用您自己的密钥运行网关：检查清单会说明各服务还缺什么。</translation>
        </message>
    </context>
    <context>
        <name>signalbox::shell::LinkBanner</name>
        <message>
            <source>Attach again…</source>
            <translation>重新连接…</translation>
        </message>
        <message>
            <source>The gateway refuses this token. What you see is as of the last word from it.</source>
            <translation>网关拒绝此令牌。当前显示的是最后一次收到的数据。</translation>
        </message>
        <message>
            <source>Link lost: nothing heard for %1. What you see is old. It is tried again by itself; acts are refused until then.</source>
            <translation>连接已断开：已有 %1 未收到网关消息。当前显示的是旧数据。正在自动重连，恢复之前拒绝一切操作。</translation>
        </message>
    </context>
    <context>
        <name>signalbox::shell::MainWindow</name>
        <message>
            <source>Light or dark</source>
            <translation>浅色/深色</translation>
        </message>
        <message>
            <source>Attach to another gateway…</source>
            <translation>连接其他网关…</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
    </context>
    <context>
        <name>signalbox::shell::Navigation</name>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>%1, waiting: %2</source>
            <translation>%1，待处理：%2</translation>
        </message>
    </context>
    <context>
        <name>signalbox::shell::TopBand</name>
        <message>
            <source>PRODUCTION</source>
            <translation>生产环境</translation>
        </message>
        <message>
            <source>READ-ONLY</source>
            <translation>只读</translation>
        </message>
        <message>
            <source>services %1</source>
            <translation>服务%1</translation>
        </message>
        <message>
            <source>Search or act…   Ctrl+K</source>
            <translation>搜索或操作…   Ctrl+K</translation>
        </message>
        <message>
            <source>Theme, language, gateways</source>
            <translation>主题、语言、网关</translation>
        </message>
        <message>
            <source>sandbox</source>
            <translation>沙箱</translation>
        </message>
        <message>
            <source>staging</source>
            <translation>预发布</translation>
        </message>
        <message>
            <source>development</source>
            <translation>开发</translation>
        </message>
    </context>
    <context>
        <name>signalbox::shell::Tray</name>
        <message>
            <source>Show the console</source>
            <translation>显示控制台</translation>
        </message>
    </context>
    <context>
        <name>signalbox::shell::WindowKeys</name>
        <message>
            <source>Search or act</source>
            <translation>搜索或操作</translation>
        </message>
        <message>
            <source>Filter this page</source>
            <translation>筛选本页</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>后退</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>前进</translation>
        </message>
        <message>
            <source>Undo zoom</source>
            <translation>撤销缩放</translation>
        </message>
        <message>
            <source>Show the keys</source>
            <translation>显示快捷键</translation>
        </message>
        <message>
            <source>Switch light and dark</source>
            <translation>切换浅色/深色</translation>
        </message>
        <message>
            <source>Switch English and 简体中文</source>
            <translation>切换 English/简体中文</translation>
        </message>
        <message>
            <source>Attach to a gateway…</source>
            <translation>连接网关…</translation>
        </message>
        <message>
            <source>Go to %1</source>
            <translation>转到“%1”</translation>
        </message>
        <message>
            <source>not possible now</source>
            <translation>当前不可用</translation>
        </message>
        <message>
            <source>This page</source>
            <translation>本页</translation>
        </message>
        <message>
            <source>Console</source>
            <translation>控制台</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>全局</translation>
        </message>
    </context>
</TS>
