#include "views/inspector/handler_rows.h"

#include "views/groups/member_clocks.h"
#include "views/inspector/pages.h"
#include "views/text/names.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

/// The handler's producer; kNoNode when it forwards nothing.
NodeId forwarderOf(const Scene& scene, NodeId consumer)
{
    if (!scene.run.scenario) {
        return kNoNode;
    }
    const event::Roster& roster = scene.run.history->roster();
    for (const scenario::ConsumerSpec& spec : scene.run.scenario->consumers) {
        if (spec.name == roster.at(consumer).name && spec.handler.forward) {
            return roster.node(spec.handler.forward->with).value_or(kNoNode);
        }
    }
    return kNoNode;
}

void addCount(InspectorPage& page, const QString& label, std::uint32_t count, const QString& hint)
{
    if (count > 0) {
        page.rows += {label, QString::number(count), hint, {}};
    }
}

} // namespace

void addHandlerRows(InspectorPage& page, const Scene& scene, NodeId consumer)
{
    const history::ConsumerState& state = scene.state->consumer(consumer);
    if (const NodeId producer = forwarderOf(scene, consumer); producer != kNoNode) {
        page.rows += {InspectorText::tr("forwards with"), nodeName(*scene.run.history, producer),
            InspectorText::tr("a producer in the same process"), nodeSelection(producer)};
    }
    addCount(page, InspectorText::tr("forwarded"), state.forwarded,
        InspectorText::tr("records that its send() took"));
    addCount(page, InspectorText::tr("passed over"), state.deduplicated,
        InspectorText::tr("records that the application knew from before"));
    addCount(page, InspectorText::tr("stored"), state.stored,
        InspectorText::tr("writes to the external store"));
    const QString group = groupOf(scene.run, consumer);
    addStoreRows(page, scene, group.isEmpty() ? nodeName(*scene.run.history, consumer) : group);
}

void addStoreRows(InspectorPage& page, const Scene& scene, const QString& name)
{
    const history::History& history = *scene.run.history;
    const auto& stores = scene.state->stores;
    const auto store
        = std::find_if(stores.begin(), stores.end(), [&](const history::StoreState& known) {
              return toQString(history.text(known.name)) == name;
          });
    if (store == stores.end()) {
        return;
    }
    page.rows += {InspectorText::tr("external store"),
        InspectorText::tr("%n row(s)", nullptr, static_cast<int>(store->rows)),
        InspectorText::tr(
            "%n write(s), the last one by %1", "consumer", static_cast<int>(store->writes))
            .arg(nodeName(history, store->lastWriter)),
        nodeSelection(store->lastWriter)};
    addCount(page, InspectorText::tr("rows too many"), store->extraRows,
        InspectorText::tr("of records that it had already"));
    addCount(page, InspectorText::tr("written again"), store->repeats - store->extraRows,
        InspectorText::tr("over the row of the same record, which harms nobody"));
    for (const history::StoredOffset& held : store->offsets) {
        page.rows += {InspectorText::tr("stored offset in %1", "partition")
                          .arg(partitionName(history, held.partition)),
            QString::number(held.offset.value()), {}, partitionSelection(held.partition)};
    }
}

void addHostRow(InspectorPage& page, const Scene& scene, NodeId producer)
{
    const event::Roster& roster = scene.run.history->roster();
    for (const NodeId consumer : roster.nodesOf(event::NodeKind::Consumer)) {
        if (forwarderOf(scene, consumer) == producer) {
            page.rows += {InspectorText::tr("process"),
                InspectorText::tr("that of %1", "consumer")
                    .arg(nodeName(*scene.run.history, consumer)),
                InspectorText::tr("it sends what the handler there forwards"),
                nodeSelection(consumer)};
        }
    }
}

} // namespace brokerscope::views
