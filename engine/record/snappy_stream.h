#pragma once

#include "engine/record/codec.h"
#include "engine/record/output_buffer.h"

namespace brokerscope::record {

/// Writes the stream that snappy-java's SnappyOutputStream writes ("xerial"): a header, then
/// blocks of 32 KiB of input, each with the length of its compressed bytes.
void snappyCompress(ByteView bytes, OutputBuffer& out);

/// Reads such a stream or, as librdkafka writes it, one block of raw snappy.
tl::expected<void, CodecError> snappyDecompress(ByteView bytes, OutputBuffer& out);

} // namespace brokerscope::record
