#include "engine/log/segment_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace brokerscope::log {

namespace {

constexpr std::size_t kDigits = 20;

} // namespace

std::string segmentFileName(Offset base, std::string_view extension, std::string_view suffix)
{
    return fmt::format("{:020}{}{}", base.value(), extension, suffix);
}

std::optional<SegmentFileName> parseSegmentFileName(std::string_view name)
{
    if (name.size() <= kDigits) {
        return std::nullopt;
    }
    std::int64_t base = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + kDigits, base);
    if (error != std::errc() || end != name.data() + kDigits || base < 0) {
        return std::nullopt;
    }
    SegmentFileName found{Offset(base), name.substr(kDigits), {}};
    for (const std::string_view suffix : {kDeletedSuffix, kCleanedSuffix, kSwapSuffix}) {
        if (found.extension.ends_with(suffix)) {
            found.suffix = suffix;
            found.extension.remove_suffix(suffix.size());
            break;
        }
    }
    constexpr std::array kExtensions{kLogExtension, kIndexExtension, kTimeIndexExtension,
        kTransactionIndexExtension, kSnapshotExtension};
    if (std::find(kExtensions.begin(), kExtensions.end(), found.extension) == kExtensions.end()) {
        return std::nullopt;
    }
    return found;
}

} // namespace brokerscope::log
