#include "engine/inspect/index_file.h"
#include "engine/inspect/small_file.h"
#include "engine/inspect/txn_index_file.h"
#include "engine/log/epoch_cache.h"
#include "engine/log/offset_checkpoint.h"
#include "engine/log/offset_index.h"
#include "engine/log/producer_snapshot.h"
#include "engine/log/time_index.h"
#include "engine/log/transaction_index.h"
#include "engine/sim/disk.h"
#include "engine/sim/memory_files.h"
#include "tests/fuzz/require.h"

#include <algorithm>

using namespace brokerscope;
using fuzz::require;

namespace {

constexpr const char* kPath = "orders-0/file";
constexpr std::int64_t kMaxIndexBytes = 4096;

sim::FileSet filesWith(ByteView bytes)
{
    sim::FileSet files;
    files[kPath] = {std::make_shared<const Bytes>(bytes.begin(), bytes.end()), bytes.size()};
    return files;
}

/// A disk with the file.
class Disk {
public:
    explicit Disk(ByteView bytes) { require(m_disk.replace(kPath, bytes).has_value()); }
    sim::SimDisk& operator*() { return m_disk; }

private:
    sim::SimDisk m_disk{sim::WritebackPolicy{}};
};

/// What looks at the files of strangers.
void inspectAll(ByteView bytes, Offset base)
{
    sim::MemoryFiles files(filesWith(bytes));
    if (const auto entries = inspect::readOffsetIndex(files, kPath, base)) {
        require(entries->size() <= bytes.size() / log::OffsetIndex::kEntrySize);
    }
    if (const auto entries = inspect::readTimeIndex(files, kPath, base)) {
        require(entries->size() <= bytes.size() / log::TimeIndex::kEntrySize);
    }
    for (const auto kind : {inspect::IndexKind::Offset, inspect::IndexKind::Time}) {
        const auto index = inspect::IndexFile::open(files, kPath, base, kind);
        require(index.has_value());
        static_cast<void>(index->sanityCheck());
        for (std::uint32_t slot = 0; slot < index->entries(); ++slot) {
            static_cast<void>(index->at(slot));
        }
    }
    const auto transactions = inspect::TxnIndexFile::open(files, kPath);
    require(transactions.has_value());
    static_cast<void>(transactions->checkSize());
    for (std::uint64_t slot = 0; slot < transactions->entries(); ++slot) {
        const auto entry = transactions->at(slot);
        require(entry.has_value() || !inspect::describe(entry.error()).empty());
    }
    const auto producers = inspect::readSnapshot(files, kPath);
    require(producers.has_value() || !inspect::describe(producers.error()).empty());
    const auto text = inspect::readText(files, kPath);
    for (const auto kind : {inspect::FileKind::EpochCheckpoint, inspect::FileKind::OffsetCheckpoint,
             inspect::FileKind::PartitionMetadata, inspect::FileKind::MetaProperties}) {
        if (text) {
            static_cast<void>(inspect::checkText(kind, kPath, *text));
        }
    }
}

/// What is read, is written and read again as the same.
void roundTrips(ByteView bytes)
{
    if (const auto producers = log::decodeSnapshot(bytes)) {
        const auto again = log::decodeSnapshot(log::encodeSnapshot(*producers));
        require(again.has_value() && *again == *producers);
    }
    if (const auto entry = log::AbortedTransaction::decode(bytes)) {
        const Bytes written = entry->encode();
        require(std::equal(written.begin(), written.end(), bytes.begin()));
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (const auto epochs = log::EpochCache::fromText(text)) {
        const auto again = log::EpochCache::fromText(epochs->toText());
        require(again.has_value() && again->entries() == epochs->entries());
        require(std::is_sorted(epochs->entries().begin(), epochs->entries().end(),
            [](const auto& a, const auto& b) { return a.epoch < b.epoch && a.start < b.start; }));
    }
    if (const auto offsets = log::parseCheckpoint(text)) {
        const auto again = log::parseCheckpoint(log::formatCheckpoint(*offsets));
        require(again.has_value() && *again == *offsets);
    }
}

/// A log's own offset index, whatever stood in the file, is one and stays one.
void useOffsetIndex(ByteView bytes, Offset base, std::uint32_t target)
{
    Disk disk(bytes);
    auto index = log::OffsetIndex::open(*disk, kPath, base, kMaxIndexBytes);
    require(index.has_value());
    require(!index->isDamaged() || index->entries().empty());
    const Offset wanted = base + OffsetDelta(target);
    const auto found = index->lookUp(wanted);
    require(found.offset == base || found.offset <= wanted);
    const auto byPosition = index->lookUpPosition(target);
    require(byPosition.position <= target);
    require(index->truncateTo(wanted).has_value());
    require(index->entries().empty() || index->lastOffset() < wanted);
    if (!index->isFull()) {
        index->add(wanted, 0x7FFFFFFF);
        require(index->store(Timestamp()).has_value());
    }
    const auto entries = index->entries();
    const auto again = log::OffsetIndex::open(*disk, kPath, base, kMaxIndexBytes);
    require(again.has_value());
    require(again->isDamaged() || again->entries() == entries);
}

void useTimeIndex(ByteView bytes, Offset base, std::uint32_t target)
{
    Disk disk(bytes);
    auto index = log::TimeIndex::open(*disk, kPath, base, kMaxIndexBytes);
    require(index.has_value());
    require(!index->isDamaged() || index->entries().empty());
    const auto found = index->lookUp(target);
    require(found.timestampMs <= std::int64_t{target});
    const Offset end = base + OffsetDelta(target);
    require(index->truncateTo(end).has_value());
    require(index->entries().empty() || index->lastEntry().offset < end);
    if (!index->isFull()) {
        const auto last = index->lastEntry();
        const bool isAdded = index->maybeAdd({target, end});
        require(isAdded == (std::int64_t{target} > last.timestampMs));
        require(index->store(Timestamp()).has_value());
    }
    const auto entries = index->entries();
    const auto again = log::TimeIndex::open(*disk, kPath, base, kMaxIndexBytes);
    require(again.has_value());
    require(again->isDamaged() || again->entries() == entries);
}

void useTransactionIndex(ByteView bytes, Offset base, std::uint32_t target)
{
    Disk disk(bytes);
    auto index = log::TransactionIndex::open(*disk, kPath);
    require(index.has_value());
    require(index->wasDamaged()
        == (index->entries().size() * log::AbortedTransaction::kSize != bytes.size()));
    const Offset end = base + OffsetDelta(target);
    std::vector<log::AbortedTransaction> found;
    static_cast<void>(index->collect(base, end, found));
    require(found.size() <= index->entries().size());
    require(index->truncateTo(end).has_value());
    require(index->entries().empty() || index->entries().back().lastOffset < end);
    require(index->append({ProducerId(1), end, end, end}, Timestamp()).has_value());
    const auto entries = index->entries();
    const auto again = log::TransactionIndex::open(*disk, kPath);
    require(again.has_value() && again->entries() == entries);
}

} // namespace

/// The first 8 bytes are the base offset of the segment and a number to look for, the rest is the
/// file, in turn as each of the files that stand beside a .log.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t kHead = 8;
    if (size < kHead) {
        return 0;
    }
    const ByteView bytes(data, size);
    const Offset base(readBigEndian<std::uint32_t>(bytes, 0));
    const std::uint32_t target = readBigEndian<std::uint32_t>(bytes, 4) & 0x7FFFFFFFU;
    const ByteView file = bytes.subspan(kHead);
    inspectAll(file, base);
    roundTrips(file);
    useOffsetIndex(file, base, target);
    useTimeIndex(file, base, target);
    useTransactionIndex(file, base, target);
    return 0;
}
