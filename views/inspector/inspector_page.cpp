#include "views/inspector/inspector_page.h"

#include "engine/history/why.h"
#include "views/events/focus_event.h"
#include "views/inspector/pages.h"
#include "views/text/event_text.h"

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

InspectorPage emptyPage(const Scene& scene)
{
    InspectorPage page;
    page.title = InspectorText::tr("Nothing selected");
    page.intro = InspectorText::tr(
        "Click a record, a batch, a broker, a packet or anything else on the stage to see "
        "what it is, what changed last and why.");
    if (const auto newest = newestNotable(scene)) {
        page.whyTitle = InspectorText::tr("The newest notable event");
        page.whyOf = *newest;
    }
    return page;
}

} // namespace

InspectorPage pageOf(const Scene& scene, const Selection& selection, bool storyTold)
{
    if (!scene.run || !scene.state) {
        InspectorPage page;
        page.title = InspectorText::tr("Nothing selected");
        page.intro = InspectorText::tr("Open a lesson to begin.");
        return page;
    }
    switch (selection.kind) {
    case Selection::Kind::None:
        return emptyPage(scene);
    case Selection::Kind::Node:
        return nodePage(scene, selection);
    case Selection::Kind::Partition:
        return partitionPage(scene, selection);
    case Selection::Kind::Replica:
        return replicaPage(scene, selection);
    case Selection::Kind::Record:
        return recordPage(scene, selection, storyTold);
    case Selection::Kind::Batch:
        return batchPage(scene, selection);
    case Selection::Kind::Message:
        return messagePage(scene, selection);
    case Selection::Kind::Event:
        return eventPage(scene, selection);
    case Selection::Kind::Group:
        return groupPage(scene, selection);
    }
    return {};
}

void addWhy(InspectorPage& page, const Scene& scene, const Selection& selection)
{
    const auto event = focusEvent(scene, selection);
    if (!event) {
        return;
    }
    page.whyTitle = InspectorText::tr("What changed last, and why");
    page.whyOf = *event;
}

std::vector<EventId> chainOf(const RunView& run, const InspectorPage& page)
{
    if (!run) {
        return {};
    }
    if (page.story) {
        return history::storyOf(*run.history, *run.verdict, run.verdict->anomalies.at(*page.story));
    }
    return page.whyOf == kNoEvent ? std::vector<EventId>()
                                  : history::causesOf(*run.history, page.whyOf);
}

Selection nodeSelection(NodeId node)
{
    Selection selection;
    selection.kind = Selection::Kind::Node;
    selection.node = node;
    return selection;
}

Selection partitionSelection(PartitionId partition)
{
    Selection selection;
    selection.kind = Selection::Kind::Partition;
    selection.partition = partition;
    return selection;
}

Selection replicaSelection(NodeId broker, PartitionId partition)
{
    Selection selection;
    selection.kind = Selection::Kind::Replica;
    selection.node = broker;
    selection.partition = partition;
    return selection;
}

Selection batchSelection(NodeId producer, BatchId batch)
{
    Selection selection;
    selection.kind = Selection::Kind::Batch;
    selection.node = producer;
    selection.batch = batch;
    return selection;
}

Selection groupSelection(const QString& group)
{
    Selection selection;
    selection.kind = Selection::Kind::Group;
    selection.group = group.toStdString();
    return selection;
}

QString momentText(const Scene& scene, EventId event, const QString& notYet)
{
    if (event == kNoEvent || event.value() >= scene.playhead.applied) {
        return notYet;
    }
    return u"t = "_s + clockText(scene.run.history->event(event).time);
}

} // namespace brokerscope::views
