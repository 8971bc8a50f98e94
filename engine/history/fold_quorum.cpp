#include "engine/history/fold.h"

#include <algorithm>

namespace brokerscope::history {

QuorumMemberState* Fold::controller()
{
    const std::size_t index = event.node.value() - std::size_t{state.m_firstController};
    return index < state.controllers.size() ? &state.controllers[index] : nullptr;
}

/// The leader of the highest epoch, as long as it runs.
void Fold::findActiveController()
{
    ControllerState& told = state.controller;
    told.active = kNoNode;
    LeaderEpoch best(-1);
    for (std::size_t i = 0; i < state.controllers.size(); ++i) {
        const QuorumMemberState& voter = state.controllers[i];
        told.epoch = std::max(told.epoch, voter.epoch);
        if (voter.running && voter.role == event::QuorumRole::Leader && voter.epoch > best) {
            best = voter.epoch;
            told.active = NodeId(static_cast<std::uint16_t>(state.m_firstController + i));
        }
    }
}

void Fold::operator()(const event::QuorumRoleChanged& p)
{
    if (QuorumMemberState* const voter = controller()) {
        if (p.epoch != voter->epoch) {
            voter->votedFor = kNoNode;
        }
        voter->role = p.role;
        voter->epoch = p.epoch;
        voter->leader = p.leader;
        findActiveController();
    }
}

void Fold::operator()(const event::VoteCast& p)
{
    if (QuorumMemberState* const voter = controller(); voter != nullptr && p.granted) {
        voter->votedFor = p.candidate;
    }
}

void Fold::operator()(const event::MetadataAppended& p)
{
    if (QuorumMemberState* const voter = controller()) {
        voter->logEnd = p.end;
    }
}

void Fold::operator()(const event::MetadataCommitted& p)
{
    if (QuorumMemberState* const voter = controller()) {
        voter->committed = p.end;
    }
}

void Fold::operator()(const event::MetadataTruncated& p)
{
    if (QuorumMemberState* const voter = controller()) {
        voter->logEnd = p.to;
    }
}

} // namespace brokerscope::history
