#pragma once

#include "views/picture/picture.h"

#include <QString>
#include <QStringList>

namespace brokerscope::views {

enum class Direction : std::uint8_t { Left, Right, Up, Down };

/// The ids of the shapes that explain themselves (id and tip), each once, in painting order.
[[nodiscard]] QStringList reachableIds(const Picture& picture);

/// Where the shapes with this id lie; a null rectangle when there are none.
[[nodiscard]] QRectF boundsOf(const Picture& picture, const QString& id);

/// The id to which an arrow key leads from `from`: the nearest one in that direction, or `from`
/// when there is none.
[[nodiscard]] QString neighbour(const Picture& picture, const QString& from, Direction direction);

} // namespace brokerscope::views
