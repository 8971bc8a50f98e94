#pragma once

#include "engine/base/time.h"
#include "engine/record/batch.h"
#include "engine/record/control.h"
#include "engine/sim/file_set.h"
#include "engine/sim/memory_files.h"
#include "views/segments/shown_log.h"

#include <cstdio>
#include <memory>
#include <string>

namespace brokerscope::test {

/// Writes the files of a log by hand: batches of five records, a millisecond apart, offset indexes
/// with an entry for about every 1,500 bytes, time indexes beside them.
class SmallLog {
public:
    static constexpr std::int64_t kBatchRecords = 5;
    static constexpr std::size_t kIndexInterval = 1500;

    explicit SmallLog(std::string directory = "orders-0")
        : m_directory(std::move(directory))
    {
    }

    /// Closes the active segment and begins one at the next offset.
    void roll()
    {
        m_base = m_next;
        m_log.clear();
        m_index.clear();
        m_timeIndex.clear();
        m_sinceEntry = 0;
        write();
    }

    void append(record::Codec codec = record::Codec::None)
    {
        record::BatchBuilder::Options options;
        options.compression.codec = codec;
        options.baseOffset = Offset(m_next);
        options.leaderEpoch = LeaderEpoch(6);
        options.producerId = ProducerId(7001);
        options.producerEpoch = ProducerEpoch(0);
        options.baseSequence = Sequence(static_cast<std::int32_t>(m_next));
        record::BatchBuilder builder(options);
        for (std::int64_t i = 0; i < kBatchRecords; ++i) {
            const std::string key = "user-" + std::to_string(m_next + i);
            const std::string value
                = "{\"order\":" + std::to_string(4000 + m_next + i) + "}" + std::string(60, '.');
            const record::Header header{"trace", std::nullopt};
            record::Record record{key, value, timeOf(m_next + i), std::span(&header, 1)};
            if (i == 1) {
                record.key = std::nullopt;
            }
            if (i == 2) {
                record.value = std::nullopt;
            }
            if (i == 3) {
                record.value = "\xff\xfe";
            }
            builder.append(record);
        }
        appendBytes(builder.finish(), kBatchRecords);
    }

    /// What the cleaner leaves of offsets: nothing of the next `count`.
    void skip(std::int64_t count) { m_next += count; }

    void appendMarker()
    {
        appendBytes(
            record::endTxnMarkerBatch(ProducerId(7001), ProducerEpoch(0),
                {record::ControlType::Commit, 3}, timeOf(m_next), Offset(m_next), LeaderEpoch(6)),
            1);
    }

    /// Bytes that are none of a batch.
    void appendRaw(const Bytes& bytes)
    {
        m_log.insert(m_log.end(), bytes.begin(), bytes.end());
        write();
    }

    void flipBit(std::size_t position)
    {
        m_log.at(position) ^= 1U;
        write();
    }

    [[nodiscard]] std::int64_t next() const { return m_next; }
    [[nodiscard]] static std::int64_t timeOf(std::int64_t offset)
    {
        return kWallClockOriginMs + offset;
    }

    /// `durableBytes` of the active segment; nothing else is in the page cache only.
    [[nodiscard]] views::ShownLog shown(std::size_t durableBytes = 0) const
    {
        views::ShownLog log;
        log.files = std::make_shared<sim::MemoryFiles>(m_files);
        log.partition = inspect::readDirectory(*log.files, m_directory)->partitions.front();
        log.name = QStringLiteral("orders-0 on b2");
        log.segmentBytes = 4096;
        log.indexIntervalBytes = 512;
        log.isOfRun = true;
        for (const inspect::SegmentFiles& segment : log.partition.segments) {
            const bool isActive = segment.base.value() == m_base;
            log.durableBytes[segment.log] = isActive ? durableBytes : segment.logBytes;
        }
        return log;
    }

    /// Four segments: offsets 0–64, 65–129, 130–194 and, active, 195–209.
    static SmallLog ofFourSegments()
    {
        SmallLog log;
        for (int segment = 0; segment < 4; ++segment) {
            log.roll();
            for (int i = 0; i < (segment == 3 ? 3 : 13); ++i) {
                log.append(i == 1 ? record::Codec::Lz4 : record::Codec::None);
            }
        }
        return log;
    }

private:
    static void put(Bytes& bytes, std::int64_t value, int size)
    {
        for (int i = size - 1; i >= 0; --i) {
            bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
        }
    }

    void appendBytes(const Bytes& batch, std::int64_t records)
    {
        const std::int64_t last = m_next + records - 1;
        if (m_sinceEntry > kIndexInterval) {
            put(m_index, last - m_base, 4);
            put(m_index, static_cast<std::int64_t>(m_log.size()), 4);
            put(m_timeIndex, timeOf(last), 8);
            put(m_timeIndex, last - m_base, 4);
            m_sinceEntry = 0;
        }
        m_log.insert(m_log.end(), batch.begin(), batch.end());
        m_sinceEntry += batch.size();
        m_next += records;
        write();
    }

    void write()
    {
        char name[32];
        std::snprintf(name, sizeof name, "/%020lld", static_cast<long long>(m_base));
        const auto store = [&](const char* ending, const Bytes& bytes) {
            m_files[m_directory + name + ending]
                = {std::make_shared<const Bytes>(bytes), bytes.size()};
        };
        store(".log", m_log);
        store(".index", m_index);
        store(".timeindex", m_timeIndex);
    }

    std::string m_directory;
    sim::FileSet m_files;
    std::int64_t m_base = 0;
    std::int64_t m_next = 0;
    Bytes m_log;
    Bytes m_index;
    Bytes m_timeIndex;
    std::size_t m_sinceEntry = 0;
};

} // namespace brokerscope::test
