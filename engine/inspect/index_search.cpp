#include "engine/inspect/index_search.h"

namespace brokerscope::inspect {

namespace {

constexpr std::uint32_t kWarmBytes = 8192;

/// A search under way.
class Search {
public:
    Search(const IndexFile& index, IndexSearch& result)
        : m_index(index)
        , m_result(result)
    {
    }

    /// Reads an entry and notes the comparison. Negative when its key is below the target.
    tl::expected<int, Problem> compare(
        std::uint32_t slot, std::uint32_t low, std::uint32_t high, bool isWarm)
    {
        const auto entry = m_index.at(slot);
        if (!entry) {
            return tl::unexpected(entry.error());
        }
        const bool isTooGreat = entry->key > m_result.target;
        m_result.probes.push_back({slot, entry->key, entry->value, low, high, isTooGreat, isWarm});
        if (isTooGreat) {
            return 1;
        }
        return entry->key < m_result.target ? -1 : 0;
    }

    /// By halves in [low, high], whose first entry is not beyond the target.
    tl::expected<void, Problem> halve(std::uint32_t low, std::uint32_t high, bool isWarm)
    {
        while (low < high) {
            const std::uint32_t middle = low + (high - low + 1) / 2;
            const auto order = compare(middle, low, high, isWarm);
            if (!order) {
                return tl::unexpected(order.error());
            }
            if (*order == 0) {
                return found(middle);
            }
            if (*order > 0) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return found(low);
    }

private:
    tl::expected<void, Problem> found(std::uint32_t slot)
    {
        const auto entry = m_index.at(slot);
        if (!entry) {
            return tl::unexpected(entry.error());
        }
        m_result.slot = slot;
        m_result.answer = entry->value;
        return {};
    }

    const IndexFile& m_index;
    IndexSearch& m_result;
};

} // namespace

tl::expected<IndexSearch, Problem> searchIndex(const IndexFile& index, std::int64_t target)
{
    IndexSearch result;
    result.file = index.path();
    result.entries = index.entries();
    result.target = target;
    result.answer = index.kind() == IndexKind::Time ? index.base().value() : 0;
    if (index.entries() == 0) {
        return result;
    }
    const std::uint32_t last = index.entries() - 1;
    const auto warm = static_cast<std::uint32_t>(kWarmBytes / index.entrySize());
    const std::uint32_t firstWarm = last > warm ? last - warm : 0;

    Search search(index, result);
    const auto border = search.compare(firstWarm, 0, last, true);
    if (!border) {
        return tl::unexpected(border.error());
    }
    if (*border < 0) {
        if (const auto done = search.halve(firstWarm, last, true); !done) {
            return tl::unexpected(done.error());
        }
        return result;
    }
    const auto least = search.compare(0, 0, firstWarm, false);
    if (!least) {
        return tl::unexpected(least.error());
    }
    if (*least <= 0) {
        if (const auto done = search.halve(0, firstWarm, false); !done) {
            return tl::unexpected(done.error());
        }
    }
    return result;
}

} // namespace brokerscope::inspect
