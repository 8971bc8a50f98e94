#include "views/stage/client_config.h"
#include "views/stage/drawing.h"
#include "views/text/names.h"

#include <QStringList>

#include <set>

namespace brokerscope::views {

namespace {

QString consumersTitle(const Drawing& drawing)
{
    std::set<QString> groups;
    for (const NodeId consumer : drawing.layout.consumerNodes) {
        groups.insert(groupOf(drawing.scene.run, consumer));
    }
    if (groups.size() == 1 && !groups.begin()->isEmpty()) {
        return StageText::tr("GROUP %1").arg(*groups.begin());
    }
    return StageText::tr("CONSUMERS");
}

// The partitions that the controller has the broker lead: "0, 1", or with their topic when there
// are several.
QString ledBy(const Drawing& drawing, NodeId broker)
{
    const event::Roster& roster = drawing.history.roster();
    const bool named = severalTopics(roster);
    QStringList led;
    for (std::size_t i = 0; i < drawing.state.partitions.size(); ++i) {
        if (drawing.state.partitions[i].leader == broker) {
            led.append(named ? QString::fromStdString(roster.partitions[i].name())
                             : QString::number(roster.partitions[i].number));
        }
    }
    return led.join(QStringLiteral(", "));
}

struct BrokerLook {
    QString badge; ///< empty when all is well
    Ink badgeInk = Ink::Danger;
    QString line; ///< under the name
    QString state; ///< one word
};

BrokerLook lookOf(const history::BrokerState& broker)
{
    if (!broker.running) {
        const bool stopped = broker.registered || broker.stoppedAt > Timestamp();
        const QString line = !stopped ? StageText::tr("not started")
            : broker.fenced           ? StageText::tr("fenced")
                                      : StageText::tr("not fenced yet");
        return {StageText::tr("DOWN"), Ink::Danger, line, QStringLiteral("down")};
    }
    if (broker.paused) {
        return {StageText::tr("PAUSED"), Ink::Warning, StageText::tr("stands still"),
            QStringLiteral("paused")};
    }
    if (!broker.registered) {
        return {StageText::tr("STARTING"), Ink::Warning, StageText::tr("registers"),
            QStringLiteral("starting")};
    }
    if (broker.fenced) {
        return {StageText::tr("FENCED"), Ink::Warning, StageText::tr("catches up"),
            QStringLiteral("fenced")};
    }
    return {{}, Ink::Danger, StageText::tr("broker"), QStringLiteral("up")};
}

QString brokerTip(const Drawing& drawing, NodeId broker, const BrokerLook& look, const QString& led)
{
    const QString name = drawing.node(broker);
    const auto& state = drawing.state.broker(broker);
    if (!state.running) {
        return StageText::tr("Broker %1 is down (%2), %3")
            .arg(name, stopHowText(state.stoppedHow), look.line);
    }
    if (!look.badge.isEmpty()) {
        return StageText::tr("Broker %1: %2, %3").arg(name, look.badge.toLower(), look.line);
    }
    return led.isEmpty() ? StageText::tr("Broker %1 is up and leads no partition").arg(name)
                         : StageText::tr("Broker %1 is up and leads partition %2").arg(name, led);
}

void drawBrokerLabel(const Drawing& drawing, const QRectF& row, const QString& name,
    const BrokerLook& look, const QString& led)
{
    const double u = drawing.sketch.scale();
    const bool down = look.state == QLatin1String("down");
    const Ink muted = down ? Ink::TextOnOffline : Ink::TextMuted;
    const double left = row.left() + 12 * u;
    const double width = drawing.layout.labelWidth - 16 * u;
    const bool low = row.height() < 66 * u;
    const double top = low ? row.center().y() - 17 * u : row.top() + row.height() * 0.12;

    drawing.sketch.text(QRectF(left, top, width, 18 * u), name, FontRole::Heading, Ink::Text);
    if (!low) {
        drawing.sketch.text(
            QRectF(left, top + 18 * u, width, 15 * u), look.line, FontRole::Caption, muted);
    }
    const double middle = low ? top + 26 * u : top + 47 * u;
    if (!look.badge.isEmpty()) {
        drawing.badge(left - 2, middle, look.badge, look.badgeInk);
    } else if (!led.isEmpty()) {
        drawing.sketch.crown(QPointF(left + 6 * u, middle), 11 * u, Ink::Leader);
        drawing.sketch.text(QRectF(left + 16 * u, middle - 8 * u, width - 14 * u, 16 * u), led,
            FontRole::SmallStrong, Ink::Leader);
    }
}

struct HeaderText {
    QString name;
    QStringList details; ///< from the fullest to the shortest
    QString tip;
};

HeaderText headerText(const Drawing& drawing, PartitionId id)
{
    const history::PartitionState& state = drawing.state.partition(id);
    const QString name = drawing.partition(id);
    if (state.leaderEpoch == kNoEpoch) {
        const QString absent = StageText::tr("not created yet");
        return {name, {absent}, StageText::tr("Partition %1 does not exist yet").arg(name)};
    }
    const bool led = state.leader != kNoNode;
    const QString node = drawing.node(state.leader);
    const QString leader = led ? StageText::tr("leader %1").arg(node) : StageText::tr("no leader");
    const QString epoch = QString::number(state.leaderEpoch.value());
    const QString isr = brokerSetText(drawing.history, state.isr);
    return {name,
        {StageText::tr("%1 · epoch %2 · ISR %3").arg(leader, epoch, isr),
            StageText::tr("%1 · epoch %2").arg(leader, epoch),
            StageText::tr("%1 · e%2", "a narrow column: leader and leader epoch")
                .arg(led ? node : leader, epoch)},
        StageText::tr("Partition %1: %2, leader epoch %3, in-sync replicas %4")
            .arg(name, leader, epoch, isr)};
}

void drawPartitionHeader(
    const Drawing& drawing, PartitionId id, const HeaderText& text, bool oneLine)
{
    const StageLayout::Column& column = drawing.layout.column(id);
    const double line = drawing.u(17);
    const QRectF header(column.left, drawing.layout.headerTop, column.width, drawing.u(36));
    if (drawing.selected(id)) {
        drawing.sketch.rect(header.adjusted(-5, -1, 5, 0), 5, Ink::Highlight, Ink::Accent, 1.5);
    }
    Shape& hit = drawing.sketch.rect(header, 0, Ink::None);
    hit.id = QStringLiteral("partition:") + text.name;
    hit.state = drawing.state.partition(id).leader == kNoNode ? QStringLiteral("leaderless")
                                                              : QStringLiteral("led");
    hit.tip = text.tip;

    const double nameWidth = drawing.sketch.width(text.name, FontRole::BodyStrong);
    const double nameTop = oneLine ? header.top() + line : header.top();
    drawing.sketch.text(QRectF(column.left, nameTop, column.width, line), text.name,
        FontRole::BodyStrong, Ink::Text);
    if (oneLine) {
        const double left = column.left + nameWidth + drawing.u(8);
        drawing.sketch.text(QRectF(left, nameTop, column.left + column.width - left, line),
            text.details.front(), FontRole::Small, Ink::TextMuted);
        return;
    }
    QString detail = text.details.back();
    for (const QString& candidate : text.details) {
        if (drawing.sketch.width(candidate, FontRole::Caption) <= column.width + 4) {
            detail = candidate;
            break;
        }
    }
    drawing.sketch.text(QRectF(column.left, header.top() + line, column.width + 6, line), detail,
        FontRole::Caption, Ink::TextMuted);
}

} // namespace

void drawTitles(const Drawing& drawing)
{
    const StageLayout& layout = drawing.layout;
    const double height = drawing.u(18);
    const auto title = [&](const QRectF& area, const QString& text) {
        drawing.sketch.text(QRectF(area.left(), layout.titleTop, area.width() + 8, height), text,
            FontRole::CaptionStrong, Ink::TextFaint);
    };
    if (!layout.producerNodes.empty()) {
        title(layout.producers, StageText::tr("PRODUCERS"));
    }
    const QString full
        = StageText::tr("CLUSTER · rows are brokers, columns are partitions, offsets aligned");
    const bool fits = drawing.sketch.width(full, FontRole::CaptionStrong) < layout.cluster.width();
    title(layout.cluster, fits ? full : StageText::tr("CLUSTER"));
    if (!layout.consumerNodes.empty()) {
        title(layout.consumers, consumersTitle(drawing));
    }
}

void drawPartitionHeaders(const Drawing& drawing)
{
    std::vector<HeaderText> texts;
    bool oneLine = true;
    for (std::size_t i = 0; i < drawing.layout.columns.size(); ++i) {
        texts.push_back(headerText(drawing, PartitionId(static_cast<std::uint16_t>(i))));
        const HeaderText& text = texts.back();
        const double width = drawing.sketch.width(text.name, FontRole::BodyStrong)
            + drawing.sketch.width(text.details.front(), FontRole::Small) + drawing.u(8);
        oneLine = oneLine && width <= drawing.layout.columns[i].width;
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        drawPartitionHeader(drawing, PartitionId(static_cast<std::uint16_t>(i)), texts[i], oneLine);
    }
}

void drawBrokerRow(const Drawing& drawing, NodeId broker)
{
    const QRectF row = drawing.layout.row(broker);
    const BrokerLook look = lookOf(drawing.state.broker(broker));
    const QString name = drawing.node(broker);
    const QString led = ledBy(drawing, broker);

    Shape& card = drawing.card(row, drawing.selected(broker));
    card.id = QStringLiteral("broker:") + name;
    card.state = look.state;
    card.tip = brokerTip(drawing, broker, look, led);
    if (look.state == QLatin1String("down")) {
        card.fill = Ink::Offline;
        card.hatched = true;
        card.stroke = drawing.selected(broker) ? Ink::Accent : Ink::Danger;
        card.width = drawing.selected(broker) ? 2.5 : 1.5;
    }
    drawBrokerLabel(drawing, row, name, look, led);
}

} // namespace brokerscope::views
