#include "ui/pages/overview/state_sentence.h"

#include "ui/kit/formats.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

QString percent(const QJsonObject &args, QLatin1StringView name)
{
    return kit::formatPercent(args[name].toDouble());
}

QString duration(const QJsonObject &args, QLatin1StringView name)
{
    return kit::formatDuration(args[name].toDouble());
}

} // namespace

QString StateSentence::aboutProvider(const QString &code, const QJsonObject &args)
{
    const QString name = args["name"_L1].toString();
    QString sentence;
    if (code == "providerFails"_L1)
        sentence = tr("%1 quotes fail %2 of the time (limit %3).").arg(name, percent(args, "share"_L1), percent(args, "limit"_L1));
    else if (code == "providerUnhealthy"_L1)
        sentence = tr("%1 is not healthy: %2.").arg(name, args["reason"_L1].toString());
    else if (code == "providerSlow"_L1)
        sentence = tr("%1 needs %2 for a quote (limit %3).").arg(name, duration(args, "ms"_L1), duration(args, "limit"_L1));
    if (!sentence.isEmpty() && args.contains("leader"_L1))
        sentence += u' ' + tr("Orders still route: %1 takes %2.").arg(args["leader"_L1].toString(), percent(args, "leaderShare"_L1));
    return sentence;
}

QString StateSentence::aboutLoad(const QString &code, const QJsonObject &args)
{
    if (code == "breakerOpen"_L1)
        return tr("The breaker of %1 is open.").arg(args["breaker"_L1].toString());
    if (code == "queueFull"_L1)
        return tr("The queue %1 is nearly full: %2 of %3.")
            .arg(args["queue"_L1].toString(), kit::formatNumber(args["depth"_L1].toDouble()), kit::formatNumber(args["limit"_L1].toDouble()));
    if (code == "bodyMemory"_L1)
        return tr("Request bodies fill %1 of their memory.").arg(percent(args, "share"_L1));
    if (code == "workersBusy"_L1)
        return tr("The workers are busy %1 of the time.").arg(percent(args, "share"_L1));
    if (code == "storeLag"_L1)
        return tr("The store is %1 behind (limit %2).").arg(duration(args, "ms"_L1), duration(args, "limit"_L1));
    return {};
}

QString StateSentence::about(const QString &code, const QJsonObject &args)
{
    if (code == "allWell"_L1)
        return tr("%1 requests a second, all within their limits.").arg(kit::formatNumber(args["ratePerSec"_L1].toDouble(), 1));
    if (code == "quiet"_L1)
        return tr("No requests in the last minute.");
    if (code == "draining"_L1)
        return tr("The gateway finishes its requests and stops.");
    if (code == "checkFailed"_L1)
        return tr("The check %1 fails.").arg(args["check"_L1].toString());
    if (code == "noProvider"_L1)
        return tr("No provider gives quotes.");
    if (code == "serviceFails"_L1)
        return tr("%1 fails %2 of its requests (limit %3).")
            .arg(args["service"_L1].toString(), percent(args, "share"_L1), percent(args, "limit"_L1));
    if (code == "serviceSlow"_L1)
        return tr("%1 is slow: p95 is %2 (limit %3).")
            .arg(args["service"_L1].toString(), duration(args, "ms"_L1), duration(args, "limit"_L1));
    const QString provider = aboutProvider(code, args);
    return provider.isEmpty() ? aboutLoad(code, args) : provider;
}

QString StateSentence::of(const protocol::Verdict &verdict)
{
    QString sentence = about(verdict.sentenceCode, verdict.sentenceArgs);
    if (sentence.isEmpty())
        return verdict.sentence;
    if (const int others = verdict.sentenceArgs["others"_L1].toInt(); others > 0)
        sentence += u' ' + tr("%n more finding(s).", nullptr, others);
    return sentence;
}

} // namespace signalbox::pages
