#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/assignor/line.h"

using namespace brokerscope;
using namespace brokerscope::assignor;

class TestAssignorLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingIsRead()
    {
        const auto line = readLine(R"({"assignor":"sticky","topics":{"t":3,"u":0},"members":[
            {"id":"c1","topics":["u","t"],"owned":[["t",0],["gone",4]],"generation":3,
             "instanceId":"i1","rack":"r1"},{"id":"c2","topics":["new"],"generation":-1}],
            "partitionRacks":{"t":[["r1","r2"],[]]},"topicIds":{"t":"AAAAAAAAAAEAAAAAAAAAAg"},
            "note":"left alone"})");
        QVERIFY(line.has_value());
        QVERIFY(line->strategy == Strategy::Sticky && !line->mapping);
        const GroupSubscription& group = line->subscription;
        QCOMPARE(group.topics.size(), std::size_t{4});
        QVERIFY(group.topics[0]
            == (Topic{
                "t", 3, TopicId{1, 2}, std::vector<std::vector<std::string>>{{"r1", "r2"}, {}}}));
        QVERIFY(group.topics[2].name == "gone" && group.topics[2].partitions == 0);
        QVERIFY(group.members[0]
            == (Member{"c1", {TopicIndex(1), TopicIndex(0)}, "i1", "r1",
                {{TopicIndex(0), 0}, {TopicIndex(2), 4}}, Generation(3)}));
        QVERIFY(group.members[1] == (Member{.id = "c2", .topics = {TopicIndex(3)}}));
        QCOMPARE(line->json["note"].get<std::string>(), std::string("left alone"));
    }

    void aMappingIsRead()
    {
        const auto line = readLine(R"({"assignor":"custom","topics":{"t":3},"members":[],
            "mapping":{"c1":[["t",2],["t",0]]}})");
        QVERIFY(line && !line->strategy && line->mapping);
        QVERIFY(*line->mapping == (Mapping{{"c1", {{TopicIndex(0), 2}, {TopicIndex(0), 0}}}}));
    }

    void mistakesAreTold_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("problem");
        QTest::addColumn<int>("expected");
        QTest::addColumn<QByteArray>("where");
        using P = LineProblem;
        using V = LineValue;
        const auto row
            = [](const char* name, const char* text, P problem, V expected, const char* where) {
                  QTest::newRow(name) << QByteArray(text) << static_cast<int>(problem)
                                      << static_cast<int>(expected) << QByteArray(where);
              };
        const auto member = [&row](const char* name, const char* json, P problem, V expected,
                                const char* where) {
            const QByteArray text = QByteArray("{\"topics\":{\"t\":3},\"members\":[") + json + "]}";
            row(name, text.constData(), problem, expected, where);
        };
        row("empty", "", P::NotJson, V::Line, "");
        row("half a line", "{\"topics\":{\"t\":3},\"mem", P::NotJson, V::Line, "");
        row("two objects", "{} {}", P::NotJson, V::Line, "");
        row("binary", "\x01\xff\xfe", P::NotJson, V::Line, "");
        row("not UTF-8", "{\"topics\":{\"\xff\":3}}", P::NotJson, V::Line, "");
        row("a list", "[]", P::WrongType, V::Line, "");
        row("no topics", "{}", P::Missing, V::Topics, "topics");
        row("no members", R"({"topics":{}})", P::Missing, V::Members, "members");
        row("topics as a list", R"({"topics":["t"],"members":[]})", P::WrongType, V::Topics,
            "topics");
        row("negative count", R"({"topics":{"t":-3},"members":[]})", P::Negative, V::PartitionCount,
            "topics.t");
        row("half a partition", R"({"topics":{"t":0.5},"members":[]})", P::WrongType,
            V::PartitionCount, "topics.t");
        row("huge count", R"({"topics":{"t":2000000000},"members":[]})", P::TooLarge,
            V::PartitionCount, "topics.t");
        row("count beyond all numbers", R"({"topics":{"t":18446744073709551615},"members":[]})",
            P::TooLarge, V::PartitionCount, "topics.t");
        row("a number beyond every double", R"({"topics":{"t":1e999},"members":[]})",
            P::NumberTooLarge, V::Line, "");
        row("huge counts together", R"({"topics":{"t":600000,"u":600000},"members":[]})",
            P::TooLarge, V::PartitionCount, "topics.u");
        row("unknown assignor", R"({"assignor":"best","topics":{},"members":[]})",
            P::UnknownAssignor, V::Assignor, "assignor");
        row("custom without mapping", R"({"assignor":"custom","topics":{},"members":[]})",
            P::Missing, V::MappedMembers, "mapping");
        row("wrong topic id", R"({"topics":{},"members":[],"topicIds":{"t":"x"}})", P::NotTopicId,
            V::TopicId, "topicIds.t");
        row("racks of nothing", R"({"topics":{},"members":[],"partitionRacks":{"t":["r"]}})",
            P::WrongType, V::Racks, "partitionRacks.t[0]");
        member("a number for a member", "7", P::WrongType, V::Member, "members[0]");
        member("no id", R"({"topics":[]})", P::Missing, V::Id, "members[0].id");
        member("empty id", R"({"id":"","topics":[]})", P::WrongType, V::Id, "members[0].id");
        member("no topics of a member", R"({"id":"c"})", P::Missing, V::TopicNames,
            "members[0].topics");
        member("one id twice", R"({"id":"c","topics":[]},{"id":"c","topics":[]})", P::Twice, V::Id,
            "members[1].id");
        member("one topic twice", R"({"id":"c","topics":["t","t"]})", P::Twice, V::TopicName,
            "members[0].topics[1]");
        member("one partition twice", R"({"id":"c","topics":[],"owned":[["t",1],["t",1]]})",
            P::Twice, V::TopicPartition, "members[0].owned[1]");
        member("negative partition", R"({"id":"c","topics":[],"owned":[["t",-1]]})", P::Negative,
            V::TopicPartition, "members[0].owned[0]");
        member("partition alone", R"({"id":"c","topics":[],"owned":["t-1"]})", P::WrongType,
            V::TopicPartition, "members[0].owned[0]");
        member("negative generation", R"({"id":"c","topics":[],"generation":-2})", P::Negative,
            V::Generation, "members[0].generation");
        member("a rack as a number", R"({"id":"c","topics":[],"rack":1})", P::WrongType, V::Rack,
            "members[0].rack");
    }

    void mistakesAreTold()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, problem);
        QFETCH(const int, expected);
        QFETCH(const QByteArray, where);
        const auto line = readLine(text.toStdString());
        QVERIFY(!line);
        QCOMPARE(static_cast<int>(line.error().problem), problem);
        QCOMPARE(static_cast<int>(line.error().expected), expected);
        QCOMPARE(QByteArray::fromStdString(line.error().where), where);
        QVERIFY(line.error().problem != LineProblem::NotJson || line.error().column > 0);
    }

    void longValuesAreShortened()
    {
        const QByteArray text
            = QByteArray("{\"topics\":\"") + QByteArray("组").repeated(99) + "\"}";
        const auto line = readLine(text.toStdString());
        QVERIFY(!line && line.error().found.size() < 60);
        QVERIFY(QString::fromStdString(line.error().found).endsWith(QStringLiteral("组…")));
    }
};

QTEST_GUILESS_MAIN(TestAssignorLine)
#include "tst_assignor_line.moc"
