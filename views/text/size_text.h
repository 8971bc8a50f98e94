#pragma once

#include <QString>

#include <cstdint>

namespace brokerscope::views {

/// "9.4 MiB", "120 B".
[[nodiscard]] QString byteSizeText(std::uint64_t bytes);

/// "12.5 of 16 KiB": both in the unit of the whole.
[[nodiscard]] QString byteSizeOfText(std::uint64_t part, std::uint64_t whole);
/// "12.5 / 16 KiB"
[[nodiscard]] QString shortByteSizeOfText(std::uint64_t part, std::uint64_t whole);

} // namespace brokerscope::views
