#include "tests/peers/certificates.h"

#include <QFile>
#include <QProcess>

namespace signalbox::peers {

using namespace Qt::StringLiterals;

namespace {

QStringList newKey(const QString &name, const QString &keyFile)
{
    return {u"-newkey"_s,     u"ec"_s,      u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-subj"_s,
            u"/CN="_s + name, u"-keyout"_s, keyFile};
}

} // namespace

Authority::Authority()
{
    openssl(QStringList{u"req"_s, u"-x509"_s, u"-days"_s, u"2"_s, u"-out"_s, file()}
            + newKey(u"authority of a test"_s, m_folder.filePath(u"ca.key"_s)));
}

Authority::Identity Authority::issue(const QString &names, int days)
{
    const QString base = m_folder.filePath(u"server-%1"_s.arg(++m_issued));
    QFile extensions(base + u".ext"_s);
    if (!extensions.open(QIODevice::WriteOnly))
        return {};
    extensions.write("subjectAltName=" + names.toLatin1() + '\n');
    extensions.close();
    const Identity identity{base + u".pem"_s, base + u".key"_s};
    const bool made
        = openssl(QStringList{u"req"_s, u"-new"_s, u"-out"_s, base + u".csr"_s} + newKey(u"server"_s, identity.key))
        && openssl({u"x509"_s, u"-req"_s, u"-in"_s, base + u".csr"_s, u"-CA"_s, file(), u"-CAkey"_s,
                    m_folder.filePath(u"ca.key"_s), u"-CAcreateserial"_s, u"-days"_s, QString::number(days),
                    u"-extfile"_s, extensions.fileName(), u"-out"_s, identity.certificate});
    return made ? identity : Identity();
}

bool Authority::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(u"openssl"_s, arguments);
    return process.waitForFinished() && process.exitCode() == 0;
}

} // namespace signalbox::peers
