#include "tests/architecture/source_tree.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::architecture;

namespace {

/// Text that must not appear, where it may all the same, and what to use instead.
struct Ban
{
    QString pattern;
    QString instead;
    QString allowedIn = {};
};

const std::vector<Ban> &bans()
{
    static const std::vector<Ban> all {
        {u"::instance\\(\\)"_s, u"pass the object in"_s},
        {u"\\bqApp\\b"_s, u"pass the object in"_s},
        {u"\\bsender\\(\\)"_s, u"capture the object in the connected lambda"_s},
        {u"\\bQEventLoop\\b"_s, u"a coroutine or a signal"_s},
        {u"[dD]ialog(\\.|->)exec\\(\\)"_s, u"show() and a signal"_s},
        {u"\\bwaitFor[A-Z]\\w*\\("_s, u"a signal or a coroutine"_s, u"^backend/platform/storage/|^app/server/"_s},
        {u"BlockingQueuedConnection"_s, u"core::post() and a OneShot"_s},
        {u"\\bmsleep\\b|\\busleep\\b|sleep_for"_s, u"a timer"_s},
        {u"Q_GLOBAL_STATIC"_s, u"an object that runtime owns"_s},
        {u"\\bQSettings\\b"_s, u"the settings catalogue"_s, u"^ui/shell/layout_store\\."_s},
        {u"\\bQSqlDatabase\\b|\\bQSqlQuery\\b"_s, u"storage::Database"_s, u"^backend/platform/storage/"_s},
        {u"\\bQNetworkAccessManager\\b"_s, u"upstream::Client"_s, u"^ui/client/"_s},
        {u"\\bcurl_(easy|multi)_"_s, u"upstream::Client"_s, u"^backend/platform/upstream/"_s},
        {u"\\bQ(Abstract)?HttpServer\\b"_s, u"http::Server"_s, u"^backend/platform/http/server\\."_s},
        {u"new QThread|std::thread|std::jthread"_s, u"a thread that runtime, storage, log or cpu owns"_s,
         u"^backend/(runtime|operator/server|platform/(storage|log|cpu|cluster))/"_s},
        {u"\\bqDebug\\("_s, u"log::write()"_s},
        {u"\\bTODO\\b|\\bFIXME\\b|\\bXXX\\b"_s, u"an issue"_s},
        {u"connect\\([^;]*?&\\w+::\\w+,\\s*\\[[^\\]]*\\]"_s, u"connect with a context object"_s},
        {u"(SELECT|INSERT INTO|UPDATE|DELETE FROM) [a-z_]+ "_s, u"a *_store.cpp file"_s,
         u"^backend/platform/storage/|_store\\.cpp$|_postgres\\.cpp$"_s},
    };
    return all;
}

bool isTest(const SourceFile &file)
{
    return file.path.startsWith("tests/"_L1);
}

QByteArray withoutComment(const QByteArray &line)
{
    const qsizetype start = line.indexOf("//");
    return start < 0 ? line : line.first(start);
}

/// Longest body between a line that is only `{` and the `}` of the same indent; class bodies do not count.
std::pair<int, int> longestFunction(const SourceFile &file)
{
    static const QRegularExpression type(u"^\\s*(class|struct|union|enum|namespace|extern)\\b"_s);
    std::pair<int, int> longest {0, 0};
    for (qsizetype i = 1; i < file.lines.size(); ++i) {
        if (file.lines[i].trimmed() != "{" || type.match(QString::fromUtf8(file.lines[i - 1])).hasMatch())
            continue;
        const qsizetype indent = file.lines[i].indexOf('{');
        const QByteArray end = QByteArray(indent, ' ') + "}";
        qsizetype last = i + 1;
        while (last < file.lines.size() && !file.lines[last].startsWith(end))
            ++last;
        longest = std::max(longest, {int(last - i - 1), int(i)});
    }
    return longest;
}

/// Public methods of the class that starts at `line`, without constructors, operators, overrides and signals.
int publicMethods(const SourceFile &file, qsizetype line)
{
    static const QRegularExpression method(u"^    [A-Za-z\\[].*\\("_s);
    static const QRegularExpression skipped(
        u"operator|= delete|= default|^    (explicit |virtual )?~?[A-Z]\\w+\\(|override|Q_|friend|using |static_assert"_s);
    int count = 0;
    bool isPublic = false;
    for (qsizetype i = line + 1; i < file.lines.size() && !file.lines[i].startsWith("}"); ++i) {
        const QString text = QString::fromUtf8(withoutComment(file.lines[i]));
        static const QRegularExpression access(u"^(public|protected|private|Q_SIGNALS)\\b.*:"_s);
        if (const auto match = access.match(text); match.hasMatch())
            isPublic = match.captured(1) == "public"_L1 && !text.contains("Q_SLOTS"_L1);
        else if (isPublic && method.match(text).hasMatch() && !skipped.match(text).hasMatch())
            ++count;
    }
    return count;
}

int lineBudget(const SourceFile &file)
{
    if (file.path.endsWith(".h"_L1))
        return 200;
    if (file.path.endsWith("_routes.cpp"_L1))
        return 150;
    if (file.path.endsWith("_page.cpp"_L1) || file.path.endsWith("main_window.cpp"_L1))
        return 250;
    return 500;
}

QSet<QString> exemptions()
{
    QSet<QString> lines;
    for (const QByteArray &line : sourceText(u"tests/architecture/exemptions.txt"_s).split('\n')) {
        const QByteArray text = line.trimmed();
        if (!text.isEmpty() && !text.startsWith('#'))
            lines += QString::fromUtf8(text.split(' ').first());
    }
    return lines;
}

} // namespace

