#include "engine/inspect/directory.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>
#include <utility>

namespace brokerscope::inspect {

namespace {

constexpr std::size_t kOffsetDigits = 20;
constexpr std::string_view kMetaProperties = "meta.properties";
constexpr std::string_view kCleanShutdown = ".kafka_cleanshutdown";

constexpr std::array<std::pair<std::string_view, FileKind>, 7> kFixedNames{{
    {"leader-epoch-checkpoint", FileKind::EpochCheckpoint},
    {"partition.metadata", FileKind::PartitionMetadata},
    {"recovery-point-offset-checkpoint", FileKind::OffsetCheckpoint},
    {"replication-offset-checkpoint", FileKind::OffsetCheckpoint},
    {"log-start-offset-checkpoint", FileKind::OffsetCheckpoint},
    {"cleaner-offset-checkpoint", FileKind::OffsetCheckpoint},
    {kMetaProperties, FileKind::MetaProperties},
}};

constexpr std::array<std::pair<std::string_view, FileKind>, 5> kSuffixes{{
    {".log", FileKind::Log},
    {".index", FileKind::OffsetIndex},
    {".timeindex", FileKind::TimeIndex},
    {".txnindex", FileKind::TxnIndex},
    {".snapshot", FileKind::Snapshot},
}};

std::uint64_t sizeOf(sim::FileReader& files, const std::string& path)
{
    const auto file = files.find(path);
    return file ? files.size(*file) : 0;
}

/// "orders-0" is partition 0 of orders.
void nameTopic(PartitionFiles& partition, std::string_view directory)
{
    const std::string_view name = bareName(directory);
    const std::size_t dash = name.rfind('-');
    if (dash == std::string_view::npos || dash == 0) {
        return;
    }
    std::int32_t number = -1;
    const char* end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + dash + 1, end, number);
    if (error == std::errc() && stop == end && number >= 0) {
        partition.topic = name.substr(0, dash);
        partition.number = number;
    }
}

/// Sorts the files of one directory into what they are. `names` are their paths, ascending.
PartitionFiles partitionOf(
    sim::FileReader& files, std::string directory, const std::vector<std::string>& paths)
{
    PartitionFiles partition;
    nameTopic(partition, directory);
    partition.directory = std::move(directory);
    std::map<Offset, SegmentFiles> segments;
    for (const std::string& path : paths) {
        const auto base = baseInName(bareName(path));
        if (fileKind(bareName(path)) == FileKind::Log && base) {
            SegmentFiles& segment = segments[*base];
            segment.base = *base;
            segment.log = path;
            segment.logBytes = sizeOf(files, path);
        }
    }
    for (const std::string& path : paths) {
        const auto base = baseInName(bareName(path));
        const auto segment = base ? segments.find(*base) : segments.end();
        const bool hasLog = segment != segments.end();
        const FileKind kind = fileKind(bareName(path));
        if (kind == FileKind::OffsetIndex && hasLog) {
            segment->second.index = path;
            segment->second.indexBytes = sizeOf(files, path);
        } else if (kind == FileKind::TimeIndex && hasLog) {
            segment->second.timeIndex = path;
            segment->second.timeIndexBytes = sizeOf(files, path);
        } else if (kind == FileKind::TxnIndex && hasLog) {
            segment->second.txnIndex = path;
        } else if (kind == FileKind::Snapshot && base) {
            partition.snapshots.push_back(path);
        } else if (kind == FileKind::EpochCheckpoint) {
            partition.epochCheckpoint = path;
        } else if (kind == FileKind::PartitionMetadata) {
            partition.metadata = path;
        } else if (kind != FileKind::Log || !base) {
            partition.others.push_back(path);
        }
    }
    for (auto& [base, segment] : segments) {
        partition.segments.push_back(std::move(segment));
    }
    return partition;
}

/// User topics, then Kafka's own, then directories whose name is no partition's.
int groupOf(const PartitionFiles& partition)
{
    if (partition.topic.empty()) {
        return 2;
    }
    return partition.topic.starts_with("__") ? 1 : 0;
}

bool comesBefore(const PartitionFiles& a, const PartitionFiles& b)
{
    const int groupA = groupOf(a);
    const int groupB = groupOf(b);
    return std::tie(groupA, a.topic, a.number, a.directory)
        < std::tie(groupB, b.topic, b.number, b.directory);
}

/// The reader's paths below `prefix`, each in the folder it lies in; "" is the prefix itself. What
/// lies deeper than one folder is no part of a data directory.
std::map<std::string, std::vector<std::string>> foldersBelow(
    const sim::FileReader& files, std::string_view prefix)
{
    std::map<std::string, std::vector<std::string>> folders;
    for (std::string& path : files.list()) {
        std::string_view rest = path;
        if (!prefix.empty()) {
            if (!rest.starts_with(prefix) || rest.size() <= prefix.size()
                || rest[prefix.size()] != '/') {
                continue;
            }
            rest.remove_prefix(prefix.size() + 1);
        }
        const std::size_t slash = rest.find('/');
        const std::string folder(slash == std::string_view::npos ? "" : rest.substr(0, slash));
        if (slash == std::string_view::npos
            || rest.find('/', slash + 1) == std::string_view::npos) {
            folders[folder].push_back(std::move(path));
        }
    }
    return folders;
}

bool hasSegment(const std::vector<std::string>& paths)
{
    return std::any_of(paths.begin(), paths.end(), [](const std::string& path) {
        return fileKind(bareName(path)) == FileKind::Log && baseInName(bareName(path));
    });
}

/// Whether files like these stand in the folder of a partition, though it has no segment.
bool isPartition(const PartitionFiles& partition, const std::vector<std::string>& paths)
{
    return !partition.topic.empty()
        && std::any_of(paths.begin(), paths.end(),
            [](const std::string& path) { return fileKind(bareName(path)) != FileKind::Unknown; });
}

void takeRoot(DataDirectory& directory, const std::vector<std::string>& paths)
{
    for (const std::string& path : paths) {
        const std::string_view name = bareName(path);
        if (name == kMetaProperties) {
            directory.metaProperties = path;
        } else if (fileKind(name) == FileKind::OffsetCheckpoint) {
            directory.checkpoints.push_back(path);
        }
        directory.isCleanlyClosed = directory.isCleanlyClosed || name == kCleanShutdown;
    }
}

} // namespace

