#include <QTest>

#include "engine/log/producer_state.h"

using namespace brokerscope;
using namespace brokerscope::log;

namespace {

Bytes batchOf(std::int64_t producer, std::int16_t epoch, std::int32_t sequence, int records,
    std::int64_t offset = 0)
{
    record::BatchBuilder builder;
    for (int i = 0; i < records; ++i) {
        builder.append(std::nullopt, "v", 1);
    }
    builder.setProducer(ProducerId(producer), ProducerEpoch(epoch), Sequence(sequence));
    Bytes bytes = builder.finish();
    record::stampLeader(bytes, Offset(offset), LeaderEpoch(0));
    return bytes;
}

/// "ok", "dup OFFSET" or the error's name.
QString answer(const ProducerState& state, const Bytes& batch)
{
    const auto result = state.check(*record::BatchView::at(batch));
    if (const auto* duplicate = std::get_if<ProducerState::Duplicate>(&result)) {
        return QStringLiteral("dup %1").arg(duplicate->baseOffset.value());
    }
    if (const auto* refused = std::get_if<ProducerState::Refused>(&result)) {
        return QString::fromUtf8(event::errorName(refused->error).data());
    }
    return QStringLiteral("ok");
}

} // namespace

class ProducerStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAsKafkaDoes_data()
    {
        QTest::addColumn<int>("epoch");
        QTest::addColumn<int>("sequence");
        QTest::addColumn<int>("records");
        QTest::addColumn<QString>("expected");
        // Known: producer 9, epoch 1, batches of two: sequences 0–1 … 12–13 at offsets 0, 2 … 12;
        // the last five are kept.
        QTest::newRow("next in order") << 1 << 14 << 2 << "ok";
        QTest::newRow("the last again") << 1 << 12 << 2 << "dup 12";
        QTest::newRow("the oldest kept again") << 1 << 4 << 2 << "dup 4";
        QTest::newRow("older than the five kept") << 1 << 2 << 2 << "OUT_OF_ORDER_SEQUENCE_NUMBER";
        QTest::newRow("same first, other last") << 1 << 12 << 3 << "OUT_OF_ORDER_SEQUENCE_NUMBER";
        QTest::newRow("a gap") << 1 << 16 << 2 << "OUT_OF_ORDER_SEQUENCE_NUMBER";
        QTest::newRow("an older epoch") << 0 << 14 << 2 << "INVALID_PRODUCER_EPOCH";
        QTest::newRow("a newer epoch from zero") << 2 << 0 << 1 << "ok";
        QTest::newRow("a newer epoch not from zero")
            << 2 << 14 << 1 << "OUT_OF_ORDER_SEQUENCE_NUMBER";
        QTest::newRow("no sequence") << 1 << -1 << 1 << "INVALID_RECORD";
    }

    void answersAsKafkaDoes()
    {
        QFETCH(int, epoch);
        QFETCH(int, sequence);
        QFETCH(int, records);
        QFETCH(QString, expected);
        ProducerState state;
        for (int i = 0; i < 7; ++i) {
            const Bytes batch = batchOf(9, 1, i * 2, 2, i * 2);
            QCOMPARE(answer(state, batch), QStringLiteral("ok"));
            state.update(*record::BatchView::at(batch));
        }
        QCOMPARE(answer(state, batchOf(9, static_cast<std::int16_t>(epoch), sequence, records)),
            expected);
    }

    void aProducerNotKnownMayBeginAnywhere()
    {
        QCOMPARE(answer(ProducerState(), batchOf(5, 0, 77, 1)), QStringLiteral("ok"));
        QCOMPARE(answer(ProducerState(), batchOf(-1, -1, -1, 1)), QStringLiteral("ok"));
    }

    void sequencesWrapToZero()
    {
        QCOMPARE(advance(Sequence(2147483647), 1), Sequence(0));
        QCOMPARE(advance(Sequence(2147483646), 3), Sequence(1));
        ProducerState state;
        const Bytes last = batchOf(9, 0, 2147483647, 1);
        state.update(*record::BatchView::at(last));
        QCOMPARE(answer(state, batchOf(9, 0, 0, 1)), QStringLiteral("ok"));
    }
};

QTEST_APPLESS_MAIN(ProducerStateTest)
#include "tst_producer_state.moc"
