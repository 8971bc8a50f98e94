#pragma once

#include "engine/assignor/group.h"
#include "engine/assignor/java_order.h"

#include <map>
#include <optional>
#include <tuple>

namespace brokerscope::assignor {

/// Which partitions an assignor moved from whom to whom while it balances, so that it takes a move
/// back rather than sending another partition of the same topic the other way (Kafka:
/// PartitionMovements).
class Movements {
public:
    /// `hashOf`: hashCode of a partition, which decides when several could be taken back.
    using Hash = std::int32_t (*)(const Group& group, std::uint32_t partition);

    Movements(const Group& group, Hash hashOf)
        : m_group(group)
        , m_hashOf(hashOf)
    {
    }

    [[nodiscard]] bool hasMoved(std::uint32_t partition) const
    {
        return m_moves.contains(partition);
    }

    /// The partition that better goes from `from` to `to` than this one.
    [[nodiscard]] std::uint32_t betterOne(
        std::uint32_t partition, std::uint32_t from, std::uint32_t to) const
    {
        const auto earlier = m_moves.find(partition);
        const std::uint32_t origin = earlier == m_moves.end() ? from : earlier->second.from;
        const auto opposite = m_between.find({m_group.topicOf(partition), to, origin});
        return opposite == m_between.end() ? partition : *opposite->second.first();
    }

    void move(std::uint32_t partition, std::uint32_t from, std::uint32_t to)
    {
        const auto earlier = m_moves.find(partition);
        if (earlier == m_moves.end()) {
            record(partition, {from, to});
            return;
        }
        const Move move = earlier->second;
        forget(partition, move);
        if (move.from != to) {
            record(partition, {move.from, to});
        }
    }

private:
    struct Move {
        std::uint32_t from = kNone;
        std::uint32_t to = kNone;
    };

    void record(std::uint32_t partition, Move move)
    {
        m_moves[partition] = move;
        m_between[{m_group.topicOf(partition), move.from, move.to}].insert(
            partition, m_hashOf(m_group, partition));
    }

    void forget(std::uint32_t partition, Move move)
    {
        m_moves.erase(partition);
        const auto between = m_between.find({m_group.topicOf(partition), move.from, move.to});
        between->second.erase(partition);
        if (between->second.isEmpty()) {
            m_between.erase(between);
        }
    }

    const Group& m_group;
    Hash m_hashOf;
    std::map<std::uint32_t, Move> m_moves; ///< by partition
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, HashBag>
        m_between; ///< by topic, from, to
};

} // namespace brokerscope::assignor
