#include "views/assignment/assignment_drawing.h"
#include "views/assignment/rebalance_text.h"
#include "views/text/names.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace brokerscope::views {

namespace {

constexpr double kHead = 20; // the names of the columns
constexpr double kLeastLabel = 16; // height of a row that has a name
constexpr int kCurve = 14; // points of a line
constexpr std::size_t kMostStyled = 80; // more dashed or thick lines take too long to paint

QString fateState(Fate fate)
{
    switch (fate) {
    case Fate::Stayed:
        return QStringLiteral("stayed");
    case Fate::Moved:
        return QStringLiteral("moved");
    case Fate::Waiting:
        return QStringLiteral("waiting");
    case Fate::Given:
        return QStringLiteral("given");
    case Fate::Unread:
        return QStringLiteral("unread");
    case Fate::Undecided:
        return QStringLiteral("undecided");
    }
    return {};
}

/// Neighbours in the middle column that are drawn as one.
struct Bundle {
    std::vector<AssignmentGraph::Row> rows; ///< of one owner before and one after
    double y = 0;
    [[nodiscard]] const AssignmentGraph::Row& first() const { return rows.front(); }
};

class GraphDrawing {
public:
    explicit GraphDrawing(const AssignmentDrawing& drawing)
        : m_drawing(drawing)
        , m_sketch(drawing.sketch)
        , m_area(drawing.layout.graph.adjusted(0, drawing.u(kHead), 0, -drawing.u(4)))
    {
        bundle();
        place();
    }

    void draw()
    {
        drawHeads();
        for (const Bundle& bundle : m_bundles) {
            drawLines(bundle);
        }
        for (std::size_t i = 0; i < m_bundles.size(); ++i) {
            drawBundle(m_bundles[i], i);
        }
        for (const AssignmentGraph::Member& member : m_drawing.graph.members) {
            if (member.isBefore) {
                drawMember(member, true);
            }
            if (member.isAfter) {
                drawMember(member, false);
            }
        }
    }

private:
    using Row = AssignmentGraph::Row;

    [[nodiscard]] double u(double units) const { return m_drawing.u(units); }

    /// A row for each partition while there is room; otherwise one for all that went the same way.
    void bundle()
    {
        const auto& rows = m_drawing.graph.rows;
        m_isWhole = static_cast<double>(rows.size()) * u(kLeastLabel) <= m_area.height();
        if (m_isWhole) {
            for (const Row& row : rows) {
                m_bundles.push_back({{row}});
            }
            return;
        }
        std::map<std::tuple<NodeId, NodeId, Fate>, Bundle> bundles;
        for (const Row& row : rows) {
            bundles[{row.before, row.after, row.fate}].rows.push_back(row);
        }
        for (auto& [way, bundle] : bundles) {
            m_bundles.push_back(std::move(bundle));
        }
    }

    void place()
    {
        double widest = 0;
        for (const Bundle& bundle : m_bundles) {
            widest = std::max(widest, m_sketch.width(labelOf(bundle), FontRole::SmallStrong));
        }
        m_pillWidth = std::min(std::max(widest + u(26), u(80)), m_area.width() * 0.34);
        m_boxWidth = std::clamp(m_area.width() * 0.14, u(58), u(100));
        m_pitch = m_area.height() / static_cast<double>(std::max<std::size_t>(1, m_bundles.size()));
        m_pitch = std::min(m_pitch, u(32));
        const double used = m_pitch * static_cast<double>(m_bundles.size());
        double y = m_area.center().y() - used / 2 + m_pitch / 2;
        for (Bundle& bundle : m_bundles) {
            bundle.y = y;
            y += m_pitch;
        }
        placeMembers(m_before, true);
        placeMembers(m_after, false);
    }

    void placeMembers(std::map<NodeId, double>& places, bool isBefore)
    {
        std::vector<NodeId> clients;
        for (const AssignmentGraph::Member& member : m_drawing.graph.members) {
            if (isBefore ? member.isBefore : member.isAfter) {
                clients.push_back(member.client);
            }
        }
        const double count = static_cast<double>(std::max<std::size_t>(1, clients.size()));
        const double pitch = m_area.height() / count;
        (isBefore ? m_beforePitch : m_afterPitch) = pitch;
        for (std::size_t i = 0; i < clients.size(); ++i) {
            places[clients[i]] = m_area.top() + pitch * (static_cast<double>(i) + 0.5);
        }
    }

    void drawHeads()
    {
        const double top = m_drawing.layout.graph.top();
        const auto head = [&](double left, double width, const QString& text) {
            m_sketch.text(QRectF(left, top, width, u(kHead) - u(3)), text, FontRole::SmallStrong,
                Ink::TextFaint, Qt::AlignCenter);
        };
        head(m_area.left(), m_boxWidth, AssignmentText::tr("before"));
        const QString all = AssignmentText::tr(
            "%n partition(s)", "", static_cast<int>(m_drawing.graph.rows.size()));
        const double width = m_sketch.width(all, FontRole::SmallStrong) + u(8);
        head(m_area.center().x() - width / 2, width, all);
        head(m_area.right() - m_boxWidth, m_boxWidth, AssignmentText::tr("after"));
    }

