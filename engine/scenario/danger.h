#pragma once

#include "engine/base/time.h"
#include "engine/history/outcome.h"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace brokerscope::scenario {

/// One moment at which the fault might have struck.
struct DangerSlot {
    Timestamp at;
    Timestamp until; ///< where the next slot begins; the end of the run for the last one
    std::optional<history::Consequences> found; ///< of the run with the fault at `at`, when it is
                                                ///< in
    bool operator==(const DangerSlot&) const = default;
};

/// Which moments are looked at.
struct DangerGrid {
    Timestamp end; ///< of the run
    std::size_t slots = 200; ///< at even distances
    Duration finest = milliseconds(1); ///< no two slots are nearer; all are multiples of it
    std::size_t most = 400; ///< slots in all, those around borders included
    bool operator==(const DangerGrid&) const = default;
};

/// A grid for a run of so many events: the larger the run, the fewer its slots, so that the survey
/// stays a matter of seconds.
[[nodiscard]] DangerGrid dangerGridFor(Timestamp end, std::size_t events);

/// The order in which a fault's moments are looked at: first the even slots, the coarse ones before
/// those between them, then again and again the middle between two neighbours of different
/// outcome, until the border between them is known to the finest slot. No outcome is ever guessed
/// from those around it. Runs may come back in any order, and the same slots come out.
class DangerPlan {
public:
    explicit DangerPlan(const DangerGrid& grid);

    /// The next moment to run; each is given out once. nullopt: none is known before more runs are
    /// back.
    [[nodiscard]] std::optional<Timestamp> next();
    /// The run with the fault at `at`, which next() gave out, is back.
    void take(Timestamp at, const history::Consequences& found);
    /// What was given out and has not come back is given out once more.
    void giveAgain();

    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] std::size_t answered() const { return m_answered; }
    /// All that are known to be wanted, ascending.
    [[nodiscard]] std::vector<DangerSlot> slots() const;

private:
    void refine();

    DangerGrid m_grid;
    std::map<Timestamp, std::optional<history::Consequences>> m_slots;
    std::vector<Timestamp> m_round; ///< what is given out before the borders are looked at again
    std::size_t m_given = 0; ///< of m_round
    std::size_t m_answered = 0; ///< of m_slots
};

/// The slots of a complete plan that are nearest to `at` on either side and free of this kind of
/// anomaly; nullopt where there is none.
struct SafeMoments {
    std::optional<Timestamp> earlier;
    std::optional<Timestamp> later;
    bool operator==(const SafeMoments&) const = default;
};
[[nodiscard]] SafeMoments safeMomentsAround(
    const std::vector<DangerSlot>& slots, Timestamp at, history::AnomalyKind kind);

} // namespace brokerscope::scenario
