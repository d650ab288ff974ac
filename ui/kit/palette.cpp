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

constexpr int kWidth = 640;
constexpr int kEntryHeight = 30;
constexpr int kLineHeight = 24;
constexpr int kTop = 56;
constexpr int kIndexRole = Qt::UserRole + 1; ///< of an entry; headings and remarks have none
constexpr int kDetailRole = Qt::UserRole + 2;
constexpr int kRightRole = Qt::UserRole + 3;
constexpr int kBlockedRole = Qt::UserRole + 4;
constexpr std::size_t kOfOneHeading = 6; ///< shown where there are others
constexpr int kWordsScore = 900; ///< of a match by keywords: below one by the title

class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {kWidth - 40, index.data(kIndexRole).isValid() ? kEntryHeight : kLineHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect box = option.rect.adjusted(12, 0, -12, 0);
        if (index.data(kIndexRole).isValid())
            paintEntry(painter, option, box, index);
        else
            paintLine(painter, box, index.data().toString());
        painter->restore();
    }

private:
    static void paintLine(QPainter *painter, const QRect &box, const QString &text)
    {
        painter->setFont(uiFont(11, QFont::DemiBold));
        painter->setPen(tokens().muted);
        painter->drawText(box.adjusted(0, 4, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    }

    static void paintEntry(QPainter *painter, const QStyleOptionViewItem &option, QRect box, const QModelIndex &index)
    {
        const Tokens &theme = tokens();
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.rowSelected);
            painter->drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 5, 5);
        }
        const bool blocked = index.data(kBlockedRole).toBool();
        painter->setFont(uiFont(11));
        painter->setPen(theme.muted);
        const QString right = index.data(kRightRole).toString();
        painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, right);
        box.setRight(box.right() - painter->fontMetrics().horizontalAdvance(right) - 12);
        painter->setFont(uiFont(13));
        painter->setPen(blocked ? theme.muted : theme.text);
        const QString title = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, box.width());
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, title);
        box.setLeft(box.left() + painter->fontMetrics().horizontalAdvance(title) + 10);
        painter->setPen(theme.muted);
        if (box.width() > 40)
            painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter, painter->fontMetrics().elidedText(index.data(kDetailRole).toString(), Qt::ElideRight, box.width()));
    }
};

/// Every word that was typed stands somewhere in the text.
bool hasWords(const QString &pattern, const QString &text)
{
    const QStringList words = pattern.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

std::optional<int> scoreOf(const QString &pattern, const PaletteEntry &entry)
{
    const bool words = hasWords(pattern, QStringList {entry.title, entry.detail, entry.keywords}.join(u' '));
    if (entry.exact && !words)
        return std::nullopt;
    if (const std::optional<int> score = fuzzyScore(pattern, entry.title))
        return score;
    return words ? std::optional(kWordsScore) : std::nullopt;
}

using Scored = std::vector<std::pair<int, std::size_t>>; ///< (minus score, index), best first

Scored scored(const QString &pattern, const std::vector<PaletteEntry> &entries)
{
    Scored found;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (const std::optional<int> score = scoreOf(pattern, entries[i]))
            found.emplace_back(-*score, i);
    }
    std::sort(found.begin(), found.end());
    return found;
}

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
    std::vector<std::size_t> best;
    for (const auto &[score, index] : scored(pattern, entries)) {
        if (best.size() < most)
            best.push_back(index);
    }
    return best;
}

std::vector<PaletteGroup> groupedMatches(const QString &pattern, const std::vector<PaletteEntry> &entries,
                                         std::size_t most)
{
    std::vector<PaletteGroup> groups;
    for (const auto &[score, index] : scored(pattern, entries)) {
        const QString &title = entries[index].group;
        auto group = std::ranges::find(groups, title, &PaletteGroup::title);
        if (group == groups.end())
            group = groups.insert(groups.end(), {title, {}});
        group->entries.push_back(index);
    }
    std::size_t used = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        // Every heading that follows keeps room for two of its own.
        const std::size_t reserved = std::min<std::size_t>(2 * (groups.size() - i - 1), most - std::min(most, used + 2));
        const std::size_t ofOne = groups.size() > 1 ? kOfOneHeading : most;
        const std::size_t room = std::min(ofOne, most - used - std::min(most - used, reserved));
        std::vector<std::size_t> &own = groups[i].entries;
        own.resize(std::min(own.size(), room));
        used += own.size();
    }
    std::erase_if(groups, [](const PaletteGroup &group) { return group.entries.empty(); });
    return groups;
}

void PaletteActs::add(QObject *owner, PaletteAct act)
{
    std::erase_if(m_acts, [](const auto &known) { return known.first.isNull(); });
    m_acts.emplace_back(owner, std::move(act));
}

