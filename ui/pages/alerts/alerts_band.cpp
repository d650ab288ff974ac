#include "ui/pages/alerts/alerts_band.h"

#include "ui/client/alert_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/metric_label.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/theme.h"
#include "ui/pages/alerts/alert_rows.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <map>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using client::Standing;
using protocol::Severity;

namespace {

constexpr std::size_t kMostCauses = 3;

/// Rules by how many alerts they have, the most frequent first.
std::vector<std::pair<QString, int>> causesOf(const std::vector<protocol::Alert> &alerts)
{
    std::map<QString, int> counts;
    for (const protocol::Alert &alert : alerts)
        ++counts[alert.rule];
    std::vector<std::pair<QString, int>> causes(counts.begin(), counts.end());
    std::ranges::sort(causes, [](const auto &left, const auto &right) {
        return std::tuple(-left.second, left.first) < std::tuple(-right.second, right.first);
    });
    return causes;
}

} // namespace

AlertsBand::AlertsBand(client::Facets &facets, QWidget *parent)
    : QFrame(parent)
    , m_facets(facets)
    , m_badge(new kit::StateBadge)
    , m_text(new QLabel)
    , m_age(new QLabel)
    , m_flood(new QFrame)
    , m_floodBadge(new kit::StateBadge)
    , m_floodText(new QLabel)
    , m_causes(new QHBoxLayout)
{
    setObjectName(u"card"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kit::kCardPadding, 7, kit::kCardPadding, 7);
    column->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_badge);
    row->addWidget(m_text, 1);
    row->addWidget(m_age);
    column->addLayout(row);
    auto *flood = new QHBoxLayout(m_flood);
    flood->setContentsMargins(0, 0, 0, 0);
    flood->setSpacing(8);
    m_causes->setSpacing(4);
    flood->addWidget(m_floodBadge);
    flood->addWidget(m_floodText, 1);
    flood->addLayout(m_causes);
    m_floodText->setWordWrap(true);
    column->addWidget(m_flood);
    kit::setTone(m_text, kit::Tone::Muted);
    m_flood->hide();
}

void AlertsBand::setRead(qint64 at, bool failed)
{
    m_readAt = at;
    m_failed = failed;
    showAge();
}

void AlertsBand::refresh()
{
    showState();
    showFlood();
    showAge();
}

void AlertsBand::showState()
{
    std::map<Standing, int> counts;
    std::map<Severity, int> calling;
    const core::WallTime now = m_facets.alerts.now();
    for (const auto &[id, alert] : m_facets.alerts.alive()) {
        const Standing standing = client::standingOf(alert, now);
        ++counts[standing];
        if (standing == Standing::Calling)
            ++calling[alert.severity];
    }
    QStringList rest;
    if (counts[Standing::Pending] > 0)
        rest += tr("%1 pending").arg(counts[Standing::Pending]);
    if (counts[Standing::Acknowledged] > 0)
        rest += tr("%1 acknowledged").arg(counts[Standing::Acknowledged]);
    if (counts[Standing::Shelved] > 0)
        rest += tr("%1 shelved").arg(counts[Standing::Shelved]);
    if (!m_facets.alerts.isKnown()) {
        m_badge->setHealth(kit::Health::Unknown);
        m_text->setText(tr("The gateway has not said yet whether anything fires."));
        return;
    }
    if (calling.empty()) {
        m_badge->setHealth(kit::Health::Well, rest.isEmpty() ? tr("All is well") : tr("Nothing calls for anybody"));
        m_text->setText(rest.isEmpty() ? tr("Nothing fires, nothing is pending.") : rest.join(u", "_s));
        return;
    }
    QStringList words;
    for (const auto &[severity, count] : calling)
        words += u"%1 %2"_s.arg(count).arg(client::severityText(severity));
    const Severity worst = calling.begin()->first;
    m_badge->setHealth(severityHealth(worst) == kit::Health::Unknown ? kit::Health::Degraded : severityHealth(worst),
                       tr("Firing: %1").arg(words.join(u" · "_s)));
    m_text->setText(rest.join(u", "_s));
}

void AlertsBand::showFlood()
{
    m_flood->setVisible(m_facets.alerts.isFlood());
    if (!m_facets.alerts.isFlood()) {
        m_shownCauses.clear();
        return;
    }
    const std::vector<protocol::Alert> fired = m_facets.alerts.firedLately();
    m_floodBadge->setHealth(kit::Health::Degraded, tr("Flood"));
    m_floodText->setText(
        tr("%n alert(s) began within ten minutes: one cause is likely. Only their number is told outside.", nullptr,
           int(fired.size())));
    QStringList causes;
    QStringList rules;
    for (const auto &[rule, count] : causesOf(fired)) {
        if (std::size_t(causes.size()) == kMostCauses)
            break;
        causes += u"%1 %2"_s.arg(rule).arg(count);
        rules += rule;
    }
    if (std::exchange(m_shownCauses, causes) == causes)
        return;
    while (QLayoutItem *item = m_causes->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < causes.size(); ++i) {
        auto *button = new QPushButton(causes[i]);
        button->setProperty("flat", true);
        m_causes->addWidget(button);
        connect(button, &QPushButton::clicked, this,
                [this, rule = rules[i]] { Q_EMIT filterWanted(u"rule:\"%1\""_s.arg(rule)); });
    }
}

void AlertsBand::showAge()
{
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - m_readAt;
    const bool stale
        = m_readAt != 0 && (m_failed || age > qint64(std::chrono::milliseconds(kit::MetricLabel::kStaleAfter).count()));
    kit::setTone(m_age, stale ? kit::Tone::Bad : kit::Tone::Muted);
    if (m_readAt == 0)
        m_age->clear();
    else
        m_age->setText(stale ? u"▲ "_s + tr("stale since %1").arg(kit::formatClock(m_readAt))
                             : tr("checked %1").arg(kit::formatClock(m_readAt)));
}

void AlertsBand::retranslate()
{
    m_shownCauses.clear();
    refresh();
}

} // namespace signalbox::pages
