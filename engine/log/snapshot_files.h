#pragma once

#include "engine/base/ids.h"
#include "engine/log/producer_state.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::log {

/// The .snapshot files of one log: what it knew of its producers at the offset in each file's name
/// (Kafka: the file side of ProducerStateManager).
class SnapshotFiles {
public:
    SnapshotFiles(sim::Storage& storage, std::string directory);

    /// Notes a file that is there.
    void found(Offset offset);
    /// Ascending.
    [[nodiscard]] const std::vector<Offset>& offsets() const { return m_offsets; }

    /// Writes the state at `offset`, unless there is a snapshot of it or of a later one.
    tl::expected<void, sim::IoError> take(const ProducerState& producers, Offset offset);
    /// Gives `producers` the newest state that is not beyond `logEnd` and returns its offset. Files
    /// that are none, as a power loss can leave them, are removed. Without any, the state is empty
    /// and nullopt returned.
    tl::expected<std::optional<Offset>, sim::IoError> load(
        ProducerState& producers, Offset logEnd, std::int64_t nowMs, std::int64_t expirationMs);

    tl::expected<void, sim::IoError> remove(Offset offset);
    tl::expected<void, sim::IoError> removeAll();
    /// Those before `logStart`, and beyond `logEnd`, say nothing of use. (Kafka removes the one at
    /// `logStart` as well, and then forgets who was in a transaction that began before it.)
    tl::expected<void, sim::IoError> removeOutside(Offset logStart, Offset logEnd);
    /// Only those at the base of a segment stay, and the last one if it is beyond all bases (Kafka:
    /// removeStraySnapshots). `bases` ascend.
    tl::expected<void, sim::IoError> removeStray(const std::vector<Offset>& bases);

private:
    template <class Predicate>
    tl::expected<void, sim::IoError> removeIf(Predicate&& isUseless);
    [[nodiscard]] std::string path(Offset offset) const;

    sim::Storage& m_storage;
    std::string m_directory;
    std::vector<Offset> m_offsets;
};

} // namespace brokerscope::log
