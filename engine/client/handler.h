#pragma once

#include "engine/base/bytes.h"
#include "engine/client/config.h"
#include "engine/client/record_runs.h"
#include "engine/sim/node.h"

#include <deque>
#include <optional>
#include <vector>

namespace brokerscope::client {

/// Some records of one partition that the application deals with in one go.
struct Task {
    PartitionId partition;
    Offset first; ///< of the records
    Offset end; ///< it is done with everything below when it is done
    Duration time;
    bool throws = false; ///< at the one record
};

/// The part of a consumer's application that deals with records: how long each takes, and at which
/// it throws. `config` must outlive it.
class Handler {
public:
    explicit Handler(const HandlerConfig& config);

    void start(Timestamp now) { m_startedAt = now; }

    /// What there is to do for records that poll() took out of `batches` from `from` on. A record
    /// that takes time is a task of its own, so that a process that dies leaves the rest undone.
    [[nodiscard]] std::vector<Task> tasksFor(sim::Context& context, PartitionId partition,
        ByteView batches, Offset from, const RecordRuns& taken) const;

    /// A task begins now: how long it takes, with whatever holds it up.
    [[nodiscard]] Duration begin(sim::Context& context, const Task& task);

private:
    [[nodiscard]] Task taskFor(sim::Context& context, PartitionId partition, Offset offset,
        std::optional<std::string_view> key) const;

    const HandlerConfig& m_config;
    Timestamp m_startedAt;
    std::size_t m_stallsPassed = 0;
};

} // namespace brokerscope::client
