#include "engine/log/loader.h"

#include "engine/log/epoch_checkpoint.h"
#include "engine/log/event_bytes.h"
#include "engine/log/leftovers.h"
#include "engine/log/producer_replay.h"
#include "engine/log/segment_file.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace brokerscope::log {

namespace {

using Status = tl::expected<void, sim::IoError>;

/// The steps of opening a log, in the order of load().
class Loader {
public:
    Loader(sim::Storage& storage, const Opening& opening)
        : m_storage(storage)
        , m_opening(opening)
        , m_log{{}, {}, {}, SnapshotFiles(storage, opening.directory), {}, {}, {}, {}}
    {
    }

    tl::expected<LoadedLog, sim::IoError> load()
    {
        const auto done = openSegments()
                              .and_then([&] { return loadEpochs(); })
                              .and_then([&] { return recover(); })
                              .and_then([&] { return findEnd(); })
                              .and_then([&] { return beginWithLogStart(); })
                              .and_then([&] { return fitEpochs(); })
                              .and_then([&] { return loadProducers(); })
                              .and_then([&] { return writeMetadata(); });
        return done.map([&] { return std::move(m_log); });
    }

private:
    Status openSegments();
    Status open(Offset base);
    Status loadEpochs();
    /// From the first `segments` of them.
    Status readEpochsFromBatches(std::size_t segments);
    Status recover();
    Status recover(std::size_t at);
    [[nodiscard]] tl::expected<bool, sim::IoError> overlapsNext(std::size_t at) const;
    Status removeFrom(std::size_t first);
    Status findEnd();
    Status beginWithLogStart();
    Status fitEpochs();
    [[nodiscard]] tl::expected<bool, sim::IoError> knowsFirstEpoch() const;
    Status loadProducers();
    Status writeMetadata();
    [[nodiscard]] bool mustRecover(std::size_t at) const;
    [[nodiscard]] std::string path(std::string_view name) const
    {
        return std::string(m_opening.directory).append("/").append(name);
    }

