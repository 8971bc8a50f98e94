#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <cstdint>

namespace brokerscope::views {

/// What is to be looked up in a log.
struct LookUpTarget {
    bool byTime = false;
    std::int64_t value = 0; ///< offset, or milliseconds since 1970
    bool operator==(const LookUpTarget&) const = default;
};

/// Reads "150", "2023-11-14T22:13:20.150Z" (UTC when it names no zone) or, with `ofRun`, a virtual
/// time such as "1.734s". The error is one sentence.
[[nodiscard]] tl::expected<LookUpTarget, QString> lookUpTarget(const QString& text, bool ofRun);

/// A timestamp as the lens writes it: "2023-11-14 22:13:20.150Z"; "none" for -1.
[[nodiscard]] QString wallTimeText(std::int64_t timestampMs);

/// "4 KiB", "516 bytes"
[[nodiscard]] QString sizeText(std::uint64_t bytes);

/// With thin groups: "1 036".
[[nodiscard]] QString numberText(std::int64_t number);

} // namespace brokerscope::views
