<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AlertRows</name>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>For</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>firing</source>
        <translation>触发中</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>shelved to %1</source>
        <translation>已搁置至 %1</translation>
    </message>
    <message>
        <source>resolved %1</source>
        <translation>已于 %1 解除</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>已解除</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>No alert fits the filter.</source>
        <translation>没有符合筛选条件的告警。</translation>
    </message>
    <message>
        <source>Press Esc in the filter to see all.</source>
        <translation>在筛选框中按 Esc 可查看全部。</translation>
    </message>
    <message>
        <source>All is well: nothing fires, nothing is pending.</source>
        <translation>一切正常：没有触发中的告警，也没有待定的告警。</translation>
    </message>
    <message>
        <source>The gateway judges its rules every second; asked at %1.</source>
        <translation>网关每秒评估一次规则；查询于 %1。</translation>
    </message>
</context>
<context>
    <name>AlertText</name>
    <message>
        <source>%1 fails %2 of its quotes (limit %3).</source>
        <translation>%1 的报价失败率为 %2（上限 %3）。</translation>
    </message>
    <message>
        <source>Open Providers: look at the last errors; disable or mock the provider until it answers again.</source>
        <translation>打开“提供方”：查看最近的错误；禁用该提供方或改用模拟，直到其恢复响应。</translation>
    </message>
    <message>
        <source>%1 fails %2 of its quotes (limit %3): orders go to the others.</source>
        <translation>%1 的报价失败率为 %2（上限 %3）：订单转由其他提供方处理。</translation>
    </message>
    <message>
        <source>Apply the recipe commerce-disable-provider, then ask the provider&apos;s status page.</source>
        <translation>应用预案 commerce-disable-provider，然后查看提供方的状态页。</translation>
    </message>
    <message>
        <source>%1 takes %2 for a quote on average (limit %3).</source>
        <translation>%1 的平均报价耗时为 %2（上限 %3）。</translation>
    </message>
    <message>
        <source>Lower the provider&apos;s time-out or apply commerce-speed-first.</source>
        <translation>调低该提供方的超时时间，或应用 commerce-speed-first。</translation>
    </message>
    <message>
        <source>%2 orders were asked for in five minutes and no provider gave a quote.</source>
        <translation>五分钟内有 %2 个订单请求报价，但没有任何提供方给出报价。</translation>
    </message>
    <message>
        <source>Apply the recipe commerce-mock-fallback, then look at every provider&apos;s last error.</source>
        <translation>应用预案 commerce-mock-fallback，然后查看各提供方的最近错误。</translation>
    </message>
    <message>
        <source>The credential of %1 expires in %2 (warned from %3).</source>
        <translation>%1 的凭据将在 %2 后到期（剩余 %3 起告警）。</translation>
    </message>
    <message>
        <source>Order a new credential and set it under Flags &amp; settings; it takes effect at once.</source>
        <translation>申请新凭据并在“开关与设置”中设置；立即生效。</translation>
    </message>
    <message>
        <source>The health check of %1 fails: its credential is refused or it does not answer.</source>
        <translation>%1 的健康检查失败：其凭据被拒绝或其无响应。</translation>
    </message>
    <message>
        <source>Run the health check in Providers; a refused credential is replaced under Flags &amp; settings.</source>
        <translation>在“提供方”中运行健康检查；被拒绝的凭据在“开关与设置”中更换。</translation>
    </message>
    <message>
        <source>%1 fails %2 of its requests (limit %3).</source>
        <translation>%1 的请求失败率为 %2（上限 %3）。</translation>
    </message>
    <message>
        <source>Open Traffic filtered on approvals; check the store and Redis in Health.</source>
        <translation>打开“流量”并按 approvals 筛选；在“健康”中检查存储和 Redis。</translation>
    </message>
    <message>
        <source>One request in twenty to %1 takes over %2 (limit %3).</source>
        <translation>对 %1 的请求每二十个中有一个耗时超过 %2（上限 %3）。</translation>
    </message>
    <message>
        <source>Look at the store&apos;s lag in Health.</source>
        <translation>在“健康”中查看存储的滞后。</translation>
    </message>
    <message>
        <source>Redis does not answer: limits hold per replica only.</source>
        <translation>Redis 无响应：限制仅按单个副本生效。</translation>
    </message>
    <message>
        <source>Nothing is lost. Restart Redis or look at its memory; REDIS_URL names it.</source>
        <translation>没有数据丢失。重启 Redis 或检查其内存；其地址见 REDIS_URL。</translation>
    </message>
    <message>
        <source>%2 of the messages to approvers are refused (limit %3).</source>
        <translation>发给审批人的消息有 %2 被拒绝（上限 %3）。</translation>
    </message>
    <message>
        <source>Check the Twilio credentials and balance; decide in the console meanwhile.</source>
        <translation>检查 Twilio 凭据和余额；期间在控制台中审批。</translation>
    </message>
    <message>
        <source>A decision has waited %2 for the core service (limit %3).</source>
        <translation>有决定等待核心服务已达 %2（上限 %3）。</translation>
    </message>
    <message>
        <source>Ask why the core webhook refuses; replay from Outbox when it is back.</source>
        <translation>查明核心 Webhook 拒绝的原因；恢复后从“发件箱”重放。</translation>
    </message>
    <message>
        <source>Open Outbox, read the last answer, replay them one by one.</source>
        <translation>打开“发件箱”，查看最后一次响应，逐条重放。</translation>
    </message>
    <message>
        <source>Ask the approvers; check the prompts&apos; delivery in Approvals.</source>
        <translation>联系审批人；在“审批”中检查询问的送达情况。</translation>
    </message>
    <message>
        <source>Open Traffic, tab Upstreams: if the backend is down, apply the recipe shop-mock.</source>
        <translation>打开“流量”的“上游”标签页：如果后端不可用，应用预案 shop-mock。</translation>
    </message>
    <message>
        <source>Open Traffic, tab Operations: the slow one is named there.</source>
        <translation>打开“流量”的“操作”标签页：其中会列出缓慢的操作。</translation>
    </message>
    <message>
        <source>%2 calls to the backend failed by %1 within five minutes (limit %3).</source>
        <translation>五分钟内有 %2 次后端调用因 %1 失败（上限 %3）。</translation>
    </message>
    <message>
        <source>`timeout` and `connect`: the backend or the network; `auth`: the key under Flags &amp; settings.</source>
        <translation>`timeout` 和 `connect`：后端或网络问题；`auth`：“开关与设置”中的密钥问题。</translation>
    </message>
    <message>
        <source>Only %2 of the payments succeed (at least %3).</source>
        <translation>支付成功率仅 %2（下限 %3）。</translation>
    </message>
    <message>
        <source>Look at the last failed orders in Traffic; ask the payment provider.</source>
        <translation>在“流量”中查看最近失败的订单；联系支付服务商。</translation>
    </message>
    <message>
        <source>%2 of the prewarm requests fail (limit %3): first visits will be slow.</source>
        <translation>预热请求失败率为 %2（上限 %3）：首次访问将变慢。</translation>
    </message>
    <message>
        <source>Open Prewarm for the target that fails; apply aurora-prewarm-rollback if it hurts.</source>
        <translation>打开“预热”查看失败的目标；如有影响，应用 aurora-prewarm-rollback。</translation>
    </message>
    <message>
        <source>%2 of the database connections are in use (limit %3).</source>
        <translation>数据库连接已占用 %2（上限 %3）。</translation>
    </message>
    <message>
        <source>Raise DB_POOL_MAX or look for a slow query in the database.</source>
        <translation>调高 DB_POOL_MAX，或在数据库中排查慢查询。</translation>
    </message>
    <message>
        <source>%2 of the deliveries of %1 are refused (limit %3).</source>
        <translation>%1 的投递有 %2 被拒绝（上限 %3）。</translation>
    </message>
    <message>
        <source>Open Webhooks: each refusal says why its signature failed.</source>
        <translation>打开“Webhook”：每条拒绝记录都注明签名失败的原因。</translation>
    </message>
    <message>
        <source>%2 Slack messages were sent today (warned from %3).</source>
        <translation>今天已发送 %2 条 Slack 消息（达到 %3 起告警）。</translation>
    </message>
    <message>
        <source>Raise MAX_DAILY_SLACK_POSTS or silence the noisiest report.</source>
        <translation>调高 MAX_DAILY_SLACK_POSTS，或将最频繁的报告静音。</translation>
    </message>
    <message>
        <source>%2 health checks fail: the gateway is not ready.</source>
        <translation>%2 项健康检查失败：网关未就绪。</translation>
    </message>
    <message>
        <source>Health names the check; the store and the disk are the usual causes.</source>
        <translation>“健康”会指出失败的检查；常见原因是存储和磁盘。</translation>
    </message>
    <message>
        <source>The oldest message has waited %2 to be sent (limit %3).</source>
        <translation>最早的消息已等待发送 %2（上限 %3）。</translation>
    </message>
    <message>
        <source>Open Outbox; the target&apos;s last answer is shown there.</source>
        <translation>打开“发件箱”；其中会显示目标的最后一次响应。</translation>
    </message>
    <message>
        <source>Writes wait %2 for the store (limit %3).</source>
        <translation>写入等待存储的时间为 %2（上限 %3）。</translation>
    </message>
    <message>
        <source>Look at the disk&apos;s latency and free space; every acknowledgement waits for it.</source>
        <translation>检查磁盘的延迟和可用空间；每次写入确认都要等待它。</translation>
    </message>
    <message>
        <source>The data folder&apos;s disk has %2 left (at least %3).</source>
        <translation>数据文件夹所在磁盘剩余 %2（下限 %3）。</translation>
    </message>
    <message>
        <source>Free space or grow the disk; a full one refuses every write.</source>
        <translation>释放空间或扩容磁盘；磁盘满时所有写入都会被拒绝。</translation>
    </message>
    <message>
        <source>The process has grown to %2 times its size within the hour (limit %3).</source>
        <translation>进程在一小时内增长到原来的 %2 倍（上限 %3）。</translation>
    </message>
    <message>
        <source>Make an incident bundle, then restart at a quiet moment.</source>
        <translation>生成事件包，然后在空闲时段重启。</translation>
    </message>
    <message>
        <source>The certificate of %1 expires in %2 (warned from %3).</source>
        <translation>%1 的证书将在 %2 后到期（剩余 %3 起告警）。</translation>
    </message>
    <message>
        <source>Put the new files in place and send SIGHUP; no restart is needed.</source>
        <translation>将新文件放到位并发送 SIGHUP；无需重启。</translation>
    </message>
    <message>
        <source>The clock has jumped by %2 (limit %3): signatures and deadlines go wrong.</source>
        <translation>时钟跳变了 %2（上限 %3）：签名和截止时间会出错。</translation>
    </message>
    <message>
        <source>Check the time service of the machine.</source>
        <translation>检查本机的时间服务。</translation>
    </message>
    <message>
        <source>A replica has not taken up the last settings for %2 (limit %3).</source>
        <translation>有副本已 %2 未应用最新设置（上限 %3）。</translation>
    </message>
    <message>
        <source>Find the replica in Health and restart it: it works with old flags.</source>
        <translation>在“健康”中找到该副本并重启：它仍在使用旧开关。</translation>
    </message>
    <message>
        <source>A guard has taken a flip back.</source>
        <translation>守护已撤回一次切换。</translation>
    </message>
    <message>
        <source>Flags &amp; settings shows the guard with both numbers; the old value is in force.</source>
        <translation>“开关与设置”会显示该守护及两个数值；当前生效的是旧值。</translation>
    </message>
    <message>
        <source>The last good backup is %2 old (limit %3).</source>
        <translation>最近一次有效备份距今已 %2（上限 %3）。</translation>
    </message>
    <message>
        <source>Run signalboxd backup by hand and read what it says.</source>
        <translation>手动运行 signalboxd backup 并查看其输出。</translation>
    </message>
    <message>
        <source>Skin analysis ran out of time in %2 of the cases (limit %3).</source>
        <translation>皮肤分析有 %2 的情况超时（上限 %3）。</translation>
    </message>
    <message>
        <source>Look at the upstreams&apos; latency; raise the budget only if they stay slow.</source>
        <translation>查看上游延迟；仅在持续缓慢时才提高预算。</translation>
    </message>
    <message>
        <source>Recommendations ran out of time in %2 of the cases (limit %3).</source>
        <translation>推荐有 %2 的情况超时（上限 %3）。</translation>
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
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>page</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Twilio refuses the credentials: no prompt goes out over WhatsApp.</source>
        <translation>Twilio 拒绝凭据：无法通过 WhatsApp 发出询问消息。</translation>
    </message>
    <message>
        <source>Set TWILIO_AUTH_TOKEN or the API key under Flags &amp; settings; the queue is kept and goes out then.</source>
        <translation>在“开关与设置”中设置 TWILIO_AUTH_TOKEN 或 API 密钥；队列会保留，设置后即发出。</translation>
    </message>
    <message>
        <source>Decisions that were given up: %2. The core service does not know of them.</source>
        <translation>已放弃的决定：%2。核心服务对此不知情。</translation>
    </message>
    <message>
        <source>The audit of decisions is not what was written: an entry was changed or removed.</source>
        <translation>决定的审计记录与写入时不一致：有条目被更改或删除。</translation>
    </message>
    <message>
        <source>Ask GET /audit/verify which entry; compare the logged heads with a backup, and keep the store as it is.</source>
        <translation>通过 GET /audit/verify 查明是哪个条目；将日志中记录的链头与备份对比，并保持存储原样。</translation>
    </message>
    <message>
        <source>Candidates expire without an answer %2 times as often as in the last seven days (limit %3).</source>
        <translation>候选因无人答复而过期的频率是过去七天的 %2 倍（上限 %3）。</translation>
    </message>
</context>
<context>
    <name>ApprovalCall</name>
    <message>
        <source>%1: decide by %2.</source>
        <comment>brand, time</comment>
        <translation>%1：请在 %2 前审批。</translation>
    </message>
    <message numerus="yes">
        <source>%n more wait(s).</source>
        <translation>
            <numerusform>另有 %n 项待审批。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApprovalRows</name>
    <message>
        <source>Deadline</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>批准数</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Rev.</source>
        <comment>revision</comment>
        <translation>修订</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>截止于 %1</translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>结束于 %1</translation>
    </message>
    <message>
        <source>No approval fits the filter.</source>
        <translation>没有符合筛选条件的审批。</translation>
    </message>
    <message>
        <source>Press Esc in the filter to see all.</source>
        <translation>在筛选框中按 Esc 可查看全部。</translation>
    </message>
    <message>
        <source>Nothing waits for a decision.</source>
        <translation>没有待审批的候选。</translation>
    </message>
    <message>
        <source>New candidates come in here by themselves. Decided ones are under Decided.</source>
        <translation>新候选会自动出现在此处。已决定的见“已决定”。</translation>
    </message>
    <message>
        <source>Nothing was decided yet.</source>
        <translation>尚无已决定的候选。</translation>
    </message>
    <message>
        <source>What people and deadlines decide is kept here.</source>
        <translation>由人员或因到期作出的决定保存在此处。</translation>
    </message>
    <message>
        <source>This gateway runs no approvals.</source>
        <translation>此网关未运行审批服务。</translation>
    </message>
    <message>
        <source>Health &amp; checklist names the settings that they need.</source>
        <translation>“健康与检查清单”会列出所需的设置。</translation>
    </message>
</context>
<context>
    <name>ApprovalWords</name>
    <message>
        <source>held back by a limit</source>
        <translation>因限速等待</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>is being sent</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>sent, not told delivered</source>
        <translation>已发送，未确认送达</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not possible now: the person has not written lately</source>
        <translation>暂不可发送：对方近期未发来消息</translation>
    </message>
    <message>
        <source>in doubt: the provider did not say</source>
        <translation>存疑：提供方未告知结果</translation>
    </message>
    <message>
        <source>not needed any more</source>
        <translation>不再需要</translation>
    </message>
    <message>
        <source>submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>people are to be asked</source>
        <translation>待询问审批人</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>已询问</translation>
    </message>
    <message>
        <source>could not be asked</source>
        <translation>未能询问</translation>
    </message>
    <message>
        <source>word about a prompt</source>
        <translation>询问消息状态更新</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>refused: not entitled</source>
        <translation>被拒绝：无权审批</translation>
    </message>
    <message>
        <source>approved it</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>edited it</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>已决定</translation>
    </message>
    <message>
        <source>expired: nobody decided in time</source>
        <translation>已过期：无人及时审批</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>escalated to more people</source>
        <translation>已升级至更多审批人</translation>
    </message>
    <message>
        <source>the decision could not be told, to be tried again</source>
        <translation>决定未能通知，待重试</translation>
    </message>
    <message>
        <source>the decision was told</source>
        <translation>决定已通知</translation>
    </message>
    <message>
        <source>the decision could not be told, given up</source>
        <translation>决定未能通知，已放弃</translation>
    </message>
    <message>
        <source>the decision is to be told again</source>
        <translation>决定将再次通知</translation>
    </message>
    <message>
        <source>it was decided by that</source>
        <translation>据此作出决定</translation>
    </message>
    <message>
        <source>counted, more approvals are needed</source>
        <translation>已计票，还需更多批准</translation>
    </message>
    <message>
        <source>was shown the text</source>
        <translation>已展示文本</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>无法识别</translation>
    </message>
    <message>
        <source>refused: not entitled, or no such candidate</source>
        <translation>被拒绝：无权审批，或无此候选</translation>
    </message>
    <message>
        <source>too late: it was decided before</source>
        <translation>太迟：此前已有决定</translation>
    </message>
    <message>
        <source>unclear which one was meant</source>
        <translation>所指候选不明确</translation>
    </message>
    <message>
        <source>refused: the new text is too long</source>
        <translation>被拒绝：新文本过长</translation>
    </message>
    <message>
        <source>refused: the new text is empty</source>
        <translation>被拒绝：新文本为空</translation>
    </message>
    <message>
        <source>conflict: meant an older text</source>
        <translation>冲突：针对的是旧文本</translation>
    </message>
    <message>
        <source>refused: it may not be edited</source>
        <translation>被拒绝：不允许修改</translation>
    </message>
    <message>
        <source>refused: the whole text had not been shown</source>
        <translation>被拒绝：尚未展示全文</translation>
    </message>
    <message>
        <source>arrived twice, counted once</source>
        <translation>重复到达，仅计一次</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新提交</translation>
    </message>
    <message>
        <source>people were asked</source>
        <translation>已询问审批人</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>brand, platform</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>WhatsApp</source>
        <translation>WhatsApp</translation>
    </message>
    <message>
        <source>iMessage</source>
        <translation>iMessage</translation>
    </message>
    <message>
        <source>console</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>%1 in the console</source>
        <translation>%1（控制台）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>masked address, channel</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>the deadline</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Who can: %1.</source>
        <translation>可审批者：%1。</translation>
    </message>
    <message>
        <source>Your role may not decide. Approvers, operators and admins can.</source>
        <translation>您的角色无权审批。审批人、运维员和管理员可以审批。</translation>
    </message>
    <message>
        <source>You are none of this one&apos;s approvers.</source>
        <translation>您不是此候选的审批人。</translation>
    </message>
    <message>
        <source>You submitted it: somebody else decides.</source>
        <translation>此候选由您提交，须由他人审批。</translation>
    </message>
    <message>
        <source>It is decided already: %1.</source>
        <translation>已有决定：%1。</translation>
    </message>
    <message numerus="yes">
        <source>You have approved it: %n more approval(s) needed.</source>
        <translation>
            <numerusform>您已批准：还需 %n 票批准。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 delivered</source>
        <translation>%1 条已送达</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>%1 条已发送</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 条等待中</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 条失败</translation>
    </message>
    <message>
        <source>nobody was asked</source>
        <translation>未询问任何人</translation>
    </message>
    <message>
        <source>about revision %1</source>
        <translation>针对修订 %1</translation>
    </message>
    <message>
        <source>by escalation</source>
        <translation>因升级</translation>
    </message>
    <message>
        <source>error %1</source>
        <translation>错误 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>尝试 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>计划于 %1 发送</translation>
    </message>
    <message>
        <source>approves</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>edits</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>skips</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation>修订 %1</translation>
    </message>
    <message>
        <source>does not count</source>
        <translation>不计票</translation>
    </message>
    <message>
        <source>not yet: joins with escalation step %1</source>
        <translation>尚未参与：升级第 %1 步时加入</translation>
    </message>
    <message>
        <source>Nothing to tell yet.</source>
        <translation>尚无决定需通知。</translation>
    </message>
    <message>
        <source>last status %1</source>
        <translation>最近状态码 %1</translation>
    </message>
    <message>
        <source>next attempt %1</source>
        <translation>下次尝试 %1</translation>
    </message>
    <message>
        <source>core knows the decision</source>
        <translation>核心服务已知晓决定</translation>
    </message>
    <message>
        <source>core is being told</source>
        <translation>正在通知核心服务</translation>
    </message>
    <message>
        <source>core does not know yet, being retried</source>
        <translation>核心服务尚不知晓，正在重试</translation>
    </message>
    <message>
        <source>held: restored from a backup and not released</source>
        <translation>暂扣：从备份恢复，尚未放行</translation>
    </message>
    <message>
        <source>core does not know: given up, replay it in the outbox</source>
        <translation>核心服务不知晓：已放弃，请在发件箱中重新投递</translation>
    </message>
