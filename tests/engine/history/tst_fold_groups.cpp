#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/history/verdict.h"
#include "tests/support/history_builder.h"

#include <memory>

using namespace brokerscope;
using namespace brokerscope::history;
using brokerscope::test::HistoryBuilder;
using event::CommitKind;
using event::MemberEnd;
using event::RevokeReason;

namespace {

constexpr NodeId kB1 = HistoryBuilder::kB1;
constexpr NodeId kB2 = HistoryBuilder::kB2;
constexpr NodeId kC1 = HistoryBuilder::kC1;
constexpr NodeId kC2 = HistoryBuilder::kC2;
constexpr PartitionId kOrders0 = HistoryBuilder::kOrders0;

/// Group g with its members c1 and c2, in generation 1 under b1; c1 has orders-0.
struct GroupStory {
    GroupStory()
    {
        for (const NodeId consumer : {kC1, kC2}) {
            const char* name = consumer == kC1 ? "c1" : "c2";
            builder.add(
                consumer, event::ConfigSet{builder.text(name), builder.text("group.id"), group});
            builder.add(consumer, event::NodeStarted{});
            builder.add(consumer, event::CoordinatorFound{kB1});
            builder.add(kB1, event::MemberJoined{group, member(consumer), {}, consumer});
        }
        state(event::GroupState::PreparingRebalance, 0);
        builder.add(
            kB1, event::GenerationBegun{group, builder.text("range"), Generation(1), kC1, 2});
        state(event::GroupState::CompletingRebalance, 1);
        builder.add(kB1, event::MemberAssigned{group, Generation(1), kC1, kOrders0});
        state(event::GroupState::Stable, 1);
        builder.assign(kC1);
    }

    StringId member(NodeId consumer) { return builder.text(consumer == kC1 ? "c1-x" : "c2-x"); }
    EventId state(event::GroupState now, int generation, NodeId broker = kB1)
    {
        return builder.add(broker, event::GroupStateChanged{group, Generation(generation), now});
    }
    EventId commit(NodeId consumer, std::int64_t offset)
    {
        return builder.add(kB1, event::OffsetCommitted{group, Offset(offset), kOrders0, consumer});
    }
    EventId process(NodeId consumer, std::int64_t end)
    {
        return builder.add(consumer, event::RecordsProcessed{Offset(end), kOrders0});
    }
    EventId revoke(NodeId consumer, RevokeReason reason = RevokeReason::Rebalance)
    {
        return builder.add(consumer, event::PartitionRevoked{kOrders0, reason});
    }
    /// Ten records of p1, stored by b1, acknowledged and below the high watermark.
    void store()
    {
        builder.enthrone(kB1, 0);
        builder.send(1, 1, 10);
        builder.lead(kB1, 1, 0, 10);
        builder.watermark(kB1, 0, 10);
        builder.ack(1, 0, 10);
    }

    HistoryBuilder builder;
    StringId group = builder.text("g");
};

ClusterState stateAtEnd(const History& history)
{
    return history.stateAfter(history.size());
}

} // namespace

