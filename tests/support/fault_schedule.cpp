#include "tests/support/fault_schedule.h"

#include "tests/support/message_schedule.h"

#include "engine/scenario/config.h"
#include "engine/sim/random.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace brokerscope::testing {

namespace {

using event::StopHow;

/// A broker that was asked to shut down may only get to it once it is healed, and is down then.
constexpr std::array kStartAgainMs{2800, 3300, 3900, 4500};
constexpr int kEndMs = 5500;
constexpr int kGroupFaults = 6;

/// Draws the parts of a schedule.
class Drawing {
public:
    Drawing(std::uint64_t seed, const FaultOptions& options)
        : m_random(seed, 99)
        , m_messages(seed, 98)
        , m_members(seed, 97)
        , m_options(options)
    {
    }

    scenario::Scenario draw(std::uint64_t seed)
    {
        m_scenario.id = "soak";
        m_scenario.seed = seed;
        drawCluster();
        addTopic();
        addClients();
        nameNodes();
        command(100, scenario::StartCommand{{"p1", "p2", "c1"}});
        for (int i = 0; i < m_options.faults; ++i) {
            const int from = kFirstFaultMs + below(kLastFaultMs - kFirstFaultMs);
            addFault(from, std::min(from + 20 + below(600), kHealMs));
        }
        if (m_options.messageFaults > 0) {
            drawMessageFaults(m_messages, m_options.messageFaults, m_scenario);
        }
        if (m_options.group != GroupKind::None) {
            addGroup();
            haveGroup();
        }
        healAll();
        readWhatComes();
        m_scenario.script.push_back(
            {Timestamp(std::int64_t{kEndMs} * 1000), scenario::EndCommand{}});
        return std::move(m_scenario);
    }

private:
    int below(int bound)
    {
        return static_cast<int>(m_random.below(static_cast<std::uint64_t>(bound)));
    }
    bool oneIn(int cases) { return below(cases) == 0; }
    const std::string& oneOf(const std::vector<std::string>& names)
    {
        return names[static_cast<std::size_t>(below(static_cast<int>(names.size())))];
    }
    template <class Action>
    void command(int ms, Action action)
    {
        m_scenario.script.push_back({Timestamp(std::int64_t{ms} * 1000), std::move(action)});
    }

    // --- the cluster

    void drawCluster()
    {
        scenario::ClusterSpec& cluster = m_scenario.cluster;
        cluster.brokers = static_cast<std::uint16_t>(3 + below(3));
        cluster.controllers = oneIn(2) ? 1 : 3;
        cluster.combined = oneIn(3);
        const int fastest = 200 + below(2000);
        cluster.network.latency = {microseconds(fastest), microseconds(2500 + below(8000))};
        cluster.disk = {milliseconds(50), milliseconds(100)};
        cluster.config
            = {{"broker.heartbeat.interval.ms", "40"}, {"broker.session.timeout.ms", "200"},
                {"replica.fetch.wait.max.ms", "50"}, {"replica.fetch.backoff.ms", "40"},
                {"replica.lag.time.max.ms", "300"}, {"replica.socket.timeout.ms", "150"},
                {"replica.high.watermark.checkpoint.interval.ms", "200"},
                {"controller.quorum.election.timeout.ms", "100"},
                {"controller.quorum.election.backoff.max.ms", "100"},
                // A leader keeps a fetch for up to 500 ms.
                {"controller.quorum.fetch.timeout.ms", "650"},
                {"controller.quorum.request.timeout.ms", "600"}};
        if (oneIn(3)) {
            cluster.config["eligible.leader.replicas.enable"] = "true";
        }
        if (oneIn(3)) {
            cluster.config["leader.imbalance.check.interval.seconds"] = "1";
        }
        if (oneIn(3)) {
            for (int broker = 1; broker <= cluster.brokers; ++broker) {
                cluster.racks["b" + std::to_string(broker)] = broker % 2 == 0 ? "north" : "south";
            }
            cluster.config["replica.selector.class"] = scenario::kRackAwareReplicaSelector;
        }
    }

    void addTopic()
    {
        scenario::TopicSpec topic;
        topic.name = "t";
        topic.partitions = static_cast<std::uint16_t>(1 + below(4));
        topic.replicationFactor = oneIn(3) ? 2 : 3;
        topic.config = {{"min.insync.replicas", m_options.acksAll ? "2" : "1"}};
        if (m_options.smallSegments) {
            addUpkeep(topic.config);
        }
        m_scenario.topics.push_back(topic);
    }

