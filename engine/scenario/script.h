#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The script of a scenario: what is done to the cluster and its clients, and when.
namespace brokerscope::scenario {

/// Topics that a consumer subscribes to: by name, or all those whose name a pattern matches.
struct TopicChoice {
    std::vector<std::string> topics;
    std::string pattern; ///< empty: by name
    [[nodiscard]] bool empty() const { return topics.empty() && pattern.empty(); }
    bool operator==(const TopicChoice&) const = default;
};

struct StartCommand {
    std::vector<std::string> nodes;
    bool operator==(const StartCommand&) const = default;
};
/// Brokers and controllers stop by `how`, Shutdown being a broker's controlled shutdown; producers
/// and consumers always by Kill.
struct StopCommand {
    std::string node;
    event::StopHow how = event::StopHow::Kill;
    bool operator==(const StopCommand&) const = default;
};
struct PauseCommand {
    std::string node;
    bool operator==(const PauseCommand&) const = default;
};
struct ResumeCommand {
    std::string node;
    bool operator==(const ResumeCommand&) const = default;
};
struct CutCommand {
    std::string from;
    std::string to;
    bool bothWays = true;
    bool operator==(const CutCommand&) const = default;
};
struct HealCommand {
    std::string from;
    std::string to;
    bool bothWays = true;
    bool operator==(const HealCommand&) const = default;
};
/// A consumer's application calls seek(), seekToBeginning(), seekToEnd(), or offsetsForTimes() and
/// then seek(). Nothing happens while it is not running, or paused.
struct SeekCommand {
    std::string consumer;
    event::SeekTarget target = event::SeekTarget::Beginning;
    Offset offset; ///< of target Offset
    Timestamp time; ///< of target Time, as record timestamps have it
    std::string partition; ///< roster name; empty: all that it reads
    bool operator==(const SeekCommand&) const = default;
};
/// An admin has the records of a partition deleted (Kafka: Admin.deleteRecords).
struct DeleteRecordsCommand {
    std::string partition; ///< roster name
    Offset before; ///< the new log start offset; kNoOffset: the high watermark
    bool operator==(const DeleteRecordsCommand&) const = default;
};
/// Cut from everybody, both ways.
struct IsolateCommand {
    std::string node;
    bool operator==(const IsolateCommand&) const = default;
};
/// Every cut and slow link of the node is healed.
struct ReconnectCommand {
    std::string node;
    bool operator==(const ReconnectCommand&) const = default;
};
/// Messages take `extra` longer; zero: as long as the others.
struct SlowLinkCommand {
    std::string from;
    std::string to;
    Duration extra;
    bool bothWays = true;
    bool operator==(const SlowLinkCommand&) const = default;
};
/// Each write of the broker's disk takes `perWrite`; zero: no time.
struct SlowDiskCommand {
    std::string broker;
    Duration perWrite;
    bool operator==(const SlowDiskCommand&) const = default;
};
/// The broker's disk takes not one more byte; `full` false: it has room again.
struct FillDiskCommand {
    std::string broker;
    bool full = true;
    bool operator==(const FillDiskCommand&) const = default;
};
/// The node's wall clock is off by `by`; zero: right again.
struct SkewClockCommand {
    std::string node;
    Duration by;
    bool operator==(const SkewClockCommand&) const = default;
};
/// An admin asks for elections (Kafka: kafka-leader-election.sh).
struct ElectLeadersCommand {
    std::string partition; ///< roster name, or a topic's name for all of its partitions
    bool unclean = false; ///< otherwise the preferred leaders
    bool operator==(const ElectLeadersCommand&) const = default;
};
/// An admin moves a partition's replicas (Kafka: kafka-reassign-partitions.sh).
struct ReassignCommand {
    std::string partition; ///< roster name
    std::vector<std::string> replicas; ///< brokers in assignment order; empty: cancels
    std::uint64_t throttle = 0; ///< bytes per second; 0: none
    bool operator==(const ReassignCommand&) const = default;
};
/// An admin gives a topic more partitions (Kafka: kafka-topics.sh --alter --partitions).
struct AddPartitionsCommand {
    std::string topic;
    std::uint16_t count = 0; ///< that it has afterwards
    bool operator==(const AddPartitionsCommand&) const = default;
};
/// One message, as a fault strikes it.
struct MessageSpec {
    event::Api api = event::Api::Produce;
    bool isAnswer = false; ///< otherwise the request
    std::string from; ///< empty: anybody
    std::string to; ///< empty: anybody
    /// Roster name of a partition that it is about; empty: any.
    std::string partition;
    std::uint32_t number = 1; ///< which of these messages
    /// Counted from the run's start rather than from the command's time. Goes with no partition.
    bool sinceStart = false;
    bool operator==(const MessageSpec&) const = default;
};
/// The message never arrives, and nobody is told.
struct DropCommand {
    MessageSpec message;
    bool operator==(const DropCommand&) const = default;
};
/// The message, and what comes behind it on its link, arrives later.
struct DelayCommand {
    MessageSpec message;
    Duration by;
    bool operator==(const DelayCommand&) const = default;
};
/// The broker `request.to` answers one request with an error instead of carrying it out: of those
/// that arrive from then on.
struct FailOnceCommand {
    MessageSpec request;
    event::ErrorCode error = event::ErrorCode::UnknownServerError;
    bool operator==(const FailOnceCommand&) const = default;
};
/// A thread of the producer's application calls flush(). Nothing happens while it is not running.
struct FlushCommand {
    std::string producer;
    bool operator==(const FlushCommand&) const = default;
};
/// The client's application calls close(), and its process ends after that.
struct CloseCommand {
    std::string client; ///< a producer or a consumer
    std::optional<Duration> timeout; ///< nullopt: as long as it takes
    bool operator==(const CloseCommand&) const = default;
};
/// A consumer's application subscribes to these topics instead; none: it calls unsubscribe().
struct SubscribeCommand {
    std::string consumer;
    TopicChoice to;
    bool operator==(const SubscribeCommand&) const = default;
};
/// A consumer's application calls commitSync() or commitAsync() when it is done with what it got.
struct CommitCommand {
    std::string consumer;
    bool isAsync = false;
    std::string partition; ///< roster name; empty: all positions
    Offset offset = kNoOffset; ///< with partition
    bool operator==(const CommitCommand&) const = default;
};
/// A consumer's application calls pause() or, with isPaused false, resume().
struct PausePartitionsCommand {
    std::string consumer;
    std::string partition; ///< roster name; empty: all that it reads
    bool isPaused = true;
    bool operator==(const PausePartitionsCommand&) const = default;
};
/// The run ends here. A scenario has exactly one, and no command is later.
struct EndCommand {
    bool operator==(const EndCommand&) const = default;
};

struct Command {
    Timestamp at;
    std::variant<StartCommand, StopCommand, PauseCommand, ResumeCommand, CutCommand, HealCommand,
        SeekCommand, DeleteRecordsCommand, IsolateCommand, ReconnectCommand, SlowLinkCommand,
        SlowDiskCommand, FillDiskCommand, SkewClockCommand, ElectLeadersCommand, ReassignCommand,
        AddPartitionsCommand, DropCommand, DelayCommand, FailOnceCommand, FlushCommand,
        CloseCommand, SubscribeCommand, CommitCommand, PausePartitionsCommand, EndCommand>
        action;
    bool operator==(const Command&) const = default;
};

} // namespace brokerscope::scenario
