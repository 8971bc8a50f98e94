#include "engine/broker/controller.h"

#include "engine/protocol/request_channel.h"

#include <algorithm>
#include <numeric>

namespace brokerscope::broker {

using event::ErrorCode;

namespace {

enum class ControllerTimer : std::uint32_t {
    SessionCheck, ///< data: the broker's NodeId
    LogFetchExpiry, ///< data: the waiting request
};

} // namespace

Controller::Controller(
    const BrokerConfig& config, const Topology& topology, std::vector<TopicPlan> topics)
    : m_config(config)
    , m_topology(topology)
    , m_topics(std::move(topics))
    , m_image(topology.brokers, topology.partitions.size())
    , m_sessions(topology.brokers)
{
}

void Controller::start(sim::Context& context)
{
    static_cast<void>(context); // it waits for the brokers
}

void Controller::receive(sim::Context& context, sim::Message message)
{
    switch (message.api) {
    case event::Api::BrokerRegistration:
        registerBroker(context, message);
        break;
    case event::Api::BrokerHeartbeat:
        heartbeat(context, message);
        break;
    case event::Api::AlterPartition:
        alterPartition(context, message);
        break;
    case event::Api::MetadataLogFetch:
        fetchLog(context, std::move(message));
        break;
    case event::Api::Produce:
    case event::Api::Fetch:
    case event::Api::ListOffsets:
    case event::Api::Metadata:
    case event::Api::InitProducerId:
    case event::Api::DeleteRecords:
        break; // the brokers'
    }
    wakeLogFetches(context);
}

void Controller::timeUp(sim::Context& context, const sim::Timer& timer)
{
    switch (static_cast<ControllerTimer>(timer.kind)) {
    case ControllerTimer::SessionCheck: {
        const NodeId broker(static_cast<std::uint16_t>(timer.data));
        if (m_image.isActive(broker)) {
            fence(context, broker);
        }
        break;
    }
    case ControllerTimer::LogFetchExpiry: {
        const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
            [&](const WaitingFetch& waiting) { return waiting.request.id.value() == timer.data; });
        if (found != m_waiting.end()) {
            answerLogFetch(context, found->request);
            m_waiting.erase(found);
        }
        break;
    }
    }
    wakeLogFetches(context);
}

void Controller::connectionLost(sim::Context& context, NodeId peer)
{
    // A broker's session lives on without its connection. Only its waiting fetch will never be
    // taken.
    std::erase_if(m_waiting, [&](const WaitingFetch& waiting) {
        if (waiting.request.from != peer) {
            return false;
        }
        context.cancelTimer(waiting.timer);
        return true;
    });
}

// --- registration and sessions
// ---------------------------------------------------------------------------

void Controller::registerBroker(sim::Context& context, const sim::Message& request)
{
    const NodeId broker = request.from;
    const auto& wanted = std::get<protocol::BrokerRegistrationRequest>(protocol::valueOf(request));
    Session& session = m_sessions[broker.value() - 1U];
    protocol::BrokerRegistrationResponse response;
    if (m_image.isActive(broker) && session.incarnation != wanted.incarnation) {
        // The session of its former life still counts: that may be another process with the same
        // id.
        response.error = ErrorCode::DuplicateBrokerRegistration;
        protocol::reply(context, request, response);
        return;
    }
    session.incarnation = wanted.incarnation;
    response.brokerEpoch = BrokerEpoch(m_image.end().value());
    write(protocol::RegisterBrokerRecord{broker, response.brokerEpoch});
    context.emit(event::BrokerRegistered{response.brokerEpoch, broker});
    touchSession(context, broker);
    protocol::reply(context, request, response);
}

void Controller::touchSession(sim::Context& context, NodeId broker)
{
    Session& session = m_sessions[broker.value() - 1U];
    session.lastHeartbeat = context.now();
    context.cancelTimer(session.timer);
    session.timer = context.setTimer(m_config.sessionTimeout,
        static_cast<std::uint32_t>(ControllerTimer::SessionCheck), broker.value());
}

void Controller::heartbeat(sim::Context& context, const sim::Message& request)
{
    const NodeId broker = request.from;
    const auto& beat = std::get<protocol::BrokerHeartbeatRequest>(protocol::valueOf(request));
    protocol::BrokerHeartbeatResponse response;
    const protocol::MetadataImage::Broker* registered = m_image.broker(broker);
    if (registered == nullptr || registered->epoch != beat.brokerEpoch) {
        response.error = ErrorCode::StaleBrokerEpoch;
        protocol::reply(context, request, response);
        return;
    }
    touchSession(context, broker);
    const bool hasCaughtUp = beat.currentMetadataOffset.value() > registered->epoch.value();
    if (registered->fenced && hasCaughtUp) {
        unfence(context, broker);
    }
    response.isFenced = m_image.broker(broker)->fenced;
    protocol::reply(context, request, response);
}

