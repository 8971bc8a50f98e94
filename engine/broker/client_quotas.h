#pragma once

#include "engine/broker/config.h"
#include "engine/sim/node.h"

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

namespace brokerscope::broker {

/// The byte rates of a broker's producers against their quotas, and the requests of those whose
/// channel is muted (Kafka: ClientQuotaManager, ThrottledChannel; SampledStat and Rate).
class ClientQuotas {
public:
    /// A request that came while its channel was muted.
    struct Held {
        sim::Message request;
        sim::Cause cause;
    };

    /// `config` must outlive it.
    explicit ClientQuotas(const ClientQuotaConfig& config)
        : m_config(config)
    {
    }

    /// Counts what a request brought that is being answered. When that is too much, mutes the
    /// client's channel and tells so; for how long.
    Duration record(sim::Context& context, NodeId client, EventId request, std::uint64_t bytes);

    /// Keeps a request if its channel is muted; whether it did.
    bool hold(sim::Context& context, sim::Message& request);
    /// The broker's timer for the channel ran out: takes the next request that was kept, nullopt
    /// when there is none or the channel is muted (again).
    [[nodiscard]] std::optional<Held> next(NodeId client, Timestamp now);
    /// The channel is gone, with what was not read from it.
    void connectionLost(NodeId client) { m_channels.erase(client); }

private:
    struct Sample {
        Timestamp begin;
        std::uint64_t bytes = 0;
    };
    struct Channel {
        Timestamp mutedUntil;
        std::deque<Held> held;
    };

    void count(std::deque<Sample>& samples, std::uint64_t bytes, Timestamp now) const;
    /// What the samples are the bytes of: ten full windows of a second, and the present one.
    [[nodiscard]] Duration measured(const std::deque<Sample>& samples, Timestamp now) const;

    const ClientQuotaConfig& m_config;
    std::map<NodeId, std::deque<Sample>> m_samples;
    std::map<NodeId, Channel> m_channels; ///< those that are muted, or keep something
};

} // namespace brokerscope::broker
