#include "engine/assignor/java_order.h"

#include <algorithm>
#include <numeric>

namespace brokerscope::assignor {

namespace {

constexpr std::uint32_t kFirstCapacity = 16;

/// HashMap doubles its table when more than three quarters of it are taken, and never shrinks it.
bool isCrowded(std::size_t elements, std::size_t capacity)
{
    return elements > capacity / 4 * 3;
}

std::uint32_t bucket(std::int32_t hash, std::uint32_t capacity)
{
    const auto bits = static_cast<std::uint32_t>(hash);
    return (bits ^ (bits >> 16)) & (capacity - 1);
}

/// Takes a code point off the front of `utf8`.
std::uint32_t takeCodePoint(std::string_view& utf8)
{
    const auto lead = static_cast<unsigned char>(utf8.front());
    utf8.remove_prefix(1);
    const int more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    std::uint32_t point = more == 0 ? lead : lead & (0x3FU >> more);
    for (int i = 0; i < more && !utf8.empty(); ++i) {
        point = point << 6 | (static_cast<unsigned char>(utf8.front()) & 0x3FU);
        utf8.remove_prefix(1);
    }
    return point;
}

/// A byte as its place among UTF-16 code units: four-byte sequences become surrogates, which stand
/// below U+E000.
unsigned utf16Place(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    return value < 0xEE ? value : value < 0xF0 ? value + 0x20U : value - 0x02U;
}

} // namespace

std::int32_t javaHash(std::string_view utf8)
{
    std::uint32_t hash = 0;
    while (!utf8.empty()) {
        const std::uint32_t point = takeCodePoint(utf8);
        if (point >= 0x10000) {
            hash = 31 * hash + (0xD800 + ((point - 0x10000) >> 10));
            hash = 31 * hash + (0xDC00 + ((point - 0x10000) & 0x3FFU));
        } else {
            hash = 31 * hash + point;
        }
    }
    return static_cast<std::int32_t>(hash);
}

std::int32_t javaHash(const TopicId& id)
{
    const std::uint64_t both = id.high ^ id.low;
    return static_cast<std::int32_t>(
        static_cast<std::uint32_t>(both >> 32) ^ static_cast<std::uint32_t>(both));
}

std::int32_t javaHash(std::int32_t first, std::int32_t second)
{
    return static_cast<std::int32_t>(
        31U * (31U + static_cast<std::uint32_t>(first)) + static_cast<std::uint32_t>(second));
}

bool javaLess(std::string_view a, std::string_view b)
{
    const auto [ofA, ofB] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (ofA == a.end() || ofB == b.end()) {
        return ofA == a.end() && ofB != b.end();
    }
    return utf16Place(*ofA) < utf16Place(*ofB);
}

std::vector<std::uint32_t> hashOrder(const std::vector<std::int32_t>& hashes)
{
    std::uint32_t buckets = kFirstCapacity;
    while (isCrowded(hashes.size(), buckets)) {
        buckets *= 2;
    }
    std::vector<std::uint32_t> order(hashes.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return bucket(hashes[a], buckets) < bucket(hashes[b], buckets);
    });
    return order;
}

void HashBag::insert(std::uint32_t element, std::int32_t hash)
{
    m_entries.push_back({element, hash});
    while (isCrowded(m_entries.size(), m_capacity)) {
        m_capacity *= 2;
    }
}

void HashBag::erase(std::uint32_t element)
{
    std::erase_if(m_entries, [element](const Entry& entry) { return entry.element == element; });
}

std::optional<std::uint32_t> HashBag::first() const
{
    const auto first = std::min_element(
        m_entries.begin(), m_entries.end(), [this](const Entry& a, const Entry& b) {
            return bucket(a.hash, m_capacity) < bucket(b.hash, m_capacity);
        });
    return first == m_entries.end() ? std::nullopt : std::optional(first->element);
}

} // namespace brokerscope::assignor
