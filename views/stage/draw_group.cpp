#include "views/groups/group_facts.h"
#include "views/groups/member_clocks.h"
#include "views/stage/drawing.h"
#include "views/text/names.h"

#include <QStringList>

#include <algorithm>
#include <optional>

namespace brokerscope::views {

namespace {

/// The card of a group: what its coordinator has of it.
class GroupDrawing {
public:
    GroupDrawing(const Drawing& drawing, const GroupArea& area)
        : m_d(drawing)
        , m_area(area)
        , m_group(groupNamed(drawing.scene, area.name))
        , m_u(drawing.sketch.scale())
    {
    }

    void draw()
    {
        const Selection& selection = m_d.selection;
        const bool chosen = selection.kind == Selection::Kind::Group
            && selection.group == m_area.name.toStdString();
        const bool isChanging = m_group != nullptr && isRebalancing(*m_group);
        Shape& ground = m_d.card(m_area.card, chosen);
        ground.id = QStringLiteral("consumer-group:") + m_area.name;
        ground.state
            = m_group == nullptr ? QStringLiteral("unknown") : groupStateText(m_group->state);
        if (isChanging && !chosen) {
            ground.stroke = Ink::Warning;
            ground.dash = Dash::Dashed;
        }
        const QStringList all = facts();
        ground.tip
            = QStringList({StageText::tr("Group %1").arg(m_area.name), all.join(separator())})
                  .join(QStringLiteral(": "));
        drawLines();
    }

private:
    [[nodiscard]] static QString separator() { return QStringLiteral(" · "); }

    [[nodiscard]] QString coordinator() const
    {
        return m_group == nullptr || m_group->coordinator == kNoNode
            ? StageText::tr("no coordinator")
            : StageText::tr("coordinator %1", "broker").arg(m_d.node(m_group->coordinator));
    }

    [[nodiscard]] QString state() const
    {
        return m_group == nullptr ? StageText::tr("nobody has asked for it yet", "a group")
                                  : groupStateText(m_group->state);
    }

    [[nodiscard]] QString rebalance() const
    {
        return m_group == nullptr ? QString() : rebalanceText(*m_group, m_d.scene.playhead.time);
    }

    [[nodiscard]] QString cause() const
    {
        return m_group == nullptr ? QString() : rebalanceCauseText(m_d.history, *m_group);
    }

    [[nodiscard]] QString assignor() const
    {
        return m_group == nullptr ? QString() : assignorText(m_d.history, *m_group);
    }

    [[nodiscard]] QString generation() const
    {
        return m_group == nullptr ? QString() : generationText(*m_group);
    }

    /// What there is to say, without what is empty.
    [[nodiscard]] QStringList facts() const
    {
        QStringList all{coordinator(), state(), generation(), assignor(), rebalance(), cause()};
        all.removeAll(QString());
        return all;
    }

    void drawLines()
    {
        const CardDetail detail = m_d.layout.groupDetail;
        const bool isSmall = detail == CardDetail::Summary || detail == CardDetail::Line;
        int number = 0;
        if (isSmall) {
            line(number++, {joined({coordinator(), state()}), coordinator()}, FontRole::SmallStrong,
                Ink::Text);
        } else {
            line(number++, {coordinator()}, FontRole::BodyStrong, Ink::Text);
        }
        if (detail == CardDetail::Full) {
            line(number++, {state()}, FontRole::Small, Ink::TextMuted);
            line(number++, {generation()}, FontRole::Small, Ink::TextMuted);
            line(number++, {assignor()}, FontRole::Small, Ink::TextMuted);
        } else if (!isSmall) {
            line(number++, {joined({state(), generation()}), state()}, FontRole::Small,
                Ink::TextMuted);
        }
        line(number++, {rebalance(), lasted()}, FontRole::SmallStrong, Ink::Warning);
        if (detail == CardDetail::Full) {
            line(number, {cause()}, FontRole::Caption, Ink::TextMuted);
        }
    }

    /// The rebalance in little room.
    [[nodiscard]] QString lasted() const
    {
        const auto last
            = m_group == nullptr ? std::nullopt : lastRebalance(*m_group, m_d.scene.playhead.time);
        return !last ? QString()
            : last->isOver
            ? StageText::tr("took %1", "a rebalance").arg(roughText(last->lasted))
            : StageText::tr("since %1", "a rebalance goes on").arg(roughText(last->lasted));
    }

    [[nodiscard]] static QString joined(QStringList parts)
    {
        parts.removeAll(QString());
        return parts.join(separator());
    }

    /// The first of the texts that fits, or else the last one.
    void line(int number, const QStringList& texts, FontRole font, Ink ink)
    {
        const QRectF& card = m_area.card;
        const QRectF place(card.left() + 11 * m_u, card.top() + (6 + 19 * number) * m_u,
            card.width() - 18 * m_u, 17 * m_u);
        const auto fits
            = [&](const QString& text) { return m_d.sketch.width(text, font) <= place.width(); };
        const auto chosen = std::ranges::find_if(texts, fits);
        const QString& text = chosen == texts.end() ? texts.back() : *chosen;
        if (!text.isEmpty()) {
            m_d.sketch.text(place, text, font, ink);
        }
    }

