#include <QTest>

#include "engine/log/producer_snapshot.h"
#include "engine/record/crc32c.h"

#include <QFile>

#include <rapidcheck.h>

using namespace brokerscope;
using log::ProducerSnapshot;
using log::SnapshotError;

namespace {

ProducerSnapshot arbitraryProducer()
{
    return {ProducerId(*rc::gen::arbitrary<std::int64_t>()),
        ProducerEpoch(*rc::gen::arbitrary<std::int16_t>()),
        Sequence(*rc::gen::arbitrary<std::int32_t>()), Offset(*rc::gen::arbitrary<std::int64_t>()),
        *rc::gen::arbitrary<std::int32_t>(), *rc::gen::arbitrary<std::int64_t>(),
        *rc::gen::arbitrary<std::int32_t>(), Offset(*rc::gen::arbitrary<std::int64_t>())};
}

/// Two producers.
Bytes sample()
{
    return log::encodeSnapshot({{.producer = ProducerId(1)}, {.producer = ProducerId(2)}});
}

void setCrc(Bytes& bytes)
{
    writeBigEndian(std::span<std::uint8_t>(bytes), 2, record::crc32c(ByteView(bytes).subspan(6)));
}

} // namespace

class SnapshotTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip()
    {
        QVERIFY(rc::check("what is written is read", [] {
            std::vector<ProducerSnapshot> producers(*rc::gen::inRange<std::size_t>(0, 6));
            std::generate(producers.begin(), producers.end(), arbitraryProducer);
            const Bytes bytes = log::encodeSnapshot(producers);
            RC_ASSERT(log::decodeSnapshot(bytes) == producers);
        }));
    }

    void kafkasFilesHaveTheSameBytes_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<std::vector<ProducerSnapshot>>("expected");
        const auto idempotent = [](std::int64_t id, std::int32_t sequence, std::int64_t offset,
                                    std::int32_t delta, std::int64_t timestampMs) {
            return ProducerSnapshot{ProducerId(id), ProducerEpoch(0), Sequence(sequence),
                Offset(offset), delta, timestampMs, -1, kNoOffset};
        };
        using List = std::vector<ProducerSnapshot>;
        QTest::newRow("nobody") << "__consumer_offsets-0/00000000000000000007.snapshot" << List{};
        QTest::newRow("nobody either")
            << "__transaction_state-0/00000000000000000013.snapshot" << List{};
        QTest::newRow("transactional") << "ledger-0/00000000000000000020.snapshot"
                                       << List{{ProducerId(2), ProducerEpoch(0), Sequence(15),
                                              Offset(18), 3, 1795332386004, 0, kNoOffset}};
        QTest::newRow("idempotent") << "trades-0/00000000000000000522.snapshot"
                                    << List{idempotent(0, 260, 260, 8, 1795332383826),
                                           idempotent(1, 260, 521, 38, 1795332384730)};
        QTest::newRow("idempotent too") << "trades-1/00000000000000000478.snapshot"
                                        << List{idempotent(0, 238, 238, 238, 1795332383826),
                                               idempotent(1, 238, 477, 67, 1795332384730)};
    }

    void kafkasFilesHaveTheSameBytes()
    {
        QFETCH(QString, file);
        QFETCH(std::vector<ProducerSnapshot>, expected);
        QFile real(QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/kafka-data-dir/") % file);
        QVERIFY2(real.open(QIODevice::ReadOnly), qPrintable(real.errorString()));
        const QByteArray content = real.readAll();
        const Bytes bytes(content.begin(), content.end());
        const auto producers = log::decodeSnapshot(bytes);
        QVERIFY(producers.has_value());
        QCOMPARE(*producers, expected);
        QCOMPARE(log::encodeSnapshot(*producers), bytes);
    }

    void damageIsNamed_data()
    {
        QTest::addColumn<Bytes>("bytes");
        QTest::addColumn<int>("kind");
        using Kind = SnapshotError::Kind;
        const auto row = [](const char* name, const Bytes& bytes, Kind kind) {
            QTest::newRow(name) << bytes << static_cast<int>(kind);
        };
        const Bytes good = sample();
        row("empty", {}, Kind::Length);
        row("a cut header", Bytes(good.begin(), good.begin() + 9), Kind::Length);
        Bytes bytes = good;
        bytes[1] = 2;
        row("another version", bytes, Kind::Version);
        bytes = good;
        bytes.back() ^= 1U;
        row("a flipped bit", bytes, Kind::Crc);
        row("a cut entry", Bytes(good.begin(), good.end() - 1), Kind::Crc);
        bytes = Bytes(good.begin(), good.end() - 1);
        setCrc(bytes);
        row("a cut entry under a fitting CRC", bytes, Kind::Length);
        bytes = good;
        bytes.push_back(0);
        setCrc(bytes);
        row("a byte too many under a fitting CRC", bytes, Kind::Length);
        bytes = good;
        bytes[6] = 0xFF;
        setCrc(bytes);
        row("a negative count under a fitting CRC", bytes, Kind::Length);
    }

    void damageIsNamed()
    {
        QFETCH(Bytes, bytes);
        QFETCH(int, kind);
        const auto producers = log::decodeSnapshot(bytes);
        QVERIFY(!producers.has_value());
        QCOMPARE(static_cast<int>(producers.error().kind), kind);
        QVERIFY(producers.error().expected != producers.error().found);
    }
};

QTEST_APPLESS_MAIN(SnapshotTest)
#include "tst_snapshot.moc"
