#include "views/lesson/progress.h"

namespace brokerscope::views {

Progress progressAt(const Cues& cues, const std::vector<bool>& answered, std::size_t applied)
{
    Progress progress;
    progress.phases.reserve(cues.size());
    bool closed = false;
    std::uint32_t latest = 0;
    for (std::size_t step = 0; step < cues.size(); ++step) {
        const bool reached = cues[step] && cues[step]->value() < applied;
        StepPhase phase = reached ? StepPhase::Reached : StepPhase::Ahead;
        if (closed) {
            phase = StepPhase::Closed;
        } else if (!cues[step]) {
            phase = StepPhase::Absent;
        }
        if (phase == StepPhase::Reached && cues[step]->value() >= latest) {
            latest = cues[step]->value();
            progress.current = step;
        }
        // A question whose moment never comes is never asked, so it must not keep the rest closed.
        if (phase == StepPhase::Reached && !answered[step] && !progress.pendingQuestion) {
            progress.pendingQuestion = step;
        }
        closed = closed || (cues[step] && !answered[step]);
        progress.phases.push_back(phase);
    }
    if (progress.current) {
        progress.phases[*progress.current] = StepPhase::Current;
    }
    return progress;
}

} // namespace brokerscope::views
