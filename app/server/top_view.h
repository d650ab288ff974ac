#pragma once

#include "backend/operator/protocol/alerts.h"
#include "backend/operator/protocol/breakers.h"
#include "backend/operator/protocol/overview_document.h"

namespace signalbox::daemon {

/// What `signalboxd top` shows.
struct TopFrame
{
    protocol::Overview overview;
    std::vector<protocol::Alert> alerts; ///< that fire
    protocol::Breakers breakers;
};

/// The frame as lines of plain text, none longer than `width`, at most `height` of them (0 = all). Pure.
QStringList topLines(const TopFrame &frame, int width, int height);

} // namespace signalbox::daemon
