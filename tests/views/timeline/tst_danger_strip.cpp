#include "tests/views/support/legibility.h"
#include "tests/views/support/loss_story.h"
#include "tests/views/support/real_run.h"
#include "views/timeline/timeline_picture.h"
#include "views/timeline/timeline_view.h"

#include <QSet>
#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using history::Outcome;

namespace {

const QSizeF kSize(1200, 300);
constexpr std::array kOutcomes{
    Outcome::Nothing, Outcome::Unavailable, Outcome::Reordered, Outcome::Duplicated, Outcome::Lost};

/// A slot of 5 ms for each outcome and one that was not tried, about the fault of command 1.
std::shared_ptr<const DangerStrip> stripOf(DangerStrip::State state)
{
    DangerStrip strip;
    strip.fault = 1;
    strip.state = state;
    strip.answered = kOutcomes.size();
    Timestamp at;
    for (const Outcome outcome : kOutcomes) {
        history::Consequences found;
        found.outcome = outcome;
        found.anomalies.fill(3);
        found.service.failed = 3;
        strip.slots.push_back({at, at + milliseconds(5), found});
        at = at + milliseconds(5);
    }
    strip.slots.push_back({at, at + milliseconds(5), std::nullopt});
    return std::make_shared<const DangerStrip>(strip);
}

} // namespace

