#include "engine/log/offset_checkpoint.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace brokerscope::log {

namespace {

constexpr int kVersion = 0;

/// The line at the front of `text`, which then begins behind it; nullopt when nothing is left. The
/// last line need not end with a newline.
std::optional<std::string_view> takeLine(std::string_view& text)
{
    if (text.empty()) {
        return std::nullopt;
    }
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

template <class T>
std::optional<T> number(std::string_view text)
{
    T value = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && rest == end ? std::optional(value) : std::nullopt;
}

/// The number that is the whole of the next line.
template <class T>
std::optional<T> takeNumber(std::string_view& text)
{
    const auto line = takeLine(text);
    return line ? number<T>(*line) : std::nullopt;
}

/// "topic partition offset"; topics have no spaces in their names.
std::optional<OffsetCheckpoint::value_type> parseEntry(std::string_view line)
{
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (first == 0 || second == std::string_view::npos) {
        return std::nullopt;
    }
    const auto partition = number<std::int32_t>(line.substr(first + 1, second - first - 1));
    const auto offset = number<std::int64_t>(line.substr(second + 1));
    if (!partition || *partition < 0 || !offset || *offset < 0) {
        return std::nullopt;
    }
    return OffsetCheckpoint::value_type(
        {std::string(line.substr(0, first)), *partition}, Offset(*offset));
}

} // namespace

std::string formatCheckpoint(const OffsetCheckpoint& offsets)
{
    std::string text = fmt::format("{}\n{}\n", kVersion, offsets.size());
    for (const auto& [partition, offset] : offsets) {
        text += fmt::format("{} {} {}\n", partition.first, partition.second, offset.value());
    }
    return text;
}

tl::expected<OffsetCheckpoint, CheckpointError> parseCheckpoint(std::string_view text)
{
    std::size_t line = 1;
    if (takeNumber<int>(text) != kVersion) {
        return tl::unexpected(CheckpointError{line});
    }
    ++line;
    const auto count = takeNumber<std::uint32_t>(text);
    if (!count) {
        return tl::unexpected(CheckpointError{line});
    }
    OffsetCheckpoint offsets;
    for (std::uint32_t i = 0; i < *count; ++i) {
        ++line;
        const auto next = takeLine(text);
        const auto entry = next ? parseEntry(*next) : std::nullopt;
        if (!entry) {
            return tl::unexpected(CheckpointError{line});
        }
        offsets.insert_or_assign(entry->first, entry->second);
    }
    if (!text.empty()) {
        return tl::unexpected(CheckpointError{line + 1});
    }
    return offsets;
}

tl::expected<OffsetCheckpoint, sim::IoError> readCheckpoint(
    sim::FileReader& files, std::string_view path)
{
    const auto file = files.find(path);
    if (!file && file.error() == sim::IoError::Missing) {
        return OffsetCheckpoint{};
    }
    if (!file) {
        return tl::unexpected(file.error());
    }
    const auto bytes = files.read(*file, 0, files.size(*file));
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return parseCheckpoint({reinterpret_cast<const char*>(bytes->data()), bytes->size()})
        .value_or(OffsetCheckpoint{});
}

tl::expected<void, sim::IoError> writeCheckpoint(
    sim::Storage& storage, std::string_view path, const OffsetCheckpoint& offsets)
{
    const std::string text = formatCheckpoint(offsets);
    return storage.replace(
        path, ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

} // namespace brokerscope::log
