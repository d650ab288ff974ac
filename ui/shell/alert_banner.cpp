#include "ui/shell/alert_banner.h"

#include "ui/client/alert_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {

QString firingOf(const protocol::Alert &alert)
{
    return alert.id + u'@' + QString::number(core::epochMs(alert.firedAt.value_or(alert.since)));
}

} // namespace

AlertBanner::AlertBanner(client::AlertsFacet &alerts, QWidget *parent)
    : QFrame(parent)
    , m_alerts(alerts)
    , m_text(new QLabel(this))
    , m_show(new QPushButton(this))
    , m_hide(new QPushButton(this))
{
    setObjectName(u"alertBanner"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kit::kPageMargin, 5, 14, 5);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_show);
    layout->addWidget(m_hide);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    connect(&alerts, &client::AlertsFacet::changed, this, &AlertBanner::refresh);
    connect(m_hide, &QPushButton::clicked, this, &AlertBanner::dismiss);
    connect(m_show, &QPushButton::clicked, this, [this] {
        const std::vector<protocol::Alert> pages = wanted();
        dismiss();
        if (!pages.empty())
            Q_EMIT placeWanted({"alerts", u"id:"_s + pages.front().id});
    });
    refresh();
}

std::vector<protocol::Alert> AlertBanner::wanted() const
{
    std::vector<protocol::Alert> pages = m_alerts.calling();
    std::erase_if(pages, [this](const protocol::Alert &alert) {
        return alert.severity != protocol::Severity::Page || m_seen.contains(firingOf(alert));
    });
    return pages;
}

void AlertBanner::dismiss()
{
    // Only what still calls: the set cannot grow beyond it.
    m_seen.clear();
    for (const protocol::Alert &alert : m_alerts.calling())
        m_seen.insert(firingOf(alert));
    refresh();
}

void AlertBanner::refresh()
{
    const std::vector<protocol::Alert> pages = wanted();
    setVisible(!pages.empty());
    if (pages.empty())
        return;
    const int others = int(pages.size()) - 1;
    QString text
        = u"■ "_s + client::severityText(protocol::Severity::Page) + u": "_s + client::alertSentence(pages.front());
    if (others > 0)
        text += u' ' + tr("And %n more.", nullptr, others);
    m_text->setText(text);
    m_show->setText(tr("Show"));
    m_hide->setText(tr("Hide"));
    m_hide->setAccessibleDescription(tr("The alert goes on calling; only this line goes."));
    const QString ink = kit::tokens().bad.name();
    const QString style = u"QFrame#alertBanner { background: %1; border: none; border-bottom: 2px solid %2; }"_s.arg(
        kit::tokens().panel.name(), ink);
    if (styleSheet() == style)
        return;
    setStyleSheet(style);
    m_text->setStyleSheet(u"color: %1; font-weight: 600"_s.arg(ink));
}

void AlertBanner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace signalbox::shell
