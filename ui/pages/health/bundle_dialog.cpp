#include "ui/pages/health/bundle_dialog.h"

#include "ui/client/act_words.h"
#include "ui/kit/act_form.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/note.h"
#include "ui/kit/theme.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kWidth = 560;
}

BundleDialog::BundleDialog(client::Facets &facets, QWidget *parent)
    : QDialog(parent), m_facets(facets), m_inside(new QLabel), m_placeName(new QLabel), m_place(new QLineEdit),
      m_choose(new QPushButton), m_placeNote(kit::makeNote()), m_progress(new QLabel), m_form(new kit::ActForm),
      m_result(new QLabel), m_folder(new QPushButton), m_cancel(new QPushButton), m_close(new QPushButton)
{
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    m_form->setWork([this](const kit::ActForm::Asked &asked, const kit::AsyncAction::Done &done) { make(asked.reason, done); });
    connect(m_choose, &QPushButton::clicked, this, &BundleDialog::choosePlace);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_call.cancel(); });
    connect(m_folder, &QPushButton::clicked, this, &BundleDialog::openFolder);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&facets.session, &client::SessionFacet::changed, this, &BundleDialog::showAllowed);
    connect(&facets.link, &client::Link::stateChanged, this, &BundleDialog::showAllowed);
    retranslate();
}

BundleDialog::~BundleDialog() = default;

void BundleDialog::build()
{
    setMinimumWidth(kWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(8);
    auto *place = new QHBoxLayout;
    place->addWidget(m_place, 1);
    place->addWidget(m_choose);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_progress, 1);
    foot->addWidget(m_cancel);
    foot->addWidget(m_folder);
    foot->addWidget(m_close);
    layout->addWidget(m_inside);
    layout->addWidget(m_placeName);
    layout->addLayout(place);
    layout->addWidget(m_placeNote);
    layout->addWidget(m_form);
    layout->addWidget(m_result);
    layout->addStretch(1);
    layout->addLayout(foot);
    for (QLabel *label : {m_inside, m_result}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setTextFormat(Qt::PlainText);
    }
    kit::setTone(m_placeName, kit::Tone::Muted);
    kit::setTone(m_progress, kit::Tone::Muted);
    m_close->setAutoDefault(false);
    m_choose->setAutoDefault(false);
    m_folder->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    m_result->hide();
    m_folder->hide();
    m_cancel->hide();
}

void BundleDialog::setPath(const QString &path)
{
    m_place->setText(QDir::toNativeSeparators(path));
    m_place->setCursorPosition(0);
}

void BundleDialog::choosePlace()
{
    auto *dialog = new QFileDialog(this, tr("Save the incident bundle"), QFileInfo(m_place->text()).path(), tr("Zip (*.zip)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"zip"_s);
    dialog->selectFile(QFileInfo(m_place->text()).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_replace = path;
        setPath(path);
    });
    dialog->open();
}

/// Before anything is asked of the gateway: an act without a result would stand in the audit for nothing.
bool BundleDialog::openFile()
{
    const QString path = m_place->text().trimmed();
    m_file = std::make_unique<QSaveFile>(path);
    QString problem;
    if (QFileInfo::exists(path) && path != m_replace)
        problem = tr("There is a file of that name already.");
    else if (!m_file->open(QIODevice::WriteOnly))
        problem = tr("It cannot be written there: %1").arg(m_file->errorString());
    kit::showNote(m_placeNote, problem);
    return problem.isEmpty();
}

void BundleDialog::make(const QString &reason, const std::function<void(const QString &)> &done)
{
    m_result->hide();
    m_folder->hide();
    if (!openFile()) {
        m_place->setFocus();
        return done({});
    }
    m_progress->setText(tr("The gateway gathers what belongs in…"));
    m_cancel->show();
    const auto progress = [this](qint64 received, qint64 all) {
        if (received > 0)
            m_progress->setText(all > 0 ? tr("Receiving %1 of %2").arg(kit::formatBytes(double(received)), kit::formatBytes(double(all)))
                                        : tr("Receiving %1").arg(kit::formatBytes(double(received))));
    };
    m_call = m_facets.health.bundle(this, reason, progress, [this, done](const Result<client::Download> &bundle) { take(bundle, done); });
}

void BundleDialog::take(const Result<client::Download> &bundle, const std::function<void(const QString &)> &done)
{
    m_progress->clear();
    m_cancel->hide();
    done({});
    if (!bundle) {
        m_file.reset();
        const bool isCancelled = bundle.error().code == ErrorCode::Cancelled;
        m_form->showError({}, isCancelled ? tr("Cancelled. Nothing was saved.") : kit::errorText(bundle.error()));
        return;
    }
    if (m_file->write(bundle->body) != bundle->body.size() || !m_file->commit()) {
        m_form->showError({}, tr("It came, but could not be written: %1").arg(m_file->errorString()));
        m_file.reset();
        return;
    }
    m_result->setText(tr("● Saved %1 (%2); audit entry %3. manifest.json in it lists the files and what could not be had. Secrets "
                         "are redacted: read it once all the same before you hand it on.")
                          .arg(m_file->fileName(), kit::formatBytes(double(bundle->body.size())), bundle->auditId));
    m_file.reset();
    m_form->clear();
    m_result->show();
    m_folder->show();
    m_close->setFocus();
}

void BundleDialog::openFolder()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_place->text()).absolutePath()));
}

void BundleDialog::done(int result)
{
    m_call.cancel();
    QDialog::done(result);
}

void BundleDialog::showAllowed()
{
    m_form->setBlocked(client::actRefusal(m_facets.session, u"POST /ops/v1/bundle"_s));
}

void BundleDialog::retranslate()
{
    setWindowTitle(tr("Incident bundle"));
    m_inside->setText(tr("One zip for whoever looks into it later: effective settings and flags, revisions, the last 1,000 requests "
                         "and log lines, the series of the last hour, alerts, breakers, providers, this checklist, versions. Secrets "
                         "are not in it: they were redacted when they were kept."));
    m_placeName->setText(tr("File"));
    m_place->setAccessibleName(tr("File"));
    m_choose->setText(tr("Choose…"));
    m_form->setAct(tr("Save the bundle"));
    m_cancel->setText(tr("Cancel"));
    m_folder->setText(tr("Open the folder"));
    m_close->setText(tr("Close"));
    m_form->retranslate();
    showAllowed();
}

void BundleDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void openBundleDialog(client::Facets &facets, QWidget *window)
{
    auto *dialog = new BundleDialog(facets, window);
    QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    if (!QFileInfo(folder).isDir())
        folder = QDir::homePath();
    QString name = facets.session.gatewayName();
    name.replace(QRegularExpression(u"[^A-Za-z0-9._-]+"_s), u"-"_s);
    const QString stamp = QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
    dialog->setPath(QDir(folder).filePath(u"signalbox-%1-%2.zip"_s.arg(name, stamp)));
    dialog->show();
}

} // namespace signalbox::pages