class TestFoldGroups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGroupIsFolded()
    {
        GroupStory story;
        const auto history = story.builder.build();
        const ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.groups.size(), std::size_t{1});
        const GroupState& group = state.groups[0];
        QVERIFY(group.state == event::GroupState::Stable);
        QCOMPARE(group.generation, Generation(1));
        QVERIFY(history->text(group.protocol) == "range");
        QVERIFY(group.leader == kC1 && group.coordinator == kB1);
        QCOMPARE(group.members.size(), std::size_t{2});
        QVERIFY(group.memberOf(kC1)->assigned == std::vector{kOrders0});
        QVERIFY(group.memberOf(kC2)->assigned.empty());
        QVERIFY(state.groupOf(kC2) == state.group(group.name));
        QVERIFY(state.consumer(kC1).coordinator == kB1);
        QCOMPARE(state.consumer(kC1).partitions.size(), std::size_t{1});
    }

    void aNewGenerationForgetsTheOldAssignment()
    {
        GroupStory story;
        story.builder.add(kB1,
            event::MemberRemoved{story.group, story.member(kC1), kC1, MemberEnd::SessionExpired});
        story.state(event::GroupState::Stable, 2);
        const auto history = story.builder.build();
        const ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.groups[0].members.size(), std::size_t{1});
        QVERIFY(state.groups[0].members[0].assigned.empty());
    }

    void aStaticMemberKeepsItsAssignment()
    {
        GroupStory story;
        const StringId instance = story.builder.text("one");
        story.builder.add(kB1, event::MemberJoined{story.group, story.member(kC1), instance, kC1});
        story.builder.add(
            kB1, event::MemberRemoved{story.group, story.member(kC1), kC1, MemberEnd::Replaced});
        story.builder.add(
            kB1, event::MemberJoined{story.group, story.builder.text("one-y"), instance, kC1});
        const auto history = story.builder.build();
        const GroupState group = stateAtEnd(*history).groups[0];
        QCOMPARE(group.members.size(), std::size_t{2});
        QVERIFY(history->text(group.memberOf(kC1)->member) == "one-y");
        QVERIFY(group.memberOf(kC1)->assigned == std::vector{kOrders0});
    }

    void commitsAndPositions()
    {
        GroupStory story;
        story.builder.add(kC1, event::PositionRestored{Offset(4), kOrders0});
        story.builder.deliver(kC1, 4, 3);
        story.builder.add(kC1, event::CommitSent{Offset(7), kOrders0, CommitKind::Auto});
        const EventId committed = story.commit(kC1, 7);
        story.builder.add(kC1, event::PartitionPaused{kOrders0});
        const auto history = story.builder.build();
        const ClusterState state = stateAtEnd(*history);
        const ConsumerPartition& read = state.consumer(kC1).partitions[0];
        QCOMPARE(read.position, Offset(7));
        QCOMPARE(read.committing, Offset(7));
        QCOMPARE(read.committed, Offset(4)); // it has not heard of it
        QVERIFY(read.isPaused && state.consumer(kC1).isBusy);
        const CommittedOffset* held = state.groups[0].committedOf(kOrders0);
        QVERIFY(held != nullptr);
        QVERIFY((*held == CommittedOffset{kOrders0, Offset(7), kC1, committed}));
    }

    void whatIsRevokedIsGone()
    {
        GroupStory story;
        story.builder.deliver(kC1, 0, 2);
        story.revoke(kC1);
        story.process(kC1, 2); // by a thread that goes on
        story.builder.add(kC1,
            event::CommitEnded{
                Offset(2), kOrders0, CommitKind::Async, event::ErrorCode::UnknownMemberId});
        const auto history = story.builder.build();
        QVERIFY(stateAtEnd(*history).consumer(kC1).partitions.empty());
        QCOMPARE(stateAtEnd(*history).consumer(kC1).delivered, std::uint64_t{2}); // still counts
    }

    void aCoordinatorThatStopsIsForgotten()
    {
        GroupStory story;
        story.builder.stop(kB1, event::StopHow::Kill);
        const auto stopped = story.builder.build();
        QVERIFY(stateAtEnd(*stopped).groups[0].coordinator == kNoNode);
        GroupStory other;
        other.builder.stop(kB1, event::StopHow::Kill);
        other.state(event::GroupState::Stable, 1, kB2);
        const auto moved = other.builder.build();
        QVERIFY(stateAtEnd(*moved).groups[0].coordinator == kB2);
    }

    // --- the verdict

    /// c1 processes five of ten and dies; what c2 gets again depends on what was committed.
    void processedNotCommitted_data()
    {
        QTest::addColumn<int>("committed");
        QTest::addColumn<int>("late"); // on its way when c1 died; -1: nothing was
        QTest::addColumn<unsigned>("again");
        QTest::newRow("nothing committed") << 0 << -1 << 5U;
        QTest::newRow("some") << 3 << -1 << 2U;
        QTest::newRow("all") << 5 << -1 << 0U;
        QTest::newRow("the rest was on its way") << 3 << 5 << 0U;
    }
    void processedNotCommitted()
    {
        QFETCH(int, committed);
        QFETCH(int, late);
        QFETCH(unsigned, again);
        GroupStory story;
        story.store();
        story.builder.reset(kC1, 0);
        story.builder.deliver(kC1, 0, 10);
        story.process(kC1, 5);
        if (committed > 0) {
            story.commit(kC1, committed);
        }
        const EventId death = story.builder.stop(kC1, event::StopHow::Kill);
        if (late >= 0) {
            story.commit(kC1, late);
        }
        const int from = std::max(committed, late);
        story.builder.assign(kC2);
        story.builder.add(kC2, event::PositionRestored{Offset(from), kOrders0});
        story.builder.deliver(kC2, from, static_cast<std::uint32_t>(10 - from));
        story.process(kC2, 10);
        const auto history = story.builder.build();
        const Verdict verdict = judge(*history);
        QCOMPARE(verdict.count(AnomalyKind::ProcessedNotCommitted), again);
        QCOMPARE(verdict.count(AnomalyKind::Redelivered), static_cast<unsigned>(10 - from));
        QCOMPARE(verdict.count(AnomalyKind::CommittedNotProcessed), 0U);
        QCOMPARE(verdict.count(AnomalyKind::NeverDelivered), 0U);
        for (const Anomaly& anomaly : verdict.anomalies) {
            if (anomaly.kind == AnomalyKind::ProcessedNotCommitted) {
                QVERIFY(anomaly.established == death);
            }
        }
    }

    void aRevocationWithoutCommit()
    {
        GroupStory story;
        story.store();
        story.builder.reset(kC1, 0);
        story.builder.deliver(kC1, 0, 10);
        story.process(kC1, 10);
        story.commit(kC1, 6);
        story.revoke(kC1);
        const auto history = story.builder.build();
        QCOMPARE(judge(*history).count(AnomalyKind::ProcessedNotCommitted), 4U);
    }

    /// The offset was committed before the records were processed, and their process died.
    void committedNotProcessed_data()
    {
        QTest::addColumn<bool>("isReadAgain");
        QTest::newRow("nobody comes back to them") << false;
        QTest::newRow("the application seeks") << true;
    }
    void committedNotProcessed()
    {
        QFETCH(bool, isReadAgain);
        GroupStory story;
        story.store();
        story.builder.reset(kC1, 0);
        story.builder.deliver(kC1, 0, 10);
        const EventId commit = story.commit(kC1, 10);
        story.process(kC1, 4);
        const EventId death = story.builder.stop(kC1, event::StopHow::Kill);
        story.builder.assign(kC2);
        story.builder.add(kC2, event::PositionRestored{Offset(10), kOrders0});
        if (isReadAgain) {
            story.builder.seek(kC2, 0);
            story.builder.deliver(kC2, 0, 10);
            story.process(kC2, 10);
        }
        const auto history = story.builder.build();
        const Verdict verdict = judge(*history);
        QCOMPARE(verdict.count(AnomalyKind::CommittedNotProcessed), isReadAgain ? 0U : 6U);
        QCOMPARE(verdict.count(AnomalyKind::ProcessedNotCommitted), 0U);
        for (const Anomaly& anomaly : verdict.anomalies) {
            QVERIFY(anomaly.established == death);
            QVERIFY(std::find(anomaly.evidence.begin(), anomaly.evidence.end(), commit)
                != anomaly.evidence.end());
        }
    }

    void whoIsInAGroupReadsForAll()
    {
        GroupStory story;
        story.store();
        story.builder.reset(kC1, 0);
        story.builder.deliver(kC1, 0, 5);
        story.process(kC1, 5);
        story.commit(kC1, 5);
        story.revoke(kC1);
        story.builder.assign(kC2);
        story.builder.add(kC2, event::PositionRestored{Offset(5), kOrders0});
        story.builder.deliver(kC2, 5, 5);
        const auto history = story.builder.build();
        const Verdict verdict = judge(*history);
        QVERIFY(verdict.anomalies.empty());
        QCOMPARE(verdict.delivered, 10U);
    }
};

QTEST_APPLESS_MAIN(TestFoldGroups)
#include "tst_fold_groups.moc"
