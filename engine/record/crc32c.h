#pragma once

#include "engine/base/bytes.h"

namespace brokerscope::record {

/// CRC-32C (Castagnoli), as record batches carry it. crc32c("123456789") is 0xe3069283.
[[nodiscard]] std::uint32_t crc32c(ByteView bytes);

} // namespace brokerscope::record
