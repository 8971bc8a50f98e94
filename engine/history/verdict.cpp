#include "engine/history/verdict.h"

#include <algorithm>
#include <tuple>

namespace brokerscope::history {

namespace {

constexpr std::array<std::string_view, kAnomalyKinds> kNames{"lost_after_ack", "failed_but_stored",
    "duplicate_in_log", "redelivered", "reordered_in_log", "skipped_by_consumer",
    "aborted_yet_read", "never_delivered", "processed_not_committed", "committed_not_processed",
    "stored_twice", "missing_in_store", "forwarded_twice", "forward_lost"};

} // namespace

std::string_view anomalyName(AnomalyKind kind)
{
    return kNames.at(static_cast<std::size_t>(kind));
}

std::optional<AnomalyKind> anomalyByName(std::string_view name)
{
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) {
        return std::nullopt;
    }
    return static_cast<AnomalyKind>(found - kNames.begin());
}

std::array<std::uint32_t, kAnomalyKinds> Verdict::countsAfter(std::size_t applied) const
{
    std::array<std::uint32_t, kAnomalyKinds> established{};
    for (const Anomaly& anomaly : anomalies) {
        if (anomaly.established.value() >= applied) {
            break;
        }
        ++established[static_cast<std::size_t>(anomaly.kind)];
    }
    return established;
}

const RecordTrace* Verdict::recordAt(PartitionId partition, Offset offset, LeaderEpoch epoch) const
{
    const auto found = places.find({partition, offset, epoch});
    return found != places.end() ? &records[found->second] : nullptr;
}

const RecordTrace* Verdict::record(NodeId producer, RecordNumber number) const
{
    const auto found
        = std::lower_bound(records.begin(), records.end(), std::tuple(producer, number),
            [](const RecordTrace& trace, const std::tuple<NodeId, RecordNumber>& wanted) {
                return std::tuple(trace.producer, trace.number) < wanted;
            });
    return found != records.end() && found->producer == producer && found->number == number
        ? &*found
        : nullptr;
}

const RecordTrace* Verdict::recordCreatedAt(EventId created) const
{
    const auto found = std::find_if(records.begin(), records.end(),
        [created](const RecordTrace& trace) { return trace.created == created; });
    return found != records.end() ? &*found : nullptr;
}

std::vector<const Anomaly*> Verdict::anomaliesOf(const RecordTrace* record) const
{
    std::vector<const Anomaly*> found;
    if (record == nullptr) {
        return found;
    }
    const auto index = static_cast<std::uint32_t>(record - records.data());
    auto it = std::lower_bound(byRecord.begin(), byRecord.end(), index,
        [this](std::uint32_t anomaly, std::uint32_t wanted) {
            return anomalies[anomaly].record < wanted;
        });
    for (; it != byRecord.end() && anomalies[*it].record == index; ++it) {
        found.push_back(&anomalies[*it]);
    }
    return found;
}

} // namespace brokerscope::history
