#pragma once

#include "views/picture/theme.h"

#include <QPalette>

class QWidget;

namespace brokerscope::views {

/// A widget that takes colours and fonts from the theme.
class Themed {
public:
    virtual ~Themed() = default;
    virtual void setTheme(const Theme& theme) = 0;
};

/// Gives the theme to every Themed descendant of `root` and its palette to `root`, from which Qt's
/// own controls inherit. Does not call root's own setTheme().
void applyTheme(QWidget* root, const Theme& theme);

/// The theme's colours in the roles of Qt's own controls.
[[nodiscard]] QPalette paletteOf(const Theme& theme);

} // namespace brokerscope::views
