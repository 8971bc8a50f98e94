#include "engine/log/log.h"
#include "engine/record/control.h"
#include "engine/sim/disk.h"
#include "tests/fuzz/archive.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/seeds.h"

namespace brokerscope::fuzz {

namespace {

const std::string kDirectory = "orders-0";
constexpr std::int64_t kWallClockMs = 1'700'000'000'000;

log::LogConfig smallSegments()
{
    log::LogConfig config;
    config.segmentBytes = 700;
    config.segmentIndexBytes = 240;
    config.indexIntervalBytes = 150;
    return config;
}

/// The first four bytes are the Plan of fuzz_log.
Bytes seedOf(const sim::SimDisk& disk, std::uint8_t flags)
{
    LogFiles files;
    for (const auto& [path, file] : disk.snapshot(kDirectory + "/", Timestamp())) {
        files[path.substr(kDirectory.size() + 1)] = *file.bytes;
    }
    const auto archive = writeArchive(files);
    require(archive.has_value());
    constexpr std::uint8_t kTruncation = 20;
    Bytes seed{flags, 0, 0, kTruncation};
    seed.insert(seed.end(), archive->begin(), archive->end());
    return seed;
}

/// A batch for each number below `batches`, of four records with a few keys again and again.
void write(log::Log& log, int batches, const record::BatchBuilder::Options& options)
{
    for (int i = 0; i < batches; ++i) {
        record::BatchBuilder builder(options);
        for (int j = 0; j < 4; ++j) {
            builder.append("key-" + std::to_string(j), "value " + std::to_string(i) + " of batch",
                kWallClockMs + std::int64_t{i} * 1000 + j);
        }
        if (options.producerId != kNoProducerId) {
            builder.setProducer(options.producerId, options.producerEpoch, Sequence(i * 4));
        }
        const auto epoch = LeaderEpoch(i / 5);
        require(log.appendAsLeader(builder.finish(), epoch, kWallClockMs, Timestamp()).has_value());
    }
}

std::unique_ptr<log::Log> open(sim::SimDisk& disk)
{
    log::Log::Opening opening;
    opening.directory = kDirectory;
    opening.config = smallSegments();
    opening.nowMs = kWallClockMs;
    auto log = log::Log::open(disk, opening);
    require(log.has_value());
    return std::move(*log);
}

void endTransaction(log::Log& log, record::ControlType type)
{
    const Bytes marker = record::endTxnMarkerBatch(
        ProducerId(4000), ProducerEpoch(0), {type, 1}, kWallClockMs, log.logEnd(), LeaderEpoch(2));
    require(
        log.appendAsFollower(marker, kWallClockMs, Timestamp(), [](const auto&) {}).has_value());
}

} // namespace

Seeds logSeeds()
{
    constexpr std::uint8_t kMendCrcs = 1;
    constexpr std::uint8_t kClean = 2;
    constexpr std::uint8_t kCompacted = 4;
    Seeds seeds;
    {
        sim::SimDisk disk(sim::WritebackPolicy{});
        write(*open(disk), 2, {});
        seeds["killed"] = seedOf(disk, kMendCrcs);
    }
    {
        sim::SimDisk disk(sim::WritebackPolicy{});
        const auto log = open(disk);
        write(*log, 10, {});
        require(log->close().has_value());
        seeds["segments"] = seedOf(disk, kMendCrcs);
        seeds["compacted"] = seedOf(disk, kMendCrcs | kCompacted);
        seeds["clean"] = seedOf(disk, kClean);
    }
    {
        sim::SimDisk disk(sim::WritebackPolicy{});
        const auto log = open(disk);
        record::BatchBuilder::Options options;
        options.producerId = ProducerId(4000);
        options.producerEpoch = ProducerEpoch(0);
        options.isTransactional = true;
        options.compression.codec = record::Codec::Lz4;
        write(*log, 6, options);
        endTransaction(*log, record::ControlType::Abort);
        require(log->close().has_value());
        seeds["transactional"] = seedOf(disk, kMendCrcs);
        // As a crash leaves it while the cleaner puts its segment in place.
        require(disk.rename(kDirectory + "/00000000000000000000.log",
                        kDirectory + "/00000000000000000000.log.swap")
                    .has_value());
        seeds["swap"] = seedOf(disk, kMendCrcs | kCompacted);
    }
    return seeds;
}

} // namespace brokerscope::fuzz
