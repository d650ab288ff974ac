#include "backend/sandbox/traffic.h"

#include "backend/platform/core/json_writer.h"
#include "backend/platform/core/sleep.h"
#include "backend/platform/upstream/client.h"

#include <QJsonDocument>

#include <array>
#include <cmath>
#include <numbers>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kProducts {"Chicken Breast", "Ground Beef", "Tortillas", "Olive Oil", "Eggs", "Milk", "Rice",
                                "Black Beans", "Bananas", "Apples", "Spinach", "Cheddar", "Yogurt", "Pasta",
                                "Tomato Sauce", "Coffee", "Bread", "Butter", "Salmon", "Avocado"};
constexpr std::array kUnits {"pcs", "lbs", "oz", "each"};
constexpr std::array kZips {"94102", "94607", "90012", "98101", "60601", "10001"};
constexpr std::array kPreferences {"balanced", "balanced", "balanced", "price", "speed", "margin"};
constexpr std::chrono::seconds kPatience {30};
constexpr double kSwellSeconds = 240;

} // namespace

Traffic::Traffic(upstream::Client &client, TrafficPlan plan, CancelToken stop)
    : m_client(client), m_plan(std::move(plan)), m_stop(std::move(stop)), m_random(m_plan.seed)
{
}

double Traffic::share()
{
    return std::uniform_real_distribution<double>(0, 1)(m_random);
}

QByteArray Traffic::cart()
{
    const auto pick = [this](const auto &list) { return list[size_t(share() * double(list.size()))]; };
    JsonWriter out;
    out.beginObject().key("items").beginArray();
    const int lines = 1 + int(share() * 5);
    const auto first = size_t(share() * double(kProducts.size()));
    for (int i = 0; i < lines; ++i) {
        out.beginObject().member("id", QByteArray("item-" + QByteArray::number(i + 1)));
        out.member("name", kProducts[(first + size_t(i) * 3) % kProducts.size()]);
        out.member("quantity", 1 + int(share() * 3)).member("unit", pick(kUnits)).endObject();
    }
    out.endArray().key("shippingAddress").beginObject().member("street", "1 Market St").member("city", "Springfield");
    out.member("state", "CA").member("postalCode", pick(kZips)).member("country", "US").endObject();
    out.key("preferences").beginObject().member("optimize", pick(kPreferences)).endObject().endObject();
    return out.take();
}

Task<QByteArray> Traffic::post(QByteArray function, QByteArray body)
{
    upstream::Call call;
    call.upstream = "sandbox-shopper";
    call.method = "POST";
    call.url = m_plan.gateway.resolved(QUrl(QString::fromLatin1("/functions/v1/" + function)));
    call.headers = {{"Content-Type", "application/json"}};
    call.body = std::move(body);
    call.deadline = std::chrono::steady_clock::now() + kPatience;
    call.cancel = m_stop;
    const auto reply = co_await m_client.send(std::move(call));
    co_return reply ? reply->body : QByteArray();
}

Task<void> Traffic::shop()
{
    ++m_inFlight;
    const double mood = share();
    if (mood < 0.02) {
        co_await post("loopgpt_route_order", R"({"items":[{"id":"1","name":"Rice","quantity":"2 cups"}]})");
    } else if (mood < 0.03) {
        co_await post("loopgpt_route_order", R"({"action":"health_check"})");
    } else {
        const QByteArray answer = co_await post("loopgpt_route_order", cart());
        const QByteArray token = QJsonDocument::fromJson(answer)["confirmationToken"_L1].toString().toUtf8();
        const QByteArray body = R"({"confirmationToken":)" + core::jsonString(token) + '}';
        if (!token.isEmpty() && mood < 0.35)
            co_await post("loopgpt_confirm_order", body);
        else if (!token.isEmpty() && mood < 0.42)
            co_await post("loopgpt_cancel_order", body);
    }
    --m_inFlight;
}

Task<void> Traffic::run()
{
    const auto start = std::chrono::steady_clock::now();
    std::vector<Task<void>> shoppers;
    while (!m_stop.isCancelled()) {
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        const double swell = 1 + 0.5 * std::sin(seconds * 2 * std::numbers::pi / kSwellSeconds);
        const double mean = 1000 / (m_plan.ordersPerSecond * swell);
        const auto pause = core::milliseconds(qint64(std::exponential_distribution<double>(1 / mean)(m_random)));
        co_await core::sleepFor(pause, m_stop);
        std::erase_if(shoppers, [](const Task<void> &shopper) { return shopper.isReady(); });
        if (!m_stop.isCancelled() && m_inFlight < m_plan.maxInFlight)
            shoppers.push_back(shop());
    }
    for (Task<void> &shopper : shoppers)
        co_await shopper;
}

} // namespace signalbox::sandbox
