#pragma once

#include "engine/protocol/messages.h"

#include <cstdint>
#include <vector>

namespace brokerscope::protocol {

/// What a consumer or a follower knows of its fetch session with one broker (Kafka:
/// FetchSessionHandler). It is asked in turns: prepare() a request, then one of answered() and
/// failed() about it.
class FetchSessionHandler {
public:
    /// `request` has all partitions that are wanted now. It becomes the next request of the
    /// session: what the broker knows already is marked as implied, and what is wanted no longer is
    /// forgotten.
    void prepare(FetchRequest& request);

    /// Takes the answer to that request. False when it says nothing about partitions: the session
    /// is at an end, or the answer does not fit it. The next request then is a full one.
    [[nodiscard]] bool answered(const FetchResponse& response);

    /// There was no answer: the next request ends the session and asks for a new one.
    void failed();

    /// The next request ends the session and asks for no other (Kafka: notifyClose).
    void close();

    [[nodiscard]] FetchSessionId session() const { return m_session; }
    [[nodiscard]] bool isFull() const
    {
        return m_epoch == kInitialFetchEpoch || m_epoch == kFinalFetchEpoch;
    }
    /// The broker did not answer the last request.
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

private:
    struct Told {
        FetchRequest::Partition partition;
        std::uint32_t round = 0; ///< in which it was wanted last
    };
    [[nodiscard]] std::vector<Told>::iterator find(PartitionId partition);
    [[nodiscard]] bool knowsAllOf(const FetchResponse& response);
    void begin(FetchSessionId closing);

    FetchSessionId m_session = kNoFetchSession;
    FetchSessionEpoch m_epoch = kInitialFetchEpoch; ///< of the next request
    bool m_hasFailed = false;
    std::uint32_t m_round = 0;
    std::vector<Told> m_told; ///< what the broker knows then, ascending by partition
};

/// The epoch after this one in a session (Kafka: FetchMetadata.nextEpoch).
[[nodiscard]] FetchSessionEpoch nextFetchEpoch(FetchSessionEpoch epoch);

} // namespace brokerscope::protocol
