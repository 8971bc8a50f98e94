#pragma once

#include "engine/record/codec.h"
#include "engine/record/output_buffer.h"

#include <zlib.h>

namespace brokerscope::record {

/// One gzip stream (RFC 1952), as Java's GZIPOutputStream writes it.
class GzipWriter {
public:
    GzipWriter();
    ~GzipWriter();
    GzipWriter(const GzipWriter&) = delete;
    GzipWriter& operator=(const GzipWriter&) = delete;

    void compress(int level, ByteView bytes, OutputBuffer& out);

private:
    void begin(int level);

    z_stream m_stream{};
    gz_header m_header{};
    int m_level = 0;
    bool m_isInitialised = false;
};

/// Reads gzip streams, one or several in a row, as Java's GZIPInputStream does.
class GzipReader {
public:
    GzipReader();
    ~GzipReader();
    GzipReader(const GzipReader&) = delete;
    GzipReader& operator=(const GzipReader&) = delete;

    tl::expected<void, CodecError> decompress(ByteView bytes, OutputBuffer& out);

private:
    z_stream m_stream{};
};

} // namespace brokerscope::record
