#include "backend/operator/server/checklist/check_rows.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

std::vector<protocol::CheckItem> judgeAll(const CheckFacts &facts)
{
    std::vector<protocol::CheckItem> items;
    for (const auto &rows : {shopRows(), engineeringRows(), commerceRows(), approvalsRows()}) {
        for (const CheckRow &row : rows) {
            const Finding finding = row.judge ? row.judge(facts) : Finding();
            protocol::CheckItem item {.id = QLatin1StringView(row.service) + u'.' + QLatin1StringView(row.id),
                                      .service = QString::fromLatin1(row.service),
                                      .list = QString::fromLatin1(row.list),
                                      .title = QString::fromLatin1(row.title),
                                      .verdict = finding.verdict,
                                      .evidence = finding.evidence,
                                      .person = !row.judge};
            if (finding.verdict == protocol::CheckVerdict::CannotTell)
                item.question = QString::fromLatin1(row.question);
            items.push_back(std::move(item));
        }
    }
    return items;
}

} // namespace signalbox::server
