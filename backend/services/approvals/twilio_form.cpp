#include "backend/services/approvals/twilio_form.h"

#include <QStringList>

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kLongestValidity {36'000};

bool isIdCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
}

bool holdsToken(const QString &line, const QString &token, bool bare)
{
    for (qsizetype at = line.indexOf(token); at >= 0; at = line.indexOf(token, at + 1)) {
        const qsizetype end = at + token.size();
        const bool begins = at == 0 || !isIdCharacter(line[at - 1]);
        const bool ends = end == line.size() || !(isIdCharacter(line[end]) || (bare && line[end] == u'@'));
        if (begins && ends)
            return true;
    }
    return false;
}

} // namespace

std::vector<std::pair<QByteArray, QByteArray>> twilioForm(const TwilioMessage &message)
{
    std::vector<std::pair<QByteArray, QByteArray>> fields {{"To", message.to.toUtf8()}};
    if (message.messagingServiceSid.isEmpty())
        fields.emplace_back("From", message.from.toUtf8());
    else
        fields.emplace_back("MessagingServiceSid", message.messagingServiceSid.toUtf8());
    if (message.contentSid.isEmpty()) {
        fields.emplace_back("Body", message.body.toUtf8());
    } else {
        fields.emplace_back("ContentSid", message.contentSid.toUtf8());
        fields.emplace_back("ContentVariables", message.contentVariables);
    }
    if (!message.statusCallback.isEmpty())
        fields.emplace_back("StatusCallback", message.statusCallback);
    if (message.validity.count() > 0)
        fields.emplace_back("ValidityPeriod", QByteArray::number(std::min(message.validity, kLongestValidity).count()));
    return fields;
}

bool asksAbout(const QString &listedText, const QString &id, int revision)
{
    const QString token = revision > 1 ? id + u'@' + QString::number(revision) : id;
    const QStringList lines = listedText.split(u'\n');
    // Quoted lines are somebody's text, which may well name another candidate.
    return std::any_of(lines.begin(), lines.end(), [&](const QString &line) {
        return !line.startsWith("> "_L1) && holdsToken(line, token, revision <= 1);
    });
}

} // namespace signalbox::approvals
