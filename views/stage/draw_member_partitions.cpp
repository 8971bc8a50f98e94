#include "views/stage/member_partitions.h"

#include "views/lag.h"
#include "views/text/names.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

namespace {

QString offsetText(Offset offset)
{
    return offset == kNoOffset ? QStringLiteral("–") : QString::number(offset.value());
}

} // namespace

MemberPartitions::MemberPartitions(const Drawing& drawing, NodeId consumer)
    : m_d(drawing)
    , m_state(drawing.state.consumer(consumer))
    , m_name(drawing.node(consumer))
    , m_ink(consumerInk(drawing.layout, consumer))
    , m_shown(shownPartitions(drawing.layout, drawing.state, consumer))
    , m_u(drawing.sketch.scale())
{
}

void MemberPartitions::drawBlock(const ShownPartition& shown, const QRectF& block) const
{
    const QString name = m_d.partition(shown.partition);
    const double width
        = std::min(m_d.sketch.width(name, FontRole::SmallStrong) + 18 * m_u, block.width());
    drawPill(
        shown, QRectF(block.left(), block.top(), width, 22 * m_u), name, FontRole::SmallStrong);
    if (shown.held == nullptr) {
        return;
    }
    const double aside = block.left() + width + 5 * m_u;
    drawHandling(
        *shown.held, name, QRectF(aside, block.top() + 2 * m_u, block.right() - aside, 18 * m_u));
    const QString position = offsetText(shown.held->position);
    const QString committed = offsetText(shown.held->committed);
    const QString text = fitting(
        {StageText::tr("position %1 committed %2").arg(position, committed),
            StageText::tr("pos %1 comm %2", "position and committed offset in little room")
                .arg(position, committed),
            StageText::tr("at %1", "a position").arg(position), position},
        FontRole::Small, block.width());
    m_d.sketch.text(QRectF(block.left(), block.top() + 24 * m_u, block.width(), 16 * m_u), text,
        FontRole::Small, Ink::TextMuted);
    drawLag(*shown.held, name,
        QRectF(block.left(), block.top() + 42 * m_u, block.width(), 14 * m_u), true);
}

void MemberPartitions::drawLine(const ShownPartition& shown, const QRectF& line) const
{
    const QString name = m_d.partition(shown.partition);
    const double width
        = std::min(m_d.sketch.width(name, FontRole::CaptionStrong) + 16 * m_u, line.width() * 0.58);
    drawPill(
        shown, QRectF(line.left(), line.top(), width, 18 * m_u), name, FontRole::CaptionStrong);
    if (shown.held == nullptr) {
        return;
    }
    const double aside = line.left() + width + 5 * m_u;
    const QString lag = QString::number(lagOf(m_d.state, *shown.held).value());
    const QString position = offsetText(shown.held->position);
    const QString text = fitting(
        {StageText::tr("at %1 · lag %2").arg(position, lag), StageText::tr("lag %1").arg(lag), lag},
        FontRole::Caption, line.right() - aside);
    m_d.sketch.text(QRectF(aside, line.top(), line.right() - aside, 18 * m_u), text,
        FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
    drawLag(*shown.held, name, QRectF(line.left(), line.top() + 20 * m_u, line.width(), 5 * m_u),
        false);
}

void MemberPartitions::drawPills(const QRectF& line) const
{
    const double height = 15 * m_u;
    const double top = line.center().y() - height / 2;
    const auto textOf = [&](const ShownPartition& shown, bool whole) {
        return whole ? m_d.partition(shown.partition)
                     : QString::number(m_d.history.roster().at(shown.partition).number);
    };
    const auto widthOf = [&](const QString& text) {
        return std::max(18 * m_u, m_d.sketch.width(text, FontRole::CaptionStrong) + 12 * m_u);
    };
    double wanted = -4 * m_u;
    for (const ShownPartition& shown : m_shown) {
        wanted += widthOf(textOf(shown, true)) + 4 * m_u;
    }
    const bool whole = wanted <= line.width();
    double left = line.left();
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const QString text = textOf(m_shown[i], whole);
        const QString more = QStringLiteral("+%1").arg(m_shown.size() - i);
        const bool isLast = i + 1 == m_shown.size();
        const double reserved = isLast ? 0 : m_d.sketch.width(more, FontRole::Caption) + 6 * m_u;
        if (left + widthOf(text) + reserved > line.right() + 0.5) {
            m_d.sketch.text(QRectF(left, top, std::max(1.0, line.right() - left), height), more,
                FontRole::Caption, Ink::TextMuted);
            return;
        }
        drawPill(
            m_shown[i], QRectF(left, top, widthOf(text), height), text, FontRole::CaptionStrong);
        left += widthOf(text) + 4 * m_u;
    }
}

/// Fades in after an assignment and out after a revocation.
Shape& MemberPartitions::drawPill(
    const ShownPartition& shown, const QRectF& rect, const QString& text, FontRole font) const
{
    const QString partition = m_d.partition(shown.partition);
    Shape& pill = m_d.sketch.pill(rect, text, font, m_ink, Ink::TextOnAccent);
    pill.elide = true;
    pill.id = QStringLiteral("assigned:%1/%2").arg(m_name, partition);
    if (shown.held == nullptr) {
        const double gone = m_d.fractionSince(shown.revoked->at, kAssignmentTrail);
        pill.fill = Ink::CardSunken;
        pill.stroke = m_ink;
        pill.ink = m_ink;
        pill.dash = Dash::Dashed;
        pill.opacity = m_d.options.reducedMotion ? 1 : 1 - gone;
        pill.state = QStringLiteral("revoked");
        pill.tip = revokedText(*shown.revoked, partition);
        return pill;
    }
    const double come = m_d.fractionSince(shown.held->assignedAt, kAssignmentTrail);
    const NodeId replica = shown.held->readReplica;
    pill.opacity = 0.25 + 0.75 * come;
    pill.state = come < 1      ? QStringLiteral("arriving")
        : shown.held->isPaused ? QStringLiteral("paused")
        : replica == kNoNode   ? QStringLiteral("leader")
                               : m_d.node(replica);
    if (shown.held->isPaused) {
        pill.fill = Ink::CardSunken;
        pill.stroke = m_ink;
        pill.ink = m_ink;
    }
    pill.tip = heldText(*shown.held, partition);
    return pill;
}

