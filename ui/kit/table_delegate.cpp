#include "ui/kit/table_delegate.h"

#include "ui/kit/row_model.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/tabular_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>

#include <cmath>

namespace signalbox::kit {

namespace {

constexpr int kSide = 8;
constexpr int kShape = 16;
constexpr int kSparkWidth = 140;

const Cell *cellAt(const RowModel &model, const QModelIndex &index)
{
    const Row *row = model.rowAt(index.row());
    return row != nullptr && std::size_t(index.column()) < row->cells.size() ? &row->cells[std::size_t(index.column())]
                                                                             : nullptr;
}

QColor inkOf(const Cell &cell, ColumnType type)
{
    const Tokens &theme = tokens();
    if (cell.alarming)
        return theme.bad;
    if (type == ColumnType::State && !cell.muted)
        return healthColor(cell.health);
    return cell.muted ? theme.muted : theme.text;
}

} // namespace

TableDelegate::TableDelegate(const RowModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) { }

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &theme = tokens();
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.rowSelected);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line);
    if (option.state.testFlag(QStyle::State_HasFocus))
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1), theme.accent);
    const Cell *cell = cellAt(m_model, index);
    if (cell == nullptr) {
        painter->restore();
        return;
    }
    const ColumnType type = m_model.columns()[std::size_t(index.column())].type;
    QRectF box = QRectF(option.rect).adjusted(kSide, 0, -kSide, -1);
    const bool strong = cell->strong || type == ColumnType::State;
    painter->setFont(uiFont(13, strong ? QFont::DemiBold : QFont::Normal));
    painter->setPen(inkOf(*cell, type));
    if (type == ColumnType::Spark) {
        paintSparkline(painter, box.adjusted(0, 5, 0, -4), cell->trend, cell->alarming ? theme.bad : theme.series[0]);
    } else if (type == ColumnType::Number || type == ColumnType::Time) {
        drawTabular(painter, box, type == ColumnType::Number ? Qt::AlignRight : Qt::AlignLeft, cell->text);
    } else {
        if (type == ColumnType::State && !cell->text.isEmpty()) {
            paintShape(painter, QRectF(box.left(), box.top(), 10, box.height()), cell->health, inkOf(*cell, type));
            box.setLeft(box.left() + kShape);
        }
        const QString text = painter->fontMetrics().elidedText(cell->text, Qt::ElideRight, int(box.width()) + 1);
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const Cell *cell = cellAt(m_model, index);
    if (cell == nullptr)
        return {2 * kSide, kRowHeight};
    const ColumnType type = m_model.columns()[std::size_t(index.column())].type;
    if (type == ColumnType::Spark)
        return {kSparkWidth, kRowHeight};
    const bool strong = cell->strong || type == ColumnType::State;
    const double text = tabularWidth(uiFont(13, strong ? QFont::DemiBold : QFont::Normal), cell->text);
    return {int(std::ceil(text)) + 2 * kSide + (type == ColumnType::State ? kShape : 0) + 2, kRowHeight};
}

QString TableDelegate::tipAt(const QModelIndex &index, int width) const
{
    const Cell *cell = cellAt(m_model, index);
    if (cell == nullptr)
        return {};
    if (!cell->tip.isEmpty())
        return cell->tip;
    return sizeHint({}, index).width() > width + 2 ? cell->text : QString();
}

bool TableDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    // As rich text a tip is broken into lines; the text itself is plain.
    const QString tip = tipAt(index, option.rect.width());
    QToolTip::showText(event->globalPos(), tip.isEmpty() ? QString() : Qt::convertFromPlainText(tip), view);
    return true;
}

} // namespace signalbox::kit
