#pragma once

#include "engine/history/history.h"
#include "engine/history/verdict.h"
#include "engine/scenario/scenario.h"
#include "views/playhead.h"

#include <memory>
#include <string>

namespace brokerscope::views {

/// What every view looks at: a recorded run, its judgement and the scenario (edits applied) that it
/// came from. All three are immutable and shared. A default-made one shows nothing.
struct RunView {
    std::shared_ptr<const history::History> history;
    std::shared_ptr<const history::Verdict> verdict;
    std::shared_ptr<const scenario::Scenario> scenario;
    [[nodiscard]] explicit operator bool() const { return history != nullptr; }
};

/// One moment of a run, folded once per frame and handed to all views.
struct Scene {
    RunView run;
    Playhead playhead;
    std::shared_ptr<const history::ClusterState> state; ///< after playhead.applied events
};

/// The one object that is highlighted everywhere at once.
struct Selection {
    enum class Kind : std::uint8_t {
        None,
        Node,
        Partition,
        Replica,
        Record,
        Batch,
        Message,
        Event,
        Group,
    };
    Kind kind = Kind::None;
    NodeId node = kNoNode; ///< Node, Replica (broker), Batch (producer)
    PartitionId partition = kNoPartition; ///< Partition, Replica, Record
    Offset offset = kNoOffset; ///< Record; kNoOffset when no leader ever stored it
    LeaderEpoch epoch = kNoEpoch; ///< Record
    BatchId batch; ///< Batch
    EventId event = kNoEvent; ///< Message (its MessageSent), Event; of a Record that was never
                              ///< stored its RecordCreated
    std::string group; ///< Group: its group.id, which other runs of the scenario have as well
    bool operator==(const Selection&) const = default;
};

/// The record that an anomaly is about.
[[nodiscard]] inline Selection selectionOf(
    const history::Verdict& verdict, const history::Anomaly& anomaly)
{
    Selection selection;
    selection.kind = Selection::Kind::Record;
    selection.partition = anomaly.partition;
    selection.offset = anomaly.offset;
    selection.epoch = anomaly.epoch;
    if (anomaly.offset == kNoOffset) {
        selection.event = verdict.records.at(anomaly.record).created;
    }
    return selection;
}

/// What is known of a selected record; nullptr when nothing is.
[[nodiscard]] inline const history::RecordTrace* traceOf(
    const RunView& run, const Selection& selection)
{
    if (!run.verdict) {
        return nullptr;
    }
    return selection.offset == kNoOffset
        ? run.verdict->recordCreatedAt(selection.event)
        : run.verdict->recordAt(selection.partition, selection.offset, selection.epoch);
}

} // namespace brokerscope::views
