#pragma once

#include "engine/history/verdict.h"
#include "tests/support/small_cluster.h"
#include "views/run_view.h"

#include <memory>

namespace brokerscope::test {

/// A scenario that was run, to be looked at at any time.
struct RealRun {
    explicit RealRun(scenario::Scenario scenario)
    {
        run.scenario = std::make_shared<const scenario::Scenario>(std::move(scenario));
        run.history = scenario::run(*run.scenario);
        run.verdict = std::make_shared<const history::Verdict>(history::judge(*run.history));
    }

    [[nodiscard]] const history::History& history() const { return *run.history; }
    [[nodiscard]] views::Scene at(Timestamp time) const
    {
        return with({run, views::playheadAt(*run.history, time), nullptr});
    }
    [[nodiscard]] views::Scene atMs(std::int64_t ms) const { return at(Timestamp(ms * 1000)); }
    /// Just after an event, or so much later.
    [[nodiscard]] views::Scene after(EventId event, Duration later = {}) const
    {
        if (later > Duration()) {
            return at(run.history->event(event).time + later);
        }
        return with(
            {run, {run.history->event(event).time, event.value() + std::size_t{1}}, nullptr});
    }

    views::RunView run;

private:
    [[nodiscard]] static views::Scene with(views::Scene scene)
    {
        scene.state = std::make_shared<const history::ClusterState>(
            scene.run.history->stateAfter(scene.playhead.applied));
        return scene;
    }
};

/// The first event of a kind for which `matches` holds; kNoEvent when there is none.
template <class Kind, class Matches>
EventId firstOf(const history::History& history, Matches&& matches)
{
    for (const auto& found : testing::all<Kind>(history)) {
        if (matches(found)) {
            return found.id;
        }
    }
    return kNoEvent;
}

} // namespace brokerscope::test
