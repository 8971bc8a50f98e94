#include "views/picture/theme.h"

#include <QFontDatabase>
#include <QStringList>

namespace brokerscope::views {

namespace {

struct FontFile {
    const char* family;
    const char* path; // where Debian's package puts it
};

constexpr FontFile kFontFiles[]{
    {"Inter", "/usr/share/fonts/opentype/inter/Inter-Regular.otf"},
    {"Inter", "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf"},
    {"Inter", "/usr/share/fonts/opentype/inter/Inter-Bold.otf"},
    {"JetBrains Mono", "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"},
    {"Noto Sans CJK SC", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"},
    {"Noto Sans CJK SC", "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"},
};

} // namespace

void setUpFonts()
{
    // A font that the system knows is used from there; a platform without fontconfig gets the files
    // themselves.
    const QStringList known = QFontDatabase::families();
    for (const FontFile& file : kFontFiles) {
        if (!known.contains(QLatin1String(file.family))) {
            QFontDatabase::addApplicationFont(QLatin1String(file.path));
        }
    }
    const QStringList sans{QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"),
        QStringLiteral("Noto Sans CJK SC")};
    const QStringList mono{
        QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono CJK SC")};
    QFont::insertSubstitutions(QStringLiteral("Inter"), sans);
    QFont::insertSubstitutions(QStringLiteral("JetBrains Mono"), mono);
}

} // namespace brokerscope::views
