#pragma once

#include "engine/base/ids.h"

#include <cstdint>
#include <string>

namespace brokerscope::inspect {

/// What can be wrong with a file of a log. The sentence is made where it is shown.
enum class ProblemKind : std::uint8_t {
    Unreadable, ///< the file cannot be opened or the disk does not give its bytes
    NotADirectory, ///< what was asked for holds no log
    UnknownFile, ///< neither a segment nor an index nor a checkpoint, by its name
    OldFormat, ///< a batch of message format 0 or 1 (found: its magic)
    BadMagic, ///< no record batch begins here (found: the byte at the place of magic)
    Truncated, ///< a batch says it is longer than the file (expected: bytes, found: bytes left)
    ZeroFilled, ///< nothing but zeros from here to the end, as a crash can leave (found: bytes)
    BadLength, ///< a batch length that no batch can have (found)
    BadCrc, ///< (expected: in the header, found: of the bytes)
    BadRecords, ///< records that do not decode or do not fit the header
    BadOffset, ///< a base offset below 0 or beyond what any log reaches (found)
    OffsetOrder, ///< a batch that does not come after the one before it (expected at least, found)
    BeforeBase, ///< a batch below the base offset in the file's name (expected, found)
    EpochOrder, ///< a leader epoch below that of the batch before (expected at least, found)
    IndexSize, ///< an index that is not a whole number of entries (found: bytes)
    IndexOrder, ///< entries that do not rise (expected more than, found)
    IndexPosition, ///< an entry whose position is no batch's (found: position)
    IndexOffset, ///< an entry whose offset ends no batch of its append (expected, found)
    TimeIndexTimestamp, ///< not the largest timestamp up to its offset (expected, found)
    TimeIndexOffset, ///< an entry whose offset the log does not hold (found: timestamp)
    TxnIndexEntry, ///< an unknown version, or an end before its beginning (found: version)
    TxnIndexMarker, ///< no ABORT marker of its producer at its last offset (found: producer id)
    SnapshotVersion, ///< (found)
    SnapshotCrc, ///< (expected, found)
    SnapshotLength, ///< shorter or longer than its entries
    CheckpointText, ///< not the text of a checkpoint (position: line, from 1)
};

/// Something wrong in one file, at one place.
struct Problem {
    ProblemKind kind = ProblemKind::Unreadable;
    std::string file; ///< path below what was opened
    std::uint64_t position = 0; ///< byte of the file, unless the kind says otherwise
    Offset offset = kNoOffset; ///< of the batch or entry concerned, where it is known
    std::int64_t expected = 0;
    std::int64_t found = 0;
    bool operator==(const Problem&) const = default;
};

/// One English sentence that says what is wrong, where, and what would be right.
[[nodiscard]] std::string describe(const Problem& problem);

} // namespace brokerscope::inspect
