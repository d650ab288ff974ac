#pragma once

#include "backend/operator/protocol/overview.h"

namespace signalbox::protocol {

/// Something that was changed: a start, a re-read of the settings, a breaker, later a flip.
struct Change
{
    core::WallTime at = {};
    QString kind = {}; ///< `start`, `reload`, `breaker`, `revision`
    QString actor = {}; ///< a person's name, or `gateway`
    QString what = {}; ///< the key, breaker or version concerned
    QString detail = {}; ///< before and after in words; never a secret

    static constexpr const char *kName = "Change";
    static constexpr auto members()
    {
        return std::tuple(Member("at", &Change::at), Member("kind", &Change::kind), Member("actor", &Change::actor),
                          Member("what", &Change::what), Member("detail", &Change::detail));
    }
    bool operator==(const Change &) const = default;
};

/// What the sentence is about; the console opens its page.
struct WorstItem
{
    QString kind = {}; ///< `service`, `provider`, `breaker`, `store`, `queue`, `workers`, `bodyMemory`
    QString id = {};

    static constexpr const char *kName = "WorstItem";
    static constexpr auto members()
    {
        return std::tuple(Member("kind", &WorstItem::kind), Member("id", &WorstItem::id));
    }
    bool operator==(const WorstItem &) const = default;
};

/// The state of the gateway in words. The console translates by code and args; the sentence is plain English.
struct Verdict
{
    State state = State::Well;
    QString sentence = {};
    QString sentenceCode = {}; ///< see overview_sentence.h of the server for the codes and their args
    QJsonObject sentenceArgs = {};
    std::optional<WorstItem> worst = {}; ///< absent when all is well

    static constexpr const char *kName = "Verdict";
    static constexpr auto members()
    {
        return std::tuple(Member("state", &Verdict::state), Member("sentence", &Verdict::sentence),
                          Member("sentenceCode", &Verdict::sentenceCode),
                          Member("sentenceArgs", &Verdict::sentenceArgs), Member("worst", &Verdict::worst));
    }
    bool operator==(const Verdict &) const = default;
};

/// The last changes, newest first, at most ten.
struct Changes
{
    std::vector<Change> items = {};
    core::WallTime at = {};

    static constexpr const char *kName = "Changes";
    static constexpr auto members()
    {
        return std::tuple(Member("items", &Changes::items), Member("at", &Changes::at));
    }
    bool operator==(const Changes &) const = default;
};

/// `GET /ops/v1/overview`, and the data of the stream's topic `health`.
struct Overview
{
    Gateway gateway = {};
    Verdict verdict = {};
    core::WallTime since = {}; ///< when the state became what it is
    std::vector<ServiceRed> services = {};
    Saturation saturation = {};
    Waiting waiting = {};
    Changes changes = {};
    core::WallTime at = {};

    static constexpr const char *kName = "Overview";
    static constexpr auto members()
    {
        return std::tuple(Member("gateway", &Overview::gateway), Member("verdict", &Overview::verdict),
                          Member("since", &Overview::since), Member("services", &Overview::services),
                          Member("saturation", &Overview::saturation), Member("waiting", &Overview::waiting),
                          Member("changes", &Overview::changes), Member("at", &Overview::at));
    }
    bool operator==(const Overview &) const = default;
};

} // namespace signalbox::protocol
