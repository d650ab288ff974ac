#include "backend/services/approvals/reply_grammar.h"

#include "backend/services/approvals/reply_text.h"

#include <algorithm>
#include <array>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestId = 128;
constexpr qsizetype kLongestReason = 500;

constexpr std::array<std::pair<QLatin1StringView, Verb>, 12> kVerbs = {{{"approve"_L1, Verb::Approve},
                                                                       {"approved"_L1, Verb::Approve},
                                                                       {"ok"_L1, Verb::Approve},
                                                                       {"yes"_L1, Verb::Approve},
                                                                       {"skip"_L1, Verb::Skip},
                                                                       {"reject"_L1, Verb::Skip},
                                                                       {"decline"_L1, Verb::Skip},
                                                                       {"no"_L1, Verb::Skip},
                                                                       {"edit"_L1, Verb::Edit},
                                                                       {"revise"_L1, Verb::Edit},
                                                                       {"show"_L1, Verb::Show},
                                                                       {"help"_L1, Verb::Help}}};

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isWsp(QChar c)
{
    return c == u' ' || c == u'\t';
}

/// ASCII only: other alphabets have letters that fold onto ours.
bool equalButForCase(QStringView a, QStringView b)
{
    const auto fold = [](QChar c) { return c >= u'A' && c <= u'Z' ? QChar(c.unicode() + 0x20) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [fold](QChar x, QChar y) { return fold(x) == fold(y); });
}

/// `word` holds ASCII letters only.
std::optional<Verb> verbOf(QStringView word)
{
    const auto row = std::find_if(kVerbs.begin(), kVerbs.end(), [word](const auto &any) {
        return word.compare(any.first, Qt::CaseInsensitive) == 0;
    });
    return row == kVerbs.end() ? std::nullopt : std::optional(row->second);
}

/// A part of the normalised message.
struct Range
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

Range trimmed(const QString &text, Range range)
{
    while (range.begin < range.end && text[range.begin].isSpace())
        ++range.begin;
    while (range.begin < range.end && text[range.end - 1].isSpace())
        --range.end;
    return range;
}

/// Without the backticks or asterisks around it that come from copying a line of the prompt.
Range unwrapped(const QString &text, Range range)
{
    range = trimmed(text, range);
    while (range.end - range.begin >= 2) {
        const QChar first = text[range.begin];
        if ((first != u'`' && first != u'*') || text[range.end - 1] != first)
            break;
        range = trimmed(text, {range.begin + 1, range.end - 1});
    }
    return range;
}

/// Reads one command out of a range that it must fill. Without a context a command names its candidate.
class CommandReader
{
public:
    CommandReader(const ReplyText &text, Range range, bool hasContext)
        : m_text(text), m_all(text.normal()), m_at(range.begin), m_end(range.end), m_hasContext(hasContext)
    {
    }

    Reply read()
    {
        if (const auto sign = readSign())
            return Command {.verb = *sign};
        if (view() == u"?")
            return Command {.verb = Verb::Help};
        const qsizetype start = m_at;
        while (m_at < m_end && isLetter(m_all[m_at]))
            ++m_at;
        const auto verb = verbOf(QStringView(m_all).mid(start, m_at - start));
        if (!verb)
            return NotACommand();
        if (*verb == Verb::Help)
            return m_at == m_end ? Reply(Command {.verb = Verb::Help}) : Reply(NotACommand());

        const qsizetype behindVerb = m_at;
        if (skipWsp() > 0) {
            if (const auto target = readTarget())
                return readRest(*verb, target);
        }
        if (!m_hasContext)
            return NotACommand();
        m_at = behindVerb;
        return readRest(*verb, std::nullopt);
    }

private:
    QStringView view() const { return QStringView(m_all).mid(m_at, m_end - m_at); }
    bool at(QChar c) const { return m_at < m_end && m_all[m_at] == c; }

    qsizetype skipWsp()
    {
        const qsizetype start = m_at;
        while (m_at < m_end && isWsp(m_all[m_at]))
            ++m_at;
        return m_at - start;
    }

    void skipMark()
    {
        if (m_at < m_end && "`*\"<>"_L1.contains(m_all[m_at]))
            ++m_at;
    }

