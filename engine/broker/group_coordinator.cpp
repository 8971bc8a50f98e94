#include "engine/broker/group_coordinator.h"

#include "engine/broker/group_partition.h"
#include "engine/protocol/refusal.h"

#include <type_traits>

namespace brokerscope::broker {

using event::Api;
using event::ErrorCode;

GroupCoordinator::GroupCoordinator(
    const BrokerConfig& config, const Topology& topology, ReplicaManager& replicas)
    : m_world{config, topology, replicas, protocol::TopicNames(topology.partitions)}
    , m_offsetsTopic(m_world.names.partitionsOf(std::string(event::kOffsetsTopic)))
{
}

void GroupCoordinator::enter(sim::Context& context, const protocol::MetadataImage& image)
{
    m_world.context = &context;
    m_world.image = &image;
}

std::optional<PartitionId> GroupCoordinator::partitionOf(const std::string& group) const
{
    if (m_offsetsTopic.empty()) {
        return std::nullopt;
    }
    return m_offsetsTopic[partitionForGroup(group, m_offsetsTopic.size())];
}

GroupShard* GroupCoordinator::shard(PartitionId partition)
{
    const auto found = m_shards.find(partition);
    return found == m_shards.end() ? nullptr : &found->second;
}

// --- requests -----------------------------------------------------------------------------------

namespace {

const std::string& groupOf(const protocol::Value& value)
{
    static const std::string kNone;
    return std::visit(
        [](const auto& request) -> const std::string& {
            if constexpr (requires { request.group; }) {
                return request.group;
            } else {
                return kNone;
            }
        },
        value);
}

/// Only commits and fetches of offsets may be about the group without a name.
bool needsName(Api api)
{
    return api != Api::OffsetCommit && api != Api::OffsetFetch;
}

} // namespace

void GroupCoordinator::take(
    sim::Context& context, sim::Message request, const protocol::MetadataImage& image)
{
    enter(context, image);
    if (request.api == Api::FindCoordinator) {
        findCoordinator(request);
        return;
    }
    const ErrorCode error = checkRequest(request);
    if (error == ErrorCode::CoordinatorLoadInProgress && request.api == Api::Heartbeat) {
        // Who lives is judged by the sessions, which begin when everything is loaded.
        protocol::reply(context, request, protocol::HeartbeatResponse{});
    } else if (error != ErrorCode::None) {
        protocol::refuse(context, request, error);
    } else {
        m_world.senders[request.id] = request.from;
        dispatch(request);
    }
}

void GroupCoordinator::findCoordinator(const sim::Message& request)
{
    const auto& wanted = std::get<protocol::FindCoordinatorRequest>(protocol::valueOf(request));
    protocol::FindCoordinatorResponse response;
    const auto partition = partitionOf(wanted.group);
    const protocol::PartitionRegistration* const registration
        = partition ? m_world.image->partition(*partition) : nullptr;
    if (wanted.group.empty()) {
        response.error = ErrorCode::InvalidGroupId;
    } else if (registration == nullptr || registration->leader == kNoNode
        || m_world.image->isFenced(registration->leader)) {
        response.error = ErrorCode::CoordinatorNotAvailable;
    } else {
        response.coordinator = registration->leader;
    }
    protocol::reply(*m_world.context, request, response);
}

ErrorCode GroupCoordinator::checkRequest(const sim::Message& request) const
{
    const protocol::Value& value = protocol::valueOf(request);
    const std::string& group = groupOf(value);
    if (group.empty() && needsName(request.api)) {
        return ErrorCode::InvalidGroupId;
    }
    const GroupConfig& config = m_world.config.groups;
    if (request.api == Api::ConsumerGroupHeartbeat && !config.consumerProtocol) {
        return ErrorCode::UnsupportedVersion;
    }
    if (const auto* join = std::get_if<protocol::JoinGroupRequest>(&value)) {
        if (join->sessionTimeout < config.minSessionTimeout
            || join->sessionTimeout > config.maxSessionTimeout) {
            return ErrorCode::InvalidSessionTimeout;
        }
    }
    const auto partition = partitionOf(group);
    const auto found = partition ? m_shards.find(*partition) : m_shards.end();
    if (found == m_shards.end()) {
        return ErrorCode::NotCoordinator;
    }
    return found->second.isLoading() ? ErrorCode::CoordinatorLoadInProgress : ErrorCode::None;
}

void GroupCoordinator::dispatch(const sim::Message& request)
{
    const protocol::Value& value = protocol::valueOf(request);
    GroupShard& shard = m_shards.at(*partitionOf(groupOf(value)));
    const EventId id = request.id;
    if (const auto* join = std::get_if<protocol::JoinGroupRequest>(&value)) {
        shard.join(*join, id, request.from);
    } else if (const auto* sync = std::get_if<protocol::SyncGroupRequest>(&value)) {
        shard.sync(*sync, id);
    } else if (const auto* heartbeat = std::get_if<protocol::HeartbeatRequest>(&value)) {
        shard.heartbeat(*heartbeat, id);
    } else if (const auto* leave = std::get_if<protocol::LeaveGroupRequest>(&value)) {
        shard.leave(*leave, id);
    } else if (const auto* beat = std::get_if<protocol::ConsumerGroupHeartbeatRequest>(&value)) {
        shard.consumerHeartbeat(*beat, id, request.from);
    } else if (const auto* commit = std::get_if<protocol::OffsetCommitRequest>(&value)) {
        shard.commit(*commit, id, request.from);
    } else if (const auto* fetch = std::get_if<protocol::OffsetFetchRequest>(&value)) {
        shard.fetchOffsets(*fetch, id);
    }
}

// --- leaderships --------------------------------------------------------------------------------

void GroupCoordinator::metadataApplied(sim::Context& context,
    const std::set<PartitionId>& partitions, const protocol::MetadataImage& image)
{
    enter(context, image);
    for (const PartitionId id : partitions) {
        if (m_world.names.at(id).topic != event::kOffsetsTopic) {
            continue;
        }
        const Partition* const replica = m_world.replicas.find(id);
        const bool leads = replica != nullptr && replica->isLeader();
        const auto found = m_shards.find(id);
        if (leads && found == m_shards.end()) {
            m_shards.try_emplace(id, id, m_world).first->second.beginLoading();
        } else if (!leads && found != m_shards.end()) {
            found->second.unload();
            m_shards.erase(found);
        }
    }
}

// --- time ---------------------------------------------------------------------------------------

void GroupCoordinator::timeUp(sim::Context& context, BrokerTimer kind, std::uint64_t data,
    const protocol::MetadataImage& image)
{
    enter(context, image);
    if (kind == BrokerTimer::Group) {
        if (const auto owner = m_world.timers.take(data)) {
            if (GroupShard* const owning = shard(owner->partition)) {
                owning->groupTimeUp(*owner);
            }
        }
        return;
    }
    const bool isWrite = kind == BrokerTimer::GroupWriteExpiry;
    GroupShard* const concerned
        = shard(PartitionId(static_cast<std::uint16_t>(isWrite ? data >> 32U : data)));
    if (concerned == nullptr) {
        return;
    }
    if (isWrite) {
        concerned->writeExpired(data & 0xFFFFFFFFU);
    } else if (kind == BrokerTimer::GroupLoad) {
        concerned->load();
    } else {
        concerned->expireOffsets();
    }
}

void GroupCoordinator::settle(sim::Context& context, const protocol::MetadataImage& image)
{
    enter(context, image);
    for (auto& [partition, shard] : m_shards) {
        while (shard.settle()) { }
    }
}

} // namespace brokerscope::broker