/// The strip that says what a fault would do at other times, and the lanes of the network beside
/// it.
class DangerStripTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_story = test::makeLossStory();
        m_data = gatherTimeline(*m_story.run.history);
    }

    void everyOutcomeLooksDifferentEvenWithoutColour()
    {
        const Picture picture = pictureOf(DangerStrip::State::Complete);
        QSet<QString> looks;
        for (std::size_t i = 0; i < kOutcomes.size(); ++i) {
            const Shape* slot = picture.find(QStringLiteral("danger:%1").arg(5 * i));
            QVERIFY(slot != nullptr);
            const std::string_view name = history::outcomeName(kOutcomes[i]);
            QCOMPARE(
                slot->state, QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
            // The bar stands right before what can be touched.
            const auto bar = picture.shapes.begin() + (slot - picture.shapes.data()) - 1;
            QVERIFY(bar->rect.bottom() <= slot->rect.bottom() + 0.01);
            looks += QStringLiteral("%1 %2").arg(bar->rect.height()).arg(bar->hatched);
        }
        QCOMPARE(looks.size(), qsizetype(kOutcomes.size()));
    }

    void everySlotSaysWhatWouldHappen()
    {
        const Picture picture = pictureOf(DangerStrip::State::Complete);
        const auto tip
            = [&](int ms) { return picture.find(QStringLiteral("danger:%1").arg(ms))->tip; };
        QVERIFY(tip(0).contains(QStringLiteral("nothing would happen to acknowledged records")));
        QVERIFY(tip(5).contains(QStringLiteral("would fail")));
        QVERIFY(tip(10).contains(QStringLiteral("would be out of order")));
        QVERIFY(tip(15).contains(QStringLiteral("would be in the log twice")));
        QVERIFY(tip(20).contains(QStringLiteral("would be lost")));
        for (const char* word :
            {"nothing", "unavailable", "out of order", "twice in the log", "lost"}) {
            QVERIFY2(hasText(picture, QLatin1String(word)), word); // the key below the strip
        }
        QVERIFY(hasText(picture, QStringLiteral("danger if b1 loses power")));
    }

    void aMomentThatWasNotTriedIsPending()
    {
        const Picture picture = pictureOf(DangerStrip::State::Running);
        const Shape* pending = picture.find(QStringLiteral("danger:25"));
        QVERIFY(pending != nullptr);
        QCOMPARE(pending->state, QStringLiteral("pending"));
        QVERIFY(pending->tip.contains(QStringLiteral("not tried yet")));
    }

    void theProgressCanBeStoppedAndGoOn()
    {
        using State = DangerStrip::State;
        const QString stop = QStringLiteral("danger-stop");
        const QString go = QStringLiteral("danger-go");
        const Picture running = pictureOf(State::Running);
        QVERIFY(running.find(stop) != nullptr && running.find(go) == nullptr);
        QVERIFY(running.find(stop)->text.startsWith(QStringLiteral("5 of 6")));
        const Picture cancelled = pictureOf(State::Cancelled);
        QVERIFY(cancelled.find(stop) == nullptr && cancelled.find(go) != nullptr);
        for (const State state : {State::Waiting, State::Complete}) {
            const Picture picture = pictureOf(state);
            QVERIFY(picture.find(stop) == nullptr && picture.find(go) == nullptr);
        }
    }

    void everyPictureIsSound()
    {
        using State = DangerStrip::State;
        for (const State state :
            {State::Waiting, State::Running, State::Complete, State::Cancelled}) {
            const Picture picture = pictureOf(state);
            QCOMPARE(test::repeatedIds(picture), QStringList());
            QCOMPARE(test::unexplainedIds(picture), QStringList());
            QCOMPARE(test::faintTexts(picture), QStringList());
        }
    }

    void aClickMovesTheFaultThere()
    {
        TimelineView view;
        view.resize(kSize.toSize());
        view.setScene(m_story.at(m_story.beforeStop));
        view.setDanger(stripOf(DangerStrip::State::Running));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        std::vector<Timestamp> moves;
        int stops = 0;
        std::vector<Timestamp> scrubs;
        connect(&view, &TimelineView::faultMoveRequested, this,
            [&](Timestamp to) { moves.push_back(to); });
        connect(&view, &TimelineView::surveyCancelRequested, this, [&] { ++stops; });
        connect(
            &view, &TimelineView::timeRequested, this, [&](Timestamp to) { scrubs.push_back(to); });
        const auto click = [&](const QString& id) {
            QTest::mouseClick(
                &view, Qt::LeftButton, {}, boundsOf(*view.picture().find(id)).center().toPoint());
        };
        click(QStringLiteral("danger:20"));
        QCOMPARE(moves, std::vector<Timestamp>{Timestamp(20'000)});
        click(QStringLiteral("danger-stop"));
        QCOMPARE(stops, 1);
        QVERIFY(scrubs.empty());
        // With the keyboard: arrows go from slot to slot, Enter chooses.
        view.setFocus();
        view.setFocusedId(QStringLiteral("danger:5"));
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.focusedId(), QStringLiteral("danger:10"));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(moves.back(), Timestamp(10'000));
    }

    void cutAndSlowLinksHaveALane()
    {
        scenario::Scenario s = testing::smallCluster();
        testing::at(s, 300, scenario::CutCommand{"b1", "b2", true});
        testing::at(s, 500, scenario::HealCommand{"b1", "b2", true});
        testing::at(s, 600, scenario::SlowLinkCommand{"b1", "b3", milliseconds(40), false});
        testing::at(s, 800, scenario::IsolateCommand{"b2"});
        testing::at(s, 900, scenario::ReconnectCommand{"b2"});
        const test::RealRun run(s);
        const auto data = gatherTimeline(run.history());
        const TimelineWindow whole{Timestamp(), run.history().end()};
        const Picture picture = timelinePicture(*data, run.atMs(1000), {}, whole, kSize);
        const auto bars = picture.findAll(QStringLiteral("links:"));
        QCOMPARE(bars.size(), std::size_t{3});
        QCOMPARE(bars[0]->state, QStringLiteral("cut"));
        QVERIFY(bars[0]->tip.startsWith(QStringLiteral("b1 ↔ b2: cut from 0.300")));
        QCOMPARE(bars[1]->state, QStringLiteral("slow"));
        QVERIFY(bars[1]->tip.startsWith(QStringLiteral("b1 → b3: 40 ms slower from 0.600")));
        QCOMPARE(bars[1]->dash, Dash::Dotted); // not by colour alone
        QCOMPARE(bars[0]->dash, Dash::Dashed);
        QVERIFY2(bars[2]->tip.startsWith(QStringLiteral("b2 ↔ ")), qPrintable(bars[2]->tip));
        QVERIFY(bars[0]->rect.right() < bars[1]->rect.left());
        QCOMPARE(test::unexplainedIds(picture), QStringList());
    }

    void aRunWithoutFaultsHasNoLaneForLinks()
    {
        const test::RealRun run(testing::smallCluster());
        const auto data = gatherTimeline(run.history());
        const TimelineWindow whole{Timestamp(), run.history().end()};
        const Picture picture = timelinePicture(*data, run.atMs(1000), {}, whole, kSize);
        QVERIFY(picture.findAll(QStringLiteral("links:")).empty());
        QVERIFY(picture.findAll(QStringLiteral("danger:")).empty());
    }

private:
    [[nodiscard]] Picture pictureOf(DangerStrip::State state) const
    {
        TimelineOptions options;
        options.danger = stripOf(state);
        return timelinePicture(*m_data, m_story.at(m_story.beforeStop), {},
            {Timestamp(), m_story.run.history->end()}, kSize, options);
    }

    [[nodiscard]] static bool hasText(const Picture& picture, const QString& text)
    {
        return std::ranges::any_of(
            picture.shapes, [&](const Shape& shape) { return shape.text == text; });
    }

    test::LossStory m_story;
    std::shared_ptr<const TimelineData> m_data;
};

QTEST_MAIN(DangerStripTest)
#include "tst_danger_strip.moc"
