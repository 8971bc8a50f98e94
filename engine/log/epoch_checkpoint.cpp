#include "engine/log/epoch_checkpoint.h"

#include <string>

namespace brokerscope::log {

namespace {

std::string pathIn(std::string_view directory)
{
    return std::string(directory).append("/leader-epoch-checkpoint");
}

} // namespace

tl::expected<std::optional<EpochCache>, sim::IoError> readEpochCheckpoint(
    sim::FileReader& files, std::string_view directory)
{
    const auto file = files.find(pathIn(directory));
    if (!file) {
        return file.error() == sim::IoError::Missing
            ? tl::expected<std::optional<EpochCache>, sim::IoError>(std::nullopt)
            : tl::unexpected(file.error());
    }
    return files.read(*file, 0, files.size(*file)).map([](ByteView bytes) {
        return EpochCache::fromText({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    });
}

tl::expected<void, sim::IoError> writeEpochCheckpoint(
    sim::Storage& storage, std::string_view directory, const EpochCache& epochs)
{
    const std::string text = epochs.toText();
    return storage.replace(pathIn(directory),
        ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

tl::expected<EpochCache, sim::IoError> epochsOf(std::span<const std::unique_ptr<Segment>> segments)
{
    EpochCache epochs;
    for (const auto& segment : segments) {
        HeaderScan scan = segment->headers();
        while (true) {
            const auto batch = scan.next();
            if (!batch) {
                return tl::unexpected(batch.error());
            }
            if (!*batch) {
                break;
            }
            if ((*batch)->epoch > epochs.latest()) {
                epochs.assign((*batch)->epoch, (*batch)->base);
            }
        }
    }
    return epochs;
}

} // namespace brokerscope::log
