#pragma once

#include "ui/kit/state_badge.h"

#include <vector>

class QLabel;

namespace signalbox::pages {

class TabButton;

/// Tabs whose headings carry the figure that matters: "Upstreams ▲ 37 failed". One look tells where to go.
class TabStrip : public QWidget
{
    Q_OBJECT

public:
    explicit TabStrip(int tabs, QWidget *parent = nullptr);

    void setTitle(int tab, const QString &title);
    /// What stands behind the title. Well and unknown are calm, the others show their shape and colour.
    void setFigure(int tab, const QString &figure, kit::Health health = kit::Health::Unknown);
    /// Figures go grey and this text says since when; empty: they are fresh.
    void setStale(const QString &text);

    int current() const;
    void setCurrent(int tab);

Q_SIGNALS:
    void chosen(int tab);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<TabButton *> m_buttons;
    QLabel *m_stale;
};

} // namespace signalbox::pages
