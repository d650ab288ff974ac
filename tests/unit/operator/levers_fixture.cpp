#include "levers_fixture.h"

#include "backend/platform/settings/platform_settings.h"
#include "backend/platform/storage/migrations.h"

namespace signalbox::test {

using namespace Qt::StringLiterals;
using settings::Apply;
using settings::Type;

LeversFixture::LeversFixture()
{
    metrics.declare({"http_requests_total", "x", metrics::Kind::Counter});
    metrics.declare({"http_request_duration_seconds", "x", metrics::Kind::Histogram});
    metrics.declare({"commerce_quotes_total", "x", metrics::Kind::Counter});
    metrics.declare({"commerce_quote_duration_seconds", "x", metrics::Kind::Histogram});
    inputs.catalogue = {
        {.key = "FLAG", .type = Type::Boolean, .defaultText = u"false"_s, .perCaller = true},
        {.key = "SWITCH", .type = Type::Boolean, .defaultText = u"true"_s, .danger = u"It is dangerous."_s},
        {.key = "LIMIT", .type = Type::Integer, .defaultText = u"10"_s, .minimum = 1, .maximum = 100},
        {.key = "NAME"},
        {.key = "TOKEN", .secret = true},
        {.key = "PORT", .type = Type::Integer, .defaultText = u"3000"_s, .maximum = 65535, .apply = Apply::Restart},
        {.key = "CERT"},
        {.key = "KEY"},
        {.key = "SIGNALBOX_STORE_KEY", .secret = true, .fixed = u"it opens the secrets"_s},
    };
    inputs.checks = {[](const settings::Snapshot &all) -> settings::Findings {
        if (all.isSet("CERT") == all.isSet("KEY"))
            return {};
        return {{u"CERT is set without KEY; set both or neither"_s}, {}};
    }};
    inputs.sources.optionalEnvFile.clear();
    inputs.sources.environment = {{"NAME", u"from-env"_s}};
    series = std::move(*metrics::SeriesStore::open(folder.filePath(u"series"_s), clock.wall()));
    begin({});
}

void LeversFixture::begin(const QString &storeKey)
{
    if (!storeKey.isEmpty())
        inputs.sources.environment["SIGNALBOX_STORE_KEY"] = storeKey;
    store = std::move(*storage::Database::open({.url = u"sqlite:"_s + folder.filePath(u"store.db"_s)}));
    const auto known = storage::loadMigrations(store->dialect(), QString::fromUtf8(qgetenv("SIGNALBOX_SOURCE"))
                                                                     + u"/resources/migrations"_s);
    if (!known || !storage::migrate(*store, *known))
        qFatal("the store of the test cannot be made");
    publisher = std::make_unique<settings::Publisher>(settings::load(inputs).snapshot);
    live = std::make_unique<settings::LiveSettings>(inputs, *publisher);
    hub = std::make_unique<server::EventHub>(1);
    hub->subscribe({"revisions"}, {}, [this](const QByteArray &wire) {
        if (wire.startsWith("event: revisions"))
            events.push_back(wire);
        return true;
    });
    journal = std::make_unique<server::ActJournal>(*store, clock, [](const protocol::AuditEntry &) {});
    ports = std::make_unique<server::OperatorPorts>(
        server::OperatorPorts {.gateway = gateway,
                               .providers = &providers,
                               .catalogue = inputs.catalogue,
                               .settings = *publisher,
                               .metrics = metrics,
                               .requests = requests,
                               .series = &*series,
                               .clock = clock,
                               .store = store.get(),
                               .dataDir = folder.path(),
                               .live = live.get(),
                               .note = [this](protocol::Change change) { notes.push_back(std::move(change)); }});
    levers = std::make_unique<server::Levers>(*ports, *journal, *hub);
    if (const auto opened = levers->open(); !opened)
        qFatal("%s", qPrintable(opened.error().text.text()));
}

void LeversFixture::restart(const QString &storeKey)
{
    levers.reset();
    journal.reset();
    hub.reset();
    live.reset();
    publisher.reset();
    store.reset();
    begin(storeKey);
}

server::Act LeversFixture::act() const
{
    return {.actor = u"alice"_s, .role = u"admin"_s, .address = u"127.0.0.1"_s, .name = u"POST /ops/v1/revisions"_s,
            .reason = u"because"_s};
}

server::Planned<server::Plan> LeversFixture::plan(const std::vector<protocol::RequestedChange> &wishes,
                                                  bool admin) const
{
    const server::Present present = levers->revisions.present();
    const auto target = server::targetOf(*live, present, wishes, admin);
    return target ? server::planOf(*live, present, *target, clock.wall())
                  : server::Planned<server::Plan>(std::unexpected(target.error()));
}

server::Planned<qint64> LeversFixture::flip(const std::vector<protocol::RequestedChange> &wishes,
                                            std::optional<protocol::GuardSpec> guard,
                                            std::optional<qint64> backAfterSec)
{
    auto planned = plan(wishes);
    if (!planned)
        return std::unexpected(planned.error());
    auto extras = levers->guards.extrasFor(*planned, guard, backAfterSec, u"alice"_s);
    if (!extras)
        return std::unexpected(extras.error());
    const auto done = QCoro::waitFor(levers->revisions.commit(act(), *planned, *extras));
    if (!done)
        return std::unexpected(done.error());
    levers->guards.begin(*extras);
    return levers->revisions.present().head;
}

server::Planned<qint64> LeversFixture::rollBack(qint64 to, std::vector<protocol::SkippedKey> *skipped)
{
    auto then = QCoro::waitFor(levers->revisions.asOf(to));
    if (!then)
        return std::unexpected(server::Problem {404, {.message = then.error().text.text()}});
    std::vector<protocol::SkippedKey> unused;
    const server::Present present = levers->revisions.present();
    const auto target = server::restorable(*live, present, *then, skipped ? *skipped : unused);
    auto planned = server::planOf(*live, present, target, clock.wall());
    if (!planned)
        return std::unexpected(planned.error());
    planned->rollbackOf = to;
    const auto done = QCoro::waitFor(levers->revisions.commit(act(), *planned, {}));
    if (!done)
        return std::unexpected(done.error());
    return levers->revisions.present().head;
}

const settings::Snapshot &LeversFixture::now() const
{
    m_pinned = publisher->current();
    return *m_pinned;
}

} // namespace signalbox::test
