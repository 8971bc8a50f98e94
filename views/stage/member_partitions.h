#pragma once

#include "views/stage/drawing.h"
#include "views/stage/layout_parts.h"

namespace brokerscope::views {

/// The partitions in the card of a consumer that has a group. Drawing must outlive it.
class MemberPartitions {
public:
    MemberPartitions(const Drawing& drawing, NodeId consumer);

    [[nodiscard]] const std::vector<ShownPartition>& shown() const { return m_shown; }
    /// Pill, records in the handler, position and committed, lag.
    void drawBlock(const ShownPartition& shown, const QRectF& block) const;
    /// Pill, position and lag.
    void drawLine(const ShownPartition& shown, const QRectF& line) const;
    /// All of them as small pills beside one another: whole names, or just numbers.
    void drawPills(const QRectF& line) const;

private:
    Shape& drawPill(
        const ShownPartition& shown, const QRectF& rect, const QString& text, FontRole font) const;
    [[nodiscard]] QString revokedText(const RevokedPartition& revoked, const QString& name) const;
    [[nodiscard]] QString heldText(
        const history::ConsumerPartition& held, const QString& name) const;
    /// The widest that fits; empty when none does.
    [[nodiscard]] QString fitting(const QStringList& texts, FontRole font, double room) const;
    void drawHandling(
        const history::ConsumerPartition& held, const QString& name, const QRectF& room) const;
    void drawLag(const history::ConsumerPartition& held, const QString& name, const QRectF& room,
        bool isLabelled) const;
    /// How many offsets of the partition can be read at all.
    [[nodiscard]] std::int64_t readable(const history::ConsumerPartition& held) const;

    const Drawing& m_d;
    const history::ConsumerState& m_state;
    QString m_name;
    Ink m_ink;
    std::vector<ShownPartition> m_shown;
    double m_u;
};

} // namespace brokerscope::views
