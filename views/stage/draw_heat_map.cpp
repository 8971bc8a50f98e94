#include "views/stage/membership.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace brokerscope::views {

namespace {

/// What a cell of the map says, from what matters least to what matters most: a cell that stands
/// for several partitions shows the last of theirs.
enum class Cell : std::uint8_t { Follower, Leader, OutOfSync, Down, Lost };
constexpr std::array kCells{Cell::Follower, Cell::Leader, Cell::OutOfSync, Cell::Down, Cell::Lost};

constexpr double kLowRow = 9;

struct Look {
    Ink fill = Ink::None;
    Ink stroke = Ink::None;
    bool hatched = false;
    double height = 1; ///< of the row: a follower is lower than a leader
};

Look lookOf(Cell cell)
{
    switch (cell) {
    case Cell::Follower:
        return {.fill = Ink::Follower, .height = 0.5};
    case Cell::Leader:
        return {.fill = Ink::Leader};
    case Cell::OutOfSync:
        return {.fill = Ink::Card, .stroke = Ink::Warning};
    case Cell::Down:
        return {.fill = Ink::Offline, .stroke = Ink::TextFaint, .hatched = true};
    case Cell::Lost:
        return {.fill = Ink::Danger, .hatched = true};
    }
    return {};
}

QString stateOf(Cell cell)
{
    switch (cell) {
    case Cell::Follower:
        return QStringLiteral("follower");
    case Cell::Leader:
        return QStringLiteral("leader");
    case Cell::OutOfSync:
        return QStringLiteral("out-of-sync");
    case Cell::Down:
        return QStringLiteral("down");
    case Cell::Lost:
        return QStringLiteral("lost");
    }
    return {};
}

QString wordOf(Cell cell)
{
    switch (cell) {
    case Cell::Follower:
        return StageText::tr("follower");
    case Cell::Leader:
        return StageText::tr("leader");
    case Cell::OutOfSync:
        return StageText::tr("out of ISR");
    case Cell::Down:
        return StageText::tr("broker down");
    case Cell::Lost:
        return StageText::tr("lost records");
    }
    return {};
}

/// nullopt when the broker has no replica of it.
std::optional<Cell> cellOf(const Drawing& drawing, PartitionId id, NodeId broker, bool isLost)
{
    const history::PartitionState& partition = drawing.state.partition(id);
    if (!partition.replicas.contains(broker)) {
        return std::nullopt;
    }
    if (isLost) {
        return Cell::Lost;
    }
    if (drawing.isHatched(broker)) {
        return Cell::Down;
    }
    if (!partition.isr.contains(broker)) {
        return Cell::OutOfSync;
    }
    return partition.leader == broker ? Cell::Leader : Cell::Follower;
}

bool holds(const history::ReplicaState& replica, const history::Verdict::Place& place)
{
    const auto has = [&](const std::vector<history::Span>& spans) {
        return std::ranges::any_of(spans, [&](const history::Span& span) {
            return span.base <= place.offset && place.offset < span.end
                && span.epoch == place.epoch;
        });
    };
    return has(replica.log) || has(replica.gone);
}

/// By PartitionId and in one pass, since a large cluster has many places.
std::vector<BrokerSet> lostAt(const Drawing& drawing)
{
    std::vector<BrokerSet> lost(drawing.state.partitions.size());
    for (const auto& place : drawing.lost.places()) {
        for (const NodeId broker : drawing.layout.brokerNodes) {
            const auto* replica = drawing.state.replica(broker, place.partition);
            if (replica != nullptr && holds(*replica, place)) {
                lost[place.partition.value()].insert(broker);
            }
        }
    }
    return lost;
}

class Map {
public:
    explicit Map(const Drawing& drawing)
        : m_d(drawing)
        , m_lost(lostAt(drawing))
        , m_tip(StageText::tr("%1 on %2: %3", "a replica and its membership"))
    {
        for (const Cell cell : kCells) {
            m_words.append(wordOf(cell));
        }
    }

