#pragma once

#include "ui/client/link.h"
#include "ui/kit/row_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/undo_bar.h"
#include "ui/shell/console.h"
#include "ui/shell/main_window.h"

#include <QProcess>
#include <QTemporaryDir>

class QLineEdit;
class QPushButton;

namespace signalbox::wire {

/// A sandbox gateway in a process of its own, a console over it, and a second way to the gateway that does what another
/// operator would.
class Desk
{
public:
    static constexpr int kPatience = 15000; ///< ms for what comes over the wire

    virtual ~Desk();

    void open();
    void close();
    /// Attaches the console anew with that token.
    void attach(const QByteArray &token, bool readOnly = false);
    /// Presses the keys and makes sure that they led to that page.
    void go(const char *keys, const QByteArray &page) const;
    /// A token for a person that is added now.
    QByteArray tokenFor(const QString &name, const QString &role) const;

    static QString program();
    shell::MainWindow &window() const { return *m_console->window(); }
    kit::UndoBar &undo() const;
    QProcess &gateway() { return m_gateway; }
    QByteArray token() const { return m_token; }
    QUrl url() const { return m_url; }
    /// Where the services answer.
    QUrl service() const { return m_service; }
    QString store() const { return m_folder.filePath(QStringLiteral("sandbox/sandbox.db")); }
    QString folder() const { return m_folder.path(); }

    static kit::RowModel &rowsOf(const kit::TableView &table);
    /// Within a widget, by name or text; none when it has none.
    static QLineEdit *lineIn(const QWidget &widget, const QString &name);
    static QPushButton *buttonIn(const QWidget &widget, const QString &text);
    /// Presses the button of that text once it can be pressed.
    static void pressIn(const QWidget &widget, const QString &text);
    static void type(QLineEdit *line, const QString &text);
    /// The texts of every label that can be seen in a widget.
    static QString shownText(const QWidget &widget);

    /// What the gateway answers to a read.
    QJsonObject read(const QString &path) const;
    /// The newest revision's number.
    qint64 head() const;
    /// What the second operator does; the error's text, empty when it went well.
    QString act(const QString &path, const QJsonObject &body) const;
    /// The second operator sets a setting; `confirm` is given as well.
    QString set(const QString &key, const QString &value) const;

private:
    QTemporaryDir m_folder;
    QProcess m_gateway;
    QUrl m_url;
    QUrl m_service;
    QByteArray m_token;
    std::unique_ptr<client::Link> m_other;
    std::unique_ptr<shell::Console> m_console;
};

} // namespace signalbox::wire
