#include "app/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace brokerscope::app {

namespace {

/// The application's translator of this name; made at first, a child of the application.
QTranslator* translator(const QString& name)
{
    QCoreApplication* app = QCoreApplication::instance();
    if (auto* known = app->findChild<QTranslator*>(name)) {
        return known;
    }
    auto* made = new QTranslator(app);
    made->setObjectName(name);
    return made;
}

void install(const QString& name, const QString& file, const QString& folder)
{
    QTranslator* texts = translator(name);
    QCoreApplication::removeTranslator(texts);
    if (texts->load(file, folder)) {
        QCoreApplication::installTranslator(texts);
    }
}

} // namespace

QStringList languages()
{
    return {QStringLiteral("en"), QStringLiteral("zh_CN")};
}

QString systemLanguage()
{
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN")
                                                            : QStringLiteral("en");
}

void setLanguage(const QString& language)
{
    const QString known = languages().contains(language) ? language : languages().first();
    QLocale::setDefault(QLocale(known));
    // Qt's own texts (buttons of dialogs) first, so that ours win where both have one.
    install(QStringLiteral("qtTexts"), QStringLiteral("qtbase_") % known,
        QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("appTexts"), QStringLiteral("brokerscope_") % known,
        QStringLiteral(":/i18n"));
}

} // namespace brokerscope::app
