#include "app/node_menu.h"

#include "app/message_commands.h"
#include "app/node_commands.h"
#include "app/node_conditions.h"
#include "app/partition_commands.h"
#include "engine/event/internal_topics.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QCoreApplication>
#include <QMenu>

#include <map>
#include <vector>

namespace brokerscope::app {

namespace {

struct NodeMenu {
    Q_DECLARE_TR_FUNCTIONS(NodeMenu)
};

void addOffers(QMenu& menu, const std::vector<Offer>& offers, const CommandChosen& chosen)
{
    for (const Offer& each : offers) {
        QAction* action = menu.addAction(each.text);
        action->setEnabled(each.whyNot.isEmpty());
        action->setToolTip(each.whyNot);
        action->setStatusTip(each.whyNot);
        QObject::connect(action, &QAction::triggered, action,
            [chosen, command = each.command] { chosen(command); });
    }
}

void addSubmenu(QMenu& menu, const OfferGroup& group, const CommandChosen& chosen);

void addGroups(QMenu& menu, const std::vector<OfferGroup>& groups, const CommandChosen& chosen)
{
    menu.setToolTipsVisible(true);
    for (const OfferGroup& group : groups) {
        if (!group.title.isEmpty()) {
            addSubmenu(menu, group, chosen);
            continue;
        }
        addOffers(menu, group.offers, chosen);
        addGroups(menu, group.groups, chosen);
        menu.addSeparator();
    }
}

void addSubmenu(QMenu& menu, const OfferGroup& group, const CommandChosen& chosen)
{
    QMenu* submenu = addLazyMenu(menu, group.title, [group, chosen](QMenu& opened) {
        opened.setToolTipsVisible(true);
        addOffers(opened, group.offers, chosen);
        addGroups(opened, group.groups, chosen);
    });
    const QString whyNot = whyNothing(group);
    const bool isEmpty = group.offers.empty() && group.groups.empty();
    submenu->menuAction()->setEnabled(whyNot.isEmpty() && !isEmpty);
    submenu->menuAction()->setToolTip(whyNot);
}

} // namespace

QMenu* addLazyMenu(QMenu& parent, const QString& title, std::function<void(QMenu&)> fill)
{
    auto* menu = new QMenu(title, &parent);
    parent.addMenu(menu);
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, fill = std::move(fill)] {
        if (menu->isEmpty()) {
            fill(*menu);
        }
    });
    return menu;
}

void fillNodeMenu(QMenu& menu, const views::Scene& scene, NodeId node, const CommandChosen& chosen)
{
    const std::vector<OfferGroup> groups = nodeCommands(scene, node);
    if (groups.empty()) {
        return;
    }
    menu.addSection(NodeMenu::tr("%1 at %2 s")
                        .arg(NodeConditions(scene, node).machineName(node),
                            views::timeText(scene.playhead.time)));
    addGroups(menu, groups, chosen);
}

void fillPartitionMenu(
    QMenu& menu, const views::Scene& scene, PartitionId partition, const CommandChosen& chosen)
{
    const std::vector<OfferGroup> groups = partitionCommands(scene, partition);
    if (groups.empty()) {
        return;
    }
    menu.addSection(NodeMenu::tr("%1 at %2 s")
                        .arg(views::partitionName(*scene.run.history, partition),
                            views::timeText(scene.playhead.time)));
    addGroups(menu, groups, chosen);
}

void fillMessageMenu(
    QMenu& menu, const views::Scene& scene, EventId message, const CommandChosen& chosen)
{
    const std::vector<OfferGroup> groups = messageCommands(scene, message);
    if (groups.empty()) {
        return;
    }
    menu.addSection(messageTitle(scene, message));
    addGroups(menu, groups, chosen);
}

void fillClusterMenu(QMenu& menu, const views::Scene& scene, const CommandChosen& chosen)
{
    const event::Roster& roster = scene.run.history->roster();
    for (std::size_t i = 1; i < roster.nodes.size(); ++i) {
        const NodeId node(static_cast<std::uint16_t>(i));
        addLazyMenu(menu, views::nodeName(*scene.run.history, node),
            [scene, node, chosen](QMenu& opened) { fillNodeMenu(opened, scene, node, chosen); });
    }
    menu.addSeparator();
    std::map<std::string, std::vector<PartitionId>> topics;
    const std::size_t own = event::ownPartitions(roster);
    for (std::size_t i = 0; i < own; ++i) {
        topics[roster.partitions[i].topic].emplace_back(static_cast<std::uint16_t>(i));
    }
    for (const auto& [topic, partitions] : topics) {
        addLazyMenu(
            menu, views::toQString(topic), [scene, partitions = partitions, chosen](QMenu& opened) {
                for (const PartitionId partition : partitions) {
                    addLazyMenu(opened, views::partitionName(*scene.run.history, partition),
                        [scene, partition, chosen](
                            QMenu& inner) { fillPartitionMenu(inner, scene, partition, chosen); });
                }
            });
    }
}

} // namespace brokerscope::app
