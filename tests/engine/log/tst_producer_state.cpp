#include <QTest>

#include "engine/log/producer_state.h"
#include "engine/log/transaction_index.h"
#include "engine/record/control.h"

#include <QFile>

using namespace brokerscope;
using namespace brokerscope::log;

namespace {

/// What a batch of these tests says; the rest does not matter.
struct Written {
    std::int64_t producer;
    std::int16_t epoch;
    std::int32_t sequence;
    int records = 1;
    std::int64_t offset = 0;
    bool isTransactional = false;
    std::int64_t timestampMs = 1;
};

Bytes batchOf(const Written& written)
{
    record::BatchBuilder::Options options;
    options.isTransactional = written.isTransactional;
    options.baseOffset = Offset(written.offset);
    options.leaderEpoch = LeaderEpoch(0);
    options.producerId = ProducerId(written.producer);
    options.producerEpoch = ProducerEpoch(written.epoch);
    options.baseSequence = Sequence(written.sequence);
    record::BatchBuilder builder(options);
    for (int i = 0; i < written.records; ++i) {
        builder.append(std::nullopt, "v", written.timestampMs);
    }
    return builder.finish();
}

Bytes markerOf(std::int64_t producer, std::int16_t epoch, std::int64_t offset,
    record::ControlType type, std::int32_t coordinatorEpoch = 0, std::int64_t timestampMs = 1)
{
    return record::endTxnMarkerBatch(ProducerId(producer), ProducerEpoch(epoch),
        {type, coordinatorEpoch}, timestampMs, Offset(offset), LeaderEpoch(0));
}

std::optional<CompletedTransaction> update(ProducerState& state, const Bytes& batch)
{
    return state.update(*record::BatchView::at(batch));
}

constexpr auto kAbort = record::ControlType::Abort;
constexpr auto kCommit = record::ControlType::Commit;

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

Bytes dataOf(const QString& file)
{
    QFile real(QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/") % file);
    const QByteArray content = real.open(QIODevice::ReadOnly) ? real.readAll() : QByteArray();
    return {content.begin(), content.end()};
}

QString producersOf(const ProducerState& state)
{
    QStringList found;
    for (const auto& [id, entry] : state.entries()) {
        found << QString::number(id.value());
    }
    return found.join(u' ');
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
            const Bytes batch = batchOf({9, 1, i * 2, 2, std::int64_t{i} * 2});
            QCOMPARE(answer(state, batch), QStringLiteral("ok"));
            update(state, batch);
        }
        QCOMPARE(answer(state, batchOf({9, static_cast<std::int16_t>(epoch), sequence, records})),
            expected);
    }

    void aProducerNotKnownMayBeginAnywhere()
    {
        QCOMPARE(answer(ProducerState(), batchOf({5, 0, 77})), QStringLiteral("ok"));
        QCOMPARE(answer(ProducerState(), batchOf({-1, -1, -1})), QStringLiteral("ok"));
    }

    void sequencesWrapToZero()
    {
        ProducerState state;
        update(state, batchOf({9, 0, 2147483646, 2}));
        QCOMPARE(answer(state, batchOf({9, 0, 0})), QStringLiteral("ok"));
        update(state, batchOf({9, 0, 2147483646, 3}));
        QCOMPARE(answer(state, batchOf({9, 0, 1})), QStringLiteral("ok"));
    }

    void transactionsAreFenced_data()
    {
        QTest::addColumn<Bytes>("batch");
        QTest::addColumn<QString>("expected");
        // Known: producer 9, epoch 3, sequence 0 in a transaction that is open; producer 8, epoch
        // 3, whose last marker came from coordinator epoch 5.
        QTest::newRow("the transaction goes on")
            << batchOf({9, 3, 1, 1, 0, true}) << QStringLiteral("ok");
        QTest::newRow("a write outside of it")
            << batchOf({9, 3, 1, 1, 0, false}) << QStringLiteral("INVALID_TXN_STATE");
        QTest::newRow("its sequence is looked at first")
            << batchOf({9, 3, 2, 1, 0, false}) << QStringLiteral("OUT_OF_ORDER_SEQUENCE_NUMBER");
        QTest::newRow("a duplicate in it")
            << batchOf({9, 3, 0, 1, 0, true}) << QStringLiteral("dup 10");
        QTest::newRow("its marker") << markerOf(9, 3, 0, kAbort) << QStringLiteral("ok");
        QTest::newRow("a marker that bumps the epoch")
            << markerOf(9, 4, 0, kAbort) << QStringLiteral("ok");
        QTest::newRow("a marker of an older epoch")
            << markerOf(9, 2, 0, kAbort) << QStringLiteral("INVALID_PRODUCER_EPOCH");
        QTest::newRow("the same coordinator again")
            << markerOf(8, 3, 0, kCommit, 5) << QStringLiteral("ok");
        QTest::newRow("a coordinator that was replaced")
            << markerOf(8, 3, 0, kCommit, 4) << QStringLiteral("TRANSACTION_COORDINATOR_FENCED");
        QTest::newRow("a marker of a producer not known")
            << markerOf(7, 0, 0, kCommit, 0) << QStringLiteral("ok");
        QTest::newRow("after a marker the sequence goes on")
            << batchOf({8, 3, 1}) << QStringLiteral("ok");
        QTest::newRow("after a marker with a new epoch it begins again")
            << batchOf({6, 4, 0}) << QStringLiteral("ok");
        QTest::newRow("and not anywhere")
            << batchOf({6, 4, 1}) << QStringLiteral("OUT_OF_ORDER_SEQUENCE_NUMBER");
    }