class TstTidy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Sizes stay within the budgets. The list of exemptions only shrinks: one that is no longer needed fails too.
    void budgets()
    {
        QStringList over;
        QSet<QString> unused = exemptions();
        const QSet<QString> exempt = unused;
        for (const SourceFile &file : sourceFiles()) {
            QStringList problems;
            if (const auto lines = file.lines.size() - 1; lines > lineBudget(file))
                problems += u"%1: %2 lines, budget %3"_s.arg(file.path).arg(lines).arg(lineBudget(file));
            if (const auto [length, at] = longestFunction(file); length > 70)
                problems += u"%1:%2: function of %3 lines, budget 70"_s.arg(file.path).arg(at + 1).arg(length);
            static const QRegularExpression classStart(u"^class \\w+( final)?( :.*)?$"_s);
            for (qsizetype i = 0; i < file.lines.size() && !isTest(file); ++i) {
                if (!classStart.match(QString::fromUtf8(file.lines[i])).hasMatch())
                    continue;
                if (const int methods = publicMethods(file, i); methods > 12)
                    problems += u"%1:%2: %3 public methods, budget 12"_s.arg(file.path).arg(i + 1).arg(methods);
            }
            if (!problems.isEmpty() && exempt.contains(file.path))
                unused.remove(file.path);
            else
                over += problems;
        }
        QVERIFY2(over.isEmpty(), qPrintable(u'\n' + over.join(u'\n')));
        QVERIFY2(unused.isEmpty(), qPrintable(u"no longer needed: "_s + unused.values().join(u' ')));
    }

    void bannedText()
    {
        QStringList found;
        for (const Ban &ban : bans()) {
            const QRegularExpression pattern(ban.pattern);
            const QRegularExpression allowed(ban.allowedIn.isEmpty() ? u"^$"_s : ban.allowedIn);
            for (const SourceFile &file : sourceFiles()) {
                if (isTest(file) || allowed.match(file.path).hasMatch())
                    continue;
                for (qsizetype i = 0; i < file.lines.size(); ++i) {
                    if (pattern.match(QString::fromUtf8(withoutComment(file.lines[i]))).hasMatch())
                        found += u"%1:%2: use %3: %4"_s.arg(file.path)
                                     .arg(i + 1)
                                     .arg(ban.instead, QString::fromUtf8(file.lines[i].trimmed()));
                }
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
    }

    /// Text for people is translated in ui/ only; the backend speaks English to machines.
    void backendHasNoTranslations()
    {
        static const QRegularExpression call(u"[^\\w]tr\\(u?\""_s);
        for (const SourceFile &file : sourceFiles()) {
            if (!file.path.startsWith("backend/"_L1))
                continue;
            for (const QByteArray &line : file.lines)
                QVERIFY2(!call.match(QString::fromUtf8(line)).hasMatch(), qPrintable(file.path));
        }
    }

    void namesSayWhatThingsAre()
    {
        static const QRegularExpression vague(u"^(class|struct) \\w*(Manager|Helper|Utils?)\\b"_s);
        for (const SourceFile &file : sourceFiles()) {
            for (const QByteArray &line : file.lines)
                QVERIFY2(!vague.match(QString::fromUtf8(line)).hasMatch(), qPrintable(file.path + u": "_s + QString::fromUtf8(line)));
        }
    }
};

QTEST_GUILESS_MAIN(TstTidy)
#include "tst_tidy.moc"
