#include "views/inspector/config_rows.h"
#include "views/inspector/error_rows.h"
#include "views/inspector/pages.h"
#include "views/text/event_text.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using history::Anomaly;
using history::RecordTrace;

namespace {

/// Long texts without spaces must be able to wrap: an invisible break after each sign that ends
/// something.
QString breakable(QString text)
{
    for (const QChar sign : {u',', u':', u'-', u'_', u'}'}) {
        text.replace(sign, QString(sign) + QChar(0x200B));
    }
    return text;
}

/// The value, with an ellipsis where the History keeps only its beginning.
QString valueText(const history::History& history, const event::RecordCreated& created)
{
    const auto key = history.text(created.key);
    const auto value = history.text(created.value);
    return key.size() + value.size() < created.bytes ? QString(toQString(value) + u'…')
                                                     : toQString(value);
}

/// The brokers whose logs hold the record now.
QString replicasText(const Scene& scene, const Selection& selection)
{
    QStringList holders;
    for (std::size_t i = 0; i < scene.state->brokers.size(); ++i) {
        const NodeId broker(static_cast<std::uint16_t>(i + 1));
        const history::ReplicaState* replica = scene.state->replica(broker, selection.partition);
        const bool holds = replica != nullptr
            && std::any_of(
                replica->log.begin(), replica->log.end(), [&](const history::Span& span) {
                    return span.epoch == selection.epoch && span.base <= selection.offset
                        && selection.offset < span.end;
                });
        if (holds) {
            const QString name = nodeName(*scene.run.history, broker);
            holders += scene.state->brokers[i].running
                ? name
                : InspectorText::tr("%1 (offline)", "broker").arg(name);
        }
    }
    return holders.isEmpty() ? InspectorText::tr("on none any more") : holders.join(u", "_s);
}

bool isEstablished(const Scene& scene, const Anomaly& anomaly)
{
    return anomaly.established.value() < scene.playhead.applied;
}

/// Of the record's anomalies the one that was established first, if any was by now or its story has
/// been told before.
const Anomaly* anomalyOf(const Scene& scene, const Selection& selection, bool storyTold)
{
    if (!scene.run.verdict) {
        return nullptr;
    }
    for (const Anomaly* anomaly : scene.run.verdict->anomaliesOf(traceOf(scene.run, selection))) {
        if (storyTold || isEstablished(scene, *anomaly)) {
            return anomaly;
        }
    }
    return nullptr;
}

void addAnomaly(InspectorPage& page, const Scene& scene, const Anomaly& anomaly)
{
    const QString title = anomalyTitle(anomaly.kind);
    const bool established = isEstablished(scene, anomaly);
    page.badge = established
        ? title
        : InspectorText::tr("later: %1", "what will become of a record").arg(title);
    page.badgeInk = established ? Ink::Danger : Ink::Warning;
    page.intro = established ? anomalyExplanation(anomaly.kind) : QString();
    page.whyTitle = anomalyQuestion(anomaly.kind);
    page.story = static_cast<std::size_t>(&anomaly - scene.run.verdict->anomalies.data());
}

QString readableText(const Scene& scene, const Selection& selection)
{
    const NodeId leader = scene.state->partition(selection.partition).leader;
    const history::ReplicaState* replica
        = leader == kNoNode ? nullptr : scene.state->replica(leader, selection.partition);
    if (replica == nullptr) {
        return InspectorText::tr("no: the partition has no leader");
    }
    if (selection.offset < replica->logStart) {
        return InspectorText::tr("no: it was deleted, the log starts at %1")
            .arg(replica->logStart.value());
    }
    const QString mark = QString::number(replica->highWatermark.value());
    return selection.offset < replica->highWatermark
        ? InspectorText::tr("offset is below the HW %1").arg(mark)
        : InspectorText::tr("not yet: the HW is %1").arg(mark);
}

void addSendRows(InspectorPage& page, const Scene& scene, const RecordTrace& trace)
{
    const history::History& history = *scene.run.history;
    if (trace.created != kNoEvent) {
        if (const auto* created
            = std::get_if<event::RecordCreated>(&history.event(trace.created).payload)) {
            page.rows += {InspectorText::tr("key"),
                created->hasKey ? toQString(history.text(created->key)) : InspectorText::tr("null"),
                {}, {}};
            page.rows += {InspectorText::tr("value"), breakable(valueText(history, *created)),
                InspectorText::tr("%1 bytes with the key").arg(created->bytes), {}};
        }
    }
    const QString producer = nodeName(history, trace.producer);
    if (trace.batch == BatchId(0)) {
        page.rows += {InspectorText::tr("producer"),
            InspectorText::tr("%1 · in no batch", "producer").arg(producer), {},
            nodeSelection(trace.producer)};
        return;
    }
    page.rows += {InspectorText::tr("producer"),
        InspectorText::tr("%1 · batch %2 · record %3 of %4", "producer; numbers")
            .arg(producer, QString::number(trace.batch.value()),
                QString::number(trace.indexInBatch + 1), QString::number(trace.batchSize)),
        {}, batchSelection(trace.producer, trace.batch)};
}

/// Where an application that forwards has read the record.
void addSourceRow(InspectorPage& page, const Scene& scene, const RecordTrace& trace)
{
    const auto& records = scene.run.verdict->records;
    if (trace.copyOf >= records.size()) {
        return;
    }
    const RecordTrace& source = records[trace.copyOf];
    Selection selection;
    selection.kind = Selection::Kind::Record;
    selection.partition = source.partition;
    selection.offset = source.offset;
    selection.epoch = source.epoch;
    page.rows += {InspectorText::tr("forwarded from"),
        InspectorText::tr("%1 @ %2", "partition; offset")
            .arg(partitionName(*scene.run.history, source.partition),
                QString::number(source.offset.value())),
        InspectorText::tr("the same record as far as applications are concerned"), selection};
}

void addFateRows(InspectorPage& page, const Scene& scene, const RecordTrace& trace)
{
    const QString notYet = InspectorText::tr("not yet");
    if (trace.failed != kNoEvent && trace.failed.value() < scene.playhead.applied) {
        page.rows += {InspectorText::tr("failed", "the sending of a record"),
            momentText(scene, trace.failed, notYet), {}, {}};
        addErrorRows(page, errorAt(scene, trace.failed));
    } else {
        page.rows += {InspectorText::tr("acked"), momentText(scene, trace.acked, notYet), {}, {}};
    }
    page.rows
        += {InspectorText::tr("delivered"), momentText(scene, trace.delivered, notYet), {}, {}};
}

void addPlaceRows(InspectorPage& page, const Scene& scene, const Selection& selection)
{
    if (selection.offset == kNoOffset) {
        page.rows += {InspectorText::tr("on replicas"),
            InspectorText::tr("on none: no leader ever stored it"), {},
            selection.partition == kNoPartition ? Selection()
                                                : partitionSelection(selection.partition)};
        return;
    }
    page.rows += {InspectorText::tr("written in"),
        InspectorText::tr("leader epoch %1").arg(selection.epoch.value()), {},
        partitionSelection(selection.partition)};
    page.rows += {InspectorText::tr("on replicas"), replicasText(scene, selection), {}, {}};
    page.rows += {InspectorText::tr("readable", "whether consumers may read a record"),
        readableText(scene, selection), {}, {}};
}

QString titleOf(
    const history::History& history, const Selection& selection, const RecordTrace* trace)
{
    const QString partition = partitionName(history, selection.partition);
    if (selection.partition == kNoPartition && trace != nullptr) {
        return InspectorText::tr("record %1 of %2 for no partition", "number; producer")
            .arg(QString::number(trace->number.value()), nodeName(history, trace->producer));
    }
    if (selection.offset == kNoOffset && trace != nullptr) {
        return InspectorText::tr("record %1 of %2 for %3", "number; producer; partition")
            .arg(QString::number(trace->number.value()), nodeName(history, trace->producer),
                partition);
    }
    return InspectorText::tr("record %1 @ %2", "partition; offset")
        .arg(partition, QString::number(selection.offset.value()));
}

} // namespace

InspectorPage recordPage(const Scene& scene, const Selection& selection, bool storyTold)
{
    const history::History& history = *scene.run.history;
    InspectorPage page;
    const RecordTrace* trace = traceOf(scene.run, selection);
    page.title = titleOf(history, selection, trace);
    if (trace != nullptr) {
        addSendRows(page, scene, *trace);
        addSourceRow(page, scene, *trace);
    }
    addPlaceRows(page, scene, selection);
    if (trace != nullptr) {
        addFateRows(page, scene, *trace);
    }
    if (const Anomaly* anomaly = anomalyOf(scene, selection, storyTold)) {
        addAnomaly(page, scene, *anomaly);
    } else {
        addWhy(page, scene, selection);
    }
    if (selection.partition != kNoPartition) {
        addTopicConfig(page, scene, selection.partition);
    }
    return page;
}

} // namespace brokerscope::views
