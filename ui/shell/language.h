#pragma once

#include <QObject>
#include <QTranslator>

namespace signalbox::shell {

/// English or Simplified Chinese, switched at run time: every widget gets LanguageChange. Numbers and dates follow
/// through QLocale's default.
class Language : public QObject
{
    Q_OBJECT

public:
    enum class Choice {
        English,
        SimplifiedChinese,
    };

    explicit Language(QObject *parent = nullptr);

    Choice current() const { return m_current; }
    void choose(Choice choice);
    /// Chinese where the desktop is Chinese, else English.
    static Choice ofSystem();

Q_SIGNALS:
    void changed();

private:
    void load();

    QTranslator m_translator; ///< ours, `:/i18n/signalbox_en.qm` (plural forms) or `signalbox_zh_CN.qm`
    QTranslator m_qtTranslator; ///< Qt's own texts
    Choice m_current = Choice::English;
};

} // namespace signalbox::shell
