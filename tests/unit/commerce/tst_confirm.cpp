#include "backend/platform/core/json_parse.h"
#include "backend/platform/cpu/pool.h"
#include "backend/platform/upstream/client.h"
#include "backend/services/commerce/cancel_flow.h"
#include "backend/services/commerce/confirm_answer.h"
#include "backend/services/commerce/confirm_flow.h"
#include "backend/services/commerce/placement_rules.h"
#include "backend/services/commerce/token.h"
#include "tests/unit/commerce/memory_store.h"

#include <QTest>

#include <deque>

using namespace signalbox;
using namespace signalbox::commerce;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray kSecret = "contract-example-secret-32-bytes-min!"_ba;
const QByteArray kJti = "5f0c2a9e7b1d4c3e8a6f9b0d1e2c3a4b"_ba;
constexpr qint64 kStart = 1767225600000;

class ManualClock final : public core::Clock
{
public:
    core::WallTime wall() const override { return core::wallTime(m_ms); }
    core::SteadyTime steady() const override { return core::SteadyTime(core::milliseconds(m_ms)); }
    void advance(core::milliseconds time) { m_ms += time.count(); }

private:
    qint64 m_ms = kStart;
};

class NoClient final : public upstream::Client
{
public:
    Task<Result<upstream::Reply>> send(upstream::Call) override { co_return fail(ErrorCode::Internal, PublicText()); }
    void close() override { }
};

class NoCache final : public cluster::SharedCache
{
public:
    Task<Result<QByteArray>> getOrFetch(QByteArray, cluster::CacheFetch, CancelToken) override
    {
        co_return fail(ErrorCode::Internal, PublicText());
    }
    void forget(const QByteArray &) override { }
};

/// What the providers of one test answer, in the order of their calls.
struct Script
{
    std::deque<PlacementResult> results;
    std::vector<ProviderId> asked;
    std::optional<core::OneShot<bool>> gate; ///< holds the next call back
};

class ScriptedProvider final : public Provider
{
public:
    ScriptedProvider(ProviderId id, Script &script) : m_id(id), m_script(script) { }
    ProviderId id() const override { return m_id; }
    Task<ProviderResult<ProviderQuote>> getQuote(QuoteRequest, ProviderConfigPtr, CallContext) override
    {
        co_return ProviderQuote();
    }
    Task<HealthReport> healthCheck(ProviderConfigPtr, CallContext) override { co_return HealthReport(); }
    Task<PlacementResult> confirm(PlacementRequest, ProviderConfigPtr, CallContext) override
    {
        m_script.asked.push_back(m_id);
        PlacementResult result = std::move(m_script.results.front());
        m_script.results.pop_front();
        if (auto gate = std::exchange(m_script.gate, std::nullopt))
            co_await *gate;
        co_return result;
    }

private:
    ProviderId m_id;
    Script &m_script;
};

ProviderQuote quoteOf(ProviderId id, qint64 total, Mode mode)
{
    ProviderQuote quote;
    quote.provider = id;
    quote.quote.totalCents = total;
    quote.quote.mode = mode;
    quote.quote.etaMinutes = 35;
    return quote;
}

std::shared_ptr<Config> configOf(bool production = false)
{
    auto config = std::make_shared<Config>();
    config->production = production;
    config->tokenSecret = kSecret;
    for (const ProviderId id : kAllProviders) {
        auto provider = std::make_shared<ProviderConfig>();
        provider->id = id;
        provider->enabled = true;
        provider->production = production;
        provider->commissionRate = 0.03;
        config->providers[indexOf(id)] = provider;
    }
    return config;
}

PlacementResult failure(const QByteArray &code, bool unknown = false)
{
    return std::unexpected(PlacementError {code, u"Provider text"_s, unknown});
}

PlacementResult placed(qint64 total)
{
    return Placement {PlacementStatus::Placed, total, {}, u"https://track.example/1"_s};
}

/// One worker over a database in memory, with scripted providers.
struct Bench
{
    Bench() : database(memoryStore()), worker(ports()) { }

