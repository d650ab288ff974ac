#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/protocol/metrics_sample.h"
#include "backend/operator/protocol/overview_document.h"
#include "backend/operator/protocol/stream_event.h"
#include "backend/operator/protocol/traffic.h"
#include "backend/operator/protocol/what_if.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::protocol;

namespace {

const core::WallTime kAt = core::wallTime(1'767'225'600'123); // 2026-01-01T00:00:00.123Z

/// Through text, as it travels.
template <Record T>
void roundTrip(const T &record)
{
    const QByteArray wire = QJsonDocument(toJson(record)).toJson(QJsonDocument::Compact);
    const auto back = fromJson<T>(QJsonDocument::fromJson(wire).object());
    QVERIFY2(back, wire.constData());
    QVERIFY2(*back == record, wire.constData());
}

Decision decision()
{
    Decision decision {.requestId = u"req_1"_s, .at = kAt, .items = 2, .optimize = u"price"_s};
    decision.chosen = u"WALMART_API"_s;
    decision.totalCents = 2933;
    decision.score = 141.2;
    ScoreBreakdown score {.priorityScore = 60, .priceScore = 100, .weightedTotal = 141.2};
    score.weights.price = 0.6;
    decision.candidates.push_back({.providerId = u"WALMART_API"_s,
                                   .name = u"Walmart Direct"_s,
                                   .mode = ProviderMode::Estimated,
                                   .totalCents = 2933,
                                   .etaMinutes = 90,
                                   .commissionCents = 87.99,
                                   .breakdown = score});
    decision.candidates.push_back({.providerId = u"KROGER_API"_s, .errorCode = u"TIMEOUT"_s});
    return decision;
}

} // namespace

class TstProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDocumentComesBackAsItWas()
    {
        Overview overview {.since = kAt, .at = kAt};
        overview.verdict = {State::Degraded, u"Kroger fails"_s, u"providerFails"_s, {{"share"_L1, 0.182}},
                            WorstItem {u"provider"_s, u"KROGER_API"_s}};
        overview.services.push_back({.service = u"commerce"_s, .ratePerSec = 41.8, .p95Ms = 940, .at = kAt});
        overview.services[0].sparkline = {1.5, std::nullopt, 3};
        overview.saturation.queues.push_back({u"store"_s, {3, 1000, kAt}});
        overview.waiting.items.push_back({u"candidate"_s, u"c1"_s, u"Reply"_s, kAt, kAt});
        overview.changes.items.push_back({kAt, u"start"_s, u"gateway"_s, u"0.1.0"_s, {}});
        roundTrip(overview);
        roundTrip(MetricsSample {.at = kAt,
                                 .services = {{.service = u"commerce"_s, .ratePerSec = 2, .error5xx = 0.5}},
                                 .providers = {{.id = u"MEALME"_s, .p50Ms = 12.5}},
                                 .process = {.rssBytes = 38e6}});
        roundTrip(Page<Decision> {.items = {decision()}, .nextCursor = u"req_1"_s, .total = 9, .at = kAt});
        roundTrip(RequestDetail {.request = {.id = u"r"_s, .at = kAt, .status = 200, .ms = 1.25},
                                 .stages = {{u"route"_s, 0, 0.5}},
                                 .calls = {{u"kroger"_s, 503, 12, 3, 1.5, {{4, 2}, {9, 1}}}},
                                 .headers = {{u"Accept"_s, u"*/*"_s}},
                                 .logLines = {{kAt, u"info"_s, u"m"_s, {{"a"_L1, 1}}}}});
        roundTrip(TrafficOperations {.windowMs = 60'000,
                                     .items = {{.service = u"commerce"_s, .requests = 7, .error5xx = 0.5}},
                                     .at = kAt});
        roundTrip(TrafficUpstreams {.from = kAt,
                                    .stepMs = 10'000,
                                    .items = {{u"kroger"_s, 9, 3, 1, {{u"timeout"_s, 3}}}},
                                    .cells = {{kAt, u"kroger"_s, u"timeout"_s, 3}}});
        roundTrip(TrafficLatency {.service = u"commerce"_s, .upperMs = {1, 2.5}, .columns = {{kAt, {1, 0, 9}}}});
        roundTrip(TrafficPayments {.items = {{u"commerce"_s, 9, 10}}, .cells = {{kAt, u"commerce"_s, 9, 10}}});
        roundTrip(SettingView {.key = u"PORT"_s,
                               .type = SettingType::Integer,
                               .isSet = true,
                               .value = u"3000"_s,
                               .source = SettingSource::EnvFile,
                               .minimum = 0,
                               .choices = {u"a"_s}});
        roundTrip(Providers {.items = {{.id = u"MEALME"_s,
                                        .mode = ProviderMode::Live,
                                        .breaker = {BreakerState::HalfOpen, 3, u"timeout"_s, kAt},
                                        .errorShare = 0.1}},
                             .at = kAt});
        roundTrip(WhatIfAnswer {.decisions = 3, .distribution = {{u"MEALME"_s, u"MealMe"_s, {0.1, 0.2}}}, .at = kAt});
        roundTrip(Me {.name = u"ana"_s, .role = Role::Operator, .acts = {u"POST /ops/v1/x"_s}});
    }

    void wireNamesAndForms()
    {
        const QJsonObject json = toJson(decision());
        QCOMPARE(json["at"_L1].toString(), u"2026-01-01T00:00:00.123Z"_s);
        const QJsonArray candidates = json["candidates"_L1].toArray();
        QCOMPARE(candidates[0].toObject()["mode"_L1].toString(), u"estimated"_s);
        QVERIFY2(!candidates[1].toObject().contains("totalCents"_L1), "absent, not zero, without a quote");
        QCOMPARE(toJson(SettingView {.source = SettingSource::EnvFile})["source"_L1].toString(), u".env"_s);
    }

    void tolerance()
    {
        const auto request = fromJson<WhatIfRequest>({{"weights"_L1, QJsonObject {{"price"_L1, 0.5}}}, {"new"_L1, 1}});
        QVERIFY(request);
        QCOMPARE(request->weights.price, 0.5);
        QCOMPARE(request->weights.speed, 0.15);
        QCOMPARE(request->last, 1000);
    }

    void wrongTypesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("problem");
        QTest::newRow("text for number") << R"({"weights":{"price":"0.5"}})"_ba << u"weights.price must be a number"_s;
        QTest::newRow("fraction") << R"({"last":1.5})"_ba << u"last must be a whole number"_s;
        QTest::newRow("huge") << R"({"last":1e300})"_ba << u"last must be a whole number"_s;
        QTest::newRow("array") << R"({"weights":[]})"_ba << u"weights must be an object"_s;
    }

    void wrongTypesAreNamed()
    {
        QFETCH(QByteArray, json);
        const auto request = fromJson<WhatIfRequest>(QJsonDocument::fromJson(json).object());
        QVERIFY(!request);
        QCOMPARE(request.error().code, ErrorCode::InvalidInput);
        QTEST(request.error().text.text(), "problem");
    }

    void wrongWordsAndTimes()
    {
        QCOMPARE(fromJson<Me>({{"role"_L1, "god"_L1}}).error().text.text(), u"role is not one of the known words"_s);
        QCOMPARE(fromJson<Providers>({{"at"_L1, "noon"_L1}}).error().text.text(), u"at must be a time in UTC"_s);
        const QJsonObject bad {{"items"_L1, QJsonArray {QJsonObject {{"id"_L1, 1}}}}};
        QCOMPARE(fromJson<Providers>(bad).error().text.text(), u"items[0].id must be a string"_s);
    }

    void eventIds()
    {
        const EventId id {1'767'225'600'123, 42};
        QCOMPARE(id.toText(), "1767225600123.42"_ba);
        QCOMPARE(EventId::parse(id.toText()), id);
        for (const char *wrong : {"", ".", "1.", ".1", "a.1", "1.b", "1.-2", "1"})
            QVERIFY2(!EventId::parse(wrong), wrong);
        const StreamEvent event {"metrics", id, {{"a"_L1, "x\ny"_L1}}};
        QCOMPARE(event.toWire(), "event: metrics\nid: 1767225600123.42\ndata: {\"a\":\"x\\ny\"}\n\n"_ba);
    }
};

QTEST_GUILESS_MAIN(TstProtocol)
#include "tst_protocol.moc"
