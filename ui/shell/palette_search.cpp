#include "ui/shell/palette_search.h"

#include "ui/client/act_words.h"
#include "ui/kit/formats.h"
#include "ui/shell/gateways.h"
#include "ui/shell/page_registry.h"

#include <QRegularExpression>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {

constexpr std::chrono::milliseconds kPause = 150ms;
constexpr qsizetype kShortest = 2; ///< letters that the gateway is asked for
constexpr qsizetype kMostWords = 6;
constexpr int kMostFound = 20;

} // namespace

QStringList searchWords(const QString &text)
{
    static const QRegularExpression foreign(u"[^\\p{L}\\p{N}_./-]+"_s);
    static const QRegularExpression sign(u"^-+"_s);
    QStringList words;
    for (QString word : text.split(u' ', Qt::SkipEmptyParts)) {
        word.remove(foreign).remove(sign);
        if (!word.isEmpty() && words.size() < kMostWords)
            words += word;
    }
    return words;
}

QString searchFilter(const QStringList &words, const QStringList &fields)
{
    static const QRegularExpression status(u"^[1-5]\\d\\d$"_s);
    QStringList terms;
    for (const QString &word : words) {
        QStringList places;
        for (const QString &field : fields) {
            if (field != "status"_L1 || status.match(word).hasMatch())
                places += field + u':' + word;
        }
        terms += u'(' + places.join(u" OR "_s) + u')';
    }
    return terms.join(u' ');
}

PaletteSearch::PaletteSearch(QWidget &window, client::Facets &facets, const PageRegistry &pages, Gateways &gateways)
    : QObject(&window), m_facets(facets), m_pages(pages), m_gateways(gateways),
      m_palette(new kit::CommandPalette(&window))
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &PaletteSearch::search);
    connect(m_palette, &kit::CommandPalette::typed, this, &PaletteSearch::typed);
    connect(m_palette, &kit::CommandPalette::left, this, &PaletteSearch::cancel);
}

void PaletteSearch::open(std::vector<kit::PaletteEntry> entries)
{
    for (std::vector<kit::PaletteEntry> more : {m_pages.acts().entries(tr("Acts")), gatewayEntries()})
        entries.insert(entries.end(), more.begin(), more.end());
    m_palette->open(std::move(entries));
}

std::vector<kit::PaletteEntry> PaletteSearch::gatewayEntries() const
{
    std::vector<kit::PaletteEntry> entries;
    for (const KnownGateway &known : m_gateways.all()) {
        if (m_gateways.current() == &known)
            continue;
        kit::PaletteEntry entry {tr("Switch to %1").arg(known.name), tr("Gateways"), {},
                                 [this, key = known.key] { m_gateways.choose(key); }};
        entry.detail = known.own ? QString() : known.address.authority();
        entries.push_back(std::move(entry));
    }
    return entries;
}

void PaletteSearch::typed(const QString &text)
{
    cancel();
    m_text = text;
    if (searchWords(text).join(QString()).size() >= kShortest) {
        m_palette->setRemark(tr("Searching the gateway…"));
        return m_pause.start(kPause);
    }
    for (const QString &group : {tr("Providers"), tr("Switches"), tr("Settings"), tr("Requests")})
        m_palette->setFound(group, {});
    m_palette->setRemark({});
}

void PaletteSearch::cancel()
{
    m_pause.stop();
    ++m_turn;
    for (client::Call &call : m_calls)
        call.cancel();
    m_calls.clear();
}

void PaletteSearch::search()
{
    const QStringList words = searchWords(m_text);
    m_failed = false;
    m_waiting = 3;
    searchProviders();
    searchSettings(words);
    searchRequests(words);
}

void PaletteSearch::answered(bool fine)
{
    m_failed = m_failed || !fine;
    if (--m_waiting == 0)
        m_palette->setRemark(m_failed ? tr("The gateway did not answer: only the console itself was searched.") : QString());
}

kit::PaletteEntry PaletteSearch::entry(const QString &title, const QString &detail, const QString &keywords,
                                       const client::Place &place)
{
    kit::PaletteEntry found {title, {}, {}, [this, place] { Q_EMIT placeWanted(place.page, place.filter); }};
    found.detail = detail;
    found.keywords = keywords;
    return found;
}