    [[nodiscard]] QString labelOf(const Bundle& bundle) const
    {
        return bundle.rows.size() == 1
            ? m_drawing.partition(bundle.first().partition)
            : AssignmentText::tr("%n partition(s)", "", static_cast<int>(bundle.rows.size()));
    }

    [[nodiscard]] static bool isChange(Fate fate)
    {
        return fate == Fate::Moved || fate == Fate::Given;
    }

    /// Where a line runs: level at both ends.
    [[nodiscard]] std::vector<QPointF> curve(QPointF from, QPointF to) const
    {
        if (!m_isWhole) {
            return {from, to};
        }
        std::vector<QPointF> points;
        for (int i = 0; i <= kCurve; ++i) {
            const double t = static_cast<double>(i) / kCurve;
            const double ease = t * t * (3 - 2 * t);
            points.emplace_back(
                from.x() + (to.x() - from.x()) * t, from.y() + (to.y() - from.y()) * ease);
        }
        return points;
    }

    void drawLines(const Bundle& bundle)
    {
        const Row& row = bundle.first();
        const bool isCrowded = m_bundles.size() > kMostStyled;
        const double thick = m_isWhole
            ? 1
            : std::min(3.0, 0.6 + std::log2(static_cast<double>(bundle.rows.size())) * 0.5);
        const double middle = m_area.center().x();
        const bool isKept = row.fate == Fate::Stayed;
        const QString name = m_drawing.partition(row.partition);
        if (const auto before = m_before.find(row.before); before != m_before.end()) {
            const bool isGone = row.fate == Fate::Moved || row.fate == Fate::Waiting;
            Shape& line = m_sketch.polyline(curve({m_area.left() + m_boxWidth, before->second},
                                                {middle - m_pillWidth / 2, bundle.y}),
                isGone ? Ink::TextFaint : m_drawing.consumerInk(row.before),
                isCrowded ? 1 : thick * 1.5, isGone && !isCrowded ? Dash::Dashed : Dash::Solid);
            if (m_isWhole) {
                line.id = QStringLiteral("had:") % name;
                line.state = isGone ? QStringLiteral("given up") : QStringLiteral("kept");
                line.tip = isGone
                    ? AssignmentText::tr("%1 had %2 and gives it up")
                          .arg(m_drawing.node(row.before), name)
                    : AssignmentText::tr("%1 had %2").arg(m_drawing.node(row.before), name);
            }
        }
        if (const auto after = m_after.find(row.after); after != m_after.end()) {
            Shape& line = m_sketch.polyline(curve({middle + m_pillWidth / 2, bundle.y},
                                                {m_area.right() - m_boxWidth, after->second}),
                m_drawing.consumerInk(row.after), isCrowded ? 1 : thick * (isKept ? 1.5 : 3));
            if (m_isWhole) {
                line.id = QStringLiteral("gets:") % name;
                line.state = isKept ? QStringLiteral("kept") : QStringLiteral("new");
                line.tip = isKept
                    ? AssignmentText::tr("%1 keeps %2").arg(m_drawing.node(row.after), name)
                    : AssignmentText::tr("%1 gets %2").arg(m_drawing.node(row.after), name);
            }
        }
    }

    [[nodiscard]] QString tipOf(const Bundle& bundle) const
    {
        if (bundle.rows.size() == 1) {
            return fateText(m_drawing.history(), bundle.first());
        }
        QStringList names;
        for (const Row& row : bundle.rows) {
            if (names.size() == 12) {
                names += QStringLiteral("…");
                break;
            }
            names += m_drawing.partition(row.partition);
        }
        return AssignmentText::tr("%n partition(s): %1", "", static_cast<int>(bundle.rows.size()))
                   .arg(names.join(QStringLiteral(", ")))
            % QStringLiteral(". ")
            % AssignmentText::tr("Of the first: %1")
                  .arg(fateText(m_drawing.history(), bundle.first()));
    }

