#pragma once

#include <QWidget>

namespace signalbox::shell {

/// Greys what is old: a thin coat of the background over a page that lets everything through. Everything under it can
/// still be read, scrolled and copied.
class Veil : public QWidget
{
    Q_OBJECT

public:
    /// Lies over `covered`, whose sibling it is.
    explicit Veil(QWidget &covered, QWidget *parent);

    void setOld(bool old);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget &m_covered;
};

} // namespace signalbox::shell
