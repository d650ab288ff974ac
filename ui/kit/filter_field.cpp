#include "ui/kit/filter_field.h"

#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStringListModel>
#include <QStyle>
#include <QTextCharFormat>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

constexpr std::chrono::milliseconds kDelay {120};

qsizetype wordStart(const QString &text, int cursor)
{
    return text.lastIndexOf(u' ', std::max(cursor - 1, 0)) + 1;
}

} // namespace

FilterField::FilterField(QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_message(new QLabel(this))
    , m_completer(new QCompleter(this))
    , m_words(new QStringListModel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_message);
    setTone(m_message, Tone::Bad);
    m_message->hide();
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    setFocusProxy(m_line);
    setPlaceholder(tr("Filter, for example status:500 or walmart"));
    m_completer->setModel(m_words);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setWidget(m_line);
    m_completer->setMaxVisibleItems(8);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connect(&m_delay, &QTimer::timeout, this, &FilterField::apply);
    connect(m_line, &QLineEdit::textEdited, this, &FilterField::edited);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            m_delay.start();
    });
    connect(m_line, &QLineEdit::returnPressed, this, &FilterField::apply);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterField::complete);
}

void FilterField::setCheck(Check check)
{
    m_check = std::move(check);
}

void FilterField::setCompletions(const QStringList &words)
{
    m_words->setStringList(words);
}

void FilterField::setPlaceholder(const QString &text)
{
    m_line->setPlaceholderText(text);
    m_line->setAccessibleName(tr("Filter"));
}

QString FilterField::text() const
{
    return m_line->text();
}

void FilterField::setText(const QString &text)
{
    m_line->setText(text);
    apply();
}

void FilterField::focusLine()
{
    if (!isVisible())
        Q_EMIT lineWanted();
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void FilterField::edited()
{
    m_delay.start();
    const QString text = m_line->text();
    const int cursor = m_line->cursorPosition();
    const QString word = text.mid(wordStart(text, cursor), cursor - wordStart(text, cursor));
    m_completer->setCompletionPrefix(word);
    if (word.size() > 0 && m_completer->completionCount() > 0 && m_completer->currentCompletion() != word)
        m_completer->complete();
    else
        m_completer->popup()->hide();
}

void FilterField::complete(const QString &word)
{
    const QString text = m_line->text();
    const int cursor = m_line->cursorPosition();
    const qsizetype start = wordStart(text, cursor);
    m_line->setText(text.first(start) + word + text.mid(cursor));
    m_line->setCursorPosition(int(start + word.size()));
    m_delay.start();
}

void FilterField::apply()
{
    m_delay.stop();
    m_problem = m_check ? m_check(m_line->text()) : std::nullopt;
    showProblem();
    if (!m_problem)
        Q_EMIT applied(m_line->text());
}

void FilterField::showProblem()
{
    // A line edit takes text formats only the way an input method gives them.
    QList<QInputMethodEvent::Attribute> attributes;
    if (m_problem) {
        QTextCharFormat wrong;
        wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.setUnderlineColor(tokens().bad);
        wrong.setForeground(tokens().bad);
        attributes.append({QInputMethodEvent::TextFormat, m_problem->position - m_line->cursorPosition(),
                           std::max(m_problem->length, 1), wrong});
    }
    QInputMethodEvent event({}, attributes);
    QCoreApplication::sendEvent(m_line, &event);
    m_line->setProperty("problem", m_problem.has_value());
    m_line->style()->unpolish(m_line);
    m_line->style()->polish(m_line);
    m_message->setVisible(m_problem.has_value());
    m_message->setText(m_problem ? tr("%1 (at %2)").arg(m_problem->text).arg(m_problem->position + 1) : QString());
    m_line->setAccessibleDescription(m_message->text());
}

void FilterField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_line->setAccessibleName(tr("Filter"));
        if (m_problem && m_check)
            m_problem = m_check(m_line->text());
        showProblem();
    }
    QWidget::changeEvent(event);
}

bool FilterField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && !m_line->text().isEmpty()) {
            setText({});
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_line->clearFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace signalbox::kit
