#include <QTest>

#include "engine/sim/folder_walk.h"
#include "engine/sim/real_file_reader.h"
#include "tests/engine/sim/storage_kinds.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace brokerscope;
using sim::IoError;
using sim::RealFileReader;

namespace {

/// A folder to fill with the ordinary means of Qt.
class Folder {
public:
    [[nodiscard]] std::string root() const { return m_folder.path().toStdString(); }
    [[nodiscard]] std::string at(const std::string& path) const { return root() + "/" + path; }
    /// The same as Qt's classes take it.
    [[nodiscard]] QString name(const std::string& path) const
    {
        return QString::fromStdString(at(path));
    }

    void write(const std::string& path, const QByteArray& text) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(name(path)).path()));
        QFile file(name(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    void link(const std::string& path, const std::string& target) const
    {
        QCOMPARE(::symlink(target.c_str(), at(path).c_str()), 0);
    }

private:
    QTemporaryDir m_folder;
};

/// `count` bytes of which each 8 tell their position.
QByteArray counting(int count)
{
    QByteArray bytes;
    while (bytes.size() < count) {
        bytes += QByteArray::number(bytes.size()).rightJustified(8, '0');
    }
    return bytes.left(count);
}

} // namespace

class RealFileReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheFilesOfAFolder()
    {
        const Folder folder;
        folder.write("orders-0/a.log", "abc");
        folder.write("meta.properties", "version=1");
        RealFileReader files(folder.root());
        const std::vector<std::string> expected{"meta.properties", "orders-0/a.log"};
        QCOMPARE(files.list(), expected);
        QCOMPARE(contentOf(files, "orders-0/a.log"), std::string("abc"));
        QCOMPARE(files.find("orders-0/b.log").error(), IoError::Missing);
        QCOMPARE(files.find("meta.properties/x").error(), IoError::Missing);
        QCOMPARE(files.find("../etc/passwd").error(), IoError::Denied);
        QCOMPARE(files.find(std::string(300, 'x')).error(), IoError::Denied);
    }

    void aRootThatIsNotThereIsEmpty()
    {
        const Folder folder;
        folder.write("file", "abc");
        for (const char* root : {"/nowhere", "/file"}) {
            RealFileReader files(folder.root() + root);
            QVERIFY(files.list().empty());
            QCOMPARE(files.find("a").error(), IoError::Missing);
        }
    }

    void neverWaitsForWhatIsNoRegularFile_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("named pipe") << QByteArray("pipe");
        QTest::newRow("link to a pipe") << QByteArray("link-to-pipe");
        QTest::newRow("device") << QByteArray("null");
        QTest::newRow("folder") << QByteArray("folder");
        QTest::newRow("link to itself") << QByteArray("circle");
    }
    void neverWaitsForWhatIsNoRegularFile()
    {
        QFETCH(QByteArray, path);
        const Folder folder;
        QCOMPARE(::mkfifo(folder.at("pipe").c_str(), 0600), 0);
        folder.link("link-to-pipe", "pipe");
        folder.link("null", "/dev/null");
        folder.link("circle", "circle");
        folder.write("folder/file", "abc");
        RealFileReader files(folder.root());
        QCOMPARE(files.find(path.toStdString()).error(), IoError::Denied);
        QCOMPARE(files.list(), std::vector<std::string>{"folder/file"});
    }

    void followsLinksButNotInACircle()
    {
        const Folder folder;
        const Folder otherDisk;
        otherDisk.write("payments-0/a.log", "there");
        folder.write("orders-0/a.log", "here");
        folder.link("orders-0/up", "..");
        folder.link("a-link-to-orders", "orders-0");
        folder.link("payments-0", otherDisk.at("payments-0"));
        folder.link("payments.log", "payments-0/a.log");
        folder.link("dangling", "nowhere");
        RealFileReader files(folder.root());
        const std::vector<std::string> expected{
            "orders-0/a.log", "payments-0/a.log", "payments.log"};
        QCOMPARE(files.list(), expected);
        QCOMPARE(contentOf(files, "payments-0/a.log"), std::string("there"));
        QCOMPARE(contentOf(files, "a-link-to-orders/a.log"), std::string("here"));
    }

    void listsNoDeeperThanItSays()
    {
        const Folder folder;
        std::string path;
        for (int depth = 0; depth <= sim::kDeepestFolder + 2; ++depth) {
            folder.write(path + "file", "abc");
            path += "deeper/";
        }
        QCOMPARE(RealFileReader(folder.root()).list().size(), std::size_t{sim::kDeepestFolder + 1});
    }

    void whatMayNotBeReadIsDenied()
    {
        if (::geteuid() == 0) {
            QSKIP("root may read everything");
        }
        const Folder folder;
        folder.write("file", "abc");
        folder.write("locked/file", "abc");
        QVERIFY(QFile::setPermissions(folder.name("file"), {}));
        QVERIFY(QFile::setPermissions(folder.name("locked"), {}));
        RealFileReader files(folder.root());
        QCOMPARE(files.list(), std::vector<std::string>{"file"});
        QCOMPARE(files.find("file").error(), IoError::Denied);
        QCOMPARE(files.find("locked/file").error(), IoError::Denied);
        QVERIFY(QFile::setPermissions(
            folder.name("locked"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void aFileThatShrinksFailsToRead()
    {
        const Folder folder;
        const QByteArray content = counting(3'000'000);
        folder.write("log", content);
        RealFileReader files(folder.root());
        const auto file = *files.find("log");
        QVERIFY(files.read(file, 0, 100));
        QVERIFY(QFile::resize(folder.name("log"), 1'000'000));
        // Its size is what it was, and so is what has been read ahead; the rest is not there.
        QCOMPARE(files.size(file), std::size_t{3'000'000});
        QCOMPARE(textOf(*files.read(file, 80, 8)), std::string("00000080"));
        QCOMPARE(textOf(*files.read(file, 999'992, 8)), std::string("00999992"));
        QCOMPARE(files.read(file, 999'992, 9).error(), IoError::ReadFailed);
        QCOMPARE(files.read(file, 2'000'000, 8).error(), IoError::ReadFailed);
        QCOMPARE(files.find("log"), file);
        QCOMPARE(files.size(file), std::size_t{1'000'000});
        QCOMPARE(textOf(*files.read(file, 999'992, 9)), std::string("00999992"));
    }

    void aFileThatWasExchangedIsAnotherFile()
    {
        const Folder folder;
        folder.write("log", "old");
        folder.write("new", "newer");
        RealFileReader files(folder.root());
        const auto old = *files.find("log");
        QVERIFY(QFile::remove(folder.name("log")));
        QVERIFY(QFile::rename(folder.name("new"), folder.name("log")));
        // What was opened stays readable, as on Unix; the name means the new file.
        QCOMPARE(textOf(*files.read(old, 0, 3)), std::string("old"));
        QCOMPARE(contentOf(files, "log"), std::string("newer"));
        QCOMPARE(files.read(old, 0, 3).error(), IoError::Missing);
    }

    void everyPieceIsWhatStandsThere_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("length");
        QTest::newRow("forward in small pieces") << 61 << 61;
        QTest::newRow("forward, overlapping") << 1000 << 70'000;
        QTest::newRow("in jumps") << 200'008 << 12;
        QTest::newRow("backwards") << -50'001 << 60'000;
        QTest::newRow("longer than the window") << 700'000 << 2'500'000;
    }
    void everyPieceIsWhatStandsThere()
    {
        QFETCH(int, step);
        QFETCH(int, length);
        const Folder folder;
        const QByteArray content = counting(5'000'003);
        folder.write("log", content);
        RealFileReader files(folder.root());
        const auto file = *files.find("log");
        const int begin = step > 0 ? 0 : static_cast<int>(content.size());
        int pieces = 0;
        for (int at = begin; at >= 0 && at <= content.size(); at += step) {
            const auto piece
                = files.read(file, static_cast<std::size_t>(at), static_cast<std::size_t>(length));
            QVERIFY(piece);
            const QByteArray expected = content.mid(at, length);
            QCOMPARE(piece->size(), static_cast<std::size_t>(expected.size()));
            QVERIFY(std::equal(piece->begin(), piece->end(), expected.begin(),
                [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); }));
            ++pieces;
        }
        QVERIFY(pieces > 5);
    }

    void readsBeyondFourGibibytes()
    {
        const Folder folder;
        constexpr std::size_t kHole = std::size_t{5} << 30;
        {
            QFile file(folder.name("log"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            if (!file.resize(static_cast<qint64>(kHole))) {
                QSKIP("this file system has no files of 5 GiB");
            }
            QVERIFY(file.seek(static_cast<qint64>(kHole)));
            QCOMPARE(file.write("end"), 3);
        }
        RealFileReader files(folder.root());
        const auto file = *files.find("log");
        QCOMPARE(files.size(file), kHole + 3);
        QCOMPARE(textOf(*files.read(file, kHole, 10)), std::string("end"));
        QCOMPARE(files.read(file, kHole - 4, 10)->size(), std::size_t{7});
        QCOMPARE((*files.read(file, std::size_t{1} << 32, 1))[0], std::uint8_t{0});
    }

    void aViewOutlivesTheReadingOfOtherFiles()
    {
        const Folder folder;
        for (int i = 0; i < 100; ++i) {
            folder.write(std::to_string(i), QByteArray::number(i).repeated(1000));
        }
        RealFileReader files(folder.root());
        const auto first = *files.read(*files.find("0"), 0, 1000);
        for (int i = 1; i < 32; ++i) {
            QVERIFY(files.read(*files.find(std::to_string(i)), 0, 1000));
        }
        QCOMPARE(textOf(first), std::string(1000, '0'));
        for (int i = 99; i >= 0; --i) {
            QCOMPARE(contentOf(files, std::to_string(i)),
                QByteArray::number(i).repeated(1000).toStdString());
        }
    }

    void leavesTheTimeOfAccessAlone()
    {
        const Folder folder;
        folder.write("log", "abc");
        const std::string path = folder.at("log");
        // With an access before the change, even "relatime" would note the next one.
        const timespec times[2]{{1000, 0}, {2000, 0}};
        QCOMPARE(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
        RealFileReader files(folder.root());
        QCOMPARE(contentOf(files, "log"), std::string("abc"));
        struct stat status { };
        QCOMPARE(::stat(path.c_str(), &status), 0);
        QCOMPARE(status.st_atim.tv_sec, time_t{1000});
        QCOMPARE(status.st_mtim.tv_sec, time_t{2000});
    }
};

QTEST_APPLESS_MAIN(RealFileReaderTest)
#include "tst_real_file_reader.moc"
