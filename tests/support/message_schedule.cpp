#include "tests/support/message_schedule.h"

#include "engine/protocol/refusal.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::testing {

namespace {

using event::Api;

int below(sim::Random& random, int bound)
{
    return static_cast<int>(random.below(static_cast<std::uint64_t>(bound)));
}

bool isOneIn(sim::Random& random, int cases)
{
    return below(random, cases) == 0;
}

template <class Value>
Value oneOf(sim::Random& random, std::initializer_list<Value> values)
{
    return values.begin()[below(random, static_cast<int>(values.size()))];
}

// --- producers -----------------------------------------------------------------------------------

void drawGuarantees(sim::Random& random, scenario::ConfigMap& config)
{
    const bool isIdempotent = isOneIn(random, 2);
    config["enable.idempotence"] = isIdempotent ? "true" : "false";
    config["acks"] = isIdempotent ? "all" : oneOf<const char*>(random, {"0", "1", "1", "all"});
    config["max.in.flight.requests.per.connection"]
        = std::to_string(1 + below(random, isIdempotent ? 5 : 7));
    if (isOneIn(random, 4)) {
        config["retries"] = std::to_string(isIdempotent ? 1 + below(random, 4) : below(random, 4));
    }
}

void drawBatching(sim::Random& random, scenario::ConfigMap& config)
{
    config["batch.size"] = oneOf<const char*>(random, {"0", "200", "700", "2500", "16384"});
    config["linger.ms"] = oneOf<const char*>(random, {"0", "3", "20", "60"});
    config["buffer.memory"]
        = oneOf<const char*>(random, {"20000", "60000", "33554432", "33554432"});
    config["max.block.ms"] = oneOf<const char*>(random, {"40", "250", "60000"});
    config["max.request.size"] = oneOf<const char*>(random, {"600", "3000", "1048576", "1048576"});
    config["compression.type"]
        = oneOf<const char*>(random, {"none", "none", "gzip", "snappy", "lz4", "zstd"});
}

void drawTimes(sim::Random& random, scenario::ConfigMap& config)
{
    config["request.timeout.ms"] = std::to_string(100 + below(random, 200));
    config["delivery.timeout.ms"] = std::to_string(400 + below(random, 1400));
    config["retry.backoff.ms"] = std::to_string(5 + below(random, 60));
}

void drawPartitioner(sim::Random& random, scenario::ProducerSpec& producer)
{
    switch (below(random, 8)) {
    case 0:
        producer.config["partitioner.class"]
            = "org.apache.kafka.clients.producer.RoundRobinPartitioner";
        return;
    case 1:
        producer.config["partitioner.adaptive.partitioning.enable"] = "false";
        return;
    case 2:
        producer.config["partitioner.availability.timeout.ms"] = "30";
        return;
    case 3:
        producer.partitioner = {{"k1*", 0}, {"*", 0}};
        return;
    default:
        return;
    }
}

void drawApplication(sim::Random& random, scenario::SendSpec& sends)
{
    sends.hasKeys = sends.hasKeys || isOneIn(random, 2);
    switch (below(random, 3)) {
    case 0:
        sends.arrivals = scenario::ArrivalKind::Poisson;
        break;
    case 1:
        sends.bursts = scenario::BurstSpec{static_cast<std::uint32_t>(2 + below(random, 12)),
            milliseconds(10 + below(random, 80))};
        break;
    default:
        break;
    }
    if (isOneIn(random, 2)) {
        sends.sizeKind = scenario::SizeKind::Uniform;
        sends.size = 10;
        sends.sizeSpread = static_cast<std::uint32_t>(50 + below(random, 700));
    }
}

// --- single messages -----------------------------------------------------------------------------

/// Draws the faults of a script.
class Drawing {
public:
    Drawing(sim::Random& random, scenario::Scenario& scenario)
        : m_random(random)
        , m_scenario(scenario)
    {
        for (const event::Roster::Node& node : scenario::rosterOf(scenario).nodes) {
            if (node.kind == event::NodeKind::Broker) {
                m_brokers.push_back(node.name);
            }
            if (node.kind == event::NodeKind::Producer) {
                m_producers.push_back(node.name);
            }
        }
    }