    void transactionsAreFenced()
    {
        QFETCH(Bytes, batch);
        QFETCH(QString, expected);
        ProducerState state;
        update(state, batchOf({9, 3, 0, 1, 10, true}));
        update(state, batchOf({8, 3, 0, 1, 11, true}));
        update(state, markerOf(8, 3, 12, kCommit, 5));
        update(state, batchOf({6, 3, 0, 1, 13, true}));
        update(state, markerOf(6, 4, 14, kAbort));
        QCOMPARE(answer(state, batch), expected);
    }

    void markersEndTransactions()
    {
        ProducerState state;
        QVERIFY(!update(state, batchOf({1, 0, 0, 2, 0, true})));
        QVERIFY(!update(state, batchOf({2, 0, 0, 2, 2, true})));
        QVERIFY(!update(state, batchOf({1, 0, 2, 2, 4, true})));
        const CompletedTransaction committed{ProducerId(2), Offset(2), Offset(6), Offset(0), false};
        QCOMPARE(update(state, markerOf(2, 0, 6, kCommit)), std::optional(committed));
        const CompletedTransaction aborted{ProducerId(1), Offset(0), Offset(7), Offset(8), true};
        QCOMPARE(update(state, markerOf(1, 0, 7, kAbort)), std::optional(aborted));
        // Without records there is nothing to tell a reader.
        QVERIFY(!update(state, markerOf(1, 0, 8, kAbort)));
    }

    void anEmptiedMarkerTellsNothing()
    {
        ProducerState state;
        update(state, batchOf({1, 0, 0, 1, 0, true}));
        const Bytes marker = markerOf(1, 0, 1, kAbort);
        const Bytes empty = record::emptyBatchOf(*record::BatchView::at(marker));
        QVERIFY(!update(state, empty));
        QCOMPARE(state.firstUnstable(Offset(2)), std::optional(Offset(0)));
        QCOMPARE(answer(state, empty), QStringLiteral("INVALID_RECORD"));
    }

    void transactionsHoldTheLastStableOffsetBack()
    {
        ProducerState state;
        QCOMPARE(state.firstUnstable(Offset(0)), std::nullopt);
        update(state, batchOf({1, 0, 0, 1, 10, true}));
        update(state, batchOf({2, 0, 0, 1, 11, true}));
        QCOMPARE(state.firstUnstable(Offset(12)), std::optional(Offset(10)));
        update(state, markerOf(1, 0, 12, kCommit));
        // Until the marker itself is replicated, its transaction counts as open.
        QCOMPARE(state.firstUnstable(Offset(12)), std::optional(Offset(10)));
        QCOMPARE(state.firstUnstable(Offset(13)), std::optional(Offset(11)));
        state.forgetReplicated(Offset(13));
        QCOMPARE(state.firstUnstable(Offset(13)), std::optional(Offset(11)));
        update(state, markerOf(2, 0, 13, kAbort));
        QCOMPARE(state.firstUnstable(Offset(13)), std::optional(Offset(11)));
        QCOMPARE(state.firstUnstable(Offset(14)), std::nullopt);
        state.clear();
        QCOMPARE(state.firstUnstable(Offset(0)), std::nullopt);
    }

    void aNewEpochForgetsBatchesButNoTransaction()
    {
        ProducerState state;
        update(state, batchOf({1, 0, 0, 1, 0, true}));
        update(state, batchOf({1, 1, 0, 1, 1, true}));
        QCOMPARE(state.entries().at(ProducerId(1)).count, std::size_t{1});
        QCOMPARE(state.firstUnstable(Offset(2)), std::optional(Offset(0)));
    }

    void silentProducersExpire_data()
    {
        QTest::addColumn<int>("now");
        QTest::addColumn<QString>("left");
        QTest::newRow("nobody yet") << 1099 << QStringLiteral("1 2 3");
        QTest::newRow("to the millisecond") << 1100 << QStringLiteral("2 3");
        QTest::newRow("never in a transaction") << 9999 << QStringLiteral("2");
    }

