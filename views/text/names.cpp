#include "views/text/names.h"

#include <QCoreApplication>
#include <QStringList>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Names {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::Names)
};

} // namespace

QString nodeName(const history::History& history, NodeId node)
{
    if (node == kNoNode || node.value() >= history.roster().nodes.size()) {
        return Names::tr("nobody", "no node, e.g. a partition without a leader");
    }
    if (node == kScriptNode) {
        return Names::tr("you", "the person who controls the run, as the subject of a sentence");
    }
    return toQString(history.roster().at(node).name);
}

QString partitionName(const history::History& history, PartitionId partition)
{
    if (partition == kNoPartition || partition.value() >= history.roster().partitions.size()) {
        return {};
    }
    return QString::fromStdString(history.roster().at(partition).name());
}

QString brokerSetText(const history::History& history, BrokerSet brokers)
{
    QStringList names;
    brokers.forEach([&](NodeId broker) { names += nodeName(history, broker); });
    return u'{' + names.join(u", "_s) + u'}';
}

QString offsets(Offset from, Offset end)
{
    if (end <= from) {
        return Names::tr("none", "an empty range of offsets");
    }
    const std::int64_t last = end.value() - 1;
    if (last == from.value()) {
        return QString::number(last);
    }
    return QString::number(from.value()) + u'–' + QString::number(last);
}

QString nodeKindText(event::NodeKind kind)
{
    switch (kind) {
    case event::NodeKind::Script:
        return Names::tr("script");
    case event::NodeKind::Broker:
        return Names::tr("broker");
    case event::NodeKind::Controller:
        return Names::tr("controller");
    case event::NodeKind::Producer:
        return Names::tr("producer");
    case event::NodeKind::Consumer:
        return Names::tr("consumer");
    }
    return {};
}

QString stopHowText(event::StopHow how)
{
    switch (how) {
    case event::StopHow::Kill:
        return Names::tr("process kill");
    case event::StopHow::PowerLoss:
        return Names::tr("power loss");
    case event::StopHow::Halt:
        return Names::tr("disk failure", "how a broker was stopped");
    case event::StopHow::Shutdown:
        return Names::tr("in good order", "how a broker was stopped: by a controlled shutdown");
    }
    return {};
}

QString closeReasonText(event::CloseReason reason)
{
    switch (reason) {
    case event::CloseReason::Full:
        return Names::tr("the next record did not fit into batch.size");
    case event::CloseReason::Linger:
        return Names::tr("linger.ms was over");
    case event::CloseReason::Drained:
        return Names::tr("a request to its broker was leaving anyway");
    case event::CloseReason::Memory:
        return Names::tr("a send() was waiting for buffer.memory");
    case event::CloseReason::Flush:
        return Names::tr("flush() was called");
    case event::CloseReason::Close:
        return Names::tr("the producer was closing");
    case event::CloseReason::Split:
        return Names::tr("it is a part of a batch that the broker found too large");
    }
    return {};
}

QString rollReasonText(event::RollReason reason)
{
    switch (reason) {
    case event::RollReason::Size:
        return Names::tr("the next batch would not fit into segment.bytes");
    case event::RollReason::Time:
        return Names::tr("segment.ms was over, by the timestamps of the records");
    case event::RollReason::IndexFull:
        return Names::tr("an index was full (segment.index.bytes)");
    case event::RollReason::OffsetOverflow:
        return Names::tr("offsets relative to its base would not fit into 32 bits");
    case event::RollReason::Retention:
        return Names::tr("all of it had outlived retention.ms");
    }
    return {};
}

QString segmentDeletionText(event::SegmentDeletion reason)
{
    switch (reason) {
    case event::SegmentDeletion::RetentionTime:
        return Names::tr("its newest record is older than retention.ms");
    case event::SegmentDeletion::RetentionSize:
        return Names::tr("without it the log still holds retention.bytes");
    case event::SegmentDeletion::BelowLogStart:
        return Names::tr("all of it lies before the log start offset");
    case event::SegmentDeletion::Truncated:
        return Names::tr("the log was cut before it");
    case event::SegmentDeletion::Compacted:
        return Names::tr("the cleaner merged what was left of it into the segment before");
    }
    return {};
}

QString roleText(event::ReplicaRole role)
{
    switch (role) {
    case event::ReplicaRole::None:
        return Names::tr("no role yet", "of a replica that is neither leader nor follower");
    case event::ReplicaRole::Leader:
        return Names::tr("leader");
    case event::ReplicaRole::Follower:
        return Names::tr("follower");
    }
    return {};
}

QString controllerRoleText(event::QuorumRole role)
{
    switch (role) {
    case event::QuorumRole::Unattached:
        return Names::tr("knows no leader", "role of a controller in the quorum");
    case event::QuorumRole::Voted:
        return Names::tr("has voted", "role of a controller in the quorum");
    case event::QuorumRole::Follower:
        return Names::tr("follower", "role of a controller in the quorum");
    case event::QuorumRole::Candidate:
        return Names::tr("candidate", "role of a controller in the quorum");
    case event::QuorumRole::Leader:
        return Names::tr("leader: the active controller", "role of a controller in the quorum");
    case event::QuorumRole::Resigned:
        return Names::tr("resigned", "role of a controller in the quorum");
    }
    return {};
}

QString electionText(event::ElectionKind kind)
{
    switch (kind) {
    case event::ElectionKind::Initial:
        return Names::tr("when the topic was created", "how a leader was elected");
    case event::ElectionKind::Clean:
        return Names::tr("from the ISR", "how a leader was elected");
    case event::ElectionKind::NoneEligible:
        return Names::tr("nobody could be", "how a leader was elected");
    case event::ElectionKind::Unclean:
        return Names::tr("unclean, from outside the ISR", "how a leader was elected");
    case event::ElectionKind::Preferred:
        return Names::tr("as the preferred leader", "how a leader was elected");
    case event::ElectionKind::Shutdown:
        return Names::tr("since the leader was shutting down", "how a leader was elected");
    case event::ElectionKind::FromEligible:
        return Names::tr("from the eligible leader replicas", "how a leader was elected");
    case event::ElectionKind::LastKnown:
        return Names::tr("as the last known leader", "how a leader was elected");
    case event::ElectionKind::Reassigned:
        return Names::tr("by a reassignment", "how a leader was elected");
    }
    return {};
}

// Apart from contentLanguage(), whose std::string_view would make lupdate lose the context of the
// text.
static QString languageCode()
{
    //: The code of the language of this translation, for texts of lessons: en or zh_CN.
    return Names::tr("en", "language code");
}

std::string_view contentLanguage()
{
    return languageCode() == u"zh_CN"_s ? std::string_view("zh_CN") : std::string_view("en");
}

} // namespace brokerscope::views
