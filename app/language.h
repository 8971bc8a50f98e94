#pragma once

#include <QString>
#include <QStringList>

namespace brokerscope::app {

/// The app's languages: "en" and "zh_CN".
[[nodiscard]] QStringList languages();

/// The one of them that suits the system.
[[nodiscard]] QString systemLanguage();

/// Shows the app in another language from now on: every widget gets a QEvent::LanguageChange. Needs
/// a QCoreApplication. An unknown language is taken for English.
void setLanguage(const QString& language);

} // namespace brokerscope::app
