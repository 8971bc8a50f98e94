#include <QTest>

#include "tests/engine/sim/storage_kinds.h"

using namespace brokerscope;
using sim::FileId;
using sim::IoError;
using sim::Storage;

namespace {

constexpr Timestamp kNow(1'000'000);

void bothKinds()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("simulated") << QByteArray("simulated");
    QTest::newRow("real") << QByteArray("real");
}

/// Makes a file with this content; asserts that it can.
FileId put(Storage& storage, std::string_view path, std::string_view text)
{
    const auto file = storage.open(path);
    Q_ASSERT(file);
    const auto appended = storage.append(*file, bytesOf(text), kNow);
    Q_ASSERT(appended);
    return *file;
}

std::string readAll(Storage& storage, FileId file)
{
    const auto bytes = storage.read(file, 0, storage.size(file));
    return bytes ? textOf(*bytes) : "?";
}

} // namespace

/// What every Storage promises, shown of each kind with the same assertions.
class StorageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openMakesAnEmptyFileOnce_data() { bothKinds(); }
    void openMakesAnEmptyFileOnce()
    {
        QFETCH(QByteArray, kind);
        AnyStorage storage(kind);
        QCOMPARE(storage->find("orders-0/a.log").error(), IoError::Missing);
        const auto file = storage->open("orders-0/a.log");
        QVERIFY(file);
        QCOMPARE(storage->size(*file), std::size_t{0});
        QVERIFY(storage->append(*file, bytesOf("abc"), kNow));
        QCOMPARE(storage->open("orders-0/a.log"), file);
        QCOMPARE(storage->find("orders-0/a.log"), file);
        QCOMPARE(storage->size(*file), std::size_t{3});
        QCOMPARE(storage->durableSize(*file, kNow), kind == "real" ? std::size_t{3} : 0);
    }

    void listIsAscending_data() { bothKinds(); }
    void listIsAscending()
    {
        QFETCH(QByteArray, kind);
        AnyStorage storage(kind);
        QVERIFY(storage->list().empty());
        for (const char* path : {"b", "orders-1/x", "a-0/y", "orders-10/x", "orders-1/a"}) {
            QVERIFY(storage->open(path));
        }
        const std::vector<std::string> expected{
            "a-0/y", "b", "orders-1/a", "orders-1/x", "orders-10/x"};
        QCOMPARE(storage->list(), expected);
    }

    void readIsCutAtTheEnd_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        QTest::addColumn<QByteArray>("expected");
        for (const char* kind : {"simulated", "real"}) {
            const auto row = [kind](const char* name, int position, int length, const char* text) {
                QTest::addRow("%s, %s", kind, name)
                    << QByteArray(kind) << position << length << QByteArray(text);
            };
            row("all", 0, 6, "abcdef");
            row("middle", 2, 3, "cde");
            row("beyond the end", 4, 100, "ef");
            row("at the end", 6, 1, "");
            row("behind the end", 100, 5, "");
            row("nothing", 3, 0, "");
        }
    }
    void readIsCutAtTheEnd()
    {
        QFETCH(QByteArray, kind);
        QFETCH(int, position);
        QFETCH(int, length);
        QFETCH(QByteArray, expected);
        AnyStorage storage(kind);
        const FileId file = put(*storage, "f", "abcdef");
        const auto bytes = storage->read(
            file, static_cast<std::size_t>(position), static_cast<std::size_t>(length));
        QVERIFY(bytes);
        QCOMPARE(textOf(*bytes), expected.toStdString());
    }

    void readSeesWhatWasJustAppended_data() { bothKinds(); }
    void readSeesWhatWasJustAppended()
    {
        QFETCH(QByteArray, kind);
        AnyStorage storage(kind);
        const FileId file = put(*storage, "f", "abc");
        QCOMPARE(readAll(*storage, file), std::string("abc"));
        QVERIFY(storage->append(file, bytesOf("def"), kNow));
        QCOMPARE(readAll(*storage, file), std::string("abcdef"));
        QVERIFY(storage->truncate(file, 2));
        QCOMPARE(readAll(*storage, file), std::string("ab"));
        QVERIFY(storage->append(file, bytesOf("XYZ"), kNow));
        QCOMPARE(readAll(*storage, file), std::string("abXYZ"));
    }

    void truncationAndSyncAreDurable_data() { bothKinds(); }
    void truncationAndSyncAreDurable()
    {
        QFETCH(QByteArray, kind);
        AnyStorage storage(kind);
        const FileId file = put(*storage, "f", "abcdef");
        QVERIFY(storage->sync(file));
        QCOMPARE(storage->durableSize(file, kNow), std::size_t{6});
        QVERIFY(storage->truncate(file, 4));
        QCOMPARE(storage->durableSize(file, kNow), std::size_t{4});
        QVERIFY(storage->truncate(file, 4));
        QCOMPARE(storage->size(file), std::size_t{4});
    }

    void replaceGivesANewContent_data() { bothKinds(); }
    void replaceGivesANewContent()
    {
        QFETCH(QByteArray, kind);
        AnyStorage storage(kind);
        QVERIFY(storage->replace("orders-0/checkpoint", bytesOf("first")));
        const FileId file = *storage->find("orders-0/checkpoint");
        QCOMPARE(readAll(*storage, file), std::string("first"));
        put(*storage, "orders-0/checkpoint.tmp", "left by a crash, and longer than what follows");
        QVERIFY(storage->replace("orders-0/checkpoint", bytesOf("2nd")));
        // The FileId means the new content, all of it durable.
        QCOMPARE(storage->size(file), std::size_t{3});
        QCOMPARE(readAll(*storage, file), std::string("2nd"));
        QCOMPARE(storage->durableSize(file, kNow), std::size_t{3});
        QVERIFY(storage->append(file, bytesOf("!"), kNow));
        QCOMPARE(contentOf(*storage, "orders-0/checkpoint"), std::string("2nd!"));
        QCOMPARE(storage->list(), std::vector<std::string>{"orders-0/checkpoint"});
    }

    void aFileIdFollowsARename_data() { bothKinds(); }
    void aFileIdFollowsARename()
    {
        QFETCH(QByteArray, kind);
        AnyStorage storage(kind);
        const FileId file = put(*storage, "a.swap", "new");
        const FileId old = put(*storage, "deep/a", "old");
        QVERIFY(storage->rename("a.swap", "deep/a"));
        QCOMPARE(readAll(*storage, file), std::string("new"));
        QVERIFY(storage->append(file, bytesOf("er"), kNow));
        QCOMPARE(contentOf(*storage, "deep/a"), std::string("newer"));
        QCOMPARE(*storage->find("deep/a"), file);
        QCOMPARE(storage->list(), std::vector<std::string>{"deep/a"});
        // The file that it was renamed onto is gone.
        QCOMPARE(storage->size(old), std::size_t{0});
        QCOMPARE(storage->read(old, 0, 1).error(), IoError::Missing);
        QCOMPARE(storage->append(old, bytesOf("x"), kNow).error(), IoError::Missing);

        QVERIFY(storage->rename("deep/a", "deep/a"));
        QCOMPARE(readAll(*storage, file), std::string("newer"));
        QCOMPARE(storage->rename("nowhere", "b").error(), IoError::Missing);
    }

    void aRemovedFileIsMissing_data() { bothKinds(); }
    void aRemovedFileIsMissing()
    {
        QFETCH(QByteArray, kind);
        AnyStorage storage(kind);
        const FileId file = put(*storage, "deep/f", "abc");
        QVERIFY(storage->remove("deep/f"));
        QVERIFY(storage->remove("deep/f"));
        QVERIFY(storage->remove("never/was"));
        QCOMPARE(storage->find("deep/f").error(), IoError::Missing);
        QVERIFY(storage->list().empty());
        QCOMPARE(storage->size(file), std::size_t{0});
        QCOMPARE(storage->read(file, 0, 1).error(), IoError::Missing);
        QCOMPARE(storage->append(file, bytesOf("x"), kNow).error(), IoError::Missing);
        QCOMPARE(storage->truncate(file, 0).error(), IoError::Missing);
        QCOMPARE(storage->sync(file).error(), IoError::Missing);
        // A file of the same name is another file.
        const FileId next = put(*storage, "deep/f", "new");
        QVERIFY(next != file);
        QCOMPARE(storage->read(file, 0, 1).error(), IoError::Missing);
        QCOMPARE(readAll(*storage, next), std::string("new"));
    }

    void pathsThatAreNotPlainAreDenied_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("path");
        for (const char* kind : {"simulated", "real"}) {
            for (const char* path : {"", "/", "/etc/passwd", "..", "../x", "a/../../x", "a/..",
                     "./a", "a/./b", "a//b", "a/"}) {
                QTest::addRow("%s, '%s'", kind, path) << QByteArray(kind) << QByteArray(path);
            }
            QTest::addRow("%s, zero byte", kind) << QByteArray(kind) << QByteArray("a\0b", 3);
        }
    }
    void pathsThatAreNotPlainAreDenied()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, path);
        AnyStorage storage(kind);
        put(*storage, "a/file", "abc");
        const std::string bad = path.toStdString();
        QCOMPARE(storage->find(bad).error(), IoError::Denied);
        QCOMPARE(storage->open(bad).error(), IoError::Denied);
        QCOMPARE(storage->replace(bad, {}).error(), IoError::Denied);
        QCOMPARE(storage->remove(bad).error(), IoError::Denied);
        QCOMPARE(storage->rename(bad, "b").error(), IoError::Denied);
        QCOMPARE(storage->rename("a/file", bad).error(), IoError::Denied);
        QCOMPARE(storage->list(), std::vector<std::string>{"a/file"});
    }

    void manyFilesAtOnceKeepTheirContents_data() { bothKinds(); }
    /// More than may be open at a time.
    void manyFilesAtOnceKeepTheirContents()
    {
        QFETCH(QByteArray, kind);
        AnyStorage storage(kind);
        std::vector<FileId> files(200);
        for (std::size_t i = 0; i < files.size(); ++i) {
            files[i] = put(*storage, "p-" + std::to_string(i) + "/log", std::to_string(i));
        }
        for (int round = 0; round < 2; ++round) {
            for (std::size_t i = 0; i < files.size(); ++i) {
                QVERIFY(storage->append(files[i], bytesOf("+"), kNow));
                QVERIFY(storage->sync(files[i]));
            }
        }
        for (std::size_t i = 0; i < files.size(); ++i) {
            QCOMPARE(readAll(*storage, files[i]), std::to_string(i) + "++");
        }
    }
};

QTEST_APPLESS_MAIN(StorageTest)
#include "tst_storage.moc"
