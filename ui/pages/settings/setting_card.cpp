#include "ui/pages/settings/setting_card.h"

#include "ui/client/act_words.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/setting_rows.h"

#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

QString rangeText(const protocol::SettingView &setting)
{
    if (!setting.choices.empty())
        return QStringList(setting.choices.begin(), setting.choices.end()).join(u", "_s);
    const auto text = [](const std::optional<double> &bound) {
        return bound ? QString::number(*bound, 'g', 12) : QString();
    };
    if (!setting.minimum && !setting.maximum)
        return {};
    return text(setting.minimum) + u" … "_s + text(setting.maximum);
}

} // namespace

SettingCard::SettingCard(QWidget *parent)
    : Card({}, parent), m_help(new QLabel), m_facts(new QLabel), m_danger(new QLabel), m_why(new QLabel)
{
    for (QLabel *label : {m_help, m_facts, m_danger, m_why}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        addWidget(label);
    }
    m_facts->setTextFormat(Qt::PlainText);
    kit::setTone(m_danger, kit::Tone::Bad);
    kit::setTone(m_why, kit::Tone::Muted);
    show(std::nullopt);
}

void SettingCard::show(const std::optional<protocol::SettingView> &setting)
{
    if (!setting) {
        setTitle(tr("No setting chosen"));
        m_help->setText(tr("Choose a row to see what it does."));
        m_facts->clear();
        m_danger->clear();
        m_why->clear();
        return;
    }
    setTitle(setting->key);
    m_help->setText(SettingRows::catalogueText(setting->help));
    QStringList facts {tr("Value: %1").arg(SettingRows::valueText(*setting)),
                       tr("From: %1").arg(SettingRows::sourceText(*setting)),
                       tr("Default: %1").arg(setting->defaultValue.isEmpty() ? tr("unset") : setting->defaultValue)};
    if (const QString range = rangeText(*setting); !range.isEmpty())
        facts += tr("Allowed: %1").arg(range);
    if (setting->clamped)
        facts += tr("The configured value was outside the range and is clamped.");
    if (setting->changedAt)
        facts += tr("Changed: %1").arg(kit::formatMoment(core::epochMs(*setting->changedAt)));
    if (setting->pending)
        facts += tr("From the next start on: %1").arg(client::SettingWords::value(setting->pending));
    m_facts->setText(facts.join(u'\n'));
    m_why->setText(setting->ruleKinds.empty() || !setting->canSet ? QString() : tr("Space in the table flips it at once."));
    m_danger->setText(setting->danger.isEmpty() ? QString() : u"▲ "_s + SettingRows::catalogueText(setting->danger));
}

} // namespace signalbox::pages
