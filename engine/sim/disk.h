#pragma once

#include "engine/sim/file_set.h"
#include "engine/sim/storage.h"

#include <functional>
#include <limits>
#include <map>
#include <memory>

namespace brokerscope::sim {

/// When the operating system writes dirty pages back by itself (Linux: vm.dirty_writeback_centisecs
/// and vm.dirty_expire_centisecs, 5 s and 30 s by default).
struct WritebackPolicy {
    Duration interval = seconds(5); ///< how often the flusher wakes
    Duration expire = seconds(30); ///< how old a dirty page must be for it to be written
};

/// What a power loss leaves of the bytes of a file that were not durable: the first `kept` (they
/// reached the disk by chance), then `zeroed` zeros (the size reached the disk, the data did not).
/// Both are cut to what there was.
struct LostTail {
    std::size_t kept = 0;
    std::size_t zeroed = 0;
};

/// Tells what a power loss leaves of the `lost` last bytes of the file at `path`.
using TailRule = std::function<LostTail(std::string_view path, std::size_t lost)>;

/// A disk with a page cache in memory, and with faults for tests and lessons to inject. A process
/// kill leaves everything; a power loss keeps what was synced or written back. Views are the file's
/// own bytes, not copies.
class SimDisk final : public Storage {
public:
    explicit SimDisk(WritebackPolicy policy);

    [[nodiscard]] std::vector<std::string> list() const override;
    tl::expected<FileId, IoError> find(std::string_view path) override;
    [[nodiscard]] std::size_t size(FileId file) const override;
    [[nodiscard]] tl::expected<ByteView, IoError> read(
        FileId file, std::size_t position, std::size_t length) const override;

    tl::expected<FileId, IoError> open(std::string_view path) override;
    tl::expected<void, IoError> append(FileId file, ByteView bytes, Timestamp now) override;
    tl::expected<void, IoError> truncate(FileId file, std::size_t size) override;
    tl::expected<void, IoError> replace(std::string_view path, ByteView bytes) override;
    tl::expected<void, IoError> sync(FileId file) override;
    tl::expected<void, IoError> rename(std::string_view from, std::string_view to) override;
    tl::expected<void, IoError> remove(std::string_view path) override;
    [[nodiscard]] std::size_t durableSize(FileId file, Timestamp now) const override;

    /// The files whose paths begin with `prefix`, as a process would read them at `now`.
    [[nodiscard]] FileSet snapshot(std::string_view prefix, Timestamp now) const;
    /// Bytes in all files.
    [[nodiscard]] std::size_t used() const { return m_used; }

    // --- Faults --------------------------------------------------------------------------------

    /// The machine loses power: every file falls back to its durable bytes and, with a rule, what
    /// that leaves of the rest. Ends what stopAfter() began.
    void losePower(Timestamp now);
    void losePower(Timestamp now, const TailRule& rule);

    /// The device has room for so many bytes in all files together. Beyond it, append writes the
    /// part that fits, as write(2) does, and fails with Full; replace leaves the old content.
    void setCapacity(std::size_t bytes) { m_capacity = bytes; }
    [[nodiscard]] bool isFull() const { return m_used >= m_capacity; }
    /// From now on every read of files whose paths begin with `prefix` fails with ReadFailed; ""
    /// is the whole disk.
    void failReads(std::string_view prefix);
    /// The same for everything that changes or makes such a file, and WriteFailed.
    void failWrites(std::string_view prefix);
    /// The device has room again and neither reads nor writes fail any more.
    void clearFaults();
    /// Turns one bit (0 to 7) of a byte around, in the page cache and on the disk. Missing when
    /// there is no such byte.
    tl::expected<void, IoError> flipBit(
        std::string_view path, std::size_t position, unsigned int bit);

    /// How many operations have changed the disk: each call of append, truncate, replace, sync,
    /// rename and remove, and each open that made a file, unless it found the disk stopped.
    [[nodiscard]] std::uint64_t writes() const { return m_writes; }
    /// The machine stops once writes() has come to `operations`: the next one is not carried out,
    /// except that an append still writes its first `tornBytes`, and a replace so many of its
    /// temporary file. It and every later call fails with WriteFailed, until losePower() or
    /// resume(). A workload that was run once is so crashed at each of its writes, 0 to writes()-1.
    void stopAfter(std::uint64_t operations, std::size_t tornBytes = 0);
    /// Ends what stopAfter() began, with the page cache as it was: only the process had died.
    void resume();

private:
    /// What was written and reaches the disk by itself.
    struct DirtyWrite {
        Timestamp writtenBack; ///< when the flusher takes it
        std::size_t end = 0; ///< size of the file after the write
    };
    struct File {
        Bytes data;
        std::size_t durable = 0;
        std::vector<DirtyWrite> dirty; ///< ascending; those after `durable`
        bool readsFail = false;
        bool writesFail = false;
    };
    using Names = std::map<std::string, FileId, std::less<>>;

    [[nodiscard]] const File* fileAt(FileId file) const { return m_files[file].get(); }
    tl::expected<File*, IoError> fileToWrite(FileId file);
    [[nodiscard]] bool takesOperation();
    FileId make(std::string_view path);
    void drop(FileId file);
    void write(File& file, ByteView bytes, Timestamp now);
    void tearReplacement(std::string_view path, ByteView bytes);
    void markFaults(std::string_view path, File& file) const;
    [[nodiscard]] bool writesFailAt(std::string_view path) const;
    [[nodiscard]] Timestamp writtenBackAt(Timestamp written) const;

    WritebackPolicy m_policy;
    Names m_names;
    std::vector<std::unique_ptr<File>> m_files; ///< by FileId; null once it is gone
    std::size_t m_used = 0;

    std::size_t m_capacity = std::numeric_limits<std::size_t>::max();
    std::vector<std::string> m_failingReads; ///< prefixes
    std::vector<std::string> m_failingWrites; ///< prefixes
    std::uint64_t m_writes = 0;
    std::uint64_t m_stopAfter = std::numeric_limits<std::uint64_t>::max();
    std::size_t m_tornBytes = 0;
    bool m_isStopped = false;
};

} // namespace brokerscope::sim
