#include "engine/record/batch.h"
#include "engine/record/crc32c.h"

#include <benchmark/benchmark.h>
#include <lz4.h>
#include <snappy.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <string>
#include <vector>

/// Building and reading batches, in bytes of the records' values, beside what the machine's memory,
/// its CRC and the compression libraries alone do with the same bytes.
namespace {

using namespace brokerscope;
using namespace brokerscope::record;

constexpr std::size_t kValueSize = 100;
constexpr std::int64_t kWallClockMs = 1700000000000LL;

/// How many batches of how many records; both hold 100 MB or a fifth of it.
struct Shape {
    int batches = 0;
    int records = 0;
};
constexpr std::array kShapes{Shape{1000, 1000}, Shape{20000, 10}};

std::int64_t payloadOf(Shape shape)
{
    return std::int64_t{shape.batches} * shape.records * static_cast<std::int64_t>(kValueSize);
}

/// A megabyte of orders, each of 100 bytes: text as applications send it, which shrinks to about a
/// fifth to a third.
const std::vector<std::string>& values()
{
    static const std::vector<std::string> kValues = [] {
        std::vector<std::string> made;
        std::uint64_t state = 42;
        const auto next = [&state](std::uint64_t bound) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            return (state >> 33) % bound;
        };
        constexpr std::array kCities{"Berlin", "Shenzhen", "Toronto", "Nairobi", "Lima", "Oslo"};
        constexpr std::array kStates{"created", "paid", "packed", "shipped"};
        for (int i = 0; i < 10000; ++i) {
            std::string value = R"({"order":)" + std::to_string(1000000 + i) + R"(,"customer":)"
                + std::to_string(next(50000)) + R"(,"city":")" + kCities[next(kCities.size())]
                + R"(","state":")" + kStates[next(kStates.size())] + R"(","cents":)"
                + std::to_string(next(1000000)) + "}";
            value.resize(kValueSize, ' ');
            made.push_back(std::move(value));
        }
        return made;
    }();
    return kValues;
}

void fill(BatchBuilder& builder, Shape shape, int batch)
{
    builder.clear();
    std::size_t next = static_cast<std::size_t>(batch) * static_cast<std::size_t>(shape.records);
    for (int i = 0; i < shape.records; ++i) {
        builder.append(std::nullopt, values()[next++ % values().size()], kWallClockMs + i);
    }
}

BatchBuilder builderFor(Codec codec)
{
    BatchBuilder::Options options;
    options.compression.codec = codec;
    return BatchBuilder(options);
}

Codec codecArgument(const benchmark::State& state)
{
    return static_cast<Codec>(state.range(0));
}

Shape shapeArgument(const benchmark::State& state)
{
    return kShapes[static_cast<std::size_t>(state.range(1))];
}

void everyCodecAndShape(benchmark::internal::Benchmark* benchmark)
{
    benchmark->ArgNames({"codec", "shape"})->Unit(benchmark::kMillisecond);
    for (const int shape : {0, 1}) {
        for (int codec = 0; codec <= static_cast<int>(Codec::Zstd); ++codec) {
            benchmark->Args({codec, shape});
        }
    }
}

void finish(benchmark::State& state, std::string label)
{
    const Shape shape = shapeArgument(state);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * payloadOf(shape));
    state.SetLabel(std::move(label) + ", " + std::to_string(shape.records) + " records a batch");
}

// --- ours ----------------------------------------------------------------------------------------

void recordBuild(benchmark::State& state)
{
    const Shape shape = shapeArgument(state);
    BatchBuilder builder = builderFor(codecArgument(state));
    Compressor compressor;
    std::size_t size = 0;
    for (auto _ : state) {
        for (int batch = 0; batch < shape.batches; ++batch) {
            fill(builder, shape, batch);
            size += builder.finish(compressor).size();
        }
    }
    benchmark::DoNotOptimize(size);
    state.counters["ratio"] = static_cast<double>(payloadOf(shape))
        * static_cast<double>(state.iterations()) / static_cast<double>(size);
    finish(state, std::string(codecName(codecArgument(state))));
}
BENCHMARK(recordBuild)->Apply(everyCodecAndShape);

Bytes segmentOf(Codec codec, Shape shape);

