#include "views/stage/membership.h"

#include <algorithm>
#include <optional>
#include <variant>

namespace brokerscope::views {

namespace {

/// Looking for a proposal farther back than that costs more than it tells: a controller that can
/// answers within a few milliseconds.
constexpr std::uint32_t kFarthest = 512;

/// The ISR that the leader has asked for and that is not decided yet.
std::optional<BrokerSet> proposedIsr(const Drawing& drawing, PartitionId partition)
{
    const auto applied = static_cast<std::uint32_t>(drawing.scene.playhead.applied);
    const std::uint32_t first = applied > kFarthest ? applied - kFarthest : 0;
    for (std::uint32_t i = applied; i-- > first;) {
        const event::Payload& payload = drawing.history.event(EventId(i)).payload;
        if (const auto* proposed = std::get_if<event::IsrProposed>(&payload);
            proposed != nullptr && proposed->partition == partition) {
            return proposed->isr;
        }
        const bool decided = std::holds_alternative<event::IsrChanged>(payload)
            || std::holds_alternative<event::LeaderElected>(payload);
        if (decided && event::partitionOf(payload) == partition) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

struct Outline {
    Ink ink = Ink::None;
    Dash dash = Dash::Solid;
};

Outline outlineOf(Membership membership, Move move)
{
    if (move != Move::Stays) {
        return {Ink::Accent, Dash::Dotted};
    }
    switch (membership) {
    case Membership::InSync:
        return {Ink::Border, Dash::Solid};
    case Membership::OutOfSync:
        return {Ink::Warning, Dash::Dashed};
    case Membership::Joining:
        return {Ink::Success, Dash::Dashed};
    case Membership::Leaving:
        return {Ink::Warning, Dash::Dotted};
    case Membership::Eligible:
        return {Ink::Success, Dash::Dotted};
    }
    return {};
}

} // namespace

Membership membershipOf(const Drawing& drawing, PartitionId id, NodeId broker)
{
    const history::PartitionState& partition = drawing.state.partition(id);
    const bool member = partition.isr.contains(broker);
    const auto proposed = proposedIsr(drawing, id);
    if (proposed && proposed->contains(broker) != member) {
        return member ? Membership::Leaving : Membership::Joining;
    }
    return member                             ? Membership::InSync
        : partition.eligible.contains(broker) ? Membership::Eligible
                                              : Membership::OutOfSync;
}

Move moveOf(const Drawing& drawing, PartitionId id, NodeId broker)
{
    const history::PartitionState& partition = drawing.state.partition(id);
    return partition.adding.contains(broker)  ? Move::Adding
        : partition.removing.contains(broker) ? Move::Removing
                                              : Move::Stays;
}

QString membershipState(Membership membership)
{
    switch (membership) {
    case Membership::InSync:
        return QStringLiteral("in-sync");
    case Membership::OutOfSync:
        return QStringLiteral("out-of-sync");
    case Membership::Joining:
        return QStringLiteral("joining");
    case Membership::Leaving:
        return QStringLiteral("leaving");
    case Membership::Eligible:
        return QStringLiteral("eligible");
    }
    return {};
}

QString membershipText(Membership membership)
{
    switch (membership) {
    case Membership::InSync:
        return StageText::tr("in the ISR");
    case Membership::OutOfSync:
        return StageText::tr("out of ISR");
    case Membership::Joining:
        return StageText::tr("joining the ISR");
    case Membership::Leaving:
        return StageText::tr("leaving the ISR");
    case Membership::Eligible:
        return StageText::tr("eligible (ELR)", "outside of the ISR, but may be elected");
    }
    return {};
}

QString moveText(Move move)
{
    switch (move) {
    case Move::Stays:
        return {};
    case Move::Adding:
        return StageText::tr("being added");
    case Move::Removing:
        return StageText::tr("being removed");
    }
    return {};
}

void drawMembership(const Drawing& drawing, PartitionId partition, NodeId broker)
{
    if (drawing.state.partition(partition).leaderEpoch == kNoEpoch) {
        return;
    }
    const StageLayout::Column& column = drawing.layout.column(partition);
    const QRectF& row = drawing.layout.row(broker);
    const Membership membership = membershipOf(drawing, partition, broker);
    const Move move = moveOf(drawing, partition, broker);
    const Outline outline = outlineOf(membership, move);
    const double inset = std::min(3.0, row.height() / 8);
    const QRectF area(
        column.left - 5, row.top() + inset, column.width + 8, row.height() - 2 * inset);
    Shape& shape = drawing.sketch.rect(
        area, 5, Ink::None, outline.ink, membership == Membership::InSync ? 1 : 1.5);
    shape.dash = outline.dash;
    shape.id = QStringLiteral("isr:%1/%2").arg(drawing.partition(partition), drawing.node(broker));
    shape.state = membershipState(membership);
    shape.tip = StageText::tr("%1 on %2: %3", "a replica and its membership")
                    .arg(drawing.partition(partition), drawing.node(broker),
                        move == Move::Stays
                            ? membershipText(membership)
                            : membershipText(membership) + QStringLiteral(" · ") + moveText(move));
}

} // namespace brokerscope::views
