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
    void receive(Context&, Message message) override
    {
        m_diary.received.push_back(static_cast<Number&>(*message.body).value);
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
    void until(int ms) { m_kernel.runUntil(Timestamp(ms * 1000)); }
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
            nodes.kernel().runUntil(Timestamp(i * 100));
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
