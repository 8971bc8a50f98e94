#include "views/picture/theme.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace brokerscope::views {

namespace {

constexpr std::size_t kInks = static_cast<std::size_t>(Ink::Highlight) + 1;
using Palette = std::array<QRgb, kInks>;

// In the order of Ink. Where the design's own colour is too pale for text (its orange, its faint
// grey), the nearest one with a contrast of 4.5 stands here.
constexpr Palette kLight{
    0x00000000, // None
    0xFFF6F7F9, // Window
    0xFFFFFFFF, // Card
    0xFFF6F7F9, // CardSunken
    0xFFD9DDE3, // Border
    0xFFE6E9EE, // GridLine
    0xFF1C2430, // Text
    0xFF5B6579, // TextMuted
    0xFF687285, // TextFaint
    0xFFFFFFFF, // TextOnAccent
    0xFF0B62D6, // Accent
    0xFF2867E8, // Leader
    0xFF2B4C9B, // LeaderDark
    0xFFBBD0FA, // Follower
    0xFF2B4C9B, // TextOnFollower
    0xFFE7E9ED, // Offline
    0xFF454E60, // TextOnOffline
    0xFFD1242F, // Danger
    0xFFFDECEC, // DangerSoft
    0xFFB45309, // Warning
    0xFF0F7A57, // Success
    0xFFE3F4EC, // SuccessSoft
    0xFF0B7D70, // Consumer0
    0xFF6D4AED, // Consumer1
    0xFFB4308B, // Consumer2
    0xFF8A5A00, // Consumer3
    0xFF4B7A12, // Consumer4
    0xFF0B6F9C, // Consumer5
    0xFF9A3F2B, // Consumer6
    0xFF4F5B73, // Consumer7
    0xFFFFF4D6, // Highlight
};

constexpr Palette kDark{
    0x00000000, // None
    0xFF12161C, // Window
    0xFF1A2029, // Card
    0xFF12161C, // CardSunken
    0xFF2C333F, // Border
    0xFF242B36, // GridLine
    0xFFE8ECF2, // Text
    0xFF97A3B6, // TextMuted
    0xFF8491A5, // TextFaint
    0xFF0B0F14, // TextOnAccent
    0xFF5B9BFF, // Accent
    0xFF5B8DEF, // Leader
    0xFF8FB2F5, // LeaderDark
    0xFF29406F, // Follower
    0xFFC9D9FB, // TextOnFollower
    0xFF232A34, // Offline
    0xFFB4BECC, // TextOnOffline
    0xFFFF6B6B, // Danger
    0xFF3A2026, // DangerSoft
    0xFFF5A524, // Warning
    0xFF3CCB93, // Success
    0xFF17352C, // SuccessSoft
    0xFF2ED3C0, // Consumer0
    0xFFA48AFB, // Consumer1
    0xFFF178B6, // Consumer2
    0xFFE5C04B, // Consumer3
    0xFFA3D65C, // Consumer4
    0xFF5CC8F5, // Consumer5
    0xFFF2936B, // Consumer6
    0xFFB8C4D6, // Consumer7
    0xFF3A3420, // Highlight
};

// A projector in a bright room washes greys out: black on white, deep colours, strong borders.
constexpr Palette kProjector{
    0x00000000, // None
    0xFFFFFFFF, // Window
    0xFFFFFFFF, // Card
    0xFFF7F8FA, // CardSunken
    0xFF8C96A6, // Border
    0xFFCBD1DA, // GridLine
    0xFF000000, // Text
    0xFF2E3747, // TextMuted
    0xFF3F4A5C, // TextFaint
    0xFFFFFFFF, // TextOnAccent
    0xFF0047B3, // Accent
    0xFF1148C4, // Leader
    0xFF142E70, // LeaderDark
    0xFFA9C4FF, // Follower
    0xFF0E2560, // TextOnFollower
    0xFFDEE2E8, // Offline
    0xFF1F2733, // TextOnOffline
    0xFFB00012, // Danger
    0xFFFFE3E3, // DangerSoft
    0xFF8F3F00, // Warning
    0xFF005C3E, // Success
    0xFFDDF3E8, // SuccessSoft
    0xFF00594F, // Consumer0
    0xFF4A25C9, // Consumer1
    0xFF8C1268, // Consumer2
    0xFF614000, // Consumer3
    0xFF355A08, // Consumer4
    0xFF06507A, // Consumer5
    0xFF7A2A18, // Consumer6
    0xFF333D52, // Consumer7
    0xFFFFEFB8, // Highlight
};

const Palette& paletteOf(ThemeName name)
{
    switch (name) {
    case ThemeName::Light:
        return kLight;
    case ThemeName::Dark:
        return kDark;
    case ThemeName::Projector:
        return kProjector;
    }
    return kLight;
}

struct FontSpec {
    bool mono;
    int pixels;
    QFont::Weight weight;
};

// In the order of FontRole.
constexpr std::array<FontSpec, 10> kFonts{{
    {false, 13, QFont::Normal}, // Body
    {false, 13, QFont::DemiBold}, // BodyStrong
    {false, 12, QFont::Normal}, // Small
    {false, 12, QFont::DemiBold}, // SmallStrong
    {false, 11, QFont::Normal}, // Caption
    {false, 11, QFont::DemiBold}, // CaptionStrong
    {false, 14, QFont::Bold}, // Heading
    {false, 16, QFont::DemiBold}, // Title
    {true, 13, QFont::Normal}, // Mono
    {true, 11, QFont::Normal}, // MonoSmall
}};

double linear(int channel)
{
    const double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.red()) + 0.7152 * linear(color.green())
        + 0.0722 * linear(color.blue());
}

} // namespace

