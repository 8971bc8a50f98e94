#include "views/stage/drawing.h"

#include <algorithm>
#include <variant>

namespace brokerscope::views {

namespace {

/// So much virtual time a crown takes from the old leader to the new one, or to fall off.
constexpr Duration kFlight = milliseconds(80);

// Left of the replica's cells.
QPointF seat(const Drawing& drawing, NodeId broker, PartitionId partition)
{
    const QRectF& row = drawing.layout.row(broker);
    return {drawing.layout.column(partition).left - drawing.u(5), row.center().y()};
}

struct Succession {
    NodeId previous = kNoNode;
    double fraction = 1; ///< of the flight
};

Succession successionOf(const Drawing& drawing, const history::PartitionState& partition)
{
    if (partition.lastElection == kNoEvent) {
        return {};
    }
    const event::Event& event = drawing.history.event(partition.lastElection);
    const auto* election = std::get_if<event::LeaderElected>(&event.payload);
    if (election == nullptr) {
        return {};
    }
    return {election->previous, drawing.fractionSince(event.time, kFlight)};
}

void drawPreferred(const Drawing& drawing, PartitionId partition, NodeId broker)
{
    Shape& mark
        = drawing.sketch.crown(seat(drawing, broker, partition), drawing.u(9), Ink::CardSunken);
    mark.stroke = Ink::TextFaint;
    mark.id
        = QStringLiteral("preferred:%1/%2").arg(drawing.partition(partition), drawing.node(broker));
    mark.state = QStringLiteral("preferred");
    mark.tip = StageText::tr("%1 is the preferred leader of %2: the first in assignment order")
                   .arg(drawing.node(broker), drawing.partition(partition));
}

} // namespace

void drawCrown(const Drawing& drawing, PartitionId id)
{
    const history::PartitionState& partition = drawing.state.partition(id);
    const Succession succession = successionOf(drawing, partition);
    const auto shown = [&](NodeId node) { return node != kNoNode && drawing.layout.shows(node); };
    if (partition.preferred != partition.leader && shown(partition.preferred)) {
        drawPreferred(drawing, id, partition.preferred);
    }
    const bool moves = succession.fraction < 1 && shown(succession.previous);
    const bool vacant = !shown(partition.leader);
    if (vacant && !moves) {
        return;
    }
    const double t = succession.fraction;
    const double eased = t * t * (3 - 2 * t);
    QPointF center = seat(drawing, vacant ? succession.previous : partition.leader, id);
    if (moves && vacant) {
        center += QPointF(0, drawing.u(26) * t * t);
    } else if (moves) {
        const QPointF from = seat(drawing, succession.previous, id);
        center = from + (center - from) * eased;
        drawing.sketch.line(from, center, Ink::Leader, 1.4, Dash::Dotted).opacity = 1 - t;
    }
    const double size = drawing.u(moves ? 13 : 10);
    Shape& crown = drawing.sketch.crown(center, size, vacant ? Ink::Danger : Ink::Leader);
    crown.opacity = vacant ? std::max(0.1, 1 - t) : 1;
    crown.id = QStringLiteral("crown:") + drawing.partition(id);
    crown.state = vacant ? QStringLiteral("vacant") : drawing.node(partition.leader);
    crown.tip = vacant ? StageText::tr("%1 has no leader").arg(drawing.partition(id))
                       : StageText::tr("%1 leads %2 in epoch %3")
                             .arg(drawing.node(partition.leader), drawing.partition(id),
                                 QString::number(partition.leaderEpoch.value()));
}

} // namespace brokerscope::views
