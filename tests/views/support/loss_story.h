#pragma once

#include "engine/history/verdict.h"
#include "tests/support/history_builder.h"
#include "views/run_view.h"

#include <algorithm>
#include <memory>

namespace brokerscope::test {

/// The story of our first lesson in a few events: b1 acknowledges orders-0 0–9 of which b2 has 0–6
/// and b3 0–5, loses its power, b2 takes over in epoch 6, and b1 comes back and truncates 7–9.
struct LossStory {
    views::RunView run;
    EventId lost; ///< the event that establishes the loss
    std::size_t beforeStop = 0; ///< counts of events
    std::size_t beforeReturn = 0;
    std::size_t afterTruncation = 0;

    [[nodiscard]] views::Scene at(std::size_t applied) const
    {
        views::Scene scene{run, {run.history->events()[applied - 1].time, applied}, nullptr};
        scene.state
            = std::make_shared<const history::ClusterState>(run.history->stateAfter(applied));
        return scene;
    }
    [[nodiscard]] views::Scene at(Timestamp time) const
    {
        views::Scene scene{run, views::playheadAt(*run.history, time), nullptr};
        scene.state = std::make_shared<const history::ClusterState>(
            run.history->stateAfter(scene.playhead.applied));
        return scene;
    }
};

inline std::shared_ptr<const scenario::Scenario> lossScenario()
{
    scenario::Scenario scenario;
    scenario.id = "loss-story";
    scenario.topics.push_back({"orders", 1, 3, {}, {}});
    scenario.producers.push_back({"p1", {{"acks", "1"}, {"linger.ms", "10"}}, {}, {}});
    scenario.producers.back().sends.topic = "orders";
    for (const char* name : {"c1", "c2"}) {
        scenario.consumers.emplace_back();
        scenario.consumers.back().name = name;
        scenario.consumers.back().group = "billing";
    }
    scenario.consumers.front().assigns = {"orders-0"};
    scenario.script = {
        {Timestamp(), scenario::StartCommand{{"p1", "c1"}}},
        {Timestamp(), scenario::StopCommand{"b1", event::StopHow::PowerLoss}},
        {Timestamp(), scenario::StartCommand{{"b1"}}},
        {Timestamp(), scenario::EndCommand{}},
    };
    return std::make_shared<const scenario::Scenario>(scenario);
}

inline LossStory makeLossStory()
{
    using B = HistoryBuilder;
    HistoryBuilder builder;
    LossStory story;
    const auto time
        = [&](EventId id) { return milliseconds(static_cast<std::int64_t>(id.value()) + 1); };

    const BrokerSet all{B::kB1, B::kB2, B::kB3};
    for (const NodeId broker : {B::kB1, B::kB2, B::kB3}) {
        builder.add(broker, event::NodeStarted{});
        builder.add(B::kController, event::BrokerRegistered{BrokerEpoch(1), broker});
        builder.add(B::kController, event::BrokerUnfenced{broker});
    }
    builder.add(B::kController,
        event::LeaderElected{
            all, LeaderEpoch(5), B::kOrders0, B::kB1, kNoNode, event::ElectionKind::Initial});
    for (const NodeId broker : {B::kB1, B::kB2, B::kB3}) {
        builder.assume(broker, B::kB1, 5);
    }
    const EventId start = builder.command(0);
    builder.add(B::kP1, event::NodeStarted{});
    builder.add(B::kC1, event::NodeStarted{});
    builder.assign(B::kC1);
    builder.reset(B::kC1, 0);
    builder.send(1, 1, 7);
    builder.lead(B::kB1, 1, 0, 7, 5);
    builder.ack(1, 0, 7);
    builder.follow(B::kB2, 0, 7, 5);
    builder.follow(B::kB3, 0, 6, 5);
    builder.watermark(B::kB1, 0, 6);
    builder.watermark(B::kB2, 0, 4);
    builder.watermark(B::kB3, 0, 6);
    builder.deliver(B::kC1, 0, 6, 5);
    builder.send(2, 8, 3);
    builder.lead(B::kB1, 2, 7, 3, 5);
    const EventId acked = builder.ack(2, 7, 3);
    story.beforeStop = acked.value() + 1;
    const EventId stop = builder.command(1);
    builder.stop(B::kB1, event::StopHow::PowerLoss, stop);
    builder.add(B::kController, event::BrokerFenced{B::kB1});
    builder.add(B::kController,
        event::LeaderElected{{B::kB2, B::kB3}, LeaderEpoch(6), B::kOrders0, B::kB2, B::kB1,
            event::ElectionKind::Clean});
    builder.assume(B::kB2, B::kB2, 6, 7);
    builder.assume(B::kB3, B::kB2, 6, 6);
    const EventId watermark = builder.watermark(B::kB2, 4, 6);
    story.beforeReturn = watermark.value() + 1;
    const EventId restart = builder.command(2);
    builder.add(B::kB1, event::NodeStarted{});
    builder.assume(B::kB1, B::kB2, 6, 10);
    const EventId truncated = builder.truncate(B::kB1, 10, 7);
    story.afterTruncation = truncated.value() + 1;
    builder.command(3);

    scenario::Scenario scenario = *lossScenario();
    scenario.script[0].at = Timestamp() + time(start);
    scenario.script[1].at = Timestamp() + time(stop);
    scenario.script[2].at = Timestamp() + time(restart);
    story.run.history = builder.build();
    scenario.script[3].at = story.run.history->end();
    story.run.scenario = std::make_shared<const scenario::Scenario>(scenario);
    story.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*story.run.history));
    for (const history::Anomaly& anomaly : story.run.verdict->anomalies) {
        if (anomaly.kind == history::AnomalyKind::LostAfterAck && anomaly.offset == Offset(8)) {
            story.lost = anomaly.established;
        }
    }
    return story;
}

} // namespace brokerscope::test
