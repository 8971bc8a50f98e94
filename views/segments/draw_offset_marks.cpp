#include "views/segments/strip_parts.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace brokerscope::views {

namespace {

struct OffsetMarkText {
    Q_DECLARE_TR_FUNCTIONS(StripPicture)
};

struct OffsetMark {
    QString id;
    QString label;
    QString tip;
    Ink ink = Ink::Text;
    double x = 0;
    QRectF place; ///< of the label
};

void addMark(std::vector<OffsetMark>& marks, const std::optional<double>& x, OffsetMark mark)
{
    if (x) {
        mark.x = *x;
        marks.push_back(std::move(mark));
    }
}

std::vector<OffsetMark> marksOf(
    const LogContent& content, const ShownLog& log, const StripLayout& layout)
{
    std::vector<OffsetMark> marks;
    const auto at = [&](Offset offset) {
        return offset == kNoOffset ? std::nullopt : layout.xOf(content, offset);
    };
    if (log.logStart > Offset(0)) {
        const auto offset = log.logStart.value();
        addMark(marks, at(log.logStart),
            {QStringLiteral("mark:log-start"), OffsetMarkText::tr("log start %1").arg(offset),
                OffsetMarkText::tr("Log start offset %1: what lies before it cannot be read")
                    .arg(offset),
                Ink::TextMuted, 0, {}});
    }
    if (log.recoveryPoint != kNoOffset) {
        const auto offset = log.recoveryPoint.value();
        addMark(marks, at(log.recoveryPoint),
            {QStringLiteral("mark:recovery-point"),
                OffsetMarkText::tr("recovery point %1").arg(offset),
                OffsetMarkText::tr(
                    "Recovery point %1: everything before it was fsynced; a recovery "
                    "begins to read here")
                    .arg(offset),
                Ink::Success, 0, {}});
    }
    if (log.highWatermark != kNoOffset) {
        const auto offset = log.highWatermark.value();
        addMark(marks, at(log.highWatermark),
            {QStringLiteral("mark:high-watermark"), OffsetMarkText::tr("HW %1").arg(offset),
                OffsetMarkText::tr("High watermark %1: consumers read up to here").arg(offset),
                Ink::Warning, 0, {}});
    }
    std::stable_sort(marks.begin(), marks.end(),
        [](const OffsetMark& a, const OffsetMark& b) { return a.x < b.x; });
    return marks;
}

/// Labels stand over their lines; where two would meet, one makes way.
void placeLabels(std::vector<OffsetMark>& marks, const Sketch& sketch, const QRectF& room)
{
    constexpr double kBetween = 10;
    double free = room.left();
    for (OffsetMark& mark : marks) {
        const double width = sketch.width(mark.label, FontRole::CaptionStrong) + 2;
        const double left = std::max(free, mark.x - width / 2);
        mark.place = QRectF(left, room.top(), width, room.height());
        free = mark.place.right() + kBetween;
    }
    double end = room.right();
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        mark->place.moveRight(std::min(mark->place.right(), end));
        end = mark->place.left() - kBetween;
    }
}

} // namespace

void drawOffsetMarks(
    Sketch& sketch, const LogContent& content, const ShownLog& log, const StripLayout& layout)
{
    if (layout.segments.empty()) {
        return;
    }
    std::vector<OffsetMark> marks = marksOf(content, log, layout);
    placeLabels(marks, sketch, layout.markers);
    const QRectF& strip = layout.segments.front();
    for (const OffsetMark& mark : marks) {
        // The middle of the box belongs to the segment's name.
        constexpr double kStub = 7;
        Shape& line
            = sketch.line({mark.x, strip.top() - 3}, {mark.x, strip.top() + kStub}, mark.ink, 2.5);
        line.id = mark.id;
        line.tip = mark.tip;
        sketch.line({mark.x, strip.bottom() - kStub}, {mark.x, strip.bottom()}, mark.ink, 2.5);
        sketch.text(mark.place, mark.label, FontRole::CaptionStrong, mark.ink);
    }
}

} // namespace brokerscope::views
