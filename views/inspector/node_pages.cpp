#include "views/inspector/config_rows.h"
#include "views/inspector/error_rows.h"
#include "views/inspector/fault_rows.h"
#include "views/inspector/handler_rows.h"
#include "views/inspector/member_rows.h"
#include "views/inspector/pages.h"
#include "views/lag.h"
#include "views/text/event_text.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

QString number(std::uint64_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

QString stateText(const history::BrokerState& broker)
{
    if (!broker.running) {
        return InspectorText::tr("stopped (%1)").arg(stopHowText(broker.stoppedHow));
    }
    return broker.paused ? InspectorText::tr("stands still") : InspectorText::tr("running");
}

QString controllersViewText(const history::BrokerState& broker)
{
    if (!broker.registered) {
        return InspectorText::tr("not registered");
    }
    if (broker.leaving) {
        return InspectorText::tr("in controlled shutdown: leads nothing more");
    }
    return broker.fenced ? InspectorText::tr("fenced: may not lead") : InspectorText::tr("alive");
}

QString heartbeatText(const Scene& scene, const history::BrokerState& broker)
{
    if (broker.lastHeartbeat == Timestamp()) {
        return {};
    }
    const Duration ago = scene.playhead.time - broker.lastHeartbeat;
    return ago == Duration() ? InspectorText::tr("last heartbeat just now")
                             : InspectorText::tr("last heartbeat %1 ago").arg(durationText(ago));
}

/// As many partitions as a person reads.
constexpr qsizetype kMostPartitions = 20;

/// The partitions that the controller lets the broker lead.
QString ledText(const Scene& scene, NodeId node)
{
    QStringList led;
    int more = 0;
    for (std::size_t p = 0; p < scene.state->partitions.size(); ++p) {
        if (scene.state->partitions[p].leader != node) {
            continue;
        }
        if (led.size() < kMostPartitions) {
            led += partitionName(*scene.run.history, PartitionId(static_cast<std::uint16_t>(p)));
        } else {
            ++more;
        }
    }
    if (led.isEmpty()) {
        return InspectorText::tr("no partition");
    }
    const QString text = led.join(u", "_s);
    return more == 0 ? text : text + u' ' + InspectorText::tr("and %n more", "partitions", more);
}

void setBrokerBadge(InspectorPage& page, const history::BrokerState& broker)
{
    if (!broker.running) {
        page.badge = InspectorText::tr("DOWN", "a stopped broker");
        return;
    }
    page.badgeInk = Ink::Warning;
    if (broker.paused) {
        page.badge = InspectorText::tr("paused");
    } else if (broker.leaving) {
        page.badge = InspectorText::tr("shutting down");
    } else if (broker.fenced) {
        page.badge = InspectorText::tr("fenced");
    }
}

void addReplicas(InspectorPage& page, const Scene& scene, NodeId node)
{
    const auto& replicas = scene.state->broker(node).replicas;
    const std::size_t shown = std::min(replicas.size(), static_cast<std::size_t>(kMostPartitions));
    for (std::size_t i = 0; i < shown; ++i) {
        const history::ReplicaState& replica = replicas[i];
        page.rows += {partitionName(*scene.run.history, replica.partition),
            InspectorText::tr("LEO %1 · HW %2 · %3", "offset; offset; role")
                .arg(QString::number(replica.logEnd.value()),
                    QString::number(replica.highWatermark.value()), roleText(replica.role)),
            {}, replicaSelection(node, replica.partition)};
    }
    if (shown < replicas.size()) {
        page.rows += {InspectorText::tr("replicas"),
            InspectorText::tr(
                "and %n more", "partitions", static_cast<int>(replicas.size() - shown)),
            {}, {}};
    }
}

void addRack(InspectorPage& page, const Scene& scene, NodeId node)
{
    if (!scene.run.scenario) {
        return;
    }
    const auto& racks = scene.run.scenario->cluster.racks;
    const auto rack = racks.find(scene.run.history->roster().at(node).name);
    if (rack != racks.end()) {
        page.rows += {InspectorText::tr("rack"), QString::fromStdString(rack->second), {}, {}};
    }
}

/// The consumer groups that the broker speaks for.
void addGroups(InspectorPage& page, const Scene& scene, NodeId node)
{
    for (const history::GroupState& group : scene.state->groups) {
        if (group.coordinator == node && group.state != event::GroupState::Dead) {
            const QString name = toQString(scene.run.history->text(group.name));
            page.rows += {InspectorText::tr("coordinates", "a broker, a consumer group"), name,
                groupStateText(group.state), groupSelection(name)};
        }
    }
}

void fillBroker(InspectorPage& page, const Scene& scene, NodeId node)
{
    const history::BrokerState& broker = scene.state->broker(node);
    setBrokerBadge(page, broker);
    const bool wasStopped = !broker.running && broker.stoppedAt > Timestamp();
    page.rows += {InspectorText::tr("state"), stateText(broker),
        wasStopped ? InspectorText::tr("since %1").arg(clockText(broker.stoppedAt)) : QString(),
        {}};
    addDiskRows(page, broker);
    addLinkAndClockRows(page, scene, node);
    page.rows += {InspectorText::tr("registration", "of a broker at the controller"),
        controllersViewText(broker), heartbeatText(scene, broker), {}};
    if (broker.registered) {
        page.rows += {InspectorText::tr("broker epoch"), QString::number(broker.epoch.value()),
            InspectorText::tr("tells this life from the ones before"), {}};
    }
    addRack(page, scene, node);
    page.rows += {InspectorText::tr("leads"), ledText(scene, node), {}, {}};
    if (broker.running) {
        addGroups(page, scene, node);
    }
    addReplicas(page, scene, node);
    page.rows += {InspectorText::tr("metadata"),
        InspectorText::tr("applied up to %1").arg(broker.metadataEnd.value()), {}, {}};
}

void fillProducer(InspectorPage& page, const Scene& scene, NodeId node)
{
    const history::ProducerState& producer = scene.state->producer(node);
    if (!producer.running) {
        page.badge = InspectorText::tr("stopped");
        page.badgeInk = Ink::Warning;
    }
    addHostRow(page, scene, node);
    page.rows += {InspectorText::tr("sent"), number(producer.created),
        InspectorText::tr("calls of send()"), {}};
    page.rows += {InspectorText::tr("acked"), number(producer.acked), {}, {}};
    page.rows += {InspectorText::tr("failed", "records"), number(producer.failed), {}, {}};
    addNewestError(page, scene, producer.lastError);
    page.rows += {InspectorText::tr("retries"), number(producer.retries),
        InspectorText::tr("batches sent again"), {}};
    page.rows += {InspectorText::tr("in flight"), number(producer.inFlightRequests),
        InspectorText::tr("requests"), {}};
    page.rows += {InspectorText::tr("buffer.memory"),
        InspectorText::tr("%1 bytes in use").arg(number(producer.bufferUsed)), {}, {}};
    if (producer.blocked > 0) {
        page.rows += {InspectorText::tr("blocked"), number(producer.blocked),
            InspectorText::tr("calls of send() that wait for memory"), {}};
    }
    if (producer.producerId != kNoProducerId) {
        page.rows += {InspectorText::tr("producer id"),
            InspectorText::tr("%1, epoch %2")
                .arg(producer.producerId.value())
                .arg(producer.producerEpoch.value()),
            {}, {}};
    }
    for (std::size_t p = 0; p < producer.knownLeader.size(); ++p) {
        if (producer.knownLeader[p] != kNoNode) {
            const PartitionId id(static_cast<std::uint16_t>(p));
            page.rows += {partitionName(*scene.run.history, id),
                InspectorText::tr("sends to %1", "a producer to a broker")
                    .arg(nodeName(*scene.run.history, producer.knownLeader[p])),
                {}, partitionSelection(id)};
        }
    }
}

void fillConsumer(InspectorPage& page, const Scene& scene, NodeId node)
{
    const history::ConsumerState& consumer = scene.state->consumer(node);
    if (consumer.failed) {
        page.badge = InspectorText::tr("failed", "a consumer");
        addErrorRows(page, consumer.error);
    } else if (!consumer.running) {
        page.badge = InspectorText::tr("stopped");
        page.badgeInk = Ink::Warning;
    }
    const bool isInGroup = addMemberRows(page, scene, node);
    page.rows += {InspectorText::tr("consumed"), number(consumer.delivered),
        InspectorText::tr("records that poll() returned"), {}};
    addHandlerRows(page, scene, node);
    for (const history::ConsumerPartition& partition : consumer.partitions) {
        const QString position = partition.position == kNoOffset
            ? InspectorText::tr("none", "a position")
            : QString::number(partition.position.value());
        if (partition.readReplica != kNoNode) {
            page.rows += {InspectorText::tr("reads %1 from", "partition")
                              .arg(partitionName(*scene.run.history, partition.partition)),
                nodeName(*scene.run.history, partition.readReplica),
                InspectorText::tr("the replica in its own rack, not the leader"),
                replicaSelection(partition.readReplica, partition.partition)};
        }
        const QString lag = QString::number(lagOf(*scene.state, partition).value());
        page.rows += {partitionName(*scene.run.history, partition.partition),
            isInGroup ? InspectorText::tr("position %1 · committed %2 · lag %3")
                            .arg(position, committedText(partition), lag)
                      : InspectorText::tr("position %1 · lag %2").arg(position, lag),
            partition.sought == kNoOffset
                ? InspectorText::tr("application done below %1").arg(partition.processed.value())
                : InspectorText::tr("application done below %1 · last seek to %2")
                      .arg(QString::number(partition.processed.value()),
                          QString::number(partition.sought.value())),
            partitionSelection(partition.partition)};
    }
}

} // namespace

InspectorPage nodePage(const Scene& scene, const Selection& selection)
{
    InspectorPage page;
    const event::Roster& roster = scene.run.history->roster();
    if (selection.node.value() >= roster.nodes.size()) {
        return page;
    }
    const event::NodeKind kind = roster.at(selection.node).kind;
    page.title = InspectorText::tr("%1 %2", "kind of node; name")
                     .arg(nodeKindText(kind), nodeName(*scene.run.history, selection.node));
    switch (kind) {
    case event::NodeKind::Script:
        page.title = nodeKindText(kind);
        page.intro = InspectorText::tr("The commands of the lesson and your own.");
        break;
    case event::NodeKind::Broker:
        fillBroker(page, scene, selection.node);
        break;
    case event::NodeKind::Controller:
        return controllerPage(scene, selection);
    case event::NodeKind::Producer:
        fillProducer(page, scene, selection.node);
        addLinkAndClockRows(page, scene, selection.node);
        break;
    case event::NodeKind::Consumer:
        fillConsumer(page, scene, selection.node);
        addLinkAndClockRows(page, scene, selection.node);
        break;
    }
    addWhy(page, scene, selection);
    addNodeConfig(page, scene, selection.node);
    return page;
}

} // namespace brokerscope::views
