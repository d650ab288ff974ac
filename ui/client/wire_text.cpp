#include "ui/client/wire_text.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace signalbox::client {

namespace {

/// Translations of this file live in this context.
struct WireText
{
    Q_DECLARE_TR_FUNCTIONS(WireText)
};

struct Args
{
    const QJsonObject &values;

    QString text(QLatin1StringView name) const { return values.value(name).toString(); }
    QString number(QLatin1StringView name, int decimals = 0) const
    {
        return QLocale().toString(values.value(name).toDouble(), 'f', decimals);
    }
    QString percent(QLatin1StringView name) const
    {
        const double share = values.value(name).toDouble() * 100;
        return QLocale().toString(share, 'f', share < 20 && share != std::floor(share) ? 1 : 0) + u" %"_s;
    }
};

QString providerText(const QString &code, const Args &args)
{
    if (code == "providerFails"_L1)
        return WireText::tr("%1 quotes fail %2 of the time (limit %3).")
            .arg(args.text("name"_L1), args.percent("share"_L1), args.percent("limit"_L1));
    if (code == "providerUnhealthy"_L1)
        return WireText::tr("%1 is not healthy: %2.").arg(args.text("name"_L1), args.text("reason"_L1));
    if (code == "providerSlow"_L1)
        return WireText::tr("%1 answers in %2 ms on average (limit %3 ms).")
            .arg(args.text("name"_L1), args.number("ms"_L1), args.number("limit"_L1));
    if (code == "noProvider"_L1)
        return WireText::tr("No provider can take orders.");
    return {};
}

QString loadText(const QString &code, const Args &args)
{
    if (code == "queueFull"_L1)
        return WireText::tr("Queue %1 holds %2 of %3.")
            .arg(args.text("queue"_L1), args.number("depth"_L1), args.number("limit"_L1));
    if (code == "bodyMemory"_L1)
        return WireText::tr("The memory for request bodies is %1 full.").arg(args.percent("share"_L1));
    if (code == "workersBusy"_L1)
        return WireText::tr("The workers are %1 busy.").arg(args.percent("share"_L1));
    if (code == "storeLag"_L1)
        return WireText::tr("The store is %1 ms behind (limit %2 ms).").arg(args.number("ms"_L1), args.number("limit"_L1));
    return {};
}

QString serviceText(const QString &code, const Args &args)
{
    if (code == "allWell"_L1)
        return WireText::tr("All is well: %1 requests per second.").arg(args.number("ratePerSec"_L1, 1));
    if (code == "quiet"_L1)
        return WireText::tr("All is well; no requests in the last minute.");
    if (code == "checkFailed"_L1)
        return WireText::tr("The check %1 fails.").arg(args.text("check"_L1));
    if (code == "draining"_L1)
        return WireText::tr("The gateway is shutting down and takes no new requests.");
    if (code == "serviceFails"_L1)
        return WireText::tr("%1 fails %2 of its requests (limit %3).")
            .arg(args.text("service"_L1), args.percent("share"_L1), args.percent("limit"_L1));
    if (code == "serviceSlow"_L1)
        return WireText::tr("%1 is slow: p95 is %2 ms (limit %3 ms).")
            .arg(args.text("service"_L1), args.number("ms"_L1), args.number("limit"_L1));
    if (code == "breakerOpen"_L1)
        return WireText::tr("The breaker of %1 is open.").arg(args.text("breaker"_L1));
    return {};
}

} // namespace

QString verdictText(const protocol::Verdict &verdict)
{
    const Args args {verdict.sentenceArgs};
    QString text = providerText(verdict.sentenceCode, args);
    if (text.isEmpty())
        text = loadText(verdict.sentenceCode, args);
    if (text.isEmpty())
        text = serviceText(verdict.sentenceCode, args);
    if (text.isEmpty())
        return verdict.sentence;
    if (!args.text("leader"_L1).isEmpty())
        text += u' ' + WireText::tr("Orders still route: %1 takes %2.").arg(args.text("leader"_L1), args.percent("leaderShare"_L1));
    if (const int others = verdict.sentenceArgs.value("others"_L1).toInt(); others > 0)
        text += u' ' + WireText::tr("Further findings: %1.").arg(others);
    return text;
}

QString filterProblemText(const protocol::FilterError &error)
{
    using protocol::FilterProblem;
    switch (error.problem) {
    case FilterProblem::UnknownField:
        return WireText::tr("there is no such field");
    case FilterProblem::MissingValue:
        return WireText::tr("a value is missing");
    case FilterProblem::NotANumber:
        return WireText::tr("this is not a number");
    case FilterProblem::NotATime:
        return WireText::tr("this is not a time");
    case FilterProblem::NotComparable:
        return WireText::tr("text cannot be compared with < or >");
    case FilterProblem::BadExpression:
        return WireText::tr("this is not a regular expression");
    case FilterProblem::UnclosedQuote:
        return WireText::tr("the quote is not closed");
    case FilterProblem::UnclosedGroup:
        return WireText::tr("the parenthesis is not closed");
    case FilterProblem::UnexpectedGroupEnd:
        return WireText::tr("this parenthesis closes nothing");
    case FilterProblem::MissingTerm:
        return WireText::tr("something is missing here");
    case FilterProblem::TooLong:
        return WireText::tr("the filter is too long");
    }
    return error.message;
}

QString roleText(protocol::Role role)
{
    switch (role) {
    case protocol::Role::Viewer:
        return WireText::tr("viewer");
    case protocol::Role::Approver:
        return WireText::tr("approver");
    case protocol::Role::Operator:
        return WireText::tr("operator");
    case protocol::Role::Admin:
        return WireText::tr("admin");
    }
    return {};
}

} // namespace signalbox::client
