#include "app/node_menu.h"

#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

namespace brokerscope::app {

namespace {

struct NodeMenu {
    Q_DECLARE_TR_FUNCTIONS(NodeMenu)
};

using Chosen = std::function<void(const scenario::Command&)>;

void addCommands(QMenu& menu, const std::vector<NodeCommand>& commands, const Chosen& chosen)
{
    menu.setToolTipsVisible(true);
    for (const NodeCommand& each : commands) {
        QAction* action = menu.addAction(each.text);
        action->setEnabled(each.whyNot.isEmpty());
        action->setToolTip(each.whyNot);
        action->setStatusTip(each.whyNot);
        QObject::connect(action, &QAction::triggered, action,
            [chosen, command = each.command] { chosen(command); });
    }
}

void addLinkMenu(QMenu& menu, const QString& title, const std::vector<NodeCommand>& commands,
    const Chosen& chosen)
{
    QMenu* links = menu.addMenu(title);
    addCommands(*links, commands, chosen);
    const bool any = std::any_of(commands.begin(), commands.end(),
        [](const NodeCommand& each) { return each.whyNot.isEmpty(); });
    if (!any && !commands.empty()) {
        links->menuAction()->setEnabled(false);
        links->menuAction()->setToolTip(commands.front().whyNot);
    }
}

} // namespace

void fillNodeMenu(QMenu& menu, const views::Scene& scene, NodeId node, const Chosen& chosen)
{
    const NodeCommands commands = nodeCommands(scene, node);
    menu.addSection(
        NodeMenu::tr("%1 at %2 s")
            .arg(views::nodeName(*scene.run.history, node), views::timeText(scene.playhead.time)));
    addCommands(menu, commands.life, chosen);
    if (!commands.cut.empty()) {
        menu.addSeparator();
        addLinkMenu(menu, NodeMenu::tr("Cut from"), commands.cut, chosen);
        addLinkMenu(menu, NodeMenu::tr("Heal the link to"), commands.heal, chosen);
    }
}

} // namespace brokerscope::app
