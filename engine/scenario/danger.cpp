#include "engine/scenario/danger.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace brokerscope::scenario {

namespace {

/// A million events take about a second to run and to judge; two workers share them.
constexpr std::size_t kEventsOfASurvey = 6'000'000;
constexpr std::size_t kFewestSlots = 16;
constexpr std::size_t kMostSlots = 200;

Timestamp onGrid(std::int64_t micros, Duration finest)
{
    return Timestamp(micros / finest.micros() * finest.micros());
}

} // namespace

DangerGrid dangerGridFor(Timestamp end, std::size_t events)
{
    DangerGrid grid;
    grid.end = end;
    grid.slots
        = std::clamp(kEventsOfASurvey / std::max<std::size_t>(1, events), kFewestSlots, kMostSlots);
    grid.most = grid.slots * 2;
    return grid;
}

DangerPlan::DangerPlan(const DangerGrid& grid)
    : m_grid(grid)
{
    const std::size_t count = grid.end > Timestamp() ? grid.slots : 0;
    const auto slots = static_cast<std::int64_t>(count);
    for (std::size_t step = std::bit_ceil(count); step > 0; step /= 2) {
        for (std::size_t i = 0; i < count; i += step) {
            const std::int64_t micros = grid.end.micros() * static_cast<std::int64_t>(i) / slots;
            const Timestamp at = onGrid(micros, grid.finest);
            if (m_slots.try_emplace(at).second) {
                m_round.push_back(at);
            }
        }
    }
}

std::optional<Timestamp> DangerPlan::next()
{
    return m_given < m_round.size() ? std::optional(m_round[m_given++]) : std::nullopt;
}

void DangerPlan::take(Timestamp at, const history::Consequences& found)
{
    const auto slot = m_slots.find(at);
    assert(slot != m_slots.end() && !slot->second);
    slot->second = found;
    ++m_answered;
    if (m_answered == m_slots.size()) {
        refine();
    }
}

void DangerPlan::giveAgain()
{
    std::erase_if(m_round, [this](Timestamp at) { return m_slots.at(at).has_value(); });
    m_given = 0;
}

bool DangerPlan::isComplete() const
{
    return m_answered == m_slots.size();
}

// Only a round that is all in tells where the borders are, whatever order it came back in.
void DangerPlan::refine()
{
    m_round.clear();
    m_given = 0;
    for (auto left = m_slots.begin(); left != m_slots.end(); ++left) {
        const auto right = std::next(left);
        if (right == m_slots.end() || m_slots.size() + m_round.size() >= m_grid.most) {
            break;
        }
        const Timestamp middle
            = onGrid((left->first.micros() + right->first.micros()) / 2, m_grid.finest);
        if (left->second->outcome != right->second->outcome && middle > left->first) {
            m_round.push_back(middle);
        }
    }
    for (const Timestamp at : m_round) {
        m_slots.try_emplace(at);
    }
}

std::vector<DangerSlot> DangerPlan::slots() const
{
    std::vector<DangerSlot> slots;
    slots.reserve(m_slots.size());
    for (const auto& [at, found] : m_slots) {
        if (!slots.empty()) {
            slots.back().until = at;
        }
        slots.push_back({at, m_grid.end, found});
    }
    return slots;
}

SafeMoments safeMomentsAround(
    const std::vector<DangerSlot>& slots, Timestamp at, history::AnomalyKind kind)
{
    SafeMoments moments;
    for (const DangerSlot& slot : slots) {
        if (!slot.found || slot.found->count(kind) > 0) {
            continue;
        }
        if (slot.at < at) {
            moments.earlier = slot.at;
        } else if (slot.at > at) {
            moments.later = slot.at;
            break;
        }
    }
    return moments;
}

} // namespace brokerscope::scenario
