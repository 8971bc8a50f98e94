#pragma once

#include "views/picture/picture.h"
#include "views/picture/theme.h"

#include <QHash>
#include <QStaticText>

namespace brokerscope::views {

/// Laid-out texts. Most texts of a frame were there in the frame before, and laying one out costs
/// ten times as much as painting its glyphs. One cache per thread; entries of one theme do not meet
/// those of another.
class TextCache {
public:
    static TextCache& ofThisThread();

    [[nodiscard]] const QStaticText& staticText(
        const QString& text, FontRole role, const Theme& theme);
    /// Width of the text on one line.
    [[nodiscard]] double width(const QString& text, FontRole role, const Theme& theme);
    /// The text, or as much of it as fits with an ellipsis.
    [[nodiscard]] QString elided(
        const QString& text, FontRole role, const Theme& theme, double width);

private:
    struct Key {
        QString text;
        FontRole role;
        ThemeName theme;
        bool operator==(const Key&) const = default;
        friend std::size_t qHash(const Key& key, std::size_t seed = 0) noexcept
        {
            return ::qHash(key.text, seed) ^ (static_cast<std::size_t>(key.role) << 8)
                ^ (static_cast<std::size_t>(key.theme) << 16);
        }
    };
    QHash<Key, QStaticText> m_texts;
    QHash<std::pair<Key, int>, QString> m_elided; // by text and width
};

} // namespace brokerscope::views
