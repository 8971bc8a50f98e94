#include "engine/log/log.h"
#include "engine/log/segment_file.h"
#include "engine/record/batch.h"
#include "engine/record/crc32c.h"
#include "engine/sim/disk.h"
#include "engine/sim/real_files.h"

#include <benchmark/benchmark.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

/// Appending batches to a file, to a segment with its indexes and to the whole log, reading them
/// back, and the recovery of a large segment; in bytes of values, beside the machine's own pwrite
/// (memcpy and CRC are in bench_record).
namespace {

using namespace brokerscope;

constexpr std::size_t kValueSize = 100;
constexpr std::int64_t kWallClockMs = 1700000000000;
constexpr std::size_t kReadBytes = 1U << 20U;

struct Shape {
    int batches = 0;
    int records = 0;
};
constexpr std::array kShapes{Shape{1000, 1000}, Shape{20000, 10}};

enum Kind : int { Plain, Idempotent, Lz4 };

struct Load {
    std::vector<Bytes> batches; ///< as a producer sends them
    std::int64_t payload = 0;
    std::string name;
};

const Load& loadOf(const benchmark::State& state)
{
    static std::array<std::array<Load, 2>, 3> loads;
    Load& load = loads.at(static_cast<std::size_t>(state.range(0)))
                     .at(static_cast<std::size_t>(state.range(1)));
    if (!load.batches.empty()) {
        return load;
    }
    const auto kind = static_cast<Kind>(state.range(0));
    const Shape shape = kShapes.at(static_cast<std::size_t>(state.range(1)));
    record::BatchBuilder::Options options;
    options.compression.codec = kind == Lz4 ? record::Codec::Lz4 : record::Codec::None;
    const std::string filler(kValueSize, 'v');
    for (int i = 0; i < shape.batches; ++i) {
        if (kind == Idempotent) {
            options.producerId = ProducerId(7);
            options.producerEpoch = ProducerEpoch(0);
            options.baseSequence = Sequence(i * shape.records);
        }
        record::BatchBuilder builder(options);
        for (int r = 0; r < shape.records; ++r) {
            // Half of each value differs from all others.
            std::string value = filler;
            for (std::size_t c = 0; c < kValueSize / 2; ++c) {
                value[c]
                    = static_cast<char>('a' + (i * 131 + r * 31 + static_cast<int>(c) * 7) % 26);
            }
            builder.append(std::nullopt, value, kWallClockMs + r);
        }
        load.batches.push_back(builder.finish());
    }
    load.payload
        = std::int64_t{shape.batches} * shape.records * static_cast<std::int64_t>(kValueSize);
    load.name = std::string(kind == Plain ? "none"
                        : kind == Lz4     ? "lz4"
                                          : "idempotent")
        + ", " + std::to_string(shape.records) + " records a batch";
    return load;
}

void finish(benchmark::State& state, const Load& load)
{
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * load.payload);
    state.SetLabel(load.name);
}

void everyKind(benchmark::internal::Benchmark* benchmark)
{
    benchmark->ArgNames({"kind", "shape"})->Unit(benchmark::kMillisecond);
    for (const int shape : {0, 1}) {
        for (const int kind : {Plain, Idempotent, Lz4}) {
            benchmark->Args({kind, shape});
        }
    }
}

