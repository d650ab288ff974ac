#include "ui/pages/traffic/request_card.h"

#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/pages/traffic/waterfall.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

/// "14:18:52.120 warn provider.timeout providerId=KROGER …" without what every line of the request has.
QString logText(const protocol::LogLine &line)
{
    static const QStringList kCommon{u"timestamp"_s, u"level"_s,     u"message"_s,  u"service"_s,
                                     u"event"_s,     u"requestId"_s, u"trace_id"_s, u"request_id"_s};
    QString text = QDateTime::fromMSecsSinceEpoch(core::epochMs(line.at)).toString(u"HH:mm:ss.zzz "_s) + line.level
        + u' ' + line.message;
    for (auto field = line.line.begin(); field != line.line.end(); ++field) {
        if (kCommon.contains(field.key()))
            continue;
        const QByteArray nested = QJsonDocument(QJsonArray{field.value()}).toJson(QJsonDocument::Compact);
        text += u"  "_s + field.key() + u'='
            + (field.value().isString() ? field.value().toString() : QString::fromUtf8(nested.mid(1).chopped(1)));
    }
    return text;
}

QString detailText(const protocol::RequestDetail &detail)
{
    QStringList lines;
    for (const protocol::HeaderField &header : detail.headers)
        lines += header.name + u": "_s + header.value;
    if (!detail.logLines.empty())
        lines += QString();
    for (const protocol::LogLine &line : detail.logLines)
        lines += logText(line);
    return lines.join(u'\n');
}

} // namespace

QString curlCommand(const protocol::RequestDetail &detail)
{
    QString command = u"curl -X %1 \"$GATEWAY%2\""_s.arg(detail.request.method, detail.request.path);
    for (const protocol::HeaderField &header : detail.headers) {
        QString value = header.value;
        value.replace(u'\'', u"'\\''"_s);
        command += u" \\\n  -H '%1: %2'"_s.arg(header.name, value);
    }
    return command;
}

RequestCard::RequestCard(QWidget *parent)
    : Card({}, parent)
    , m_facts(new QLabel)
    , m_waterfall(new Waterfall)
    , m_text(new QPlainTextEdit)
    , m_copy(new QPushButton)
{
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setFrameShape(QFrame::NoFrame);
    addToHeader(m_copy);
    addWidget(m_facts);
    addWidget(m_waterfall);
    addWidget(m_text, 1);
    setMinimumWidth(320);
    connect(m_copy, &QPushButton::clicked, this, &RequestCard::copyCurl);
    retranslate();
    showNothing();
}

void RequestCard::retranslate()
{
    m_copy->setText(tr("Copy as curl"));
    m_waterfall->setAccessibleName(tr("Stages of the request"));
    if (m_detail)
        show(*m_detail);
    else
        showNothing();
}

void RequestCard::showNothing()
{
    m_detail.reset();
    setTitle(tr("Request"));
    m_facts->setText(tr("Choose a request to see its stages, calls and log lines."));
    m_waterfall->hide();
    m_text->hide();
    m_copy->setEnabled(false);
}

void RequestCard::show(const Result<protocol::RequestDetail> &detail)
{
    if (!detail) {
        showNothing();
        m_facts->setText(kit::errorText(detail.error()));
        return;
    }
    m_detail = *detail;
    const protocol::RequestRow &request = detail->request;
    setTitle(u"%1 %2"_s.arg(request.method, QString::number(request.status)));
    m_facts->setText(tr("%1\n%2 · %3 · from %4\nid %5")
                         .arg(request.path, kit::formatMoment(core::epochMs(request.at)),
                              kit::formatDuration(request.ms), request.client, request.id));
    m_waterfall->show(*detail);
    m_waterfall->setVisible(!detail->stages.empty() || !detail->calls.empty());
    m_text->setPlainText(detailText(*detail));
    m_text->show();
    m_copy->setEnabled(true);
}

void RequestCard::copyCurl() const
{
    QGuiApplication::clipboard()->setText(curlCommand(*m_detail));
}

} // namespace signalbox::pages
