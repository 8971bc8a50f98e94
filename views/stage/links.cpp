#include "views/stage/links.h"

#include <algorithm>
#include <set>

namespace brokerscope::views {

NodeId machineOf(const StageLayout& layout, NodeId node)
{
    const auto& controllers = layout.controllerNodes;
    const auto found = std::ranges::find(controllers, node);
    if (!layout.combined || found == controllers.end()) {
        return node;
    }
    return NodeId(static_cast<std::uint16_t>(found - controllers.begin() + 1));
}

std::vector<CutLink> cutLinks(const Drawing& drawing)
{
    std::vector<CutLink> links;
    for (const event::LinkCut& cut : drawing.state.cuts) {
        const NodeId from = machineOf(drawing.layout, cut.from);
        const NodeId to = machineOf(drawing.layout, cut.to);
        auto link = std::ranges::find_if(links, [&](const CutLink& other) {
            return (other.from == from && other.to == to) || (other.from == to && other.to == from);
        });
        if (link == links.end()) {
            link = links.insert(links.end(), {from, to, false, false});
        }
        const bool forward = link->from == from;
        link->there = link->there || cut.bothWays || forward;
        link->back = link->back || cut.bothWays || !forward;
    }
    return links;
}

bool isIsolated(const Drawing& drawing, NodeId node)
{
    if (drawing.state.cuts.size() < 2) {
        return false;
    }
    const NodeId machine = machineOf(drawing.layout, node);
    std::set<NodeId> others;
    for (std::size_t i = 0; i < drawing.state.brokers.size(); ++i) {
        others.insert(NodeId(static_cast<std::uint16_t>(i + 1)));
    }
    for (const NodeId controller : drawing.layout.controllerNodes) {
        others.insert(machineOf(drawing.layout, controller));
    }
    others.erase(machine);
    const std::size_t all = others.size();
    for (const CutLink& link : cutLinks(drawing)) {
        if (link.there && link.back) {
            others.erase(link.from == machine ? link.to : link.to == machine ? link.from : machine);
        }
    }
    return all > 1 && others.empty();
}

} // namespace brokerscope::views
