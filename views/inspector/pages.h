#pragma once

#include "views/inspector/inspector_page.h"

#include <QCoreApplication>

/// The pages by kind of object. All of them need a scene with a run and a state.
namespace brokerscope::views {

struct InspectorText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::InspectorText)
};

[[nodiscard]] InspectorPage recordPage(
    const Scene& scene, const Selection& selection, bool storyTold);
[[nodiscard]] InspectorPage batchPage(const Scene& scene, const Selection& selection);
[[nodiscard]] InspectorPage replicaPage(const Scene& scene, const Selection& selection);
[[nodiscard]] InspectorPage partitionPage(const Scene& scene, const Selection& selection);
[[nodiscard]] InspectorPage nodePage(const Scene& scene, const Selection& selection);
[[nodiscard]] InspectorPage controllerPage(const Scene& scene, const Selection& selection);
[[nodiscard]] InspectorPage groupPage(const Scene& scene, const Selection& selection);
[[nodiscard]] InspectorPage messagePage(const Scene& scene, const Selection& selection);
[[nodiscard]] InspectorPage eventPage(const Scene& scene, const Selection& selection);

/// Fills in the chain behind the newest event that changed the selected object, if any.
void addWhy(InspectorPage& page, const Scene& scene, const Selection& selection);

[[nodiscard]] Selection nodeSelection(NodeId node);
[[nodiscard]] Selection partitionSelection(PartitionId partition);
[[nodiscard]] Selection replicaSelection(NodeId broker, PartitionId partition);
[[nodiscard]] Selection batchSelection(NodeId producer, BatchId batch);
[[nodiscard]] Selection groupSelection(const QString& group);

/// "t = 00:01.730 118" when the event has happened by the playhead, otherwise `notYet`.
[[nodiscard]] QString momentText(const Scene& scene, EventId event, const QString& notYet);

} // namespace brokerscope::views
