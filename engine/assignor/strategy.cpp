#include "engine/assignor/strategy.h"

namespace brokerscope::assignor {

std::string_view strategyName(Strategy strategy)
{
    switch (strategy) {
    case Strategy::Range:
        return "range";
    case Strategy::RoundRobin:
        return "roundrobin";
    case Strategy::Sticky:
        return "sticky";
    case Strategy::CooperativeSticky:
        return "cooperative-sticky";
    case Strategy::ServerRange:
        return "server-range";
    case Strategy::ServerUniform:
        return "server-uniform";
    }
    return {};
}

std::optional<Strategy> strategyNamed(std::string_view name)
{
    for (const Strategy strategy : kStrategies) {
        if (strategyName(strategy) == name) {
            return strategy;
        }
    }
    return std::nullopt;
}

} // namespace brokerscope::assignor
