#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/ops_client.h"
#include "backend/operator/protocol/providers.h"
#include "backend/operator/protocol/what_if.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;
using protocol::BeforeAfter;
using protocol::ProviderState;

namespace {

constexpr double kPercent = 100;
constexpr double kCents = 100;

int usage(const QString &problem)
{
    std::fprintf(stderr, "providers: %s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

QString percent(const std::optional<double> &share)
{
    return share ? u"%1 %"_s.arg(*share * kPercent, 0, 'f', 1) : QString();
}

QString ms(const std::optional<double> &time)
{
    return time ? u"%1 ms"_s.arg(*time, 0, 'f', 0) : QString();
}

QString stateOf(const ProviderState &provider)
{
    if (!provider.enabled)
        return u"off"_s;
    return provider.healthy ? u"healthy"_s : provider.reason;
}

int list(const bootstrap::Arguments &arguments)
{
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    const auto body = client->opsGet(u"/providers"_s);
    if (!body)
        return opsFailed(body.error());
    const auto providers = protocol::fromJson<protocol::Providers>(*body);
    if (arguments.has(u"json"_s) || !providers) {
        printJson(*body);
        return bootstrap::kExitDone;
    }
    const auto row = [](const QStringList &cells) {
        static constexpr std::array kWidths {16, 10, 18, 9, 8, 9, 9};
        QString line;
        for (qsizetype i = 0; i < cells.size(); ++i)
            line += column(cells[i], kWidths[size_t(i)]) + u' ';
        std::printf("%s\n", qUtf8Printable(line.trimmed()));
    };
    row({u"PROVIDER"_s, u"MODE"_s, u"STATE"_s, u"BREAKER"_s, u"ERRORS"_s, u"P95"_s, u"CHOSEN"_s});
    for (const ProviderState &provider : providers->items)
        row({provider.id, protocol::wordOf(provider.mode), stateOf(provider),
             protocol::wordOf(provider.breaker.state), percent(provider.errorShare), ms(provider.p95Ms),
             percent(provider.selectionShare)});
    return bootstrap::kExitDone;
}

/// `price=0.5,speed=0.2`; the error is a sentence.
std::expected<QJsonObject, QString> weightsOf(const QString &text)
{
    QJsonObject weights;
    const QJsonObject known = protocol::toJson(protocol::Weights());
    for (const QString &word : text.split(u',', Qt::SkipEmptyParts)) {
        const QString name = word.section(u'=', 0, 0).trimmed();
        bool isNumber = false;
        const double weight = word.section(u'=', 1).trimmed().toDouble(&isNumber);
        if (!known.contains(name))
            return std::unexpected(u"there is no weight '%1'; there are %2"_s.arg(name, known.keys().join(u", "_s)));
        if (!isNumber)
            return std::unexpected(u"'%1' is not NAME=NUMBER"_s.arg(word));
        weights.insert(name, weight);
    }
    if (weights.isEmpty())
        return std::unexpected(u"--weights is missing: price=0.5,speed=0.2"_s);
    return weights;
}

/// The weights that are not asked for stay as they are in force.
Result<QJsonObject> withPresent(OpsClient &client, const QJsonObject &asked)
{
    const auto present = client.opsPost(u"/providers/what-if"_s, {{"last"_L1, 1}});
    if (!present)
        return present;
    QJsonObject weights = (*present)["current"_L1].toObject();
    for (auto weight = asked.begin(); weight != asked.end(); ++weight)
        weights.insert(weight.key(), weight.value());
    return weights;
}

void printChange(const QString &what, const BeforeAfter &change, double unit, const char *suffix)
{
    std::printf("%s %10.2f → %10.2f %s\n", qUtf8Printable(column(what, 24)), change.before / unit, change.after / unit,
                suffix);
}

void print(const protocol::WhatIfAnswer &answer)
{
    std::printf("%d decisions replayed, %d with another winner\n", answer.decisions, answer.changed);
    for (const protocol::ShareChange &share : answer.distribution)
        printChange(share.name, share.share, 1 / kPercent, "%");
    printChange(u"mean total"_s, answer.meanTotalCents, kCents, "$");
    printChange(u"mean time"_s, answer.meanEtaMinutes, 1, "min");
    printChange(u"mean commission"_s, answer.meanCommissionCents, kCents, "$");
}

int whatIf(const bootstrap::Arguments &arguments)
{
    const auto asked = weightsOf(arguments.value(u"weights"_s));
    if (!asked)
        return usage(asked.error());
    bool isNumber = true;
    const int last = arguments.value(u"last"_s, u"1000"_s).toInt(&isNumber);
    if (!isNumber)
        return usage(u"--last must be a number"_s);
    auto client = OpsClient::open(arguments);
    if (!client)
        return opsFailed(client.error());
    const auto weights = withPresent(*client, *asked);
    if (!weights)
        return opsFailed(weights.error());
    const auto body = client->opsPost(u"/providers/what-if"_s, {{"weights"_L1, *weights}, {"last"_L1, last}});
    if (!body)
        return opsFailed(body.error());
    const auto answer = protocol::fromJson<protocol::WhatIfAnswer>(*body);
    if (arguments.has(u"json"_s) || !answer)
        printJson(*body);
    else
        print(*answer);
    return bootstrap::kExitDone;
}

} // namespace

bootstrap::Command providersListCommand()
{
    return {.name = u"providers list"_s,
            .help = u"State of every provider of a running gateway, last 15 minutes."_s,
            .options = opsOptions(),
            .run = list,
            .alias = u"providers"_s};
}

bootstrap::Command providersWhatIfCommand()
{
    return {.name = u"providers what-if"_s,
            .help = u"Replay the last decisions with other weights; changes nothing."_s,
            .options = opsOptions()
                + QList<QCommandLineOption> {
                    {u"weights"_s, u"price=0.5,speed=0.2; the others stay as they are in force."_s, u"LIST"_s},
                    {u"last"_s, u"How many decisions; 1000 by default."_s, u"N"_s}},
            .run = whatIf};
}

} // namespace signalbox::daemon
