#pragma once

#include "views/picture/picture.h"
#include "views/segments/log_browser.h"

#include <cstdint>
#include <optional>

namespace brokerscope::views {

/// What a lookup is looking at, for the strip to point out.
struct StripMark {
    std::size_t segment = 0; ///< of the whole log
    std::optional<std::uint32_t> slot; ///< an entry of one of its indexes
    bool inTimeIndex = false;
    std::optional<std::uint64_t> position; ///< of a batch
    bool isHit = false;
    bool operator==(const StripMark&) const = default;
};

/// The log as a strip: segments with the entries of their indexes, the marks of log start, HW and
/// recovery point, and below it the batches of the selected segment. Ids: "segment:129",
/// "index:129/3", "timeindex:129/0", "gap:10-20", "mark:high-watermark", "batch:145",
/// "segments:earlier", "batches:later".
[[nodiscard]] Picture stripPicture(const LogContent& content, const ShownLog& log,
    const std::optional<StripMark>& mark, QSizeF size, bool large);

/// "000129.log": the name of a segment's file as the strip shortens it.
[[nodiscard]] QString shortSegmentName(Offset base);

} // namespace brokerscope::views