    void drawTopics() const
    {
        const double height = m_d.sketch.lineHeight(FontRole::BodyStrong);
        for (const HeatMap::Topic& topic : m_d.layout.map.topics) {
            const QString name = QString::fromStdString(topic.name);
            const double width = topic.right - topic.left;
            const double nameWidth = m_d.sketch.width(name, FontRole::BodyStrong);
            if (nameWidth > width) {
                continue;
            }
            m_d.sketch.text(QRectF(topic.left, m_d.layout.headerTop, nameWidth + 4, height), name,
                FontRole::BodyStrong, Ink::Text);
            const QString range = rangeOf(topic);
            if (nameWidth + m_d.sketch.width(range, FontRole::Small) + 8 <= width) {
                m_d.sketch.text(QRectF(topic.left + nameWidth + 8, m_d.layout.headerTop,
                                    width - nameWidth - 8, height),
                    range, FontRole::Small, Ink::TextMuted);
            }
        }
    }

    /// A mark above each column that has a partition without leader.
    void drawVacancies() const
    {
        const double bottom = m_d.layout.topRow().top() - 3;
        for (const HeatMap::Column& column : m_d.layout.map.columns) {
            const std::optional<PartitionId> vacant = vacantIn(column);
            if (!vacant) {
                continue;
            }
            const double width = std::max(3.0, m_d.layout.map.cellWidth - 1);
            Shape& mark
                = m_d.sketch.polygon({{column.x, bottom - 6}, {column.x + width, bottom - 6},
                                         {column.x + width / 2, bottom}},
                    Ink::Danger);
            mark.id = QStringLiteral("partition:") + m_d.partition(*vacant);
            mark.state = QStringLiteral("offline");
            mark.tip = StageText::tr("%1 has no leader").arg(m_d.partition(*vacant));
        }
    }

    void drawRow(NodeId broker) const
    {
        const QRectF row = m_d.layout.row(broker);
        for (const HeatMap::Column& column : m_d.layout.map.columns) {
            drawCell(broker, row, column);
        }
        const QString name = m_d.node(broker);
        const double line = m_d.sketch.lineHeight(FontRole::Caption);
        // Rows lower than a line of text share their names: every so many-th has one.
        const auto every
            = static_cast<std::uint16_t>(std::max(1.0, std::ceil(line / std::max(1.0, pitch()))));
        if ((broker.value() - 1) % every == 0) {
            m_d.sketch.text(QRectF(row.left() + 6, row.center().y() - line / 2,
                                m_d.layout.labelWidth - 10, line),
                name, FontRole::Caption, m_d.isHatched(broker) ? Ink::Danger : Ink::TextMuted);
        }
    }

    /// What the cells mean, under the rows.
    void drawLegend() const
    {
        const double u = m_d.sketch.scale();
        const double height = 9 * u;
        const double middle = m_d.layout.watermarkTop + 11 * u;
        double x = m_d.layout.cluster.left() + m_d.layout.labelWidth;
        for (const Cell cell :
            {Cell::Leader, Cell::Follower, Cell::OutOfSync, Cell::Down, Cell::Lost}) {
            const QString text = wordOf(cell);
            const double width = m_d.sketch.width(text, FontRole::Caption);
            if (x + width + 16 * u > m_d.layout.cluster.right()) {
                return;
            }
            drawLook(QRectF(x, middle - height / 2, height, height), lookOf(cell));
            m_d.sketch.text(QRectF(x + 13 * u, middle - 8 * u, width + 2, 16 * u), text,
                FontRole::Caption, Ink::TextMuted);
            x += width + 26 * u;
        }
    }

private:
    /// "120–244": the numbers of the topic's partitions that are in sight.
    [[nodiscard]] QString rangeOf(const HeatMap::Topic& topic) const
    {
        const event::Roster& roster = m_d.history.roster();
        std::optional<PartitionId> first;
        PartitionId last;
        for (const HeatMap::Column& column : m_d.layout.map.columns) {
            if (column.x >= topic.left && column.x < topic.right) {
                first = first.value_or(column.first);
                last = PartitionId(
                    static_cast<std::uint16_t>(column.first.value() + column.count - 1));
            }
        }
        if (!first) {
            return {};
        }
        const int from = roster.at(*first).number;
        const int to = roster.at(last).number;
        return from == to ? QString::number(from) : QStringLiteral("%1–%2").arg(from).arg(to);
    }

