#include <QTest>

#include <QDir>
#include <QFile>
#include <QProcess>

#include <map>

/// Holds the hash of every bundled scenario's run against tests/golden/hashes.txt. A changed hash
/// means that the engine behaves otherwise: say why in the commit, and write the file anew by
/// running this test with BROKERSCOPE_UPDATE_GOLDEN=1.
class GoldenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyBundledScenarioHasItsHash()
    {
        const QDir scenarios(QStringLiteral(BROKERSCOPE_SOURCE_DIR "/resources/scenarios"));
        QByteArray found;
        for (const QString& name :
            scenarios.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
            found += run({scenarios.filePath(name)});
            found += run({QStringLiteral("--contrast"), scenarios.filePath(name)});
        }
        QVERIFY(!found.isEmpty());
        QFile golden(QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/golden/hashes.txt"));
        if (qEnvironmentVariableIsSet("BROKERSCOPE_UPDATE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            QCOMPARE(golden.write(found), found.size());
            return;
        }
        QVERIFY2(golden.open(QIODevice::ReadOnly), "tests/golden/hashes.txt is missing");
        QCOMPARE(QString::fromUtf8(found), QString::fromUtf8(golden.readAll()));
    }

private:
    static QByteArray run(const QStringList& arguments)
    {
        QProcess tool;
        tool.start(QStringLiteral(BROKERSCOPE_HASH_TOOL), arguments);
        const bool finished = tool.waitForFinished();
        return finished && tool.exitCode() == 0 ? tool.readAllStandardOutput()
                                                : "failed: " + tool.readAllStandardError();
    }
};

QTEST_GUILESS_MAIN(GoldenTest)
#include "tst_golden.moc"
