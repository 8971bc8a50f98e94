#pragma once

#include "views/stage/drawing.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace brokerscope::views {

/// One word on what is the matter with a broker.
struct BrokerBadge {
    QString kind; ///< "state", "isolated", "disk-full", "slow-disk", "clock" or "metadata"
    QString text;
    QString tip; ///< a sentence
    Ink ink = Ink::Warning;
    QString state; ///< for tests: the number or word that it is about
    QString shortText = {}; ///< in little room; empty: `text` is short already
};

/// What a broker's row says of it.
struct BrokerLook {
    QString state; ///< "up", "down", "paused", "starting", "fenced" or "leaving"
    QString line; ///< in a few words: the rack when all is well
    std::vector<BrokerBadge> badges; ///< what matters most comes first; empty when all is well
    std::optional<BrokerBadge> coordinator = {}; ///< it coordinates consumer groups
};

[[nodiscard]] BrokerLook brokerLook(const Drawing& drawing, NodeId broker);

/// The text of a badge of kind "coordinator".
[[nodiscard]] QString coordinatorWord();

/// All texts that a badge of kind "state" can have, in the language of the app.
[[nodiscard]] QStringList brokerStateWords();

/// How many lines of label a row of that height has room for, at least one; and the top of the
/// first one. They depend on sizes alone, so that names stand still.
[[nodiscard]] int labelLines(double rowHeight, double scale);
[[nodiscard]] double labelTop(const QRectF& row, double scale);

/// Height of a line of label.
inline constexpr double kLabelLine = 18;

} // namespace brokerscope::views
