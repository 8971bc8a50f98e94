#include "views/groups/group_facts.h"
#include "views/groups/member_clocks.h"
#include "views/inspector/handler_rows.h"
#include "views/inspector/pages.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

namespace {

/// As many members and offsets as a person reads.
constexpr std::size_t kMostRows = 20;

QString partitionsText(const history::History& history, const std::vector<PartitionId>& partitions)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(partitions.size(), kMostRows); ++i) {
        names.append(partitionName(history, partitions[i]));
    }
    if (names.isEmpty()) {
        return InspectorText::tr("no partition");
    }
    const QString text = names.join(QStringLiteral(", "));
    const auto more = partitions.size() - static_cast<std::size_t>(names.size());
    return more == 0 ? text
                     : text + QLatin1Char(' ')
            + InspectorText::tr("and %n more", "partitions", static_cast<int>(more));
}

void addMore(InspectorPage& page, const QString& label, std::size_t all)
{
    if (all > kMostRows) {
        page.rows += {label,
            InspectorText::tr("%n more", nullptr, static_cast<int>(all - kMostRows)), {}, {}};
    }
}

void addMembers(InspectorPage& page, const Scene& scene, const history::GroupState& group)
{
    const history::History& history = *scene.run.history;
    for (std::size_t i = 0; i < std::min(group.members.size(), kMostRows); ++i) {
        const history::GroupMemberState& member = group.members[i];
        QString note = InspectorText::tr("%1 · heard of %2 ago", "member id; duration")
                           .arg(toQString(history.text(member.member)),
                               roughText(scene.playhead.time - member.lastHeard));
        if (member.epoch != kNoGeneration) {
            note += QStringLiteral(" · ")
                + InspectorText::tr("member epoch %1", "number").arg(member.epoch.value());
        }
        if (const QString progress = progressText(member); !progress.isEmpty()) {
            note += QStringLiteral(" · ") + progress;
        }
        page.rows
            += {InspectorText::tr("member %1", "consumer").arg(nodeName(history, member.client)),
                partitionsText(history, member.assigned), note, nodeSelection(member.client)};
    }
    addMore(page, InspectorText::tr("members"), group.members.size());
}

void addCommitted(InspectorPage& page, const Scene& scene, const history::GroupState& group)
{
    const history::History& history = *scene.run.history;
    for (std::size_t i = 0; i < std::min(group.committed.size(), kMostRows); ++i) {
        const history::CommittedOffset& held = group.committed[i];
        page.rows += {InspectorText::tr("committed in %1", "partition")
                          .arg(partitionName(history, held.partition)),
            QString::number(held.offset.value()),
            held.client == kNoNode
                ? QString()
                : InspectorText::tr("by %1", "consumer").arg(nodeName(history, held.client)),
            partitionSelection(held.partition)};
    }
    addMore(page, InspectorText::tr("committed offsets"), group.committed.size());
}

void addRebalance(InspectorPage& page, const Scene& scene, const history::GroupState& group)
{
    const auto last = lastRebalance(group, scene.playhead.time);
    if (!last) {
        return;
    }
    page.rows += {InspectorText::tr("rebalances"), QString::number(group.rebalances),
        rebalanceText(group, scene.playhead.time), {}};
    page.rows += {last->isOver ? InspectorText::tr("last one because", "a rebalance")
                               : InspectorText::tr("this one because", "a rebalance"),
        rebalanceCauseText(*scene.run.history, group),
        InspectorText::tr("begun at %1", "a moment").arg(clockText(group.rebalanceSince)),
        group.causedBy == kNoNode ? Selection{} : nodeSelection(group.causedBy)};
}

void fillGroup(InspectorPage& page, const Scene& scene, const history::GroupState& group)
{
    const history::History& history = *scene.run.history;
    if (isRebalancing(group)) {
        page.badge = InspectorText::tr("rebalancing", "a group");
        page.badgeInk = Ink::Warning;
    }
    page.rows += {InspectorText::tr("state"), groupStateText(group.state),
        InspectorText::tr("since %1").arg(clockText(group.stateSince)), {}};
    page.rows += {InspectorText::tr("coordinator"),
        group.coordinator == kNoNode ? InspectorText::tr("none", "a coordinator")
                                     : nodeName(history, group.coordinator),
        InspectorText::tr("the leader of the partition of __consumer_offsets that the group's name "
                          "falls into"),
        group.coordinator == kNoNode ? Selection{} : nodeSelection(group.coordinator)};
    if (const QString generation = generationText(group); !generation.isEmpty()) {
        const QString note = isConsumerProtocol(group)
            ? InspectorText::tr("of the target assignment; each member has an epoch of its own")
            : QString();
        page.rows += {InspectorText::tr("generation"), generation, note, {}};
    }
    if (const QString assignor = assignorText(history, group); !assignor.isEmpty()) {
        page.rows += {InspectorText::tr("protocol"), assignor,
            group.leader == kNoNode
                ? InspectorText::tr("members go there one by one, with their heartbeats (KIP-848)")
                : InspectorText::tr("the leader computes the assignment"),
            group.leader == kNoNode ? Selection{} : nodeSelection(group.leader)};
    }
    addRebalance(page, scene, group);
    addMembers(page, scene, group);
    addCommitted(page, scene, group);
    addStoreRows(page, scene, toQString(history.text(group.name)));
}

} // namespace

InspectorPage groupPage(const Scene& scene, const Selection& selection)
{
    const QString name = QString::fromStdString(selection.group);
    InspectorPage page;
    page.title = InspectorText::tr("group %1").arg(name);
    const history::GroupState* group = groupNamed(scene, name);
    if (group == nullptr) {
        page.intro = InspectorText::tr("Nobody has asked for this group yet.");
        return page;
    }
    fillGroup(page, scene, *group);
    addWhy(page, scene, selection);
    return page;
}

} // namespace brokerscope::views
