#pragma once

#include "app/run_tree.h"
#include "engine/scenario/reader.h"

#include <QString>

#include <tl/expected.hpp>

#include <span>
#include <string>
#include <vector>

namespace brokerscope::app {

/// A run's scenario with more edits on top. `text` is the session's YAML, which is read again only
/// where an edit needs it. The error is one sentence.
[[nodiscard]] tl::expected<scenario::Scenario, QString> edited(
    const std::string& text, const Run& run, std::span<const scenario::Edit> more);

/// All edits of a child of `run`.
[[nodiscard]] std::vector<scenario::Edit> joined(
    const Run& run, std::span<const scenario::Edit> more);

/// The first of the diagnostics as one sentence, and how many more there are.
[[nodiscard]] QString diagnosticsSentence(
    const scenario::Diagnostics& diagnostics, const QString& file);

} // namespace brokerscope::app