</context>
<context>
    <name>AuditRows</name>
    <message>
        <source>change settings</source>
        <translation>更改设置</translation>
    </message>
    <message>
        <source>roll back</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>apply a recipe</source>
        <translation>应用预案</translation>
    </message>
    <message>
        <source>stop a guard</source>
        <translation>停止守护</translation>
    </message>
    <message>
        <source>guard takes back</source>
        <translation>守护撤回变更</translation>
    </message>
    <message>
        <source>acknowledge an alert</source>
        <translation>确认告警</translation>
    </message>
    <message>
        <source>shelve an alert</source>
        <translation>搁置告警</translation>
    </message>
    <message>
        <source>add an operator</source>
        <translation>添加运维员</translation>
    </message>
    <message>
        <source>revoke an operator</source>
        <translation>吊销运维员</translation>
    </message>
    <message>
        <source>open a breaker</source>
        <translation>断开熔断器</translation>
    </message>
    <message>
        <source>close a breaker</source>
        <translation>闭合熔断器</translation>
    </message>
    <message>
        <source>let a breaker decide</source>
        <translation>熔断器恢复自动</translation>
    </message>
    <message>
        <source>make a bundle</source>
        <translation>生成事件包</translation>
    </message>
    <message>
        <source>decide an approval</source>
        <translation>决定审批</translation>
    </message>
    <message>
        <source>replay a message</source>
        <translation>重放消息</translation>
    </message>
    <message>
        <source>cut old entries</source>
        <translation>裁剪旧条目</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>ChartMenu</name>
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
    <name>CheckRows</name>
    <message numerus="yes">
        <source>%n fail</source>
        <translation>
            <numerusform>%n 项未通过</numerusform>
        </translation>
    </message>
    <message>
        <source>none fails</source>
        <translation>无未通过项</translation>
    </message>
    <message>
        <source>cannot tell</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指引</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>Set SIGNALBOX_TLS_CERT and SIGNALBOX_TLS_KEY, or put a proxy with TLS in front: PUBLIC_BASE_URL an https address, the proxy in TRUSTED_PROXIES.</source>
        <translation>设置 SIGNALBOX_TLS_CERT 和 SIGNALBOX_TLS_KEY，或在前面部署带 TLS 的代理：PUBLIC_BASE_URL 设为 https 地址，并将代理列入 TRUSTED_PROXIES。</translation>
    </message>
    <message>
        <source>Set ALERT_WEBHOOK_URL to an address that wakes somebody: Alertmanager, or anything that takes its JSON.</source>
        <translation>将 ALERT_WEBHOOK_URL 设为能叫醒值班人员的地址：Alertmanager，或任何能接收其 JSON 的服务。</translation>
    </message>
    <message>
        <source>Give the file with the secrets to the gateway&apos;s user alone (mode 0600), and put real values where placeholders are.</source>
        <translation>存放机密的文件仅限网关用户访问（权限 0600），并将占位符替换为真实值。</translation>
    </message>
    <message>
        <source>Set ENV to production and start the gateway anew.</source>
        <translation>将 ENV 设为 production 并重新启动网关。</translation>
    </message>
    <message>
        <source>Set AUTH_ENABLED to true and JWT_SECRET_KEY to at least 32 random characters.</source>
        <translation>将 AUTH_ENABLED 设为 true，并将 JWT_SECRET_KEY 设为至少 32 个随机字符。</translation>
    </message>
    <message>
        <source>Run signalboxd backup once a day by a timer, and now by hand.</source>
        <translation>用定时器每天运行一次 signalboxd backup，并立即手动运行一次。</translation>
    </message>
    <message>
        <source>Point Prometheus, or whatever gathers your metrics, at /metrics.</source>
        <translation>让 Prometheus 或您使用的指标采集系统读取 /metrics。</translation>
    </message>
    <message>
        <source>Run signalboxd migrate, or let the gateway do it at its start.</source>
        <translation>运行 signalboxd migrate，或由网关在启动时执行。</translation>
    </message>
    <message>
        <source>Look at the provider that is not live and healthy: its key, its mock switch, its breaker.</source>
        <translation>检查未实时运行或不健康的提供方：其密钥、模拟开关、熔断器。</translation>
    </message>
    <message>
        <source>Look at what the first table of this page says of the parts that fail.</source>
        <translation>查看本页第一张表中关于失败部分的说明。</translation>
    </message>
    <message>
        <source>Verify the chain on the page Audit, and find out who wrote to the store beside the gateway.</source>
        <translation>在“审计”页验证链条，并查明除网关外还有谁写入了存储。</translation>
    </message>
    <message>
        <source>Set REDIS_URL with a password, and require it on the server.</source>
        <translation>设置带密码的 REDIS_URL，并在服务器上要求密码。</translation>
    </message>
    <message>
        <source>Set REDIS_URL to an address that begins with rediss://.</source>
        <translation>将 REDIS_URL 设为以 rediss:// 开头的地址。</translation>
    </message>
    <message>
        <source>production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>hardening</source>
        <translation>加固</translation>
    </message>
    <message>
        <source>readiness</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>after deployment</source>
        <translation>部署后</translation>
    </message>
    <message>
        <source>before deployment</source>
        <translation>部署前</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>for a person</source>
        <translation>需人工确认</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>cannot tell</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>No gateway can tell. Somebody has to answer: %1</source>
        <translation>网关无法判断。需要有人回答：%1</translation>
    </message>
    <message>
        <source>Nothing to do here: there is nothing to judge by yet.</source>
        <translation>此处无需处理：尚无判断依据。</translation>
    </message>
    <message>
        <source>The gateway cannot tell. Find out: %1</source>
        <translation>网关无法判断。请查明：%1</translation>
    </message>
    <message>
        <source>Change what the finding names, then run the checks again.</source>
        <translation>按检查结果所指进行更改，然后重新运行检查。</translation>
    </message>
    <message>
        <source>%1 pass · %2 fail · %3 cannot tell · %4 for a person</source>
        <translation>%1 通过 · %2 未通过 · %3 无法判断 · %4 需人工确认</translation>
    </message>
    <message>
        <source>Checklist of %1</source>
        <translation>%1 的检查清单</translation>
    </message>
    <message>
        <source>A backup deployment is ready</source>
        <translation>备用部署已就绪</translation>
    </message>
    <message>
        <source>A failing callback was tried</source>
        <translation>已演练回调失败</translation>
    </message>
    <message>
        <source>A failover of Redis was tried</source>
        <translation>已演练 Redis 故障转移</translation>
    </message>
    <message>
        <source>A load test was run</source>
        <translation>已进行负载测试</translation>
    </message>
    <message>
        <source>A network policy is in place</source>
        <translation>已配置网络策略</translation>
    </message>
    <message>
        <source>A replica of Redis follows</source>
        <translation>Redis 有从副本同步</translation>
    </message>
    <message>
        <source>A time-out was tried</source>
        <translation>已演练超时</translation>
    </message>
    <message>
        <source>AUTH_ENABLED with a key of at least 32 characters</source>
        <translation>AUTH_ENABLED 已启用，密钥至少 32 个字符</translation>
    </message>
    <message>
        <source>Alerts reach somebody</source>
        <translation>告警能送达值班人员</translation>
    </message>
    <message>
        <source>An order is routed from end to end</source>
        <translation>订单可端到端路由</translation>
    </message>
    <message>
        <source>CORS names the origins</source>
        <translation>CORS 列明来源</translation>
    </message>
    <message>
        <source>Clients reach the gateway over HTTPS only</source>
        <translation>客户端仅通过 HTTPS 访问网关</translation>
    </message>
    <message>
        <source>Clients reach the gateway over TLS</source>
        <translation>客户端通过 TLS 访问网关</translation>
    </message>
    <message>
        <source>Dashboards show the numbers</source>
        <translation>仪表板显示数据</translation>
    </message>
    <message>
        <source>Deadlines are set</source>
        <translation>已设置截止时间</translation>
    </message>
    <message>
        <source>Do the dashboards show this deployment?</source>
        <translation>仪表板是否显示本部署？</translation>
    </message>
    <message>
        <source>Do the runbook and the partners&apos; documents describe what runs now?</source>
        <translation>处置手册和合作方文档是否描述了当前运行的内容？</translation>
    </message>
    <message>
        <source>Do the secrets come out of a vault, and who can read them there?</source>
        <translation>机密是否来自保管库，谁能在其中读取？</translation>
    </message>
    <message>
        <source>Does a network policy let only the load balancer and the operators reach the gateway?</source>
        <translation>网络策略是否只允许负载均衡器和运维员访问网关？</translation>
    </message>
    <message>
        <source>Does a replica follow?</source>
        <translation>是否有从副本同步？</translation>
    </message>
    <message>
        <source>Does everybody on call know of this deployment and how to take it back?</source>
        <translation>所有值班人员是否知晓本次部署及其撤回方法？</translation>
    </message>
    <message>
        <source>Does the firewall let only Twilio, Meta and the agents&apos; networks reach the gateway?</source>
        <translation>防火墙是否只允许 Twilio、Meta 和智能体所在网络访问网关？</translation>
    </message>
    <message>
        <source>Does the log collector take the gateway&apos;s standard output, and for how long is it kept?</source>
        <translation>日志采集器是否采集网关的标准输出，保留多久？</translation>
    </message>
    <message>
        <source>Does the log collector take the gateway&apos;s standard output?</source>
        <translation>日志采集器是否采集网关的标准输出？</translation>
    </message>
    <message>
        <source>ENV is production</source>
        <translation>ENV 为 production</translation>
    </message>
    <message>
        <source>Each enabled integration has a secret and has delivered</source>
        <translation>每个已启用的集成都有密钥且已成功投递</translation>
    </message>
    <message>
        <source>Errors are watched and reach somebody</source>
        <translation>错误受到监控并能送达值班人员</translation>
    </message>
    <message>
        <source>Every migration is applied</source>
        <translation>所有迁移均已应用</translation>
    </message>
    <message>
        <source>Every variable is set</source>
        <translation>所有变量均已设置</translation>
    </message>
    <message>
        <source>Every variable that production needs is set</source>
        <translation>生产环境所需的变量均已设置</translation>
    </message>
    <message>
        <source>Health checks pass</source>
        <translation>健康检查通过</translation>
    </message>
    <message>
        <source>Integrations that nobody uses are off</source>
        <translation>未使用的集成已关闭</translation>
    </message>
    <message>
        <source>Is a second deployment ready to take over, and when was that last tried?</source>
        <translation>是否有第二套部署可随时接管，上次演练是什么时候？</translation>
    </message>
    <message>
        <source>Is appendonly or save set in the configuration of Redis?</source>
        <translation>Redis 的配置中是否设置了 appendonly 或 save？</translation>
    </message>
    <message>
        <source>Is the on-call schedule filled for the coming weeks?</source>
        <translation>未来几周的值班表是否已排满？</translation>
    </message>
    <message>
        <source>It ran in staging</source>
        <translation>已在预发布环境运行</translation>
    </message>
    <message>
        <source>Limits are set</source>
        <translation>限值已设置</translation>
    </message>
    <message>
        <source>Logs are gathered</source>
        <translation>日志已汇集</translation>
    </message>
    <message>
        <source>Logs are shipped</source>
        <translation>日志已外送</translation>
    </message>
    <message>
        <source>Metrics were read within the last 5 minutes</source>
        <translation>最近 5 分钟内读取过指标</translation>
    </message>
    <message>
        <source>Origins are named, not *</source>
        <translation>来源已逐一列明，而非 *</translation>
    </message>
    <message>
        <source>Preview a recipe of commerce: is it what you would do in an emergency?</source>
        <translation>预览一项 commerce 预案：它是否正是您在紧急情况下会采取的措施？</translation>
    </message>
    <message>
        <source>Redis asks for a password</source>
        <translation>Redis 要求密码</translation>
    </message>
    <message>
        <source>Redis is reached over TLS</source>
        <translation>通过 TLS 连接 Redis</translation>
    </message>
    <message>
        <source>Redis keeps its data over a restart</source>
        <translation>Redis 重启后数据不丢失</translation>
    </message>
    <message>
        <source>Redis throws nothing away</source>
        <translation>Redis 不淘汰任何数据</translation>
    </message>
    <message>
        <source>Secrets are managed</source>
        <translation>机密已妥善管理</translation>
    </message>
    <message>
        <source>Secrets come out of a vault</source>
        <translation>机密取自密钥库</translation>
    </message>
    <message>
        <source>Security updates are applied</source>
        <translation>安全更新已安装</translation>
    </message>
    <message>
        <source>Security was reviewed</source>
        <translation>已通过安全评审</translation>
    </message>
    <message>
        <source>Send one order through the gateway: does it come back with a provider?</source>
        <translation>通过网关发送一个订单：返回结果中是否有提供方？</translation>
    </message>
    <message>
        <source>Slack&apos;s signature is required</source>
        <translation>要求 Slack 签名</translation>
    </message>
    <message>
        <source>Slack&apos;s signature is required and its secret is set</source>
        <translation>要求 Slack 签名，且其密钥已设置</translation>
    </message>
    <message>
        <source>Somebody is on call</source>
        <translation>有人值班</translation>
    </message>
    <message>
        <source>The audit log is on and verified</source>
        <translation>审计日志已开启并通过校验</translation>
    </message>
    <message>
        <source>The callback URL can be reached</source>
        <translation>回调 URL 可连通</translation>
    </message>
    <message>
        <source>The certificate is good for at least 14 days</source>
        <translation>证书至少还有 14 天有效期</translation>
    </message>
    <message>
        <source>The connection to the database is encrypted</source>
        <translation>数据库连接已加密</translation>
    </message>
    <message>
        <source>The documents are up to date</source>
        <translation>文档已更新到最新</translation>
    </message>
    <message>
        <source>The firewall is in place</source>
        <translation>防火墙已就位</translation>
    </message>
    <message>
        <source>The last backup is less than 26 hours old</source>
        <translation>最近一次备份距今不到 26 小时</translation>
    </message>
    <message>
        <source>The limits were tried under load</source>
        <translation>限值已在负载下验证</translation>
    </message>
    <message>
        <source>The numbers are set</source>
        <translation>号码已设置</translation>
    </message>
    <message>
        <source>The providers&apos; credentials are good</source>
        <translation>各提供方的凭据有效</translation>
    </message>
    <message>
        <source>The rate limit is on</source>
        <translation>限流已开启</translation>
    </message>
    <message>
        <source>The report of a load test is at hand</source>
        <translation>负载测试报告已备好</translation>
    </message>
    <message>
        <source>The runbook is at hand</source>
        <translation>处置手册已备好</translation>
    </message>
    <message>
        <source>The signing secret has 32 characters and is no default</source>
        <translation>签名密钥长度达 32 个字符且不是默认值</translation>
    </message>
    <message>
        <source>The team knows</source>
        <translation>团队已知悉</translation>
    </message>
    <message>
        <source>The test merchant is set up</source>
        <translation>测试商户已配置</translation>
    </message>
    <message>
        <source>The test suite passed</source>
        <translation>测试套件已通过</translation>
    </message>
    <message>
        <source>The way back was rehearsed</source>
        <translation>回滚已演练</translation>
    </message>
    <message>
        <source>There is a plan for a disaster</source>
        <translation>已有灾难恢复计划</translation>
    </message>
    <message>
        <source>Tokens are required</source>
        <translation>要求令牌</translation>
    </message>
    <message>
        <source>Twilio&apos;s signature is checked, proven by a signed self-test</source>
        <translation>校验 Twilio 签名，并经签名自检证实</translation>
    </message>
    <message>
        <source>Until when is the certificate of the proxy in front good?</source>
        <translation>前置代理的证书有效期至何时？</translation>
    </message>
    <message>
        <source>What does CONFIG GET maxmemory-policy say?</source>
        <translation>CONFIG GET maxmemory-policy 返回什么？</translation>
    </message>
    <message>
        <source>WhatsApp can be reached</source>
        <translation>WhatsApp 可连通</translation>
    </message>
    <message>
        <source>When did it last pass?</source>
        <translation>上次通过是什么时候？</translation>
    </message>
    <message>
        <source>When was that last done?</source>
        <translation>上次执行是什么时候？</translation>
    </message>
    <message>
        <source>When was the last load test, and did it meet its limits?</source>
        <translation>上次负载测试是什么时候，是否达到限值要求？</translation>
    </message>
    <message>
        <source>When were the machine&apos;s or image&apos;s security updates last applied?</source>
        <translation>机器或镜像上次安装安全更新是什么时候？</translation>
    </message>
    <message>
        <source>When, and for how long?</source>
        <translation>何时运行，运行了多久？</translation>
    </message>
    <message>
        <source>Where is the plan, and when was a restore last tried?</source>
        <translation>计划在哪里，上次恢复演练是什么时候？</translation>
    </message>
    <message>
        <source>Where is the report of the last load test?</source>
        <translation>上次负载测试的报告在哪里？</translation>
    </message>
    <message>
        <source>Who reviewed the security of this deployment, and when?</source>
        <translation>谁在何时对此部署做过安全评审？</translation>
    </message>
    <message>
        <source>iMessage can be reached</source>
        <translation>iMessage 可连通</translation>
    </message>
    <message>
        <source>Decide one candidate: does the core service learn of it?</source>
        <translation>审批一个候选：核心服务是否收到该决定？</translation>
    </message>
    <message>
        <source>Send any message to the WhatsApp number: does it count as one whose signature was right?</source>
        <translation>向 WhatsApp 号码发送任意消息：它是否计为签名正确的消息？</translation>
    </message>
    <message>
        <source>Submit a candidate with a WhatsApp address: does the prompt arrive?</source>
        <translation>提交一个带 WhatsApp 地址的候选：询问消息是否送达？</translation>
    </message>
    <message>
        <source>Submit a candidate with an iMessage address: does the prompt arrive?</source>
        <translation>提交一个带 iMessage 地址的候选：询问消息是否送达？</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>overdue %1</source>
        <translation>逾期 %1</translation>
    </message>
    <message>
        <source>urgent %1</source>
        <translation>紧急 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
</context>
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
    <message>
        <source>Runner-up</source>
        <translation>次选</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Weights for this order: price %1 · speed %2 · availability %3 · margin %4 · reliability %5</source>
        <translation>本单权重：价格 %1 · 速度 %2 · 可用性 %3 · 利润 %4 · 可靠性 %5</translation>
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
        <source>The gateway&apos;s disk is full.</source>
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
    <name>HealthParts</name>
    <message>
        <source>Service %1</source>
        <translation>服务 %1</translation>
    </message>
    <message>
        <source>not configured</source>
        <translation>未配置</translation>
    </message>
    <message>
        <source>It starts once these are set: %1</source>
        <translation>设置以下各项后启动：%1</translation>
    </message>
    <message>
        <source>no requests in the last minute</source>
        <translation>最近一分钟没有请求</translation>
    </message>
    <message>
        <source>%1 requests a second, %2 fail, p95 %3</source>
        <translation>每秒 %1 个请求，失败 %2，p95 %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>the last write waited %1</source>
        <translation>最近一次写入等待了 %1</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>%1 busy</source>
        <translation>%1 个忙碌</translation>
    </message>
    <message>
        <source>Memory for bodies</source>
        <translation>请求体内存</translation>
    </message>
    <message>
        <source>Memory of the process</source>
        <translation>进程内存</translation>
    </message>
    <message>
        <source>Queue %1</source>
        <translation>队列 %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>held by an operator</source>
        <translation>由运维员锁定</translation>
    </message>
    <message>
        <source>Breaker %1</source>
        <translation>熔断器 %1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>half open</source>
        <translation>半开</translation>
    </message>
    <message>
        <source>held closed</source>
        <translation>锁定闭合</translation>
    </message>
    <message>
        <source>Breakers</source>
        <translation>熔断器</translation>
    </message>
    <message>
        <source>%1 of %2 closed</source>
        <translation>%1 / %2 闭合</translation>
    </message>
    <message>
        <source>Provider %1</source>
        <translation>提供方 %1</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 of its quotes fail</source>
        <translation>报价失败 %1</translation>
    </message>
    <message>
        <source>its answers are made up (mock)</source>
        <translation>应答为虚构（模拟）</translation>
    </message>
    <message>
        <source>its credentials end %1</source>
        <translation>凭据于 %1 到期</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>监听器</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>数据库迁移</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>待办</translation>
    </message>
