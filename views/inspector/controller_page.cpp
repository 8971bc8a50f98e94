#include "views/inspector/config_rows.h"
#include "views/inspector/fault_rows.h"
#include "views/inspector/pages.h"
#include "views/text/event_text.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using history::PartitionState;
using history::QuorumMemberState;

namespace {

/// As many partitions as a person reads; those that lack something come first.
constexpr std::size_t kMostPartitions = 20;

void setBadge(InspectorPage& page, const Scene& scene, NodeId node, const QuorumMemberState& member)
{
    if (!member.running) {
        page.badge = InspectorText::tr("DOWN", "a stopped controller");
    } else if (member.paused) {
        page.badge = InspectorText::tr("paused");
        page.badgeInk = Ink::Warning;
    } else if (scene.state->controller.active == node) {
        page.badge = InspectorText::tr("active", "the controller that decides");
        page.badgeInk = Ink::Leader;
    } else if (member.role == event::QuorumRole::Candidate) {
        page.badge = InspectorText::tr("candidate", "a controller");
        page.badgeInk = Ink::Warning;
    }
}

QString stateText(const QuorumMemberState& member)
{
    if (!member.running) {
        return InspectorText::tr("stopped");
    }
    return member.paused ? InspectorText::tr("stands still") : InspectorText::tr("running");
}

/// What it is in the quorum, in which term, and how much of the metadata log it has.
void addQuorumRows(InspectorPage& page, const Scene& scene, const QuorumMemberState& member)
{
    const history::History& history = *scene.run.history;
    const bool wasStopped = !member.running && member.stoppedAt > Timestamp();
    page.rows += {InspectorText::tr("state"), stateText(member),
        wasStopped ? InspectorText::tr("since %1").arg(clockText(member.stoppedAt)) : QString(),
        {}};
    page.rows += {InspectorText::tr("role"), controllerRoleText(member.role),
        member.votedFor == kNoNode
            ? QString()
            : InspectorText::tr("voted for %1").arg(nodeName(history, member.votedFor)),
        {}};
    page.rows += {InspectorText::tr("term", "Raft's epoch of the controllers"),
        QString::number(member.epoch.value()),
        InspectorText::tr("each election of a leader of the controllers begins another"), {}};
    page.rows += {InspectorText::tr("quorum leader"), nodeName(history, member.leader),
        InspectorText::tr("as this controller believes"),
        member.leader == kNoNode ? Selection() : nodeSelection(member.leader)};
    page.rows += {InspectorText::tr("metadata log"),
        InspectorText::tr("ends at %1 · committed below %2", "offset; offset")
            .arg(QString::number(member.logEnd.value()), QString::number(member.committed.value())),
        InspectorText::tr("committed: on the disks of a majority"), {}};
}

bool lacksSomething(const PartitionState& partition)
{
    return partition.leader == kNoNode || partition.isr.size() < partition.replicas.size();
}

void addDecisions(InspectorPage& page, const Scene& scene)
{
    const history::History& history = *scene.run.history;
    std::vector<PartitionId> created;
    for (std::size_t p = 0; p < scene.state->partitions.size(); ++p) {
        if (scene.state->partitions[p].created) {
            created.emplace_back(static_cast<std::uint16_t>(p));
        }
    }
    std::stable_partition(created.begin(), created.end(),
        [&](PartitionId id) { return lacksSomething(scene.state->partition(id)); });
    const std::size_t shown = std::min(created.size(), kMostPartitions);
    for (std::size_t i = 0; i < shown; ++i) {
        const PartitionState& partition = scene.state->partition(created[i]);
        page.rows += {partitionName(history, created[i]),
            InspectorText::tr("leader %1 · epoch %2 · ISR %3")
                .arg(nodeName(history, partition.leader),
                    QString::number(partition.leaderEpoch.value()),
                    brokerSetText(history, partition.isr)),
            {}, partitionSelection(created[i])};
    }
    if (shown < created.size()) {
        page.rows += {InspectorText::tr("partitions"),
            InspectorText::tr(
                "and %n more", "partitions", static_cast<int>(created.size() - shown)),
            {}, {}};
    }
}

} // namespace

InspectorPage controllerPage(const Scene& scene, const Selection& selection)
{
    const history::History& history = *scene.run.history;
    InspectorPage page;
    const bool isAlone = scene.state->controllers.size() <= 1;
    page.title = isAlone
        ? nodeKindText(event::NodeKind::Controller)
        : InspectorText::tr("%1 %2", "kind of node; name")
              .arg(nodeKindText(event::NodeKind::Controller), nodeName(history, selection.node));
    page.intro = isAlone
        ? InspectorText::tr(
            "It registers brokers, fences those whose heartbeats stay away, and decides who leads "
            "each partition. Brokers learn of it by fetching its metadata log.")
        : InspectorText::tr(
            "The controllers replicate the metadata log among themselves. The one that a majority "
            "elected is active: it registers brokers, fences those whose heartbeats stay away, and "
            "decides who leads each partition. A decision counts once a majority has it.");
    const auto members = history.roster().nodesOf(event::NodeKind::Controller);
    const auto place = std::find(members.begin(), members.end(), selection.node) - members.begin();
    if (static_cast<std::size_t>(place) < scene.state->controllers.size()) {
        const QuorumMemberState& member = scene.state->controllers[static_cast<std::size_t>(place)];
        setBadge(page, scene, selection.node, member);
        addQuorumRows(page, scene, member);
    }
    addLinkAndClockRows(page, scene, selection.node);
    QStringList fenced;
    for (std::size_t i = 0; i < scene.state->brokers.size(); ++i) {
        if (scene.state->brokers[i].registered && scene.state->brokers[i].fenced) {
            fenced += nodeName(history, NodeId(static_cast<std::uint16_t>(i + 1)));
        }
    }
    page.rows += {InspectorText::tr("fenced"),
        fenced.isEmpty() ? InspectorText::tr("nobody") : fenced.join(u", "_s), {}, {}};
    addDecisions(page, scene);
    addWhy(page, scene, selection);
    addNodeConfig(page, scene, selection.node);
    return page;
}

} // namespace brokerscope::views
