// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "tests/app/child_process.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QImage>
#include <QTemporaryDir>

using namespace brokerscope;
using Json = nlohmann::ordered_json;
using test::ChildResult;
using test::runBrokerscope;

namespace {

const QString kLesson = QStringLiteral("a3-acks-1-loss");

std::vector<std::string> keysOf(const Json& object)
{
    std::vector<std::string> keys;
    for (const auto& item : object.items()) {
        keys.push_back(item.key());
    }
    return keys;
}

using Keys = std::vector<std::string>;

/// One line that says something, and nothing else.
bool isOneSentence(const QByteArray& text)
{
    return text.size() > 10 && text.count('\n') == 1 && text.endsWith('\n');
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void runPrintsTheAgreedObject()
    {
        const ChildResult run
            = runBrokerscope({QStringLiteral("run"), kLesson, QStringLiteral("--json")});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const Json json = Json::parse(run.out.toStdString());
        QCOMPARE(keysOf(json),
            (Keys{"scenario", "seed", "history", "verdict", "anomalies", "partitions", "groups",
                "expectations"}));
        QCOMPARE(json["scenario"].get<std::string>(), kLesson.toStdString());
        QCOMPARE(json["seed"].get<int>(), 42);
        QCOMPARE(keysOf(json["history"]), (Keys{"events", "hash", "virtual_ms", "wall_ms"}));
        QCOMPARE(json["history"]["hash"].get<std::string>().size(), std::size_t{64});
        QVERIFY(json["history"]["virtual_ms"] == Json(1600));
        QCOMPARE(keysOf(json["verdict"]),
            (Keys{"produced", "acked", "failed", "delivered", "lost_after_ack", "failed_but_stored",
                "duplicate_in_log", "redelivered", "reordered_in_log", "skipped_by_consumer",
                "aborted_yet_read", "never_delivered", "processed_not_committed",
                "committed_not_processed", "stored_twice", "missing_in_store", "forwarded_twice",
                "forward_lost"}));
        QVERIFY(json["verdict"]["lost_after_ack"].get<int>() > 0);
        QVERIFY(json["groups"] == Json::object());
        QVERIFY(json["expectations"].size() > 0);
        for (const Json& expectation : json["expectations"]) {
            QCOMPARE(keysOf(expectation), (Keys{"text", "holds"}));
            QVERIFY(expectation["holds"] == Json(true));
        }
        checkAnomalies(json);
        checkPartitions(json);
    }

    void runIsDeterministicAndTheSeedMatters()
    {
        const auto hash = [](const QStringList& more) {
            const ChildResult run = runBrokerscope(
                QStringList{QStringLiteral("run"), kLesson, QStringLiteral("--json")} + more);
            return Json::parse(run.out.toStdString())["history"]["hash"].get<std::string>();
        };
        QCOMPARE(hash({}), hash({}));
        QVERIFY(hash({}) != hash({QStringLiteral("--seed"), QStringLiteral("7")}));
    }

    void theContrastHasItsOwnExpectations()
    {
        const ChildResult run = runBrokerscope({QStringLiteral("run"), kLesson,
            QStringLiteral("--contrast"), QStringLiteral("--json")});
        QVERIFY2(run.exitCode == 0, run.err.constData());
        const Json json = Json::parse(run.out.toStdString());
        QVERIFY(json["verdict"]["lost_after_ack"] == Json(0));
        QVERIFY(json["anomalies"] == Json::array());
    }

    void aFailedExpectationIsExitCodeOne()
    {
        const ChildResult run = runBrokerscope({QStringLiteral("run"), kLesson,
            QStringLiteral("--set"), QStringLiteral("producers.p1.config.acks=all"),
            QStringLiteral("--set"), QStringLiteral("topics.orders.config.min.insync.replicas=2")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.out.contains("NOT as expected: lost_after_ack > 0"));
    }

    void peopleGetText()
    {
        const ChildResult english = runBrokerscope({QStringLiteral("run"), kLesson});
        QCOMPARE(english.exitCode, 0);
        QVERIFY(english.out.contains("lost after ack"));
        const ChildResult chinese = runBrokerscope(
            {QStringLiteral("run"), kLesson, QStringLiteral("--lang"), QStringLiteral("zh_CN")});
        QCOMPARE(chinese.exitCode, 0);
        QVERIFY(chinese.out.contains("已确认，却丢失"));
    }

    void lintFindsNothingInTheLesson()
    {
        const ChildResult lint = runBrokerscope({QStringLiteral("lint"), kLesson});
        QVERIFY2(lint.exitCode == 0, lint.err.constData());
    }

    void lintNamesLineColumnAndNearestName()
    {
        const QString path = writeFile(
            QStringLiteral("typo.yaml"), lessonText().replace("linger.ms: 5ms", "lingr.ms: 5ms"));
        const ChildResult lint
            = runBrokerscope({QStringLiteral("lint"), QStringLiteral("--json"), path});
        QCOMPARE(lint.exitCode, 2);
        const Json json = Json::parse(lint.out.toStdString());
        const Json diagnostic = json["files"][0]["diagnostics"][0];
        QVERIFY(diagnostic["line"].get<int>() > 1);
        QCOMPARE(diagnostic["nearest"].get<std::string>(), std::string("linger.ms"));
    }

    void unusableInput_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        const QByteArray lesson = lessonText();
        const QByteArray sqlite("SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20", 24);
        QTest::newRow("empty scenario") << QStringLiteral("x.yaml") << QByteArray("");
        QTest::newRow("binary scenario")
            << QStringLiteral("x.yaml") << QByteArray("\0\x01\x02\xff\xfe", 5).repeated(99);
        QTest::newRow("half-written scenario")
            << QStringLiteral("x.yaml") << lesson.left(lesson.indexOf("zh_CN") + 9);
        QTest::newRow("scenario of another version") << QStringLiteral(
            "x.yaml") << QByteArray(lesson).replace("brokerscope: 1", "brokerscope: 99");
        QTest::newRow("a broker that is not there")
            << QStringLiteral("x.yaml") << QByteArray(lesson).replace("stop: b1", "stop: b9");
        QTest::newRow("not YAML") << QStringLiteral("x.yaml") << QByteArray("{{{{ : [");
        QTest::newRow("empty session") << QStringLiteral("x.brokerscope") << QByteArray("");
        QTest::newRow("half-written session") << QStringLiteral("x.brokerscope") << sqlite;
        QTest::newRow("text as a session")
            << QStringLiteral("x.brokerscope") << QByteArray("hello");
    }

    void unusableInput()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, content);
        const QString path = writeFile(name, content);
        const QString out = m_folder->filePath(QStringLiteral("out.jsonl"));
        for (const QStringList& command :
            {QStringList{QStringLiteral("run"), path}, QStringList{QStringLiteral("lint"), path},
                QStringList{QStringLiteral("export"), path, QStringLiteral("--out"), out}}) {
            const ChildResult result = runBrokerscope(command);
            QVERIFY2(result.exitCode == 2, result.err.constData());
            QVERIFY2(isOneSentence(result.err), result.err.constData());
            QVERIFY2(result.err.contains("x."), result.err.constData());
            QCOMPARE(readFile(path), content);
            QVERIFY(!QFile::exists(out));
        }
    }

    void unusableArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const auto row = [](const char* name, std::initializer_list<const char*> words) {
            QStringList arguments;
            for (const char* word : words) {
                arguments += QString::fromLatin1(word);
            }
            QTest::newRow(name) << arguments;
        };
        row("no such file", {"run", "/nowhere/at/all.yaml"});
        row("no such lesson", {"run", "a99-nothing"});
        row("no file", {"run"});
        row("two files", {"run", "a3-acks-1-loss", "b"});
        row("a folder", {"run", "/tmp"});
        row("unknown option", {"run", "a3-acks-1-loss", "--fast"});
        row("seed without number", {"run", "a3-acks-1-loss", "--seed", "many"});
        row("set without equals", {"run", "a3-acks-1-loss", "--set", "acks"});
        row("set of an unknown path",
            {"run", "a3-acks-1-loss", "--set", "producers.p9.config.acks=1"});
        row("set of an impossible value",
            {"run", "a3-acks-1-loss", "--set", "producers.p1.config.acks=5"});
        row("unknown language", {"run", "a3-acks-1-loss", "--lang", "tlh"});
        row("lint without files", {"lint"});
        row("export without out", {"export", "a3-acks-1-loss"});
        row("export to another ending", {"export", "a3-acks-1-loss", "--out", "x.gif"});
        row("export at no time", {"export", "a3-acks-1-loss", "--out", "x.svg", "--at", "later"});
        row("export after the end", {"export", "a3-acks-1-loss", "--out", "x.svg", "--at", "90s"});
        row("export in no size", {"export", "a3-acks-1-loss", "--out", "x.png", "--size", "3x3"});
        row("export to nowhere", {"export", "a3-acks-1-loss", "--out", "/nowhere/x.csv"});
        row("export to /proc", {"export", "a3-acks-1-loss", "--out", "/proc/x.svg"});
        row("session to nowhere", {"run", "a3-acks-1-loss", "--session", "/nowhere/x.brokerscope"});
        row("session to a device", {"run", "a3-acks-1-loss", "--session", "/dev/full"});
        row("window with a file that is not there", {"/nowhere/at/all.yaml"});
    }

    void unusableArguments()
    {
        QFETCH(const QStringList, arguments);
        const ChildResult result = runBrokerscope(arguments);
        QVERIFY2(result.exitCode == 2, result.err.constData());
        QVERIFY2(isOneSentence(result.err), result.err.constData());
    }

    void aFullDiskBehindTheOutputIsTold()
    {
        const ChildResult run = test::runBrokerscopeInto(QStringLiteral("/dev/full"),
            {QStringLiteral("run"), kLesson, QStringLiteral("--json")});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(isOneSentence(run.err), run.err.constData());
    }

    void picturesAndEventsAreWritten()
    {
        const QString png = m_folder->filePath(QStringLiteral("a.png"));
        ChildResult result = runBrokerscope(
            {QStringLiteral("export"), kLesson, QStringLiteral("--at"), QStringLiteral("700ms"),
                QStringLiteral("--out"), png, QStringLiteral("--size"), QStringLiteral("900x600")});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QImage image(png);
        QCOMPARE(image.size(), QSize(900, 600));
        QVERIFY(image.colorCount() == 0 && image.pixel(0, 0) != image.pixel(450, 300));

        for (const char* ending : {"svg", "jsonl", "csv"}) {
            const QString path = m_folder->filePath(QStringLiteral("a.") + QLatin1String(ending));
            result = runBrokerscope(
                {QStringLiteral("export"), kLesson, QStringLiteral("--out"), path});
            QVERIFY2(result.exitCode == 0, result.err.constData());
            QVERIFY(readFile(path).size() > 1000);
        }
    }

    void aSessionIsRecordedAndReadBack()
    {
        const QString path = m_folder->filePath(QStringLiteral("s.brokerscope"));
        const auto hash = [](const ChildResult& run) {
            return Json::parse(run.out.toStdString())["history"]["hash"].get<std::string>();
        };
        const ChildResult first = runBrokerscope({QStringLiteral("run"), kLesson,
            QStringLiteral("--json"), QStringLiteral("--session"), path});
        QVERIFY2(first.exitCode == 0, first.err.constData());
        QCOMPARE(hash(runBrokerscope({QStringLiteral("run"), path, QStringLiteral("--json")})),
            hash(first));

        // A second run joins the session, and another scenario's does not.
        const ChildResult second
            = runBrokerscope({QStringLiteral("run"), kLesson, QStringLiteral("--contrast"),
                QStringLiteral("--json"), QStringLiteral("--session"), path});
        QVERIFY2(second.exitCode == 0, second.err.constData());
        QCOMPARE(hash(runBrokerscope({QStringLiteral("run"), path, QStringLiteral("--json")})),
            hash(second));
        const QString other = writeFile(QStringLiteral("other.yaml"), lessonText() + "# other\n");
        const QByteArray before = readFile(path);
        const ChildResult refused
            = runBrokerscope({QStringLiteral("run"), other, QStringLiteral("--session"), path});
        QCOMPARE(refused.exitCode, 2);
        QCOMPARE(readFile(path), before);
    }

    void helpAndVersionNeedNothing()
    {
        for (const char* word : {"--help", "--version"}) {
            const ChildResult result = runBrokerscope({QString::fromLatin1(word)});
            QCOMPARE(result.exitCode, 0);
            QVERIFY(result.out.contains("brokerscope"));
        }
        for (const char* command : {"run", "lint", "export", "assign", "screenshots"}) {
            const ChildResult result
                = runBrokerscope({QString::fromLatin1(command), QStringLiteral("--help")});
            QCOMPARE(result.exitCode, 0);
            QVERIFY(result.out.contains("Usage: brokerscope "));
        }
    }

