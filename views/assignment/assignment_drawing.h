#pragma once

#include "views/assignment/assignment_graph.h"
#include "views/assignment/assignment_layout.h"
#include "views/assignment/assignment_picture.h"
#include "views/picture/sketch.h"
#include "views/text/names.h"

#include <QCoreApplication>

namespace brokerscope::views {

/// The translation context of all texts in the picture.
struct AssignmentText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::AssignmentText)
};

/// What every part of the lens is drawn from and onto.
struct AssignmentDrawing {
    const AssignmentSubject& subject;
    const Rebalance& rebalance;
    const AssignmentGraph& graph;
    const AssignmentLayout& layout;
    Sketch& sketch;

    [[nodiscard]] const history::History& history() const { return *subject.run.history; }
    [[nodiscard]] double u(double units) const { return units * sketch.scale(); }
    [[nodiscard]] QString partition(PartitionId id) const { return partitionName(history(), id); }
    [[nodiscard]] QString node(NodeId id) const { return nodeName(history(), id); }
    /// The colour that the consumer has everywhere.
    [[nodiscard]] Ink consumerInk(NodeId consumer) const;
    [[nodiscard]] const StrategyOutcome* shownOutcome() const;
    /// The decision that the steps have come to; nullptr without steps or before the first.
    [[nodiscard]] const assignor::Decision* presentDecision() const;
    /// The partition that is explained; kNoPartition when there is none.
    [[nodiscard]] PartitionId explained() const;
};

void drawGraph(const AssignmentDrawing& drawing);
/// Cards of the strategies.
void drawStrategies(const AssignmentDrawing& drawing);
/// The decisions around the present one.
void drawDecisions(const AssignmentDrawing& drawing);
void drawPhases(const AssignmentDrawing& drawing);
/// The decision about one partition in words.
void drawWhy(const AssignmentDrawing& drawing);

/// Where a time stands in the phases.
[[nodiscard]] double phaseX(
    const AssignmentLayout& layout, const Rebalance& rebalance, Timestamp time, double scale);
/// The part of the phases in which times are drawn.
[[nodiscard]] QRectF phaseTrack(const AssignmentLayout& layout, double scale);

} // namespace brokerscope::views
