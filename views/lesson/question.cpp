#include "views/lesson/question.h"

#include "engine/scenario/expression.h"

#include <algorithm>

namespace brokerscope::views {

std::optional<AskedQuestion> prepareQuestion(
    const RunView& run, const scenario::Question& question, EventId cue)
{
    if (!run || !run.verdict) {
        return std::nullopt;
    }
    const history::History& history = *run.history;
    const history::ClusterState last = history.stateAfter(history.size());
    const auto answer
        = scenario::evaluate(question.answer, {history, *run.verdict, last, history.size()});
    if (!answer) {
        return std::nullopt;
    }
    AskedQuestion asked;
    asked.answer = *answer;
    asked.choices.push_back(*answer);

    const std::size_t applied = cue.value() + 1U;
    const history::ClusterState state = history.stateAfter(applied);
    for (const std::string& choice : question.choices) {
        if (const auto value
            = scenario::evaluate(choice, {history, *run.verdict, state, applied})) {
            asked.choices.push_back(*value);
        }
    }
    std::sort(asked.choices.begin(), asked.choices.end());
    asked.choices.erase(
        std::unique(asked.choices.begin(), asked.choices.end()), asked.choices.end());
    if (asked.choices.size() == 1) {
        // With a single button there would be nothing to predict.
        asked.choices.push_back(asked.answer == 0 ? 1 : 0);
        std::sort(asked.choices.begin(), asked.choices.end());
    }
    return asked;
}

} // namespace brokerscope::views
