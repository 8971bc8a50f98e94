#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "engine/history/canonical.h"
#include "engine/history/session_file.h"
#include "engine/history/session_schema.h"
#include "tests/support/random_history.h"

#include <SQLiteCpp/Database.h>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

using namespace brokerscope;
using namespace brokerscope::history;
using Kind = SessionError::Kind;

namespace {

using Path = std::filesystem::path;

QByteArray bytesOf(const Path& path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const Path& path, const QByteArray& bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.constData(), bytes.size());
}

std::set<std::string> namesIn(const Path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

/// A closed session with one whole run of about `count` events, and a run that was cut off.
void makeSession(const Path& path, std::size_t count, std::uint64_t seed = 1)
{
    const auto writer = SessionWriter::create(path, "brokerscope: 1\n", "lesson.yaml");
    QVERIFY2(writer.has_value(), writer ? "" : writer.error().detail.c_str());
    test::RandomHistory run(seed, {});
    run.makeEvents(count);
    SessionRun first;
    first.label = "original";
    first.seed = ~std::uint64_t{0};
    QCOMPARE((*writer)->beginRun(first, run.roster()).value(), 1);
    QVERIFY((*writer)->append(run.events(), run.strings()));
    QVERIFY((*writer)->endRun(run.now() + seconds(1)));
    SessionRun second;
    second.parent = 1;
    second.label = "stop b1";
    second.edits = {"move 3 1500ms", "seed 7"};
    second.seed = 7;
    QCOMPARE((*writer)->beginRun(second, run.roster()).value(), 2);
    QVERIFY((*writer)->append(std::span(run.events()).first(100), run.strings()));
    QVERIFY((*writer)->setNote("playhead", "1734000"));
    QVERIFY((*writer)->flush());
}

/// Reads everything there is; nullopt when it is all right.
std::optional<Kind> readAll(const Path& path)
{
    const auto session = readSession(path);
    if (!session) {
        return session.error().kind;
    }
    for (const SessionRun& run : session->runs) {
        if (const auto history = readRun(path, run.id); !history) {
            return history.error().kind;
        }
    }
    return std::nullopt;
}

} // namespace

class TestSessionFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }
    void sessionComesBack();
    void historyComesBack();
    void appendingPieceByPieceIsTheSame();
    void aSessionIsContinued();
    void aFileOfTheFirstVersionIsReadAndContinued();
    void readingLeavesNothingBehind();
    void fileNamesMayBeOdd();
    void wrongFilesAreTold_data();
    void wrongFilesAreTold();
    void unreadableFileIsTold();
    void cutFilesAreTold();
    void flippedBitsNeverCrash();
    void forgedContentIsCorrupt_data();
    void forgedContentIsCorrupt();
    void unknownRunIsMissing();
    void nothingIsReplacedUnasked();
    void replacingForgetsAnOldWriteAheadLog();
    void unwritablePlacesAreTold();
    void fullDiskLosesNothing();

private:
    Path in(const char* name) const
    {
        return Path(m_folder.filePath(QString::fromLatin1(name)).toStdString());
    }

    QTemporaryDir m_folder;
};

void TestSessionFile::sessionComesBack()
{
    const Path path = in("session.brokerscope");
    makeSession(path, 5000);
    const auto session = readSession(path);
    QVERIFY(session.has_value());
    QCOMPARE(session->scenarioText, std::string("brokerscope: 1\n"));
    QCOMPARE(session->scenarioName, std::string("lesson.yaml"));
    QCOMPARE(session->notes, (SessionNotes{{"playhead", "1734000"}}));
    QCOMPARE(session->runs.size(), std::size_t{2});
    const SessionRun& first = session->runs[0];
    QCOMPARE(first.id, 1);
    QCOMPARE(first.parent, 0);
    QCOMPARE(first.label, std::string("original"));
    QCOMPARE(first.seed, ~std::uint64_t{0});
    QVERIFY(first.complete && first.events >= 5000 && first.edits.empty());
    const SessionRun& second = session->runs[1];
    QCOMPARE(second.parent, 1);
    QCOMPARE(second.edits, (std::vector<std::string>{"move 3 1500ms", "seed 7"}));
    QVERIFY(!second.complete);
    QCOMPARE(second.events, std::uint64_t{100});
}

