#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/one_call.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"
#include "backend/platform/settings/raw_values.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kPatience {15};
constexpr int kMostCandidates = 10'000;
constexpr int kMostDeadlineSec = 86'400;

/// What every candidate of a run shares.
struct Seed
{
    QUrl url; ///< of POST /candidate
    QByteArray secret;
    qint64 time = 0; ///< Unix seconds: the ids are `cr_demo_<time>`, from the second on with `_2`, `_3`, …
    int count = 1;
    int deadlineSec = 900;
    QString brand;
    QString text;
    bool json = false;
};

int usage(const QString &problem)
{
    std::fprintf(stderr, "seed candidate: %s\n", qUtf8Printable(problem));
    return bootstrap::kExitUsage;
}

/// A whole number between 1 and `most`; the error is a sentence.
std::expected<int, QString> numberOf(const bootstrap::Arguments &arguments, const QString &option, int fallback, int most)
{
    bool isNumber = true;
    const int number = arguments.has(option) ? arguments.value(option).toInt(&isNumber) : fallback;
    if (!isNumber || number < 1 || number > most)
        return std::unexpected(u"--%1 must be 1 to %2"_s.arg(option).arg(most));
    return number;
}

std::expected<Seed, QString> seedOf(const bootstrap::Arguments &arguments)
{
    Seed seed;
    seed.url = QUrl(arguments.value(u"url"_s, u"http://127.0.0.1:8080"_s));
    if ((seed.url.scheme() != u"http"_s && seed.url.scheme() != u"https"_s) || seed.url.host().isEmpty())
        return std::unexpected(u"--url must be an http or https URL"_s);
    seed.url.setPath(u"/candidate"_s);
    seed.secret = arguments.value(u"secret"_s, settings::processEnvironment().value("WEBHOOK_SIGNING_SECRET")).toUtf8();
    if (seed.secret.isEmpty())
        return std::unexpected(u"set WEBHOOK_SIGNING_SECRET, or give --secret (which other users of this machine can "
                               "see in its process list)"_s);
    const auto count = numberOf(arguments, u"count"_s, 1, kMostCandidates);
    const auto deadline = numberOf(arguments, u"deadline"_s, 900, kMostDeadlineSec);
    if (!count || !deadline)
        return std::unexpected(count ? deadline.error() : count.error());
    seed.count = *count;
    seed.deadlineSec = *deadline;
    seed.time = core::epochMs(core::systemClock().wall()) / 1000;
    seed.brand = arguments.value(u"brand"_s, u"b_demo"_s);
    seed.text = arguments.value(u"text"_s, u"Thanks for asking! SSO is part of the Team plan: https://docs.example/sso"_s);
    seed.json = arguments.has(u"json"_s);
    return seed;
}

QString idOf(const Seed &seed, int number)
{
    const QString first = u"cr_demo_%1"_s.arg(seed.time);
    return number == 1 ? first : first + u'_' + QString::number(number);
}

QByteArray bodyOf(const Seed &seed, const QString &id)
{
    JsonWriter out;
    out.beginObject().member("id", id).member("brand_id", seed.brand).member("platform", "x"_ba);
    out.member("source_ref", u"demo_%1"_s.arg(seed.time)).member("proposed_text", seed.text);
    out.member("persona", "smart"_ba).member("context_url", "https://x.com/demo/status/1"_ba);
    out.member("deadline_sec", seed.deadlineSec).endObject();
    return out.take();
}

/// Prints what the gateway said; whether it took the candidate.
bool report(const Seed &seed, const QString &id, const upstream::Reply &reply)
{
    const QJsonObject body = core::parseJsonObject(reply.body).value_or(QJsonObject());
    if (seed.json)
        std::printf("%s\n", reply.body.constData());
    else if (reply.status == 202)
        std::printf("%s %s\n", qUtf8Printable(id), qUtf8Printable(body["status"_L1].toString()));
    else
        std::fprintf(stderr, "%s refused: HTTP %d %s %s\n", qUtf8Printable(id), reply.status,
                     qUtf8Printable(body["code"_L1].toString()), qUtf8Printable(body["detail"_L1].toString()));
    return reply.status == 202;
}

int seedCandidates(const bootstrap::Arguments &arguments)
{
    const auto seed = seedOf(arguments);
    if (!seed)
        return usage(seed.error());
    auto client = upstream::makeClient({});
    if (!client)
        return bootstrap::kExitFailure;
    for (int number = 1; number <= seed->count; ++number) {
        const QString id = idOf(*seed, number);
        upstream::Call call {.upstream = "seed",
                             .method = "POST",
                             .url = seed->url,
                             .body = bodyOf(*seed, id),
                             .deadline = std::chrono::steady_clock::now() + kPatience};
        call.headers.set("Authorization", "Bearer " + seed->secret);
        call.headers.set("Content-Type", "application/json");
        const auto reply = oneCall(**client, std::move(call));
        if (!reply) {
            std::fprintf(stderr, "%s cannot be reached: %s\n", qUtf8Printable(seed->url.toString()),
                         qUtf8Printable(upstream::reason(reply.error())));
            return bootstrap::kExitFailure;
        }
        if (!report(*seed, id, *reply))
            return bootstrap::kExitFailure;
    }
    return bootstrap::kExitDone;
}

} // namespace

bootstrap::Command seedCandidateCommand()
{
    return {.name = u"seed candidate"_s,
            .help = u"Submit demo candidates to a running approval gateway and print what it says."_s,
            .options = {{u"url"_s, u"The gateway; http://127.0.0.1:8080 by default."_s, u"URL"_s},
                        {u"secret"_s, u"The submit secret instead of WEBHOOK_SIGNING_SECRET."_s, u"SECRET"_s},
                        {u"count"_s, u"How many; 1 by default. The first refusal ends the run."_s, u"N"_s},
                        {u"deadline"_s, u"Seconds until they expire; 900 by default."_s, u"N"_s},
                        {u"brand"_s, u"The brand; b_demo by default."_s, u"ID"_s},
                        {u"text"_s, u"The text to be approved."_s, u"TEXT"_s},
                        {u"json"_s, u"Print the gateway's answers as they are, one a line."_s}},
            .run = seedCandidates};
}

} // namespace signalbox::daemon
