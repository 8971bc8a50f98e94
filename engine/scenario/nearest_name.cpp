#include "engine/scenario/nearest_name.h"

#include <algorithm>

namespace brokerscope::scenario {
namespace {

constexpr std::size_t kLongestName = 200; // a longer text is no slip of a name

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return lower;
}

/// Optimal string alignment: Levenshtein's distance in which a swap of neighbours costs one.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
            }
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

} // namespace

std::string nearestName(std::string_view typed, const std::vector<std::string_view>& names)
{
    if (typed.empty() || typed.size() > kLongestName) {
        return {};
    }
    const std::string wanted = lowerCase(typed);
    std::size_t best = std::max<std::size_t>(1, typed.size() / 3) + 1;
    std::string_view found;
    for (const std::string_view name : names) {
        const std::size_t d = distance(wanted, lowerCase(name));
        // Slips are rarer in the first letter: of equals, c1 is nearer to c2 than b2 is.
        const bool beginsAlike = !name.empty() && !found.empty() && d == best
            && found.front() != typed.front() && name.front() == typed.front();
        if (d < best || beginsAlike) {
            best = d;
            found = name;
        }
    }
    return std::string(found);
}

} // namespace brokerscope::scenario
