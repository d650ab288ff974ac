#include "backend/operator/server/alerts/alert_rules.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

QString matchers(const std::vector<metrics::LabelMatch> &match)
{
    QStringList parts;
    for (const metrics::LabelMatch &each : match) {
        const bool isPattern = each.value.contains('*') || each.value.contains('|');
        const QString value = QString::fromUtf8(QByteArray(each.value).replace("*", ".*"));
        parts += QString::fromUtf8(each.label) + (isPattern ? u"=~\""_s : u"=\""_s) + value + u'"';
    }
    return parts.isEmpty() ? QString() : QString(u'{' + parts.join(u',') + u'}');
}

/// `sum by (provider) (rate(family_sum{…}[900s]))`.
QString over(const QString &function, const Selection &selection, const QString &suffix, const Measure &measure,
             const QString &moreBy = {})
{
    QStringList by;
    if (!moreBy.isEmpty())
        by += moreBy;
    if (!measure.by.isEmpty())
        by += QString::fromUtf8(measure.by);
    const QString series = QString::fromUtf8(selection.family) + suffix + matchers(selection.match);
    const QString inner = function.isEmpty()
        ? series
        : QString(function + u'(' + series + u'[' + QString::number(measure.window.count()) + u"s])"_s);
    return u"sum"_s + (by.isEmpty() ? QString() : QString(u" by ("_s + by.join(u", "_s) + u") "_s)) + u'(' + inner
        + u')';
}

QString scaled(const QString &expression, double factor)
{
    return factor == 1 ? expression : QString(QString::number(factor) + u" * ("_s + expression + u')');
}

bool isHistogram(const Measure &measure)
{
    return measure.kind == MeasureKind::Mean || measure.kind == MeasureKind::Quantile;
}

QString valueOf(const Measure &measure)
{
    const QString rate = u"rate"_s;
    const QString window = QString::number(measure.window.count()) + u's';
    switch (measure.kind) {
    case MeasureKind::Ratio:
        return over(rate, measure.part, {}, measure) + u" / "_s + over(rate, measure.whole, {}, measure);
    case MeasureKind::Share:
        return over({}, measure.part, {}, measure) + u" / "_s + over({}, measure.whole, {}, measure);
    case MeasureKind::Mean:
        return over(rate, measure.whole, u"_sum"_s, measure) + u" / "_s
            + over(rate, measure.whole, u"_count"_s, measure);
    case MeasureKind::Quantile:
        return u"histogram_quantile(%1, %2)"_s.arg(QString::number(measure.quantile),
                                                   over(rate, measure.whole, u"_bucket"_s, measure, u"le"_s));
    case MeasureKind::Sum:
        return over({}, measure.whole, {}, measure);
    case MeasureKind::Increase:
    case MeasureKind::Silence:
        return over(u"increase"_s, measure.whole, {}, measure);
    case MeasureKind::Age:
        return u"time() - "_s + over({}, measure.whole, {}, measure);
    case MeasureKind::DaysLeft:
        return u'(' + over({}, measure.whole, {}, measure) + u" - time()) / 86400"_s;
    case MeasureKind::Spike: {
        Measure usual = measure;
        usual.window = measure.history;
        return u"(%1 / %2) / (%3 / %4)"_s.arg(over(rate, measure.part, {}, measure), over(rate, measure.whole, {}, measure),
                                              over(rate, usual.part, {}, usual), over(rate, usual.whole, {}, usual));
    }
    case MeasureKind::Growth: {
        const QString series = QString::fromUtf8(measure.whole.family) + matchers(measure.whole.match);
        return series + u" / ("_s + series + u" offset "_s + window + u')';
    }
    }
    Q_UNREACHABLE();
}

QString expressionOf(const RuleRow &row)
{
    const Measure &measure = row.measure;
    QString expression = scaled(valueOf(measure), measure.factor) + (row.rule.wrong == Wrong::Above ? u" > "_s : u" < "_s)
        + QString::number(row.rule.limit, 'g', 12);
    if (measure.kind == MeasureKind::Silence)
        expression += u" unless "_s + over(u"increase"_s, measure.part, {}, measure) + u" > 0"_s;
    if (measure.minimum > 0)
        expression += u" and "_s + over(u"increase"_s, measure.kind == MeasureKind::Spike ? measure.part : measure.whole,
                                        isHistogram(measure) ? u"_count"_s : QString(), measure)
            + u" >= "_s + QString::number(measure.minimum);
    return expression;
}

/// A YAML string in single quotes.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"''"_s) + u'\'';
}

/// How Prometheus' templates write a number of that unit.
QString valueText(const QString &unit)
{
    if (unit == "share"_L1)
        return u"{{ $value | humanizePercentage }}"_s;
    if (unit == "bytes"_L1)
        return u"{{ $value | humanize1024 }}B"_s;
    return u"{{ $value | printf \"%.0f\" }}"_s + (unit.isEmpty() ? QString() : QString(u' ' + unit));
}

/// The sentence with Prometheus' own placeholders.
QString summaryOf(const RuleRow &row)
{
    QString summary = row.rule.sentence;
    const QString subject = row.measure.by.isEmpty() ? row.rule.service
                                                     : QString(u"{{ $labels."_s + QString::fromUtf8(row.measure.by) + u" }}"_s);
    return summary.replace("%3"_L1, alertNumber(row.rule.limit, row.rule.unit))
        .replace("%2"_L1, valueText(row.rule.unit))
        .replace("%1"_L1, subject);
}

} // namespace

QByteArray prometheusRules(const QString &service)
{
    QString out = u"# Made from the gateway's own table of alert rules; a test compares the two.\ngroups:\n  - name: signalbox-%1\n    rules:\n"_s
                      .arg(service);
    for (const RuleRow &row : alertRuleTable()) {
        if (row.rule.service != service)
            continue;
        out += u"      - alert: "_s + row.rule.id + u"\n        expr: "_s + quoted(expressionOf(row)) + u"\n        for: "_s
            + QString::number(row.rule.pendingFor.count()) + u"s\n        labels:\n          severity: "_s
            + protocol::wordOf(row.rule.severity) + u"\n          service: "_s + row.rule.service
            + u"\n        annotations:\n          summary: "_s + quoted(summaryOf(row)) + u"\n          runbook: "_s
            + quoted(row.rule.runbook) + u'\n';
    }
    return out.toUtf8();
}

} // namespace signalbox::server