std::vector<PaletteEntry> PaletteActs::entries(const QString &group) const
{
    std::vector<PaletteEntry> offered;
    for (const auto &[owner, act] : m_acts) {
        if (!owner)
            continue;
        // The owner may be gone when it is chosen: the page was closed behind the palette.
        const auto run = [owner, trigger = act.trigger] {
            if (owner)
                trigger();
        };
        offered.push_back({act.title(), group, {}, run, act.refusal ? act.refusal() : QString(), act.keywords});
    }
    return offered;
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
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setFrameShape(QFrame::NoFrame);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_moved = false;
        refresh(false);
        Q_EMIT typed(text);
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::open(std::vector<PaletteEntry> entries)
{
    m_own = std::move(entries);
    m_found.clear();
    m_remark.clear();
    m_moved = false;
    if (!isVisible())
        m_before = window()->focusWidget();
    m_line->setPlaceholderText(tr("Search pages, settings, providers, requests, or act…"));
    m_line->setAccessibleName(tr("Command palette"));
    m_list->setAccessibleName(tr("Results"));
    const QSignalBlocker quiet(m_line);
    m_line->clear();
    refresh(false);
    raise();
    show();
    m_line->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::setFound(const QString &group, std::vector<PaletteEntry> entries)
{
    for (PaletteEntry &entry : entries) {
        entry.group = group;
        entry.exact = true;
    }
    m_found.insert(group, std::move(entries));
    refresh(true);
}

void CommandPalette::setRemark(const QString &remark)
{
    if (std::exchange(m_remark, remark) != remark)
        refresh(true);
}

void CommandPalette::refresh(bool keepChoice)
{
    const QVariant kept = m_list->currentIndex().data();
    m_entries = m_own;
    for (const std::vector<PaletteEntry> &found : std::as_const(m_found))
        m_entries.insert(m_entries.end(), found.begin(), found.end());
    m_model->clear();
    for (const PaletteGroup &group : groupedMatches(m_line->text(), m_entries, kShown)) {
        if (!group.title.isEmpty())
            addLine(group.title);
        for (const std::size_t index : group.entries)
            addEntry(index);
    }
    const std::vector<int> rows = entryRows();
    if (rows.empty() && m_remark.isEmpty())
        addLine(tr("Nothing fits."));
    else if (!m_remark.isEmpty())
        addLine(m_remark);
    // An answer that comes late must not move the choice from under the finger.
    const auto same = std::ranges::find_if(rows, [&](int row) { return m_model->index(row, 0).data() == kept; });
    const bool keep = keepChoice && m_moved && same != rows.end();
    if (!rows.empty())
        m_list->setCurrentIndex(m_model->index(keep ? *same : rows.front(), 0));
    if (m_list->currentIndex().row() <= 1)
        m_list->scrollToTop();
    place();
}

void CommandPalette::addLine(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setFlags(Qt::NoItemFlags);
    m_model->appendRow(item);
}

void CommandPalette::addEntry(std::size_t index)
{
    const PaletteEntry &entry = m_entries[index];
    auto *item = new QStandardItem(entry.title);
    item->setData(quint64(index), kIndexRole);
    item->setData(entry.detail, kDetailRole);
    item->setData(entry.blocked.isEmpty() ? keyText(entry.keys) : entry.blocked, kRightRole);
    item->setData(!entry.blocked.isEmpty(), kBlockedRole);
    item->setAccessibleText(QStringList {entry.group, entry.title, entry.detail, entry.blocked}.join(u' '));
    m_model->appendRow(item);
}

void CommandPalette::place()
{
    int height = 62;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += m_model->index(row, 0).data(kIndexRole).isValid() ? kEntryHeight : kLineHeight;
    const int width = std::min(kWidth, parentWidget()->width() - 40);
    setGeometry((parentWidget()->width() - width) / 2, kTop, width, std::min(height, parentWidget()->height() - kTop - 20));
}

std::vector<int> CommandPalette::entryRows() const
{
    std::vector<int> rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(kIndexRole).isValid())
            rows.push_back(row);
    }
    return rows;
}

void CommandPalette::move(int step)
{
    const std::vector<int> rows = entryRows();
    if (rows.empty())
        return;
    const auto here = std::ranges::find(rows, m_list->currentIndex().row());
    const auto at = here == rows.end() ? 0 : here - rows.begin();
    const auto count = std::ptrdiff_t(rows.size());
    const int row = rows[std::size_t((at + step % count + count) % count)];
    m_moved = true;
    m_list->setCurrentIndex(m_model->index(row, 0));
    if (row <= 1)
        m_list->scrollToTop();
}

void CommandPalette::moveToGroup(int step)
{
    const auto isHeading = [this](int row) { return !m_model->index(row, 0).data(kIndexRole).isValid(); };
    std::vector<int> firsts;
    for (const int row : entryRows()) {
        if (row == 0 || isHeading(row - 1))
            firsts.push_back(row);
    }
    if (firsts.empty())
        return;
    m_moved = true;
    const int now = m_list->currentIndex().row();
    const auto after = std::ranges::upper_bound(firsts, now) - firsts.begin(); // headings up to here
    const auto count = std::ptrdiff_t(firsts.size());
    m_list->setCurrentIndex(m_model->index(firsts[std::size_t((after - 1 + step + count) % count)], 0));
}

void CommandPalette::runCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !current.data(kIndexRole).isValid())
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

void CommandPalette::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    Q_EMIT left();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line)
        return false;
    if (event->type() == QEvent::FocusOut && isVisible() && !isAncestorOf(window()->focusWidget()))
        hide();
    if (event->type() != QEvent::KeyPress)
        return false;
    constexpr int kPage = 5;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(kPage);
        return true;
    case Qt::Key_PageUp:
        move(-kPage);
        return true;
    case Qt::Key_Tab:
        moveToGroup(1);
        return true;
    case Qt::Key_Backtab:
        moveToGroup(-1);
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