QString MemberPartitions::revokedText(const RevokedPartition& revoked, const QString& name) const
{
    switch (revoked.reason) {
    case event::RevokeReason::Rebalance:
        return StageText::tr("%1 has just given up %2 for a rebalance").arg(m_name, name);
    case event::RevokeReason::Lost:
        return StageText::tr("%1 has just lost %2: it is out of its group").arg(m_name, name);
    case event::RevokeReason::Closed:
        return StageText::tr("%1 has just stopped reading %2 for good").arg(m_name, name);
    }
    return {};
}

QString MemberPartitions::heldText(
    const history::ConsumerPartition& held, const QString& name) const
{
    const QString read = held.readReplica == kNoNode
        ? StageText::tr("%1 reads %2 from its leader").arg(m_name, name)
        : StageText::tr("%1 reads %2 from the follower %3")
              .arg(m_name, name, m_d.node(held.readReplica));
    QStringList sentences{read,
        StageText::tr("position %1, committed %2, lag %3")
            .arg(offsetText(held.position), offsetText(held.committed),
                QString::number(lagOf(m_d.state, held).value()))};
    if (held.committing != kNoOffset) {
        sentences.append(
            StageText::tr("a commit of %1 is on its way").arg(held.committing.value()));
    }
    if (held.isPaused) {
        sentences.append(StageText::tr("paused: poll() passes it over"));
    }
    return sentences.join(QStringLiteral(", "));
}

QString MemberPartitions::fitting(const QStringList& texts, FontRole font, double room) const
{
    for (const QString& text : texts) {
        if (m_d.sketch.width(text, font) <= room) {
            return text;
        }
    }
    return {};
}

/// The records that poll() has returned and that the handler is not done with.
void MemberPartitions::drawHandling(
    const history::ConsumerPartition& held, const QString& name, const QRectF& room) const
{
    if (held.position == kNoOffset || held.delivered == 0 || !m_state.isBusy) {
        return;
    }
    const Offset from = std::max(held.processed, held.position - OffsetDelta(held.delivered));
    if (from >= held.position) {
        return;
    }
    const QString span = offsets(from, held.position);
    const double pad = 10 * m_u;
    const QString text
        = fitting({StageText::tr("handles %1", "offsets").arg(span), span, offsetText(from)},
            FontRole::CaptionStrong, room.width() - pad);
    if (text.isEmpty()) {
        return;
    }
    const double width = m_d.sketch.width(text, FontRole::CaptionStrong) + pad;
    Shape& chip = m_d.sketch.rect(
        QRectF(room.right() - width, room.top(), width, room.height()), 3, Ink::CardSunken, m_ink);
    chip.text = text;
    chip.font = FontRole::CaptionStrong;
    chip.ink = m_ink;
    chip.align = Qt::AlignCenter;
    chip.id = QStringLiteral("handling:%1/%2").arg(m_name, name);
    chip.state = QString::number((held.position - from).value());
    chip.tip = StageText::tr("The handler of %1 works on offsets %2 of %3: poll() has returned "
                             "them, and they are not processed yet")
                   .arg(m_name, span, name);
}

/// As long as the unread part of the log.
void MemberPartitions::drawLag(const history::ConsumerPartition& held, const QString& name,
    const QRectF& room, bool isLabelled) const
{
    const std::int64_t lag = lagOf(m_d.state, held).value();
    const QString text = StageText::tr("lag %1").arg(lag);
    const double label = isLabelled ? m_d.sketch.width(text, FontRole::Caption) + 8 * m_u : 0;
    const double height = 5 * m_u;
    const QRectF track(
        room.left(), room.center().y() - height / 2, std::max(8.0, room.width() - label), height);
    Shape& bar = m_d.sketch.rect(track, height / 2, Ink::Card, Ink::Border);
    bar.id = QStringLiteral("lag:%1/%2").arg(m_name, name);
    bar.state = QString::number(lag);
    bar.tip = StageText::tr(
        "%1 has %2 of the %3 records of %4 still before it", "consumer; number; number; partition")
                  .arg(m_name, QString::number(lag), QString::number(readable(held)), name);
    const double part = std::clamp(
        static_cast<double>(lag) / static_cast<double>(std::max<std::int64_t>(1, readable(held))),
        0.0, 1.0);
    if (lag > 0) {
        m_d.sketch.rect(QRectF(track.left(), track.top(), std::max(height, track.width() * part),
                            track.height()),
            height / 2, m_ink);
    }
    if (isLabelled) {
        m_d.sketch.text(
            QRectF(track.right(), room.top(), room.right() - track.right(), room.height()), text,
            FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
    }
}

std::int64_t MemberPartitions::readable(const history::ConsumerPartition& held) const
{
    const NodeId leader = m_d.state.partition(held.partition).leader;
    const auto* replica = leader == kNoNode ? nullptr : m_d.state.replica(leader, held.partition);
    return replica == nullptr
        ? 0
        : std::max<std::int64_t>(0, (replica->highWatermark - replica->logStart).value());
}

} // namespace brokerscope::views
