#include "ui/pages/outbox/dry_run_view.h"

#include "ui/kit/theme.h"
#include "ui/pages/outbox/outbox_words.h"

#include <QFontDatabase>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLeastHeight = 170;

/// As it goes over the wire, but for the values of the headers, which are made anew for each attempt.
QString requestText(const protocol::ReplayPreview &preview)
{
    QString text = preview.method + u' ' + preview.url + u'\n';
    for (const QString &header : preview.headers)
        text += header + u": …\n"_s;
    return text + u'\n' + QString::fromUtf8(QJsonDocument(preview.body).toJson(QJsonDocument::Indented)).trimmed();
}

} // namespace

DryRunView::DryRunView(QWidget *parent)
    : QWidget(parent), m_title(new QLabel), m_request(new QPlainTextEdit), m_breaker(new QLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *> {m_title, m_request, m_breaker})
        layout->addWidget(widget);
    m_title->setWordWrap(true);
    m_breaker->setWordWrap(true);
    kit::setTone(m_title, kit::Tone::Strong);
    kit::setTone(m_breaker, kit::Tone::Muted);
    m_request->setReadOnly(true);
    m_request->setTabChangesFocus(true);
    m_request->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_request->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_request->setMinimumHeight(kLeastHeight);
    hide();
}

void DryRunView::show(const protocol::ReplayPreview &preview, const QString &name)
{
    m_preview = preview;
    m_name = name;
    m_request->setPlainText(requestText(preview));
    retranslate();
    setVisible(true);
}

void DryRunView::clear()
{
    m_preview.reset();
    m_request->clear();
    hide();
}

void DryRunView::retranslate()
{
    m_title->setText(tr("A replay of %1 would send this. Nothing was sent.").arg(m_name));
    m_request->setAccessibleName(tr("What a replay would send"));
    m_breaker->setText(tr("Breaker: %1").arg(OutboxWords::breaker(m_preview ? m_preview->breaker : QString())));
}

} // namespace signalbox::pages
