#include "ui/shell/link_retry.h"

using namespace std::chrono_literals;

namespace signalbox::shell {

namespace {
constexpr std::chrono::seconds kFirst = 5s;
constexpr std::chrono::seconds kLongest = 60s;
}

LinkRetry::LinkRetry(client::Link &link, QObject *parent) : QObject(parent), m_link(link), m_pause(kFirst)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LinkRetry::retry);
    connect(&link, &client::Link::stateChanged, this, &LinkRetry::follow);
}

void LinkRetry::follow()
{
    if (m_link.state() != client::LinkState::Lost) {
        m_timer.stop();
        m_pause = kFirst;
    } else if (!m_timer.isActive()) {
        m_timer.start(m_pause);
    }
}

void LinkRetry::retry()
{
    m_link.start();
    m_pause = std::min(m_pause * 2, kLongest);
    m_timer.start(m_pause);
}

} // namespace signalbox::shell
