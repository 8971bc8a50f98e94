#include "views/inspector/config_rows.h"
#include "views/inspector/file_rows.h"
#include "views/inspector/pages.h"
#include "views/text/event_text.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using history::ReplicaState;

namespace {

QString spansText(const std::vector<history::Span>& spans)
{
    // A compacted log is in many pieces: the youngest say what it looks like.
    constexpr std::size_t kMost = 12;
    QStringList parts;
    if (spans.size() > kMost) {
        parts += u"…"_s;
    }
    for (std::size_t i = spans.size() - std::min(spans.size(), kMost); i < spans.size(); ++i) {
        const history::Span& span = spans[i];
        parts += InspectorText::tr("%1 (epoch %2)", "offsets; number")
                     .arg(offsets(span.base, span.end), QString::number(span.epoch.value()));
    }
    return parts.isEmpty() ? InspectorText::tr("empty") : parts.join(u", "_s);
}

QString leaderText(const Scene& scene, const history::PartitionState& partition)
{
    return partition.leader == kNoNode
        ? InspectorText::tr("none: it can neither be written nor read")
        : nodeName(*scene.run.history, partition.leader);
}

/// "LEO 10 · HW 6 · leader, in the ISR"
QString replicaText(const Scene& scene, NodeId broker, const ReplicaState& replica)
{
    QString text = InspectorText::tr("LEO %1 · HW %2 · %3", "offset; offset; role")
                       .arg(QString::number(replica.logEnd.value()),
                           QString::number(replica.highWatermark.value()), roleText(replica.role));
    const history::PartitionState& partition = scene.state->partition(replica.partition);
    if (partition.isr.contains(broker)) {
        text += u" · "_s + InspectorText::tr("in the ISR");
    } else if (partition.eligible.contains(broker)) {
        text += u" · "_s + InspectorText::tr("eligible leader replica");
    }
    if (partition.adding.contains(broker)) {
        text += u" · "_s + InspectorText::tr("being added", "a replica");
    } else if (partition.removing.contains(broker)) {
        text += u" · "_s + InspectorText::tr("to be removed", "a replica");
    }
    if (!scene.state->broker(broker).running) {
        text += u" · "_s + InspectorText::tr("offline");
    }
    return text;
}

void setReplicaBadge(
    InspectorPage& page, const Scene& scene, NodeId broker, const ReplicaState& replica)
{
    if (!scene.state->broker(broker).running) {
        page.badge = InspectorText::tr("offline");
    } else if (replica.role == event::ReplicaRole::Leader) {
        page.badge = InspectorText::tr("leader");
        page.badgeInk = Ink::Leader;
    } else if (!scene.state->partition(replica.partition).isr.contains(broker)) {
        page.badge = InspectorText::tr("out of sync");
        page.badgeInk = Ink::Warning;
    }
}

/// Where the replica stands with the partition's ISR and with a reassignment.
void addMembership(InspectorPage& page, const history::PartitionState& partition, NodeId broker)
{
    const bool inSync = partition.isr.contains(broker);
    page.rows += {InspectorText::tr("in the ISR"),
        inSync ? InspectorText::tr("yes") : InspectorText::tr("no"),
        partition.eligible.contains(broker)
            ? InspectorText::tr("an eligible leader replica: it has everything committed")
            : QString(),
        {}};
    if (partition.adding.contains(broker)) {
        page.rows += {InspectorText::tr("reassignment"), InspectorText::tr("being added"),
            InspectorText::tr("it copies the log and joins the ISR when it has caught up"), {}};
    } else if (partition.removing.contains(broker)) {
        page.rows += {InspectorText::tr("reassignment"), InspectorText::tr("to be removed"),
            InspectorText::tr("it goes when the new replicas are in the ISR"), {}};
    }
    if (partition.preferred == broker) {
        page.rows += {InspectorText::tr("preferred leader"), InspectorText::tr("yes"),
            InspectorText::tr("the first replica in the assignment"), {}};
    }
}

/// Who has replicas and who would rather lead, and what a reassignment is changing.
void addAssignment(
    InspectorPage& page, const Scene& scene, const history::PartitionState& partition)
{
    const history::History& history = *scene.run.history;
    if (!partition.eligible.empty()) {
        page.rows += {InspectorText::tr("ELR"), brokerSetText(history, partition.eligible),
            InspectorText::tr("eligible leader replicas: outside the ISR, with everything "
                              "committed"),
            {}};
    }
    if (partition.preferred != kNoNode) {
        page.rows += {InspectorText::tr("preferred leader"), nodeName(history, partition.preferred),
            partition.preferred == partition.leader
                ? InspectorText::tr("it leads")
                : InspectorText::tr("another one leads at the moment"),
            nodeSelection(partition.preferred)};
    }
    if (!partition.replicas.empty()) {
        page.rows
            += {InspectorText::tr("replicas"), brokerSetText(history, partition.replicas), {}, {}};
    }
    if (!partition.adding.empty()) {
        page.rows += {InspectorText::tr("adding", "replicas by a reassignment"),
            brokerSetText(history, partition.adding), {}, {}};
    }
    if (!partition.removing.empty()) {
        page.rows += {InspectorText::tr("removing", "replicas by a reassignment"),
            brokerSetText(history, partition.removing), {}, {}};
    }
}

} // namespace

