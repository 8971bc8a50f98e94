#pragma once

#include "engine/scenario/quantity.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/yaml_document.h"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::scenario {

/// A node of the document with its path. No node: it is not in the file, or not of the right kind,
/// which checkShape() has reported then.
struct Place {
    const YamlNode* node = nullptr;
    std::string where;
    Mark key; ///< of the author's own name before it; only from members()

    explicit operator bool() const { return node != nullptr; }
    [[nodiscard]] Place child(std::string_view name) const; ///< of a mapping
    [[nodiscard]] std::vector<Place>
    items() const; ///< of a list; a single value counts as a list of one
    [[nodiscard]] std::vector<std::pair<std::string, Place>>
    members() const; ///< of a mapping; without duplicates
    [[nodiscard]] bool isScalar() const;
};

/// One reading of a document: the scenario as far as it could be made out, and what is wrong. The
/// readers of values give nullopt without a word when the place is empty, and with a diagnostic
/// when what stands there is not what they expect.
class Reading {
public:
    Scenario scenario;
    Diagnostics diagnostics;

    /// Which names the rest of the file may be checked against. Where a part is broken, a reference
    /// into it is not reported on top of that.
    bool knowsBrokers = true;
    bool knowsTopics = true;
    bool knowsClients = true;
    std::set<std::string, std::less<>> topicsOfUnknownSize;
    /// By topic: the most partitions that the script gives it.
    std::map<std::string, std::uint16_t, std::less<>> partitionsToCome;

    void report(const Place& place, std::string message, std::string nearest = {});
    void reportName(
        const Place& place, std::string message); ///< at the name rather than at the value

    [[nodiscard]] std::optional<std::string> word(const Place& place); ///< not empty
    [[nodiscard]] std::optional<std::int64_t> integer(const Place& place, std::int64_t min,
        std::int64_t max = std::numeric_limits<std::int64_t>::max());
    [[nodiscard]] std::optional<Duration> duration(const Place& place, Duration min = {});
    [[nodiscard]] std::optional<bool> boolean(const Place& place);
    [[nodiscard]] Text text(const Place& place);

    /// A value that `parse` understands; otherwise "expected …, found …".
    template <class Parse>
    [[nodiscard]] auto parsed(const Place& place, Parse parse, std::string_view expected)
        -> decltype(parse(std::string_view()))
    {
        if (!place.isScalar()) {
            return std::nullopt;
        }
        auto value = parse(std::string_view(place.node->text));
        if (!value) {
            reportUnexpected(place, expected);
        }
        return value;
    }

    void reportUnexpected(const Place& place, std::string_view expected);
};

} // namespace brokerscope::scenario
