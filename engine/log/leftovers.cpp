#include "engine/log/leftovers.h"

#include "engine/log/batch_scan.h"
#include "engine/log/segment_file.h"

#include <algorithm>
#include <optional>

namespace brokerscope::log {

namespace {

using Status = tl::expected<void, sim::IoError>;

/// Where Storage::replace writes before it renames, as Kafka's checkpoints do.
constexpr std::string_view kTemporarySuffix = ".tmp";

struct Directory {
    sim::Storage& storage;
    const std::string& path;

    [[nodiscard]] std::string pathOf(std::string_view name) const
    {
        return std::string(path).append("/").append(name);
    }
    Status remove(std::string_view name) { return storage.remove(pathOf(name)); }
};

/// Removes what is of no use, and returns what the cleaner had finished: the .swap files.
tl::expected<std::vector<std::string>, sim::IoError> removeUnfinished(Directory directory)
{
    std::vector<std::string> swaps;
    std::optional<Offset> firstCleaned;
    for (const std::string& name : filesOf(directory.storage, directory.path)) {
        const auto file = parseSegmentFileName(name);
        const bool isCleaned = file && file->suffix == kCleanedSuffix;
        if (isCleaned) {
            firstCleaned = std::min(firstCleaned.value_or(file->base), file->base);
        }
        if (isCleaned || (file && file->suffix == kDeletedSuffix)
            || name.ends_with(kTemporarySuffix)) {
            if (const auto removed = directory.remove(name); !removed) {
                return tl::unexpected(removed.error());
            }
        } else if (file && file->suffix == kSwapSuffix) {
            swaps.push_back(name);
        }
    }
    // A .swap beside a .cleaned file belongs to a replacement that had not been decided (Kafka:
    // KAFKA-6264); indexes without their .log likewise.
    std::vector<std::string> finished;
    for (const std::string& name : swaps) {
        const Offset base = parseSegmentFileName(name)->base;
        const bool hasLog = std::find(swaps.begin(), swaps.end(),
                                segmentFileName(base, kLogExtension, kSwapSuffix))
            != swaps.end();
        if (hasLog && (!firstCleaned || base < *firstCleaned)) {
            finished.push_back(name);
        } else if (const auto removed = directory.remove(name); !removed) {
            return tl::unexpected(removed.error());
        }
    }
    return finished;
}

tl::expected<Offset, sim::IoError> endOf(
    sim::Storage& storage, const std::string& path, Offset base)
{
    const auto file = storage.find(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    HeaderScan scan(storage, *file, 0, storage.size(*file));
    Offset end = base;
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return tl::unexpected(batch.error());
        }
        if (!*batch) {
            return end;
        }
        end = (*batch)->end();
    }
}

/// Removes the segments that the one at `base` replaces: all that begin before its end.
Status removeReplaced(Directory directory, Offset base, Offset end)
{
    for (const std::string& name : filesOf(directory.storage, directory.path)) {
        const auto file = parseSegmentFileName(name);
        if (!file || !file->suffix.empty() || file->extension == kSnapshotExtension) {
            continue;
        }
        if (file->base == base || (file->base > base && file->base < end)) {
            if (const auto removed = directory.remove(name); !removed) {
                return removed;
            }
        }
    }
    return {};
}

} // namespace

std::vector<std::string> filesOf(const sim::FileReader& files, const std::string& directory)
{
    const std::string prefix = directory + '/';
    std::vector<std::string> names;
    for (const std::string& path : files.list()) {
        if (path.starts_with(prefix) && path.find('/', prefix.size()) == std::string::npos) {
            names.push_back(path.substr(prefix.size()));
        }
    }
    return names;
}

tl::expected<std::vector<Offset>, sim::IoError> tidyUp(
    sim::Storage& storage, const std::string& directory)
{
    Directory files{storage, directory};
    const auto swaps = removeUnfinished(files);
    if (!swaps) {
        return tl::unexpected(swaps.error());
    }
    std::vector<Offset> replaced;
    for (const std::string& name : *swaps) {
        const auto file = *parseSegmentFileName(name);
        if (file.extension != kLogExtension) {
            continue; // they are built again, so they need not be kept
        }
        const std::string path = files.pathOf(name);
        const auto end = endOf(storage, path, file.base);
        if (!end) {
            return tl::unexpected(end.error());
        }
        const auto done = removeReplaced(files, file.base, *end).and_then([&] {
            return storage.rename(path, files.pathOf(segmentFileName(file.base, kLogExtension)));
        });
        if (!done) {
            return tl::unexpected(done.error());
        }
        replaced.push_back(file.base);
    }
    for (const std::string& name : *swaps) {
        const auto removed = parseSegmentFileName(name)->extension == kLogExtension
            ? Status()
            : files.remove(name);
        if (!removed) {
            return tl::unexpected(removed.error());
        }
    }
    return replaced;
}

} // namespace brokerscope::log
