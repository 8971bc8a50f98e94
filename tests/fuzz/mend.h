#pragma once

#include "engine/base/bytes.h"

#include <span>

namespace brokerscope::fuzz {

/// Gives the batch at the front of `bytes` the CRC of what it holds, so that changes get past the
/// first check. Does nothing where no batch begins. Returns the bytes of the batch, 0 without one.
std::size_t mendCrc(std::span<std::uint8_t> bytes);

/// The same for every batch that begins behind the one before it.
void mendCrcs(std::span<std::uint8_t> bytes);

} // namespace brokerscope::fuzz