    void addFault()
    {
        const int from = kFirstFaultMs + roll(kLastFaultMs - kFirstFaultMs);
        const int until = std::min(from + 20 + roll(500), kHealMs);
        switch (roll(20)) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4:
        case 5:
            command(from, scenario::DropCommand{anyMessage()});
            return;
        case 6:
        case 7:
        case 8:
        case 9:
            command(from, scenario::DelayCommand{anyMessage(), milliseconds(1 + roll(400))});
            return;
        case 10:
        case 11:
        case 12:
        case 13:
            failOnce(from);
            return;
        case 14:
        case 15:
            slowBroker(from, until);
            return;
        case 16:
            pauseProducer(from, until);
            return;
        case 17:
        case 18:
            command(from, scenario::FlushCommand{one(m_producers)});
            return;
        default:
            closeProducer(until);
            return;
        }
    }

private:
    int roll(int bound) { return below(m_random, bound); }
    const std::string& one(const std::vector<std::string>& names)
    {
        return names[static_cast<std::size_t>(roll(static_cast<int>(names.size())))];
    }
    template <class Action>
    void command(int ms, Action action)
    {
        m_scenario.script.push_back({Timestamp(std::int64_t{ms} * 1000), std::move(action)});
    }

    /// Mostly between a producer and a broker.
    scenario::MessageSpec anyMessage()
    {
        scenario::MessageSpec message;
        message.isAnswer = isOneIn(m_random, 2);
        message.number = static_cast<std::uint32_t>(1 + roll(4));
        std::string client = one(m_producers);
        switch (roll(10)) {
        case 0:
            message.api = Api::InitProducerId;
            break;
        case 1:
            message.api = Api::Metadata;
            break;
        case 2:
            message.api = Api::Fetch;
            client = one(m_brokers);
            break;
        case 3:
            message.api = static_cast<Api>(roll(static_cast<int>(Api::OffsetForLeaderEpoch) + 1));
            client.clear();
            break;
        default:
            break;
        }
        const std::string broker = isOneIn(m_random, 3) ? std::string() : one(m_brokers);
        message.from = client == broker ? std::string() : client;
        message.to = broker;
        if (message.isAnswer) {
            std::swap(message.from, message.to);
        }
        return message;
    }

    void failOnce(int from)
    {
        scenario::FailOnceCommand fail;
        fail.request.api
            = oneOf(m_random, {Api::Produce, Api::Produce, Api::Produce, Api::Metadata});
        fail.request.to = one(m_brokers);
        fail.request.from = isOneIn(m_random, 2) ? std::string() : one(m_producers);
        fail.request.number = static_cast<std::uint32_t>(1 + roll(3));
        const auto errors = protocol::refusals(fail.request.api);
        fail.error = errors[static_cast<std::size_t>(roll(static_cast<int>(errors.size())))];
        command(from, fail);
    }

    void slowBroker(int from, int until)
    {
        const std::string& broker = one(m_brokers);
        if (isOneIn(m_random, 2)) {
            command(from, scenario::SlowDiskCommand{broker, milliseconds(1 + roll(20))});
            command(until, scenario::SlowDiskCommand{broker, Duration()});
            return;
        }
        const std::string& producer = one(m_producers);
        command(
            from, scenario::SlowLinkCommand{producer, broker, milliseconds(10 + roll(200)), true});
        command(until, scenario::SlowLinkCommand{producer, broker, Duration(), true});
    }

    void pauseProducer(int from, int until)
    {
        const std::string& producer = one(m_producers);
        command(from, scenario::PauseCommand{producer});
        command(until, scenario::ResumeCommand{producer});
    }

    void closeProducer(int at)
    {
        scenario::CloseCommand close{one(m_producers), std::nullopt};
        if (isOneIn(m_random, 2)) {
            close.timeout = milliseconds(roll(300));
        }
        command(at, close);
    }

    sim::Random& m_random;
    scenario::Scenario& m_scenario;
    std::vector<std::string> m_brokers;
    std::vector<std::string> m_producers;
};

} // namespace

void drawProducer(sim::Random& random, scenario::ProducerSpec& producer)
{
    drawGuarantees(random, producer.config);
    drawBatching(random, producer.config);
    drawTimes(random, producer.config);
    drawPartitioner(random, producer);
    drawApplication(random, producer.sends);
}

void drawMessageFaults(sim::Random& random, int count, scenario::Scenario& scenario)
{
    Drawing drawing(random, scenario);
    for (int i = 0; i < count; ++i) {
        drawing.addFault();
    }
}

} // namespace brokerscope::testing
