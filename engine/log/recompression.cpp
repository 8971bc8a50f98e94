#include "engine/log/recompression.h"

#include "engine/record/record_reader.h"

namespace brokerscope::log {

tl::expected<std::optional<Bytes>, record::BatchError> Recompression::apply(
    const record::BatchView& batch)
{
    if (batch.isControl() || batch.codec() == m_target.codec) {
        return std::nullopt;
    }
    auto options = record::BatchBuilder::Options::of(batch);
    options.compression = m_target;
    record::BatchBuilder builder(options);
    record::RecordReader reader(batch, m_decompressor);
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record) {
            return tl::unexpected(record.error());
        }
        builder.append(*record);
    }
    return builder.finish(m_compressor);
}

} // namespace brokerscope::log
