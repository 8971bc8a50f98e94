#include <QTest>

#include "tests/engine/log/committed_reader.h"
#include "tests/engine/log/compacted_log.h"
#include "tests/engine/log/log_checks.h"

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

using namespace brokerscope;
using tests::apply;
using tests::CompactedLog;
using tests::Content;
using tests::readAll;
using tests::Values;

namespace {

using Producers = std::vector<std::tuple<ProducerId, ProducerEpoch, Sequence, Offset>>;

enum class Fate { Open, Committed, Aborted };

/// A record as it was written.
struct Written {
    std::string key;
    std::optional<std::string> value;
    Offset batch; ///< base of its batch
    std::shared_ptr<Fate> fate;

    [[nodiscard]] bool counts() const { return *fate == Fate::Committed; }
};

/// What recovery must find again of each producer.
Producers producersOf(const log::Log& log)
{
    Producers found;
    for (const log::ProducerSnapshot& kept : log.producers().snapshot()) {
        found.emplace_back(kept.producer, kept.epoch, kept.lastSequence, kept.lastOffset);
    }
    return found;
}

/// A log and everything that was ever written to it.
class Run {
public:
    void write();
    void writeAsProducer();
    void endTransaction();
    void clean();
    void reopen(bool fromScratch);

private:
    [[nodiscard]] static std::vector<CompactedLog::KeyValue> arbitraryRecords();
    void note(
        const std::vector<CompactedLog::KeyValue>& records, const std::shared_ptr<Fate>& fate);
    void check(const Content& before, Offset firstUncleanable);
    void checkCleanPart(const Content& now) const;
    void checkWhatIsGone(const Content& now) const;
    [[nodiscard]] bool isReplaced(Offset offset, const Written& written) const;

