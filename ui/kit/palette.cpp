#include "ui/kit/palette.h"

#include "ui/kit/key_sheet.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

constexpr std::size_t kShown = 12;
constexpr int kWidth = 560;
constexpr int kEntryHeight = 30;
constexpr int kGroupRole = Qt::UserRole + 1;
constexpr int kIndexRole = Qt::UserRole + 2;
constexpr int kBlockedRole = Qt::UserRole + 3;

class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {kWidth, kEntryHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &theme = tokens();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.rowSelected);
            painter->drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 5, 5);
        }
        const QRect box = option.rect.adjusted(12, 0, -12, 0);
        const QString blocked = index.data(kBlockedRole).toString();
        const QString right = blocked.isEmpty() ? index.data(kGroupRole).toString() : blocked;
        painter->setFont(uiFont(11));
        const int width = painter->fontMetrics().horizontalAdvance(right) + 8;
        painter->setPen(theme.muted);
        painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, right);
        painter->setFont(uiFont(13));
        painter->setPen(blocked.isEmpty() ? theme.text : theme.muted);
        const QString title = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, box.width() - width);
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, title);
        painter->restore();
    }
};

} // namespace

std::optional<int> fuzzyScore(const QString &pattern, const QString &text)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        while (at < text.size() && text[at].toCaseFolded() != wanted.toCaseFolded())
            ++at;
        if (at == text.size())
            return std::nullopt;
        const bool wordStart = at == 0 || !text[at - 1].isLetterOrNumber();
        score += 1 + (wordStart ? 8 : 0) + (at == previous + 1 ? 5 : 0);
        previous = at++;
    }
    // Of two texts that match alike the shorter one is meant.
    return pattern.trimmed().isEmpty() ? 0 : score * 100 - int(std::min<qsizetype>(text.size(), 99));
}

std::vector<std::size_t> bestMatches(const QString &pattern, const std::vector<PaletteEntry> &entries, std::size_t most)
{
    std::vector<std::pair<int, std::size_t>> scored;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (const std::optional<int> score = fuzzyScore(pattern, entries[i].title))
            scored.emplace_back(-*score, i);
    }
    std::sort(scored.begin(), scored.end());
    std::vector<std::size_t> best;
    for (const auto &[score, index] : scored) {
        if (best.size() < most)
            best.push_back(index);
    }
    return best;
}

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_line(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
{
    setObjectName(u"overlay"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString &text) {
        refresh();
        Q_EMIT typed(text);
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::open(std::vector<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    m_before = window()->focusWidget();
    m_line->setPlaceholderText(tr("Go to a page, find a request, do something…"));
    m_line->setAccessibleName(tr("Command palette"));
    m_line->clear();
    const int width = std::min(kWidth, parentWidget()->width() - 40);
    setGeometry((parentWidget()->width() - width) / 2, 56, width, kEntryHeight);
    refresh();
    raise();
    show();
    m_line->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::addEntries(std::vector<PaletteEntry> entries)
{
    std::move(entries.begin(), entries.end(), std::back_inserter(m_entries));
    refresh();
}

void CommandPalette::refresh()
{
    m_model->clear();
    for (const std::size_t index : bestMatches(m_line->text(), m_entries, kShown)) {
        const PaletteEntry &entry = m_entries[index];
        auto *item = new QStandardItem(entry.title);
        const QString keys = keyText(entry.keys);
        item->setData(keys.isEmpty() ? entry.group : QString(entry.group + u"   "_s + keys), kGroupRole);
        item->setData(quint64(index), kIndexRole);
        item->setData(entry.blocked, kBlockedRole);
        m_model->appendRow(item);
    }
    resize(width(), 62 + std::max(m_model->rowCount(), 1) * kEntryHeight);
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::move(int step)
{
    const int rows = m_model->rowCount();
    if (rows > 0)
        m_list->setCurrentIndex(m_model->index((m_list->currentIndex().row() + step + rows) % rows, 0));
}

void CommandPalette::runCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const PaletteEntry entry = m_entries[std::size_t(current.data(kIndexRole).toULongLong())];
    if (!entry.blocked.isEmpty())
        return;
    leave();
    if (entry.act)
        entry.act();
}

void CommandPalette::leave()
{
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line)
        return false;
    if (event->type() == QEvent::FocusOut && isVisible() && !isAncestorOf(window()->focusWidget()))
        hide();
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    default:
        return false;
    }
}

} // namespace signalbox::kit
