#include "views/producer/producer_ids.h"

namespace brokerscope::views {

namespace {

/// "closed:p1#12" taken apart: a kind, an object, and what comes behind its # or /.
struct IdParts {
    QString kind;
    QString object;
    QString rest;
};

IdParts partsOf(const QString& id)
{
    const qsizetype colon = id.indexOf(QLatin1Char(':'));
    const QString behind = id.mid(colon + 1);
    qsizetype mark = behind.lastIndexOf(QLatin1Char('#'));
    mark = mark < 0 ? behind.lastIndexOf(QLatin1Char('/')) : mark;
    return {id.left(colon), mark < 0 ? behind : behind.left(mark),
        mark < 0 ? QString() : behind.mid(mark + 1)};
}

Selection nodeSelection(NodeId node)
{
    Selection selection;
    selection.kind = Selection::Kind::Node;
    selection.node = node;
    return selection;
}

Selection batchSelection(NodeId producer, BatchId batch)
{
    Selection selection = nodeSelection(producer);
    selection.kind = Selection::Kind::Batch;
    selection.batch = batch;
    return selection;
}

Selection partitionSelection(PartitionId partition)
{
    Selection selection;
    selection.kind = Selection::Kind::Partition;
    selection.partition = partition;
    return selection;
}

Selection recordSelection(
    const Scene& scene, const ProducerData& data, NodeId producer, RecordNumber number)
{
    const ProducerData::Record* record = data.of(producer).record(number, scene.playhead.applied);
    if (record == nullptr) {
        return nodeSelection(producer);
    }
    Selection selection;
    selection.kind = Selection::Kind::Record;
    selection.partition = record->partition;
    selection.event = record->created;
    const history::RecordTrace* trace
        = scene.run.verdict ? scene.run.verdict->recordCreatedAt(record->created) : nullptr;
    if (trace != nullptr && trace->offset != kNoOffset) {
        selection.offset = trace->offset;
        selection.epoch = trace->epoch;
        selection.event = kNoEvent;
    } else {
        selection.offset = kNoOffset;
    }
    return selection;
}

/// The open batch of the partition, or the partition itself.
Selection bucketSelection(const Scene& scene, NodeId producer, PartitionId partition)
{
    for (const history::BatchState& batch : scene.state->producer(producer).batches) {
        if (batch.partition == partition && batch.phase == history::BatchPhase::Open) {
            return batchSelection(producer, batch.batch);
        }
    }
    return partitionSelection(partition);
}

NodeId kindOnly(const event::Roster& roster, NodeId node)
{
    const bool is
        = node.value() < roster.nodes.size() && roster.at(node).kind == event::NodeKind::Producer;
    return is ? node : kNoNode;
}

} // namespace

Selection producerSelectionFor(const QString& id, const Scene& scene, const ProducerData& data)
{
    if (!scene.run || !scene.state || id.isEmpty()) {
        return {};
    }
    const event::Roster& roster = scene.run.history->roster();
    const IdParts parts = partsOf(id);
    if (parts.kind == QLatin1String("request")) {
        Selection selection;
        const std::uint32_t event = parts.object.toUInt();
        if (event < scene.run.history->size()) {
            selection.kind = Selection::Kind::Message;
            selection.event = EventId(event);
        }
        return selection;
    }
    if (parts.kind == QLatin1String("partition")) {
        const auto partition = roster.partition(parts.object.toStdString());
        return partition ? partitionSelection(*partition) : Selection{};
    }
    const auto node = roster.node(parts.object.toStdString());
    if (!node) {
        return {};
    }
    const bool isProducer = kindOnly(roster, *node) != kNoNode;
    if (isProducer
        && (parts.kind == QLatin1String("record") || parts.kind == QLatin1String("blocked"))) {
        return recordSelection(scene, data, *node, RecordNumber(parts.rest.toUInt()));
    }
    if (isProducer
        && (parts.kind == QLatin1String("bucket") || parts.kind == QLatin1String("linger"))) {
        const auto partition = roster.partition(parts.rest.toStdString());
        return partition ? bucketSelection(scene, *node, *partition) : nodeSelection(*node);
    }
    return isProducer && !parts.rest.isEmpty() ? batchSelection(*node, BatchId(parts.rest.toUInt()))
                                               : nodeSelection(*node);
}

NodeId producerOf(const Selection& selection, const RunView& run)
{
    if (!run) {
        return kNoNode;
    }
    const event::Roster& roster = run.history->roster();
    switch (selection.kind) {
    case Selection::Kind::Node:
    case Selection::Kind::Batch:
        return kindOnly(roster, selection.node);
    case Selection::Kind::Record: {
        const history::RecordTrace* trace = traceOf(run, selection);
        return trace == nullptr ? kNoNode : trace->producer;
    }
    case Selection::Kind::Message:
    case Selection::Kind::Event: {
        if (selection.event.value() >= run.history->size()) {
            return kNoNode;
        }
        const event::Event& event = run.history->event(selection.event);
        const auto* message = std::get_if<event::MessageSent>(&event.payload);
        const NodeId sender = kindOnly(roster, event.node);
        return sender == kNoNode && message != nullptr ? kindOnly(roster, message->to) : sender;
    }
    case Selection::Kind::None:
    case Selection::Kind::Partition:
    case Selection::Kind::Replica:
    case Selection::Kind::Group:
        break;
    }
    return kNoNode;
}

} // namespace brokerscope::views
