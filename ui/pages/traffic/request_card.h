#pragma once

#include "backend/operator/protocol/requests.h"
#include "backend/platform/core/result.h"
#include "ui/kit/card.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace signalbox::pages {

class Waterfall;

/// One request in full: stages as a waterfall, upstream calls, headers, log lines, and a copy as curl.
class RequestCard : public kit::Card
{
    Q_OBJECT

public:
    explicit RequestCard(QWidget *parent = nullptr);

    void showNothing();
    void show(const Result<protocol::RequestDetail> &detail);
    void retranslate();

private:
    void copyCurl() const;

    QLabel *m_facts;
    Waterfall *m_waterfall;
    QPlainTextEdit *m_text;
    QPushButton *m_copy;
    std::optional<protocol::RequestDetail> m_detail;
};

/// The request as a curl command against `$GATEWAY`; credentials were left out by the gateway.
QString curlCommand(const protocol::RequestDetail &detail);

} // namespace signalbox::pages
