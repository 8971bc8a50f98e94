#pragma once

#include "engine/broker/group_host.h"
#include "engine/sim/node.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace brokerscope::broker {

/// The timers of all groups of a broker, by what they are for.
class GroupTimers {
public:
    struct Owner {
        PartitionId partition; ///< of __consumer_offsets
        std::string group;
        GroupTimer timer = GroupTimer::Join;
        std::string member; ///< Session only
        auto operator<=>(const Owner&) const = default; // NOLINT(modernize-use-nullptr)
    };

    /// Takes the place of the owner's timer that is running.
    void start(sim::Context& context, const Owner& owner, Duration after);
    void cancel(sim::Context& context, const Owner& owner);
    /// All timers of a partition, or of one of its groups.
    void cancelAll(
        sim::Context& context, PartitionId partition, const std::string* group = nullptr);
    /// The owner of the timer that has just run out; nullopt when it was cancelled.
    [[nodiscard]] std::optional<Owner> take(std::uint64_t number);

private:
    struct Running {
        sim::TimerId id = sim::kNoTimer;
        std::uint64_t number = 0;
    };
    std::uint64_t m_last = 0;
    std::map<Owner, Running> m_running;
    std::map<std::uint64_t, Owner> m_owners; ///< by the number that the timer carries
};

} // namespace brokerscope::broker
