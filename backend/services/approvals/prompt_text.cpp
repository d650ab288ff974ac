#include "backend/services/approvals/prompt_text.h"

#include "backend/platform/core/json_writer.h"

#include <QRegularExpression>

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLeastLimit = 800;
constexpr qsizetype kMaxVariable = 1600;
/// Room for `(999/999)` and LF.
constexpr qsizetype kPartHeading = 10;
constexpr QLatin1StringView kQuote = "> "_L1;

bool isHidden(char16_t c, bool oneLine)
{
    if (c == u'\n')
        return oneLine;
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
        || c == 0xfffe || c == 0xffff;
}

QString label(const QString &id, int revision)
{
    return revision > 1 ? id + u'@' + QString::number(revision) : id;
}

QStringList quotedLines(const QString &text)
{
    QStringList lines = visibleText(text).split(u'\n');
    for (QString &line : lines)
        line.prepend(kQuote);
    return lines;
}

QString joinedFlags(const QStringList &flags)
{
    return visibleText(flags.join(", "_L1), true);
}

QString expiryLine(const PromptContent &prompt, core::WallTime now)
{
    using std::chrono::minutes;
    const auto left = std::max(std::chrono::ceil<minutes>(prompt.deadlineAt - now), minutes(0));
    const QString time = QString::fromLatin1(core::isoUtc(prompt.deadlineAt).mid(11, 5));
    return u"Expires: "_s + time + u" UTC (in "_s + QString::number(left.count()) + u" min)"_s;
}

/// The blocks of a prompt (section 6), with the empty lines between them.
struct Blocks
{
    QStringList about; ///< up to the text and the link, all that may be spread over parts
    QStringList commands;
    QStringList risks; ///< empty without flags
};

Blocks blocksOf(const PromptContent &prompt, bool whatsapp, core::WallTime now)
{
    const QString id = label(prompt.id, prompt.revision);
    const auto bold = [whatsapp](const QString &text) -> QString { return whatsapp ? u'*' + text + u'*' : text; };
    const auto code = [whatsapp](const QString &text) -> QString { return whatsapp ? u'`' + text + u'`' : text; };

    Blocks blocks;
    QStringList &about = blocks.about;
    if (prompt.repeat)
        about << u"(repeat)"_s;
    about << u"🤖 "_s + bold(visibleText(prompt.title, true)) << QString() << u"ID: "_s + code(id)
          << u"Platform: "_s + prompt.platform.toUpper() << u"Persona: "_s + prompt.persona << expiryLine(prompt, now);
    if (prompt.need > 1)
        about << u"Approvals: "_s + QString::number(prompt.have) + u" of "_s + QString::number(prompt.need);
    if (!prompt.editedBy.isEmpty())
        about << u"Edited by "_s + visibleText(prompt.editedBy, true);
    about << QString() << (whatsapp ? u"*Proposed Reply:*"_s : u"Proposed:"_s);
    about += quotedLines(prompt.text);
    about << QString() << (whatsapp ? u"*Context:* "_s : u"Link: "_s) + visibleText(prompt.contextUrl, true)
          << QString();

    blocks.commands << (whatsapp ? u"Reply with:"_s : u"Commands:"_s);
    blocks.commands << u"• "_s + code(u"approve "_s + id) + (whatsapp ? u" to post"_s : QString());
    if (prompt.allowEdit)
        blocks.commands << u"• "_s + code(u"edit "_s + id + (whatsapp ? u": <new text>"_s : u": <text>"_s))
                + (whatsapp ? u" to modify"_s : QString());
    blocks.commands << u"• "_s + code(u"skip "_s + id) + (whatsapp ? u" to ignore"_s : QString());
    if (!prompt.riskFlags.isEmpty())
        blocks.risks << (whatsapp ? u"⚠️ *Risks:* "_s : u"Risks: "_s) + joinedFlags(prompt.riskFlags);
    return blocks;
}

/// How much of `text` may stand before a cut of at most `most` units: behind a space if there is one in the second
/// half, never inside a surrogate pair.
qsizetype cutBefore(QStringView text, qsizetype most)
{
    if (text.size() <= most)
        return text.size();
    const qsizetype space = text.left(most).lastIndexOf(u' ');
    if (space >= most / 2)
        return space + 1;
    return text[most].isLowSurrogate() && text[most - 1].isHighSurrogate() ? most - 1 : most;
}

/// `line` in pieces of at most `most` units. Pieces of a quoted line are quoted too, others go on behind `… `, so that
/// no piece looks like a line of its own.
QStringList pieces(const QString &line, qsizetype most)
{
    const bool quoted = line.startsWith(kQuote);
    QString prefix = quoted ? QString(kQuote) : QString();
    QStringList list;
    QStringView rest = QStringView(line).mid(prefix.size());
    do {
        const qsizetype cut = cutBefore(rest, most - prefix.size());
        list << prefix + rest.left(cut);
        rest = rest.mid(cut);
        if (!quoted)
            prefix = u"… "_s;
    } while (!rest.isEmpty());
    return list;
}

/// Fills parts with lines, as many as fit into each.
class PartFiller
{
public:
    explicit PartFiller(qsizetype room) : m_room(room) { }

    void add(const QStringList &lines)
    {
        for (const QString &line : lines) {
            for (const QString &piece : pieces(line, m_room))
                addLines({piece});
        }
    }

