#include "tests/views/support/legibility.h"
#include "tests/views/support/real_run.h"
#include "views/stage/stage_picture.h"
#include "views/stage/stage_selection.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::scenario;
using namespace brokerscope::views;
using test::RealRun;
using testing::at;

namespace {

const QSizeF kSize(1080, 460);

Picture pictureOf(const Scene& scene, const StageOptions& options = {})
{
    return stagePicture(scene, {}, kSize, options);
}

QString stateOf(const Picture& picture, const QString& id)
{
    const Shape* shape = picture.find(id);
    return shape == nullptr ? QStringLiteral("not drawn") : shape->state;
}

/// p1 writes 100 records a second from 200 ms to 800 ms. b2 stands still from 300 ms on until
/// 600 ms; b1 loses its power at 900 ms and comes back at 1200 ms; at 1500 ms the preferred leader
/// is asked for.
Scenario crash()
{
    Scenario s = testing::smallCluster();
    testing::addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 100, 68);
    at(s, 200, StartCommand{{"p1"}});
    at(s, 300, PauseCommand{"b2"});
    at(s, 600, ResumeCommand{"b2"});
    at(s, 874, StopCommand{"b1", event::StopHow::PowerLoss});
    at(s, 1200, StartCommand{{"b1"}});
    at(s, 1500, ElectLeadersCommand{"t-0", false});
    return s;
}

Scenario quorumOfThree()
{
    Scenario s = testing::smallCluster();
    s.cluster.controllers = 3;
    s.cluster.config["controller.quorum.election.timeout.ms"] = "200";
    s.cluster.config["controller.quorum.fetch.timeout.ms"] = "1000";
    s.cluster.config["controller.quorum.election.backoff.max.ms"] = "100";
    s.script.back().at = Timestamp(5'000'000);
    return s;
}

} // namespace

