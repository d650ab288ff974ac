#pragma once

#include "backend/operator/protocol/checklist.h"
#include "backend/operator/protocol/filter.h"
#include "ui/kit/row_model.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// The fields that the checklist's items can be filtered by.
const protocol::FilterFields &checkFields();
protocol::FieldValue checkValue(const protocol::CheckItem &item, qsizetype field);

/// The items that the filter lets through, in the guides' order; `failing`: only those that fail.
std::vector<protocol::CheckItem> checksShown(const protocol::Checklist &checklist, const protocol::Filter &filter, bool failing);

/// The table of items: under each guide's own row its items.
class CheckRows
{
    Q_DECLARE_TR_FUNCTIONS(CheckRows)

public:
    static std::vector<kit::Column> columns();
    static QStringList titles();
    /// The column that keeps items under their guide's row; never shown.
    static constexpr int kOrder = 4;
    /// Of the items shown; a guide's counts are of all its items.
    static std::vector<kit::Row> rows(const std::vector<protocol::CheckItem> &shown, const protocol::Checklist &all);
};

} // namespace signalbox::pages
