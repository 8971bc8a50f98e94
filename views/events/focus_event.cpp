#include "views/events/focus_event.h"

#include "views/events/kind_group.h"

#include <algorithm>
#include <variant>

namespace brokerscope::views {

namespace {

/// How far back a search goes at most, so that a frame stays short in a long run.
constexpr std::size_t kSearchLimit = 100'000;

/// The newest event before the playhead for which `matches` holds.
template <class Matches>
std::optional<EventId> newest(const Scene& scene, Matches&& matches)
{
    const auto events = scene.run.history->events();
    const std::size_t end = std::min(scene.playhead.applied, events.size());
    const std::size_t begin = end > kSearchLimit ? end - kSearchLimit : 0;
    for (std::size_t i = end; i > begin; --i) {
        if (matches(events[i - 1])) {
            return EventId(static_cast<std::uint32_t>(i - 1));
        }
    }
    return std::nullopt;
}

bool isTraffic(const event::Payload& payload)
{
    return groupOf(payload) == KindGroup::Messages
        || std::holds_alternative<event::ReplicaProgress>(payload)
        || std::holds_alternative<event::RequestParked>(payload)
        || std::holds_alternative<event::RequestUnparked>(payload)
        || std::holds_alternative<event::MetadataApplied>(payload)
        || std::holds_alternative<event::MetadataAppended>(payload)
        || std::holds_alternative<event::MetadataCommitted>(payload)
        || std::holds_alternative<event::ReplicationThrottled>(payload);
}

/// What a node does all the time: no answer to the question of what changed about it last.
bool isRoutine(const event::Payload& payload)
{
    return isTraffic(payload) || std::holds_alternative<event::HighWatermarkMoved>(payload)
        || std::holds_alternative<event::BatchAppended>(payload)
        || std::holds_alternative<event::RecordCreated>(payload)
        || std::holds_alternative<event::RecordBatched>(payload)
        || std::holds_alternative<event::IndexEntryAdded>(payload)
        || std::holds_alternative<event::LogFlushed>(payload)
        || std::holds_alternative<event::RecordsCompacted>(payload)
        || std::holds_alternative<event::RecordsFetched>(payload)
        || std::holds_alternative<event::RecordsProcessed>(payload)
        || std::holds_alternative<event::CommitSent>(payload)
        || std::holds_alternative<event::CommitEnded>(payload)
        || std::holds_alternative<event::OffsetCommitted>(payload);
}

bool concernsNode(const event::Event& event, NodeId node)
{
    if (event.node == node && !isRoutine(event.payload)) {
        return true;
    }
    const auto isAnEnd = [node](const auto* link) {
        return link != nullptr && (link->from == node || link->to == node);
    };
    if (isAnEnd(std::get_if<event::LinkCut>(&event.payload))
        || isAnEnd(std::get_if<event::LinkHealed>(&event.payload))
        || isAnEnd(std::get_if<event::LinkSlowed>(&event.payload))) {
        return true;
    }
    if (const auto* leaving = std::get_if<event::BrokerLeaving>(&event.payload)) {
        return leaving->broker == node;
    }
    if (const auto* fenced = std::get_if<event::BrokerFenced>(&event.payload)) {
        return fenced->broker == node;
    }
    if (const auto* unfenced = std::get_if<event::BrokerUnfenced>(&event.payload)) {
        return unfenced->broker == node;
    }
    if (const auto* joined = std::get_if<event::MemberJoined>(&event.payload)) {
        return joined->client == node;
    }
    if (const auto* removed = std::get_if<event::MemberRemoved>(&event.payload)) {
        return removed->client == node;
    }
    return false;
}

/// Whether the event changed the group itself; commits and single assignments do not.
struct ConcernsGroup {
    const history::History& history;
    const std::string& group;

    bool operator()(const event::OffsetCommitted&) const { return false; }
    bool operator()(const event::MemberAssigned&) const { return false; }
    template <class T>
    bool operator()(const T& e) const
    {
        if constexpr (requires { e.group; }) {
            return history.text(e.group) == group;
        } else {
            return false;
        }
    }
};

/// Whether the event is about the producer's batch, on either side.
struct ConcernsBatch {
    NodeId node; ///< the event's
    NodeId producer;
    BatchId batch;

