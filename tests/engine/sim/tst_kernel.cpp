#include <QTest>

#include "engine/sim/kernel.h"

using namespace brokerscope;
using namespace brokerscope::sim;

namespace {

struct Number final : Body {
    explicit Number(int n)
        : value(n)
    {
    }
    int value;
};

/// What a node saw, kept outside its process so that it outlives kills.
struct Diary {
    std::vector<int> received;
    std::vector<std::uint32_t> timers;
    int starts = 0;
    int lostConnections = 0;
};

/// A message with this number makes its receiver halt.
constexpr int kHalt = -1;

class Recording final : public Node {
public:
    explicit Recording(Diary& diary)
        : m_diary(diary)
    {
    }
    void start(Context& context) override
    {
        ++m_diary.starts;
        context.setTimer(milliseconds(10), 7);
    }
    void receive(Context& context, Message message) override
    {
        const int value = static_cast<Number&>(*message.body).value;
        if (value == kHalt) {
            context.halt();
            context.halt(); // once is enough, twice no mistake
        }
        m_diary.received.push_back(value);
    }
    void timeUp(Context&, const Timer& timer) override { m_diary.timers.push_back(timer.kind); }
    void connectionLost(Context&, NodeId) override { ++m_diary.lostConnections; }

private:
    Diary& m_diary;
};

constexpr NodeId kA{1};
constexpr NodeId kB{2};

/// Two nodes, A and B, started at time zero.
class TwoNodes {
public:
    explicit TwoNodes(std::uint64_t seed = 1, std::uint32_t lossPerMillion = 0)
        : m_kernel(roster(), seed, {milliseconds(1), milliseconds(2), lossPerMillion}, {})
    {
        m_kernel.setFactory(kA, [this] { return std::make_unique<Recording>(a); });
        m_kernel.setFactory(kB, [this] { return std::make_unique<Recording>(b); });
        m_kernel.startNode(kA);
        m_kernel.startNode(kB);
    }

    void sendFromA(int value)
    {
        Context context(m_kernel, kA);
        context.send(kB, {}, std::make_unique<Number>(value));
    }
    void until(int ms) { m_kernel.runUntil(Timestamp() + milliseconds(ms)); }
    Kernel& kernel() { return m_kernel; }
    template <class Kind>
    [[nodiscard]] int count() const
    {
        int found = 0;
        for (const event::Event& event : m_kernel.recorder().events()) {
            found += std::holds_alternative<Kind>(event.payload) ? 1 : 0;
        }
        return found;
    }

    Diary a;
    Diary b;

private:
    static event::Roster roster()
    {
        event::Roster roster;
        roster.nodes = {{"you", event::NodeKind::Script}, {"a", event::NodeKind::Broker},
            {"b", event::NodeKind::Broker}};
        return roster;
    }
    Kernel m_kernel;
};

} // namespace

class KernelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderOfAConnection()
    {
        TwoNodes nodes;
        std::vector<int> sent;
        for (int i = 0; i < 200; ++i) {
            nodes.sendFromA(i);
            sent.push_back(i);
            nodes.kernel().runUntil(Timestamp() + microseconds(100) * i);
        }
        nodes.until(100);
        QCOMPARE(nodes.b.received, sent);
    }

    void lossDelaysButDoesNotLose()
    {
        TwoNodes nodes(5, 300'000);
        for (int i = 0; i < 50; ++i) {
            nodes.sendFromA(i);
        }
        nodes.until(10);
        QVERIFY(nodes.b.received.size() < 50);
        nodes.until(60'000);
        QCOMPARE(nodes.b.received.size(), std::size_t{50});
    }

    void aCutLosesWhatCrossesIt()
    {
        TwoNodes nodes;
        nodes.sendFromA(1);
        nodes.kernel().cut(kA, kB, false);
        nodes.sendFromA(2);
        nodes.until(5);
        QVERIFY(nodes.b.received.empty());
        QCOMPARE(nodes.count<event::MessageDropped>(), 2);
        nodes.kernel().heal(kA, kB, false);
        nodes.sendFromA(3);
        nodes.until(10);
        QCOMPARE(nodes.b.received, std::vector<int>{3});
    }

    void aKillIsToldToThePeer()
    {
        TwoNodes nodes;
        nodes.sendFromA(1);
        nodes.until(5);
        nodes.kernel().stopNode(kB, event::StopHow::Kill);
        nodes.until(10);
        QCOMPARE(nodes.a.lostConnections, 1);
    }

    void aNodeThatHaltsEndsOnceItHasHandledWhatItWasAt()
    {
        TwoNodes nodes;
        const auto file = *nodes.kernel().disk(kB).open("log");
        QVERIFY(nodes.kernel().disk(kB).append(file, Bytes(3), Timestamp(0)));
        nodes.sendFromA(1);
        nodes.sendFromA(kHalt);
        nodes.sendFromA(2);
        nodes.until(9);
        QVERIFY(!nodes.kernel().isRunning(kB));
        QCOMPARE(nodes.b.received, (std::vector<int>{1, kHalt}));
        QCOMPARE(nodes.count<event::NodeStopped>(), 1);
        // As after a kill: the peer hears of it, and the page cache has lost nothing.
        QVERIFY(nodes.a.lostConnections > 0);
        QCOMPARE(nodes.kernel().disk(kB).size(file), std::size_t{3});
        nodes.kernel().startNode(kB);
        nodes.until(100);
        QCOMPARE(nodes.b.starts, 2);
        QCOMPARE(nodes.b.timers.size(), std::size_t{1});
        QVERIFY(nodes.kernel().isRunning(kB));
    }

    void aHaltIsCausedByWhatWasBeingHandled()
    {
        TwoNodes nodes;
        nodes.sendFromA(kHalt);
        nodes.until(5);
        const auto& events = nodes.kernel().recorder().events();
        for (const event::Event& event : events) {
            if (const auto* stopped = std::get_if<event::NodeStopped>(&event.payload)) {
                QCOMPARE(stopped->how, event::StopHow::Halt);
                QCOMPARE(event.node, kB);
                QVERIFY(std::holds_alternative<event::MessageReceived>(
                    events[event.cause.value()].payload));
                return;
            }
        }
        QFAIL("the node did not stop");
    }

    void aNodeMadeToHaltFromOutsideEndsAtTheNextStep()
    {
        TwoNodes nodes;
        Context(nodes.kernel(), kB).halt();
        QVERIFY(nodes.kernel().isRunning(kB));
        nodes.until(0);
        QVERIFY(!nodes.kernel().isRunning(kB));
        // One that has been started again since then is another life.
        Context(nodes.kernel(), kA).halt();
        nodes.kernel().stopNode(kA, event::StopHow::Kill);
        nodes.kernel().startNode(kA);
        nodes.until(5);
        QVERIFY(nodes.kernel().isRunning(kA));
    }

    void aPowerLossIsToldToNobody()
    {
        TwoNodes nodes;
        nodes.sendFromA(1);
        nodes.until(5);
        nodes.kernel().stopNode(kB, event::StopHow::PowerLoss);
        nodes.sendFromA(2);
        nodes.until(50);
        QCOMPARE(nodes.a.lostConnections, 0);
        // The machine is back: it knows nothing of the old connection and resets it.
        nodes.kernel().startNode(kB);
        nodes.sendFromA(3);
        nodes.until(100);
        QCOMPARE(nodes.a.lostConnections, 1);
        QCOMPARE(nodes.b.received, std::vector<int>{1});
        nodes.sendFromA(4);
        nodes.until(110);
        QCOMPARE(nodes.b.received, (std::vector<int>{1, 4}));
    }

    void aDeadProcessGetsNoTimersAndANewOneItsOwn()
    {
        TwoNodes nodes;
        nodes.until(5);
        nodes.kernel().stopNode(kB, event::StopHow::Kill);
        nodes.kernel().startNode(kB);
        nodes.until(100);
        QCOMPARE(nodes.b.starts, 2);
        QCOMPARE(nodes.b.timers.size(), std::size_t{1});
        QCOMPARE(nodes.a.timers.size(), std::size_t{1});
    }

    void aPausedNodeTakesEverythingLater()
    {
        TwoNodes nodes;
        nodes.kernel().pauseNode(kB);
        nodes.sendFromA(1);
        nodes.until(50);
        QVERIFY(nodes.b.received.empty());
        QVERIFY(nodes.b.timers.empty());
        nodes.kernel().resumeNode(kB);
        nodes.until(51);
        QCOMPARE(nodes.b.received, std::vector<int>{1});
        QCOMPARE(nodes.b.timers.size(), std::size_t{1});
    }

    void aNodeCanBeMadeToAct()
    {
        TwoNodes nodes;
        const EventId cause = nodes.kernel().handle(kScriptNode, event::ScriptCommand{0});
        const auto sendOne
            = [](Node&, Context& context) { context.send(kB, {}, std::make_unique<Number>(1)); };
        nodes.kernel().act(kA, sendOne);
        QVERIFY(nodes.kernel().recorder().events().back().cause == cause);
        nodes.until(50);
        QCOMPARE(nodes.b.received, std::vector<int>{1});
    }

    void whoIsPausedActsLaterAndWhoIsDownNever()
    {
        TwoNodes nodes;
        int acted = 0;
        const auto count = [&](Node&, Context&) { ++acted; };
        nodes.kernel().pauseNode(kA);
        nodes.kernel().act(kA, count);
        nodes.kernel().stopNode(kB, event::StopHow::Kill);
        nodes.kernel().act(kB, count);
        nodes.until(5);
        QCOMPARE(acted, 0);
        nodes.kernel().resumeNode(kA);
        nodes.kernel().startNode(kB);
        nodes.until(6);
        QCOMPARE(acted, 1);
    }

    void aSilentStartIsNotInTheHistory()
    {
        TwoNodes nodes;
        Diary diary;
        nodes.kernel().setFactory(
            kScriptNode, [&diary] { return std::make_unique<Recording>(diary); });
        nodes.kernel().startSilently(kScriptNode);
        QCOMPARE(diary.starts, 1);
        QCOMPARE(nodes.count<event::NodeStarted>(), 2);
        nodes.until(50);
        QCOMPARE(diary.timers.size(), std::size_t{1});
    }

    void whatWaitedForAKilledNodeIsDropped()
    {
        TwoNodes nodes;
        nodes.kernel().pauseNode(kB);
        nodes.sendFromA(1);
        nodes.until(50);
        nodes.kernel().stopNode(kB, event::StopHow::Kill);
        nodes.kernel().startNode(kB);
        nodes.until(100);
        QVERIFY(nodes.b.received.empty());
        QCOMPARE(nodes.count<event::MessageDropped>(), 1);
    }

    void aReceivedMessageIsCausedByItsSending()
    {
        TwoNodes nodes;
        nodes.sendFromA(1);
        nodes.until(5);
        const auto& events = nodes.kernel().recorder().events();
        for (const event::Event& event : events) {
            if (const auto* received = std::get_if<event::MessageReceived>(&event.payload)) {
                QCOMPARE(event.cause, received->message);
                QVERIFY(std::holds_alternative<event::MessageSent>(
                    events[event.cause.value()].payload));
                return;
            }
        }
        QFAIL("nothing was received");
    }
};

QTEST_APPLESS_MAIN(KernelTest)
#include "tst_kernel.moc"
