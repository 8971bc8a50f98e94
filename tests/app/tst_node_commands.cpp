// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/edit_words.h"
#include "app/node_commands.h"
#include "tests/app/lesson.h"
#include "views/text/command_text.h"

#include <algorithm>

using namespace brokerscope;
using app::Offer;
using app::OfferGroup;
using scenario::AddCommand;

namespace {

constexpr std::int64_t kCalm = 400; ///< everybody runs
constexpr std::int64_t kAfterCrash = 700; ///< b1 is down

Timestamp ms(std::int64_t time)
{
    return Timestamp{} + milliseconds(time);
}

views::Scene sceneAt(const views::RunView& run, std::int64_t time)
{
    const views::Playhead playhead = views::playheadAt(*run.history, ms(time));
    return {run, playhead,
        std::make_shared<const history::ClusterState>(run.history->stateAfter(playhead.applied))};
}

/// The lesson with three controllers, which the brokers may be at the same time.
std::string quorumText(bool combined)
{
    std::string text = test::lessonText();
    const std::string brokers = "  brokers: 3\n";
    text.replace(text.find(brokers), brokers.size(),
        brokers + "  controllers: 3\n" + (combined ? "  combined: true\n" : ""));
    return text;
}

enum class Cluster : std::uint8_t { Lesson, Quorum, Combined };

views::RunView runOf(Cluster cluster, const std::vector<scenario::Edit>& edits)
{
    const std::string text = cluster == Cluster::Lesson ? test::lessonText()
                                                        : quorumText(cluster == Cluster::Combined);
    auto scenario = scenario::readScenario(text, edits);
    if (!scenario) {
        throw std::runtime_error(scenario.error().front().sentence("the lesson"));
    }
    return app::executed(std::make_shared<const scenario::Scenario>(std::move(*scenario)));
}

NodeId nodeOf(const views::RunView& run, const char* name)
{
    return run.history->roster().node(name).value();
}

/// Where an offer is found, and why it cannot be taken.
struct Listed {
    QString path; ///< "Link to/b2/Heal"
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

std::vector<Listed> listed(const views::RunView& run, const char* node, std::int64_t time)
{
    std::vector<Listed> all;
    for (const OfferGroup& group : app::nodeCommands(sceneAt(run, time), nodeOf(run, node))) {
        list(group, {}, all);
    }
    return all;
}

/// Paths that begin so; "" for all.
QStringList paths(const std::vector<Listed>& all, const QString& prefix, bool possibleOnly)
{
    QStringList found;
    for (const Listed& each : all) {
        if (each.path.startsWith(prefix) && (!possibleOnly || each.offer.whyNot.isEmpty())) {
            found += each.path;
        }
    }
    return found;
}

const Offer* find(const std::vector<Listed>& all, const QString& path)
{
    const auto found
        = std::ranges::find_if(all, [&](const Listed& each) { return each.path == path; });
    return found == all.end() ? nullptr : &found->offer;
}

/// Anything that the script can do at 380 ms, so that it holds at 400 ms.
scenario::Edit before(decltype(scenario::Command::action) action)
{
    return AddCommand{{ms(380), std::move(action)}};
}

} // namespace

Q_DECLARE_METATYPE(Cluster)

class TestNodeCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_run = test::lessonRun(); }

    void everyNodeHasItsFaults_data();
    void everyNodeHasItsFaults();
    void linksLeadToThoseItTalksTo_data();
    void linksLeadToThoseItTalksTo();
    void whatWouldChangeNothingIsGreyed_data();
    void whatWouldChangeNothingIsGreyed();
    void aStoppedBrokerCanOnlyBeStarted();
    void nothingCanBeDoneWhenTheRunIsOver();
    void nobodyElseHasCommands();
    void everyCommandGivesAScenarioThatRuns();
    void whatIsOfferedChangesTheRunAndWhatIsGreyedDoesNot();

private:
    views::RunView m_run;
};

void TestNodeCommands::everyNodeHasItsFaults_data()
{
    QTest::addColumn<Cluster>("cluster");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("expected"); // but for the links
    const QString life = QStringLiteral("Stop (process kill), Stop (power loss)");
    const QString shut = QStringLiteral(", Shut down in good order");
    const QString rest
        = QStringLiteral(", Start, Pause, Resume, Cut off from everybody, Heal all links");
    const QString disk = QStringLiteral(
        ", Disk/5 ms for each write, Disk/50 ms for each write, Disk/As fast as before, "
        "Disk/Full: takes not one more byte, Disk/Make room");
    const QString clock = QStringLiteral(", Clock/1 minute ahead, Clock/1 minute behind, "
                                         "Clock/1 hour ahead, Clock/Right again");
    const QString client = QStringLiteral("Stop") + rest + clock;
    QTest::newRow("broker") << Cluster::Lesson << "b1" << life + shut + rest + disk + clock;
    QTest::newRow("the controller") << Cluster::Lesson << "controller" << life + rest + clock;
    QTest::newRow("one of three") << Cluster::Quorum << "k2" << life + rest + clock;
    QTest::newRow("a broker that controls")
        << Cluster::Combined << "b2" << life + shut + rest + disk + clock;
    QTest::newRow("producer") << Cluster::Lesson << "p1" << client;
    const QString calls = QStringLiteral("Application/close(), Application/pause() all partitions, "
                                         "Application/resume() all partitions, ");
    QTest::newRow("consumer") << Cluster::Lesson << "c1"
                              << QString(client).replace(
                                     QStringLiteral("Cut off"), calls + QStringLiteral("Cut off"));
}

