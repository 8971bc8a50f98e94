#include <QTest>

#include "tests/engine/client/naive_producer.h"

#include "engine/client/producer.h"
#include "engine/protocol/messages.h"
#include "engine/sim/kernel.h"

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <memory>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

using What = BatchPlan::What;

constexpr NodeId kProducer{3};

NodeId leaderOf(PartitionId partition)
{
    return NodeId(partition.value() == 1 ? 2 : 1);
}

/// Answers everything at once.
class PromptBroker final : public sim::Node {
public:
    void start(sim::Context& /*context*/) override { }
    void timeUp(sim::Context& /*context*/, const sim::Timer& /*timer*/) override { }
    void connectionLost(sim::Context& /*context*/, NodeId /*peer*/) override { }
    void receive(sim::Context& context, sim::Message message) override
    {
        const protocol::Value& value = protocol::valueOf(message);
        if (const auto* metadata = std::get_if<protocol::MetadataRequest>(&value)) {
            protocol::MetadataResponse response;
            response.brokers.insert(NodeId(1));
            response.brokers.insert(NodeId(2));
            for (const PartitionId partition : metadata->partitions) {
                protocol::MetadataResponse::Partition& told = response.partitions.emplace_back();
                told.partition = partition;
                told.leader = leaderOf(partition);
                told.leaderEpoch = LeaderEpoch(0);
            }
            protocol::reply(context, message, std::move(response));
        } else if (const auto* produce = std::get_if<protocol::ProduceRequest>(&value)) {
            protocol::ProduceResponse response;
            for (const auto& partition : produce->partitions) {
                protocol::ProduceResponse::Partition& told = response.partitions.emplace_back();
                told.partition = partition.partition;
                told.baseOffset = Offset(0);
            }
            protocol::reply(context, message, std::move(response));
        }
    }
};

/// A producer between two such brokers.
class Stage {
public:
    explicit Stage(const BatchPlan& plan)
        : m_plan(plan)
        , m_kernel(roster(), 1, {plan.roundTrip / 2, plan.roundTrip / 2, 0}, {})
    {
        m_config.acks = 1;
        m_config.idempotence = false;
        m_config.batchSize = plan.batchSize;
        m_config.linger = plan.linger;
        m_config.bufferMemory = plan.bufferMemory;
        m_config.maxRequestSize = plan.maxRequestSize;
        m_config.maxInFlight = plan.maxInFlight;
        for (std::uint16_t number = 0; number < NaiveProducer::kPartitions; ++number) {
            m_workload.partitions.push_back(PartitionId(number));
        }
        for (const BatchPlan::Action& action : plan.actions) {
            if (action.what == What::Send) {
                client::ExactRecord& record = m_workload.records.emplace_back();
                record.at = action.at;
                record.value = std::string(action.valueSize, 'x');
                record.partition = action.partition;
            }
        }
        for (std::uint16_t broker = 1; broker <= 2; ++broker) {
            m_kernel.setFactory(NodeId(broker), [] { return std::make_unique<PromptBroker>(); });
            m_kernel.startNode(NodeId(broker));
        }
        m_kernel.setFactory(kProducer, [this] {
            return std::make_unique<client::Producer>(m_config, m_workload,
                std::vector{NodeId(1), NodeId(2)}, NaiveProducer::kPartitions);
        });
        m_kernel.startNode(kProducer);
    }

    std::vector<BatchFate> run()
    {
        for (const BatchPlan::Action& action : m_plan.actions) {
            if (action.what != What::Send) {
                m_kernel.runUntil(Timestamp() + action.at);
                m_kernel.act(kProducer, [&](sim::Node& process, sim::Context& context) {
                    auto& producer = static_cast<client::Producer&>(process);
                    if (action.what == What::Flush) {
                        producer.flush(context);
                    } else {
                        producer.close(context, std::nullopt);
                    }
                });
            }
        }
        m_kernel.runUntil(Timestamp() + seconds(20));
        return fates();
    }

    /// nullopt once the process has ended, as it does after close().
    std::optional<std::uint64_t> bufferUsed()
    {
        const auto* process = static_cast<const client::Producer*>(m_kernel.process(kProducer));
        return process == nullptr ? std::nullopt : std::optional(process->bufferUsed());
    }

private:
    static event::Roster roster()
    {
        event::Roster roster;
        roster.nodes = {{"you", event::NodeKind::Script}, {"b1", event::NodeKind::Broker},
            {"b2", event::NodeKind::Broker}, {"p1", event::NodeKind::Producer}};
        roster.partitions = {{"t", 0}, {"t", 1}, {"t", 2}};
        return roster;
    }

