#pragma once

#include "tests/ui/desk.h"
#include "ui/pages/settings/settings_page.h"

namespace signalbox::wire {

/// A desk with Flags & settings open.
class LeversDesk : public Desk
{
public:
    enum View { Settings, Revisions, Recipes, Guards };

    void open();
    /// Attaches the console anew with that token.
    void attach(const QByteArray &token);
    void show(View view) const;
    /// Makes a setting current in the table of settings.
    void choose(const QByteArray &key) const;
    /// Presses the button of that text once it can be pressed.
    void press(const QString &text) const;

    const pages::SettingsPage &page() const;
    /// The list of the view that is shown, one of its cells.
    kit::TableView &table() const;
    QString cell(const QByteArray &key, std::size_t column) const;
    /// Of the view that is shown, by name or text; none when it has none.
    QLineEdit *line(const QString &name) const;
    QPushButton *button(const QString &text) const;

    /// The effective value that the gateway tells anybody who asks.
    QString onTheWire(const QByteArray &key) const;
};

} // namespace signalbox::wire
