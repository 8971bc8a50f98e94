#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "engine/history/session_file.h"
#include "tests/support/random_history.h"

using namespace brokerscope;
using namespace brokerscope::history;

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// A process that writes a session is killed at random moments, and what it said was durable is
/// there.
class TestSessionKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void committedEventsSurvive_data();
    void committedEventsSurvive();
};

void TestSessionKill::committedEventsSurvive_data()
{
    QTest::addColumn<quint64>("seed");
    for (int i = 0; i < 12; ++i) {
        const quint64 seed = QRandomGenerator::global()->generate();
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }
}

void TestSessionKill::committedEventsSurvive()
{
    QFETCH(quint64, seed);
    QRandomGenerator random(static_cast<quint32>(seed));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("killed.brokerscope"));

    QProcess child;
    child.start(QStringLiteral(SESSION_CHILD), {path, QString::number(seed)});
    QVERIFY(child.waitForStarted());
    // A random amount of progress, then a kill somewhere within the next append, commit or
    // checkpoint.
    const int flushes = random.bounded(1, 120);
    QByteArray said;
    while (said.count('\n') < flushes) {
        QVERIFY2(child.waitForReadyRead(20'000), child.readAllStandardError().constData());
        said += child.readAllStandardOutput();
    }
    for (int i = random.bounded(200'000); i > 0; --i) {
        random.generate(); // A moment of no fixed length.
    }
    child.kill();
    QVERIFY(child.waitForFinished());
    said += child.readAllStandardOutput();
    said.truncate(said.lastIndexOf('\n'));
    const std::size_t durable = said.mid(said.lastIndexOf('\n') + 1).toULongLong();
    QVERIFY(durable > 0);

    const std::filesystem::path file = path.toStdString();
    const QByteArray before = bytesOf(path);
    const QByteArray walBefore = bytesOf(path + QStringLiteral("-wal"));
    const auto session = readSession(file);
    QVERIFY2(session.has_value(), session ? "" : session.error().detail.c_str());
    QCOMPARE(session->runs.size(), std::size_t{1});
    QVERIFY(!session->runs[0].complete);
    const auto history = readRun(file, 1);
    QVERIFY2(history.has_value(), history ? "" : history.error().detail.c_str());
    QCOMPARE(bytesOf(path), before);
    QCOMPARE(bytesOf(path + QStringLiteral("-wal")), walBefore);

    // At least what was flushed, and a prefix of what was written.
    QVERIFY((*history)->size() >= durable);
    QCOMPARE(session->runs[0].events, static_cast<std::uint64_t>((*history)->size()));
    test::RandomHistory run(seed, {});
    for (std::size_t target = 500; run.events().size() < (*history)->size(); target += 500) {
        run.makeEvents(target);
    }
    QVERIFY(
        std::equal((*history)->events().begin(), (*history)->events().end(), run.events().begin()));

    // And it can be continued.
    const auto writer = SessionWriter::continueFile(file);
    QVERIFY(writer.has_value());
    QCOMPARE((*writer)->beginRun({}, run.roster()).value(), 2);
}

QTEST_GUILESS_MAIN(TestSessionKill)

#include "tst_session_kill.moc"
