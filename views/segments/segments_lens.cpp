#include "views/segments/segments_lens.h"

#include "views/text/names.h"

#include <QEvent>

#include <algorithm>
#include <utility>

namespace brokerscope::views {

SegmentsLens::SegmentsLens(QWidget* parent, std::chrono::milliseconds patience)
    : SegmentsView(parent, patience)
{
    connect(this, &SegmentsView::offsetOpened, this, &SegmentsLens::requestSelection);
    retranslate();
}

void SegmentsLens::setScene(const Scene& scene)
{
    const bool isOtherRun = scene.run.history != m_scene.run.history;
    m_scene = scene;
    if (isOtherRun && m_replica) {
        const bool isThere = scene.run
            && m_replica.partition.value() < scene.run.history->roster().partitions.size()
            && m_replica.broker.value() < scene.run.history->roster().nodes.size();
        if (!isThere) {
            setReplica({});
        }
    }
    if (!m_replica && scene.state && scene.run && !scene.run.history->roster().partitions.empty()) {
        // Nothing was selected yet, and the stage may be hidden by the lens.
        setReplica(firstReplicaOf(PartitionId(0)));
    }
    if (m_replica) {
        showOrigin();
    }
}

void SegmentsLens::setSelection(const Selection& selection)
{
    if (selection == m_selection) {
        return;
    }
    m_selection = selection;
    if (const Replica wanted = replicaOf(selection)) {
        setReplica(wanted);
        openSelected();
    }
}

SegmentsLens::Replica SegmentsLens::replicaOf(const Selection& selection) const
{
    if (!m_scene.state || selection.partition == kNoPartition) {
        return {};
    }
    if (selection.kind == Selection::Kind::Replica) {
        return {selection.node, selection.partition};
    }
    // A record may be looked at on the replica that is on show.
    if (selection.kind == Selection::Kind::Record && m_replica.partition == selection.partition) {
        return m_replica;
    }
    return firstReplicaOf(selection.partition);
}

SegmentsLens::Replica SegmentsLens::firstReplicaOf(PartitionId partition) const
{
    if (const NodeId leader = m_scene.state->partition(partition).leader; leader != kNoNode) {
        return {leader, partition};
    }
    const auto& brokers = m_scene.state->brokers;
    const auto has = [&](const history::BrokerState& broker) {
        return std::any_of(broker.replicas.begin(), broker.replicas.end(),
            [&](const history::ReplicaState& replica) { return replica.partition == partition; });
    };
    const auto holder = std::find_if(brokers.begin(), brokers.end(), has);
    return holder == brokers.end()
        ? Replica{}
        : Replica{NodeId(static_cast<std::uint16_t>(holder - brokers.begin() + 1)), partition};
}

void SegmentsLens::setReplica(const Replica& replica)
{
    if (replica == m_replica) {
        return;
    }
    m_replica = replica;
    setLog({});
    retranslate();
    Q_EMIT replicaChanged();
}

void SegmentsLens::setReplicaLog(const ShownLog& log)
{
    const bool isFirst = !this->log();
    setLog(log);
    if (isFirst) {
        openSelected();
    }
}

void SegmentsLens::openSelected()
{
    if (m_selection.kind == Selection::Kind::Record
        && m_selection.partition == m_replica.partition) {
        openOffset(m_selection.offset);
    }
}

void SegmentsLens::requestSelection(Offset offset)
{
    const auto* replica = m_scene.state && m_replica
        ? m_scene.state->replica(m_replica.broker, m_replica.partition)
        : nullptr;
    if (replica == nullptr) {
        return;
    }
    const auto span = std::find_if(replica->log.begin(), replica->log.end(),
        [offset](const history::Span& each) { return each.base <= offset && offset < each.end; });
    if (span == replica->log.end()) {
        return;
    }
    Selection selection;
    selection.kind = Selection::Kind::Record;
    selection.partition = m_replica.partition;
    selection.offset = offset;
    selection.epoch = span->epoch;
    m_selection = selection; // what comes back is what is open already
    Q_EMIT selectionRequested(selection);
}

QString SegmentsLens::originOf(const BatchContent& batch) const
{
    if (!m_scene.run || !m_replica) {
        return {};
    }
    const record::BatchView view = batch.view();
    const BatchPlace place{m_replica.broker, m_replica.partition, view.baseOffset(),
        view.lastOffset(), view.leaderEpoch()};
    if (place != m_knownPlace || m_scene.run.history != m_knownRun) {
        m_knownPlace = place;
        m_knownRun = m_scene.run.history;
        m_knownOrigin = views::originOf(m_scene.run, place);
    }
    return originText(m_scene, m_knownOrigin);
}

void SegmentsLens::retranslate()
{
    setEmptyText(m_replica
            ? tr("The files of this replica are being read…")
            : tr("No broker keeps a log at this moment. Once one does, its segments, "
                 "batches and bytes are shown here."));
}

void SegmentsLens::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    SegmentsView::changeEvent(event);
}

} // namespace brokerscope::views