    [[nodiscard]] std::vector<BatchFate> fates() const
    {
        std::vector<BatchFate> fates;
        const auto of = [&](BatchId id) -> BatchFate& { return fates.at(id.value() - 1); };
        for (const event::Event& event : m_kernel.recorder().events()) {
            if (const auto* opened = std::get_if<event::BatchOpened>(&event.payload)) {
                BatchFate& fate = fates.emplace_back();
                fate.partition = opened->partition.value();
                fate.openedAt = event.time;
            } else if (const auto* batched = std::get_if<event::RecordBatched>(&event.payload)) {
                of(batched->batch).records.push_back(batched->number.value());
            } else if (const auto* closed = std::get_if<event::BatchClosed>(&event.payload)) {
                of(closed->batch).bytes = closed->bytes;
                of(closed->batch).closedAt = event.time;
                of(closed->batch).reason = closed->reason;
            } else if (const auto* sent = std::get_if<event::BatchSent>(&event.payload)) {
                of(sent->batch).sentAt = event.time;
            } else if (const auto* acked = std::get_if<event::BatchAcked>(&event.payload)) {
                of(acked->batch).doneAt = event.time;
            }
        }
        return fates;
    }

    const BatchPlan& m_plan;
    client::ProducerConfig m_config;
    client::Workload m_workload;
    sim::Kernel m_kernel;
};

template <class Value>
rc::Gen<Value> anyOf(std::vector<Value> values)
{
    return rc::gen::elementOf(std::move(values));
}

/// At most this many things may happen, so that each has its own microseconds of every millisecond:
/// what two of them lead to never falls on the same moment, where the order would be a matter of
/// taste. A round trip takes two microseconds more than whole milliseconds, for the same reason.
constexpr int kMostActions = 20;
constexpr int kSpacing = 1000 / kMostActions;

BatchPlan drawPlan()
{
    BatchPlan plan;
    plan.batchSize = *anyOf<std::uint32_t>({0, 150, 300, 800, 16384});
    plan.linger = milliseconds(*anyOf<int>({0, 0, 2, 7, 30}));
    plan.bufferMemory = *anyOf<std::uint64_t>({33554432, 33554432, 20000, 2500, 1200});
    plan.bufferMemory = std::max<std::uint64_t>(plan.bufferMemory, plan.batchSize);
    plan.maxRequestSize = *anyOf<std::uint32_t>({1048576, 1048576, 700});
    plan.maxInFlight = *anyOf<std::uint32_t>({1, 2, 5});
    plan.roundTrip = milliseconds(*rc::gen::inRange(1, 12)) + microseconds(2);
    const int count = *rc::gen::inRange(1, kMostActions);
    // A flush() and a close() come from other threads than the send() that waits for memory, which
    // the naive producer does not know.
    const bool onlySends = plan.bufferMemory <= 20000;
    const bool closes = !onlySends && *rc::gen::inRange(0, 3) == 0;
    int ms = 40;
    for (int i = 0; i < count; ++i) { // the first is a send(), or the application makes records up
        ms += *anyOf<int>({0, 0, 1, 1, 2, 5, 20});
        BatchPlan::Action& action = plan.actions.emplace_back();
        action.at = milliseconds(ms) + microseconds(std::int64_t{kSpacing} * i);
        if (closes && i > 0 && i + 1 == count) {
            action.what = What::Close;
        } else if (!onlySends && i > 0 && *rc::gen::inRange(0, 10) == 0) {
            action.what = What::Flush;
        } else {
            action.partition = *rc::gen::inRange<std::uint16_t>(0, NaiveProducer::kPartitions);
            action.valueSize = *rc::gen::inRange<std::size_t>(0, 500);
        }
    }
    return plan;
}

} // namespace

/// Batches are opened, filled, closed and sent as Kafka's rules have it: against a restatement of
/// these rules that knows nothing of the engine.
class BatchClosingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheNaiveRules()
    {
        std::map<event::CloseReason, int> reasons;
        int waited = 0;
        QVERIFY(rc::check("batches are those of the naive producer", [&] {
            const BatchPlan plan = drawPlan();
            NaiveProducer naive(plan);
            Stage stage(plan);
            const std::vector<BatchFate> expected = naive.run();
            RC_LOG() << plan;
            RC_ASSERT(stage.run() == expected);
            RC_ASSERT(stage.bufferUsed().value_or(0) == 0U);
            for (const BatchFate& fate : expected) {
                ++reasons[fate.reason];
                waited += fate.sentAt > fate.closedAt ? 1 : 0;
            }
        }));
        // Or the rules were not tried.
        for (const event::CloseReason reason :
            {event::CloseReason::Full, event::CloseReason::Linger, event::CloseReason::Drained,
                event::CloseReason::Memory, event::CloseReason::Flush, event::CloseReason::Close}) {
            QVERIFY2(reasons[reason] > 0, qPrintable(QString::number(static_cast<int>(reason))));
        }
        QVERIFY(waited > 0);
    }
};

QTEST_APPLESS_MAIN(BatchClosingTest)
#include "tst_batch_closing.moc"
