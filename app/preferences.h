#pragma once

#include "views/picture/theme.h"

#include <QSettings>
#include <QStringList>

#include <optional>

namespace brokerscope::app {

/// What the app remembers from one start to the next. Written at once.
class Preferences {
public:
    explicit Preferences(const QString& file);

    [[nodiscard]] views::ThemeName theme() const;
    void setTheme(views::ThemeName theme);

    /// "en" or "zh_CN"; the system's language at first.
    [[nodiscard]] QString language() const;
    void setLanguage(const QString& language);

    [[nodiscard]] bool reducedMotion() const;
    void setReducedMotion(bool reduced);

    /// Session files that were opened or saved by name, newest first; those that are gone are left
    /// out.
    [[nodiscard]] QStringList recentSessions() const;
    void addRecentSession(const QString& path);

    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);

private:
    mutable QSettings m_settings;
};

/// The names of themes in settings and on the command line: "light", "dark", "projector".
[[nodiscard]] QString themeId(views::ThemeName theme);
[[nodiscard]] std::optional<views::ThemeName> themeById(const QString& id);

} // namespace brokerscope::app
