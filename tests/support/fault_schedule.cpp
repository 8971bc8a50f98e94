#include "tests/support/fault_schedule.h"

#include "engine/sim/random.h"

#include <string>

namespace brokerscope::testing {

namespace {

constexpr int kFirstFaultMs = 300;
constexpr int kLastFaultMs = 2200;
constexpr int kHealMs = 2500;
constexpr int kEndMs = 6000;

/// Draws the parts of a schedule.
class Drawing {
public:
    Drawing(std::uint64_t seed, const FaultOptions& options)
        : m_random(seed, 99)
        , m_options(options)
    {
    }

    scenario::Scenario draw(std::uint64_t seed)
    {
        m_scenario.id = "soak";
        m_scenario.seed = seed;
        m_scenario.cluster.brokers = static_cast<std::uint16_t>(3 + below(3));
        m_scenario.cluster.network.latency
            = {microseconds(200 + below(2000)), microseconds(2500 + below(8000))};
        m_scenario.cluster.disk = {milliseconds(50), milliseconds(100)};
        m_scenario.cluster.config = {{"broker.heartbeat.interval.ms", "40"},
            {"broker.session.timeout.ms", "200"}, {"replica.fetch.wait.max.ms", "50"},
            {"replica.fetch.backoff.ms", "40"}, {"replica.lag.time.max.ms", "300"},
            {"replica.high.watermark.checkpoint.interval.ms", "200"}};
        addTopic();
        addClients();
        command(100, scenario::StartCommand{{"p1", "p2", "c1"}});
        for (int i = 0; i < m_options.faults; ++i) {
            addFault(kFirstFaultMs + static_cast<int>(below(kLastFaultMs - kFirstFaultMs)));
        }
        healAll();
        m_scenario.script.push_back(
            {Timestamp(std::int64_t{kEndMs} * 1000), scenario::EndCommand{}});
        return m_scenario;
    }

private:
    std::int64_t below(std::int64_t bound)
    {
        return static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(bound)));
    }
    std::string anyBroker() { return "b" + std::to_string(1 + below(m_scenario.cluster.brokers)); }
    std::string anyNode()
    {
        const std::int64_t choice = below(m_scenario.cluster.brokers + 3);
        return choice == 0 ? "controller" : choice == 1 ? "p1" : choice == 2 ? "c1" : anyBroker();
    }
    template <class Action>
    void command(int ms, Action action)
    {
        m_scenario.script.push_back({Timestamp(std::int64_t{ms} * 1000), std::move(action)});
    }

    void addTopic()
    {
        scenario::TopicSpec topic;
        topic.name = "t";
        topic.partitions = static_cast<std::uint16_t>(1 + below(3));
        topic.replicationFactor = 3;
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
                = below(2) == 0 && m_options.acksAll ? "true" : "false";
            producer.sends.topic = "t";
            producer.sends.ratePerSecond = static_cast<std::uint32_t>(50 + below(300));
            producer.sends.count = 400;
            producer.sends.hasKeys = m_options.smallSegments;
            producer.sends.keyPrefix = "k";
            producer.sends.keyLast = 30;
            m_scenario.producers.push_back(producer);
        }
        scenario::ConsumerSpec consumer;
        consumer.name = "c1";
        consumer.config = {{"auto.offset.reset", "earliest"}, {"fetch.max.wait.ms", "80"},
            {"request.timeout.ms", "200"}};
        for (int number = 0; number < m_scenario.topics[0].partitions; ++number) {
            consumer.assigns.push_back("t-" + std::to_string(number));
        }
        m_scenario.consumers.push_back(consumer);
    }

    void addFault(int ms)
    {
        const int until = ms + 20 + static_cast<int>(below(600));
        const int back = until < kHealMs ? until : kHealMs;
        switch (below(3)) {
        case 0: {
            const std::string broker = anyBroker();
            const bool power = m_options.powerLoss && below(2) == 0;
            command(ms,
                scenario::StopCommand{
                    broker, power ? event::StopHow::PowerLoss : event::StopHow::Kill});
            command(back, scenario::StartCommand{{broker}});
            return;
        }
        case 1: {
            const std::string broker = anyBroker();
            command(ms, scenario::PauseCommand{broker});
            command(back, scenario::ResumeCommand{broker});
            return;
        }
        default: {
            const std::string from = anyBroker();
            const std::string to = anyNode();
            if (from != to) {
                const bool bothWays = below(3) != 0;
                command(ms, scenario::CutCommand{from, to, bothWays});
                command(back, scenario::HealCommand{from, to, bothWays});
            }
            return;
        }
        }
    }

    void healAll()
    {
        for (int broker = 1; broker <= m_scenario.cluster.brokers; ++broker) {
            const std::string name = "b" + std::to_string(broker);
            command(kHealMs, scenario::ResumeCommand{name});
            command(kHealMs, scenario::StartCommand{{name}});
            for (const std::string other : {"controller", "p1", "p2", "c1"}) {
                command(kHealMs, scenario::HealCommand{name, other, true});
            }
            for (int other = broker + 1; other <= m_scenario.cluster.brokers; ++other) {
                command(kHealMs, scenario::HealCommand{name, "b" + std::to_string(other), true});
            }
        }
    }

    sim::Random m_random;
    FaultOptions m_options;
    scenario::Scenario m_scenario;
};

} // namespace

scenario::Scenario randomFaults(std::uint64_t seed, const FaultOptions& options)
{
    return Drawing(seed, options).draw(seed);
}

} // namespace brokerscope::testing
