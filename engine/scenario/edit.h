#pragma once

#include "engine/scenario/scenario.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace brokerscope::scenario {

/// --set path=value, e.g. producers.p1.config.acks=all. Takes effect before the file is read, so it
/// is checked like the file. No value, at a Kafka property, takes away what the file says: Kafka's
/// default holds.
struct SetValue {
    std::string path;
    std::string value;
    bool operator==(const SetValue&) const = default;
};
struct AddCommand {
    Command command;
    bool operator==(const AddCommand&) const = default;
};
/// index: into Scenario::script as it is when this edit's turn comes.
struct MoveCommand {
    std::size_t index = 0;
    Timestamp to;
    bool operator==(const MoveCommand&) const = default;
};
struct RemoveCommand {
    std::size_t index = 0;
    bool operator==(const RemoveCommand&) const = default;
};
struct SetSeed {
    std::uint64_t seed = 0;
    bool operator==(const SetSeed&) const = default;
};

/// A change that forks a run.
using Edit = std::variant<SetValue, AddCommand, MoveCommand, RemoveCommand, SetSeed>;

/// One line of text that fromText reads back, e.g. "move 3 1500ms" or "add {at: 1734ms, stop: b1,
/// how: kill}".
[[nodiscard]] std::string toText(const Edit& edit);
[[nodiscard]] tl::expected<Edit, std::string> fromText(std::string_view text);

/// Applies a script or seed edit to a scenario that is already read; SetValue needs the file's text
/// (reader.h). Times beyond the end are moved to the end. False when the edit does not fit (no such
/// command).
[[nodiscard]] bool applyTo(Scenario& scenario, const Edit& edit);

} // namespace brokerscope::scenario
