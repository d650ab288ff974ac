#pragma once

#include <QStyledItemDelegate>

namespace signalbox::kit {

class RowModel;

/// Draws the cells of a RowModel: tinted selection, a rule under each row, tabular numbers at the right, states with
/// their shape, courses as lines.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TableDelegate(const RowModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const RowModel &m_model;
};

} // namespace signalbox::kit