Theme::Theme(ThemeName name)
    : m_name(name)
{
    const QString sans = QStringLiteral("Inter");
    const QString mono = QStringLiteral("JetBrains Mono");
    const QString chinese = QStringLiteral("Noto Sans CJK SC");
    for (const FontSpec& spec : kFonts) {
        QFont font;
        font.setFamilies({spec.mono ? mono : sans, chinese});
        font.setStyleHint(spec.mono ? QFont::Monospace : QFont::SansSerif);
        font.setPixelSize(static_cast<int>(std::ceil(spec.pixels * scale())));
        font.setWeight(spec.weight);
        // Unhinted glyphs keep their shape and spacing when a picture is scaled or exported.
        font.setHintingPreference(QFont::PreferNoHinting);
        m_fonts.push_back(font);
    }
}

QColor Theme::color(Ink ink) const
{
    return QColor::fromRgba(paletteOf(m_name)[static_cast<std::size_t>(ink)]);
}

QColor Theme::hatch() const
{
    switch (m_name) {
    case ThemeName::Light:
        return QColor(0xD3, 0xD7, 0xDE);
    case ThemeName::Dark:
        return QColor(0x31, 0x3A, 0x47);
    case ThemeName::Projector:
        return QColor(0xB4, 0xBC, 0xC8);
    }
    return {};
}

const QFont& Theme::font(FontRole role) const
{
    return m_fonts.at(static_cast<std::size_t>(role));
}

double Theme::scale() const
{
    return m_name == ThemeName::Projector ? 1.3 : 1.0;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

const std::vector<InkPair>& inkPairs()
{
    static const std::vector<InkPair> kPairs{
        {Ink::Text, Ink::Window},
        {Ink::Text, Ink::Card},
        {Ink::Text, Ink::CardSunken},
        {Ink::Text, Ink::Offline},
        {Ink::Text, Ink::Highlight},
        {Ink::Text, Ink::DangerSoft},
        {Ink::Text, Ink::SuccessSoft},
        {Ink::TextMuted, Ink::Window},
        {Ink::TextMuted, Ink::Card},
        {Ink::TextMuted, Ink::CardSunken},
        {Ink::TextMuted, Ink::Offline},
        {Ink::TextMuted, Ink::Highlight},
        {Ink::TextMuted, Ink::DangerSoft},
        {Ink::TextMuted, Ink::SuccessSoft},
        {Ink::TextFaint, Ink::Card},
        {Ink::TextFaint, Ink::CardSunken},
        {Ink::TextOnFollower, Ink::Follower},
        {Ink::TextOnOffline, Ink::Offline},
        {Ink::TextOnAccent, Ink::Accent},
        {Ink::TextOnAccent, Ink::Leader},
        {Ink::TextOnAccent, Ink::LeaderDark},
        {Ink::TextOnAccent, Ink::Danger},
        {Ink::TextOnAccent, Ink::Warning},
        {Ink::TextOnAccent, Ink::Success},
        {Ink::TextOnAccent, Ink::Consumer0},
        {Ink::TextOnAccent, Ink::Consumer1},
        {Ink::TextOnAccent, Ink::Consumer2},
        {Ink::TextOnAccent, Ink::Consumer3},
        {Ink::TextOnAccent, Ink::TextFaint},
        {Ink::TextOnAccent, Ink::Consumer4},
        {Ink::TextOnAccent, Ink::Consumer5},
        {Ink::TextOnAccent, Ink::Consumer6},
        {Ink::TextOnAccent, Ink::Consumer7},
        {Ink::Accent, Ink::Card},
        {Ink::Accent, Ink::CardSunken},
        {Ink::Leader, Ink::Card},
        {Ink::Leader, Ink::CardSunken},
        {Ink::Danger, Ink::Card},
        {Ink::Danger, Ink::CardSunken},
        {Ink::Danger, Ink::DangerSoft},
        {Ink::Warning, Ink::Card},
        {Ink::Warning, Ink::CardSunken},
        {Ink::Success, Ink::Card},
        {Ink::Success, Ink::CardSunken},
        {Ink::Success, Ink::SuccessSoft},
        {Ink::Consumer0, Ink::CardSunken},
        {Ink::Consumer1, Ink::CardSunken},
        {Ink::Consumer2, Ink::CardSunken},
        {Ink::Consumer3, Ink::CardSunken},
        {Ink::Consumer4, Ink::CardSunken},
        {Ink::Consumer5, Ink::CardSunken},
        {Ink::Consumer6, Ink::CardSunken},
        {Ink::Consumer7, Ink::CardSunken},
    };
    return kPairs;
}

} // namespace brokerscope::views
