#pragma once

#include "views/picture/picture.h"
#include "views/segments/batch_part.h"

namespace brokerscope::views {

struct HexOptions {
    double top = 0; ///< how far it is scrolled down
    BatchPart part = {}; ///< pointed out
    bool isDecompressed = false; ///< the records of a compressed batch as they were before
    bool large = false;
};

/// The bytes of a batch: a box for every field of the header with its name, then the records row by
/// row. Only what is in sight is drawn, so a batch may be large. Ids: "field:crc", "record:150".
[[nodiscard]] Picture hexPicture(const BatchContent& batch, QSizeF size, const HexOptions& options);

/// How high the whole of it is at this width.
[[nodiscard]] double hexHeight(const BatchContent& batch, double width, const HexOptions& options);

/// From where to where the part stands, in the whole of it.
[[nodiscard]] QRectF hexPlace(
    const BatchContent& batch, const BatchPart& part, double width, const HexOptions& options);

} // namespace brokerscope::views
