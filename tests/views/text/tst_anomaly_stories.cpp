// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "engine/history/why.h"
#include "tests/support/small_cluster.h"
#include "views/text/event_text.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::scenario;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using history::AnomalyKind;
using testing::at;

Q_DECLARE_METATYPE(brokerscope::scenario::Scenario)

namespace {

constexpr qsizetype kMostSteps = 8;

/// A cluster with p1 at 100 records a second for 600 ms, from 200 ms on.
Scenario written(ConfigMap producer)
{
    Scenario s = testing::smallCluster();
    producer.try_emplace("linger.ms", "0");
    testing::addProducer(s, std::move(producer), 100, 60);
    at(s, 200, StartCommand{{"p1"}});
    return s;
}

Scenario uncleanElection()
{
    Scenario s = written({{"acks", "all"}});
    s.topics[0].config["unclean.leader.election.enable"] = "true";
    at(s, 300, StopCommand{"b2", event::StopHow::Kill});
    at(s, 310, StopCommand{"b3", event::StopHow::Kill});
    at(s, 700, StopCommand{"b1", event::StopHow::Kill});
    at(s, 900, StartCommand{{"b2"}});
    return s;
}

/// The leader dies before its followers have heard that the last record is committed, and the one
/// that takes over dies before the other could copy it again.
Scenario truncationToTheWatermark()
{
    Scenario s = written({{"acks", "all"}});
    s.cluster.truncateToHighWatermark = true;
    s.script.insert(
        s.script.end() - 1, {Timestamp(495'500), StopCommand{"b1", event::StopHow::Kill}});
    at(s, 580, StopCommand{"b2", event::StopHow::Kill});
    return s;
}

Scenario powerLossOfAll()
{
    Scenario s = written({{"acks", "all"}});
    for (const char* broker : {"b1", "b2", "b3"}) {
        at(s, 500, StopCommand{broker, event::StopHow::PowerLoss});
    }
    at(s, 800, StartCommand{{"b1", "b2", "b3"}});
    return s;
}

Scenario nobodyConfirms(bool cut)
{
    Scenario s = written({{"acks", "0"}});
    if (cut) {
        at(s, 500, CutCommand{"p1", "b1", true});
        at(s, 700, HealCommand{"p1", "b1", true});
    } else { // of a process that is killed a client hears, and waits for its connection
        at(s, 500, StopCommand{"b1", event::StopHow::PowerLoss});
    }
    return s;
}

Scenario isolatedLeader()
{
    Scenario s = written({{"acks", "1"}});
    for (const char* other : {"b2", "b3", "controller"}) {
        at(s, 500, CutCommand{"b1", other, true});
    }
    at(s, 1200, ReconnectCommand{"b1"});
    return s;
}

/// The answers of the leader to the producer are lost for a while.
Scenario answersLost(ConfigMap producer)
{
    producer["acks"] = "all";
    producer["enable.idempotence"] = "false";
    Scenario s = written(std::move(producer));
    at(s, 500, CutCommand{"b1", "p1", false});
    at(s, 560, HealCommand{"b1", "p1", false});
    return s;
}

QStringList told(const history::History& history, const std::vector<EventId>& events)
{
    QStringList sentences;
    EventId previous = kNoEvent;
    for (const EventId event : events) {
        sentences += whySentence(history, event, previous);
        previous = event;
    }
    return sentences;
}

} // namespace

/// Runs that lose or double records by replication, and the story that the app tells of each.
class TestAnomalyStories : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStoryNamesWhatProvesTheAnomaly_data();
    void aStoryNamesWhatProvesTheAnomaly();
    void decisionsLeadToWhatMadeThem_data();
    void decisionsLeadToWhatMadeThem();
    void anotherControllerLeadsToTheOnesSilence();
};

void TestAnomalyStories::aStoryNamesWhatProvesTheAnomaly_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("steps"); // beginnings or parts of the sentences, in this order
    const auto row
        = [](const char* name, const Scenario& s, AnomalyKind kind, const QStringList& steps) {
              QTest::newRow(name) << s << static_cast<int>(kind) << steps;
          };
    row("unclean election", uncleanElection(), AnomalyKind::LostAfterAck,
        {u"topics.t: unclean.leader.election.enable is true"_s, u"b2 copied t-0"_s,
            u"b1 appended t-0"_s, u"every member of the ISR has it"_s,
            u"the process of b1 was killed"_s, u"unclean election: the controller elected b2"_s});
    row("truncation to the high watermark", truncationToTheWatermark(), AnomalyKind::LostAfterAck,
        {u"b1 appended t-0"_s, u"the process of b1 was killed"_s,
            u"every member of the ISR has it"_s, u"the process of b2 was killed"_s,
            u"off its log: all above its own HW, as before KIP-101"_s,
            u"the controller elected b3 for t-0"_s});
    row("power loss of all copies", powerLossOfAll(), AnomalyKind::LostAfterAck,
        {u"b1 appended t-0"_s, u"every member of the ISR has it"_s,
            u"b1 lost power: t-0 0–29 was only in the page cache"_s,
            u"b3 lost power: t-0 0–29 was only in the page cache"_s,
            u"the controller elected b3 for t-0"_s});
    row("acks=0 over a cut link", nobodyConfirms(true), AnomalyKind::LostAfterAck,
        {u"you cut the link between p1 and b1"_s, u"p1 sends batch 31"_s,
            u"acks=0: nobody confirms it"_s, u"from p1 to b1 was lost: the link is cut"_s});
    row("acks=0 to a broker that is down", nobodyConfirms(false), AnomalyKind::LostAfterAck,
        {u"you stopped b1 (power loss)"_s, u"p1 sends batch 31"_s, u"acks=0: nobody confirms it"_s,
            u"from p1 to b1 was lost: b1 is down"_s});
    row("the old leader is isolated", isolatedLeader(), AnomalyKind::LostAfterAck,
        {u"b2 copied t-0 29"_s, u"you cut the link between b1 and controller"_s,
            u"b1 appended t-0 30"_s, u"with acks=1 the leader answers as soon"_s,
            u"the controller elected b2 for t-0"_s, u"b1 follows the new leader now"_s});
    row("duplicates by a retry", answersLost({{"retry.backoff.ms", "20"}}),
        AnomalyKind::DuplicateInLog,
        {u"you cut the link from b1 to p1"_s, u"b1 appended t-0 34"_s,
            u"batch 35 of p1 for t-0 failed and will be sent again"_s,
            u"p1 sends batch 35 for t-0 to b1 again (attempt 2)"_s, u"b1 appended t-0 35"_s});
    row("given up although stored", answersLost({{"retries", "0"}}), AnomalyKind::FailedButStored,
        {u"you cut the link from b1 to p1"_s, u"p1 sends batch 31"_s, u"b1 appended t-0 30"_s,
            u"p1 gave up batch 31"_s});
}

void TestAnomalyStories::aStoryNamesWhatProvesTheAnomaly()
{
    QFETCH(Scenario, scenario);
    QFETCH(int, kind);
    QFETCH(QStringList, steps);
    const auto history = run(scenario);
    const history::Verdict verdict = history::judge(*history);
    const auto anomaly = std::ranges::find_if(verdict.anomalies,
        [kind](const history::Anomaly& a) { return static_cast<int>(a.kind) == kind; });
    QVERIFY(anomaly != verdict.anomalies.end());

    const QStringList story = told(*history, history::storyOf(*history, verdict, *anomaly));
    QVERIFY2(story.size() <= kMostSteps, qPrintable(story.join(u'\n')));
    qsizetype next = 0;
    for (const QString& sentence : story) {
        if (next < steps.size() && sentence.contains(steps[next])) {
            ++next;
        }
    }
    QVERIFY2(next == steps.size(),
        qPrintable(u"missing: "_s + steps.value(next) + u"\nin:\n"_s + story.join(u'\n')));
}

void TestAnomalyStories::decisionsLeadToWhatMadeThem_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<QStringList>("chain");
    QTest::newRow("fenced") << static_cast<int>(event::IsrReason::Fenced)
                            << QStringList{u"you paused b2"_s,
                                   u"b2 stands still (as in a long garbage collection)"_s,
                                   u"no heartbeat came from b2"_s,
                                   u"the ISR of t-0 shrank to {b1, b3}"_s};
    QTest::newRow("back") << static_cast<int>(event::IsrReason::CaughtUp)
                          << QStringList{u"you let b2 go on"_s, u"b2 goes on"_s,
                                 u"the controller unfenced b2"_s,
                                 u"b1 asked the controller to let the ISR of t-0 grow"_s,
                                 u"the ISR of t-0 grew to {b1, b2, b3}"_s};
    QTest::newRow("lagging") << static_cast<int>(event::IsrReason::Lagging)
                             << QStringList{u"you cut the link between b1 and b3"_s,
                                    u"the link between b1 and b3 was cut"_s,
                                    u"a follower had not caught up for longer than "
                                    "replica.lag.time.max.ms"_s,
                                    u"the ISR of t-0 shrank to {b1, b2}"_s};
    QTest::newRow("shutting down")
        << static_cast<int>(event::IsrReason::Shutdown)
        << QStringList{u"you had b1 shut down in good order"_s,
               u"the controller lets b1 shut down"_s, u"the ISR of t-0 shrank to {b2}"_s};
}