    /// Lines that stay together when they fit into one part.
    void addLines(const QStringList &lines)
    {
        const QString text = lines.join(u'\n');
        if (m_started && m_parts.last().size() + 1 + text.size() <= m_room) {
            m_parts.last() += u'\n' + text;
            return;
        }
        if (text.isEmpty())
            return;
        m_parts << text;
        m_started = true;
    }

    /// Headed `(1/n)` when there are several.
    QStringList parts() const
    {
        if (m_parts.size() < 2)
            return m_parts;
        QStringList headed;
        for (const QString &part : m_parts)
            headed << u'(' + QString::number(headed.size() + 1) + u'/' + QString::number(m_parts.size()) + u")\n"_s
                    + part;
        return headed;
    }

private:
    qsizetype m_room;
    QStringList m_parts;
    bool m_started = false;
};

QStringList joined(const Blocks &blocks)
{
    QStringList lines = blocks.about + blocks.commands;
    if (!blocks.risks.isEmpty())
        lines << QString() << blocks.risks;
    return lines;
}

/// Cut to `most` units with `…` at the end.
bool cutVariable(QString &text, qsizetype most)
{
    if (text.size() <= most)
        return false;
    qsizetype cut = most - 1;
    if (text[cut].isLowSurrogate())
        --cut;
    text = text.left(cut) + u'…';
    return true;
}

} // namespace

PromptContent promptContent(const Candidate &candidate, const QString &title, int have)
{
    return {.title = title,
            .id = candidate.id,
            .revision = candidate.revision,
            .platform = candidate.platform,
            .persona = candidate.persona,
            .text = candidate.currentText,
            .contextUrl = candidate.contextUrl,
            .riskFlags = candidate.riskFlags,
            .deadlineAt = candidate.deadlineAt,
            .have = have,
            .need = candidate.requiredApprovals,
            .editedBy = candidate.editedBy,
            .allowEdit = candidate.allowEdit};
}

QStringList promptBodies(const PromptContent &prompt, Channel channel, core::WallTime now, qsizetype limit)
{
    const bool whatsapp = channel == Channel::WhatsApp;
    const Blocks blocks = blocksOf(prompt, whatsapp, now);
    const QString whole = joined(blocks).join(u'\n');
    const qsizetype most = std::clamp(limit, kLeastLimit, kMaxMessageUnits);
    if (!whatsapp || whole.size() <= most)
        return {whole};

    PartFiller filler(most - kPartHeading);
    filler.add(blocks.about);
    QStringList last = blocks.commands;
    if (!blocks.risks.isEmpty()) {
        // The commands stand in the last part only; risks too long to follow them there come before them.
        const QStringList both = last + QStringList {QString()} + blocks.risks;
        if (both.join(u'\n').size() <= most - kPartHeading)
            last = both;
        else
            filler.add(blocks.risks + QStringList {QString()});
    }
    filler.addLines(last);
    return filler.parts();
}

QStringList shownText(const QString &id, int revision, const QString &text, qsizetype limit)
{
    PartFiller filler(std::clamp(limit, kLeastLimit, kMaxMessageUnits) - kPartHeading);
    filler.add(QStringList {u"Text of "_s + label(id, revision) + u':'} + quotedLines(text));
    return filler.parts();
}

QByteArray TemplateVariables::json() const
{
    JsonWriter json;
    json.beginObject();
    for (size_t i = 0; i < values.size(); ++i)
        json.member(QByteArray::number(i + 1), values[i]);
    json.endObject();
    return json.take();
}

TemplateVariables templateVariables(const PromptContent &prompt)
{
    static const QRegularExpression spaces(u" {2,}"_s);
    const auto flat = [](const QString &text) -> QString {
        QString line = visibleText(text).replace("\n"_L1, " / "_L1).replace(spaces, u" "_s).trimmed();
        return line;
    };
    const QString risks = flat(prompt.riskFlags.join(", "_L1));
    TemplateVariables variables;
    variables.values = {label(prompt.id, prompt.revision),
                        prompt.platform.toUpper(),
                        prompt.persona,
                        flat(prompt.text),
                        flat(prompt.contextUrl),
                        risks.isEmpty() ? u"none"_s : risks};
    for (size_t i = 0; i < variables.values.size(); ++i) {
        if (cutVariable(variables.values[i], kMaxVariable) && i == 3)
            variables.textCut = true;
    }
    return variables;
}

TemplateVariables shortened(TemplateVariables variables)
{
    const auto longest = std::max_element(variables.values.begin() + 3, variables.values.end(),
                                          [](const QString &a, const QString &b) { return a.size() < b.size(); });
    if (longest->size() < 2)
        return variables;
    const bool cut = cutVariable(*longest, std::max(qsizetype(2), longest->size() * 3 / 4));
    variables.textCut = variables.textCut || (cut && longest == variables.values.begin() + 3);
    return variables;
}

QString visibleText(const QString &text, bool oneLine)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        if (isHidden(c.unicode(), oneLine))
            shown += u"<U+"_s + QString::number(c.unicode(), 16).toUpper().rightJustified(4, u'0') + u'>';
        else
            shown += c;
    }
    return shown;
}

} // namespace signalbox::approvals