/// A folder that is gone at the end.
class Folder {
public:
    Folder()
        : m_path(std::filesystem::temp_directory_path()
            / ("brokerscope-bench-log-" + std::to_string(getpid())))
    {
        std::filesystem::create_directories(m_path);
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string path() const { return m_path.string(); }

private:
    std::filesystem::path m_path;
};

void require(bool isDone)
{
    if (!isDone) {
        std::abort(); // tests see to it that this works
    }
}

// --- the machine alone ---------------------------------------------------------------------------

void plainWrite(benchmark::State& state)
{
    const Load& load = loadOf(state);
    for (auto _ : state) {
        state.PauseTiming();
        const Folder folder;
        const int file = ::open((folder.path() + "/f").c_str(), O_CREAT | O_RDWR, 0600);
        state.ResumeTiming();
        off_t at = 0;
        for (const Bytes& batch : load.batches) {
            at += ::pwrite(file, batch.data(), batch.size(), at);
        }
        state.PauseTiming();
        ::close(file);
        state.ResumeTiming();
    }
    finish(state, load);
}
BENCHMARK(plainWrite)->Args({Plain, 0})->Args({Plain, 1})->Unit(benchmark::kMillisecond);

// --- writing -------------------------------------------------------------------------------------

void appendToFile(benchmark::State& state)
{
    const Load& load = loadOf(state);
    for (auto _ : state) {
        state.PauseTiming();
        const Folder folder;
        sim::RealFiles files(folder.path());
        const auto file = *files.open("00000000000000000000.log");
        state.ResumeTiming();
        for (const Bytes& batch : load.batches) {
            require(record::BatchView::at(batch)->checkIntegrity().has_value());
            require(files.append(file, batch, Timestamp()).has_value());
        }
    }
    finish(state, load);
}
BENCHMARK(appendToFile)->Args({Plain, 0})->Args({Lz4, 0})->Unit(benchmark::kMillisecond);

void appendToSegment(benchmark::State& state)
{
    const Load& load = loadOf(state);
    for (auto _ : state) {
        state.PauseTiming();
        const Folder folder;
        sim::RealFiles files(folder.path());
        const auto segment = *log::Segment::open(files, {"t-0", Offset(0), ""}, {}, kWallClockMs);
        state.ResumeTiming();
        Offset next(0);
        for (const Bytes& bytes : load.batches) {
            const auto batch = record::BatchView::at(bytes);
            require(batch->checkIntegrity().has_value());
            const Offset last = next + OffsetDelta(batch->lastOffsetDelta());
            require(
                segment->append({bytes, next, last, {batch->maxTimestampMs(), last}}, Timestamp())
                    .has_value());
            next = last + OffsetDelta(1);
        }
    }
    finish(state, load);
}
BENCHMARK(appendToSegment)->Args({Plain, 0})->Args({Lz4, 0})->Unit(benchmark::kMillisecond);

std::unique_ptr<log::Log> openLog(sim::Storage& storage)
{
    return *log::Log::open(
        storage, {"t-0", PartitionId(0), {}, Offset(0), Offset(0), false, kWallClockMs, {}, {}});
}

/// What a leader does: everything of a batch that it received is checked, then it is appended.
void appendAll(log::Log& log, std::vector<Bytes> batches)
{
    record::Decompressor decompressor;
    for (Bytes& received : batches) {
        require(record::BatchView::at(received)->validate(decompressor).has_value());
        require(log.appendAsLeader(std::move(received), LeaderEpoch(0), kWallClockMs, Timestamp())
                    .has_value());
    }
}

void appendToLog(benchmark::State& state)
{
    const Load& load = loadOf(state);
    for (auto _ : state) {
        state.PauseTiming();
        const Folder folder;
        sim::RealFiles files(folder.path());
        const auto log = openLog(files);
        std::vector<Bytes> batches = load.batches;
        state.ResumeTiming();
        appendAll(*log, std::move(batches));
    }
    finish(state, load);
}
BENCHMARK(appendToLog)->Apply(everyKind);

void appendToSimulatedLog(benchmark::State& state)
{
    const Load& load = loadOf(state);
    for (auto _ : state) {
        sim::SimDisk disk({});
        const auto log = openLog(disk);
        appendAll(*log, load.batches);
    }
    finish(state, load);
}
BENCHMARK(appendToSimulatedLog)
    ->Args({Plain, 1})
    ->Args({Idempotent, 1})
    ->Unit(benchmark::kMillisecond);

/// One small batch appended and read by a follower at once, as in every step of a lesson.
void appendAndReadAtTheTail(benchmark::State& state)
{
    sim::SimDisk disk({});
    const auto log = openLog(disk);
    record::BatchBuilder builder;
    builder.append("k", "value", kWallClockMs);
    const Bytes batch = builder.finish();
    for (auto _ : state) {
        const auto appended = log->appendAsLeader(batch, LeaderEpoch(0), kWallClockMs, Timestamp());
        benchmark::DoNotOptimize(log->read(appended->baseOffset, log->logEnd(), kReadBytes));
        benchmark::DoNotOptimize(log->takeEvents());
    }
}
BENCHMARK(appendAndReadAtTheTail)->Iterations(1'000'000);

// --- reading -------------------------------------------------------------------------------------

void readLog(benchmark::State& state)
{
    const Load& load = loadOf(state);
    const Folder folder;
    sim::RealFiles files(folder.path());
    const auto log = openLog(files);
    appendAll(*log, load.batches);
    record::Decompressor decompressor;
    for (auto _ : state) {
        std::int64_t size = 0;
        for (Offset next = log->logStart(); next < log->logEnd();) {
            ByteView bytes = *log->read(next, log->logEnd(), kReadBytes);
            while (const auto batch = record::BatchView::at(bytes)) {
                for (record::RecordReader reader(*batch, decompressor); !reader.atEnd();) {
                    size += static_cast<std::int64_t>(reader.next()->value->size());
                }
                next = batch->end();
                bytes = bytes.subspan(batch->bytes().size());
            }
        }
        require(size == load.payload);
    }
    finish(state, load);
}
BENCHMARK(readLog)->Apply(everyKind);

// --- recovery ------------------------------------------------------------------------------------

/// A segment of 1 GiB whose last batch is torn, without indexes.
void writeTornSegment(const std::string& folder, int recordsInBatch)
{
    std::filesystem::create_directories(folder + "/t-0");
    record::BatchBuilder builder;
    const std::string value(kValueSize, 'v');
    for (int i = 0; i < recordsInBatch; ++i) {
        builder.append(std::nullopt, value, kWallClockMs + i);
    }
    Bytes batch = builder.finish();
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
        std::fopen((folder + "/t-0/00000000000000000000.log").c_str(), "wb"), &std::fclose);
    std::size_t left = std::size_t{1} << 30;
    for (std::int64_t base = 0; left > 0; base += recordsInBatch) {
        record::stampLeader(batch, Offset(base), LeaderEpoch(0));
        left -= std::fwrite(batch.data(), 1, std::min(left, batch.size()), file.get());
    }
    // Else the recovery's own fsync would have to write all of it.
    require(std::fflush(file.get()) == 0 && ::fsync(::fileno(file.get())) == 0);
}

