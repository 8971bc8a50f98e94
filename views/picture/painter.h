#pragma once

#include "views/picture/picture.h"
#include "views/picture/theme.h"

class QPainter;

namespace brokerscope::views {

/// Paints the shapes of a Picture: the one painter behind screen, PNG, SVG and PDF. `visible` (in
/// Picture coordinates) leaves out what lies wholly outside; a null rectangle paints everything.
void paint(
    QPainter& painter, const Picture& picture, const Theme& theme, const QRectF& visible = {});

} // namespace brokerscope::views
