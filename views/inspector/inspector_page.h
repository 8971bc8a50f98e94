#pragma once

#include "views/picture/picture.h"
#include "views/run_view.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace brokerscope::views {

/// One fact: "on replicas" – "b1 (offline)".
struct InspectorRow {
    QString label;
    QString value;
    QString hint; ///< smaller, below the value; may be empty
    Selection target; ///< what clicking the value selects; Kind::None for nothing
    bool isProse = false; ///< a sentence rather than a value
    bool operator==(const InspectorRow&) const = default;
};

/// What the inspector says about an object at a moment.
struct InspectorPage {
    QString title;
    QString badge; ///< empty for none
    Ink badgeInk = Ink::Danger;
    QString intro; ///< a sentence or two; may be empty
    QList<InspectorRow> rows;
    QString whyTitle;
    EventId whyOf = kNoEvent; ///< the event whose causes explain the object; kNoEvent for none
    std::optional<std::size_t> story; ///< index of the anomaly whose story is told instead
    QString configTitle;
    QList<InspectorRow> configs;
    bool operator==(const InspectorPage&) const = default;
};

/// The page of an object; for no object what one may click, with the newest notable event.
/// A record whose anomaly has been told before keeps its story when the playhead moves to before
/// it.
[[nodiscard]] InspectorPage pageOf(
    const Scene& scene, const Selection& selection, bool storyTold = false);

/// The events that answer the page's "why", oldest first. Walks the History, so it is kept out of
/// pageOf(), which runs every frame.
[[nodiscard]] std::vector<EventId> chainOf(const RunView& run, const InspectorPage& page);

} // namespace brokerscope::views
