#include "ui/pages/health/checklist_text.h"

#include "ui/pages/health/check_words.h"

#include <utility>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::CheckItem;

namespace {

/// What Markdown would read as its own.
QString escaped(QString text)
{
    for (const QChar sign : {u'\\', u'*', u'_', u'`', u'[', u']', u'<', u'>', u'|'})
        text.replace(sign, QString(u'\\') + sign);
    return text;
}

QString itemLine(const CheckItem &item)
{
    const bool passes = item.verdict == protocol::CheckVerdict::Pass;
    QString line = (passes ? u"- [x] "_s : u"- [ ] "_s) + escaped(CheckWords::title(item)) + u": **"_s + CheckWords::verdict(item) + u"**"_s;
    if (!item.evidence.isEmpty())
        line += u". "_s + escaped(item.evidence);
    if (const QString advice = CheckWords::advice(item); !advice.isEmpty())
        line += u"\n  - "_s + escaped(advice);
    return line;
}

} // namespace

QString checklistMarkdown(const std::vector<CheckItem> &items, core::WallTime at, const QString &gateway)
{
    CheckCounts counts;
    for (const CheckItem &item : items)
        counts.add(item);
    QStringList lines {u"# "_s + CheckWords::tr("Checklist of %1").arg(escaped(gateway)), QString(),
                       protocol::toIsoUtc(at) + u" · "_s + counts.text()};
    QString group;
    for (const CheckItem &item : items) {
        if (std::exchange(group, CheckWords::group(item)) != CheckWords::group(item))
            lines += {QString(), u"## "_s + CheckWords::group(item), QString()};
        lines += itemLine(item);
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace signalbox::pages
