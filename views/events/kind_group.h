#pragma once

#include "engine/event/event.h"

#include <QString>

#include <array>
#include <cstdint>

namespace brokerscope::views {

/// Kinds of events that one wants to see or hide together.
enum class KindGroup : std::uint8_t {
    Faults, ///< the script and what goes wrong
    Controller,
    Producer,
    Log, ///< a broker's log and its replication
    Consumer,
    Messages, ///< every message sent and received: most events, and the least telling
};

inline constexpr std::array kKindGroups = {KindGroup::Faults, KindGroup::Controller,
    KindGroup::Producer, KindGroup::Log, KindGroup::Consumer, KindGroup::Messages};

[[nodiscard]] KindGroup groupOf(const event::Payload& payload);
[[nodiscard]] QString kindGroupText(KindGroup group);

/// A set of groups, for filters.
class KindGroups {
public:
    constexpr KindGroups() = default;
    constexpr void set(KindGroup group, bool on)
    {
        const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(group));
        m_bits = static_cast<std::uint8_t>(on ? m_bits | bit : m_bits & ~bit);
    }
    [[nodiscard]] constexpr bool contains(KindGroup group) const
    {
        return ((m_bits >> static_cast<unsigned>(group)) & 1U) != 0;
    }
    bool operator==(const KindGroups&) const = default;

private:
    std::uint8_t m_bits = 0;
};

/// All but Messages.
[[nodiscard]] KindGroups quietKindGroups();

} // namespace brokerscope::views
