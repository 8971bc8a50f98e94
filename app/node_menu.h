#pragma once

#include "app/offers.h"

#include <functional>

class QMenu;

namespace brokerscope::app {

/// Gets the command that was chosen in a menu.
using CommandChosen = std::function<void(const scenario::Command&)>;

/// Fills a menu with what can be done to a node at the scene's playhead. What would change nothing
/// is greyed out and its tooltip says why. Submenus are filled when they are opened.
void fillNodeMenu(QMenu& menu, const views::Scene& scene, NodeId node, const CommandChosen& chosen);

/// The same for what an admin can ask for about a partition.
void fillPartitionMenu(
    QMenu& menu, const views::Scene& scene, PartitionId partition, const CommandChosen& chosen);

/// The same for a message on its way.
void fillMessageMenu(
    QMenu& menu, const views::Scene& scene, EventId message, const CommandChosen& chosen);

/// A submenu for each node that something can be done to, and one for each topic with its
/// partitions.
void fillClusterMenu(QMenu& menu, const views::Scene& scene, const CommandChosen& chosen);

/// A submenu that is filled when it is opened for the first time.
QMenu* addLazyMenu(QMenu& parent, const QString& title, std::function<void(QMenu&)> fill);

} // namespace brokerscope::app
