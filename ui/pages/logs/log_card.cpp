#include "ui/pages/logs/log_card.h"

#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/logs/log_rows.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kLeastRows = 6;
}

LogCard::LogCard(kit::LayoutStore &layout, QWidget *parent)
    : Card({}, parent), m_fields({{"field", {}}, {"value", {}}}), m_message(new QLabel),
      m_table(new kit::TableView(m_fields)), m_copy(new QPushButton), m_request(new QPushButton), m_lines(new QPushButton)
{
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    kit::setTone(m_message, kit::Tone::Strong);
    for (QPushButton *way : {m_request, m_lines, m_copy})
        addToHeader(way);
    body()->addWidget(m_message);
    addWidget(m_table, 1);
    m_table->keepColumns(layout, u"logs.fields"_s);
    setMinimumWidth(300);
    m_table->setMinimumHeight(kLeastRows * kit::kRowHeight);
    connect(m_copy, &QPushButton::clicked, this, &LogCard::copy);
    connect(m_request, &QPushButton::clicked, this, [this] { Q_EMIT requestWanted(m_line->requestId); });
    connect(m_lines, &QPushButton::clicked, this, [this] { Q_EMIT linesWanted(m_line->requestId); });
    retranslate();
}

void LogCard::showLine(const protocol::LogRow *line)
{
    if (line != nullptr && m_line && *line == *m_line)
        return;
    m_line = line == nullptr ? std::nullopt : std::optional(*line);
    retranslate();
}

void LogCard::retranslate()
{
    m_copy->setText(tr("Copy as JSON"));
    m_request->setText(tr("Same request"));
    m_request->setToolTip(tr("Opens the request in Traffic, with its stages and calls"));
    m_lines->setText(tr("Its other lines"));
    m_lines->setToolTip(tr("Shows only the lines of this request"));
    m_fields.setTitles({tr("Field"), tr("Value")});
    for (QWidget *widget : std::initializer_list<QWidget *> {m_table, m_copy, m_request, m_lines})
        widget->setVisible(m_line.has_value());
    setTitle(tr("Line"));
    if (!m_line) {
        m_message->setText(tr("Choose a line to see all its fields."));
        setRemark({});
        m_fields.setRows({});
        return;
    }
    setTitle(kit::healthShape(LogRows::health(m_line->level)) + u' ' + LogRows::level(m_line->level));
    m_message->setText(m_line->message);
    setRemark(m_line->service + u" · "_s + LogRows::clock(m_line->at));
    m_request->setEnabled(!m_line->requestId.isEmpty());
    m_lines->setEnabled(!m_line->requestId.isEmpty());
    std::vector<kit::Row> rows;
    for (auto field = m_line->line.begin(); field != m_line->line.end(); ++field) {
        kit::Cell value = kit::Cell::of(LogRows::value(field.value()));
        value.tip = value.text;
        value.muted = field.value().isNull();
        rows.push_back({field.key().toUtf8(), {kit::Cell::name(field.key()), value}});
    }
    m_fields.setRows(std::move(rows));
}

void LogCard::copy() const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(QJsonDocument(m_line->line).toJson()));
}

} // namespace signalbox::pages
