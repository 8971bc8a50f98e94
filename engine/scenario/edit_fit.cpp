#include "engine/scenario/edit_fit.h"

#include <algorithm>

namespace brokerscope::scenario {
namespace {

using event::NodeKind;

constexpr std::size_t kMostPartitions = 1000; // over all topics, as in a file

/// Looks the names of one command up.
class Fitting {
public:
    explicit Fitting(const Scenario& scenario)
        : m_scenario(scenario)
        , m_roster(rosterOf(scenario))
    {
    }

    bool operator()(const StartCommand& c) const
    {
        return !c.nodes.empty()
            && std::all_of(c.nodes.begin(), c.nodes.end(),
                [this](const std::string& name) { return isThere(name); });
    }
    bool operator()(const StopCommand& c) const
    {
        const NodeKind kind = kindOf(c.node);
        return isThere(c.node)
            && (c.how == event::StopHow::Kill || kind == NodeKind::Broker
                || kind == NodeKind::Controller);
    }
    bool operator()(const PauseCommand& c) const { return isThere(c.node); }
    bool operator()(const ResumeCommand& c) const { return isThere(c.node); }
    bool operator()(const CutCommand& c) const { return areApart(c.from, c.to); }
    bool operator()(const HealCommand& c) const { return areApart(c.from, c.to); }
    bool operator()(const IsolateCommand& c) const { return isThere(c.node); }
    bool operator()(const ReconnectCommand& c) const { return isThere(c.node); }
    bool operator()(const SlowLinkCommand& c) const
    {
        return areApart(c.from, c.to) && c.extra >= Duration();
    }
    bool operator()(const SlowDiskCommand& c) const
    {
        return isBroker(c.broker) && c.perWrite >= Duration();
    }
    bool operator()(const FillDiskCommand& c) const { return isBroker(c.broker); }
    bool operator()(const SkewClockCommand& c) const { return isThere(c.node); }
    bool operator()(const SeekCommand& c) const
    {
        return isConsumer(c.consumer) && (c.partition.empty() || hasPartition(c.partition));
    }
    bool operator()(const DeleteRecordsCommand& c) const { return hasPartition(c.partition); }
    bool operator()(const ElectLeadersCommand& c) const
    {
        return hasPartition(c.partition) || topic(c.partition) != nullptr;
    }
    bool operator()(const ReassignCommand& c) const
    {
        const std::vector<std::string>& to = c.replicas;
        const bool areDifferent = std::all_of(to.begin(), to.end(),
            [&](const std::string& name) { return std::count(to.begin(), to.end(), name) == 1; });
        return hasPartition(c.partition) && areDifferent
            && std::all_of(
                to.begin(), to.end(), [this](const std::string& name) { return isBroker(name); });
    }
    bool operator()(const AddPartitionsCommand& c) const
    {
        const TopicSpec* found = topic(c.topic);
        return found != nullptr && c.count > found->partitions
            && m_roster.partitions.size() - found->partitions + c.count <= kMostPartitions;
    }
    bool operator()(const DropCommand& c) const { return fits(c.message); }
    bool operator()(const DelayCommand& c) const { return fits(c.message) && c.by > Duration(); }
    bool operator()(const FailOnceCommand& c) const
    {
        return fits(c.request) && isBroker(c.request.to);
    }
    bool operator()(const FlushCommand& c) const { return isProducer(c.producer); }
    bool operator()(const CloseCommand& c) const
    {
        return (isProducer(c.client) || isConsumer(c.client))
            && c.timeout.value_or(Duration()) >= Duration();
    }
    bool operator()(const SubscribeCommand& c) const
    {
        return isConsumer(c.consumer)
            && std::all_of(c.to.topics.begin(), c.to.topics.end(),
                [this](const std::string& name) { return topic(name) != nullptr; });
    }
    bool operator()(const CommitCommand& c) const
    {
        return isConsumer(c.consumer) && (c.partition.empty() || hasPartition(c.partition));
    }
    bool operator()(const PausePartitionsCommand& c) const
    {
        return isConsumer(c.consumer) && (c.partition.empty() || hasPartition(c.partition));
    }
    bool operator()(const EndCommand&) const { return false; }

    [[nodiscard]] bool hasPartition(const std::string& name) const
    {
        return m_roster.partition(name).has_value();
    }

    [[nodiscard]] const TopicSpec* topic(const std::string& name) const
    {
        const auto found = std::find_if(m_scenario.topics.begin(), m_scenario.topics.end(),
            [&](const TopicSpec& each) { return each.name == name; });
        return found == m_scenario.topics.end() ? nullptr : &*found;
    }

private:
    [[nodiscard]] bool fits(const MessageSpec& message) const
    {
        const bool haveNames = !message.from.empty() && !message.to.empty();
        return (message.from.empty() || isThere(message.from))
            && (message.to.empty() || isThere(message.to))
            && (!haveNames || areApart(message.from, message.to))
            && (message.partition.empty() || hasPartition(message.partition));
    }
    [[nodiscard]] NodeKind kindOf(const std::string& name) const
    {
        const std::optional<NodeId> node = m_roster.node(name);
        return node ? m_roster.at(*node).kind : NodeKind::Script;
    }
    [[nodiscard]] bool isThere(const std::string& name) const
    {
        return kindOf(name) != NodeKind::Script;
    }
    [[nodiscard]] bool isBroker(const std::string& name) const
    {
        return kindOf(name) == NodeKind::Broker;
    }
    [[nodiscard]] bool isProducer(const std::string& name) const
    {
        return kindOf(name) == NodeKind::Producer;
    }
    [[nodiscard]] bool isConsumer(const std::string& name) const
    {
        return kindOf(name) == NodeKind::Consumer;
    }
    [[nodiscard]] bool areApart(const std::string& a, const std::string& b) const
    {
        return a != b && isThere(a) && isThere(b) && !areOneMachine(m_scenario, a, b);
    }
    const Scenario& m_scenario;
    event::Roster m_roster;
};

} // namespace

bool fits(const Command& command, const Scenario& scenario)
{
    return std::visit(Fitting(scenario), command.action);
}

bool isWhole(const Scenario& scenario)
{
    const Fitting fitting(scenario);
    const bool commandsFit
        = std::all_of(scenario.script.begin(), scenario.script.end(), [&](const Command& command) {
              return std::holds_alternative<EndCommand>(command.action)
                  || std::visit(fitting, command.action);
          });
    const bool readersFit = std::all_of(
        scenario.consumers.begin(), scenario.consumers.end(), [&](const ConsumerSpec& consumer) {
            return std::all_of(consumer.assigns.begin(), consumer.assigns.end(),
                       [&](const std::string& name) { return fitting.hasPartition(name); })
                && std::all_of(consumer.subscribes.topics.begin(), consumer.subscribes.topics.end(),
                    [&](const std::string& name) { return fitting.topic(name) != nullptr; });
        });
    return commandsFit && readersFit;
}

} // namespace brokerscope::scenario
