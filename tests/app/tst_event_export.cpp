// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/enum_names.h"
#include "app/event_export.h"
#include "app/export_file.h"
#include "tests/app/lesson.h"
#include "tests/support/history_builder.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>

#include <set>
#include <string_view>

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

    void filesOfALogAreExported()
    {
        test::HistoryBuilder builder;
        using B = test::HistoryBuilder;
        const EventId deleted = builder.deleteSegment(B::kB1, 0, 120);
        const EventId entry = builder.add(B::kB1,
            event::IndexEntryAdded{Offset(9), Offset(0), 1000, Offset(7), 410, B::kOrders0});
        const EventId sought = builder.add(B::kC1,
            event::PositionSought{Offset(5), -1, B::kOrders0, event::SeekTarget::Beginning});
        const auto history = builder.build();
        const auto fields = [&](EventId id) { return app::eventJson(*history, id).at("fields"); };
        QCOMPARE(fields(deleted).dump(),
            std::string(R"({"base":0,"end":120,"bytes":200,"partition":"orders-0",)"
                        R"("reason":"retention-time"})"));
        QCOMPARE(fields(entry).dump(),
            std::string(R"({"offset":9,"segment":0,"timestamp_ms":1000,"timestamp_offset":7,)"
                        R"("position":410,"partition":"orders-0"})"));
        QCOMPARE(fields(sought).dump(),
            std::string(R"({"to":5,"timestamp_ms":-1,"partition":"orders-0",)"
                        R"("target":"beginning"})"));
    }

    void everyReasonHasAName()
    {
        const auto namesOf = [](auto last) {
            std::set<std::string_view> names;
            for (int i = 0; i <= static_cast<int>(last); ++i) {
                names.insert(app::exportName(static_cast<decltype(last)>(i)));
            }
            return names.contains({}) ? 0 : names.size();
        };
        QCOMPARE(namesOf(event::StopHow::Halt), 3U);
        QCOMPARE(namesOf(event::RollReason::Retention), 5U);
        QCOMPARE(namesOf(event::SegmentDeletion::Compacted), 5U);
        QCOMPARE(namesOf(event::LogStartReason::Truncated), 4U);
        QCOMPARE(namesOf(event::DiskError::WriteFailed), 3U);
        QCOMPARE(namesOf(event::SeekTarget::End), 4U);
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