void TestNodeCommands::everyNodeHasItsFaults()
{
    QFETCH(const Cluster, cluster);
    QFETCH(const QString, node);
    QFETCH(const QString, expected);
    const std::vector<Listed> all = listed(runOf(cluster, {}), qPrintable(node), kCalm);
    QStringList found = paths(all, {}, false);
    found.removeIf([](const QString& path) { return path.startsWith(QStringLiteral("Link to/")); });
    QCOMPARE(found.join(QStringLiteral(", ")), expected);
    for (const Listed& each : all) {
        QCOMPARE(each.offer.command.at, ms(kCalm));
    }
}

void TestNodeCommands::linksLeadToThoseItTalksTo_data()
{
    QTest::addColumn<Cluster>("cluster");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("expected");
    QTest::newRow("broker") << Cluster::Lesson << "b1"
                            << "b2, b3, controller, p1, c1";
    QTest::newRow("controller") << Cluster::Quorum << "k1"
                                << "b1, b2, b3, k2, k3";
    QTest::newRow("producer") << Cluster::Quorum << "p1"
                              << "b1, b2, b3";
    // One process has one network: its broker stands for both.
    QTest::newRow("combined") << Cluster::Combined << "b1"
                              << "b2 and k2, b3 and k3, p1, c1";
    QTest::newRow("its controller") << Cluster::Combined << "k1"
                                    << "b2 and k2, b3 and k3, p1, c1";
}

void TestNodeCommands::linksLeadToThoseItTalksTo()
{
    QFETCH(const Cluster, cluster);
    QFETCH(const QString, node);
    QFETCH(const QString, expected);
    const views::RunView run = runOf(cluster, {});
    QStringList peers;
    for (const OfferGroup& group :
        app::nodeCommands(sceneAt(run, kCalm), nodeOf(run, qPrintable(node)))) {
        for (const OfferGroup& link : group.groups) {
            peers += link.title;
            QCOMPARE(link.offers.size(), std::size_t{8});
        }
    }
    QCOMPARE(peers.join(QStringLiteral(", ")), expected);
}

