#pragma once

#include "engine/history/verdict.h"
#include "tests/support/history_builder.h"
#include "views/picture/sketch.h"
#include "views/sequence/sequence_picture.h"

namespace brokerscope::test {

/// b1 leads orders-0 in epoch 5 and takes 7–9 from p1; b2 has 0–6; a fetch of b3 is cut off; b1
/// loses its power, b2 takes over in epoch 6, and b1 comes back and truncates 7–9.
struct SequenceStory {
    using B = HistoryBuilder;

    views::RunView run;
    EventId produce; ///< the events that sent the messages
    EventId ok;
    EventId fetch;
    EventId records;
    EventId appended; ///< by b1, 7–9
    EventId copied; ///< by b2, 0–6
    EventId cut; ///< a fetch of b3, and its loss
    EventId cutDrop;
    EventId heartbeat;
    EventId emptyFetch;
    EventId emptyAnswer;
    EventId stop;
    EventId unheard; ///< a fetch of b2 to b1 when that was down
    EventId unheardDrop;
    EventId elected;
    EventId diverging; ///< the answer
    EventId truncated;

    [[nodiscard]] const history::History& history() const { return *run.history; }
    [[nodiscard]] Timestamp timeOf(EventId id) const { return history().event(id).time; }
};

namespace sequence_story {

inline EventId send(
    HistoryBuilder& b, NodeId from, event::MessageSent message, EventId cause = kNoEvent)
{
    message.partition
        = message.api == event::Api::BrokerHeartbeat ? kNoPartition : HistoryBuilder::kOrders0;
    message.partitions = message.partition == kNoPartition ? 0 : 1;
    return b.add(from, message, cause);
}

inline event::MessageSent message(event::Api api, NodeId to, EventId request = kNoEvent,
    std::int64_t offset = -1, std::uint32_t records = 0)
{
    event::MessageSent sent;
    sent.api = api;
    sent.to = to;
    sent.request = request;
    sent.offset = Offset(offset);
    sent.records = records;
    sent.deliverAt = kNever;
    return sent;
}

inline void begin(HistoryBuilder& b)
{
    using B = HistoryBuilder;
    for (const NodeId broker : {B::kB1, B::kB2, B::kB3}) {
        b.add(broker, event::NodeStarted{});
    }
    b.elect(B::kB1, 5);
    b.assume(B::kB1, B::kB1, 5);
    b.assume(B::kB2, B::kB1, 5);
    b.lead(B::kB1, 1, 0, 7, 5);
}

inline void beforeTheStop(HistoryBuilder& b, SequenceStory& story)
{
    using B = HistoryBuilder;
    using event::Api;
    story.fetch = send(b, B::kB2, message(Api::Fetch, B::kB1, kNoEvent, 0));
    const EventId fetched = b.add(B::kB1, event::MessageReceived{story.fetch}, story.fetch);
    story.produce = send(b, B::kP1, message(Api::Produce, B::kB1, kNoEvent, -1, 3));
    story.records = send(b, B::kB1, message(Api::Fetch, B::kB2, story.fetch, 6, 7), fetched);
    const EventId taken = b.add(B::kB1, event::MessageReceived{story.produce}, story.produce);
    story.appended = b.add(B::kB1,
        event::BatchAppended{Offset(7), 3, 100, LeaderEpoch(5), BatchId(2), B::kOrders0, B::kP1},
        taken);
    story.ok = send(b, B::kB1, message(Api::Produce, B::kP1, story.produce, 7), taken);
    const EventId got = b.add(B::kB2, event::MessageReceived{story.records}, story.records);
    story.copied = b.add(B::kB2,
        event::BatchAppended{Offset(0), 7, 100, LeaderEpoch(5), BatchId(0), B::kOrders0, kNoNode},
        got);
    b.add(B::kP1, event::MessageReceived{story.ok}, story.ok);
    story.cut = send(b, B::kB3, message(Api::Fetch, B::kB1, kNoEvent, 6));
    story.heartbeat = send(b, B::kB2, message(Api::BrokerHeartbeat, B::kController));
    story.cutDrop
        = b.add(B::kB1, event::MessageDropped{story.cut, event::DropReason::Cut}, story.cut);
    b.add(B::kController, event::MessageReceived{story.heartbeat}, story.heartbeat);
    story.emptyFetch = send(b, B::kC1, message(Api::Fetch, B::kB1, kNoEvent, 6));
    const EventId asked = b.add(B::kB1, event::MessageReceived{story.emptyFetch}, story.emptyFetch);
    story.emptyAnswer = send(b, B::kB1, message(Api::Fetch, B::kC1, story.emptyFetch, 6), asked);
    b.add(B::kC1, event::MessageReceived{story.emptyAnswer}, story.emptyAnswer);
}

inline void afterTheStop(HistoryBuilder& b, SequenceStory& story)
{
    using B = HistoryBuilder;
    using event::Api;
    story.stop = b.stop(B::kB1, event::StopHow::PowerLoss);
    story.unheard = send(b, B::kB2, message(Api::Fetch, B::kB1, kNoEvent, 7));
    b.command(1);
    story.unheardDrop = b.add(B::kB1,
        event::MessageDropped{story.unheard, event::DropReason::ReceiverDown}, story.unheard);
    story.elected = b.elect(B::kB2, 6, B::kB1);
    b.assume(B::kB2, B::kB2, 6, 7);
    b.add(B::kB1, event::NodeStarted{});
    b.assume(B::kB1, B::kB2, 6, 10);
    const EventId fetch = send(b, B::kB1, message(Api::Fetch, B::kB2, kNoEvent, 10));
    const EventId fetched = b.add(B::kB2, event::MessageReceived{fetch}, fetch);
    story.diverging = send(b, B::kB2, message(Api::Fetch, B::kB1, fetch, 6), fetched);
    const EventId told = b.add(B::kB1, event::MessageReceived{story.diverging}, story.diverging);
    story.truncated = b.add(B::kB1,
        event::LogTruncated{Offset(10), Offset(7), B::kOrders0, event::TruncateReason::Divergence},
        told);
    b.command(2);
}

} // namespace sequence_story

inline SequenceStory makeSequenceStory()
{
    HistoryBuilder builder;
    SequenceStory story;
    sequence_story::begin(builder);
    sequence_story::beforeTheStop(builder, story);
    sequence_story::afterTheStop(builder, story);
    story.run.history = builder.build();
    story.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*story.run.history));
    return story;
}

/// A picture of all of the story.
inline views::Picture pictureOf(const SequenceStory& story,
    const views::SequenceFilter& filter = {}, const views::Selection& selection = {},
    bool large = false)
{
    using namespace views;
    const auto data = gatherSequence(story.history());
    const ShownSequence shown = filtered(*data, story.history().roster(), filter);
    const SequenceFocus focus = focusOn(selection, *data, story.history());
    const QSizeF size(1000, 900);
    const Sketch metrics(size, large);
    const SequenceLayout layout = layOutSequence(shown, story.history().roster().nodes.size(),
        {Timestamp(), story.history().end()}, size, 0, metrics);
    return sequencePicture({*data, shown, story.run, selection, focus},
        playheadAt(story.history(), story.history().end()), layout, large);
}

inline views::Selection selectionOf(EventId event, bool isMessage)
{
    views::Selection selection;
    selection.kind = isMessage ? views::Selection::Kind::Message : views::Selection::Kind::Event;
    selection.event = event;
    return selection;
}

} // namespace brokerscope::test