void TestSessionFile::historyComesBack()
{
    const Path path = in("history.brokerscope");
    makeSession(path, 60'000, 5);
    test::RandomHistory run(5, {});
    run.makeEvents(60'000);
    const History expected(
        run.roster(), run.events(),
        [&] {
            event::StringTable strings;
            for (std::uint32_t i = 0; i < run.strings().size(); ++i) {
                strings.intern(run.strings().at(StringId(i)));
            }
            return strings;
        }(),
        run.now() + seconds(1));
    const auto read = readRun(path, 1);
    QVERIFY2(read.has_value(), read ? "" : read.error().detail.c_str());
    QCOMPARE((*read)->hash(), expected.hash());
    QVERIFY((*read)->roster() == expected.roster());

    const auto cutOff = readRun(path, 2);
    QVERIFY(cutOff.has_value());
    QCOMPARE((*cutOff)->size(), std::size_t{100});
    QCOMPARE((*cutOff)->end(), (*cutOff)->events().back().time);
}

void TestSessionFile::appendingPieceByPieceIsTheSame()
{
    const Path path = in("pieces.brokerscope");
    test::RandomHistory run(9, {});
    {
        const auto writer = SessionWriter::create(path, "", "");
        QVERIFY((*writer)->beginRun({}, run.roster()));
        std::size_t written = 0;
        for (std::size_t target = 1; target < 20'000; target = target * 3 / 2 + 1) {
            run.makeEvents(target);
            QVERIFY((*writer)->append(std::span(run.events()).subspan(written), run.strings()));
            written = run.events().size();
            if (target % 2 == 0) {
                QVERIFY((*writer)->flush());
            }
        }
        QVERIFY((*writer)->endRun(run.now()));
    }
    const auto read = readRun(path, 1);
    QVERIFY2(read.has_value(), read ? "" : read.error().detail.c_str());
    QCOMPARE((*read)->hash(), run.take()->hash());
}

void TestSessionFile::aSessionIsContinued()
{
    const Path path = in("continued.brokerscope");
    makeSession(path, 500);
    {
        const auto writer = SessionWriter::continueFile(path);
        QVERIFY(writer.has_value());
        SessionRun third;
        third.parent = 2;
        QCOMPARE((*writer)->beginRun(third, test::rosterOf(1, 0, 0, 1)).value(), 3);
        QVERIFY((*writer)->setNote("playhead", "5"));
        QVERIFY((*writer)->endRun(Timestamp(7)));
    }
    const auto session = readSession(path);
    QCOMPARE(session->runs.size(), std::size_t{3});
    QVERIFY(session->runs[2].complete);
    QCOMPARE(session->notes, (SessionNotes{{"playhead", "5"}}));
    QCOMPARE((*readRun(path, 3))->end(), Timestamp(7));
}

void TestSessionFile::aFileOfTheFirstVersionIsReadAndContinued()
{
    const Path path = in("first-version.brokerscope");
    makeSession(path, 200);
    const auto versionOf = [&path] {
        SQLite::Database database(path.string(), SQLite::OPEN_READONLY);
        return database.execAndGet("PRAGMA user_version").getInt();
    };
    QCOMPARE(versionOf(), kSchemaVersion);
    SQLite::Database(path.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 1");
    QCOMPARE(readAll(path), std::nullopt);
    QCOMPARE(versionOf(), 1); // reading changes nothing

    {
        const auto writer = SessionWriter::continueFile(path);
        QVERIFY(writer.has_value());
        QVERIFY((*writer)->setNote("playhead", "5"));
    }
    QCOMPARE(versionOf(), kSchemaVersion);
    QCOMPARE(readAll(path), std::nullopt);
}

void TestSessionFile::readingLeavesNothingBehind()
{
    const Path folder = in("alone");
    std::filesystem::create_directory(folder);
    const Path path = folder / "session.brokerscope";
    makeSession(path, 5000);
    const QByteArray before = bytesOf(path);
    QCOMPARE(readAll(path), std::nullopt);
    QCOMPARE(bytesOf(path), before);
    QCOMPARE(namesIn(folder), (std::set<std::string>{"session.brokerscope"}));
}

void TestSessionFile::fileNamesMayBeOdd()
{
    const Path path = in("100% sure? #1 会话.brokerscope");
    makeSession(path, 200);
    QCOMPARE(readAll(path), std::nullopt);
}

void TestSessionFile::wrongFilesAreTold_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, Kind kind) {
        QTest::newRow(name) << QString::fromLatin1(name) << static_cast<int>(kind);
    };
    row("missing", Kind::Missing);
    row("folder/missing", Kind::Missing);
    row("empty", Kind::Empty);
    row("directory", Kind::Foreign);
    row("pipe", Kind::Foreign);
    row("text", Kind::Foreign);
    row("short text", Kind::Foreign);
    row("other program", Kind::Foreign);
    row("newer", Kind::Newer);
    row("magic only", Kind::Corrupt);
    row("without tables", Kind::Corrupt);
}

void TestSessionFile::wrongFilesAreTold()
{
    QFETCH(QString, name);
    QFETCH(int, kind);
    const Path folder = in("wrong");
    const Path path = folder / name.toStdString();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    write(folder / "empty", {});
    std::filesystem::create_directory(folder / "directory");
    QCOMPARE(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    write(folder / "text", QByteArray(5000, 'x'));
    write(folder / "short text", "hello");
    write(folder / "magic only", QByteArray("SQLite format 3\0", 16));
    for (const char* const file : {"other program", "newer", "without tables"}) {
        SQLite::Database database(
            (folder / file).string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("CREATE TABLE t (x)");
        if (file != std::string_view("other program")) {
            database.exec("PRAGMA application_id = 1112691523");
            const int version = kSchemaVersion + (file == std::string_view("newer") ? 1 : 0);
            database.exec("PRAGMA user_version = " + std::to_string(version));
        }
    }
    const bool readable = std::filesystem::is_regular_file(path);
    const QByteArray before = readable ? bytesOf(path) : QByteArray();
    const auto names = namesIn(folder);

    const auto session = readSession(path);
    QVERIFY(!session);
    QCOMPARE(static_cast<int>(session.error().kind), kind);
    QCOMPARE(session.error().path, path);
    QCOMPARE(static_cast<int>(readRun(path, 1).error().kind), kind);
    if (kind != static_cast<int>(Kind::Corrupt)) {
        QCOMPARE(static_cast<int>(SessionWriter::continueFile(path).error().kind), kind);
    }
    QCOMPARE(readable ? bytesOf(path) : QByteArray(), before);
    QCOMPARE(namesIn(folder), names);
}

void TestSessionFile::unreadableFileIsTold()
{
    if (::geteuid() == 0) {
        QSKIP("root may read everything");
    }
    const Path path = in("unreadable.brokerscope");
    makeSession(path, 100);
    std::filesystem::permissions(path, std::filesystem::perms::none);
    QCOMPARE(readAll(path), Kind::Unreadable);
}

void TestSessionFile::cutFilesAreTold()
{
    const Path whole = in("whole.brokerscope");
    makeSession(whole, 3000);
    const QByteArray bytes = bytesOf(whole);
    const Path path = in("cut.brokerscope");
    for (qsizetype length = bytes.size() - 1; length > 0; length = length * 9 / 10) {
        const QByteArray cut = bytes.left(length);
        write(path, cut);
        QCOMPARE(readAll(path), Kind::Corrupt);
        QCOMPARE(bytesOf(path), cut);
    }
}

void TestSessionFile::flippedBitsNeverCrash()
{
    const Path whole = in("bits.brokerscope");
    makeSession(whole, 1500);
    const QByteArray bytes = bytesOf(whole);
    const std::shared_ptr<const History> written = *readRun(whole, 1);
    const Path path = in("flipped.brokerscope");
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    for (int i = 0; i < 600; ++i) {
        QByteArray flipped = bytes;
        const int at = i < 100 ? i : random.bounded(static_cast<int>(bytes.size()));
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << random.bounded(8)));
        write(path, flipped);
        (void)readAll(path);
        // What is read in spite of it has the events that were written: their digest tells damage.
        // A bit elsewhere may change a name or a text, or nothing.
        if (const auto read = readRun(path, 1)) {
            QVERIFY2(std::equal((*read)->events().begin(), (*read)->events().end(),
                         written->events().begin(), written->events().end()),
                qPrintable(QStringLiteral("seed %1, byte %2").arg(seed).arg(at)));
        }
        QVERIFY2(bytesOf(path) == flipped,
            qPrintable(QStringLiteral("seed %1, byte %2").arg(seed).arg(at)));
    }
}

void TestSessionFile::forgedContentIsCorrupt_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char* name, const char* sql) {
        QTest::newRow(name) << QString::fromLatin1(sql);
    };
    row("a missing chunk", "DELETE FROM chunks WHERE run = 1 AND first_event > 0");
    row("a chunk out of place", "UPDATE chunks SET first_event = first_event + 1 WHERE run = 1");
    row("a wrong count", "UPDATE chunks SET events = events + 1 WHERE run = 1");
    row("a count beyond all bounds", "UPDATE chunks SET events = 4000000000000 WHERE run = 1");
    row("a negative count", "UPDATE chunks SET events = -1 WHERE run = 1");
    row("other bytes", "UPDATE chunks SET bytes = zeroblob(LENGTH(bytes)) WHERE run = 1");
    row("bytes of another type", "UPDATE chunks SET bytes = 7 WHERE run = 1");
    row("no bytes", "UPDATE chunks SET bytes = zeroblob(0) WHERE run = 1");
    row("a wrong digest", "UPDATE chunks SET digest = zeroblob(32) WHERE run = 1");
    row("a wrong time", "UPDATE chunks SET previous_time = -5 WHERE run = 1");
    row("missing texts", "DELETE FROM strings WHERE run = 1 AND id > 1");
    row("a text with another id", "UPDATE strings SET id = id + 100 WHERE run = 1");
    row("no participants", "UPDATE runs SET roster = zeroblob(2) WHERE id = 1");
    row("half the participants", "UPDATE runs SET roster = SUBSTR(roster, 1, 9) WHERE id = 1");
    row("an end before the end", "UPDATE runs SET end_time = 3 WHERE id = 1");
    row("an end after all time", "UPDATE runs SET end_time = 9223372036854775807 WHERE id = 1");
    row("a run of itself", "UPDATE runs SET parent = 1 WHERE id = 1");
    row("no scenario", "DELETE FROM meta");
    row("no table", "DROP TABLE chunks");
    row("edits of no run", "UPDATE edits SET run = 9");
}