    ServicePorts ports()
    {
        return {.client = client,
                .database = *database,
                .stores = cache,
                .products = cache,
                .tokens = cache,
                .rate = *rate,
                .metrics = metrics,
                .clock = clock,
                .pool = pool,
                .reputations = board,
                .processSecret = kSecret,
                .providers =
                    [this](const ProviderPorts &) {
                        ProviderSet set;
                        for (const ProviderId id : kAllProviders)
                            set[indexOf(id)] = std::make_unique<ScriptedProvider>(id, script);
                        return set;
                    },
                .decisions = {}};
    }

    void route(std::vector<ProviderQuote> ranking, const QString &user = {})
    {
        QuoteRequest cart;
        cart.items.resize(2);
        if (!QCoro::waitFor(worker.routings.create({kJti, "req", user, cart, std::move(ranking)}, clock.wall())))
            qFatal("the routing was not stored");
    }

    QByteArray token() const
    {
        return makeToken({kJti, "req", ProviderId::MealMe, {}, kStart / 1000, kStart / 1000 + 900}, kSecret);
    }

    Task<http::Response> start(const QByteArray &more = {}, bool cancelling = false)
    {
        auto request = std::make_shared<http::RequestContext>();
        request->requestId = "req_1767225600000_a1b2c3d4";
        request->body = "{\"confirmationToken\":\"" + token() + "\"" + more + "}";
        return cancelling ? cancelOrder(worker, request, config) : confirmOrder(worker, request, config);
    }

    QJsonObject run(const QByteArray &more = {}, bool cancelling = false)
    {
        return jsonOf(QCoro::waitFor(start(more, cancelling)));
    }

    static QJsonObject jsonOf(const http::Response &response)
    {
        QJsonObject json = core::parseJsonObject(response.body).value_or(QJsonObject());
        json[u"httpStatus"_s] = response.status;
        return json;
    }

    qint64 outcomes(const QString &kind)
    {
        return countOf(*database, u"SELECT COUNT(*) FROM order_outcomes WHERE outcome = '"_s + kind + u'\'');
    }

    ManualClock clock;
    NoClient client;
    NoCache cache;
    std::unique_ptr<cluster::RateWindow> rate = cluster::makeRateWindow();
    metrics::Registry metrics;
    cpu::Pool pool {metrics, {.threads = 1}};
    ReputationBoard board;
    Script script;
    std::shared_ptr<const Config> config = configOf();
    std::unique_ptr<storage::Database> database;
    WorkerContext worker;
};

const QByteArray kPlacing =
    R"(,"paymentMethod":{"type":"card","token":"tok"},"contact":{"name":"A","email":"a@b.c","phone":"1"})"_ba;

const std::vector<ProviderQuote> kLive {quoteOf(ProviderId::MealMe, 1000, Mode::Live),
                                        quoteOf(ProviderId::Walmart, 1101, Mode::Live),
                                        quoteOf(ProviderId::Kroger, 1100, Mode::Live)};

} // namespace

