#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "tests/views/assignment/group_story.h"
#include "views/assignment/assignment_graph.h"
#include "views/assignment/decision_text.h"
#include "views/assignment/rebalance_text.h"

using namespace brokerscope;
using namespace brokerscope::views;
using assignor::Strategy;
using test::GroupStory;
using testing::kCooperative;
using testing::kRange;

namespace {

constexpr const char* kRoundRobin = "org.apache.kafka.clients.consumer.RoundRobinAssignor";
constexpr const char* kSticky = "org.apache.kafka.clients.consumer.StickyAssignor";

const StrategyOutcome& outcomeOf(const Comparison& comparison, Strategy strategy)
{
    return *std::ranges::find(
        comparison.outcomes, std::optional(strategy), &StrategyOutcome::strategy);
}

std::vector<NodeId> ownersOf(const AssignmentGraph& graph)
{
    std::vector<NodeId> owners;
    for (const AssignmentGraph::Row& row : graph.rows) {
        owners.push_back(row.after);
    }
    return owners;
}

int count(const AssignmentGraph& graph, Fate fate)
{
    return static_cast<int>(std::ranges::count(graph.rows, fate, &AssignmentGraph::Row::fate));
}

} // namespace

class TestComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theUsedOneIsWhatHappened_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<QString>("name");
        QTest::newRow("range") << QString::fromLatin1(kRange) << QStringLiteral("range");
        QTest::newRow("round-robin")
            << QString::fromLatin1(kRoundRobin) << QStringLiteral("round-robin");
        QTest::newRow("sticky") << QString::fromLatin1(kSticky) << QStringLiteral("sticky");
        QTest::newRow("cooperative-sticky")
            << QString::fromLatin1(kCooperative) << QStringLiteral("cooperative-sticky");
    }
    void theUsedOneIsWhatHappened()
    {
        QFETCH(QString, strategy);
        QFETCH(QString, name);
        const GroupStory story(strategy.toStdString());
        for (const Rebalance& rebalance : story.group().rebalances) {
            const auto comparison = compareStrategies(story.real.run, rebalance);
            QVERIFY(comparison != nullptr);
            QCOMPARE(comparison->outcomes.size(), assignor::kStrategies.size());
            const StrategyOutcome& used = comparison->outcomes.at(comparison->present);
            QCOMPARE(used.name, name);
            QVERIFY(used.isPresent);
            // Our computation, from what the History tells, comes to what the group's leader said.
            QVERIFY2(!used.differs, qPrintable(generationText(story.history(), rebalance)));
        }
    }

    void theNumbersAreRight()
    {
        const GroupStory story(kCooperative);
        const auto comparison = compareStrategies(story.real.run, story.leavingRebalance());
        QCOMPARE(comparison->owned, 8U);
        const StrategyOutcome& cooperative = outcomeOf(*comparison, Strategy::CooperativeSticky);
        QCOMPARE(cooperative.spread, 1U); // 3, 3 and 2
        QCOMPARE(cooperative.moved, 2U); // those of c4
        QCOMPARE(cooperative.paused, 2U);
        const StrategyOutcome& sticky = outcomeOf(*comparison, Strategy::Sticky);
        QCOMPARE(sticky.moved, 2U);
        QCOMPARE(sticky.paused, 8U); // it is eager
        const StrategyOutcome& uniform = outcomeOf(*comparison, Strategy::ServerUniform);
        QCOMPARE(uniform.spread, 1U);
        QCOMPARE(uniform.paused, uniform.moved);
        const StrategyOutcome& range = outcomeOf(*comparison, Strategy::Range);
        QVERIFY(range.moved > 2);
        QCOMPARE(range.paused, 8U);
    }

    void theStepsLeadToTheAssignment()
    {
        const GroupStory story(kCooperative, 3);
        for (const Rebalance& rebalance : story.group().rebalances) {
            const auto comparison = compareStrategies(story.real.run, rebalance);
            for (std::size_t i = 0; i < comparison->outcomes.size(); ++i) {
                const std::size_t all = comparison->outcomes[i].decisions.size();
                QVERIFY(all > 0);
                const auto whole = assignmentGraph(
                    story.history(), rebalance, comparison.get(), i, std::nullopt);
                const auto stepped
                    = assignmentGraph(story.history(), rebalance, comparison.get(), i, all);
                QCOMPARE(ownersOf(stepped), ownersOf(whole));
                const auto none
                    = assignmentGraph(story.history(), rebalance, comparison.get(), i, 0);
                QCOMPARE(count(none, Fate::Undecided), 8);
                const auto one
                    = assignmentGraph(story.history(), rebalance, comparison.get(), i, 1);
                QVERIFY(count(one, Fate::Undecided) >= 7);
            }
        }
    }

    void everyPartitionHasAFate()
    {
        const GroupStory story(kCooperative);
        const Rebalance& rebalance = story.leavingRebalance();
        const auto comparison = compareStrategies(story.real.run, rebalance);
        const AssignmentGraph graph = assignmentGraph(
            story.history(), rebalance, comparison.get(), comparison->present, std::nullopt);
        QCOMPARE(graph.rows.size(), std::size_t{8});
        QCOMPARE(graph.members.size(), std::size_t{4});
        QCOMPARE(count(graph, Fate::Moved), 2);
        QCOMPARE(count(graph, Fate::Stayed), 6);
        const AssignmentGraph::Member& c4 = graph.members.back();
        QVERIFY(c4.isBefore && !c4.isAfter);
        QCOMPARE(c4.end, std::optional(event::MemberEnd::Left));
        // c2 joins: what c1 has to give up waits for the next rebalance.
        const Rebalance& joining = story.group().rebalances.at(1);
        const auto withheld = compareStrategies(story.real.run, joining);
        const AssignmentGraph waiting = assignmentGraph(
            story.history(), joining, withheld.get(), withheld->present, std::nullopt);
        QCOMPARE(count(waiting, Fate::Waiting), 4);
        for (const AssignmentGraph::Row& row : waiting.rows) {
            if (row.fate == Fate::Waiting) {
                const assignor::Decision* const why
                    = decisionOn(*withheld, withheld->present, row.partition);
                QVERIFY(why != nullptr);
                QCOMPARE(why->rule, assignor::Rule::Withheld);
            }
        }
    }

    void everyRuleHasASentence()
    {
        QSet<QString> texts;
        for (int i = 0; i < assignor::kRuleCount; ++i) {
            const QString text = ruleText(static_cast<assignor::Rule>(i));
            QVERIFY(!text.isEmpty());
            texts.insert(text);
        }
        QCOMPARE(static_cast<int>(texts.size()), assignor::kRuleCount);
    }

    void subscriptionsAreTheScenarios()
    {
        scenario::Scenario s = test::groupScenario(kRange, 2);
        scenario::TopicSpec other = s.topics.front();
        other.name = "u";
        s.topics.push_back(other);
        scenario::SubscribeCommand both{"c2", {{"t", "u"}, {}}};
        testing::at(s, 1400, both);
        const test::RealRun real(s);
        const auto data = gatherRebalances(real.history());
        bool isSeen = false;
        for (const Rebalance& rebalance : data->groups.at(0).rebalances) {
            const auto comparison = compareStrategies(real.run, rebalance);
            if (comparison == nullptr) {
                continue;
            }
            QVERIFY(!comparison->outcomes.at(comparison->present).differs);
            for (std::size_t i = 0; i < rebalance.after.size(); ++i) {
                const bool isC2 = rebalance.after[i].client == *real.history().roster().node("c2");
                const std::size_t topics = comparison->subscription.members[i].topics.size();
                QCOMPARE(topics,
                    std::size_t(isC2 && rebalance.assignedAt > Timestamp(1'400'000) ? 2 : 1));
                isSeen = isSeen || topics == 2;
            }
        }
        QVERIFY(isSeen);
    }

    void theApplicationsOwnAssignorIsToldAsSuch()
    {
        scenario::Scenario s = test::groupScenario(kRange, 2);
        for (scenario::ConsumerSpec& consumer : s.consumers) {
            consumer.config.erase("partition.assignment.strategy");
            for (int i = 0; i < 8; ++i) {
                consumer.assignment.emplace_back("t-" + std::to_string(i), i < 6 ? "c1" : "c2");
            }
        }
        const test::RealRun real(s);
        const auto data = gatherRebalances(real.history());
        const Rebalance& rebalance = data->groups.at(0).rebalances.at(1);
        const auto comparison = compareStrategies(real.run, rebalance);
        QCOMPARE(comparison->outcomes.size(), assignor::kStrategies.size() + 1);
        const StrategyOutcome& own = comparison->outcomes.back();
        QVERIFY(own.isPresent && !own.strategy && !own.differs);
        QCOMPARE(own.spread, 4U);
        QCOMPARE(own.decisions.size(), std::size_t{8});
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
