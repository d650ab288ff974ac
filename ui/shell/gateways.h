#pragma once

#include "ui/client/link.h"
#include "ui/kit/layout_store.h"

#include <QColor>

namespace signalbox::shell {

/// A gateway that the user has attached to.
struct KnownGateway
{
    QString key; ///< what its layout is kept under: the address, or what this program calls its own gateway
    QString name; ///< as told by the gateway, or as the user calls it
    QUrl address;
    QColor color; ///< beside the name, in band and menu
    bool named = false; ///< the name is the user's
    bool own = false; ///< runs inside this program: not remembered
    bool operator==(const KnownGateway &) const = default;
};

/// The gateways of the switcher. Names, addresses and colours are kept in the settings; a token never is: it stays in
/// memory while the program runs and is asked for again after that.
class Gateways : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kMost = 30;

    explicit Gateways(kit::LayoutStore &store);

    const std::vector<KnownGateway> &all() const { return m_known; }
    /// The one that the window is attached to; null before the first.
    const KnownGateway *current() const { return find(m_current); }
    const KnownGateway *find(const QString &key) const;
    /// The colours to choose from, seen on both themes.
    static const std::vector<QColor> &colors();

    /// The console attaches: the gateway is remembered and becomes the current one. `ownKey` names a gateway that runs
    /// inside this program; empty for others. Returns its key.
    QString attach(const client::LinkTarget &target, const QString &ownKey);
    /// The current gateway told its name.
    void told(const QString &name);
    /// Attaches with the token of this run, or asks for it.
    void choose(const QString &key);
    /// The user's name and colour for it. An empty name: what the gateway calls itself.
    void edit(const QString &key, const QString &name, const QColor &color);
    /// Takes it from the switcher. The current one stays.
    void forget(const QString &key);

Q_SIGNALS:
    void changed();
    void targetWanted(const signalbox::client::LinkTarget &target, const QString &ownKey);
    void tokenWanted(const QUrl &address);

private:
    KnownGateway *at(const QString &key);
    QColor freeColor() const;
    void load();
    void save();

    kit::LayoutStore &m_store;
    std::vector<KnownGateway> m_known;
    QHash<QString, client::LinkTarget> m_targets; ///< with the tokens of this run
    QString m_current;
};

} // namespace signalbox::shell