void recoverTornSegment(benchmark::State& state)
{
    for (auto _ : state) {
        state.PauseTiming();
        {
            const Folder folder;
            writeTornSegment(folder.path(), static_cast<int>(state.range(0)));
            sim::RealFiles files(folder.path());
            state.ResumeTiming();
            const auto log = openLog(files);
            require(log->segments().back()->size() < std::size_t{1} << 30);
            state.PauseTiming();
        } // A gigabyte of page cache is given back here, which is no part of a recovery.
        state.ResumeTiming();
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) << 30);
    state.SetLabel(std::to_string(state.range(0)) + " records a batch");
}
BENCHMARK(recoverTornSegment)->Arg(10)->Arg(1000)->Iterations(3)->Unit(benchmark::kMillisecond);

void readThatSegmentOnce(benchmark::State& state)
{
    const Folder folder;
    writeTornSegment(folder.path(), 1000);
    Bytes piece(kReadBytes);
    for (auto _ : state) {
        const int file
            = ::open((folder.path() + "/t-0/00000000000000000000.log").c_str(), O_RDONLY);
        while (::read(file, piece.data(), piece.size()) > 0) {
            benchmark::ClobberMemory();
        }
        ::close(file);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) << 30);
}
BENCHMARK(readThatSegmentOnce)->Unit(benchmark::kMillisecond);

} // namespace
