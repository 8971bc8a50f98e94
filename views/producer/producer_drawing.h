#pragma once

#include "views/picture/sketch.h"
#include "views/producer/producer_layout.h"
#include "views/producer/producer_moment.h"
#include "views/run_view.h"

#include <QCoreApplication>

#include <initializer_list>

namespace brokerscope::views {

/// The translation context of all texts in the lens.
struct ProducerText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ProducerText)
};

/// What every part of the lens is drawn from and onto.
struct ProducerDrawing {
    const Scene& scene;
    const Selection& selection;
    NodeId producer;
    const QString& name; ///< the producer's
    const ProducerData::Producer& data;
    const ProducerSettings& settings;
    const history::ProducerState& state;
    const ProducerMoment& moment;
    RecordNumber selectedRecord; ///< of this producer; 0 when none is selected
    const ProducerLayout& layout;
    bool reducedMotion = false;
    Sketch& sketch;

    [[nodiscard]] double u(double units) const { return units * sketch.scale(); }
    [[nodiscard]] Timestamp now() const { return scene.playhead.time; }
    [[nodiscard]] QString node(NodeId id) const;
    [[nodiscard]] QString partition(PartitionId id) const;
    [[nodiscard]] bool isSelected(BatchId batch) const;
    /// "batch:p1#12"
    [[nodiscard]] QString batchId(const char* kind, BatchId batch) const;
    [[nodiscard]] QString recordId(const char* kind, RecordNumber number) const;

    /// The first of the texts that fits into the width, or else the last.
    [[nodiscard]] QString fitting(
        std::initializer_list<QString> texts, FontRole font, double width) const;
    /// A text in the left column; returns its rectangle.
    QRectF label(const QString& text, double top, double height) const;
    /// A ring of which `fraction` is left.
    Shape& clock(const QRectF& face, double fraction, double width, Ink ink) const;
    /// An outline around something that is selected.
    void select(const QRectF& rect, double radius) const;
};

/// "seq 24–35" of an idempotent producer's batch; "12 records" of another.
[[nodiscard]] QString sequenceText(const history::BatchState& batch);
/// "2.1 ms": a time that is left, short and steady while it runs out.
[[nodiscard]] QString leftText(Duration left);

void drawHead(const ProducerDrawing& drawing);
void drawBucket(const ProducerDrawing& drawing, std::size_t index);
/// The records of a batch, as wide as their bytes and in the colours of their keys.
void drawSlices(const ProducerDrawing& drawing, const history::BatchState& batch,
    const QRectF& inside, double radius);
void drawLinks(const ProducerDrawing& drawing);
void drawMemory(const ProducerDrawing& drawing);
void drawRecent(const ProducerDrawing& drawing);
void drawCompression(const ProducerDrawing& drawing);
void drawRetries(const ProducerDrawing& drawing);
/// How wide the legend of the recent batches is in one line.
[[nodiscard]] double legendWidth(const ProducerData::Producer& data, const Sketch& sketch);

} // namespace brokerscope::views
