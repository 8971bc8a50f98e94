#pragma once

#include "views/picture/sketch.h"
#include "views/segments/strip_layout.h"
#include "views/segments/strip_picture.h"

namespace brokerscope::views {

/// Log start, HW and recovery point as lines through the strip with a label above it.
void drawOffsetMarks(
    Sketch& sketch, const LogContent& content, const ShownLog& log, const StripLayout& layout);

/// The batches of the selected segment.
void drawBatches(Sketch& sketch, const LogContent& content, const ShownLog& log,
    const std::optional<StripMark>& mark, const StripLayout& layout);

/// A button that leads to what is beyond an end; nothing where `rect` is null.
void drawPager(
    Sketch& sketch, const QRectF& rect, const QString& sign, const QString& id, const QString& tip);

} // namespace brokerscope::views
