#pragma once

#include <QFrame>
#include <QKeySequence>
#include <QPointer>

#include <functional>
#include <optional>
#include <vector>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace signalbox::kit {

/// One thing that the palette can do.
struct PaletteEntry
{
    QString title;
    QString group; ///< muted at the right: "Page", "Provider", "Act"
    QKeySequence keys; ///< shown when there are any
    std::function<void()> act;
    QString blocked = {}; ///< why it cannot be done now; empty when it can
};

/// How well a text matches what was typed: letters in order, better when together and at the start of words.
/// Nothing when it does not match; an empty pattern matches everything with 0.
std::optional<int> fuzzyScore(const QString &pattern, const QString &text);

/// The entries that match, best first; equal ones keep their order.
std::vector<std::size_t> bestMatches(const QString &pattern, const std::vector<PaletteEntry> &entries, std::size_t most);

/// Ctrl+K: type a few letters, Enter does it, Escape leaves. A child of the window, not a dialog.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);

    /// Shows the palette over the window with these entries.
    void open(std::vector<PaletteEntry> entries);
    /// More entries for what is typed now (requests by id, settings), after typed().
    void addEntries(std::vector<PaletteEntry> entries);

Q_SIGNALS:
    void typed(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void runCurrent();
    void move(int step);
    void leave();

    QLineEdit *m_line;
    QListView *m_list;
    QStandardItemModel *m_model;
    std::vector<PaletteEntry> m_entries;
    QPointer<QWidget> m_before;
};

} // namespace signalbox::kit
