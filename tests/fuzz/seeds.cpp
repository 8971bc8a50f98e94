#include "tests/fuzz/seeds.h"

#include "engine/log/producer_snapshot.h"
#include "engine/record/batch.h"

#include <algorithm>

#include <fstream>
#include <iterator>

namespace brokerscope::fuzz {

namespace {

/// Long inputs make a fuzzer slow.
constexpr std::size_t kLongest = 2000;

/// Which batches are alike, as far as the code that reads them goes.
std::string kindOf(const record::BatchView& batch)
{
    return std::string(record::codecName(batch.codec())) + (batch.isControl() ? "-control" : "")
        + (batch.isTransactional() ? "-transactional" : "")
        + (batch.hasProducerId() ? "-idempotent" : "") + (batch.recordCount() == 1 ? "-one" : "");
}

} // namespace

Bytes readFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string content((std::istreambuf_iterator<char>(file)), {});
    return {content.begin(), content.end()};
}

Seeds batchSeeds(const std::string& logs)
{
    Seeds seeds;
    for (const char* codec : {"none", "gzip", "snappy", "lz4", "zstd"}) {
        const Bytes log = readFile(logs + "/" + codec + "/00000000000000000000.log");
        ByteView rest(log);
        while (const auto batch = record::BatchView::at(rest)) {
            rest = rest.subspan(batch->bytes().size());
            if (batch->bytes().size() <= kLongest) {
                // The flags of fuzz_batch: both lengths and CRC are mended.
                Bytes seed{3};
                seed.insert(seed.end(), batch->bytes().begin(), batch->bytes().end());
                seeds.emplace(kindOf(*batch), std::move(seed));
            }
        }
    }
    return seeds;
}

Seeds indexSeeds(const std::string& logs)
{
    // Base offset 0 and a number to look for.
    const Bytes head{0, 0, 0, 0, 0, 0, 0, 200};
    Seeds seeds;
    const auto add = [&](const std::string& name, ByteView bytes) {
        Bytes seed = head;
        seed.insert(seed.end(), bytes.begin(), bytes.end());
        seeds.emplace(name, std::move(seed));
    };
    const auto addText = [&](const std::string& name, std::string_view text) {
        add(name, Bytes(text.begin(), text.end()));
    };
    for (const char* extension : {"index", "timeindex", "txnindex"}) {
        add(extension, readFile(logs + "/none/00000000000000000000." + extension));
    }
    // As a running broker leaves it: preallocated.
    Bytes preallocated(96);
    std::copy_n(
        readFile(logs + "/none/00000000000000000000.index").begin(), 48, preallocated.begin());
    add("preallocated", preallocated);
    add("snapshot",
        log::encodeSnapshot({{ProducerId(4000), ProducerEpoch(1), Sequence(41), Offset(99), 9,
                                 1'700'000'000'000, 3, Offset(90)},
            {ProducerId(4001), ProducerEpoch(0)}}));
    addText("epochs", "0\n2\n0 0\n3 120\n");
    addText("offsets", "0\n2\norders 0 120\n__consumer_offsets 49 7\n");
    addText("metadata", "version: 0\ntopic_id: 3s7R9GkWQ2mHn0xqkzq1bA");
    addText(
        "meta.properties", "#\n#Tue\nversion=1\nnode.id=1\ncluster.id=3s7R9GkWQ2mHn0xqkzq1bA\n");
    return seeds;
}

} // namespace brokerscope::fuzz
