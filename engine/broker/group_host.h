#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"
#include "engine/protocol/group_metadata.h"
#include "engine/protocol/messages.h"

#include <cstdint>
#include <map>
#include <string>

namespace brokerscope::broker {

class ClassicGroup;

/// A classic group has one timer each of Join and Sync, and one of Session for each member; one of
/// the consumer protocol has all by member: Revocation for giving up partitions, Join and Sync for
/// members that still speak the classic protocol.
enum class GroupTimer : std::uint8_t { Join, Sync, Session, Revocation };

/// A record of a group on its way into the log, and what is to happen when it is there.
struct GroupWrite {
    enum class Kind : std::uint8_t {
        Created, ///< a new group without anything
        Emptied, ///< a generation without members
        Assignment, ///< the leader's: everybody gets his, and the group is stable
        Replacement, ///< a static member came back under another member id
    };
    Kind kind = Kind::Created;
    protocol::GroupValue value;
    Generation generation; ///< Assignment
    std::map<std::string, Bytes> assignment; ///< Assignment: by member id
    std::string member; ///< Replacement: the new id
};

/// What a group has its coordinator do: answer requests, keep time, write into the log, and tell
/// the History.
class GroupHost {
public:
    GroupHost() = default;
    virtual ~GroupHost() = default;
    GroupHost(const GroupHost&) = delete;
    GroupHost& operator=(const GroupHost&) = delete;

    [[nodiscard]] virtual std::int64_t wallClockMs() const = 0;
    /// Takes the place of one that is running. `member`: empty for Join and Sync.
    virtual void setTimer(
        const ClassicGroup& group, GroupTimer timer, const std::string& member, Duration after)
        = 0;
    /// One that does not run is no mistake.
    virtual void cancelTimer(const ClassicGroup& group, GroupTimer timer, const std::string& member)
        = 0;
    /// An id that no member of any group ever had: `prefix`, a dash, something unique.
    [[nodiscard]] virtual std::string newMemberId(const std::string& prefix) = 0;
    virtual void answer(EventId request, protocol::Value response) = 0;
    /// Appends; ClassicGroup::written() is called later, when it is replicated or has failed.
    virtual void write(const ClassicGroup& group, GroupWrite write) = 0;

    virtual void stateChanged(const ClassicGroup& group) = 0;
    /// `member` and `client`: whose doing it is; empty and kNoNode: nobody's.
    virtual void rebalanceBegun(const ClassicGroup& group, const std::string& member, NodeId client,
        event::RebalanceReason reason)
        = 0;
    virtual void memberJoined(const ClassicGroup& group, const std::string& member,
        const std::string& instance, NodeId client)
        = 0;
    virtual void memberRemoved(
        const ClassicGroup& group, const std::string& member, NodeId client, event::MemberEnd end)
        = 0;
    virtual void generationBegun(const ClassicGroup& group) = 0;
    /// Every member has its assignment of this generation.
    virtual void assigned(const ClassicGroup& group) = 0;
};

} // namespace brokerscope::broker
