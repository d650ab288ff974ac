#pragma once

#include "backend/operator/server/operator_route.h"
#include "backend/operator/server/revisions/revisions.h"

/// The handlers of revisions, and what recipes and guards share with them.
namespace signalbox::server {

http::Response problemAnswer(const Problem &problem);

/// The Problem `confirmation_needed` unless what is asked for was typed.
std::optional<Problem> missingConfirmation(const std::optional<QString> &asked, const std::optional<QString> &given,
                                           const std::vector<QString> &keys);

/// Makes a plan a revision, begins its guards, and answers.
Task<http::Response> commitPlan(OperatorContext *context, Act act, Plan plan, Revisions::Extras extras);

/// Is `expected` the newest revision? An act on another one goes to the journal all the same (commitPlan() with an
/// empty plan on it): the same request may have been answered before, and else its conflict belongs in the audit.
Task<bool> meetExpected(OperatorContext *context, qint64 expected);

Task<http::Response> getRevisions(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getRevision(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getVerify(OperatorContext *context, http::RequestPtr request);
Task<http::Response> getDiff(OperatorContext *context, http::RequestPtr request);
Task<http::Response> postRevision(OperatorContext *context, http::RequestPtr request);
Task<http::Response> postRollback(OperatorContext *context, http::RequestPtr request);

} // namespace signalbox::server