    /// Everything that changes a log's files, often enough to meet every fault.
    void addUpkeep(scenario::ConfigMap& topic)
    {
        topic["segment.bytes"] = std::to_string(1500 + below(6000));
        topic["index.interval.bytes"] = std::to_string(200 + below(800));
        topic["file.delete.delay.ms"] = "100";
        topic["delete.retention.ms"] = "300";
        switch (below(3)) {
        case 0:
            topic["cleanup.policy"] = "compact";
            break;
        case 1:
            topic["retention.ms"] = std::to_string(300 + below(900));
            break;
        default:
            topic["cleanup.policy"] = "compact,delete";
            topic["retention.bytes"] = std::to_string(8000 + below(20000));
            break;
        }
        scenario::ConfigMap& broker = m_scenario.cluster.config;
        broker["log.initial.task.delay.ms"] = "100";
        broker["log.retention.check.interval.ms"] = "150";
        broker["log.cleaner.backoff.ms"] = "120";
        broker["log.flush.offset.checkpoint.interval.ms"] = "250";
        broker["log.flush.start.offset.checkpoint.interval.ms"] = "250";
    }

    void addClients()
    {
        for (const char* name : {"p1", "p2"}) {
            scenario::ProducerSpec producer;
            producer.name = name;
            producer.config = {{"acks", m_options.acksAll ? "all" : "1"}, {"linger.ms", "3"},
                {"request.timeout.ms", "150"}, {"delivery.timeout.ms", "1500"},
                {"retry.backoff.ms", "20"}};
            producer.config["enable.idempotence"]
                = oneIn(2) && m_options.acksAll ? "true" : "false";
            producer.sends.topic = "t";
            producer.sends.ratePerSecond = static_cast<std::uint32_t>(50 + below(300));
            producer.sends.count = 400;
            producer.sends.hasKeys = m_options.smallSegments;
            producer.sends.keyPrefix = "k";
            producer.sends.keyLast = 30;
            if (m_options.producers == ProducerKinds::Any) {
                drawProducer(m_messages, producer);
            }
            m_scenario.producers.push_back(producer);
        }
        scenario::ConsumerSpec consumer;
        consumer.name = "c1";
        consumer.config = {{"auto.offset.reset", "earliest"}, {"fetch.max.wait.ms", "80"},
            {"request.timeout.ms", "200"}};
        if (!m_scenario.cluster.racks.empty()) {
            consumer.config["client.rack"] = "north";
        }
        for (int number = 0; number < m_scenario.topics[0].partitions; ++number) {
            consumer.assigns.push_back("t-" + std::to_string(number));
        }
        m_scenario.consumers.push_back(consumer);
    }

    /// Drawn apart, so that the rest is the same with and without a group.
    void addGroup()
    {
        constexpr const char* kPackage = "org.apache.kafka.clients.consumer.";
        scenario::ConfigMap& broker = m_scenario.cluster.config;
        broker["offsets.topic.num.partitions"] = "1";
        broker["group.initial.rebalance.delay.ms"] = "0";
        broker["group.min.session.timeout.ms"] = "100";
        const bool isModern = m_options.group == GroupKind::ConsumerProtocol;
        if (isModern) {
            m_scenario.kafka = scenario::KafkaVersion::V40;
            broker["group.consumer.heartbeat.interval.ms"] = "60";
            broker["group.consumer.min.heartbeat.interval.ms"] = "60";
            broker["group.consumer.session.timeout.ms"] = "350";
            broker["group.consumer.min.session.timeout.ms"] = "350";
        }
        for (const char* name : {"g1", "g2", "g3"}) {
            scenario::ConsumerSpec member;
            member.name = name;
            member.group = "group";
            member.subscribes.topics = {"t"};
            member.commit = {scenario::CommitSpec::Policy::SyncAfterPoll, false, true};
            member.processing = microseconds(100);
            member.config = {{"auto.offset.reset", "earliest"}, {"fetch.max.wait.ms", "80"},
                {"request.timeout.ms", "200"}, {"enable.auto.commit", "false"},
                {"max.poll.interval.ms", "700"}, {"metadata.max.age.ms", "300"}};
            if (isModern) {
                member.config["group.protocol"] = "consumer";
            } else {
                member.config["session.timeout.ms"] = "350";
                member.config["heartbeat.interval.ms"] = "60";
                member.config["partition.assignment.strategy"] = std::string(kPackage)
                    + (m_options.group == GroupKind::Eager ? "RangeAssignor"
                                                           : "CooperativeStickyAssignor");
            }
            m_scenario.consumers.push_back(member);
        }
    }

