#include "backend/services/approvals/addresses.h"

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kWhatsapp = "whatsapp:"_L1;
constexpr qsizetype kLongestAddress = 254;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isE164(QStringView text)
{
    return text.size() >= 8 && text.size() <= 16 && text[0] == u'+' && text[1] != u'0'
        && std::all_of(text.begin() + 1, text.end(), isDigit);
}

bool isDomain(QStringView text)
{
    if (text.isEmpty())
        return false;
    for (const QStringView label : text.split(u'.')) {
        const bool plain = std::all_of(label.begin(), label.end(),
                                       [](QChar c) { return c.isLetterOrNumber() || c == u'-'; });
        if (label.isEmpty() || label.size() > 63 || !plain || label.front() == u'-' || label.back() == u'-')
            return false;
    }
    return true;
}

bool isEmail(QStringView text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at < 1 || at > 64 || !isDomain(text.mid(at + 1)))
        return false;
    return std::all_of(text.begin(), text.begin() + at, [](QChar c) {
        return c.unicode() > 0x20 && c.unicode() != 0x7f && !c.isSpace() && !c.isSurrogate()
            && c.category() != QChar::Other_Format && !"()<>[]:;,@\\\""_L1.contains(c);
    });
}

/// A phone number without its separators; the text itself when it holds anything else.
QString bareNumber(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (isDigit(c) || (c == u'+' && digits.isEmpty()))
            digits += c;
        else if (!c.isSpace() && !"()-./"_L1.contains(c) && c != QChar(0x2011) && c != QChar(0x2010))
            return text;
    }
    if (digits.startsWith("00"_L1))
        digits.replace(0, 2, u'+');
    return digits;
}

} // namespace

bool isWhatsappAddress(QStringView text)
{
    return text.startsWith(kWhatsapp) && isE164(text.mid(kWhatsapp.size()));
}

bool isImessageAddress(QStringView text)
{
    return text.size() <= kLongestAddress && (isE164(text) || isEmail(text));
}

QString normalAddress(Channel channel, const QString &address)
{
    QString trimmed = address.trimmed();
    if (channel != Channel::Imessage)
        return trimmed;
    return trimmed.contains(u'@') ? trimmed.toLower() : bareNumber(trimmed);
}

QString maskedAddress(const QString &address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    if (at > 0) {
        const qsizetype letter = address[0].isHighSurrogate() ? 2 : 1;
        return address.left(letter) + u"***"_s + address.mid(at);
    }
    constexpr qsizetype kShown = 4;
    QString masked = address;
    qsizetype digits = std::count_if(masked.begin(), masked.end(), isDigit);
    const bool isNumber = digits > kShown;
    for (qsizetype i = 0; i < masked.size(); ++i) {
        if (isDigit(masked[i]) && digits-- > kShown)
            masked[i] = u'*';
    }
    return isNumber ? masked : QString(address.size(), u'*');
}

const Approver *approverWith(const std::vector<Approver> &approvers, Channel channel, const QString &address,
                             int joinedSteps)
{
    const QString wanted = normalAddress(channel, address);
    if (wanted.isEmpty())
        return nullptr;
    const auto found = std::find_if(approvers.begin(), approvers.end(), [&](const Approver &approver) {
        return approver.step <= joinedSteps && approver.address(channel) == wanted;
    });
    return found == approvers.end() ? nullptr : &*found;
}

QString deciderName(Channel channel, const QString &sender)
{
    if (channel == Channel::WhatsApp)
        return sender;
    return QString(name(channel)) + u':' + normalAddress(channel, sender);
}

QString timeoutDecider()
{
    return u"system:timeout"_s;
}

} // namespace signalbox::approvals