class TestConfirm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAnswerHasTheContractsOrder() // W8
    {
        const ConfirmedOrder order {"ord_1767225660000_m4n5p6q7", ProviderId::Walmart, PlacementStatus::Placed, 2933,
                                    Mode::Mock, 90, {}, {}, {}};
        QCOMPARE(confirmAnswer(order, false, "req_1767225660000_c0ffee12"),
                 R"({"success":true,"orderId":"ord_1767225660000_m4n5p6q7","providerId":"WALMART_API",)"
                 R"("provider":"Walmart Direct","status":"placed","totalCents":2933,"currency":"USD","mode":"mock",)"
                 R"("estimatedDeliveryMinutes":90,"failoverAttempted":false,"replayed":false,)"
                 R"("message":"Order placed with Walmart Direct.","requestId":"req_1767225660000_c0ffee12"})"_ba);
        ConfirmedOrder other = order;
        other.status = PlacementStatus::CheckoutRequired;
        other.checkoutUrl = u"https://shop.example/?a=1&b=\"2\""_s;
        other.failoverFrom = ProviderId::MealMe;
        QCOMPARE(decodeOrder(encodeOrder(other)), std::optional(other));
    }

    void failoverTakesTheBestRankedWithinTheGuard()
    {
        auto config = configOf();
        const RoutingRecord record {kJti, "req", {}, {}, kLive};
        const auto candidate = [&](const Config &with) { return failoverCandidate(record, kLive[0], with); };
        QCOMPARE(candidate(*config)->provider, ProviderId::Kroger); // exactly 10 % dearer; Walmart is one cent over
        config->failoverMaxIncreasePercent = 10.1;
        QCOMPARE(candidate(*config)->provider, ProviderId::Walmart);
        config->failoverMaxIncreasePercent = 9.99;
        QVERIFY(!candidate(*config));
        const auto mock = configOf(true);
        const RoutingRecord mocks {kJti, "req", {}, {}, {kLive[0], quoteOf(ProviderId::Walmart, 900, Mode::Mock)}};
        QVERIFY(!failoverCandidate(mocks, kLive[0], *mock));
    }

    void verdicts_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *first, const char *second, int status, const char *code) {
            QTest::addRow("%s %s", first, second)
                << QByteArray(first) << QByteArray(second) << status << QByteArray(code);
        };
        row("PAYMENT_DECLINED", "", 402, "PAYMENT_DECLINED");
        row("INVALID_PAYMENT", "", 402, "INVALID_PAYMENT");
        row("UPSTREAM_4XX", "", 422, "ORDER_REJECTED");
        row("INVALID_ADDRESS", "", 422, "ORDER_REJECTED");
        row("VALIDATION_ERROR", "", 422, "ORDER_REJECTED");
        row("ORDER_REJECTED", "", 422, "ORDER_REJECTED");
        row("SOMETHING", "", 502, "PROVIDER_ERROR");
        row("TIMEOUT", "", 504, "PROVIDER_TIMEOUT");
        row("TIMEOUT", "TIMEOUT", 504, "PROVIDER_TIMEOUT");
        row("TIMEOUT", "UPSTREAM_5XX", 502, "PROVIDER_ERROR");
        row("UPSTREAM_5XX", "PAYMENT_DECLINED", 502, "PROVIDER_ERROR");
    }

    void verdicts()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        std::vector<FailedAttempt> failures {{ProviderId::MealMe, {first, u"Provider text"_s, false}}};
        if (!second.isEmpty())
            failures.push_back({ProviderId::Kroger, {second, u"Other text"_s, false}});
        const ApiError verdict = verdictOf(failures);
        QTEST(verdict.status, "status");
        QTEST(verdict.code, "code");
        QCOMPARE(verdict.text == u"Provider text", verdict.status == 402 || verdict.status == 422);
        const ApiError stored = decodeVerdict(encodeVerdict(verdict));
        QCOMPARE(stored.status, verdict.status);
        QCOMPARE(stored.text, verdict.text);
        QCOMPARE(stored.details.isEmpty(), verdict.details.isEmpty());
    }

    void fieldsAreChecked()
    {
        const auto problems = [](const QByteArray &json) {
            QByteArray names;
            if (const auto parsed = parseConfirmRequest(core::parseJsonObject(json).value()); !parsed) {
                for (const auto &[field, reason] : parsed.error())
                    names += field + ' ';
            }
            return names.trimmed();
        };
        QCOMPARE(problems("{}"), "confirmationToken"_ba);
        QCOMPARE(problems(R"({"confirmation_token":"t","user_id":"u"})"), ""_ba);
        QCOMPARE(problems(R"({"confirmation_token":"t","confirmationToken":"u"})"), "confirmation_token"_ba);
        QCOMPARE(problems(R"({"confirmationToken":"t","userId":7,"providerId":"kroger","allowFailover":"no",)"
                          R"("paymentMethod":{"type":"cash"},"contact":{"name":1,"krogerAccessToken":"a\r\nb"}})"),
                 "userId providerId paymentMethod.type paymentMethod.token contact.name contact.krogerAccessToken "
                 "allowFailover"_ba);
    }

    void aLivePlacementIsCountedAndReplayed()
    {
        Bench bench;
        bench.route(kLive);
        bench.script.results = {placed(1040)};
        const QJsonObject first = bench.run(kPlacing);
        QCOMPARE(first["status"_L1].toString(), u"placed"_s);
        QCOMPARE(first["totalCents"_L1].toInt(), 1040);
        QCOMPARE(first["trackingUrl"_L1].toString(), u"https://track.example/1"_s);
        QCOMPARE(bench.outcomes(u"success"_s), 1);
        QCOMPARE(bench.board.read()[indexOf(ProviderId::MealMe)].successRate, std::optional(10000));

        bench.clock.advance(16min); // the token has expired, the replay has not
        const QJsonObject again = bench.run(kPlacing);
        QCOMPARE(again["orderId"_L1], first["orderId"_L1]);
        QVERIFY(again["replayed"_L1].toBool());
        QCOMPARE(bench.script.asked.size(), 1U);
        bench.clock.advance(24h);
        QCOMPARE(bench.run()["code"_L1].toString(), u"TOKEN_EXPIRED"_s);
    }

    void parallelConfirmsShareOneOrder()
    {
        Bench bench;
        bench.route(kLive);
        bench.script.results = {placed(1000)};
        const core::OneShot<bool> gate;
        bench.script.gate = gate;
        std::vector<Task<http::Response>> callers;
        for (int i = 0; i < 8; ++i)
            callers.push_back(bench.start(kPlacing));
        QTRY_COMPARE(bench.script.asked.size(), 1U);
        gate.resolve(true);
        QSet<QString> orders;
        int replayed = 0;
        for (auto &caller : callers) {
            const QJsonObject answer = Bench::jsonOf(QCoro::waitFor(std::move(caller)));
            orders += answer["orderId"_L1].toString();
            replayed += answer["replayed"_L1].toBool() ? 1 : 0;
        }
        QCOMPARE(orders.size(), 1);
        QCOMPARE(replayed, 7);
        QCOMPARE(bench.script.asked.size(), 1U);
    }

    void thoseWhoWaitShareTheFailureToo()
    {
        Bench bench;
        bench.route(kLive);
        bench.script.results = {failure("PAYMENT_DECLINED"), placed(1000)};
        const core::OneShot<bool> gate;
        bench.script.gate = gate;
        auto first = bench.start(kPlacing);
        auto second = bench.start(kPlacing);
        QTRY_COMPARE(bench.script.asked.size(), 1U);
        gate.resolve(true);
        for (auto *caller : {&first, &second}) {
            const QJsonObject answer = Bench::jsonOf(QCoro::waitFor(std::move(*caller)));
            QCOMPARE(answer["httpStatus"_L1].toInt(), 402);
            QCOMPARE(answer["error"_L1].toString(), u"Provider text"_s);
        }
        QCOMPARE(bench.run(kPlacing)["status"_L1].toString(), u"placed"_s); // the token is pending again
        QCOMPARE(bench.outcomes(u"failed"_s), 1);
        QCOMPARE(countOf(*bench.database, u"SELECT COUNT(*) FROM order_outcomes WHERE order_id = '"_s
                                              + QString::fromLatin1(kJti) + u"-1'"_s),
                 1);
    }

    void oneFailoverAndNoMore()
    {
        Bench bench;
        bench.route(kLive);
        bench.script.results = {failure("UPSTREAM_5XX"), failure("NETWORK_ERROR")};
        const QJsonObject failed = bench.run();
        QCOMPARE(failed["httpStatus"_L1].toInt(), 502);
        QCOMPARE(failed["code"_L1].toString(), u"PROVIDER_ERROR"_s);
        QCOMPARE(failed["details"_L1]["attempts"_L1].toArray(),
                 (QJsonArray {QJsonObject {{u"providerId"_s, u"MEALME"_s}, {u"code"_s, u"UPSTREAM_5XX"_s}},
                              QJsonObject {{u"providerId"_s, u"KROGER_API"_s}, {u"code"_s, u"NETWORK_ERROR"_s}}}));
        QCOMPARE(bench.outcomes(u"failed"_s), 2);

        bench.script.results = {failure("TIMEOUT"), Placement {PlacementStatus::CheckoutRequired, 1100, u"u"_s, {}}};
        const QJsonObject done = bench.run();
        QCOMPARE(done["status"_L1].toString(), u"checkout_required"_s);
        QCOMPARE(done["checkoutUrl"_L1].toString(), u"u"_s);
        QCOMPARE(done["failoverFrom"_L1].toString(), u"MEALME"_s);
        QVERIFY(done["failoverAttempted"_L1].toBool());
    }

    void aCallerMayForbidFailover()
    {
        Bench bench;
        bench.route(kLive);
        bench.script.results = {failure("TIMEOUT")};
        QCOMPARE(bench.run(R"(,"allowFailover":false)")["code"_L1].toString(), u"PROVIDER_TIMEOUT"_s);
        QCOMPARE(bench.script.asked.size(), 1U);
    }

    void anUnknownOrderIsNeverPlacedAgain()
    {
        Bench bench;
        bench.route(kLive);
        bench.script.results = {failure("TIMEOUT", true)};
        for (int i = 0; i < 2; ++i) {
            const QJsonObject answer = bench.run(kPlacing);
            QCOMPARE(answer["httpStatus"_L1].toInt(), 504);
            QCOMPARE(answer["code"_L1].toString(), u"ORDER_STATE_UNKNOWN"_s);
            QCOMPARE(answer["retryable"_L1].toBool(true), false);
        }
        QCOMPARE(bench.script.asked.size(), 1U);
        QCOMPARE(bench.run({}, true)["code"_L1].toString(), u"ORDER_STATE_UNKNOWN"_s);
        QCOMPARE(bench.outcomes(u"failed"_s), 0);
    }

    void cancelWaitsForARunningConfirm()
    {
        Bench bench;
        bench.route(kLive);
        bench.script.results = {placed(1000)};
        const core::OneShot<bool> gate;
        bench.script.gate = gate;
        auto confirm = bench.start(kPlacing);
        QTRY_COMPARE(bench.script.asked.size(), 1U);
        auto cancel = bench.start({}, true);
        gate.resolve(true);
        QCOMPARE(QCoro::waitFor(std::move(confirm)).status, 200);
        QCOMPARE(Bench::jsonOf(QCoro::waitFor(std::move(cancel)))["code"_L1].toString(), u"ALREADY_CONFIRMED"_s);
    }

    void cancelThenConfirm() // W10
    {
        Bench bench;
        bench.route(kLive);
        QCOMPARE(bench.run({}, true)["replayed"_L1].toBool(true), false);
        QCOMPARE(bench.run({}, true)["replayed"_L1].toBool(), true);
        const QJsonObject refused = bench.run();
        QCOMPARE(refused["httpStatus"_L1].toInt(), 409);
        QCOMPARE(refused["code"_L1].toString(), u"ALREADY_CANCELLED"_s);
        QVERIFY(bench.script.asked.empty());
    }

    void theTokenIsCheckedInOrder()
    {
        Bench bench;
        QCOMPARE(bench.run()["code"_L1].toString(), u"INVALID_TOKEN"_s); // no record
        bench.route(kLive, u"user-42"_s);
        QCOMPARE(bench.run()["code"_L1].toString(), u"USER_MISMATCH"_s);
        QCOMPARE(bench.run(R"(,"userId":"user-43")")["httpStatus"_L1].toInt(), 403);
        QCOMPARE(bench.run(R"(,"userId":"user-42","providerId":"INSTACART")")["code"_L1].toString(),
                 u"INVALID_REQUEST"_s);
        bench.clock.advance(15min);
        QCOMPARE(bench.run()["code"_L1].toString(), u"TOKEN_EXPIRED"_s);
        QCOMPARE(bench.run()["httpStatus"_L1].toInt(), 410);
    }

    void mocksAreNotOrderedInProduction()
    {
        Bench bench;
        bench.config = configOf(true);
        bench.route({quoteOf(ProviderId::Walmart, 2933, Mode::Mock)});
        QCOMPARE(bench.run()["code"_L1].toString(), u"MOCK_QUOTE_NOT_ORDERABLE"_s);
        bench.config = configOf();
        const QJsonObject done = bench.run(R"(,"providerId":"WALMART_API")");
        QCOMPARE(done["mode"_L1].toString(), u"mock"_s);
        QVERIFY(bench.script.asked.empty());
        QCOMPARE(bench.outcomes(u"success"_s), 0);
    }
};

QTEST_GUILESS_MAIN(TestConfirm)
#include "tst_confirm.moc"
