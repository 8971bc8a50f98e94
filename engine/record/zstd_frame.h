#pragma once

#include "engine/record/codec.h"
#include "engine/record/output_buffer.h"

#include <zstd.h>

#include <memory>

namespace brokerscope::record {

/// Writes one zstd frame, with the size of its content.
class ZstdWriter {
public:
    ZstdWriter();
    void compress(int level, ByteView bytes, OutputBuffer& out);

private:
    struct Free {
        void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    };
    std::unique_ptr<ZSTD_CCtx, Free> m_context;
};

/// Reads zstd frames, one or several in a row.
class ZstdReader {
public:
    ZstdReader();
    tl::expected<void, CodecError> decompress(ByteView bytes, OutputBuffer& out);

private:
    struct Free {
        void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    };
    std::unique_ptr<ZSTD_DCtx, Free> m_context;
};

} // namespace brokerscope::record
