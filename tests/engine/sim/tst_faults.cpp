#include <QTest>

#include "engine/sim/kernel.h"

using namespace brokerscope;
using namespace brokerscope::sim;
using event::StopHow;

namespace {

constexpr NodeId kA{1};
constexpr NodeId kB{2};
constexpr NodeId kC{3};

struct Number final : Body {
    explicit Number(int n)
        : value(n)
    {
    }
    int value;
};

/// What a node saw, with the times in milliseconds.
struct Diary {
    std::vector<std::pair<std::int64_t, int>> received;
    std::vector<std::int64_t> timers;
    std::vector<std::int64_t> wallClock;
    std::vector<std::int64_t> lostConnections;
    std::vector<std::int64_t> asked; ///< to shut down
    bool takesItsTime = false; ///< 20 ms to shut down
    IoError lastError = IoError::Missing;
};

/// Writes to its disk as often as a message says, then answers with the same number; a negative one
/// makes it halt.
class Writing final : public Node {
public:
    explicit Writing(Diary& diary)
        : m_diary(diary)
    {
    }
    void start(Context& context) override { context.setTimer(milliseconds(10), kTick); }
    void receive(Context& context, Message message) override
    {
        const int value = static_cast<Number&>(*message.body).value;
        m_diary.received.emplace_back(millis(context), value);
        m_diary.wallClock.push_back(context.wallClockMs());
        if (value < 0 && !message.isResponse()) {
            context.halt();
        }
        for (int i = 0; i < value; ++i) {
            write(context);
        }
        if (!message.isResponse()) {
            context.send(message.from, {}, std::make_unique<Number>(value), message.id);
        }
    }
    void timeUp(Context& context, const Timer& timer) override
    {
        if (timer.kind == kExit) {
            context.exit();
        } else {
            m_diary.timers.push_back(millis(context));
        }
    }
    void connectionLost(Context& context, NodeId /*peer*/) override
    {
        m_diary.lostConnections.push_back(millis(context));
    }
    void shutDown(Context& context) override
    {
        m_diary.asked.push_back(millis(context));
        if (m_diary.takesItsTime) {
            context.setTimer(milliseconds(20), kExit);
        } else {
            Node::shutDown(context);
        }
    }

private:
    static constexpr std::uint32_t kTick = 1;
    static constexpr std::uint32_t kExit = 2;
    static std::int64_t millis(const Context& context)
    {
        return (context.now() - Timestamp()).millis();
    }
    void write(Context& context)
    {
        const auto file = context.storage().open("log");
        const auto done = file ? context.storage().append(*file, Bytes(1), context.now())
                               : tl::expected<void, IoError>(tl::unexpected(file.error()));
        m_diary.lastError = done ? m_diary.lastError : done.error();
    }

    Diary& m_diary;
};

/// A, B and C, with exactly 1 ms between them; their disks have the file "log".
class ThreeNodes {
public:
    ThreeNodes()
        : m_kernel(roster(), 1, {milliseconds(1), milliseconds(1), 0}, {})
    {
        for (const NodeId id : {kA, kB, kC}) {
            m_kernel.setFactory(id, [this, id] { return std::make_unique<Writing>(of(id)); });
            QVERIFY(m_kernel.disk(id).open("log").has_value());
        }
    }
    ThreeNodes& started()
    {
        for (const NodeId id : {kA, kB, kC}) {
            m_kernel.startNode(id);
        }
        return *this;
    }