    CompactedLog m_sample;
    std::map<Offset, Written> m_written;
    std::map<std::int64_t, std::shared_ptr<Fate>> m_open; ///< by producer
    Offset m_firstDirty;
    Offset m_cleanedTo; ///< the furthest that a pass has come
    std::map<Offset, std::int64_t> m_cleanedAt; ///< batches with tombstones: the first time
};

std::vector<CompactedLog::KeyValue> Run::arbitraryRecords()
{
    std::vector<CompactedLog::KeyValue> records(*rc::gen::inRange<std::size_t>(1, 4));
    for (auto& [key, value] : records) {
        key = std::string(1, *rc::gen::elementOf(std::string("abcd")));
        if (*rc::gen::inRange(0, 3) > 0) {
            value = std::to_string(*rc::gen::inRange(0, 1000));
        }
    }
    return records;
}

void Run::note(
    const std::vector<CompactedLog::KeyValue>& records, const std::shared_ptr<Fate>& fate)
{
    const Offset base = m_sample.log->logEnd();
    Offset next = base;
    for (const auto& [key, value] : records) {
        m_written[next] = {*key, value, base, fate};
        next = next + OffsetDelta(1);
    }
}

void Run::write()
{
    const auto records = arbitraryRecords();
    const auto codec = *rc::gen::element(record::Codec::None, record::Codec::Lz4);
    note(records, std::make_shared<Fate>(Fate::Committed));
    m_sample.put(records, codec);
}

void Run::writeAsProducer()
{
    const auto producer = *rc::gen::inRange<std::int64_t>(1, 3);
    const bool isTransactional = m_open.contains(producer) || *rc::gen::inRange(0, 4) > 0;
    const auto records = arbitraryRecords();
    if (isTransactional && !m_open.contains(producer)) {
        m_open[producer] = std::make_shared<Fate>(Fate::Open);
    }
    note(records, isTransactional ? m_open[producer] : std::make_shared<Fate>(Fate::Committed));
    m_sample.putAs(producer, records, isTransactional);
}

void Run::endTransaction()
{
    if (m_open.empty()) {
        return;
    }
    const auto ended = m_open.begin();
    const bool isAborted = *rc::gen::arbitrary<bool>();
    *ended->second = isAborted ? Fate::Aborted : Fate::Committed;
    m_sample.end(
        ended->first, isAborted ? record::ControlType::Abort : record::ControlType::Commit);
    m_open.erase(ended);
}

void Run::reopen(bool fromScratch)
{
    const Producers producers = producersOf(*m_sample.log);
    const Content before = readAll(*m_sample.log);
    const Offset stable = m_sample.log->lastStableOffset(m_sample.log->logEnd());
    if (fromScratch) {
        m_sample.reopenFromScratch();
    } else {
        m_sample.reopen();
    }
    RC_ASSERT(producersOf(*m_sample.log) == producers);
    RC_ASSERT(m_sample.log->lastStableOffset(m_sample.log->logEnd()) == stable);
    const Content after = readAll(*m_sample.log);
    RC_ASSERT(after.records == before.records);
    RC_ASSERT(after.committed == before.committed);
    RC_ASSERT(tests::faultOf(*m_sample.log, m_sample.disk).toStdString() == "");
}

void Run::clean()
{
    m_sample.nowMs += *rc::gen::inRange(0, 80);
    if (*rc::gen::inRange(0, 5) == 0) {
        m_firstDirty = Offset(0); // the checkpoint was lost
    }
    m_sample.cleaner = {*rc::gen::element(72, 24 * 1000), 1.0};
    const Offset end = m_sample.log->logEnd();
    const Offset highWatermark(*rc::gen::inRange(end.value() / 2, end.value() + 1));
    const auto bounds
        = log::Cleaner::cleanable(*m_sample.log, m_firstDirty, highWatermark, m_sample.nowMs);
    RC_ASSERT(bounds.has_value());
    RC_ASSERT(bounds->firstUncleanable <= highWatermark);
    const Content before = readAll(*m_sample.log);
    const Producers producers = producersOf(*m_sample.log);
    const auto result = m_sample.clean(m_firstDirty, highWatermark);
    RC_ASSERT(!result.broken.has_value());
    RC_ASSERT(result.cleanedTo >= m_firstDirty);
    if (bounds->firstUncleanable > m_firstDirty) {
        RC_ASSERT(result.cleanedTo > m_firstDirty);
        RC_ASSERT(result.cleanedTo <= bounds->firstUncleanable);
    }
    m_firstDirty = result.cleanedTo;
    m_cleanedTo = std::max(m_cleanedTo, m_firstDirty);
    RC_ASSERT(m_sample.log->logEnd() == end);
    RC_ASSERT(producersOf(*m_sample.log) == producers);
    check(before, result.cleanedTo);
}

void Run::check(const Content& before, Offset firstUncleanable)
{
    const Content now = readAll(*m_sample.log);
    RC_ASSERT(now.committed == before.committed);
    for (const auto& [offset, record] : now.records) {
        const Written& written = m_written.at(offset);
        RC_ASSERT(record == std::pair(written.key, written.value));
        if (!written.value && offset < m_cleanedTo) {
            m_cleanedAt.try_emplace(written.batch, m_sample.nowMs);
        }
    }
    for (const auto& [offset, record] : before.records) {
        RC_ASSERT(offset < firstUncleanable || now.records.contains(offset));
    }
    Values expected;
    const Offset stable = m_sample.log->lastStableOffset(m_sample.log->logEnd());
    for (const auto& [offset, written] : m_written) {
        if (offset < stable && written.counts()) {
            apply(expected, written.key, written.value);
        }
    }
    RC_ASSERT(now.committed == expected);
    RC_ASSERT(tests::faultOf(*m_sample.log, m_sample.disk).toStdString() == "");
    checkCleanPart(now);
    checkWhatIsGone(now);
}

void Run::checkCleanPart(const Content& now) const
{
    std::set<std::string> keys;
    for (auto at = now.records.begin(); at != now.records.end() && at->first < m_firstDirty; ++at) {
        const Written& written = m_written.at(at->first);
        RC_ASSERT(written.counts());
        RC_ASSERT(keys.insert(written.key).second);
    }
}

void Run::checkWhatIsGone(const Content& now) const
{
    for (const auto& [offset, written] : m_written) {
        if (now.records.contains(offset) || *written.fate == Fate::Aborted
            || isReplaced(offset, written)) {
            continue;
        }
        RC_ASSERT(written.counts());
        RC_ASSERT(!written.value.has_value());
        RC_ASSERT(m_cleanedAt.contains(written.batch));
        RC_ASSERT(
            m_sample.nowMs >= m_cleanedAt.at(written.batch) + m_sample.config.deleteRetentionMs);
    }
}

/// Whether a later record with the same key was read by the cleaner.
bool Run::isReplaced(Offset offset, const Written& written) const
{
    return std::any_of(m_written.upper_bound(offset), m_written.lower_bound(m_cleanedTo),
        [&written](const auto& later) {
            return later.second.key == written.key && later.second.counts();
        });
}

} // namespace

class CleanerModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // What goes wrong with transactions needs several things to meet.
        if (!qEnvironmentVariableIsSet("RC_PARAMS")) {
            qputenv("RC_PARAMS", "max_success=1500");
        }
    }

    void readersSeeTheLastValues()
    {
        QVERIFY(rc::check("readers see the last value of each key, whatever was cleaned", [] {
            Run run;
            for (int step = *rc::gen::inRange(0, 80); step > 0; --step) {
                switch (*rc::gen::inRange(0, 12)) {
                case 0:
                case 1:
                    run.clean();
                    break;
                case 2:
                    run.reopen(*rc::gen::inRange(0, 3) == 0);
                    break;
                case 3:
                case 4:
                    run.endTransaction();
                    break;
                case 5:
                case 6:
                case 7:
                    run.writeAsProducer();
                    break;
                default:
                    run.write();
                }
            }
        }));
    }
};

QTEST_APPLESS_MAIN(CleanerModelTest)
#include "tst_cleaner_model.moc"
