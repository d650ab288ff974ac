#include "ui/pages/settings/diff_view.h"

#include "ui/client/act_words.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

DiffView::DiffView(QWidget *parent)
    : QWidget(parent), m_rows({{"key", {}}, {"before", {}}, {"after", {}}}), m_table(new kit::TableView(m_rows)), m_notes(new QLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_notes);
    m_table->setMinimumHeight(4 * kit::kRowHeight);
    m_table->setState([] { return kit::ViewState::empty(tr("Nothing differs.")); });
    m_notes->setWordWrap(true);
    m_notes->setTextFormat(Qt::PlainText);
    retranslate();
}

void DiffView::setName(const QString &name)
{
    m_table->setAccessibleName(name);
}

void DiffView::show(const protocol::RevisionDiff &diff)
{
    m_diff = diff;
    std::vector<kit::Row> rows;
    for (const protocol::SettingChange &change : diff.changes) {
        const bool dangerous = std::ranges::find(diff.dangerous, change.key) != diff.dangerous.end();
        kit::Cell key = kit::Cell::name(dangerous ? u"▲ "_s + change.key : change.key);
        key.tip = dangerous ? tr("needs care") : QString();
        kit::Cell before = kit::Cell::of(client::SettingWords::value(change.before));
        before.muted = true;
        QString after = client::SettingWords::value(change.after);
        if (change.cleared)
            after = tr("%1 (as configured)").arg(after);
        rows.push_back({change.key.toUtf8(), {key, before, kit::Cell::of(after)}});
        rows.back().cells[2].tip = after;
    }
    m_rows.setRows(std::move(rows));
    QStringList notes;
    if (!diff.restartDue.empty())
        notes += tr("Takes effect with the next start: %1").arg(QStringList(diff.restartDue.begin(), diff.restartDue.end()).join(u", "_s));
    for (const protocol::SkippedKey &skipped : diff.skipped)
        notes += tr("%1 stays as it is: %2").arg(skipped.key, skipped.why);
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
}

void DiffView::retranslate()
{
    m_rows.setTitles({tr("Setting"), tr("Before"), tr("After")});
    show(m_diff);
}

} // namespace signalbox::pages
