#pragma once

#include "engine/base/bytes.h"
#include "engine/base/time.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <string>

namespace brokerscope::log {

/// The bytes of an offset or time index in their file (Kafka: AbstractIndex). What an entry means
/// is not known here.
class IndexFile {
public:
    /// Opens the file, making an empty one if there is none.
    static tl::expected<IndexFile, sim::IoError> open(sim::Storage& storage, std::string path);

    [[nodiscard]] bool wasMissing() const { return m_wasMissing; }
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] std::size_t size() const { return m_storage->size(m_file); }

    /// The whole content.
    [[nodiscard]] tl::expected<Bytes, sim::IoError> content() const;
    tl::expected<void, sim::IoError> append(ByteView bytes, Timestamp now)
    {
        return m_storage->append(m_file, bytes, now);
    }
    /// Cuts it to `bytes`, unless it is not longer anyway.
    tl::expected<void, sim::IoError> truncate(std::size_t bytes);
    tl::expected<void, sim::IoError> sync() { return m_storage->sync(m_file); }
    tl::expected<void, sim::IoError> moveTo(std::string path);

private:
    IndexFile(sim::Storage& storage, std::string path, sim::FileId file, bool wasMissing);

    sim::Storage* m_storage;
    std::string m_path;
    sim::FileId m_file;
    bool m_wasMissing;
};

} // namespace brokerscope::log
