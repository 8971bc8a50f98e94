#pragma once

#include "engine/base/bytes.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace brokerscope::fuzz {

/// The files of one log by their names, without the directory.
using LogFiles = std::map<std::string, Bytes>;

/// The files that any bytes stand for. Each has a byte for its kind, one for the base offset in its
/// name, two for its length, then its content; a length beyond the end takes what is left. Later
/// files of the same name replace earlier ones.
[[nodiscard]] LogFiles readArchive(ByteView bytes);

/// The bytes that stand for these files; nullopt when one has a name or a length that an archive
/// cannot say.
[[nodiscard]] std::optional<Bytes> writeArchive(const LogFiles& files);

} // namespace brokerscope::fuzz
