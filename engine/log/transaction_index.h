#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::log {

/// A transaction that was aborted, as a .txnindex file and a fetch answer carry it (Kafka:
/// AbortedTxn).
struct AbortedTransaction {
    static constexpr std::size_t kSize = 34; ///< bytes of its entry

    ProducerId producer = kNoProducerId;
    Offset firstOffset; ///< of its first record
    Offset lastOffset; ///< of its marker
    Offset lastStableOffset; ///< LSO that the marker made possible: below it nothing was open

    /// The entry's bytes: version 0, then the fields in this order.
    [[nodiscard]] Bytes encode() const;
    /// nullopt when `bytes` are fewer than an entry or have another version.
    [[nodiscard]] static std::optional<AbortedTransaction> decode(ByteView bytes);

    bool operator==(const AbortedTransaction&) const = default;
};

/// The aborted transactions whose markers stand in one segment, in a .txnindex file that comes into
/// being with the first of them (Kafka: TransactionIndex). Ascending in lastOffset.
class TransactionIndex {
public:
    /// Reads the file if there is one. Whatever does not continue the entries before it (a torn
    /// entry, another version, a lastOffset that does not rise) is cut off.
    static tl::expected<TransactionIndex, sim::IoError> open(
        sim::Storage& storage, std::string path);

    [[nodiscard]] const std::vector<AbortedTransaction>& entries() const { return m_entries; }
    [[nodiscard]] const std::string& path() const { return m_path; }
    /// Something was cut off by open(): the segment's transactions must be read again from its log.
    [[nodiscard]] bool wasDamaged() const { return m_wasDamaged; }

    /// Its lastOffset must be beyond that of all others.
    tl::expected<void, sim::IoError> append(const AbortedTransaction& entry, Timestamp now);
    /// Forgets transactions that end at or behind `to`.
    tl::expected<void, sim::IoError> truncateTo(Offset to);
    /// fsync, if there is a file.
    tl::expected<void, sim::IoError> sync();
    /// Renames the file, if there is one.
    tl::expected<void, sim::IoError> moveTo(std::string path);

    /// Adds to `found` what a reader of [from, upper) must know of. Returns whether that is all;
    /// otherwise later segments may have more.
    bool collect(Offset from, Offset upper, std::vector<AbortedTransaction>& found) const;

private:
    TransactionIndex(sim::Storage& storage, std::string path);
    tl::expected<void, sim::IoError> read();

    sim::Storage* m_storage;
    std::string m_path;
    std::optional<sim::FileId> m_file;
    std::vector<AbortedTransaction> m_entries;
    bool m_wasDamaged = false;
};

} // namespace brokerscope::log
