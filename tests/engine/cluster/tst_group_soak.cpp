#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/sim/random.h"
#include "tests/engine/cluster/group_cluster.h"
#include "tests/support/group_checker.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using history::AnomalyKind;

namespace {

constexpr int kMembers = 4;
constexpr int kCalmMs = 6000; // from here on everybody runs and is reachable
constexpr int kEndMs = 9000;

/// Members that come, go, die, stand still and are cut off, and a broker that stops for a while.
class Schedule {
public:
    /// `strategy`: an assignor's class; nullptr: the consumer protocol (KIP-848).
    Schedule(std::uint64_t seed, const char* strategy)
        : m_random(seed, 7)
        , m_scenario(groupCluster(5, kEndMs))
    {
        m_scenario.seed = seed;
        for (int i = 0; i < kMembers; ++i) {
            scenario::ConsumerSpec& member = addMember(
                m_scenario, {{"enable.auto.commit", "false"}, {"max.poll.interval.ms", "600"}});
            if (strategy != nullptr) {
                member.config["partition.assignment.strategy"] = strategy;
            } else {
                speakConsumerProtocol(member);
            }
            member.commit = {scenario::CommitSpec::Policy::SyncAfterPoll, false, true};
            member.processing = microseconds(200);
        }
        scenario::ProducerSpec& p1 = addProducer(
            m_scenario, {{"linger.ms", "0"}, {"delivery.timeout.ms", "5000"}}, 100, 600);
        p1.sends.hasKeys = true;
        p1.sends.keyPrefix = "k";
        p1.sends.keyLast = 63;
        at(m_scenario, 100, scenario::StartCommand{{"p1", "c1", "c2"}});
        for (int i = 0; i < 12; ++i) {
            disturb(300 + below(kCalmMs - 1500));
        }
        for (int i = 1; i <= kMembers; ++i) {
            at(m_scenario, kCalmMs, scenario::ResumeCommand{name(i)});
            at(m_scenario, kCalmMs, scenario::ReconnectCommand{name(i)});
            at(m_scenario, kCalmMs, scenario::StartCommand{{name(i)}});
        }
        at(m_scenario, kCalmMs, scenario::StartCommand{{"b2"}});
        std::stable_sort(m_scenario.script.begin(), m_scenario.script.end(),
            [](const auto& a, const auto& b) { return a.at < b.at; });
    }

    [[nodiscard]] const scenario::Scenario& scenario() const { return m_scenario; }

private:
    void speakConsumerProtocol(scenario::ConsumerSpec& member)
    {
        m_scenario.kafka = scenario::KafkaVersion::V40;
        scenario::ConfigMap& broker = m_scenario.cluster.config;
        broker["group.consumer.heartbeat.interval.ms"] = "50";
        broker["group.consumer.min.heartbeat.interval.ms"] = "50";
        broker["group.consumer.session.timeout.ms"] = "300";
        broker["group.consumer.min.session.timeout.ms"] = "300";
        member.config.erase("session.timeout.ms");
        member.config.erase("heartbeat.interval.ms");
        member.config["group.protocol"] = "consumer";
    }

    int below(int bound)
    {
        return static_cast<int>(m_random.below(static_cast<std::uint64_t>(bound)));
    }
    static std::string name(int member) { return "c" + std::to_string(member); }

    void disturb(int ms)
    {
        const std::string member = name(1 + below(kMembers));
        const int later = std::min(ms + 50 + below(900), kCalmMs);
        switch (below(6)) {
        case 0:
            at(m_scenario, ms, scenario::StopCommand{member, event::StopHow::Kill});
            at(m_scenario, later, scenario::StartCommand{{member}});
            break;
        case 1:
            at(m_scenario, ms, scenario::CloseCommand{member, std::nullopt});
            at(m_scenario, later, scenario::StartCommand{{member}});
            break;
        case 2:
            at(m_scenario, ms, scenario::PauseCommand{member});
            at(m_scenario, later, scenario::ResumeCommand{member});
            break;
        case 3:
            at(m_scenario, ms, scenario::IsolateCommand{member});
            at(m_scenario, later, scenario::ReconnectCommand{member});
            break;
        case 4:
            at(m_scenario, ms, scenario::StartCommand{{member}});
            break;
        case 5:
            at(m_scenario, ms, scenario::StopCommand{"b2", event::StopHow::Kill});
            at(m_scenario, later, scenario::StartCommand{{"b2"}});
            break;
        }
    }

    sim::Random m_random;
    scenario::Scenario m_scenario;
};

} // namespace

class TestGroupSoak : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void invariantsHold_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<QByteArray>("strategy");
        for (int seed = 1; seed <= 12; ++seed) {
            QTest::addRow("eager %d", seed) << seed << QByteArray(kRange);
            QTest::addRow("cooperative %d", seed) << seed << QByteArray(kCooperative);
            QTest::addRow("consumer protocol %d", seed) << seed << QByteArray();
        }
    }
    void invariantsHold()
    {
        QFETCH(int, seed);
        QFETCH(const QByteArray, strategy);
        const bool keeps = strategy != kRange;
        const Schedule schedule(
            static_cast<std::uint64_t>(seed), strategy.isEmpty() ? nullptr : strategy.constData());
        const auto history = scenario::run(schedule.scenario());
        GroupChecker checker(
            history->roster(), {.commitsWhatIsProcessed = true, .keepsWhatStays = keeps});
        for (const event::Event& event : history->events()) {
            const auto wrong = checker.check(event);
            QVERIFY2(!wrong, wrong.value_or("").c_str());
        }
        // Commits follow the processing: records may come twice, but none is missed.
        const history::Verdict verdict = history::judge(*history);
        QCOMPARE(verdict.count(AnomalyKind::CommittedNotProcessed), 0U);
        QCOMPARE(verdict.count(AnomalyKind::SkippedByConsumer), 0U);
        QCOMPARE(verdict.count(AnomalyKind::NeverDelivered), 0U);
        // Once it is calm, everybody has a share and the group is stable.
        const history::ClusterState state = history->stateAfter(history->size());
        const history::GroupState& group = state.groups.at(0);
        QVERIFY(group.state == event::GroupState::Stable);
        QCOMPARE(group.members.size(), std::size_t{kMembers});
        std::size_t owned = 0;
        for (int i = 1; i <= kMembers; ++i) {
            const auto name = "c" + std::to_string(i);
            QVERIFY(!partitionsOf(state, *history, name).empty());
            owned += partitionsOf(state, *history, name).size();
        }
        QCOMPARE(owned, std::size_t{5});
    }
};

QTEST_APPLESS_MAIN(TestGroupSoak)
#include "tst_group_soak.moc"
