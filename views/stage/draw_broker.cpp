#include "engine/event/internal_topics.h"
#include "views/stage/broker_badges.h"
#include "views/stage/drawing.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

namespace {

// The partitions that the controller has the broker lead: "0, 1", or with their topic when there
// are several. Of a large cluster, how many.
QString ledBy(const Drawing& drawing, NodeId broker)
{
    const event::Roster& roster = drawing.history.roster();
    const bool named = severalTopics(roster);
    QStringList led;
    int count = 0;
    const std::size_t own = event::ownPartitions(roster);
    for (std::size_t i = 0; i < own; ++i) {
        if (drawing.state.partitions[i].leader != broker) {
            continue;
        }
        ++count;
        if (drawing.layout.shows(PartitionId(static_cast<std::uint16_t>(i)))) {
            led.append(named ? QString::fromStdString(roster.partitions[i].name())
                             : QString::number(roster.partitions[i].number));
        }
    }
    return drawing.layout.folded && count > 0 ? QString::number(count)
                                              : led.join(QStringLiteral(", "));
}

QString brokerTip(const Drawing& drawing, NodeId broker, const BrokerLook& look, const QString& led)
{
    const QString name = drawing.node(broker);
    QStringList sentences;
    for (const BrokerBadge& badge : look.badges) {
        sentences.append(badge.tip);
    }
    if (look.state == QLatin1String("up")) {
        sentences.prepend(led.isEmpty()
                ? StageText::tr("Broker %1 is up and leads no partition").arg(name)
                : drawing.layout.folded
                ? StageText::tr("Broker %1 is up and leads %n partition(s)", nullptr, led.toInt())
                      .arg(name)
                : StageText::tr("Broker %1 is up and leads partition %2").arg(name, led));
    }
    if (look.coordinator) {
        sentences.append(look.coordinator->tip);
    }
    return sentences.join(StageText::tr(". ", "between two sentences"));
}

/// The words at the left of a row, line by line: the name, what is the matter, what it leads.
class LabelStack {
public:
    LabelStack(const Drawing& drawing, NodeId broker, const BrokerLook& look, const QString& led)
        : m_d(drawing)
        , m_look(look)
        , m_led(look.state == QLatin1String("up") ? led : QString())
        , m_name(drawing.node(broker))
        , m_row(drawing.layout.row(broker))
        , m_u(drawing.sketch.scale())
        , m_left(m_row.left() + 10 * m_u)
        , m_right(m_row.left() + drawing.layout.labelWidth - 6 * m_u)
        , m_top(labelTop(m_row, m_u))
    {
    }

    void draw()
    {
        const double width = m_d.sketch.width(m_name, FontRole::Heading);
        m_d.sketch.text(QRectF(m_left, m_top, width + 2, kLabelLine * m_u), m_name,
            FontRole::Heading, Ink::Text);
        const int lines = labelLines(m_row.height(), m_u);
        if (lines == 1) {
            drawBesideName(m_left + width + 6 * m_u);
        } else {
            drawBelowName(static_cast<std::size_t>(lines) - 1);
        }
    }

private:
    [[nodiscard]] double middleOf(std::size_t line) const
    {
        return m_top + (static_cast<double>(line) + 0.5) * kLabelLine * m_u;
    }

    /// A row of one line has room for the most important thing only.
    void drawBesideName(double left)
    {
        if (m_d.layout.combined) {
            const QRectF own = controllerBadge();
            left = own.isNull() ? left : own.right() + 5 * m_u;
        }
        if (!m_look.badges.empty()) {
            drawBadge(m_look.badges.front(), left, middleOf(0));
        } else if (!m_led.isEmpty()) {
            drawLed(left, middleOf(0));
        }
    }

    [[nodiscard]] QRectF controllerBadge() const
    {
        for (const QRectF& card : m_d.layout.controllerCards) {
            if (m_row.contains(card.center())) {
                return card;
            }
        }
        return {};
    }

    void drawBelowName(std::size_t lines)
    {
        const std::size_t items
            = m_look.badges.size() + (m_led.isEmpty() ? 0 : 1) + (m_look.coordinator ? 1 : 0);
        std::size_t line = 1;
        if (lines >= 3 || items < lines) {
            const bool down = m_look.state == QLatin1String("down");
            m_d.sketch.text(QRectF(m_left, middleOf(line) - 8 * m_u, m_right - m_left, 16 * m_u),
                m_look.line, FontRole::Caption, down ? Ink::TextOnOffline : Ink::TextMuted);
            ++line;
        }
        for (std::size_t i = 0; i < m_look.badges.size() && line <= lines; ++i) {
            drawBadge(m_look.badges[i], m_left - 2, middleOf(line++));
        }
        if (!m_led.isEmpty() && line <= lines) {
            drawLed(m_left, middleOf(line++));
        }
        if (m_look.coordinator && line <= lines) {
            drawBadge(*m_look.coordinator, m_left - 2, middleOf(line));
        }
    }

    void drawBadge(const BrokerBadge& badge, double left, double middle)
    {
        const double room = m_right - left + 4 * m_u;
        const double pad = 11 * m_u;
        QString text = badge.text;
        if (m_d.sketch.width(text, FontRole::CaptionStrong) + pad > room
            && !badge.shortText.isEmpty()) {
            text = badge.shortText;
        }
        const double width = std::min(room, m_d.sketch.width(text, FontRole::CaptionStrong) + pad);
        if (width < 2 * pad) {
            return;
        }
        const double height = std::min(16 * m_u, m_row.height());
        Shape& pill = m_d.sketch.pill(QRectF(left, middle - height / 2, width, height), text,
            FontRole::CaptionStrong, badge.ink, Ink::TextOnAccent);
        pill.elide = true;
        pill.id = QStringLiteral("badge:%1/%2").arg(m_name, badge.kind);
        pill.state = badge.state;
        pill.tip = badge.tip;
    }

    void drawLed(double left, double middle)
    {
        const double x = left + 16 * m_u;
        m_d.sketch.crown(QPointF(left + 6 * m_u, middle), 11 * m_u, Ink::Leader);
        m_d.sketch.text(QRectF(x, middle - 8 * m_u, m_right - x, 16 * m_u), m_led,
            FontRole::SmallStrong, Ink::Leader);
    }

    const Drawing& m_d;
    const BrokerLook& m_look;
    QString m_led;
    QString m_name;
    QRectF m_row;
    double m_u;
    double m_left;
    double m_right;
    double m_top;
};

} // namespace

void drawBrokerRow(const Drawing& drawing, NodeId broker)
{
    const QRectF row = drawing.layout.row(broker);
    const BrokerLook look = brokerLook(drawing, broker);
    const QString name = drawing.node(broker);
    const QString led = ledBy(drawing, broker);
    const bool chosen = drawing.selected(broker);

    Shape& card = drawing.card(row, chosen);
    card.id = QStringLiteral("broker:") + name;
    card.state = look.state;
    card.tip = brokerTip(drawing, broker, look, led);
    card.radius = std::min(8.0, row.height() / 3);
    if (look.state == QLatin1String("down") || look.state == QLatin1String("paused")) {
        card.fill = Ink::Offline;
        card.hatched = true;
    }
    const bool isLow = drawing.layout.folded && row.height() < 12;
    if (look.state == QLatin1String("down") && !chosen) {
        card.stroke = Ink::Danger;
        card.width = isLow ? 1 : 1.5;
    } else if (isLow && !chosen) {
        card.stroke = Ink::None;
    }
    if (!drawing.layout.folded) {
        LabelStack(drawing, broker, look, led).draw();
    }
}

} // namespace brokerscope::views