    /// Thumbs and marks, in any skin tone. Variation selectors are gone already.
    std::optional<Verb> readSign() const
    {
        QStringView sign = view();
        if (!m_hasContext || sign.isEmpty())
            return std::nullopt;
        if (sign == u"✅")
            return Verb::Approve;
        if (sign == u"❌")
            return Verb::Skip;
        if (sign.size() == 4 && sign[2] == QChar(0xd83c) && sign[3] >= QChar(0xdffb) && sign[3] <= QChar(0xdfff))
            sign = sign.left(2);
        if (sign == u"👍")
            return Verb::Approve;
        return sign == u"👎" ? std::optional(Verb::Skip) : std::nullopt;
    }

    std::optional<Target> readTarget()
    {
        skipMark();
        const qsizetype start = m_at;
        while (m_at < m_end && (isLetter(m_all[m_at]) || isDigit(m_all[m_at]) || at(u'_') || at(u'-')))
            ++m_at;
        if (m_at == start || m_at - start > kLongestId)
            return std::nullopt;
        Target target {.id = m_all.mid(start, m_at - start)};
        if (at(u'@')) {
            const qsizetype digits = ++m_at;
            while (m_at < m_end && isDigit(m_all[m_at]))
                ++m_at;
            if (m_at == digits || m_at - digits > 3)
                return std::nullopt;
            target.revision = QStringView(m_all).mid(digits, m_at - digits).toInt();
        }
        skipMark();
        return target;
    }

    Reply readRest(Verb verb, std::optional<Target> target)
    {
        switch (verb) {
        case Verb::Approve:
            if (at(u'.') || at(u'!'))
                ++m_at;
            break;
        case Verb::Skip:
            return readReason(std::move(target));
        case Verb::Edit:
            return readEdit(std::move(target));
        case Verb::Show:
        case Verb::Help:
            break;
        }
        return m_at == m_end ? Reply(Command {.verb = verb, .target = std::move(target)}) : Reply(NotACommand());
    }

    Reply readReason(std::optional<Target> target)
    {
        Command command {.verb = Verb::Skip, .target = std::move(target)};
        if (m_at == m_end)
            return command;
        skipWsp();
        if (!at(u':') || m_at + 1 == m_end)
            return NotACommand();
        command.text = leftCodePoints(m_all.mid(m_at + 1, m_end - m_at - 1).trimmed(), kLongestReason);
        return command;
    }

    Reply readEdit(std::optional<Target> target)
    {
        skipWsp();
        if (m_at == m_end)
            return EditAnnounced {target.value_or(Target())};
        if (!at(u':') && !at(u'\n'))
            return NotACommand();
        const QString text = m_text.typed(m_at + 1, m_end);
        if (text.isEmpty())
            return EmptyEdit {target.value_or(Target())};
        return Command {.verb = Verb::Edit, .target = std::move(target), .text = text};
    }

    const ReplyText &m_text;
    const QString &m_all;
    qsizetype m_at;
    qsizetype m_end;
    bool m_hasContext;
};

bool isCommand(const Reply &reply)
{
    return !std::holds_alternative<NotACommand>(reply);
}

bool isEdit(const Reply &reply)
{
    const auto *command = std::get_if<Command>(&reply);
    return (command && command->verb == Verb::Edit) || std::holds_alternative<EmptyEdit>(reply);
}

Reply readRange(const ReplyText &text, Range range, bool hasContext)
{
    return CommandReader(text, unwrapped(text.normal(), range), hasContext).read();
}

/// Two or more lines, each of them a command by itself?
bool isSeveralCommands(const ReplyText &text, bool hasContext)
{
    const QString &all = text.normal();
    int commands = 0;
    for (qsizetype begin = 0; begin <= all.size();) {
        const qsizetype lineFeed = all.indexOf(u'\n', begin);
        const Range line = trimmed(all, {begin, lineFeed < 0 ? all.size() : lineFeed});
        begin = lineFeed < 0 ? all.size() + 1 : lineFeed + 1;
        if (line.begin == line.end)
            continue;
        if (!isCommand(readRange(text, line, hasContext)))
            return false;
        ++commands;
    }
    return commands > 1;
}

Reply readMessage(const ReplyText &text, bool hasContext)
{
    Reply whole = readRange(text, {0, text.normal().size()}, hasContext);
    if (isEdit(whole))
        return whole;
    return isSeveralCommands(text, hasContext) ? Reply(Ambiguous()) : whole;
}

/// `verb:id@rev` of a template's button.
struct Button
{
    Verb verb = Verb::Help;
    Target target;
};

