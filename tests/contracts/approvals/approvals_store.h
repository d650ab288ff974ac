#pragma once

#include "backend/platform/storage/migrations.h"
#include "backend/services/approvals/candidate_view.h"
#include "backend/services/approvals/submit_step.h"

#include <QJsonDocument>
#include <QTest>

namespace signalbox::approvals {

/// A migrated store in memory for tests of single steps, with an owner who is asked over WhatsApp. Time stands still.
class ApprovalsStore
{
protected:
    void open()
    {
        using namespace Qt::StringLiterals;
        m_store = *storage::Database::open({.url = u"sqlite::memory:"_s});
        const auto known = storage::loadMigrations(
            storage::Dialect::Sqlite, qEnvironmentVariable("SIGNALBOX_SOURCE") + u"/resources/migrations"_s);
        QVERIFY(storage::migrate(*m_store, *known));
        m_config.twilio.on = true;
        m_config.policy.whatsappOn = true;
        m_config.policy.ownerWhatsapp = u"whatsapp:+15551230001"_s;
    }

    /// Runs `step(Connection &) -> Result<T>` in a transaction; what it brings.
    template <class Step>
    auto inStore(Step step)
    {
        using Value = typename decltype(step(std::declval<storage::Connection &>()))::value_type;
        std::optional<Value> value;
        const auto done = m_store->writeNow([&](storage::Connection &connection) -> Result<QVariant> {
            auto result = step(connection);
            if (!result)
                return std::unexpected(result.error());
            value.emplace(std::move(*result));
            return QVariant();
        });
        if (!done)
            qFatal("%s", qPrintable(done.error().detail.text()));
        return *value;
    }

    /// A candidate with `more` fields than it needs.
    void submit(const QString &id, const QJsonObject &more = {})
    {
        using namespace Qt::StringLiterals;
        QJsonObject json {{u"id"_s, id}, {u"brand_id"_s, u"b"_s}, {u"platform"_s, u"x"_s}, {u"source_ref"_s, u"1"_s},
                          {u"proposed_text"_s, u"Yes"_s}, {u"persona"_s, u"smart"_s}, {u"context_url"_s, u"https://x.com/d"_s}};
        for (auto field = more.begin(); field != more.end(); ++field)
            json[field.key()] = field.value();
        const auto submission = parseSubmission(QJsonDocument(json).toJson());
        const auto resolved = resolvePolicy(*submission, m_config.policy);
        QVERIFY(resolved);
        const Candidate candidate = newCandidate(*submission, *resolved, m_now);
        inStore([&](storage::Connection &connection) {
            return submitCandidate(connection, candidate, *resolved, stepContext(m_config, m_now));
        });
    }

    /// What the audit says of it, the oldest first.
    QStringList auditTypes(const QString &id)
    {
        QStringList types;
        for (const AuditRow &row : inStore([&](auto &connection) { return readAudit(connection, id, 0, 100); }))
            types += QString::fromLatin1(row.entry.type);
        return types;
    }

    std::unique_ptr<storage::Database> m_store;
    Config m_config;
    core::WallTime m_now = core::wallTime(1'767'225'600'000);
};

} // namespace signalbox::approvals
