#include "tests/architecture/includes.h"
#include "tests/architecture/layers.h"

#include <QTest>

using namespace brokerscope::architecture;

/// Reads every #include of the product and holds it against the order of the layers.
class ArchitectureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void includesKeepToTheirLayer_data();
    void includesKeepToTheirLayer();
    void rulesJudge_data();
    void rulesJudge();
    void includesAreFoundInText();
    void widgetHeadersAreKnown();

private:
    const QtHeaders m_qt = QtHeaders::installed();
};

void ArchitectureTest::includesKeepToTheirLayer_data()
{
    QTest::addColumn<QString>("folder");
    for (const char* folder : {"engine", "views", "app"}) {
        QTest::newRow(folder) << QString::fromLatin1(folder);
    }
}

void ArchitectureTest::includesKeepToTheirLayer()
{
    QFETCH(QString, folder);
    const auto includes = includesBelow(QStringLiteral(BROKERSCOPE_SOURCE_DIR), folder);
    QVERIFY2(!includes.empty(), "no include was found, so nothing was judged");

    QStringList breaches;
    for (const Include& include : includes) {
        if (const auto sentence = breach(include, m_qt)) {
            breaches.append(include.file + QLatin1Char(':') + QString::number(include.line)
                + QStringLiteral(": ") + *sentence);
        }
    }
    QVERIFY2(breaches.isEmpty(), qPrintable(QLatin1Char('\n') + breaches.join(QLatin1Char('\n'))));
}

void ArchitectureTest::rulesJudge_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("quoted");
    QTest::addColumn<bool>("allowed");

    const auto row = [](const char* file, const char* include, bool allowed) {
        const QString text = QString::fromLatin1(include);
        QTest::addRow("%s %s", file, include)
            << QString::fromLatin1(file) << text.mid(1, text.size() - 2)
            << text.startsWith(QLatin1Char('"')) << allowed;
    };

    row("engine/base/ids.h", "\"engine/base/strong.h\"", true);
    row("engine/base/ids.h", "<cstdint>", true);
    row("engine/base/ids.h", "\"engine/event/event.h\"", false);
    row("engine/event/event.h", "\"engine/record/batch.h\"", false);
    row("engine/record/batch.h", "\"engine/sim/clock.h\"", false);
    row("engine/sim/clock.h", "\"engine/log/segment.h\"", false);
    row("engine/log/segment.h", "\"engine/sim/disk.h\"", true);
    row("engine/log/segment.h", "\"engine/protocol/produce.h\"", false);
    row("engine/protocol/produce.h", "\"engine/log/segment.h\"", true);
    row("engine/broker/broker.h", "\"engine/protocol/produce.h\"", true);
    row("engine/broker/broker.h", "\"engine/client/producer.h\"", false);
    row("engine/client/producer.h", "\"engine/broker/broker.h\"", false);
    row("engine/broker/broker.h", "\"engine/history/history.h\"", false);
    row("engine/client/producer.h", "\"engine/scenario/runner.h\"", false);
    row("engine/history/history.h", "\"engine/event/event.h\"", true);
    row("engine/history/history.h", "\"engine/record/batch.h\"", false);
    row("engine/history/history.h", "\"engine/scenario/runner.h\"", false);
    row("engine/scenario/runner.cpp", "\"engine/broker/broker.h\"", true);
    row("engine/scenario/runner.cpp", "\"engine/history/history.h\"", true);
    row("engine/scenario/runner.cpp", "<engine/broker/broker.h>", true);
    row("engine/scenario/runner.cpp", "\"views/stage/stage.h\"", false);
    row("engine/history/history.h", "\"app/main_window.h\"", false);

    row("engine/base/ids.h", "<QString>", false);
    row("engine/base/ids.h", "\"QString\"", false);
    row("engine/base/ids.h", "<QtCore/QString>", false);
    row("engine/base/ids.h", "<qglobal.h>", false);
    row("engine/scenario/runner.cpp", "<qcustomplot.h>", false);
    row("engine/scenario/reader.cpp", "<yaml-cpp/yaml.h>", true);

    row("views/stage/stage.h", "\"engine/history/history.h\"", true);
    row("views/stage/stage.h", "\"engine/scenario/scenario.h\"", true);
    row("views/stage/stage.h", "\"engine/base/ids.h\"", true);
    row("views/stage/stage.h", "\"views/picture/picture.h\"", true);
    row("views/stage/stage.h", "<QWidget>", true);
    row("views/stage/stage.cpp", "\"stage.moc\"", true);
    row("views/stage/stage.h", "\"engine/broker/broker.h\"", false);
    row("views/stage/stage.h", "<engine/client/producer.h>", false);
    row("views/stage/stage.h", "\"engine/sim/clock.h\"", false);
    row("views/stage/stage.h", "\"engine/log/segment.h\"", false);
    row("views/stage/stage.h", "\"app/playhead.h\"", false);
    row("views/stage/stage.h", "\"tests/support/clock.h\"", false);

    row("views/picture/picture.h", "<QPainter>", true);
    row("views/picture/picture.h", "<QAction>", true);
    row("views/picture/picture.h", "<QWidget>", false);
    row("views/picture/picture.h", "<qwidget.h>", false);
    row("views/picture/picture.h", "<QtWidgets/QLabel>", false);
    row("views/picture/picture.h", "<QtWidgets>", false);
    row("views/picture/picture.h", "<QPrinter>", false);
    row("views/picture/picture.h", "<qcustomplot.h>", false);

    row("app/main.cpp", "\"app/main_window.h\"", true);
    row("app/main.cpp", "\"views/stage/stage.h\"", true);
    row("app/main.cpp", "\"engine/scenario/runner.h\"", true);
    row("app/main.cpp", "\"tests/support/clock.h\"", false);

    row("engine/log/segment.cpp", "\"segment.h\"", false);
    row("engine/log/segment.cpp", "\"../broker/broker.h\"", false);
    row("engine/surprise/thing.h", "\"engine/base/ids.h\"", false);
    row("engine/thing.h", "<vector>", false);
}

void ArchitectureTest::rulesJudge()
{
    QFETCH(QString, file);
    QFETCH(QString, target);
    QFETCH(bool, quoted);
    QFETCH(bool, allowed);

    const Include include{.file = file, .line = 1, .target = target, .quoted = quoted};
    QCOMPARE(!breach(include, m_qt).has_value(), allowed);
}

void ArchitectureTest::includesAreFoundInText()
{
    const QString text = QStringLiteral("#pragma once\n"
                                        "  #  include <vector> // for items\n"
                                        "// #include \"engine/log/segment.h\"\n"
                                        "\n"
                                        "#include\"engine/base/ids.h\"\n");
    const QString file = QStringLiteral("engine/event/event.h");
    const std::vector<Include> expected{
        {.file = file, .line = 2, .target = QStringLiteral("vector"), .quoted = false},
        {.file = file, .line = 5, .target = QStringLiteral("engine/base/ids.h"), .quoted = true},
    };
    QVERIFY(includesIn(file, text) == expected);
}

void ArchitectureTest::widgetHeadersAreKnown()
{
    QVERIFY(m_qt.widgets.contains(QStringLiteral("QWidget")));
    QVERIFY(m_qt.widgets.contains(QStringLiteral("qlabel.h")));
    QVERIFY(!m_qt.widgets.contains(QStringLiteral("QPainter")));
    QVERIFY(!m_qt.widgets.contains(QStringLiteral("QString")));
}

QTEST_APPLESS_MAIN(ArchitectureTest)
#include "tst_architecture.moc"
