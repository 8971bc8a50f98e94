#include <QTest>

#include "tests/engine/broker/quorum_of_voters.h"

#include <map>

using namespace brokerscope;
using namespace brokerscope::testing;
using event::QuorumRole;

namespace {

constexpr NodeId kK1{1};
constexpr NodeId kK2{2};
constexpr NodeId kK3{3};

protocol::MetadataRecord numbered(std::uint64_t number)
{
    return protocol::ThrottleRecord{number};
}

/// Offset → epoch and record of a voter's log below `bound`.
using Content = std::map<MetadataOffset, std::pair<LeaderEpoch, protocol::MetadataRecord>>;

Content contentOf(const broker::RaftNode& raft, MetadataOffset bound)
{
    Content content;
    const auto bytes = raft.log().read(MetadataOffset(0), bound);
    const bool isSound = broker::forEachMetadataRecord(
        *bytes, [&](MetadataOffset offset, LeaderEpoch epoch, protocol::MetadataRecord record) {
            content.emplace(offset, std::pair(epoch, std::move(record)));
        });
    return isSound ? content : Content();
}

template <class Kind>
std::vector<Kind> told(QuorumOfVoters& quorum, NodeId node)
{
    std::vector<Kind> found;
    for (const event::Event& event : quorum.kernel().recorder().events()) {
        if (const auto* what = std::get_if<Kind>(&event.payload);
            what != nullptr && event.node == node) {
            found.push_back(*what);
        }
    }
    return found;
}

/// Makes k1 the leader of epoch 1 by the votes of the puppets k2 and k3.
void elect(QuorumOfVoters& quorum)
{
    quorum.startAll();
    while (quorum.last<protocol::VoteRequest>(kK2) == nullptr
        && quorum.kernel().step(Timestamp(5'000'000))) { }
    quorum.reply(kK2, *quorum.last<protocol::VoteRequest>(kK2),
        protocol::VoteResponse{event::ErrorCode::None, LeaderEpoch(1), kNoNode, true});
    quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
}

protocol::MetadataLogFetchRequest fetchOf(
    NodeId voter, std::int64_t from, std::int32_t lastEpoch, std::int32_t epoch)
{
    protocol::MetadataLogFetchRequest request;
    request.from = MetadataOffset(from);
    request.lastFetchedEpoch = LeaderEpoch(lastEpoch);
    request.quorumEpoch = LeaderEpoch(epoch);
    request.voter = voter;
    request.maxWait = milliseconds(20);
    return request;
}

} // namespace

class RaftReplicationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRecordIsCommittedWhenAMajorityHasFetchedBeyondIt()
    {
        QuorumOfVoters quorum(3, 2);
        elect(quorum);
        QCOMPARE(quorum.raft(kK1).role(), QuorumRole::Leader);
        QCOMPARE(quorum.raft(kK1).highWatermark(), MetadataOffset(0));
        quorum.send(kK2, kK1, fetchOf(kK2, 0, 0, 1));
        quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
        const auto* answer = quorum.lastContent<protocol::MetadataLogFetchResponse>(kK2);
        QVERIFY(answer != nullptr && !answer->records.empty());
        QCOMPARE(answer->highWatermark, MetadataOffset(0));
        QCOMPARE(quorum.raft(kK1).highWatermark(), MetadataOffset(0));
        quorum.send(kK2, kK1, fetchOf(kK2, 1, 1, 1));
        quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
        QCOMPARE(quorum.raft(kK1).highWatermark(), MetadataOffset(1));
        QVERIFY(quorum.raft(kK1).hasCommittedInEpoch());
    }

    /// Raft's figure 8: what a former leader left behind may be on a majority and can still be
    /// replaced, as long as no record of the present epoch is.
    void recordsOfFormerEpochsAreNotCommittedByThemselves()
    {
        QuorumOfVoters quorum(3, 2);
        elect(quorum);
        quorum.append(kK1, numbered(1));
        // It dies as the leader of epoch 1 with two records, and stands again.
        quorum.kernel().stopNode(kK1, event::StopHow::Kill);
        quorum.inbox(kK2).clear();
        quorum.kernel().startNode(kK1);
        while (quorum.last<protocol::VoteRequest>(kK2) == nullptr
            && quorum.kernel().step(Timestamp(20'000'000))) { }
        quorum.reply(kK2, *quorum.last<protocol::VoteRequest>(kK2),
            protocol::VoteResponse{event::ErrorCode::None, LeaderEpoch(2), kNoNode, true});
        quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
        QCOMPARE(quorum.raft(kK1).log().end(), MetadataOffset(3));
        quorum.send(kK2, kK1, fetchOf(kK2, 2, 1, 2));
        quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
        QCOMPARE(quorum.raft(kK1).highWatermark(), MetadataOffset(0));
        quorum.send(kK2, kK1, fetchOf(kK2, 3, 2, 2));
        quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
        QCOMPARE(quorum.raft(kK1).highWatermark(), MetadataOffset(3));
    }

    void whoFetchesIsToldWhereTheEpochsPart_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("lastEpoch");
        QTest::addColumn<int>("epoch");
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("divergingEpoch");
        QTest::addColumn<int>("divergingEnd");
        const int none = static_cast<int>(event::ErrorCode::None);
        // k1 has [0, 3) of epoch 1.
        QTest::newRow("in step") << 2 << 1 << 1 << none << -1 << -1;
        QTest::newRow("beyond the end") << 5 << 1 << 1 << none << 1 << 3;
        QTest::newRow("an epoch that the leader never had") << 2 << 0 << 1 << none << 0 << 0;
        QTest::newRow("an old epoch")
            << 0 << 0 << -1 << static_cast<int>(event::ErrorCode::FencedLeaderEpoch) << -1 << -1;
        QTest::newRow("an epoch that is not begun")
            << 0 << 0 << 2 << static_cast<int>(event::ErrorCode::UnknownLeaderEpoch) << -1 << -1;
    }

    void whoFetchesIsToldWhereTheEpochsPart()
    {
        QFETCH(int, from);
        QFETCH(int, lastEpoch);
        QFETCH(int, epoch);
        QFETCH(int, error);
        QFETCH(int, divergingEpoch);
        QFETCH(int, divergingEnd);
        QuorumOfVoters quorum(3, 2);
        elect(quorum);
        quorum.append(kK1, numbered(1));
        quorum.append(kK1, numbered(2));
        quorum.send(kK3, kK1, fetchOf(kK3, from, lastEpoch, epoch));
        quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
        const auto* answer = quorum.lastContent<protocol::MetadataLogFetchResponse>(kK3);
        QVERIFY(answer != nullptr);
        QCOMPARE(static_cast<int>(answer->error), error);
        QCOMPARE(answer->leader, kK1);
        QCOMPARE(answer->diverges, divergingEnd >= 0);
        if (divergingEnd >= 0) {
            QCOMPARE(answer->divergingEpoch, LeaderEpoch(divergingEpoch));
            QCOMPARE(answer->divergingEnd, MetadataOffset(divergingEnd));
        }
    }

    void aBrokerGetsOnlyWhatIsCommitted()
    {
        QuorumOfVoters quorum(3, 2);
        elect(quorum);
        auto asBroker = fetchOf(kNoNode, 0, 0, 0);
        quorum.send(kK3, kK1, asBroker); // it knows no epoch yet, and is told at once
        quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
        const auto* first = quorum.lastContent<protocol::MetadataLogFetchResponse>(kK3);
        QVERIFY(first != nullptr && first->records.empty());
        QCOMPARE(first->leader, kK1);
        asBroker.quorumEpoch = LeaderEpoch(1);
        asBroker.maxWait = seconds(1);
        quorum.inbox(kK3).clear();
        quorum.send(kK3, kK1, asBroker); // waits
        quorum.send(kK2, kK1, fetchOf(kK2, 1, 1, 1)); // commits
        quorum.kernel().runUntil(quorum.kernel().now() + milliseconds(3));
        const auto* second = quorum.lastContent<protocol::MetadataLogFetchResponse>(kK3);
        QVERIFY(second != nullptr && !second->records.empty());
        QCOMPARE(second->highWatermark, MetadataOffset(1));
    }

    /// A leader that is cut off goes on writing; what it wrote falls when it comes back.
    void whatACutOffLeaderWroteIsTakenBack()
    {
        QuorumOfVoters quorum(3);
        quorum.startAll();
        quorum.runUntilMs(5000);
        const NodeId old = *quorum.leader();
        quorum.kernel().isolate(old);
        quorum.append(old, numbered(1));
        quorum.append(old, numbered(2));
        quorum.runUntilMs(15'000);
        const NodeId now = *quorum.leader();
        QVERIFY(now != old);
        quorum.append(now, numbered(3));
        quorum.runUntilMs(16'000);
        QCOMPARE(quorum.raft(old).log().end(), MetadataOffset(3));
        QCOMPARE(quorum.raft(old).highWatermark(), MetadataOffset(1));
        quorum.kernel().reconnect(old);
        quorum.runUntilMs(25'000);
        const auto truncations = told<event::MetadataTruncated>(quorum, old);
        QCOMPARE(truncations.size(), std::size_t{1});
        QCOMPARE(
            truncations.front(), (event::MetadataTruncated{MetadataOffset(3), MetadataOffset(1)}));
        const broker::RaftNode& leader = quorum.raft(*quorum.leader());
        QCOMPARE(quorum.raft(old).log().end(), leader.log().end());
        QVERIFY(contentOf(quorum.raft(old), leader.log().end())
            == contentOf(leader, leader.log().end()));
    }

    void aRestartedVoterGoesOnFromItsDisk()
    {
        QuorumOfVoters quorum(3);
        quorum.startAll();
        quorum.runUntilMs(5000);
        for (std::uint64_t i = 0; i < 5; ++i) {
            quorum.append(*quorum.leader(), numbered(i));
        }
        quorum.runUntilMs(6000);
        for (const NodeId id : quorum.voters()) {
            const Content before = contentOf(quorum.raft(id), quorum.raft(id).log().end());
            QCOMPARE(before.size(), std::size_t{6});
            quorum.kernel().stopNode(id, event::StopHow::PowerLoss);
            quorum.kernel().startNode(id);
            QVERIFY(contentOf(quorum.raft(id), quorum.raft(id).log().end()) == before);
        }
    }

    /// Followers' HW is one fetch behind: the fetch that finds nothing new waits half a second.
    void followersLearnOfTheHighWatermarkWithTheirNextFetch()
    {
        QuorumOfVoters quorum(3);
        quorum.startAll();
        quorum.runUntilMs(5000);
        const NodeId leader = *quorum.leader();
        const NodeId follower = leader == kK1 ? kK2 : kK1;
        quorum.append(leader, numbered(1));
        quorum.runUntilMs(5010);
        QCOMPARE(quorum.raft(leader).highWatermark(), MetadataOffset(2));
        QCOMPARE(quorum.raft(follower).log().end(), MetadataOffset(2));
        QCOMPARE(quorum.raft(follower).highWatermark(), MetadataOffset(1));
        quorum.runUntilMs(5510);
        QCOMPARE(quorum.raft(follower).highWatermark(), MetadataOffset(2));
    }

    /// Random kills, pauses and cuts; the same offset below any HW never holds two records, and no
    /// epoch has two leaders.
    void committedRecordsNeverChangeNorVanish_data()
    {
        QTest::addColumn<int>("voters");
        QTest::newRow("3") << 3;
        QTest::newRow("5") << 5;
    }

    void committedRecordsNeverChangeNorVanish()
    {
        QFETCH(int, voters);
        for (std::uint64_t seed = 1; seed <= 150; ++seed) {
            const QString wrong = runAtRandom(static_cast<std::uint16_t>(voters), seed);
            QVERIFY2(
                wrong.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(wrong)));
        }
    }

private:
    static void disturb(QuorumOfVoters& quorum, sim::Random& random)
    {
        sim::Kernel& kernel = quorum.kernel();
        const auto any = [&] { return quorum.voters()[random.below(quorum.voters().size())]; };
        const NodeId id = any();
        switch (random.below(9)) {
        case 0:
            kernel.stopNode(id, event::StopHow::Kill);
            return;
        case 1:
            kernel.stopNode(id, event::StopHow::PowerLoss);
            return;
        case 2:
        case 3:
            kernel.startNode(id);
            return;
        case 4:
            kernel.pauseNode(id);
            return;
        case 5:
            kernel.resumeNode(id);
            return;
        case 6:
            if (const NodeId other = any(); other != id) {
                kernel.cut(id, other, random.below(2) == 0);
            }
            return;
        case 7:
            kernel.reconnect(id);
            return;
        default:
            if (kernel.isRunning(id) && !kernel.isPaused(id) && quorum.raft(id).isLeader()) {
                quorum.append(id, numbered(random.next()));
            }
        }
    }

    /// What is wrong with one voter, given what was committed anywhere.
    static QString compare(const broker::RaftNode& raft, Content& committed)
    {
        for (const auto& [offset, entry] : contentOf(raft, raft.highWatermark())) {
            const auto [known, isNew] = committed.emplace(offset, entry);
            if (!isNew && known->second != entry) {
                return QStringLiteral("offset %1 has two records").arg(offset.value());
            }
        }
        return {};
    }

    static QString runAtRandom(std::uint16_t voters, std::uint64_t seed)
    {
        QuorumOfVoters quorum(voters, 0, seed);
        quorum.config().electionTimeout = milliseconds(100);
        quorum.config().electionBackoffMax = milliseconds(100);
        // Longer than the half second that a leader keeps a fetch.
        quorum.config().fetchTimeout = milliseconds(700);
        quorum.config().requestTimeout = milliseconds(600);
        sim::Random random(seed, 99);
        Content committed;
        quorum.startAll();
        for (int i = 1; i <= 200; ++i) {
            quorum.runUntilMs(i * 40);
            disturb(quorum, random);
            for (const NodeId id : quorum.voters()) {
                if (!quorum.kernel().isRunning(id)) {
                    continue;
                }
                if (const QString wrong = compare(quorum.raft(id), committed); !wrong.isEmpty()) {
                    return wrong;
                }
            }
        }
        std::map<LeaderEpoch, NodeId> leaders;
        for (const event::Event& event : quorum.kernel().recorder().events()) {
            const auto* changed = std::get_if<event::QuorumRoleChanged>(&event.payload);
            if (changed != nullptr && changed->role == QuorumRole::Leader
                && leaders.emplace(changed->epoch, event.node).first->second != event.node) {
                return QStringLiteral("epoch %1 has two leaders").arg(changed->epoch.value());
            }
        }
        return afterHealing(quorum, committed);
    }

    /// With everything healed they agree again, and nothing committed is missing.
    static QString afterHealing(QuorumOfVoters& quorum, Content& committed)
    {
        for (const NodeId id : quorum.voters()) {
            quorum.kernel().reconnect(id);
            quorum.kernel().startNode(id);
            quorum.kernel().resumeNode(id);
        }
        quorum.runUntilMs(15'000);
        if (!quorum.leader()) {
            return QStringLiteral("no leader after healing");
        }
        const MetadataOffset end = quorum.raft(*quorum.leader()).log().end();
        for (const NodeId id : quorum.voters()) {
            const broker::RaftNode& raft = quorum.raft(id);
            if (raft.highWatermark() != end || raft.log().end() != end) {
                return QStringLiteral("k%1 has not caught up").arg(id.value());
            }
            if (const QString wrong = compare(raft, committed); !wrong.isEmpty()) {
                return wrong;
            }
        }
        return committed.size() == static_cast<std::size_t>(end.value())
            ? QString()
            : QStringLiteral("committed records are missing");
    }
};

QTEST_APPLESS_MAIN(RaftReplicationTest)
#include "tst_raft_replication.moc"