    void send(NodeId from, NodeId to, int value)
    {
        Context(m_kernel, from).send(to, {}, std::make_unique<Number>(value));
    }
    void until(int ms) { m_kernel.runUntil(Timestamp() + milliseconds(ms)); }
    Kernel& kernel() { return m_kernel; }
    Diary& of(NodeId id) { return m_diaries.at(id.value()); }
    template <class Kind>
    [[nodiscard]] std::vector<event::Event> all() const
    {
        std::vector<event::Event> found;
        for (const event::Event& event : m_kernel.recorder().events()) {
            if (std::holds_alternative<Kind>(event.payload)) {
                found.push_back(event);
            }
        }
        return found;
    }

private:
    static event::Roster roster()
    {
        event::Roster roster;
        roster.nodes = {{"you", event::NodeKind::Script}, {"a", event::NodeKind::Broker},
            {"b", event::NodeKind::Broker}, {"c", event::NodeKind::Controller}};
        return roster;
    }
    Kernel m_kernel;
    std::array<Diary, 4> m_diaries;
};

using Received = std::vector<std::pair<std::int64_t, int>>;
using Times = std::vector<std::int64_t>;

/// Who stopped, in order.
std::vector<std::pair<NodeId, StopHow>> stops(const ThreeNodes& nodes)
{
    std::vector<std::pair<NodeId, StopHow>> found;
    for (const event::Event& event : nodes.all<event::NodeStopped>()) {
        found.emplace_back(event.node, std::get<event::NodeStopped>(event.payload).how);
    }
    return found;
}

} // namespace

class FaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- links

    void aSlowLinkDelaysOneDirectionAndKeepsTheOrder()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowLink(kA, kB, milliseconds(200), false);
        nodes.send(kA, kB, 0);
        nodes.send(kB, kC, 0);
        nodes.until(20);
        QCOMPARE(nodes.of(kC).received, (Received{{1, 0}}));
        nodes.kernel().slowLink(kA, kB, Duration(), false);
        nodes.send(kA, kB, 5);
        nodes.until(300);
        // The second one waits behind the first; the answers take no more than 1 ms.
        QCOMPARE(nodes.of(kB).received, (Received{{2, 0}, {201, 0}, {201, 5}}));
        QCOMPARE(nodes.of(kA).received, (Received{{202, 0}, {202, 5}}));
    }

    void aSlowLinkIsToldOnceAndHealEndsIt()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowLink(kA, kB, milliseconds(50), true);
        nodes.kernel().slowLink(kA, kB, milliseconds(50), true);
        QCOMPARE(nodes.all<event::LinkSlowed>().size(), std::size_t{1});
        nodes.kernel().heal(kA, kB, true);
        nodes.kernel().heal(kA, kB, true);
        const auto told = nodes.all<event::LinkSlowed>();
        QCOMPARE(told.size(), std::size_t{2});
        QVERIFY(told.back().payload == event::Payload(event::LinkSlowed{Duration(), kA, kB, true}));
        QCOMPARE(nodes.all<event::LinkHealed>().size(), std::size_t{0}); // it was not cut
        nodes.send(kB, kA, 0);
        nodes.until(5);
        QCOMPARE(nodes.of(kA).received, (Received{{1, 0}}));
    }

    void theEndOfAConnectionComesBehindWhatWasSentOnIt()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowLink(kB, kA, milliseconds(100), false);
        nodes.send(kB, kA, 0);
        nodes.kernel().slowLink(kB, kA, Duration(), false);
        nodes.kernel().stopNode(kB, StopHow::Kill);
        nodes.until(200);
        QCOMPARE(nodes.of(kA).received, (Received{{101, 0}}));
        QVERIFY(!nodes.of(kA).lostConnections.empty());
        QCOMPARE(nodes.of(kA).lostConnections.front(), std::int64_t{101});
    }

    void cutsAndHealsAreToldWhenTheyChangeSomething()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().cut(kA, kB, false);
        nodes.kernel().cut(kA, kB, false);
        QCOMPARE(nodes.all<event::LinkCut>().size(), std::size_t{1});
        nodes.kernel().cut(kA, kB, true); // the other direction is news
        QCOMPARE(nodes.all<event::LinkCut>().size(), std::size_t{2});
        nodes.kernel().heal(kB, kC, true);
        QCOMPARE(nodes.all<event::LinkHealed>().size(), std::size_t{0});
        nodes.kernel().heal(kB, kA, false);
        QCOMPARE(nodes.all<event::LinkHealed>().size(), std::size_t{1});
        nodes.send(kB, kA, 0);
        nodes.send(kA, kB, 0);
        nodes.until(5);
        QCOMPARE(nodes.of(kA).received.size(), std::size_t{1});
        QVERIFY(nodes.of(kB).received.empty());
    }

    void anIsolatedNodeHearsNobodyUntilItIsReconnected()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowLink(kA, kB, milliseconds(5), true);
        nodes.kernel().isolate(kA);
        QCOMPARE(nodes.all<event::LinkCut>().size(), std::size_t{2});
        for (const NodeId from : {kScriptNode, kB, kC}) {
            nodes.send(from, kA, 0);
        }
        nodes.send(kA, kC, 0);
        nodes.send(kB, kC, 0);
        nodes.until(10);
        QVERIFY(nodes.of(kA).received.empty());
        QCOMPARE(nodes.of(kC).received, (Received{{1, 0}}));
        nodes.kernel().reconnect(kA);
        QCOMPARE(nodes.all<event::LinkHealed>().size(), std::size_t{2});
        QCOMPARE(nodes.all<event::LinkSlowed>().size(), std::size_t{2});
        nodes.send(kB, kA, 0);
        nodes.until(20);
        QCOMPARE(nodes.of(kA).received, (Received{{11, 0}}));
    }

    // --- disks and clocks

    void aSlowDiskKeepsItsProcessBusy()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowDisk(kB, milliseconds(50));
        nodes.send(kA, kB, 2);
        nodes.send(kC, kB, 0);
        nodes.until(300);
        // The first takes 1 ms to come and 100 ms to be written; the others wait for that.
        QCOMPARE(nodes.of(kB).received, (Received{{1, 2}, {101, 0}}));
        QCOMPARE(nodes.of(kB).timers, (Times{101}));
        QCOMPARE(nodes.of(kA).received, (Received{{102, 2}}));
        QCOMPARE(nodes.of(kC).received, (Received{{102, 0}}));
        // The answer is told when its handling begins, with the time at which it arrives.
        const auto sent = nodes.all<event::MessageSent>();
        QCOMPARE(sent.at(2).node, kB);
        QCOMPARE(sent.at(2).time, Timestamp(1000));
        QCOMPARE(std::get<event::MessageSent>(sent.at(2).payload).deliverAt, Timestamp(102'000));
    }

    void aDiskThatIsFastAgainCostsNothing()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowDisk(kB, milliseconds(50));
        nodes.kernel().slowDisk(kB, Duration());
        nodes.send(kA, kB, 3);
        nodes.until(5);
        QCOMPARE(nodes.of(kA).received, (Received{{2, 3}}));
        QCOMPARE(nodes.all<event::DiskSlowed>().size(), std::size_t{2});
        nodes.kernel().slowDisk(kB, Duration());
        QCOMPARE(nodes.all<event::DiskSlowed>().size(), std::size_t{2});
    }

    void whoIsBusyActsLater()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowDisk(kB, milliseconds(50));
        nodes.send(kA, kB, 1);
        nodes.until(20);
        const EventId cause = nodes.kernel().handle(kScriptNode, event::ScriptCommand{0});
        nodes.kernel().act(
            kB, [](Node&, Context& context) { context.send(kC, {}, std::make_unique<Number>(0)); });
        nodes.until(100);
        QCOMPARE(nodes.of(kC).received, (Received{{52, 0}}));
        const auto sent = nodes.all<event::MessageSent>();
        QCOMPARE(sent.at(2).time, Timestamp(51'000));
        QCOMPARE(sent.at(2).cause, cause);
    }

    void whatABusyProcessHasNotTakenDiesWithIt()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowDisk(kB, milliseconds(50));
        nodes.send(kA, kB, 2);
        nodes.send(kC, kB, 0);
        nodes.until(20);
        nodes.kernel().stopNode(kB, StopHow::Kill);
        nodes.kernel().slowDisk(kB, Duration());
        nodes.kernel().startNode(kB);
        nodes.until(25);
        // What waited for it, and the answer that it had not sent.
        const auto dropped = nodes.all<event::MessageDropped>();
        QCOMPARE(dropped.size(), std::size_t{2});
        QCOMPARE(std::get<event::MessageDropped>(dropped[0].payload).reason,
            event::DropReason::SenderDown);
        QCOMPARE(std::get<event::MessageDropped>(dropped[1].payload).reason,
            event::DropReason::ReceiverDown);
        QVERIFY(!nodes.of(kA).lostConnections.empty());
        QVERIFY(nodes.of(kA).received.empty());
        nodes.send(kA, kB, 0);
        nodes.until(200);
        QCOMPARE(nodes.of(kB).received, (Received{{1, 2}, {26, 0}})); // the new life is free
    }

    void aPauseOfABusyProcessLastsUntilBothAreOver()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowDisk(kB, milliseconds(50));
        nodes.send(kA, kB, 1);
        nodes.send(kA, kB, 0);
        nodes.until(10);
        nodes.kernel().pauseNode(kB);
        nodes.until(20);
        nodes.kernel().resumeNode(kB);
        nodes.until(30);
        nodes.kernel().pauseNode(kB);
        nodes.until(200);
        QCOMPARE(nodes.of(kB).received, (Received{{1, 1}}));
        nodes.kernel().resumeNode(kB);
        nodes.until(201);
        QCOMPARE(nodes.of(kB).received, (Received{{1, 1}, {200, 0}}));
    }

    void aFullDiskTakesNothingUntilThereIsRoom()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.send(kA, kB, 1);
        nodes.until(5);
        nodes.kernel().fillDisk(kB, true);
        nodes.kernel().fillDisk(kB, true);
        QCOMPARE(nodes.all<event::DiskFilled>().size(), std::size_t{1});
        nodes.send(kA, kB, 1);
        nodes.until(10);
        QCOMPARE(nodes.of(kB).lastError, IoError::Full);
        QCOMPARE(nodes.kernel().disk(kB).size(0), std::size_t{1});
        nodes.kernel().stopNode(kB, StopHow::PowerLoss);
        QVERIFY(nodes.kernel().disk(kB).isFull());
        nodes.kernel().startNode(kB);
        nodes.kernel().fillDisk(kB, false);
        nodes.kernel().act(kB, [](Node&, Context& context) {
            QVERIFY(context.storage().append(0, Bytes(7), context.now()));
        });
        QCOMPARE(nodes.all<event::DiskFilled>().size(), std::size_t{2});
    }

    void aSkewedClockIsWrongOnTheWallOnly()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().skewClock(kB, Duration() - seconds(5));
        nodes.kernel().skewClock(kB, Duration() - seconds(5));
        nodes.send(kA, kB, 0);
        nodes.until(50);
        QCOMPARE(nodes.of(kB).wallClock, (Times{kWallClockOriginMs + 1 - 5000}));
        QCOMPARE(nodes.of(kB).timers, (Times{10}));
        QCOMPARE(nodes.of(kA).wallClock, (Times{kWallClockOriginMs + 2}));
        nodes.kernel().skewClock(kB, Duration());
        nodes.send(kA, kB, 0);
        nodes.until(60);
        QCOMPARE(nodes.of(kB).wallClock.back(), kWallClockOriginMs + 51);
        QCOMPARE(nodes.all<event::ClockSkewed>().size(), std::size_t{2});
    }

    // --- ends in good order

    void aProcessEndsItselfWhenItIsAskedTo()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.of(kB).takesItsTime = true;
        nodes.send(kA, kB, 0);
        nodes.until(5);
        const EventId cause = nodes.kernel().handle(kScriptNode, event::ScriptCommand{0});
        nodes.kernel().stopNode(kB, StopHow::Shutdown);
        nodes.kernel().stopNode(kB, StopHow::Shutdown); // it is at it already
        nodes.until(24);
        QVERIFY(nodes.kernel().isRunning(kB));
        nodes.until(40);
        QCOMPARE(nodes.of(kB).asked, (Times{5}));
        QCOMPARE(stops(nodes), (std::vector{std::pair{kB, StopHow::Shutdown}}));
        QCOMPARE(nodes.all<event::NodeStopped>().front().time, Timestamp(25'000));
        QCOMPARE(nodes.all<event::NodeStopped>().front().cause, cause);
        QCOMPARE(nodes.of(kA).lostConnections, (Times{26}));
        // The next life is asked anew.
        nodes.kernel().startNode(kB);
        nodes.kernel().stopNode(kB, StopHow::Shutdown);
        QCOMPARE(nodes.of(kB).asked, (Times{5, 40}));
    }

    void goodOrderIncludesWhatIsBeingWritten()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().slowDisk(kB, milliseconds(50));
        nodes.send(kA, kB, 1);
        nodes.send(kC, kB, 0);
        nodes.until(20);
        nodes.kernel().act(kB, [](Node&, Context& context) {
            const auto made = context.storage().open("index");
            context.send(kA, {}, std::make_unique<Number>(made ? 0 : 1));
        });
        nodes.kernel().stopNode(kB, StopHow::Shutdown);
        nodes.until(300);
        QCOMPARE(nodes.of(kA).received, (Received{{52, 1}, {102, 0}}));
        QCOMPARE(nodes.of(kB).asked, (Times{101}));
        QCOMPARE(nodes.all<event::NodeStopped>().front().time, Timestamp(101'000));
    }

    void aPausedProcessIsAskedWhenItGoesOn()
    {
        ThreeNodes nodes;
        nodes.started();
        nodes.kernel().pauseNode(kB);
        nodes.kernel().stopNode(kB, StopHow::Shutdown);
        nodes.until(30);
        QVERIFY(nodes.kernel().isRunning(kB));
        nodes.kernel().resumeNode(kB);
        nodes.until(31);
        QVERIFY(!nodes.kernel().isRunning(kB));
    }

    // --- two roles of one process

    void rolesOfOneProcessShareItsFate_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("kill") << int(StopHow::Kill);
        QTest::newRow("power loss") << int(StopHow::PowerLoss);
    }
    void rolesOfOneProcessShareItsFate()
    {
        QFETCH(int, how);
        const auto stop = static_cast<StopHow>(how);
        ThreeNodes nodes;
        nodes.kernel().shareMachine(kC, kA);
        nodes.kernel().startNode(kA);
        std::vector<NodeId> startedInOrder;
        for (const event::Event& event : nodes.all<event::NodeStarted>()) {
            startedInOrder.push_back(event.node);
        }
        QCOMPARE(startedInOrder, (std::vector{kC, kA}));
        nodes.kernel().stopNode(kA, stop);
        QCOMPARE(stops(nodes), (std::vector{std::pair{kA, stop}, std::pair{kC, stop}}));
        nodes.kernel().startNode(kC);
        QVERIFY(nodes.kernel().isRunning(kA) && nodes.kernel().isRunning(kC));
    }

    void aRoleThatHaltsEndsTheProcess()
    {
        ThreeNodes nodes;
        nodes.kernel().shareMachine(kC, kA);
        nodes.started();
        nodes.send(kB, kA, -1);
        nodes.until(5);
        QCOMPARE(stops(nodes),
            (std::vector{std::pair{kA, StopHow::Halt}, std::pair{kC, StopHow::Halt}}));
    }

    void rolesAreShutDownOneAfterTheOther()
    {
        ThreeNodes nodes;
        nodes.kernel().shareMachine(kC, kA);
        nodes.started();
        nodes.of(kA).takesItsTime = true;
        nodes.of(kC).takesItsTime = true;
        nodes.kernel().stopNode(kC, StopHow::Shutdown);
        nodes.kernel().stopNode(kA, StopHow::Shutdown);
        nodes.until(100);
        // The broker says goodbye while its controller still answers.
        QCOMPARE(nodes.of(kA).asked, (Times{0}));
        QCOMPARE(nodes.of(kC).asked, (Times{20}));
        QCOMPARE(stops(nodes),
            (std::vector{std::pair{kA, StopHow::Shutdown}, std::pair{kC, StopHow::Shutdown}}));
    }

    void rolesOfOneProcessStandStillTogether()
    {
        ThreeNodes nodes;
        nodes.kernel().shareMachine(kC, kA);
        nodes.started();
        nodes.kernel().pauseNode(kA);
        QVERIFY(nodes.kernel().isPaused(kC));
        nodes.kernel().resumeNode(kC);
        QVERIFY(!nodes.kernel().isPaused(kA));
        QCOMPARE(nodes.all<event::NodePaused>().size(), std::size_t{2});
        QCOMPARE(nodes.all<event::NodeResumed>().size(), std::size_t{2});
    }

    void whatRolesSayToEachOtherCrossesNoNetwork()
    {
        ThreeNodes nodes;
        nodes.kernel().shareMachine(kC, kA);
        nodes.started();
        nodes.kernel().cut(kA, kC, true);
        nodes.kernel().slowLink(kA, kC, seconds(1), true);
        nodes.kernel().isolate(kA);
        nodes.send(kA, kC, 0);
        nodes.until(1);
        QCOMPARE(nodes.of(kC).received, (Received{{0, 0}}));
        QCOMPARE(nodes.of(kA).received, (Received{{0, 0}})); // the answer, less than 1 ms later
        QVERIFY(nodes.all<event::LinkSlowed>().empty());
        // Both are cut from B, and only from B.
        const auto cuts = nodes.all<event::LinkCut>();
        QCOMPARE(cuts.size(), std::size_t{2});
        QVERIFY(cuts[0].payload == event::Payload(event::LinkCut{kA, kB, true}));
        QVERIFY(cuts[1].payload == event::Payload(event::LinkCut{kC, kB, true}));
    }

    /// One part of a process calls another: at the same moment, after it has returned, and with
    /// the cause of what it is handling.
    void aPartnerIsCalled()
    {
        ThreeNodes nodes;
        nodes.kernel().shareMachine(kC, kA);
        nodes.started();
        std::vector<NodeId> inOrder;
        const auto call = [&inOrder](NodeId caller, bool isThere) {
            return [&inOrder, caller, isThere](sim::Node&, sim::Context& context) {
                const bool done = context.callPartner([&inOrder](sim::Node&, sim::Context& its) {
                    inOrder.push_back(its.self());
                    its.emit(event::FlushEnded{});
                });
                QCOMPARE(done, isThere);
                inOrder.push_back(caller);
            };
        };
        const EventId cause = nodes.kernel().handle(kA, event::FlushBegun{});
        nodes.kernel().act(kA, call(kA, true));
        nodes.until(0);
        QCOMPARE(inOrder, (std::vector{kA, kC}));
        const auto told = nodes.all<event::FlushEnded>();
        QCOMPARE(told.size(), std::size_t{1});
        QVERIFY(told[0].node == kC && told[0].cause == cause);
        nodes.kernel().act(kB, call(kB, false)); // it is alone
        nodes.until(1);
        QCOMPARE(inOrder, (std::vector{kA, kC, kB}));
    }

    void aMachineHasOneDiskAndOneClock()
    {
        ThreeNodes nodes;
        nodes.kernel().shareMachine(kC, kA);
        nodes.started();
        nodes.kernel().slowDisk(kA, milliseconds(1));
        nodes.kernel().fillDisk(kC, true);
        nodes.kernel().skewClock(kA, seconds(1));
        QVERIFY(nodes.kernel().disk(kA).isFull() && nodes.kernel().disk(kC).isFull());
        QCOMPARE(nodes.all<event::DiskSlowed>().size(), std::size_t{2});
        QCOMPARE(nodes.all<event::ClockSkewed>().size(), std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(FaultsTest)
#include "tst_faults.moc"
