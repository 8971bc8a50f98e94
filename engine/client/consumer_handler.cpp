#include "engine/client/consumer.h"

#include "engine/client/external_store.h"
#include "engine/client/producer.h"

#include <utility>

/// What the handler of a Consumer does with a record beyond taking its time: it throws, sends it on
/// with the producer in its process, and goes by an external store.
namespace brokerscope::client {

void Consumer::threw(sim::Context& context, const Task& task, bool isCaught)
{
    const bool isSkipped = isCaught || m_config.handler.skipsFailing;
    context.emit(event::HandlerThrew{task.first, task.partition, isSkipped});
    m_hasFailed = !isSkipped;
    if (m_hasFailed) {
        endProcess(context);
    }
}

void Consumer::endProcess(sim::Context& context)
{
    if (m_config.handler.forward) {
        context.halt();
    }
}

// --- forwarding ----------------------------------------------------------------------------------

void Consumer::handOver(sim::Context& context, std::size_t worker)
{
    const RecordContent& content = *m_queues[worker].front().content;
    HandedRecord record{
        content.key, content.value, content.headers, {}, m_config.handler.forward->waits};
    record.tell = [worker](sim::Node& caller, sim::Context& its, const SendOutcome& outcome) {
        static_cast<Consumer&>(caller).sendEnded(its, worker, outcome);
    };
    const bool isThere = context.callPartner([record](sim::Node& producer, sim::Context& its) {
        static_cast<Producer&>(producer).send(its, record);
    });
    if (!isThere) { // IllegalStateException: it was closed
        sendEnded(context, worker,
            {SendOutcome::Stage::Thrown, RecordNumber(), event::ErrorCode::ProducerClosed});
    }
}

void Consumer::sendEnded(sim::Context& context, std::size_t worker, const SendOutcome& outcome)
{
    if (m_hasFailed || m_queues[worker].empty()) {
        return;
    }
    const Task& task = m_queues[worker].front();
    const ForwardConfig& forward = *m_config.handler.forward;
    if (outcome.stage == SendOutcome::Stage::Taken) {
        context.emit(event::RecordForwarded{task.first, task.content->epoch, outcome.number,
            task.partition, forward.producer, task.throws});
        if (forward.waits) {
            return;
        }
    }
    const bool hasFailed = outcome.error != event::ErrorCode::None;
    if (hasFailed) {
        threw(context, task, false);
    }
    if (!m_hasFailed) {
        finishTask(context, worker, !hasFailed);
    }
    work(context);
}

// --- the external store --------------------------------------------------------------------------

void Consumer::takeStoredOffset(sim::Context& context, Assigned& assigned)
{
    const auto& store = m_config.handler.store;
    const auto offset
        = store && store->withOffset ? store->store->offset(assigned.partition) : std::nullopt;
    if (!offset) {
        return; // the committed offset or auto.offset.reset decides
    }
    assigned.needsCommitted = false;
    assigned.position = *offset;
    assigned.epoch = kNoEpoch; // unknown, so that there is nothing to validate
    context.emit(event::PositionFromStore{
        *offset, context.intern(store->store->name()), assigned.partition});
}

} // namespace brokerscope::client
