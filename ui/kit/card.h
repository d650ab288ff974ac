#pragma once

#include <QFrame>
#include <QPointer>

#include <vector>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace signalbox::kit {

/// A panel with a rounded border, a header (title, muted remark, things at the right) and a body.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);

    /// Empty title and remark hide the header.
    void setTitle(const QString &title);
    /// Muted text behind the title: unit, count, age.
    void setRemark(const QString &remark);
    /// At the right end of the header: a legend, a button.
    void addToHeader(QWidget *widget);
    /// Puts the widget below what is in the body already. It is named after the title for screen readers.
    void addWidget(QWidget *widget, int stretch = 0);
    void addLayout(QLayout *layout, int stretch = 0);
    /// No padding left and right of the body: for tables that draw rules to the edge.
    void setFlush(bool flush);
    QVBoxLayout *body() const { return m_body; }

private:
    void showHeader();

    QWidget *m_head;
    QHBoxLayout *m_header;
    QLabel *m_title;
    QLabel *m_remark;
    QVBoxLayout *m_body;
    std::vector<QPointer<QWidget>> m_widgets; ///< of the body
    bool m_hasExtra = false;
};

} // namespace signalbox::kit
