#pragma once

#include "ui/client/facets.h"
#include "ui/client/lever_acts.h"
#include "ui/kit/card.h"

#include <QHash>

class QLabel;
class QPushButton;

namespace signalbox::kit {
class ActForm;
class AsyncAction;
class UndoBar;
}

namespace signalbox::pages {

/// What an operator can do with a provider.
enum class ProviderAct { TakeOut, Mock, OpenBreaker, CloseBreaker, FreeBreaker, Probe };

/// A provider with everything that can be switched about it.
struct SwitchedProvider
{
    protocol::ProviderState state;
    std::optional<protocol::SettingView> enabled = {}; ///< `LOOPGPT_ENABLE_KROGER`
    std::optional<protocol::SettingView> mock = {}; ///< `LOOPGPT_KROGER_MOCK`
    std::optional<protocol::UpstreamBreaker> breaker = {};
    qint64 seen = 0; ///< the revision in which the settings stood so
};

/// `KROGER` of `KROGER_API`: inside the names of settings.
QString settingName(const QString &providerId);
/// Is it asked for quotes, does it answer with made-up ones? A rule counts as on.
bool isAsked(const SwitchedProvider &provider);
bool isMocked(const SwitchedProvider &provider);

/// The switches of one provider: out and back, mock quotes and real ones, its breaker, a probe. Breakers and probes act
/// at once; what customers notice is said with its numbers first and then asked for with a reason.
class ProviderSwitches : public kit::Card
{
    Q_OBJECT

public:
    ProviderSwitches(client::Facets &facets, kit::UndoBar &undo, QWidget *parent = nullptr);

    /// The same provider again keeps what was begun.
    void show(const std::optional<SwitchedProvider> &provider);
    /// As if its button was pressed.
    void start(ProviderAct act);
    void showRefusals();
    void retranslate();

Q_SIGNALS:
    /// Something was done: read again.
    void acted();

private:
    struct Flip
    {
        QString key;
        bool on = false;
        bool isMock = false;
        qint64 seen = 0;
    };

    void build();
    void plan(bool mock);
    void leave();
    void send(const protocol::RevisionRequest &request, const std::function<void(const QString &)> &done);
    void force(protocol::BreakerForce force);
    void probe(const std::function<void(const QString &)> &done);
    void showTexts();
    void showPlan();
    QString name() const;

    client::Facets &m_facets;
    kit::UndoBar &m_undo;
    client::LeverActs *m_acts;
    QLabel *m_facts;
    QLabel *m_names[4];
    QLabel *m_values[4];
    QPushButton *m_out;
    QPushButton *m_mock;
    QPushButton *m_breaker[3]; ///< open, close, by the counts
    kit::AsyncAction *m_probe;
    QLabel *m_why;
    QWidget *m_rows;
    QWidget *m_planned;
    QLabel *m_plan;
    QPushButton *m_leave;
    kit::ActForm *m_form;
    std::optional<SwitchedProvider> m_provider;
    std::optional<Flip> m_flip;
    QHash<QString, protocol::ProviderProbe> m_probes; ///< the last one, by provider
};

} // namespace signalbox::pages
