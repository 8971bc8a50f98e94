#include <QTest>

#include "engine/client/accumulator.h"
#include "engine/sim/kernel.h"

#include <rapidcheck.h>

#include <cmath>
#include <deque>
#include <set>

using namespace brokerscope;
using namespace brokerscope::client;

namespace {

constexpr PartitionId kPartition{0};

/// A kernel with one producer, whose Context the test uses.
struct Stage {
    Stage()
        : kernel(roster(), 1, {}, {})
        , context(kernel, NodeId(1))
    {
    }
    static event::Roster roster()
    {
        event::Roster roster;
        roster.nodes = {{"you", event::NodeKind::Script}, {"p1", event::NodeKind::Producer}};
        roster.partitions = {{"t", 0}, {"t", 1}};
        return roster;
    }
    template <class Kind>
    std::vector<Kind> all() const
    {
        std::vector<Kind> found;
        for (const event::Event& event : kernel.recorder().events()) {
            if (const auto* what = std::get_if<Kind>(&event.payload)) {
                found.push_back(*what);
            }
        }
        return found;
    }
    sim::Kernel kernel;
    sim::Context context;
};

/// What Kafka's rules make of values of these sizes, written down as simply as possible: the sizes
/// of batches in records, and which are full.
struct NaiveBatches {
    explicit NaiveBatches(std::size_t batchSize)
        : limitWanted(std::max<std::size_t>(1, batchSize))
    {
    }
    static std::size_t varint(std::size_t value)
    {
        std::size_t size = 1;
        for (std::size_t zigzag = 2 * value; zigzag >= 128; zigzag /= 128) {
            ++size;
        }
        return size;
    }
    /// Bytes of a record with a null key, at the batch's first timestamp.
    static std::size_t recordSize(std::size_t index, std::size_t value)
    {
        const std::size_t body = 1 + 1 + varint(index) + 1 + varint(value) + value + 1;
        return varint(body) + body;
    }
    void add(std::size_t value)
    {
        if (records.empty() || isClosed || size + recordSize(records.back(), value) > limit
            || size >= limit) {
            records.push_back(0);
            size = 61;
            limit = std::max(limitWanted, 61 + 21 + value);
            isClosed = false;
        }
        size += recordSize(records.back(), value);
        ++records.back();
        isClosed = false;
    }
    std::size_t limitWanted;
    std::size_t limit = 0;
    std::size_t size = 0;
    bool isClosed = false;
    std::vector<std::size_t> records;
};

std::vector<std::size_t> recordsOf(const Accumulator& accumulator)
{
    std::vector<std::size_t> counts;
    for (const auto& batch : accumulator.queue(kPartition)) {
        counts.push_back(batch->records.size());
    }
    return counts;
}

/// Values that compress about as well as JSON does.
std::string valueOf(std::uint32_t seed, std::size_t size)
{
    std::string value;
    while (value.size() < size) {
        value += R"({"id":)" + std::to_string(seed++ * 7919) + R"(,"state":"shipped"})";
    }
    value.resize(size);
    return value;
}

} // namespace

class AccumulatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void batchesCloseAsInANaiveModel()
    {
        QVERIFY(rc::check("the records of each batch", [] {
            const auto batchSize = *rc::gen::inRange<std::uint32_t>(0, 2000);
            const auto sizes = *rc::gen::container<std::vector<std::size_t>>(
                rc::gen::inRange<std::size_t>(0, 700));
            ProducerConfig config;
            config.batchSize = batchSize;
            Stage stage;
            Accumulator accumulator(config, 2);
            NaiveBatches naive(batchSize);
            std::uint32_t number = 0;
            for (const std::size_t size : sizes) {
                const std::string value(size, 'x');
                accumulator.append(
                    stage.context, kPartition, {RecordNumber(++number), {std::nullopt, value, 5}});
                naive.add(size);
            }
            RC_ASSERT(recordsOf(accumulator) == naive.records);
        }));
    }

    void memoryComesBack()
    {
        QVERIFY(rc::check("buffer accounting", [] {
            ProducerConfig config;
            config.batchSize = 500;
            config.bufferMemory = 2500;
            Stage stage;
            Accumulator accumulator(config, 2);
            std::deque<Accumulator::Batch> held;
            std::uint64_t expected = 0;
            const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 900));
            for (const int step : steps) {
                const PartitionId partition(static_cast<std::uint16_t>(step % 2));
                if (step % 5 == 0) {
                    auto& queue = accumulator.queue(partition);
                    if (!queue.empty()) {
                        expected -= queue.front()->pooled;
                        accumulator.release(*queue.front());
                        queue.pop_front();
                    }
                } else {
                    const std::string value(static_cast<std::size_t>(step), 'x');
                    const record::Record content{std::nullopt, value, 0};
                    const auto appended
                        = accumulator.append(stage.context, partition, {RecordNumber(1), content});
                    if (appended.outcome == Accumulator::Outcome::OpenedBatch
                        || (appended.outcome == Accumulator::Outcome::FilledBatch
                            && accumulator.queue(partition).back()->records.size() == 1)) {
                        expected += accumulator.bufferFor(content);
                    }
                }
                RC_ASSERT(accumulator.used() == expected);
                RC_ASSERT(accumulator.used() <= config.bufferMemory);
            }
            for (std::uint16_t number = 0; number < 2; ++number) {
                for (const auto& batch : accumulator.queue(PartitionId(number))) {
                    accumulator.release(*batch);
                }
            }
            RC_ASSERT(accumulator.used() == 0U);
        }));
    }

    void theEstimateLearnsQuicklyThatDataCompressWorse()
    {
        CompressionEstimate estimate;
        estimate.observe(300'000);
        QCOMPARE(estimate.ratio(), 995'000U); // better: half a percent
        for (int i = 0; i < 500; ++i) {
            estimate.observe(300'000);
        }
        QCOMPARE(estimate.ratio(), 300'000U);
        estimate.observe(310'000);
        QCOMPARE(estimate.ratio(), 350'000U); // worse: five percent at least
        estimate.observe(900'000);
        QCOMPARE(estimate.ratio(), 900'000U);
        estimate.startOver(400'000);
        QCOMPARE(estimate.ratio(), 1'000'000U);
        estimate.startOver(1'200'000);
        QCOMPARE(estimate.ratio(), 1'200'000U);
        QCOMPARE(estimatedBatchSize(1000, 500'000), std::size_t{61 + 525});
    }

    void compressedBatchesStartSmallAndGrow_data()
    {
        QTest::addColumn<int>("codec");
        for (const auto codec :
            {record::Codec::Gzip, record::Codec::Snappy, record::Codec::Lz4, record::Codec::Zstd}) {
            QTest::newRow(record::codecName(codec).data()) << static_cast<int>(codec);
        }
    }
    void compressedBatchesStartSmallAndGrow()
    {
        QFETCH(int, codec);
        ProducerConfig config;
        config.compression.codec = static_cast<record::Codec>(codec);
        Stage stage;
        Accumulator accumulator(config, 2);
        std::vector<std::size_t> records;
        for (std::uint32_t number = 1; records.size() < 150; ++number) {
            const std::string value = valueOf(number, 100);
            accumulator.append(
                stage.context, kPartition, {RecordNumber(number), {std::nullopt, value, 0}});
            auto& queue = accumulator.queue(kPartition);
            if (queue.size() > 1) {
                accumulator.seal(stage.context, *queue.front());
                records.push_back(queue.front()->records.size());
                QVERIFY(queue.front()->bytes <= queue.front()->writeLimit);
                accumulator.release(*queue.front());
                queue.pop_front();
            }
        }
        QVERIFY(records.front() < 150); // as if nothing could be compressed
        QVERIFY(records.back() > 2 * records.front());
        const auto told = stage.all<event::BatchCompressed>();
        const auto closed = stage.all<event::BatchClosed>();
        QCOMPARE(told.size(), std::size_t{150});
        QCOMPARE(told.front().bytesAfter, closed.front().bytes);
        QVERIFY(told.front().bytesAfter < told.front().bytesBefore / 2);
        QVERIFY(told.back().nextEstimate < told.front().nextEstimate);
    }

    void aSplitKeepsEveryRecord_data()
    {
        QTest::addColumn<int>("codec");
        QTest::newRow("none") << static_cast<int>(record::Codec::None);
        QTest::newRow("zstd") << static_cast<int>(record::Codec::Zstd);
    }
    void aSplitKeepsEveryRecord()
    {
        QFETCH(int, codec);
        ProducerConfig config;
        config.batchSize = 8000;
        config.compression.codec = static_cast<record::Codec>(codec);
        Stage stage;
        Accumulator accumulator(config, 2);
        const std::vector<record::Header> headers{{"trace", "abc"}, {"none", std::nullopt}};
        for (std::uint32_t number = 1; number <= 50; ++number) {
            const std::string value = valueOf(number, 100);
            accumulator.append(stage.context, kPartition,
                {RecordNumber(number), {"key", value, 1000 + number, headers}});
        }
        auto batch = std::move(accumulator.queue(kPartition).front());
        accumulator.close(stage.context, *batch, event::CloseReason::Linger);
        accumulator.seal(stage.context, *batch);
        batch->producerEpoch = ProducerEpoch(0);
        batch->baseSequence = Sequence(40);
        config.batchSize = 1000; // as if the producer had been made with this
        const auto parts = accumulator.split(stage.context, *batch);
        QVERIFY(parts.size() >= 2);
        std::uint32_t number = 0;
        std::int32_t sequence = 40;
        for (const auto& part : parts) {
            QVERIFY(part->closed && part->pooled == 0);
            QCOMPARE(part->baseSequence, Sequence(sequence));
            QCOMPARE(part->origin, batch->id);
            const auto view = record::BatchView::at(accumulator.bytesOf(*part));
            record::RecordReader reader(*view);
            for (const RecordNumber recordNumber : part->records) {
                QCOMPARE(recordNumber, RecordNumber(++number));
                const auto read = reader.next();
                QCOMPARE(std::string(record::textOf(*read->value)), valueOf(number, 100));
                QCOMPARE(read->timestampMs, 1000 + number);
                QCOMPARE(read->headerCount, 2);
                ++sequence;
            }
        }
        QCOMPARE(number, 50U);
        QCOMPARE(accumulator.expectedRatio(), kWhole);
        QCOMPARE(stage.all<event::BatchSplit>().front().parts, parts.size());
    }
};

QTEST_APPLESS_MAIN(AccumulatorTest)
#include "tst_accumulator.moc"
