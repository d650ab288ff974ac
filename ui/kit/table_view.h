#pragma once

#include "ui/kit/view_state.h"

#include <QPersistentModelIndex>
#include <QTableView>

class QMenu;

namespace signalbox::kit {

class LayoutStore;
class RowModel;

/// A table over a RowModel: 26 px rows with a rule, no grid, columns fitted to their content without a horizontal
/// scroll bar where they can be, the last one stretched. Ctrl+C copies the selected rows; the header's context menu
/// and the rows' context menu choose columns and order; rows keep their place on the screen while others come and go.
class TableView : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(RowModel &rows, QWidget *parent = nullptr);

    /// Shown while there are no rows: loading, empty (and what to do), failed. Made anew when the language changes.
    void setState(ViewStateMaker make);
    void setState(const ViewState &state);
    /// As high as its rows, up to `most` rows: for short tables in a page that scrolls as a whole.
    void fitToRows(int most);
    /// Keeps the choice of columns and their order under that name. The store outlives the table.
    void keepColumns(LayoutStore &store, const QString &name);
    /// The key of the current row; empty when there is none.
    QByteArray currentKey() const;
    /// The keys of the selected rows from top to bottom.
    QList<QByteArray> selectedKeys() const;
    /// Makes the row current, selects and shows it. False when it is not shown.
    bool selectKey(const QByteArray &key);
    /// The selected rows as tab-separated text with a header line.
    QString selectionAsText() const;
    /// Adds an act to the context menu and its key to the table: the menu equals the keyboard.
    void addAct(QAction *act);

    QSize sizeHint() const override;

Q_SIGNALS:
    /// Enter or a double click on a row.
    void opened(const QByteArray &key);
    void currentKeyChanged(const QByteArray &key);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void connectNotify(const QMetaMethod &signal) override;

private:
    void watchModel();
    void makeActs();
    void fitColumns();
    void widenShort();
    void shrinkToViewport();
    void addColumnChoices(QMenu *menu);
    void addSortChoices(QMenu *menu);
    void showColumn(int column, bool shown);
    void restoreColumns(const QStringList &shown);
    void storeColumns();
    void sortBy(int column);
    void retranslate();
    void holdTop();
    void restoreTop();
    void openCurrent();
    void copySelection() const;

    RowModel &m_rows;
    ViewStateMaker m_makeState = &ViewState::loading;
    ViewState m_state = m_makeState();
    LayoutStore *m_store = nullptr;
    QString m_storeName;
    QAction *m_open;
    QAction *m_copy;
    QAction *m_all;
    QPersistentModelIndex m_top;
    int m_fitRows = 0;
    bool m_fitted = false;
};

} // namespace signalbox::kit
