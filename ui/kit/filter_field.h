#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace signalbox::kit {

/// Where and why a filter cannot be read.
struct FilterProblem
{
    int position = 0; ///< first character, from 0
    int length = 1;
    QString text;
};

/// The line that `/` focuses. The language itself is given as a function (operator/protocol has it): what is wrong is
/// underlined at its position and told beside the line. Escape empties it, a second Escape leaves it.
class FilterField : public QWidget
{
    Q_OBJECT

public:
    /// What is wrong with a text; nothing when it can be read.
    using Check = std::function<std::optional<FilterProblem>(const QString &)>;

    explicit FilterField(QWidget *parent = nullptr);

    void setCheck(Check check);
    /// Offered while a word is typed: fields such as `status:` and values such as `provider:Kroger`.
    void setCompletions(const QStringList &words);
    void setPlaceholder(const QString &text);
    QString text() const;
    /// Sets and applies at once.
    void setText(const QString &text);
    void focusLine();

Q_SIGNALS:
    /// focusLine() was called and the line cannot be seen: whoever hides it shows it now.
    void lineWanted();
    /// A text that can be read, 120 ms after the last key or at once on Enter.
    void applied(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void edited();
    void apply();
    void showProblem();
    void complete(const QString &word);

    QLineEdit *m_line;
    QLabel *m_message;
    QCompleter *m_completer;
    QStringListModel *m_words;
    QTimer m_delay;
    Check m_check;
    std::optional<FilterProblem> m_problem;
};

} // namespace signalbox::kit
