#include "ui/kit/style_sheet.h"

#include "ui/kit/tokens.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

// $name stands for a token; the names are those of struct Tokens.
constexpr QLatin1StringView kTexts {R"(
QWidget { color: $text; }
QMainWindow, QWidget#page, QWidget#pageBody { background: $background; }
QScrollArea, QScrollArea > QWidget > QWidget#pageBody { background: transparent; border: none; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="strong"] { font-weight: 600; }
QLabel[tone="headline"] { font-weight: 600; font-size: 15px; }
QLabel[tone="small"] { color: $muted; font-size: 11px; }
QLabel[tone="bad"] { color: $bad; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 4px 6px; }
)"};

constexpr QLatin1StringView kControls {R"(
QPushButton, QToolButton[control="true"] { background: $panel; border: 1px solid $control; border-radius: 6px;
    padding: 0 12px; min-height: 26px; max-height: 26px; font-weight: 500; }
QPushButton:hover, QToolButton[control="true"]:hover { background: $background; border-color: $muted; }
QPushButton:pressed { background: $rowSelected; }
QPushButton:focus, QToolButton[control="true"]:focus { border: 2px solid $accent; padding: 0 11px; min-height: 24px;
    max-height: 24px; }
QPushButton:disabled { color: $muted; background: $background; border-color: $line; }
QPushButton:checked { background: $navigationSelected; border-color: $accent; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $onAccent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accentHover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; color: $accent; padding: 0 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px; }
QToolButton:hover { background: $rowSelected; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit { background: $field; border: 1px solid $control;
    border-radius: 6px; padding: 0 8px; min-height: 26px; selection-background-color: $accent;
    selection-color: $onAccent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {
    border: 2px solid $accent; padding: 0 7px; min-height: 24px; }
QLineEdit[problem="true"] { border-color: $bad; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; outline: none;
    selection-background-color: $rowSelected; selection-color: $text; }
QCheckBox, QRadioButton { spacing: 6px; background: transparent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 3px; background: $panel; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QSlider { background: transparent; min-height: 20px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { height: 4px; background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; background: $panel;
    border: 2px solid $accent; }
QSlider::handle:horizontal:focus { background: $accent; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
)"};

constexpr QLatin1StringView kContainers {R"(
QFrame#card { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame#overlay { background: $panel; border: 1px solid $control; border-radius: 8px; }
QFrame#band { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame#navigation { background: $navigation; border: none; border-right: 1px solid $line; }
QFrame#rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame#undoBar { background: $text; border: none; border-radius: 8px; }
QFrame#undoBar QLabel { color: $panel; }
QFrame#undoBar QPushButton { background: transparent; border: 1px solid $panel; color: $panel; }
QFrame#undoBar QPushButton:focus { border: 2px solid $panel; }
QFrame#linkBanner { background: $panel; border: none; border-bottom: 2px solid $bad; }
QListView#navigationList { background: transparent; border: none; outline: none; }
QListView#paletteList { background: transparent; border: none; outline: none; }
QTabWidget::pane { border: none; }
QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: 0 2px; margin-right: 18px; min-height: 26px; font-weight: 500; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { background: $rowSelected; }
QTableView { background: transparent; border: none; outline: none; gridline-color: $line; }
QTableView QTableCornerButton::section { background: transparent; border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 0 8px; font-size: 11px; font-weight: 500; min-height: 26px; }
QHeaderView::section:hover { color: $text; }
QMenu { background: $panel; border: 1px solid $control; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: $rowSelected; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 12px; }
QSplitter::handle:vertical { height: 12px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none;
    width: 0; height: 0; }
)"};

QString hex(const QColor &color)
{
    return color.name(QColor::HexRgb);
}

/// `share` of `over` mixed into `under`, opaque.
QColor mix(const QColor &under, const QColor &over, double share)
{
    const auto part = [share](int a, int b) { return int(a + (b - a) * share); };
    return QColor(part(under.red(), over.red()), part(under.green(), over.green()), part(under.blue(), over.blue()));
}

} // namespace

QString styleSheet(const Tokens &theme)
{
    // Longer names first, so that $navigation does not eat $navigationSelected.
    const std::pair<QLatin1StringView, QString> names[] {
        {"$navigationSelected"_L1, hex(theme.navigationSelected)},
        {"$navigation"_L1, hex(theme.navigation)},
        {"$background"_L1, hex(theme.background)},
        {"$rowSelected"_L1, hex(theme.rowSelected)},
        {"$accentHover"_L1, hex(mix(theme.accent, theme.text, 0.15))},
        {"$accent"_L1, hex(theme.accent)},
        {"$onAccent"_L1, hex(theme.onAccent)},
        {"$control"_L1, hex(mix(theme.line, theme.muted, theme.dark ? 0.2 : 0.12))},
        {"$field"_L1, hex(theme.dark ? theme.background : theme.panel)},
        {"$panel"_L1, hex(theme.panel)},
        {"$muted"_L1, hex(theme.muted)},
        {"$text"_L1, hex(theme.text)},
        {"$line"_L1, hex(theme.line)},
        {"$bad"_L1, hex(theme.bad)},
    };
    QString sheet = QString(kTexts) + QString(kControls) + QString(kContainers);
    for (const auto &[name, color] : names)
        sheet.replace(name, color);
    return sheet;
}

} // namespace signalbox::kit
