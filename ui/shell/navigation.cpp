#include "ui/shell/navigation.h"

#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"
#include "ui/shell/page_registry.h"

#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {

constexpr int kWidth = 188;
constexpr int kEntryHeight = 32;
constexpr int kCountRole = Qt::UserRole + 1;
constexpr int kBadRole = Qt::UserRole + 2;
constexpr int kTornRole = Qt::UserRole + 3;

/// A small window with an arrow out of it.
void paintTornOff(QPainter *painter, const QPointF &center, const QColor &color)
{
    painter->setPen(QPen(color, 1.2));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(QPolygonF {center + QPointF(-1, -3), center + QPointF(-5, -3), center + QPointF(-5, 5),
                                     center + QPointF(3, 5), center + QPointF(3, 1)});
    painter->drawLine(center + QPointF(-1, 1), center + QPointF(5, -5));
    painter->drawPolyline(QPolygonF {center + QPointF(1, -5), center + QPointF(5, -5), center + QPointF(5, -1)});
}

class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {kWidth - 20, kEntryHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const kit::Tokens &theme = kit::tokens();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QRectF box = QRectF(option.rect).adjusted(0, 1, 0, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool focused = option.state.testFlag(QStyle::State_HasFocus);
        painter->setPen(focused ? QPen(theme.accent, 1.5) : QPen(Qt::NoPen));
        painter->setBrush(selected ? QBrush(theme.navigationSelected) : QBrush(Qt::NoBrush));
        if (selected || focused)
            painter->drawRoundedRect(box.adjusted(1, 0, -1, 0), 6, 6);
        painter->setFont(kit::uiFont(13, selected ? QFont::DemiBold : QFont::Normal));
        painter->setPen(selected ? theme.text : theme.muted);
        painter->drawText(box.adjusted(10, 0, -10, 0), Qt::AlignVCenter, index.data().toString());
        double right = box.right() - 8;
        if (index.data(kTornRole).toBool()) {
            paintTornOff(painter, QPointF(right - 7, box.center().y()), theme.muted);
            right -= 22;
        }
        if (const int count = index.data(kCountRole).toInt(); count > 0) {
            const QString text = count > 99 ? u"99+"_s : QString::number(count);
            painter->setFont(kit::uiFont(11, QFont::DemiBold));
            const double width = std::max(24.0, painter->fontMetrics().horizontalAdvance(text) + 12.0);
            const QRectF badge(right - width, box.center().y() - 8.5, width, 17);
            painter->setPen(Qt::NoPen);
            painter->setBrush(index.data(kBadRole).toBool() ? theme.bad : theme.accent);
            painter->drawRoundedRect(badge, 8.5, 8.5);
            painter->setPen(theme.onAccent);
            painter->drawText(badge, Qt::AlignCenter, text);
        }
        painter->restore();
    }
};

/// The signal-box mark beside the name: one lever up, one down.
class Mark : public QWidget
{
public:
    explicit Mark(QWidget *parent) : QWidget(parent) { setFixedSize(16, 16); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(kit::tokens().text, 1.4));
        painter.setBrush(kit::tokens().text);
        painter.drawRoundedRect(QRectF(1, 1.5, 5.5, 13), 1, 1);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(9, 1.5, 5.5, 13), 1, 1);
    }
};

} // namespace

Navigation::Navigation(const PageRegistry &pages, QWidget *parent)
    : QFrame(parent)
    , m_pages(pages)
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_person(new QLabel(this))
{
    setObjectName(u"navigation"_s);
    setFixedWidth(kWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(9, 10, 9, 10);
    layout->setSpacing(6);
    auto *brand = new QHBoxLayout;
    brand->setContentsMargins(10, 2, 0, 2);
    brand->addWidget(new Mark(this));
    auto *name = new QLabel(u"Signalbox"_s, this);
    kit::setTone(name, kit::Tone::Headline);
    brand->addWidget(name, 1);
    layout->addLayout(brand);
    m_list->setObjectName(u"navigationList"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (std::size_t i = 0; i < pages.entries().size(); ++i)
        m_model->appendRow(new QStandardItem);
    layout->addWidget(m_list, 1);
    m_person->setContentsMargins(8, 0, 0, 0);
    kit::setTone(m_person, kit::Tone::Muted);
    layout->addWidget(m_person);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->viewport()->installEventFilter(this);
    connect(m_list, &QListView::customContextMenuRequested, this, &Navigation::showMenu);
    // A page in a window of its own is not shown here, so it can be clicked while it is the chosen one.
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { Q_EMIT chosen(index.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { Q_EMIT chosen(current.row()); });
    retranslate();
}

void Navigation::setCurrent(int index)
{
    m_list->setCurrentIndex(m_model->index(index, 0));
}

void Navigation::setBadge(int index, int count, bool bad)
{
    QStandardItem *item = m_model->item(index);
    if (item == nullptr)
        return;
    item->setData(count, kCountRole);
    item->setData(bad, kBadRole);
    retranslate();
}

void Navigation::setTornOff(int index, bool tornOff)
{
    if (QStandardItem *item = m_model->item(index)) {
        item->setData(tornOff, kTornRole);
        retranslate();
    }
}

void Navigation::showMenu(const QPoint &at)
{
    // From the keyboard the place is that of the pointer, so the chosen entry is meant.
    const QModelIndex under = m_list->indexAt(at);
    const QModelIndex entry = under.isValid() ? under : m_list->currentIndex();
    if (!entry.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString text = entry.data(kTornRole).toBool() ? tr("Put the page back") : tr("Open in a window of its own");
    connect(menu->addAction(text), &QAction::triggered, this, [this, row = entry.row()] { Q_EMIT moveWanted(row); });
    menu->popup(m_list->viewport()->mapToGlobal(under.isValid() ? at : m_list->visualRect(entry).center()));
}

bool Navigation::eventFilter(QObject *watched, QEvent *event)
{
    // The right button asks for the menu and goes nowhere.
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease)
        return static_cast<QMouseEvent *>(event)->button() == Qt::RightButton;
    return QFrame::eventFilter(watched, event);
}

void Navigation::setPerson(const QString &text)
{
    m_person->setText(text);
}

void Navigation::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void Navigation::retranslate()
{
    m_list->setAccessibleName(tr("Pages"));
    for (int i = 0; i < m_model->rowCount(); ++i) {
        QStandardItem *item = m_model->item(i);
        const QString title = PageRegistry::title(m_pages.entries()[std::size_t(i)]);
        const int count = item->data(kCountRole).toInt();
        item->setText(title);
        QString told = count > 0 ? tr("%1, waiting: %2").arg(title).arg(count) : title;
        if (item->data(kTornRole).toBool())
            told = tr("%1, in a window of its own").arg(told);
        item->setAccessibleText(told);
    }
}

} // namespace signalbox::shell
