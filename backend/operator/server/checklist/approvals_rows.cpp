#include "backend/operator/server/checklist/approval_checks.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace checks;

namespace {

using Judge = Finding (*)(const RedisFacts &);

template <Judge judge>
Finding ofRedis(const CheckFacts &facts)
{
    if (!facts.redis)
        return fail(u"REDIS_URL is not set"_s);
    return judge(*facts.redis);
}

/// The same for what only the server itself can tell.
template <Judge judge>
Finding askedRedis(const CheckFacts &facts)
{
    if (facts.redis && !facts.redis->problem.isEmpty())
        return cannotTell(u"Redis could not be asked: %1"_s.arg(facts.redis->problem));
    return ofRedis<judge>(facts);
}

Finding password(const RedisFacts &redis)
{
    return redis.password ? pass(u"REDIS_URL names a password"_s) : fail(u"REDIS_URL names no password"_s);
}

Finding tls(const RedisFacts &redis)
{
    return redis.tls ? pass(u"REDIS_URL begins with rediss://"_s) : fail(u"REDIS_URL does not begin with rediss://"_s);
}

Finding memoryPolicy(const RedisFacts &redis)
{
    if (redis.memoryPolicy.isEmpty())
        return cannotTell(u"Redis does not tell its memory policy"_s);
    return redis.memoryPolicy == "noeviction"_L1
        ? pass(u"maxmemory-policy is noeviction: nothing that waits for a person is thrown away"_s)
        : fail(u"maxmemory-policy is %1: candidates may be thrown away"_s.arg(redis.memoryPolicy));
}

Finding persistence(const RedisFacts &redis)
{
    if (redis.persistence.isEmpty())
        return cannotTell(u"Redis does not tell whether it persists"_s);
    return redis.persistence == "none"_L1 ? fail(u"Redis keeps nothing over a restart"_s)
                                          : pass(u"Redis persists by %1"_s.arg(redis.persistence));
}

Finding replica(const RedisFacts &redis)
{
    if (redis.role == "slave"_L1)
        return fail(u"REDIS_URL leads to a replica, which cannot be written"_s);
    return redis.replicas > 0 ? pass(u"replicas that follow: %1"_s.arg(redis.replicas))
                              : fail(u"no replica follows this Redis"_s);
}

void addSettings(std::vector<CheckRow> &out)
{
    const CheckRow rows[] {
        {"secret", "approvals", "beforeDeployment", "The signing secret has 32 characters and is no default", approvalSecret},
        {"https", "approvals", "beforeDeployment", "Clients reach the gateway over HTTPS only", https},
        {"twilio", "approvals", "beforeDeployment", "Twilio's signature is checked, proven by a signed self-test",
         twilioSignature, "Send any message to the WhatsApp number: does it count as one whose signature was right?"},
        {"firewall", "approvals", "beforeDeployment", "The firewall is in place", nullptr,
         "Does the firewall let only Twilio, Meta and the agents' networks reach the gateway?"},
        {"redisPassword", "approvals", "beforeDeployment", "Redis asks for a password", ofRedis<password>},
        {"redisTls", "approvals", "beforeDeployment", "Redis is reached over TLS", ofRedis<tls>},
        {"redisMemory", "approvals", "beforeDeployment", "Redis throws nothing away", askedRedis<memoryPolicy>,
         "What does CONFIG GET maxmemory-policy say?"},
        {"redisPersistence", "approvals", "beforeDeployment", "Redis keeps its data over a restart", askedRedis<persistence>,
         "Is appendonly or save set in the configuration of Redis?"},
        {"redisReplica", "approvals", "beforeDeployment", "A replica of Redis follows", askedRedis<replica>,
         "Does a replica follow?"},
        {"logs", "approvals", "beforeDeployment", "Logs are gathered", nullptr,
         "Does the log collector take the gateway's standard output?"},
        {"callback", "approvals", "beforeDeployment", "The callback URL can be reached", callback,
         "Decide one candidate: does the core service learn of it?"},
        {"numbers", "approvals", "beforeDeployment", "The numbers are set", numbers},
        {"whatsApp", "approvals", "beforeDeployment", "WhatsApp can be reached", whatsApp,
         "Submit a candidate with a WhatsApp address: does the prompt arrive?"},
        {"iMessage", "approvals", "beforeDeployment", "iMessage can be reached", imessage,
         "Submit a candidate with an iMessage address: does the prompt arrive?"},
        {"limits", "approvals", "beforeDeployment", "Limits are set", limits},
        {"deadlines", "approvals", "beforeDeployment", "Deadlines are set", deadlines},
    };
    out.insert(out.end(), std::begin(rows), std::end(rows));
}

void addRuns(std::vector<CheckRow> &out)
{
    constexpr const char *kWhen = "When was that last done?";
    const CheckRow rows[] {
        {"testSuite", "approvals", "beforeDeployment", "The test suite passed", nullptr, "When did it last pass?"},
        {"staging", "approvals", "beforeDeployment", "It ran in staging", nullptr, "When, and for how long?"},
        {"limitLoad", "approvals", "beforeDeployment", "The limits were tried under load", nullptr, kWhen},
        {"callbackFailure", "approvals", "beforeDeployment", "A failing callback was tried", callbackFailure, kWhen},
        {"timeOut", "approvals", "beforeDeployment", "A time-out was tried", timeOut, kWhen},
        {"redisFailover", "approvals", "beforeDeployment", "A failover of Redis was tried", nullptr, kWhen},
    };
    out.insert(out.end(), std::begin(rows), std::end(rows));
}

} // namespace

std::vector<CheckRow> approvalsRows()
{
    std::vector<CheckRow> rows;
    addSettings(rows);
    addRuns(rows);
    return rows;
}

} // namespace signalbox::server