void PaletteSearch::searchProviders()
{
    // A gateway has a handful of providers: they are fetched whole, and once where a page follows them.
    if (m_facets.providers.providers()) {
        showProviders(*m_facets.providers.providers());
        return answered(true);
    }
    m_calls.push_back(m_facets.link.get(
        this, u"providers"_s, {},
        client::decoded<protocol::Providers>([this, turn = m_turn](const Result<protocol::Providers> &providers) {
            if (turn != m_turn)
                return;
            if (providers)
                showProviders(*providers);
            answered(providers.has_value());
        })));
}

void PaletteSearch::showProviders(const protocol::Providers &providers)
{
    std::vector<kit::PaletteEntry> found;
    for (const protocol::ProviderState &provider : providers.items) {
        const QString state = provider.enabled ? (provider.healthy ? tr("healthy") : provider.reason) : tr("off");
        found.push_back(entry(provider.name, state, provider.id, {"providers", u"chosen:"_s + provider.id}));
    }
    m_palette->setFound(tr("Providers"), std::move(found));
    showSwitches(providers);
}

void PaletteSearch::showSwitches(const protocol::Providers &providers)
{
    const QString flips = client::actRefusal(m_facets.session, u"POST /ops/v1/revisions"_s);
    const QString breakers = client::actRefusal(m_facets.session, u"POST /ops/v1/breakers/:upstream/open"_s);
    const QString probes = client::actRefusal(m_facets.session, u"POST /ops/v1/providers/:name/probe"_s);
    std::vector<kit::PaletteEntry> found;
    for (const protocol::ProviderState &provider : providers.items) {
        const QString name = provider.name.section(u' ', 0, 0);
        const bool isMock = provider.mode == protocol::ProviderMode::Mock;
        const auto add = [&](const QString &title, const QString &act, const QString &blocked) {
            kit::PaletteEntry switching = entry(title, {}, provider.id, {"providers", u"act:%1 provider:%2"_s.arg(act, provider.id)});
            switching.blocked = blocked;
            found.push_back(std::move(switching));
        };
        add(provider.enabled ? tr("Take %1 out…").arg(name) : tr("Put %1 back…").arg(name), u"out"_s, flips);
        add(isMock ? tr("Switch %1 to real quotes…").arg(name) : tr("Switch %1 to mock…").arg(name), u"mock"_s, flips);
        add(tr("Open %1's breaker").arg(name), u"open"_s, breakers);
        add(tr("Leave %1's breaker to the counts").arg(name), u"auto"_s, breakers);
        add(tr("Probe %1 now").arg(name), u"probe"_s, probes);
    }
    m_palette->setFound(tr("Switches"), std::move(found));
}

void PaletteSearch::searchSettings(const QStringList &words)
{
    const client::ListQuery query {.filter = searchFilter(words, {u"key"_s, u"help"_s}), .sort = {}, .limit = kMostFound, .cursor = {}};
    m_calls.push_back(m_facets.settings.settings(
        this, query, [this, turn = m_turn](const Result<protocol::Page<protocol::SettingView>> &page) {
            if (turn != m_turn)
                return;
            std::vector<kit::PaletteEntry> found;
            for (const protocol::SettingView &setting : page ? page->items : std::vector<protocol::SettingView>())
                found.push_back(entry(setting.key, setting.help, setting.service, {"settings", u"key:"_s + setting.key}));
            m_palette->setFound(tr("Settings"), std::move(found));
            answered(page.has_value());
        }));
}

void PaletteSearch::searchRequests(const QStringList &words)
{
    const QStringList fields {u"id"_s, u"path"_s, u"service"_s, u"operation"_s, u"status"_s};
    const client::ListQuery query {.filter = searchFilter(words, fields), .sort = u"-at"_s, .limit = kMostFound, .cursor = {}};
    m_calls.push_back(m_facets.traffic.requests(
        this, query, [this, turn = m_turn](const Result<protocol::Page<protocol::RequestRow>> &page) {
            if (turn != m_turn)
                return;
            std::vector<kit::PaletteEntry> found;
            for (const protocol::RequestRow &row : page ? page->items : std::vector<protocol::RequestRow>()) {
                const QString detail = u"%1 · %2 · %3"_s.arg(kit::formatClock(core::epochMs(row.at))).arg(row.status).arg(
                    kit::formatDuration(row.ms));
                found.push_back(entry(row.method + u' ' + row.path, detail, QStringList {row.id, row.service, row.operation}.join(u' '),
                                      {"traffic", u"id:"_s + row.id}));
            }
            m_palette->setFound(tr("Requests"), std::move(found));
            answered(page.has_value());
        }));
}

} // namespace signalbox::shell
