#include "ui/pages/audit/chain_band.h"

#include "ui/kit/async_action.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/theme.h"
#include "ui/pages/audit/audit_export.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype kShownHash = 12;
}

ChainBand::ChainBand(client::Facets &facets, QWidget *parent)
    : QFrame(parent)
    , m_facets(facets)
    , m_badge(new kit::StateBadge)
    , m_text(new QLabel)
    , m_broken(new QPushButton)
    , m_verify(new kit::AsyncAction({}))
    , m_export(new kit::AsyncAction({}))
    , m_writer(new AuditExport(facets.audit, this))
{
    setObjectName(u"card"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kit::kCardPadding, 7, kit::kCardPadding, 7);
    row->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_badge, m_text, m_broken, m_verify, m_export})
        row->addWidget(widget, widget == m_text ? 1 : 0);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    kit::setTone(m_text, kit::Tone::Muted);
    m_verify->setWork([this](const kit::AsyncAction::Done &done) {
        m_call = m_facets.audit.verify(
            this, [this, done](const Result<protocol::AuditVerdict> &verdict) { take(verdict, done); });
    });
    m_verify->setCancel([this] { m_call.cancel(); });
    m_export->setWork([this](const kit::AsyncAction::Done &done) {
        m_writer->start(m_path, [this, done](const Result<qint64> &entries) {
            m_note = entries ? tr("%1 entries written to %2.")
                                   .arg(kit::formatNumber(double(*entries)), QDir::toNativeSeparators(m_path))
                             : QString();
            showVerdict();
            done(entries ? QString() : kit::errorText(entries.error()));
        });
    });
    m_export->setCancel([this] {
        m_writer->cancel();
        m_note = tr("The export was cancelled; no file was left.");
        showVerdict();
    });
    connect(m_writer, &AuditExport::progressed, this, [this](qint64 entries) {
        m_note = tr("%1 entries written…").arg(kit::formatNumber(double(entries)));
        showVerdict();
    });
    connect(m_broken, &QPushButton::clicked, this,
            [this] { Q_EMIT entryWanted(m_verdict->brokenAt.value_or(QString())); });
    retranslate();
}

void ChainBand::verify()
{
    m_verify->start();
}

void ChainBand::take(const Result<protocol::AuditVerdict> &verdict, const std::function<void(const QString &)> &done)
{
    // A verdict that could not be had says nothing about the chain: the last one stays, with its time.
    if (verdict)
        m_verdict = *verdict;
    done(verdict || verdict.error().code == ErrorCode::Cancelled ? QString() : kit::errorText(verdict.error()));
    showVerdict();
}

void ChainBand::exportAll()
{
    if (m_export->isRunning())
        return;
    auto *dialog = new QFileDialog(this, tr("Export the audit"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("JSON lines (*.jsonl)"));
    dialog->setDefaultSuffix(u"jsonl"_s);
    dialog->selectFile(u"signalbox-audit-%1.jsonl"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmm"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, &ChainBand::exportTo);
    dialog->open();
}

void ChainBand::exportTo(const QString &path)
{
    m_path = path;
    m_note.clear();
    m_export->start();
}

void ChainBand::showVerdict()
{
    m_broken->setVisible(m_verdict && !m_verdict->ok && m_verdict->brokenAt);
    QString text = tr("Every entry is chained to the one before it. Verify finds what was changed or taken out.");
    if (!m_verdict) {
        m_badge->setHealth(kit::Health::Unknown, tr("not verified yet"));
    } else {
        const QString at = kit::formatMoment(core::epochMs(m_verdict->at));
        const QString entries = kit::formatNumber(double(m_verdict->entries));
        if (m_verdict->ok) {
            m_badge->setHealth(kit::Health::Well, tr("chain whole"));
            text = tr("Verified %1: %2 entries, the newest hash %3…")
                       .arg(at, entries, m_verdict->head.first(std::min(kShownHash, m_verdict->head.size())));
        } else {
            const QString number = m_verdict->brokenAt.value_or(u"?"_s);
            m_badge->setHealth(kit::Health::Down, tr("chain broken at %1").arg(number));
            text = tr("Verified %1; entries that fit: %2. Then: %3.").arg(at, entries, m_verdict->problem);
            m_broken->setText(tr("Show %1").arg(number));
        }
    }
    m_text->setText(m_note.isEmpty() ? text : QString(text + u' ' + m_note));
}

void ChainBand::retranslate()
{
    m_verify->setText(tr("Verify chain"));
    m_export->setText(tr("Export…"));
    showVerdict();
}

} // namespace signalbox::pages
