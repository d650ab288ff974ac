#include "backend/operator/server/operator_auth.h"
#include "backend/operator/server/ops_file.h"
#include "backend/platform/security/digest.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace signalbox;
using namespace signalbox::server;
using protocol::Role;

namespace {

const QByteArray kJwtKey = "0123456789abcdef0123456789abcdef"_ba;
const QByteArray kJwtHead = R"({"alg":"HS256"})"_ba;

class SetClock final : public core::Clock
{
public:
    core::WallTime wall() const override { return core::wallTime(1'767'225'600'000); }
    core::SteadyTime steady() const override { return now; }
    core::SteadyTime now {1000s};
};

http::RequestHead headWith(const QByteArray &authorization, const char *address = "10.0.0.1")
{
    http::RequestHead head;
    if (!authorization.isEmpty())
        head.headers.set("Authorization", authorization);
    head.client = *core::IpAddress::parse(address);
    return head;
}

} // namespace

class TstOperatorAuth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesContainTheOnesBelow()
    {
        SetClock clock;
        OperatorAuth auth(clock);
        auth.addToken("tok-v", {u"vera"_s, Role::Viewer});
        auth.addToken("tok-o", {u"otto"_s, Role::Operator});
        const auto viewer = headWith("Bearer tok-v");
        QVERIFY(!auth.admit(viewer, Role::Viewer).refusal);
        QCOMPARE(auth.admit(viewer, Role::Viewer).identity.subject, "vera"_ba);
        QCOMPARE(auth.admit(viewer, Role::Approver).refusal, http::Refusal::Forbidden);
        const auto oper = headWith("bearer  tok-o ");
        QVERIFY(!auth.admit(oper, Role::Approver).refusal);
        QCOMPARE(auth.admit(oper, Role::Admin).refusal, http::Refusal::Forbidden);
    }

    void wrongCredentialsAreRefused()
    {
        SetClock clock;
        OperatorAuth auth(clock);
        auth.addToken("tok", {u"ana"_s, Role::Admin});
        for (const char *wrong : {"", "Bearer", "Bearer ", "Bearer to", "Bearer tokk", "Basic tok", "tok"}) {
            const auto admission = auth.admit(headWith(wrong), Role::Viewer);
            QCOMPARE(admission.refusal, http::Refusal::Unauthorized);
            QCOMPARE(admission.headers.value("WWW-Authenticate"), "Bearer"_ba);
        }
    }

    void lockOutAfterTenFailures()
    {
        SetClock clock;
        OperatorAuth auth(clock);
        auth.addToken("tok", {u"ana"_s, Role::Admin});
        const auto wrong = headWith("Bearer nope");
        for (int i = 0; i < 10; ++i, clock.now += 1s)
            QCOMPARE(auth.admit(wrong, Role::Viewer).refusal, http::Refusal::Unauthorized);
        const auto locked = auth.admit(wrong, Role::Viewer);
        QCOMPARE(locked.refusal, http::Refusal::RateLimited);
        QCOMPARE(locked.headers.value("Retry-After"), "50"_ba);
        QVERIFY2(!auth.admit(headWith("Bearer tok"), Role::Viewer).refusal, "the right token is never locked out");
        QCOMPARE(auth.admit(headWith("Bearer nope", "10.0.0.2"), Role::Viewer).refusal, http::Refusal::Unauthorized);
        clock.now += 50s;
        QCOMPARE(auth.admit(wrong, Role::Viewer).refusal, http::Refusal::Unauthorized);
        QCOMPARE(auth.admit(wrong, Role::Viewer).refusal, http::Refusal::RateLimited);
    }

    void lockOutMemoryIsBounded()
    {
        LockOut lockOut;
        const core::SteadyTime now {1000s};
        for (int i = 0; i < 10'000; ++i)
            lockOut.countFailure(QByteArray::number(i), now);
        for (int i = 0; i < 10; ++i)
            lockOut.countFailure("last", now);
        QVERIFY(lockOut.secondsLeft("last", now) > 0);
    }

    void tokensOfTheStoreComeAndGo()
    {
        SetClock clock;
        OperatorAuth auth(clock);
        auth.addToken("fixed", {u"local"_s, Role::Operator});
        auth.setOperators({{security::sha256("tok"), {u"rosa"_s, Role::Approver, {u"whatsapp:+49"_s}}}});
        const auto admitted = auth.admit(headWith("Bearer tok"), Role::Viewer);
        QCOMPARE(admitted.identity.subject, "rosa"_ba);
        QCOMPARE(admitted.identity.role, "approver"_ba);
        QCOMPARE(auth.identify(headWith("Bearer tok"))->addresses, std::vector<QString> {u"whatsapp:+49"_s});
        QCOMPARE(auth.lastSeen(u"rosa"_s), clock.wall());
        QCOMPARE(auth.takeSeen().size(), size_t(1));
        QCOMPARE(auth.takeSeen().size(), size_t(0));
        QVERIFY2(!auth.identify(headWith("Bearer " + security::sha256("tok").toHex())), "the hash opens nothing");
        auth.setOperators({});
        QVERIFY(auth.admit(headWith("Bearer tok"), Role::Viewer).refusal);
        QVERIFY(!auth.admit(headWith("Bearer fixed"), Role::Viewer).refusal);
    }

    void tokensOfTheEngineeringService()
    {
        SetClock clock;
        OperatorAuth auth(clock);
        const auto head = [](const QByteArray &claims) {
            const QByteArray text = security::toBase64Url(kJwtHead) + "." + security::toBase64Url(claims);
            return headWith("Bearer " + text + "." + security::toBase64Url(security::hmacSha256(kJwtKey, text)));
        };
        const auto admin = head(R"({"sub":"ana","role":"admin","exp":2000000000})");
        QVERIFY2(!auth.identify(admin), "without AUTH_ENABLED it opens nothing");
        auth.setJwt(*security::JwtKey::make("HS256", kJwtKey));
        QCOMPARE(auth.identify(admin), (OperatorIdentity {u"ana"_s, Role::Admin}));
        QCOMPARE(auth.identify(head(R"({"sub":"a b","role":"approver","exp":2000000000})"))->role, Role::Approver);
        QCOMPARE(auth.identify(head(R"({"sub":"u","exp":2000000000})"))->role, Role::Viewer);
        QVERIFY(!auth.identify(head(R"({"sub":"u","role":"operator","exp":2000000000})")));
        QVERIFY(!auth.identify(head(R"({"sub":"u","role":"admin","exp":1700000000})")));
        for (const char *name : {"console", "Guard", "local", "unknown", "shell:root"})
            QVERIFY2(!auth.identify(head(QByteArray(R"({"role":"admin","exp":2000000000,"sub":"NAME"})")
                                             .replace("NAME", name))),
                     name);
    }

    void tokensHave256Bits()
    {
        const QByteArray token = makeOperatorToken();
        QCOMPARE(token.size(), 64);
        QVERIFY(token != makeOperatorToken());
    }

    void opsFileIsPrivateAndGoesAway()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"ops.json"_s);
        {
            const auto file = OpsFile::write(dir.path(), "http://127.0.0.1:1", "secret");
            QVERIFY(file);
            QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOwner),
                     QFile::Permissions());
            QFile read(path);
            QVERIFY(read.open(QIODevice::ReadOnly));
            const QJsonObject json = QJsonDocument::fromJson(read.readAll()).object();
            QCOMPARE(json["url"_L1].toString(), u"http://127.0.0.1:1"_s);
            QCOMPARE(json["token"_L1].toString(), u"secret"_s);
        }
        QVERIFY(!QFile::exists(path));
        QVERIFY(!QFile::exists(path + u".new"_s));
    }

    void opsFileOfALaterGatewayStays()
    {
        QTemporaryDir dir;
        auto first = OpsFile::write(dir.path(), "http://127.0.0.1:1", "one");
        const auto second = OpsFile::write(dir.path(), "http://127.0.0.1:2", "two");
        *first = OpsFile();
        QVERIFY(QFile::exists(second->path()));
        QVERIFY(!OpsFile::write(u"/nonexistent/folder"_s, "u", "t"));
    }
};

QTEST_GUILESS_MAIN(TstOperatorAuth)
#include "tst_operator_auth.moc"
