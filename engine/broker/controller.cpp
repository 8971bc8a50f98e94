#include "engine/broker/controller.h"

#include "engine/broker/partition.h"
#include "engine/broker/timers.h"
#include "engine/protocol/request_channel.h"

#include <algorithm>
#include <utility>

namespace brokerscope::broker {

namespace {

/// How long a leader that shuts down waits for its successor (Kafka: KafkaRaftManager.shutdown).
constexpr Duration kHandOverTime = seconds(5);

} // namespace

Controller::Controller(NodeId self, const BrokerConfig& config, const Topology& topology,
    std::vector<TopicPlan> topics, ToldMetadata& told)
    : m_config(config)
    , m_topics(std::move(topics))
    , m_told(told)
    , m_control(config, topology, m_topics)
    , m_raft(config.quorum, topology.controllers, self)
    , m_sessions(config, topology.brokers)
    , m_committed(topology.brokers, topology.partitions.size())
    , m_image(m_committed)
{
}

void Controller::start(sim::Context& context)
{
    m_raft.start(context);
    settle(context);
}

void Controller::receive(sim::Context& context, sim::Message message)
{
    switch (message.api) {
    case event::Api::Vote:
    case event::Api::BeginQuorumEpoch:
    case event::Api::EndQuorumEpoch:
    case event::Api::MetadataLogFetch:
        m_raft.receive(context, std::move(message));
        break;
    case event::Api::BrokerRegistration:
    case event::Api::BrokerHeartbeat:
    case event::Api::AlterPartition:
    case event::Api::ElectLeaders:
    case event::Api::AlterPartitionReassignments:
    case event::Api::CreatePartitions:
    case event::Api::CreateTopics:
        take(context, std::move(message));
        break;
    case event::Api::Produce:
    case event::Api::Fetch:
    case event::Api::ListOffsets:
    case event::Api::Metadata:
    case event::Api::InitProducerId:
    case event::Api::DeleteRecords:
    case event::Api::OffsetForLeaderEpoch:
    case event::Api::FindCoordinator:
    case event::Api::JoinGroup:
    case event::Api::SyncGroup:
    case event::Api::Heartbeat:
    case event::Api::LeaveGroup:
    case event::Api::OffsetCommit:
    case event::Api::OffsetFetch:
    case event::Api::ConsumerGroupHeartbeat:
        break; // the brokers'
    }
    settle(context);
}

void Controller::timeUp(sim::Context& context, const sim::Timer& timer)
{
    switch (static_cast<ControllerTimer>(timer.kind)) {
    case ControllerTimer::SessionCheck: {
        const NodeId broker(static_cast<std::uint16_t>(timer.data));
        if (m_isActive && !m_image.isFenced(broker)) {
            write(context, m_control.fence(m_image, broker));
        }
        break;
    }
    case ControllerTimer::LeaderImbalanceCheck:
        write(context, m_control.rebalanceLeaders(m_image));
        m_imbalanceTimer = context.setTimer(m_config.leaderImbalanceCheckInterval, timer.kind);
        break;
    case ControllerTimer::UncleanElection:
        write(context, m_control.uncleanElections(m_image));
        m_uncleanTimer = context.setTimer(m_config.uncleanElectionInterval, timer.kind);
        break;
    case ControllerTimer::ShutdownExpiry:
        context.exit();
        break;
    case ControllerTimer::RequestTimeout:
    case ControllerTimer::Election:
    case ControllerTimer::VoteRetry:
    case ControllerTimer::FetchRetry:
    case ControllerTimer::CheckQuorum:
    case ControllerTimer::BeginQuorumEpoch:
    case ControllerTimer::LogFetchExpiry:
        m_raft.timeUp(context, timer);
        break;
    }
    settle(context);
}

void Controller::connectionLost(sim::Context& context, NodeId peer)
{
    // A broker's session lives on without its connection. Only what it waited for on that is lost.
    std::erase_if(
        m_deferred, [peer](const Deferred& deferred) { return deferred.request.from == peer; });
    m_raft.connectionLost(context, peer);
    settle(context);
}

void Controller::shutDown(sim::Context& context)
{
    m_isShuttingDown = true;
    m_raft.resign(context);
    settle(context);
    if (m_raft.role() == event::QuorumRole::Resigned) {
        context.setTimer(kHandOverTime, kindOf(ControllerTimer::ShutdownExpiry));
    } else {
        context.exit();
    }
}

void Controller::maybeExit(sim::Context& context)
{
    if (m_isShuttingDown && m_raft.role() == event::QuorumRole::Follower) {
        context.exit(); // there is a successor
    }
}

// --- being active --------------------------------------------------------------------------------

void Controller::settle(sim::Context& context)
{
    if (m_isActive && !m_raft.isLeader()) {
        renounce(context);
    }
    // The first record of its own that is committed makes a leader active, and being active it may
    // write more.
    while (m_committed.end() < m_raft.highWatermark() && applyCommitted(context)) {
        if (!m_isActive && m_raft.hasCommittedInEpoch()) {
            claim(context);
        }
    }
    answerDeferred(context);
    maybeExit(context);
}

void Controller::claim(sim::Context& context)
{
    m_isActive = true;
    m_image = m_committed;
    m_sessions.begin(context, m_image);
    setTaskTimers(context);
    write(context, m_control.createTopics(m_image, context.random()));
}

void Controller::renounce(sim::Context& context)
{
    m_isActive = false;
    m_sessions.end(context);
    m_written.clear();
    context.cancelTimer(std::exchange(m_imbalanceTimer, sim::kNoTimer));
    context.cancelTimer(std::exchange(m_uncleanTimer, sim::kNoTimer));
    // What was written may still be committed by the next leader, or be lost: nobody knows.
    for (Deferred& deferred : m_deferred) {
        deferred.answer = notController(deferred.request.api);
        deferred.end = MetadataOffset(0);
    }
}

void Controller::setTaskTimers(sim::Context& context)
{
    if (m_config.autoLeaderRebalance) {
        m_imbalanceTimer = context.setTimer(
            m_config.leaderImbalanceCheckInterval, kindOf(ControllerTimer::LeaderImbalanceCheck));
    }
    m_uncleanTimer = context.setTimer(
        m_config.uncleanElectionInterval, kindOf(ControllerTimer::UncleanElection));
}

bool Controller::applyCommitted(sim::Context& context)
{
    if (m_written.empty()) {
        return applyFromLog(context);
    }
    const sim::Cause present = context.remember();
    while (!m_written.empty() && m_committed.end() < m_raft.highWatermark()) {
        const Written written = std::move(m_written.front());
        m_written.pop_front();
        context.goOnWith(written.cause);
        applyOne(context, written.record);
    }
    context.goOnWith(present);
    return true;
}

bool Controller::applyFromLog(sim::Context& context)
{
    const auto bytes = m_raft.log().read(m_committed.end(), m_raft.highWatermark());
    const bool isRead = bytes
        && forEachMetadataRecord(*bytes,
            [&](MetadataOffset offset, LeaderEpoch, const protocol::MetadataRecord& record) {
                if (offset == m_committed.end()) {
                    applyOne(context, record);
                }
            });
    if (!isRead) {
        logDirFailed(context, kNoPartition, bytes ? sim::IoError::ReadFailed : bytes.error());
    }
    return isRead;
}

void Controller::applyOne(sim::Context& context, const protocol::MetadataRecord& record)
{
    if (m_raft.isLeader() && m_committed.end() >= m_told.end) {
        for (const event::Payload& payload :
            announcements(m_committed, record, m_topics, context)) {
            context.emit(payload);
        }
        m_told.end = MetadataOffset(m_committed.end().value() + 1);
    }
    m_committed.apply(record);
}

void Controller::answerDeferred(sim::Context& context)
{
    if (m_deferred.empty()) {
        return;
    }
    const sim::Cause present = context.remember();
    std::vector<Deferred> waiting;
    for (Deferred& deferred : std::exchange(m_deferred, {})) {
        if (deferred.end > m_committed.end()) {
            waiting.push_back(std::move(deferred));
            continue;
        }
        context.goOnWith(deferred.cause);
        protocol::reply(context, deferred.request, std::move(deferred.answer));
    }
    m_deferred = std::move(waiting);
    context.goOnWith(present);
}

} // namespace brokerscope::broker
