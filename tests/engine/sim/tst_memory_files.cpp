#include <QTest>

#include "engine/sim/memory_files.h"
#include "tests/engine/sim/storage_kinds.h"

using namespace brokerscope;
using sim::IoError;
using sim::MemoryFiles;
using sim::SimDisk;

class MemoryFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsASnapshotThatLaterWritesDoNotTouch()
    {
        SimDisk disk({milliseconds(100), milliseconds(100)});
        const auto log = *disk.open("orders-0/a.log");
        QVERIFY(disk.append(log, bytesOf("abc"), Timestamp(0)));
        QVERIFY(disk.sync(log));
        QVERIFY(disk.append(log, bytesOf("de"), Timestamp(0)));
        QVERIFY(disk.replace("orders-0/checkpoint", bytesOf("0")));
        QVERIFY(disk.replace("orders-1/checkpoint", bytesOf("1")));
        const sim::FileSet set = disk.snapshot("orders-0/", Timestamp(0));
        const sim::FileSet later = disk.snapshot("", Timestamp(100'000));
        QVERIFY(disk.append(log, bytesOf("!"), Timestamp(0)));
        QVERIFY(disk.remove("orders-0/checkpoint"));

        MemoryFiles files(set);
        const std::vector<std::string> expected{"orders-0/a.log", "orders-0/checkpoint"};
        QCOMPARE(files.list(), expected);
        QCOMPARE(contentOf(files, "orders-0/a.log"), std::string("abcde"));
        QCOMPARE(contentOf(files, "orders-0/checkpoint"), std::string("0"));
        QCOMPARE(files.find("orders-1/checkpoint").error(), IoError::Missing);
        QCOMPARE(files.durableSize(*files.find("orders-0/a.log")), std::size_t{3});
        QCOMPARE(MemoryFiles(later).list().size(), std::size_t{3});
        QCOMPARE(later.at("orders-0/a.log").durableSize, std::size_t{5});
    }

    void copiesShareTheBytes()
    {
        SimDisk disk({});
        QVERIFY(disk.replace("f", bytesOf("abc")));
        const sim::FileSet set = disk.snapshot("", Timestamp(0));
        const MemoryFiles files(set);
        QCOMPARE(files.files().at("f").bytes.get(), set.at("f").bytes.get());
    }

    void readIsCutAtTheEnd()
    {
        SimDisk disk({});
        QVERIFY(disk.replace("f", bytesOf("abc")));
        MemoryFiles files(disk.snapshot("", Timestamp(0)));
        const auto file = *files.find("f");
        QCOMPARE(files.size(file), std::size_t{3});
        QCOMPARE(textOf(*files.read(file, 1, 100)), std::string("bc"));
        QCOMPARE(textOf(*files.read(file, 1, 1)), std::string("b"));
        QVERIFY(files.read(file, 100, 1)->empty());
    }
};

QTEST_APPLESS_MAIN(MemoryFilesTest)
#include "tst_memory_files.moc"