</context>
<context>
    <name>Levers</name>
    <message>
        <source>Operators and admins can.</source>
        <translation>需要运维员或管理员权限。</translation>
    </message>
    <message>
        <source>unset</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>on for %1 % of the subjects</source>
        <translation>对 %1 % 的对象开启</translation>
    </message>
    <message numerus="yes">
        <source>on for %n subject(s)</source>
        <translation>
            <numerusform>对 %n 个对象开启</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%2 起%1</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>On for a share of the subjects</source>
        <translation>对部分对象按占比开启</translation>
    </message>
    <message>
        <source>On for these subjects only</source>
        <translation>仅对指定对象开启</translation>
    </message>
    <message>
        <source>By a timetable</source>
        <translation>按时间表</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1 为 %2</translation>
    </message>
    <message>
        <source>%1 changed it meanwhile (revision %2). Now %3. Look at it and press again if you still want to.</source>
        <translation>%1 已在此期间修改（修订 %2）。当前 %3。请核对，如仍需更改请再次点击。</translation>
    </message>
    <message>
        <source>watching</source>
        <translation>观察中</translation>
    </message>
    <message>
        <source>nothing got worse</source>
        <translation>指标未变差</translation>
    </message>
    <message>
        <source>got worse, taken back</source>
        <translation>指标变差，已回滚</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>无定论</translation>
    </message>
    <message>
        <source>stopped by a person</source>
        <translation>已人工停止</translation>
    </message>
    <message>
        <source>time is up, taken back</source>
        <translation>超时，已回滚</translation>
    </message>
    <message>
        <source>error rate</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>p95 latency</source>
        <translation>p95 延迟</translation>
    </message>
    <message>
        <source>nothing of %1</source>
        <translation>无数据（样本 %1）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1（样本 %2）</translation>
    </message>
    <message>
        <source>Approvers, operators and admins can.</source>
        <translation>需要审批人、运维员或管理员权限。</translation>
    </message>
    <message>
        <source>Admins can.</source>
        <translation>需要管理员权限。</translation>
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
    <name>LogRows</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>追踪</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>debug</source>
        <translation>调试</translation>
    </message>
</context>
<context>
    <name>OperationRows</name>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
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
        <source>p95 ms</source>
        <translation>p95 ms</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
</context>
<context>
    <name>OperatorRows</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近活动</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>创建人</translation>
    </message>
    <message>
        <source>Reached at</source>
        <translation>联系地址</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>从未使用</translation>
    </message>
    <message>
        <source>works</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>Revoked at %1.</source>
        <translation>已于 %1 吊销。</translation>
    </message>
    <message>
        <source>Sees everything but secrets and this list; changes nothing.</source>
        <translation>可查看除机密和本列表以外的所有内容；不能做任何更改。</translation>
    </message>
    <message>
        <source>Sees everything a viewer sees, and decides on approvals.</source>
        <translation>可查看查看者能看到的所有内容，并可对审批作出决定。</translation>
    </message>
    <message>
        <source>Decides on approvals, and changes flags, settings, breakers and alerts, runs recipes, rolls back.</source>
        <translation>可对审批作出决定，更改开关、设置、熔断器和告警，执行预案，回滚。</translation>
    </message>
    <message>
        <source>Everything an operator may, and adds and revokes operators and sets secrets.</source>
        <translation>拥有运维员的全部权限，并可添加和吊销运维员、设置机密。</translation>
    </message>
</context>
<context>
    <name>OutboxRows</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>下次尝试</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>最后响应</translation>
    </message>
    <message>
        <source>To</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Message id</source>
        <translation>消息 ID</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>待投递</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>重试中</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>暂扣</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>Oldest waits</source>
        <translation>最久等待</translation>
    </message>
    <message>
        <source>nothing waits</source>
        <translation>无等待</translation>
    </message>
    <message>
        <source>No message fits the filter.</source>
        <translation>没有符合筛选条件的消息。</translation>
    </message>
    <message>
        <source>Press Esc in the filter to see all.</source>
        <translation>在筛选框中按 Esc 可查看全部。</translation>
    </message>
    <message>
        <source>Everything is delivered: nothing waits, nothing was given up.</source>
        <translation>已全部送达：没有等待中的消息，也没有已放弃的消息。</translation>
    </message>
    <message>
        <source>Asked at %1. “Also what was delivered” shows the others.</source>
        <translation>查询于 %1。“含已送达”可显示其余消息。</translation>
    </message>
    <message>
        <source>No service of this gateway sends messages to the outside.</source>
        <translation>此网关没有向外部发送消息的服务。</translation>
    </message>
    <message>
        <source>Approvals do, once WEBHOOK_SIGNING_SECRET and CORE_DECISION_WEBHOOK are set under Flags &amp; settings.</source>
        <translation>在“开关与设置”中设置 WEBHOOK_SIGNING_SECRET 和 CORE_DECISION_WEBHOOK 后，审批服务会向外部发送。</translation>
    </message>
