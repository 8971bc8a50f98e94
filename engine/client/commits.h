#pragma once

#include "engine/client/coordinator_link.h"
#include "engine/client/membership.h"

#include <list>
#include <optional>
#include <vector>

namespace brokerscope::client {

/// The commits of a consumer (Kafka: ConsumerCoordinator.commitOffsetsSync, commitOffsetsAsync,
/// OffsetCommitResponseHandler). They reach the coordinator in the order in which they are made;
/// one that is tried again may be overtaken. `config`, `link` and `member` must outlive it;
/// `member` is nullptr for a consumer that assigns partitions to itself.
class Commits {
public:
    using Offsets = std::vector<protocol::OffsetCommitRequest::Partition>;

    /// How a commit ended, as the application learns it.
    struct Ended {
        event::CommitKind kind = event::CommitKind::Auto;
        Offsets offsets;
        event::ErrorCode error = event::ErrorCode::None;
    };

    Commits(const ConsumerConfig& config, CoordinatorLink& link, Membership* member);

    /// Sends a commit, or has it wait for the coordinator. `timeout`: how long one that blocks its
    /// caller is tried again; zero: once only. Nothing happens without offsets.
    void start(sim::Context& context, event::CommitKind kind, Offsets offsets, Duration timeout);

    /// Whether a commit that blocks its caller has not ended.
    [[nodiscard]] bool isBlocking() const;
    [[nodiscard]] bool isIdle() const { return m_pending.empty() && m_ended.empty(); }
    /// Whether something is to be sent that could not be sent yet.
    [[nodiscard]] bool wantsCoordinator() const;

    /// Sends what waits, and gives up what has been tried for too long.
    void work(sim::Context& context);
    /// Tells the application (and the History) of the commits that have ended: in poll(), in
    /// commitSync() and in close().
    [[nodiscard]] std::vector<Ended> tell(sim::Context& context);

    void answered(
        sim::Context& context, EventId request, const protocol::OffsetCommitResponse& response);
    /// A request of the link failed without an answer.
    void failed(sim::Context& context, EventId request);

private:
    struct Pending {
        event::CommitKind kind = event::CommitKind::Auto;
        Offsets offsets;
        Timestamp deadline; ///< when it is not tried again any more
        bool isRetried = false;
        EventId request = kNoEvent; ///< kNoEvent: waits to be sent
        Generation generation = kNoGeneration; ///< that it was sent with
        Timestamp restsUntil;
        std::uint32_t failures = 0;
    };
    using Iterator = std::list<Pending>::iterator;

    [[nodiscard]] static bool blocks(event::CommitKind kind);
    /// Why it cannot be sent at all, or None.
    [[nodiscard]] event::ErrorCode obstacle() const;
    void send(sim::Context& context, Pending& pending);
    void end(Iterator pending, event::ErrorCode error);
    void endOrRetry(sim::Context& context, Iterator pending, event::ErrorCode error);

    const ConsumerConfig& m_config;
    CoordinatorLink& m_link;
    Membership* m_member;
    std::list<Pending> m_pending; ///< in the order of making
    std::vector<Ended> m_ended;
};

} // namespace brokerscope::client
