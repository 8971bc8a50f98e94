#pragma once

#include "engine/sim/storage.h"

#include <deque>
#include <map>

namespace brokerscope::sim {

/// When the operating system writes dirty pages back by itself (Linux: vm.dirty_writeback_centisecs
/// and vm.dirty_expire_centisecs, 5 s and 30 s by default).
struct WritebackPolicy {
    Duration interval = seconds(5); ///< how often the flusher wakes
    Duration expire = seconds(30); ///< how old a dirty page must be for it to be written
};

/// A disk with a page cache in memory. A process kill leaves everything; a power loss keeps what
/// was synced or written back.
class SimDisk final : public Storage {
public:
    explicit SimDisk(WritebackPolicy policy);

    FileId open(std::string_view path) override;
    [[nodiscard]] std::vector<std::string> list() const override;
    [[nodiscard]] ByteView contents(FileId file) const override;
    void append(FileId file, ByteView bytes, Timestamp now) override;
    void truncate(FileId file, std::size_t size) override;
    void replace(FileId file, ByteView bytes) override;
    void sync(FileId file) override;
    [[nodiscard]] std::size_t durableSize(FileId file, Timestamp now) const override;

    /// The machine loses power: every file falls back to its durable bytes.
    void losePower(Timestamp now);

private:
    struct DirtyWrite {
        Timestamp at;
        std::size_t end = 0; ///< size of the file after the write
    };
    struct File {
        Bytes data;
        std::size_t durable = 0;
        std::deque<DirtyWrite> dirty; ///< ascending; those after `durable`
    };

    [[nodiscard]] Timestamp writtenBackUntil(Timestamp now) const;

    WritebackPolicy m_policy;
    std::map<std::string, FileId, std::less<>> m_names;
    std::deque<File> m_files;
};

} // namespace brokerscope::sim
