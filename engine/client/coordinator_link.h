#pragma once

#include "engine/client/config.h"
#include "engine/client/metadata.h"
#include "engine/protocol/request_channel.h"

namespace brokerscope::client {

/// Who coordinates a consumer's group, and the connection to it, which Kafka keeps apart from the
/// one for fetching (Kafka: AbstractCoordinator.ensureCoordinatorReady, lookupCoordinator,
/// markCoordinatorUnknown). `config` and `metadata` must outlive it.
class CoordinatorLink {
public:
    CoordinatorLink(const ConsumerConfig& config, const ClientMetadata& metadata);

    [[nodiscard]] NodeId coordinator() const { return m_coordinator; }
    /// Whether the coordinator is known; if not, it is being looked for.
    bool ensure(sim::Context& context);
    void markUnknown(sim::Context& context);

    /// To the coordinator, which must be known; kNoEvent and nothing sent if it is not.
    EventId send(sim::Context& context, protocol::Value value, Duration timeout);

    [[nodiscard]] protocol::RequestChannel& channel() { return m_channel; }
    /// The error that stops the group for good, or None.
    [[nodiscard]] event::ErrorCode answered(
        sim::Context& context, const protocol::FindCoordinatorResponse& response);
    /// A request of this channel failed without an answer.
    void failed(sim::Context& context, const protocol::RequestChannel::InFlight& request);

    /// Whether the error says that the coordinator is another broker, or none.
    [[nodiscard]] static bool isGone(event::ErrorCode error);

private:
    void rest(sim::Context& context);

    const ConsumerConfig& m_config;
    const ClientMetadata& m_metadata;
    protocol::RequestChannel m_channel;
    NodeId m_coordinator = kNoNode;
    bool m_isLooking = false;
    std::uint32_t m_failures = 0;
    Timestamp m_restsUntil;
};

} // namespace brokerscope::client
