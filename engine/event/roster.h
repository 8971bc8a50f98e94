#pragma once

#include "engine/base/ids.h"
#include "engine/event/kinds.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::event {

/// Where consumer groups keep their offsets; in the roster behind the scenario's own topics, when
/// there are groups.
inline constexpr std::string_view kOffsetsTopic = "__consumer_offsets";

/// Who and what takes part in a run: fixed before the first event, indexed by NodeId and
/// PartitionId.
struct Roster {
    struct Node {
        std::string name; ///< "b1", "controller", "p1" …; "you" for the script
        NodeKind kind = NodeKind::Script;
        bool operator==(const Node&) const = default;
    };
    struct Partition {
        std::string topic;
        std::uint16_t number = 0; ///< within the topic
        [[nodiscard]] std::string name() const { return topic + "-" + std::to_string(number); }
        /// Of a topic that is Kafka's own, such as __consumer_offsets.
        [[nodiscard]] bool isInternal() const { return topic.starts_with("__"); }
        bool operator==(const Partition&) const = default;
    };

    std::vector<Node> nodes;
    std::vector<Partition> partitions;

    [[nodiscard]] std::optional<NodeId> node(std::string_view name) const;
    [[nodiscard]] std::optional<PartitionId> partition(std::string_view name) const; ///< "orders-0"
    [[nodiscard]] std::vector<NodeId> nodesOf(NodeKind kind) const; ///< ascending
    [[nodiscard]] const Node& at(NodeId id) const { return nodes.at(id.value()); }
    [[nodiscard]] const Partition& at(PartitionId id) const { return partitions.at(id.value()); }
    bool operator==(const Roster&) const = default;
};

} // namespace brokerscope::event