</context>
<context>
    <name>OutboxWords</name>
    <message>
        <source>pending</source>
        <translation>待投递</translation>
    </message>
    <message>
        <source>retrying</source>
        <translation>重试中</translation>
    </message>
    <message>
        <source>held</source>
        <translation>暂扣</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>core service</source>
        <translation>核心服务</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>%1 后</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>状态码 %1</translation>
    </message>
    <message>
        <source>no answer: %1</source>
        <translation>无响应：%1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 条发往 %2</translation>
    </message>
    <message>
        <source>closed: messages go through</source>
        <translation>闭合：消息正常通过</translation>
    </message>
    <message>
        <source>open: nothing is sent until it closes</source>
        <translation>断开：闭合前不发送任何消息</translation>
    </message>
    <message>
        <source>half open: one message tries the way</source>
        <translation>半开：正用一条消息试探</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>OverviewFacts</name>
    <message>
        <source>of %1</source>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>Workers %1</source>
        <translation>工作线程 %1</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Bodies %1</source>
        <translation>请求体 %1</translation>
    </message>
    <message>
        <source>Breakers closed</source>
        <translation>熔断器均闭合</translation>
    </message>
    <message>
        <source>Breakers open: %1</source>
        <translation>熔断器断开：%1</translation>
    </message>
    <message>
        <source>Queues empty</source>
        <translation>队列为空</translation>
    </message>
    <message>
        <source>Queue %1: %2</source>
        <translation>队列 %1：%2</translation>
    </message>
    <message>
        <source>Store lag %1</source>
        <translation>存储滞后 %1</translation>
    </message>
    <message>
        <source>Memory %1</source>
        <translation>内存 %1</translation>
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
    <message>
        <source>Save an incident bundle</source>
        <translation>保存事件包</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Health &amp; checklist</source>
        <translation>健康与检查清单</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>运维员</translation>
    </message>
    <message>
        <source>Acknowledge the worst alert</source>
        <translation>确认最严重的告警</translation>
    </message>
    <message>
        <source>Acknowledge: %1</source>
        <translation>确认：%1</translation>
    </message>
    <message>
        <source>Nothing calls.</source>
        <translation>没有告警在呼叫。</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
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
        <source>Mean cart</source>
        <translation>平均购物车</translation>
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
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Requests/h</source>
        <translation>请求/小时</translation>
    </message>
    <message>
        <source>Mean ETA</source>
        <translation>平均 ETA</translation>
    </message>
    <message>
        <source>Mean commission</source>
        <translation>平均佣金</translation>
    </message>
    <message>
        <source>p95 ms</source>
        <translation>p95 ms</translation>
    </message>
    <message numerus="yes">
        <source>Opened %n time(s) since the start, last by %1.</source>
        <translation>
            <numerusform>启动以来断开 %n 次，最近一次原因：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>In this state since %1.</source>
        <translation>自 %1 起处于此状态。</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Mock quotes need no credentials.</source>
        <translation>模拟报价无需凭据。</translation>
    </message>
    <message>
        <source>present</source>
        <translation>已配置</translation>
    </message>
    <message>
        <source>No end date is configured.</source>
        <translation>未配置到期日。</translation>
    </message>
    <message>
        <source>expired %1</source>
        <translation>已于 %1 过期</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>剩余 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Until %1.</source>
        <translation>有效期至 %1。</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>至 %1</translation>
    </message>
    <message numerus="yes">
        <source>Chosen %1 of %n time(s) that it quoted.</source>
        <translation>
            <numerusform>报价 %n 次，选中 %1 次。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProviderWords</name>
    <message>
        <source>disabled</source>
        <translation>已禁用</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>limits our rate</source>
        <translation>对我方限流</translation>
    </message>
    <message>
        <source>refuses the credentials</source>
        <translation>拒绝凭据</translation>
    </message>
    <message>
        <source>credentials are missing</source>
        <translation>缺少凭据</translation>
    </message>
    <message>
        <source>no store near the address</source>
        <translation>地址附近无门店</translation>
    </message>
    <message>
        <source>has none of the items</source>
        <translation>所有商品均无货</translation>
    </message>
    <message>
        <source>sent an unusable answer</source>
        <translation>返回的应答不可用</translation>
    </message>
    <message>
        <source>delivers later than asked</source>
        <translation>送达晚于要求时间</translation>
    </message>
    <message>
        <source>not asked: breaker open</source>
        <translation>未询价：熔断器断开</translation>
    </message>
    <message>
        <source>answers with status %1</source>
        <translation>返回状态码 %1</translation>
    </message>
    <message>
        <source>connection failures</source>
        <translation>连接失败</translation>
    </message>
    <message>
        <source>time-outs</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>server errors</source>
        <translation>服务端错误</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>commission</source>
        <translation>佣金</translation>
    </message>
    <message>
        <source>availability</source>
        <translation>可用性</translation>
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
        <source>preferred partner</source>
        <translation>首选合作方</translation>
    </message>
    <message>
        <source>low price</source>
        <translation>价格低</translation>
    </message>
    <message>
        <source>fast delivery</source>
        <translation>配送快</translation>
    </message>
    <message>
        <source>every item available</source>
        <translation>商品全部有货</translation>
    </message>
    <message>
        <source>most items available</source>
        <translation>多数商品有货</translation>
    </message>
    <message>
        <source>good terms</source>
        <translation>条款优</translation>
    </message>
    <message>
        <source>reliable delivery</source>
        <translation>配送可靠</translation>
    </message>
    <message>
        <source>no strong side</source>
        <translation>无突出优势</translation>
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
    <message>
        <source>Request</source>
        <translation>请求</translation>
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
    <message>
        <source>Changed</source>
        <translation>变更时间</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>care</source>
        <translation>谨慎</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Accepted for the guide&apos;s sake; Walmart has one host.</source>
        <translation>仅为兼容指南而接受；Walmart 只有一个主机。</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>Add 20 to Kroger&apos;s priority.</source>
        <translation>Kroger 的优先级加 20。</translation>
    </message>
    <message>
        <source>Add 20 to Walmart&apos;s priority.</source>
        <translation>Walmart 的优先级加 20。</translation>
    </message>
    <message>
        <source>Address and port of a listener of its own for commerce.</source>
        <translation>commerce 独立监听的地址和端口。</translation>
    </message>
    <message>
        <source>Address blocks whose X-Forwarded-For is believed.</source>
        <translation>信任其 X-Forwarded-For 的地址段。</translation>
    </message>
    <message>
        <source>Affiliate id in checkout links.</source>
        <translation>结账链接中的联盟 ID。</translation>
    </message>
    <message>
        <source>Affiliate id that is added to Instacart links.</source>
        <translation>附加到 Instacart 链接的联盟 ID。</translation>
    </message>
    <message>
        <source>Age at which log rows are deleted.</source>
        <translation>日志行的保留时长，超过即删除。</translation>
    </message>
    <message>
        <source>Answer for Instacart with made-up, deterministic quotes.</source>
        <translation>Instacart 使用虚构的确定性报价应答。</translation>
    </message>
    <message>
        <source>Answer for Kroger Direct with made-up, deterministic quotes.</source>
        <translation>Kroger Direct 使用虚构的确定性报价应答。</translation>
    </message>
    <message>
        <source>Answer for MealMe MCP with made-up, deterministic quotes.</source>
        <translation>MealMe MCP 使用虚构的确定性报价应答。</translation>
    </message>
    <message>
        <source>Answer for Walmart Direct with made-up, deterministic quotes.</source>
        <translation>Walmart Direct 使用虚构的确定性报价应答。</translation>
    </message>
    <message>
        <source>Ask Instacart for quotes.</source>
        <translation>向 Instacart 询价。</translation>
    </message>
    <message>
        <source>Ask Kroger Direct for quotes.</source>
        <translation>向 Kroger Direct 询价。</translation>
    </message>
    <message>
        <source>Ask MealMe MCP for quotes.</source>
        <translation>向 MealMe MCP 询价。</translation>
    </message>
    <message>
        <source>Ask Walmart Direct for quotes.</source>
        <translation>向 Walmart Direct 询价。</translation>
    </message>
    <message>
        <source>Base priority of Instacart in the score.</source>
        <translation>Instacart 在得分中的基础优先级。</translation>
    </message>
    <message>
        <source>Base priority of Kroger Direct in the score.</source>
        <translation>Kroger Direct 在得分中的基础优先级。</translation>
    </message>
    <message>
        <source>Base priority of MealMe MCP in the score.</source>
        <translation>MealMe MCP 在得分中的基础优先级。</translation>
    </message>
    <message>
        <source>Base priority of Walmart Direct in the score.</source>
        <translation>Walmart Direct 在得分中的基础优先级。</translation>
    </message>
    <message>
        <source>Caching and health</source>
        <translation>缓存与健康</translation>
    </message>
    <message>
        <source>Callers without a key are refused from the next request on.</source>
        <translation>从下一个请求起，拒绝无密钥的调用方。</translation>
    </message>
    <message>
        <source>Changes which provider wins from the next request on; try it in what-if first.</source>
        <translation>从下一个请求起影响胜出的提供方；请先用假设分析试算。</translation>
    </message>
    <message>
        <source>Commission rate that Instacart pays.</source>
        <translation>Instacart 支付的佣金率。</translation>
    </message>
    <message>
        <source>Commission rate that Kroger Direct pays.</source>
        <translation>Kroger Direct 支付的佣金率。</translation>
    </message>
    <message>
        <source>Commission rate that MealMe MCP pays.</source>
        <translation>MealMe MCP 支付的佣金率。</translation>
    </message>
    <message>
        <source>Commission rate that Walmart Direct pays.</source>
        <translation>Walmart Direct 支付的佣金率。</translation>
    </message>
    <message>
        <source>Consumer id that Walmart&apos;s signature names.</source>
        <translation>Walmart 签名中的消费者 ID。</translation>
    </message>
    <message>
        <source>Database of commerce; unset: DATABASE_URL, else memory.</source>
        <translation>commerce 的数据库；未设置时用 DATABASE_URL，否则用内存。</translation>
    </message>
    <message>
        <source>Day on which the credentials of Instacart expire.</source>
        <translation>Instacart 凭据的到期日。</translation>
    </message>
    <message>
        <source>Day on which the credentials of Kroger Direct expire.</source>
        <translation>Kroger Direct 凭据的到期日。</translation>
    </message>
    <message>
        <source>Day on which the credentials of MealMe MCP expire.</source>
        <translation>MealMe MCP 凭据的到期日。</translation>
    </message>
    <message>
        <source>Day on which the credentials of Walmart Direct expire.</source>
        <translation>Walmart Direct 凭据的到期日。</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Header that carries the MealMe key.</source>
        <translation>携带 MealMe 密钥的请求头。</translation>
    </message>
    <message>
        <source>How long a confirmation token is good.</source>
        <translation>确认令牌的有效时长。</translation>
    </message>
    <message>
        <source>How long a probe&apos;s result is reused; 0 is off.</source>
        <translation>探测结果的复用时长；0 为关闭。</translation>
    </message>
    <message>
        <source>How long a product search is kept; 0 is off.</source>
        <translation>商品搜索结果的缓存时长；0 为关闭。</translation>
    </message>
    <message>
        <source>How long a store lookup is kept; 0 is off.</source>
        <translation>门店查询结果的缓存时长；0 为关闭。</translation>
    </message>
    <message>
        <source>How many days before expiry credentials raise an alert.</source>
        <translation>凭据到期前多少天触发告警。</translation>
    </message>
    <message>
        <source>How much dearer a failover order may be.</source>
        <translation>故障转移订单允许的加价幅度。</translation>
    </message>
    <message>
        <source>How much the availability component counts.</source>
        <translation>可用性分项的权重。</translation>
    </message>
    <message>
        <source>How much the commission component counts.</source>
        <translation>佣金分项的权重。</translation>
    </message>
    <message>
        <source>How much the price component counts.</source>
        <translation>价格分项的权重。</translation>
    </message>
    <message>
        <source>How much the priority component counts.</source>
        <translation>优先级分项的权重。</translation>
    </message>
    <message>
        <source>How much the reliability component counts.</source>
        <translation>可靠性分项的权重。</translation>
    </message>
    <message>
        <source>How much the speed component counts.</source>
        <translation>速度分项的权重。</translation>
    </message>
    <message>
        <source>How often alerts are evaluated.</source>
        <translation>告警评估间隔。</translation>
    </message>
    <message>
        <source>Instacart</source>
        <translation>Instacart</translation>
    </message>
    <message>
        <source>Item searches in flight per provider and request.</source>
        <translation>每个请求对每个提供方的并发商品搜索数。</translation>
    </message>
    <message>
        <source>Keep masked provider bodies in debug lines.</source>
        <translation>在调试日志行中保留脱敏后的提供方报文体。</translation>
    </message>
    <message>
        <source>Key at Instacart; without it Instacart is quoted from the mock table.</source>
        <translation>Instacart 密钥；未设置时 Instacart 按模拟表报价。</translation>
    </message>
    <message>
        <source>Key at MealMe; without it MealMe is quoted from the mock table.</source>
        <translation>MealMe 密钥；未设置时 MealMe 按模拟表报价。</translation>
    </message>
    <message>
        <source>Key that opens outcomes, metrics and commission rates.</source>
        <translation>用于访问结果、指标和佣金率的密钥。</translation>
    </message>
    <message>
        <source>Keys of callers, separated by commas.</source>
        <translation>调用方密钥，以逗号分隔。</translation>
    </message>
    <message>
        <source>Kroger</source>
        <translation>Kroger</translation>
    </message>
    <message>
        <source>Longest request body.</source>
        <translation>请求体的最大长度。</translation>
    </message>
    <message>
        <source>Longest time of one live probe.</source>
        <translation>单次实时探测的最长时间。</translation>
    </message>
    <message>
        <source>Longest time one quote of Instacart may take, retries included.</source>
        <translation>Instacart 单次报价的最长时间，含重试。</translation>
    </message>
    <message>
        <source>Longest time one quote of Kroger Direct may take, retries included.</source>
        <translation>Kroger Direct 单次报价的最长时间，含重试。</translation>
    </message>
    <message>
        <source>Longest time one quote of MealMe MCP may take, retries included.</source>
        <translation>MealMe MCP 单次报价的最长时间，含重试。</translation>
    </message>
    <message>
        <source>Longest time one quote of Walmart Direct may take, retries included.</source>
        <translation>Walmart Direct 单次报价的最长时间，含重试。</translation>
    </message>
    <message>
        <source>Made-up prices replace missing ones.</source>
        <translation>用虚构价格替代缺失价格。</translation>
    </message>
    <message>
        <source>MealMe</source>
        <translation>MealMe</translation>
    </message>
    <message>
        <source>Mock prices reach customers; in production only for emergencies.</source>
        <translation>模拟价格会展示给客户；生产环境仅限应急使用。</translation>
    </message>
    <message>
        <source>OAuth2 client id at Kroger.</source>
        <translation>Kroger 的 OAuth2 客户端 ID。</translation>
    </message>
    <message>
        <source>OAuth2 client secret at Kroger.</source>
        <translation>Kroger 的 OAuth2 客户端密钥。</translation>
    </message>
    <message>
        <source>Observation</source>
        <translation>观测</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Partner id at Walmart; the consumer id when none is set.</source>
        <translation>Walmart 的合作方 ID；未设置时使用消费者 ID。</translation>
    </message>
    <message>
        <source>Partner name in links to the hosted checkout.</source>
        <translation>托管结账页链接中的合作方名称。</translation>
    </message>
    <message>
        <source>Private key that signs each call: PEM or base64 PKCS#8.</source>
        <translation>为每次调用签名的私钥：PEM 或 base64 PKCS#8。</translation>
    </message>
    <message>
        <source>Provider bodies reach the log.</source>
        <translation>提供方报文体会写入日志。</translation>
    </message>
    <message>
        <source>Publisher id sent with searches, for tracking.</source>
        <translation>随搜索发送的发布者 ID，用于跟踪。</translation>
    </message>
    <message>
        <source>Raised and cleared alerts are posted here.</source>
        <translation>告警触发和解除时推送到此地址。</translation>
    </message>
    <message>
        <source>Refuse calls without a key.</source>
        <translation>拒绝无密钥的调用。</translation>
    </message>
    <message>
        <source>Repeats of one safe call to Instacart after a failure.</source>
        <translation>安全调用 Instacart 失败后的重试次数。</translation>
    </message>
    <message>
        <source>Repeats of one safe call to Kroger Direct after a failure.</source>
        <translation>单次安全调用 Kroger Direct 失败后的重试次数。</translation>
    </message>
    <message>
        <source>Repeats of one safe call to MealMe MCP after a failure.</source>
        <translation>单次安全调用 MealMe MCP 失败后的重试次数。</translation>
    </message>
    <message>
        <source>Repeats of one safe call to Walmart Direct after a failure.</source>
        <translation>单次安全调用 Walmart Direct 失败后的重试次数。</translation>
    </message>
    <message>
        <source>Replaces Instacart&apos;s scheme and host, for stubs and proxies.</source>
        <translation>替换 Instacart 的协议和主机，用于桩服务和代理。</translation>
    </message>
    <message>
        <source>Replaces Kroger&apos;s scheme and host, for stubs and proxies.</source>
        <translation>替换 Kroger 的协议和主机，用于桩服务和代理。</translation>
    </message>
    <message>
        <source>Replaces MealMe&apos;s scheme and host, for stubs and proxies.</source>
        <translation>替换 MealMe 的协议和主机，用于桩服务和代理。</translation>
    </message>
    <message>
        <source>Replaces Walmart&apos;s scheme and host, for stubs and proxies.</source>
        <translation>替换 Walmart 的协议和主机，用于桩服务和代理。</translation>
    </message>
    <message>
        <source>Requests a minute per key or address; 0 is no limit.</source>
        <translation>每个密钥或地址每分钟的请求数；0 表示不限制。</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Signs confirmation tokens; at least 32 bytes.</source>
        <translation>用于签名确认令牌；至少 32 字节。</translation>
    </message>
    <message>
        <source>Static signature, or the private key itself.</source>
        <translation>静态签名，或私钥本身。</translation>
    </message>
    <message>
        <source>Switching a provider off takes it out of every quote from the next request on.</source>
        <translation>关闭提供方后，从下一个请求起所有报价都不再包含它。</translation>
    </message>
    <message>
        <source>Test hook: a mock confirm at Instacart fails with this code; ignored in production.</source>
        <translation>测试钩子：Instacart 的模拟确认以此代码失败；生产环境忽略。</translation>
    </message>
    <message>
        <source>Test hook: a mock confirm at Kroger Direct fails with this code; ignored in production.</source>
        <translation>测试钩子：Kroger Direct 的模拟确认以此代码失败；生产环境忽略。</translation>
    </message>
    <message>
        <source>Test hook: a mock confirm at MealMe MCP fails with this code; ignored in production.</source>
        <translation>测试钩子：MealMe MCP 的模拟确认以此代码失败；生产环境忽略。</translation>
    </message>
    <message>
        <source>Test hook: a mock confirm at Walmart Direct fails with this code; ignored in production.</source>
        <translation>测试钩子：Walmart Direct 的模拟确认以此代码失败；生产环境忽略。</translation>
    </message>
    <message>
        <source>Use the mock quote when a live quote of Instacart fails.</source>
        <translation>Instacart 实时报价失败时使用模拟报价。</translation>
    </message>
    <message>
        <source>Use the mock quote when a live quote of Kroger Direct fails.</source>
        <translation>Kroger Direct 实时报价失败时使用模拟报价。</translation>
    </message>
    <message>
        <source>Use the mock quote when a live quote of MealMe MCP fails.</source>
        <translation>MealMe MCP 实时报价失败时使用模拟报价。</translation>
    </message>
    <message>
        <source>Use the mock quote when a live quote of Walmart Direct fails.</source>
        <translation>Walmart Direct 实时报价失败时使用模拟报价。</translation>
    </message>
    <message>
        <source>Version of the key that is registered with Walmart.</source>
        <translation>在 Walmart 注册的密钥版本。</translation>
    </message>
    <message>
        <source>Walmart</source>
        <translation>Walmart</translation>
    </message>
    <message>
        <source>Where the hosted checkout lives.</source>
        <translation>托管结账页的地址。</translation>
    </message>
    <message>
        <source>Where this gateway stands; production stops mock quotes from being ordered.</source>
        <translation>本网关所处的环境；production 下禁止用模拟报价下单。</translation>
    </message>
    <message>
        <source>Which Kroger host is used; unset: production when LOOPGPT_ENV is production, else sandbox.</source>
        <translation>使用哪个 Kroger 主机；未设置时：LOOPGPT_ENV 为 production 则用 production，否则用 sandbox。</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>/metrics asks for METRICS_TOKEN or ADMIN_API_TOKEN.</source>
        <translation>/metrics 要求 METRICS_TOKEN 或 ADMIN_API_TOKEN。</translation>
    </message>
    <message>
        <source>A core file holds secrets and requests.</source>
        <translation>核心转储文件包含机密和请求内容。</translation>
    </message>
    <message>
        <source>A trusted address can claim to be any client.</source>
        <translation>受信任的地址可冒充任意客户端。</translation>
    </message>
    <message>
        <source>Added to TRUSTED_PROXIES.</source>
        <translation>追加到 TRUSTED_PROXIES。</translation>
    </message>
    <message>
        <source>Address of the operator listener.</source>
        <translation>运维员监听器的地址。</translation>
    </message>
    <message>
        <source>Address of the shared listener: an IP literal or localhost.</source>
        <translation>共享监听器的地址：IP 字面量或 localhost。</translation>
    </message>
    <message>
        <source>Adds the plain access line.</source>
        <translation>增加纯文本访问日志行。</translation>
    </message>
    <message>
        <source>All request bodies in memory together.</source>
        <translation>内存中所有请求体的总大小。</translation>
    </message>
    <message>
        <source>An outside address shows every configured service to the network.</source>
        <translation>使用外部地址会将所有已配置的服务暴露到网络。</translation>
    </message>
    <message>
        <source>Answers of one connection that were not taken yet; beyond it reading pauses.</source>
        <translation>单个连接上尚未取走的响应；超出后暂停读取。</translation>
    </message>
    <message>
        <source>Approvals&apos; admin routes, and /metrics with METRICS_AUTH.</source>
        <translation>approvals 的管理路由，以及启用 METRICS_AUTH 时的 /metrics。</translation>
    </message>
    <message>
        <source>As NODE_ENV.</source>
        <translation>同 NODE_ENV。</translation>
    </message>
    <message>
        <source>Branch that runs.</source>
        <translation>当前运行的分支。</translation>
    </message>
    <message>
        <source>Brings the schema up to date at the start.</source>
        <translation>启动时将数据库结构升级到最新。</translation>
    </message>
    <message>
        <source>Comma list of services, or auto.</source>
        <translation>以逗号分隔的服务列表，或 auto。</translation>
    </message>
    <message>
        <source>Commit that runs.</source>
        <translation>当前运行的提交。</translation>
    </message>
    <message>
        <source>Connections beyond them under load.</source>
        <translation>高负载时超出常驻连接的额外连接数。</translation>
    </message>
    <message>
        <source>Connections of one client address; loopback and trusted proxies do not count.</source>
        <translation>单个客户端地址的连接数；回环地址和受信任代理不计入。</translation>
    </message>
    <message>
        <source>Connections open at once.</source>
        <translation>同时打开的连接数。</translation>
    </message>
    <message>
        <source>Connections that stay open.</source>
        <translation>常驻连接数。</translation>
    </message>
    <message>
        <source>Encrypts and verifies when the URL names no sslmode.</source>
        <translation>URL 未指定 sslmode 时，加密并验证服务器。</translation>
    </message>
    <message>
        <source>Engineering&apos;s routes ask for a token; the same token opens the operator listener by its role.</source>
        <translation>engineering 的路由要求令牌；同一令牌可按其角色访问运维员监听器。</translation>
    </message>
    <message>
        <source>Gets every alert in Alertmanager&apos;s shape.</source>
        <translation>以 Alertmanager 格式接收所有告警。</translation>
    </message>
    <message>
        <source>Header fields of a request.</source>
        <translation>请求的头部字段数。</translation>
    </message>
    <message>
        <source>How long a body may come slower than the lowest rate.</source>
        <translation>请求体速率可低于最低速率的时长。</translation>
    </message>
    <message>
        <source>How long a client may take nothing of its answer.</source>
        <translation>客户端可不接收响应数据的时长。</translation>
    </message>
    <message>
        <source>How long a connection stays open between requests.</source>
        <translation>连接在两次请求之间保持打开的时长。</translation>
    </message>
    <message>
        <source>Its key id.</source>
        <translation>其密钥 ID。</translation>
    </message>
    <message>
        <source>Its key.</source>
        <translation>其密钥。</translation>
    </message>
    <message>
        <source>Its region.</source>
        <translation>其区域。</translation>
    </message>
    <message>
        <source>Leaves the core file limit as it is.</source>
        <translation>保持核心转储文件的大小限制不变。</translation>
    </message>
    <message>
        <source>Lets the operator listener leave loopback without TLS.</source>
        <translation>允许运维员监听器在没有 TLS 时监听非回环地址。</translation>
    </message>
    <message>
        <source>Limit of the alert approvalErrorRate: Open Traffic filtered on approvals; check the store and Redis in Health.</source>
        <translation>告警 approvalErrorRate 的阈值：打开“流量”并按 approvals 筛选；在“健康”中检查存储和 Redis。</translation>
    </message>
    <message>
        <source>Limit of the alert approvalLatency: Look at the store&apos;s lag in Health.</source>
        <translation>告警 approvalLatency 的阈值：在“健康”中查看存储的滞后。</translation>
    </message>
    <message>
        <source>Limit of the alert auroraAnalysisDegraded: Look at the upstreams&apos; latency; raise the budget only if they stay slow.</source>
        <translation>告警 auroraAnalysisDegraded 的阈值：查看上游延迟；仅在持续缓慢时才提高预算。</translation>
    </message>
    <message>
        <source>Limit of the alert auroraRecoDegraded: Look at the upstreams&apos; latency; raise the budget only if they stay slow.</source>
        <translation>告警 auroraRecoDegraded 的阈值：查看上游延迟；仅在持续缓慢时才提高预算。</translation>
    </message>
    <message>
        <source>Limit of the alert backupOld: Run signalboxd backup by hand and read what it says.</source>
        <translation>告警 backupOld 的阈值：手动运行 signalboxd backup 并查看其输出。</translation>
    </message>
    <message>
        <source>Limit of the alert callbacksDead: Open Outbox, read the last answer, replay them one by one.</source>
        <translation>告警 callbacksDead 的阈值：打开“发件箱”，查看最后一次响应，逐条重放。</translation>
    </message>
    <message>
        <source>Limit of the alert callbacksFailing: Ask why the core webhook refuses; replay from Outbox when it is back.</source>
        <translation>告警 callbacksFailing 的阈值：查明核心 Webhook 拒绝的原因；恢复后从“发件箱”重放。</translation>
    </message>
    <message>
        <source>Limit of the alert certificateExpiring: Put the new files in place and send SIGHUP; no restart is needed.</source>
        <translation>告警 certificateExpiring 的阈值：放置新的证书文件并发送 SIGHUP；无需重启。</translation>
    </message>
    <message>
        <source>Limit of the alert clockSkew: Check the time service of the machine.</source>
        <translation>告警 clockSkew 的阈值：检查本机的时间同步服务。</translation>
    </message>
    <message>
        <source>Limit of the alert credentialExpiring: Order a new credential and set it under Flags &amp; settings; it takes effect at once.</source>
        <translation>告警 credentialExpiring 的阈值：申请新凭据并在“开关与设置”中设置；立即生效。</translation>
    </message>
    <message>
        <source>Limit of the alert dbPoolExhausted: Raise DB_POOL_MAX or look for a slow query in the database.</source>
        <translation>告警 dbPoolExhausted 的阈值：提高 DB_POOL_MAX，或排查数据库中的慢查询。</translation>
    </message>
    <message>
        <source>Limit of the alert diskLow: Free space or grow the disk; a full one refuses every write.</source>
        <translation>告警 diskLow 的阈值：释放空间或扩容磁盘；磁盘写满后会拒绝所有写入。</translation>
    </message>
    <message>
        <source>Limit of the alert expirySpike: Ask the approvers; check the prompts&apos; delivery in Approvals.</source>
        <translation>告警 expirySpike 的阈值：询问审批人；在“审批”中检查提示消息的送达情况。</translation>
    </message>
    <message>
        <source>Limit of the alert guardTookBack: Flags &amp; settings shows the guard with both numbers; the old value is in force.</source>
        <translation>告警 guardTookBack 的阈值：“开关与设置”会显示该守护及两个数值；当前生效的是旧值。</translation>
    </message>
    <message>
        <source>Limit of the alert healthFailing: Health names the check; the store and the disk are the usual causes.</source>
        <translation>告警 healthFailing 的阈值：“健康”会指出失败的检查；常见原因是存储和磁盘。</translation>
    </message>
    <message>
        <source>Limit of the alert memoryGrowth: Make an incident bundle, then restart at a quiet moment.</source>
        <translation>告警 memoryGrowth 的阈值：生成事件包，然后在空闲时段重启。</translation>
    </message>
    <message>
        <source>Limit of the alert noSuccessfulQuotes: Apply the recipe commerce-mock-fallback, then look at every provider&apos;s last error.</source>
        <translation>告警 noSuccessfulQuotes 的阈值：应用预案 commerce-mock-fallback，然后查看各提供方的最近错误。</translation>
    </message>
    <message>
        <source>Limit of the alert outboxOldest: Open Outbox; the target&apos;s last answer is shown there.</source>
        <translation>告警 outboxOldest 的阈值：打开“发件箱”；其中会显示目标的最后一次响应。</translation>
    </message>
    <message>
        <source>Limit of the alert paymentsFailing: Look at the last failed orders in Traffic; ask the payment provider.</source>
        <translation>告警 paymentsFailing 的阈值：在“流量”中查看最近失败的订单；联系支付服务商。</translation>
    </message>
    <message>
        <source>Limit of the alert prewarmFailing: Open Prewarm for the target that fails; apply aurora-prewarm-rollback if it hurts.</source>
        <translation>告警 prewarmFailing 的阈值：打开“预热”查看失败的目标；如有影响，应用 aurora-prewarm-rollback。</translation>
    </message>
    <message>
        <source>Limit of the alert providerDown: Apply the recipe commerce-disable-provider, then ask the provider&apos;s status page.</source>
        <translation>告警 providerDown 的阈值：应用预案 commerce-disable-provider，然后查看提供方的状态页。</translation>
    </message>
    <message>
        <source>Limit of the alert providerErrorRate: Open Providers: look at the last errors; disable or mock the provider until it answers again.</source>
        <translation>告警 providerErrorRate 的阈值：打开“提供方”：查看最近的错误；禁用该提供方或改用模拟，直到其恢复响应。</translation>
    </message>
    <message>
        <source>Limit of the alert providerLatency: Lower the provider&apos;s time-out or apply commerce-speed-first.</source>
        <translation>告警 providerLatency 的阈值：降低该提供方的超时时间，或应用 commerce-speed-first。</translation>
    </message>
    <message>
        <source>Limit of the alert providerUnhealthy: Run the health check in Providers; a refused credential is replaced under Flags &amp; settings.</source>
        <translation>告警 providerUnhealthy 的阈值：在“提供方”中运行健康检查；被拒绝的凭据在“开关与设置”中更换。</translation>
    </message>
    <message>
        <source>Limit of the alert redisDown: Nothing is lost. Restart Redis or look at its memory; REDIS_URL names it.</source>
        <translation>告警 redisDown 的阈值：没有数据丢失。重启 Redis 或检查其内存；地址见 REDIS_URL。</translation>
    </message>
    <message>
        <source>Limit of the alert revisionNotApplied: Find the replica in Health and restart it: it works with old flags.</source>
        <translation>告警 revisionNotApplied 的阈值：在“健康”中找到该副本并重启：它仍在使用旧开关。</translation>
    </message>
    <message>
        <source>Limit of the alert shopErrorRate: Open Traffic, tab Upstreams: if the backend is down, apply the recipe shop-mock.</source>
        <translation>告警 shopErrorRate 的阈值：打开“流量”的“上游”标签页：如果后端不可用，应用预案 shop-mock。</translation>
    </message>
    <message>
        <source>Limit of the alert shopLatency: Open Traffic, tab Operations: the slow one is named there.</source>
        <translation>告警 shopLatency 的阈值：打开“流量”的“操作”标签页：其中会列出缓慢的操作。</translation>
    </message>
    <message>
        <source>Limit of the alert shopUpstreamFailures: `timeout` and `connect`: the backend or the network; `auth`: the key under Flags &amp; settings.</source>
        <translation>告警 shopUpstreamFailures 的阈值：`timeout` 和 `connect`：后端或网络问题；`auth`：“开关与设置”中的密钥问题。</translation>
    </message>
    <message>
        <source>Limit of the alert slackQuota: Raise MAX_DAILY_SLACK_POSTS or silence the noisiest report.</source>
        <translation>告警 slackQuota 的阈值：提高 MAX_DAILY_SLACK_POSTS，或静默最频繁的报告。</translation>
    </message>
    <message>
        <source>Limit of the alert storeLag: Look at the disk&apos;s latency and free space; every acknowledgement waits for it.</source>
        <translation>告警 storeLag 的阈值：检查磁盘的延迟和可用空间；每次写入确认都要等待它。</translation>
    </message>
    <message>
        <source>Limit of the alert twilioFailing: Check the Twilio credentials and balance; decide in the console meanwhile.</source>
        <translation>告警 twilioFailing 的阈值：检查 Twilio 凭据和余额；期间在控制台中审批。</translation>
    </message>
    <message>
        <source>Limit of the alert webhookRefusals: Open Webhooks: each refusal says why its signature failed.</source>
        <translation>告警 webhookRefusals 的阈值：打开“Webhook”：每条拒绝记录都注明签名失败的原因。</translation>
    </message>
    <message>
        <source>Lines below it are not written.</source>
        <translation>低于此级别的日志行不写入。</translation>
    </message>
    <message>
        <source>Local store and operator files.</source>
        <translation>本地存储和运维员文件。</translation>
    </message>
    <message>
        <source>Longest pause between two pieces of a body.</source>
        <translation>请求体两个分段之间的最长间隔。</translation>
    </message>
    <message>
        <source>Longest time a request may run.</source>
        <translation>单个请求的最长运行时间。</translation>
    </message>
    <message>
        <source>Longest wait for a complete request head.</source>
        <translation>等待完整请求头的最长时间。</translation>
    </message>
    <message>
        <source>Longest wait for running requests at the end.</source>
        <translation>停止时等待运行中请求的最长时间。</translation>
    </message>
    <message>
        <source>Lowest mean rate of a body; 0 = none.</source>
        <translation>请求体的最低平均速率；0 = 不限。</translation>
    </message>
    <message>
        <source>More listeners: addr:port=service[,service…] separated by semicolons.</source>
        <translation>更多监听器：addr:port=service[,service…]，以分号分隔。</translation>
    </message>
    <message>
        <source>OTLP over HTTP; /v1/traces is appended.</source>
        <translation>基于 HTTP 的 OTLP；会追加 /v1/traces。</translation>
    </message>
    <message>
        <source>Object store for backup --upload.</source>
        <translation>backup --upload 使用的对象存储。</translation>
    </message>
    <message>
        <source>Off loopback it needs TLS.</source>
        <translation>监听非回环地址时需要 TLS。</translation>
    </message>
    <message>
        <source>Off, engineering&apos;s routes are open to everybody who reaches them.</source>
        <translation>关闭后，任何能访问到的人都可使用 engineering 的路由。</translation>
    </message>
    <message>
        <source>Older backups are deleted, never the newest.</source>
        <translation>删除更旧的备份，但始终保留最新的一份。</translation>
    </message>
    <message>
        <source>Older entries of the audit are exported to the data folder, then cut; 0 = kept for ever.</source>
        <translation>更旧的审计条目导出到数据文件夹后裁剪；0 = 永久保留。</translation>
    </message>
    <message>
        <source>Operator tokens travel in clear text.</source>
        <translation>运维员令牌将以明文传输。</translation>
    </message>
    <message>
        <source>Origins of shop and Aurora, comma list.</source>
        <translation>shop 和 Aurora 的来源（Origin），以逗号分隔。</translation>
    </message>
    <message>
        <source>PEM certificate chain of the operator listener.</source>
        <translation>运维员监听器的 PEM 证书链。</translation>
    </message>
    <message>
        <source>PEM certificate chain of the service listeners.</source>
        <translation>服务监听器的 PEM 证书链。</translation>
    </message>
    <message>
        <source>PEM private key of the operator listener.</source>
        <translation>运维员监听器的 PEM 私钥。</translation>
    </message>
    <message>
        <source>PEM private key of the service listeners.</source>
        <translation>服务监听器的 PEM 私钥。</translation>
    </message>
    <message>
        <source>Port of the shared listener, 0 = any free one; with only engineering named 8000, only approvals 8080.</source>
        <translation>共享监听器的端口，0 = 任意空闲端口；仅指定 engineering 时为 8000，仅指定 approvals 时为 8080。</translation>
    </message>
    <message>
        <source>PostgreSQL or sqlite:&lt;path&gt;; unset = the local store.</source>
        <translation>PostgreSQL 或 sqlite:&lt;path&gt;；未设置 = 本地存储。</translation>
    </message>
    <message>
        <source>Proxies whose X-Forwarded headers count.</source>
        <translation>采信其 X-Forwarded 头部的代理。</translation>
    </message>
    <message>
        <source>Read when ALLOWED_ORIGINS is unset.</source>
        <translation>未设置 ALLOWED_ORIGINS 时读取。</translation>
    </message>
    <message>
        <source>Read when GIT_BRANCH is unset.</source>
        <translation>未设置 GIT_BRANCH 时读取。</translation>
    </message>
    <message>
        <source>Read when GIT_COMMIT_SHA is unset.</source>
        <translation>未设置 GIT_COMMIT_SHA 时读取。</translation>
    </message>
    <message>
        <source>Read when HOST is unset.</source>
        <translation>未设置 HOST 时读取。</translation>
    </message>
    <message>
        <source>Read when SERVICE_NAME is unset.</source>
        <translation>未设置 SERVICE_NAME 时读取。</translation>
    </message>
    <message>
        <source>Read when neither is set.</source>
        <translation>两者均未设置时读取。</translation>
    </message>
    <message>
        <source>Requests of one connection at once.</source>
        <translation>单个连接的并发请求数。</translation>
    </message>
    <message>
        <source>Seals the secrets that operators set: 64 hex digits, the same for all replicas; unset = store.key in the data folder.</source>
        <translation>加密运维员设置的机密：64 位十六进制数字，所有副本须一致；未设置 = 数据文件夹中的 store.key。</translation>
    </message>
    <message>
        <source>Sends traces.</source>
        <translation>发送链路追踪。</translation>
    </message>
    <message>
        <source>Service name in /version, /health and X-Service-Name.</source>
        <translation>/version、/health 和 X-Service-Name 中的服务名称。</translation>
    </message>
    <message>
        <source>Shop&apos;s environment.</source>
        <translation>shop 的环境。</translation>
    </message>
    <message>
        <source>Shop&apos;s mock look jobs.</source>
        <translation>shop 的模拟 look 任务。</translation>
    </message>
    <message>
        <source>Signs and checks those tokens; at least 32 characters.</source>
        <translation>签发并校验这些令牌；至少 32 个字符。</translation>
    </message>
    <message>
        <source>Size of a request head.</source>
        <translation>请求头的大小。</translation>
    </message>
    <message>
        <source>Size of a request line.</source>
        <translation>请求行的大小。</translation>
    </message>
    <message>
        <source>The URL under which clients reach the gateway.</source>
        <translation>客户端访问网关所用的 URL。</translation>
    </message>
    <message>
        <source>The only algorithm that is accepted.</source>
        <translation>唯一接受的算法。</translation>
    </message>
    <message>
        <source>The same as DB_AUTO_MIGRATE=false.</source>
        <translation>等同于 DB_AUTO_MIGRATE=false。</translation>
    </message>
    <message>
        <source>What is cut can only be read in the exported files.</source>
        <translation>裁剪掉的内容只能在导出文件中查看。</translation>
    </message>
    <message>
        <source>When an idle overflow connection closes.</source>
        <translation>空闲的溢出连接多久后关闭。</translation>
    </message>
    <message>
        <source>When connecting gives up.</source>
        <translation>建立连接的超时时间。</translation>
    </message>
    <message>
        <source>When set, /metrics asks for this bearer.</source>
        <translation>设置后，/metrics 要求此 Bearer 令牌。</translation>
    </message>
    <message>
        <source>When set: the total of both.</source>
        <translation>设置后：两者的总数。</translation>
    </message>
    <message>
        <source>Whoever knows it can make a token of any role; changing it ends every session.</source>
        <translation>知晓它的人可签发任意角色的令牌；更改它会终止所有会话。</translation>
    </message>
    <message>
        <source>Without a list: the client is the n-th entry of X-Forwarded-For from the right.</source>
        <translation>没有列表时：客户端取 X-Forwarded-For 从右数第 n 项。</translation>
    </message>
    <message>
        <source>Worker threads; unset = number of cores.</source>
        <translation>工作线程数；未设置 = CPU 核心数。</translation>
    </message>
    <message>
        <source>access</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>alert limits</source>
        <translation>告警阈值</translation>
    </message>
    <message>
        <source>alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>bytes/s</source>
        <translation>字节/秒</translation>
    </message>
    <message>
        <source>client address</source>
        <translation>客户端地址</translation>
    </message>
    <message>
        <source>cors</source>
        <translation>CORS</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>development, test, staging, production: engineering, and what is production-like.</source>
        <translation>development、test、staging、production：engineering 的环境，并决定是否视为类生产环境。</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>false: encrypts without verifying the server.</source>
        <translation>false：加密但不验证服务器。</translation>
    </message>
    <message>
        <source>http limits</source>
        <translation>HTTP 限制</translation>
    </message>
    <message>
        <source>listeners</source>
        <translation>监听器</translation>
    </message>
    <message>
        <source>logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>redis:// or rediss://; unset = limits and caches per process.</source>
        <translation>redis:// 或 rediss://；未设置 = 限制和缓存按进程独立。</translation>
    </message>
    <message>
        <source>share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>traces</source>
        <translation>链路追踪</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>API key that is used for sending when set (SK…).</source>
        <translation>设置后用于发送的 API 密钥（SK…）。</translation>
    </message>
    <message>
        <source>Accepts unsigned WhatsApp webhooks while Twilio is not configured, and callbacks over plain HTTP.</source>
        <translation>未配置 Twilio 时接受未签名的 WhatsApp Webhook，并允许通过明文 HTTP 回调。</translation>
    </message>
    <message>
        <source>Account at Twilio (AC…); unset: WhatsApp is off.</source>
        <translation>Twilio 账户（AC…）；未设置时 WhatsApp 关闭。</translation>
    </message>
    <message>
        <source>Adds a message authentication code to the hourly audit head.</source>
        <translation>为每小时的审计链头附加消息认证码。</translation>
    </message>
    <message>
        <source>Adds a second signature while a rotation lasts.</source>
        <translation>轮换期间附加第二个签名。</translation>
    </message>
    <message>
        <source>After `edit &lt;id&gt;` the next message is the text.</source>
        <translation>发送 `edit &lt;id&gt;` 后，下一条消息即为正文。</translation>
    </message>
    <message>
        <source>Age at which activity entries are deleted.</source>
        <translation>活动记录的保留时长，超过即删除。</translation>
    </message>
    <message>
        <source>Age at which decided candidates are deleted; their ids are known until then.</source>
        <translation>已决定候选的保留时长，超过即删除；在此之前其 ID 仍可识别。</translation>
    </message>
    <message>
        <source>Age at which the details of audit entries are deleted; the chain stays.</source>
        <translation>审计条目详情的保留时长，超过即删除；审计链保留。</translation>
    </message>
    <message>
        <source>Anyone who knows an id can decide; never in production.</source>
        <translation>任何知道 ID 的人都能作出决定；切勿用于生产环境。</translation>
    </message>
    <message>
        <source>Approvals that a candidate needs when it names no number.</source>
        <translation>候选未指定数量时所需的批准数。</translation>
    </message>
    <message>
        <source>Approvals that a candidate with risk flags needs at least.</source>
        <translation>带风险标记的候选至少需要的批准数。</translation>
    </message>
    <message>
        <source>Approved template for prompts outside the 24-hour window (HX and 32 hex digits).</source>
        <translation>24 小时窗口之外发送询问所用的已批准模板（HX 加 32 位十六进制数字）。</translation>
    </message>
    <message>
        <source>Approver when a candidate names none, as whatsapp:+15551230001.</source>
        <translation>候选未指定审批人时的默认审批人，格式如 whatsapp:+15551230001。</translation>
    </message>
    <message>
        <source>Approver when a candidate names none: an e-mail address or a number with +.</source>
        <translation>候选未指定审批人时的默认审批人：电子邮件地址或以 + 开头的号码。</translation>
    </message>
    <message>
        <source>Bearer of inbound iMessages; unset: WEBHOOK_SIGNING_SECRET.</source>
        <translation>入站 iMessage 的 Bearer 令牌；未设置时用 WEBHOOK_SIGNING_SECRET。</translation>
    </message>
    <message>
        <source>Bearer with which the core service submits candidates; at least 32 characters.</source>
        <translation>核心服务提交候选所用的 Bearer 令牌；至少 32 个字符。</translation>
    </message>
    <message>
        <source>Comma list: delay of the first attempt, then the wait after each failed one; unset: 11 attempts over three days.</source>
        <translation>逗号分隔的列表：首次尝试的延迟，其后为每次失败后的等待时间；未设置时三天内尝试 11 次。</translation>
    </message>
    <message>
        <source>Decision callback</source>
        <translation>决定回调</translation>
    </message>
    <message>
        <source>Everybody in the chat sees prompts and answers.</source>
        <translation>聊天中的所有人都能看到询问和答复。</translation>
    </message>
    <message>
        <source>Failed authentications of one address within a minute before it is refused; 0 is no limit.</source>
        <translation>单个地址一分钟内认证失败达到此次数后即被拒绝；0 表示不限制。</translation>
    </message>
    <message>
        <source>First line of each prompt.</source>
        <translation>每条询问的首行。</translation>
    </message>
    <message>
        <source>GET /activity asks for the admin bearer.</source>
        <translation>GET /activity 要求管理员 Bearer 令牌。</translation>
    </message>
    <message>
        <source>How long a submission waits for the first prompt to be accepted.</source>
        <translation>提交时等待首条询问被接受的时长。</translation>
    </message>
    <message>
        <source>Its token; also proves inbound messages.</source>
        <translation>其令牌；也用于验证入站消息。</translation>
    </message>
    <message>
        <source>Least time between two prompts of a brand on one channel; 0 is none.</source>
        <translation>同一品牌在同一渠道上两次询问的最短间隔；0 表示无间隔。</translation>
    </message>
    <message>
        <source>Longest edited text, unless the proposed one is longer.</source>
        <translation>编辑后正文的最大长度；若拟发正文更长，则以其为准。</translation>
    </message>
    <message>
        <source>Longest time of one call to Twilio.</source>
        <translation>单次调用 Twilio 的最长时间。</translation>
    </message>
    <message>
        <source>Longest time of one call to the sidecar.</source>
        <translation>单次调用边车的最长时间。</translation>
    </message>
    <message>
        <source>Longest time of one delivery attempt.</source>
        <translation>单次投递尝试的最长时间。</translation>
    </message>
    <message>
        <source>Messaging service that sends instead of the number.</source>
        <translation>代替号码进行发送的消息服务。</translation>
    </message>
    <message>
        <source>Off, everybody who reaches the gateway reads decided texts.</source>
        <translation>关闭后，任何能访问网关的人都可读取已决定的正文。</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Prompts of a brand a minute after that; fractions are allowed.</source>
        <translation>此后每个品牌每分钟的询问数；可用小数。</translation>
    </message>
    <message>
        <source>Prompts of a brand that may go out at once.</source>
        <translation>每个品牌可一次性发出的询问数。</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Replaces Twilio&apos;s scheme and host, for stubs and proxies.</source>
        <translation>替换 Twilio 的协议和主机，用于桩服务和代理。</translation>
    </message>
    <message>
        <source>Replicas that share the limits when Redis cannot be reached.</source>
        <translation>Redis 无法连接时分摊限额的副本数。</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Retention and audit</source>
        <translation>保留与审计</translation>
    </message>
    <message>
        <source>Secret of that API key.</source>
        <translation>该 API 密钥对应的密钥值。</translation>
    </message>
    <message>
        <source>Sender of the prompts, as whatsapp:+15550009999.</source>
        <translation>询问的发送方，格式如 whatsapp:+15550009999。</translation>
    </message>
    <message>
        <source>Signs the callbacks (whsec_… or any text); unset: WEBHOOK_SIGNING_SECRET.</source>
        <translation>用于签名回调（whsec_… 或任意文本）；未设置时用 WEBHOOK_SIGNING_SECRET。</translation>
    </message>
    <message>
        <source>Submission</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Takes commands out of group chats.</source>
        <translation>接受来自群聊的命令。</translation>
    </message>
    <message>
        <source>Tells each approver what came of their reply.</source>
        <translation>告知每位审批人其答复的处理结果。</translation>
    </message>
    <message>
        <source>The bearer before it, accepted as well while a rotation lasts.</source>
        <translation>前一个 Bearer 令牌，轮换期间仍被接受。</translation>
    </message>
    <message>
        <source>The exact URL that Twilio signs for delivery states.</source>
        <translation>Twilio 对投递状态签名时使用的确切 URL。</translation>
    </message>
    <message>
        <source>The exact URL that Twilio signs for inbound messages.</source>
        <translation>Twilio 对入站消息签名时使用的确切 URL。</translation>
    </message>
    <message>
        <source>The iMessage sidecar; unset: iMessage is off.</source>
        <translation>iMessage 边车；未设置时 iMessage 关闭。</translation>
    </message>
    <message>
        <source>The token before it, accepted as well while a rotation lasts.</source>
        <translation>前一个令牌，轮换期间仍被接受。</translation>
    </message>
    <message>
        <source>What happens to a longer edit.</source>
        <translation>编辑后正文超长时的处理方式。</translation>
    </message>
    <message>
        <source>What happens to a prompt that may or may not have been sent.</source>
        <translation>询问是否已发送不明时的处理方式。</translation>
    </message>
    <message>
        <source>WhatsApp</source>
        <translation>WhatsApp</translation>
    </message>
    <message>
        <source>When a reply may leave the candidate&apos;s id out.</source>
        <translation>何时答复可省略候选的 ID。</translation>
    </message>
    <message>
        <source>When the default approvers stand in: for candidates without any address, or for each channel without one.</source>
        <translation>何时启用默认审批人：候选没有任何地址时，或对每个没有地址的渠道。</translation>
    </message>
    <message>
        <source>Where the core service is told each decision.</source>
        <translation>将每个决定通知核心服务的地址。</translation>
    </message>
    <message>
        <source>Where the sidecar posts inbound messages; unset: PUBLIC_BASE_URL and the path.</source>
        <translation>边车推送入站消息的地址；未设置时用 PUBLIC_BASE_URL 加路径。</translation>
    </message>
    <message>
        <source>Whether callbacks also carry the secret as a bearer.</source>
        <translation>回调是否同时以 Bearer 令牌形式携带密钥。</translation>
    </message>
    <message>
        <source>iMessage</source>
        <translation>iMessage</translation>
    </message>
    <message>
        <source>Limit of the alert auditChainBroken: Ask GET /audit/verify which entry; compare the logged heads with a backup, and keep the store as it is.</source>
        <translation>告警 auditChainBroken 的阈值：通过 GET /audit/verify 查明是哪个条目；将日志中记录的链头与备份对比，并保持存储原样。</translation>
    </message>
    <message>
        <source>Limit of the alert twilioRefused: Set TWILIO_AUTH_TOKEN or the API key under Flags &amp; settings; the queue is kept and goes out then.</source>
        <translation>告警 twilioRefused 的阈值：在“开关与设置”中设置 TWILIO_AUTH_TOKEN 或 API 密钥；队列会保留，设置后即发出。</translation>
    </message>
