#pragma once

#include "engine/scenario/reading.h"

#include <array>
#include <optional>
#include <string_view>

/// The commands of a script, one by one: how each is written, read and checked.
namespace brokerscope::scenario {

using ReadAction = std::optional<Command>(
    Reading& reading, const Place& command, const Place& value, Timestamp at);
using CheckAction = void(Reading& reading, const Place& command, const Place& value);

/// One kind of command. `command` is the whole mapping, `value` what stands behind the action.
struct ScriptAction {
    std::string_view name;
    std::array<std::string_view, 3> extras = {}; ///< the keys that may stand beside it
    /// Participants are not looked up. nullopt when it cannot be made out.
    ReadAction* read = nullptr;
    CheckAction* check = nullptr; ///< the participants that it names
};

// --- who runs (read_script_faults.cpp)

ReadAction readStart;
ReadAction readStop;
ReadAction readPause;
ReadAction readResume;
ReadAction readEnd;
CheckAction checkNodes;
CheckAction checkStop;

// --- links, disks and clocks (read_script_faults.cpp)

ReadAction readCut;
ReadAction readHeal;
ReadAction readIsolate;
ReadAction readReconnect;
ReadAction readSlowLink;
ReadAction readSlowDisk;
ReadAction readFillDisk;
ReadAction readFreeDisk;
ReadAction readSkewClock;
CheckAction checkLink;
CheckAction checkBroker;

// --- single messages (read_script_messages.cpp)

ReadAction readDrop;
ReadAction readDelayMessage;
ReadAction readFailOnce;
CheckAction checkMessage;
CheckAction checkFailOnce;

// --- what is read and kept (read_script_records.cpp)

ReadAction readSeek;
ReadAction readDeleteRecords;
CheckAction checkSeek;
CheckAction checkDeleteRecords;

// --- a client's application (read_script_clients.cpp)

ReadAction readFlush;
ReadAction readClose;
ReadAction readSubscribe;
ReadAction readUnsubscribe;
ReadAction readCommit;
ReadAction readPausePartitions;
ReadAction readResumePartitions;
CheckAction checkProducer;
CheckAction checkClient;
CheckAction checkSubscribe;
CheckAction checkGroupMember;
CheckAction checkOwnPartition;

// --- planned changes (read_script_admin.cpp)

ReadAction readElectLeaders;
ReadAction readReassign;
ReadAction readCancelReassignment;
ReadAction readAddPartitions;
CheckAction checkElectLeaders;
CheckAction checkReassign;
CheckAction checkCancelReassignment;
CheckAction checkAddPartitions;

} // namespace brokerscope::scenario
