#include <QTest>

#include "engine/sim/kernel.h"

using namespace brokerscope;
using namespace brokerscope::sim;
using event::Api;

namespace {

constexpr NodeId kA{1};
constexpr NodeId kB{2};

struct Number final : Body {
    explicit Number(int n)
        : value(n)
    {
    }
    int value;
};

using Diary = std::vector<std::pair<std::int64_t, int>>; ///< ms and what came

/// Writes down what comes and answers a request with the negative of its number.
class Echo final : public Node {
public:
    explicit Echo(Diary& diary)
        : m_diary(diary)
    {
    }
    void start(Context& /*context*/) override { }
    void receive(Context& context, Message message) override
    {
        const int value = static_cast<Number&>(*message.body).value;
        m_diary.emplace_back((context.now() - Timestamp()).millis(), value);
        if (!message.isResponse()) {
            context.send(message.from, {message.api}, std::make_unique<Number>(-value), message.id);
        }
    }
    void timeUp(Context& /*context*/, const Timer& /*timer*/) override { }
    void connectionLost(Context& /*context*/, NodeId /*peer*/) override { }

private:
    Diary& m_diary;
};

/// A and B, exactly 10 ms apart.
class TwoNodes {
public:
    TwoNodes()
        : m_kernel(roster(), 1, {milliseconds(10), milliseconds(10), 0}, {})
    {
        for (const NodeId id : {kA, kB}) {
            m_kernel.setFactory(
                id, [this, id] { return std::make_unique<Echo>(id == kA ? atA : atB); });
            m_kernel.startNode(id);
        }
    }
    TwoNodes& send(int atMs, int value, Api api = Api::Produce)
    {
        m_kernel.runUntil(Timestamp(atMs * 1000));
        m_kernel.act(kA, [&](Node& /*process*/, Context& context) {
            context.send(kB, {api}, std::make_unique<Number>(value));
        });
        return *this;
    }
    /// The event that the fault has as its cause.
    EventId strike(int atMs, MessageFilter which, MessageNumber number, MessageEffect effect)
    {
        m_kernel.runUntil(Timestamp(atMs * 1000));
        const EventId command = m_kernel.handle(kScriptNode, event::ScriptCommand{0});
        m_kernel.strikeMessage(std::move(which), number, std::move(effect));
        m_kernel.beginRoot();
        return command;
    }
    TwoNodes& run()
    {
        m_kernel.runUntil(Timestamp(1'000'000));
        return *this;
    }
    template <class Kind>
    [[nodiscard]] std::vector<event::Event> all() const
    {
        std::vector<event::Event> found;
        for (const event::Event& each : m_kernel.recorder().events()) {
            if (std::holds_alternative<Kind>(each.payload)) {
                found.push_back(each);
            }
        }
        return found;
    }
    [[nodiscard]] Kernel& kernel() { return m_kernel; }

    Diary atA;
    Diary atB;

private:
    static event::Roster roster()
    {
        event::Roster roster;
        roster.nodes = {{"you", event::NodeKind::Script}, {"a", event::NodeKind::Producer},
            {"b", event::NodeKind::Broker}};
        return roster;
    }
    Kernel m_kernel;
};

MessageFilter requests(Api api = Api::Produce)
{
    return {api, false, kA, kB, {}};
}

MessageFilter answers()
{
    return {Api::Produce, true, kB, kA, {}};
}

} // namespace

