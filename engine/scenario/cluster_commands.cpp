#include "engine/scenario/cluster.h"

#include "engine/client/admin.h"
#include "engine/client/consumer.h"
#include "engine/client/producer.h"
#include "engine/protocol/refusal.h"

#include <algorithm>

/// What the script's commands do to a cluster.
namespace brokerscope::scenario {

void Cluster::carryOut(std::uint32_t index, const Command& command)
{
    m_kernel.handle(kScriptNode, event::ScriptCommand{index});
    std::visit([this](const auto& action) { apply(action); }, command.action);
}

// --- processes -----------------------------------------------------------------------------------

void Cluster::apply(const StartCommand& command)
{
    for (const std::string& name : command.nodes) {
        m_kernel.startNode(node(name));
    }
}

void Cluster::apply(const StopCommand& command)
{
    m_kernel.stopNode(node(command.node), command.how);
}

void Cluster::apply(const PauseCommand& command)
{
    m_kernel.pauseNode(node(command.node));
}

void Cluster::apply(const ResumeCommand& command)
{
    m_kernel.resumeNode(node(command.node));
}

void Cluster::apply(const SkewClockCommand& command)
{
    m_kernel.skewClock(node(command.node), command.by);
}

// --- the network ---------------------------------------------------------------------------------

void Cluster::apply(const CutCommand& command)
{
    m_kernel.cut(node(command.from), node(command.to), command.bothWays);
}

void Cluster::apply(const HealCommand& command)
{
    m_kernel.heal(node(command.from), node(command.to), command.bothWays);
}

void Cluster::apply(const IsolateCommand& command)
{
    m_kernel.isolate(node(command.node));
}

void Cluster::apply(const ReconnectCommand& command)
{
    m_kernel.reconnect(node(command.node));
}

void Cluster::apply(const SlowLinkCommand& command)
{
    m_kernel.slowLink(node(command.from), node(command.to), command.extra, command.bothWays);
}

// --- single messages -----------------------------------------------------------------------------

sim::MessageFilter Cluster::filterOf(const MessageSpec& message) const
{
    sim::MessageFilter which{message.api, message.isAnswer, kNoNode, kNoNode, {}};
    if (!message.from.empty()) {
        which.from = node(message.from);
    }
    if (!message.to.empty()) {
        which.to = node(message.to);
    }
    if (const auto partition = m_roster.partition(message.partition)) {
        which.concerns = [partition = *partition](const sim::Body& body) {
            return protocol::concerns(protocol::valueOf(body), partition);
        };
    }
    return which;
}

void Cluster::apply(const DropCommand& command)
{
    m_kernel.strikeMessage(filterOf(command.message),
        {command.message.number, command.message.sinceStart}, sim::LoseMessage());
}

void Cluster::apply(const DelayCommand& command)
{
    m_kernel.strikeMessage(filterOf(command.message),
        {command.message.number, command.message.sinceStart}, sim::DelayMessage{command.by});
}

void Cluster::apply(const FailOnceCommand& command)
{
    const auto answer
        = [error = command.error](sim::Context& context, const sim::Message& request) {
              context.emit(event::ErrorInjected{request.id, error});
              protocol::refuse(context, request, error);
          };
    m_kernel.strikeMessage(
        filterOf(command.request), {command.request.number, false}, sim::AnswerInstead{answer});
}

// --- disks ---------------------------------------------------------------------------------------

void Cluster::apply(const SlowDiskCommand& command)
{
    m_kernel.slowDisk(node(command.broker), command.perWrite);
}

void Cluster::apply(const FillDiskCommand& command)
{
    m_kernel.fillDisk(node(command.broker), command.full);
}

// --- applications and admins ---------------------------------------------------------------------

std::vector<PartitionId> Cluster::onePartition(const std::string& name) const
{
    return name.empty() ? std::vector<PartitionId>() : std::vector{*m_roster.partition(name)};
}

/// An application that stands still with its consumer does nothing.
template <class Call>
void Cluster::askConsumer(const std::string& name, const Call& call)
{
    const NodeId reader = node(name);
    if (!m_kernel.isPaused(reader)) {
        m_kernel.act(reader, [call](sim::Node& process, sim::Context& context) {
            call(static_cast<client::Consumer&>(process), context);
        });
    }
}

void Cluster::apply(const SeekCommand& command)
{
    client::SeekTo target{.target = command.target, .offset = command.offset};
    if (command.target == event::SeekTarget::Time) {
        target.timestampMs = kWallClockOriginMs + (command.time - Timestamp()).millis();
    }
    askConsumer(command.consumer,
        [partitions = onePartition(command.partition), target](client::Consumer& consumer,
            sim::Context& context) { consumer.seek(context, partitions, target); });
}

void Cluster::apply(const SubscribeCommand& command)
{
    askConsumer(command.consumer,
        [topics = topicsOf(m_scenario, command.to)](client::Consumer& consumer,
            sim::Context& context) { consumer.subscribe(context, topics); });
}

void Cluster::apply(const CommitCommand& command)
{
    std::optional<std::pair<PartitionId, Offset>> exactly;
    if (!command.partition.empty()) {
        exactly.emplace(*m_roster.partition(command.partition), command.offset);
    }
    askConsumer(command.consumer,
        [isAsync = command.isAsync, exactly](client::Consumer& consumer, sim::Context& context) {
            consumer.commit(context, isAsync, exactly);
        });
}

void Cluster::apply(const PausePartitionsCommand& command)
{
    askConsumer(command.consumer,
        [partitions = onePartition(command.partition), isPaused = command.isPaused](
            client::Consumer& consumer, sim::Context& context) {
            consumer.setPaused(context, partitions, isPaused);
        });
}

/// The admin never is busy: it acts at once.
template <class Call>
void Cluster::askAdmin(const Call& call)
{
    // Nobody names a server that is known to be down.
    const std::vector<NodeId> brokers = m_roster.nodesOf(event::NodeKind::Broker);
    const auto running = std::find_if(brokers.begin(), brokers.end(),
        [this](NodeId broker) { return m_kernel.process(broker) != nullptr; });
    m_kernel.act(kScriptNode, [&](sim::Node& process, sim::Context& context) {
        auto& admin = static_cast<client::Admin&>(process);
        if (running != brokers.end()) {
            admin.setBootstrap(*running);
        }
        call(admin, context);
    });
}

void Cluster::apply(const DeleteRecordsCommand& command)
{
    askAdmin([&](client::Admin& admin, sim::Context& context) {
        admin.deleteRecords(context, *m_roster.partition(command.partition), command.before);
    });
}

void Cluster::apply(const ElectLeadersCommand& command)
{
    const auto one = m_roster.partition(command.partition);
    const std::vector<PartitionId> partitions
        = one ? std::vector{*one} : partitionsOf(command.partition);
    askAdmin([&](client::Admin& admin, sim::Context& context) {
        admin.electLeaders(context, partitions, command.unclean);
    });
}

void Cluster::apply(const ReassignCommand& command)
{
    std::vector<NodeId> replicas(command.replicas.size());
    std::transform(command.replicas.begin(), command.replicas.end(), replicas.begin(),
        [this](const std::string& broker) { return node(broker); });
    askAdmin([&](client::Admin& admin, sim::Context& context) {
        admin.reassign(context, *m_roster.partition(command.partition), replicas, command.throttle);
    });
}

void Cluster::apply(const AddPartitionsCommand& command)
{
    askAdmin([&](client::Admin& admin, sim::Context& context) {
        admin.addPartitions(context, partitionsOf(command.topic).front(), command.count);
    });
}

void Cluster::apply(const FlushCommand& command)
{
    m_kernel.act(node(command.producer), [](sim::Node& process, sim::Context& context) {
        static_cast<client::Producer&>(process).flush(context);
    });
}

void Cluster::apply(const CloseCommand& command)
{
    const NodeId client = node(command.client);
    if (m_roster.at(client).kind == event::NodeKind::Consumer) {
        askConsumer(command.client,
            [timeout = command.timeout](client::Consumer& consumer, sim::Context& context) {
                consumer.close(context, timeout);
            });
        return;
    }
    m_kernel.act(client, [timeout = command.timeout](sim::Node& process, sim::Context& context) {
        static_cast<client::Producer&>(process).close(context, timeout);
    });
}

void Cluster::apply(const EndCommand& /*command*/)
{
    // Whoever runs the script ends there.
}

} // namespace brokerscope::scenario
