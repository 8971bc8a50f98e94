// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/partition_commands.h"
#include "tests/app/lesson.h"
#include "views/text/names.h"

#include <algorithm>

using namespace brokerscope;
using app::Offer;
using app::OfferGroup;
using scenario::AddCommand;
using scenario::Edit;

namespace {

constexpr std::int64_t kCalm = 400; ///< everybody runs
constexpr std::int64_t kAfterElection = 900; ///< b1 is down and fenced, b2 leads orders-0
constexpr std::size_t kCrash = 1; ///< "stop b1" of the script

const PartitionId kOrders0{0};
const PartitionId kOrders1{1};

Timestamp ms(std::int64_t time)
{
    return Timestamp{} + milliseconds(time);
}

Edit add(std::int64_t time, decltype(scenario::Command::action) action)
{
    return AddCommand{{ms(time), std::move(action)}};
}

views::RunView runOf(const std::vector<Edit>& edits, int brokers = 3)
{
    std::string text = test::lessonText();
    const std::string three = "  brokers: 3\n";
    text.replace(text.find(three), three.size(), "  brokers: " + std::to_string(brokers) + "\n");
    auto scenario = scenario::readScenario(text, edits);
    if (!scenario) {
        throw std::runtime_error(scenario.error().front().sentence("the lesson"));
    }
    return app::executed(std::make_shared<const scenario::Scenario>(std::move(*scenario)));
}

views::Scene sceneAt(const views::RunView& run, std::int64_t time)
{
    const views::Playhead playhead = views::playheadAt(*run.history, ms(time));
    return {run, playhead,
        std::make_shared<const history::ClusterState>(run.history->stateAfter(playhead.applied))};
}

struct Listed {
    QString path; ///< "Move the replica on/b1 to/b4"
    Offer offer;
};

void list(const OfferGroup& group, const QString& above, std::vector<Listed>& all)
{
    const QString here = group.title.isEmpty() ? above : QString(above + group.title + u'/');
    for (const Offer& offer : group.offers) {
        all.push_back({here + offer.text, offer});
    }
    for (const OfferGroup& inner : group.groups) {
        list(inner, here, all);
    }
}

std::vector<Listed> listed(const views::RunView& run, PartitionId partition, std::int64_t time)
{
    std::vector<Listed> all;
    for (const OfferGroup& group : app::partitionCommands(sceneAt(run, time), partition)) {
        list(group, {}, all);
    }
    return all;
}

/// The command as a line of a session file, or why it is greyed.
QString answerOf(const std::vector<Listed>& all, const QString& path)
{
    const auto found
        = std::ranges::find_if(all, [&](const Listed& each) { return each.path == path; });
    if (found == all.end()) {
        return QStringLiteral("not offered");
    }
    return found->offer.whyNot.isEmpty()
        ? QString::fromStdString(scenario::toText(AddCommand{found->offer.command}))
        : found->offer.whyNot;
}

/// Only b1 is in the ISR when it dies; b2 comes back without what it missed.
std::vector<Edit> lastStanding()
{
    return {add(310, scenario::StopCommand{"b2", event::StopHow::Kill}),
        add(310, scenario::StopCommand{"b3", event::StopHow::Kill}),
        scenario::RemoveCommand{kCrash + 1}, scenario::RemoveCommand{kCrash},
        add(700, scenario::StopCommand{"b1", event::StopHow::Kill}),
        add(950, scenario::StartCommand{{"b2"}})};
}

} // namespace

class TestPartitionCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCommandIsOfferedOrSaysWhyNot_data();
    void everyCommandIsOfferedOrSaysWhyNot();
    void theRunDoesWhatWasOffered_data();
    void theRunDoesWhatWasOffered();
    void nothingCanBeDoneWhenTheRunIsOver();
    void everyOfferFitsTheScenario();
};

void TestPartitionCommands::everyCommandIsOfferedOrSaysWhyNot_data()
{
    using namespace scenario;
    QTest::addColumn<std::vector<Edit>>("edits");
    QTest::addColumn<int>("brokers");
    QTest::addColumn<PartitionId>("partition");
    QTest::addColumn<int>("time");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("answer");
    const auto row
        = [](const char* name, std::vector<Edit> edits, int brokers, PartitionId partition,
              std::int64_t time, const char* path, const char* answer) {
              QTest::newRow(name) << edits << brokers << partition << static_cast<int>(time)
                                  << QString::fromUtf8(path) << QString::fromUtf8(answer);
          };
    row("preferred leads", {}, 3, kOrders0, kCalm, "Elect the preferred leader, b1",
        "b1 leads orders-0 already.");
    row("preferred is down", {}, 3, kOrders0, kAfterElection, "Elect the preferred leader, b1",
        "b1 may not lead: it is fenced or shutting down.");
    row("unclean with a leader", {}, 3, kOrders1, kCalm, "Elect any leader (unclean)",
        "orders-1 has a leader: b3.");
    row("unclean without anybody", lastStanding(), 3, kOrders0, 940, "Elect any leader (unclean)",
        "No broker that has orders-0 is there to lead.");
    row("unclean", lastStanding(), 3, kOrders0, 1300, "Elect any leader (unclean)",
        "add {at: 1300ms, elect-leaders: orders-0, kind: unclean}");
    row("move nowhere", {}, 3, kOrders0, kCalm, "Move the replica on/b1 to/Nowhere",
        "Every broker has a replica of orders-0.");
    row("move the leader", {}, 4, kOrders0, kCalm, "Move the replica on/b1 to/b4",
        "add {at: 400ms, reassign: orders-0, to: [b4, b2, b3]}");
    row("move a follower", {}, 4, kOrders1, kCalm, "Move the replica on/b2 to/b4",
        "add {at: 400ms, reassign: orders-1, to: [b3, b1, b4]}");
    row("add", {}, 4, kOrders0, kCalm, "Add a replica on/b4",
        "add {at: 400ms, reassign: orders-0, to: [b1, b2, b3, b4]}");
    row("add where one is", {}, 4, kOrders0, kCalm, "Add a replica on/b2",
        "b2 has a replica of orders-0.");
    row("take away", {}, 3, kOrders1, kCalm, "Take away the replica on/b3",
        "add {at: 400ms, reassign: orders-1, to: [b1, b2]}");
    row("take the last away", {add(320, ReassignCommand{"orders-0", {"b2"}, 0})}, 3, kOrders0, 600,
        "Take away the replica on/b2", "It is the only replica of orders-0.");
    row("nothing to cancel", {}, 3, kOrders0, kCalm, "Cancel the reassignment",
        "orders-0 is not being reassigned.");
    row("cancel", {add(380, ReassignCommand{"orders-0", {"b4", "b2", "b3"}, 1})}, 4, kOrders0,
        kCalm, "Cancel the reassignment", "add {at: 400ms, cancel-reassignment: orders-0}");
    row("grow", {}, 3, kOrders1, kCalm, "Give orders one more partition: 3 in all",
        "add {at: 400ms, add-partitions: orders, to: 3}");
    row("not there yet", {add(1000, AddPartitionsCommand{"orders", 3})}, 3, PartitionId(2), kCalm,
        "Elect the preferred leader", "orders-2 does not exist yet.");
}

