#include "engine/inspect/directory.h"
#include "engine/inspect/dump.h"
#include "engine/inspect/json_listing.h"
#include "engine/inspect/lookup.h"
#include "engine/log/cleaner.h"
#include "engine/log/log.h"
#include "engine/sim/disk.h"
#include "engine/sim/memory_files.h"
#include "tests/fuzz/archive.h"
#include "tests/fuzz/mend.h"
#include "tests/fuzz/require.h"

#include <array>

using namespace brokerscope;
using fuzz::require;

namespace {

const std::string kDirectory = "orders-0";
constexpr std::int64_t kWallClockMs = 1'700'000'000'000;

/// What the first bytes of the input say.
struct Plan {
    static constexpr std::size_t kBytes = 4;
    bool mendsCrcs = false;
    bool isClean = false; ///< the log is told to trust the files
    bool isCompacted = false;
    Offset recoveryPoint;
    Offset logStart;
    Offset truncation;

    static Plan of(ByteView bytes)
    {
        return {(bytes[0] & 1) != 0, (bytes[0] & 2) != 0, (bytes[0] & 4) != 0, Offset(bytes[1]),
            Offset(bytes[2]), Offset(bytes[3])};
    }
};

/// Small enough for a short log to have several segments.
log::LogConfig configOf(const Plan& plan)
{
    log::LogConfig config;
    config.segmentBytes = 1500;
    config.segmentIndexBytes = 240;
    config.indexIntervalBytes = 200;
    config.isCompacted = plan.isCompacted;
    config.isDeleted = !plan.isCompacted;
    config.retentionBytes = 3000;
    config.fileDeleteDelayMs = 0;
    return config;
}

// --- Looking at the files --------------------------------------------------------------------

void lookUp(sim::FileReader& files, const inspect::PartitionFiles& partition, std::int64_t wanted)
{
    if (const auto found = inspect::lookUpOffset(files, partition, Offset(wanted))) {
        require(!found->hit || *found->hit >= Offset(wanted));
        require(!found->hit || found->segment < partition.segments.size());
    } else {
        require(!inspect::describe(found.error()).empty());
    }
    const std::int64_t time = kWallClockMs + wanted;
    if (const auto found = inspect::lookUpTime(files, partition, time)) {
        require(!found->hit || found->hitTimestampMs >= time);
    } else {
        require(!inspect::describe(found.error()).empty());
    }
}

/// Whether a log that recovers mends it. Like Kafka's, it does not compare leader epochs, which no
/// CRC covers, and does not look into partition.metadata without a topic's id.
bool isForLog(const inspect::Problem& problem)
{
    return problem.kind != inspect::ProblemKind::EpochOrder
        && inspect::bareName(problem.file) != "partition.metadata";
}

/// As `brokerscope log dump --json --verify` does it, and --deep. Returns sentences about the
/// problems that are for a log to mend.
std::string inspectAll(const sim::FileSet& set, bool decodesRecords)
{
    sim::MemoryFiles files(set);
    const auto directory = inspect::readDirectory(files);
    if (!directory) {
        return inspect::describe(directory.error());
    }
    std::size_t written = 0;
    inspect::Output output([&](std::string_view text) {
        written += text.size();
        return true;
    });
    inspect::JsonListing listing(output);
    std::uint64_t reported = 0;
    std::string sentences;
    inspect::Dump dump(listing, {decodesRecords, true}, [&](const inspect::Problem& problem) {
        ++reported;
        require(!problem.file.empty() && !inspect::describe(problem).empty());
        sentences += isForLog(problem) ? inspect::describe(problem) + "\n" : "";
    });
    dump.checkpoints(files, *directory);
    for (const inspect::PartitionFiles& partition : directory->partitions) {
        require(dump.segments(files, partition) && dump.state(files, partition));
        for (const std::int64_t wanted : std::array<std::int64_t, 5>{0, 7, 42, 2147483650, -1}) {
            lookUp(files, partition, wanted);
        }
    }
    dump.finish();
    require(output.flush() && written > 0);
    require(reported == dump.problems());
    return sentences;
}

// --- Using the log ---------------------------------------------------------------------------

/// A log whose files were checked when it was opened keeps every promise. Where it was told to
/// trust them, and they lie, reading them may fail, but nothing worse may happen.
class Use {
public:
    explicit Use(const Plan& plan, sim::SimDisk& disk)
        : m_plan(plan)
        , m_disk(disk)
        , m_isChecked(!plan.isClean && plan.recoveryPoint == Offset(0))
    {
    }

