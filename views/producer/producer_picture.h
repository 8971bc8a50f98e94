#pragma once

#include "views/picture/picture.h"
#include "views/producer/producer_data.h"
#include "views/producer/producer_settings.h"
#include "views/run_view.h"

namespace brokerscope::views {

/// What the lens is made from, besides the scene. Data and settings are gathered once per run.
struct ProducerSubject {
    const ProducerData& data;
    const ProducerSettings& settings;
    NodeId producer;
    const Selection& selection;
    bool large = false; ///< type as in the projector theme
    bool reducedMotion = false;
};

/// A producer from within at one moment: a pure function. When the size is too small, the picture
/// is higher than that.
///
/// Ids: producer:p1 partition:orders-0 bucket:p1/orders-0 linger:p1/orders-0 record:p1#57 (a slice)
/// batch:p1#7 (waiting or in flight) broker:b1 request:1234 (its MessageSent) memory:p1
/// blocked:p1#57 (a send()) closed:p1#7 (in the strip of recent ones) compression:p1#7 retry:p1#7
[[nodiscard]] Picture producerPicture(
    const Scene& scene, const ProducerSubject& subject, QSizeF size);

/// The height that the picture has at this width.
[[nodiscard]] double producerPictureHeight(
    const Scene& scene, const ProducerSubject& subject, QSizeF size);

} // namespace brokerscope::views
