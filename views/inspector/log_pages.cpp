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
    if (scene.state->partition(replica.partition).isr.contains(broker)) {
        text += u" · "_s + InspectorText::tr("in the ISR");
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
    const bool inSync = scene.state->partition(selection.partition).isr.contains(selection.node);
    page.rows += {InspectorText::tr("in the ISR"),
        inSync ? InspectorText::tr("yes") : InspectorText::tr("no"), {}, {}};
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
    }
    page.rows += {InspectorText::tr("leader"), leaderText(scene, partition),
        InspectorText::tr("leader epoch %1").arg(partition.leaderEpoch.value()),
        partition.leader == kNoNode ? Selection()
                                    : replicaSelection(partition.leader, selection.partition)};
    page.rows += {InspectorText::tr("ISR"), brokerSetText(history, partition.isr),
        InspectorText::tr("partition epoch %1").arg(partition.partitionEpoch.value()), {}};
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