void TestNodeCommands::whatWouldChangeNothingIsGreyed_data()
{
    using namespace scenario;
    QTest::addColumn<std::vector<Edit>>("done"); // before
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("area"); // of the menu
    QTest::addColumn<QString>("possible"); // there
    QTest::addColumn<QString>("greyed"); // one that is not, and why
    QTest::addColumn<QString>("reason");
    const auto row
        = [](const char* name, const std::vector<Edit>& done, const char* node, const char* area,
              const char* possible, const char* greyed, const char* reason) {
              QTest::newRow(name) << done << node << area << possible << greyed << reason;
          };
    const char* const link = "Link to/b2/";
    const char* const cuts = "Link to/b2/Cut in both directions, Link to/b2/Cut b1 → b2 only, "
                             "Link to/b2/Cut b2 → b1 only";
    const QByteArray slower = ", Link to/b2/Slower by 50 ms, Link to/b2/Slower by 200 ms, "
                              "Link to/b2/Slower by 1 s";
    const QByteArray calm = cuts + slower;
    row("a whole link", {}, "b1", link, calm, "Link to/b2/Heal",
        "The link between b1 and b2 is neither cut nor slow.");
    row("a whole link is fast", {}, "b1", link, calm, "Link to/b2/As fast as before",
        "The link between b1 and b2 is not slow.");
    const QByteArray healed = "Link to/b2/Heal" + slower;
    row("a cut link", {before(CutCommand{"b1", "b2", true})}, "b1", link, healed,
        "Link to/b2/Cut in both directions", "The link between b1 and b2 is cut already.");
    row("from its other end", {before(CutCommand{"b2", "b1", true})}, "b1", link, healed,
        "Link to/b2/Cut b2 → b1 only", "The link from b2 to b1 is cut already.");
    const QByteArray half = "Link to/b2/Cut in both directions, Link to/b2/Cut b2 → b1 only, "
                            "Link to/b2/Heal"
        + slower;
    row("half a cut", {before(CutCommand{"b1", "b2", false})}, "b1", link, half,
        "Link to/b2/Cut b1 → b2 only", "The link from b1 to b2 is cut already.");
    const QByteArray slow = cuts
        + QByteArray(", Link to/b2/Heal, Link to/b2/Slower by 50 ms, Link to/b2/Slower by 1 s, "
                     "Link to/b2/As fast as before");
    row("a slow link", {before(SlowLinkCommand{"b2", "b1", milliseconds(200), true})}, "b1", link,
        slow, "Link to/b2/Slower by 200 ms", "The link between b1 and b2 is so slow already.");
    row("cut off", {before(IsolateCommand{"b1"})}, "b1", "Cut off", "", "Cut off from everybody",
        "b1 is cut off from everybody already.");
    row("one cut is not all", {before(CutCommand{"b1", "b2", true})}, "b1", "Cut off",
        "Cut off from everybody", "Resume", "b1 is not paused.");
    row("nothing to heal", {}, "b1", "Heal all", "", "Heal all links",
        "No link of b1 is cut or slow.");
    row("something to heal", {before(CutCommand{"p1", "b1", false})}, "b1", "Heal all",
        "Heal all links", "Resume", "b1 is not paused.");
    row("a paused broker", {before(PauseCommand{"b2"})}, "b2", "Pause", "", "Pause",
        "b2 is paused already.");
    row("goes on", {before(PauseCommand{"b2"})}, "b2", "Resume", "Resume", "Pause",
        "b2 is paused already.");
    row("a paused producer", {before(PauseCommand{"p1"})}, "p1", "Resume", "Resume", "Pause",
        "p1 is paused already.");
    row("a paused controller", {before(PauseCommand{"controller"})}, "controller", "Resume",
        "Resume", "Pause", "controller is paused already.");
    row("a controller that is down", {before(StopCommand{"controller", event::StopHow::Kill})},
        "controller", "Sta", "Start", "Stop (power loss)", "controller is down already.");
    row("a broker that leaves", {before(StopCommand{"b2", event::StopHow::Shutdown})}, "b2", "Shut",
        "", "Shut down in good order", nullptr);
    row("a slow disk", {before(SlowDiskCommand{"b2", milliseconds(5)})}, "b2", "Disk/",
        "Disk/50 ms for each write, Disk/As fast as before, Disk/Full: takes not one more byte",
        "Disk/5 ms for each write", "The disk of b2 is so slow already.");
    row("a full disk", {before(FillDiskCommand{"b2", true})}, "b2", "Disk/",
        "Disk/5 ms for each write, Disk/50 ms for each write, Disk/Make room",
        "Disk/Full: takes not one more byte", "The disk of b2 is full already.");
    row("a consumer that reads", {}, "c1", "Application/",
        "Application/close(), Application/pause() all partitions",
        "Application/resume() all partitions", "No partition of c1 is paused.");
    row("a consumer that has paused", {before(PausePartitionsCommand{"c1", {}, true})}, "c1",
        "Application/", "Application/close(), Application/resume() all partitions",
        "Application/pause() all partitions", "c1 has no partition to pause.");
    row("a consumer that stands still", {before(PauseCommand{"c1"})}, "c1", "Application/", "",
        "Application/close()", "c1 is paused.");
    row("a clock that is ahead", {before(SkewClockCommand{"p1", seconds(60)})}, "p1", "Clock/",
        "Clock/1 minute behind, Clock/1 hour ahead, Clock/Right again", "Clock/1 minute ahead",
        "The clock of p1 is so already.");
    row("a clock that is right", {}, "c1", "Clock/",
        "Clock/1 minute ahead, Clock/1 minute behind, Clock/1 hour ahead", "Clock/Right again",
        "The clock of c1 is right.");
}

void TestNodeCommands::whatWouldChangeNothingIsGreyed()
{
    QFETCH(const std::vector<scenario::Edit>, done);
    QFETCH(const QString, node);
    QFETCH(const QString, area);
    QFETCH(const QString, possible);
    QFETCH(const QString, greyed);
    QFETCH(const QString, reason);
    const std::vector<Listed> all = listed(runOf(Cluster::Lesson, done), qPrintable(node), kCalm);
    QCOMPARE(paths(all, area, true).join(QStringLiteral(", ")), possible);
    const Offer* offer = find(all, greyed);
    QVERIFY(offer != nullptr);
    QVERIFY(!offer->whyNot.isEmpty());
    if (!reason.isEmpty()) {
        QCOMPARE(offer->whyNot, reason);
    }
}

