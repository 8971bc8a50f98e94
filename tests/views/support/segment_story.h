#pragma once

#include "tests/views/support/loss_story.h"

namespace brokerscope::test {

/// A log in segments: b1 leads orders-0 and b2 follows it, five records a batch. Both roll at 10
/// and 20; retention deletes segment 0 on both; then the cleaner of b1, and after it that of b2,
/// takes 12–14 and 17 away. c1 reads, is set back by the deletion, and seeks.
struct SegmentStory {
    LossStory base; ///< its run, and scenes of it
    EventId rolled; ///< b1's second roll
    EventId deleted; ///< b1's segment 0
    EventId compacted; ///< b1's first hole
    EventId reset; ///< of c1
    std::size_t beforeDeletion = 0; ///< counts of events
    std::size_t leaderCleaned = 0;
    std::size_t allCleaned = 0;

    [[nodiscard]] views::Scene at(std::size_t applied) const { return base.at(applied); }
    [[nodiscard]] views::Scene at(Timestamp time) const { return base.at(time); }
    [[nodiscard]] const history::History& history() const { return *base.run.history; }
};

inline void appendFive(HistoryBuilder& builder, std::uint32_t batch)
{
    using B = HistoryBuilder;
    const std::int64_t at = (static_cast<std::int64_t>(batch) - 1) * 5;
    builder.send(batch, static_cast<std::uint32_t>(at) + 1, 5);
    builder.lead(B::kB1, batch, at, 5);
    builder.follow(B::kB2, at, 5);
    builder.watermark(B::kB1, at, at + 5);
    builder.watermark(B::kB2, at, at + 5);
    builder.ack(batch, at, 5);
}

inline SegmentStory makeSegmentStory()
{
    using B = HistoryBuilder;
    HistoryBuilder builder;
    SegmentStory story;
    for (const NodeId broker : {B::kB1, B::kB2, B::kB3}) {
        builder.add(broker, event::NodeStarted{});
        builder.add(B::kController, event::BrokerRegistered{BrokerEpoch(1), broker});
        builder.add(B::kController, event::BrokerUnfenced{broker});
    }
    builder.enthrone(B::kB1, 0);
    builder.assume(B::kB2, B::kB1, 0);
    builder.add(B::kC1, event::NodeStarted{});
    builder.assign(B::kC1);
    builder.reset(B::kC1, 0);
    for (std::uint32_t batch = 1; batch <= 5; ++batch) {
        if (batch == 3 || batch == 5) {
            story.rolled = builder.roll(B::kB1, (batch - 1) * 5);
            builder.roll(B::kB2, (batch - 1) * 5);
        }
        appendFive(builder, batch);
    }
    builder.deliver(B::kC1, 0, 5);
    story.beforeDeletion = builder.command(0).value() + 1;
    builder.moveStart(B::kB1, 0, 10);
    story.deleted = builder.deleteSegment(B::kB1, 0, 10);
    builder.moveStart(B::kB2, 0, 10);
    builder.deleteSegment(B::kB2, 0, 10);
    story.reset = builder.reset(B::kC1, 10);
    builder.deliver(B::kC1, 10, 15);
    for (const NodeId broker : {B::kB1, B::kB2}) {
        builder.add(broker, event::CleanerStarted{Offset(10), Offset(20), B::kOrders0});
        const EventId hole = builder.compact(broker, 12, 15);
        builder.compact(broker, 17, 18);
        const EventId done
            = builder.add(broker, event::CleanerFinished{Offset(20), 200, 120, B::kOrders0});
        if (broker == B::kB1) {
            story.compacted = hole;
            story.leaderCleaned = done.value() + 1;
        } else {
            story.allCleaned = done.value() + 1;
        }
    }
    builder.seek(B::kC1, 11);
    for (int i = 0; i < 250; ++i) {
        builder.command(0); // long enough for the trails to be over
    }
    story.base.run.history = builder.build();
    story.base.run.scenario = lossScenario();
    story.base.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*story.base.run.history));
    return story;
}

} // namespace brokerscope::test
