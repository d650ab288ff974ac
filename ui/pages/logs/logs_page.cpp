#include "ui/pages/logs/logs_page.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/wire_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/logs/log_card.h"
#include "ui/pages/logs/log_export.h"
#include "ui/pages/logs/log_foot.h"
#include "ui/pages/logs/log_list.h"

#include <QAction>
#include <QDateTime>
#include <QFileDialog>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNarrow = 1200;

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::logFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem {int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                               client::filterProblemText(parsed.error())};
}

QStringList completions()
{
    QStringList words;
    for (const protocol::FilterField &field : protocol::logFields()) {
        words += field.name + u':';
        for (const QString &value : field.values)
            words += field.name + u':' + value;
    }
    return words;
}

} // namespace

LogsPage::LogsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_feed(facets), m_filter(new kit::FilterField), m_list(new LogList(tools.layout)),
      m_detail(new LogCard(tools.layout)), m_halves(new QSplitter(Qt::Horizontal)), m_live(new kit::StateBadge),
      m_pause(new QPushButton), m_export(new QPushButton), m_foot(new LogFoot(m_feed))
{
    setFilterField(m_filter);
    m_filter->setCheck(problemOf);
    m_filter->setCompletions(completions());
    build();
    addKeys();
    connect(m_filter, &kit::FilterField::applied, &m_feed, &LogFeed::setFilter);
    connect(m_pause, &QPushButton::clicked, this, &LogsPage::togglePause);
    connect(m_export, &QPushButton::clicked, this, &LogsPage::askForFile);
    connect(&m_feed, &LogFeed::replaced, this, [this] { m_list->showAll(m_feed.lines()); });
    connect(&m_feed, &LogFeed::added, this, [this](const std::vector<protocol::LogRow> &rows) { m_list->add(m_feed.lines(), rows); });
    connect(&m_feed, &LogFeed::changed, this, [this] {
        if (m_feed.status().isRead)
            showState();
    });
    connect(&facets.link, &client::Link::stateChanged, this, &LogsPage::showLive);
    connect(m_list, &LogList::chosen, this, &LogsPage::showLine);
    connect(m_list, &LogList::opened, this, [this](const QString &id) {
        if (const protocol::LogRow *line = m_feed.lines().find(id))
            openRequest(line->requestId);
    });
    connect(m_detail, &LogCard::requestWanted, this, &LogsPage::openRequest);
    connect(m_detail, &LogCard::linesWanted, this, [this](const QString &id) { m_filter->setText(u"request:\"%1\""_s.arg(id)); });
    retranslate();
}

void LogsPage::build()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(kit::kCardGap);
    top->addWidget(m_filter, 1);
    top->addWidget(m_live);
    top->addWidget(m_pause);
    top->addWidget(m_export);
    body()->addLayout(top);
    m_halves->setHandleWidth(kit::kCardGap);
    m_halves->setChildrenCollapsible(false);
    m_halves->addWidget(m_list);
    m_halves->addWidget(m_detail);
    m_halves->setStretchFactor(0, 1);
    m_detail->hide();
    body()->addWidget(m_halves, 1);
    body()->addWidget(m_foot);
}

void LogsPage::addKeys()
{
    m_pauseKey = addKey(Qt::Key_Space, [this] { togglePause(); });
    m_againKey = addKey(Qt::Key_R, [this] { m_feed.readAgain(); });
    m_newestKey = addKey(Qt::Key_N, [this] { m_list->toNewest(); });
    m_exportKey = addKey(QKeySequence::Save, [this] { askForFile(); });
}

/// Side by side the columns would be too narrow to tell one line from another.
void LogsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const Qt::Orientation fitting = width() < kNarrow ? Qt::Vertical : Qt::Horizontal;
    if (fitting == m_halves->orientation())
        return;
    m_halves->setOrientation(fitting);
    m_halves->setSizes({3, 2});
}

/// The list has all the room until a line is chosen; that line stays in view.
void LogsPage::showLine(const QString &id)
{
    m_detail->showLine(m_feed.lines().find(id));
    if (id.isEmpty())
        return m_detail->hide();
    if (m_detail->isVisible())
        return;
    m_detail->show();
    m_halves->setSizes({3, 2});
    m_list->table().scrollTo(m_list->table().currentIndex());
}

