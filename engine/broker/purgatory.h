#pragma once

#include "engine/base/ids.h"
#include "engine/broker/fetch_sessions.h"
#include "engine/protocol/messages.h"
#include "engine/sim/node.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace brokerscope::broker {

/// A Produce request with acks=all that waits for the ISR (Kafka: DelayedProduce).
struct DelayedProduce {
    struct Partition {
        protocol::ProduceResponse::Partition result;
        Offset requiredOffset; ///< the HW must reach it
        bool pending = false;
    };
    sim::Message request;
    std::vector<Partition> partitions;
    std::uint64_t bytes = 0; ///< that it brought
    sim::TimerId timer = sim::kNoTimer;
};

/// A Fetch request that waits for data (Kafka: DelayedFetch).
struct DelayedFetch {
    sim::Message request;
    sim::TimerId timer = sim::kNoTimer;
    FetchSessions::Use session;
};

/// Requests that wait, found again by the partitions that they wait for (Kafka:
/// DelayedOperationPurgatory).
template <class Operation>
class PurgatoryOf {
public:
    explicit PurgatoryOf(std::size_t partitions)
        : m_watchers(partitions)
    {
    }

    /// `request` must not be in it yet.
    void park(EventId request, Operation operation, const std::vector<PartitionId>& partitions)
    {
        for (const PartitionId partition : partitions) {
            m_watchers[partition.value()].push_back(request);
        }
        m_operations.emplace(request, std::move(operation));
    }

    [[nodiscard]] Operation* find(EventId request)
    {
        const auto found = m_operations.find(request);
        return found == m_operations.end() ? nullptr : &found->second;
    }

    /// Removes and returns an operation that is in it.
    Operation take(EventId request)
    {
        auto node = m_operations.extract(request);
        return std::move(node.mapped());
    }

    /// The requests that wait for this partition, oldest first.
    [[nodiscard]] std::vector<EventId> waitingFor(PartitionId partition)
    {
        std::vector<EventId>& watchers = m_watchers[partition.value()];
        std::erase_if(
            watchers, [this](EventId request) { return !m_operations.contains(request); });
        return watchers;
    }

    [[nodiscard]] bool empty() const { return m_operations.empty(); }

private:
    std::map<EventId, Operation> m_operations;
    std::vector<std::vector<EventId>>
        m_watchers; ///< by PartitionId; may name requests that are gone
};

} // namespace brokerscope::broker
