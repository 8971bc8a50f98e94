#pragma once

#include "engine/base/ids.h"
#include "engine/protocol/group_metadata.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::broker {

/// One record about an offset: a value, or none, which deletes it.
struct OffsetUpdate {
    std::string group;
    PartitionId partition;
    std::optional<protocol::OffsetValue> value;
    NodeId client = kNoNode; ///< who commits it
};

/// The offsets of the groups in one partition of __consumer_offsets, as the log has them and as far
/// as they are replicated (Kafka: OffsetMetadataManager with its timelines).
class GroupOffsets {
public:
    using OfGroup = std::map<PartitionId, protocol::OffsetValue>;

    /// The update is in the log.
    void appended(const OffsetUpdate& update) { apply(m_latest, update); }
    /// … and replicated: from now on it is shown. Returns whether that changes anything.
    bool replicated(const OffsetUpdate& update) { return apply(m_committed, update); }

    /// nullptr when there is none.
    [[nodiscard]] const protocol::OffsetValue* committed(
        const std::string& group, PartitionId partition) const;
    /// What the log has of a group, replicated or not.
    [[nodiscard]] const OfGroup& latestOf(const std::string& group) const;
    [[nodiscard]] std::size_t size() const; ///< replicated ones

private:
    using All = std::map<std::string, OfGroup>;
    static bool apply(All& all, const OffsetUpdate& update);

    All m_latest;
    All m_committed;
};

} // namespace brokerscope::broker
