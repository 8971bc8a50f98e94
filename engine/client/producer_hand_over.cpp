#include "engine/client/producer.h"

#include "engine/client/timers.h"

#include <algorithm>
#include <utility>

/// How a Producer serves the consumer that runs in its process.
namespace brokerscope::client {

void Producer::send(sim::Context& context, HandedRecord record)
{
    m_queued.push_back({std::move(record), context.now() + m_config.maxBlock});
    work(context);
}

/// One send() after the other; what waits its turn has its time running.
void Producer::beginQueued(sim::Context& context)
{
    while (!m_pending && !m_queued.empty()) {
        Queued next = std::move(m_queued.front());
        m_queued.pop_front();
        m_pending = Pending{};
        Pending& record = *m_pending;
        record.number = RecordNumber(++m_handedCount);
        record.key = next.record.key;
        record.value = next.record.value;
        record.handed = std::move(next.record);
        if (m_isClosing) {
            announce(context, record);
            reject(context, event::ErrorCode::ProducerClosed);
            continue;
        }
        m_metadata.use(context, m_channel);
        m_blockTimer = context.setTimer(std::max(next.deadline - context.now(), Duration()),
            kindOf(ClientTimer::SendBlockedTooLong));
        tryToSend(context);
    }
}

void Producer::tell(sim::Context& context, const HandedRecord& record, SendOutcome outcome)
{
    context.callPartner([tellCaller = record.tell, outcome](sim::Node& caller, sim::Context& its) {
        tellCaller(caller, its, outcome);
    });
}

void Producer::batchDone(sim::Context& context, const ProducerBatch& batch, event::ErrorCode error)
{
    for (const RecordNumber number : batch.records) {
        const auto awaited = m_awaited.find(number);
        if (awaited != m_awaited.end()) {
            tell(context, awaited->second, {SendOutcome::Stage::Answered, number, error});
            m_awaited.erase(awaited);
        }
    }
}

} // namespace brokerscope::client
