#include "backend/platform/storage/store_url.h"

#include <QDir>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

QString decoded(QStringView text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

std::unexpected<Error> badUrl(const QString &why)
{
    return fail(ErrorCode::Configuration, PublicText(u"DATABASE_URL "_s + why));
}

Result<StoreUrl> parseSqlite(QStringView rest, const QString &dataDir)
{
    StoreUrl url;
    if (rest == u":memory:")
        return url;
    const QString path = decoded(rest);
    if (path.isEmpty() || path.endsWith(u'/'))
        return badUrl(u"names no SQLite file"_s);
    if (path.contains(QChar(0)))
        return badUrl(u"holds a null character"_s);
    static const QRegularExpression leading(u"^/+"_s);
    if (path.startsWith(u'/'))
        url.path = QDir::cleanPath(QString(path).replace(leading, u"/"_s));
    else if (!dataDir.isEmpty())
        url.path = QDir::cleanPath(QDir(dataDir).absoluteFilePath(path));
    else
        return badUrl(u"has a relative path and there is no data folder"_s);
    return url;
}

/// `host`, `host:port`, `[v6]:port`, or several of them separated by commas (libpq tries them in turn).
bool parseHosts(QStringView text, StoreUrl &url)
{
    QStringList hosts;
    QStringList ports;
    static const QRegularExpression form(u"^(\\[[0-9A-Fa-f:.%]+\\]|[^:\\[\\]]*)(?::([0-9]{0,5}))?$"_s);
    const auto parts = text.split(u',');
    for (const QStringView part : parts) {
        const auto match = form.match(part.toString());
        if (!match.hasMatch() || match.captured(2).toInt() > 65535)
            return false;
        QString host = match.captured(1);
        if (host.startsWith(u'['))
            host = host.sliced(1, host.size() - 2);
        hosts += decoded(host);
        ports += match.captured(2);
    }
    url.host = hosts.join(u',');
    url.port = ports.join(QString()).isEmpty() ? QString() : ports.join(u',');
    return true;
}

Result<StoreUrl> parsePostgres(QStringView rest)
{
    StoreUrl url;
    url.dialect = Dialect::Postgres;
    QStringView query;
    if (const qsizetype mark = rest.indexOf(u'?'); mark >= 0) {
        query = rest.sliced(mark + 1);
        rest = rest.first(mark);
    }
    if (const qsizetype slash = rest.indexOf(u'/'); slash >= 0) {
        url.database = decoded(rest.sliced(slash + 1));
        rest = rest.first(slash);
    }
    if (const qsizetype at = rest.lastIndexOf(u'@'); at >= 0) {
        const QStringView login = rest.first(at);
        const qsizetype colon = login.indexOf(u':');
        url.user = decoded(colon < 0 ? login : login.first(colon));
        url.password = colon < 0 ? QString() : decoded(login.sliced(colon + 1));
        rest = rest.sliced(at + 1);
    }
    if (!parseHosts(rest, url))
        return badUrl(u"has a host or port that cannot be read"_s);
    static const QRegularExpression keyword(u"^[a-z_]+$"_s);
    const auto pairs = query.split(u'&', Qt::SkipEmptyParts);
    for (const QStringView pair : pairs) {
        const qsizetype equals = pair.indexOf(u'=');
        const QString name = equals < 0 ? QString() : decoded(pair.first(equals));
        if (!keyword.match(name).hasMatch())
            return badUrl(u"has a query that is not name=value pairs"_s);
        const QString value = decoded(pair.sliced(equals + 1));
        if (name == "password"_L1)
            url.password = value;
        else
            url.parameters.emplace_back(name, value);
    }
    return url;
}

QString quoted(QString value)
{
    return u'\'' + value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
}

} // namespace

bool StoreUrl::namesSslMode() const
{
    return std::ranges::any_of(parameters, [](const auto &pair) { return pair.first == "sslmode"_L1; });
}

QString StoreUrl::conninfo(const std::vector<std::pair<QString, QString>> &extra) const
{
    QStringList words;
    const auto add = [&words](const QString &name, const QString &value) {
        if (!value.isEmpty())
            words += name + u'=' + quoted(value);
    };
    for (const auto &[name, value] : extra)
        add(name, value);
    add(u"host"_s, host);
    add(u"port"_s, port);
    add(u"user"_s, user);
    add(u"dbname"_s, database);
    for (const auto &[name, value] : parameters)
        add(name, value);
    return words.join(u' ');
}

Result<StoreUrl> parseUrl(const QString &url, const QString &dataDir)
{
    if (url.startsWith("sqlite:"_L1, Qt::CaseInsensitive))
        return parseSqlite(QStringView(url).sliced(7), dataDir);
    static const QRegularExpression postgres(u"^postgres(?:ql)?(?:\\+[a-z0-9_]+)?://"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    if (const auto match = postgres.match(url); match.hasMatch())
        return parsePostgres(QStringView(url).sliced(match.capturedLength()));
    return badUrl(u"must start with postgresql:// or sqlite:"_s);
}

QString sslModeFor(bool ssl, bool rejectUnauthorized)
{
    if (!ssl)
        return {};
    return rejectUnauthorized ? u"verify-full"_s : u"require"_s;
}

} // namespace signalbox::storage
