#pragma once

#include "engine/inspect/lookup.h"
#include "views/segments/batch_content.h"
#include "views/segments/segment_outline.h"
#include "views/segments/shown_log.h"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace brokerscope::views {

/// What of a log is to be shown.
struct LogWish {
    std::size_t firstSegment = 0; ///< of the strip
    std::size_t segmentCount = 8; ///< at most that many in the strip
    std::size_t segment = 0; ///< whose batches are shown
    std::optional<std::uint64_t> batchPosition; ///< of the batch that is opened, in that segment
    std::optional<std::uint64_t> batchesFrom; ///< where the row of batches begins; else near the
                                              ///< opened batch
    std::optional<Offset> offset; ///< or the record it has; then it decides about the segment too
    bool operator==(const LogWish&) const = default;
};

/// Moves the strip no further than it needs so that `segment` is in it.
void bringIntoStrip(LogWish& wish, std::size_t segment);

/// Batches of the selected segment that are shown at once, at most.
inline constexpr std::size_t kShownBatches = 48;

/// What there is of it: a value, made on a worker thread and drawn on the window's.
struct LogContent {
    std::size_t segmentCount = 0; ///< of the whole log
    std::size_t firstSegment = 0;
    std::vector<SegmentOutline> segments; ///< from firstSegment on
    std::size_t segment = 0; ///< the selected one
    BatchRun batches; ///< of the selected one, around the opened batch
    bool hasEarlier = false; ///< batches of the selected one before those
    bool hasLater = false;
    std::optional<BatchContent> batch; ///< the opened one
    std::optional<inspect::Problem> problem; ///< that kept something from being shown
    bool operator==(const LogContent&) const = default;

    /// nullptr when the selected segment is not in the strip.
    [[nodiscard]] const SegmentOutline* selected() const;
};

/// Looks into a log piece by piece: only what is shown is read, and the outlines of segments are
/// kept. Belongs to one thread at a time.
class LogBrowser {
public:
    explicit LogBrowser(ShownLog log);

    [[nodiscard]] const ShownLog& log() const { return m_log; }
    [[nodiscard]] LogContent look(const LogWish& wish);
    [[nodiscard]] tl::expected<inspect::Lookup, inspect::Problem> lookUp(
        bool byTime, std::int64_t wanted);

private:
    [[nodiscard]] const SegmentOutline& outline(std::size_t segment);
    void openBatch(LogContent& content, const LogWish& wish);
    void findOffset(LogContent& content, LogWish& wish);
    void showBatches(LogContent& content, const LogWish& wish);

    ShownLog m_log;
    std::map<std::size_t, SegmentOutline> m_outlines; ///< by index into the partition's segments
};

} // namespace brokerscope::views
