#pragma once

#include "engine/client/config.h"
#include "engine/client/draws.h"
#include "engine/sim/node.h"

#include <optional>
#include <string>

namespace brokerscope::client {

/// What an application hands to send().
struct Outgoing {
    RecordNumber number;
    std::optional<std::string> key; ///< nullopt is null
    std::optional<std::string> value; ///< nullopt is null: a tombstone
    std::optional<std::uint16_t> explicitPartition;
    const ExactRecord* exact = nullptr; ///< what the workload tells of it
    std::int64_t timestampMs = 0; ///< of an exact record
};

/// The application around a producer: which records it sends, and when. It calls send() again when
/// the send() before has returned. `workload` must outlive it.
class Application {
public:
    explicit Application(const Workload& workload);

    /// The process begins. How long until the first send(); nullopt: it sends nothing.
    std::optional<Duration> start(sim::Context& context);
    /// The record of the send() whose time has come; nullopt once all have been sent.
    std::optional<Outgoing> next(sim::Context& context);
    /// A send() has returned. How long until the next one; nullopt: there is none.
    std::optional<Duration> untilNext(sim::Context& context);

private:
    [[nodiscard]] bool isExact() const { return !m_workload.records.empty(); }
    [[nodiscard]] bool isDone() const;
    [[nodiscard]] Outgoing exactRecord(sim::Context& context) const;
    [[nodiscard]] Outgoing madeUpRecord(sim::Context& context) const;
    [[nodiscard]] std::string makeKey(sim::Context& context) const;
    [[nodiscard]] std::size_t drawSize(sim::Context& context) const;
    [[nodiscard]] std::string makeValue(sim::Context& context, RecordNumber number) const;
    [[nodiscard]] Duration gap(sim::Context& context) const;
    /// How long the application's `duration` takes when pauses do not count.
    [[nodiscard]] Duration withPauses(sim::Context& context, Duration duration) const;

    const Workload& m_workload;
    std::optional<Zipf> m_ranks; ///< of the keys
    Timestamp m_startedAt;
    std::uint32_t m_created = 0;
};

} // namespace brokerscope::client