    sim::Storage& m_storage;
    const Opening& m_opening;
    LoadedLog m_log;
    std::vector<Offset> m_replaced; ///< bases of segments that the cleaner had just put in place
    bool m_hasEpochs = false; ///< the checkpoint could be read
    std::optional<Offset> m_firstScanned;
    std::size_t m_bytesCut = 0;
};

Status Loader::openSegments()
{
    auto replaced = tidyUp(m_storage, m_opening.directory);
    if (!replaced) {
        return tl::unexpected(replaced.error());
    }
    m_replaced = *std::move(replaced);
    std::vector<Offset> bases;
    std::vector<std::string> indexes;
    for (const std::string& name : filesOf(m_storage, m_opening.directory)) {
        const auto file = parseSegmentFileName(name);
        if (!file) {
            continue;
        }
        if (file->extension == kSnapshotExtension) {
            m_log.snapshots.found(file->base);
        } else if (file->extension == kLogExtension) {
            bases.push_back(file->base);
        } else {
            indexes.push_back(name);
        }
    }
    for (const std::string& name : indexes) {
        if (!std::binary_search(bases.begin(), bases.end(), parseSegmentFileName(name)->base)) {
            if (const auto removed = m_storage.remove(path(name)); !removed) {
                return removed;
            }
        }
    }
    for (const Offset base : bases) {
        if (const auto opened = open(base); !opened) {
            return opened;
        }
    }
    return {};
}

Status Loader::open(Offset base)
{
    auto segment = Segment::open(
        m_storage, {m_opening.directory, base, {}}, m_opening.config, m_opening.nowMs);
    if (!segment) {
        return tl::unexpected(segment.error());
    }
    m_log.segments.push_back(*std::move(segment));
    return {};
}

Status Loader::loadEpochs()
{
    auto saved = readEpochCheckpoint(m_storage, m_opening.directory);
    if (!saved) {
        return tl::unexpected(saved.error());
    }
    m_hasEpochs = saved->has_value();
    if (m_hasEpochs) {
        m_log.epochs = **std::move(saved);
        return {};
    }
    // The recovery finds those of the batches that it checks.
    std::size_t trusted = 0;
    while (trusted < m_log.segments.size() && !mustRecover(trusted)) {
        ++trusted;
    }
    return readEpochsFromBatches(trusted);
}

Status Loader::readEpochsFromBatches(std::size_t segments)
{
    return epochsOf(std::span(m_log.segments).first(segments)).map([&](EpochCache&& epochs) {
        m_log.epochs = std::move(epochs);
    });
}

bool Loader::mustRecover(std::size_t at) const
{
    const Segment& segment = *m_log.segments[at];
    const bool isLast = at + 1 == m_log.segments.size();
    // The first unflushed batch stands in the last segment whose base is not beyond the recovery
    // point.
    const bool isFlushed = !isLast && m_log.segments[at + 1]->base() <= m_opening.recoveryPoint;
    return (!m_opening.isClean && !isFlushed) || segment.isDamaged()
        || std::find(m_replaced.begin(), m_replaced.end(), segment.base()) != m_replaced.end();
}

Status Loader::recover()
{
    for (std::size_t at = 0; at < m_log.segments.size(); ++at) {
        if (!mustRecover(at)) {
            continue;
        }
        if (const auto recovered = recover(at); !recovered) {
            return recovered;
        }
        // Behind a cut nothing can follow; nor can a segment that begins before this one ends.
        const auto overlaps = overlapsNext(at);
        if (!overlaps) {
            return tl::unexpected(overlaps.error());
        }
        if (m_bytesCut > 0 || *overlaps) {
            return removeFrom(at + 1);
        }
    }
    return {};
}

Status Loader::recover(std::size_t at)
{
    Segment& segment = *m_log.segments[at];
    ProducerState producers;
    const std::int64_t expiration = m_opening.config.producerIdExpirationMs;
    if (const auto rebuilt = rebuildProducers(producers, m_log.snapshots, m_log.segments,
            m_opening.logStart, segment.base(), m_opening.nowMs, expiration);
        !rebuilt) {
        return rebuilt;
    }
    if (!m_firstScanned) {
        m_firstScanned = segment.base();
    }
    Segment::Recovery recovery{producers, &m_log.epochs};
    if (const auto recovered = segment.recover(recovery, m_opening.now); !recovered) {
        return recovered;
    }
    m_bytesCut += recovery.bytesCut;
    for (event::IndexEntryAdded& entry : recovery.entries) {
        entry.partition = m_opening.partition;
        m_log.events.emplace_back(entry);
    }
    const auto end = segment.findEnd();
    if (!end) {
        return tl::unexpected(end.error());
    }
    // What was read here need not be read again for the producers' state.
    return m_log.snapshots.take(producers, end->value_or(segment.base()));
}

tl::expected<bool, sim::IoError> Loader::overlapsNext(std::size_t at) const
{
    if (at + 1 == m_log.segments.size()) {
        return false;
    }
    return m_log.segments[at]->findEnd().map([&](const std::optional<Offset>& end) {
        return end.value_or(kNoOffset) > m_log.segments[at + 1]->base();
    });
}

/// From the last one, so that a crash meanwhile leaves no hole.
Status Loader::removeFrom(std::size_t first)
{
    while (m_log.segments.size() > first) {
        const Segment& last = *m_log.segments.back();
        const auto end = last.findEnd();
        if (!end) {
            return tl::unexpected(end.error());
        }
        m_log.events.emplace_back(event::SegmentDeleted{last.base(), end->value_or(last.base()),
            eventBytes(last.size()), m_opening.partition, event::SegmentDeletion::Truncated});
        m_bytesCut += last.size();
        const std::vector<std::string> paths = last.paths();
        for (auto it = paths.rbegin(); it != paths.rend(); ++it) {
            if (const auto removed = m_storage.remove(*it); !removed) {
                return removed;
            }
        }
        m_log.segments.pop_back();
    }
    return {};
}

Status Loader::findEnd()
{
    if (m_log.segments.empty()) {
        return {};
    }
    const Segment& last = *m_log.segments.back();
    auto end = last.findEnd();
    if (!end) {
        return tl::unexpected(end.error());
    }
    // Even files that are trusted can have been damaged since.
    const bool isSound = *end && (**end > last.offsetIndex().lastOffset() || last.size() == 0)
        && (**end > last.timeIndex().lastEntry().offset || last.size() == 0);
    if (!isSound) {
        if (const auto recovered = recover(m_log.segments.size() - 1); !recovered) {
            return recovered;
        }
        end = last.findEnd();
        if (!end) {
            return tl::unexpected(end.error());
        }
    }
    m_log.logEnd = end->value_or(last.base());
    return {};
}

Status Loader::beginWithLogStart()
{
    const bool wasThere = !m_log.segments.empty();
    if (wasThere && m_log.logEnd < m_opening.logStart) {
        m_log.epochs.clear();
        const auto removed = removeFrom(0).and_then([&] { return m_log.snapshots.removeAll(); });
        if (!removed) {
            return removed;
        }
    }
    if (m_log.segments.empty()) {
        if (const auto opened = open(m_opening.logStart); !opened) {
            return opened;
        }
        m_log.logEnd = m_opening.logStart;
    }
    m_log.logStart = std::max(m_opening.logStart, m_log.segments.front()->base());
    m_log.recoveryPoint = m_opening.isClean && wasThere
        ? m_log.logEnd
        : std::min(m_opening.recoveryPoint, m_log.logEnd);
    if (m_firstScanned) {
        m_log.events.emplace_back(event::LogScanned{
            *m_firstScanned, m_log.logEnd, eventBytes(m_bytesCut), m_opening.partition});
    }
    return {};
}

Status Loader::fitEpochs()
{
    const auto isKnown = knowsFirstEpoch();
    if (!isKnown) {
        return tl::unexpected(isKnown.error());
    }
    if (!*isKnown) {
        if (const auto read = readEpochsFromBatches(m_log.segments.size()); !read) {
            return read;
        }
    }
    const bool isCutAtStart = m_log.epochs.truncateFromStart(m_log.logStart);
    // The checkpoint is fsynced, the log is not: it may know of epochs whose records are gone.
    const bool isCutAtEnd = m_log.epochs.truncateFromEnd(m_log.logEnd);
    const bool isToSave = isCutAtEnd || isCutAtStart || !*isKnown || !m_hasEpochs || m_firstScanned;
    return isToSave ? writeEpochCheckpoint(m_storage, m_opening.directory, m_log.epochs) : Status();
}

/// A crash between the epoch checkpoint and what it was written for, the deletion of segments,
/// leaves batches whose epoch it does not know.
tl::expected<bool, sim::IoError> Loader::knowsFirstEpoch() const
{
    const Segment& first = *m_log.segments.front();
    const auto position = first.positionOf(m_log.logStart);
    if (!position) {
        return tl::unexpected(position.error());
    }
    const auto batch = first.headers(*position).next();
    if (!batch) {
        return tl::unexpected(batch.error());
    }
    const auto& entries = m_log.epochs.entries();
    return !*batch || (*batch)->epoch == kNoEpoch
        || (!entries.empty() && entries.front().start <= std::max((*batch)->base, m_log.logStart));
}

Status Loader::loadProducers()
{
    std::vector<Offset> bases;
    for (const auto& segment : m_log.segments) {
        bases.push_back(segment->base());
    }
    return m_log.snapshots.removeStray(bases)
        .and_then([&] {
            return rebuildProducers(m_log.producers, m_log.snapshots, m_log.segments,
                m_log.logStart, m_log.logEnd, m_opening.nowMs,
                m_opening.config.producerIdExpirationMs);
        })
        .and_then([&] { return m_log.snapshots.take(m_log.producers, m_log.logEnd); });
}

Status Loader::writeMetadata()
{
    if (m_opening.topicId.empty() || m_storage.find(path(kMetadataFile))) {
        return {};
    }
    const std::string text = "version: 0\ntopic_id: " + m_opening.topicId;
    return m_storage.replace(path(kMetadataFile),
        ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

} // namespace

tl::expected<LoadedLog, sim::IoError> loadLog(sim::Storage& storage, const Opening& opening)
{
    return Loader(storage, opening).load();
}

} // namespace brokerscope::log
