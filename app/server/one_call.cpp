#include "app/server/one_call.h"

#include <QCoreApplication>

namespace signalbox::daemon {

namespace {

Task<void> sendOne(upstream::Client *client, upstream::Call call, std::optional<Result<upstream::Reply>> *out)
{
    *out = co_await client->send(std::move(call));
    QCoreApplication::exit();
}

} // namespace

Result<upstream::Reply> oneCall(upstream::Client &client, upstream::Call call)
{
    std::optional<Result<upstream::Reply>> reply;
    sendOne(&client, std::move(call), &reply);
    if (!reply)
        QCoreApplication::exec();
    if (!reply)
        return fail(ErrorCode::Cancelled, PublicText());
    return std::move(*reply);
}

} // namespace signalbox::daemon
