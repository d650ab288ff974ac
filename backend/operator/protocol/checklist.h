#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

enum class CheckVerdict { Pass, Fail, CannotTell };

template <>
struct EnumWords<CheckVerdict>
{
    static constexpr std::array kWords {"pass", "fail", "cannotTell"};
};

/// One item of a guide's checklist (contract platform 16).
struct CheckItem
{
    QString id = {}; ///< `commerce.variables`: stable, for translations
    QString service = {}; ///< whose guide
    QString list = {}; ///< `production`, `hardening`, `readiness`, `afterDeployment`, `beforeDeployment`
    QString title = {};
    CheckVerdict verdict = CheckVerdict::CannotTell;
    QString evidence = {}; ///< what was found, in words; never a secret nor the place of one
    QString question = {}; ///< what a person has to answer, where the gateway cannot; else empty
    bool person = false; ///< no gateway can ever tell

    static constexpr const char *kName = "CheckItem";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &CheckItem::id), Member("service", &CheckItem::service),
                          Member("list", &CheckItem::list), Member("title", &CheckItem::title),
                          Member("verdict", &CheckItem::verdict), Member("evidence", &CheckItem::evidence),
                          Member("question", &CheckItem::question), Member("person", &CheckItem::person));
    }
    bool operator==(const CheckItem &) const = default;
};

/// `GET /ops/v1/checklist`.
struct Checklist
{
    std::vector<CheckItem> items = {}; ///< by guide, in the guide's order
    int pass = 0;
    int fail = 0;
    int cannotTell = 0;
    core::WallTime at = {}; ///< of the findings: at most ten seconds old

    static constexpr const char *kName = "Checklist";
    static constexpr auto members()
    {
        return std::tuple(Member("items", &Checklist::items), Member("pass", &Checklist::pass),
                          Member("fail", &Checklist::fail), Member("cannotTell", &Checklist::cannotTell),
                          Member("at", &Checklist::at));
    }
    bool operator==(const Checklist &) const = default;
};

} // namespace signalbox::protocol
