#include "engine/protocol/fetch_session_handler.h"

#include <algorithm>
#include <limits>

namespace brokerscope::protocol {

FetchSessionEpoch nextFetchEpoch(FetchSessionEpoch epoch)
{
    if (epoch < kInitialFetchEpoch) {
        return kFinalFetchEpoch;
    }
    const bool isLast = epoch.value() == std::numeric_limits<std::int32_t>::max();
    return FetchSessionEpoch(isLast ? 1 : epoch.value() + 1);
}

std::vector<FetchSessionHandler::Told>::iterator FetchSessionHandler::find(PartitionId partition)
{
    return std::lower_bound(m_told.begin(), m_told.end(), partition,
        [](const Told& told, PartitionId wanted) { return told.partition.partition < wanted; });
}

void FetchSessionHandler::prepare(FetchRequest& request)
{
    request.session = m_session;
    request.sessionEpoch = m_epoch;
    request.forgotten.clear();
    if (isFull()) {
        m_told.clear();
    }
    ++m_round;
    for (FetchRequest::Partition& wanted : request.partitions) {
        wanted.isImplied = false;
        const auto told = find(wanted.partition);
        if (told == m_told.end() || told->partition.partition != wanted.partition) {
            m_told.insert(told, {wanted, m_round});
            continue;
        }
        told->round = m_round;
        if (told->partition == wanted) {
            wanted.isImplied = true;
        } else {
            told->partition = wanted;
        }
    }
    std::erase_if(m_told, [&](const Told& told) {
        const bool isWanted = told.round == m_round;
        if (!isWanted) {
            request.forgotten.push_back(told.partition.partition);
        }
        return !isWanted;
    });
}

bool FetchSessionHandler::knowsAllOf(const FetchResponse& response)
{
    return std::all_of(
        response.partitions.begin(), response.partitions.end(), [this](const auto& result) {
            const auto told = find(result.partition);
            return told != m_told.end() && told->partition.partition == result.partition;
        });
}

void FetchSessionHandler::begin(FetchSessionId closing)
{
    m_session = closing;
    m_epoch = kInitialFetchEpoch;
}

bool FetchSessionHandler::answered(const FetchResponse& response)
{
    m_hasFailed = false;
    if (response.error != ErrorCode::None) {
        // A session that the broker does not know need not be closed there.
        begin(response.error == ErrorCode::FetchSessionIdNotFound ? kNoFetchSession : m_session);
        return false;
    }
    const bool wasFull = isFull();
    const bool isComplete = !wasFull || response.partitions.size() == m_told.size();
    if (!isComplete || !knowsAllOf(response)) {
        begin(wasFull ? kNoFetchSession : m_session);
        return false;
    }
    if (response.session == kNoFetchSession) {
        begin(kNoFetchSession);
    } else {
        m_epoch = nextFetchEpoch(wasFull ? kInitialFetchEpoch : m_epoch);
        m_session = response.session;
    }
    return true;
}

void FetchSessionHandler::failed()
{
    m_hasFailed = true;
    begin(m_session);
}

void FetchSessionHandler::close()
{
    m_epoch = kFinalFetchEpoch;
}

} // namespace brokerscope::protocol
