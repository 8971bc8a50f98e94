#pragma once

#include "engine/assignor/mapping.h"
#include "engine/assignor/strategy.h"
#include "engine/assignor/subscription.h"

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace brokerscope::assignor {

// A group as one line of JSON:
//
//   {"assignor":"sticky","topics":{"t":3},
//    "members":[{"id":"c1","topics":["t"],"owned":[["t",0]],"generation":3}]}
//
// A member may also have "instanceId" and "rack", the group "partitionRacks"
// ({"t":[["r1","r2"],…]}) and "topicIds" ({"t":"0pa9aX77Nma5nYdeX3ICHA"}). The assignor "custom"
// has a "mapping"
// ({"c1":[["t",0]]}). Other keys are left alone. A topic that only members name does not exist.

enum class LineProblem {
    NotJson, ///< `column` is where it stops being JSON
    Missing,
    WrongType,
    Negative,
    TooLarge, ///< more than kMostPartitions, or than a partition's number can be
    Twice, ///< among things that have to differ
    UnknownAssignor,
    NotTopicId,
    NumberTooLarge, ///< for a double, which is what JSON numbers are read as
};

/// What should have been there.
enum class LineValue {
    Line, ///< a JSON object
    Assignor,
    Topics, ///< names with their partition counts
    PartitionCount,
    Members,
    Member,
    Id,
    TopicNames,
    TopicName,
    Owned, ///< pairs of a topic and a partition
    TopicPartition,
    Generation,
    InstanceId,
    Rack,
    Racks, ///< for each partition of a topic a list of racks
    TopicIds,
    TopicId,
    MappedMembers,
};

struct LineError {
    LineProblem problem = LineProblem::NotJson;
    LineValue expected = LineValue::Line;
    std::string where = {}; ///< "members[1].owned[0]"; empty: the line itself
    std::string found = {}; ///< the value as it stands there, shortened
    std::size_t column = 0; ///< from 1; 0: not known

    bool operator==(const LineError&) const = default;
};

/// So many partitions may the topics of a line have together.
inline constexpr std::int64_t kMostPartitions = 1'000'000;

struct Line { // NOLINT(bugprone-exception-escape): moving the JSON does not throw
    nlohmann::ordered_json json; ///< as it was read
    std::optional<Strategy> strategy; ///< nullopt: none is named, or it is the custom one
    std::optional<Mapping> mapping; ///< of the custom assignor
    GroupSubscription subscription;
};

[[nodiscard]] tl::expected<Line, LineError> readLine(std::string_view text);

/// {"c1":[["t",0],…],…}, members by id.
[[nodiscard]] nlohmann::ordered_json assignmentJson(
    const GroupSubscription& subscription, const Assignment& assignment);

/// ["t",0]
[[nodiscard]] nlohmann::ordered_json partitionJson(
    const GroupSubscription& subscription, const TopicPartition& partition);

} // namespace brokerscope::assignor
