#pragma once

#include "engine/event/event.h"
#include "engine/event/roster.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace brokerscope::history {

/// The canonical bytes of an event: a compact, self-delimiting little-endian/varint form of every
/// field, the same on every compiler. It is what is hashed and what session files store. Times are
/// deltas to `previous`.
///
/// Form: the index of the kind in event::Payload; the time; the cause and the node, each plus one
/// with "none" as zero; then the fields in the order of their declaration. So the order of kinds
/// and of their fields *is* the format. Expected of an event: its time is not before `previous` nor
/// beyond kLastTime, deliverAt is not before its time, and offsets and durations lie within
/// kLastTime of zero. Every event of an engine is like that; decodeEvent gives no other.
inline constexpr std::int64_t kLastTime = std::int64_t{1} << 60;

void encodeEvent(const event::Event& event, Timestamp previous, std::vector<std::uint8_t>& out);

/// Reads one event from the front of `bytes` and removes it from there; nullopt when the bytes are
/// not one.
[[nodiscard]] std::optional<event::Event> decodeEvent(
    std::span<const std::uint8_t>& bytes, Timestamp previous);

void encodeRoster(const event::Roster& roster, std::vector<std::uint8_t>& out);
[[nodiscard]] std::optional<event::Roster> decodeRoster(std::span<const std::uint8_t>& bytes);

} // namespace brokerscope::history
