#include "views/segments/log_browser.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

/// Outlines that are kept; indexes of full segments are megabytes.
constexpr std::size_t kKeptOutlines = 64;

} // namespace

void bringIntoStrip(LogWish& wish, std::size_t segment)
{
    if (segment < wish.firstSegment) {
        wish.firstSegment = segment;
    } else if (segment >= wish.firstSegment + wish.segmentCount) {
        wish.firstSegment = segment + 1 - wish.segmentCount;
    }
}

const SegmentOutline* LogContent::selected() const
{
    const bool isDrawn = segment >= firstSegment && segment - firstSegment < segments.size();
    return isDrawn ? &segments[segment - firstSegment] : nullptr;
}

LogBrowser::LogBrowser(ShownLog log)
    : m_log(std::move(log))
{
}

const SegmentOutline& LogBrowser::outline(std::size_t segment)
{
    const auto known = m_outlines.find(segment);
    if (known != m_outlines.end()) {
        return known->second;
    }
    if (m_outlines.size() >= kKeptOutlines) {
        m_outlines.clear();
    }
    const auto& all = m_log.partition.segments;
    const auto next
        = segment + 1 < all.size() ? std::optional(all[segment + 1].base) : std::nullopt;
    return m_outlines.emplace(segment, outlineOf(*m_log.files, all[segment], next)).first->second;
}

void LogBrowser::findOffset(LogContent& content, LogWish& wish)
{
    if (!wish.offset) {
        return;
    }
    const auto found = inspect::lookUpOffset(*m_log.files, m_log.partition, *wish.offset);
    if (!found) {
        content.problem = found.error();
        return;
    }
    if (found->hit) {
        wish.segment = found->segment;
        wish.batchPosition = found->hitPosition;
        wish.batchesFrom = std::nullopt;
        bringIntoStrip(wish, wish.segment);
    }
}

LogContent LogBrowser::look(const LogWish& wanted)
{
    LogContent content;
    content.segmentCount = m_log.partition.segments.size();
    if (content.segmentCount == 0) {
        return content;
    }
    LogWish wish = wanted;
    findOffset(content, wish);
    content.segment = std::min(wish.segment, content.segmentCount - 1);
    const std::size_t last
        = content.segmentCount - std::min(content.segmentCount, wish.segmentCount);
    content.firstSegment = std::min(wish.firstSegment, last);
    const std::size_t end
        = std::min(content.segmentCount, content.firstSegment + wish.segmentCount);
    for (std::size_t i = content.firstSegment; i < end; ++i) {
        content.segments.push_back(outline(i));
    }
    openBatch(content, wish);
    return content;
}

void LogBrowser::showBatches(LogContent& content, const LogWish& wish)
{
    const SegmentOutline& segment = outline(content.segment);
    const std::uint64_t wanted = wish.batchPosition.value_or(wish.batchesFrom.value_or(0));
    const bool isSmall = segment.files.logBytes <= kReadWholly;
    const std::uint64_t start = wish.batchesFrom.value_or(isSmall ? 0 : scanStart(segment, wanted));
    BatchRun run = readBatches(*m_log.files, segment.files, start, kShownBatches);
    while (!run.problem && run.end <= wanted && run.end < segment.files.logBytes) {
        run = readBatches(*m_log.files, segment.files, run.end, kShownBatches);
    }
    content.hasEarlier = run.begin > 0;
    content.hasLater = !run.problem && run.end < segment.files.logBytes;
    content.batches = std::move(run);
}

void LogBrowser::openBatch(LogContent& content, const LogWish& wish)
{
    const std::string& path = outline(content.segment).files.log;
    showBatches(content, wish);
    const std::uint64_t position = wish.batchPosition.value_or(content.batches.begin);
    if (!content.batches.batches.empty()) {
        const auto& shown = content.batches.batches;
        const auto opened = std::find_if(shown.begin(), shown.end(),
            [&](const BatchHead& head) { return head.position + head.size > position; });
        const BatchHead& head = opened == shown.end() ? shown.back() : *opened;
        content.batch = readBatch(*m_log.files, path, head.position);
    }
    if (!content.problem) {
        content.problem
            = content.batches.problem ? content.batches.problem : outline(content.segment).problem;
    }
}

tl::expected<inspect::Lookup, inspect::Problem> LogBrowser::lookUp(bool byTime, std::int64_t wanted)
{
    return byTime ? inspect::lookUpTime(*m_log.files, m_log.partition, wanted)
                  : inspect::lookUpOffset(*m_log.files, m_log.partition, Offset(wanted));
}

} // namespace brokerscope::views
