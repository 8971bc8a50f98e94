#pragma once

#include "views/run_view.h"
#include "views/timeline/danger_strip.h"
#include "views/timeline/timeline_data.h"
#include "views/timeline/timeline_window.h"

#include <QRectF>
#include <QSizeF>

#include <memory>
#include <optional>
#include <vector>

namespace brokerscope::views {

class Sketch;

/// A command while it is dragged: it stands here rather than where the scenario has it.
struct DraggedCommand {
    std::size_t index = 0;
    Timestamp to;
    bool operator==(const DraggedCommand&) const = default;
};

struct TimelineOptions {
    bool large = false; ///< laid out for the projector theme's fonts
    double scroll = 0; ///< how far the lanes are scrolled up
    std::optional<DraggedCommand> dragged;
    std::shared_ptr<const DangerStrip> danger; ///< nullptr: the run has no fault
    bool operator==(const TimelineOptions&) const = default;
};

/// Where the lanes stand, and which x a time has.
struct TimelineLayout {
    enum class LaneKind : std::uint8_t { Script, Danger, Links, Broker, Terms, Epochs, Group, Lag };
    struct Lane {
        LaneKind kind = LaneKind::Script;
        std::size_t index = 0; ///< into the TimelineData's vector of that kind
        QRectF rect; ///< over the whole width
    };
    struct Pill {
        std::size_t index = 0; ///< of the command
        Timestamp at;
        QRectF rect;
    };

    QSizeF size;
    TimelineWindow window;
    double plotLeft = 0;
    double plotRight = 0;
    double rulerHeight = 0;
    double contentHeight = 0; ///< of all lanes; more than fits below the ruler when they scroll
    std::vector<Lane> lanes;
    std::vector<Pill> pills;

    /// The lane of a kind of which there is at most one, or nullptr.
    [[nodiscard]] const Lane* only(LaneKind kind) const;
    [[nodiscard]] double x(Timestamp time) const;
    /// The time at x, within the window.
    [[nodiscard]] Timestamp time(double x) const;
    [[nodiscard]] double mostScroll() const;
    [[nodiscard]] QRectF plot(const Lane& lane) const;
};

/// Lanes shrink down to a readable height before they scroll.
[[nodiscard]] TimelineLayout layOutTimeline(const TimelineData& data, const Scene& scene,
    const TimelineWindow& window, QSizeF size, const TimelineOptions& options,
    const Sketch& sketch);

} // namespace brokerscope::views
