#pragma once

#include "views/picture/sketch.h"
#include "views/run_view.h"
#include "views/sequence/label_room.h"
#include "views/sequence/sequence_focus.h"
#include "views/sequence/sequence_layout.h"

#include <QCoreApplication>

#include <vector>

namespace brokerscope::views {

/// The translation context of all texts in the diagram.
struct SequenceText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::SequenceText)
};

/// A text that is drawn if there is room for it.
struct LabelWish {
    int rank = 0; ///< the smaller, the sooner it gets its place
    QString text;
    Ink ink = Ink::TextMuted;
    std::vector<QRectF> places; ///< the best one first
    QString id; ///< of the object that it names
    QString tip;
    QString state;
    double opacity = 1;
};

/// What every part of the diagram is drawn from and onto.
struct SequenceDrawing {
    const SequenceData& data;
    const ShownSequence& shown;
    const RunView& run;
    const Selection& selection;
    const SequenceFocus& focus;
    const SequenceLayout& layout;
    Sketch& sketch;
    LabelRoom& room;
    std::vector<LabelWish>& labels;

    [[nodiscard]] const history::History& history() const { return *run.history; }
    [[nodiscard]] double u(double units) const { return units * sketch.scale(); }
    /// How strongly something is drawn that belongs to the chain in focus or not.
    [[nodiscard]] double opacity(bool isInFocus) const
    {
        return focus.isEmpty() || isInFocus ? 1 : 0.28;
    }
    /// The size of a label with this text.
    [[nodiscard]] QSizeF labelSize(const QString& text) const;
};

void drawGrid(const SequenceDrawing& drawing);
/// The column of times, over what is scrolled below it.
void drawTimes(const SequenceDrawing& drawing);
void drawLifelines(const SequenceDrawing& drawing);
void drawOutages(const SequenceDrawing& drawing);
void drawMessages(const SequenceDrawing& drawing, const Excerpt& messages);
void drawMarks(const SequenceDrawing& drawing, const Excerpt& marks);
/// The labels for which there is room, the most important ones first.
void drawLabels(const SequenceDrawing& drawing);
/// The names of the nodes, over everything else.
void drawHeader(const SequenceDrawing& drawing);

} // namespace brokerscope::views
