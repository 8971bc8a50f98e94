#include "engine/inspect/small_file.h"

#include "engine/log/offset_checkpoint.h"

#include <charconv>

namespace brokerscope::inspect {

namespace {

/// A checkpoint of half a million partitions, or the snapshot of a million producers.
constexpr std::size_t kLargestSmallFile = std::size_t{64} << 20;

Problem wrongLine(std::string_view path, std::size_t line)
{
    return {ProblemKind::CheckpointText, std::string(path), line, kNoOffset, 0, 0};
}

/// Takes the text up to the next line break off the front of `text`.
std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

/// The whole of `word` as a number that is not negative.
bool isNumber(std::string_view word, std::int64_t& number)
{
    const char* end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, number);
    return error == std::errc() && stop == end && number >= 0;
}

/// "epoch startOffset", both more than in the line before.
bool isEpochLine(std::string_view line, std::int64_t& epoch, std::int64_t& start)
{
    const std::size_t space = line.find(' ');
    std::int64_t newEpoch = 0;
    std::int64_t newStart = 0;
    if (space == std::string_view::npos || !isNumber(line.substr(0, space), newEpoch)
        || !isNumber(line.substr(space + 1), newStart) || newEpoch <= epoch || newStart <= start) {
        return false;
    }
    epoch = newEpoch;
    start = newStart;
    return true;
}

/// leader-epoch-checkpoint: version 0, the number of entries, and the entries.
tl::expected<void, Problem> checkEpochs(std::string_view path, std::string_view text)
{
    if (takeLine(text) != "0") {
        return tl::unexpected(wrongLine(path, 1));
    }
    std::int64_t count = 0;
    if (!isNumber(takeLine(text), count)) {
        return tl::unexpected(wrongLine(path, 2));
    }
    std::int64_t epoch = -1;
    std::int64_t start = -1;
    std::size_t line = 3;
    for (; count > 0; --count, ++line) {
        if (!isEpochLine(takeLine(text), epoch, start)) {
            return tl::unexpected(wrongLine(path, line));
        }
    }
    if (!text.empty()) {
        return tl::unexpected(wrongLine(path, line));
    }
    return {};
}

/// "version: 0", "topic_id: …".
tl::expected<void, Problem> checkMetadata(std::string_view path, std::string_view text)
{
    constexpr std::string_view kTopicId = "topic_id: ";
    constexpr std::size_t kIdLength = 22;
    if (takeLine(text) != "version: 0") {
        return tl::unexpected(wrongLine(path, 1));
    }
    const std::string_view line = takeLine(text);
    if (!line.starts_with(kTopicId) || line.size() != kTopicId.size() + kIdLength) {
        return tl::unexpected(wrongLine(path, 2));
    }
    return {};
}

/// Lines "name=value"; others are comments or empty.
tl::expected<void, Problem> checkProperties(std::string_view path, std::string_view text)
{
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::string_view content = takeLine(text);
        if (!content.empty() && content.front() != '#'
            && content.find('=') == std::string_view::npos) {
            return tl::unexpected(wrongLine(path, line));
        }
    }
    return {};
}

} // namespace

tl::expected<Bytes, Problem> readSmallFile(sim::FileReader& files, std::string_view path)
{
    const Problem unreadable{ProblemKind::Unreadable, std::string(path), 0, kNoOffset, 0, 0};
    const auto file = files.find(path);
    if (!file || files.size(*file) > kLargestSmallFile) {
        return tl::unexpected(unreadable);
    }
    const auto bytes = files.read(*file, 0, files.size(*file));
    if (!bytes) {
        return tl::unexpected(unreadable);
    }
    return Bytes(bytes->begin(), bytes->end());
}

tl::expected<std::vector<log::ProducerSnapshot>, Problem> readSnapshot(
    sim::FileReader& files, std::string_view path)
{
    const auto bytes = readSmallFile(files, path);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    auto producers = log::decodeSnapshot(*bytes);
    if (producers) {
        return std::move(*producers);
    }
    const log::SnapshotError& error = producers.error();
    Problem problem{ProblemKind::SnapshotLength, std::string(path), 0,
        baseInName(bareName(path)).value_or(kNoOffset), error.expected, error.found};
    switch (error.kind) {
    case log::SnapshotError::Kind::Version:
        problem.kind = ProblemKind::SnapshotVersion;
        break;
    case log::SnapshotError::Kind::Crc:
        problem.kind = ProblemKind::SnapshotCrc;
        problem.position = sizeof(std::int16_t);
        break;
    case log::SnapshotError::Kind::Length:
        problem.position = bytes->size();
        break;
    }
    return tl::unexpected(problem);
}

tl::expected<std::string, Problem> readText(sim::FileReader& files, std::string_view path)
{
    const auto bytes = readSmallFile(files, path);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return std::string(bytes->begin(), bytes->end());
}

tl::expected<void, Problem> checkText(FileKind kind, std::string_view path, std::string_view text)
{
    switch (kind) {
    case FileKind::EpochCheckpoint:
        return text.empty() ? tl::expected<void, Problem>() : checkEpochs(path, text);
    case FileKind::PartitionMetadata:
        return checkMetadata(path, text);
    case FileKind::MetaProperties:
        return checkProperties(path, text);
    case FileKind::OffsetCheckpoint:
        if (const auto parsed = log::parseCheckpoint(text); !text.empty() && !parsed) {
            return tl::unexpected(wrongLine(path, parsed.error().line));
        }
        return {};
    case FileKind::Log:
    case FileKind::OffsetIndex:
    case FileKind::TimeIndex:
    case FileKind::TxnIndex:
    case FileKind::Snapshot:
    case FileKind::Unknown:
        break;
    }
    return tl::unexpected(Problem{ProblemKind::UnknownFile, std::string(path), 0, kNoOffset, 0, 0});
}

} // namespace brokerscope::inspect
