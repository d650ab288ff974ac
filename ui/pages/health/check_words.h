#pragma once

#include "backend/operator/protocol/checklist.h"
#include "ui/client/overview_facet.h"
#include "ui/kit/state_badge.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// What the checklists are called and what can be done about an item. The gateway's own words (titles, questions) are
/// translated where the console knows them; evidence is as found.
class CheckWords
{
    Q_DECLARE_TR_FUNCTIONS(Checklist)

public:
    /// `Commerce, after deployment`.
    static QString group(const protocol::CheckItem &item);
    /// pass, fail, cannot tell, for a person.
    static QString verdict(const protocol::CheckItem &item);
    static kit::Health health(const protocol::CheckItem &item);
    static QString title(const protocol::CheckItem &item);
    static QString question(const protocol::CheckItem &item);
    /// What to do about it; empty for one that passes.
    static QString advice(const protocol::CheckItem &item);
    /// The keys of the catalogue that the findings name.
    static QStringList settings(const protocol::CheckItem &item, const QSet<QString> &known);
    /// Where that can be done; an empty page when only outside of the console.
    static client::Place place(const protocol::CheckItem &item, const QSet<QString> &known);
};

/// How many of some items there are of each kind.
struct CheckCounts
{
    int pass = 0;
    int fail = 0;
    int cannotTell = 0;
    int person = 0;

    void add(const protocol::CheckItem &item);
    /// `8 pass · 16 fail · 23 cannot tell · 21 for a person`.
    QString text() const;
};

} // namespace signalbox::pages
