#pragma once

#include "engine/base/ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace brokerscope::client {

/// A database outside Kafka into which the applications of a group, or of one consumer, write what
/// they make of records. It belongs to the run: processes come and go, it stays, and it never
/// fails. Each write is one transaction.
class ExternalStore {
public:
    /// `name`: of the group, or of the consumer without one.
    explicit ExternalStore(std::string name)
        : m_name(std::move(name))
    {
    }
    [[nodiscard]] const std::string& name() const { return m_name; }

    /// The record that a result comes from.
    struct Origin {
        PartitionId partition;
        Offset offset;
        LeaderEpoch epoch;
        auto operator<=>(const Origin&) const = default; // NOLINT(modernize-use-nullptr)
    };
    struct Written {
        bool isReplaced = false; ///< the row of an upsert was there
        bool isRepeat = false; ///< this record's result had been written before
    };
    /// Adds a row or, with `rowKey`, writes the row of that key, be it there or not.
    Written write(const Origin& origin, const std::optional<std::string>& rowKey);

    /// The next offset to read; nullopt when none was written.
    [[nodiscard]] std::optional<Offset> offset(PartitionId partition) const;
    void setOffset(PartitionId partition, Offset offset) { m_offsets[partition] = offset; }

    /// What records it knows, by whatever the application tells them by.
    [[nodiscard]] bool knows(const std::string& identity) const
    {
        return m_known.contains(identity);
    }
    void remember(const std::string& identity) { m_known.insert(identity); }

private:
    std::string m_name;
    std::set<Origin> m_written;
    std::set<std::string> m_rows; ///< of upserts
    std::map<PartitionId, Offset> m_offsets;
    std::set<std::string> m_known;
};

} // namespace brokerscope::client