void Controller::fence(sim::Context& context, NodeId broker)
{
    write(protocol::BrokerFencingRecord{broker, true});
    context.emit(event::BrokerFenced{broker});
    for (std::size_t i = 0; i < m_image.partitionCount(); ++i) {
        const PartitionId id(static_cast<std::uint16_t>(i));
        const protocol::PartitionRegistration* current = m_image.partition(id);
        if (current == nullptr) {
            continue;
        }
        // Without eligible leader replicas (KIP-966) the last member stays in the ISR, dead or not.
        const bool staysInIsr = !current->isr.contains(broker) || current->isr.size() == 1;
        if (staysInIsr && current->leader != broker) {
            continue;
        }
        protocol::PartitionRegistration changed = *current;
        if (!staysInIsr) {
            changed.isr.erase(broker);
            context.emit(event::IsrChanged{changed.isr,
                PartitionEpoch(changed.partitionEpoch.value() + 1), id, event::IsrReason::Fenced});
        }
        if (current->leader == broker) {
            elect(context, id, changed, firstEligible(changed));
        } else {
            changed.partitionEpoch = PartitionEpoch(changed.partitionEpoch.value() + 1);
            write(protocol::PartitionRecord{id, changed});
        }
    }
}

void Controller::unfence(sim::Context& context, NodeId broker)
{
    write(protocol::BrokerFencingRecord{broker, false});
    context.emit(event::BrokerUnfenced{broker});
    for (std::size_t i = 0; i < m_image.partitionCount(); ++i) {
        const PartitionId id(static_cast<std::uint16_t>(i));
        const protocol::PartitionRegistration* current = m_image.partition(id);
        if (current != nullptr && current->leader == kNoNode
            && firstEligible(*current) != kNoNode) {
            elect(context, id, *current, firstEligible(*current));
        }
    }
    if (!m_topicsCreated && m_image.activeBrokers().size() == m_topology.brokers) {
        createTopics(context);
    }
}

NodeId Controller::firstEligible(const protocol::PartitionRegistration& registration) const
{
    const auto found = std::find_if(
        registration.replicas.begin(), registration.replicas.end(), [&](NodeId replica) {
            return registration.isr.contains(replica) && m_image.isActive(replica);
        });
    return found == registration.replicas.end() ? kNoNode : *found;
}

void Controller::elect(sim::Context& context, PartitionId id,
    protocol::PartitionRegistration registration, NodeId leader)
{
    const NodeId previous = registration.leader;
    registration.leader = leader;
    registration.leaderEpoch = LeaderEpoch(registration.leaderEpoch.value() + 1);
    registration.partitionEpoch = PartitionEpoch(registration.partitionEpoch.value() + 1);
    write(protocol::PartitionRecord{id, registration});
    event::LeaderElected elected;
    elected.isr = registration.isr;
    elected.epoch = registration.leaderEpoch;
    elected.partition = id;
    elected.leader = leader;
    elected.previous = previous;
    elected.kind
        = leader == kNoNode ? event::ElectionKind::NoneEligible : event::ElectionKind::Clean;
    context.emit(elected);
}

// --- topics
// ----------------------------------------------------------------------------------------------

void Controller::createTopics(sim::Context& context)
{
    m_topicsCreated = true;
    for (const TopicPlan& plan : m_topics) {
        context.emit(
            event::TopicCreated{context.intern(plan.name), plan.firstPartition, plan.partitions});
        const auto assignment = plan.assignment.empty() ? place(context, plan) : plan.assignment;
        for (std::uint16_t number = 0; number < plan.partitions; ++number) {
            const PartitionId id(static_cast<std::uint16_t>(plan.firstPartition.value() + number));
            protocol::PartitionRegistration registration;
            registration.replicas = assignment[number];
            for (const NodeId replica : registration.replicas) {
                registration.isr.insert(replica);
            }
            registration.leader = registration.replicas.front();
            registration.leaderEpoch = LeaderEpoch(0);
            registration.partitionEpoch = PartitionEpoch(0);
            write(protocol::PartitionRecord{id, registration});
            event::LeaderElected elected;
            elected.isr = registration.isr;
            elected.epoch = registration.leaderEpoch;
            elected.partition = id;
            elected.leader = registration.leader;
            context.emit(elected);
        }
    }
}

