#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

/// The script and the faults.
namespace brokerscope::event {

/// A command of the script was carried out. node: kScriptNode. The index counts the scenario's
/// script in file order.
struct ScriptCommand {
    std::uint32_t index = 0;
    bool operator==(const ScriptCommand&) const = default;
};

/// A property has a value that differs from its default. node: whose property it is, kScriptNode
/// for topics.
struct ConfigSet {
    StringId scope; ///< "topics.orders", "cluster" or the node's name
    StringId name; ///< Kafka's property name
    StringId value;
    bool operator==(const ConfigSet&) const = default;
};

/// node started its process. The first start of a run is one, too.
struct NodeStarted {
    bool operator==(const NodeStarted&) const = default;
};

struct NodeStopped {
    StopHow how = StopHow::Kill;
    bool operator==(const NodeStopped&) const = default;
};

/// node stands still (a long garbage collection): it neither receives nor acts, and nobody is told.
struct NodePaused {
    bool operator==(const NodePaused&) const = default;
};

struct NodeResumed {
    bool operator==(const NodeResumed&) const = default;
};

/// Messages from `from` to `to` (and back, if bothWays) are lost from now on. node: kScriptNode.
struct LinkCut {
    NodeId from;
    NodeId to;
    bool bothWays = true;
    bool operator==(const LinkCut&) const = default;
};

struct LinkHealed {
    NodeId from;
    NodeId to;
    bool bothWays = true;
    bool operator==(const LinkHealed&) const = default;
};

/// Messages from `from` to `to` (and back, if bothWays) take `extra` longer from now on; zero: as
/// long as the others again. node: kScriptNode.
struct LinkSlowed {
    Duration extra;
    NodeId from;
    NodeId to;
    bool bothWays = true;
    bool operator==(const LinkSlowed&) const = default;
};

/// Each write to node's disk takes `perWrite` from now on, and the process does nothing else
/// meanwhile; zero: none, as before.
struct DiskSlowed {
    Duration perWrite;
    bool operator==(const DiskSlowed&) const = default;
};

/// node's disk takes not one more byte, or has room again.
struct DiskFilled {
    bool full = true;
    bool operator==(const DiskFilled&) const = default;
};

/// The clock on node's wall is off by `by` from now on; zero: it is right again. Timers are not
/// concerned.
struct ClockSkewed {
    Duration by;
    bool operator==(const ClockSkewed&) const = default;
};

} // namespace brokerscope::event
