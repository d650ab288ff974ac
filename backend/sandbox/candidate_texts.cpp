#include "backend/sandbox/candidate_texts.h"

#include "backend/platform/core/ids.h"
#include "backend/platform/core/json_writer.h"

#include <array>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr double kTwoShare = 0.12;
constexpr double kRiskShare = 0.3;
constexpr double kLongShare = 0.06;
constexpr double kLinesShare = 0.15;

constexpr std::array kBrands {"b_orchid", "b_harbor", "b_fennel", "b_quarry", "b_lumen"};
constexpr std::array kPlatforms {"x", "x", "reddit", "linkedin"};
constexpr std::array kPersonas {"normal", "normal", "smart", "technical", "unhinged"};
constexpr std::array kRisks {"pricing", "medical", "legal", "competitor", "sarcasm", "unverified claim"};
constexpr std::array kDeadlines {60, 90, 120, 180, 240, 300, 600};

template <class List>
auto pick(const List &list, std::mt19937 &random)
{
    return list[std::uniform_int_distribution<size_t>(0, list.size() - 1)(random)];
}

bool luck(double share, std::mt19937 &random)
{
    return std::bernoulli_distribution(share)(random);
}

QByteArray contextUrl(QByteArrayView platform, const QByteArray &reference)
{
    if (platform == "reddit")
        return "https://reddit.example/r/support/comments/" + reference;
    if (platform == "linkedin")
        return "https://linkedin.example/feed/update/" + reference;
    return "https://x.example/dana/status/" + reference;
}

} // namespace

CandidateTexts::CandidateTexts(ApprovalCast cast, quint32 seed) : m_cast(std::move(cast)), m_random(seed)
{
}

QString CandidateTexts::text()
{
    static const std::array openings {u"Yes - SAML and OIDC are both in the Team plan."_s,
                                      u"Sorry about the wait! A fix went out an hour ago. 🙏"_s,
                                      u"We ship to Canada too, it takes three to five days."_s,
                                      u"Honestly? We had the same argument in the office for a week."_s,
                                      u"The limit is 50 requests a second per key; bursts up to 200 are fine."_s,
                                      u"Great catch, the docs were wrong. Corrected, thank you."_s,
                                      u"It runs on your own machines, nothing leaves your network."_s,
                                      u"You can export everything as CSV under Settings → Data."_s,
                                      u"Our refund window is 30 days, no questions asked."_s,
                                      u"Größe M fällt etwas kleiner aus, im Zweifel lieber L."_s};
    static const std::array seconds {u"The details are in the docs: docs.example/start"_s,
                                     u"Write to us if it happens again."_s, u"Curious what you build with it!"_s,
                                     u"No rush, the offer stays open."_s};
    if (luck(kLongShare, m_random)) {
        QStringList parts;
        for (int i = 0; i < 24; ++i)
            parts << pick(openings, m_random) + u' ' + pick(seconds, m_random);
        return parts.join(u'\n');
    }
    const QString opening = pick(openings, m_random);
    if (luck(kLinesShare, m_random))
        return opening + u"\n\n"_s + pick(seconds, m_random);
    return luck(0.4, m_random) ? QString(opening + u' ' + pick(seconds, m_random)) : opening;
}

CandidateTexts::Body CandidateTexts::next()
{
    const char *platform = pick(kPlatforms, m_random);
    const QByteArray reference = core::randomText(10);
    Body body;
    body.draft = {.id = "cr_" + core::randomText(8),
                  .deadline = std::chrono::seconds(pick(kDeadlines, m_random)),
                  .needsTwo = luck(kTwoShare, m_random)};
    JsonWriter out;
    out.beginObject().member("id", body.draft.id).member("brand_id", pick(kBrands, m_random));
    out.member("platform", platform).member("source_ref", reference).member("proposed_text", text());
    out.member("persona", pick(kPersonas, m_random)).member("context_url", contextUrl(platform, reference));
    out.key("risk_flags").beginArray();
    if (luck(kRiskShare, m_random))
        out.value(pick(kRisks, m_random));
    out.endArray().member("deadline_sec", qint64(body.draft.deadline.count()));
    out.member("submitted_by", "sandbox-writer");
    if (body.draft.needsTwo) {
        out.key("policy").beginObject().member("required_approvals", 2).key("approvers").beginArray();
        out.beginObject().member("id", "owner").member("whatsapp", m_cast.ownerWhatsapp);
        out.member("imessage", m_cast.ownerImessage).endObject();
        out.beginObject().member("id", "deputy").member("whatsapp", m_cast.deputyWhatsapp).endObject();
        out.endArray().endObject();
    }
    out.endObject();
    body.json = out.take();
    return body;
}

} // namespace signalbox::sandbox