void TestNodeCommands::aStoppedBrokerCanOnlyBeStarted()
{
    const std::vector<Listed> all = listed(m_run, "b1", kAfterCrash);
    for (const char* greyed : {"Stop (process kill)", "Stop (power loss)",
             "Shut down in good order", "Pause", "Resume"}) {
        const Offer* offer = find(all, QString::fromUtf8(greyed));
        QVERIFY2(offer != nullptr && !offer->whyNot.isEmpty(), greyed);
    }
    QVERIFY(find(all, QStringLiteral("Start"))->whyNot.isEmpty());
    // What is on its way to it, its disk and its clock may still be meddled with.
    QVERIFY(find(all, QStringLiteral("Link to/b2/Cut in both directions"))->whyNot.isEmpty());
    QVERIFY(find(all, QStringLiteral("Disk/Full: takes not one more byte"))->whyNot.isEmpty());
}

void TestNodeCommands::nothingCanBeDoneWhenTheRunIsOver()
{
    const std::int64_t end = m_run.history->end().micros() / 1000;
    for (const char* node : {"b2", "controller", "p1", "c1"}) {
        const std::vector<Listed> all = listed(m_run, node, end);
        QVERIFY(!all.empty());
        QCOMPARE(paths(all, {}, true), QStringList());
    }
}

void TestNodeCommands::nobodyElseHasCommands()
{
    const views::Scene scene = sceneAt(m_run, kCalm);
    QVERIFY(app::nodeCommands(scene, kNoNode).empty());
    QVERIFY(app::nodeCommands(scene, kScriptNode).empty());
    QVERIFY(app::nodeCommands(scene, NodeId(99)).empty());
    QVERIFY(app::nodeCommands({}, NodeId(1)).empty());
}

/// Every command goes into the session file as a line of text, and has words of its own.
void TestNodeCommands::everyCommandGivesAScenarioThatRuns()
{
    QMap<QString, std::string> words; // each command its own
    for (const Cluster cluster : {Cluster::Lesson, Cluster::Combined}) {
        const views::RunView run = runOf(cluster, {});
        for (std::size_t i = 1; i < run.history->roster().nodes.size(); ++i) {
            const std::string node = run.history->roster().nodes[i].name;
            for (const Listed& each : listed(run, node.c_str(), kCalm)) {
                const scenario::Edit edit = AddCommand{each.offer.command};
                const auto line = scenario::toText(edit);
                const auto readBack = scenario::fromText(line);
                QVERIFY2(readBack && *readBack == edit, line.c_str());
                scenario::Scenario scenario = *run.scenario;
                QVERIFY2(scenario::applyTo(scenario, edit), line.c_str());
                QVERIFY(!views::commandPill(each.offer.command).isEmpty());
                const QString said = app::editWords(edit, *run.scenario);
                const bool isKnown = words.contains(said);
                QVERIFY2(!isKnown || words.value(said) == line, qPrintable(said));
                words.insert(said, line);
            }
        }
    }
    QVERIFY(words.size() > 100);
}

/// The proof that greying is right: the run tells.
void TestNodeCommands::whatIsOfferedChangesTheRunAndWhatIsGreyedDoesNot()
{
    const std::vector<scenario::Edit> done{
        before(scenario::CutCommand{"b1", "b2", true}),
        before(scenario::SlowLinkCommand{"b1", "b3", milliseconds(50), true}),
        before(scenario::PauseCommand{"b3"}),
        before(scenario::SkewClockCommand{"b1", seconds(60)}),
        before(scenario::FillDiskCommand{"b2", true}),
    };
    const views::RunView run = runOf(Cluster::Lesson, done);
    const auto happenings = [](const history::History& history) {
        return std::ranges::count_if(history.events(), [](const event::Event& each) {
            return !std::holds_alternative<event::ScriptCommand>(each.payload);
        });
    };
    const auto atOnce = [](const history::History& history) {
        std::vector<std::string> kinds;
        for (const event::Event& each : history.events()) {
            if (each.time == ms(kCalm)) {
                kinds.emplace_back(event::kindName(each.payload));
            }
        }
        return kinds;
    };
    for (const char* node : {"b1", "b2", "b3", "p1"}) {
        for (const Listed& each : listed(run, node, kCalm)) {
            std::vector<scenario::Edit> edits = done;
            edits.emplace_back(AddCommand{each.offer.command});
            const views::RunView fork = runOf(Cluster::Lesson, edits);
            const QByteArray what = QByteArray(node) + ": " + each.path.toUtf8();
            const auto* stop = std::get_if<scenario::StopCommand>(&each.offer.command.action);
            const bool waits = std::string_view(node) == "b3" && stop != nullptr
                && stop->how == event::StopHow::Shutdown; // it hears of it when it goes on
            if (each.offer.whyNot.isEmpty() && !waits) {
                QVERIFY2(atOnce(*fork.history).size() >= 2, what);
            } else {
                QVERIFY2(happenings(*fork.history) == happenings(*run.history), what);
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestNodeCommands)
#include "tst_node_commands.moc"
