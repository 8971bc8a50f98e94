#include "engine/scenario/topic_id.h"

#include "engine/history/digest.h"

#include <fmt/format.h>

#include <span>

namespace brokerscope::scenario {
namespace {

constexpr std::size_t kBytes = 16;

std::string base64Url(std::span<const std::uint8_t> bytes)
{
    static constexpr std::string_view kDigits
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 6) {
        const std::size_t at = bit / 8;
        const unsigned next = at + 1 < bytes.size() ? bytes[at + 1] : 0U;
        const unsigned pair = (unsigned{bytes[at]} << 8U) | next;
        text += kDigits[(pair >> (10 - bit % 8)) & 0x3FU];
    }
    return text;
}

} // namespace

std::string topicId(std::string_view scenarioId, std::uint64_t seed, std::string_view topic)
{
    for (int attempt = 0;; ++attempt) {
        const std::string source
            = fmt::format("topic {} of {} with seed {}, {}", topic, scenarioId, seed, attempt);
        history::Sha256 bytes = history::sha256(
            {reinterpret_cast<const std::uint8_t*>(source.data()), source.size()});
        bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x40U); // version 4
        bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U); // variant of RFC 4122
        std::string text = base64Url(std::span(bytes).first(kBytes));
        if (!text.starts_with('-')) {
            return text;
        }
    }
}

} // namespace brokerscope::scenario