void TestAnomalyStories::decisionsLeadToWhatMadeThem()
{
    QFETCH(int, reason);
    QFETCH(QStringList, chain);
    Scenario s = written({{"acks", "all"}});
    at(s, 300, PauseCommand{"b2"});
    at(s, 600, ResumeCommand{"b2"});
    at(s, 650, CutCommand{"b1", "b3", true});
    at(s, 1400, StopCommand{"b1", event::StopHow::Shutdown});
    const auto history = run(s);
    for (const auto& changed : testing::all<event::IsrChanged>(*history)) {
        if (static_cast<int>(changed.what->reason) != reason) {
            continue;
        }
        const QStringList why = told(*history, history::causesOf(*history, changed.id));
        QVERIFY2(why.size() == chain.size(), qPrintable(why.join(u'\n')));
        for (qsizetype i = 0; i < chain.size(); ++i) {
            QVERIFY2(why[i].startsWith(chain[i]), qPrintable(why[i]));
        }
        return;
    }
    QFAIL("the ISR never changed for this reason");
}

void TestAnomalyStories::anotherControllerLeadsToTheOnesSilence()
{
    Scenario s = testing::smallCluster();
    s.cluster.controllers = 3;
    s.cluster.config["controller.quorum.election.timeout.ms"] = "200";
    s.cluster.config["controller.quorum.fetch.timeout.ms"] = "1000";
    s.cluster.config["controller.quorum.election.backoff.max.ms"] = "100";
    s.script.back().at = Timestamp(5'000'000);
    const auto calm = run(s);
    const auto before = testing::all<event::QuorumRoleChanged>(*calm);
    const auto leads
        = [](const auto& change) { return change.what->role == event::QuorumRole::Leader; };
    const auto first = std::ranges::find_if(before, leads);
    QVERIFY(first != before.end());
    const QString leader = nodeName(*calm, first->event->node);

    at(s, 2000, StopCommand{leader.toStdString(), event::StopHow::Kill});
    const auto history = run(s);
    for (const auto& change : testing::all<event::QuorumRoleChanged>(*history)) {
        if (!leads(change) || change.event->time < Timestamp(2'000'000)) {
            continue;
        }
        const QStringList why = told(*history, history::causesOf(*history, change.id));
        QVERIFY2(why.size() == 4, qPrintable(why.join(u'\n')));
        QCOMPARE(why[0], u"you stopped %1 (process kill)"_s.arg(leader));
        QVERIFY2(why[2].startsWith(u"nothing came from the leader of the controllers"_s),
            qPrintable(why[2]));
        QVERIFY2(why[3].endsWith(u"it is the active controller"_s), qPrintable(why[3]));
        return;
    }
    QFAIL("nobody took over");
}

QTEST_GUILESS_MAIN(TestAnomalyStories)
#include "tst_anomaly_stories.moc"