    void drawBundle(const Bundle& bundle, std::size_t index)
    {
        const Row& row = bundle.first();
        const bool hasLabel = m_pitch >= u(kLeastLabel) - 0.01;
        const double height
            = hasLabel ? std::min(m_pitch - u(2), u(22)) : std::max(1.0, m_pitch - 1);
        const QRectF rect(
            m_area.center().x() - m_pillWidth / 2, bundle.y - height / 2, m_pillWidth, height);
        const PartitionId explained = m_drawing.explained();
        const bool isExplained
            = std::ranges::find(bundle.rows, explained, &Row::partition) != bundle.rows.end();
        Ink fill = Ink::CardSunken;
        Ink stroke = Ink::Border;
        Dash dash = Dash::Solid;
        switch (row.fate) {
        case Fate::Moved:
            fill = Ink::Highlight;
            stroke = Ink::Warning;
            break;
        case Fate::Given:
            fill = Ink::SuccessSoft;
            stroke = Ink::Success;
            break;
        case Fate::Waiting:
            fill = Ink::DangerSoft;
            stroke = Ink::Danger;
            dash = Dash::Dashed;
            break;
        case Fate::Unread:
        case Fate::Undecided:
            dash = Dash::Dashed;
            break;
        case Fate::Stayed:
            break;
        }
        const bool isThin = height < 4;
        Shape& pill = m_sketch.rect(rect, isThin ? 0 : height / 2, isThin ? stroke : fill,
            isThin            ? Ink::None
                : isExplained ? Ink::Accent
                              : stroke,
            isExplained ? 2 : 1);
        pill.dash = dash;
        pill.id = bundle.rows.size() == 1
            ? QStringLiteral("partition:") % m_drawing.partition(row.partition)
            : QStringLiteral("bundle:%1").arg(index);
        pill.state = fateState(row.fate);
        pill.tip = tipOf(bundle);
        if (hasLabel) {
            pill.text = row.fate == Fate::Waiting
                ? AssignmentText::tr("%1 waits", "a partition without an owner")
                      .arg(labelOf(bundle))
                : labelOf(bundle);
            const bool isStrong = isChange(row.fate) || row.fate == Fate::Waiting;
            pill.font = height < u(17) ? (isStrong ? FontRole::CaptionStrong : FontRole::Caption)
                                       : (isStrong ? FontRole::SmallStrong : FontRole::Small);
            pill.ink = row.fate == Fate::Undecided || row.fate == Fate::Unread ? Ink::TextMuted
                : row.fate == Fate::Waiting                                    ? Ink::Danger
                                                                               : Ink::Text;
            pill.align = Qt::AlignCenter;
            pill.elide = true;
        }
    }

    void drawMember(const AssignmentGraph::Member& member, bool isBefore)
    {
        const double pitch = isBefore ? m_beforePitch : m_afterPitch;
        const double y = (isBefore ? m_before : m_after).at(member.client);
        const double height = std::min(std::max({1.0, pitch - u(5), pitch * 0.7}), u(34));
        const QRectF rect(isBefore ? m_area.left() : m_area.right() - m_boxWidth, y - height / 2,
            m_boxWidth, height);
        const bool hasLeft = isBefore && !member.isAfter;
        const bool isNew = !isBefore && !member.isBefore;
        const Ink ink = m_drawing.consumerInk(member.client);
        Shape& box
            = m_sketch.rect(rect, std::min(u(5), height / 3), hasLeft ? Ink::DangerSoft : ink,
                hasLeft     ? Ink::Danger
                    : isNew ? Ink::Text
                            : Ink::None,
                isNew ? 2 : 1);
        box.hatched = hasLeft;
        box.id
            = QStringLiteral("member:%1/%2")
                  .arg(member.name, isBefore ? QStringLiteral("before") : QStringLiteral("after"));
        box.state = hasLeft ? QStringLiteral("left")
            : isNew         ? QStringLiteral("joined")
                            : QStringLiteral("stays");
        box.tip = memberTip(member, isBefore);
        if (height >= u(13)) {
            box.text = hasLeft ? AssignmentText::tr("%1 left", "a member").arg(member.name)
                : isNew        ? AssignmentText::tr("%1 · new", "a member").arg(member.name)
                               : member.name;
            box.font = FontRole::SmallStrong;
            box.ink = hasLeft ? Ink::Danger : Ink::TextOnAccent;
            box.align = Qt::AlignCenter;
            box.elide = true;
        }
    }

    [[nodiscard]] QString memberTip(const AssignmentGraph::Member& member, bool isBefore) const
    {
        if (isBefore) {
            const QString had
                = AssignmentText::tr("%1 had %n partition(s)", "", static_cast<int>(member.had))
                      .arg(member.name);
            return member.isAfter || !member.end
                ? had
                : AssignmentText::tr("%1 and is out of the group: %2")
                      .arg(had, memberEndText(*member.end));
        }
        const QString has
            = AssignmentText::tr("%1 has %n partition(s)", "", static_cast<int>(member.has))
                  .arg(member.name);
        return member.isBefore ? has : AssignmentText::tr("%1 and is new in the group").arg(has);
    }

    const AssignmentDrawing& m_drawing;
    Sketch& m_sketch;
    QRectF m_area;
    bool m_isWhole = true; ///< every partition has a row of its own
    std::vector<Bundle> m_bundles;
    double m_pitch = 0;
    double m_pillWidth = 0;
    double m_boxWidth = 0;
    double m_beforePitch = 0;
    double m_afterPitch = 0;
    std::map<NodeId, double> m_before; ///< where a member stands
    std::map<NodeId, double> m_after;
};

} // namespace

void drawGraph(const AssignmentDrawing& drawing)
{
    GraphDrawing(drawing).draw();
}

} // namespace brokerscope::views
