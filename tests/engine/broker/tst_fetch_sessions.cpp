#include <QTest>

#include "engine/broker/fetch_sessions.h"
#include "engine/protocol/fetch_session_handler.h"

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

using namespace brokerscope;
using broker::FetchSession;
using broker::FetchSessions;
using event::ErrorCode;
using protocol::FetchRequest;
using protocol::FetchResponse;
using protocol::FetchSessionHandler;

namespace {

constexpr NodeId kFollower{2};

PartitionId id(int number)
{
    return PartitionId(static_cast<std::uint16_t>(number));
}

FetchRequest::Partition wanting(int partition, std::int64_t offset = 0)
{
    FetchRequest::Partition wanted;
    wanted.partition = id(partition);
    wanted.fetchOffset = Offset(offset);
    wanted.maxBytes = 100;
    return wanted;
}

FetchResponse::Partition result(int partition, std::int64_t highWatermark)
{
    FetchResponse::Partition told;
    told.partition = id(partition);
    told.highWatermark = Offset(highWatermark);
    return told;
}

std::vector<int> numbersOf(const auto& partitions)
{
    std::vector<int> numbers;
    numbers.reserve(partitions.size());
    for (const auto& each : partitions) {
        numbers.push_back(each.partition.value());
    }
    return numbers;
}

/// A broker that has nothing but sessions, and answers with high watermarks only.
struct Bench {
    explicit Bench(std::uint32_t slots)
        : sessions(slots)
    {
    }

    /// A client that is new asks for the first `partitions` partitions.
    FetchSessionId join(int partitions, NodeId replica = kNoNode)
    {
        FetchRequest request;
        request.replica = replica;
        for (int i = 0; i < partitions; ++i) {
            request.partitions.push_back(wanting(i));
        }
        request.sessionEpoch = kInitialFetchEpoch;
        return exchange(std::move(request)).session;
    }

    /// The next request of a session, which names nothing.
    ErrorCode use(FetchSessionId session, int epoch)
    {
        FetchRequest request;
        request.session = session;
        request.sessionEpoch = FetchSessionEpoch(epoch);
        return exchange(std::move(request)).error;
    }

    FetchResponse exchange(FetchRequest request)
    {
        const FetchSessions::Use use = sessions.begin(now, request);
        if (use.error != ErrorCode::None) {
            FetchResponse refusal;
            refusal.error = use.error;
            return refusal;
        }
        served = request.partitions;
        std::vector<FetchResponse::Partition> results;
        for (const FetchRequest::Partition& wanted : request.partitions) {
            const int number = wanted.partition.value();
            results.push_back(result(number, highWatermarks[number]));
        }
        return sessions.finish(now, random, use, request, std::move(results));
    }

    void pass(Duration time) { now = now + time; }

    FetchSessions sessions;
    Timestamp now = Timestamp(1'000'000);
    sim::Random random{7, 1};
    std::map<int, std::int64_t> highWatermarks;
    std::vector<FetchRequest::Partition> served; ///< by the last request
};

/// Fills the other shards, so that the next session comes into the one of the first.
void goRound(Bench& bench)
{
    for (std::size_t i = 1; i < FetchSessions::kShards; ++i) {
        (void)bench.join(1);
    }
}

// --- against a naive model -----------------------------------------------------------------------

/// One client with a handler, and a broker with few slots that others use, too. Messages get lost,
/// come twice, and the broker forgets everything.
struct Model {
    Bench bench{8};
    FetchSessionHandler handler;
    std::map<PartitionId, FetchRequest::Partition> wanted;
    std::map<PartitionId, Offset> known; ///< high watermarks, as the client was told

    void changeWishes()
    {
        const int number = *rc::gen::inRange(0, 6);
        switch (*rc::gen::inRange(0, 4)) {
        case 0:
            wanted.erase(id(number));
            break;
        case 1:
            bench.highWatermarks[number] += *rc::gen::inRange(0, 3);
            break;
        default:
            wanted[id(number)] = wanting(number, *rc::gen::inRange(0, 3));
        }
    }

