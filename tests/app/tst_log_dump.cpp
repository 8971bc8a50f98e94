// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "engine/record/batch.h"
#include "tests/app/child_process.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace brokerscope;
using test::ChildResult;
using test::runBrokerscope;

namespace {

const QString kData = QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/");
const QString kKafkaDirectory = kData + QStringLiteral("kafka-data-dir");
const QString kLesson = QStringLiteral("a3-acks-1-loss");
const QString kSegment = QStringLiteral("00000000000000000000.log");

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

/// One line that says something, and nothing else.
bool isOneSentence(const QByteArray& text)
{
    return text.startsWith("brokerscope: ") && text.count('\n') == 1 && text.endsWith(".\n");
}

ChildResult dump(const QStringList& arguments)
{
    return runBrokerscope(QStringList{QStringLiteral("log"), QStringLiteral("dump")} + arguments);
}

/// Every file and folder below `root` with its size, mode and times.
QStringList treeOf(const QString& root)
{
    QStringList tree;
    QDirIterator walk(root, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
        QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = walk.next();
        struct stat found = {};
        stat(qPrintable(path), &found);
        tree += QStringLiteral("%1 %2 %3 %4.%5")
                    .arg(path)
                    .arg(found.st_size)
                    .arg(found.st_mode)
                    .arg(found.st_mtim.tv_sec)
                    .arg(found.st_mtim.tv_nsec);
    }
    tree.sort();
    return tree;
}

/// Writes a segment of batches of 1,000 records of 100 bytes until it has `bytes`.
bool writeSegment(const QString& path, qint64 bytes)
{
    record::BatchBuilder builder;
    const std::string value(100, 'v');
    for (int i = 0; i < 1000; ++i) {
        builder.append(std::nullopt, value, 1700000000000 + i);
    }
    Bytes batch = builder.finish();
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    for (qint64 at = 0, base = 0; at < bytes; at += static_cast<qint64>(batch.size())) {
        record::stampLeader(batch, Offset(base), LeaderEpoch(0));
        base += 1000;
        if (file.write(
                reinterpret_cast<const char*>(batch.data()), static_cast<qint64>(batch.size()))
            < 0) {
            return false;
        }
    }
    return file.flush();
}

} // namespace

class LogDumpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theCommandPrintsWhatKafkaSays_data()
    {
        QTest::addColumn<QString>("codec");
        for (const char* codec : {"none", "gzip", "snappy", "lz4", "zstd"}) {
            QTest::newRow(codec) << QString::fromLatin1(codec);
        }
    }
    void theCommandPrintsWhatKafkaSays()
    {
        QFETCH(QString, codec);
        const QString path = kData % QStringLiteral("logs/") % codec;
        const ChildResult run = dump({path, QStringLiteral("--json"), QStringLiteral("--deep")});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.err, QByteArray());
        QVERIFY(run.out == contentOf(path % QStringLiteral(".expected.jsonl")));
    }

    void severalDirectoriesAreOneDump()
    {
        QStringList arguments{QStringLiteral("--json"), QStringLiteral("--deep")};
        for (const char* partition : {"trades-0", "trades-1", "ledger-0"}) {
            arguments += kKafkaDirectory % QLatin1Char('/') % QLatin1String(partition);
        }
        for (const char* own : {"/__consumer_offsets-", "/__transaction_state-"}) {
            for (int number = 0; number < 4; ++number) {
                arguments += kKafkaDirectory % QLatin1String(own) % QString::number(number);
            }
        }
        const ChildResult run = dump(arguments);
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.err, QByteArray());
        QVERIFY(run.out == contentOf(kKafkaDirectory % QStringLiteral(".expected.jsonl")));
    }

    void verifyAloneHasALineForEachFile()
    {
        const ChildResult run = dump({QStringLiteral("--verify"), kKafkaDirectory});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.err, QByteArray());
        const QByteArray line = kKafkaDirectory.toUtf8()
            + "/trades-0/00000000000000000000.log: 7 batches (2 gzip, 5 snappy), 522 records; "
              "fine\n";
        QVERIFY(run.out.contains(line));
        QVERIFY(run.out.contains("/recovery-point-offset-checkpoint: fine\n"));
    }

    void aWrongByteIsOneSentenceAndExitCodeOne()
    {
        const QString path = m_folder->filePath(kSegment);
        QByteArray content = contentOf(kData % QStringLiteral("logs/none/") % kSegment);
        content[2000] = static_cast<char>(content[2000] ^ 0x10);
        QVERIFY(put(path, content));
        const ChildResult verified = dump({QStringLiteral("--verify"), path});
        QCOMPARE(verified.exitCode, 1);
        QVERIFY2(isOneSentence(verified.err), verified.err.constData());
        const QByteArray place = path.toUtf8() + ", byte 1962, offset 61: ";
        QVERIFY(verified.err.contains(place));
        QVERIFY(verified.out.endsWith("1 thing wrong\n"));

        const ChildResult shown = dump({QStringLiteral("--json"), path});
        QCOMPARE(shown.exitCode, 0);
        QCOMPARE(shown.err, QByteArray());
        QCOMPARE(shown.out.count("\"valid\":false"), 1);
        QVERIFY(shown.out.endsWith("{\"type\":\"result\",\"invalid\":1}\n"));
    }

    void aCutSegmentIsShownAsFarAsItGoes()
    {
        const QString path = m_folder->filePath(kSegment);
        QVERIFY(put(path, contentOf(kData % QStringLiteral("logs/none/") % kSegment).left(1000)));
        const ChildResult run = dump({QStringLiteral("--json"), path});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(isOneSentence(run.err), run.err.constData());
        QVERIFY(run.err.contains("byte 795, offset 27: the batch is cut off"));
        QVERIFY(run.out.contains("\"size\":1000,\"batches\":3,"));
        QVERIFY(run.out.contains("\"validBytes\":795,"));
    }

    void unusableInputIsOneSentenceAndExitCodeTwo_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("nothing there") << "nowhere" << QByteArray() << QByteArray("There is no ");
        QTest::newRow("no such kind")
            << "notes.txt" << QByteArray("hello") << QByteArray("neither");
        QTest::newRow("a folder without a log") << "" << QByteArray() << QByteArray("neither");
        QTest::newRow("foreign") << kSegment << QByteArray(500, 'x') << QByteArray("magic");
        QTest::newRow("zeros") << kSegment << QByteArray(5000, '\0') << QByteArray("zeros");
        QTest::newRow("old format")
            << kSegment
            << QByteArray(11, '\0') + "\x28" + QByteArray(4, 'c') + "\x01" + QByteArray(60, '\0')
            << QByteArray("format 1");
    }
    void unusableInputIsOneSentenceAndExitCodeTwo()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, says);
        if (!content.isEmpty()) {
            QVERIFY(put(m_folder->filePath(path), content));
        }
        const ChildResult run = dump({m_folder->filePath(path)});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(isOneSentence(run.err), run.err.constData());
        QVERIFY2(run.err.contains(says), run.err.constData());
    }

    void whatIsNoFileIsNotWaitedFor()
    {
        const QString path = m_folder->filePath(kSegment);
        QCOMPARE(mkfifo(qPrintable(path), 0600), 0);
        const ChildResult run = dump({path});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(isOneSentence(run.err), run.err.constData());
        QVERIFY(run.err.contains("cannot be read"));
    }

    void mistakesInTheCommandAreSentences_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{QStringLiteral("log")};
        QTest::newRow("other word") << QStringList{QStringLiteral("log"), QStringLiteral("show")};
        QTest::newRow("no path") << QStringList{QStringLiteral("log"), QStringLiteral("dump")};
        QTest::newRow("option") << QStringList{
            QStringLiteral("log"), QStringLiteral("dump"), QStringLiteral("--depp")};
    }
    void mistakesInTheCommandAreSentences()
    {
        QFETCH(QStringList, arguments);
        const ChildResult run = runBrokerscope(arguments);
        QCOMPARE(run.exitCode, 2);
        QCOMPARE(run.err.count('\n'), 1);
        QCOMPARE(run.out, QByteArray());
    }

    /// Not a byte, not a time, not a new file: on a copy that may be written as on one that may
    /// not.
    void nothingIsEverWritten_data()
    {
        QTest::addColumn<bool>("readOnly");
        QTest::newRow("writable") << false;
        QTest::newRow("read-only") << true;
    }
    void nothingIsEverWritten()
    {
        QFETCH(bool, readOnly);
        const QString copy = m_folder->filePath(QStringLiteral("copy"));
        QCOMPARE(
            QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-r"), kKafkaDirectory, copy}),
            0);
        QVERIFY(put(copy % QStringLiteral("/trades-0/00000000000000000000.index"), "x"));
        QCOMPARE(QProcess::execute(QStringLiteral("chmod"),
                     {QStringLiteral("-R"),
                         readOnly ? QStringLiteral("a-w") : QStringLiteral("u+w"), copy}),
            0);
        const QStringList before = treeOf(copy);
        QVERIFY(before.size() > 40);
        const ChildResult verified = dump({QStringLiteral("--verify"), copy});
        QCOMPARE(verified.exitCode, 1);
        const ChildResult shown = dump({QStringLiteral("--deep"), copy});
        QCOMPARE(shown.exitCode, 0);
        QCOMPARE(treeOf(copy), before);
        QProcess::execute(
            QStringLiteral("chmod"), {QStringLiteral("-R"), QStringLiteral("u+w"), copy});
    }

    /// However large the segment is: 200 MB need hardly more than a small one.
    void memoryStaysConstant()
    {
        const QString path = m_folder->filePath(kSegment);
        const auto peakKilobytes = [&] {
            struct rusage usage = {};
            return dump({QStringLiteral("--verify"), path}).exitCode == 0
                    && getrusage(RUSAGE_CHILDREN, &usage) == 0
                ? usage.ru_maxrss
                : -1;
        };
        QVERIFY(writeSegment(path, 1'000'000));
        const long small = peakKilobytes();
        QVERIFY(small > 0);
        QVERIFY(writeSegment(path, 200'000'000));
        const long large = peakKilobytes();
        QVERIFY2(large > 0 && large - small < 10'000, qPrintable(QString::number(large - small)));
    }

    // --- run --data-dir --------------------------------------------------------------------------

    void aRunLeavesDataDirectories()
    {
        const QString directory = m_folder->filePath(QStringLiteral("data"));
        const ChildResult run = runBrokerscope(
            {QStringLiteral("run"), kLesson, QStringLiteral("--data-dir"), directory});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        for (const char* broker : {"b1", "b2", "b3"}) {
            const QString disk = directory % QLatin1Char('/') % QLatin1String(broker);
            const ChildResult verified = dump({QStringLiteral("--verify"), disk});
            QVERIFY2(verified.exitCode == 0, verified.err.constData());
            QVERIFY(verified.out.contains(".log: "));
            const QByteArray meta = contentOf(disk % QStringLiteral("/meta.properties"));
            QVERIFY(meta.contains("\nversion=1\n"));
            const QByteArray nodeId = QByteArray("\nnode.id=") + (broker + 1) + '\n';
            QVERIFY(meta.contains(nodeId));
            const QRegularExpression ids(
                QStringLiteral("\ndirectory\\.id=[A-Za-z0-9_][A-Za-z0-9_-]{21}\n(.*\n)*"
                               "cluster\\.id=[A-Za-z0-9_][A-Za-z0-9_-]{21}\n"));
            QVERIFY2(ids.match(QString::fromLatin1(meta)).hasMatch(), meta.constData());
        }
        QCOMPARE(
            QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 1);
    }

    void theSameRunLeavesTheSameFiles()
    {
        const QString one = m_folder->filePath(QStringLiteral("one"));
        const QString two = m_folder->filePath(QStringLiteral("two"));
        QVERIFY(QDir().mkdir(two)); // an empty one is taken
        for (const QString& directory : {one, two}) {
            QCOMPARE(runBrokerscope(
                         {QStringLiteral("run"), kLesson, QStringLiteral("--data-dir"), directory})
                         .exitCode,
                0);
        }
        QCOMPARE(QProcess::execute(QStringLiteral("diff"), {QStringLiteral("-r"), one, two}), 0);
    }

    void whatIsThereIsLeftAlone()
    {
        const QString file = m_folder->filePath(QStringLiteral("file"));
        QVERIFY(put(file, "mine"));
        for (const QString& path : {m_folder->path(), file}) {
            const ChildResult run = runBrokerscope(
                {QStringLiteral("run"), kLesson, QStringLiteral("--data-dir"), path});
            QCOMPARE(run.exitCode, 2);
            QVERIFY2(isOneSentence(run.err), run.err.constData());
            QVERIFY(run.err.contains("left alone"));
        }
        QCOMPARE(contentOf(file), QByteArray("mine"));
        QCOMPARE(
            QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(LogDumpTest)
#include "tst_log_dump.moc"
