#include <QTest>

#include "engine/sim/real_file_reader.h"
#include "tests/engine/inspect/dump_text.h"

#include <QDir>
#include <QFile>

using namespace brokerscope;
using test::Dumped;
using test::Form;

namespace {

const std::string kData = BROKERSCOPE_SOURCE_DIR "/tests/data";

QStringList linesOf(const std::string& name)
{
    QFile file(QString::fromStdString(kData + "/" + name));
    return file.open(QIODevice::ReadOnly)
        ? QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))
        : QStringList();
}

/// Line by line, so that a failure shows which.
void compareLines(const std::string& dumped, const QStringList& expected)
{
    const QStringList found = QString::fromStdString(dumped).split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < std::min(found.size(), expected.size()); ++i) {
        QCOMPARE(found[i], expected[i]);
    }
    QCOMPARE(found.size(), expected.size());
}

} // namespace

/// What Apache Kafka's own code says of its own files, we say byte for byte.
class DumpVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSegmentOfEachCodec_data()
    {
        QTest::addColumn<QString>("codec");
        for (const char* codec : {"none", "gzip", "snappy", "lz4", "zstd"}) {
            QTest::newRow(codec) << QString::fromLatin1(codec);
        }
    }
    void aSegmentOfEachCodec()
    {
        QFETCH(QString, codec);
        const std::string name = "logs/" + codec.toStdString();
        sim::RealFileReader files(kData + "/" + name);
        const Dumped dumped = test::dumpDirectories(files, {""}, Form::Json, {true, false});
        QVERIFY(dumped.sentences.empty());
        compareLines(dumped.text, linesOf(name + ".expected.jsonl"));
    }

    void theDataDirectoryOfARealBroker()
    {
        sim::RealFileReader files(kData + "/kafka-data-dir");
        std::vector<std::string> directories{"trades-0", "trades-1", "ledger-0"};
        for (const char* own : {"__consumer_offsets-", "__transaction_state-"}) {
            for (int number = 0; number < 4; ++number) {
                directories.push_back(own + std::to_string(number));
            }
        }
        const Dumped dumped = test::dumpDirectories(files, directories, Form::Json, {true, false});
        QVERIFY(dumped.sentences.empty());
        compareLines(dumped.text, linesOf("kafka-data-dir.expected.jsonl"));
    }

    /// Named as a whole, its topics come in their own order, and every line is one of those.
    void theWholeDirectoryHasTheSameLines()
    {
        sim::RealFileReader files(kData + "/kafka-data-dir");
        const Dumped dumped = test::dumpDirectories(files, {""}, Form::Json, {true, false});
        QVERIFY(dumped.sentences.empty());
        QStringList found = QString::fromStdString(dumped.text).split(QLatin1Char('\n'));
        QStringList expected = linesOf("kafka-data-dir.expected.jsonl");
        QVERIFY(found.first().contains(QLatin1String("\"producerId\":2,"))); // of ledger-0
        found.sort();
        expected.sort();
        QCOMPARE(found, expected);
    }

    void withoutDeepThereAreNoRecords()
    {
        sim::RealFileReader files(kData + "/logs/zstd");
        const Dumped dumped = test::dumpDirectories(files, {""}, Form::Json, {false, false});
        QStringList expected = linesOf("logs/zstd.expected.jsonl");
        expected.removeIf([](const QString& line) {
            return line.contains(QLatin1String("\"type\":\"record\""));
        });
        compareLines(dumped.text, expected);
    }

    void allOfThemAreSound_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
            {"kafka-data-dir", "logs/none", "logs/gzip", "logs/snappy", "logs/lz4", "logs/zstd"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }
    void allOfThemAreSound()
    {
        QFETCH(QString, name);
        sim::RealFileReader files(kData + "/" + name.toStdString());
        const Dumped dumped = test::dumpDirectories(files, {""}, Form::Summary, {true, true});
        QVERIFY(dumped.sentences.empty());
        QVERIFY(!dumped.text.empty());
        for (const QString& line :
            QString::fromStdString(dumped.text).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            QVERIFY2(line.endsWith(QLatin1String("fine")), qPrintable(line));
        }
    }

    /// Each file alone gives the lines that it gives within its directory.
    void aFileAloneGivesItsLines_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("type");
        QTest::newRow("log") << "ledger-0/00000000000000000000.log"
                             << "segment";
        QTest::newRow("index") << "trades-0/00000000000000000000.index"
                               << "index";
        QTest::newRow("timeindex") << "trades-0/00000000000000000000.timeindex"
                                   << "timeindex";
        QTest::newRow("txnindex") << "ledger-0/00000000000000000000.txnindex"
                                  << "txnindex";
        QTest::newRow("snapshot") << "trades-1/00000000000000000478.snapshot"
                                  << "producer-snapshot";
        QTest::newRow("epochs") << "trades-1/leader-epoch-checkpoint"
                                << "leader-epoch-checkpoint";
        QTest::newRow("metadata") << "ledger-0/partition.metadata"
                                  << "partition.metadata";
    }
    void aFileAloneGivesItsLines()
    {
        QFETCH(QString, file);
        QFETCH(QString, type);
        sim::RealFileReader files(kData + "/kafka-data-dir");
        const Dumped dumped = test::dumpFile(files, file.toStdString(), Form::Json, {true, true});
        QVERIFY(dumped.sentences.empty());
        const QStringList expected = linesOf("kafka-data-dir.expected.jsonl");
        bool hasType = false;
        for (const QString& line :
            QString::fromStdString(dumped.text).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            QVERIFY2(expected.contains(line), qPrintable(line));
            hasType = hasType || line.startsWith(QLatin1String("{\"type\":\"") % type);
        }
        QVERIFY(hasType);
    }

    void theCheckpointsOfTheDirectoryAreDumpedWhenNamed()
    {
        sim::RealFileReader files(kData + "/kafka-data-dir");
        const Dumped dumped
            = test::dumpFile(files, "log-start-offset-checkpoint", Form::Json, {false, true});
        QCOMPARE(dumped.text,
            std::string("{\"type\":\"log-start-offset-checkpoint\",\"text\":\"0\\n0\\n\"}\n"
                        "{\"type\":\"result\",\"invalid\":0}\n"));
    }
};

QTEST_GUILESS_MAIN(DumpVectorsTest)
#include "tst_dump_vectors.moc"