/// What compression alone costs here, to be held against libraryCompress: the records of the same
/// batches, in Kafka's framing.
void recordCompress(benchmark::State& state)
{
    const Bytes segment = segmentOf(Codec::None, shapeArgument(state));
    Compressor compressor;
    Bytes out;
    for (auto _ : state) {
        ByteView rest = segment;
        while (const auto batch = BatchView::at(rest)) {
            out.clear();
            compressor.compress({codecArgument(state), std::nullopt}, batch->recordBytes(), out);
            benchmark::DoNotOptimize(out.data());
            rest = rest.subspan(batch->bytes().size());
        }
    }
    finish(state, std::string(codecName(codecArgument(state))));
}
BENCHMARK(recordCompress)->Apply(everyCodecAndShape);

/// Every batch of the shape, one behind the other as in a segment.
Bytes segmentOf(Codec codec, Shape shape)
{
    Bytes segment;
    BatchBuilder builder = builderFor(codec);
    Compressor compressor;
    for (int batch = 0; batch < shape.batches; ++batch) {
        fill(builder, shape, batch);
        const Bytes& bytes = builder.finish(compressor);
        segment.insert(segment.end(), bytes.begin(), bytes.end());
    }
    return segment;
}

enum class Check : std::uint8_t { Nothing, Crc };

void readSegment(benchmark::State& state, Check check)
{
    const Bytes segment = segmentOf(codecArgument(state), shapeArgument(state));
    Decompressor decompressor;
    std::size_t size = 0;
    for (auto _ : state) {
        ByteView rest = segment;
        while (const auto batch = BatchView::at(rest)) {
            if (check == Check::Crc && !batch->hasValidCrc()) {
                std::abort();
            }
            for (RecordReader reader(*batch, decompressor); !reader.atEnd();) {
                size += reader.next()->value->size();
            }
            rest = rest.subspan(batch->bytes().size());
        }
    }
    if (static_cast<std::int64_t>(size)
        != static_cast<std::int64_t>(state.iterations()) * payloadOf(shapeArgument(state))) {
        std::abort(); // tests see to it that batches are read as they were written
    }
    finish(state, std::string(codecName(codecArgument(state))));
}

void recordRead(benchmark::State& state)
{
    readSegment(state, Check::Nothing);
}
BENCHMARK(recordRead)->Apply(everyCodecAndShape);

void recordCheckAndRead(benchmark::State& state)
{
    readSegment(state, Check::Crc);
}
BENCHMARK(recordCheckAndRead)->Apply(everyCodecAndShape);

// --- the machine and the libraries alone ---------------------------------------------------------

/// A library's calls at the level and with the block size that batches have.
struct Library {
    z_stream deflater{};
    z_stream inflater{};
    ZSTD_CCtx* zstdWriter = ZSTD_createCCtx();
    ZSTD_DCtx* zstdReader = ZSTD_createDCtx();

