#pragma once

#include "engine/base/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::log {

/// Where each leader epoch begins in a log (Kafka: LeaderEpochFileCache). Entries rise strictly in
/// epoch and offset.
class EpochCache {
public:
    struct Entry {
        LeaderEpoch epoch;
        Offset start;
        bool operator==(const Entry&) const = default;
    };

    /// Notes that `epoch` begins at `start`, unless it is known. Entries at the end that contradict
    /// it (an epoch not smaller, or an offset not smaller) go. Returns whether anything changed.
    bool assign(LeaderEpoch epoch, Offset start);

    /// The largest epoch known, or kNoEpoch.
    [[nodiscard]] LeaderEpoch latest() const
    {
        return m_entries.empty() ? kNoEpoch : m_entries.back().epoch;
    }

    /// The last offset (exclusive) that this log has in `epoch`, with the epoch that the answer is
    /// about: the latest epoch ends at the LEO; a later or unknown one has no answer; an epoch
    /// before all entries ends where the first begins; one between entries ends where the next
    /// larger begins, and the answer names the one before it.
    [[nodiscard]] std::optional<Entry> endOffsetFor(LeaderEpoch epoch, Offset logEnd) const;

    /// Forgets epochs that begin at or after `end`. Returns whether anything changed.
    bool truncateFromEnd(Offset end);
    /// The log begins at `start` now: of the epochs that begin at or before it only the last stays,
    /// and begins there. Returns whether anything changed.
    bool truncateFromStart(Offset start);
    void clear() { m_entries.clear(); }

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }

    /// The text of a leader-epoch-checkpoint file: version, count, a line "epoch start" each.
    [[nodiscard]] std::string toText() const;
    /// nullopt when the text is not such a file, or its entries do not rise.
    [[nodiscard]] static std::optional<EpochCache> fromText(std::string_view text);

private:
    std::vector<Entry> m_entries;
};

} // namespace brokerscope::log
