#pragma once

#include "backend/operator/protocol/outbox.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace signalbox::pages {

/// What would be sent: method, address, the names of the headers, the body, and how the breaker stands. Hidden until
/// there is something to show.
class DryRunView : public QWidget
{
    Q_OBJECT

public:
    explicit DryRunView(QWidget *parent = nullptr);

    /// `name`: what the message is about.
    void show(const protocol::ReplayPreview &preview, const QString &name);
    void clear();
    void retranslate();

private:
    QLabel *m_title;
    QPlainTextEdit *m_request;
    QLabel *m_breaker;
    std::optional<protocol::ReplayPreview> m_preview;
    QString m_name;
};

} // namespace signalbox::pages
