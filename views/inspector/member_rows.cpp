#include "views/inspector/member_rows.h"

#include "views/groups/group_facts.h"
#include "views/groups/member_clocks.h"
#include "views/inspector/pages.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

namespace brokerscope::views {

namespace {

/// Kafka's name of the property that the clock runs by.
QString clockLabel(MemberClock::Kind kind, const MemberConfig& config)
{
    switch (kind) {
    case MemberClock::Kind::Heartbeat:
        return config.heartbeatProperty;
    case MemberClock::Kind::Session:
        return config.sessionProperty;
    case MemberClock::Kind::Poll:
        return QStringLiteral("max.poll.interval.ms");
    case MemberClock::Kind::AutoCommit:
        return QStringLiteral("auto.commit.interval.ms");
    }
    return {};
}

void addMembership(InspectorPage& page, const Scene& scene, const history::GroupState& group,
    const history::GroupMemberState& member)
{
    const history::History& history = *scene.run.history;
    QString id = toQString(history.text(member.member));
    id.replace(u'-', QStringLiteral("-\u200b")); // it may fold there
    page.rows += {InspectorText::tr("member id"), id,
        InspectorText::tr("since %1", "a moment").arg(clockText(member.since)), {}};
    if (member.instance != StringId()) {
        page.rows += {QStringLiteral("group.instance.id"), toQString(history.text(member.instance)),
            InspectorText::tr("a static member: it may come back within session.timeout.ms"), {}};
    }
    if (group.leader == member.client) {
        page.rows += {InspectorText::tr("leader of the group"), InspectorText::tr("yes"),
            InspectorText::tr("it computes the assignment for all members"), {}};
    }
}

} // namespace

bool addMemberRows(InspectorPage& page, const Scene& scene, NodeId consumer)
{
    const QString name = groupOf(scene.run, consumer);
    if (name.isEmpty()) {
        return false;
    }
    const history::ConsumerState& state = scene.state->consumer(consumer);
    const history::GroupState* group = scene.state->groupOf(consumer);
    page.rows += {
        InspectorText::tr("group"), name, memberStageText(scene, consumer), groupSelection(name)};
    if (const auto* member = group == nullptr ? nullptr : group->memberOf(consumer)) {
        addMembership(page, scene, *group, *member);
    }
    if (state.coordinator != kNoNode) {
        page.rows
            += {InspectorText::tr("coordinator"), nodeName(*scene.run.history, state.coordinator),
                InspectorText::tr("as it believes"), nodeSelection(state.coordinator)};
    }
    const MemberConfig config = memberConfig(scene.run, consumer);
    for (const MemberClock& clock : memberClocks(scene, consumer)) {
        page.rows += {clockLabel(clock.kind, config),
            InspectorText::tr("%1 left", "duration").arg(roughText(clock.left)), clock.sentence,
            {}};
    }
    return true;
}

QString committedText(const history::ConsumerPartition& partition)
{
    const QString committed = partition.committed == kNoOffset
        ? InspectorText::tr("none", "a committed offset")
        : QString::number(partition.committed.value());
    return partition.committing == kNoOffset
        ? committed
        : InspectorText::tr("%1 → %2", "committed offset; one that is on its way")
              .arg(committed, QString::number(partition.committing.value()));
}

} // namespace brokerscope::views
