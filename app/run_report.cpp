#include "app/run_report.h"

#include "engine/event/internal_topics.h"
#include "engine/history/why.h"
#include "engine/scenario/expression.h"
#include "views/text/event_text.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::app {

namespace {

using Json = nlohmann::ordered_json;

Json historyJson(const RunReport& report)
{
    const history::History& history = *report.run.history;
    const std::int64_t micros = history.end().micros();
    Json json;
    json["events"] = history.size();
    json["hash"] = history.hash();
    json["virtual_ms"]
        = micros % 1000 == 0 ? Json(micros / 1000) : Json(static_cast<double>(micros) / 1000.0);
    json["wall_ms"] = std::round(report.wallMs * 1000.0) / 1000.0;
    return json;
}

Json verdictJson(const history::Verdict& verdict)
{
    Json json;
    json["produced"] = verdict.produced;
    json["acked"] = verdict.acked;
    json["failed"] = verdict.failed;
    json["delivered"] = verdict.delivered;
    for (std::size_t kind = 0; kind < history::kAnomalyKinds; ++kind) {
        json[std::string(history::anomalyName(static_cast<history::AnomalyKind>(kind)))]
            = verdict.counts[kind];
    }
    return json;
}

Json anomalyJson(const views::RunView& run, const history::Anomaly& anomaly)
{
    const event::Roster& roster = run.history->roster();
    const history::RecordTrace& record = run.verdict->records[anomaly.record];
    Json json;
    json["kind"] = history::anomalyName(anomaly.kind);
    json["record"] = roster.at(record.producer).name + '#' + std::to_string(record.number.value());
    json["partition"] = roster.at(anomaly.partition).name();
    // A record that no leader ever stored has neither.
    const bool hasPlace = anomaly.offset != kNoOffset;
    json["offset"] = hasPlace ? Json(anomaly.offset.value()) : Json();
    json["epoch"] = hasPlace ? Json(anomaly.epoch.value()) : Json();
    json["evidence"] = Json::array();
    for (const EventId event : anomaly.evidence) {
        json["evidence"].push_back(event.value());
    }
    json["why"] = Json::array();
    for (const EventId event : history::storyOf(*run.history, *run.verdict, anomaly)) {
        json["why"].push_back(views::sentence(*run.history, event).toStdString());
    }
    return json;
}

Json replicaJson(const history::ReplicaState& replica)
{
    Json json;
    json["log_start"] = replica.logStart.value();
    json["leo"] = replica.logEnd.value();
    json["hw"] = replica.highWatermark.value();
    return json;
}

Json partitionJson(const event::Roster& roster, const history::ClusterState& state, PartitionId id)
{
    const history::PartitionState& partition = state.partition(id);
    Json json;
    json["leader"] = partition.leader == kNoNode ? Json() : Json(roster.at(partition.leader).name);
    json["leader_epoch"] = partition.leaderEpoch.value();
    json["isr"] = Json::array();
    partition.isr.forEach([&](NodeId broker) { json["isr"].push_back(roster.at(broker).name); });
    json["replicas"] = Json::object();
    for (const NodeId broker : roster.nodesOf(event::NodeKind::Broker)) {
        if (const history::ReplicaState* replica = state.replica(broker, id)) {
            json["replicas"][roster.at(broker).name] = replicaJson(*replica);
        }
    }
    return json;
}

Json partitionsJson(const history::History& history)
{
    const history::ClusterState state = history.stateAfter(history.size());
    const event::Roster& roster = history.roster();
    Json json = Json::object();
    const std::size_t own = event::ownPartitions(roster);
    for (std::size_t i = 0; i < own; ++i) {
        const PartitionId id(static_cast<std::uint16_t>(i));
        json[roster.at(id).name()] = partitionJson(roster, state, id);
    }
    return json;
}

} // namespace

bool RunReport::asExpected() const
{
    return std::all_of(expectations.begin(), expectations.end(),
        [](const Expectation& expectation) { return expectation.holds; });
}

std::vector<Expectation> checkExpectations(const views::RunView& run, bool contrast)
{
    const history::ClusterState state = run.history->stateAfter(run.history->size());
    const scenario::Moment moment{*run.history, *run.verdict, state, run.history->size()};
    std::vector<Expectation> expectations;
    for (const std::string& text : contrast ? run.scenario->expectContrast : run.scenario->expect) {
        expectations.push_back({text, scenario::holds(text, moment).value_or(false)});
    }
    return expectations;
}

Json reportJson(const RunReport& report)
{
    Json json;
    json["scenario"] = report.run.scenario->id;
    json["seed"] = report.run.scenario->seed;
    json["history"] = historyJson(report);
    json["verdict"] = verdictJson(*report.run.verdict);
    json["anomalies"] = Json::array();
    for (const history::Anomaly& anomaly : report.run.verdict->anomalies) {
        json["anomalies"].push_back(anomalyJson(report.run, anomaly));
    }
    json["partitions"] = partitionsJson(*report.run.history);
    json["groups"] = Json::object();
    json["expectations"] = Json::array();
    for (const Expectation& expectation : report.expectations) {
        json["expectations"].push_back(
            Json{{"text", expectation.text}, {"holds", expectation.holds}});
    }
    return json;
}

} // namespace brokerscope::app
