#pragma once

#include "engine/client/commits.h"
#include "engine/client/coordinator_link.h"
#include "engine/client/group_member.h"
#include "engine/client/hand_over.h"
#include "engine/client/handler.h"
#include "engine/client/metadata.h"
#include "engine/client/reconciling_member.h"
#include "engine/protocol/fetch_session_handler.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"
#include "engine/protocol/topic_names.h"
#include "engine/sim/node.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace brokerscope::client {

/// One life of a process with a KafkaConsumer and the application around it, which polls, processes
/// what it got, and polls again (Kafka: ClassicKafkaConsumer, Fetcher, SubscriptionState,
/// ConsumerCoordinator). It reads partitions that were assigned by hand, or, as a member of a
/// group, those that the group assigns to it. `config` must outlive it.
class Consumer final : public sim::Node,
                       private GroupMember::Host,
                       private ReconcilingMember::Host {
public:
    /// `assignment`: the partitions assigned by hand; empty when it subscribes to
    /// `config.group.topics`. `names`: all partitions of the run; only a group needs them.
    Consumer(const ConsumerConfig& config, const std::vector<PartitionId>& assignment,
        std::vector<NodeId> brokers, protocol::TopicNames names = {});

    void start(sim::Context& context) override;
    void receive(sim::Context& context, sim::Message message) override;
    void timeUp(sim::Context& context, const sim::Timer& timer) override;
    void connectionLost(sim::Context& context, NodeId peer) override;
    /// The producer in its process was closed: so is it.
    void shutDown(sim::Context& context) override { close(context, std::nullopt); }

    /// The next offset that poll() will return; kNoOffset before it is known. For checks between
    /// steps.
    [[nodiscard]] Offset position(PartitionId partition) const;

    /// What the application does between two polls: seek() to an offset, which holds at once; to
    /// the first record at or after a time (offsetsForTimes(), then seek(); where there is none, to
    /// the log end); or to the log start or end, which the leader is asked for. Records of the old
    /// position that are buffered or on their way are dropped. Partitions that it does not read are
    /// left alone; `partitions` empty: all that it reads.
    void seek(sim::Context& context, const std::vector<PartitionId>& partitions, SeekTo target);

    /// The application subscribes to these topics instead; none: it leaves its group
    /// (unsubscribe()). Nothing happens to a consumer whose partitions were assigned by hand.
    void subscribe(sim::Context& context, std::vector<std::string> topics);
    /// pause() or resume() of these partitions; empty: of all that it reads.
    void setPaused(
        sim::Context& context, const std::vector<PartitionId>& partitions, bool isPaused);
    /// commitSync() or commitAsync() as soon as the application is between two polls: of this
    /// offset, or of all positions.
    void commit(
        sim::Context& context, bool isAsync, std::optional<std::pair<PartitionId, Offset>> exactly);
    /// close(), then the process ends; nullopt: within Kafka's 30 seconds.
    void close(sim::Context& context, std::optional<Duration> timeout);

private:
    struct Assigned {
        PartitionId partition;
        Offset position = kNoOffset;
        LeaderEpoch epoch = kNoEpoch; ///< of the record before the position, if known
        LeaderEpoch validatedIn = kNoEpoch; ///< leader epoch in which the position is known to hold
        EventId validation = kNoEvent; ///< the OffsetForLeaderEpoch that is on its way
        NodeId readReplica = kNoNode; ///< where to fetch instead of the leader
        Timestamp readReplicaUntil;
        std::optional<Bytes> buffer; ///< batches that poll() has not returned in full
        EventId fetch = kNoEvent; ///< the Fetch that is on its way
        Offset fetchedFrom; ///< what it asks for
        EventId lookup = kNoEvent; ///< the ListOffsets whose answer counts
        std::optional<SeekTo> seeking; ///< decides the position instead of auto.offset.reset
        Timestamp restsUntil; ///< after an error
        bool isBehindLastTime = false; ///< no record is that late: seeks the log end instead
        bool needsCommitted = false; ///< the group's committed offset comes before any reset
        EventId committedFetch = kNoEvent; ///< the OffsetFetch that is on its way
        bool isPaused = false;
        bool isLeaving = false; ///< about to be revoked: poll() returns nothing of it any more
    };

    /// What the application's thread is doing.
    enum class App : std::uint8_t {
        Polling,
        Processing,
        Committing, ///< waits in commitSync() or in close()
        Idle, ///< has unsubscribed
    };
    /// What it goes on with after a commit.
    enum class Then : std::uint8_t { Poll, Process, TakeAssignment, Leave };

    void work(sim::Context& context);
    void lookUpPositions(sim::Context& context);
    [[nodiscard]] std::int64_t timestampToAsk(
        const sim::Context& context, const Assigned& assigned) const;
    void seekOne(sim::Context& context, Assigned& assigned, const SeekTo& target);
    void placeAt(sim::Context& context, Assigned& assigned,
        const protocol::ListOffsetsResponse::Partition& result);
    /// Asks the leaders of a newer epoch whether the positions still are in their logs (KIP-320).
    void validatePositions(sim::Context& context);
    void positionsValidated(sim::Context& context, EventId request,
        const protocol::OffsetForLeaderEpochResponse& response);
    void truncated(sim::Context& context, Assigned& assigned,
        const protocol::OffsetForLeaderEpochResponse::Partition& answer);
    [[nodiscard]] bool mustValidate(const Assigned& assigned) const;
    /// The leader, or the replica that the leader has named (KIP-392).
    [[nodiscard]] NodeId readsFrom(sim::Context& context, Assigned& assigned);
    void chooseReadReplica(sim::Context& context, Assigned& assigned, NodeId replica);
    void sendFetches(sim::Context& context);
    /// Sends a Fetch that is about the partitions of `request`.
    void sendFetch(sim::Context& context, NodeId from, protocol::FetchRequest request);
    void poll(sim::Context& context);
    /// Returns how many records were delivered, at most `room`.
    [[nodiscard]] std::uint32_t deliver(
        sim::Context& context, Assigned& assigned, std::uint32_t room);
    void offsetsListed(
        sim::Context& context, EventId request, const protocol::ListOffsetsResponse& response);
    void fetched(sim::Context& context, const sim::Message& message,
        const protocol::FetchResponse& response);
    /// Tells the brokers that its fetch sessions are over, and ends once they have answered.
    void closeFetchSessions(sim::Context& context);
    void fetchSessionClosed(sim::Context& context, EventId request);
    void take(sim::Context& context, Assigned& assigned,
        const protocol::FetchResponse::Partition& result);
    void rest(sim::Context& context, Assigned& assigned, event::ErrorCode error);
    void fail(sim::Context& context, PartitionId partition, event::ErrorCode error);
    void requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request);
    [[nodiscard]] Assigned* find(PartitionId partition);

    // The application (consumer_application.cpp).
    void handlePolled(sim::Context& context);
    void process(sim::Context& context);
    void beginTask(sim::Context& context, std::size_t worker);
    void taskDone(sim::Context& context, std::size_t worker);
    void finishTask(sim::Context& context, std::size_t worker, bool isHandled);

    // What its handler does with a record (consumer_handler.cpp).
    /// `isCaught`: the record goes elsewhere instead.
    void threw(sim::Context& context, const Task& task, bool isCaught);
    /// A process with a producer in it takes that along.
    void endProcess(sim::Context& context);
    void handOver(sim::Context& context, std::size_t worker);
    void sendEnded(sim::Context& context, std::size_t worker, const SendOutcome& outcome);
    /// seek() in onPartitionsAssigned to what the external store has.
    void takeStoredOffset(sim::Context& context, Assigned& assigned);

    // Its thread (consumer_application.cpp).
    void finishProcessing(sim::Context& context);
    void commitSync(sim::Context& context, event::CommitKind kind, Commits::Offsets offsets,
        Duration timeout, Then then);
    /// Goes on when nothing blocks the application any more.
    void settle(sim::Context& context);
    void goOn(sim::Context& context);
    void takeUpWishes(sim::Context& context);
    void setApp(sim::Context& context, App app);
    [[nodiscard]] Commits::Offsets positions() const;
    [[nodiscard]] Commits::Offsets processedOffsets();
    /// What is committed before partitions go: an application with threads knows better than
    /// poll() what is done.
    [[nodiscard]] Commits::Offsets lastOffsets();
    void beginClose(sim::Context& context);
    void leaveGroup(sim::Context& context);

    // The group (consumer_group.cpp).
    void pollGroup(sim::Context& context);
    [[nodiscard]] bool wantsAnotherAssignment();
    void takeCommitCallbacks(sim::Context& context);
    void autoCommitIfDue(sim::Context& context);
    void scheduleAutoCommit(sim::Context& context, Duration after);
    void fetchCommitted(sim::Context& context);
    void committedFetched(
        sim::Context& context, EventId request, const protocol::OffsetFetchResponse& response);
    void restore(sim::Context& context, const protocol::OffsetFetchResponse::Partition& committed);
    void forgetCommittedFetch(sim::Context& context, EventId request);
    void revoke(sim::Context& context, const std::vector<PartitionId>& partitions,
        event::RevokeReason reason);
    [[nodiscard]] std::unique_ptr<Membership> makeMember(bool subscribes);
    void commitAndTake(sim::Context& context, bool isToCommit);
    void takeAssignment(sim::Context& context);
    void wantTopics(sim::Context& context, const std::vector<std::string>& topics);
    [[nodiscard]] std::vector<PartitionId> assignedPartitions() const;
    [[nodiscard]] std::int32_t partitionCount(const std::string& topic) const;
    [[nodiscard]] std::map<std::string, std::int32_t> topicSizes() const;
    void groupAnswered(sim::Context& context, const sim::Message& message);
    void groupFailed(
        sim::Context& context, const std::vector<protocol::RequestChannel::InFlight>& requests);
    [[nodiscard]] bool hasGroup() const { return !m_config.group.id.empty(); }
    [[nodiscard]] bool isMember() const { return m_member != nullptr; }

    // GroupMember::Host
    [[nodiscard]] std::vector<protocol::JoinGroupRequest::Protocol> protocols() override;
    [[nodiscard]] std::optional<std::vector<protocol::SyncGroupRequest::Assignment>> assign(
        sim::Context& context, const protocol::JoinGroupResponse& joined) override;
    [[nodiscard]] bool prepareJoin(sim::Context& context) override;
    void joined(sim::Context& context, const Bytes& assignment) override;
    void refused(sim::Context& context, event::ErrorCode error) override;

    // ReconcilingMember::Host
    [[nodiscard]] std::vector<std::string> subscribedTopics() const override;
    [[nodiscard]] std::vector<PartitionId> ownedPartitions() const override;
    void reconcile(sim::Context& context, const std::vector<PartitionId>& target) override;
    void lost(sim::Context& context) override;

    const ConsumerConfig& m_config;
    protocol::RequestChannel m_channel;
    ClientMetadata m_metadata;
    std::vector<Assigned> m_assigned;
    std::map<EventId, std::vector<PartitionId>>
        m_requests; ///< what the lookups and fetches on their way are about
    std::map<NodeId, protocol::FetchSessionHandler> m_fetchSessions;
    std::vector<std::pair<PartitionId, Offset>>
        m_processing; ///< what the application is busy with: partition, end
    bool m_hasFailed = false;
    std::size_t m_nextToPoll = 0;

    App m_app = App::Polling;
    Then m_then = Then::Poll;
    Handler m_handler;
    bool m_isByRecord; ///< records are processed one by one
    std::vector<Task> m_polled; ///< what the last poll() gave and nobody has begun with
    std::vector<std::deque<Task>> m_queues; ///< by worker; the first task is being done
    std::map<PartitionId, Offset> m_processedTo; ///< and not committed by CommitPolicy::Processed
    struct CommitWish {
        bool isAsync = false;
        std::optional<std::pair<PartitionId, Offset>> exactly;
    };
    std::deque<CommitWish> m_wishes; ///< of the script
    bool m_isToClose = false;
    bool m_isClosing = false;
    bool m_hasLeft = false; ///< of close(): waits for the answer to LeaveGroup
    Timestamp m_closeDeadline;
    EventId m_leaveRequest = kNoEvent;
    std::vector<EventId> m_closingFetches; ///< of close(), not answered yet

    protocol::TopicNames m_names;
    CoordinatorLink m_link;
    std::unique_ptr<Membership> m_member; ///< nullptr: partitions were assigned by hand
    Commits m_commits;
    std::vector<std::string> m_topics; ///< subscribed to
    std::vector<std::string> m_joinedTopics; ///< when it asked to join last
    std::map<std::string, std::int32_t> m_leaderSaw; ///< the topics that it assigned as the leader
    bool m_hasNewMetadata = false; ///< that it has not held against m_leaderSaw
    std::vector<PartitionId> m_previous; ///< its last assignment
    Generation m_previousGeneration = kNoGeneration; ///< of that
    std::vector<PartitionId> m_assignment; ///< to be taken once what is revoked is committed
    bool m_isRevokeCommitted = false; ///< the commit before this rebalance was made
    Timestamp m_committedRestsUntil;
    std::uint32_t m_committedFailures = 0;
    Timestamp m_nextAutoCommit;
    sim::TimerId m_autoCommitTimer = sim::kNoTimer;
};

} // namespace brokerscope::client