    Library()
    {
        deflateInit2(&deflater, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
        inflateInit2(&inflater, 31);
    }
    ~Library()
    {
        deflateEnd(&deflater);
        inflateEnd(&inflater);
        ZSTD_freeCCtx(zstdWriter);
        ZSTD_freeDCtx(zstdReader);
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    static constexpr std::size_t kWorstCase = 200'000;
    static std::size_t blockSize(Codec codec)
    {
        if (codec == Codec::Snappy) {
            return 32768;
        }
        return codec == Codec::Lz4 ? 65536 : kWorstCase;
    }

    std::size_t compress(Codec codec, ByteView in, char* out)
    {
        const auto* from = reinterpret_cast<const char*>(in.data());
        std::size_t size = 0;
        switch (codec) {
        case Codec::Gzip:
            deflateReset(&deflater);
            deflater.next_in = const_cast<Bytef*>(in.data());
            deflater.avail_in = static_cast<uInt>(in.size());
            deflater.next_out = reinterpret_cast<Bytef*>(out);
            deflater.avail_out = kWorstCase;
            deflate(&deflater, Z_FINISH);
            return deflater.total_out;
        case Codec::Snappy:
            snappy::RawCompress(from, in.size(), out, &size);
            return size;
        case Codec::Lz4:
            return static_cast<std::size_t>(
                LZ4_compress_default(from, out, static_cast<int>(in.size()), kWorstCase));
        case Codec::Zstd:
            return ZSTD_compressCCtx(
                zstdWriter, out, kWorstCase, in.data(), in.size(), ZSTD_CLEVEL_DEFAULT);
        case Codec::None:
        case Codec::Unknown:
            break;
        }
        std::memcpy(out, in.data(), in.size()); // NOLINT(bugprone-not-null-terminated-result)
        return in.size();
    }

    void decompress(Codec codec, const std::string& in, char* out)
    {
        switch (codec) {
        case Codec::Gzip:
            inflateReset(&inflater);
            inflater.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
            inflater.avail_in = static_cast<uInt>(in.size());
            inflater.next_out = reinterpret_cast<Bytef*>(out);
            inflater.avail_out = kWorstCase;
            inflate(&inflater, Z_FINISH);
            return;
        case Codec::Snappy:
            snappy::RawUncompress(in.data(), in.size(), out);
            return;
        case Codec::Lz4:
            LZ4_decompress_safe(in.data(), out, static_cast<int>(in.size()), kWorstCase);
            return;
        case Codec::Zstd:
            ZSTD_decompressDCtx(zstdReader, out, kWorstCase, in.data(), in.size());
            return;
        case Codec::None:
        case Codec::Unknown:
            break;
        }
        std::memcpy(out, in.data(), in.size());
    }
};

/// The records of every batch, in the pieces that the codec compresses by themselves.
std::vector<ByteView> blocksOf(const Bytes& segment, std::size_t size)
{
    std::vector<ByteView> blocks;
    ByteView rest = segment;
    while (const auto batch = BatchView::at(rest)) {
        ByteView records = batch->recordBytes();
        for (; !records.empty(); records = records.subspan(blocks.back().size())) {
            blocks.push_back(records.first(std::min(records.size(), size)));
        }
        rest = rest.subspan(batch->bytes().size());
    }
    return blocks;
}

/// With codec 0: memcpy.
void libraryCompress(benchmark::State& state)
{
    const Codec codec = codecArgument(state);
    const Bytes segment = segmentOf(Codec::None, shapeArgument(state));
    const std::vector<ByteView> blocks = blocksOf(segment, Library::blockSize(codec));
    Library library;
    std::string out(Library::kWorstCase, '\0');
    for (auto _ : state) {
        for (const ByteView block : blocks) {
            benchmark::DoNotOptimize(library.compress(codec, block, out.data()));
            benchmark::ClobberMemory();
        }
    }
    finish(state, std::string(codecName(codec)));
}
BENCHMARK(libraryCompress)->Apply(everyCodecAndShape);

void libraryDecompress(benchmark::State& state)
{
    const Codec codec = codecArgument(state);
    const Bytes segment = segmentOf(Codec::None, shapeArgument(state));
    Library library;
    std::string out(Library::kWorstCase, '\0');
    std::vector<std::string> blocks;
    for (const ByteView block : blocksOf(segment, Library::blockSize(codec))) {
        const std::size_t size = library.compress(codec, block, out.data());
        blocks.emplace_back(out.data(), size);
    }
    for (auto _ : state) {
        for (const std::string& block : blocks) {
            library.decompress(codec, block, out.data());
            benchmark::ClobberMemory();
        }
    }
    finish(state, std::string(codecName(codec)));
}
BENCHMARK(libraryDecompress)->Apply(everyCodecAndShape);

/// 100 MB, which no cache holds.
void memoryCopy(benchmark::State& state)
{
    const Bytes from(100'000'000, 1);
    Bytes to(from.size());
    for (auto _ : state) {
        std::memcpy(to.data(), from.data(), from.size());
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * std::ssize(from));
}
BENCHMARK(memoryCopy)->Unit(benchmark::kMillisecond);

void memoryCrc32c(benchmark::State& state)
{
    const Bytes bytes(100'000'000, 1);
    for (auto _ : state) {
        benchmark::DoNotOptimize(crc32c(bytes));
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * std::ssize(bytes));
}
BENCHMARK(memoryCrc32c)->Unit(benchmark::kMillisecond);

} // namespace