</context>
<context>
    <name>SwitchWords</name>
    <message>
        <source>No quotes in the last 15 min.</source>
        <translation>最近 15 分钟没有报价。</translation>
    </message>
    <message>
        <source>Last 15 min: chosen for %1 of the orders</source>
        <translation>最近 15 分钟：%1 的订单选中它</translation>
    </message>
    <message>
        <source>%1 of its quotes failed</source>
        <translation>其报价有 %1 失败</translation>
    </message>
    <message>
        <source>no quote failed</source>
        <translation>没有报价失败</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>(%1, %2)</source>
        <translation>（%1，%2）</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>held open: no call goes out</source>
        <translation>强制断开：不发出任何调用</translation>
    </message>
    <message>
        <source>held closed: every call goes out</source>
        <translation>强制闭合：所有调用照常发出</translation>
    </message>
    <message>
        <source>open by the counts</source>
        <translation>按计数断开</translation>
    </message>
    <message>
        <source>half open, trying single calls</source>
        <translation>半开，正在逐个试探调用</translation>
    </message>
    <message>
        <source>closed by the counts</source>
        <translation>按计数闭合</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message numerus="yes">
        <source>Opened %n time(s) since the start, last by %1.</source>
        <translation>
            <numerusform>启动以来断开 %n 次，最近一次原因：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: answered in %2</source>
        <translation>%1：应答用时 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 after %3</source>
        <translation>%1：%2，用时 %3</translation>
    </message>
    <message>
        <source>%1 is not called any more from the next request on: customers see made-up prices for it. It had %2 of the orders.</source>
        <translation>从下一个请求起不再调用 %1：客户看到的是它的虚构价格。此前 %2 的订单由它承接。</translation>
    </message>
    <message>
        <source>%1 is really called again from the next request on.</source>
        <translation>从下一个请求起恢复对 %1 的真实调用。</translation>
    </message>
    <message>
        <source>%1 is asked for quotes again from the next request on.</source>
        <translation>从下一个请求起恢复向 %1 询价。</translation>
    </message>
    <message>
        <source>%1 is not asked any more from the next request on. Its %2 of the orders go to the others.</source>
        <translation>从下一个请求起不再向 %1 询价。它承接的 %2 订单转给其他提供方。</translation>
    </message>
    <message>
        <source>Switch %1 to mock quotes</source>
        <translation>将 %1 切换为模拟报价</translation>
    </message>
    <message>
        <source>Switch %1 to real quotes</source>
        <translation>将 %1 切换为真实报价</translation>
    </message>
    <message>
        <source>Put %1 back</source>
        <translation>恢复 %1</translation>
    </message>
    <message>
        <source>Take %1 out</source>
        <translation>移出 %1</translation>
    </message>
    <message>
        <source>%1 answers with mock quotes.</source>
        <translation>%1 以模拟报价应答。</translation>
    </message>
    <message>
        <source>%1 answers with real quotes.</source>
        <translation>%1 以真实报价应答。</translation>
    </message>
    <message>
        <source>%1 is asked for quotes again.</source>
        <translation>已恢复向 %1 询价。</translation>
    </message>
    <message>
        <source>%1 is taken out.</source>
        <translation>%1 已移出。</translation>
    </message>
    <message>
        <source>%1&apos;s breaker is held open.</source>
        <translation>%1 的熔断器已强制断开。</translation>
    </message>
    <message>
        <source>%1&apos;s breaker is held closed.</source>
        <translation>%1 的熔断器已强制闭合。</translation>
    </message>
    <message>
        <source>%1&apos;s breaker is left to the counts.</source>
        <translation>%1 的熔断器已交由计数决定。</translation>
    </message>
</context>
<context>
    <name>SwitchesView</name>
    <message>
        <source>not asked</source>
        <translation>未询价</translation>
    </message>
    <message>
        <source>%1, partly</source>
        <translation>%1，部分</translation>
    </message>
    <message>
        <source>held open</source>
        <translation>强制断开</translation>
    </message>
    <message>
        <source>held closed</source>
        <translation>强制闭合</translation>
    </message>
</context>
<context>
    <name>TrafficWords</name>
    <message>
        <source>timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>name not found</source>
        <translation>域名无法解析</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>connection cut</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>unreadable answer</source>
        <translation>响应无法解析</translation>
    </message>
    <message>
        <source>breaker open</source>
        <translation>熔断器已断开</translation>
    </message>
    <message>
        <source>too many calls</source>
        <translation>调用过多</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
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
        <translation>审批人</translation>
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
    <name>signalbox::client::FlipMarks</name>
    <message>
        <source>Breaker of %1: %2 (%3)</source>
        <translation>%1 的熔断器：%2（%3）</translation>
    </message>
    <message>
        <source>The gateway started, version %1</source>
        <translation>网关已启动，版本 %1</translation>
    </message>
    <message>
        <source>Over: %1</source>
        <translation>已结束：%1</translation>
    </message>
</context>
<context>
    <name>signalbox::client::LeverActs</name>
    <message>
        <source>%1 is on.</source>
        <translation>%1 已开启。</translation>
    </message>
    <message>
        <source>%1 is off.</source>
        <translation>%1 已关闭。</translation>
    </message>
    <message>
        <source>It takes effect with the next start.</source>
        <translation>下次启动时生效。</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>已撤销。</translation>
    </message>
</context>
<context>
    <name>signalbox::client::OverviewFacet</name>
    <message>
        <source>%1 is down: %2 of its requests fail.</source>
        <translation>%1 不可用：其 %2 的请求失败。</translation>
    </message>
    <message>
        <source>%1 is degraded: %2 of its requests fail.</source>
        <translation>%1 已降级：其 %2 的请求失败。</translation>
    </message>
    <message>
        <source>The breaker of %1 is open.</source>
        <translation>%1 的熔断器已断开。</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>等待中：%1</translation>
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
    <name>signalbox::kit::ActForm</name>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Say why: it is kept in the audit log.</source>
        <translation>请填写原因，将记入审计日志。</translation>
    </message>
    <message>
        <source>It must read exactly %1.</source>
        <translation>必须与 %1 完全一致。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Kept in the audit log</source>
        <translation>记入审计日志</translation>
    </message>
    <message>
        <source>This needs care. Type %1 to go on.</source>
        <translation>此操作需谨慎。输入 %1 以继续。</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>确认</translation>
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
    <name>signalbox::kit::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Search pages, settings, providers, requests, or act…</source>
        <translation>搜索页面、设置、提供方、请求，或执行操作…</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Nothing fits.</source>
        <translation>没有匹配项。</translation>
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
    <name>signalbox::kit::GuardEditor</name>
    <message>
        <source>Watch it, and take it back when it gets worse</source>
        <translation>守护此变更，劣化时自动回滚</translation>
    </message>
    <message>
        <source>error rate</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>p95 latency</source>
        <translation>p95 延迟</translation>
    </message>
    <message>
        <source>What</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Of service</source>
        <translation>所属服务</translation>
    </message>
    <message>
        <source>Worse than</source>
        <translation>劣化阈值</translation>
    </message>
    <message>
        <source>For</source>
        <translation>守护时长</translation>
    </message>
    <message>
        <source> times as much as before</source>
        <translation> 倍于变更前</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>judged from </source>
        <translation>满 </translation>
    </message>
    <message>
        <source> requests on</source>
        <translation> 个请求后判定</translation>
    </message>
    <message>
        <source>Fewest requests</source>
        <translation>最少请求数</translation>
    </message>