    void silentProducersExpire()
    {
        QFETCH(int, now);
        QFETCH(QString, left);
        ProducerState state;
        update(state, batchOf({1, 0, 0, 1, 0, false, 1000}));
        update(state, batchOf({2, 0, 0, 1, 1, true, 1000}));
        update(state, batchOf({3, 0, 0, 1, 2, true, 1000}));
        update(state, markerOf(3, 0, 3, kCommit, 0, 1050));
        const std::vector<ProducerSnapshot> saved = state.snapshot();
        state.expire(now, 100);
        QCOMPARE(producersOf(state), left);
        ProducerState restored;
        restored.restore(saved, now, 100);
        QCOMPARE(producersOf(restored), left);
    }

    void aSnapshotKeepsTheLastBatchAndTheTransaction()
    {
        ProducerState state;
        update(state, batchOf({1, 2, 0, 3, 0, true, 50}));
        update(state, batchOf({1, 2, 3, 2, 3, true, 60}));
        update(state, markerOf(4, 1, 5, kAbort, 7, 70));
        const std::vector<ProducerSnapshot> expected{
            {ProducerId(1), ProducerEpoch(2), Sequence(4), Offset(4), 1, 60, -1, Offset(0)},
            {ProducerId(4), ProducerEpoch(1), kNoSequence, kNoOffset, 0, 70, 7, kNoOffset}};
        QCOMPARE(state.snapshot(), expected);

        ProducerState restored;
        update(restored, batchOf({99, 0, 0, 1, 0, true})); // goes
        restored.restore(expected, 100, 1000);
        QCOMPARE(restored.snapshot(), expected);
        QCOMPARE(restored.firstUnstable(Offset(6)), std::optional(Offset(0)));
        QCOMPARE(answer(restored, batchOf({1, 2, 3, 2, 0, true})), QStringLiteral("dup 3"));
        QCOMPARE(answer(restored, batchOf({1, 2, 0, 3, 0, true})),
            QStringLiteral("OUT_OF_ORDER_SEQUENCE_NUMBER")); // only the last is known
        QCOMPARE(
            answer(restored, batchOf({4, 1, 1})), QStringLiteral("OUT_OF_ORDER_SEQUENCE_NUMBER"));
    }

    void aSnapshotAcrossTheWrapKnowsTheFirstSequence()
    {
        ProducerState state;
        update(state, batchOf({9, 0, 2147483646, 4, 20}));
        ProducerState restored;
        restored.restore(state.snapshot(), 0, 1000);
        QCOMPARE(restored.entries(), state.entries());
    }

    void kafkasLogsGiveKafkasFiles_data()
    {
        QTest::addColumn<QString>("log");
        QTest::addColumn<QString>("snapshot"); // empty: there is none
        QTest::addColumn<QString>("transactionIndex"); // likewise
        const QString base = QStringLiteral("/00000000000000000000");
        for (const auto& [name, snapshot] :
            {std::pair{"trades-0", "/00000000000000000522.snapshot"},
                {"trades-1", "/00000000000000000478.snapshot"},
                {"ledger-0", "/00000000000000000020.snapshot"}}) {
            const QString folder = QStringLiteral("kafka-data-dir/") % QString::fromUtf8(name);
            const bool isTransactional = folder.endsWith(u"ledger-0");
            QTest::newRow(name) << folder % base % u".log" << folder % QString::fromUtf8(snapshot)
                                << (isTransactional ? folder % base % u".txnindex" : QString());
        }
        for (const char* const codec : {"none", "zstd"}) {
            const QString folder = QStringLiteral("logs/") % QString::fromUtf8(codec);
            QTest::newRow(codec) << QString(folder % base % u".log") << QString()
                                 << QString(folder % base % u".txnindex");
        }
    }

    void kafkasLogsGiveKafkasFiles()
    {
        QFETCH(QString, log);
        QFETCH(QString, snapshot);
        QFETCH(QString, transactionIndex);
        const Bytes bytes = dataOf(log);
        QVERIFY(!bytes.empty());
        ProducerState state;
        Bytes aborted;
        for (std::size_t at = 0; at < bytes.size();) {
            const auto batch = record::BatchView::at(ByteView(bytes).subspan(at));
            QVERIFY(batch.has_value());
            at += batch->bytes().size();
            const auto completed = state.update(*batch);
            if (completed && completed->isAborted) {
                const Bytes entry = AbortedTransaction{completed->producer, completed->firstOffset,
                    completed->lastOffset, completed->lastStableOffset}
                                        .encode();
                aborted.insert(aborted.end(), entry.begin(), entry.end());
            }
        }
        if (!snapshot.isEmpty()) {
            QCOMPARE(encodeSnapshot(state.snapshot()), dataOf(snapshot));
        }
        QCOMPARE(aborted, transactionIndex.isEmpty() ? Bytes() : dataOf(transactionIndex));
    }
};

QTEST_APPLESS_MAIN(ProducerStateTest)
#include "tst_producer_state.moc"