    [[nodiscard]] double pitch() const
    {
        const auto& brokers = m_d.layout.brokerNodes;
        return brokers.size() < 2 ? m_d.layout.rowHeight
                                  : m_d.layout.row(brokers[1]).top() - m_d.layout.topRow().top();
    }

    [[nodiscard]] std::optional<PartitionId> vacantIn(const HeatMap::Column& column) const
    {
        for (std::uint16_t i = 0; i < column.count; ++i) {
            const PartitionId id(static_cast<std::uint16_t>(column.first.value() + i));
            const history::PartitionState& partition = m_d.state.partition(id);
            if (partition.leaderEpoch != kNoEpoch && partition.leader == kNoNode) {
                return id;
            }
        }
        return std::nullopt;
    }

    void drawCell(NodeId broker, const QRectF& row, const HeatMap::Column& column) const
    {
        std::optional<Cell> worst;
        PartitionId of = column.first;
        int replicas = 0;
        for (std::uint16_t i = 0; i < column.count; ++i) {
            const PartitionId id(static_cast<std::uint16_t>(column.first.value() + i));
            const auto cell = cellOf(m_d, id, broker, m_lost[id.value()].contains(broker));
            replicas += cell ? 1 : 0;
            if (cell && (!worst || *cell > *worst)) {
                worst = cell;
                of = id;
            }
        }
        if (!worst) {
            return;
        }
        const Look look = lookOf(*worst);
        const double gap = m_d.layout.map.cellWidth > 5 ? 1 : 0.5;
        // In a low row the colours' lightness alone has to tell.
        const double part = row.height() < kLowRow ? 1 : look.height;
        const double height = std::max(1.5, (row.height() - 1) * part);
        Shape& shape = drawLook(
            QRectF(column.x, row.bottom() - 0.5 - height, m_d.layout.map.cellWidth - gap, height),
            look);
        const QString partition = m_d.partition(of);
        shape.id = column.count == 1
            ? QStringLiteral("replica:%1/%2").arg(partition, m_d.node(broker))
            : QStringLiteral("group:%1+%2/%3")
                  .arg(m_d.partition(column.first))
                  .arg(column.count)
                  .arg(m_d.node(broker));
        shape.state = stateOf(*worst);
        shape.tip = m_tip.arg(partition, m_d.node(broker), m_words[static_cast<int>(*worst)]);
        if (replicas > 1) {
            shape.tip += ofSeveral(replicas);
        }
    }

    Shape& drawLook(const QRectF& rect, const Look& look) const
    {
        Shape& shape = m_d.sketch.rect(rect, 0, look.fill, look.stroke, 1);
        shape.hatched = look.hatched && rect.height() > 5;
        return shape;
    }

    /// Said of a cell that stands for so many replicas.
    [[nodiscard]] const QString& ofSeveral(int replicas) const
    {
        while (m_ofSeveral.size() <= replicas) {
            m_ofSeveral.append(StageText::tr(
                " (the worst of %n replicas here)", nullptr, static_cast<int>(m_ofSeveral.size())));
        }
        return m_ofSeveral[replicas];
    }

    const Drawing& m_d;
    std::vector<BrokerSet> m_lost; ///< by PartitionId
    // Thousands of cells say the same few words: each is translated once.
    QString m_tip;
    QStringList m_words; ///< by Cell
    mutable QStringList m_ofSeveral;
};

} // namespace

void drawHeatMap(const Drawing& drawing)
{
    const Map map(drawing);
    map.drawTopics();
    for (const NodeId broker : drawing.layout.brokerNodes) {
        map.drawRow(broker);
    }
    map.drawVacancies();
    map.drawLegend();
}

} // namespace brokerscope::views
