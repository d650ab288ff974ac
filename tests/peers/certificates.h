#pragma once

#include <QTemporaryDir>

namespace signalbox::peers {

/// A certificate authority that nobody else knows, and what it signs: made by openssl in a folder that goes with it.
class Authority
{
public:
    struct Identity
    {
        QString certificate; ///< PEM file
        QString key; ///< PEM file; empty when openssl failed
    };

    Authority();

    /// The authority's own certificate, a PEM file.
    QString file() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
    /// A server's identity for names such as `DNS:localhost,IP:127.0.0.2`; with negative days it is out of date.
    Identity issue(const QString &names, int days = 2);

private:
    bool openssl(const QStringList &arguments) const;

    QTemporaryDir m_folder;
    int m_issued = 0;
};

} // namespace signalbox::peers
