#pragma once

#include <QFrame>
#include <QHash>
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
    QString group; ///< the heading that it stands under: "Pages", "Settings"
    QKeySequence keys; ///< shown when there are any
    std::function<void()> act;
    QString blocked = {}; ///< why it cannot be done now; empty when it can
    QString keywords = {}; ///< further words by which it is found
    QString detail = {}; ///< muted behind the title
    bool exact = false; ///< found by the words typed, not by their letters: for what a search brought
};

/// The entries under one heading.
struct PaletteGroup
{
    QString title;
    std::vector<std::size_t> entries; ///< best first
};

/// How well a text matches what was typed: letters in order, better when together and at the start of words.
/// Nothing when it does not match; an empty pattern matches everything with 0.
std::optional<int> fuzzyScore(const QString &pattern, const QString &text);

/// The entries that match, best first; equal ones keep their order.
std::vector<std::size_t> bestMatches(const QString &pattern, const std::vector<PaletteEntry> &entries, std::size_t most);

/// The entries that match by heading, the heading with the best one first; at most `most` entries in all, and no
/// more of a heading than leaves room for the others.
std::vector<PaletteGroup> groupedMatches(const QString &pattern, const std::vector<PaletteEntry> &entries,
                                         std::size_t most);

/// An act that the palette offers everywhere, also while its page was never opened.
struct PaletteAct
{
    std::function<QString()> title; ///< in the present language
    QString keywords = {}; ///< further words by which it is found
    std::function<QString()> refusal = {}; ///< why it cannot be done now; none or empty when it can
    std::function<void()> trigger;
};

/// Where pages add their acts. Main thread.
class PaletteActs
{
public:
    /// Offered for as long as `owner` lives.
    void add(QObject *owner, PaletteAct act);
    /// What is offered now, under that heading.
    std::vector<PaletteEntry> entries(const QString &group) const;

private:
    std::vector<std::pair<QPointer<QObject>, PaletteAct>> m_acts;
};

/// Ctrl+K: type a few letters, Enter does it, Escape leaves. A child of the window, not a dialog. Results stand under
/// headings; Tab goes to the next one.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    /// Entries that are shown at most.
    static constexpr std::size_t kShown = 14;

    explicit CommandPalette(QWidget *window);

    /// Shows the palette over the window with these entries.
    void open(std::vector<PaletteEntry> entries);
    /// What a search brought for what is typed now: replaces what it brought before under that heading.
    void setFound(const QString &group, std::vector<PaletteEntry> entries);
    /// A muted last line: that a search is under way, or what became of it. Empty for none.
    void setRemark(const QString &remark);

Q_SIGNALS:
    void typed(const QString &text);
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh(bool keepChoice);
    void addLine(const QString &text);
    void addEntry(std::size_t index);
    void place();
    void runCurrent();
    void move(int step);
    void moveToGroup(int step);
    void leave();
    std::vector<int> entryRows() const;

    QLineEdit *m_line;
    QListView *m_list;
    QStandardItemModel *m_model;
    std::vector<PaletteEntry> m_own;
    QHash<QString, std::vector<PaletteEntry>> m_found;
    std::vector<PaletteEntry> m_entries; ///< own and found
    QString m_remark;
    bool m_moved = false; ///< the choice is the user's, not the best one
    QPointer<QWidget> m_before;
};

} // namespace signalbox::kit
