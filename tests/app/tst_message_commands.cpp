// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/message_commands.h"
#include "tests/app/lesson.h"

#include <stdexcept>

using namespace brokerscope;
using app::Offer;
using app::OfferGroup;

namespace {

views::Scene sceneAt(const views::RunView& run, Timestamp time)
{
    const views::Playhead playhead = views::playheadAt(*run.history, time);
    return {run, playhead,
        std::make_shared<const history::ClusterState>(run.history->stateAfter(playhead.applied))};
}

views::RunView runOf(const std::vector<scenario::Edit>& edits = {})
{
    auto scenario = scenario::readScenario(test::lessonText(), edits);
    if (!scenario) {
        throw std::runtime_error(scenario.error().front().sentence("the lesson"));
    }
    return app::executed(std::make_shared<const scenario::Scenario>(std::move(*scenario)));
}

/// The n-th request or answer of a kind that is sent after 350 ms, when everybody runs.
EventId messageOf(const views::RunView& run, event::Api api, bool isAnswer, int n = 0)
{
    for (std::size_t i = 0; i < run.history->size(); ++i) {
        const event::Event& event = run.history->events()[i];
        const auto* sent = std::get_if<event::MessageSent>(&event.payload);
        if (sent != nullptr && event.time > Timestamp(350'000) && sent->api == api
            && sent->isResponse() == isAnswer && n-- == 0) {
            return EventId(static_cast<std::uint32_t>(i));
        }
    }
    throw std::runtime_error("there is no such message");
}

const event::MessageSent& sentOf(const views::RunView& run, EventId message)
{
    return std::get<event::MessageSent>(run.history->event(message).payload);
}

Timestamp halfwayOf(const views::RunView& run, EventId message)
{
    const Timestamp sentAt = run.history->event(message).time;
    return sentAt + (sentOf(run, message).deliverAt - sentAt) / 2;
}

std::vector<Offer> offersOf(const views::Scene& scene, EventId message)
{
    std::vector<Offer> all;
    for (const OfferGroup& group : app::messageCommands(scene, message)) {
        all.insert(all.end(), group.offers.begin(), group.offers.end());
    }
    return all;
}

} // namespace

/// What a right-click on a packet offers, and that it strikes this very packet.
class TestMessageCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theForkStrikesTheSameMessage_data()
    {
        QTest::addColumn<int>("api");
        QTest::addColumn<bool>("isAnswer");
        QTest::newRow("Produce request") << int(event::Api::Produce) << false;
        QTest::newRow("Produce answer") << int(event::Api::Produce) << true;
        QTest::newRow("Fetch request") << int(event::Api::Fetch) << false;
        QTest::newRow("Fetch answer") << int(event::Api::Fetch) << true;
        QTest::newRow("heartbeat") << int(event::Api::BrokerHeartbeat) << false;
    }
    void theForkStrikesTheSameMessage()
    {
        QFETCH(int, api);
        QFETCH(bool, isAnswer);
        const views::RunView run = runOf();
        for (const int n : {0, 3}) {
            const EventId message = messageOf(run, static_cast<event::Api>(api), isAnswer, n);
            const Timestamp now = halfwayOf(run, message);
            const std::vector<Offer> offers = offersOf(sceneAt(run, now), message);
            QCOMPARE(offers.size(), std::size_t(4));
            for (const Offer& offer : offers) {
                QVERIFY2(offer.whyNot.isEmpty(), qPrintable(offer.whyNot));
                QVERIFY(offer.command.at == now);
            }
            const auto dropped = firstOf<event::MessageDropped>(
                runOf({scenario::AddCommand{offers[0].command}}), now);
            QVERIFY(dropped && dropped->message == message);
            QVERIFY(dropped->reason == event::DropReason::Fault);
            const auto delayed = firstOf<event::MessageDelayed>(
                runOf({scenario::AddCommand{offers[2].command}}), now);
            QVERIFY(delayed && delayed->message == message);
            QVERIFY(delayed->deliverAt == sentOf(run, message).deliverAt + milliseconds(200));
        }
    }

    void itsTitleSaysWhatItIs()
    {
        const views::RunView run = runOf();
        const EventId message = messageOf(run, event::Api::Produce, false);
        const views::Scene scene = sceneAt(run, halfwayOf(run, message));
        const QString title = app::messageTitle(scene, message);
        QVERIFY2(
            title.startsWith(QStringLiteral("Produce request from p1 to b")), qPrintable(title));
    }

    void whatHasArrivedCannotBeStruck()
    {
        const views::RunView run = runOf();
        const EventId message = messageOf(run, event::Api::Produce, false);
        const auto offers
            = offersOf(sceneAt(run, sentOf(run, message).deliverAt + milliseconds(1)), message);
        QCOMPARE(offers.size(), std::size_t(4));
        for (const Offer& offer : offers) {
            QCOMPARE(offer.whyNot, QStringLiteral("It is not on its way any more."));
        }
    }

    void whatWaitsForAPausedNodeCannotBeStruck()
    {
        const views::RunView before = runOf();
        EventId message = kNoEvent;
        for (int n = 0; message == kNoEvent || sentOf(before, message).to != NodeId(1); ++n) {
            message = messageOf(before, event::Api::Produce, false, n);
        }
        // Up to the pause the run is the same.
        const views::RunView run = runOf(
            {scenario::AddCommand{{halfwayOf(before, message), scenario::PauseCommand{"b1"}}}});
        const auto offers = offersOf(sceneAt(run, sentOf(run, message).deliverAt), message);
        QCOMPARE(
            offers.at(0).whyNot, QStringLiteral("It has arrived, and b1 has not taken it yet."));
    }

    void onlyMessagesOfThePastAreOffered()
    {
        const views::RunView run = runOf();
        const EventId message = messageOf(run, event::Api::Produce, false);
        const views::Scene before
            = sceneAt(run, run.history->event(message).time - microseconds(1));
        QVERIFY(app::messageCommands(before, message).empty());
        QVERIFY(app::messageCommands(before, EventId(0)).empty());
        QVERIFY(app::messageCommands(before, kNoEvent).empty());
        QVERIFY(app::messageTitle(before, message).isEmpty());
    }

private:
    /// The first event of a kind from `since` on.
    template <class Kind>
    static std::optional<Kind> firstOf(const views::RunView& run, Timestamp since)
    {
        for (const event::Event& event : run.history->events()) {
            if (const auto* what = std::get_if<Kind>(&event.payload);
                what != nullptr && event.time >= since) {
                return *what;
            }
        }
        return std::nullopt;
    }
};

QTEST_GUILESS_MAIN(TestMessageCommands)
#include "tst_message_commands.moc"