</context>
<context>
    <name>signalbox::kit::HeatMap</name>
    <message>
        <source>No requests in this time range</source>
        <translation>此时间范围内没有请求</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 个请求</translation>
    </message>
    <message>
        <source>Choose a longer range, or wait for requests.</source>
        <translation>请选择更长的时间范围，或等待请求到来。</translation>
    </message>
    <message>
        <source>over %1</source>
        <translation>超过 %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>不超过 %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>%1: %2 requests</source>
        <translation>%1：%2 个请求</translation>
    </message>
    <message>
        <source>All: %1 requests</source>
        <translation>合计：%1 个请求</translation>
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
        <source>No data in this time range</source>
        <translation>此时间范围内没有数据</translation>
    </message>
</context>
<context>
    <name>signalbox::kit::StackChart</name>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>All  %1</source>
        <translation>合计  %1</translation>
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
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Select all rows</source>
        <translation>选择所有行</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序依据</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
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
    <name>signalbox::pages::AlertActs</name>
    <message>
        <source>%1 of %2 done. %3</source>
        <translation>已完成 %1 / %2。%3</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) acknowledged: they call nobody any more.</source>
        <translation>
            <numerusform>已确认 %n 条告警：不再呼叫任何人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) shelved: quiet until then.</source>
        <translation>
            <numerusform>已搁置 %n 条告警：到期前保持静默。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) off the shelf: they call again.</source>
        <translation>
            <numerusform>已解除搁置 %n 条告警：恢复呼叫。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AlertCard</name>
    <message>
        <source>No alert chosen</source>
        <translation>未选择告警</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) chosen</source>
        <translation>
            <numerusform>已选择 %n 条告警</numerusform>
        </translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Choose one to see what to do about it.</source>
        <translation>选择一条告警，查看处置方法。</translation>
    </message>
    <message>
        <source>Its group (%1)</source>
        <translation>同组告警（%1）</translation>
    </message>
    <message>
        <source>Now %1, limit %2; measured %3</source>
        <translation>当前 %1，阈值 %2；测量时间 %3</translation>
    </message>
    <message>
        <source>Wrong since %1</source>
        <translation>自 %1 起异常</translation>
    </message>
    <message>
        <source>Firing since %1</source>
        <translation>自 %1 起触发</translation>
    </message>
    <message>
        <source>Acknowledged by %1, %2</source>
        <translation>由 %1 确认，%2</translation>
    </message>
    <message>
        <source>Shelved by %1 until %2</source>
        <translation>由 %1 搁置至 %2</translation>
    </message>
    <message>
        <source>Because: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>Over since %1</source>
        <translation>自 %1 起已结束</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>分组 %1</translation>
    </message>
    <message>
        <source>Labels %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处置方法</translation>
    </message>
    <message>
        <source>Its limit</source>
        <translation>查看阈值</translation>
    </message>
    <message>
        <source>Show where</source>
        <translation>查看位置</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AlertForm</name>
    <message>
        <source>It is over.</source>
        <translation>已结束。</translation>
    </message>
    <message>
        <source>It does not fire yet.</source>
        <translation>尚未触发。</translation>
    </message>
    <message>
        <source>%1 works on it.</source>
        <translation>%1 正在处理。</translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge %n alert(s)</source>
        <translation>
            <numerusform>确认 %n 条告警</numerusform>
        </translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Shelve until %1</source>
        <translation>搁置至 %1</translation>
    </message>
    <message>
        <source>Shelve for %1</source>
        <translation>搁置 %1</translation>
    </message>
    <message>
        <source>Say why: whoever looks next must know why it is quiet.</source>
        <translation>请填写原因：接手的人必须知道它为何静默。</translation>
    </message>
    <message>
        <source>No alert is chosen.</source>
        <translation>未选择告警。</translation>
    </message>
    <message>
        <source>It is not shelved.</source>
        <translation>未被搁置。</translation>
    </message>
    <message>
        <source>until…</source>
        <translation>直到…</translation>
    </message>
    <message>
        <source>Keep it quiet for</source>
        <translation>静默时长</translation>
    </message>
    <message>
        <source>How long to shelve</source>
        <translation>搁置时长</translation>
    </message>
    <message>
        <source>Shelve until</source>
        <translation>搁置至</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why: kept with the alert and in the audit log</source>
        <translation>原因：随告警保存并记入审计日志</translation>
    </message>
    <message>
        <source>End the shelving</source>
        <translation>结束搁置</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AlertsBand</name>
    <message>
        <source>%1 pending</source>
        <translation>%1 条待定</translation>
    </message>
    <message>
        <source>%1 acknowledged</source>
        <translation>%1 条已确认</translation>
    </message>
    <message>
        <source>%1 shelved</source>
        <translation>%1 条已搁置</translation>
    </message>
    <message>
        <source>The gateway has not said yet whether anything fires.</source>
        <translation>网关尚未上报是否有告警触发。</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>Nothing calls for anybody</source>
        <translation>无需人员处理</translation>
    </message>
    <message>
        <source>Nothing fires, nothing is pending.</source>
        <translation>没有触发中的告警，也没有待定的告警。</translation>
    </message>
    <message>
        <source>Firing: %1</source>
        <translation>触发中：%1</translation>
    </message>
    <message>
        <source>Flood</source>
        <translation>告警风暴</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) began within ten minutes: one cause is likely. Only their number is told outside.</source>
        <translation>
            <numerusform>十分钟内新增 %n 条告警：很可能出自同一原因。对外仅通知数量。</numerusform>
        </translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>自 %1 起陈旧</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>检查于 %1</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AlertsPage</name>
    <message>
        <source>Acknowledge the chosen alerts</source>
        <translation>确认所选告警</translation>
    </message>
    <message>
        <source>Shelve the chosen alerts…</source>
        <translation>搁置所选告警…</translation>
    </message>
    <message>
        <source>Take the chosen alerts off the shelf</source>
        <translation>解除搁置所选告警</translation>
    </message>
    <message>
        <source>Show where it is seen</source>
        <translation>查看所在位置</translation>
    </message>
    <message>
        <source>What calls for somebody, and what is to be done? Acknowledge what you work on, shelve what must wait. Filter by severity:, state:, service:, rule:, acked:, shelved:.</source>
        <translation>哪些告警需要人员处理，该怎么做？正在处理的请确认，需要等待的请搁置。可按 severity:、state:、service:、rule:、acked:、shelved: 筛选。</translation>
    </message>
    <message>
        <source>%1 of %2: narrow the filter</source>
        <translation>%1 / %2：请缩小筛选范围</translation>
    </message>
    <message>
        <source>This alert is over and not kept any more.</source>
        <translation>此告警已结束，不再保留。</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Also what is over</source>
        <translation>包含已结束的</translation>
    </message>
    <message>
        <source>Filter: severity:page service:commerce -shelved:yes rule~provider</source>
        <translation>筛选：severity:page service:commerce -shelved:yes rule~provider</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ApplyCard</name>
    <message>
        <source>Move a slider or choose a preset first.</source>
        <translation>请先移动滑块或选择预设。</translation>
    </message>
    <message>
        <source>The weights are in force.</source>
        <translation>权重已生效。</translation>
    </message>
    <message>
        <source>These weights are in force already.</source>
        <translation>这些权重已在生效。</translation>
    </message>
    <message>
        <source>Put them into force</source>
        <translation>使其生效</translation>
    </message>
    <message>
        <source>Apply these weights</source>
        <translation>应用这些权重</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ApprovalActs</name>
    <message numerus="yes">
        <source>Counted: %1. %n more approval(s) needed.</source>
        <translation>
            <numerusform>已计票：%1。还需 %n 票批准。</numerusform>
        </translation>
    </message>
    <message>
        <source>Skipped: %1.</source>
        <translation>已跳过：%1。</translation>
    </message>
    <message>
        <source>Approved with your text: %1.</source>
        <translation>已按您的正文批准：%1。</translation>
    </message>
    <message>
        <source>Approved: %1.</source>
        <translation>已批准：%1。</translation>
    </message>
    <message>
        <source>Decided meanwhile at %1: %2.</source>
        <translation>其间已于 %1 决定：%2。</translation>
    </message>
    <message>
        <source>Decided meanwhile by %1 at %2: %3.</source>
        <translation>其间已由 %1 于 %2 决定：%3。</translation>
    </message>
    <message>
        <source>The text was changed meanwhile. Nothing was decided.</source>
        <translation>正文已在此期间被修改。未作出任何决定。</translation>
    </message>
    <message numerus="yes">
        <source>The text is too long: at most %n character(s).</source>
        <translation>
            <numerusform>正文过长：最多 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>You are none of this one&apos;s approvers. The attempt is in the audit log.</source>
        <translation>您不是此审批的审批人。此次尝试已记入审计日志。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ApprovalCard</name>
    <message>
        <source>No approval chosen</source>
        <translation>未选择审批</translation>
    </message>
    <message>
        <source>The text was changed meanwhile: revision %1. Yours is kept; look at the difference and send it again if you still want to.</source>
        <translation>正文已在此期间被修改：修订 %1。您的正文已保留；请查看差异，如仍需发送请再次发送。</translation>
    </message>
    <message>
        <source>The text was changed meanwhile: revision %1. Read it again before you decide.</source>
        <translation>正文已在此期间被修改：修订 %1。请重新阅读后再决定。</translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation>修订 %1</translation>
    </message>
    <message>
        <source>%1 of %2 approvals</source>
        <translation>已获批准 %1/%2 票</translation>
    </message>
    <message>
        <source>Choose one to read and decide. j and k go down and up.</source>
        <translation>选择一条以阅读并决定。j 向下，k 向上。</translation>
    </message>
    <message>
        <source>What was changed just now</source>
        <translation>刚刚修改的内容</translation>
    </message>
    <message>
        <source>What was changed since it came in</source>
        <translation>收到后修改的内容</translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>未选择任何条目。</translation>
    </message>
    <message>
        <source>j goes on to the next.</source>
        <translation>按 j 转到下一条。</translation>
    </message>
    <message>
        <source>Whoever submitted it does not allow edits.</source>
        <translation>提交方不允许修改。</translation>
    </message>
    <message>
        <source>Risk: %1</source>
        <translation>风险：%1</translation>
    </message>
    <message>
        <source>You are editing it. Ctrl+Enter approves your text, Esc leaves it.</source>
        <translation>您正在修改此条。Ctrl+Enter 批准您的正文，Esc 退出。</translation>
    </message>
    <message>
        <source>This one has just come up. Read it, then press again.</source>
        <translation>此条刚刚显示。请先阅读，再按一次。</translation>
    </message>
    <message>
        <source>Text to decide on</source>
        <translation>待决定的正文</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ApprovalFacts</name>
    <message>
        <source>Context, no web address: %1</source>
        <translation>上下文（非网址）：%1</translation>
    </message>
    <message>
        <source>Context: %1</source>
        <translation>上下文：%1</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>相关信息</translation>
    </message>
    <message>
        <source>Choose one to see who may decide and what happened to it.</source>
        <translation>选择一条，查看谁可决定及其处理过程。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>加载中…</translation>
    </message>
    <message>
        <source>Deadline %1</source>
        <translation>截止时间 %1</translation>
    </message>
    <message>
        <source>Came in %1</source>
        <translation>收到于 %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>Persona %1, source %2</source>
        <translation>人设 %1，来源 %2</translation>
    </message>
    <message>
        <source>%1 %2 by %3</source>
        <comment>state, moment, who</comment>
        <translation>%2 由 %3 决定：%1</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message numerus="yes">
        <source>Who may decide, %n approval(s) are needed</source>
        <translation>
            <numerusform>可作决定的人（需 %n 票批准）</numerusform>
        </translation>
    </message>
    <message>
        <source>Who may decide</source>
        <translation>可作决定的人</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>投票</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Telling core</source>
        <translation>通知核心服务</translation>
    </message>
    <message>
        <source>What happened, the newest first</source>
        <translation>处理过程，最新在前</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ApprovalQueue</name>
    <message>
        <source>Approve %1…</source>
        <translation>批准 %1 个…</translation>
    </message>
    <message>
        <source>Skip %1…</source>
        <translation>跳过 %1 个…</translation>
    </message>
    <message>
        <source>%1 of %2: narrow the filter</source>
        <translation>%1 / %2：请缩小筛选范围</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>自 %1 起陈旧</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>检查于 %1</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已决定</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Filter: brand:b_orchid risk~pricing required&gt;1 mine:yes</source>
        <translation>筛选：brand:b_orchid risk~pricing required&gt;1 mine:yes</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ApprovalsPage</name>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Edit the text and approve it…</source>
        <translation>修改正文并批准…</translation>
    </message>
    <message>
        <source>Choose one to edit.</source>
        <translation>请选择一条进行修改。</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>跳过…</translation>
    </message>
    <message>
        <source>Open the context in the browser</source>
        <translation>在浏览器中打开上下文</translation>
    </message>
    <message>
        <source>It has no context that can be opened.</source>
        <translation>没有可打开的上下文。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>What is to appear in your name, and by when must somebody decide? A decision is final. Filter by brand:, platform:, risk:, state:, mine:, submitter:, revision:, deadline:.</source>
        <translation>哪些内容将以您的名义发布，须在何时之前作出决定？决定不可更改。可按 brand:、platform:、risk:、state:、mine:、submitter:、revision:、deadline: 筛选。</translation>
    </message>
    <message>
        <source>This approval is not kept any more.</source>
        <translation>此审批已不再保留。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AuditCard</name>
    <message>
        <source>Entry %1</source>
        <translation>条目 %1</translation>
    </message>
    <message>
        <source>No entry chosen</source>
        <translation>未选择条目</translation>
    </message>
    <message>
        <source>Choose one to see what it changed.</source>
        <translation>选择一条，查看其更改内容。</translation>
    </message>
    <message>
        <source>Act: %1</source>
        <translation>动作：%1</translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation>目标：%1</translation>
    </message>
    <message>
        <source>No reason was given.</source>
        <translation>未填写原因。</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>更改内容</translation>
    </message>
    <message>
        <source>Why it was not done</source>
        <translation>未执行的原因</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>查询中…</translation>
    </message>
    <message>
        <source>none: the first entry that is kept</source>
        <translation>无：这是保留的第一条</translation>
    </message>
    <message>
        <source>Hash %1</source>
        <translation>哈希 %1</translation>
    </message>
    <message>
        <source>Before it %1</source>
        <translation>前一条 %1</translation>
    </message>
    <message>
        <source>Who: %1, from the gateway&apos;s own machine</source>
        <translation>人员：%1，来自网关本机</translation>
    </message>
    <message>
        <source>Who: %1, from %2</source>
        <translation>人员：%1，来自 %2</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AuditList</name>
    <message>
        <source>No entry fits the filter.</source>
        <translation>没有符合筛选条件的条目。</translation>
    </message>
    <message>
        <source>Press Esc in the filter to see all. Filters look at the newest 100,000.</source>
        <translation>在筛选框中按 Esc 可查看全部。筛选仅覆盖最新的 100,000 条。</translation>
    </message>
    <message>
        <source>Nobody has done anything here yet.</source>
        <translation>尚无任何操作。</translation>
    </message>
    <message>
        <source>Every act and every refused act will stand here.</source>
        <translation>所有动作和被拒绝的动作都会列在这里。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>自 %1 起陈旧</translation>
    </message>
    <message>
        <source>Acts</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Older ones</source>
        <translation>更早的条目</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AuditPage</name>
    <message>
        <source>Who did what, when and why, and was anything changed since? Refused acts stand here too. Filter by actor:, act:, target:, outcome:, at&gt;, id:.</source>
        <translation>谁在何时做了什么，为什么？此后记录有无被改动？被拒绝的动作也列在这里。可按 actor:、act:、target:、outcome:、at&gt;、id: 筛选。</translation>
    </message>
    <message>
        <source>Filter: actor:olga outcome:refused act~revisions at&gt;2026-01-31</source>
        <translation>筛选：actor:olga outcome:refused act~revisions at&gt;2026-01-31</translation>
    </message>
    <message>
        <source>Verify the chain</source>
        <translation>校验审计链</translation>
    </message>
    <message>
        <source>Export the audit…</source>
        <translation>导出审计…</translation>
    </message>
    <message>
        <source>Show what else was done to this target</source>
        <translation>查看对此目标的其他操作</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::BulkDialog</name>
    <message>
        <source>to be decided</source>
        <translation>待决定</translation>
    </message>
    <message>
        <source>left out: %1</source>
        <translation>已排除：%1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>not sent: cancelled</source>
        <translation>未发送：已取消</translation>
    </message>
    <message>
        <source>%1 of %2 done.</source>
        <translation>已完成 %1/%2。</translation>
    </message>
    <message>
        <source>What was not is still as it was, or says what happened.</source>
        <translation>未完成的条目保持原状，或已注明情况。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>You may decide none of these.</source>
        <translation>这些审批您均无权决定。</translation>
    </message>
    <message>
        <source>Skip many</source>
        <translation>批量跳过</translation>
    </message>
    <message>
        <source>Approve many</source>
        <translation>批量批准</translation>
    </message>
    <message numerus="yes">
        <source>Skip %n candidate(s). This is final.</source>
        <translation>
            <numerusform>跳过 %n 个候选。此决定不可更改。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve %n candidate(s) as they are. This is final.</source>
        <translation>
            <numerusform>按原文批准 %n 个候选。此决定不可更改。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them carry risk flags.</source>
        <translation>
            <numerusform>其中 %n 个带有风险标记。</numerusform>
        </translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>What will be decided</source>
        <translation>将要决定的内容</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why, optional: told to whoever submitted them</source>
        <translation>原因（可选）：将告知提交方</translation>
    </message>
    <message>
        <source>Skip %1</source>
        <translation>跳过 %1 个</translation>
    </message>
    <message>
        <source>Approve %1</source>
        <translation>批准 %1 个</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::BundleDialog</name>
    <message>
        <source>Save the incident bundle</source>
        <translation>保存事件包</translation>
    </message>
    <message>
        <source>Zip (*.zip)</source>
        <translation>Zip (*.zip)</translation>
    </message>
    <message>
        <source>There is a file of that name already.</source>
        <translation>已存在同名文件。</translation>
    </message>
    <message>
        <source>It cannot be written there: %1</source>
        <translation>无法写入该位置：%1</translation>
    </message>
    <message>
        <source>The gateway gathers what belongs in…</source>
        <translation>网关正在收集所需内容…</translation>
    </message>
    <message>
        <source>Receiving %1 of %2</source>
        <translation>正在接收 %1 / %2</translation>
    </message>
    <message>
        <source>Receiving %1</source>
        <translation>正在接收 %1</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was saved.</source>
        <translation>已取消，未保存任何内容。</translation>
    </message>
    <message>
        <source>It came, but could not be written: %1</source>
        <translation>已收到，但无法写入：%1</translation>
    </message>
    <message>
        <source>● Saved %1 (%2); audit entry %3. manifest.json in it lists the files and what could not be had. Secrets are redacted: read it once all the same before you hand it on.</source>
        <translation>● 已保存 %1（%2）；审计条目 %3。其中的 manifest.json 列出所含文件和未能取得的内容。机密信息已脱敏：转交他人之前仍请通读一遍。</translation>
    </message>
    <message>
        <source>Incident bundle</source>
        <translation>事件包</translation>
    </message>
    <message>
        <source>One zip for whoever looks into it later: effective settings and flags, revisions, the last 1,000 requests and log lines, the series of the last hour, alerts, breakers, providers, this checklist, versions. Secrets are not in it: they were redacted when they were kept.</source>
        <translation>供事后调查的人使用的单个 zip：有效设置与开关、修订、最近 1,000 个请求和日志行、最近 1 小时的时序数据、告警、熔断器、提供方、此检查清单、版本。其中不含机密信息：保存时已脱敏。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Save the bundle</source>
        <translation>保存事件包</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ChainBand</name>
    <message>
        <source>%1 entries written to %2.</source>
        <translation>已将 %1 条写入 %2。</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was left.</source>
        <translation>导出已取消，未留下文件。</translation>
    </message>
    <message>
        <source>%1 entries written…</source>
        <translation>已写入 %1 条…</translation>
    </message>
    <message>
        <source>Export the audit</source>
        <translation>导出审计</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message>
        <source>Every entry is chained to the one before it. Verify finds what was changed or taken out.</source>
        <translation>每个条目都与前一条链接。验证可发现被篡改或删除的内容。</translation>
    </message>
    <message>
        <source>not verified yet</source>
        <translation>尚未验证</translation>
    </message>
    <message>
        <source>chain whole</source>
        <translation>链完整</translation>
    </message>
    <message>
        <source>Verified %1: %2 entries, the newest hash %3…</source>
        <translation>验证于 %1：共 %2 条，最新哈希 %3…</translation>
    </message>
    <message>
        <source>chain broken at %1</source>
        <translation>链在 %1 处断裂</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示 %1</translation>
    </message>
    <message>
        <source>Verify chain</source>
        <translation>验证链</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Verified %1; entries that fit: %2. Then: %3.</source>
        <translation>已校验 %1；相符条目：%2。之后：%3。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::CheckCard</name>
    <message>
        <source>Item</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Choose an item to see what was found and what to do.</source>
        <translation>选择一个检查项，查看检查结果和处理办法。</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Settings concerned: %1</source>
        <translation>涉及的设置：%1</translation>
    </message>
    <message>
        <source>Open in Flags &amp;&amp; settings</source>
        <translation>在“开关与设置”中打开</translation>
    </message>
    <message>
        <source>Open Providers</source>
        <translation>打开“提供方”</translation>
    </message>
    <message>
        <source>Open Audit</source>
        <translation>打开“审计”</translation>
    </message>
    <message>
        <source>Open Traffic</source>
        <translation>打开“流量”</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ChecklistView</name>
    <message>
        <source>Nothing newer yet: the gateway looks again after ten seconds.</source>
        <translation>暂无更新结果：网关满十秒后才会重新检查。</translation>
    </message>
    <message>
        <source>There are no findings to copy yet.</source>
        <translation>尚无可复制的检查结果。</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) copied as Markdown.</source>
        <translation>
            <numerusform>已将 %n 项复制为 Markdown。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing fails.</source>
        <translation>没有未通过的项。</translation>
    </message>
    <message>
        <source>No item fits the filter.</source>
        <translation>没有符合筛选条件的检查项。</translation>
    </message>
    <message>
        <source>Press Esc in the filter to see all.</source>
        <translation>在筛选框中按 Esc 可查看全部。</translation>
    </message>
    <message>
        <source>■ stale since %1</source>
        <translation>■ 自 %1 起陈旧</translation>
    </message>
    <message>
        <source>Checklists</source>
        <translation>检查清单</translation>
    </message>
    <message>
        <source>Filter: verdict:fail service:commerce TLS</source>
        <translation>筛选：verdict:fail service:commerce TLS</translation>
    </message>
    <message>
        <source>Only what fails</source>
        <translation>仅未通过项</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::DecisionBar</name>
    <message>
        <source>Risk: %1. Approve it all the same? Enter approves, Esc leaves.</source>
        <translation>风险：%1。仍要批准吗？Enter 批准，Esc 取消。</translation>
    </message>
    <message>
        <source>Skip it</source>
        <translation>跳过此条</translation>
    </message>
    <message>
        <source>Approve all the same</source>
        <translation>仍然批准</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>发送中…</translation>
    </message>
    <message>
        <source>Approve (a)</source>
        <translation>批准 (a)</translation>
    </message>
    <message>
        <source>Edit… (e)</source>
        <translation>修改… (e)</translation>
    </message>
    <message>
        <source>Skip… (s)</source>
        <translation>跳过… (s)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why, optional. Enter skips, Esc leaves.</source>
        <translation>原因（可选）。Enter 确认跳过，Esc 取消。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::DecisionCard</name>
    <message>
        <source>Choose a decision to see every candidate&apos;s score.</source>
        <translation>选择一条决策，查看每个候选的得分。</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>%1 · %2 · optimized for %3 · %4</source>
        <translation>%1 · %2 · 优化目标：%3 · %4</translation>
    </message>
    <message>
        <source>%1 was chosen: %2.</source>
        <translation>选中 %1：%2。</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>commission %1</source>
        <translation>佣金 %1</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::DecisionsView</name>
    <message>
        <source>Decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Filter: chosen:WALMART_API score&lt;120</source>
        <translation>筛选：chosen:WALMART_API score&lt;120</translation>
    </message>
    <message>
        <source>No decision yet.</source>
        <translation>尚无决策。</translation>
    </message>
    <message>
        <source>Route an order, or clear the filter.</source>
        <translation>请路由一个订单，或清除筛选条件。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::DiffView</name>
    <message>
        <source>Nothing differs.</source>
        <translation>没有差异。</translation>
    </message>
    <message>
        <source>needs care</source>
        <translation>需谨慎</translation>
    </message>
    <message>
        <source>%1 (as configured)</source>
        <translation>%1（配置值）</translation>
    </message>
    <message>
        <source>Takes effect with the next start: %1</source>
        <translation>下次启动时生效：%1</translation>
    </message>
    <message>
        <source>%1 stays as it is: %2</source>
        <translation>%1 保持不变：%2</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置项</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>变更前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>变更后</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::DryRunView</name>
    <message>
        <source>A replay of %1 would send this. Nothing was sent.</source>
        <translation>重新投递 %1 将发送以下内容。尚未发送任何内容。</translation>
    </message>
    <message>
        <source>What a replay would send</source>
        <translation>重新投递将发送的内容</translation>
    </message>
    <message>
        <source>Breaker: %1</source>
        <translation>熔断器：%1</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::EditPane</name>
    <message>
        <source>The text is empty. Skip the candidate if nothing shall appear.</source>
        <translation>正文为空。如不应发布任何内容，请跳过该候选。</translation>
    </message>
    <message>
        <source>Nothing was changed. Leave with Esc and approve it as it is.</source>
        <translation>未作任何修改。请按 Esc 退出，并按原文批准。</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%1/%2 个字符</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>What you change</source>
        <translation>您的修改</translation>
    </message>
    <message>
        <source>What you change: nothing yet</source>
        <translation>您的修改：暂无</translation>
    </message>
    <message>
        <source>Risk: %1. It is approved with your text.</source>
        <translation>风险：%1。将按您的正文批准。</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>新正文</translation>
    </message>
    <message>
        <source>Approve this text (Ctrl+Enter)</source>
        <translation>批准此正文 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Leave (Esc)</source>
        <translation>退出 (Esc)</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Leave the editor, the draft is kept</source>
        <translation>退出编辑，草稿会保留</translation>
    </message>
    <message>
        <source>Approve this text</source>
        <translation>批准此正文</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::GuardsView</name>
    <message>
        <source>No change is or was watched.</source>
        <translation>没有正在守护或曾被守护的变更。</translation>
    </message>
    <message>
        <source>Tick “Watch it” when you change a setting or apply a recipe.</source>
        <translation>修改设置或应用预案时，请勾选“守护此变更”。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 的%1</translation>
    </message>
    <message>
        <source>the process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>getting worse</source>
        <translation>正在劣化</translation>
    </message>
    <message>
        <source>No guard chosen</source>
        <translation>未选择守护</translation>
    </message>
    <message>
        <source>Choose one to see what it compares.</source>
        <translation>选择一项守护，查看其比较内容。</translation>
    </message>
    <message>
        <source>Guard %1</source>
        <translation>守护 %1</translation>
    </message>
    <message>
        <source>Timer %1</source>
        <translation>定时器 %1</translation>
    </message>
    <message>
        <source>Watches revision %1 of %2</source>
        <translation>守护 %2 的修订 %1</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>变更前</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>变更后</translation>
    </message>
    <message>
        <source>%1: %2 (%3 to %4)</source>
        <translation>%1：%2（%3 至 %4）</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>截止 %1</translation>
    </message>
    <message>
        <source>Taken back by revision %1</source>
        <translation>已由修订 %1 回滚</translation>
    </message>
    <message>
        <source>Stop watching %1</source>
        <translation>停止守护 %1</translation>
    </message>
    <message>
        <source>Guards</source>
        <translation>守护</translation>
    </message>
    <message>
        <source>Guard</source>
        <translation>守护</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置项</translation>
    </message>
    <message>
        <source>What it watches</source>
        <translation>守护指标</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止时间</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::HealthCard</name>
    <message>
        <source>Waiting for the gateway&apos;s first word.</source>
        <translation>正在等待网关的第一条消息。</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::HealthPage</name>
    <message>
        <source>How is each part of the gateway, and what do the guides&apos; checklists come to? Enter opens where a part or an item can be dealt with.</source>
        <translation>网关各部分状况如何，指南检查清单的结果怎样？按 Enter 打开可处理该部分或检查项的位置。</translation>
    </message>
    <message>
        <source>■ stale since %1</source>
        <translation>■ 自 %1 起陈旧</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Incident bundle…</source>
        <translation>事件包…</translation>
    </message>
    <message>
        <source>Run the checks again</source>
        <translation>重新运行检查</translation>
    </message>
    <message>
        <source>Show only what fails, or all</source>
        <translation>仅显示未通过项，或显示全部</translation>
    </message>
    <message>
        <source>Copy the checklist as Markdown</source>
        <translation>将检查清单复制为 Markdown</translation>
    </message>
    <message>
        <source>Save an incident bundle</source>
        <translation>保存事件包</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::LatencyTab</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Latency of every request</source>
        <translation>所有请求的延迟</translation>
    </message>
    <message>
        <source>Quantiles</source>
        <translation>分位数</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>All services</source>
        <translation>所有服务</translation>
    </message>
    <message>
        <source>stronger colour: more requests per %1; %2</source>
        <translation>颜色越深，每 %1 的请求越多；%2</translation>
    </message>
    <message>
        <source>p95 of each service</source>
        <translation>各服务的 p95</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::LogCard</name>
    <message>
        <source>Copy as JSON</source>
        <translation>复制为 JSON</translation>
    </message>
    <message>
        <source>Same request</source>
        <translation>同一请求</translation>
    </message>
    <message>
        <source>Opens the request in Traffic, with its stages and calls</source>
        <translation>在“流量”中打开该请求，含阶段和上游调用</translation>
    </message>
    <message>
        <source>Its other lines</source>
        <translation>该请求的其他行</translation>
    </message>
    <message>
        <source>Shows only the lines of this request</source>
        <translation>仅显示该请求的日志行</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>Choose a line to see all its fields.</source>
        <translation>选择一行，查看其全部字段。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::LogFoot</name>
    <message>
        <source>The gateway keeps its last 10,000 lines: %1 now, back to %2 (%3).</source>
        <translation>网关保留最近 10,000 行：现有 %1 行，最早至 %2（%3）。</translation>
    </message>
    <message>
        <source>This list holds %1 lines; %2 older ones left it.</source>
        <translation>此列表有 %1 行；%2 行较旧的已移出。</translation>
    </message>
    <message>
        <source>▲ %1 lines came too fast: there are gaps.</source>
        <translation>▲ %1 行到达过快：存在缺失。</translation>
    </message>
    <message>
        <source>Older lines</source>
        <translation>更早的行</translation>
    </message>
    <message>
        <source>Read anew</source>
        <translation>重新读取</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::LogList</name>
    <message numerus="yes">
        <source>%n new line(s) above</source>
        <translation>
            <numerusform>上方有 %n 条新行</numerusform>
        </translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>日志行</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::LogsPage</name>
    <message>
        <source>What did the gateway write? Space pauses the live lines, Enter opens the request of a line, / filters: level:error service:commerce -message~quote request:req_1.</source>
        <translation>网关写了哪些日志？空格键暂停实时日志，Enter 打开该行的请求，/ 键筛选：level:error service:commerce -message~quote request:req_1。</translation>
    </message>
    <message>
        <source>This line belongs to no request.</source>
        <translation>此行不属于任何请求。</translation>
    </message>
    <message>
        <source>There is no line to save.</source>
        <translation>没有可保存的行。</translation>
    </message>
    <message>
        <source>Save the lines that are shown</source>
        <translation>保存显示的行</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl);;Text (*.txt *.log)</source>
        <translation>JSON 行 (*.jsonl);;文本 (*.txt *.log)</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n line(s) to %1.</source>
        <translation>
            <numerusform>已将 %n 行保存到 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was saved: %1</source>
        <translation>未保存：%1</translation>
    </message>
    <message>
        <source>The gateway has written no line yet.</source>
        <translation>网关尚未写入任何日志行。</translation>
    </message>
    <message>
        <source>No line fits the filter.</source>
        <translation>没有符合筛选条件的行。</translation>
    </message>
    <message>
        <source>Press Esc in the filter to see all.</source>
        <translation>在筛选框中按 Esc 可查看全部。</translation>
    </message>
    <message>
        <source>%1 shown of %2 that fit</source>
        <translation>显示 %1 行，符合条件的共 %2 行</translation>
    </message>
    <message>
        <source>no new lines: no link</source>
        <translation>无新行：链路断开</translation>
    </message>
    <message>
        <source>paused, %1 waiting</source>
        <translation>已暂停，%1 行等待中</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
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
        <source>Filter: level:error service:commerce -message~quote request:req_…</source>
        <translation>筛选：level:error service:commerce -message~quote request:req_…</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>保存到文件…</translation>
    </message>
    <message>
        <source>Pause or go on</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>Read the lines again</source>
        <translation>重新读取日志行</translation>
    </message>
    <message>
        <source>To the newest line</source>
        <translation>转到最新一行</translation>
    </message>
    <message>
        <source>Save the lines to a file</source>
        <translation>将日志行保存到文件</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::MessageCard</name>
    <message>
        <source>What was delivered is not sent again.</source>
        <translation>已送达的消息不会再次发送。</translation>
    </message>
    <message>
        <source>To %1, tries: %2</source>
        <translation>发往 %1，尝试次数：%2</translation>
    </message>
    <message>
        <source>Next try %1, at %2</source>
        <translation>下次尝试：%1（%2）</translation>
    </message>
    <message>
        <source>Last answer: %1</source>
        <translation>最后一次响应：%1</translation>
    </message>
    <message>
        <source>Made at %1</source>
        <translation>创建于 %1</translation>
    </message>
    <message>
        <source>Given up at %1</source>
        <translation>放弃于 %1</translation>
    </message>
    <message>
        <source>Delivered at %1</source>
        <translation>送达于 %1</translation>
    </message>
    <message>
        <source>Held back since a restore, because it may have been sent before the backup was lost.</source>
        <translation>从备份恢复后暂扣，因为在备份丢失之前可能已发送。</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>未选择消息</translation>
    </message>
    <message>
        <source>Choose a message to see what became of it and to send it again. Shift and Ctrl choose several.</source>
        <translation>选择一条消息，查看其结果并再次发送。按住 Shift 或 Ctrl 可多选。</translation>
    </message>
    <message numerus="yes">
        <source>%n messages chosen</source>
        <translation>
            <numerusform>已选择 %n 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>A replay makes due now: %1. Each keeps its id, so a receiver that has it knows it again.</source>
        <translation>重新投递后立即发送：%1。每条消息保留其 ID，已收到过的接收方可据此识别。</translation>
    </message>
    <message>
        <source>Delivered already, and left alone: %1.</source>
        <translation>已送达，不作处理：%1。</translation>
    </message>
    <message>
        <source>▲ Held back since a restore: %1; a replay sends them all the same.</source>
        <translation>▲ 恢复后暂扣：%1；重新投递仍会将其发送。</translation>
    </message>
    <message>
        <source>Replay it</source>
        <translation>重新投递</translation>
    </message>
    <message numerus="yes">
        <source>Replay %n messages</source>
        <translation>
            <numerusform>重新投递 %n 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>已完成 %1/%2</translation>
    </message>
    <message>
        <source>● %1: due now</source>
        <translation>● %1：即将投递</translation>
    </message>
    <message>
        <source>■ %1: %2</source>
        <translation>■ %1：%2</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 条</translation>
    </message>
    <message>
        <source>○ cancelled, not replayed: %1</source>
        <translation>○ 已取消，未重新投递：%1</translation>
    </message>
    <message>
        <source>Replay of %1:</source>
        <translation>重新投递（%1）：</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) due now.</source>
        <translation>
            <numerusform>%n 条消息即将投递。</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the candidate</source>
        <translation>打开候选</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>取消其余</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::NewOperatorCard</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Add somebody</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>%1&apos;s token</source>
        <translation>%1 的令牌</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>letters, digits and . _ @ + -</source>
        <translation>字母、数字和 . _ @ + -</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Approvals reach them at (optional)</source>
        <translation>审批送达地址（可选）</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Add and show the token</source>
        <translation>添加并显示令牌</translation>
    </message>
    <message>
        <source>Shown this once. Hand it over on a safe way; the gateway keeps only its hash. Lost: revoke and add again.</source>
        <translation>仅显示这一次。请以安全方式交付；网关只保存其哈希。若丢失：吊销后重新添加。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>I have it, forget it here</source>
        <translation>已保存，从此处清除</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::NowView</name>
    <message>
        <source>Selected</source>
        <translation>选中</translation>
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
        <source>Requests per hour</source>
        <translation>每小时请求数</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>提供方</translation>
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
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>share of quotes, limit 10 %</source>
        <translation>在报价中的占比，上限 10%</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>last 15 min</source>
        <translation>最近 15 分钟</translation>
    </message>
    <message>
        <source>/h</source>
        <translation>/小时</translation>
    </message>
    <message>
        <source>last 15 min, read at %1</source>
        <translation>最近 15 分钟，读取于 %1</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::OperationsTab</name>
    <message>
        <source>Operations</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>requests per second</source>
        <translation>每秒请求数</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>share of requests</source>
        <translation>请求占比</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>5xx</source>
        <translation>5xx</translation>
    </message>
    <message>
        <source>4xx</source>
        <translation>4xx</translation>
    </message>
    <message>
        <source>p50 ms</source>
        <translation>p50 ms</translation>
    </message>
    <message>
        <source>p95 ms</source>
        <translation>p95 ms</translation>
    </message>
    <message>
        <source>p99 ms</source>
        <translation>p99 ms</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>No request yet.</source>
        <translation>尚无请求。</translation>
    </message>
    <message>
        <source>Operations appear with their first request.</source>
        <translation>操作会在收到首个请求后显示。</translation>
    </message>
    <message>
        <source>last %1, click a row for its requests</source>
        <translation>最近 %1，点击某行查看其请求</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::OperatorCard</name>
    <message>
        <source>▲ This is your own token: this console loses the gateway with it.</source>
        <translation>▲ 这是您自己的令牌：吊销后本控制台将失去与网关的连接。</translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation>未选择人员</translation>
    </message>
    <message>
        <source>Choose a row to see who it is, or to revoke the token.</source>
        <translation>选择一行，查看其身份或吊销令牌。</translation>
    </message>
    <message>
        <source>Made %1 by %2</source>
        <translation>由 %2 创建于 %1</translation>
    </message>
    <message>
        <source>Last seen: %1</source>
        <translation>最近出现：%1</translation>
    </message>
    <message>
        <source>Revoked %1. The name can be given again.</source>
        <translation>已于 %1 吊销。该名称可重新分配。</translation>
    </message>
    <message>
        <source>Approvals reach: %1</source>
        <translation>审批送达：%1</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>吊销 %1</translation>
    </message>
    <message>
        <source>%1&apos;s token is revoked. It works nowhere any more.</source>
        <translation>%1 的令牌已吊销，在任何地方均不再有效。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::OperatorsPage</name>
    <message>
        <source>Who has a token, with which role, and who was refused? Add and revoke. Filter by name:, role:, state:.</source>
        <translation>谁持有令牌，是何角色，谁被拒绝？可添加和吊销。可按 name:、role:、state: 筛选。</translation>
    </message>
    <message>
        <source>Nobody fits the filter.</source>
        <translation>没有符合筛选条件的人员。</translation>
    </message>
    <message>
        <source>Press Esc in the filter to see all.</source>
        <translation>在筛选框中按 Esc 可查看全部。</translation>
    </message>
    <message>
        <source>Nobody has a token yet.</source>
        <translation>尚无人持有令牌。</translation>
    </message>
    <message>
        <source>Only this console can act. Add somebody at the right.</source>
        <translation>只有本控制台可以操作。请在右侧添加人员。</translation>
    </message>
    <message numerus="yes">
        <source>%n with a token, read at %1</source>
        <translation>
            <numerusform>%n 人持有令牌，读取于 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Only admins see who has a token.</source>
        <translation>仅管理员可查看谁持有令牌。</translation>
    </message>
    <message>
        <source>You are attached as %1. Ask an admin of this gateway.</source>
        <translation>您以“%1”身份连接。请联系此网关的管理员。</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>运维员</translation>
    </message>
    <message>
        <source>Filter: role:admin -state:revoked</source>
        <translation>筛选：role:admin -state:revoked</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::OutboxBand</name>
    <message>
        <source>The gateway has not told yet whether anything waits.</source>
        <translation>网关尚未告知是否有消息等待。</translation>
    </message>
    <message>
        <source>No service of this gateway sends messages to the outside.</source>
        <translation>此网关没有向外部发送消息的服务。</translation>
    </message>
    <message>
        <source>%1 being tried again</source>
        <translation>%1 条重试中</translation>
    </message>
    <message>
        <source>%1 pending</source>
        <translation>%1 条待发送</translation>
    </message>
    <message>
        <source>%1 held back after a restore</source>
        <translation>恢复后暂扣 %1 条</translation>
    </message>
    <message>
        <source>%1 given up</source>
        <translation>%1 条已放弃</translation>
    </message>
    <message>
        <source>Everything is delivered</source>
        <translation>全部已送达</translation>
    </message>
    <message>
        <source>Nothing fails</source>
        <translation>无失败</translation>
    </message>
    <message>
        <source>Nothing waits, nothing was given up.</source>
        <translation>没有等待中的消息，也没有已放弃的消息。</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>自 %1 起陈旧</translation>
    </message>
    <message>
        <source>read %1</source>
        <translation>读取于 %1</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::OutboxPage</name>
    <message>
        <source>Dry run: what would be sent</source>
        <translation>试运行：查看将发送的内容</translation>
    </message>
    <message>
        <source>Replay the chosen messages…</source>
        <translation>重新投递所选消息…</translation>
    </message>
    <message>
        <source>Open the candidate</source>
        <translation>打开候选</translation>
    </message>
    <message>
        <source>What could not be told to the outside yet, and why? Look at it with a dry run, send it again. Filter by state:, target:, subject:, attempts:, status:, error:.</source>
        <translation>哪些消息未能送到外部，为什么？先用试运行查看，再重新发送。可按 state:、target:、subject:、attempts:、status:、error: 筛选。</translation>
    </message>
    <message>
        <source>%1 of %2: narrow the filter</source>
        <translation>%1 / %2：请缩小筛选范围</translation>
    </message>
    <message>
        <source>Receivers</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Also what was delivered</source>
        <translation>包括已送达的消息</translation>
    </message>
    <message>
        <source>Filter: state:dead target:core_webhook status&gt;499 error~timeout</source>
        <translation>筛选：state:dead target:core_webhook status&gt;499 error~timeout</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::OverviewCharts</name>
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
        <translation>占比，5xx 和 4xx</translation>
    </message>
    <message>
        <source>share of 5xx</source>
        <translation>5xx 占比</translation>
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
        <source>ms, p95</source>
        <translation>ms，p95</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::OverviewPage</name>
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
        <source>Services</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Is it well, what is worst, what changed? Every figure leads to its page: click it, or press Enter on it.</source>
        <translation>运行是否正常？最严重的问题是什么？有哪些变更？每个数值都可跳转到对应页面：点击它，或选中后按 Enter。</translation>
    </message>
    <message>
        <source>Top operations</source>
        <translation>热门操作</translation>
    </message>
    <message>
        <source>of the last minute</source>
        <translation>最近一分钟</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>No operation was asked for.</source>
        <translation>没有操作收到请求。</translation>
    </message>
    <message>
        <source>This gateway has not told its operations.</source>
        <translation>此网关尚未上报操作数据。</translation>
    </message>
    <message>
        <source>Nothing is firing.</source>
        <translation>没有触发中的告警。</translation>
    </message>
    <message>
        <source>This gateway has not said whether an alert fires.</source>
        <translation>此网关尚未上报告警状态。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::PaymentsTab</name>
    <message>
        <source>confirmed orders of all answered confirmations</source>
        <translation>已应答的确认中，确认成功的订单</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>支付</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>按服务</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功率</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>What is counted</source>
        <translation>统计口径</translation>
    </message>
    <message>
        <source>No payments in this range.</source>
        <translation>此时间范围内没有支付。</translation>
    </message>
    <message>
        <source>%1 of %2 payments succeeded: %3</source>
        <translation>%2 笔支付中 %1 笔成功：%3</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Choose a longer range to look further back.</source>
        <translation>请选择更长的时间范围，以查看更早的数据。</translation>
    </message>
    <message>
        <source>attempts per %1</source>
        <translation>每 %1 的尝试次数</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ProviderSwitches</name>
    <message>
        <source>Probe now</source>
        <translation>立即探测</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>已撤销。</translation>
    </message>
    <message>
        <source>Take out…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Put back…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Real quotes…</source>
        <translation>真实报价…</translation>
    </message>
    <message>
        <source>Mock quotes…</source>
        <translation>模拟报价…</translation>
    </message>
    <message>
        <source>No provider chosen</source>
        <translation>未选择提供方</translation>
    </message>
    <message>
        <source>Choose one to switch it, to open its breaker, or to probe it.</source>
        <translation>选择一个提供方，以切换、断开其熔断器或进行探测。</translation>
    </message>
    <message>
        <source>asked for quotes</source>
        <translation>参与询价</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>未询价</translation>
    </message>
    <message>
        <source>made-up quotes</source>
        <translation>虚构报价</translation>
    </message>
    <message>
        <source>not probed from here yet</source>
        <translation>尚未从此处探测</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>报价</translation>
    </message>
    <message>
        <source>Breaker</source>
        <translation>熔断器</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>探测</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>闭合</translation>
    </message>
    <message>
        <source>By the counts</source>
        <translation>按计数</translation>
    </message>
    <message>
        <source>Breaker: %1</source>
        <translation>熔断器：%1</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保持不变</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ProvidersPage</name>
    <message>
        <source>Decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设分析</translation>
    </message>
    <message>
        <source>How the providers do now</source>
        <translation>提供方当前的表现</translation>
    </message>
    <message>
        <source>Every decision with its scores</source>
        <translation>每条决策及其得分</translation>
    </message>
    <message>
        <source>Try other weights</source>
        <translation>试用其他权重</translation>
    </message>
    <message>
        <source>Views of the providers</source>
        <translation>提供方视图</translation>
    </message>
    <message>
        <source>Who is chosen, how fast and how often do they fail, and what would other weights have done? Switch, mock, probe, open a breaker.</source>
        <translation>选中谁，速度和失败率如何，换用其他权重会怎样？可切换、模拟、探测、断开熔断器。</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Take out, mock, open a breaker, probe</source>
        <translation>停用、模拟、断开熔断器、探测</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::RecipeCard</name>
    <message>
        <source>Done: %1.</source>
        <translation>已完成：%1。</translation>
    </message>
    <message>
        <source>Nothing came of %1 in the last 5 min.</source>
        <translation>最近 5 分钟没有 %1。</translation>
    </message>
    <message>
        <source>Concerns %1: %2 of what came in the last 5 min, %3 a second.</source>
        <translation>涉及 %1：占最近 5 分钟流量的 %2，每秒 %3 次。</translation>
    </message>
    <message>
        <source>It is taken back by itself after %1.</source>
        <translation>%1后自动回滚。</translation>
    </message>
    <message>
        <source>Everything is so already.</source>
        <translation>所有设置均已符合此预案。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>What the recipe would change</source>
        <translation>此预案将产生的变更</translation>
    </message>
    <message>
        <source>No recipe chosen</source>
        <translation>未选择预案</translation>
    </message>
    <message>
        <source>Choose one to see what it would change.</source>
        <translation>选择一项预案，查看其将产生的变更。</translation>
    </message>
    <message>
        <source>Apply: %1</source>
        <translation>应用：%1</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::RecipesView</name>
    <message>
        <source>There are no recipes.</source>
        <translation>没有预案。</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>此处不可用</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>此处</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::RefusalsCard</name>
    <message>
        <source>Nobody was refused anything.</source>
        <translation>没有人被拒绝过。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message numerus="yes">
        <source>the last %n</source>
        <translation>
            <numerusform>最近 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Refused lately</source>
        <translation>最近被拒绝</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>After ten wrong tokens within a minute an address has to wait until the minute is over.</source>
        <translation>一分钟内令牌错误十次后，该地址须等到这一分钟结束。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ReplayRun</name>
    <message>
        <source>It was delivered meanwhile.</source>
        <translation>其间已送达。</translation>
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
    <name>signalbox::pages::RequestsTab</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>newest of %1</source>
        <translation>最新，共 %1 条</translation>
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
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::RevisionCard</name>
    <message>
        <source>Rolled back to %1.</source>
        <translation>已回滚到 %1。</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>What differs between the settings as of these two revisions.</source>
        <translation>这两个修订之间的设置差异。</translation>
    </message>
    <message>
        <source>Everything is so already.</source>
        <translation>当前已是此状态，无需更改。</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>回滚…</translation>
    </message>
    <message>
        <source>Roll back to %1</source>
        <translation>回滚到 %1</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Every setting would be as configured again. This changes:</source>
        <translation>所有设置将恢复为原始配置，更改如下：</translation>
    </message>
    <message>
        <source>Every setting would be as it was after revision %1. This changes:</source>
        <translation>所有设置将恢复到修订 %1 之后的状态，更改如下：</translation>
    </message>
    <message>
        <source>As configured</source>
        <translation>原始配置</translation>
    </message>
    <message>
        <source>Environment, .env and defaults alone, without any revision.</source>
        <translation>仅环境变量、.env 和默认值，不含任何修订。</translation>
    </message>
    <message>
        <source>Revision %1</source>
        <translation>修订 %1</translation>
    </message>
    <message>
        <source>%1, %2