    void run()
    {
        if (!open(m_plan.isClean, m_plan.recoveryPoint, m_plan.logStart)) {
            return;
        }
        check();
        append();
        if (m_plan.isCompacted) {
            clean();
        }
        holds(m_log->deleteOldSegments(kWallClockMs + 10'000, m_log->logEnd(), Timestamp()));
        holds(m_log->truncateTo(m_plan.truncation));
        require(!m_isChecked || m_log->logEnd() <= std::max(m_plan.truncation, m_log->logStart()));
        check();
        // After a kill, and after a clean shutdown, it is what it was.
        for (const bool isClean : {false, true}) {
            if (!reopen(isClean)) {
                return;
            }
            check();
            append();
        }
    }

private:
    /// Whether it went well, as it must unless the files may lie.
    template <class T>
    bool holds(const tl::expected<T, sim::IoError>& result)
    {
        require(result.has_value() || (!m_isChecked && result.error() == sim::IoError::ReadFailed));
        return result.has_value();
    }
    /// The same for what decodes records: like Kafka, a log looks at none of a batch whose CRC is
    /// right, when it is opened.
    template <class T>
    bool decodes(const tl::expected<T, sim::IoError>& result)
    {
        const bool mayLie = !m_isChecked || m_plan.mendsCrcs;
        require(result.has_value() || (mayLie && result.error() == sim::IoError::ReadFailed));
        return result.has_value();
    }

    bool open(bool isClean, Offset recoveryPoint, Offset logStart)
    {
        log::Log::Opening opening;
        opening.directory = kDirectory;
        opening.config = configOf(m_plan);
        opening.recoveryPoint = recoveryPoint;
        opening.logStart = logStart;
        opening.isClean = isClean;
        opening.nowMs = kWallClockMs;
        auto log = log::Log::open(m_disk, opening);
        if (!holds(log)) {
            return false;
        }
        m_log = std::move(*log);
        if (m_isChecked) {
            const std::string problems
                = inspectAll(m_disk.snapshot("", Timestamp()), !m_plan.mendsCrcs);
            std::fputs(problems.c_str(), stderr);
            require(problems.empty());
        }
        return true;
    }

    bool reopen(bool isClean)
    {
        const Offset start = m_log->logStart();
        const Offset end = m_log->logEnd();
        if (isClean) {
            holds(m_log->close());
        }
        const Offset recoveryPoint = m_log->recoveryPoint();
        m_log.reset();
        if (!open(isClean, recoveryPoint, start)) {
            return false;
        }
        require(!m_isChecked || (m_log->logStart() == start && m_log->logEnd() == end));
        return true;
    }

    void check()
    {
        if (m_isChecked) {
            checkBounds();
        }
        readAll();
        for (const std::int64_t time : {std::int64_t{0}, kWallClockMs, kWallClockMs + 1'000'000}) {
            const auto found = m_log->offsetForTimestamp(time);
            require(!decodes(found) || !*found || (*found)->timestampMs >= time);
        }
        decodes(m_log->offsetOfMaxTimestamp());
        holds(m_log->abortedTransactions(m_log->logStart(), m_log->logEnd()));
        static_cast<void>(m_log->takeEvents());
    }

    void checkBounds() const
    {
        const auto& segments = m_log->segments();
        require(!segments.empty());
        for (std::size_t i = 1; i < segments.size(); ++i) {
            require(segments[i - 1]->base() < segments[i]->base());
        }
        require(segments.front()->base() <= m_log->logStart());
        require(m_log->logStart() <= m_log->logEnd());
        require(segments.back()->base() <= m_log->logEnd());
        require(m_log->recoveryPoint() <= m_log->logEnd());
        require(m_log->durableEnd(Timestamp()) <= m_log->logEnd());
        require(m_log->lastStableOffset(m_log->logEnd()) <= m_log->logEnd());
    }

    /// Whole batches from one end to the other, in order.
    void readAll()
    {
        Offset next = m_log->logStart();
        while (next < m_log->logEnd()) {
            const auto bytes = m_log->read(next, m_log->logEnd(), 700);
            if (!holds(bytes) || bytes->empty()) {
                return; // the last offsets may have been compacted away
            }
            for (ByteView rest = *bytes; !rest.empty();) {
                const auto batch = record::BatchView::at(rest);
                const bool isNext = batch && batch->end() > next && batch->end() <= m_log->logEnd();
                require(!m_isChecked || (isNext && batch->checkIntegrity()));
                if (!isNext) {
                    return;
                }
                next = batch->end();
                rest = rest.subspan(batch->bytes().size());
            }
        }
    }

    /// One more batch can be appended and read, whatever was there before.
    void append()
    {
        record::BatchBuilder builder;
        builder.append("key", "value", kWallClockMs);
        builder.append("other", "another", kWallClockMs + 5);
        const Offset end = m_log->logEnd();
        const auto appended = m_log->appendAsLeader(builder.finish(),
            std::max(m_log->lastEpoch(), LeaderEpoch(0)), kWallClockMs, Timestamp());
        if (!appended) {
            require(!m_isChecked && appended.error() == event::ErrorCode::KafkaStorageError);
            return;
        }
        require(appended->baseOffset == end && !appended->duplicate);
        require(m_log->logEnd() == end + OffsetDelta(2));
        if (const auto bytes = m_log->read(end, m_log->logEnd(), 1); holds(bytes)) {
            const auto batch = record::BatchView::at(*bytes);
            require(!m_isChecked
                || (batch && batch->baseOffset() == end && batch->checkRecords().has_value()));
        }
    }

    void clean()
    {
        const log::Cleaner cleaner({4096, 0.9});
        const Offset end = m_log->logEnd();
        decodes(cleaner.clean(*m_log, m_log->logStart(), end, kWallClockMs + 100, Timestamp()));
        require(m_log->logEnd() == end);
    }

    const Plan& m_plan;
    sim::SimDisk& m_disk;
    bool m_isChecked;
    std::unique_ptr<log::Log> m_log;
};

} // namespace

/// The first bytes are a Plan, the rest an archive of files.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < Plan::kBytes) {
        return 0;
    }
    const Plan plan = Plan::of({data, size});
    sim::SimDisk disk(sim::WritebackPolicy{});
    for (auto& [name, content] : fuzz::readArchive({data + Plan::kBytes, size - Plan::kBytes})) {
        if (plan.mendsCrcs) {
            fuzz::mendCrcs(content);
        }
        require(
            disk.replace(std::string(kDirectory).append("/").append(name), content).has_value());
    }
    inspectAll(disk.snapshot("", Timestamp()), true);
    Use(plan, disk).run();
    return 0;
}