    const Drawing& m_d;
    const GroupArea& m_area;
    const history::GroupState* m_group;
    double m_u;
};

void drawHeading(const Drawing& drawing, const GroupArea& area)
{
    if (!area.heading.isNull()) {
        drawing.sketch.text(
            area.heading, groupTitle(drawing, area.name), FontRole::CaptionStrong, Ink::TextFaint);
    }
}

void drawHidden(const Drawing& drawing, const GroupArea& area)
{
    if (area.more.isNull()) {
        return;
    }
    const int hidden = static_cast<int>(area.hidden);
    Shape& said = drawing.sketch.text(area.more,
        StageText::tr("and %n more", "consumers that there is no room for", hidden),
        FontRole::Small, Ink::TextMuted);
    said.id = QStringLiteral("hidden:") + area.name;
    said.state = QString::number(hidden);
    QStringList names;
    for (std::size_t i = area.members.size() - area.hidden; i < area.members.size(); ++i) {
        names.append(drawing.node(area.members[i]));
    }
    said.tip = StageText::tr("There is no room for %1", "names of consumers")
                   .arg(names.join(QStringLiteral(", ")));
}

/// A square around the place of an offset, under the cells of the partition's leader.
Shape* drawSquare(
    const Drawing& drawing, PartitionId partition, Offset offset, double aside, Ink ink)
{
    const NodeId leader = drawing.state.partition(partition).leader;
    if (leader == kNoNode || !drawing.layout.shows(partition) || !drawing.layout.shows(leader)) {
        return nullptr;
    }
    const double size = drawing.u(11);
    const double x = drawing.layout.column(partition).scale.x(offset) - 1 + 3 * aside;
    const double top
        = drawing.layout.cellTop(drawing.layout.row(leader)) + drawing.layout.cellHeight + 1;
    return &drawing.sketch.rect(
        QRectF(x - size / 2, top, size, size), 2, Ink::None, ink, drawing.u(1.7));
}

/// The member that reads the partition now; kNoNode: nobody does.
NodeId readerOf(const Drawing& drawing, const GroupArea& area, PartitionId partition)
{
    for (const NodeId member : area.members) {
        const auto& read = drawing.state.consumer(member).partitions;
        if (std::ranges::find(read, partition, &history::ConsumerPartition::partition)
            != read.end()) {
            return member;
        }
    }
    return kNoNode;
}

void drawCommitted(const Drawing& drawing, const GroupArea& area, double aside)
{
    const history::GroupState* group = groupNamed(drawing.scene, area.name);
    if (group == nullptr) {
        return;
    }
    for (const history::CommittedOffset& held : group->committed) {
        const NodeId reader = readerOf(drawing, area, held.partition);
        const Ink ink = reader == kNoNode ? Ink::TextMuted : consumerInk(drawing.layout, reader);
        Shape* mark = drawSquare(drawing, held.partition, held.offset, aside, ink);
        if (mark == nullptr) {
            continue;
        }
        const QString partition = drawing.partition(held.partition);
        mark->id = QStringLiteral("committed:%1/%2").arg(area.name, partition);
        mark->state = QString::number(held.offset.value());
        mark->tip = held.client == kNoNode
            ? StageText::tr("Group %1 has committed %2 in %3: whoever takes it over begins there")
                  .arg(area.name, mark->state, partition)
            : StageText::tr("Group %1 has committed %2 in %3 (by %4): whoever takes it over "
                            "begins there")
                  .arg(area.name, mark->state, partition, drawing.node(held.client));
    }
}

void drawCommitting(const Drawing& drawing, NodeId member, double aside)
{
    for (const history::ConsumerPartition& read : drawing.state.consumer(member).partitions) {
        if (read.committing == kNoOffset) {
            continue;
        }
        Shape* mark = drawSquare(
            drawing, read.partition, read.committing, aside, consumerInk(drawing.layout, member));
        if (mark == nullptr) {
            continue;
        }
        mark->dash = Dash::Dotted;
        const QString partition = drawing.partition(read.partition);
        mark->id = QStringLiteral("committing:%1/%2").arg(drawing.node(member), partition);
        mark->state = QString::number(read.committing.value());
        mark->tip = StageText::tr("A commit of %1 in %2 by %3 is on its way")
                        .arg(mark->state, partition, drawing.node(member));
    }
}

} // namespace

QString groupTitle(const Drawing& drawing, const QString& name)
{
    if (name.isEmpty()) {
        return StageText::tr("NO GROUP", "heading of the consumers without a group");
    }
    const history::GroupState* group = groupNamed(drawing.scene, name);
    if (group == nullptr || group->generation <= Generation(0)) {
        return StageText::tr("GROUP %1").arg(name);
    }
    const QString title = isConsumerProtocol(*group)
        ? StageText::tr("GROUP %1 · epoch %2", "group and its group epoch")
        : StageText::tr("GROUP %1 · gen %2", "group and its generation");
    return title.arg(name, QString::number(group->generation.value()));
}

void drawGroups(const Drawing& drawing)
{
    for (const GroupArea& area : drawing.layout.groups) {
        drawHeading(drawing, area);
        drawHidden(drawing, area);
        if (!area.card.isNull()) {
            GroupDrawing(drawing, area).draw();
        }
    }
}

void drawCommits(const Drawing& drawing)
{
    const auto& groups = drawing.layout.groups;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].name.isEmpty()) {
            continue;
        }
        drawCommitted(drawing, groups[i], static_cast<double>(i));
        for (const NodeId member : groups[i].members) {
            drawCommitting(drawing, member, static_cast<double>(i));
        }
    }
}

} // namespace brokerscope::views
