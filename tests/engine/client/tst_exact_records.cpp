#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/record/batch.h"
#include "tests/support/small_cluster.h"

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

constexpr std::int64_t kStartMs = 100;

/// A record as it lies in the leader's log.
struct Stored {
    std::optional<std::string> key;
    std::optional<std::string> value;
    std::int64_t timestampMs = 0;
    std::vector<std::pair<std::string, std::string>> headers;
};

std::optional<std::string> textOf(std::optional<ByteView> bytes)
{
    return bytes ? std::optional(std::string(record::textOf(*bytes))) : std::nullopt;
}

Stored storedOf(const record::RecordView& view)
{
    Stored stored{textOf(view.key), textOf(view.value), view.timestampMs, {}};
    view.forEachHeader([&](const record::HeaderView& header) {
        stored.headers.emplace_back(header.name, textOf(header.value).value_or("null"));
    });
    return stored;
}

std::vector<Stored> recordsIn(ByteView bytes)
{
    std::vector<Stored> records;
    while (const auto batch = record::BatchView::at(bytes)) {
        record::RecordReader reader(*batch);
        while (!reader.atEnd()) {
            const auto view = reader.next();
            if (!view) {
                return records;
            }
            records.push_back(storedOf(*view));
        }
        bytes = bytes.subspan(batch->bytes().size());
    }
    return records;
}

/// b1's log of t-0 at the end of the run.
std::vector<Stored> storedBy(const scenario::Scenario& s)
{
    std::vector<scenario::BrokerDisk> disks;
    static_cast<void>(scenario::run(s, {}, &disks));
    for (const auto& [path, file] : disks.at(0).files) {
        if (path.ends_with("t-0/00000000000000000000.log")) {
            return recordsIn(*file.bytes);
        }
    }
    return {};
}

scenario::RecordSpec told(
    int atMs, std::optional<std::string> key, std::optional<std::string> value, int timestampMs = 0)
{
    return {
        milliseconds(atMs), std::move(key), std::move(value), milliseconds(timestampMs), {}, {}};
}

scenario::Scenario exactly(std::vector<scenario::RecordSpec> records)
{
    scenario::Scenario s = smallCluster();
    addProducer(s, {{"linger.ms", "0"}}, 1, std::nullopt).sends.records = std::move(records);
    at(s, kStartMs, scenario::StartCommand{{"p1"}});
    return s;
}

} // namespace

class TestExactRecords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recordsAreSentAtTheirTimes()
    {
        const auto history = scenario::run(exactly({told(300, "b", "2"), told(50, "a", "1")}));
        const auto created = all<event::RecordCreated>(*history);
        QCOMPARE(created.size(), std::size_t(2));
        QVERIFY(history->text(created[0].what->key) == "a");
        QVERIFY(created[0].event->time == Timestamp((kStartMs + 50) * 1000));
        QVERIFY(created[1].event->time == Timestamp((kStartMs + 300) * 1000));
        QCOMPARE(all<event::BatchAcked>(*history).size(), std::size_t(2));
    }

    void contentIsAsTold()
    {
        scenario::RecordSpec first = told(50, "a", "1", -500);
        first.headers = {{"trace", "abc"}, {"none", std::nullopt}};
        const std::vector<Stored> stored
            = storedBy(exactly({first, told(100, std::nullopt, std::nullopt, 1000)}));
        QCOMPARE(stored.size(), std::size_t(2));
        QVERIFY(stored[0].key == "a" && stored[0].value == "1");
        QCOMPARE(stored[0].timestampMs, kWallClockOriginMs + kStartMs + 50 - 500);
        QVERIFY(stored[0].headers
            == (std::vector<std::pair<std::string, std::string>>{
                {"trace", "abc"}, {"none", "null"}}));
        QVERIFY(!stored[1].key && !stored[1].value);
        QCOMPARE(stored[1].timestampMs, kWallClockOriginMs + kStartMs + 100 + 1000);
    }

    void historyTellsATombstone()
    {
        const auto history = scenario::run(exactly({told(50, "key", std::nullopt)}));
        const auto created = all<event::RecordCreated>(*history);
        QCOMPARE(created.size(), std::size_t(1));
        QVERIFY(history->text(created[0].what->value) == "∅");
        QCOMPARE(created[0].what->bytes, 3U);
    }

    void longTextsAreCutBetweenCharacters()
    {
        std::string text(39, 'x');
        text += "基准";
        const auto history = scenario::run(exactly({told(50, "k", text)}));
        const auto created = all<event::RecordCreated>(*history);
        QVERIFY(history->text(created.at(0).what->value) == std::string(39, 'x'));
    }

    void aBlockedSendDelaysTheNext()
    {
        // The brokers are cut off: without metadata the first send() waits, and the second with it.
        scenario::Scenario s = exactly({told(0, "a", "1"), told(10, "b", "2")});
        for (const char* broker : {"b1", "b2", "b3"}) {
            at(s, 0, scenario::CutCommand{broker, "p1", true});
            at(s, 500, scenario::HealCommand{broker, "p1", true});
        }
        const auto history = scenario::run(s);
        const auto created = all<event::RecordCreated>(*history);
        QCOMPARE(created.size(), std::size_t(2));
        QVERIFY(created[0].event->time > Timestamp(500'000));
        QVERIFY(created[1].event->time == created[0].event->time);
    }
};

QTEST_GUILESS_MAIN(TestExactRecords)
#include "tst_exact_records.moc"
