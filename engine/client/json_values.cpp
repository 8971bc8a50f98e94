#include "engine/client/json_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace brokerscope::client {

namespace {

constexpr std::array<std::string_view, 6> kStates{
    "placed", "paid", "packed", "shipped", "delivered", "returned"};
constexpr std::array<std::string_view, 8> kCountries{
    "CN", "DE", "FR", "GB", "IN", "JP", "SG", "US"};
constexpr std::array<std::string_view, 4> kChannels{"web", "android", "ios", "store"};
constexpr std::array<std::string_view, 12> kGoods{"coffee", "kettle", "lamp", "notebook", "pencil",
    "chair", "backpack", "bottle", "keyboard", "headphones", "umbrella", "blanket"};
constexpr std::array<std::string_view, 24> kWords{"please", "leave", "the", "parcel", "with", "a",
    "neighbour", "if", "nobody", "is", "at", "home", "and", "ring", "twice", "thank", "you", "gift",
    "wrap", "in", "blue", "paper", "before", "noon"};

template <std::size_t Size>
std::string_view anyOf(sim::Random& random, const std::array<std::string_view, Size>& words)
{
    return words[random.below(Size)];
}

std::string item(sim::Random& random)
{
    const std::string_view name = anyOf(random, kGoods);
    const std::uint64_t article = 1000 + random.below(9000);
    const std::uint64_t quantity = 1 + random.below(3);
    const std::uint64_t cents = 199 + random.below(19800);
    return fmt::format(R"({{"sku":"A-{}","name":"{}","quantity":{},"price":{}.{:02}}})", article,
        name, quantity, cents / 100, cents % 100);
}

std::string head(sim::Random& random, RecordNumber number, std::int64_t timestampMs)
{
    const std::uint64_t trace = random.next();
    const std::uint64_t customer = 10'000 + random.below(90'000);
    const std::string_view state = anyOf(random, kStates);
    const std::string_view country = anyOf(random, kCountries);
    const std::string_view channel = anyOf(random, kChannels);
    return fmt::format(
        R"({{"orderId":{},"traceId":"{:016x}","timestamp":{},"status":"{}","customer":{{"id":{},)"
        R"("country":"{}","channel":"{}"}},"items":[)",
        number.value(), trace, timestampMs, state, customer, country, channel);
}

} // namespace

std::string jsonValue(
    sim::Random& random, RecordNumber number, std::int64_t timestampMs, std::size_t bytes)
{
    constexpr std::string_view kComment = R"(],"comment":")";
    constexpr std::string_view kEnd = R"("})";
    std::string value = head(random, number, timestampMs);
    std::string next = item(random);
    bool isFirst = true;
    while (isFirst || value.size() + 1 + next.size() + kComment.size() + kEnd.size() <= bytes) {
        value += isFirst ? "" : ",";
        value += next;
        next = item(random);
        isFirst = false;
    }
    value += kComment;
    const std::size_t commentEnd = bytes - std::min(bytes, kEnd.size());
    std::string comment;
    while (value.size() + comment.size() < commentEnd) {
        comment += comment.empty() ? "" : " ";
        comment += anyOf(random, kWords);
    }
    comment.resize(commentEnd - std::min(commentEnd, value.size()));
    value += comment;
    value += kEnd;
    value.resize(bytes);
    return value;
}

} // namespace brokerscope::client