/// Faults that strike one message among many.
class TestMessageFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theThirdRequestFromNowIsLostHalfway()
    {
        TwoNodes nodes;
        nodes.send(0, 1);
        const EventId command = nodes.strike(5, requests(), {3, false}, LoseMessage());
        nodes.send(20, 2).send(21, 3).send(22, 4, Api::Fetch).send(23, 5).run();
        QVERIFY(nodes.atB == (Diary{{10, 1}, {30, 2}, {31, 3}, {32, 4}}));
        const auto dropped = nodes.all<event::MessageDropped>();
        QCOMPARE(dropped.size(), std::size_t(1));
        const auto& drop = std::get<event::MessageDropped>(dropped[0].payload);
        QVERIFY(drop.reason == event::DropReason::Fault);
        QVERIFY(dropped[0].time == Timestamp(28'000));
        QVERIFY(dropped[0].node == kB);
        QVERIFY(dropped[0].cause == command);
    }

    void anAnswerIsLost()
    {
        TwoNodes nodes;
        nodes.strike(0, answers(), {2, false}, LoseMessage());
        nodes.send(1, 1).send(2, 2).run();
        QCOMPARE(nodes.atB.size(), std::size_t(2));
        QVERIFY(nodes.atA == (Diary{{21, -1}}));
    }

    /// As behind a gap in a TCP stream.
    void theRestOfTheConnectionGoesWithIt_data()
    {
        QTest::addColumn<bool>("isAnswer");
        QTest::newRow("request") << false;
        QTest::newRow("answer") << true;
    }
    void theRestOfTheConnectionGoesWithIt()
    {
        QFETCH(bool, isAnswer);
        TwoNodes nodes;
        const EventId command
            = nodes.strike(0, isAnswer ? answers() : requests(), {2, false}, LoseMessage());
        nodes.send(1, 1).send(2, 2).send(3, 3, Api::Fetch).send(60, 4);
        nodes.kernel().runUntil(Timestamp(100'000));
        nodes.kernel().act(
            kA, [](Node& /*process*/, Context& context) { context.closeConnection(kB); });
        nodes.send(110, 5).run();
        QVERIFY(nodes.atA == (Diary{{21, -1}, {130, -5}}));
        QCOMPARE(nodes.atB.size(), std::size_t(isAnswer ? 5 : 2));
        const auto dropped = nodes.all<event::MessageDropped>();
        QCOMPARE(dropped.size(), std::size_t(3));
        for (const event::Event& each : dropped) {
            QVERIFY(each.cause == command);
        }
    }

    /// The same command at whatever time while the message is on its way, or before it is sent.
    void aNumberSinceTheStartIsTheSameMessage_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("lostAt");
        QTest::newRow("long before") << 0 << 26; // halfway of 21 to 31
        QTest::newRow("as it leaves") << 21 << 21; // where it is
        QTest::newRow("on its way") << 27 << 27;
        QTest::newRow("it has arrived") << 32 << -1;
    }
    void aNumberSinceTheStartIsTheSameMessage()
    {
        QFETCH(int, at);
        QFETCH(int, lostAt);
        TwoNodes nodes;
        const std::vector<int> sendAt{1, 21, 22};
        bool struck = false;
        for (std::size_t i = 0; i < sendAt.size(); ++i) {
            if (at < sendAt[i] && !struck) {
                nodes.strike(at, requests(), {2, true}, LoseMessage());
                struck = true;
            }
            nodes.send(sendAt[i], static_cast<int>(i) + 1);
        }
        if (!struck) {
            nodes.strike(at, requests(), {2, true}, LoseMessage());
        }
        nodes.run();
        const auto dropped = nodes.all<event::MessageDropped>();
        QCOMPARE(dropped.size(), std::size_t(lostAt < 0 ? 0 : 2)); // with the one behind it
        QCOMPARE(nodes.atB.size(), std::size_t(lostAt < 0 ? 3 : 1));
        if (lostAt >= 0) {
            QVERIFY(dropped[0].time == Timestamp(lostAt * 1000));
            const auto& drop = std::get<event::MessageDropped>(dropped[0].payload);
            const event::Event& sent = nodes.kernel().recorder().events().at(drop.message.value());
            QVERIFY(sent.time == Timestamp(21'000));
        }
    }

    void aDelayHoldsUpWhatIsBehind()
    {
        TwoNodes nodes;
        nodes.send(0, 1).send(2, 2).send(4, 3);
        const EventId command
            = nodes.strike(5, requests(), {2, true}, DelayMessage{milliseconds(50)});
        nodes.send(6, 4).send(90, 5).run();
        QVERIFY(nodes.atB == (Diary{{10, 1}, {62, 2}, {62, 3}, {62, 4}, {100, 5}}));
        const auto delayed = nodes.all<event::MessageDelayed>();
        QCOMPARE(delayed.size(), std::size_t(2)); // 4 is sent when it is known already
        for (const event::Event& each : delayed) {
            QVERIFY(each.cause == command && each.node == kB);
            QVERIFY(std::get<event::MessageDelayed>(each.payload).deliverAt == Timestamp(62'000));
        }
        QVERIFY(nodes.all<event::MessageDropped>().empty());
    }

    void aMessageStillToComeIsDelayed()
    {
        TwoNodes nodes;
        nodes.strike(0, answers(), {1, false}, DelayMessage{milliseconds(30)});
        nodes.send(1, 1).send(2, 2).run();
        QVERIFY(nodes.atA == (Diary{{51, -1}, {51, -2}}));
        QCOMPARE(nodes.all<event::MessageDelayed>().size(), std::size_t(1));
    }

    void aRequestIsAnsweredByTheFault()
    {
        TwoNodes nodes;
        const auto refuse = [](Context& context, const Message& request) {
            context.send(request.from, {request.api}, std::make_unique<Number>(99), request.id);
        };
        // One that is on its way counts: it has not arrived.
        nodes.send(0, 1);
        const EventId command = nodes.strike(5, requests(), {2, false}, AnswerInstead{refuse});
        nodes.send(6, 2).send(7, 3).run();
        QVERIFY(nodes.atB == (Diary{{10, 1}, {17, 3}}));
        QVERIFY(nodes.atA == (Diary{{20, -1}, {26, 99}, {27, -3}}));
        const auto sent = nodes.all<event::MessageSent>();
        QCOMPARE(std::count_if(sent.begin(), sent.end(),
                     [command](const event::Event& each) { return each.cause == command; }),
            1);
    }

    void theFilterLooksInside()
    {
        TwoNodes nodes;
        MessageFilter which = requests();
        which.concerns
            = [](const Body& body) { return static_cast<const Number&>(body).value == 7; };
        nodes.strike(0, which, {1, false}, LoseMessage());
        nodes.send(1, 6).send(2, 7).run();
        QVERIFY(nodes.atB == (Diary{{11, 6}}));
    }

    void eachFaultStrikesOnce()
    {
        TwoNodes nodes;
        nodes.strike(0, requests(), {1, false}, DelayMessage{milliseconds(5)});
        nodes.strike(0, requests(), {1, false}, DelayMessage{milliseconds(7)});
        nodes.strike(0, requests(), {2, false}, LoseMessage());
        nodes.send(1, 1).send(20, 2, Api::Fetch).send(50, 3).run();
        QVERIFY(nodes.atB == (Diary{{23, 1}, {30, 2}}));
    }

    void aCutTakesItFirst()
    {
        TwoNodes nodes;
        nodes.kernel().cut(kA, kB, true);
        nodes.strike(0, requests(), {1, false}, DelayMessage{milliseconds(5)});
        nodes.send(1, 1).run();
        QVERIFY(nodes.atB.empty());
        const auto dropped = nodes.all<event::MessageDropped>();
        QCOMPARE(dropped.size(), std::size_t(1));
        QVERIFY(
            std::get<event::MessageDropped>(dropped[0].payload).reason == event::DropReason::Cut);
    }

    void whatHasArrivedAtAPausedProcessStaysThere()
    {
        TwoNodes nodes;
        nodes.kernel().pauseNode(kB);
        nodes.send(1, 1);
        nodes.strike(20, requests(), {1, true}, LoseMessage());
        nodes.kernel().resumeNode(kB);
        nodes.run();
        QVERIFY(nodes.atB == (Diary{{20, 1}}));
    }
};

QTEST_APPLESS_MAIN(TestMessageFaults)
#include "tst_message_faults.moc"
