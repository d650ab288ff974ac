#include "tests/ui/approvals_page_desk.h"

#include "backend/sandbox/approval_cast.h"
#include "tests/support/wire/http_client.h"
#include "ui/kit/filter_field.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace signalbox::wire {

namespace {

constexpr auto kBrand = "b_desk"_L1;

/// Numbers that nobody in the sandbox answers on.
QJsonArray peopleOf(const QStringList &ids)
{
    QJsonArray people;
    for (const QString &id : ids) {
        const QString number = u"whatsapp:+1555000%1"_s.arg(7000 + int(qHash(id) % 1000));
        people.append(QJsonObject{{"id"_L1, id}, {"whatsapp"_L1, number}});
    }
    return people;
}

} // namespace

void ApprovalsPageDesk::open()
{
    Desk::open();
    m_name = read(u"me"_s)["name"_L1].toString();
    QVERIFY(!m_name.isEmpty());
    go("ga", "approvals");
    narrow();
}

void ApprovalsPageDesk::narrow() const
{
    page().findChild<kit::FilterField *>()->setText(u"brand:"_s + kBrand);
    table().setFocus();
}

const pages::ApprovalsPage &ApprovalsPageDesk::page() const
{
    return *window().findChild<pages::ApprovalsPage *>();
}

pages::ApprovalCard &ApprovalsPageDesk::card() const
{
    return *page().findChild<pages::ApprovalCard *>();
}

kit::TableView &ApprovalsPageDesk::table() const
{
    return *page().findChild<kit::TableView *>();
}

QString ApprovalsPageDesk::submitUnseen(const Draft &draft) const
{
    const QString id = u"cr_desk_%1"_s.arg(++m_count);
    const QJsonObject body{
        {"id"_L1, id},
        {"brand_id"_L1, kBrand},
        {"platform"_L1, "x"_L1},
        {"source_ref"_L1, u"ref%1"_s.arg(m_count)},
        {"proposed_text"_L1, draft.text},
        {"persona"_L1, "normal"_L1},
        {"context_url"_L1, "https://x.example/dana/status/1"_L1},
        {"risk_flags"_L1, QJsonArray::fromStringList(draft.risks)},
        {"deadline_sec"_L1, draft.seconds},
        {"submitted_by"_L1, draft.submittedBy},
        {"policy"_L1, QJsonObject{{"required_approvals"_L1, draft.required},
                                  {"approvers"_L1, peopleOf(draft.approvers.isEmpty() ? QStringList{m_name}
                                                                                     : draft.approvers)}}}};
    const Answer answer = request("POST", service(), u"/candidate"_s, QJsonDocument(body).toJson(),
                                  {{"Content-Type", "application/json"},
                                   {"Authorization", "Bearer " + sandbox::approvalCast().submitSecret}});
    if (answer.status != 202)
        qWarning("%s", answer.body.constData());
    return id;
}

QString ApprovalsPageDesk::submit(const Draft &draft) const
{
    const QString id = submitUnseen(draft);
    const bool listed
        = QTest::qWaitFor([&] { return rowsOf(table()).placeOf(id.toUtf8()) >= 0; }, kPatience);
    return listed ? id : QString();
}

void ApprovalsPageDesk::choose(const QString &id) const
{
    QTRY_VERIFY_WITH_TIMEOUT(table().selectKey(id.toUtf8()), kPatience);
    // What a window manager does when a dialog is closed.
    table().window()->activateWindow();
    table().setFocus();
    awaitShown(id);
}

void ApprovalsPageDesk::press(Qt::Key key) const
{
    QTRY_VERIFY(QApplication::focusWidget() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), key);
}

void ApprovalsPageDesk::awaitShown(const QString &id) const
{
    QTRY_VERIFY_WITH_TIMEOUT(card().shown() && card().shown()->id == id, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!card().isTooNew(), kPatience);
}

QJsonObject ApprovalsPageDesk::onTheWire(const QString &id) const
{
    return read(u"approvals/candidate/"_s + id);
}

QString ApprovalsPageDesk::state(const QString &id) const
{
    return onTheWire(id)["approval"_L1]["state"_L1].toString();
}

QString ApprovalsPageDesk::actAs(const QByteArray &token, const QString &id, const QJsonObject &body) const
{
    client::Link other({.base = url(), .token = token}, core::systemClock());
    std::optional<QString> problem;
    other.compute(&other, u"approvals/candidate/%1/decide"_s.arg(id), body, [&problem](const Result<QJsonObject> &answer) {
        problem = answer ? QString() : answer.error().text.text();
    });
    return QTest::qWaitFor([&problem] { return problem.has_value(); }, kPatience) ? *problem : u"no answer"_s;
}

QString ApprovalsPageDesk::cardText() const
{
    QStringList texts{shownText(card())};
    for (const QTextEdit *edit : card().findChildren<QTextEdit *>()) {
        if (edit->isVisible())
            texts += edit->toPlainText();
    }
    return texts.join(u'\n');
}

QString ApprovalsPageDesk::cell(const QString &id, std::size_t column) const
{
    const kit::Row *row = rowsOf(table()).rowAt(rowsOf(table()).placeOf(id.toUtf8()));
    return row == nullptr ? QString() : row->cells[column].text;
}

} // namespace signalbox::wire