FileKind fileKind(std::string_view name)
{
    for (const auto& [fixed, kind] : kFixedNames) {
        if (name == fixed) {
            return kind;
        }
    }
    for (const auto& [suffix, kind] : kSuffixes) {
        if (name.ends_with(suffix)) {
            return kind;
        }
    }
    return FileKind::Unknown;
}

std::optional<Offset> baseInName(std::string_view name)
{
    std::int64_t base = -1;
    const std::size_t length = std::min(name.size(), kOffsetDigits);
    const auto [stop, error] = std::from_chars(name.data(), name.data() + length, base);
    const bool isWhole = error == std::errc() && stop == name.data() + kOffsetDigits;
    if (!isWhole || base < 0 || name.size() == kOffsetDigits || name[kOffsetDigits] != '.') {
        return std::nullopt;
    }
    return Offset(base);
}

std::string_view bareName(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

SegmentFiles segmentOf(sim::FileReader& files, std::string_view logPath)
{
    const std::string stem(logPath.substr(0, logPath.rfind('.')));
    const auto ifThere = [&](const char* suffix) {
        std::string path = stem + suffix;
        return files.find(path) ? path : std::string();
    };
    SegmentFiles segment;
    segment.base = baseInName(bareName(logPath)).value_or(Offset(0));
    segment.log = logPath;
    segment.index = ifThere(".index");
    segment.timeIndex = ifThere(".timeindex");
    segment.txnIndex = ifThere(".txnindex");
    segment.logBytes = sizeOf(files, segment.log);
    segment.indexBytes = sizeOf(files, segment.index);
    segment.timeIndexBytes = sizeOf(files, segment.timeIndex);
    return segment;
}

tl::expected<DataDirectory, Problem> readDirectory(sim::FileReader& files, std::string_view prefix)
{
    const auto folders = foldersBelow(files, prefix);
    DataDirectory directory;
    for (const auto& [folder, paths] : folders) {
        std::string path(prefix);
        if (!folder.empty()) {
            path += (path.empty() ? "" : "/") + folder;
        }
        PartitionFiles partition = partitionOf(files, std::move(path), paths);
        if (hasSegment(paths) || (!folder.empty() && isPartition(partition, paths))) {
            directory.partitions.push_back(std::move(partition));
        } else if (folder.empty()) {
            takeRoot(directory, paths);
        }
    }
    std::sort(directory.partitions.begin(), directory.partitions.end(), comesBefore);
    if (directory.partitions.empty() && directory.checkpoints.empty()
        && directory.metaProperties.empty()) {
        return tl::unexpected(
            Problem{ProblemKind::NotADirectory, std::string(prefix), 0, kNoOffset, 0, 0});
    }
    return directory;
}

} // namespace brokerscope::inspect
