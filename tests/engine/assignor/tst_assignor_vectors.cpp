#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/assignor/assign.h"
#include "engine/assignor/line.h"
#include "engine/assignor/measure.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>

using namespace brokerscope::assignor;
using Json = nlohmann::ordered_json;

namespace {

/// An assignment as it stands in a vector, in the terms of its subscription.
Assignment readAssignment(const GroupSubscription& subscription, const Json& json)
{
    std::map<std::string, TopicIndex> topics;
    for (std::uint32_t i = 0; i < subscription.topics.size(); ++i) {
        topics[subscription.topics[i].name] = TopicIndex(i);
    }
    Assignment assignment;
    for (const Member& member : subscription.members) {
        std::vector<TopicPartition>& list = assignment.emplace_back();
        for (const Json& pair : json[member.id]) {
            list.push_back({topics.at(pair[0].get<std::string>()), pair[1].get<std::int32_t>()});
        }
    }
    return assignment;
}

/// Every partition once, and only to subscribers.
bool isValid(const GroupSubscription& subscription, const Assignment& assignment)
{
    std::set<TopicPartition> seen;
    for (std::size_t i = 0; i < assignment.size(); ++i) {
        const auto& topics = subscription.members[i].topics;
        for (const TopicPartition& each : assignment[i]) {
            if (!seen.insert(each).second
                || std::find(topics.begin(), topics.end(), each.topic) == topics.end()) {
                return false;
            }
        }
    }
    return measure(subscription, assignment).unassigned == 0;
}

std::vector<std::string> vectorLines()
{
    std::vector<std::string> lines;
    std::ifstream file(BROKERSCOPE_SOURCE_DIR "/tests/data/assignors.jsonl");
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

} // namespace

/// What Apache Kafka 3.9.0's own classes answered.
class TestAssignorVectors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyAnswerIsKafkas()
    {
        const std::vector<std::string> lines = vectorLines();
        QCOMPARE(lines.size(), std::size_t{1068});
        std::map<std::string, int> literal;
        int number = 0;
        for (const std::string& text : lines) {
            ++number;
            const auto line = readLine(text);
            QVERIFY2(line.has_value() && line->strategy, text.c_str());
            const auto ours = assign(*line->strategy, line->subscription);
            const std::string place = "line " + std::to_string(number) + ": " + text;
            if (line->json.contains("error")) {
                QVERIFY2(!ours, place.c_str());
                QCOMPARE(exceptionText(ours.error()), line->json["error"].get<std::string>());
                continue;
            }
            QVERIFY2(ours.has_value(), place.c_str());
            const bool isLiteral = assignmentJson(line->subscription, *ours).dump()
                == line->json["assignment"].dump();
            if (isLiteral) {
                ++literal[line->json["assignor"].get<std::string>()];
            } else {
                QVERIFY2(line->json.contains("orderSensitive"), place.c_str());
                isAsGood(*line, *ours, place);
            }
        }
        // Two of the uniform ones are exceptions; the rest up to 165 and 203 depend on the order of
        // a map that the vectors do not tell.
        QCOMPARE(literal,
            (std::map<std::string, int>{{"range", 199}, {"roundrobin", 166}, {"sticky", 202},
                {"cooperative-sticky", 195}, {"server-range", 140}, {"server-uniform", 160}}));
    }

    void theAnswerDoesNotDependOnWhoWatches()
    {
        for (const std::string& text : vectorLines()) {
            const auto line = readLine(text);
            Decisions decisions;
            QVERIFY(assign(*line->strategy, line->subscription, &decisions)
                == assign(*line->strategy, line->subscription));
        }
    }

private:
    static void isAsGood(const Line& line, const Assignment& ours, const std::string& place)
    {
        const Measure measured = measure(line.subscription, ours);
        const Measure wanted = measure(
            line.subscription, readAssignment(line.subscription, line.json["assignment"]));
        QVERIFY2(isValid(line.subscription, ours), place.c_str());
        QVERIFY2(measured.balance() == wanted.balance(), place.c_str());
        QVERIFY2(measured.moved == wanted.moved && measured.kept == wanted.kept, place.c_str());
    }
};

QTEST_GUILESS_MAIN(TestAssignorVectors)
#include "tst_assignor_vectors.moc"
