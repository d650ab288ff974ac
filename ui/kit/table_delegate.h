#pragma once

#include <QStyledItemDelegate>

namespace signalbox::kit {

class RowModel;

/// Draws the cells of a RowModel: tinted selection, a rule under each row, tabular numbers at the right, states with
/// their shape, courses as lines. A text that does not fit is shown in full while the pointer rests on it.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TableDelegate(const RowModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    /// What resting on the cell shows: its tip, else its text where the cell is too narrow for it, else nothing.
    QString tipAt(const QModelIndex &index, int width) const;

private:
    const RowModel &m_model;
};

} // namespace signalbox::kit
