#include "backend/sandbox/owner_script.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestEdit = 190;

template <class List>
QString pick(const List &list, std::mt19937 &random)
{
    return list[std::uniform_int_distribution<size_t>(0, list.size() - 1)(random)];
}

QString approval(const SeenPrompt &prompt, bool quoted, std::mt19937 &random)
{
    static const std::array bare {u"👍"_s, u"yes"_s, u"ok"_s, u"Approve"_s, u"✅"_s};
    static const std::array full {u"approve %1"_s, u"Approve %1"_s, u"approve %1."_s, u"ok %1"_s, u"yes `%1`"_s,
                                  u"  approved   %1 "_s};
    return quoted ? pick(bare, random) : pick(full, random).arg(prompt.label);
}

QString edit(const SeenPrompt &prompt, std::mt19937 &random)
{
    static const std::array forms {u"edit %1: %2"_s, u"Edit %1:\n%2"_s, u"revise %1: %2"_s};
    static const std::array rewrites {u"Thanks for asking! The short answer is yes, and the docs have the details."_s,
                                      u"Good question. We are looking into it and will come back here today."_s,
                                      u"Happy to help: write to support and mention this thread."_s};
    const bool shortEnough = !prompt.text.isEmpty() && prompt.text.size() + 20 < kLongestEdit;
    QString text = pick(rewrites, random);
    if (shortEnough && std::bernoulli_distribution(0.6)(random))
        text = prompt.text + u" Thanks for asking!"_s;
    return pick(forms, random).arg(prompt.label, text);
}

QString nonsense(const SeenPrompt &prompt, std::mt19937 &random)
{
    static const std::array forms {u"what is this?"_s, u"approve"_s, u"call me later"_s, u"edit %1"_s,
                                   u"approve %1 but drop the link"_s, u"post it"_s};
    const QString form = pick(forms, random);
    return form.contains("%1"_L1) ? form.arg(prompt.label) : form;
}

QString quotedText(const QStringList &lines)
{
    QStringList text;
    for (const QString &line : lines) {
        if (line.startsWith("> "_L1))
            text << line.mid(2);
    }
    return text.join(u'\n');
}

} // namespace

std::optional<SeenPrompt> readPrompt(const QString &message)
{
    static const QRegularExpression command(u"^• `?(approve|edit) ([A-Za-z0-9][A-Za-z0-9_-]*(?:@[0-9]{1,3})?)"_s);
    SeenPrompt prompt;
    const QStringList lines = message.split(u'\n');
    for (const QString &line : lines) {
        const auto match = command.match(line);
        if (match.captured(1) == u"approve")
            prompt.label = match.captured(2);
        prompt.mayEdit = prompt.mayEdit || match.captured(1) == u"edit";
    }
    if (prompt.label.isEmpty())
        return std::nullopt;
    prompt.text = quotedText(lines);
    return prompt;
}

std::optional<QString> reactionTo(const QString &message)
{
    static const QRegularExpression asked(u"\\bsend (show [A-Za-z0-9_-]+) first"_s);
    static const QRegularExpression shown(u"(?:^|\\n)Text of ([A-Za-z0-9_-]+(?:@[0-9]{1,3})?):\\n"_s);
    if (const auto match = asked.match(message); match.hasMatch())
        return match.captured(1);
    if (const auto match = shown.match(message); match.hasMatch())
        return u"approve "_s + match.captured(1);
    return std::nullopt;
}

Mood moodFrom(std::mt19937 &random)
{
    static constexpr std::array kShares {54.0, 16.0, 11.0, 8.0, 11.0};
    static constexpr std::array kMoods {Mood::Approve, Mood::Edit, Mood::Skip, Mood::Nonsense, Mood::Silence};
    return kMoods[std::discrete_distribution<size_t>(kShares.begin(), kShares.end())(random)];
}

QString wordsFor(Mood mood, const SeenPrompt &prompt, bool quoted, std::mt19937 &random)
{
    static const std::array skips {u"skip %1"_s, u"no %1"_s, u"Skip %1: not our tone"_s, u"reject %1"_s};
    switch (mood) {
    case Mood::Approve:
        return approval(prompt, quoted, random);
    case Mood::Edit:
        return prompt.mayEdit ? edit(prompt, random) : approval(prompt, quoted, random);
    case Mood::Skip:
        return pick(skips, random).arg(prompt.label);
    case Mood::Nonsense:
        return nonsense(prompt, random);
    case Mood::Silence:
        break;
    }
    return {};
}

} // namespace signalbox::sandbox
