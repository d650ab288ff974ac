#include "ui/shell/gateways.h"

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {
constexpr auto kStored = "gateways"_L1;
}

Gateways::Gateways(kit::LayoutStore &store) : m_store(store)
{
    load();
}

const std::vector<QColor> &Gateways::colors()
{
    // Three to one or more on the panels of both themes.
    static const std::vector<QColor> all {QColor(u"#3b78e7"_s), QColor(u"#129490"_s), QColor(u"#c0771a"_s),
                                          QColor(u"#9a5cf0"_s), QColor(u"#5f8f1f"_s), QColor(u"#c8528c"_s)};
    return all;
}

const KnownGateway *Gateways::find(const QString &key) const
{
    const auto found = std::ranges::find(m_known, key, &KnownGateway::key);
    return found == m_known.end() ? nullptr : &*found;
}

KnownGateway *Gateways::at(const QString &key)
{
    const auto found = std::ranges::find(m_known, key, &KnownGateway::key);
    return found == m_known.end() ? nullptr : &*found;
}

QColor Gateways::freeColor() const
{
    const auto uses = [this](const QColor &color) { return std::ranges::count(m_known, color, &KnownGateway::color); };
    return *std::ranges::min_element(colors(), {}, uses);
}

QString Gateways::attach(const client::LinkTarget &target, const QString &ownKey)
{
    const QString key = ownKey.isEmpty() ? target.base.authority() : ownKey;
    m_current = key;
    m_targets.insert(key, target);
    if (KnownGateway *known = at(key)) {
        known->address = target.base;
        known->own = !ownKey.isEmpty();
    } else {
        if (m_known.size() == kMost)
            m_known.erase(m_known.begin());
        m_known.push_back({key, key, target.base, freeColor(), false, !ownKey.isEmpty()});
    }
    save();
    Q_EMIT changed();
    return key;
}

void Gateways::told(const QString &name)
{
    KnownGateway *known = at(m_current);
    if (known == nullptr || known->named || name.isEmpty() || known->name == name)
        return;
    known->name = name;
    save();
    Q_EMIT changed();
}

void Gateways::choose(const QString &key)
{
    const KnownGateway *known = find(key);
    if (known == nullptr || key == m_current)
        return;
    const auto target = m_targets.constFind(key);
    if (target == m_targets.constEnd())
        Q_EMIT tokenWanted(known->address);
    else
        Q_EMIT targetWanted(*target, known->own ? key : QString());
}

void Gateways::edit(const QString &key, const QString &name, const QColor &color)
{
    KnownGateway *known = at(key);
    if (known == nullptr)
        return;
    const QString given = name.trimmed();
    known->color = color;
    if (given != known->name) {
        known->named = !given.isEmpty();
        known->name = known->named ? given : key;
    }
    save();
    Q_EMIT changed();
}

void Gateways::forget(const QString &key)
{
    if (key == m_current)
        return;
    std::erase_if(m_known, [&key](const KnownGateway &known) { return known.key == key; });
    m_targets.remove(key);
    save();
    Q_EMIT changed();
}

void Gateways::load()
{
    for (const QVariant &one : m_store.value(kStored).toList()) {
        const QVariantMap map = one.toMap();
        const QUrl address = map.value(u"address"_s).toUrl();
        const QString name = map.value(u"name"_s).toString();
        if (address.host().isEmpty() || m_known.size() == kMost)
            continue;
        const QColor color(map.value(u"color"_s).toString());
        m_known.push_back({address.authority(), name, address, color.isValid() ? color : colors().front(),
                           map.value(u"named"_s).toBool(), false});
    }
}

void Gateways::save()
{
    QVariantList list;
    for (const KnownGateway &known : m_known) {
        if (!known.own)
            list.append(QVariantMap {{u"name"_s, known.name}, {u"address"_s, known.address},
                                     {u"color"_s, known.color.name()}, {u"named"_s, known.named}});
    }
    m_store.setValue(kStored, list);
}

} // namespace signalbox::shell
