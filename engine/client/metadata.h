#pragma once

#include "engine/client/config.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"

#include <optional>
#include <span>
#include <vector>

namespace brokerscope::client {

/// What a client knows of who leads which partition, and how it keeps that fresh (Kafka: Metadata,
/// NetworkClient.DefaultMetadataUpdater).
class ClientMetadata {
public:
    struct Rules {
        BackoffConfig backoff;
        Duration requestTimeout;
        Duration maxAge; ///< metadata.max.age.ms
        std::optional<Duration> maxIdle = {}; ///< metadata.max.idle.ms; nullopt: never forgets
        bool allowAutoTopicCreation = true;
    };
    /// `wanted`: the partitions of the topics; `wakeTimer`: the owner's timer kind for "ask again";
    /// `brokers`: the bootstrap list.
    ClientMetadata(std::vector<PartitionId> wanted, std::vector<NodeId> brokers, Rules rules,
        std::uint32_t wakeTimer);

    /// The owner uses its topic, so that it is not forgotten for metadata.max.idle.ms. What was
    /// forgotten is asked for again (Kafka: ProducerMetadata.add).
    void use(sim::Context& context, protocol::RequestChannel& channel);

    /// Asks for these partitions, too, from the next request on. Whether it did not before.
    bool want(const std::vector<PartitionId>& partitions);

    /// Asks a broker now, or as soon as the backoff since the last time allows.
    void requestUpdate(sim::Context& context, protocol::RequestChannel& channel);
    /// Because of partitions that it did not ask for before: at once (Kafka:
    /// requestUpdateForNewTopics).
    void requestUpdateForMore(sim::Context& context, protocol::RequestChannel& channel);
    void timeUp(sim::Context& context, protocol::RequestChannel& channel);
    void answered(sim::Context& context, protocol::RequestChannel& channel,
        const protocol::MetadataResponse& response);
    /// The request failed without an answer.
    void failed(sim::Context& context, protocol::RequestChannel& channel);

    /// How many of the wanted partitions are known to exist. A topic's are created in order, so
    /// that these are the first ones.
    [[nodiscard]] std::uint16_t known() const { return m_knownCount; }
    /// Of those, the ones that have a leader, by position among the wanted ones.
    [[nodiscard]] std::span<const std::uint16_t> available() const { return m_available; }
    [[nodiscard]] bool isKnown(PartitionId partition) const;
    /// kNoNode when unknown or when nobody leads.
    [[nodiscard]] NodeId leader(PartitionId partition) const;
    [[nodiscard]] LeaderEpoch leaderEpoch(PartitionId partition) const;
    /// A broker for requests that any broker answers.
    [[nodiscard]] NodeId anyBroker(
        sim::Context& context, const protocol::RequestChannel& channel) const;

private:
    struct Known {
        bool exists = false;
        NodeId leader = kNoNode;
        LeaderEpoch epoch = kNoEpoch;
    };

    /// nullptr when it is not wanted.
    [[nodiscard]] const Known* find(PartitionId partition) const;
    void ask(sim::Context& context, protocol::RequestChannel& channel);
    [[nodiscard]] bool take(
        sim::Context& context, const protocol::MetadataResponse::Partition& partition);
    void index(std::size_t position);
    void scheduleNext(sim::Context& context, Duration after);
    void countAgain();
    [[nodiscard]] bool isIdle(Timestamp now) const;
    void forget(sim::Context& context);

    std::vector<PartitionId> m_wanted;
    std::vector<NodeId> m_bootstrap;
    Rules m_rules;
    std::uint32_t m_wakeTimer;
    std::vector<Known> m_known; ///< by position in m_wanted
    std::vector<std::size_t> m_positions; ///< by PartitionId: in m_wanted, or beyond it
    std::uint16_t m_knownCount = 0;
    std::vector<std::uint16_t> m_available; ///< ascending
    BrokerSet m_alive;
    NodeId m_avoided = kNoNode; ///< the broker that failed us last
    NodeId m_asked = kNoNode;
    bool m_isAsking = false;
    bool m_isUpdateWanted = false;
    bool m_isAnswerShort = false; ///< more was wanted after the request had left
    std::uint32_t m_fruitless = 0; ///< answers in a row that brought nothing new, and failures
    Timestamp m_mayAskFrom;
    Timestamp m_lastUsed;
    bool m_isForgotten = false; ///< the topic, for not being used
    sim::TimerId m_timer = sim::kNoTimer;
};

} // namespace brokerscope::client
