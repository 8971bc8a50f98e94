#pragma once

#include "engine/base/time.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>

namespace brokerscope::broker {

/// What a broker copied lately for replicas that are being added, as leader or as follower (Kafka:
/// ReplicationQuotaManager). The rate is taken over the last eleven samples of a second
/// (replication.quota.window.num and .size.seconds), over at least one.
class ReplicationQuota {
public:
    void record(Timestamp now, std::size_t bytes);
    [[nodiscard]] bool isExceeded(Timestamp now, std::uint64_t bytesPerSecond) const;
    /// When it is not exceeded any more, if nothing else is recorded.
    [[nodiscard]] Timestamp freeAt(Timestamp now, std::uint64_t bytesPerSecond) const;

private:
    struct Sample {
        Timestamp begin;
        std::uint64_t bytes = 0;
    };
    [[nodiscard]] std::pair<std::uint64_t, Timestamp> window(Timestamp now) const;

    std::deque<Sample> m_samples; ///< ascending
};

} // namespace brokerscope::broker
