#include "tests/engine/inspect/log_model.h"

#include "engine/record/batch.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::test {

namespace {

template <class T>
void addBigEndian(Bytes& out, T value)
{
    out.resize(out.size() + sizeof(T));
    writeBigEndian(std::span(out), out.size() - sizeof(T), value);
}

} // namespace

sim::StoredFile stored(Bytes bytes)
{
    const std::size_t size = bytes.size();
    return {std::make_shared<const Bytes>(std::move(bytes)), size};
}

ModelLog::ModelLog(const Rules& rules, std::string directory)
    : m_rules(rules)
    , m_directory(std::move(directory))
    , m_segments(1)
{
}

Bytes ModelLog::encode(const Batch& batch)
{
    record::BatchBuilder::Options options;
    options.baseOffset = Offset(m_end);
    options.leaderEpoch = LeaderEpoch(0);
    const auto count = static_cast<std::int32_t>(batch.timestampsMs.size());
    options.lastOffsetDelta = count - 1 + batch.offsetsGone;
    record::BatchBuilder builder(options);
    const std::string value(batch.valueSize, 'v');
    for (const std::int64_t timestampMs : batch.timestampsMs) {
        builder.append(std::nullopt, value, timestampMs);
        m_records.push_back({m_end + builder.recordCount() - 1, timestampMs});
    }
    m_end += count + batch.offsetsGone;
    return builder.finish();
}

/// Kafka: TimeIndex.maybeAppend.
void ModelLog::addTimeEntry(Segment& segment)
{
    if (segment.maxTimestamp > segment.lastTimeEntry) {
        addBigEndian(segment.timeIndex, segment.maxTimestamp);
        addBigEndian(
            segment.timeIndex, static_cast<std::int32_t>(segment.offsetOfMax - segment.base));
        segment.lastTimeEntry = segment.maxTimestamp;
    }
}

void ModelLog::roll()
{
    addTimeEntry(m_segments.back());
    m_segments.emplace_back();
    m_segments.back().base = m_end;
}

/// Kafka: LogSegment.append.
void ModelLog::append(const std::vector<Batch>& batches)
{
    if (m_segments.back().log.size() >= m_rules.segmentBytes) {
        roll();
    }
    Segment& segment = m_segments.back();
    const std::size_t position = segment.log.size();
    const std::int64_t maxBefore = segment.maxTimestamp;
    const std::int64_t offsetBefore = segment.offsetOfMax;
    for (const Batch& batch : batches) {
        const Bytes bytes = encode(batch);
        segment.log.insert(segment.log.end(), bytes.begin(), bytes.end());
        const std::int64_t max
            = *std::max_element(batch.timestampsMs.begin(), batch.timestampsMs.end());
        if (max > segment.maxTimestamp) {
            segment.maxTimestamp = max;
            segment.offsetOfMax = m_end - 1;
        }
    }
    if (segment.sinceEntry > m_rules.indexInterval) {
        addBigEndian(segment.index, static_cast<std::int32_t>(m_end - 1 - segment.base));
        addBigEndian(segment.index, static_cast<std::uint32_t>(position));
        const std::int64_t max = std::exchange(segment.maxTimestamp, maxBefore);
        const std::int64_t offset = std::exchange(segment.offsetOfMax, offsetBefore);
        addTimeEntry(segment);
        segment.maxTimestamp = max;
        segment.offsetOfMax = offset;
        segment.sinceEntry = 0;
    }
    segment.sinceEntry += segment.log.size() - position;
}

sim::FileSet ModelLog::files() const
{
    sim::FileSet files;
    for (const Segment& segment : m_segments) {
        const std::string stem = fmt::format("{}/{:020}", m_directory, segment.base);
        Bytes index = segment.index;
        Bytes timeIndex = segment.timeIndex;
        if (&segment == &m_segments.back()) {
            index.resize(index.size() + m_rules.preallocated / 8 * 8);
            timeIndex.resize(timeIndex.size() + m_rules.preallocated / 12 * 12);
        }
        files[stem + ".log"] = stored(segment.log);
        files[stem + ".index"] = stored(std::move(index));
        files[stem + ".timeindex"] = stored(std::move(timeIndex));
    }
    return files;
}

std::optional<ModelRecord> ModelLog::atOffset(std::int64_t offset) const
{
    const auto found = std::find_if(m_records.begin(), m_records.end(),
        [offset](const ModelRecord& record) { return record.offset >= offset; });
    return found == m_records.end() ? std::nullopt : std::optional(*found);
}

std::optional<ModelRecord> ModelLog::atTime(std::int64_t timestampMs) const
{
    const auto found = std::find_if(m_records.begin(), m_records.end(),
        [timestampMs](const ModelRecord& record) { return record.timestampMs >= timestampMs; });
    return found == m_records.end() ? std::nullopt : std::optional(*found);
}

} // namespace brokerscope::test