void TestSessionFile::forgedContentIsCorrupt()
{
    QFETCH(QString, sql);
    const Path path = in("forged.brokerscope");
    std::filesystem::remove(path);
    makeSession(path, 30'000);
    {
        SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
        database.exec(sql.toStdString());
    }
    QCOMPARE(readAll(path), Kind::Corrupt);
}

void TestSessionFile::unknownRunIsMissing()
{
    const Path path = in("runs.brokerscope");
    makeSession(path, 100);
    QCOMPARE(readRun(path, 3).error().kind, Kind::Missing);
}

void TestSessionFile::nothingIsReplacedUnasked()
{
    const Path path = in("precious");
    write(path, "precious");
    QCOMPARE(SessionWriter::create(path, "", "").error().kind, Kind::CannotWrite);
    QCOMPARE(bytesOf(path), QByteArray("precious"));
    QVERIFY(SessionWriter::create(path, "", "", true));
    QVERIFY(readSession(path));
    const Path folder = in("precious folder");
    std::filesystem::create_directory(folder);
    QCOMPARE(SessionWriter::create(folder, "", "", true).error().kind, Kind::CannotWrite);
}

void TestSessionFile::replacingForgetsAnOldWriteAheadLog()
{
    const Path path = in("stale.brokerscope");
    {
        const auto killed = SessionWriter::create(path, "old", "old");
        QVERIFY((*killed)->setNote("note", "old"));
        std::filesystem::copy_file(path.string() + "-wal", in("kept-wal"));
    }
    std::filesystem::remove(path);
    std::filesystem::rename(in("kept-wal"), path.string() + "-wal");
    {
        QVERIFY(SessionWriter::create(path, "new", "new"));
    }
    const auto session = readSession(path);
    QVERIFY(session.has_value());
    QCOMPARE(session->scenarioName, std::string("new"));
    QVERIFY(session->notes.empty());
}

void TestSessionFile::unwritablePlacesAreTold()
{
    QCOMPARE(SessionWriter::create(in("no/such/folder/x"), "", "").error().kind, Kind::CannotWrite);
    QCOMPARE(SessionWriter::create("/proc/x.brokerscope", "", "").error().kind, Kind::CannotWrite);
    if (::geteuid() != 0) {
        const Path path = in("read-only.brokerscope");
        makeSession(path, 100);
        std::filesystem::permissions(path, std::filesystem::perms::owner_read);
        QCOMPARE(SessionWriter::continueFile(path).error().kind, Kind::CannotWrite);
    }
}

void TestSessionFile::fullDiskLosesNothing()
{
    const Path disk = in("disk");
    std::filesystem::create_directory(disk);
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0) {
        QSKIP("a small disk can only be had as root");
    }
    const auto unmount = qScopeGuard([&disk] { ::umount(disk.c_str()); });
    const Path path = disk / "session.brokerscope";
    const Path ballast = disk / "ballast";
    test::RandomHistory run(4, {});
    run.makeEvents(20'000);
    auto writer = SessionWriter::create(path, "", "");
    QVERIFY(writer.has_value());
    QVERIFY((*writer)->beginRun({}, run.roster()));
    QVERIFY((*writer)->append(std::span(run.events()).first(1000), run.strings()));
    QVERIFY((*writer)->flush());
    write(ballast, QByteArray(1'100'000, 'x'));

    QVERIFY((*writer)->append(std::span(run.events()).subspan(1000), run.strings()));
    const auto full = (*writer)->flush();
    QVERIFY(!full);
    QCOMPARE(full.error().kind, Kind::DiskFull);
    QCOMPARE((*readRun(path, 1))->size(), std::size_t{1000});

    // With room again, the same flush writes everything.
    std::filesystem::remove(ballast);
    const auto again = (*writer)->endRun(run.now());
    QVERIFY2(again.has_value(), again ? "" : again.error().detail.c_str());
    writer->reset();
    QCOMPARE((*readRun(path, 1))->hash(), run.take()->hash());
}

QTEST_GUILESS_MAIN(TestSessionFile)

#include "tst_session_file.moc"
