#pragma once

#include "views/picture/picture.h"
#include "views/picture/theme.h"

#include <QImage>

class QIODevice;

namespace brokerscope::views {

/// The picture on the theme's card colour, `scale` pixels to a unit.
[[nodiscard]] QImage toImage(const Picture& picture, const Theme& theme, double scale = 1);

/// Writes the picture as SVG, its texts as text. `title` is the document's title. The device must
/// be open for writing. False when it did not take everything; its errorString() says why.
[[nodiscard]] bool writeSvg(
    QIODevice& device, const Picture& picture, const Theme& theme, const QString& title);

} // namespace brokerscope::views
