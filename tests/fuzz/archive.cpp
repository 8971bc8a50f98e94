#include "tests/fuzz/archive.h"

#include "engine/base/ids.h"
#include "engine/log/segment_file.h"

#include <algorithm>
#include <array>
#include <limits>

namespace brokerscope::fuzz {

namespace {

constexpr std::array kExtensions{".log", ".index", ".timeindex", ".txnindex", ".snapshot"};
constexpr std::array kSuffixes{"", ".deleted", ".cleaned", ".swap"};
constexpr std::array kOtherNames{"leader-epoch-checkpoint", "leader-epoch-checkpoint.tmp",
    "partition.metadata", "00000000000000000000.log.kafka-1234.deleted"};
constexpr std::size_t kSegmentKinds = kExtensions.size() * kSuffixes.size();
constexpr std::size_t kKinds = kSegmentKinds + kOtherNames.size();
constexpr std::size_t kHead = 4;

/// Small offsets, and some that do not fit into 32 bits with the small ones.
Offset baseOf(std::uint8_t byte)
{
    constexpr std::uint8_t kFar = 0x80;
    return byte < kFar ? Offset(byte) : Offset((std::int64_t{1} << 31) + (byte - kFar));
}

std::string nameOf(std::uint8_t kindByte, std::uint8_t base)
{
    const std::size_t kind = kindByte % kKinds;
    if (kind >= kSegmentKinds) {
        return kOtherNames.at(kind - kSegmentKinds);
    }
    return log::segmentFileName(baseOf(base), kExtensions.at(kind % kExtensions.size()),
        kSuffixes.at(kind / kExtensions.size()));
}

/// Kind and base; the table is small enough to look for the name in it.
std::optional<std::array<std::uint8_t, 2>> codeOf(std::string_view name)
{
    for (unsigned kind = 0; kind < kKinds; ++kind) {
        for (unsigned base = 0; base < 256; ++base) {
            const std::array code{static_cast<std::uint8_t>(kind), static_cast<std::uint8_t>(base)};
            if (nameOf(code[0], code[1]) == name) {
                return code;
            }
        }
    }
    return std::nullopt;
}

} // namespace

LogFiles readArchive(ByteView bytes)
{
    LogFiles files;
    while (bytes.size() >= kHead) {
        const std::size_t length
            = std::min<std::size_t>(readBigEndian<std::uint16_t>(bytes, 2), bytes.size() - kHead);
        const ByteView content = bytes.subspan(kHead, length);
        files[nameOf(bytes[0], bytes[1])] = Bytes(content.begin(), content.end());
        bytes = bytes.subspan(kHead + length);
    }
    return files;
}

std::optional<Bytes> writeArchive(const LogFiles& files)
{
    Bytes archive;
    for (const auto& [name, content] : files) {
        const auto code = codeOf(name);
        if (!code || content.size() > std::numeric_limits<std::uint16_t>::max()) {
            return std::nullopt;
        }
        std::array<std::uint8_t, kHead> head{(*code)[0], (*code)[1]};
        writeBigEndian(std::span(head), 2, static_cast<std::uint16_t>(content.size()));
        archive.insert(archive.end(), head.begin(), head.end());
        archive.insert(archive.end(), content.begin(), content.end());
    }
    return archive;
}

} // namespace brokerscope::fuzz
