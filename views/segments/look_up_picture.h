#pragma once

#include "views/picture/picture.h"
#include "views/segments/look_up_story.h"

namespace brokerscope::views {

/// A lookup up to one of its frames: the entries of the index that is being searched, with what
/// is still possible, and below them numbered lines with their results. Ids: "step:1", "entry:3",
/// "range".
[[nodiscard]] Picture lookUpPicture(
    const LookUpStory& story, std::size_t frame, double width, bool large);

} // namespace brokerscope::views
