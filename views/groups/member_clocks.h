#pragma once

#include "views/run_view.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace brokerscope::views {

/// What is configured of a consumer about its group, with the defaults of the scenario's release.
struct MemberConfig {
    QString group; ///< group.id; empty: none
    bool isManaged = false; ///< it subscribes; otherwise it only commits for the group
    Duration heartbeatInterval;
    Duration sessionTimeout;
    QString heartbeatProperty; ///< where the two are set, e.g. "session.timeout.ms"
    QString sessionProperty;
    Duration maxPollInterval;
    Duration autoCommitInterval; ///< zero: it does not commit by itself
    bool pollsMeanwhile = false; ///< its handler has threads of its own
};

/// The run may come without a scenario; the recorded configuration counts then.
[[nodiscard]] MemberConfig memberConfig(const RunView& run, NodeId consumer);

/// The consumer's group.id, or empty.
[[nodiscard]] QString groupOf(const RunView& run, NodeId consumer);

enum class MemberStage : std::uint8_t {
    Down,
    Failed,
    StandsStill, ///< the process is paused
    Closing,
    PollExpired, ///< it has left by itself, and its application does not know yet
    Searching, ///< for its coordinator
    Joining,
    Member, ///< as the coordinator has it
    Committer, ///< it assigns itself partitions and only commits for the group
};

[[nodiscard]] MemberStage memberStage(const Scene& scene, NodeId consumer);

/// "heartbeat 0.4 s ago" for a member, otherwise what it is doing instead.
[[nodiscard]] QString memberStageText(const Scene& scene, NodeId consumer);

/// A clock that runs out.
struct MemberClock {
    enum class Kind : std::uint8_t { Heartbeat, Session, Poll, AutoCommit };
    Kind kind = Kind::Heartbeat;
    Duration whole;
    Duration left; ///< zero to whole
    QString name; ///< one word
    QString sentence;
    bool isFatal = false; ///< the member is out of its group when this one is over
    /// 0 to 1
    [[nodiscard]] double fraction() const;
};

/// Those that run, in the order of Kind: none of a consumer that is down, and only the auto-commit
/// of one that is in no group.
[[nodiscard]] std::vector<MemberClock> memberClocks(const Scene& scene, NodeId consumer);

/// "heartbeat", "session", "poll" or "auto-commit": as ids have it.
[[nodiscard]] QString clockId(MemberClock::Kind kind);

/// A duration that runs, with little enough digits to be read: "12 ms", "0.4 s", "310 s".
[[nodiscard]] QString roughText(Duration duration);

} // namespace brokerscope::views
