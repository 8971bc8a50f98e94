#pragma once

#include "engine/base/bytes.h"
#include "engine/record/batch_builder.h"
#include "engine/record/batch_view.h"

#include <tl/expected.hpp>

#include <optional>

namespace brokerscope::log {

/// What a topic's compression.type makes of a producer's batch (Kafka: LogValidator): a batch with
/// another codec is written anew, record by record; one with the same codec stays as it came,
/// whatever its level.
class Recompression {
public:
    explicit Recompression(const record::Compression& target)
        : m_target(target)
    {
    }

    /// The bytes of the batch with the topic's codec, everything else being as it was; nullopt when
    /// it stays as it is, as markers do. The error is that of a batch that cannot be read.
    [[nodiscard]] tl::expected<std::optional<Bytes>, record::BatchError> apply(
        const record::BatchView& batch);

private:
    record::Compression m_target;
    record::Compressor m_compressor;
    record::Decompressor m_decompressor;
};

} // namespace brokerscope::log
