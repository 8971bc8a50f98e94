#include <QTest>

#include "tests/engine/broker/sample_metadata.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using broker::PartitionChange;
using event::ElectionKind;
using event::IsrReason;
using Wanted = PartitionChange::Wanted;

namespace {

constexpr PartitionId kP0{0};

/// A change of a partition and what the controller makes of it: the rules of the fact sheet, §4.6.
/// Brokers 1 to 5 are there; the leader epoch is 5 before and the partition epoch 7.
struct Case {
    const char* name;
    // Before.
    const char* replicas = "1,2,3";
    const char* isr = "1,2,3";
    const char* eligible = "";
    int leader = 1;
    int lastKnown = 0;
    const char* fenced = "";
    const char* leaving = "";
    // What happens.
    int gone = 0; ///< is taken away, and out of the ISR
    int back = 0; ///< is brought back
    const char* newIsr = nullptr; ///< the ISR becomes this one
    Wanted wanted = Wanted::Online;
    std::uint32_t minIsr = 1;
    bool unclean = false;
    bool elr = false;
    // After.
    bool changes = true;
    int leaderAfter = 1;
    const char* isrAfter = "";
    const char* eligibleAfter = "";
    int lastKnownAfter = 0;
    ElectionKind kind = ElectionKind::Clean; ///< if the leader changes
    bool recovers = false;
};

const Case kElections[] = {
    // 1. The present leader, while it may; with the trigger "preferred" the first replica.
    {.name = "a leader that may stay stays", .gone = 3, .isrAfter = "1,2"},
    {.name = "it stays though another is preferred",
        .replicas = "2,1,3",
        .gone = 3,
        .isrAfter = "1,2"},
    {.name = "preferred: the first replica takes over",
        .leader = 2,
        .wanted = Wanted::Preferred,
        .leaderAfter = 1,
        .isrAfter = "1,2,3",
        .kind = ElectionKind::Preferred},
    {.name = "preferred: not from outside the ISR",
        .isr = "2,3",
        .leader = 2,
        .wanted = Wanted::Preferred,
        .changes = false},
    {.name = "preferred: not when fenced",
        .leader = 2,
        .fenced = "1",
        .wanted = Wanted::Preferred,
        .changes = false},
    {.name = "preferred: not in controlled shutdown",
        .leader = 2,
        .leaving = "1",
        .wanted = Wanted::Preferred,
        .changes = false},
    {.name = "preferred leads already", .wanted = Wanted::Preferred, .changes = false},
    {.name = "without a trigger nothing moves", .leader = 2, .changes = false},
    // 2. The first replica in assignment order that is in the ISR and active.
    {.name = "first of the ISR in assignment order",
        .gone = 1,
        .leaderAfter = 2,
        .isrAfter = "2,3"},
    {.name = "assignment order, not order of ids",
        .replicas = "1,3,2",
        .gone = 1,
        .leaderAfter = 3,
        .isrAfter = "2,3"},
    {.name = "a fenced one is passed over",
        .fenced = "2",
        .gone = 1,
        .leaderAfter = 3,
        .isrAfter = "2,3"},
    {.name = "one in controlled shutdown is passed over",
        .leaving = "2",
        .gone = 1,
        .leaderAfter = 3,
        .isrAfter = "2,3"},
    {.name = "one outside the ISR is passed over",
        .isr = "1,3",
        .gone = 1,
        .leaderAfter = 3,
        .isrAfter = "3"},
    {.name = "who comes back to a partition without leader leads",
        .isr = "2",
        .leader = 0,
        .fenced = "2",
        .back = 2,
        .leaderAfter = 2,
        .isrAfter = "2"},
    {.name = "who comes back and is in no ISR does not",
        .isr = "2",
        .leader = 0,
        .fenced = "2,3",
        .back = 3,
        .changes = false},
    // 4. With unclean elections the first active replica; the ISR is that one.
    {.name = "unclean: the first active replica",
        .isr = "1",
        .gone = 1,
        .unclean = true,
        .leaderAfter = 2,
        .isrAfter = "2",
        .kind = ElectionKind::Unclean,
        .recovers = true},
    {.name = "unclean: in assignment order",
        .replicas = "1,3,2",
        .isr = "1",
        .gone = 1,
        .unclean = true,
        .leaderAfter = 3,
        .isrAfter = "3",
        .kind = ElectionKind::Unclean,
        .recovers = true},
    {.name = "unclean: not while a clean one is possible",
        .isr = "1,3",
        .gone = 1,
        .unclean = true,
        .leaderAfter = 3,
        .isrAfter = "3"},
    {.name = "unclean: a fenced one is passed over",
        .isr = "1",
        .fenced = "2",
        .gone = 1,
        .unclean = true,
        .leaderAfter = 3,
        .isrAfter = "3",
        .kind = ElectionKind::Unclean,
        .recovers = true},
    {.name = "unclean: an admin may, whatever the topic says",
        .isr = "1",
        .leader = 0,
        .fenced = "1",
        .wanted = Wanted::Unclean,
        .leaderAfter = 2,
        .isrAfter = "2",
        .kind = ElectionKind::Unclean,
        .recovers = true},
    // 5. Nobody. The last member is never removed.
    {.name = "the last member stays in the ISR, dead",
        .isr = "1",
        .gone = 1,
        .leaderAfter = 0,
        .isrAfter = "1",
        .kind = ElectionKind::NoneEligible},
    {.name = "unclean helps nobody when nobody is left",
        .isr = "1",
        .fenced = "2,3",
        .gone = 1,
        .unclean = true,
        .leaderAfter = 0,
        .isrAfter = "1",
        .kind = ElectionKind::NoneEligible},
    {.name = "without leader and with nobody back nothing changes",
        .isr = "1",
        .leader = 0,
        .fenced = "1",
        .changes = false},
};

/// KIP-966. Members that leave an ISR below min.insync.replicas are eligible: the HW stood still.
const Case kEligible[] = {
    {.name = "enough members: who leaves is not eligible",
        .gone = 3,
        .minIsr = 2,
        .elr = true,
        .isrAfter = "1,2"},
    {.name = "too few: who leaves is",
        .isr = "1,2",
        .gone = 2,
        .minIsr = 2,
        .elr = true,
        .isrAfter = "1",
        .eligibleAfter = "2"},
    {.name = "old ISR and old ELR without the new ISR",
        .isr = "1,2",
        .eligible = "3",
        .gone = 2,
        .minIsr = 3,
        .elr = true,
        .isrAfter = "1",
        .eligibleAfter = "2,3"},
    {.name = "the minimum is bounded by the replicas",
        .replicas = "1,2",
        .isr = "1,2",
        .gone = 2,
        .minIsr = 3,
        .elr = true,
        .isrAfter = "1",
        .eligibleAfter = "2"},
    {.name = "whoever joins the ISR leaves the ELR",
        .isr = "1",
        .eligible = "2,3",
        .newIsr = "1,2",
        .minIsr = 3,
        .elr = true,
        .isrAfter = "1,2",
        .eligibleAfter = "3"},
    {.name = "enough again: cleared",
        .isr = "1",
        .eligible = "2,3",
        .newIsr = "1,2",
        .minIsr = 2,
        .elr = true,
        .isrAfter = "1,2"},
    {.name = "an eligible one leads when the ISR is gone",
        .isr = "1",
        .eligible = "2",
        .gone = 1,
        .minIsr = 2,
        .elr = true,
        .leaderAfter = 2,
        .isrAfter = "2",
        .eligibleAfter = "1",
        .kind = ElectionKind::FromEligible},
    {.name = "the last member may leave; everybody stays eligible",
        .isr = "1",
        .eligible = "2",
        .fenced = "2",
        .gone = 1,
        .minIsr = 2,
        .elr = true,
        .leaderAfter = 0,
        .isrAfter = "",
        .eligibleAfter = "1,2",
        .lastKnownAfter = 1,
        .kind = ElectionKind::NoneEligible},
    {.name = "the first of the eligible that comes back leads, cleanly",
        .isr = "",
        .eligible = "1,2",
        .leader = 0,
        .fenced = "1,2",
        .back = 2,
        .minIsr = 2,
        .elr = true,
        .leaderAfter = 2,
        .isrAfter = "2",
        .eligibleAfter = "1",
        .kind = ElectionKind::FromEligible},
    {.name = "one that is not eligible does not",
        .isr = "",
        .eligible = "1,2",
        .leader = 0,
        .fenced = "1,2",
        .back = 3,
        .minIsr = 2,
        .elr = true,
        .changes = false},
    // 3. The last known leader, if ISR and ELR are empty.
    {.name = "the last known leader, as if unclean",
        .isr = "",
        .leader = 0,
        .lastKnown = 3,
        .fenced = "1,2,3",
        .back = 3,
        .minIsr = 2,
        .elr = true,
        .leaderAfter = 3,
        .isrAfter = "3",
        .kind = ElectionKind::LastKnown,
        .recovers = true},
    {.name = "the last known leader must be alive",
        .isr = "",
        .leader = 0,
        .lastKnown = 3,
        .fenced = "1,2,3",
        .back = 1,
        .minIsr = 2,
        .elr = true,
        .changes = false},
    {.name = "switched off: nobody is eligible",
        .isr = "1,2",
        .gone = 2,
        .minIsr = 2,
        .isrAfter = "1"},
};

protocol::MetadataImage imageOf(const Case& c)
{
    protocol::PartitionRegistration before
        = partitionOf(QString::fromUtf8(c.replicas), QString::fromUtf8(c.isr), c.leader);
    before.eligible = setOf(QString::fromUtf8(c.eligible));
    before.lastKnownLeader = brokerOf(c.lastKnown);
    protocol::MetadataImage image = testing::imageOf(5, {before});
    fenceAll(image, QString::fromUtf8(c.fenced));
    letLeave(image, QString::fromUtf8(c.leaving));
    return image;
}

std::optional<protocol::PartitionRecord> resultOf(
    const Case& c, const protocol::MetadataImage& image)
{
    broker::BrokerConfig config;
    config.eligibleLeaderReplicas = c.elr;
    broker::TopicConfig topic;
    topic.minInsyncReplicas = c.minIsr;
    topic.uncleanLeaderElection = c.unclean;
    const broker::Liveness liveness{image, brokerOf(c.gone), brokerOf(c.back)};
    PartitionChange change(config, topic, liveness, kP0);
    change.want(c.wanted);
    if (c.gone != 0) {
        BrokerSet isr = image.partition(kP0)->isr;
        isr.erase(brokerOf(c.gone));
        change.setIsr(isr, IsrReason::Fenced);
    }
    if (c.newIsr != nullptr) {
        change.setIsr(setOf(QString::fromUtf8(c.newIsr)), IsrReason::CaughtUp);
    }
    return change.build();
}

void check(const Case& c)
{
    const protocol::MetadataImage image = imageOf(c);
    const auto record = resultOf(c, image);
    QCOMPARE(record.has_value(), c.changes);
    if (!record) {
        return;
    }
    const protocol::PartitionRegistration& after = record->registration;
    QCOMPARE(after.leader, brokerOf(c.leaderAfter));
    QCOMPARE(textOf(after.isr), QString::fromUtf8(c.isrAfter));
    QCOMPARE(textOf(after.eligible), QString::fromUtf8(c.eligibleAfter));
    QCOMPARE(after.lastKnownLeader, brokerOf(c.lastKnownAfter));
    QCOMPARE(after.isRecovering, c.recovers);
    // The leader epoch counts leaders, "none" included; an ISR alone does not move it. The
    // partition epoch counts every change.
    const bool moved = c.leaderAfter != c.leader;
    QCOMPARE(after.leaderEpoch, LeaderEpoch(moved ? 6 : 5));
    QCOMPARE(after.partitionEpoch, PartitionEpoch(8));
    if (moved) {
        QCOMPARE(record->election, c.kind);
    }
}

/// A reassignment and the ISR that comes in its course.
struct Reassignment {
    const char* name;
    const char* replicas = "4,5,1,2";
    const char* isr = "1,2";
    const char* adding = "4,5";
    const char* removing = "1,2";
    int leader = 1;
    const char* newIsr;
    const char* replicasAfter;
    const char* isrAfter;
    int leaderAfter = 1;
    bool done = true;
    bool bumps = true;
};

const Reassignment kReassignments[] = {
    {.name = "not before everything added is in sync",
        .newIsr = "1,2,4",
        .replicasAfter = "4,5,1,2",
        .isrAfter = "1,2,4",
        .done = false,
        .bumps = false},
    {.name = "then what is removed goes, leader included",
        .newIsr = "1,2,4,5",
        .replicasAfter = "4,5",
        .isrAfter = "4,5",
        .leaderAfter = 4},
    {.name = "the leader may stay a replica",
        .replicas = "4,1,2",
        .adding = "4",
        .removing = "2",
        .newIsr = "1,2,4",
        .replicasAfter = "4,1",
        .isrAfter = "1,4"},
    {.name = "only adding: no new epoch",
        .replicas = "1,2,3",
        .adding = "3",
        .removing = "",
        .newIsr = "1,2,3",
        .replicasAfter = "1,2,3",
        .isrAfter = "1,2,3",
        .bumps = false},
    {.name = "only removing: at once, in a new epoch",
        .replicas = "1,2,3",
        .isr = "1,2,3",
        .adding = "",
        .removing = "3",
        .newIsr = "1,2,3",
        .replicasAfter = "1,2",
        .isrAfter = "1,2"},
    {.name = "what is removed may have left the ISR before",
        .replicas = "1,2,3",
        .isr = "1,2",
        .adding = "",
        .removing = "3",
        .newIsr = "1,2",
        .replicasAfter = "1,2",
        .isrAfter = "1,2"},
};

} // namespace

class PartitionChangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLeaderIsChosenByTheRules_data() { listNames(kElections); }
    void theLeaderIsChosenByTheRules()
    {
        QFETCH(int, index);
        check(kElections[index]);
    }

    void eligibleLeadersAreKeptByTheRules_data() { listNames(kEligible); }
    void eligibleLeadersAreKeptByTheRules()
    {
        QFETCH(int, index);
        check(kEligible[index]);
    }

    void aReassignmentEndsWhenAllAddedAreInSync_data() { listNames(kReassignments); }
    void aReassignmentEndsWhenAllAddedAreInSync()
    {
        QFETCH(int, index);
        const Reassignment& c = kReassignments[index];
        protocol::PartitionRegistration before
            = partitionOf(QString::fromUtf8(c.replicas), QString::fromUtf8(c.isr), c.leader);
        before.adding = setOf(QString::fromUtf8(c.adding));
        before.removing = setOf(QString::fromUtf8(c.removing));
        const protocol::MetadataImage image = testing::imageOf(5, {before});
        const broker::BrokerConfig config;
        const broker::TopicConfig topic;
        const broker::Liveness liveness{image};
        PartitionChange change(config, topic, liveness, kP0);
        change.setIsr(setOf(QString::fromUtf8(c.newIsr)), IsrReason::CaughtUp);
        const auto record = change.build();
        QVERIFY(record.has_value());
        const protocol::PartitionRegistration& after = record->registration;
        QCOMPARE(textOf(after.replicas), QString::fromUtf8(c.replicasAfter));
        QCOMPARE(textOf(after.isr), QString::fromUtf8(c.isrAfter));
        QCOMPARE(after.leader, brokerOf(c.leaderAfter));
        QCOMPARE(after.isReassigning(), !c.done);
        QCOMPARE(after.leaderEpoch, LeaderEpoch(c.bumps ? 6 : 5));
        QCOMPARE(after.partitionEpoch, PartitionEpoch(8));
    }

    /// Who is removed holds nothing that will be committed later.
    void whoIsRemovedIsNotEligible()
    {
        protocol::PartitionRegistration before
            = partitionOf(QStringLiteral("1,2,3"), QStringLiteral("1,3"));
        before.removing = setOf(QStringLiteral("3"));
        const protocol::MetadataImage image = testing::imageOf(3, {before});
        broker::BrokerConfig config;
        config.eligibleLeaderReplicas = true;
        broker::TopicConfig topic;
        topic.minInsyncReplicas = 2;
        const broker::Liveness liveness{image};
        PartitionChange change(config, topic, liveness, kP0);
        const auto record = change.build();
        QVERIFY(record.has_value());
        QCOMPARE(textOf(record->registration.isr), QStringLiteral("1"));
        QCOMPARE(textOf(record->registration.eligible), QString());
    }

private:
    template <class Row, std::size_t Size>
    static void listNames(const Row (&rows)[Size])
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < Size; ++i) {
            QTest::newRow(rows[i].name) << static_cast<int>(i);
        }
    }
};

QTEST_APPLESS_MAIN(PartitionChangeTest)
#include "tst_partition_change.moc"
