#include "views/sequence/message_text.h"

#include "views/sequence/sequence_drawing.h"
#include "views/text/fetch_session_text.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

using Message = SequenceData::Message;

const event::MessageSent& sentOf(const history::History& history, const Message& message)
{
    return std::get<event::MessageSent>(history.event(message.sent).payload);
}

QString recordsText(const Message& message, const event::MessageSent& sent)
{
    // One range can only be told of one partition.
    const bool isKnown = message.count > 0 && message.count == sent.records;
    return isKnown ? offsets(message.first, message.first + OffsetDelta(message.count))
                   : SequenceText::tr("%n record(s)", nullptr, static_cast<int>(sent.records));
}

QString offsetText(const event::MessageSent& sent)
{
    const QString at = u'@' + QString::number(sent.offset.value());
    return sent.partitions > 1 ? QString(at + u" +"_s + QString::number(sent.partitions - 1)) : at;
}

QString requestLabel(const Message& message, const event::MessageSent& sent)
{
    const QString api = toQString(event::apiName(sent.api));
    switch (sent.api) {
    case event::Api::Produce:
        return api + u' ' + recordsText(message, sent);
    case event::Api::Fetch:
        return sent.offset == kNoOffset ? api : QString(api + u' ' + offsetText(sent));
    case event::Api::MetadataLogFetch:
        return SequenceText::tr("Fetch metadata @%1").arg(sent.offset.value());
    case event::Api::ListOffsets:
    case event::Api::Metadata:
    case event::Api::InitProducerId:
    case event::Api::BrokerRegistration:
    case event::Api::BrokerHeartbeat:
    case event::Api::AlterPartition:
    case event::Api::DeleteRecords:
    case event::Api::Vote:
    case event::Api::BeginQuorumEpoch:
    case event::Api::EndQuorumEpoch:
    case event::Api::OffsetForLeaderEpoch:
    case event::Api::ElectLeaders:
    case event::Api::AlterPartitionReassignments:
    case event::Api::CreatePartitions:
    case event::Api::CreateTopics:
    case event::Api::FindCoordinator:
    case event::Api::JoinGroup:
    case event::Api::SyncGroup:
    case event::Api::Heartbeat:
    case event::Api::LeaveGroup:
    case event::Api::OffsetCommit:
    case event::Api::OffsetFetch:
    case event::Api::ConsumerGroupHeartbeat:
        return api;
    }
    return api;
}

QString acksOf(const history::History& history, NodeId producer)
{
    const auto acks = history.configured(history.roster().at(producer).name, "acks");
    const QString value = acks ? toQString(*acks) : u"all"_s;
    return value == "-1"_L1 ? u"all"_s : value;
}

QString fetchedLabel(
    const SequenceData& data, const Message& message, const event::MessageSent& sent)
{
    if (const auto* divergence = data.divergenceOf(message.sent)) {
        return divergence->epoch == kNoEpoch ? SequenceText::tr("diverging: nothing in common")
                                             : SequenceText::tr("diverging: epoch %1 ends at %2")
                                                   .arg(divergence->epoch.value())
                                                   .arg(divergence->end.value());
    }
    if (sent.records == 0 && message.isQuiet) {
        return SequenceText::tr("(nothing yet)", "what a Fetch answer brings");
    }
    const QString watermark = sent.offset == kNoOffset
        ? QString()
        : QString(u"HW "_s + QString::number(sent.offset.value()));
    if (sent.records == 0) {
        return watermark;
    }
    const bool isRange = message.count > 0 && message.count == sent.records;
    const QString records = isRange
        ? SequenceText::tr("records %1", "a range of offsets").arg(recordsText(message, sent))
        : recordsText(message, sent);
    return watermark.isEmpty() ? records : QString(records + u", "_s + watermark);
}

