#include "ui/pages/settings/setting_rows.h"

#include "ui/client/act_words.h"
#include "ui/kit/formats.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;

std::vector<kit::Column> SettingRows::columns()
{
    const QStringList names = titles();
    return {{"key", names[0]}, {"value", names[1]}, {"source", names[2]}, {"default", names[3], kit::ColumnType::Text, false},
            {"apply", names[4]}, {"service", names[5], kit::ColumnType::Text, false},
            {"group", names[6], kit::ColumnType::Text, false}, {"changed", names[7], kit::ColumnType::Time, false},
            {"care", names[8]}};
}

QStringList SettingRows::titles()
{
    return {tr("Setting"), tr("Value"), tr("From"), tr("Default"), tr("Applies"), tr("Service"), tr("Group"), tr("Changed"), tr("Danger")};
}

QString SettingRows::valueText(const protocol::SettingView &setting)
{
    if (setting.secret)
        return setting.isSet ? tr("set (…%1)").arg(setting.fingerprint.value_or(QString())) : tr("unset");
    if (setting.rule)
        return client::SettingWords::rule(*setting.rule);
    const QString value = setting.value.value_or(QString());
    if (value.isEmpty())
        return tr("unset");
    return setting.unit.isEmpty() ? value : value + u' ' + catalogueText(setting.unit);
}

QString SettingRows::catalogueText(const QString &english)
{
    return english.isEmpty() ? QString() : QCoreApplication::translate("Settings", english.toUtf8().constData());
}

QString SettingRows::sourceText(const protocol::SettingView &setting)
{
    switch (setting.source) {
    case protocol::SettingSource::Revision:
        return tr("operator %1").arg(setting.changedBy.value_or(QString()));
    case protocol::SettingSource::Environment:
        return tr("environment");
    case protocol::SettingSource::EnvFile:
        return setting.where.isEmpty() ? u".env"_s : setting.where;
    case protocol::SettingSource::Default:
        break;
    }
    return tr("default");
}

kit::Row SettingRows::row(const protocol::SettingView &setting)
{
    const bool isDefault = setting.source == protocol::SettingSource::Default;
    kit::Cell value = kit::Cell::of(valueText(setting));
    value.strong = !isDefault;
    kit::Cell source = kit::Cell::of(sourceText(setting));
    source.muted = isDefault;
    kit::Cell standard = kit::Cell::of(setting.defaultValue.isEmpty() ? tr("unset") : setting.defaultValue);
    standard.muted = true;
    kit::Cell apply = kit::Cell::of(setting.restartDue ? tr("restart due")
                                        : setting.apply == protocol::SettingApply::Hot ? tr("at once")
                                                                                       : tr("restart"));
    apply.alarming = setting.restartDue;
    apply.muted = !setting.restartDue;
    kit::Cell changed;
    if (setting.changedAt)
        changed = kit::Cell::of(double(core::epochMs(*setting.changedAt)), kit::formatMoment(core::epochMs(*setting.changedAt)));
    kit::Cell care = kit::Cell::of(setting.danger.isEmpty() ? QString() : u"▲ "_s + tr("care"));
    care.tip = catalogueText(setting.danger);
    return {setting.key.toUtf8(),
            {kit::Cell::name(setting.key), value, source, standard, apply, kit::Cell::of(setting.service),
             kit::Cell::of(catalogueText(setting.group)), changed, care}};
}

} // namespace signalbox::pages
