#pragma once

#include "backend/operator/protocol/checklist.h"
#include "backend/operator/server/checklist/check_facts.h"

/// The guides' checklists as tables: each item with the function that judges it, or the question for a person
/// (contract platform 16). Pure.
namespace signalbox::server {

/// What an item comes to.
struct Finding
{
    protocol::CheckVerdict verdict = protocol::CheckVerdict::CannotTell;
    QString evidence = {};
};

struct CheckRow
{
    const char *id = ""; ///< behind the service: `variables`
    const char *service = "";
    const char *list = "";
    const char *title = "";
    Finding (*judge)(const CheckFacts &) = nullptr; ///< null: only a person can tell
    const char *question = ""; ///< asked where the verdict is cannotTell
};

std::vector<CheckRow> shopRows();
std::vector<CheckRow> engineeringRows();
std::vector<CheckRow> commerceRows();
std::vector<CheckRow> approvalsRows();

/// Every item of every guide, judged.
std::vector<protocol::CheckItem> judgeAll(const CheckFacts &facts);

} // namespace signalbox::server