private:
    static void checkAnomalies(const Json& json)
    {
        const auto events = json["history"]["events"].get<std::uint64_t>();
        QVERIFY(json["anomalies"].size() > 0);
        for (const Json& anomaly : json["anomalies"]) {
            QCOMPARE(keysOf(anomaly),
                (Keys{"kind", "record", "partition", "offset", "epoch", "evidence", "why"}));
            QVERIFY(anomaly["record"].get<std::string>().starts_with("p1#"));
            QVERIFY(anomaly["partition"].get<std::string>().starts_with("orders-"));
            QVERIFY(anomaly["evidence"].size() > 0);
            for (const Json& id : anomaly["evidence"]) {
                QVERIFY(id.get<std::uint64_t>() < events);
            }
            QVERIFY(anomaly["why"].size() > 1);
            for (const Json& sentence : anomaly["why"]) {
                QVERIFY(!sentence.get<std::string>().empty());
            }
        }
    }

    static void checkPartitions(const Json& json)
    {
        QCOMPARE(keysOf(json["partitions"]), (Keys{"orders-0", "orders-1"}));
        for (const Json& partition : json["partitions"]) {
            QCOMPARE(keysOf(partition), (Keys{"leader", "leader_epoch", "isr", "replicas"}));
            QVERIFY(partition["leader"].get<std::string>().starts_with("b"));
            QCOMPARE(keysOf(partition["replicas"]), (Keys{"b1", "b2", "b3"}));
            for (const Json& replica : partition["replicas"]) {
                QCOMPARE(keysOf(replica), (Keys{"log_start", "leo", "hw"}));
                QVERIFY(replica["hw"].get<int>() <= replica["leo"].get<int>());
            }
        }
    }

    static QByteArray lessonText()
    {
        return readFile(
            QStringLiteral(BROKERSCOPE_SOURCE_DIR "/resources/scenarios/a3-acks-1-loss.yaml"));
    }

    static QByteArray readFile(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QString writeFile(const QString& name, const QByteArray& content)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            qFatal("the test cannot write its own file");
        }
        return file.fileName();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
