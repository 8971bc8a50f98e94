#include "engine/scenario/cue_kind.h"
#include "engine/scenario/expression.h"
#include "engine/scenario/nearest_name.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace brokerscope::scenario {
namespace {

/// "first: ack" or "event: ack".
void readCueKind(Reading& reading, const Place& place, Cue& cue)
{
    const Place first = place.child("first");
    const Place event = place.child("event");
    if (first && event) {
        reading.report(event,
            "a cue has either 'first' (from the beginning) or 'event' (the next one), not both");
        return;
    }
    if (!first && !event) {
        reading.report(
            place, "expected 'first' or 'event' with a kind of event, such as {first: ack}");
        return;
    }
    const Place& named = first ? first : event;
    const std::optional<std::string> name = reading.word(named);
    if (!name) {
        return;
    }
    const std::optional<CueKind> kind = cueKindByName(*name);
    if (!kind) {
        reading.report(named, fmt::format("there is no kind of event '{}'", *name),
            nearestName(*name, cueKindNames()));
        return;
    }
    cue.kind = kind->kind;
    cue.nodeKind = kind->nodeKind;
    cue.first = static_cast<bool>(first);
}

void readCueNode(Reading& reading, const Place& place, Cue& cue)
{
    static constexpr std::array kKeys{std::pair{"broker", Nodes::Brokers},
        std::pair{"producer", Nodes::Producers}, std::pair{"consumer", Nodes::Consumers},
        std::pair{"node", Nodes::Any}};
    for (const auto& [key, allowed] : kKeys) {
        const Place value = place.child(key);
        if (!value) {
            continue;
        }
        if (!cue.node.empty()) {
            reading.report(value, "a cue names one node at most");
            return;
        }
        checkNode(reading, value, allowed);
        cue.node = reading.word(value).value_or("");
    }
}

void readCuePartition(Reading& reading, const Place& place, Cue& cue)
{
    const Place partition = place.child("partition");
    const Place topic = place.child("topic");
    if (partition && topic) {
        reading.report(topic, "a cue names either a partition or a topic");
        return;
    }
    checkPartition(reading, partition, false);
    checkTopic(reading, topic);
    cue.partition = reading.word(partition ? partition : topic).value_or("");
}

void readQuestion(Reading& reading, const Place& place, LessonStep& step)
{
    const Place ask = place.child("ask");
    const Place answer = place.child("answer");
    if (!ask) {
        for (const std::string_view key : {"answer", "choices", "explain"}) {
            if (const Place stray = place.child(key)) {
                reading.report(
                    stray, fmt::format("'{}' goes with a question; 'ask' is missing", key));
            }
        }
        return;
    }
    if (!answer) {
        reading.report(ask, "the question has no answer; expected answer: {state: expression}");
    }
    Question question;
    question.ask = reading.text(ask);
    question.answer = reading.word(answer.child("state")).value_or("");
    checkExpressionAt(reading, answer.child("state"), false);
    for (const Place& choice : place.child("choices").items()) {
        checkExpressionAt(reading, choice, false);
        question.choices.push_back(reading.word(choice).value_or(""));
    }
    question.explain = reading.text(place.child("explain"));
    step.question = std::move(question);
}

LessonStep readStep(Reading& reading, const Place& place)
{
    LessonStep step;
    step.title = reading.text(place.child("title"));
    if (const Place cue = place.child("cue"); cue && cue.node->kind == YamlNode::Kind::Map) {
        readCueKind(reading, cue, step.cue);
        readCueNode(reading, cue, step.cue);
        readCuePartition(reading, cue, step.cue);
    }
    if (!place.child("say") && !place.child("ask")) {
        reading.report(
            place, "a lesson step says something or asks something; 'say' and 'ask' are missing");
    }
    step.say = reading.text(place.child("say"));
    readQuestion(reading, place, step);
    return step;
}

} // namespace

void checkExpressionAt(Reading& reading, const Place& place, bool condition)
{
    if (!place.isScalar() || place.node->text.empty()) {
        return;
    }
    const std::string& text = place.node->text;
    const bool participantsKnown = reading.knowsBrokers && reading.knowsTopics
        && reading.knowsClients && reading.topicsOfUnknownSize.empty();
    const std::optional<std::string> problem = participantsKnown
        ? checkExpression(text, reading.scenario, condition)
        : checkExpression(text, condition);
    if (problem) {
        reading.report(place, fmt::format("in '{}', {}", text, *problem));
    }
}

void readLesson(Reading& reading, const Place& lesson)
{
    if (!lesson || lesson.node->kind != YamlNode::Kind::List) {
        return;
    }
    for (const Place& place : lesson.items()) {
        if (place.node->kind == YamlNode::Kind::Map) {
            reading.scenario.lesson.push_back(readStep(reading, place));
        }
    }
}

std::vector<std::string> readConditions(Reading& reading, const Place& list)
{
    std::vector<std::string> conditions;
    if (!list || list.node->kind != YamlNode::Kind::List) {
        return conditions;
    }
    for (const Place& item : list.items()) {
        if (auto text = reading.word(item)) {
            checkExpressionAt(reading, item, true);
            conditions.push_back(std::move(*text));
        }
    }
    return conditions;
}

} // namespace brokerscope::scenario
