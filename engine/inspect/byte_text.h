#pragma once

#include "engine/base/bytes.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>

namespace brokerscope::inspect {

/// Whether the bytes are UTF-8 as Java reads it: no overlong forms, no surrogates, nothing beyond
/// U+10FFFF.
[[nodiscard]] bool isUtf8(ByteView bytes);

/// Adds the bytes in lower-case hex.
void appendHex(fmt::memory_buffer& out, ByteView bytes);

/// Adds a JSON string. Bytes that are not UTF-8 become "hex:" and their hex.
void appendJsonString(fmt::memory_buffer& out, ByteView bytes);
/// The same for what may be null.
void appendJsonString(fmt::memory_buffer& out, const std::optional<ByteView>& bytes);
void appendJsonString(fmt::memory_buffer& out, std::string_view text);

/// Adds the bytes as a person reads them on a terminal: text as it is with control characters
/// escaped, other bytes as hex, null as "null", and what is long cut off.
void appendReadable(fmt::memory_buffer& out, const std::optional<ByteView>& bytes);

} // namespace brokerscope::inspect
