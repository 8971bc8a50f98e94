#include "views/picture/export_picture.h"
#include "views/picture/painter.h"
#include "views/picture/sketch.h"

#include <QBuffer>
#include <QPainter>
#include <QTest>

using namespace brokerscope::views;

namespace {

Picture sample()
{
    Sketch sketch({200, 100}, false);
    sketch.rect({10, 10, 100, 50}, 4, Ink::Leader).id = QStringLiteral("record:orders-0@1/b1");
    sketch.rect({20, 20, 20, 20}, 0, Ink::Danger).id = QStringLiteral("record:orders-0@2/b1");
    sketch.line({150, 0}, {150, 100}, Ink::Warning, 2).id = QStringLiteral("hw:orders-0");
    sketch.text({10, 70, 100, 20}, QStringLiteral("leader"), FontRole::Body, Ink::Text);
    return sketch.take();
}

} // namespace

class PictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpFonts(); }

    void findsShapesById()
    {
        const Picture picture = sample();
        QVERIFY(picture.find(QStringLiteral("hw:orders-0")) != nullptr);
        QVERIFY(picture.find(QStringLiteral("hw:orders-1")) == nullptr);
        QCOMPARE(picture.findAll(QStringLiteral("record:")).size(), std::size_t{2});
        QVERIFY(picture.findAll(QStringLiteral("leader")).empty());
    }

    void thePointBelongsToTheTopmostShapeWithAnId()
    {
        const Picture picture = sample();
        QCOMPARE(picture.at({25, 25})->id, QStringLiteral("record:orders-0@2/b1"));
        QCOMPARE(picture.at({100, 50})->id, QStringLiteral("record:orders-0@1/b1"));
        QVERIFY(picture.at({20, 80}) == nullptr);
    }

    void linesCountWithinFourUnits()
    {
        const Picture picture = sample();
        QCOMPARE(picture.at({153.9, 50})->id, QStringLiteral("hw:orders-0"));
        QVERIFY(picture.at({154.5, 50}) == nullptr);
    }

    void everyPairOfInksIsLegible_data()
    {
        QTest::addColumn<ThemeName>("name");
        QTest::newRow("light") << ThemeName::Light;
        QTest::newRow("dark") << ThemeName::Dark;
        QTest::newRow("projector") << ThemeName::Projector;
    }
    void everyPairOfInksIsLegible()
    {
        QFETCH(ThemeName, name);
        const Theme theme(name);
        for (const InkPair& pair : inkPairs()) {
            const double ratio = contrast(theme.color(pair.text), theme.color(pair.ground));
            QVERIFY2(ratio >= 4.5,
                qPrintable(QStringLiteral("ink %1 on %2: %3")
                               .arg(static_cast<int>(pair.text))
                               .arg(static_cast<int>(pair.ground))
                               .arg(ratio)));
        }
        // Words on hatching stand partly on its lines.
        QVERIFY(contrast(theme.color(Ink::TextOnOffline), theme.hatch()) >= 4.5);
        QVERIFY(contrast(theme.color(Ink::Text), theme.hatch()) >= 4.5);
    }

    void contrastIsThatOfWcag()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    }

    void theProjectorHasLargerType()
    {
        const Theme light(ThemeName::Light);
        const Theme projector(ThemeName::Projector);
        for (const FontRole role :
            {FontRole::Body, FontRole::Caption, FontRole::Title, FontRole::MonoSmall}) {
            QVERIFY(projector.font(role).pixelSize() >= 1.3 * light.font(role).pixelSize());
        }
    }

    void paintsWhatTheShapesSay()
    {
        const Theme theme(ThemeName::Light);
        const QImage image = toImage(sample(), theme, 2);
        QCOMPARE(image.size(), QSize(400, 200));
        QCOMPARE(image.pixelColor(60, 60), theme.color(Ink::Danger));
        QCOMPARE(image.pixelColor(180, 80), theme.color(Ink::Leader));
        QCOMPARE(image.pixelColor(390, 190), theme.color(Ink::Card));
    }

    void leavesOutWhatIsNotVisible()
    {
        const Theme theme(ThemeName::Light);
        QImage image(200, 100, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        paint(painter, sample(), theme, QRectF(140, 0, 60, 100));
        painter.end();
        QCOMPARE(image.pixelColor(60, 40), QColor(Qt::white));
        QCOMPARE(image.pixelColor(150, 40), theme.color(Ink::Warning));
    }

    void svgKeepsTextAsText()
    {
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QVERIFY(writeSvg(buffer, sample(), Theme(ThemeName::Dark), QStringLiteral("At 1.742 s")));
        const QString svg = QString::fromUtf8(buffer.data());
        QVERIFY(svg.contains(QStringLiteral("<title>At 1.742 s</title>")));
        QVERIFY(svg.contains(QStringLiteral(">leader</text>")));
        QVERIFY(svg.contains(QStringLiteral("Inter")));
    }

    void svgTellsOfADeviceThatTakesNothing()
    {
        QBuffer closed;
        QVERIFY(!writeSvg(closed, sample(), Theme(ThemeName::Light), QString()));
    }
};

QTEST_MAIN(PictureTest)
#include "tst_picture.moc"