    FetchRequest nextRequest()
    {
        FetchRequest request;
        for (const auto& [partition, each] : wanted) {
            const auto at = *rc::gen::inRange<std::size_t>(0, request.partitions.size() + 1);
            request.partitions.insert(
                request.partitions.begin() + static_cast<std::ptrdiff_t>(at), each);
        }
        handler.prepare(request);
        // Whatever was not wanted at a request is told anew; in between nobody notices.
        std::erase_if(known, [&](const auto& each) { return !wanted.contains(each.first); });
        return request;
    }

    void exchange()
    {
        if (wanted.empty()) {
            return;
        }
        const FetchRequest request = nextRequest();
        const bool wasFull = request.isFull();
        RC_ASSERT(!wasFull || request.forgotten.empty());
        const int fate = *rc::gen::inRange(0, 12);
        if (fate == 0) {
            handler.failed(); // the request is lost
            return;
        }
        // The broker may only use what Kafka's request has.
        FetchRequest sent = request;
        std::erase_if(sent.partitions, [](const auto& each) { return each.isImplied; });
        if (fate == 1) {
            (void)bench.exchange(sent); // it comes twice
        }
        const FetchResponse response = bench.exchange(sent);
        if (fate == 2) {
            handler.failed(); // the answer is lost
            return;
        }
        const bool fits = handler.answered(response);
        RC_ASSERT(fits == (response.error == ErrorCode::None));
        if (!fits) {
            RC_ASSERT(!wasFull);
            RC_ASSERT(handler.isFull());
            return;
        }
        checkBroker();
        takeIn(response);
    }

    /// The broker has served exactly what the client wants.
    void checkBroker()
    {
        std::map<PartitionId, FetchRequest::Partition> served;
        for (const FetchRequest::Partition& each : bench.served) {
            served.emplace(each.partition, each);
        }
        RC_ASSERT(served.size() == bench.served.size());
        RC_ASSERT(served == wanted);
    }

    /// What was left out of the answer is as the client knows it.
    void takeIn(const FetchResponse& response)
    {
        for (const FetchResponse::Partition& told : response.partitions) {
            known[told.partition] = told.highWatermark;
        }
        for (const auto& [partition, each] : wanted) {
            RC_ASSERT(known.contains(partition));
            RC_ASSERT(known[partition].value() == bench.highWatermarks[partition.value()]);
        }
    }

    void step()
    {
        switch (*rc::gen::inRange(0, 8)) {
        case 0:
            (void)bench.join(
                *rc::gen::inRange(1, 8), *rc::gen::elementOf(std::vector{kNoNode, kFollower}));
            break;
        case 1:
            bench.pass(seconds(*rc::gen::inRange(1, 100)));
            break;
        case 2:
            if (*rc::gen::inRange(0, 5) == 0) {
                bench.sessions = FetchSessions(8); // the broker is started anew
            }
            break;
        case 3:
        case 4:
            changeWishes();
            break;
        default:
            exchange();
        }
        RC_ASSERT(bench.sessions.size() <= FetchSessions::kShards);
    }
};

} // namespace

class FetchSessionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSessionSaysOnlyWhatIsNew()
    {
        Bench bench(1000);
        FetchSessionHandler handler;
        FetchRequest first;
        first.partitions = {wanting(3), wanting(1), wanting(2)};
        handler.prepare(first);
        QCOMPARE(first.session, kNoFetchSession);
        QCOMPARE(first.sessionEpoch, kInitialFetchEpoch);
        const FetchResponse begun = bench.exchange(first);
        QCOMPARE(numbersOf(begun.partitions), (std::vector{3, 1, 2}));
        QVERIFY(begun.session.value() > 0);
        QVERIFY(handler.answered(begun));

        FetchRequest second;
        second.partitions = {wanting(2), wanting(3, 7), wanting(4)};
        handler.prepare(second);
        QCOMPARE(second.session, begun.session);
        QCOMPARE(second.sessionEpoch, FetchSessionEpoch(1));
        QVERIFY(second.partitions[0].isImplied);
        QVERIFY(!second.partitions[1].isImplied);
        QVERIFY(!second.partitions[2].isImplied);
        QCOMPARE(second.forgotten, (std::vector{id(1)}));
        bench.highWatermarks[2] = 5;
        const FetchResponse answer = bench.exchange(second);
        QCOMPARE(numbersOf(bench.served), (std::vector{3, 2, 4}));
        // 3 is where it was; the client was told nothing of 4 yet.
        QCOMPARE(numbersOf(answer.partitions), (std::vector{2, 4}));
        QVERIFY(handler.answered(answer));
        QCOMPARE(bench.sessions.find(begun.session)->epoch(), FetchSessionEpoch(2));
    }

    void whoeverWasServedComesLast()
    {
        Bench bench(1000);
        const FetchSessionId session = bench.join(4);
        bench.highWatermarks[1] = 1;
        QCOMPARE(bench.use(session, 1), ErrorCode::None);
        bench.highWatermarks[0] = 1;
        QCOMPARE(bench.use(session, 2), ErrorCode::None);
        QCOMPARE(numbersOf(bench.served), (std::vector{0, 2, 3, 1}));
        QCOMPARE(bench.use(session, 3), ErrorCode::None);
        QCOMPARE(numbersOf(bench.served), (std::vector{2, 3, 1, 0}));
    }

    void newsIsWhatHasRecordsMovedOrFailed_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<bool>("isNews");
        QTest::newRow("nothing") << 0 << false;
        QTest::newRow("records") << 1 << true;
        QTest::newRow("a high watermark") << 2 << true;
        QTest::newRow("a log start") << 3 << true;
        QTest::newRow("an error") << 4 << true;
        QTest::newRow("a divergence") << 5 << true;
        QTest::newRow("a preferred replica") << 6 << true;
    }

    void newsIsWhatHasRecordsMovedOrFailed()
    {
        QFETCH(int, what);
        QFETCH(bool, isNews);
        FetchSession session(FetchSessionId(1), false, Timestamp());
        session.fill({wanting(0)}, {result(0, 10)});
        FetchResponse::Partition told = result(0, what == 2 ? 11 : 10);
        told.records = what == 1 ? Bytes{1} : Bytes();
        told.logStart = Offset(what == 3 ? 4 : 0);
        told.error = what == 4 ? ErrorCode::NotLeaderOrFollower : ErrorCode::None;
        told.diverges = what == 5;
        told.preferredReadReplica = what == 6 ? kFollower : kNoNode;
        std::vector<FetchResponse::Partition> results{told};
        session.keepNews(results);
        QCOMPARE(!results.empty(), isNews);
        // After an error everything is told again.
        results = {result(0, told.highWatermark.value())};
        results[0].logStart = told.logStart;
        session.keepNews(results);
        QCOMPARE(!results.empty(), what == 4);
    }

    void errorsOfASession()
    {
        Bench bench(1000);
        const FetchSessionId session = bench.join(2);
        QCOMPARE(bench.use(session, 2), ErrorCode::InvalidFetchSessionEpoch);
        QCOMPARE(bench.use(session, 1), ErrorCode::None);
        QCOMPARE(bench.use(session, 1), ErrorCode::InvalidFetchSessionEpoch);
        const FetchSessionId other(session.value() + 1);
        QCOMPARE(bench.use(other, 1), ErrorCode::FetchSessionIdNotFound);
        QCOMPARE(bench.use(FetchSessionId(2147483647), 1), ErrorCode::FetchSessionIdNotFound);
        QCOMPARE(bench.use(FetchSessionId(-1), 1), ErrorCode::FetchSessionIdNotFound);
    }

    /// The first request waits at the broker until the second has come.
    void anAnswerThatAnotherRequestOvertookIsRefused()
    {
        Bench bench(1000);
        FetchRequest request;
        request.session = bench.join(2);
        request.sessionEpoch = FetchSessionEpoch(1);
        FetchRequest next = request;
        next.sessionEpoch = FetchSessionEpoch(2);
        const FetchSessions::Use first = bench.sessions.begin(bench.now, request);
        QCOMPARE(bench.exchange(next).error, ErrorCode::None);
        const FetchResponse late = bench.sessions.finish(
            bench.now, bench.random, first, request, {result(0, 0), result(1, 0)});
        QCOMPARE(late.error, ErrorCode::InvalidFetchSessionEpoch);
        QVERIFY(late.partitions.empty());
    }

    void aSessionEndsWithItsLastPartitionOrItsClient_data()
    {
        QTest::addColumn<int>("epoch");
        QTest::addColumn<bool>("another");
        QTest::newRow("everything is forgotten") << 1 << false;
        QTest::newRow("the client closes") << -1 << false;
        QTest::newRow("the client begins anew") << 0 << true;
    }

    void aSessionEndsWithItsLastPartitionOrItsClient()
    {
        QFETCH(int, epoch);
        QFETCH(bool, another);
        Bench bench(1000);
        FetchRequest request;
        request.session = bench.join(2);
        request.sessionEpoch = FetchSessionEpoch(epoch);
        if (epoch == 1) {
            request.forgotten = {id(0), id(1)};
        } else if (another) {
            request.partitions = {wanting(5)};
        }
        const FetchSessionId old = request.session;
        const FetchResponse answer = bench.exchange(request);
        QCOMPARE(answer.error, ErrorCode::None);
        QCOMPARE(answer.session != kNoFetchSession, another);
        QVERIFY(bench.sessions.find(old) == nullptr);
        QCOMPARE(bench.sessions.size(), std::size_t{another ? 1U : 0U});
    }

    /// One slot in each shard; the newcomer meets a session of two partitions.
    void whoGivesWay_data()
    {
        QTest::addColumn<bool>("oldIsFollower");
        QTest::addColumn<int>("age");
        QTest::addColumn<int>("unused");
        QTest::addColumn<bool>("newIsFollower");
        QTest::addColumn<int>("partitions");
        QTest::addColumn<bool>("gives");
        QTest::newRow("a young consumer to nobody") << false << 60 << 0 << false << 9 << false;
        QTest::newRow("a consumer to a follower") << false << 60 << 0 << true << 1 << true;
        QTest::newRow("an old consumer to more") << false << 121 << 1 << false << 3 << true;
        QTest::newRow("not to as many") << false << 121 << 1 << false << 2 << false;
        QTest::newRow("a follower not to a consumer") << true << 60 << 0 << false << 9 << false;
        QTest::newRow("a young follower not to one") << true << 60 << 0 << true << 9 << false;
        QTest::newRow("an old follower to more") << true << 121 << 1 << true << 3 << true;
        QTest::newRow("nor an old one to consumers") << true << 121 << 1 << false << 9 << false;
        QTest::newRow("who is not there to any") << true << 0 << 121 << false << 1 << true;
        QTest::newRow("at 120 s it still is") << true << 0 << 120 << false << 1 << false;
    }

    void whoGivesWay()
    {
        QFETCH(bool, oldIsFollower);
        QFETCH(int, age);
        QFETCH(int, unused);
        QFETCH(bool, newIsFollower);
        QFETCH(int, partitions);
        QFETCH(bool, gives);
        Bench bench(8);
        const FetchSessionId old = bench.join(2, oldIsFollower ? kFollower : kNoNode);
        goRound(bench);
        if (age > 0) {
            bench.pass(seconds(age));
            QCOMPARE(bench.use(old, 1), ErrorCode::None);
        }
        bench.pass(seconds(unused));
        const FetchSessionId other = bench.join(partitions, newIsFollower ? kFollower : kNoNode);
        QCOMPARE(other != kNoFetchSession, gives);
        QCOMPARE(bench.sessions.find(old) == nullptr, gives);
    }

    void slotsAreSharedOutOverTheShards_data()
    {
        QTest::addColumn<int>("slots");
        QTest::addColumn<int>("sessions");
        QTest::newRow("none") << 0 << 0;
        QTest::newRow("less than shards") << 7 << 0;
        QTest::newRow("one each") << 8 << 8;
        QTest::newRow("what is left over") << 15 << 8;
        QTest::newRow("two each") << 16 << 16;
    }

    void slotsAreSharedOutOverTheShards()
    {
        QFETCH(int, slots);
        QFETCH(int, sessions);
        Bench bench(static_cast<std::uint32_t>(slots));
        for (int i = 0; i < 20; ++i) {
            (void)bench.join(1);
        }
        QCOMPARE(bench.sessions.size(), static_cast<std::size_t>(sessions));
    }

    void theClientBeginsAnewAfterWhatGoesWrong_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<bool>("closesTheOld");
        QTest::newRow("no answer") << 0 << true;
        QTest::newRow("an unknown session") << 1 << false;
        QTest::newRow("another epoch") << 2 << true;
        QTest::newRow("the broker has ended it") << 3 << false;
        QTest::newRow("a partition that was not asked for") << 4 << true;
    }

    void theClientBeginsAnewAfterWhatGoesWrong()
    {
        QFETCH(int, what);
        QFETCH(bool, closesTheOld);
        FetchSessionHandler handler;
        FetchResponse answer;
        answer.session = FetchSessionId(42);
        answer.partitions = {result(0, 1)};
        FetchRequest request;
        request.partitions = {wanting(0)};
        handler.prepare(request);
        QVERIFY(handler.answered(answer));
        handler.prepare(request);
        QCOMPARE(request.sessionEpoch, FetchSessionEpoch(1));
        answer.partitions.clear();
        if (what == 0) {
            handler.failed();
            QVERIFY(handler.hasFailed());
        } else {
            answer.error = what == 1 ? ErrorCode::FetchSessionIdNotFound
                : what == 2          ? ErrorCode::InvalidFetchSessionEpoch
                                     : ErrorCode::None;
            answer.session = what == 4 ? answer.session : kNoFetchSession;
            if (what == 4) {
                answer.partitions = {result(9, 1)};
            }
            QCOMPARE(handler.answered(answer), what == 3);
        }
        handler.prepare(request);
        QCOMPARE(request.sessionEpoch, kInitialFetchEpoch);
        QCOMPARE(request.session, closesTheOld ? FetchSessionId(42) : kNoFetchSession);
        QVERIFY(!request.partitions[0].isImplied);
        QVERIFY(request.forgotten.empty());
    }

    void aFullAnswerMustBeComplete()
    {
        FetchSessionHandler handler;
        FetchRequest request;
        request.partitions = {wanting(0), wanting(1)};
        handler.prepare(request);
        FetchResponse answer;
        answer.session = FetchSessionId(42);
        answer.partitions = {result(1, 0)};
        QVERIFY(!handler.answered(answer));
        handler.prepare(request);
        QCOMPARE(request.session, kNoFetchSession);
        answer.partitions = {result(1, 0), result(0, 0)};
        QVERIFY(handler.answered(answer));
        QVERIFY(!handler.isFull());
    }

    void epochsGoRoundWithoutZero()
    {
        QCOMPARE(protocol::nextFetchEpoch(kInitialFetchEpoch), FetchSessionEpoch(1));
        QCOMPARE(protocol::nextFetchEpoch(FetchSessionEpoch(2147483647)), FetchSessionEpoch(1));
        QCOMPARE(protocol::nextFetchEpoch(kFinalFetchEpoch), kFinalFetchEpoch);
    }

    void brokerAndClientAlwaysAgree()
    {
        QVERIFY(rc::check("under random operations", [] {
            Model model;
            for (int left = *rc::gen::inRange(0, 80); left > 0; --left) {
                model.step();
            }
        }));
    }
};

QTEST_APPLESS_MAIN(FetchSessionsTest)
#include "tst_fetch_sessions.moc"
