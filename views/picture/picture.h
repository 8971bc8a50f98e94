#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace brokerscope::views {

/// What a colour means; the theme turns it into a colour when the Picture is painted, so a Picture
/// is free of themes.
enum class Ink : std::uint8_t {
    None,
    Window, ///< behind the cards
    Card,
    CardSunken, ///< a card within a card
    Border,
    GridLine,
    Text,
    TextMuted,
    TextFaint,
    TextOnAccent, ///< on Accent, Leader, Danger, Warning, Consumer …
    Accent, ///< playhead, focus, buttons
    Leader, ///< a leader's records
    LeaderDark, ///< a later leadership
    Follower, ///< a follower's records
    TextOnFollower,
    Offline, ///< records of a stopped broker, hatching
    TextOnOffline,
    Danger, ///< lost, down
    DangerSoft,
    Warning, ///< HW
    Success,
    SuccessSoft,
    Consumer0, ///< consumers' own colours, by order
    Consumer1,
    Consumer2,
    Consumer3,
    Consumer4,
    Consumer5,
    Consumer6,
    Consumer7,
    Highlight, ///< the soft background of the present lesson step or the focused object
};

/// The colour of a consumer, by its order in the roster: the same in every view. They repeat after
/// eight, so its name stands beside it.
[[nodiscard]] Ink consumerInk(std::size_t order);

enum class FontRole : std::uint8_t {
    Body,
    BodyStrong,
    Small,
    SmallStrong,
    Caption,
    CaptionStrong,
    Heading,
    Title,
    Mono,
    MonoSmall
};

enum class ShapeKind : std::uint8_t {
    Rect, ///< rect, with corner radius
    Line, ///< points[0] to points[1]
    Polyline, ///< through all points, open
    Polygon, ///< through all points, closed
    Text, ///< within rect, aligned
    Arc, ///< within rect, from 12 o'clock clockwise over `fraction` of the circle
};

enum class Dash : std::uint8_t { Solid, Dashed, Dotted };

/// One thing to paint. Shapes with an id can be found by tests and by the mouse; several shapes may
/// share one.
struct Shape {
    ShapeKind kind = ShapeKind::Rect;
    QString id; ///< "broker:b1", "record:orders-0@8/b1", "message:1234", "hw:orders-0/b2" …; empty
                ///< for mere decoration
    QRectF rect;
    std::vector<QPointF> points;
    double radius = 0;
    double fraction = 1;
    double width = 1; ///< of the stroke
    Ink fill = Ink::None;
    Ink stroke = Ink::None;
    Dash dash = Dash::Solid;
    bool hatched = false; ///< diagonal hatching over the fill
    double opacity = 1;
    QString text; ///< of a Text; other shapes with a rect may carry one as their label, painted
                  ///< over the fill
    FontRole font = FontRole::Body;
    Ink ink = Ink::Text; ///< of the text
    Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter;
    bool elide = false; ///< cut a too long text with an ellipsis rather than letting it run over
    QString tip; ///< what it is, in words: tooltip and accessible name
    QString state; ///< what a test or a screen reader wants to know in one word: "leader", "lost",
                   ///< "down" …

    bool operator==(const Shape&) const = default;
};

/// The rectangle that the shape lies in, without the width of its stroke.
[[nodiscard]] QRectF boundsOf(const Shape& shape);

/// A list of shapes in painting order. The same History and playhead give an equal Picture.
struct Picture {
    QSizeF size;
    std::vector<Shape> shapes;

    /// The first shape with this id, or nullptr.
    [[nodiscard]] const Shape* find(const QString& id) const;
    [[nodiscard]] std::vector<const Shape*> findAll(const QString& idPrefix) const;
    /// The topmost shape with an id at this point, or nullptr. Lines count within 4 units.
    [[nodiscard]] const Shape* at(QPointF point) const;

    bool operator==(const Picture&) const = default;
};

} // namespace brokerscope::views
