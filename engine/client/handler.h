#pragma once

#include "engine/base/bytes.h"
#include "engine/client/config.h"
#include "engine/client/record_runs.h"
#include "engine/sim/node.h"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace brokerscope::client {

/// What a record says, for applications that look at that.
struct RecordContent {
    LeaderEpoch epoch;
    std::optional<std::string> key; ///< nullopt is null
    std::optional<std::string> value;
    std::vector<ExactRecord::Header> headers;
};

/// Some records of one partition that the application deals with in one go.
struct Task {
    PartitionId partition;
    Offset first; ///< of the records
    Offset end; ///< it is done with everything below when it is done
    Duration time;
    bool throws = false; ///< at the one record
    bool isKnown = false; ///< from before: it passes the one record over
    std::optional<RecordContent> content = {}; ///< of the one record
};

/// The part of a consumer's application that deals with records: how long each takes, at which it
/// throws, which it knows, and what it writes to an external store. `config` must outlive it.
class Handler {
public:
    explicit Handler(const HandlerConfig& config);

    void start(Timestamp now) { m_startedAt = now; }

    /// What there is to do for records that poll() took out of `batches` from `from` on. A record
    /// that takes time, or whose content counts, is a task of its own, so that a process that dies
    /// leaves the rest undone.
    [[nodiscard]] std::vector<Task> tasksFor(sim::Context& context, PartitionId partition,
        ByteView batches, Offset from, const RecordRuns& taken) const;

    /// A task begins now: how long it takes, with whatever holds it up. Finds out whether the
    /// record is known.
    [[nodiscard]] Duration begin(sim::Context& context, Task& task);

    /// Passes over the record of a task whose time is over, if it is known. By a store it is asked
    /// again, since somebody else may have written it meanwhile.
    [[nodiscard]] bool passesOver(sim::Context& context, const Task& task) const;
    /// Writes the record's result in one transaction with whatever belongs to it, if there is a
    /// store.
    void store(sim::Context& context, const Task& task);
    /// Whether the record is to be sent on.
    [[nodiscard]] bool forwards(const Task& task) const;
    /// The application has dealt with the record, and knows it from now on.
    void remember(const Task& task);

private:
    [[nodiscard]] Task taskFor(sim::Context& context, PartitionId partition, Offset offset,
        std::optional<std::string_view> key) const;
    /// What the record is told by; nullopt when it cannot be known.
    [[nodiscard]] std::optional<std::string> identityOf(const Task& task) const;
    [[nodiscard]] bool knows(const Task& task) const;

    const HandlerConfig& m_config;
    Timestamp m_startedAt;
    std::size_t m_stallsPassed = 0;
    std::set<std::string> m_known; ///< dies with the process
};

} // namespace brokerscope::client
