#include "engine/broker/controller.h"

#include "engine/broker/timers.h"
#include "engine/protocol/request_channel.h"

namespace brokerscope::broker {

using event::ErrorCode;

namespace {

template <class Request>
const Request& wantedBy(const sim::Message& request)
{
    return std::get<Request>(protocol::valueOf(request));
}

} // namespace

protocol::Value notController(event::Api api)
{
    constexpr ErrorCode kError = ErrorCode::NotController;
    if (api == event::Api::BrokerRegistration) {
        return protocol::BrokerRegistrationResponse{.error = kError, .brokerEpoch = {}};
    }
    if (api == event::Api::BrokerHeartbeat) {
        return protocol::BrokerHeartbeatResponse{.error = kError};
    }
    if (api == event::Api::ElectLeaders) {
        return protocol::ElectLeadersResponse{.error = kError, .partitions = {}};
    }
    if (api == event::Api::AlterPartitionReassignments) {
        return protocol::AlterPartitionReassignmentsResponse{kError};
    }
    if (api == event::Api::CreatePartitions) {
        return protocol::CreatePartitionsResponse{kError};
    }
    if (api == event::Api::CreateTopics) {
        return protocol::CreateTopicsResponse{kError};
    }
    protocol::AlterPartitionResponse response;
    response.error = kError;
    return response;
}

void Controller::take(sim::Context& context, sim::Message request)
{
    if (!m_isActive) {
        protocol::Value refusal = notController(request.api);
        if (auto* const alteration = std::get_if<protocol::AlterPartitionResponse>(&refusal)) {
            alteration->partition = wantedBy<protocol::AlterPartitionRequest>(request).partition;
        }
        protocol::reply(context, request, std::move(refusal));
        return;
    }
    if (request.api == event::Api::BrokerRegistration) {
        registerBroker(context, std::move(request));
    } else if (request.api == event::Api::BrokerHeartbeat) {
        heartbeat(context, std::move(request));
    } else if (request.api == event::Api::AlterPartition) {
        alterPartition(context, std::move(request));
    } else if (request.api == event::Api::ElectLeaders) {
        electLeaders(context, std::move(request));
    } else if (request.api == event::Api::AlterPartitionReassignments) {
        reassign(context, std::move(request));
    } else if (request.api == event::Api::CreatePartitions) {
        createPartitions(context, std::move(request));
    } else {
        createTopic(context, std::move(request));
    }
}

void Controller::write(sim::Context& context, const ReplicationControl::Records& records)
{
    if (records.empty() || !m_raft.append(context, records)) {
        return;
    }
    for (const protocol::MetadataRecord& record : records) {
        m_written.push_back({record, context.remember()});
        m_image.apply(record);
    }
}

void Controller::answer(sim::Context& context, sim::Message request, protocol::Value value)
{
    // An answer that wrote nothing waits all the same: it was given from what is not committed.
    if (m_image.end() <= m_committed.end()) {
        protocol::reply(context, request, std::move(value));
        return;
    }
    m_deferred.push_back({m_image.end(), std::move(request), std::move(value), context.remember()});
}

// --- brokers -------------------------------------------------------------------------------------

void Controller::registerBroker(sim::Context& context, sim::Message request)
{
    const NodeId broker = request.from;
    const auto& wanted = wantedBy<protocol::BrokerRegistrationRequest>(request);
    const protocol::MetadataImage::Broker* const before = m_image.broker(broker);
    protocol::BrokerRegistrationResponse response;
    if (!m_image.isFenced(broker) && before->incarnation != wanted.incarnation) {
        // The session of its former life still counts: that may be another process with the same
        // id.
        response.error = ErrorCode::DuplicateBrokerRegistration;
        answer(context, std::move(request), response);
        return;
    }
    const bool isNewLife = before != nullptr && before->incarnation != wanted.incarnation;
    if (isNewLife && !wanted.isAfterCleanShutdown) {
        write(context, m_control.uncleanShutdown(m_image, broker));
    }
    response.brokerEpoch = BrokerEpoch(m_image.end().value());
    m_sessions.touch(context, broker, MetadataOffset(0));
    write(context,
        {protocol::RegisterBrokerRecord{broker, response.brokerEpoch, wanted.incarnation}});
    answer(context, std::move(request), response);
}

void Controller::heartbeat(sim::Context& context, sim::Message request)
{
    const NodeId broker = request.from;
    const auto& beat = wantedBy<protocol::BrokerHeartbeatRequest>(request);
    protocol::BrokerHeartbeatResponse response;
    const protocol::MetadataImage::Broker* const registered = m_image.broker(broker);
    if (registered == nullptr || registered->epoch != beat.brokerEpoch) {
        response.error = ErrorCode::StaleBrokerEpoch;
        answer(context, std::move(request), response);
        return;
    }
    m_sessions.touch(context, broker, beat.currentMetadataOffset);
    const bool hasCaughtUp = beat.currentMetadataOffset.value() > registered->epoch.value();
    if (beat.wantsShutDown) {
        response.shouldShutDown = letGo(context, broker);
    } else if (registered->fenced && hasCaughtUp) {
        write(context, m_control.unfence(m_image, broker));
        write(context, m_control.createTopics(m_image, context.random()));
    }
    response.isFenced = m_image.isFenced(broker);
    answer(context, std::move(request), response);
}

bool Controller::letGo(sim::Context& context, NodeId broker)
{
    // As in BrokerHeartbeatManager.calculateNextBrokerState.
    if (m_image.isFenced(broker)) {
        return true;
    }
    const bool isLeaving = m_image.broker(broker)->leaving;
    if (!m_control.mayShutDown(m_image, broker)) {
        if (!isLeaving) {
            write(context, m_control.leave(m_image, broker));
            m_sessions.leaves(broker, m_image.end());
        }
        return false;
    }
    if (isLeaving && !m_sessions.isLeavingKnown(broker, m_image)) {
        return false;
    }
    write(context, m_control.fence(m_image, broker));
    return true;
}

// --- partitions ----------------------------------------------------------------------------------

void Controller::alterPartition(sim::Context& context, sim::Message request)
{
    const auto& wanted = wantedBy<protocol::AlterPartitionRequest>(request);
    protocol::AlterPartitionResponse response;
    response.partition = wanted.partition;
    const auto decided = m_control.alterPartition(m_image, request.from, wanted);
    response.error = decided.error;
    write(context, decided.records);
    const protocol::PartitionRegistration* const now = m_image.partition(wanted.partition);
    if (response.error == ErrorCode::None && now != nullptr) {
        response.isr = now->isr;
        response.leaderEpoch = now->leaderEpoch;
        response.partitionEpoch = now->partitionEpoch;
    }
    answer(context, std::move(request), response);
}

void Controller::electLeaders(sim::Context& context, sim::Message request)
{
    auto elected
        = m_control.electLeaders(m_image, wantedBy<protocol::ElectLeadersRequest>(request));
    write(context, elected.records);
    answer(context, std::move(request), std::move(elected.response));
}

void Controller::reassign(sim::Context& context, sim::Message request)
{
    const auto decided = m_control.reassign(
        m_image, wantedBy<protocol::AlterPartitionReassignmentsRequest>(request));
    write(context, decided.records);
    answer(
        context, std::move(request), protocol::AlterPartitionReassignmentsResponse{decided.error});
}

void Controller::createPartitions(sim::Context& context, sim::Message request)
{
    const auto created = m_control.createPartitions(
        m_image, wantedBy<protocol::CreatePartitionsRequest>(request), context.random());
    if (created) {
        write(context, *created);
    }
    answer(context, std::move(request),
        protocol::CreatePartitionsResponse{created ? ErrorCode::None : created.error()});
}

void Controller::createTopic(sim::Context& context, sim::Message request)
{
    const auto created = m_control.createTopic(
        m_image, wantedBy<protocol::CreateTopicsRequest>(request), context.random());
    if (created) {
        write(context, *created);
    }
    answer(context, std::move(request),
        protocol::CreateTopicsResponse{created ? ErrorCode::None : created.error()});
}

} // namespace brokerscope::broker
