#include "tests/engine/inspect/damaged_logs.h"

#include "engine/log/producer_snapshot.h"
#include "engine/log/transaction_index.h"
#include "engine/record/batch.h"
#include "engine/record/crc32c.h"
#include "tests/engine/inspect/log_model.h"

#include <functional>

namespace brokerscope::test {

namespace {

namespace header = record::header;

const std::string kLog = "orders-0/00000000000000000000.log";
const std::string kIndex = "orders-0/00000000000000000000.index";
const std::string kTimeIndex = "orders-0/00000000000000000000.timeindex";
const std::string kTxnIndex = "orders-0/00000000000000000000.txnindex";
const std::string kSnapshot = "orders-0/00000000000000000012.snapshot";
const std::string kEpochs = "orders-0/leader-epoch-checkpoint";
const std::string kMetadata = "orders-0/partition.metadata";
const std::string kHighWatermarks = "replication-offset-checkpoint";

Bytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

/// Six batches of two records in two segments, three index entries, and all that lies beside them.
sim::FileSet soundLog()
{
    ModelLog::Rules rules;
    rules.segmentBytes = 450;
    rules.indexInterval = 100;
    ModelLog log(rules);
    for (std::int64_t i = 0; i < 6; ++i) {
        log.append({ModelLog::Batch{{1000 + i, 1010 + i}, 0, 25}});
    }
    sim::FileSet files = log.files();
    files[kSnapshot] = stored(log::encodeSnapshot({log::ProducerSnapshot{
        ProducerId(7), ProducerEpoch(0), Sequence(11), Offset(11), 1, 1015, -1, kNoOffset}}));
    files[kEpochs] = stored(bytesOf("0\n1\n0 0\n"));
    files[kMetadata] = stored(bytesOf("version: 0\ntopic_id: BeqpVE37TS-17cADo661KQ"));
    files[kHighWatermarks] = stored(bytesOf("0\n1\norders 0 12\n"));
    return files;
}

DamagedLog damage(
    const char* name, const std::string& path, const std::function<void(Bytes&)>& change)
{
    sim::FileSet files = soundLog();
    const auto found = files.find(path);
    Bytes bytes = found == files.end() ? Bytes() : *found->second.bytes;
    change(bytes);
    files[path] = stored(std::move(bytes));
    return {name, std::move(files), {}};
}

/// Where the second batch of the first segment begins.
std::size_t secondBatch(const Bytes& log)
{
    return record::BatchView::at(log)->bytes().size();
}

template <class T>
std::function<void(Bytes&)> put(std::size_t at, T value)
{
    return [=](Bytes& bytes) { writeBigEndian(std::span(bytes), at, value); };
}

template <class T>
std::function<void(Bytes&)> putInSecondBatch(std::size_t field, T value)
{
    return
        [=](Bytes& bytes) { writeBigEndian(std::span(bytes), secondBatch(bytes) + field, value); };
}

std::function<void(Bytes&)> replaceWith(std::string text)
{
    return [text = std::move(text)](Bytes& bytes) { bytes = bytesOf(text); };
}

/// The second batch with another record count and a CRC that fits.
void countWrongly(Bytes& log)
{
    const std::size_t at = secondBatch(log);
    const auto batch = std::span(log).subspan(at, secondBatch(log));
    writeBigEndian(batch, header::kRecordCount, std::int32_t{9});
    writeBigEndian(batch, header::kCrc, record::crc32c(batch.subspan(header::kAttributes)));
}

void addLogs(std::vector<DamagedLog>& all)
{
    all.push_back({"sound", soundLog(), {}});
    all.push_back(damage("log-truncated", kLog, [](Bytes& log) { log.resize(log.size() - 20); }));
    all.push_back(damage(
        "log-truncated-in-header", kLog, [](Bytes& log) { log.resize(secondBatch(log) + 10); }));
    all.push_back(damage("log-zero-filled", kLog,
        [](Bytes& log) { std::fill(log.begin() + 200, log.end(), std::uint8_t{0}); }));
    all.push_back(damage("log-preallocated", kLog, [](Bytes& log) { log.resize(4096); }));
    all.push_back(damage("log-empty", kLog, [](Bytes& log) { log.clear(); }));
    all.push_back(
        damage("log-bit-flip", kLog, [](Bytes& log) { log[secondBatch(log) + 80] ^= 1; }));
    all.push_back(damage("log-magic", kLog, putInSecondBatch(header::kMagic, std::int8_t{77})));
    all.push_back(damage("log-old-format", kLog, put(header::kMagic, std::int8_t{1})));
    all.push_back(damage("log-foreign", kLog,
        replaceWith("%PDF-1.7 is how quite another kind of file begins, and it goes on so.")));
    all.push_back(damage(
        "log-huge-length", kLog, putInSecondBatch(header::kBatchLength, std::int32_t{0x7ffffff0})));
    all.push_back(damage(
        "log-negative-length", kLog, putInSecondBatch(header::kBatchLength, std::int32_t{-1})));
    all.push_back(damage("log-huge-offset", kLog,
        putInSecondBatch(header::kBaseOffset, std::int64_t{0x7fffffffffffffff})));
    all.push_back(damage(
        "log-offset-goes-back", kLog, putInSecondBatch(header::kBaseOffset, std::int64_t{1})));
    all.push_back(damage("log-epoch-goes-back", kLog, put(header::kLeaderEpoch, std::int32_t{5})));
    all.push_back(damage("log-wrong-count", kLog, countWrongly));
    sim::FileSet overlapping = soundLog();
    overlapping["orders-0/00000000000000000005.log"]
        = overlapping["orders-0/00000000000000000008.log"];
    all.push_back({"segments-overlap", std::move(overlapping), {}});
    all.push_back({"log-unreadable", soundLog(), kLog});
}

void addIndexes(std::vector<DamagedLog>& all)
{
    all.push_back(damage("index-ragged", kIndex, [](Bytes& index) { index.push_back(1); }));
    all.push_back(damage("index-position", kIndex, put(4, std::uint32_t{100})));
    all.push_back(damage("index-position-beyond", kIndex, put(12, std::uint32_t{100000})));
    all.push_back(damage("index-offset", kIndex, put(0, std::int32_t{2})));
    all.push_back(damage("index-order", kIndex, put(8, std::int32_t{0})));
    all.push_back(damage("index-foreign", kIndex, replaceWith(std::string(800, 'x'))));
    all.push_back({"index-unreadable", soundLog(), kIndex});
    all.push_back(damage("timeindex-timestamp", kTimeIndex, put(0, std::int64_t{1009})));
    all.push_back(damage("timeindex-offset", kTimeIndex, put(20, std::int32_t{1})));
    all.push_back(damage("timeindex-beyond", kTimeIndex, put(20, std::int32_t{3000})));
    all.push_back(damage("txnindex-version", kTxnIndex, [](Bytes& index) {
        index = log::AbortedTransaction{ProducerId(7), Offset(0), Offset(3), Offset(4)}.encode();
        writeBigEndian(std::span(index), 0, std::int16_t{3});
    }));
    all.push_back(damage("txnindex-no-marker", kTxnIndex, [](Bytes& index) {
        index = log::AbortedTransaction{ProducerId(7), Offset(0), Offset(3), Offset(4)}.encode();
        index.push_back(0);
    }));
}

void addSmallFiles(std::vector<DamagedLog>& all)
{
    all.push_back(damage("snapshot-version", kSnapshot, put(0, std::int16_t{2})));
    all.push_back(damage("snapshot-bit-flip", kSnapshot, [](Bytes& file) { file[20] ^= 4; }));
    all.push_back(damage("snapshot-cut", kSnapshot, [](Bytes& file) { file.resize(30); }));
    all.push_back(damage("snapshot-empty", kSnapshot, [](Bytes& file) { file.clear(); }));
    all.push_back({"snapshot-unreadable", soundLog(), kSnapshot});
    all.push_back(damage("epochs-order", kEpochs, replaceWith("0\n2\n3 0\n2 8\n")));
    all.push_back(damage("epochs-foreign", kEpochs, replaceWith("{\"epoch\": 0}")));
    all.push_back(damage("metadata", kMetadata, replaceWith("version: 0\ntopic: orders\n")));
    all.push_back(damage("checkpoint", kHighWatermarks, replaceWith("0\n1\norders zero twelve\n")));
}

} // namespace

std::vector<DamagedLog> damagedLogs()
{
    std::vector<DamagedLog> all;
    addLogs(all);
    addIndexes(all);
    addSmallFiles(all);
    return all;
}

} // namespace brokerscope::test
