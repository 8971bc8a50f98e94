#include "tests/fuzz/mend.h"

#include "engine/record/batch_view.h"
#include "engine/record/crc32c.h"

namespace brokerscope::fuzz {

std::size_t mendCrc(std::span<std::uint8_t> bytes)
{
    const auto view = record::BatchView::at(bytes);
    if (!view) {
        return 0;
    }
    const std::size_t size = view->bytes().size();
    const std::uint32_t crc = record::crc32c(view->bytes().subspan(record::header::kAttributes));
    writeBigEndian(bytes, record::header::kCrc, crc);
    return size;
}

void mendCrcs(std::span<std::uint8_t> bytes)
{
    while (const std::size_t size = mendCrc(bytes)) {
        bytes = bytes.subspan(size);
    }
}

} // namespace brokerscope::fuzz
