#include "ui/kit/key_sheet.h"

#include "ui/kit/theme.h"

#include <QAction>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QRegularExpression>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

/// Without the mark of a mnemonic; "Flags & settings" keeps its sign.
QString plainText(const QString &text)
{
    static const QRegularExpression mark(u"&(?=\\w)"_s);
    return QString(text).remove(mark);
}

} // namespace

QString keyText(const QKeySequence &keys)
{
    QStringList parts;
    for (int i = 0; i < keys.count(); ++i) {
        const QString one = QKeySequence(keys[uint(i)]).toString(QKeySequence::NativeText);
        parts += one.size() == 1 ? one.toLower() : one;
    }
    return parts.join(u' ');
}

std::vector<KeyLine> liveKeys(const QList<QWidget *> &widgets)
{
    std::vector<KeyLine> lines;
    for (const QWidget *widget : widgets) {
        for (const QAction *action : widget->actions()) {
            if (!action->isEnabled() || !widget->isEnabled() || action->text().isEmpty())
                continue;
            QStringList keys;
            for (const QKeySequence &one : action->shortcuts()) {
                if (!one.isEmpty())
                    keys += keyText(one);
            }
            const KeyLine line {keys.join(u", "_s), plainText(action->text())};
            if (!keys.isEmpty() && std::find(lines.begin(), lines.end(), line) == lines.end())
                lines.push_back(line);
        }
    }
    return lines;
}

KeySheet::KeySheet(QWidget *window) : QFrame(window), m_grid(nullptr)
{
    setObjectName(u"overlay"_s);
    setFocusPolicy(Qt::StrongFocus);
    setLayout(new QVBoxLayout);
    layout()->setContentsMargins(20, 16, 20, 20);
    hide();
}

void KeySheet::open(const std::vector<Section> &sections, const QString &help)
{
    delete m_body;
    m_body = new QWidget(this);
    m_grid = new QGridLayout(m_body);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    layout()->addWidget(m_body);
    int column = 0;
    for (const Section &section : sections) {
        fill(section, column);
        column += 3;
    }
    if (!help.isEmpty()) {
        auto *text = new QLabel(help, m_body);
        text->setWordWrap(true);
        setTone(text, Tone::Muted);
        m_grid->addWidget(text, m_grid->rowCount(), 0, 1, std::max(column, 1));
    }
    setAccessibleName(tr("Keys"));
    m_before = window()->focusWidget();
    const QSize wanted = layout()->sizeHint().boundedTo(parentWidget()->size() - QSize(40, 40)).expandedTo({320, 120});
    setGeometry(QRect(QPoint((parentWidget()->width() - wanted.width()) / 2,
                             (parentWidget()->height() - wanted.height()) / 2), wanted));
    raise();
    show();
    setFocus(Qt::PopupFocusReason);
}

void KeySheet::fill(const Section &section, int column)
{
    auto *title = new QLabel(section.title, m_body);
    setTone(title, Tone::Headline);
    m_grid->addWidget(title, 0, column, 1, 2);
    int row = 1;
    for (const KeyLine &line : section.lines) {
        auto *keys = new QLabel(line.keys, m_body);
        setTone(keys, Tone::Strong);
        m_grid->addWidget(keys, row, column, Qt::AlignRight);
        m_grid->addWidget(new QLabel(line.text, m_body), row++, column + 1);
    }
    m_grid->setColumnMinimumWidth(column + 2, 16);
}

void KeySheet::leave()
{
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

void KeySheet::keyPressEvent(QKeyEvent *)
{
    leave();
}

void KeySheet::mousePressEvent(QMouseEvent *)
{
    leave();
}

void KeySheet::focusOutEvent(QFocusEvent *event)
{
    hide();
    QFrame::focusOutEvent(event);
}

} // namespace signalbox::kit
