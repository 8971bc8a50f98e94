#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace brokerscope::log {

/// The last offset of each key in the dirty part of a log (Kafka: SkimpyOffsetMap, which keeps the
/// MD5 of a key in place of the key, and 24 bytes for each).
class OffsetMap {
public:
    /// Takes at most `capacity` keys, which must not be 0.
    explicit OffsetMap(std::size_t capacity);

    /// Notes that the key stands at `offset`, which must be beyond all before. Returns whether
    /// there was room.
    [[nodiscard]] bool put(ByteView key, Offset offset);
    [[nodiscard]] std::optional<Offset> find(ByteView key) const;

    /// Everything up to here, this offset included, has been read.
    [[nodiscard]] Offset latest() const { return m_latest; }
    void advanceTo(Offset latest);

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::size_t m_capacity;
    std::unordered_map<std::string, Offset, Hash, std::equal_to<>> m_offsets;
    Offset m_latest = kNoOffset;
};

} // namespace brokerscope::log
