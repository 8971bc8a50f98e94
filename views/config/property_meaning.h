#pragma once

#include "engine/scenario/config.h"

#include <QString>

#include <span>
#include <string_view>

namespace brokerscope::views {

/// What a Kafka property does, in one line, and what happens when it is larger or smaller. The text
/// is English and marked for translation.
struct PropertyMeaning {
    scenario::ConfigScope scope = scenario::ConfigScope::Producer;
    std::string_view name;
    const char* text = nullptr;
};

/// Sorted by scope, then name.
[[nodiscard]] std::span<const PropertyMeaning> clientMeanings();
[[nodiscard]] std::span<const PropertyMeaning> serverMeanings();

/// In the language of the app; empty when nothing is told of it. Every property that the engine
/// honours is told of.
[[nodiscard]] QString propertyMeaning(scenario::ConfigScope scope, std::string_view name);

} // namespace brokerscope::views
