#pragma once

#include "engine/record/batch_view.h"
#include "engine/record/record_reader.h"

#include <cstdint>

namespace brokerscope::log {

/// Checks that the records of a batch come in the order of their offsets and within those that its
/// header says: a CRC that is right does not promise it.
class RisingDeltas {
public:
    explicit RisingDeltas(const record::BatchView& batch)
        : m_greatest(batch.lastOffsetDelta())
    {
    }
    /// To be called for each record in turn; false for the first that is out of order.
    [[nodiscard]] bool take(const record::RecordView& record)
    {
        const bool rises = record.offsetDelta > m_last && record.offsetDelta <= m_greatest;
        m_last = record.offsetDelta;
        return rises;
    }

private:
    std::int64_t m_last = -1;
    std::int64_t m_greatest;
};

} // namespace brokerscope::log
