#pragma once

#include "ui/client/facets.h"
#include "ui/client/lever_acts.h"
#include "ui/kit/act_form.h"
#include "ui/kit/card.h"

class QPushButton;

namespace signalbox::pages {

class ValueEditor;

/// Changes the chosen setting: value or rule, reason, guard; the gateway says what has to be typed first. What was
/// typed stays when the setting is read again and when the gateway refuses.
class SettingEditor : public kit::Card
{
    Q_OBJECT

public:
    SettingEditor(client::Facets &facets, client::LeverActs &acts, QWidget *parent = nullptr);

    /// As read when revision `seen` was the newest.
    void show(const std::optional<protocol::SettingView> &setting, qint64 seen);
    void setServices(const QStringList &services);
    /// The gateway asked for `text` before this flip.
    void ask(bool on, const QString &text);
    void showRefusals();
    void retranslate();

private:
    void send(const protocol::RequestedChange &change, const kit::ActForm::Asked &asked, kit::AsyncAction::Done done);
    void refused(const Error &error);

    client::Facets &m_facets;
    client::LeverActs &m_acts;
    QLabel *m_news;
    ValueEditor *m_value;
    QPushButton *m_clear;
    kit::ActForm *m_form;
    QStringList m_services;
    std::optional<protocol::SettingView> m_setting;
    qint64 m_seen = 0;
};

} // namespace signalbox::pages
