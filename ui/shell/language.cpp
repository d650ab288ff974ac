#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

Language::Language(QObject *parent) : QObject(parent)
{
    load();
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
    load();
    Q_EMIT changed();
}

void Language::load()
{
    QCoreApplication::removeTranslator(&m_translator);
    QCoreApplication::removeTranslator(&m_qtTranslator);
    const bool english = m_current == Choice::English;
    const QLocale locale = english ? QLocale(QLocale::English, QLocale::UnitedStates)
                                   : QLocale(QLocale::Chinese, QLocale::China);
    QLocale::setDefault(locale);
    if (m_qtTranslator.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTranslator);
    if (m_translator.load(english ? u"signalbox_en"_s : u"signalbox_zh_CN"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&m_translator);
}

} // namespace signalbox::shell