void TestPartitionCommands::everyCommandIsOfferedOrSaysWhyNot()
{
    QFETCH(const std::vector<Edit>, edits);
    QFETCH(const int, brokers);
    QFETCH(const PartitionId, partition);
    QFETCH(const int, time);
    QFETCH(const QString, path);
    QFETCH(const QString, answer);
    const std::vector<Listed> all = listed(runOf(edits, brokers), partition, time);
    QStringList paths;
    for (const Listed& each : all) {
        paths += each.path;
    }
    QVERIFY2(paths.contains(path), qPrintable(paths.join(QStringLiteral(", "))));
    QCOMPARE(answerOf(all, path), answer);
}

void TestPartitionCommands::theRunDoesWhatWasOffered_data()
{
    QTest::addColumn<std::vector<Edit>>("edits");
    QTest::addColumn<int>("time");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("leader"); // at the end
    QTest::addColumn<QString>("replicas");
    const std::vector<Edit> calm{
        scenario::RemoveCommand{kCrash + 1}, scenario::RemoveCommand{kCrash}};
    QTest::newRow("move") << calm << 400 << "Move the replica on/b1 to/b4"
                          << "b4"
                          << "{b2, b3, b4}";
    QTest::newRow("add") << calm << 400 << "Add a replica on/b4"
                         << "b1"
                         << "{b1, b2, b3, b4}";
    QTest::newRow("take away") << calm << 400 << "Take away the replica on/b1"
                               << "b2"
                               << "{b2, b3}";
    QTest::newRow("unclean") << lastStanding() << 1300 << "Elect any leader (unclean)"
                             << "b2"
                             << "{b1, b2, b3}";
}

void TestPartitionCommands::theRunDoesWhatWasOffered()
{
    QFETCH(std::vector<Edit>, edits);
    QFETCH(const int, time);
    QFETCH(const QString, path);
    QFETCH(const QString, leader);
    QFETCH(const QString, replicas);
    const std::vector<Listed> all = listed(runOf(edits, 4), kOrders0, time);
    const auto found
        = std::ranges::find_if(all, [&](const Listed& each) { return each.path == path; });
    QVERIFY(found != all.end() && found->offer.whyNot.isEmpty());
    edits.emplace_back(AddCommand{found->offer.command});
    const views::RunView run = runOf(edits, 4);
    const history::ClusterState end = run.history->stateAfter(run.history->size());
    const history::PartitionState& partition = end.partition(kOrders0);
    QCOMPARE(views::brokerSetText(*run.history, partition.replicas), replicas);
    QCOMPARE(views::nodeName(*run.history, partition.leader), leader);
    QVERIFY(partition.adding.empty() && partition.removing.empty());
}

void TestPartitionCommands::nothingCanBeDoneWhenTheRunIsOver()
{
    const views::RunView run = runOf({});
    const std::vector<Listed> all = listed(run, kOrders0, run.history->end().micros() / 1000);
    QVERIFY(!all.empty());
    for (const Listed& each : all) {
        QVERIFY2(!each.offer.whyNot.isEmpty(), qPrintable(each.path));
    }
    QVERIFY(app::partitionCommands(sceneAt(run, kCalm), kNoPartition).empty());
    QVERIFY(app::partitionCommands(sceneAt(run, kCalm), PartitionId(77)).empty());
    QVERIFY(app::partitionCommands({}, kOrders0).empty());
}

void TestPartitionCommands::everyOfferFitsTheScenario()
{
    const views::RunView run = runOf({}, 4);
    for (const PartitionId partition : {kOrders0, kOrders1}) {
        for (const Listed& each : listed(run, partition, kCalm)) {
            if (!each.offer.whyNot.isEmpty()) {
                continue;
            }
            const Edit edit = AddCommand{each.offer.command};
            const auto readBack = scenario::fromText(scenario::toText(edit));
            QVERIFY2(readBack && *readBack == edit, qPrintable(each.path));
            scenario::Scenario scenario = *run.scenario;
            QVERIFY2(scenario::applyTo(scenario, edit), qPrintable(each.path));
        }
    }
}

QTEST_GUILESS_MAIN(TestPartitionCommands)
#include "tst_partition_commands.moc"