    bool operator()(const event::BatchAppended& e) const
    {
        return e.producer == producer && e.batch == batch;
    }
    bool operator()(const event::BatchDeduplicated& e) const
    {
        return e.producer == producer && e.batch == batch;
    }
    bool operator()(const event::AppendRejected& e) const
    {
        return e.producer == producer && e.batch == batch;
    }
    bool operator()(const event::BatchRecompressed& e) const
    {
        return e.producer == producer && e.batch == batch;
    }
    template <class T>
    bool operator()(const T& e) const
    {
        if constexpr (requires { e.batch; }) {
            return node == producer && e.batch == batch;
        } else {
            return false;
        }
    }
};

std::optional<EventId> happened(const Scene& scene, EventId id)
{
    return id != kNoEvent && id.value() < scene.playhead.applied ? std::optional(id) : std::nullopt;
}

std::optional<EventId> newestOfRecord(const Scene& scene, const Selection& selection)
{
    if (!scene.run.verdict) {
        return std::nullopt;
    }
    const history::Verdict& verdict = *scene.run.verdict;
    const history::RecordTrace* trace = traceOf(scene.run, selection);
    std::optional<EventId> latest;
    const auto consider = [&](EventId id) {
        const auto event = happened(scene, id);
        if (event && (!latest || *latest < *event)) {
            latest = event;
        }
    };
    if (trace != nullptr) {
        for (const EventId id :
            {trace->created, trace->appended, trace->acked, trace->failed, trace->delivered}) {
            consider(id);
        }
    }
    for (const history::Anomaly* anomaly : verdict.anomaliesOf(trace)) {
        consider(anomaly->established);
    }
    return latest;
}

std::optional<EventId> newestOfReplica(const Scene& scene, const Selection& selection)
{
    if (!scene.state) {
        return std::nullopt;
    }
    const history::ReplicaState* replica
        = scene.state->replica(selection.node, selection.partition);
    return replica == nullptr ? std::nullopt : happened(scene, replica->lastChange);
}

/// What changes who decides or who has what, and is not said at the beginning of every run.
bool isNotableDecision(const event::Payload& payload)
{
    if (const auto* role = std::get_if<event::QuorumRoleChanged>(&payload)) {
        return role->role == event::QuorumRole::Leader || role->role == event::QuorumRole::Candidate
            || role->role == event::QuorumRole::Resigned;
    }
    if (const auto* assigned = std::get_if<event::ReplicasAssigned>(&payload)) {
        return !assigned->adding.empty() || !assigned->removing.empty();
    }
    return std::holds_alternative<event::BrokerFenced>(payload)
        || std::holds_alternative<event::BrokerUnfenced>(payload)
        || std::holds_alternative<event::BrokerLeaving>(payload)
        || std::holds_alternative<event::LeaderElected>(payload)
        || std::holds_alternative<event::IsrChanged>(payload)
        || std::holds_alternative<event::PartitionsAdded>(payload)
        || std::holds_alternative<event::MetadataTruncated>(payload);
}

} // namespace

std::optional<EventId> focusEvent(const Scene& scene, const Selection& selection)
{
    if (!scene.run) {
        return std::nullopt;
    }
    switch (selection.kind) {
    case Selection::Kind::None:
        return std::nullopt;
    case Selection::Kind::Node:
        return newest(
            scene, [&](const event::Event& event) { return concernsNode(event, selection.node); });
    case Selection::Kind::Partition:
        return newest(scene, [&](const event::Event& event) {
            const bool decided = groupOf(event.payload) == KindGroup::Controller;
            return decided && event::partitionOf(event.payload) == selection.partition;
        });
    case Selection::Kind::Replica:
        return newestOfReplica(scene, selection);
    case Selection::Kind::Record:
        return newestOfRecord(scene, selection);
    case Selection::Kind::Batch:
        return newest(scene, [&](const event::Event& event) {
            return std::visit(
                ConcernsBatch{event.node, selection.node, selection.batch}, event.payload);
        });
    case Selection::Kind::Group:
        return newest(scene, [&](const event::Event& event) {
            return std::visit(ConcernsGroup{*scene.run.history, selection.group}, event.payload);
        });
    case Selection::Kind::Message:
    case Selection::Kind::Event:
        return selection.event.value() < scene.run.history->size() ? std::optional(selection.event)
                                                                   : std::nullopt;
    }
    return std::nullopt;
}

std::optional<EventId> newestNotable(const Scene& scene)
{
    if (!scene.run) {
        return std::nullopt;
    }
    return newest(scene, [](const event::Event& event) {
        const event::Payload& payload = event.payload;
        const bool fault = groupOf(payload) == KindGroup::Faults
            && !std::holds_alternative<event::ConfigSet>(payload)
            && !std::holds_alternative<event::MessageDropped>(payload)
            && !std::holds_alternative<event::ConnectionLost>(payload)
            && !std::holds_alternative<event::RequestTimedOut>(payload);
        return fault || isNotableDecision(payload)
            || std::holds_alternative<event::LogTruncated>(payload)
            || std::holds_alternative<event::UnflushedLost>(payload)
            || std::holds_alternative<event::SegmentDeleted>(payload)
            || std::holds_alternative<event::LogStartMoved>(payload)
            || std::holds_alternative<event::CleanerFinished>(payload)
            || std::holds_alternative<event::AppendRejected>(payload)
            || std::holds_alternative<event::BatchFailed>(payload)
            || std::holds_alternative<event::BatchRetried>(payload)
            || std::holds_alternative<event::BatchSplit>(payload)
            || std::holds_alternative<event::ProducerEpochBumped>(payload)
            || std::holds_alternative<event::ConsumerFailed>(payload)
            || std::holds_alternative<event::ReplicaDeleted>(payload)
            || std::holds_alternative<event::TruncationDetected>(payload);
    });
}

} // namespace brokerscope::views
