#include "engine/assignor/subscription.h"

namespace brokerscope::assignor {

namespace {

constexpr std::string_view kAlphabet
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

std::optional<TopicId> TopicId::fromBase64(std::string_view text)
{
    if (text.size() != 22) {
        return std::nullopt;
    }
    TopicId id;
    // 21 characters of six bits and two bits of the last one are the 128 bits.
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t value = kAlphabet.find(text[i]);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        const bool isLast = i + 1 == text.size();
        const int bits = isLast ? 2 : 6;
        id.high = id.high << bits | id.low >> (64 - bits);
        id.low = id.low << bits | (isLast ? value >> 4 : value);
    }
    return id;
}

} // namespace brokerscope::assignor
