#pragma once

#include "backend/operator/protocol/settings.h"
#include "ui/kit/card.h"

class QLabel;

namespace signalbox::pages {

/// One setting in full: what it does, what it may be, why changing it needs care.
class SettingCard : public kit::Card
{
    Q_OBJECT

public:
    explicit SettingCard(QWidget *parent = nullptr);

    void show(const std::optional<protocol::SettingView> &setting);

private:
    QLabel *m_help;
    QLabel *m_facts;
    QLabel *m_danger;
    QLabel *m_why;
};

} // namespace signalbox::pages
