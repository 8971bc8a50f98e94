#include "engine/scenario/trial.h"

#include "engine/scenario/runner.h"

namespace brokerscope::scenario {

std::optional<history::Consequences> tryOut(
    const Scenario& scenario, const history::Service& calm, const GoesOn& goesOn)
{
    bool isComplete = true;
    const auto history = run(scenario, [&](const event::Recorder&, Timestamp) {
        isComplete = isComplete && (!goesOn || goesOn());
        return isComplete;
    });
    if (!isComplete) {
        return std::nullopt;
    }
    return history::consequencesOf(*history, history::judge(*history), calm);
}

} // namespace brokerscope::scenario
