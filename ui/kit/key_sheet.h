#pragma once

#include <QFrame>
#include <QKeySequence>
#include <QPointer>

#include <vector>

class QAction;
class QGridLayout;

namespace signalbox::kit {

/// One line of the key sheet.
struct KeyLine
{
    QString keys;
    QString text;
    bool operator==(const KeyLine &) const = default;
};

/// The keys that work at this moment: of every action that hangs on one of the widgets, is enabled and has a
/// shortcut. What is listed cannot be dead, because the list is the bindings themselves.
std::vector<KeyLine> liveKeys(const QList<QWidget *> &widgets);

/// `g o` for the chord G, O; the platform's text otherwise.
QString keyText(const QKeySequence &keys);

/// `?`: the sheet over the window; any key or click closes it.
class KeySheet : public QFrame
{
    Q_OBJECT

public:
    struct Section
    {
        QString title;
        std::vector<KeyLine> lines;
    };

    explicit KeySheet(QWidget *window);

    void open(const std::vector<Section> &sections, const QString &help = {});

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void fill(const Section &section, int column);
    void leave();

    QGridLayout *m_grid;
    QPointer<QWidget> m_body;
    QPointer<QWidget> m_before;
};

} // namespace signalbox::kit