QString LogsPage::help() const
{
    return tr("What did the gateway write? Space pauses the live lines, Enter opens the request of a line, / filters: "
              "level:error service:commerce -message~quote request:req_1.");
}

void LogsPage::onShown()
{
    m_feed.start();
}

void LogsPage::onHidden()
{
    m_feed.stop();
}

void LogsPage::togglePause()
{
    m_feed.setPaused(!m_feed.status().isPaused);
}

void LogsPage::openRequest(const QString &requestId)
{
    if (requestId.isEmpty())
        tools().undo.tell(tr("This line belongs to no request."));
    else
        Q_EMIT pageWanted("traffic", u"id:"_s + requestId);
}

std::vector<const protocol::LogRow *> LogsPage::toSave()
{
    const QList<QByteArray> chosen = m_list->table().selectedKeys();
    const QSet<QByteArray> wanted(chosen.begin(), chosen.end());
    std::vector<const protocol::LogRow *> lines;
    for (const auto &[place, line] : m_feed.lines().all()) {
        if (wanted.size() < 2 || wanted.contains(line.id.toUtf8()))
            lines.push_back(&line);
    }
    return lines;
}

void LogsPage::askForFile()
{
    if (m_feed.lines().all().empty())
        return tools().undo.tell(tr("There is no line to save."));
    const QString stamp = QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
    auto *dialog = new QFileDialog(this, tr("Save the lines that are shown"), {}, tr("JSON lines (*.jsonl);;Text (*.txt *.log)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"jsonl"_s);
    dialog->selectFile(u"signalbox-%1.jsonl"_s.arg(stamp));
    connect(dialog, &QFileDialog::fileSelected, this, &LogsPage::save);
    dialog->open();
}

void LogsPage::save(const QString &path)
{
    const std::vector<const protocol::LogRow *> lines = toSave();
    const Result<void> saved = saveLines(path, lines);
    tools().undo.tell(saved ? tr("Saved %n line(s) to %1.", nullptr, int(lines.size())).arg(path)
                            : tr("Nothing was saved: %1").arg(saved.error().text.text()));
}

void LogsPage::showState()
{
    const LogStatus status = m_feed.status();
    if (status.problem)
        m_list->table().setState([error = *status.problem] { return kit::errorState(error); });
    else if (m_filter->text().trimmed().isEmpty())
        m_list->table().setState([] { return kit::ViewState::empty(tr("The gateway has written no line yet.")); });
    else
        m_list->table().setState([] {
            return kit::ViewState::empty(tr("No line fits the filter."), tr("Press Esc in the filter to see all."));
        });
    const auto shown = double(m_feed.lines().all().size());
    const double fitting = std::max(shown, double(status.bounds.fitting));
    m_list->setRemark(tr("%1 shown of %2 that fit").arg(kit::formatNumber(shown), kit::formatNumber(fitting)));
    showLive();
}

void LogsPage::showLive()
{
    const LogStatus status = m_feed.status();
    if (m_facets.link.state() != client::LinkState::Linked)
        m_live->setHealth(kit::Health::Down, tr("no new lines: no link"));
    else if (status.isPaused)
        m_live->setHealth(kit::Health::Degraded, tr("paused, %1 waiting").arg(kit::formatNumber(double(status.waiting))));
    else
        m_live->setHealth(kit::Health::Well, tr("live"));
    m_pause->setText(status.isPaused ? tr("Go on") : tr("Pause"));
}

void LogsPage::retranslate()
{
    m_filter->setPlaceholder(tr("Filter: level:error service:commerce -message~quote request:req_…"));
    m_export->setText(tr("Save to a file…"));
    m_foot->retranslate();
    m_pauseKey->setText(tr("Pause or go on"));
    m_againKey->setText(tr("Read the lines again"));
    m_newestKey->setText(tr("To the newest line"));
    m_exportKey->setText(tr("Save the lines to a file"));
    m_list->retranslate(m_feed.lines());
    m_detail->retranslate();
    // Before the first answer the table says that it is loading.
    if (m_feed.status().isRead)
        showState();
    else
        showLive();
}

} // namespace signalbox::pages
