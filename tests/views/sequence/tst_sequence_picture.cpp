// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "tests/views/sequence/sequence_story.h"
#include "tests/views/support/legibility.h"
#include "views/picture/export_picture.h"

#include <QBuffer>
#include <QSet>
#include <QXmlStreamReader>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;
using test::SequenceStory;

namespace {

QString id(const char* kind, EventId event)
{
    return QLatin1String(kind) + QLatin1Char(':') + QString::number(event.value());
}

/// Where the story's picture has a time.
double yOf(const SequenceStory& story, Timestamp time)
{
    SequenceLayout layout;
    layout.size = {1000, 900};
    layout.header = 40;
    layout.window = {Timestamp(), story.history().end()};
    return layout.y(time);
}

} // namespace

class TestSequencePicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesRunFromSendingToArrival();
    void lostMessagesEndInACross();
    void marksStandOnTheirLifelines();
    void downTimesAreHatchedAndSayHow();
    void everyObjectExplainsItself();
    void requestsAndAnswersDiffer();
    void theChainIsHighlighted();
    void textsAreLegible_data();
    void textsAreLegible();
    void thePlayheadHasItsTime();
    void isAPureFunction();
    void svgIsWellFormed();
    void withoutARunThereIsASentence();
};

void TestSequencePicture::linesRunFromSendingToArrival()
{
    const SequenceStory story = test::makeSequenceStory();
    const Picture picture = test::pictureOf(story);
    const auto data = gatherSequence(story.history());
    for (const EventId sent : {story.produce, story.ok, story.fetch, story.records}) {
        const auto& message = data->messages.at(static_cast<std::size_t>(data->indexOf(sent)));
        const Shape* line = picture.find(id("message", sent));
        QVERIFY(line != nullptr);
        QCOMPARE(line->kind, ShapeKind::Line);
        QCOMPARE(line->points.front().y(), yOf(story, message.sentAt));
        QCOMPARE(line->points.back().y(), yOf(story, message.endedAt));
        const double direction = line->points.back().x() - line->points.front().x();
        QVERIFY(direction != 0);
    }
    const Shape* produce = picture.find(id("message", story.produce));
    const Shape* ok = picture.find(id("message", story.ok));
    QCOMPARE(produce->points.front().x(), ok->points.back().x()); // p1's lifeline
    QCOMPARE(produce->points.back().x(), ok->points.front().x());
}

void TestSequencePicture::lostMessagesEndInACross()
{
    const SequenceStory story = test::makeSequenceStory();
    const Picture picture = test::pictureOf(story);
    const Shape* cut = picture.find(id("message", story.cut));
    const Shape* cross = picture.find(id("lost", story.cutDrop));
    QVERIFY(cut != nullptr && cross != nullptr);
    QCOMPARE(cut->state, QStringLiteral("lost"));
    QCOMPARE(cut->dash, Dash::Dashed);
    QVERIFY(QLineF(boundsOf(*cross).center(), cut->points.back()).length() < 1);
    const double b1 = picture.find(id("message", story.produce))->points.back().x();
    QVERIFY(std::abs(cut->points.back().x() - b1) > 40); // half-way on a cut link
    const Shape* unheard = picture.find(id("message", story.unheard));
    QVERIFY(picture.find(id("lost", story.unheardDrop)) != nullptr);
    QVERIFY(std::abs(unheard->points.back().x() - b1) < 40); // beside the broker that is down
}

void TestSequencePicture::marksStandOnTheirLifelines()
{
    const SequenceStory story = test::makeSequenceStory();
    const Picture picture = test::pictureOf(story);
    const double b1 = picture.find(id("message", story.produce))->points.back().x();
    for (const EventId event : {story.appended, story.truncated}) {
        const Shape* mark = picture.find(id("mark", event));
        QVERIFY(mark != nullptr);
        QCOMPARE(boundsOf(*mark).center().x(), b1);
        QVERIFY(std::abs(boundsOf(*mark).center().y() - yOf(story, story.timeOf(event))) < 0.6);
    }
    QCOMPARE(picture.find(id("mark", story.appended))->state, QStringLiteral("append, LEO 10"));
    QCOMPARE(
        picture.find(id("mark", story.truncated))->state.left(12), QStringLiteral("truncate 7–9"));
    QCOMPARE(picture.find(id("mark", story.elected))->state, QStringLiteral("elects b2, epoch 6"));
}

void TestSequencePicture::downTimesAreHatchedAndSayHow()
{
    const SequenceStory story = test::makeSequenceStory();
    const Picture picture = test::pictureOf(story);
    const auto shapes = picture.findAll(id("outage", story.stop));
    QCOMPARE(shapes.size(), 2U); // the bar and its label
    QVERIFY(shapes[0]->hatched);
    QCOMPARE(shapes[0]->state, QStringLiteral("down"));
    QCOMPARE(shapes[0]->rect.top(), yOf(story, story.timeOf(story.stop)));
    QCOMPARE(shapes[1]->text, QStringLiteral("power loss"));
}

