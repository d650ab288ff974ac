#pragma once

#include "ui/kit/state_badge.h"

#include <QFrame>

class QLabel;
class QListView;
class QStandardItemModel;

namespace signalbox::shell {

class PageRegistry;

/// The pages at the left with badges: counts that need a person. Arrow keys and clicks choose.
class Navigation : public QFrame
{
    Q_OBJECT

public:
    explicit Navigation(const PageRegistry &pages, QWidget *parent = nullptr);

    void setCurrent(int index);
    /// 0 takes the badge away. Bad counts are in the colour of bad, others in the accent.
    void setBadge(int index, int count, bool bad);
    /// Marks a page that has a window of its own.
    void setTornOff(int index, bool tornOff);
    /// Who is attached, below the pages.
    void setPerson(const QString &text);

Q_SIGNALS:
    void chosen(int index);
    /// The page into a window of its own, or back out of it.
    void moveWanted(int index);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void showMenu(const QPoint &at);

    const PageRegistry &m_pages;
    QListView *m_list;
    QStandardItemModel *m_model;
    QLabel *m_person;
};

} // namespace signalbox::shell
