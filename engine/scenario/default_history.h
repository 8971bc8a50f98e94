#pragma once

#include "engine/scenario/config.h"

#include <optional>
#include <span>
#include <string_view>

/// Since which release of Kafka a property has the default that it has. Taken from the tags of
/// Kafka's repository where a default changed in the time that lessons speak of; what is not told
/// here has had its default since before 2.8.
namespace brokerscope::scenario {

/// From this release on, until the next row of the same property.
struct DefaultSince {
    ConfigScope scope = ConfigScope::Producer;
    std::string_view name;
    std::string_view release; ///< "3.0"; empty: from the beginning
    std::string_view value;
    bool isAfter = false; ///< only this is known: from some release after that one on
    bool operator==(const DefaultSince&) const = default;
};

/// All rows of all properties, those of one together and from old to new.
[[nodiscard]] std::span<const DefaultSince> defaultHistory();
/// The rows of one property; empty when nothing is told.
[[nodiscard]] std::span<const DefaultSince> defaultHistory(
    ConfigScope scope, std::string_view name);

/// The row that holds in a release; nullptr when nothing is told, or when that release does not
/// have the property yet.
[[nodiscard]] const DefaultSince* defaultIn(
    ConfigScope scope, std::string_view name, KafkaVersion version);

/// "2.8", "3.9", "4.0"
[[nodiscard]] std::string_view releaseName(KafkaVersion version);

/// Whether release `a` is older than release `b`; an empty one is the oldest.
[[nodiscard]] bool isOlder(std::string_view a, std::string_view b);

} // namespace brokerscope::scenario
