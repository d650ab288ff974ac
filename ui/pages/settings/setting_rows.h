#pragma once

#include "backend/operator/protocol/settings.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The catalogue as a table.
class SettingRows
{
    Q_DECLARE_TR_FUNCTIONS(SettingRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    static kit::Row row(const protocol::SettingView &setting);
    /// The effective value as shown: never a secret.
    static QString valueText(const protocol::SettingView &setting);
    static QString sourceText(const protocol::SettingView &setting);
    /// A word of the catalogue (help, danger, group, unit) in the language of the console; texts/ lists them.
    static QString catalogueText(const QString &english);
};

} // namespace signalbox::pages
