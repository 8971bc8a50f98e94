#pragma once

#include "engine/record/codec.h"
#include "engine/record/output_buffer.h"

#include <lz4frame.h>

#include <memory>

namespace brokerscope::record {

/// The level at which the lz4 codec uses its fast compressor; the others are those of its slow one
/// (Kafka: Lz4BlockOutputStream).
inline constexpr int kLz4FastLevel = 9;

/// Writes lz4 frames as Kafka's Java code does: independent blocks of 64 KiB, no checksums but the
/// header's, no content size; a block that would not shrink is stored as it is.
class Lz4Writer {
public:
    Lz4Writer();
    void compress(int level, ByteView bytes, OutputBuffer& out);

private:
    struct Free {
        void operator()(LZ4F_cctx* context) const { LZ4F_freeCompressionContext(context); }
    };
    std::unique_ptr<LZ4F_cctx, Free> m_context;
};

/// Reads one lz4 frame with whatever checksums it has. Blocks that depend on one another are
/// refused, as Kafka's Java code does.
class Lz4Reader {
public:
    Lz4Reader();
    tl::expected<void, CodecError> decompress(ByteView bytes, OutputBuffer& out);

private:
    struct Free {
        void operator()(LZ4F_dctx* context) const { LZ4F_freeDecompressionContext(context); }
    };
    std::unique_ptr<LZ4F_dctx, Free> m_context;
};

} // namespace brokerscope::record
