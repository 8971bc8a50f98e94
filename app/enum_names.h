#pragma once

#include "engine/event/kinds.h"

#include <string_view>

/// The values of the enums in engine/event/kinds.h as exported files write them. Part of the files'
/// format: never translated, never changed.
namespace brokerscope::app {

[[nodiscard]] std::string_view exportName(event::StopHow value);
[[nodiscard]] std::string_view exportName(event::Api value);
[[nodiscard]] std::string_view exportName(event::ErrorCode value);
[[nodiscard]] std::string_view exportName(event::DropReason value);
[[nodiscard]] std::string_view exportName(event::CloseReason value);
[[nodiscard]] std::string_view exportName(event::BatchCodec value);
[[nodiscard]] std::string_view exportName(event::Purgatory value);
[[nodiscard]] std::string_view exportName(event::UnparkReason value);
[[nodiscard]] std::string_view exportName(event::TruncateReason value);
[[nodiscard]] std::string_view exportName(event::ReplicaRole value);
[[nodiscard]] std::string_view exportName(event::ElectionKind value);
[[nodiscard]] std::string_view exportName(event::IsrReason value);
[[nodiscard]] std::string_view exportName(event::QuorumRole value);
[[nodiscard]] std::string_view exportName(event::ResetPolicy value);
[[nodiscard]] std::string_view exportName(event::RollReason value);
[[nodiscard]] std::string_view exportName(event::SegmentDeletion value);
[[nodiscard]] std::string_view exportName(event::LogStartReason value);
[[nodiscard]] std::string_view exportName(event::DiskError value);
[[nodiscard]] std::string_view exportName(event::SeekTarget value);
[[nodiscard]] std::string_view exportName(event::GroupState value);
[[nodiscard]] std::string_view exportName(event::RebalanceReason value);
[[nodiscard]] std::string_view exportName(event::MemberEnd value);
[[nodiscard]] std::string_view exportName(event::MemberProgress value);
[[nodiscard]] std::string_view exportName(event::RevokeReason value);
[[nodiscard]] std::string_view exportName(event::CommitKind value);
[[nodiscard]] std::string_view exportName(event::SeenBy value);

} // namespace brokerscope::app
