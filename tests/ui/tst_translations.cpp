#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString source;
    QStringList forms;
    bool plural = false;
    bool finished = true;
};

/// The messages of a .ts file by context and source text.
QMap<QString, Message> messagesOf(const QString &path)
{
    QMap<QString, Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    Message message;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            if (xml.name() == "name"_L1) {
                context = xml.readElementText();
            } else if (xml.name() == "message"_L1) {
                message = Message();
                message.plural = xml.attributes().value("numerus"_L1) == "yes"_L1;
            } else if (xml.name() == "source"_L1) {
                message.source = xml.readElementText();
            } else if (xml.name() == "translation"_L1) {
                message.finished = !xml.attributes().hasAttribute("type"_L1);
                if (!message.plural)
                    message.forms += xml.readElementText();
            } else if (xml.name() == "numerusform"_L1) {
                message.forms += xml.readElementText();
            }
        } else if (xml.isEndElement() && xml.name() == "message"_L1) {
            messages.insert(context + u" | "_s + message.source, message);
        }
    }
    return messages;
}

QString inTree(const QString &path)
{
    return qEnvironmentVariable("SIGNALBOX_SOURCE") + u'/' + path;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression mark(u"%(n|L?\\d+)"_s);
    QStringList found;
    for (auto match = mark.globalMatch(text); match.hasNext();)
        found += match.next().captured();
    found.sort();
    return found;
}

} // namespace

/// Every text of the console is translated (contract operator-console 4.3).
class TstTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // What the sources say now, gathered into a fresh file.
        const auto gather = [this](const QString &name, const QStringList &more) {
            QProcess lupdate;
            lupdate.setWorkingDirectory(inTree({}));
            lupdate.start(QStringLiteral(LUPDATE),
                          QStringList {u"-silent"_s, u"-I"_s, inTree({})} + more
                              + QStringList {u"ui"_s, u"app/console"_s, u"-ts"_s, m_folder.filePath(name)});
            QTRY_COMPARE_WITH_TIMEOUT(lupdate.state(), QProcess::NotRunning, 30000);
            QCOMPARE(lupdate.exitCode(), 0);
        };
        gather(u"all.ts"_s, {u"-target-language"_s, u"zh_CN"_s});
        gather(u"plural.ts"_s, {u"-pluralonly"_s, u"-target-language"_s, u"en"_s});
        m_wanted = messagesOf(m_folder.filePath(u"all.ts"_s));
        m_wantedPlurals = messagesOf(m_folder.filePath(u"plural.ts"_s));
        QVERIFY(m_wanted.size() > 100);
        QVERIFY(!m_wantedPlurals.isEmpty());
    }

    void chineseIsComplete()
    {
        const auto messages = messagesOf(inTree(u"translations/signalbox_zh_CN.ts"_s));
        QCOMPARE(problems(m_wanted, messages), QStringList());
        for (const Message &message : messages)
            QCOMPARE(message.forms.size(), 1);
    }

    void englishHasItsPluralForms()
    {
        const auto messages = messagesOf(inTree(u"translations/signalbox_en.ts"_s));
        QCOMPARE(problems(m_wantedPlurals, messages), QStringList());
        for (const Message &message : messages) {
            QCOMPARE(message.forms.size(), 2);
            QVERIFY2(message.forms[0] != message.forms[1], qPrintable(message.source));
            for (const QString &form : message.forms)
                QVERIFY2(!form.contains("(s)"_L1), qPrintable(form));
        }
    }

private:
    static QStringList problems(const QMap<QString, Message> &wanted, const QMap<QString, Message> &present)
    {
        QStringList found;
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            if (!present.contains(it.key()))
                found += u"missing: "_s + it.key();
        }
        for (auto it = present.begin(); it != present.end(); ++it) {
            if (!wanted.contains(it.key()))
                found += u"no longer in the sources: "_s + it.key();
            if (!it->finished)
                found += u"unfinished: "_s + it.key();
            for (const QString &form : it->forms) {
                if (form.isEmpty() || placeholders(form) != placeholders(it->source))
                    found += u"placeholders differ: "_s + it.key();
            }
        }
        return found;
    }

    QTemporaryDir m_folder;
    QMap<QString, Message> m_wanted;
    QMap<QString, Message> m_wantedPlurals;
};

QTEST_GUILESS_MAIN(TstTranslations)
#include "tst_translations.moc"