    void haveGroup()
    {
        command(150, scenario::StartCommand{{"g1", "g2"}});
        command(1000, scenario::StartCommand{{"g3"}});
        for (int i = 0; i < kGroupFaults; ++i) {
            const int from
                = kFirstFaultMs + static_cast<int>(m_members.below(kLastFaultMs - kFirstFaultMs));
            disturbGroup(
                from, std::min(from + 50 + static_cast<int>(m_members.below(800)), kHealMs));
        }
        for (const char* name : {"g1", "g2", "g3"}) {
            command(kHealMs, scenario::ReconnectCommand{name});
            command(kHealMs, scenario::ResumeCommand{name});
            command(kHealMs, scenario::StartCommand{{name}});
        }
    }

    void disturbGroup(int from, int until)
    {
        const std::string name = "g" + std::to_string(1 + m_members.below(3));
        switch (m_members.below(4)) {
        case 0:
            command(from, scenario::StopCommand{name, StopHow::Kill});
            command(until, scenario::StartCommand{{name}});
            break;
        case 1:
            command(from, scenario::CloseCommand{name, std::nullopt});
            command(until, scenario::StartCommand{{name}});
            break;
        case 2:
            pause(from, until, name);
            break;
        default:
            command(from, scenario::IsolateCommand{name});
            command(until, scenario::ReconnectCommand{name});
            break;
        }
    }

    /// The consumer's partitions are assigned by hand, so it has to know of all of them.
    void readWhatComes()
    {
        std::vector<std::string>& assigns = m_scenario.consumers[0].assigns;
        for (auto number = assigns.size(); number < m_mostPartitions; ++number) {
            assigns.push_back("t-" + std::to_string(number));
        }
    }

    void nameNodes()
    {
        for (const event::Roster::Node& node : scenario::rosterOf(m_scenario).nodes) {
            if (node.kind == event::NodeKind::Broker) {
                m_brokers.push_back(node.name);
            } else if (node.kind == event::NodeKind::Controller) {
                m_controllers.push_back(node.name);
            }
            if (node.kind != event::NodeKind::Script) {
                m_nodes.push_back(node.name);
            }
        }
    }

    // --- the faults

    void addFault(int from, int until)
    {
        switch (below(24)) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4:
            stop(from, until, oneOf(m_brokers));
            return;
        case 5:
        case 6:
            stop(from, until, oneOf(m_controllers));
            return;
        case 7:
        case 8:
            pause(from, until, oneOf(m_brokers));
            return;
        case 9:
            pause(from, until, oneOf(m_controllers));
            return;
        case 10:
        case 11:
        case 12:
        case 13:
        case 14:
            cut(from, until);
            return;
        case 15:
            isolate(from, until);
            return;
        case 16:
            slowLink(from, until);
            return;
        case 17:
            slowDisk(from, until);
            return;
        case 18:
            fillDisk(from, until);
            return;
        case 19:
            skewClock(from, until);
            return;
        case 20:
            command(from, scenario::ElectLeadersCommand{oneIn(2) ? "t" : anyPartition(), false});
            return;
        case 21:
        case 22:
            reassign(from, until);
            return;
        default:
            addPartitions(from);
            return;
        }
    }

    void stop(int from, int until, const std::string& node)
    {
        StopHow how = StopHow::Kill;
        if (m_options.powerLoss && oneIn(2)) {
            how = StopHow::PowerLoss;
        } else if (oneIn(4)) {
            how = StopHow::Shutdown;
        }
        command(from, scenario::StopCommand{node, how});
        command(until, scenario::StartCommand{{node}});
    }

    void pause(int from, int until, const std::string& node)
    {
        command(from, scenario::PauseCommand{node});
        command(until, scenario::ResumeCommand{node});
    }

    /// Two nodes with a network between them.
    std::pair<std::string, std::string> anyTwo()
    {
        const std::string& from = oneOf(m_nodes);
        const std::string& to = oneOf(m_nodes);
        return from == to || scenario::areOneMachine(m_scenario, from, to) ? anyTwo()
                                                                           : std::pair(from, to);
    }

