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
    /// Who is attached, below the pages.
    void setPerson(const QString &text);

Q_SIGNALS:
    void chosen(int index);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    const PageRegistry &m_pages;
    QListView *m_list;
    QStandardItemModel *m_model;
    QLabel *m_person;
};

} // namespace signalbox::shell
