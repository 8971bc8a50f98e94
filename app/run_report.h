#pragma once

#include "views/run_view.h"

#include <QString>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace brokerscope::app {

/// What a scenario expects of its run, and whether that came true.
struct Expectation {
    std::string text;
    bool holds = false;
};

/// Everything that `brokerscope run` tells about a run.
struct RunReport {
    views::RunView run;
    std::vector<Expectation> expectations;
    double wallMs = 0; ///< real time that running and judging took

    [[nodiscard]] bool asExpected() const;
};

/// Evaluates the scenario's `expect` lines, or its `expect_contrast` lines, at the end of the run.
[[nodiscard]] std::vector<Expectation> checkExpectations(const views::RunView& run, bool contrast);

/// The object that `brokerscope run --json` prints. Its keys, their order and types are a contract
/// with other programs.
[[nodiscard]] nlohmann::ordered_json reportJson(const RunReport& report);

/// The same for people: a few paragraphs of plain text in the language of the app.
[[nodiscard]] QString reportText(const RunReport& report);

} // namespace brokerscope::app