/// What the stage shows of replication, asked of runs of the engine.
class StageReplicationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_crash = std::make_unique<RealRun>(crash());
    }

    void theCrownIsTheLeadersAndMovesWithAnElection()
    {
        const EventId election = electionOf(event::ElectionKind::Clean);
        QVERIFY(election != kNoEvent);
        const QString crown = QStringLiteral("crown:t-0");
        const auto middle = [&](const Scene& scene, const StageOptions& options = {}) {
            return boundsOf(*pictureOf(scene, options).find(crown)).center().y();
        };
        const Scene before = m_crash->atMs(890);
        QCOMPARE(stateOf(pictureOf(before), crown), QStringLiteral("b1"));
        QCOMPARE(stateOf(pictureOf(m_crash->after(election)), crown), QStringLiteral("b2"));
        const double from = middle(before);
        const double half = middle(m_crash->after(election, milliseconds(40)));
        const double to = middle(m_crash->after(election, milliseconds(100)));
        QVERIFY2(from < half && half < to, "it flies down from b1 to b2");
        const StageOptions still{.reducedMotion = true};
        QCOMPARE(middle(m_crash->after(election, milliseconds(40)), still), to);
    }

    void thePreferredLeaderIsMarkedWhileAnotherLeads()
    {
        const QString mark = QStringLiteral("preferred:t-0/b1");
        QCOMPARE(stateOf(pictureOf(m_crash->atMs(890)), mark), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(pictureOf(m_crash->atMs(1400)), mark), QStringLiteral("preferred"));
        const EventId back = electionOf(event::ElectionKind::Preferred);
        QVERIFY(back != kNoEvent);
        const Picture later = pictureOf(m_crash->after(back, milliseconds(100)));
        QCOMPARE(stateOf(later, mark), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(later, QStringLiteral("crown:t-0")), QStringLiteral("b1"));
    }

    void everyReplicaShowsItsMembership()
    {
        const auto states = [&](const Scene& scene) {
            const Picture picture = pictureOf(scene);
            QStringList all;
            for (const char* broker : {"b1", "b2", "b3"}) {
                all += stateOf(picture, QStringLiteral("isr:t-0/%1").arg(QLatin1String(broker)));
            }
            return all.join(QLatin1Char(' '));
        };
        QCOMPARE(states(m_crash->atMs(290)), QStringLiteral("in-sync in-sync in-sync"));
        QCOMPARE(states(m_crash->atMs(500)), QStringLiteral("in-sync out-of-sync in-sync"));
        const EventId proposed = test::firstOf<event::IsrProposed>(m_crash->history(),
            [](const auto& found) { return found.what->reason == event::IsrReason::CaughtUp; });
        QVERIFY(proposed != kNoEvent);
        QCOMPARE(states(m_crash->after(proposed)), QStringLiteral("in-sync joining in-sync"));
        QCOMPARE(states(m_crash->after(proposed, milliseconds(20))),
            QStringLiteral("in-sync in-sync in-sync"));
        // Not by colour alone: the outline of a replica outside the ISR is dashed.
        const Picture picture = pictureOf(m_crash->atMs(500));
        QCOMPARE(picture.find(QStringLiteral("isr:t-0/b1"))->dash, Dash::Solid);
        QCOMPARE(picture.find(QStringLiteral("isr:t-0/b2"))->dash, Dash::Dashed);
    }

    void aFollowersWatermarkIsDrawnWhereItDisagrees()
    {
        // A follower hears of the leader's HW one fetch later.
        const EventId moved
            = test::firstOf<event::HighWatermarkMoved>(m_crash->history(), [](const auto& found) {
                  return found.event->node == NodeId(1) && found.what->to > Offset(3);
              });
        const Picture picture = pictureOf(m_crash->after(moved));
        const Offset leaders
            = m_crash->after(moved).state->replica(NodeId(1), PartitionId(0))->highWatermark;
        QCOMPARE(stateOf(picture, QStringLiteral("hw:t-0")), QString::number(leaders.value()));
        QCOMPARE(
            stateOf(picture, QStringLiteral("hw:t-0/b3")), QString::number(leaders.value() - 1));
        QCOMPARE(stateOf(picture, QStringLiteral("hw:t-0/b1")), QStringLiteral("not drawn"));
        const Picture calm = pictureOf(m_crash->atMs(190)); // nothing was written yet
        QCOMPARE(stateOf(calm, QStringLiteral("hw:t-0/b3")), QStringLiteral("not drawn"));
    }

    void truncatedRecordsFallOff()
    {
        Scenario s = testing::smallCluster();
        testing::addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 20, 40);
        at(s, 200, StartCommand{{"p1"}});
        for (const char* other : {"b2", "b3", "controller"}) {
            at(s, 500, CutCommand{"b1", other, true}); // the producer still reaches it
        }
        at(s, 1200, ReconnectCommand{"b1"});
        const RealRun run(s);
        const EventId cut = test::firstOf<event::LogTruncated>(
            run.history(), [](const auto& found) { return found.event->node == NodeId(1); });
        QVERIFY(cut != kNoEvent);
        const auto* const truncated
            = std::get_if<event::LogTruncated>(&run.history().event(cut).payload);
        QVERIFY(truncated->from > truncated->to);
        const QString number = QString::number(truncated->to.value());
        const QString id = QStringLiteral("falling:t-0@%1/b1").arg(number);

        const auto top
            = [&](Duration later) { return pictureOf(run.after(cut, later)).find(id)->rect.top(); };
        QVERIFY(top({}) < top(milliseconds(30)));
        QVERIFY(top(milliseconds(30)) < top(milliseconds(60)));
        const Picture falling = pictureOf(run.after(cut, milliseconds(30)));
        QCOMPARE(stateOf(falling, id), QStringLiteral("lost"));
        const Picture atOnce = pictureOf(run.after(cut));
        QCOMPARE(atOnce.find(QStringLiteral("record:t-0@%1/b1").arg(number))->dash, Dash::Dashed);
        QCOMPARE(selectionFor(id, run.after(cut)).offset.value(), number.toLongLong());
        QCOMPARE(
            stateOf(pictureOf(run.after(cut, milliseconds(200))), id), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(pictureOf(run.after(cut, milliseconds(30)), {.reducedMotion = true}), id),
            QStringLiteral("not drawn"));
    }

    void fetchesTravelWithTheirOffset()
    {
        const EventId sent
            = test::firstOf<event::MessageSent>(m_crash->history(), [](const auto& found) {
                  return found.event->node == NodeId(3) && found.what->api == event::Api::Fetch
                      && found.what->offset > Offset(4);
              });
        QVERIFY(sent != kNoEvent);
        const auto& message = std::get<event::MessageSent>(m_crash->history().event(sent).payload);
        const QString id = QStringLiteral("message:%1").arg(sent.value());
        const Picture picture = pictureOf(m_crash->after(sent, Duration(500)));
        const Shape* packet = picture.find(id);
        QVERIFY(packet != nullptr);
        QCOMPARE(packet->text, QStringLiteral("F @%1").arg(message.offset.value()));
        QCOMPARE(packet->state, QStringLiteral("request"));
        // Halfway between the rows of the follower and the leader.
        const double y = packet->rect.center().y();
        QVERIFY(y < boundsOf(*picture.find(QStringLiteral("broker:b3"))).center().y());
        QVERIFY(y > boundsOf(*picture.find(QStringLiteral("broker:b1"))).center().y());
    }

    void brokersShowThatTheyAreFenced()
    {
        const EventId fenced = test::firstOf<event::BrokerFenced>(
            m_crash->history(), [](const auto& found) { return found.what->broker == NodeId(2); });
        const EventId resumed = test::firstOf<event::NodeResumed>(
            m_crash->history(), [](const auto&) { return true; });
        QVERIFY(fenced != kNoEvent && resumed != kNoEvent);
        QCOMPARE(stateOf(pictureOf(m_crash->after(fenced)), QStringLiteral("broker:b2")),
            QStringLiteral("paused"));
        const Picture picture = pictureOf(m_crash->after(resumed));
        QCOMPARE(stateOf(picture, QStringLiteral("broker:b2")), QStringLiteral("fenced"));
        QVERIFY(picture.find(QStringLiteral("badge:b2/state")) != nullptr);
        QCOMPARE(stateOf(pictureOf(m_crash->atMs(800)), QStringLiteral("broker:b2")),
            QStringLiteral("up"));
    }

    void cutsAreDrawnBetweenTheRows()
    {
        Scenario s = testing::smallCluster();
        at(s, 300, CutCommand{"b1", "b2", true});
        at(s, 300, CutCommand{"b3", "b2", false});
        at(s, 400, SlowLinkCommand{"b1", "b3", milliseconds(40), true});
        at(s, 500, IsolateCommand{"b2"});
        at(s, 700, ReconnectCommand{"b2"});
        const RealRun run(s);
        const Picture picture = pictureOf(run.atMs(450));
        const QString both = QStringLiteral("cut:b1-b2");
        QCOMPARE(stateOf(picture, both), QStringLiteral("both-ways"));
        QCOMPARE(stateOf(picture, QStringLiteral("cut:b3-b2")), QStringLiteral("one-way"));
        QCOMPARE(stateOf(picture, QStringLiteral("slow:b1-b3")), QStringLiteral("40 ms"));
        QCOMPARE(picture.find(both)->dash, Dash::Dashed);
        const QRectF line = boundsOf(*picture.find(both));
        QVERIFY(line.top() < boundsOf(*picture.find(QStringLiteral("broker:b1"))).bottom());
        QVERIFY(line.bottom() > boundsOf(*picture.find(QStringLiteral("broker:b2"))).top());

        const Picture alone = pictureOf(run.atMs(600));
        QCOMPARE(stateOf(alone, QStringLiteral("isolated:b2")), QStringLiteral("isolated"));
        QCOMPARE(stateOf(alone, both), QStringLiteral("not drawn")); // the ring says it
        const Picture healed = pictureOf(run.atMs(750));
        QCOMPARE(stateOf(healed, QStringLiteral("isolated:b2")), QStringLiteral("not drawn"));
        QCOMPARE(stateOf(healed, both), QStringLiteral("not drawn"));
    }

    void controllersShowTermAndLog()
    {
        const RealRun calm(quorumOfThree());
        const EventId first = leadershipAfter(calm.history(), Timestamp());
        QVERIFY(first != kNoEvent);
        const NodeId leader = calm.history().event(first).node;
        const QString name = QString::fromStdString(calm.history().roster().at(leader).name);

        Scenario s = quorumOfThree();
        at(s, 2000, StopCommand{name.toStdString(), event::StopHow::Kill});
        const RealRun run(s);
        const Picture before = pictureOf(run.atMs(1900));
        QCOMPARE(stateOf(before, QStringLiteral("quorum:")), name);
        for (const char* controller : {"k1", "k2", "k3"}) {
            const QString id = QStringLiteral("controller:%1").arg(QLatin1String(controller));
            const bool leads = name == QLatin1String(controller);
            QCOMPARE(
                stateOf(before, id), leads ? QStringLiteral("leader") : QStringLiteral("follower"));
            const Scene scene = run.atMs(1900);
            const auto& member
                = scene.state->quorumMember(*run.history().roster().node(controller));
            const QString tip = before.find(id)->tip;
            QVERIFY2(
                tip.contains(QStringLiteral("term %1").arg(member.epoch.value())), qPrintable(tip));
            QVERIFY2(tip.contains(QString::number(member.logEnd.value())), qPrintable(tip));
        }
        const Picture down = pictureOf(run.atMs(2100));
        QCOMPARE(stateOf(down, QStringLiteral("quorum:")), QStringLiteral("none"));
        QCOMPARE(stateOf(down, QStringLiteral("controller:") + name), QStringLiteral("down"));
        const EventId second = leadershipAfter(run.history(), Timestamp(2'000'000));
        QVERIFY(second != kNoEvent);
        const Picture after = pictureOf(run.after(second, milliseconds(50)));
        QCOMPARE(stateOf(after, QStringLiteral("quorum:")),
            QString::fromStdString(
                run.history().roster().at(run.history().event(second).node).name));
    }

    void everyMomentIsSound()
    {
        Scenario s = quorumOfThree();
        testing::addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 100, 100);
        at(s, 1000, StartCommand{{"p1"}});
        at(s, 1200, CutCommand{"b1", "b3", true});
        at(s, 1500, SlowDiskCommand{"b2", milliseconds(2)});
        at(s, 1700, IsolateCommand{"k2"});
        at(s, 2000, ReassignCommand{"t-0", {"b2", "b3"}, 0});
        at(s, 2500, StopCommand{"b1", event::StopHow::Shutdown});
        const RealRun quorum(s);
        for (const RealRun* run : std::initializer_list<const RealRun*>{m_crash.get(), &quorum}) {
            const std::int64_t end = run->history().end().micros() / 1000;
            for (std::int64_t ms = 0; ms < end; ms += 37) {
                const Picture picture = pictureOf(run->atMs(ms));
                QCOMPARE(test::repeatedIds(picture), QStringList());
                QCOMPARE(test::unexplainedIds(picture), QStringList());
                QVERIFY2(test::faintTexts(picture).isEmpty(),
                    qPrintable(test::faintTexts(picture).join(QLatin1Char('\n'))));
            }
        }
    }

private:
    [[nodiscard]] EventId electionOf(event::ElectionKind kind) const
    {
        return test::firstOf<event::LeaderElected>(
            m_crash->history(), [kind](const auto& found) { return found.what->kind == kind; });
    }

    [[nodiscard]] static EventId leadershipAfter(const history::History& history, Timestamp time)
    {
        return test::firstOf<event::QuorumRoleChanged>(history, [time](const auto& found) {
            return found.what->role == event::QuorumRole::Leader && found.event->time > time;
        });
    }

    std::unique_ptr<RealRun> m_crash;
};

QTEST_MAIN(StageReplicationTest)
#include "tst_stage_replication.moc"
