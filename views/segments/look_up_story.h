#pragma once

#include "engine/inspect/lookup.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace brokerscope::views {

/// One numbered line of a lookup in words: what was done, and what came of it.
struct LookUpLine {
    enum class Outcome : std::uint8_t { Step, Hit, Nothing };
    QString text;
    QString result;
    Outcome outcome = Outcome::Step;
    bool operator==(const LookUpLine&) const = default;
};

/// One picture of the playback: which line it belongs to, and what is looked at.
struct LookUpFrame {
    std::size_t line = 0;
    bool endsLine = true; ///< the line's result is known from here on
    bool inTimeIndex = false; ///< which index the probe is of
    std::optional<std::size_t> probe; ///< index into the search's probes
    std::optional<std::size_t> scan; ///< index into Lookup::scan
    bool operator==(const LookUpFrame&) const = default;
};

/// A lookup as it is told, one frame after another.
struct LookUpStory {
    QString title; ///< "Look up offset 150"
    inspect::Lookup lookup;
    QList<LookUpLine> lines;
    std::vector<LookUpFrame> frames; ///< never empty

    /// The search that a frame belongs to; nullptr when it belongs to none.
    [[nodiscard]] const inspect::IndexSearch* search(const LookUpFrame& frame) const;
};

/// `partition` is the one that was looked through.
[[nodiscard]] LookUpStory tell(
    const inspect::Lookup& lookup, const inspect::PartitionFiles& partition);

/// What a comparison in an index showed: "entry 2: offset 145 ≤ 150, so look behind it".
[[nodiscard]] QString probeText(
    const inspect::IndexSearch& search, std::size_t probe, bool inTimeIndex);

/// "145–149"
[[nodiscard]] QString offsetsText(Offset first, Offset last);

} // namespace brokerscope::views
