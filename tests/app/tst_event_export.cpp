// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/event_export.h"
#include "app/export_file.h"
#include "tests/app/lesson.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>

using namespace brokerscope;

class TestEventExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_run = test::lessonRun(); }

    void jsonLinesHoldEveryEventInOrder()
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(app::writeJsonLines(buffer, *m_run.history));
        const QList<QByteArray> lines = buffer.data().trimmed().split('\n');
        QCOMPARE(static_cast<std::size_t>(lines.size()), m_run.history->size());
        std::int64_t time = 0;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const auto json = nlohmann::json::parse(lines[i].toStdString());
            QCOMPARE(json.at("id").get<qsizetype>(), i);
            QVERIFY(json.at("time_us").get<std::int64_t>() >= time);
            time = json.at("time_us").get<std::int64_t>();
            QVERIFY(json.at("cause").is_null() || json.at("cause").get<qsizetype>() < i);
            QVERIFY(json.at("fields").is_object());
        }
    }

    void fieldsCarryNamesInsteadOfNumbers()
    {
        const auto events = m_run.history->events();
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (const auto* elected = std::get_if<event::LeaderElected>(&events[i].payload)) {
                const auto json
                    = app::eventJson(*m_run.history, EventId(static_cast<std::uint32_t>(i)));
                QCOMPARE(json.at("kind").get<std::string>(), std::string("leader-elected"));
                QCOMPARE(json.at("node").get<std::string>(), std::string("controller"));
                const auto& fields = json.at("fields");
                QCOMPARE(fields.at("partition").get<std::string>(),
                    m_run.history->roster().at(elected->partition).name());
                QVERIFY(fields.at("leader").get<std::string>().starts_with("b"));
                QVERIFY(fields.at("isr").is_array());
                return;
            }
        }
        QFAIL("the lesson elects a leader");
    }

    void csvHasAHeadingAndOneLinePerEvent()
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(app::writeCsv(buffer, *m_run.history));
        const QList<QByteArray> lines = buffer.data().split('\n');
        QCOMPARE(
            lines.first(), QByteArray("id,time_us,node,cause,kind,partition,details,sentence\r"));
        QCOMPARE(static_cast<std::size_t>(lines.size()) - 2, m_run.history->size());
    }

    void anEndedExportLeavesWhatWasThere()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("events.jsonl"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("mine\n");
        file.close();
        const auto written = app::exportEvents(
            path, *m_run.history, [](std::size_t, std::size_t) { return false; });
        QVERIFY(!written);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine\n"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
            QStringList{QStringLiteral("events.jsonl")});
    }

private:
    views::RunView m_run;
};

QTEST_GUILESS_MAIN(TestEventExport)
#include "tst_event_export.moc"
