#pragma once

#include "backend/operator/protocol/breakers.h"
#include "backend/operator/protocol/checklist.h"
#include "ui/client/overview_facet.h"
#include "ui/kit/state_badge.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// One part of the gateway: how it is, in words, and where to look.
struct HealthPart
{
    QString id; ///< stable: `service.commerce`, `workers`
    QString name;
    kit::Health health = kit::Health::Unknown;
    QString word; ///< beside the shape; empty for the state's own word
    QString text;
    client::Place place;
};

/// What the parts are made of; what is not known yet is left out.
struct HealthSources
{
    const protocol::Overview &overview;
    const std::optional<protocol::Providers> &providers;
    const std::optional<protocol::Breakers> &breakers;
    const std::optional<protocol::Checklist> &checklist;
};

/// The health of a gateway, part by part. Pure.
class HealthParts
{
    Q_DECLARE_TR_FUNCTIONS(HealthParts)

public:
    static kit::Health healthOf(protocol::State state);
    /// The worst first; equal ones in a fixed order.
    static std::vector<HealthPart> of(const HealthSources &sources);

private:
    static void addServices(const protocol::Overview &overview, std::vector<HealthPart> &parts);
    static void addLoad(const protocol::Saturation &load, std::vector<HealthPart> &parts);
    static void addBreakers(const protocol::Breakers &breakers, std::vector<HealthPart> &parts);
    static void addProviders(const protocol::Providers &providers, std::vector<HealthPart> &parts);
    static void addFindings(const protocol::Checklist &checklist, std::vector<HealthPart> &parts);
};

} // namespace signalbox::pages
