#include "app/run_report.h"

#include "engine/event/internal_topics.h"
#include "engine/history/why.h"
#include "views/text/event_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace brokerscope::app {

namespace {

/// Stories of so many anomalies are told; the rest is only counted.
constexpr std::size_t kStories = 5;

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(ReportText)

public:
    const RunReport& report;

    [[nodiscard]] const history::History& history() const { return *report.run.history; }
    [[nodiscard]] const history::Verdict& verdict() const { return *report.run.verdict; }

    [[nodiscard]] QString heading() const
    {
        const scenario::Scenario& scenario = *report.run.scenario;
        const QString title = views::toQString(scenario.title.in(views::contentLanguage()));
        return tr("%1 (%2, seed %3)\n%4 events in %5 of virtual time, run in %6 ms")
            .arg(title, views::toQString(scenario.id))
            .arg(scenario.seed)
            .arg(QLocale().toString(static_cast<qulonglong>(history().size())),
                views::durationText(history().end() - Timestamp{}),
                QLocale().toString(report.wallMs, 'f', 1));
    }

    [[nodiscard]] QString counters() const
    {
        QStringList lines;
        lines += tr("produced %1, acknowledged %2, failed %3, delivered %4")
                     .arg(verdict().produced)
                     .arg(verdict().acked)
                     .arg(verdict().failed)
                     .arg(verdict().delivered);
        for (std::size_t kind = 0; kind < history::kAnomalyKinds; ++kind) {
            if (verdict().counts[kind] > 0) {
                lines += QStringLiteral("  %1  %2")
                             .arg(verdict().counts[kind])
                             .arg(views::anomalyTitle(static_cast<history::AnomalyKind>(kind)));
            }
        }
        if (verdict().anomalies.empty()) {
            lines += tr("Nothing was lost, duplicated or reordered.");
        }
        return lines.join(QLatin1Char('\n'));
    }

    [[nodiscard]] QString story(const history::Anomaly& anomaly) const
    {
        const history::RecordTrace& record = verdict().records[anomaly.record];
        QStringList lines;
        const QString kind = views::anomalyTitle(anomaly.kind);
        const QString producer = views::nodeName(history(), record.producer);
        const QString number = QString::number(record.number.value());
        const QString partition = views::partitionName(history(), anomaly.partition);
        lines += anomaly.offset == kNoOffset
            ? tr("%1: %2#%3 for %4, which no leader ever stored")
                  .arg(kind, producer, number, partition)
            : tr("%1: %2#%3, %4 @ %5, epoch %6")
                  .arg(kind, producer, number, partition, QString::number(anomaly.offset.value()),
                      QString::number(anomaly.epoch.value()));
        for (const EventId id : history::storyOf(history(), verdict(), anomaly)) {
            lines += QStringLiteral("  %1  %2")
                         .arg(views::timeText(history().event(id).time),
                             views::sentence(history(), id));
        }
        return lines.join(QLatin1Char('\n'));
    }

    [[nodiscard]] QString stories() const
    {
        QStringList paragraphs;
        const auto& anomalies = verdict().anomalies;
        for (std::size_t i = 0; i < std::min(kStories, anomalies.size()); ++i) {
            paragraphs += story(anomalies[i]);
        }
        if (anomalies.size() > kStories) {
            paragraphs += tr("… and %n more (--json has them all)", nullptr,
                static_cast<int>(anomalies.size() - kStories));
        }
        return paragraphs.join(QStringLiteral("\n\n"));
    }

    [[nodiscard]] QString partition(const history::ClusterState& state, PartitionId id) const
    {
        const history::PartitionState& partition = state.partition(id);
        QStringList lines;
        lines += tr("%1: leader %2, epoch %3, ISR %4")
                     .arg(views::partitionName(history(), id),
                         views::nodeName(history(), partition.leader))
                     .arg(partition.leaderEpoch.value())
                     .arg(views::brokerSetText(history(), partition.isr));
        for (const NodeId broker : history().roster().nodesOf(event::NodeKind::Broker)) {
            if (const history::ReplicaState* replica = state.replica(broker, id)) {
                lines += tr("  %1  log start %2, LEO %3, HW %4")
                             .arg(views::nodeName(history(), broker))
                             .arg(replica->logStart.value())
                             .arg(replica->logEnd.value())
                             .arg(replica->highWatermark.value());
            }
        }
        return lines.join(QLatin1Char('\n'));
    }

    [[nodiscard]] QString partitions() const
    {
        const history::ClusterState state = history().stateAfter(history().size());
        QStringList lines;
        const std::size_t own = event::ownPartitions(history().roster());
        for (std::size_t i = 0; i < own; ++i) {
            lines += partition(state, PartitionId(static_cast<std::uint16_t>(i)));
        }
        return lines.join(QLatin1Char('\n'));
    }

    [[nodiscard]] QString expectations() const
    {
        QStringList lines;
        for (const Expectation& expectation : report.expectations) {
            const QString text = views::toQString(expectation.text);
            lines += expectation.holds ? tr("as expected: %1").arg(text)
                                       : tr("NOT as expected: %1").arg(text);
        }
        return lines.join(QLatin1Char('\n'));
    }
};

} // namespace

QString reportText(const RunReport& report)
{
    const ReportText text{report};
    QStringList paragraphs{
        text.heading(), text.counters(), text.stories(), text.partitions(), text.expectations()};
    paragraphs.removeAll(QString());
    return paragraphs.join(QStringLiteral("\n\n")) % QLatin1Char('\n');
}

} // namespace brokerscope::app
