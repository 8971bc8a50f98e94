#include "engine/inspect/dump.h"
#include "engine/inspect/table_listing.h"
#include "engine/record/batch.h"
#include "engine/record/crc32c.h"
#include "engine/sim/real_file_reader.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

/// `log dump --verify` of a segment of 1 GiB with its indexes, beside a plain pass over the same
/// bytes: reading them in large pieces and taking their CRC. Both from the page cache.
namespace {

using namespace brokerscope;

constexpr std::size_t kSegmentBytes = std::size_t{1} << 30;
constexpr std::size_t kPiece = std::size_t{1} << 20;
constexpr std::size_t kIndexInterval = 4096;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open(const std::string& path, const char* mode)
{
    return {std::fopen(path.c_str(), mode), &std::fclose};
}

template <class T>
void put(const File& file, T value)
{
    std::array<std::uint8_t, sizeof(T)> bytes{};
    writeBigEndian(std::span(bytes), 0, value);
    std::fwrite(bytes.data(), 1, bytes.size(), file.get());
}

/// A partition's directory with one segment of batches of so many records of 100 bytes; gone at the
/// end of the program.
class Partition {
public:
    explicit Partition(int recordsInBatch)
        : m_folder(std::filesystem::temp_directory_path()
            / ("brokerscope-bench-" + std::to_string(recordsInBatch)))
    {
        std::filesystem::create_directories(m_folder);
        record::BatchBuilder builder;
        const std::string value(100, 'v');
        for (int i = 0; i < recordsInBatch; ++i) {
            builder.append(std::nullopt, value, 1700000000000 + i);
        }
        write(builder.finish(), recordsInBatch);
    }
    ~Partition() { std::filesystem::remove_all(m_folder); }
    Partition(const Partition&) = delete;
    Partition& operator=(const Partition&) = delete;

    [[nodiscard]] std::string folder() const { return m_folder.string(); }
    [[nodiscard]] std::string file(const char* suffix) const
    {
        return folder() + "/00000000000000000000" + suffix;
    }

private:
    void write(Bytes batch, int records) const
    {
        const File log = open(file(".log"), "wb");
        const File index = open(file(".index"), "wb");
        std::size_t sinceEntry = 0;
        std::int64_t base = 0;
        for (std::size_t at = 0; at < kSegmentBytes; at += batch.size(), base += records) {
            record::stampLeader(batch, Offset(base), LeaderEpoch(0));
            std::fwrite(batch.data(), 1, batch.size(), log.get());
            if (sinceEntry > kIndexInterval) {
                put(index, static_cast<std::int32_t>(base + records - 1));
                put(index, static_cast<std::uint32_t>(at));
                sinceEntry = 0;
            }
            sinceEntry += batch.size();
        }
    }

    std::filesystem::path m_folder;
};

const Partition& partitionOf(int recordsInBatch)
{
    static std::map<int, Partition> partitions;
    return partitions.try_emplace(recordsInBatch, recordsInBatch).first->second;
}

std::int64_t bytesRead(const benchmark::State& state)
{
    return static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(kSegmentBytes);
}

void plainPass(benchmark::State& state)
{
    const Partition& partition = partitionOf(static_cast<int>(state.range(0)));
    std::vector<std::uint8_t> piece(kPiece);
    for (auto _ : state) {
        const File log = open(partition.file(".log"), "rb");
        std::setvbuf(log.get(), nullptr, _IONBF, 0);
        std::uint32_t sum = 0;
        while (const std::size_t length = std::fread(piece.data(), 1, kPiece, log.get())) {
            sum ^= record::crc32c(ByteView(piece).first(length));
        }
        benchmark::DoNotOptimize(sum);
    }
    state.SetBytesProcessed(bytesRead(state));
}

void verify(benchmark::State& state)
{
    const Partition& partition = partitionOf(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        sim::RealFileReader files(partition.folder());
        inspect::Output output([](std::string_view) { return true; });
        inspect::SummaryListing listing(output);
        inspect::Dump dump(listing, {false, true}, [](const inspect::Problem&) {});
        const auto directory = inspect::readDirectory(files);
        dump.segments(files, directory->partitions.front());
        if (dump.problems() != 0) {
            state.SkipWithError("the segment should be sound");
        }
    }
    state.SetBytesProcessed(bytesRead(state));
}

// A batch of the producer's standard size, and one of a thousand records.
BENCHMARK(plainPass)->Name("dump/plain pass")->Arg(150)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(verify)->Name("dump/verify")->Arg(150)->Arg(1000)->Unit(benchmark::kMillisecond);

} // namespace
