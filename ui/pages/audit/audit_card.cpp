#include "ui/pages/audit/audit_card.h"

#include "ui/client/wire_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"
#include "ui/pages/audit/audit_rows.h"
#include "ui/pages/audit/text_diff.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTextCursor>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

QLabel *makeText(kit::Tone tone)
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    kit::setTone(label, tone);
    return label;
}

/// A reason or a target may be longer than the card is high.
QScrollArea *makeScroll(QLabel *label)
{
    auto *area = new QScrollArea;
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    label->setObjectName(u"pageBody"_s);
    area->setWidget(label);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

/// Lines may break anywhere in it: a hash is wider than the card.
QString breakable(const QString &hash)
{
    QString text;
    for (qsizetype i = 0; i < hash.size(); i += 8)
        text += hash.sliced(i, std::min<qsizetype>(8, hash.size() - i)) + u'\u200b';
    return text;
}

} // namespace

AuditCard::AuditCard(client::Facets &facets, QWidget *parent)
    : Card({}, parent)
    , m_facets(facets)
    , m_badge(new kit::StateBadge)
    , m_facts(makeText(kit::Tone::Normal))
    , m_diffName(makeText(kit::Tone::Small))
    , m_diff(new QPlainTextEdit)
    , m_chain(makeText(kit::Tone::Muted))
{
    m_diff->setReadOnly(true);
    m_diff->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_diff->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_diff->setTabChangesFocus(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::kCardPadding);
    auto *facts = new QVBoxLayout;
    facts->addWidget(m_badge);
    facts->addWidget(makeScroll(m_facts), 1);
    auto *change = new QVBoxLayout;
    change->addWidget(m_diffName);
    change->addWidget(m_diff, 1);
    row->addLayout(facts, 1);
    row->addLayout(change, 1);
    body()->addLayout(row, 1);
    body()->addWidget(m_chain);
}

void AuditCard::show(const std::optional<protocol::AuditEntry> &entry)
{
    if (entry == m_entry && entry)
        return;
    m_entry = entry;
    m_previous.reset();
    ++m_asked;
    if (entry) {
        m_facets.audit.hashBefore(this, entry->id, [this, asked = m_asked](const Result<QString> &hash) {
            if (asked != m_asked || !hash)
                return;
            m_previous = *hash;
            showChain();
        });
    }
    showFacts();
    showDiff();
    showChain();
}

void AuditCard::showFacts()
{
    setTitle(m_entry ? tr("Entry %1").arg(m_entry->id) : tr("No entry chosen"));
    m_badge->setVisible(m_entry.has_value());
    if (!m_entry) {
        m_facts->setText(tr("Choose one to see what it changed."));
        return;
    }
    m_badge->setHealth(outcomeHealth(m_entry->outcome),
                       AuditRows::outcome(m_entry->outcome) + u" · "_s + AuditRows::act(m_entry->act));
    const auto role = protocol::fromWord<protocol::Role>(m_entry->role);
    QString who = m_entry->actor;
    if (!m_entry->role.isEmpty())
        who += u" · "_s + (role ? client::roleText(*role) : m_entry->role);
    QStringList facts{kit::formatMoment(core::epochMs(m_entry->at))};
    facts += m_entry->address.isEmpty() ? tr("Who: %1, from the gateway's own machine").arg(who)
                                        : tr("Who: %1, from %2").arg(who, m_entry->address);
    facts += tr("Act: %1").arg(m_entry->act);
    if (!m_entry->target.isEmpty())
        facts += tr("Target: %1").arg(m_entry->target);
    facts += m_entry->reason.isEmpty() ? tr("No reason was given.") : tr("Why: %1").arg(m_entry->reason);
    m_facts->setText(facts.join(u'\n'));
}

/// Gone and come by sign and colour.
void AuditCard::showDiff()
{
    const bool done = m_entry && m_entry->outcome == protocol::ActOutcome::Done;
    const bool any = m_entry && !(m_entry->before.isEmpty() && m_entry->after.isEmpty());
    m_diffName->setVisible(any);
    m_diff->setVisible(any);
    if (!any)
        return;
    m_diffName->setText(done ? tr("What it changed") : tr("Why it was not done"));
    m_diff->setAccessibleName(m_diffName->text());
    m_diff->clear();
    QTextCursor cursor(m_diff->document());
    bool first = true;
    for (const DiffLine &line : textDiff(m_entry->before, m_entry->after)) {
        QTextCharFormat format;
        QString sign;
        if (done && line.kind != DiffLine::Kind::Same) {
            const bool gone = line.kind == DiffLine::Kind::Gone;
            sign = gone ? u"− "_s : u"+ "_s;
            format.setForeground(gone ? kit::tokens().bad : kit::tokens().well);
        }
        if (!std::exchange(first, false))
            cursor.insertBlock();
        cursor.insertText(sign + line.text, format);
    }
    m_diff->moveCursor(QTextCursor::Start);
}

void AuditCard::showChain()
{
    m_chain->setVisible(m_entry.has_value());
    if (!m_entry)
        return;
    const QString previous = !m_previous ? tr("asking…")
        : m_previous->isEmpty()          ? tr("none: the first entry that is kept")
                                         : breakable(*m_previous);
    m_chain->setText(tr("Hash %1").arg(breakable(m_entry->hash)) + u'\n' + tr("Before it %1").arg(previous));
}

void AuditCard::retranslate()
{
    showFacts();
    showDiff();
    showChain();
}

void AuditCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_chain != nullptr)
        showDiff();
    Card::changeEvent(event);
}

} // namespace signalbox::pages
