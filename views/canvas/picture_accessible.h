#pragma once

#include <QString>

namespace brokerscope::views {

class PictureWidget;

/// Makes the objects of every PictureWidget known to screen readers. Does nothing the second time.
void installPictureAccessibility();

/// Tells screen readers that the focus ring moved.
void tellFocus(PictureWidget& widget, const QString& id);

} // namespace brokerscope::views
