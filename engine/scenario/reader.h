#pragma once

#include "engine/scenario/edit.h"
#include "engine/scenario/scenario.h"

#include <tl/expected.hpp>

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::scenario {

/// One thing that is wrong with a scenario file.
struct Diagnostic {
    int line = 0; ///< from 1; 0 when it concerns the whole file
    int column = 0;
    std::string where; ///< path such as "producers.p1.config.ackss"
    std::string message; ///< what is wrong and what was expected, one English sentence
    std::string nearest; ///< the nearest valid name, or empty
    /// "FILE:LINE:COLUMN: where: message (did you mean 'nearest'?)"
    [[nodiscard]] std::string sentence(std::string_view file) const;
    bool operator==(const Diagnostic&) const = default;
};
using Diagnostics = std::vector<Diagnostic>;

/// Reads a scenario with the edits applied in order: SetValues change the YAML before it is read,
/// the others come after. Reports every error at once, ascending by line and column.
[[nodiscard]] tl::expected<Scenario, Diagnostics> readScenario(
    std::string_view yaml, std::span<const Edit> edits = {});

/// Reads a file's text; the error is one English sentence (missing, a directory, unreadable,
/// binary, empty).
[[nodiscard]] tl::expected<std::string, std::string> readText(const std::filesystem::path& file);

/// The contrast run of a scenario as edits to append.
[[nodiscard]] std::vector<Edit> contrastEdits(const Scenario& scenario);

} // namespace brokerscope::scenario
