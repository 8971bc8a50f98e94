#include "views/stage/drawing.h"

#include "engine/event/internal_topics.h"
#include "views/text/names.h"

#include <QStringList>

namespace brokerscope::views {

namespace {

QString consumersTitle(const Drawing& drawing)
{
    const auto& groups = drawing.layout.groups;
    if (groups.size() == 1) {
        return groupTitle(drawing, groups.front().name);
    }
    return StageText::tr("CONSUMERS");
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
                .arg(led ? node : leader, epoch),
            led ? node : QStringLiteral("–")},
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

    const QString name
        = column.named ? text.name : QString::number(drawing.history.roster().at(id).number);
    const double nameWidth = drawing.sketch.width(name, FontRole::BodyStrong);
    const double nameTop = oneLine ? header.top() + line : header.top();
    drawing.sketch.text(QRectF(column.left, nameTop, column.width + 4, line), name,
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

/// Columns too narrow for names have numbers; their topics stand above them, in place of the title.
bool drawTopics(const Drawing& drawing, double height)
{
    const StageLayout& layout = drawing.layout;
    if (layout.folded || layout.columns.empty() || layout.columns.front().named) {
        return false;
    }
    std::size_t first = 0;
    for (std::size_t i = 1; i <= layout.columns.size(); ++i) {
        const auto topicAt = [&](std::size_t column) {
            return drawing.history.roster().at(layout.partitionAt(column)).topic;
        };
        if (i < layout.columns.size() && topicAt(i) == topicAt(first)) {
            continue;
        }
        const double left = layout.columns[first].left;
        const double right = layout.columns[i - 1].left + layout.columns[i - 1].width;
        drawing.sketch.text(QRectF(left, layout.titleTop, right - left, height),
            QString::fromStdString(topicAt(first)), FontRole::CaptionStrong, Ink::TextMuted);
        first = i;
    }
    return true;
}

} // namespace

QString windowText(const Drawing& drawing)
{
    const std::size_t all = event::ownPartitions(drawing.history.roster());
    const PartitionWindow& window = drawing.layout.window;
    if (!drawing.layout.folded && window.count == all) {
        return {};
    }
    return window.count == all
        ? StageText::tr("%n partition(s)", nullptr, static_cast<int>(all))
        : StageText::tr("%1 of %n partition(s)", nullptr, static_cast<int>(all)).arg(window.count);
}

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
    if (!layout.consumerNodes.empty()) {
        title(layout.consumers, consumersTitle(drawing));
    }
    if (drawTopics(drawing, height)) {
        return;
    }
    const QString full
        = StageText::tr("CLUSTER · rows are brokers, columns are partitions, offsets aligned");
    const QString map
        = StageText::tr("CLUSTER · rows are brokers, columns are partitions · wheel or + zooms in");
    const QString& said = layout.folded ? map : full;
    const double taken = drawing.sketch.width(windowText(drawing), FontRole::CaptionStrong);
    const double room = layout.cluster.width() - (taken > 0 ? taken + drawing.u(16) : 0);
    const bool fits = drawing.sketch.width(said, FontRole::CaptionStrong) < room;
    title(layout.cluster, fits ? said : StageText::tr("CLUSTER"));
}

void drawPartitionHeaders(const Drawing& drawing)
{
    std::vector<HeaderText> texts;
    bool oneLine = true;
    for (std::size_t i = 0; i < drawing.layout.columns.size(); ++i) {
        texts.push_back(headerText(drawing, drawing.layout.partitionAt(i)));
        const HeaderText& text = texts.back();
        const double width = drawing.sketch.width(text.name, FontRole::BodyStrong)
            + drawing.sketch.width(text.details.front(), FontRole::Small) + drawing.u(8);
        oneLine = oneLine && width <= drawing.layout.columns[i].width;
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        drawPartitionHeader(drawing, drawing.layout.partitionAt(i), texts[i], oneLine);
    }
}

} // namespace brokerscope::views
