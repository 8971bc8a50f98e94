#include <QTest>

#include "engine/log/offset_checkpoint.h"
#include "engine/sim/disk.h"

#include <QFile>

#include <rapidcheck.h>

using namespace brokerscope;
using log::OffsetCheckpoint;

class CheckpointTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTextIsKafkas()
    {
        const OffsetCheckpoint offsets{
            {{"orders", 10}, Offset(5)}, {{"orders", 2}, Offset(0)}, {{"a.b_c-d", 0}, Offset(7)}};
        QCOMPARE(QString::fromStdString(log::formatCheckpoint(offsets)),
            QStringLiteral("0\n3\na.b_c-d 0 7\norders 2 0\norders 10 5\n"));
        QCOMPARE(QString::fromStdString(log::formatCheckpoint({})), QStringLiteral("0\n0\n"));
    }

    void roundTrip()
    {
        QVERIFY(rc::check("what is written is read", [] {
            OffsetCheckpoint offsets;
            for (int left = *rc::gen::inRange(0, 8); left > 0; --left) {
                const auto topic = *rc::gen::nonEmpty(
                    rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab._-9"))));
                offsets[{topic, *rc::gen::inRange(0, 2147483647)}]
                    = Offset(*rc::gen::nonNegative<std::int64_t>());
            }
            RC_ASSERT(log::parseCheckpoint(log::formatCheckpoint(offsets)) == offsets);
        }));
    }

    void theWrongLineIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        const auto row = [](const char* name, const char* text, int line) {
            QTest::newRow(name) << QByteArray(text) << line;
        };
        row("empty", "", 1);
        row("a later version", "1\n0\n", 1);
        row("no number", "zero\n0\n", 1);
        row("no count", "0\n", 2);
        row("a negative count", "0\n-1\n", 2);
        row("more counted than there are", "0\n2\na 0 1\n", 4);
        row("fewer", "0\n1\na 0 1\nb 0 1\n", 4);
        row("an empty line", "0\n1\na 0 1\n\n", 4);
        row("two fields", "0\n1\na 0\n", 3);
        row("four fields", "0\n1\na 0 1 2\n", 3);
        row("no topic", "0\n1\n 0 1\n", 3);
        row("a partition that is no number", "0\n2\na 0 1\nb x 1\n", 4);
        row("a partition too large", "0\n1\na 2147483648 1\n", 3);
        row("a negative offset", "0\n1\na 0 -1\n", 3);
        row("an offset too large", "0\n1\na 0 9223372036854775808\n", 3);
    }

    void theWrongLineIsNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        const auto offsets = log::parseCheckpoint(text.toStdString());
        QVERIFY(!offsets.has_value());
        QCOMPARE(offsets.error().line, static_cast<std::size_t>(line));
    }

    void theLastLineNeedNotEnd()
    {
        const OffsetCheckpoint expected{{{"a", 0}, Offset(1)}};
        QCOMPARE(log::parseCheckpoint("0\n1\na 0 1").value(), expected);
    }

    void kafkasFilesAreRead_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("count");
        QTest::newRow("recovery points") << "recovery-point-offset-checkpoint" << 11;
        QTest::newRow("high watermarks") << "replication-offset-checkpoint" << 11;
        QTest::newRow("log starts") << "log-start-offset-checkpoint" << 0;
    }

    void kafkasFilesAreRead()
    {
        QFETCH(QString, file);
        QFETCH(int, count);
        QFile real(QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/kafka-data-dir/") % file);
        QVERIFY2(real.open(QIODevice::ReadOnly), qPrintable(real.errorString()));
        const auto offsets = log::parseCheckpoint(real.readAll().toStdString());
        QVERIFY(offsets.has_value());
        QCOMPARE(offsets->size(), static_cast<std::size_t>(count));
        if (count > 0) {
            QCOMPARE(offsets->at({"trades", 0}), Offset(522));
            QCOMPARE(offsets->at({"trades", 1}), Offset(478));
            QCOMPARE(offsets->at({"__transaction_state", 0}), Offset(13));
        }
    }

    void theFileIsReplacedAsAWhole()
    {
        sim::SimDisk disk({});
        QCOMPARE(log::readCheckpoint(disk, log::kCleanerFile).value(), OffsetCheckpoint{});
        const OffsetCheckpoint first{{{"a", 0}, Offset(1)}, {{"b", 0}, Offset(2)}};
        QVERIFY(log::writeCheckpoint(disk, log::kCleanerFile, first).has_value());
        QCOMPARE(log::readCheckpoint(disk, log::kCleanerFile).value(), first);
        const OffsetCheckpoint second{{{"b", 0}, Offset(3)}};
        QVERIFY(log::writeCheckpoint(disk, log::kCleanerFile, second).has_value());
        disk.losePower(Timestamp());
        QCOMPARE(log::readCheckpoint(disk, log::kCleanerFile).value(), second);
    }

    void whatIsNoCheckpointCountsAsEmpty()
    {
        sim::SimDisk disk({});
        const std::string text = "0\n1\nnonsense\n";
        QVERIFY(disk.replace(log::kLogStartFile,
                        ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()))
                    .has_value());
        QCOMPARE(log::readCheckpoint(disk, log::kLogStartFile).value(), OffsetCheckpoint{});
        disk.failReads("");
        QCOMPARE(log::readCheckpoint(disk, log::kLogStartFile).error(), sim::IoError::ReadFailed);
        disk.failWrites("");
        QCOMPARE(
            log::writeCheckpoint(disk, log::kLogStartFile, {}).error(), sim::IoError::WriteFailed);
    }
};

QTEST_APPLESS_MAIN(CheckpointTest)
#include "tst_checkpoint.moc"