std::optional<Button> readButton(const QString &payload)
{
    const qsizetype colon = payload.indexOf(u':');
    if (colon < 1 || payload.contains(u'\n'))
        return std::nullopt;
    const QString words = payload.left(colon) + u' ' + payload.mid(colon + 1);
    const ReplyText text(words);
    const Reply reply = CommandReader(text, {0, text.normal().size()}, false).read();
    if (const auto *edit = std::get_if<EditAnnounced>(&reply))
        return Button {Verb::Edit, edit->target};
    const auto *command = std::get_if<Command>(&reply);
    if (!command || !command->target || !command->text.isEmpty())
        return std::nullopt;
    return Button {command->verb, *command->target};
}

/// Both as one, or nothing when they speak of different things.
std::optional<Target> agreed(const Target &a, const Target &b)
{
    if (!equalButForCase(a.id, b.id) || (a.revision && b.revision && a.revision != b.revision))
        return std::nullopt;
    return Target {.id = a.id, .revision = a.revision ? a.revision : b.revision};
}

/// The candidate that the surroundings of a message name.
struct Surroundings
{
    std::optional<Target> target = {};
    std::optional<Verb> button = {};
    bool contradictory = false;
};

Surroundings surroundingsOf(const ReplyContext &context)
{
    Surroundings found;
    if (context.mode == BareReplyMode::Off)
        return found;
    found.target = context.quoted;
    if (const auto button = readButton(context.buttonPayload)) {
        found.button = button->verb;
        if (found.target) {
            found.target = agreed(button->target, *found.target);
            found.contradictory = !found.target;
        } else {
            found.target = button->target;
        }
    }
    return found;
}

/// `reply` as the button means it.
Reply pressed(Reply reply, Verb verb)
{
    if (!isCommand(reply))
        return verb == Verb::Edit ? Reply(EditAnnounced()) : Reply(Command {.verb = verb});
    const auto *command = std::get_if<Command>(&reply);
    const bool announced = std::holds_alternative<EditAnnounced>(reply) || std::holds_alternative<EmptyEdit>(reply);
    const bool same = command ? command->verb == verb : announced && verb == Verb::Edit;
    return same ? reply : Reply(Ambiguous());
}

/// The target a reply is left with: its own, completed by the surroundings; nothing when the two disagree.
std::optional<Target> bound(const std::optional<Target> &own, const Surroundings &around,
                            const std::optional<Target> &onlyOpen)
{
    if (own && !own->id.isEmpty())
        return around.target ? agreed(*own, *around.target) : own;
    return around.target ? around.target : onlyOpen;
}

} // namespace

Reply parseReply(const QString &message, const ReplyContext &context)
{
    const ReplyText text(message);
    if (!text.isClean())
        return NotACommand();
    const Surroundings around = surroundingsOf(context);
    const std::optional<Target> onlyOpen =
        context.mode == BareReplyMode::Single && !around.contradictory ? context.onlyOpen : std::nullopt;

    Reply reply = readMessage(text, around.target || onlyOpen);
    if (around.button)
        reply = pressed(std::move(reply), *around.button);
    if (std::holds_alternative<NotACommand>(reply) || std::holds_alternative<Ambiguous>(reply))
        return reply;
    if (around.contradictory)
        return Ambiguous();
    if (auto *command = std::get_if<Command>(&reply)) {
        if (command->verb == Verb::Help)
            return reply;
        command->target = bound(command->target, around, onlyOpen);
        return command->target ? reply : Reply(Ambiguous());
    }
    if (auto *empty = std::get_if<EmptyEdit>(&reply)) {
        const auto target = bound(empty->target, around, onlyOpen);
        return target ? Reply(EmptyEdit {*target}) : Reply(Ambiguous());
    }
    const auto target = bound(std::get<EditAnnounced>(reply).target, around, onlyOpen);
    return target ? Reply(EditAnnounced {*target}) : Reply(Ambiguous());
}

std::optional<Target> onlyOpenFor(const std::vector<OpenSpan> &spans, core::WallTime now)
{
    const core::WallTime since = now - std::chrono::seconds(60);
    std::optional<Target> only;
    for (const OpenSpan &span : spans) {
        if (span.from > now || (span.until && *span.until <= since))
            continue;
        if (span.until || only)
            return std::nullopt;
        only = Target {.id = span.id};
    }
    return only;
}

std::optional<QString> idInOtherCase(const QString &written, const QStringList &openToSender)
{
    std::optional<QString> found;
    for (const QString &id : openToSender) {
        if (!equalButForCase(id, written))
            continue;
        if (found)
            return std::nullopt;
        found = id;
    }
    return found;
}

} // namespace signalbox::approvals
