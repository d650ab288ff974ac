#include "ui/pages/approvals/approval_facts.h"

#include "ui/kit/formats.h"
#include "ui/kit/scroll_pane.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"
#include "ui/pages/approvals/approval_words.h"
#include "ui/pages/approvals/visible_text.h"

#include <QDesktopServices>
#include <QEvent>
#include <QLabel>
#include <QUrl>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

QString momentOf(core::WallTime at)
{
    return kit::formatMoment(core::epochMs(at));
}

template <class T>
QStringList linesOf(const std::vector<T> &items, QString (*line)(const T &))
{
    QStringList lines;
    for (const T &item : items)
        lines += line(item);
    return lines;
}

} // namespace

QUrl contextUrl(const protocol::ApprovalRow &row)
{
    const QUrl url(row.contextUrl, QUrl::StrictMode);
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return url.isValid() && web && !url.host().isEmpty() ? url : QUrl();
}

ApprovalFacts::ApprovalFacts(QWidget *parent)
    : Card({}, parent)
    , m_note(new QLabel)
    , m_context(new QLabel)
{
    auto *column = new QVBoxLayout;
    m_about = addSection();
    m_people = addSection();
    m_votes = addSection();
    m_prompts = addSection();
    m_callback = addSection();
    m_history = addSection();
    for (const Section &section : {m_about, m_callback, m_people, m_votes, m_prompts, m_history}) {
        auto *part = new QVBoxLayout;
        part->setSpacing(2);
        part->addWidget(section.name);
        part->addWidget(section.text);
        if (section.name == m_about.name)
            part->addWidget(m_context);
        column->addLayout(part);
    }
    column->addStretch(1);
    addWidget(m_note);
    addWidget(kit::makeScrollPane(column), 1);
    m_context->setWordWrap(true);
    m_context->setTextFormat(Qt::RichText);
    m_context->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_context->setOpenExternalLinks(true);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    kit::setTone(m_note, kit::Tone::Muted);
    retranslate();
}

ApprovalFacts::Section ApprovalFacts::addSection()
{
    const Section section{new QLabel, new QLabel};
    kit::setTone(section.name, kit::Tone::Small);
    section.text->setWordWrap(true);
    section.text->setTextFormat(Qt::PlainText);
    section.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return section;
}

void ApprovalFacts::put(const Section &section, const QString &name, const QStringList &lines)
{
    section.name->setText(name);
    section.name->setVisible(!lines.isEmpty());
    section.text->setText(lines.join(u'\n'));
    section.text->setVisible(!lines.isEmpty());
}

void ApprovalFacts::show(const std::optional<protocol::ApprovalRow> &row)
{
    if (!row || !m_row || m_row->id != row->id) {
        m_detail.reset();
        m_problem.clear();
    }
    m_row = row;
    refresh();
}

void ApprovalFacts::setDetail(const protocol::ApprovalDetail &detail)
{
    m_row = detail.approval;
    m_detail = detail;
    m_problem.clear();
    refresh();
}

void ApprovalFacts::setProblem(const QString &text)
{
    m_problem = text;
    refresh();
}

bool ApprovalFacts::openContext() const
{
    const QUrl url = m_row ? contextUrl(*m_row) : QUrl();
    return !url.isEmpty() && QDesktopServices::openUrl(url);
}

void ApprovalFacts::putContext(const protocol::ApprovalRow &row)
{
    m_context->setVisible(!row.contextUrl.isEmpty());
    const QUrl url = contextUrl(row);
    // As it is sent to the browser, so that letters that look like others show what they are.
    const QString shown = url.isEmpty() ? visibleText(row.contextUrl) : QString::fromLatin1(url.toEncoded());
    const QString text = shown.toHtmlEscaped();
    m_context->setText(url.isEmpty() ? tr("Context, no web address: %1").arg(text)
                                     : tr("Context: %1").arg(u"<a style=\"color:%1\" href=\"%2\">%2</a>"_s.arg(
                                         kit::tokens().accent.name(), text)));
}

void ApprovalFacts::refresh()
{
    setTitle(tr("About it"));
    m_note->setVisible(!m_row || !m_problem.isEmpty() || !m_detail);
    m_note->setText(!m_row                 ? tr("Choose one to see who may decide and what happened to it.")
                    : !m_problem.isEmpty() ? m_problem
                                           : tr("Loading…"));
    QStringList about;
    if (m_row) {
        about += tr("Deadline %1").arg(momentOf(m_row->deadlineAt));
        about += tr("Came in %1").arg(momentOf(m_row->createdAt))
            + (m_row->submittedBy.isEmpty() ? QString() : u' ' + tr("from %1").arg(visibleText(m_row->submittedBy)));
        about += tr("Persona %1, source %2").arg(visibleText(m_row->persona), visibleText(m_row->source));
        if (m_row->decidedAt)
            about += tr("%1 %2 by %3", "state, moment, who").arg(ApprovalWords::state(m_row->state),
                                                                momentOf(*m_row->decidedAt),
                                                                ApprovalWords::decider(m_row->decider));
        if (!m_row->reason.isEmpty())
            about += tr("Why: %1").arg(visibleText(m_row->reason));
    }
    put(m_about, tr("What"), about);
    putContext(m_row.value_or(protocol::ApprovalRow()));
    const protocol::ApprovalDetail none;
    const protocol::ApprovalDetail &detail = m_detail ? *m_detail : none;
    const int required = detail.approval.required;
    put(m_people,
        required > 1 ? tr("Who may decide, %n approval(s) are needed", nullptr, required) : tr("Who may decide"),
        linesOf(detail.people, ApprovalWords::person));
    put(m_votes, tr("Votes"), linesOf(detail.votes, ApprovalWords::vote));
    put(m_prompts, tr("Prompts"), linesOf(detail.prompts, ApprovalWords::prompt));
    put(m_callback, tr("Telling core"), detail.callback ? QStringList{ApprovalWords::callback(detail.callback)} : QStringList());
    QStringList history = linesOf(detail.history, ApprovalWords::event);
    std::reverse(history.begin(), history.end());
    put(m_history, tr("What happened, the newest first"), history);
}

void ApprovalFacts::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    Card::changeEvent(event);
}

void ApprovalFacts::retranslate()
{
    refresh();
}

} // namespace signalbox::pages