QString answerLabel(const history::History& history, const SequenceData& data,
    const Message& message, const event::MessageSent& sent)
{
    if (sent.error != event::ErrorCode::None) {
        return toQString(event::errorName(sent.error));
    }
    switch (sent.api) {
    case event::Api::Produce: {
        const QString acks = u"acks="_s + acksOf(history, sent.to);
        return sent.offset == kNoOffset ? SequenceText::tr("ok %1").arg(acks)
                                        : SequenceText::tr("ok @%1 %2", "base offset; acks=1")
                                              .arg(sent.offset.value())
                                              .arg(acks);
    }
    case event::Api::Fetch:
        return fetchedLabel(data, message, sent);
    case event::Api::MetadataLogFetch:
        return sent.records == 0 ? SequenceText::tr("(nothing yet)", "what a Fetch answer brings")
                                 : SequenceText::tr("metadata records");
    case event::Api::Vote: {
        const std::ptrdiff_t request = data.indexOf(sent.request);
        const bool granted
            = request >= 0 && data.messages[static_cast<std::size_t>(request)].isGranted;
        return granted ? SequenceText::tr("vote granted") : SequenceText::tr("vote refused");
    }
    case event::Api::ListOffsets:
        return SequenceText::tr("offset %1").arg(sent.offset.value());
    case event::Api::Metadata:
    case event::Api::InitProducerId:
    case event::Api::BrokerRegistration:
    case event::Api::BrokerHeartbeat:
    case event::Api::AlterPartition:
    case event::Api::DeleteRecords:
    case event::Api::BeginQuorumEpoch:
    case event::Api::EndQuorumEpoch:
    case event::Api::OffsetForLeaderEpoch:
    case event::Api::ElectLeaders:
    case event::Api::AlterPartitionReassignments:
    case event::Api::CreatePartitions:
    case event::Api::CreateTopics:
    case event::Api::FindCoordinator:
    case event::Api::JoinGroup:
    case event::Api::SyncGroup:
    case event::Api::Heartbeat:
    case event::Api::LeaveGroup:
    case event::Api::OffsetCommit:
    case event::Api::OffsetFetch:
    case event::Api::ConsumerGroupHeartbeat:
        return SequenceText::tr("ok", "a request succeeded");
    }
    return {};
}

QString lossText(const history::History& history, const Message& message)
{
    const QString sentAt = timeText(message.sentAt);
    switch (std::get<event::MessageDropped>(history.event(message.ended).payload).reason) {
    case event::DropReason::Cut:
        return SequenceText::tr("sent at %1, lost: the link is cut").arg(sentAt);
    case event::DropReason::ReceiverDown:
        return SequenceText::tr("sent at %1, lost: the receiver was down").arg(sentAt);
    case event::DropReason::SenderDown:
        return SequenceText::tr("sent at %1, lost: the sender went down").arg(sentAt);
    case event::DropReason::Fault:
        return SequenceText::tr("sent at %1, dropped by the script").arg(sentAt);
    }
    return {};
}

} // namespace

QString messageLabel(
    const history::History& history, const SequenceData& data, const Message& message)
{
    const event::MessageSent& sent = sentOf(history, message);
    return sent.isResponse() ? answerLabel(history, data, message, sent)
                             : requestLabel(message, sent);
}

QString messageTip(
    const history::History& history, const SequenceData& data, const Message& message)
{
    const event::MessageSent& sent = sentOf(history, message);
    const QString api = toQString(event::apiName(sent.api));
    const QString label = messageLabel(history, data, message);
    const QString what = sent.isResponse()
        ? SequenceText::tr("%1 answer: %2", "Kafka's API name; what it says").arg(api, label)
        : label;
    const QString partition = message.partition == kNoPartition
        ? QString()
        : QString(u" · "_s + partitionName(history, message.partition));
    const QString head = nodeName(history, message.from) + u" → "_s + nodeName(history, message.to)
        + u": "_s + what + partition + u'\n';
    const QString session = fetchSessionText(sent);
    const QString way = session.isEmpty() ? head : QString(head + session + u'\n');
    const QString sentAt = timeText(message.sentAt);
    if (message.isLost) {
        return way + lossText(history, message);
    }
    if (message.ended == kNoEvent) {
        return way + SequenceText::tr("sent at %1, on its way when the run ended").arg(sentAt);
    }
    return way
        + SequenceText::tr("sent at %1, taken in %2 later")
              .arg(sentAt, durationText(message.endedAt - message.sentAt));
}

} // namespace brokerscope::views
