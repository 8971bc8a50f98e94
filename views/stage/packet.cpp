#include "views/stage/packet.h"

#include "views/text/fetch_session_text.h"
#include "views/text/names.h"

#include <algorithm>
#include <optional>
#include <variant>

namespace brokerscope::views {

namespace {

bool isConsumer(const Drawing& drawing, NodeId node)
{
    return drawing.history.roster().at(node).kind == event::NodeKind::Consumer;
}

QString ackLabel(const event::MessageSent& sent)
{
    return sent.error == event::ErrorCode::None ? StageText::tr("ack ✓")
                                                : toQString(event::errorName(sent.error));
}

// A follower hears of the high watermark in the answer to its fetch; the label tells when that is
// news to it.
QString fetchResponseLabel(const Drawing& drawing, const event::MessageSent& sent)
{
    if (sent.error != event::ErrorCode::None) {
        return toQString(event::errorName(sent.error));
    }
    QString records = sent.records > 0 ? QStringLiteral("+%1").arg(sent.records) : QString();
    const history::ReplicaState* replica = nullptr;
    if (sent.partition != kNoPartition
        && drawing.history.roster().at(sent.to).kind == event::NodeKind::Broker) {
        replica = drawing.state.replica(sent.to, sent.partition);
    }
    const bool news
        = replica != nullptr && sent.partitions == 1 && sent.offset > replica->highWatermark;
    if (!news) {
        return records;
    }
    const QString watermark = StageText::tr("HW %1").arg(sent.offset.value());
    return records.isEmpty() ? watermark : records + QStringLiteral(" · ") + watermark;
}

// "F @7": how far the fetching replica is. What carries no offset has none after its letters.
QString fetchLabel(const QString& letters, const event::MessageSent& sent)
{
    return sent.offset == kNoOffset
        ? letters
        : QStringLiteral("%1 @%2").arg(letters).arg(sent.offset.value());
}

// The voter casts its vote in the same moment as it answers.
std::optional<bool> grantedIn(const Drawing& drawing, const history::MessageInFlight& answer)
{
    for (std::uint32_t i = answer.id.value(); i-- > 0;) {
        const event::Event& event = drawing.history.event(EventId(i));
        if (event.time != answer.sentAt) {
            break;
        }
        if (const auto* vote = std::get_if<event::VoteCast>(&event.payload);
            vote != nullptr && event.node == answer.from && vote->candidate == answer.sent.to) {
            return vote->granted;
        }
    }
    return std::nullopt;
}

QString voteLabel(const Drawing& drawing, const history::MessageInFlight& answer)
{
    const auto granted = grantedIn(drawing, answer);
    if (!granted) {
        return {};
    }
    return *granted ? StageText::tr("vote ✓") : StageText::tr("vote ✗");
}

QString requestLabel(const event::MessageSent& sent)
{
    switch (sent.api) {
    case event::Api::Produce:
        return QStringLiteral("P %1").arg(sent.records);
    case event::Api::Fetch:
        return fetchLabel(QStringLiteral("F"), sent);
    case event::Api::AlterPartition:
        return QStringLiteral("ISR");
    case event::Api::ListOffsets:
        return QStringLiteral("LO");
    case event::Api::InitProducerId:
        return QStringLiteral("PID");
    case event::Api::BrokerRegistration:
        return QStringLiteral("REG");
    case event::Api::Metadata:
        return QStringLiteral("M");
    case event::Api::DeleteRecords:
        return QStringLiteral("DEL %1").arg(sent.offset.value());
    case event::Api::MetadataLogFetch:
        return fetchLabel(QStringLiteral("MF"), sent);
    case event::Api::Vote:
        return StageText::tr("vote?", "a candidate asks for a vote");
    case event::Api::BeginQuorumEpoch:
        return QStringLiteral("BQE");
    case event::Api::EndQuorumEpoch:
        return QStringLiteral("EQE");
    case event::Api::OffsetForLeaderEpoch:
        return QStringLiteral("OLE");
    case event::Api::ElectLeaders:
        return QStringLiteral("EL");
    case event::Api::AlterPartitionReassignments:
        return QStringLiteral("APR");
    case event::Api::CreatePartitions:
        return QStringLiteral("CP");
    case event::Api::CreateTopics:
        return QStringLiteral("CT");
    case event::Api::FindCoordinator:
        return QStringLiteral("FC");
    case event::Api::JoinGroup:
        return QStringLiteral("JOIN");
    case event::Api::SyncGroup:
        return QStringLiteral("SYNC");
    case event::Api::LeaveGroup:
        return QStringLiteral("LEAVE");
    case event::Api::OffsetCommit:
        return QStringLiteral("OC %1").arg(sent.offset.value());
    case event::Api::OffsetFetch:
        return QStringLiteral("OF");
    case event::Api::Heartbeat:
    case event::Api::ConsumerGroupHeartbeat:
        return QStringLiteral("HB");
    case event::Api::BrokerHeartbeat:
        return {};
    }
    return {};
}

QString responseLabel(const Drawing& drawing, const history::MessageInFlight& message)
{
    const event::MessageSent& sent = message.sent;
    switch (sent.api) {
    case event::Api::Produce:
        return ackLabel(sent);
    case event::Api::Fetch:
        return fetchResponseLabel(drawing, sent);
    case event::Api::Vote:
        return voteLabel(drawing, message);
    case event::Api::AlterPartition:
    case event::Api::ListOffsets:
    case event::Api::InitProducerId:
    case event::Api::BrokerRegistration:
    case event::Api::Metadata:
    case event::Api::BrokerHeartbeat:
    case event::Api::MetadataLogFetch:
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
        return sent.error == event::ErrorCode::None ? QString()
                                                    : toQString(event::errorName(sent.error));
    }
    return {};
}

Ink inkOf(const Drawing& drawing, const history::MessageInFlight& message)
{
    const event::MessageSent& sent = message.sent;
    if (sent.error != event::ErrorCode::None) {
        return Ink::Danger;
    }
    if (sent.api == event::Api::Produce) {
        return sent.isResponse() ? Ink::Success : Ink::Leader;
    }
    if (sent.api == event::Api::Fetch) {
        const NodeId client = sent.isResponse() ? sent.to : message.from;
        return isConsumer(drawing, client) ? consumerInk(drawing.layout, client) : Ink::LeaderDark;
    }
    const bool quorum = sent.api == event::Api::Vote || sent.api == event::Api::BeginQuorumEpoch
        || sent.api == event::Api::EndQuorumEpoch;
    return quorum ? Ink::Accent : Ink::TextMuted;
}

QString tipOf(const Drawing& drawing, const history::MessageInFlight& message)
{
    const event::MessageSent& sent = message.sent;
    const QString api = toQString(event::apiName(sent.api));
    const QString from = drawing.node(message.from);
    const QString to = drawing.node(sent.to);
    QString tip = sent.isResponse() ? StageText::tr("%1 response from %2 to %3").arg(api, from, to)
                                    : StageText::tr("%1 request from %2 to %3").arg(api, from, to);
    if (sent.records > 0) {
        tip += StageText::tr(", %n record(s)", nullptr, static_cast<int>(sent.records));
    }
    if (sent.api == event::Api::Fetch && sent.offset != kNoOffset) {
        tip += sent.isResponse() ? StageText::tr(", high watermark %1").arg(sent.offset.value())
                                 : StageText::tr(", from offset %1").arg(sent.offset.value());
    }
    if (sent.error != event::ErrorCode::None) {
        tip += QStringLiteral(", ") + toQString(event::errorName(sent.error));
    }
    if (sent.hasFetchSession()) {
        tip += QStringLiteral(", ") + fetchSessionText(sent);
    }
    return tip;
}

} // namespace

PacketLook packetLook(const Drawing& drawing, const history::MessageInFlight& message)
{
    const event::MessageSent& sent = message.sent;
    PacketLook look;
    look.label = sent.isResponse() ? responseLabel(drawing, message) : requestLabel(sent);
    look.tip = tipOf(drawing, message);
    look.state = sent.isResponse() ? QStringLiteral("response") : QStringLiteral("request");
    look.ink = inkOf(drawing, message);
    // Fetch requests go round all the time; records, acknowledgements and errors are what one looks
    // for.
    const bool round = !sent.isResponse()
        && (sent.api == event::Api::Fetch || sent.api == event::Api::MetadataLogFetch);
    look.small = sent.api == event::Api::BrokerHeartbeat && look.label.isEmpty();
    look.loud = !look.label.isEmpty() && !round;
    return look;
}

QRectF drawPacket(const Drawing& drawing, const PacketLook& look, QPointF center, const QString& id,
    double opacity)
{
    const double u = drawing.sketch.scale();
    const bool hollow = look.state == QLatin1String("response");
    const double dot = (look.small ? 5 : 7) * u;
    QSizeF size(dot, dot);
    if (!look.label.isEmpty()) {
        const double width
            = std::min(150 * u, drawing.sketch.width(look.label, FontRole::CaptionStrong));
        size = QSizeF(width + 9 * u, (look.loud ? 17 : 15) * u);
    }
    QRectF rect(center - QPointF(size.width() / 2, size.height() / 2), size);
    // A long label stays on the stage.
    const double right = drawing.sketch.size().width() - 2;
    rect.moveLeft(std::clamp(rect.left(), 2.0, std::max(2.0, right - rect.width())));

    Shape& packet = drawing.sketch.rect(rect, look.label.isEmpty() ? 3.5 * u : 4,
        hollow ? Ink::Card : look.ink, hollow ? look.ink : Ink::Card, hollow ? 1.5 : 1);
    packet.id = id;
    packet.tip = look.tip;
    packet.state = look.state;
    packet.text = look.label;
    packet.font = FontRole::CaptionStrong;
    packet.ink = hollow ? look.ink : Ink::TextOnAccent;
    packet.align = Qt::AlignCenter;
    packet.elide = size.width() > 150 * u;
    packet.opacity = opacity * (look.label.isEmpty() ? 0.75 : 1.0);
    return rect;
}

} // namespace brokerscope::views
