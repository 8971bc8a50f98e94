#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/assignor/assign.h"
#include "engine/assignor/line.h"
#include "engine/assignor/mapping.h"
#include "engine/assignor/measure.h"

#include <algorithm>
#include <set>

using namespace brokerscope::assignor;

namespace {

GroupSubscription group(const char* json)
{
    auto line = readLine(json);
    return line ? std::move(line->subscription) : GroupSubscription{};
}

QByteArray answer(Strategy strategy, const GroupSubscription& subscription)
{
    const auto assignment = assign(strategy, subscription);
    return QByteArray::fromStdString(assignment ? assignmentJson(subscription, *assignment).dump()
                                                : exceptionText(assignment.error()));
}

std::vector<Rule> rules(const Decisions& decisions)
{
    std::vector<Rule> all;
    for (const Decision& decision : decisions) {
        all.push_back(decision.rule);
    }
    return all;
}

std::vector<Rule> rulesOf(Strategy strategy, const char* json)
{
    Decisions decisions;
    const auto assignment = assign(strategy, group(json), &decisions);
    return assignment ? rules(decisions) : std::vector<Rule>{};
}

} // namespace

class TestAssignorRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The examples of Kafka's documentation and of kafka-facts §5.9, by the real classes.
    void knownAnswers_data()
    {
        QTest::addColumn<int>("strategy");
        QTest::addColumn<QByteArray>("subscription");
        QTest::addColumn<QByteArray>("assignment");
        const auto row = [](const char* name, Strategy strategy, const char* subscription,
                             const char* assignment) {
            QTest::newRow(name) << static_cast<int>(strategy) << QByteArray(subscription)
                                << QByteArray(assignment);
        };
        const char* seven = R"({"topics":{"t":7},"members":[{"id":"A","topics":["t"]},
            {"id":"B","topics":["t"]},{"id":"C","topics":["t"]}]})";
        row("range: the first have one more", Strategy::Range, seven,
            R"({"A":[["t",0],["t",1],["t",2]],"B":[["t",3],["t",4]],"C":[["t",5],["t",6]]})");
        row("range: topics pile up on the first", Strategy::Range,
            R"({"topics":{"a":1,"b":1,"c":1,"d":1},"members":[{"id":"C0","topics":["a","b","c","d"]},
                {"id":"C1","topics":["a","b","c","d"]}]})",
            R"({"C0":[["a",0],["b",0],["c",0],["d",0]],"C1":[]})");
        row("round robin: the unequal are unbalanced", Strategy::RoundRobin,
            R"({"topics":{"t0":1,"t1":2,"t2":3},"members":[{"id":"C0","topics":["t0"]},
                {"id":"C1","topics":["t0","t1"]},{"id":"C2","topics":["t0","t1","t2"]}]})",
            R"({"C0":[["t0",0]],"C1":[["t1",0]],"C2":[["t1",1],["t2",0],["t2",1],["t2",2]]})");
        row("sticky: the unequal are balanced", Strategy::Sticky,
            R"({"topics":{"t0":1,"t1":2,"t2":3},"members":[{"id":"C0","topics":["t0"]},
                {"id":"C1","topics":["t0","t1"]},{"id":"C2","topics":["t0","t1","t2"]}]})",
            R"({"C0":[["t0",0]],"C1":[["t1",0],["t1",1]],"C2":[["t2",0],["t2",1],["t2",2]]})");
        const char* joins = R"({"topics":{"t":6},"members":[
            {"id":"A","topics":["t"],"owned":[["t",0],["t",2],["t",4]],"generation":1},
            {"id":"B","topics":["t"],"owned":[["t",1],["t",3],["t",5]],"generation":1},
            {"id":"C","topics":["t"]}]})";
        row("sticky: all at once", Strategy::Sticky, joins,
            R"({"A":[["t",0],["t",2]],"B":[["t",1],["t",3]],"C":[["t",4],["t",5]]})");
        row("cooperative: C waits for its partitions", Strategy::CooperativeSticky, joins,
            R"({"A":[["t",0],["t",2]],"B":[["t",1],["t",3]],"C":[]})");
        row("cooperative: and gets them in the second round", Strategy::CooperativeSticky,
            R"({"topics":{"t":6},"members":[
                {"id":"A","topics":["t"],"owned":[["t",0],["t",2]],"generation":2},
                {"id":"B","topics":["t"],"owned":[["t",1],["t",3]],"generation":2},
                {"id":"C","topics":["t"],"owned":[],"generation":2}]})",
            R"({"A":[["t",0],["t",2]],"B":[["t",1],["t",3]],"C":[["t",4],["t",5]]})");
        row("sticky: whoever has the extra one keeps it", Strategy::Sticky,
            R"({"topics":{"t":5},"members":[
                {"id":"A","topics":["t"],"owned":[["t",0],["t",2]],"generation":1},
                {"id":"B","topics":["t"],"owned":[["t",1],["t",3],["t",4]],"generation":1}]})",
            R"({"A":[["t",0],["t",2]],"B":[["t",1],["t",3],["t",4]]})");
        row("uniform: one member is filled before the next", Strategy::ServerUniform,
            R"({"topics":{"t":6},"members":[{"id":"A","topics":["t"]},{"id":"B","topics":["t"]}]})",
            R"({"A":[["t",0],["t",1],["t",2]],"B":[["t",3],["t",4],["t",5]]})");
        row("nobody", Strategy::Range, R"({"topics":{"t":7},"members":[]})", "{}");
        row("a topic that does not exist", Strategy::ServerUniform,
            R"({"topics":{},"members":[{"id":"A","topics":["t"]}]})", R"({"A":[]})");
    }

    void knownAnswers()
    {
        QFETCH(const int, strategy);
        QFETCH(const QByteArray, subscription);
        QFETCH(const QByteArray, assignment);
        QCOMPARE(answer(static_cast<Strategy>(strategy), group(subscription)), assignment);
    }

    void kafkasTripsAreTold()
    {
        // A partition that no longer exists hides what is kept after it: it is dealt twice.
        const GroupSubscription shrunk = group(R"({"topics":{"a":1,"b":1},"members":[
            {"id":"A","topics":["a","b"],"owned":[["a",5],["b",0]],"generation":1}]})");
        QCOMPARE(answer(Strategy::Sticky, shrunk),
            QByteArray("java.lang.IllegalStateException: No more unfilled consumers to be "
                       "assigned."));
        const GroupSubscription doubled = group(R"({"topics":{"t":2},"members":[
            {"id":"A","topics":["t"],"owned":[["t",0],["t",1],["t",2]]}]})");
        QVERIFY(
            answer(Strategy::ServerUniform, doubled).endsWith("Partitions were left unassigned"));
    }

    void everyDecisionHasItsRule()
    {
        using enum Rule;
        const char* plain = R"({"topics":{"t":3},"members":[{"id":"A","topics":["t"]},
            {"id":"B","topics":["t"]}]})";
        QCOMPARE(rulesOf(Strategy::Range, plain), (std::vector<Rule>{Share, Surplus, Share}));
        QCOMPARE(rulesOf(Strategy::ServerRange, plain), (std::vector<Rule>{Share, Surplus, Share}));
        QCOMPARE(rulesOf(Strategy::RoundRobin, plain), (std::vector<Rule>{Turn, Turn, Turn}));
        QCOMPARE(
            rulesOf(Strategy::Sticky, plain), (std::vector<Rule>{ToMinimum, ToMinimum, ToMaximum}));
        QCOMPARE(rulesOf(Strategy::ServerUniform, plain),
            (std::vector<Rule>{ToQuota, ToQuota, ToQuota}));
        QCOMPARE(rulesOf(Strategy::RoundRobin,
                     R"({"topics":{"t":1,"u":1},"members":[{"id":"A","topics":["t"]},
                         {"id":"B","topics":["u"]},{"id":"C","topics":["t"]}]})"),
            (std::vector<Rule>{Turn, Turn}));
        QCOMPARE(rulesOf(Strategy::RoundRobin,
                     R"({"topics":{"t":2},"members":[{"id":"A","topics":["t"]},
                         {"id":"B","topics":["u"]}]})"),
            (std::vector<Rule>{Turn, PassedOver, Turn}));
        QCOMPARE(rulesOf(Strategy::CooperativeSticky,
                     R"({"topics":{"t":2},"members":[{"id":"B","topics":["t"]},
                     {"id":"A","topics":["t"],"owned":[["t",1],["t",0]],"generation":1}]})"),
            (std::vector<Rule>{KeptToMinimum, OverQuota, ToMinimum, Withheld}));
    }

    void claimsAreSettled()
    {
        using enum Rule;
        const char* json = R"({"topics":{"t":2},"members":[
            {"id":"A","topics":["t"],"owned":[["t",0]],"generation":1},
            {"id":"B","topics":["t"],"owned":[["t",0]],"generation":2}]})";
        QCOMPARE(
            answer(Strategy::Sticky, group(json)), QByteArray(R"({"A":[["t",1]],"B":[["t",0]]})"));
        QCOMPARE(rulesOf(Strategy::Sticky, json),
            (std::vector<Rule>{ClaimOutdated, KeptToMinimum, ToMinimum}));
        QCOMPARE(rulesOf(Strategy::Sticky, R"({"topics":{"t":2},"members":[
            {"id":"A","topics":["t"],"owned":[["t",0]],"generation":2},
            {"id":"B","topics":["t"],"owned":[["t",0]],"generation":2}]})"),
            (std::vector<Rule>{ClaimDisputed, ClaimDisputed, ToMinimum, ToMinimum}));
    }

    void racksDecideWhereTheyCan()
    {
        using enum Rule;
        const char* json = R"({"topics":{"t":2},"members":[{"id":"A","topics":["t"],"rack":"r2"},
            {"id":"B","topics":["t"],"rack":"r1"}],"partitionRacks":{"t":[["r1"],["r2"]]}})";
        for (const Strategy strategy : {Strategy::Range, Strategy::Sticky}) {
            QCOMPARE(answer(strategy, group(json)), QByteArray(R"({"A":[["t",1]],"B":[["t",0]]})"));
            QCOMPARE(rulesOf(strategy, json), (std::vector<Rule>{SameRack, SameRack}));
        }
        QCOMPARE(answer(Strategy::ServerRange, group(json)),
            QByteArray(R"({"A":[["t",0]],"B":[["t",1]]})"));
    }

    void membersWhoseSubscriptionsDifferAreBalanced()
    {
        const char* json = R"({"topics":{"x":4,"y":2},"members":[
            {"id":"A","topics":["x"],"owned":[["x",0],["x",1],["x",2],["x",3]],"generation":1},
            {"id":"B","topics":["x","y"],"owned":[["y",0],["y",1]],"generation":1},
            {"id":"C","topics":["x","y"],"generation":1}]})";
        const GroupSubscription subscription = group(json);
        QCOMPARE(answer(Strategy::Sticky, subscription),
            QByteArray(R"({"A":[["x",2],["x",3]],"B":[["y",1],["x",0]],"C":[["y",0],["x",1]]})"));
        const auto seen = rulesOf(Strategy::Sticky, json);
        QVERIFY(std::find(seen.begin(), seen.end(), Rule::Balanced) != seen.end());
        // Cooperative: everything that moves is owned by somebody, so that C gets nothing yet.
        QCOMPARE(answer(Strategy::CooperativeSticky, subscription),
            QByteArray(R"({"A":[["x",2],["x",3]],"B":[["y",1]],"C":[]})"));
    }

    void aMappingIsFollowed()
    {
        const GroupSubscription subscription
            = group(R"({"topics":{"t":4,"u":1},"members":[{"id":"c1-7f","topics":["t"]},
            {"id":"x-1","instanceId":"c2","topics":["t","u"]},{"id":"c10","topics":["t"]}]})");
        const auto at = [](std::uint32_t topic, std::int32_t number) {
            return TopicPartition{TopicIndex(topic), number};
        };
        Decisions decisions;
        const auto assignment = assignMapping({{"c1", {at(0, 3), at(0, 0), at(1, 0), at(0, 9)}},
                                                  {"c2", {at(0, 1)}}, {"c3", {at(0, 2)}}},
            subscription, &decisions);
        QVERIFY(assignment.has_value());
        QCOMPARE(QByteArray::fromStdString(assignmentJson(subscription, *assignment).dump()),
            QByteArray(R"({"c1-7f":[["t",3],["t",0]],"c10":[],"x-1":[["t",1]]})"));
        using enum Rule;
        QCOMPARE(rules(decisions),
            (std::vector<Rule>{Mapped, Mapped, MappedToNobody, Mapped, MappedToNobody}));

        const auto twice = assignMapping({{"c1", {at(0, 3)}}, {"c2", {at(0, 3)}}}, subscription);
        QVERIFY(!twice && twice.error() == (Failure{FailureKind::MappedTwice, "t-3"}));
    }

    void balanceAndStickinessAreCounted()
    {
        const GroupSubscription subscription = group(R"({"topics":{"t":6},"members":[
            {"id":"A","topics":["t"],"owned":[["t",0],["t",2],["t",4]],"generation":1},
            {"id":"B","topics":["t"],"owned":[["t",1],["t",3]],"generation":1},
            {"id":"C","topics":["t"],"owned":[["t",1]],"generation":0}]})");
        const Measure sticky = measure(subscription, *assign(Strategy::Sticky, subscription));
        QVERIFY(
            sticky == (Measure{.most = 2, .fewest = 2, .kept = 4, .moved = 1, .unassigned = 0}));
        const Measure waiting
            = measure(subscription, *assign(Strategy::CooperativeSticky, subscription));
        QCOMPARE(waiting.unassigned, 1U);
        QCOMPARE(waiting.balance(), 1U);
        const Measure range = measure(subscription, *assign(Strategy::Range, subscription));
        QVERIFY(range == (Measure{.most = 2, .fewest = 2, .kept = 2, .moved = 3, .unassigned = 0}));
        QVERIFY(measure({}, {}) == Measure{});
        const GroupSubscription shrunk = group(
            R"({"topics":{"t":1},"members":[{"id":"A","topics":["t"],"owned":[["t",0],["t",7]]}]})");
        const Measure kept = measure(
            shrunk, shrunk.members.empty() ? Assignment{} : Assignment{shrunk.members[0].owned});
        QVERIFY(kept == (Measure{.most = 2, .fewest = 2, .kept = 1, .moved = 0, .unassigned = 0}));
    }

    void namesAreKafkasAndDistinct()
    {
        std::set<std::string_view> names;
        for (const Strategy strategy : kStrategies) {
            QVERIFY(strategyNamed(strategyName(strategy)) == strategy);
        }
        for (int i = 0; i < kRuleCount; ++i) {
            const std::string_view name = ruleName(static_cast<Rule>(i));
            QVERIFY(!name.empty() && names.insert(name).second);
        }
        QVERIFY(!strategyNamed("Range"));
    }
};

QTEST_GUILESS_MAIN(TestAssignorRules)
#include "tst_assignor_rules.moc"
