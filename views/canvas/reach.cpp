#include "views/canvas/reach.h"

#include <QSet>

#include <cmath>
#include <limits>

namespace brokerscope::views {

namespace {

QPointF unit(Direction direction)
{
    switch (direction) {
    case Direction::Left:
        return {-1, 0};
    case Direction::Right:
        return {1, 0};
    case Direction::Up:
        return {0, -1};
    case Direction::Down:
        return {0, 1};
    }
    return {};
}

// "record" of "record:orders-0@8/b1"
QStringView kindOf(const QString& id)
{
    return QStringView(id).left(id.indexOf(QLatin1Char(':')));
}

} // namespace

QStringList reachableIds(const Picture& picture)
{
    QStringList ids;
    QSet<QString> seen;
    for (const Shape& shape : picture.shapes) {
        if (!shape.id.isEmpty() && !shape.tip.isEmpty() && !seen.contains(shape.id)) {
            seen.insert(shape.id);
            ids.append(shape.id);
        }
    }
    return ids;
}

QRectF boundsOf(const Picture& picture, const QString& id)
{
    const Shape* shape = id.isEmpty() ? nullptr : picture.find(id);
    return shape == nullptr ? QRectF() : boundsOf(*shape);
}

QString neighbour(const Picture& picture, const QString& from, Direction direction)
{
    const QPointF start = boundsOf(picture, from).center();
    const QPointF ahead = unit(direction);
    const QStringView kind = kindOf(from);
    QString best = from;
    double bestCost = std::numeric_limits<double>::max();
    for (const Shape& shape : picture.shapes) {
        if (shape.id.isEmpty() || shape.tip.isEmpty() || shape.id == from) {
            continue;
        }
        const QPointF way = boundsOf(shape).center() - start;
        const double along = QPointF::dotProduct(way, ahead);
        const double across = std::abs(way.x() * ahead.y()) + std::abs(way.y() * ahead.x());
        // What stands off to the side or is of another kind counts as farther, so that an arrow key
        // keeps to its row or column and goes from record to record.
        const double cost = along + 3 * across + (kindOf(shape.id) == kind ? 0 : 40);
        if (along > 1 && cost < bestCost) {
            bestCost = cost;
            best = shape.id;
        }
    }
    return best;
}

} // namespace brokerscope::views