void TestSequencePicture::everyObjectExplainsItself()
{
    const Picture picture = test::pictureOf(test::makeSequenceStory());
    QVERIFY(picture.shapes.size() > 40);
    QCOMPARE(test::unexplainedIds(picture), QStringList());
    // Only a label shares the id of what it names.
    QHash<QString, int> counts;
    for (const Shape& shape : picture.shapes) {
        if (!shape.id.isEmpty()) {
            QVERIFY2(++counts[shape.id] <= 2, qPrintable(shape.id));
        }
    }
}

void TestSequencePicture::requestsAndAnswersDiffer()
{
    const SequenceStory story = test::makeSequenceStory();
    const Picture picture = test::pictureOf(story);
    QCOMPARE(picture.find(id("message", story.produce))->state, QStringLiteral("request"));
    QCOMPARE(picture.find(id("message", story.ok))->state, QStringLiteral("answer"));
    const auto headAfter = [&](EventId event) -> const Shape& {
        for (std::size_t i = 0; i + 1 < picture.shapes.size(); ++i) {
            if (picture.shapes[i].id == id("message", event)) {
                return picture.shapes[i + 1];
            }
        }
        return picture.shapes.front();
    };
    QCOMPARE(headAfter(story.produce).kind, ShapeKind::Polygon);
    QVERIFY(headAfter(story.produce).fill != Ink::Card);
    QCOMPARE(headAfter(story.ok).kind, ShapeKind::Polygon);
    QCOMPARE(headAfter(story.ok).fill, Ink::Card); // hollow
}

void TestSequencePicture::theChainIsHighlighted()
{
    const SequenceStory story = test::makeSequenceStory();
    const Picture picture = test::pictureOf(story, {}, test::selectionOf(story.truncated, false));
    QCOMPARE(picture.find(id("mark", story.truncated))->opacity, 1.0);
    QCOMPARE(picture.find(id("message", story.diverging))->opacity, 1.0);
    QVERIFY(picture.find(id("message", story.ok))->opacity < 0.5);
    QVERIFY(picture.find(id("message", story.diverging))->width
        > picture.find(id("message", story.records))->width);
    // What the diagram does not show dims nothing.
    const Picture other = test::pictureOf(story, {}, test::selectionOf(EventId(0), false));
    QCOMPARE(other.find(id("message", story.records))->opacity < 0.5,
        other.find(id("mark", EventId(0))) != nullptr);
    // A message without any cause is its own chain.
    const Picture alone = test::pictureOf(story, {}, test::selectionOf(story.produce, true));
    QCOMPARE(alone.find(id("message", story.produce))->opacity, 1.0);
    QVERIFY(alone.find(id("message", story.records))->opacity < 0.5);
}

void TestSequencePicture::textsAreLegible_data()
{
    QTest::addColumn<bool>("large");
    QTest::newRow("light") << false;
    QTest::newRow("projector") << true;
}

void TestSequencePicture::textsAreLegible()
{
    QFETCH(const bool, large);
    SequenceFilter everything;
    everything.groups.fill(true);
    everything.quiet = true;
    const Picture picture = test::pictureOf(test::makeSequenceStory(), everything, {}, large);
    QCOMPARE(test::faintTexts(picture), QStringList());
    Picture labels = picture;
    for (Shape& shape : labels.shapes) {
        shape.id.clear(); // the helper leaves out the stage's moving messages
    }
    QCOMPARE(test::collidingTexts(labels, large), QStringList());
}

void TestSequencePicture::thePlayheadHasItsTime()
{
    const SequenceStory story = test::makeSequenceStory();
    const Picture picture = test::pictureOf(story);
    const Shape* playhead = picture.find(QStringLiteral("playhead"));
    QVERIFY(playhead != nullptr);
    QCOMPARE(playhead->state, QString::number(story.history().end().micros()));
    QVERIFY(!playhead->text.isEmpty());
}

void TestSequencePicture::isAPureFunction()
{
    const SequenceStory story = test::makeSequenceStory();
    QVERIFY(test::pictureOf(story) == test::pictureOf(story));
}

void TestSequencePicture::svgIsWellFormed()
{
    const Picture picture = test::pictureOf(test::makeSequenceStory());
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeSvg(buffer, picture, Theme(ThemeName::Light), QStringLiteral("Sequence")));
    QXmlStreamReader xml(buffer.data());
    int texts = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        texts += xml.isStartElement() && xml.name() == QLatin1String("text") ? 1 : 0;
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(texts > 20);
    QVERIFY(
        QString::fromUtf8(buffer.data()).contains(QStringLiteral("diverging: epoch 5 ends at 7")));
}

void TestSequencePicture::withoutARunThereIsASentence()
{
    const SequenceData data;
    const ShownSequence shown;
    const RunView run;
    const Selection selection;
    const SequenceFocus focus;
    const Sketch metrics({400, 300}, false);
    const SequenceLayout layout
        = layOutSequence(shown, 0, {Timestamp(), Timestamp(1)}, {400, 300}, 0, metrics);
    const Picture picture
        = sequencePicture({data, shown, run, selection, focus}, {}, layout, false);
    QCOMPARE(picture.shapes.size(), 1U);
    QVERIFY(!picture.shapes.front().text.isEmpty());
}

QTEST_MAIN(TestSequencePicture)
#include "tst_sequence_picture.moc"
