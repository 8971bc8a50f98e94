// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/session_restore.h"
#include "engine/history/session_file.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <signal.h>

using namespace brokerscope;

namespace {

/// A run that takes seconds: the lesson's cluster under a heavy load for a minute of virtual time.
QByteArray longScenario()
{
    return R"(brokerscope: 1
id: long-run
title: {en: "A long run", zh_CN: "长时间运行"}
seed: 1
cluster: {brokers: 3}
topics:
  orders: {partitions: 2, replication.factor: 3}
producers:
  p1: {config: {acks: 1, linger.ms: 5ms}, sends: {to: orders, rate: 2000/s, size: 100B}}
consumers:
  c1: {assigns: [orders], config: {auto.offset.reset: earliest}}
script:
  - {at: 100ms, start: [p1, c1]}
  - {at: 300s, end: true}
)";
}

} // namespace

/// The promise: a session survives a kill -9 of the process that records it, up to the last 250 ms.
class TestRecordingKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_folder.filePath(QStringLiteral("long.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(longScenario());
    }

    void aKilledRecordingOpensAgain_data()
    {
        QTest::addColumn<int>("afterMs");
        const auto seed = static_cast<quint32>(QDateTime::currentMSecsSinceEpoch());
        QRandomGenerator random(seed);
        qInfo("seed of the moments: %u", seed);
        for (int i = 0; i < 8; ++i) {
            const int after = random.bounded(20, 1500);
            QTest::addRow("killed after %d ms (%d)", after, i) << after;
        }
    }

    void aKilledRecordingOpensAgain()
    {
        QFETCH(const int, afterMs);
        const QString path = m_folder.filePath(QStringLiteral("%1.brokerscope").arg(afterMs));
        removeLeftovers(path);
        QProcess child;
        child.start(QStringLiteral(BROKERSCOPE_BINARY),
            {QStringLiteral("run"), m_folder.filePath(QStringLiteral("long.yaml")),
                QStringLiteral("--session"), path});
        QVERIFY(child.waitForStarted());
        QTest::qSleep(afterMs);
        QVERIFY2(child.state() == QProcess::Running, child.readAllStandardError().constData());
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
        child.waitForFinished();

        if (!QFile::exists(path)) {
            return; // it was killed before it had a file: then there is nothing to be damaged
        }
        const auto session = app::restoreSession(path);
        QVERIFY2(session, qPrintable(session ? QString() : session.error()));
        // Whatever is there is a run from its beginning on, without a gap.
        for (const app::Run& run : session->runs) {
            QVERIFY(!run.complete);
            const auto view = app::loadRun(path, run.id.value(), run);
            QVERIFY(view);
            QVERIFY(afterMs < 900 || view->history->size() > 0);
            const auto state = view->history->stateAfter(view->history->size());
            QVERIFY(state.now <= view->history->end());
        }
        QVERIFY2(afterMs < 900 || !session->runs.empty(), "nothing was saved in 900 ms");
    }

    void anInterruptedRunLeavesNoNewFile()
    {
        const QString path = m_folder.filePath(QStringLiteral("interrupted.brokerscope"));
        QProcess child;
        child.start(QStringLiteral(BROKERSCOPE_BINARY),
            {QStringLiteral("run"), m_folder.filePath(QStringLiteral("long.yaml")),
                QStringLiteral("--session"), path});
        QVERIFY(child.waitForStarted());
        QTRY_VERIFY(QFile::exists(path));
        QTest::qSleep(300);
        ::kill(static_cast<pid_t>(child.processId()), SIGINT);
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitCode(), 130);
        QVERIFY(!QFile::exists(path));
        QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
    }

private:
    static void removeLeftovers(const QString& path)
    {
        QFile::remove(path);
        QFile::remove(path + QStringLiteral("-wal"));
        QFile::remove(path + QStringLiteral("-shm"));
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestRecordingKill)
#include "tst_recording_kill.moc"
