#pragma once

#include "backend/operator/protocol/overview_document.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The gateway's one sentence in the present language, by its code and numbers; the gateway's own English sentence for
/// a code that this console does not know.
class StateSentence
{
    Q_DECLARE_TR_FUNCTIONS(StateSentence)

public:
    static QString of(const protocol::Verdict &verdict);

private:
    static QString about(const QString &code, const QJsonObject &args);
    static QString aboutProvider(const QString &code, const QJsonObject &args);
    static QString aboutLoad(const QString &code, const QJsonObject &args);
};

} // namespace signalbox::pages
