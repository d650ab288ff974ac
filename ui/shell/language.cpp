#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

Language::Language(QObject *parent) : QObject(parent)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

Language::Choice Language::ofSystem()
{
    return QLocale::system().language() == QLocale::Chinese ? Choice::SimplifiedChinese : Choice::English;
}

void Language::choose(Choice choice)
{
    if (choice == m_current)
        return;
    m_current = choice;
    QCoreApplication::removeTranslator(&m_translator);
    QCoreApplication::removeTranslator(&m_qtTranslator);
    const QLocale locale = choice == Choice::English ? QLocale(QLocale::English, QLocale::UnitedStates)
                                                     : QLocale(QLocale::Chinese, QLocale::China);
    QLocale::setDefault(locale);
    if (choice == Choice::SimplifiedChinese && m_translator.load(u"signalbox_zh_CN"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&m_translator);
    if (m_qtTranslator.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTranslator);
    Q_EMIT changed();
}

} // namespace signalbox::shell