    void cut(int from, int until)
    {
        const auto [a, b] = anyTwo();
        const bool bothWays = !oneIn(3);
        command(from, scenario::CutCommand{a, b, bothWays});
        command(until, scenario::HealCommand{a, b, bothWays});
    }

    void isolate(int from, int until)
    {
        const std::string& node = oneOf(oneIn(3) ? m_controllers : m_brokers);
        command(from, scenario::IsolateCommand{node});
        command(until, scenario::ReconnectCommand{node});
    }

    void slowLink(int from, int until)
    {
        const auto [a, b] = anyTwo();
        const bool bothWays = oneIn(2);
        command(from, scenario::SlowLinkCommand{a, b, milliseconds(5 + below(120)), bothWays});
        command(until, scenario::SlowLinkCommand{a, b, Duration(), bothWays});
    }

    void slowDisk(int from, int until)
    {
        const std::string& broker = oneOf(m_brokers);
        command(from, scenario::SlowDiskCommand{broker, microseconds(200 + below(6000))});
        command(until, scenario::SlowDiskCommand{broker, Duration()});
    }

    /// A broker on a full disk gives up.
    void fillDisk(int from, int until)
    {
        const std::string& broker = oneOf(m_brokers);
        command(from, scenario::FillDiskCommand{broker, true});
        command(until, scenario::FillDiskCommand{broker, false});
        command(until, scenario::StartCommand{{broker}});
    }

    void skewClock(int from, int until)
    {
        const std::string& node = oneOf(m_nodes);
        command(from, scenario::SkewClockCommand{node, milliseconds(below(4000) - 2000)});
        command(until, scenario::SkewClockCommand{node, Duration()});
    }

    std::string anyPartition()
    {
        return "t-" + std::to_string(below(m_scenario.topics[0].partitions));
    }

    void reassign(int from, int until)
    {
        const std::string partition = anyPartition();
        std::vector<std::string> replicas = m_brokers;
        for (std::size_t i = replicas.size(); i > 1; --i) {
            std::swap(
                replicas[i - 1], replicas[static_cast<std::size_t>(below(static_cast<int>(i)))]);
        }
        replicas.resize(static_cast<std::size_t>(2 + below(2)));
        const std::uint64_t throttle
            = oneIn(2) ? static_cast<std::uint64_t>(3000 + below(30'000)) : 0;
        command(from, scenario::ReassignCommand{partition, replicas, throttle});
        if (oneIn(3)) {
            command(until, scenario::ReassignCommand{partition, {}, 0});
        }
    }

    void addPartitions(int from)
    {
        m_mostPartitions
            = std::max<std::uint16_t>(m_mostPartitions, m_scenario.topics[0].partitions);
        command(from, scenario::AddPartitionsCommand{"t", ++m_mostPartitions});
    }

    // --- the end of all faults

    void healAll()
    {
        for (const std::string& node : m_nodes) {
            command(kHealMs, scenario::ReconnectCommand{node});
            command(kHealMs, scenario::SkewClockCommand{node, Duration()});
            command(kHealMs, scenario::ResumeCommand{node});
        }
        for (const std::string& broker : m_brokers) {
            command(kHealMs, scenario::SlowDiskCommand{broker, Duration()});
            command(kHealMs, scenario::FillDiskCommand{broker, false});
        }
        std::vector<std::string> servers = m_controllers;
        servers.insert(servers.end(), m_brokers.begin(), m_brokers.end());
        command(kHealMs, scenario::StartCommand{servers});
        for (const int ms : kStartAgainMs) {
            command(ms, scenario::StartCommand{servers});
        }
    }

    sim::Random m_random;
    sim::Random m_messages; ///< for message faults and producers
    sim::Random m_members; ///< for the group
    FaultOptions m_options;
    scenario::Scenario m_scenario;
    std::vector<std::string> m_brokers;
    std::vector<std::string> m_controllers;
    std::vector<std::string> m_nodes;
    std::uint16_t m_mostPartitions = 0; ///< of the topic, as far as the schedule goes
};

} // namespace

scenario::Scenario randomFaults(std::uint64_t seed, const FaultOptions& options)
{
    return Drawing(seed, options).draw(seed);
}

} // namespace brokerscope::testing
