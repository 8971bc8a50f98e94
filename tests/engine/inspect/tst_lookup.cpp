#include <QTest>

#include "engine/inspect/examine.h"
#include "engine/inspect/lookup.h"
#include "engine/sim/memory_files.h"
#include "tests/engine/inspect/log_model.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::inspect;
using test::ModelLog;
using test::ModelRecord;

namespace {

/// A log of one to forty appends with gaps and timestamps that go to and fro.
ModelLog anyLog()
{
    ModelLog::Rules rules;
    rules.segmentBytes = *rc::gen::inRange<std::size_t>(100, 4000);
    rules.indexInterval = *rc::gen::inRange<std::size_t>(0, 800);
    rules.preallocated = *rc::gen::element<std::size_t>(0, 96);
    ModelLog log(rules);
    std::int64_t now = 1000;
    const int appends = *rc::gen::inRange(1, 40);
    for (int i = 0; i < appends; ++i) {
        std::vector<ModelLog::Batch> batches(
            *rc::gen::weightedElement<std::size_t>({{4, 1}, {1, 3}}));
        for (ModelLog::Batch& batch : batches) {
            batch.timestampsMs.resize(*rc::gen::inRange<std::size_t>(1, 6));
            for (std::int64_t& timestamp : batch.timestampsMs) {
                now += *rc::gen::inRange(-5, 12);
                timestamp = now;
            }
            batch.offsetsGone = *rc::gen::weightedElement<std::int32_t>({{5, 0}, {1, 7}});
            batch.valueSize = *rc::gen::inRange<std::size_t>(0, 200);
        }
        log.append(batches);
    }
    return log;
}

PartitionFiles onlyPartition(sim::FileReader& files)
{
    return readDirectory(files)->partitions.front();
}

std::optional<ModelRecord> hitOf(const Lookup& lookup)
{
    return lookup.hit ? std::optional(ModelRecord{lookup.hit->value(), lookup.hitTimestampMs})
                      : std::nullopt;
}

/// The steps as a story that holds together.
void checkSteps(const Lookup& lookup, const PartitionFiles& partition)
{
    RC_ASSERT(lookup.segment < partition.segments.size());
    const bool scanned = !lookup.scan.empty();
    RC_ASSERT(!lookup.hit || scanned);
    if (scanned) {
        RC_ASSERT(
            lookup.scan.front().position == static_cast<std::uint64_t>(lookup.offsetSearch.answer));
    }
    for (std::size_t i = 0; i < lookup.scan.size(); ++i) {
        RC_ASSERT(lookup.scan[i].isHit == (lookup.hit && i + 1 == lookup.scan.size()));
    }
    if (lookup.hit) {
        RC_ASSERT(lookup.scan.back().position == lookup.hitPosition);
        RC_ASSERT(lookup.scan.back().base <= *lookup.hit);
        RC_ASSERT(*lookup.hit <= lookup.scan.back().last);
    }
}

} // namespace

class LookupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOffsetIsFoundAsByReadingEverything()
    {
        QVERIFY(rc::check([] {
            const ModelLog log = anyLog();
            sim::MemoryFiles files(log.files());
            const PartitionFiles partition = onlyPartition(files);
            const std::int64_t wanted = *rc::gen::inRange<std::int64_t>(0, log.end() + 3);
            const auto lookup = lookUpOffset(files, partition, Offset(wanted));
            RC_ASSERT(lookup.has_value());
            RC_ASSERT(lookup->wanted == wanted);
            RC_ASSERT(hitOf(*lookup) == log.atOffset(wanted));
            checkSteps(*lookup, partition);
        }));
    }

    void aTimeIsFoundAsByReadingEverything()
    {
        QVERIFY(rc::check([] {
            const ModelLog log = anyLog();
            sim::MemoryFiles files(log.files());
            const PartitionFiles partition = onlyPartition(files);
            const auto& some = *rc::gen::elementOf(log.records());
            const std::int64_t wanted = some.timestampMs + *rc::gen::inRange<std::int64_t>(-3, 20);
            const auto lookup = lookUpTime(files, partition, wanted);
            RC_ASSERT(lookup.has_value());
            RC_ASSERT(lookup->byTime);
            RC_ASSERT(hitOf(*lookup) == log.atTime(wanted));
            RC_ASSERT(lookup->timeSearch.has_value() == log.atTime(wanted).has_value());
            checkSteps(*lookup, partition);
        }));
    }

    /// With indexes of no entries, or none at all, everything is found by reading on.
    void indexesAreNotNeeded()
    {
        QVERIFY(rc::check([] {
            const ModelLog log = anyLog();
            sim::FileSet stored = log.files();
            std::erase_if(stored, [](const auto& file) { return !file.first.ends_with(".log"); });
            sim::MemoryFiles files(std::move(stored));
            const PartitionFiles partition = onlyPartition(files);
            const std::int64_t wanted = *rc::gen::inRange<std::int64_t>(0, log.end() + 3);
            const auto byOffset = lookUpOffset(files, partition, Offset(wanted));
            RC_ASSERT(byOffset.has_value());
            RC_ASSERT(hitOf(*byOffset) == log.atOffset(wanted));
            RC_ASSERT(byOffset->offsetSearch.file.empty());
            const auto byTime = lookUpTime(files, partition, wanted + 1000);
            RC_ASSERT(byTime.has_value());
            RC_ASSERT(hitOf(*byTime) == log.atTime(wanted + 1000));
        }));
    }

    /// Beyond the 8 KiB that are searched first, and within them.
    void theSearchFindsTheLargestEntryNotBeyondTheTarget()
    {
        QVERIFY(rc::check([] {
            const auto count = *rc::gen::inRange<std::uint32_t>(0, 3000);
            Bytes bytes(std::size_t{count} * 8);
            std::int32_t offset = 0;
            std::vector<std::int64_t> offsets;
            for (std::uint32_t slot = 0; slot < count; ++slot) {
                offset += 1 + static_cast<std::int32_t>(slot % 3);
                offsets.push_back(100 + offset);
                writeBigEndian(std::span(bytes), std::size_t{slot} * 8, offset);
                writeBigEndian(std::span(bytes), std::size_t{slot} * 8 + 4,
                    static_cast<std::uint32_t>(slot + 1));
            }
            sim::MemoryFiles files({{"00000000000000000100.index", test::stored(bytes)}});
            const auto index = IndexFile::open(
                files, "00000000000000000100.index", Offset(100), IndexKind::Offset);
            RC_ASSERT(index.has_value());
            const std::int64_t target = *rc::gen::inRange<std::int64_t>(90, 100 + offset + 10);
            const auto search = searchIndex(*index, target);
            RC_ASSERT(search.has_value());
            const auto beyond = std::upper_bound(offsets.begin(), offsets.end(), target);
            RC_ASSERT(search->slot.has_value() == (beyond != offsets.begin()));
            RC_ASSERT(search->answer == beyond - offsets.begin());
            // Kafka reads at most the border, the first entry and the halves of one part.
            RC_ASSERT(search->probes.size() <= 2 + 12);
            for (const IndexProbe& probe : search->probes) {
                RC_ASSERT(probe.low <= probe.slot && probe.slot <= probe.high);
                RC_ASSERT(probe.key == offsets[probe.slot]);
                RC_ASSERT(probe.isTooGreat == (probe.key > target));
                RC_ASSERT(!probe.isWarm || probe.slot + 1025 >= count);
            }
        }));
    }

    void aSoundLogHasNoProblems()
    {
        QVERIFY(rc::check([] {
            const ModelLog log = anyLog();
            sim::MemoryFiles files(log.files());
            std::vector<Problem> problems;
            Examination examination;
            examination.decodesRecords = true;
            examination.onProblem = [&](const Problem& problem) { problems.push_back(problem); };
            Offset atLeast;
            LeaderEpoch epoch = kNoEpoch;
            std::uint64_t records = 0;
            for (const SegmentFiles& segment : onlyPartition(files).segments) {
                const auto findings = examineSegment(files, segment, examination, atLeast, epoch);
                records += findings.records;
                RC_ASSERT(findings.validBytes == segment.logBytes);
                RC_ASSERT(findings.index.mismatches + findings.timeIndex.mismatches == 0U);
            }
            RC_ASSERT(problems.empty());
            RC_ASSERT(records == log.records().size());
            RC_ASSERT(atLeast == Offset(log.end()));
        }));
    }

    /// Wherever one bit is wrong, nothing crashes, and what the CRC covers is said to the byte.
    void aFlippedBitIsFound()
    {
        QVERIFY(rc::check([] {
            const ModelLog log = anyLog();
            sim::FileSet stored = log.files();
            const auto victim = *rc::gen::elementOf(std::vector(stored.begin(), stored.end()));
            const std::string& path = victim.first; // no binding: clang cannot capture those
            const sim::StoredFile& file = victim.second;
            RC_PRE(!file.bytes->empty());
            Bytes bytes = *file.bytes;
            const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
            bytes[at] ^= static_cast<std::uint8_t>(1U << *rc::gen::inRange(0U, 8U));
            stored[path] = test::stored(bytes);
            sim::MemoryFiles files(stored);

            std::vector<Problem> problems;
            Examination examination;
            examination.onProblem = [&](const Problem& problem) { problems.push_back(problem); };
            Offset atLeast;
            LeaderEpoch epoch = kNoEpoch;
            std::optional<std::uint64_t> batch; // the one with the flipped byte, if it is covered
            for (const SegmentFiles& segment : onlyPartition(files).segments) {
                examination.onBatch = [&](const FoundBatch& found) {
                    if (segment.log == path && at >= found.position + record::header::kCrc
                        && at < found.position + found.view.bytes().size()) {
                        batch = found.position;
                    }
                    return true;
                };
                (void)examineSegment(files, segment, examination, atLeast, epoch);
            }
            if (batch) {
                RC_ASSERT(std::any_of(problems.begin(), problems.end(), [&](const Problem& p) {
                    return p.kind == ProblemKind::BadCrc && p.file == path && p.position == *batch;
                }));
            }
            for (const Problem& problem : problems) {
                RC_ASSERT(describe(problem).starts_with(problem.file));
                RC_ASSERT(describe(problem).ends_with("."));
            }
            (void)lookUpOffset(files, onlyPartition(files), Offset(log.end() / 2));
            (void)lookUpTime(files, onlyPartition(files), 1000);
        }));
    }
};

QTEST_GUILESS_MAIN(LookupTest)
#include "tst_lookup.moc"
