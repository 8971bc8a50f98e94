#pragma once

#include "engine/event/event.h"

#include <QString>

#include <array>
#include <cstdint>

namespace brokerscope::views {

/// The groups of requests that one can show or hide. An answer belongs to the group of its request.
enum class ApiGroup : std::uint8_t {
    Produce,
    ConsumerFetch,
    ReplicaFetch,
    Upkeep, ///< heartbeats, metadata, and brokers that replicate the metadata log
    Quorum, ///< between controllers
    Other, ///< AlterPartition, ListOffsets, InitProducerId …
};
inline constexpr std::size_t kApiGroups = 6;
inline constexpr std::array kAllApiGroups{ApiGroup::Produce, ApiGroup::ConsumerFetch,
    ApiGroup::ReplicaFetch, ApiGroup::Upkeep, ApiGroup::Quorum, ApiGroup::Other};

/// `client`: the kind of node that sent the request.
[[nodiscard]] ApiGroup groupOf(event::Api api, event::NodeKind client);

/// "Produce", "heartbeats, metadata": what a person switches on and off.
[[nodiscard]] QString apiGroupText(ApiGroup group);

} // namespace brokerscope::views