InspectorPage replicaPage(const Scene& scene, const Selection& selection)
{
    InspectorPage page;
    const history::History& history = *scene.run.history;
    page.title
        = InspectorText::tr("%1 on %2", "partition; broker")
              .arg(partitionName(history, selection.partition), nodeName(history, selection.node));
    const ReplicaState* replica = scene.state->replica(selection.node, selection.partition);
    if (replica == nullptr) {
        page.intro = InspectorText::tr("The broker has no replica of this partition at this time.");
        return page;
    }
    setReplicaBadge(page, scene, selection.node, *replica);
    page.rows += {InspectorText::tr("broker"), nodeName(history, selection.node), {},
        nodeSelection(selection.node)};
    page.rows += {InspectorText::tr("role"), roleText(replica->role),
        replica->epoch == kNoEpoch ? QString()
                                   : InspectorText::tr("epoch %1").arg(replica->epoch.value()),
        partitionSelection(selection.partition)};
    page.rows += {InspectorText::tr("LEO"), QString::number(replica->logEnd.value()),
        InspectorText::tr("the offset that its next record gets"), {}};
    page.rows += {InspectorText::tr("HW"), QString::number(replica->highWatermark.value()),
        InspectorText::tr(
            "consumers read below it; a follower learns it one fetch later than the leader"),
        {}};
    page.rows += {InspectorText::tr("log"), spansText(replica->log), {}, {}};
    if (!replica->gone.empty()) {
        page.rows += {InspectorText::tr("gone", "records that a replica lost"),
            spansText(replica->gone), {}, {}};
    }
    addMembership(page, scene.state->partition(selection.partition), selection.node);
    addFileRows(page, *replica);
    addWhy(page, scene, selection);
    addTopicConfig(page, scene, selection.partition);
    return page;
}

InspectorPage partitionPage(const Scene& scene, const Selection& selection)
{
    InspectorPage page;
    const history::History& history = *scene.run.history;
    page.title = InspectorText::tr("partition %1").arg(partitionName(history, selection.partition));
    const history::PartitionState& partition = scene.state->partition(selection.partition);
    if (!partition.created) {
        page.intro = InspectorText::tr("The controller has not created it yet.");
        return page;
    }
    if (partition.leader == kNoNode) {
        page.badge = InspectorText::tr("no leader");
    } else if (partition.isr.size() < partition.replicas.size()) {
        page.badge = InspectorText::tr("under-replicated", "a partition");
        page.badgeInk = Ink::Warning;
    }
    page.rows += {InspectorText::tr("leader"), leaderText(scene, partition),
        InspectorText::tr("leader epoch %1").arg(partition.leaderEpoch.value()),
        partition.leader == kNoNode ? Selection()
                                    : replicaSelection(partition.leader, selection.partition)};
    page.rows += {InspectorText::tr("ISR"), brokerSetText(history, partition.isr),
        InspectorText::tr("partition epoch %1").arg(partition.partitionEpoch.value()), {}};
    if (partition.lastElection != kNoEvent) {
        page.rows += {InspectorText::tr("elected", "how the leader was"),
            electionText(partition.electedHow), momentText(scene, partition.lastElection, {}), {}};
    }
    addAssignment(page, scene, partition);
    for (std::size_t i = 0; i < scene.state->brokers.size(); ++i) {
        const NodeId broker(static_cast<std::uint16_t>(i + 1));
        if (const ReplicaState* replica = scene.state->replica(broker, selection.partition)) {
            page.rows += {nodeName(history, broker), replicaText(scene, broker, *replica), {},
                replicaSelection(broker, selection.partition)};
        }
    }
    addWhy(page, scene, selection);
    addTopicConfig(page, scene, selection.partition);
    return page;
}

} // namespace brokerscope::views
