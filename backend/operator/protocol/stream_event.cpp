#include "backend/operator/protocol/stream_event.h"

#include <QJsonDocument>

namespace signalbox::protocol {

QByteArray EventId::toText() const
{
    return QByteArray::number(epoch) + '.' + QByteArray::number(sequence);
}

std::optional<EventId> EventId::parse(QByteArrayView text)
{
    const qsizetype dot = text.indexOf('.');
    if (dot < 1)
        return std::nullopt;
    bool epochOk = false;
    bool sequenceOk = false;
    const EventId id {text.first(dot).toLongLong(&epochOk), text.sliced(dot + 1).toULongLong(&sequenceOk)};
    return epochOk && sequenceOk ? std::optional(id) : std::nullopt;
}

QByteArray StreamEvent::toWire() const
{
    return "event: " + topic + "\nid: " + id.toText()
        + "\ndata: " + QJsonDocument(data).toJson(QJsonDocument::Compact) + "\n\n";
}

} // namespace signalbox::protocol
