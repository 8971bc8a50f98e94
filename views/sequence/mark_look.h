#pragma once

#include "views/picture/picture.h"
#include "views/run_view.h"
#include "views/sequence/sequence_data.h"

namespace brokerscope::views {

/// How a mark on a lifeline looks.
enum class MarkSign : std::uint8_t {
    Block, ///< a filled box: something was written
    Hatched, ///< a hatched box: something was taken away
    Bar, ///< a flat bar: a watermark
    Crown, ///< somebody leads
    Ring, ///< another change
    Cross, ///< something ended or failed
};

struct MarkLook {
    MarkSign sign = MarkSign::Ring;
    Ink ink = Ink::TextMuted;
    QString label; ///< a few words: "append, LEO 10", "leader, epoch 6"
    int rank = 0; ///< the smaller, the more important
};

[[nodiscard]] MarkLook markLook(const RunView& run, const SequenceData::Mark& mark);

} // namespace brokerscope::views
