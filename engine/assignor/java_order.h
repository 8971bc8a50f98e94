#pragma once

#include "engine/assignor/subscription.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace brokerscope::assignor {

// Kafka's assignors walk through HashMaps and HashSets. Where their answer follows from that order,
// ours has to be the same: the order of java.util.HashMap is a function of hashes, sizes and the
// order of insertion.

/// String.hashCode: over UTF-16 code units. `utf8` that is not valid UTF-8 gives some number.
[[nodiscard]] std::int32_t javaHash(std::string_view utf8);
/// Uuid.hashCode.
[[nodiscard]] std::int32_t javaHash(const TopicId& id);
/// 31 * (31 + first) + second, with wrapping: what hashCode of a pair often is.
[[nodiscard]] std::int32_t javaHash(std::int32_t first, std::int32_t second);

/// String.compareTo: whether a comes before b by UTF-16 code units. UTF-8 bytes alone would put
/// U+E000 to U+FFFF before what needs two units.
[[nodiscard]] bool javaLess(std::string_view a, std::string_view b);

/// The order in which a HashSet gives its elements: positions in `hashes`, which has the elements'
/// hashes in the order of insertion. Not modelled: buckets that
/// became trees, from 8 elements on.
[[nodiscard]] std::vector<std::uint32_t> hashOrder(const std::vector<std::int32_t>& hashes);

/// A HashSet of which only the first element is asked for.
class HashBag {
public:
    void insert(std::uint32_t element, std::int32_t hash);
    void erase(std::uint32_t element);
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    /// What its iterator gives first; nullopt when it is empty.
    [[nodiscard]] std::optional<std::uint32_t> first() const;

private:
    struct Entry {
        std::uint32_t element = 0;
        std::int32_t hash = 0;
    };
    std::vector<Entry> m_entries; ///< in the order of insertion
    std::uint32_t m_capacity = 16;
};

} // namespace brokerscope::assignor
