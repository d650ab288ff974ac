#include "ui/pages/traffic/traffic_reading.h"

#include "ui/kit/time_range.h"

namespace signalbox::pages {

namespace {

constexpr std::chrono::seconds kOften{2};
constexpr std::chrono::seconds kSeldom{5};

} // namespace

TrafficReading::TrafficReading(client::TrafficFacet &traffic, kit::TimeRange &range, QObject *parent)
    : QObject(parent)
    , m_traffic(traffic)
    , m_range(range)
{
    m_often.setInterval(kOften);
    m_seldom.setInterval(kSeldom);
    connect(&m_often, &QTimer::timeout, this, &TrafficReading::readOperations);
    connect(&m_seldom, &QTimer::timeout, this, &TrafficReading::readRange);
    connect(&range, &kit::TimeRange::chosen, this, [this] {
        if (m_seldom.isActive())
            readRange();
    });
}

void TrafficReading::start()
{
    m_often.start();
    m_seldom.start();
    readOperations();
    readRange();
}

void TrafficReading::stop()
{
    m_often.stop();
    m_seldom.stop();
}

void TrafficReading::readOperations()
{
    m_traffic.operations(this, [this](const Result<protocol::TrafficOperations> &read) { take(m_operations, read); });
}

void TrafficReading::readRange()
{
    const kit::TimeRange::Window window = m_range.window();
    const client::TimeSpan span{window.from, window.to};
    const quint64 round = ++m_round;
    m_traffic.upstreams(this, span, [this, round](const Result<protocol::TrafficUpstreams> &read) {
        if (round == m_round)
            take(m_upstreams, read);
    });
    m_traffic.payments(this, span, [this, round](const Result<protocol::TrafficPayments> &read) {
        if (round == m_round)
            take(m_payments, read);
    });
}

template <class T> void TrafficReading::take(std::optional<T> &kept, const Result<T> &read)
{
    if (read) {
        kept = *read;
        m_problem.reset();
    } else {
        m_problem = read.error();
    }
    Q_EMIT changed();
}

} // namespace signalbox::pages
