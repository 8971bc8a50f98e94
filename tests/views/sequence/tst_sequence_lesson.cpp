// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "engine/scenario/reader.h"
#include "engine/scenario/runner.h"
#include "tests/views/support/legibility.h"
#include "views/picture/export_picture.h"
#include "views/sequence/filter_bar.h"
#include "views/sequence/sequence_diagram.h"
#include "views/sequence/sequence_view.h"

#include <QAbstractButton>
#include <QBuffer>
#include <QComboBox>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::views;

/// The diagram of a real run: the first lesson about acks=1.
class TestSequenceLesson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void labelsNeverOverlap_data();
    void labelsNeverOverlap();
    void moreAppearsWhenZoomedIn();
    void theStoryIsThere();
    void exportsAsSvg();
    void nothingIsCutInBothLanguages_data();
    void nothingIsCutInBothLanguages();

private:
    [[nodiscard]] Scene at(Timestamp time) const
    {
        return {m_run, playheadAt(*m_run.history, time), nullptr};
    }

    RunView m_run;
};

void TestSequenceLesson::initTestCase()
{
    const auto text
        = scenario::readText(BROKERSCOPE_SOURCE_DIR "/resources/scenarios/a3-acks-1-loss.yaml");
    QVERIFY(text.has_value());
    const auto scenario = scenario::readScenario(*text);
    QVERIFY(scenario.has_value());
    m_run.scenario = std::make_shared<const scenario::Scenario>(*scenario);
    m_run.history = scenario::run(*scenario);
    m_run.verdict = std::make_shared<const history::Verdict>(history::judge(*m_run.history));
    setUpFonts();
}

void TestSequenceLesson::labelsNeverOverlap_data()
{
    QTest::addColumn<int>("theme");
    QTest::addColumn<int>("windowMs");
    for (const int window : {20, 120, 600, 5000}) {
        QTest::addRow("light %d ms", window) << static_cast<int>(ThemeName::Light) << window;
        QTest::addRow("projector %d ms", window)
            << static_cast<int>(ThemeName::Projector) << window;
    }
}

void TestSequenceLesson::labelsNeverOverlap()
{
    QFETCH(const int, theme);
    QFETCH(const int, windowMs);
    const Theme look(static_cast<ThemeName>(theme));
    SequenceView view;
    view.setTheme(look);
    view.resize(1100, 640);
    view.show();
    const Timestamp end = m_run.history->end();
    view.setScene(at(end));
    for (int part = 0; part < 8; ++part) {
        const Timestamp from = Timestamp() + (end - Timestamp()) * part / 8;
        const Timestamp to = std::min(end, from + milliseconds(windowMs));
        view.diagram()->setWindow({from, to});
        Picture labels = view.exportPicture();
        // The playhead's time may lie over the times on the left.
        std::erase_if(labels.shapes,
            [](const Shape& shape) { return shape.id == QLatin1String("playhead"); });
        QCOMPARE(test::faintTexts(labels), QStringList());
        QCOMPARE(test::unexplainedIds(labels), QStringList());
        for (Shape& shape : labels.shapes) {
            shape.id.clear(); // the helper leaves out the stage's moving messages
        }
        QCOMPARE(test::collidingTexts(labels, look.scale() > 1), QStringList());
    }
}

void TestSequenceLesson::moreAppearsWhenZoomedIn()
{
    SequenceView view;
    view.resize(1100, 640);
    view.show();
    view.setScene(at(m_run.history->end()));
    const auto labelledShare = [&](const TimelineWindow& window) {
        view.diagram()->setWindow(window);
        const auto all = view.exportPicture();
        double lines = 0;
        double labels = 0;
        for (const Shape& shape : all.shapes) {
            const bool isMessage = shape.id.startsWith(QLatin1String("message:"));
            lines += isMessage && shape.kind == ShapeKind::Line ? 1 : 0;
            labels += isMessage && shape.kind == ShapeKind::Rect ? 1 : 0;
        }
        return labels / std::max(1.0, lines);
    };
    const Timestamp from = Timestamp() + milliseconds(400);
    const double wide = labelledShare({from, from + milliseconds(600)});
    const double close = labelledShare({from, from + milliseconds(30)});
    QVERIFY(close > wide);
    QVERIFY(close > 0.7);
}

void TestSequenceLesson::theStoryIsThere()
{
    const auto data = gatherSequence(*m_run.history);
    QVERIFY(std::ranges::any_of(data->messages, &SequenceData::Message::isLost));
    QVERIFY(data->usualWay >= milliseconds(3) && data->usualWay <= milliseconds(9));
    const NodeId b1 = *m_run.history->roster().node("b1");
    QCOMPARE(data->outages.at(b1.value()).size(), 1U);
    const auto leads = std::ranges::count_if(
        data->marks, [](const SequenceData::Mark& mark) { return mark.kind == MarkKind::Leads; });
    QVERIFY(leads >= 3); // two partitions, and another leader after the power loss
    const ShownSequence shown = filtered(*data, m_run.history->roster(), {});
    QVERIFY(shown.messages.size() < data->messages.size());
    QVERIFY(shown.messages.size() > 50);
}

void TestSequenceLesson::exportsAsSvg()
{
    SequenceView view;
    view.resize(1100, 640);
    view.show();
    view.setScene(at(Timestamp() + milliseconds(470)));
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(writeSvg(
        buffer, view.exportPicture(), Theme(ThemeName::Light), QStringLiteral("a3, Sequence")));
    QXmlStreamReader xml(buffer.data());
    while (!xml.atEnd()) {
        xml.readNext();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(QString::fromUtf8(buffer.data()).contains(QStringLiteral(">b1</text>")));
}

void TestSequenceLesson::nothingIsCutInBothLanguages_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("en") << QString();
    QTest::newRow("zh_CN") << QStringLiteral(":/i18n/brokerscope_zh_CN.qm");
}

void TestSequenceLesson::nothingIsCutInBothLanguages()
{
    QFETCH(const QString, language);
    QTranslator translator;
    if (!language.isEmpty()) {
        QVERIFY(translator.load(language));
        QCoreApplication::installTranslator(&translator);
    }
    SequenceView view;
    view.setTheme(Theme(ThemeName::Light));
    view.resize(760, 420); // what a lens has in a window of 1280 × 800
    view.show();
    view.setScene(at(Timestamp() + milliseconds(470)));
    QCoreApplication::processEvents();
    for (QAbstractButton* button : view.filterBar()->findChildren<QAbstractButton*>()) {
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
        QVERIFY2(view.filterBar()->rect().contains(button->geometry()), qPrintable(button->text()));
    }
    const Sketch metrics(view.diagram()->size(), false);
    for (const Shape& shape : view.exportPicture().shapes) {
        if (!shape.text.isEmpty()) {
            QVERIFY2(metrics.width(shape.text, shape.font) <= shape.rect.width() + 1,
                qPrintable(shape.text));
        }
    }
    QCoreApplication::removeTranslator(&translator);
}

QTEST_MAIN(TestSequenceLesson)
#include "tst_sequence_lesson.moc"
