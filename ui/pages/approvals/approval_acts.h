#pragma once

#include "ui/client/facets.h"

namespace signalbox::pages {

/// What came of a decision.
struct ApprovalOutcome
{
    enum class Kind {
        Decided, ///< by this
        Counted, ///< more approvals are needed
        Meanwhile, ///< somebody, or the deadline, was faster
        Changed, ///< another text is there now
        Refused,
    };
    Kind kind = Kind::Refused;
    QString text = {}; ///< a sentence
    std::optional<protocol::ApprovalRow> approval = {}; ///< as it is now, as far as it was told
    std::optional<int> limit = {}; ///< characters that an edit may have, where it had more
};

/// Decides on approvals and words what came of it.
class ApprovalActs : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const ApprovalOutcome &outcome)>;

    explicit ApprovalActs(client::Facets &facets, QObject *parent = nullptr);

    /// Why nothing can be decided now, and who can; empty when it can.
    QString refusal() const;
    /// `row` as it is on the screen; its revision is what is decided on. Final.
    client::Call decide(const protocol::ApprovalRow &row, protocol::ApprovalAction action,
                        const std::optional<QString> &text, const QString &reason, Done done);
    /// "Decided meanwhile by … at …: …"
    static QString meanwhile(const protocol::ApprovalRow &row);

private:
    static ApprovalOutcome done(const protocol::DecideAnswer &answer, protocol::ApprovalAction action);
    static ApprovalOutcome refused(const protocol::ApprovalRow &row, const Error &error);

    client::Facets &m_facets;
};

} // namespace signalbox::pages