std::vector<std::vector<NodeId>> Controller::place(
    sim::Context& context, const TopicPlan& plan) const
{
    std::vector<NodeId> brokers;
    for (std::uint16_t i = 1; i <= m_topology.brokers; ++i) {
        brokers.emplace_back(i);
    }
    const std::size_t n = brokers.size();
    const std::size_t start = context.random().below(n);
    std::vector<std::vector<NodeId>> assignment;
    for (std::size_t number = 0; number < plan.partitions; ++number) {
        if (number > 0 && number % n == 0) {
            for (std::size_t i = n - 1; i > 0; --i) {
                std::swap(brokers[i], brokers[context.random().below(i + 1)]);
            }
        }
        std::vector<NodeId> replicas;
        for (std::size_t i = 0; i < plan.replicationFactor; ++i) {
            replicas.push_back(brokers[(start + number + i) % n]);
        }
        assignment.push_back(replicas);
    }
    return assignment;
}

// --- the ISR
// ---------------------------------------------------------------------------------------------

ErrorCode Controller::checkAlteration(
    NodeId broker, const protocol::AlterPartitionRequest& request) const
{
    const protocol::MetadataImage::Broker* registered = m_image.broker(broker);
    if (registered == nullptr || registered->epoch != request.brokerEpoch) {
        return ErrorCode::StaleBrokerEpoch;
    }
    const protocol::PartitionRegistration* current = m_image.partition(request.partition);
    if (current == nullptr) {
        return ErrorCode::UnknownTopicOrPartition;
    }
    if (request.leaderEpoch < current->leaderEpoch) {
        return ErrorCode::FencedLeaderEpoch;
    }
    if (current->leader != broker || !request.newIsr.contains(broker)
        || request.leaderEpoch > current->leaderEpoch) {
        return ErrorCode::InvalidRequest;
    }
    if (request.partitionEpoch != current->partitionEpoch) {
        return ErrorCode::InvalidUpdateVersion;
    }
    bool isEligible = true;
    request.newIsr.forEach([&](NodeId member) {
        const bool isReplica = std::find(current->replicas.begin(), current->replicas.end(), member)
            != current->replicas.end();
        isEligible = isEligible && isReplica && m_image.isActive(member);
    });
    return isEligible ? ErrorCode::None : ErrorCode::IneligibleReplica;
}

void Controller::alterPartition(sim::Context& context, const sim::Message& request)
{
    const auto& wanted = std::get<protocol::AlterPartitionRequest>(protocol::valueOf(request));
    protocol::AlterPartitionResponse response;
    response.partition = wanted.partition;
    response.error = checkAlteration(request.from, wanted);
    if (response.error == ErrorCode::None) {
        protocol::PartitionRegistration changed = *m_image.partition(wanted.partition);
        changed.isr = wanted.newIsr;
        changed.partitionEpoch = PartitionEpoch(changed.partitionEpoch.value() + 1);
        write(protocol::PartitionRecord{wanted.partition, changed});
        context.emit(event::IsrChanged{
            changed.isr, changed.partitionEpoch, wanted.partition, wanted.reason});
        response.isr = changed.isr;
        response.leaderEpoch = changed.leaderEpoch;
        response.partitionEpoch = changed.partitionEpoch;
    }
    protocol::reply(context, request, response);
}

// --- the metadata log
// ------------------------------------------------------------------------------------

void Controller::write(protocol::MetadataRecord record)
{
    m_image.apply(record);
    m_log.push_back(std::move(record));
}

void Controller::fetchLog(sim::Context& context, sim::Message request)
{
    const auto& wanted = std::get<protocol::MetadataLogFetchRequest>(protocol::valueOf(request));
    if (wanted.from < m_image.end()) {
        answerLogFetch(context, request);
        return;
    }
    WaitingFetch waiting;
    waiting.timer = context.setTimer(wanted.maxWait,
        static_cast<std::uint32_t>(ControllerTimer::LogFetchExpiry), request.id.value());
    waiting.request = std::move(request);
    m_waiting.push_back(std::move(waiting));
}

void Controller::answerLogFetch(sim::Context& context, const sim::Message& request) const
{
    const auto& wanted = std::get<protocol::MetadataLogFetchRequest>(protocol::valueOf(request));
    protocol::MetadataLogFetchResponse response;
    response.from = wanted.from;
    const auto first
        = static_cast<std::ptrdiff_t>(std::min(wanted.from.value(), m_image.end().value()));
    response.records.assign(m_log.begin() + first, m_log.end());
    protocol::reply(context, request, std::move(response));
}

void Controller::wakeLogFetches(sim::Context& context)
{
    std::erase_if(m_waiting, [&](const WaitingFetch& waiting) {
        const auto& wanted
            = std::get<protocol::MetadataLogFetchRequest>(protocol::valueOf(waiting.request));
        if (wanted.from >= m_image.end()) {
            return false;
        }
        context.cancelTimer(waiting.timer);
        answerLogFetch(context, waiting.request);
        return true;
    });
}

} // namespace brokerscope::broker
