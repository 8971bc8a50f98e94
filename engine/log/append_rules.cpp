#include "engine/log/append_rules.h"

#include "engine/record/record_reader.h"

namespace brokerscope::log {

namespace {

bool isTooFar(std::int64_t timestampMs, const LogConfig& config, std::int64_t wallClockMs)
{
    constexpr std::int64_t kNoTimestamp = -1;
    if (timestampMs == kNoTimestamp) {
        return false;
    }
    const std::int64_t age = wallClockMs - timestampMs;
    return age > config.timestampBeforeMaxMs || -age > config.timestampAfterMaxMs;
}

} // namespace

std::optional<event::ErrorCode> refusal(
    const record::BatchView& batch, const LogConfig& config, std::int64_t wallClockMs)
{
    if (static_cast<std::int64_t>(batch.bytes().size()) > config.maxMessageBytes) {
        return event::ErrorCode::MessageTooLarge;
    }
    if (batch.isControl()) {
        return std::nullopt;
    }
    const bool checksTimes = config.timestampType == TimestampType::CreateTime
        && (config.timestampBeforeMaxMs != kUnlimited || config.timestampAfterMaxMs != kUnlimited);
    if (!checksTimes && !config.isCompacted) {
        return std::nullopt; // nothing depends on single records
    }
    record::RecordReader records(batch);
    while (!records.atEnd()) {
        const auto record = records.next();
        if (!record || (config.isCompacted && !record->key)) {
            return event::ErrorCode::InvalidRecord;
        }
        if (checksTimes && isTooFar(record->timestampMs, config, wallClockMs)) {
            return event::ErrorCode::InvalidTimestamp;
        }
    }
    return std::nullopt;
}

} // namespace brokerscope::log
