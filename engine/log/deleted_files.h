#pragma once

#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <deque>
#include <string>

namespace brokerscope::log {

/// Files that were deleted from a log and wait for file.delete.delay.ms to be over, so that whoever
/// still reads them can finish (Kafka: LocalLog.deleteSegmentFiles). Their names end in ".deleted";
/// a broker that starts finds them by that and removes them.
class DeletedFiles {
public:
    explicit DeletedFiles(sim::Storage& storage)
        : m_storage(storage)
    {
    }

    /// Takes charge of a file that has got its name already.
    void add(std::string path, std::int64_t dueMs)
    {
        m_waiting.push_back({std::move(path), dueMs});
    }
    /// Removes what is due.
    tl::expected<void, sim::IoError> removeDue(std::int64_t nowMs);

private:
    struct Waiting {
        std::string path;
        std::int64_t dueMs = 0;
    };

    sim::Storage& m_storage;
    std::deque<Waiting> m_waiting; ///< in the order of their deletion
};

} // namespace brokerscope::log
