#pragma once

#include "backend/operator/protocol/flag_rule.h"

namespace signalbox::protocol {

enum class SettingType { Text, Boolean, Integer, Decimal, Choice, Url, Path, Date, Cidrs };

template <>
struct EnumWords<SettingType>
{
    static constexpr std::array kWords {"text", "boolean", "integer", "decimal", "choice",
                                        "url",  "path",    "date",    "cidrs"};
};

enum class SettingSource { Revision, Environment, EnvFile, Default };

template <>
struct EnumWords<SettingSource>
{
    static constexpr std::array kWords {"revision", "environment", ".env", "default"};
};

enum class SettingApply { Hot, Restart };

template <>
struct EnumWords<SettingApply>
{
    static constexpr std::array kWords {"hot", "restart"};
};

/// One catalogue entry with its effective value.
struct SettingView
{
    QString key = {};
    QString service = {};
    QString group = {};
    SettingType type = SettingType::Text;
    bool secret = false;
    bool isSet = false;
    std::optional<QString> value = {}; ///< absent for secrets and when unset
    std::optional<QString> fingerprint = {}; ///< of a set secret: the last four hex digits of its SHA-256
    SettingSource source = SettingSource::Default;
    QString where = {}; ///< file and line for `.env`
    QString defaultValue = {};
    QString help = {};
    QString unit = {};
    std::optional<double> minimum = {};
    std::optional<double> maximum = {};
    std::vector<QString> choices = {};
    QString danger = {}; ///< why changing it needs care; empty = harmless
    SettingApply apply = SettingApply::Hot;
    bool restartDue = false; ///< the running value differs until the next start
    bool clamped = false;
    std::optional<QString> changedBy = {}; ///< only with source `revision`
    std::optional<core::WallTime> changedAt = {};
    std::optional<qint64> changedIn = {}; ///< number of that revision
    std::optional<QString> configured = {}; ///< with source `revision`: what holds when it is cleared; never a secret's
    std::optional<QString> pending = {}; ///< with restartDue: what holds from the next start on; never a secret's
    std::optional<FlagRule> rule = {}; ///< of a flag that is neither simply on nor off; `value` is its JSON text
    std::vector<QString> ruleKinds = {}; ///< that POST /revisions takes for it; empty: no flag
    bool canSet = true; ///< by a revision, whoever asks; secrets need the role admin
    QString whyNot = {}; ///< when it cannot be set

    static constexpr const char *kName = "SettingView";
    static constexpr auto members()
    {
        return std::tuple(
            Member("key", &SettingView::key), Member("service", &SettingView::service),
            Member("group", &SettingView::group), Member("type", &SettingView::type),
            Member("secret", &SettingView::secret), Member("isSet", &SettingView::isSet),
            Member("value", &SettingView::value), Member("fingerprint", &SettingView::fingerprint),
            Member("source", &SettingView::source), Member("where", &SettingView::where),
            Member("defaultValue", &SettingView::defaultValue), Member("help", &SettingView::help),
            Member("unit", &SettingView::unit), Member("minimum", &SettingView::minimum),
            Member("maximum", &SettingView::maximum), Member("choices", &SettingView::choices),
            Member("danger", &SettingView::danger), Member("apply", &SettingView::apply),
            Member("restartDue", &SettingView::restartDue), Member("clamped", &SettingView::clamped),
            Member("changedBy", &SettingView::changedBy), Member("changedAt", &SettingView::changedAt),
            Member("changedIn", &SettingView::changedIn), Member("configured", &SettingView::configured),
            Member("pending", &SettingView::pending), Member("rule", &SettingView::rule),
            Member("ruleKinds", &SettingView::ruleKinds), Member("canSet", &SettingView::canSet),
            Member("whyNot", &SettingView::whyNot));
    }
    bool operator==(const SettingView &) const = default;
};

} // namespace signalbox::protocol
