#pragma once

#include "views/picture/sketch.h"
#include "views/segments/batch_part.h"

#include <QRectF>

#include <array>

namespace brokerscope::views {

/// Where the bytes of a batch stand, from the top of the header on.
struct HexLayout {
    /// `sectionSize`: bytes of the records section as it is shown.
    HexLayout(
        const Sketch& metrics, const BatchContent& batch, double width, std::size_t sectionSize);

    std::array<QRectF, kBatchFields - 1> boxes; ///< by BatchField, without Records
    double labelHeight = 0; ///< below each box
    QRectF sectionLabel;
    double sectionTop = 0;
    double rowHeight = 0;
    double byteWidth = 0; ///< two digits and a space
    double bytesLeft = 0; ///< of the first byte, behind the position
    double textLeft = 0; ///< of the bytes as text; 0 when there is no room for it
    std::size_t bytesPerRow = 16;
    std::size_t rows = 0; ///< of the section
    double height = 0;

    [[nodiscard]] QRectF row(std::size_t index, double width) const
    {
        return {0, sectionTop + static_cast<double>(index) * rowHeight, width, rowHeight};
    }
};

/// "00 00 01 8b"
[[nodiscard]] QString hexText(ByteView bytes);

} // namespace brokerscope::views
