#pragma once

#include <QString>

namespace signalbox::kit {

struct Tokens;

/// The application's style sheet for one theme: controls, cards, tables, menus. Everything else is painted.
QString styleSheet(const Tokens &theme);

} // namespace signalbox::kit
