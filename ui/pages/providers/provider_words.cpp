#include "ui/pages/providers/provider_words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace signalbox::pages {

namespace {

constexpr double kStrongPriority = 60;
constexpr double kStrong = 80;
constexpr double kFull = 100;

/// Translations of this file live in this context.
struct ProviderWords
{
    Q_DECLARE_TR_FUNCTIONS(ProviderWords)
};

struct Word
{
    QLatin1StringView code;
    const char *text;
};

QString wordFor(std::span<const Word> words, const QString &code)
{
    for (const Word &word : words) {
        if (word.code == code)
            return ProviderWords::tr(word.text);
    }
    return code;
}

} // namespace

QString shortName(const QString &name)
{
    return name.section(u' ', 0, 0);
}

QString quoteFailureText(const QString &code)
{
    static constexpr Word kWords[] {
        {"DISABLED"_L1, QT_TRANSLATE_NOOP("ProviderWords", "disabled")},
        {"TIMEOUT"_L1, QT_TRANSLATE_NOOP("ProviderWords", "timed out")},
        {"NETWORK_ERROR"_L1, QT_TRANSLATE_NOOP("ProviderWords", "cannot be reached")},
        {"RATE_LIMITED"_L1, QT_TRANSLATE_NOOP("ProviderWords", "limits our rate")},
        {"AUTH_FAILED"_L1, QT_TRANSLATE_NOOP("ProviderWords", "refuses the credentials")},
        {"HTTP_401"_L1, QT_TRANSLATE_NOOP("ProviderWords", "refuses the credentials")},
        {"MISSING_CREDENTIALS"_L1, QT_TRANSLATE_NOOP("ProviderWords", "credentials are missing")},
        {"NO_STORES"_L1, QT_TRANSLATE_NOOP("ProviderWords", "no store near the address")},
        {"NO_ITEMS_FOUND"_L1, QT_TRANSLATE_NOOP("ProviderWords", "has none of the items")},
        {"INVALID_RESPONSE"_L1, QT_TRANSLATE_NOOP("ProviderWords", "sent an unusable answer")},
        {"CONSTRAINT_NOT_MET"_L1, QT_TRANSLATE_NOOP("ProviderWords", "delivers later than asked")},
        {"CIRCUIT_OPEN"_L1, QT_TRANSLATE_NOOP("ProviderWords", "not asked: breaker open")},
    };
    if (code.startsWith("HTTP_"_L1) && code != "HTTP_401"_L1)
        return ProviderWords::tr("answers with status %1").arg(code.mid(5));
    return wordFor(kWords, code);
}

QString breakerCauseText(const QString &cause)
{
    static constexpr Word kWords[] {
        {"connection failures"_L1, QT_TRANSLATE_NOOP("ProviderWords", "connection failures")},
        {"time-outs"_L1, QT_TRANSLATE_NOOP("ProviderWords", "time-outs")},
        {"server errors"_L1, QT_TRANSLATE_NOOP("ProviderWords", "server errors")},
    };
    return wordFor(kWords, cause);
}

QString optimizeText(const QString &optimize)
{
    static constexpr Word kWords[] {
        {"balanced"_L1, QT_TRANSLATE_NOOP("ProviderWords", "balance")},
        {"price"_L1, QT_TRANSLATE_NOOP("ProviderWords", "price")},
        {"speed"_L1, QT_TRANSLATE_NOOP("ProviderWords", "speed")},
        {"margin"_L1, QT_TRANSLATE_NOOP("ProviderWords", "commission")},
        {"availability"_L1, QT_TRANSLATE_NOOP("ProviderWords", "availability")},
    };
    return wordFor(kWords, optimize);
}

QString modeText(protocol::ProviderMode mode)
{
    switch (mode) {
    case protocol::ProviderMode::Live:
        return ProviderWords::tr("live");
    case protocol::ProviderMode::Estimated:
        return ProviderWords::tr("estimated");
    case protocol::ProviderMode::Mock:
        break;
    }
    return ProviderWords::tr("mock");
}

QString whyText(const protocol::Candidate &candidate)
{
    if (!candidate.breakdown)
        return candidate.errorCode.isEmpty() ? candidate.errorMessage : quoteFailureText(candidate.errorCode);
    const protocol::ScoreBreakdown &parts = *candidate.breakdown;
    QStringList strong;
    if (parts.priorityScore >= kStrongPriority)
        strong += ProviderWords::tr("preferred partner");
    if (parts.priceScore > kStrong)
        strong += ProviderWords::tr("low price");
    if (parts.speedScore > kStrong)
        strong += ProviderWords::tr("fast delivery");
    if (parts.availabilityScore >= kFull)
        strong += ProviderWords::tr("every item available");
    else if (parts.availabilityScore > kStrong)
        strong += ProviderWords::tr("most items available");
    if (parts.marginScore > kStrong)
        strong += ProviderWords::tr("good terms");
    if (parts.reliabilityScore > kStrong)
        strong += ProviderWords::tr("reliable delivery");
    return strong.isEmpty() ? ProviderWords::tr("no strong side") : QLocale().createSeparatedList(strong);
}

} // namespace signalbox::pages
