#include "ui/pages/approvals/approvals_page.h"

#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/approvals/approval_card.h"
#include "ui/pages/approvals/approval_facts.h"
#include "ui/pages/approvals/approval_queue.h"
#include "ui/pages/approvals/bulk_dialog.h"

#include <QAction>
#include <QSplitter>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using protocol::ApprovalAction;
using protocol::ApprovalRow;

namespace {
constexpr auto kIdFilter = "id:"_L1;
}

ApprovalsPage::ApprovalsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent)
    , m_facets(facets)
    , m_acts(new ApprovalActs(facets, this))
    , m_queue(new ApprovalQueue(facets, tools.layout))
    , m_card(new ApprovalCard(*m_acts))
    , m_facts(new ApprovalFacts)
{
    build();
    addKeys();
    connectParts();
    retranslate();
}

void ApprovalsPage::build()
{
    setFilterField(&m_queue->filter());
    setFocusProxy(&m_queue->table());
    auto *halves = new QSplitter(Qt::Horizontal);
    halves->addWidget(m_card);
    halves->addWidget(m_facts);
    auto *whole = new QSplitter(Qt::Vertical);
    whole->addWidget(m_queue);
    whole->addWidget(halves);
    for (QSplitter *splitter : {halves, whole}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(kit::kCardGap);
    }
    halves->setSizes({600, 400});
    whole->setSizes({330, 400});
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    whole->setStretchFactor(0, 2);
    whole->setStretchFactor(1, 3);
    body()->addWidget(whole, 1);
}

void ApprovalsPage::addKeys()
{
    const auto add = [this](Qt::Key key, const char *text, std::function<void()> act) {
        m_keys.emplace_back(addKey(key, std::move(act)), text);
        // A key that is held down must not decide on the next ones as well.
        m_keys.back().first->setAutoRepeat(false);
    };
    add(Qt::Key_A, QT_TR_NOOP("Approve"), [this] {
        isMany() ? actOnMany(ApprovalAction::Approve) : m_card->approve();
    });
    add(Qt::Key_E, QT_TR_NOOP("Edit the text and approve it…"), [this] {
        isMany() ? tools().undo.tell(tr("Choose one to edit.")) : m_card->edit();
    });
    add(Qt::Key_S, QT_TR_NOOP("Skip…"), [this] {
        isMany() ? actOnMany(ApprovalAction::Skip) : m_card->skip();
    });
    add(Qt::Key_O, QT_TR_NOOP("Open the context in the browser"), [this] {
        if (!m_facts->openContext())
            tools().undo.tell(tr("It has no context that can be opened."));
    });
    for (const auto &[action, text] : m_keys)
        m_queue->table().addAct(action);
    m_keys.emplace_back(addKey(Qt::Key_J, [this] { m_queue->step(1); }), QT_TR_NOOP("Next"));
    m_keys.emplace_back(addKey(Qt::Key_K, [this] { m_queue->step(-1); }), QT_TR_NOOP("Previous"));
}

void ApprovalsPage::connectParts()
{
    connect(m_queue, &ApprovalQueue::chosen, this, [this](const ApprovalRow &row, bool byItself) {
        m_card->show(row, byItself);
        m_facts->show(row);
        tick();
        readDetail(row.id);
    });
    connect(m_queue, &ApprovalQueue::cleared, this, [this] {
        m_call.cancel();
        m_card->show(std::nullopt);
        m_facts->show(std::nullopt);
    });
    connect(m_queue, &ApprovalQueue::missing, this, &ApprovalsPage::readDetail);
    connect(m_queue, &ApprovalQueue::refreshed, this, &ApprovalsPage::refresh);
    connect(m_queue, &ApprovalQueue::manyWanted, this, &ApprovalsPage::actOnMany);
    connect(m_card, &ApprovalCard::over, this, &ApprovalsPage::over);
    // Back to the list, so that the next key is a key again.
    connect(m_card, &ApprovalCard::idle, this, [this] { m_queue->table().setFocus(); });
    connect(&m_facets.session, &client::SessionFacet::changed, m_card, &ApprovalCard::showRefusals);
    connect(&m_facets.link, &client::Link::stateChanged, m_card, &ApprovalCard::showRefusals);
    connect(&m_second, &QTimer::timeout, this, &ApprovalsPage::tick);
}

void ApprovalsPage::openWith(const QString &filter)
{
    if (filter.startsWith(kIdFilter))
        m_queue->want(filter.sliced(kIdFilter.size()));
    else
        m_queue->filter().setText(filter);
}

QString ApprovalsPage::help() const
{
    return tr("What is to appear in your name, and by when must somebody decide? A decision is final. Filter by brand:, "
              "platform:, risk:, state:, mine:, submitter:, revision:, deadline:.");
}

void ApprovalsPage::onShown()
{
    m_watch = m_facets.approvals.watch();
    m_second.start(1s);
    m_queue->start();
    m_card->showRefusals();
}

void ApprovalsPage::onHidden()
{
    m_watch.reset();
    m_second.stop();
    m_queue->stop();
}

void ApprovalsPage::readDetail(const QString &id)
{
    m_call.cancel();
    m_call = m_facets.approvals.approval(
        this, id, [this, id](const Result<protocol::ApprovalDetail> &detail) { takeDetail(id, detail); });
}

void ApprovalsPage::takeDetail(const QString &id, const Result<protocol::ApprovalDetail> &detail)
{
    const bool shown = m_card->shown() && m_card->shown()->id == id;
    if (!detail) {
        if (detail.error().code == ErrorCode::Cancelled)
            return;
        if (shown)
            return m_facts->setProblem(kit::errorText(detail.error()));
        return tools().undo.tell(detail.error().code == ErrorCode::NotFound
                                     ? tr("This approval is not kept any more.")
                                     : kit::errorText(detail.error()));
    }
    // One that is not in the list was asked for from elsewhere.
    if (!shown)
        m_card->show(detail->approval);
    m_card->setDetail(*detail);
    m_facts->setDetail(*detail);
    tick();
}

/// What is on the card as it is now, in the list or out of it.
void ApprovalsPage::refresh()
{
    if (!m_card->shown())
        return;
    const QString id = m_card->shown()->id;
    if (const ApprovalRow *row = m_queue->find(id))
        m_card->show(*row);
    readDetail(id);
}

void ApprovalsPage::over(const ApprovalOutcome &outcome)
{
    using Kind = ApprovalOutcome::Kind;
    if (outcome.kind == Kind::Decided || outcome.kind == Kind::Counted) {
        tools().undo.tell(outcome.text);
        m_call.cancel();
        m_queue->goOn(*outcome.approval);
    } else {
        m_queue->read();
    }
    tick();
}

bool ApprovalsPage::isMany() const
{
    return m_queue->table().selectedKeys().size() > 1;
}

void ApprovalsPage::actOnMany(ApprovalAction action)
{
    auto *dialog = new BulkDialog(*m_acts, m_queue->selected(), action, this);
    connect(dialog, &QDialog::finished, this, [this] {
        m_queue->table().setFocus();
        m_queue->read();
    });
    dialog->open();
}

void ApprovalsPage::tick()
{
    m_card->tick(m_facets.approvals.now(), m_queue->isStale());
}

void ApprovalsPage::retranslate()
{
    for (const auto &[action, text] : m_keys)
        action->setText(tr(text));
    m_queue->retranslate();
    m_card->retranslate();
    m_facts->retranslate();
    tick();
}

} // namespace signalbox::pages
