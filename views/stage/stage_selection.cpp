#include "views/stage/stage_selection.h"

#include <algorithm>
#include <optional>

namespace brokerscope::views {

namespace {

// An id taken apart: "record:orders-0@8/b1" is kind "record", object "orders-0", number "8", place
// "b1".
struct IdParts {
    QString kind;
    QString object;
    QString number;
    QString place;
};

IdParts partsOf(const QString& id)
{
    IdParts parts;
    const qsizetype colon = id.indexOf(QLatin1Char(':'));
    parts.kind = id.left(colon);
    QString rest = id.mid(colon + 1);
    if (const qsizetype slash = rest.lastIndexOf(QLatin1Char('/')); slash >= 0) {
        parts.place = rest.mid(slash + 1);
        rest.truncate(slash);
    }
    for (const QChar mark : {QLatin1Char('@'), QLatin1Char('#')}) {
        if (const qsizetype at = rest.lastIndexOf(mark); at >= 0) {
            parts.number = rest.mid(at + 1);
            rest.truncate(at);
        }
    }
    if (parts.kind == QLatin1String("group")) {
        rest.truncate(rest.lastIndexOf(QLatin1Char('+')));
    }
    parts.object = rest;
    return parts;
}

/// The group of "consumer-group:NAME" and "committed:NAME/PARTITION"; its name may contain any
/// sign.
std::optional<QString> groupIn(const QString& id)
{
    if (const QLatin1String card("consumer-group:"); id.startsWith(card)) {
        return id.mid(card.size());
    }
    if (const QLatin1String mark("committed:"); id.startsWith(mark)) {
        return id.mid(mark.size()).section(QLatin1Char('/'), 0, -2);
    }
    return std::nullopt;
}

Selection nodeSelection(NodeId node)
{
    Selection selection;
    selection.kind = Selection::Kind::Node;
    selection.node = node;
    return selection;
}

std::optional<LeaderEpoch> epochAt(const history::ReplicaState& replica, Offset offset)
{
    for (const auto* spans : {&replica.log, &replica.gone}) {
        for (const history::Span& span : *spans) {
            if (offset >= span.base && offset < span.end) {
                return span.epoch;
            }
        }
    }
    return std::nullopt;
}

Selection recordSelection(const Scene& scene, PartitionId partition, Offset offset, NodeId broker)
{
    const history::ReplicaState* replica = scene.state->replica(broker, partition);
    const auto epoch = replica == nullptr ? std::nullopt : epochAt(*replica, offset);
    Selection selection;
    if (epoch) {
        selection.kind = Selection::Kind::Record;
        selection.partition = partition;
        selection.offset = offset;
        selection.epoch = *epoch;
    }
    return selection;
}

Selection partitionSelection(PartitionId partition, NodeId broker)
{
    Selection selection;
    selection.kind = broker == kNoNode ? Selection::Kind::Partition : Selection::Kind::Replica;
    selection.partition = partition;
    selection.node = broker;
    return selection;
}

Selection bucketSelection(const Scene& scene, NodeId producer, PartitionId partition)
{
    for (const history::BatchState& batch : scene.state->producer(producer).batches) {
        if (batch.partition == partition && batch.phase == history::BatchPhase::Open) {
            Selection selection = nodeSelection(producer);
            selection.kind = Selection::Kind::Batch;
            selection.batch = batch.batch;
            return selection;
        }
    }
    return nodeSelection(producer);
}

Selection messageSelection(const QString& number, const history::History& history)
{
    bool ok = false;
    const std::uint32_t event = number.toUInt(&ok);
    Selection selection;
    if (ok && event < history.size()) {
        selection.kind = Selection::Kind::Message;
        selection.event = EventId(event);
    }
    return selection;
}

} // namespace

Selection selectionFor(const QString& id, const Scene& scene)
{
    if (!scene.run || !scene.state || id.isEmpty()) {
        return {};
    }
    if (const auto group = groupIn(id)) {
        Selection selection;
        selection.kind = Selection::Kind::Group;
        selection.group = group->toStdString();
        return selection;
    }
    const event::Roster& roster = scene.run.history->roster();
    const IdParts parts = partsOf(id);
    const auto object = roster.node(parts.object.toStdString());
    const auto partition = roster.partition(parts.object.toStdString());
    const NodeId place = roster.node(parts.place.toStdString()).value_or(kNoNode);

    if (parts.kind == QLatin1String("message") || parts.kind == QLatin1String("dropped")) {
        return messageSelection(parts.object, *scene.run.history);
    }
    const bool isRecord
        = parts.kind == QLatin1String("record") || parts.kind == QLatin1String("falling");
    if (isRecord && partition && place != kNoNode) {
        return recordSelection(scene, *partition, Offset(parts.number.toLongLong()), place);
    }
    if (parts.kind == QLatin1String("batch") && object) {
        Selection selection = nodeSelection(*object);
        selection.kind = Selection::Kind::Batch;
        selection.batch = BatchId(parts.number.toUInt());
        return selection;
    }
    if (parts.kind == QLatin1String("bucket") && object) {
        const auto target = roster.partition(parts.place.toStdString());
        return target ? bucketSelection(scene, *object, *target) : nodeSelection(*object);
    }
    if (partition) {
        return partitionSelection(*partition, place);
    }
    return object ? nodeSelection(*object) : Selection{};
}

NodeId nodeFor(const QString& id, const Scene& scene)
{
    if (!scene.run || id.isEmpty() || groupIn(id)) {
        return kNoNode;
    }
    const event::Roster& roster = scene.run.history->roster();
    const IdParts parts = partsOf(id);
    if (const auto place = roster.node(parts.place.toStdString())) {
        return *place;
    }
    return roster.node(parts.object.toStdString()).value_or(kNoNode);
}

} // namespace brokerscope::views