%3</source>
        <translation>%1，%2
%3</translation>
    </message>
    <message>
        <source>No revision chosen</source>
        <translation>未选择修订</translation>
    </message>
    <message>
        <source>Choose one to see what it changed, or two to compare them.</source>
        <translation>选择一个修订查看其变更，或选择两个进行对比。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::RevisionsView</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Nothing was changed here yet.</source>
        <translation>尚无任何变更。</translation>
    </message>
    <message>
        <source>Every setting is as configured. Flip a flag in Settings to begin.</source>
        <translation>所有设置均为原始配置。可在“设置”中切换开关开始使用。</translation>
    </message>
    <message>
        <source>back to %1: %2</source>
        <translation>回滚到 %1：%2</translation>
    </message>
    <message>
        <source>as configured</source>
        <translation>原始配置</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>Older ones</source>
        <translation>更早的修订</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>运维员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::RuleEditor</name>
    <message>
        <source>The flag is</source>
        <translation>开关状态</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source> % of the subjects</source>
        <translation> % 的对象</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>One subject a line</source>
        <translation>每行一个对象</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ScheduleEditor</name>
    <message>
        <source>Add a time</source>
        <translation>添加时间点</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>Then it is</source>
        <translation>此后状态</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Remove this time</source>
        <translation>移除此时间点</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::SettingCard</name>
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
    <message>
        <source>From the next start on: %1</source>
        <translation>下次启动后生效：%1</translation>
    </message>
    <message>
        <source>Space in the table flips it at once.</source>
        <translation>在表格中按空格键可立即切换。</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::SettingEditor</name>
    <message>
        <source>%1 changed it meanwhile: now %2. What you typed is still here.</source>
        <translation>%1 在此期间已修改此项：现为 %2。您输入的内容已保留。</translation>
    </message>
    <message>
        <source>Someone</source>
        <translation>有人</translation>
    </message>
    <message>
        <source>Secrets can be set by admins only.</source>
        <translation>仅管理员可设置密钥。</translation>
    </message>
    <message>
        <source>%1 is now %2.</source>
        <translation>%1 现为 %2。</translation>
    </message>
    <message>
        <source>%1 is changed.</source>
        <translation>%1 已修改。</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>设置 %1</translation>
    </message>
    <message>
        <source>Back to what is configured: %1</source>
        <translation>恢复为配置值：%1</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>Back to what is configured</source>
        <translation>恢复为配置值</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>What is every setting now, and who set it? Flip, edit, roll back, run a recipe. Filter by key:, service:, source:.</source>
        <translation>各项设置的当前值是什么，由谁设置？可切换、编辑、回滚、执行预案。可按 key:、service:、source: 筛选。</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>Guards</source>
        <translation>守护</translation>
    </message>
    <message>
        <source>Every setting and flag</source>
        <translation>所有设置和开关</translation>
    </message>
    <message>
        <source>What was changed, and the way back</source>
        <translation>变更历史与回滚</translation>
    </message>
    <message>
        <source>Emergency moves</source>
        <translation>应急措施</translation>
    </message>
    <message>
        <source>What watches a change</source>
        <translation>对变更的监控</translation>
    </message>
    <message>
        <source>Views of the settings</source>
        <translation>设置视图</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::SettingsView</name>
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
        <source>Flip the flag, or edit the value</source>
        <translation>切换开关或编辑值</translation>
    </message>
    <message>
        <source>No setting fits the filter.</source>
        <translation>没有符合筛选条件的设置。</translation>
    </message>
    <message>
        <source>Press Esc in the filter to see all.</source>
        <translation>在筛选框中按 Esc 可显示全部。</translation>
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
        <source>Waiting for the gateway&apos;s first word.</source>
        <translation>正在等待网关的第一条消息。</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::SwitchesView</name>
    <message>
        <source>Providers</source>
        <translation>提供方</translation>
    </message>
    <message>
        <source>Selected over time</source>
        <translation>选中趋势</translation>
    </message>
    <message>
        <source>Errors over time</source>
        <translation>错误趋势</translation>
    </message>
    <message>
        <source>share of orders</source>
        <translation>订单占比</translation>
    </message>
    <message>
        <source>share of quotes, limit 10 %</source>
        <translation>在报价中的占比，上限 10%</translation>
    </message>
    <message>
        <source>Take out, or put back</source>
        <translation>停用或恢复</translation>
    </message>
    <message>
        <source>Mock quotes, or real ones</source>
        <translation>模拟报价或真实报价</translation>
    </message>
    <message>
        <source>Open the breaker</source>
        <translation>断开熔断器</translation>
    </message>
    <message>
        <source>Leave the breaker to the counts</source>
        <translation>熔断器改为按计数</translation>
    </message>
    <message>
        <source>Probe now</source>
        <translation>立即探测</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供方</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>报价</translation>
    </message>
    <message>
        <source>Breaker</source>
        <translation>熔断器</translation>
    </message>
    <message>
        <source>read at %1</source>
        <translation>读取于 %1</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::TrafficPage</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Pause or go on</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>Which requests come, how do they end, what took the time? 1 to 5 choose a tab; on the first, Space pauses the stream and / filters.</source>
        <translation>有哪些请求，结果如何，耗时在哪？按 1 到 5 切换标签页；在第一个标签页中，空格键暂停实时流，/ 键筛选。</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Upstreams</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>支付</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示 %1</translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>5xx %1</source>
        <translation>5xx %1</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>自 %1 起过期</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>none failed</source>
        <translation>无失败</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::UpstreamsTab</name>
    <message>
        <source>Upstreams</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show requests</source>
        <translation>显示请求</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>How they failed</source>
        <translation>失败类型</translation>
    </message>
    <message>
        <source>No call to another party in this time range.</source>
        <translation>此时间范围内没有对外部系统的调用。</translation>
    </message>
    <message>
        <source>Choose a longer range.</source>
        <translation>请选择更长的时间范围。</translation>
    </message>
    <message>
        <source>Failures by type</source>
        <translation>失败（按类型）</translation>
    </message>
    <message>
        <source>Failures by type: %1</source>
        <translation>失败（按类型）：%1</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>No call failed in this time range.</source>
        <translation>此时间范围内没有失败的调用。</translation>
    </message>
    <message>
        <source>Choose a longer range to look further back.</source>
        <translation>选择更长的时间范围可查看更早的数据。</translation>
    </message>
    <message>
        <source>failed calls per %1</source>
        <translation>每 %1 失败调用数</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ValueEditor</name>
    <message>
        <source>This must be a number.</source>
        <translation>必须为数字。</translation>
    </message>
    <message>
        <source>At least %1.</source>
        <translation>不得小于 %1。</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>不得大于 %1。</translation>
    </message>
    <message>
        <source>New value of %1</source>
        <translation>%1 的新值</translation>
    </message>
    <message>
        <source>New secret; it is never shown again</source>
        <translation>新密钥；保存后不再显示</translation>
    </message>
    <message>
        <source>Empty: unset</source>
        <translation>留空：取消设置</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::Waterfall</name>
    <message>
        <source>reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>work</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无响应</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::WhatIfCard</name>
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
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How many points of the total score one point of this part gives. Priority always counts once.</source>
        <translation>该项每 1 分折合的总得分分数。优先级始终按 1 倍计入。</translation>
    </message>
    <message>
        <source>As now</source>
        <translation>当前权重</translation>
    </message>
    <message>
        <source>Price first</source>
        <translation>价格优先</translation>
    </message>
    <message>
        <source>Speed first</source>
        <translation>速度优先</translation>
    </message>
    <message>
        <source>Commission first</source>
        <translation>佣金优先</translation>
    </message>
    <message>
        <source>in force → tried here</source>
        <translation>当前生效 → 此处试用</translation>
    </message>
