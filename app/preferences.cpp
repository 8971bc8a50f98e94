#include "app/preferences.h"

#include "app/language.h"

#include <QFileInfo>

namespace brokerscope::app {

namespace {

constexpr int kRecentSessions = 10;

constexpr QLatin1String kTheme("theme");
constexpr QLatin1String kLanguage("language");
constexpr QLatin1String kReducedMotion("reducedMotion");
constexpr QLatin1String kRecent("recentSessions");
constexpr QLatin1String kGeometry("windowGeometry");

} // namespace

Preferences::Preferences(const QString& file)
    : m_settings(file, QSettings::IniFormat)
{
}

views::ThemeName Preferences::theme() const
{
    return themeById(m_settings.value(kTheme).toString()).value_or(views::ThemeName::Light);
}

void Preferences::setTheme(views::ThemeName theme)
{
    m_settings.setValue(kTheme, themeId(theme));
    m_settings.sync();
}

QString Preferences::language() const
{
    const QString chosen = m_settings.value(kLanguage).toString();
    return languages().contains(chosen) ? chosen : systemLanguage();
}

void Preferences::setLanguage(const QString& language)
{
    m_settings.setValue(kLanguage, language);
    m_settings.sync();
}

bool Preferences::reducedMotion() const
{
    return m_settings.value(kReducedMotion, false).toBool();
}

void Preferences::setReducedMotion(bool reduced)
{
    m_settings.setValue(kReducedMotion, reduced);
    m_settings.sync();
}

QStringList Preferences::recentSessions() const
{
    QStringList there;
    const QStringList known = m_settings.value(kRecent).toStringList();
    for (const QString& path : known) {
        if (QFileInfo::exists(path)) {
            there.append(path);
        }
    }
    return there;
}

void Preferences::addRecentSession(const QString& path)
{
    QStringList recent = recentSessions();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    recent.removeAll(absolute);
    recent.prepend(absolute);
    m_settings.setValue(kRecent, QStringList(recent.mid(0, kRecentSessions)));
    m_settings.sync();
}

QByteArray Preferences::windowGeometry() const
{
    return m_settings.value(kGeometry).toByteArray();
}

void Preferences::setWindowGeometry(const QByteArray& geometry)
{
    m_settings.setValue(kGeometry, geometry);
    m_settings.sync();
}

QString themeId(views::ThemeName theme)
{
    switch (theme) {
    case views::ThemeName::Light:
        return QStringLiteral("light");
    case views::ThemeName::Dark:
        return QStringLiteral("dark");
    case views::ThemeName::Projector:
        return QStringLiteral("projector");
    }
    return {};
}

std::optional<views::ThemeName> themeById(const QString& id)
{
    using views::ThemeName;
    for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector}) {
        if (themeId(theme) == id) {
            return theme;
        }
    }
    return std::nullopt;
}

} // namespace brokerscope::app
