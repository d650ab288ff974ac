#pragma once

#include "ui/client/link.h"
#include "ui/kit/row_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/console.h"
#include "ui/shell/main_window.h"

#include <QProcess>
#include <QTemporaryDir>

class QLineEdit;
class QPushButton;

namespace signalbox::wire {

/// A sandbox gateway in a process of its own, a console over it with Flags & settings open, and a second way to the
/// gateway that does what another operator would.
class LeversDesk
{
public:
    static constexpr int kPatience = 15000; ///< ms for what comes over the wire
    enum View { Settings, Revisions, Recipes, Guards };

    ~LeversDesk();

    void open();
    void close();
    /// Attaches the console anew with that token.
    void attach(const QByteArray &token);
    void show(View view) const;
    /// Makes a setting current in the table of settings.
    void choose(const QByteArray &key) const;
    /// Presses the button of that text once it can be pressed.
    void press(const QString &text) const;
    static void type(QLineEdit *line, const QString &text);

    static QString program();
    const pages::SettingsPage &page() const;
    kit::UndoBar &undo() const;
    /// The list of the view that is shown, its rows, one of its cells.
    kit::TableView &table() const;
    static kit::RowModel &rowsOf(const kit::TableView &table);
    QString cell(const QByteArray &key, std::size_t column) const;
    /// Of the view that is shown, by name or text; none when it has none.
    QLineEdit *line(const QString &name) const;
    QPushButton *button(const QString &text) const;
    /// The texts of every label that can be seen in a widget.
    static QString shownText(const QWidget &widget);

    /// The effective value that the gateway tells anybody who asks.
    QString onTheWire(const QByteArray &key) const;
    /// The newest revision's number.
    qint64 head() const;
    /// What the second operator does; the error's text, empty when it went well.
    QString act(const QString &path, const QJsonObject &body) const;
    QUrl url() const { return m_url; }
    QString store() const { return m_folder.filePath(QStringLiteral("sandbox/sandbox.db")); }

private:
    shell::MainWindow &window() const { return *m_console->window(); }

    QTemporaryDir m_folder;
    QProcess m_gateway;
    QUrl m_url;
    QByteArray m_token;
    std::unique_ptr<client::Link> m_other;
    std::unique_ptr<shell::Console> m_console;
};

} // namespace signalbox::wire