</context>
<context>
    <name>signalbox::pages::WhatIfView</name>
    <message>
        <source>%1 pt</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>Who would be chosen</source>
        <translation>将选中的提供方</translation>
    </message>
    <message>
        <source>What it would mean</source>
        <translation>影响</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>As decided</source>
        <translation>实际决策</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message numerus="yes">
        <source>means of %n decision(s), read at %1</source>
        <translation>
            <numerusform>%n 次决策的平均值，读取于 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>选中 %1</translation>
    </message>
    <message>
        <source>Mean cart</source>
        <translation>平均购物车金额</translation>
    </message>
    <message>
        <source>Mean ETA, min</source>
        <translation>平均 ETA（分钟）</translation>
    </message>
    <message>
        <source>Mean commission</source>
        <translation>平均佣金</translation>
    </message>
    <message>
        <source>With these weights</source>
        <translation>采用这些权重</translation>
    </message>
</context>
<context>
    <name>signalbox::shell::AlertBanner</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>另有 %n 条。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>The alert goes on calling; only this line goes.</source>
        <translation>告警仍在持续；仅隐藏此行。</translation>
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
    <message>
        <source>Starting the gateway…</source>
        <translation>正在启动网关…</translation>
    </message>
</context>
<context>
    <name>signalbox::shell::GatewayButton</name>
    <message>
        <source>in this program</source>
        <translation>本程序内置</translation>
    </message>
    <message>
        <source>Attach to another gateway…</source>
        <translation>连接到其他网关…</translation>
    </message>
    <message>
        <source>Name and colour…</source>
        <translation>名称和颜色…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Gateway: %1</source>
        <translation>网关：%1</translation>
    </message>
</context>
<context>
    <name>signalbox::shell::GatewayDialog</name>
    <message>
        <source>Name and colour</source>
        <translation>名称和颜色</translation>
    </message>
    <message>
        <source>Name (empty: what the gateway calls itself)</source>
        <translation>名称（留空则使用网关自身名称）</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>teal</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>pink</source>
        <translation>粉色</translation>
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
        <source>Stale since %1: the gateway says nothing. What you see is old.</source>
        <translation>数据自 %1 起过期：网关无响应。当前显示的是旧数据。</translation>
    </message>
    <message>
        <source>Link lost: nothing heard since %1, for %2. What you see is old. It is tried again by itself; acts are refused until then.</source>
        <translation>连接已断开：自 %1 起未收到数据，已持续 %2。当前显示的是旧数据。系统会自动重连；重连之前无法执行任何操作。</translation>
    </message>
    <message>
        <source>Attach to another gateway…</source>
        <translation>连接到其他网关…</translation>
    </message>
</context>
<context>
    <name>signalbox::shell::MainWindow</name>
    <message>
        <source>This console has no page for that.</source>
        <translation>本控制台没有对应的页面。</translation>
    </message>
    <message>
        <source>Acknowledged: %1</source>
        <translation>已确认：%1</translation>
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
    <message>
        <source>Put the page back</source>
        <translation>将页面放回</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>在独立窗口中打开</translation>
    </message>
    <message>
        <source>%1, in a window of its own</source>
        <translation>%1，在独立窗口中</translation>
    </message>
</context>
<context>
    <name>signalbox::shell::PageDeck</name>
    <message>
        <source>Every page is in a window of its own. Close one, and it comes back here.</source>
        <translation>所有页面均已拆出为独立窗口。关闭其中一个，该页面即回到此处。</translation>
    </message>
</context>
<context>
    <name>signalbox::shell::PageFrame</name>
    <message>
        <source>Light or dark</source>
        <translation>浅色/深色</translation>
    </message>
    <message>
        <source>Page into a window of its own</source>
        <translation>将页面拆出为独立窗口</translation>
    </message>
    <message>
        <source>Put the page back</source>
        <translation>将页面放回</translation>
    </message>
    <message>
        <source>Attach to another gateway…</source>
        <translation>连接到其他网关…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>signalbox::shell::PaletteSearch</name>
    <message>
        <source>Acts</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Switch to %1</source>
        <translation>切换到 %1</translation>
    </message>
    <message>
        <source>Gateways</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Searching the gateway…</source>
        <translation>正在搜索网关…</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>提供方</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>The gateway did not answer: only the console itself was searched.</source>
        <translation>网关无响应：仅搜索了控制台自身。</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Take %1 out…</source>
        <translation>停用 %1…</translation>
    </message>
    <message>
        <source>Put %1 back…</source>
        <translation>恢复 %1…</translation>
    </message>
    <message>
        <source>Switch %1 to real quotes…</source>
        <translation>将 %1 切换为真实报价…</translation>
    </message>
    <message>
        <source>Switch %1 to mock…</source>
        <translation>将 %1 切换为模拟报价…</translation>
    </message>
    <message>
        <source>Open %1&apos;s breaker</source>
        <translation>断开 %1 的熔断器</translation>
    </message>
    <message>
        <source>Leave %1&apos;s breaker to the counts</source>
        <translation>%1 的熔断器改为按计数</translation>
    </message>
    <message>
        <source>Probe %1 now</source>
        <translation>立即探测 %1</translation>
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
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>NO TLS</source>
        <translation>无 TLS</translation>
    </message>
    <message>
        <source>The operator address is open to the network without encryption.</source>
        <translation>运维员地址对网络开放且未加密。</translation>
    </message>
    <message>
        <source>Search or act…</source>
        <translation>搜索或操作…</translation>
    </message>
</context>
<context>
    <name>signalbox::shell::Tray</name>
    <message>
        <source>Show the console</source>
        <translation>显示控制台</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>暂无状态信息。</translation>
    </message>
    <message>
        <source>Flood of alerts</source>
        <translation>告警风暴</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) call now.</source>
        <translation>
            <numerusform>当前有 %n 条告警触发。</numerusform>
        </translation>
    </message>
    <message>
        <source>An approval waits for you</source>
        <translation>有一条审批等待您处理</translation>
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
    <message>
        <source>Page into a window of its own</source>
        <translation>将页面拆出为独立窗口</translation>
    </message>
    <message>
        <source>Put the page back</source>
        <translation>将页面放回</translation>
    </message>
    <message>
        <source>Switch gateway</source>
        <translation>切换网关</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
</TS>
