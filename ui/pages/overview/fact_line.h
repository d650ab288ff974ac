#pragma once

#include "ui/client/overview_facet.h"

#include <QAbstractButton>

namespace signalbox::pages {

/// One thing told in a line, and where more of it is.
struct Fact
{
    QString name; ///< in weight
    QString rest; ///< muted
    client::Place place; ///< none: the line only tells
};

/// A fact as a line that opens its page: by click, Enter or Space. Elided where it is too long; the tooltip says all.
class FactLine : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FactLine(QWidget *parent = nullptr);

    void setFact(const Fact &fact);
    const client::Place &place() const { return m_fact.place; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    Fact m_fact;
};

} // namespace signalbox::pages
