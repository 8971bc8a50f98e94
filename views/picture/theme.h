#pragma once

#include "views/picture/picture.h"

#include <QColor>
#include <QFont>

#include <cstdint>
#include <vector>

namespace brokerscope::views {

enum class ThemeName : std::uint8_t { Light, Dark, Projector };

/// Colours and fonts of one look. Plain value; the same for screen and export.
class Theme {
public:
    explicit Theme(ThemeName name);

    [[nodiscard]] ThemeName name() const { return m_name; }
    [[nodiscard]] QColor color(Ink ink) const;
    /// The lines of a hatching over Offline or CardSunken.
    [[nodiscard]] QColor hatch() const;
    [[nodiscard]] const QFont& font(FontRole role) const;
    /// Factor of text and controls against the light theme (projector: larger).
    [[nodiscard]] double scale() const;

private:
    ThemeName m_name;
    std::vector<QFont> m_fonts; // by FontRole
};

/// Loads the app's fonts (Inter, JetBrains Mono, Noto Sans CJK) once QGuiApplication exists.
void setUpFonts();

/// Contrast of two opaque colours as WCAG 2 defines it: 1 to 21. Text needs 4.5 against its ground.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

/// An ink for text and a ground that our pictures and widgets put it on.
struct InkPair {
    Ink text = Ink::Text;
    Ink ground = Ink::Card;
};

/// Every pair in use. Each has a contrast of at least 4.5 in every theme; a picture that needs
/// another one adds it here.
[[nodiscard]] const std::vector<InkPair>& inkPairs();

} // namespace brokerscope::views
