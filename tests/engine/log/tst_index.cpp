#include <QTest>

#include "engine/log/offset_index.h"
#include "engine/log/time_index.h"
#include "engine/sim/disk.h"

#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace brokerscope;
using log::OffsetIndex;
using log::TimeIndex;

namespace {

constexpr std::int64_t kMaxBytes = 10485760;

Bytes contentOf(sim::SimDisk& disk, const char* path)
{
    const auto file = disk.find(path);
    const ByteView bytes = *disk.read(*file, 0, disk.size(*file));
    return {bytes.begin(), bytes.end()};
}

void write(sim::SimDisk& disk, const char* path, const QByteArray& hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    const ByteView view(reinterpret_cast<const std::uint8_t*>(bytes.data()),
        static_cast<std::size_t>(bytes.size()));
    (void)disk.replace(path, view);
}

OffsetIndex openOffsets(sim::SimDisk& disk, Offset base = Offset(0))
{
    return *OffsetIndex::open(disk, "i", base, kMaxBytes);
}

TimeIndex openTimes(sim::SimDisk& disk, Offset base = Offset(0))
{
    return *TimeIndex::open(disk, "t", base, kMaxBytes);
}

} // namespace

class IndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWarmSearchFindsWhatUpperBoundFinds()
    {
        QVERIFY(rc::check("largest lower bound", [] {
            const auto drawn = *rc::gen::scale(
                3.0, rc::gen::container<std::set<int>>(rc::gen::inRange(0, 1000)));
            const std::vector<int> keys(drawn.begin(), drawn.end());
            const auto warm = *rc::gen::inRange<std::size_t>(0, 40);
            const auto target = *rc::gen::inRange(-1, 1001);
            const auto found = log::largestLowerBoundSlot(
                keys.size(), warm, [&](std::size_t slot) { return keys[slot] <=> target; });
            const auto next = std::upper_bound(keys.begin(), keys.end(), target);
            RC_ASSERT(found.has_value() == (next != keys.begin()));
            RC_ASSERT(found.value_or(0)
                == static_cast<std::size_t>(std::max<std::ptrdiff_t>(next - keys.begin() - 1, 0)));
        }));
    }

    /// Kafka's numbers: 8192 bytes are 1024 offset entries or 682 time entries, and the search of a
    /// key near the end looks at nothing before them.
    void readersAtTheEndTouchTheWarmPartOnly()
    {
        QCOMPARE(OffsetIndex::kWarmEntries, std::size_t{1024});
        QCOMPARE(TimeIndex::kWarmEntries, std::size_t{682});
        constexpr int kEntries = 100'000;
        std::size_t lowest = kEntries;
        const auto slot
            = log::largestLowerBoundSlot(kEntries, OffsetIndex::kWarmEntries, [&](std::size_t at) {
                  lowest = std::min(lowest, at);
                  return static_cast<int>(at) <=> kEntries - 700;
              });
        QCOMPARE(slot, std::optional<std::size_t>(kEntries - 700));
        QCOMPARE(lowest, std::size_t{kEntries - 1 - 1024});
    }

    void entriesAreInTheFileAtOnce()
    {
        sim::SimDisk disk({});
        OffsetIndex offsets = openOffsets(disk, Offset(1000));
        offsets.add(Offset(1019), 4200);
        QVERIFY(offsets.store(Timestamp()).has_value());
        offsets.add(Offset(1050), 9000);
        offsets.add(Offset(1051), 9100);
        QVERIFY(offsets.store(Timestamp()).has_value());
        const QByteArray expected = QByteArray::fromHex("00000013"
                                                        "00001068"
                                                        "00000032"
                                                        "00002328"
                                                        "00000033"
                                                        "0000238c");
        QCOMPARE(contentOf(disk, "i"), Bytes(expected.begin(), expected.end()));
        QCOMPARE(offsets.lookUp(Offset(1018)), (log::OffsetPosition{Offset(1000), 0}));
        QCOMPARE(offsets.lookUp(Offset(1049)), (log::OffsetPosition{Offset(1019), 4200}));
        QCOMPARE(offsets.lookUpPosition(9099), (log::OffsetPosition{Offset(1050), 9000}));
        QCOMPARE(openOffsets(disk, Offset(1000)).entries(), offsets.entries());
    }

    void timeEntriesRise()
    {
        sim::SimDisk disk({});
        TimeIndex times = openTimes(disk, Offset(10));
        QCOMPARE(times.lastEntry(), (log::TimestampOffset{-1, Offset(10)}));
        QVERIFY(times.maybeAdd({100, Offset(12)}));
        QVERIFY(!times.maybeAdd({100, Offset(15)})); // not beyond the last one
        QVERIFY(times.maybeAdd({170, Offset(15)}));
        QVERIFY(times.store(Timestamp()).has_value());
        const QByteArray expected = QByteArray::fromHex("0000000000000064"
                                                        "00000002"
                                                        "00000000000000aa"
                                                        "00000005");
        QCOMPARE(contentOf(disk, "t"), Bytes(expected.begin(), expected.end()));
        QCOMPARE(times.lookUp(99), (log::TimestampOffset{-1, Offset(10)}));
        QCOMPARE(times.lookUp(169), (log::TimestampOffset{100, Offset(12)}));
        QCOMPARE(openTimes(disk, Offset(10)).entries(), times.entries());
    }

    void truncationForgetsEntriesFromTheOffsetOn()
    {
        sim::SimDisk disk({});
        OffsetIndex offsets = openOffsets(disk);
        TimeIndex times = openTimes(disk);
        for (int i = 1; i <= 4; ++i) {
            offsets.add(Offset(i * 10), static_cast<std::uint32_t>(i * 100));
            times.maybeAdd({i * 1000, Offset(i * 10)});
        }
        QVERIFY(offsets.store(Timestamp()) && times.store(Timestamp()));
        QVERIFY(offsets.truncateTo(Offset(30)) && times.truncateTo(Offset(30)));
        QCOMPARE(offsets.lastOffset(), Offset(20));
        QCOMPARE(times.lastEntry(), (log::TimestampOffset{2000, Offset(20)}));
        QCOMPARE(contentOf(disk, "i").size(), std::size_t{2 * 8});
        QCOMPARE(contentOf(disk, "t").size(), std::size_t{2 * 12});
    }

    void aTimeIndexKeepsOneSlotFree()
    {
        sim::SimDisk disk({});
        auto offsets = *OffsetIndex::open(disk, "i", Offset(0), 3 * 8 + 5);
        auto times = *TimeIndex::open(disk, "t", Offset(0), 3 * 12 + 5);
        for (int i = 1; i <= 2; ++i) {
            QVERIFY(!offsets.isFull() && !times.isFull());
            offsets.add(Offset(i), static_cast<std::uint32_t>(i));
            times.maybeAdd({i, Offset(i)});
        }
        QVERIFY(times.isFull() && !offsets.isFull());
        offsets.add(Offset(3), 3);
        QVERIFY(offsets.isFull());
    }

    void whatTheFileHolds_data()
    {
        QTest::addColumn<QByteArray>("offsets");
        QTest::addColumn<QByteArray>("times");
        QTest::addColumn<bool>("isDamaged");
        QTest::addColumn<int>("entries");
        const QByteArray offset = "0000000500000064";
        const QByteArray time = "000000000000006400000005";
        const QByteArray zeros(48, '0');
        QTest::newRow("empty") << QByteArray() << QByteArray() << false << 0;
        QTest::newRow("one entry") << offset << time << false << 1;
        QTest::newRow("preallocated") << offset + zeros << time + zeros << false << 1;
        QTest::newRow("only zeros") << zeros << zeros << false << 0;
        QTest::newRow("torn") << offset + "0000" << time + "0000" << true << 0;
        QTest::newRow("does not rise") << offset + offset << time + time << true << 0;
        QTest::newRow("goes back")
            << offset + "0000000400000070" << time + "000000000000006500000004" << true << 0;
    }

    void whatTheFileHolds()
    {
        QFETCH(const QByteArray, offsets);
        QFETCH(const QByteArray, times);
        QFETCH(const bool, isDamaged);
        QFETCH(const int, entries);
        sim::SimDisk disk({});
        write(disk, "i", offsets);
        write(disk, "t", times);
        const OffsetIndex offsetIndex = openOffsets(disk);
        const TimeIndex timeIndex = openTimes(disk);
        QCOMPARE(offsetIndex.isDamaged(), isDamaged);
        QCOMPARE(timeIndex.isDamaged(), isDamaged);
        QCOMPARE(offsetIndex.entries().size(), static_cast<std::size_t>(entries));
        QCOMPARE(timeIndex.entries().size(), static_cast<std::size_t>(entries));
        if (!isDamaged) {
            QCOMPARE(contentOf(disk, "i").size(), static_cast<std::size_t>(entries) * 8);
            QCOMPARE(contentOf(disk, "t").size(), static_cast<std::size_t>(entries) * 12);
        }
    }

    void aMissingFileIsDamage()
    {
        sim::SimDisk disk({});
        QVERIFY(openOffsets(disk).isDamaged() && openTimes(disk).isDamaged());
        QVERIFY(!openOffsets(disk).isDamaged() && !openTimes(disk).isDamaged());
    }
};

QTEST_APPLESS_MAIN(IndexTest)
#include "tst_index.moc"
