// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "engine/assignor/decision.h"
#include "tests/app/child_process.h"
#include "views/assignment/decision_text.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QSet>

using namespace brokerscope;
using Json = nlohmann::ordered_json;
using test::ChildResult;
using test::runBrokerscopeOn;

namespace {

const QString kAssign = QStringLiteral("assign");
const QString kStdin = QStringLiteral("-");
const QString kJson = QStringLiteral("--json");
const QString kStrategy = QStringLiteral("--strategy");
const QString kExplain = QStringLiteral("--explain");

const QByteArray kGroup
    = R"({"assignor":"sticky","topics":{"t":3},"members":[{"id":"c2","topics":["t"]},)"
      R"({"id":"c1","topics":["t"],"owned":[["t",2],["t",0]],"generation":3}],"note":1})";

QByteArray vectors()
{
    QFile file(QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/assignors.jsonl"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One line that says something, and nothing else.
bool isOneSentence(const QByteArray& text)
{
    return text.size() > 10 && text.count('\n') == 1 && text.endsWith('\n');
}

} // namespace

class TestAssign : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theObjectComesBackWithItsAssignment()
    {
        const ChildResult result = runBrokerscopeOn(kGroup + "\n\n", {kAssign, kStdin, kJson});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QByteArray wanted = kGroup;
        wanted.chop(1);
        QCOMPARE(result.out,
            wanted + R"(,"assignment":{"c1":[["t",0],["t",2]],"c2":[["t",1]]}})" + "\n");
    }

    void whatIsThereAlreadyIsReplaced()
    {
        const ChildResult once = runBrokerscopeOn(kGroup, {kAssign, kStdin, kJson});
        const ChildResult twice = runBrokerscopeOn(once.out, {kAssign, kStdin, kJson});
        QCOMPARE(twice.out, once.out);
    }

    void anotherStrategyCanBeAsked()
    {
        const ChildResult result = runBrokerscopeOn(
            kGroup, {kAssign, kStdin, kJson, kStrategy, QStringLiteral("range")});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const Json json = Json::parse(result.out.toStdString());
        QCOMPARE(json["assignor"].get<std::string>(), std::string("range"));
        QCOMPARE(
            json["assignment"].dump(), std::string(R"({"c1":[["t",0],["t",1]],"c2":[["t",2]]})"));
    }

    /// Kafka's own answers, line by line and character by character.
    void theVectorsComeBackAsTheyAre()
    {
        const QByteArray input = vectors();
        QVERIFY(!input.isEmpty());
        const ChildResult result = runBrokerscopeOn(input, {kAssign, kStdin, kJson});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QList<QByteArray> wanted = input.split('\n');
        const QList<QByteArray> lines = result.out.split('\n');
        QCOMPARE(lines.size(), wanted.size());
        for (qsizetype i = 0; i < lines.size(); ++i) {
            QVERIFY2(lines[i] == wanted[i] || wanted[i].contains("\"orderSensitive\":true"),
                wanted[i].constData());
        }
    }

    void aTableHasEveryStrategyWithItsNumbers()
    {
        const ChildResult result = runBrokerscopeOn(kGroup, {kAssign, kStdin});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        for (const char* name : {"range", "roundrobin", "sticky", "cooperative-sticky",
                 "server-range", "server-uniform"}) {
            QVERIFY2(result.out.contains(name), name);
        }
        const auto row = [&result](const QByteArray& name) {
            for (const QByteArray& line : result.out.split('\n')) {
                if (line.startsWith(name)) {
                    return line.mid(name.size()).simplified();
                }
            }
            return QByteArray();
        };
        QCOMPARE(row("balance (max \xE2\x88\x92 min)"), QByteArray("1 1 1 1 1 1"));
        QCOMPARE(row("stickiness (moved)"), QByteArray("1 0 0 0 1 0"));
        QCOMPARE(row("c2"), QByteArray("t 2 t 1 t 1 t 1 t 2 t 1"));
    }

    void everyDecisionIsExplained()
    {
        const ChildResult text = runBrokerscopeOn(
            kGroup, {kAssign, kStdin, kExplain, kStrategy, QStringLiteral("sticky")});
        QVERIFY2(text.exitCode == 0, text.err.constData());
        QVERIFY2(text.out.contains("    3  t-1 \xE2\x86\x92 c2: "), text.out.constData());
        const ChildResult json = runBrokerscopeOn(kGroup, {kAssign, kStdin, kExplain, kJson});
        const Json decisions = Json::parse(json.out.toStdString())["decisions"];
        QCOMPARE(decisions.size(), std::size_t{3});
        QCOMPARE(decisions[1].dump(),
            std::string(R"({"rule":"kept-to-maximum","partition":["t",2],"member":"c1",)"
                        R"("from":null})"));
    }

    void everyRuleHasItsText()
    {
        QSet<QString> texts;
        for (int i = 0; i < assignor::kRuleCount; ++i) {
            const QString text = views::ruleText(static_cast<assignor::Rule>(i));
            QVERIFY(!text.isEmpty());
            texts.insert(text);
        }
        QCOMPARE(texts.size(), assignor::kRuleCount);
    }

    void mistakesAreOneSentence_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const QByteArray& input, const char* says) {
            QTest::newRow(name) << input << QByteArray(says);
        };
        row("nothing", "", "no line with a group");
        row("blank lines", "\n \n", "no line with a group");
        row("not JSON", "{\"topics\":\n", "line 1: from column");
        row("the third line", kGroup + "\n\n[]\n", "line 3: this is []; a line is an object");
        row("binary", QByteArray("\0\x01\xff\n", 4), "line 1: from column");
        row("no assignor", R"({"topics":{},"members":[]})", "assignor is missing");
        row("another assignor", R"({"assignor":"best","topics":{},"members":[]})",
            "assignor is \"best\"; it would be one of range, ");
        row("one id twice",
            R"({"assignor":"range","topics":{},"members":[{"id":"c","topics":[]},)"
            R"({"id":"c","topics":[]}]})",
            "members[1].id is \"c\", which another member has");
        row("negative count", R"({"topics":{"t":-1},"members":[]})", "topics.t is -1; it would be");
        row("negative partition",
            R"({"topics":{},"members":[{"id":"c","topics":[],"owned":[["t",-1]]}]})",
            "members[0].owned[0] is -1; it would be");
        row("huge count", R"({"topics":{"t":2000000000},"members":[]})",
            "topics.t is 2000000000; all topics together may have 1000000");
        row("number beyond all bounds", R"({"topics":{"t":1e300},"members":[]})", "topics.t is 1e");
    }

    void mistakesAreOneSentence()
    {
        QFETCH(const QByteArray, input);
        QFETCH(const QByteArray, says);
        const ChildResult result = runBrokerscopeOn(input, {kAssign, kStdin, kJson});
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(isOneSentence(result.err), result.err.constData());
        QVERIFY2(result.err.contains(says), result.err.constData());
    }

    void unusableArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no file") << QStringList{};
        QTest::newRow("two files") << QStringList{QStringLiteral("a"), QStringLiteral("b")};
        QTest::newRow("no such file") << QStringList{QStringLiteral("/nowhere/x.jsonl")};
        QTest::newRow("a folder") << QStringList{QStringLiteral("/tmp")};
        QTest::newRow("unknown strategy") << QStringList{kStdin, kStrategy, QStringLiteral("best")};
        QTest::newRow("unknown option") << QStringList{kStdin, QStringLiteral("--fast")};
    }

    void unusableArguments()
    {
        QFETCH(const QStringList, arguments);
        const ChildResult result = runBrokerscopeOn(kGroup, QStringList{kAssign} + arguments);
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(isOneSentence(result.err), result.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestAssign)
#include "tst_assign.moc"
