#include "app/screenshot_shots.h"

#include "app/conductor.h"
#include "app/lesson_library.h"
#include "app/main_window.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "views/controls/pill_button.h"
#include "views/inspector/inspector_panel.h"
#include "views/inspector/remedies.h"
#include "views/lesson/lesson_panel.h"
#include "views/lesson/step_view.h"
#include "views/metrics/metric_table.h"
#include "views/segments/look_up_panel.h"
#include "views/segments/segments_lens.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollArea>

#include <algorithm>

namespace brokerscope::app {

namespace {

using IsWanted = std::function<bool(const event::Payload&)>;

/// What the views need is laid out by then.
void showNow(MainWindow& window)
{
    window.conductor().showScene();
    QApplication::processEvents();
}

void showStage(MainWindow& window)
{
    window.page().showLens(WorkspacePage::Plots);
    window.conductor().select({});
}

void seekPart(MainWindow& window, double part)
{
    Player& player = window.workspace().player();
    const auto end = static_cast<double>(player.run().history->end().micros());
    player.seek(Timestamp(static_cast<std::int64_t>(end * part)));
}

/// The last event of a kind, or the end of the run when it has none.
void seekLast(MainWindow& window, const IsWanted& isWanted)
{
    Player& player = window.workspace().player();
    const auto events = player.run().history->events();
    for (auto i = static_cast<std::uint32_t>(events.size()); i-- > 0;) {
        if (isWanted(events[i].payload)) {
            player.seekEvent(EventId(i));
            return;
        }
    }
    player.toEnd();
}

/// A shot of the stage at the last event of a kind.
template <class Kind>
Shot stageAt(const QString& name)
{
    return {name, [](MainWindow& window) {
                showStage(window);
                seekLast(window, [](const event::Payload& payload) {
                    return std::holds_alternative<Kind>(payload);
                });
            }};
}

/// The object of the first anomaly, so that the inspector has a story to tell.
void selectFirstAnomaly(MainWindow& window)
{
    const views::RunView& run = window.workspace().player().run();
    if (run.verdict->anomalies.empty()) {
        return;
    }
    const history::Anomaly& anomaly = run.verdict->anomalies.front();
    window.workspace().player().seekEvent(anomaly.established);
    window.conductor().select(views::selectionOf(*run.verdict, anomaly));
}

/// The replica of the first partition's leader at the end, in the segments lens.
void showSegments(MainWindow& window)
{
    Player& player = window.workspace().player();
    player.toEnd();
    const views::Scene scene = player.scene();
    views::Selection selection;
    selection.kind = views::Selection::Kind::Replica;
    selection.partition = PartitionId(0);
    const NodeId leader = scene.state->partition(selection.partition).leader;
    selection.node = leader == kNoNode ? NodeId(1) : leader;
    window.conductor().showScene();
    window.conductor().select(selection);
    window.page().showLens(WorkspacePage::Segments);
}

/// Looks the middle of the log up and shows all steps.
void lookUpMiddle(views::SegmentsView& lens)
{
    const views::LogContent& content = lens.content();
    const Offset end = content.segments.empty() ? Offset(0) : content.segments.back().end;
    lens.lookUp()->field()->setText(QString::number(end.value() / 2));
    lens.lookUp()->button()->click();
    lens.lookUp()->allButton()->click();
}

void goToQuestion(MainWindow& window)
{
    Player& player = window.workspace().player();
    player.toStart();
    for (int i = 0; i < 64 && !player.isAtQuestion() && !player.isAtEnd(); ++i) {
        player.step(StepUnit::LessonStep, Direction::Forward);
    }
}

/// The message whose loss is told of, among all others.
void showSequence(MainWindow& window)
{
    window.page().showLens(WorkspacePage::Sequence);
    selectFirstAnomaly(window);
}

/// The producer's lens while a batch waits to be sent again.
void showProducer(MainWindow& window)
{
    window.page().showLens(WorkspacePage::Producer);
    seekLast(window, [](const event::Payload& payload) {
        return std::holds_alternative<event::BatchRetried>(payload);
    });
}

/// The last rebalance of the run.
Shot assignmentAtEnd(const QString& name)
{
    return {name, [](MainWindow& window) {
                window.page().showLens(WorkspacePage::Assignment);
                window.workspace().player().toEnd();
            }};
}

void showDangerStrip(MainWindow& window)
{
    showStage(window);
    const views::RunView& run = window.workspace().player().run();
    const auto events = run.history->events();
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        if (std::holds_alternative<event::NodeStopped>(events[i].payload)) {
            window.workspace().player().seekEvent(EventId(i));
            return;
        }
    }
}

void showRemedies(MainWindow& window)
{
    showStage(window);
    selectFirstAnomaly(window);
    showNow(window);
    // They come in one after the other; the end of the panel stays in sight meanwhile.
    const views::InspectorPanel* inspector = window.page().inspector();
    if (auto* scroll = inspector->findChild<QScrollArea*>()) {
        scroll->ensureWidgetVisible(inspector->remedies(), 0, 400);
    }
}

/// Answers every question that comes, and shows the last step that tells of a failure.
void showFailureStep(MainWindow& window)
{
    showStage(window);
    Player& player = window.workspace().player();
    views::LessonPanel& lesson = *window.page().lesson();
    std::vector<views::Prediction> answers;
    std::optional<EventId> shown;
    for (std::size_t step = 0; step < lesson.cues().size(); ++step) {
        const auto cue = lesson.cues()[step];
        if (!cue) {
            continue;
        }
        player.seekEvent(*cue);
        showNow(window);
        const auto& question = lesson.steps()[static_cast<qsizetype>(step)]->content().question;
        if (question) {
            answers.push_back({step, question->answer, true});
            lesson.setPredictions(answers);
        }
        const history::History& history = *player.run().history;
        if (views::isFailure(history.event(*cue).payload)
            && !views::metricTable(history, *cue).empty()) {
            shown = cue;
        }
    }
    if (shown) {
        player.seekEvent(*shown);
    }
}

void showEndOnStage(MainWindow& window)
{
    window.page().showLens(WorkspacePage::Plots);
    window.workspace().player().toEnd();
}

void showAnomalyOrEnd(MainWindow& window)
{
    showStage(window);
    window.workspace().player().toEnd();
    selectFirstAnomaly(window);
}

} // namespace

std::vector<Shot> mainShots()
{
    return {
        {QStringLiteral("1-start"),
            [](MainWindow& window) {
                window.page().showLens(WorkspacePage::Plots);
                window.workspace().player().toStart();
            }},
        {QStringLiteral("2-sending"), [](MainWindow& window) { seekPart(window, 0.5); }},
        {QStringLiteral("3-question"), goToQuestion},
        {QStringLiteral("4-loss"), selectFirstAnomaly},
        {QStringLiteral("5-why"),
            [](MainWindow& window) { window.page().showLens(WorkspacePage::Why); }},
        {QStringLiteral("6-event-log"),
            [](MainWindow& window) { window.page().showLens(WorkspacePage::EventLog); }},
        {QStringLiteral("31-config"),
            [](MainWindow& window) { window.page().showLens(WorkspacePage::Config); }},
        {QStringLiteral("15-sequence"), showSequence},
        {QStringLiteral("16-danger-strip"), showDangerStrip},
        {QStringLiteral("17-remedies"), showRemedies},
        {QStringLiteral("18-failure-metrics"), showFailureStep},
        {QStringLiteral("7-contrast"),
            [](MainWindow& window) {
                showStage(window);
                window.workspace().forkContrast();
                window.workspace().player().toEnd();
            }},
        {QStringLiteral("8-segments"), showSegments},
        {QStringLiteral("9-look-up"),
            [](MainWindow& window) { lookUpMiddle(*window.page().segments()); }},
    };
}

std::vector<SideShot> sideShots()
{
    std::vector<SideShot> all{
        {QStringLiteral("b1-segments"),
            {QStringLiteral("11-index-look-up"),
                [](MainWindow& window) {
                    showSegments(window);
                    while (window.conductor().replicaFiles().isBusy()
                        || window.page().segments()->isReading()) {
                        QApplication::processEvents(QEventLoop::AllEvents, 20);
                    }
                    lookUpMiddle(*window.page().segments());
                }}},
        {QStringLiteral("b3-retention"), {QStringLiteral("12-deleted-segments"), showEndOnStage}},
        {QStringLiteral("b4-compaction"), {QStringLiteral("13-compacted-stage"), showEndOnStage}},
        {QStringLiteral("b4-compaction"), {QStringLiteral("14-compacted-segments"), showSegments}},
        {QStringLiteral("a2-acks-0"), {QStringLiteral("19-a2-acks-0"), showAnomalyOrEnd}},
        {QStringLiteral("a4-acks-all"), {QStringLiteral("20-a4-acks-all"), showAnomalyOrEnd}},
        {QStringLiteral("c1-hw-leo"),
            stageAt<event::HighWatermarkMoved>(QStringLiteral("21-c1-hw"))},
        {QStringLiteral("c2-isr-shrink"), stageAt<event::IsrProposed>(QStringLiteral("22-c2-isr"))},
        {QStringLiteral("c3-leader-election"),
            stageAt<event::LeaderElected>(QStringLiteral("23-c3-election"))},
        {QStringLiteral("c4-min-isr"),
            stageAt<event::AppendRejected>(QStringLiteral("24-c4-min-isr"))},
        {QStringLiteral("c5-unclean-election"),
            {QStringLiteral("25-c5-unclean"), showAnomalyOrEnd}},
        {QStringLiteral("c6-epoch-truncation"),
            stageAt<event::LogTruncated>(QStringLiteral("26-c6-truncation"))},
        {QStringLiteral("c7-controller-quorum"),
            stageAt<event::VoteCast>(QStringLiteral("27-c7-quorum"))},
        {QStringLiteral("c7-controller-quorum"),
            {QStringLiteral("28-c7-sequence"),
                [](MainWindow& window) {
                    window.page().showLens(WorkspacePage::Sequence);
                    seekLast(window, [](const event::Payload& payload) {
                        return std::holds_alternative<event::VoteCast>(payload);
                    });
                }}},
        {QStringLiteral("a8-retry-reorder"), {QStringLiteral("30-a8-producer"), showProducer}},
        {QStringLiteral("e2-assignors"), assignmentAtEnd(QStringLiteral("32-e2-assignment"))},
        {QStringLiteral("e3-sticky-goals"), assignmentAtEnd(QStringLiteral("33-e3-assignment"))},
        {QStringLiteral("e4-eager-cooperative"),
            assignmentAtEnd(QStringLiteral("34-e4-assignment"))},
        {QString::fromLatin1(kBigCluster),
            {QStringLiteral("29-heat-map"),
                [](MainWindow& window) {
                    showStage(window);
                    seekLast(window, [](const event::Payload& payload) {
                        return std::holds_alternative<event::BrokerFenced>(payload);
                    });
                }}},
    };
    const QStringList lessons = bundledLessonIds();
    std::erase_if(all, [&lessons](const SideShot& side) {
        return side.lesson != QLatin1String(kBigCluster) && !lessons.contains(side.lesson);
    });
    return all;
}

std::string bigClusterText()
{
    return R"(brokerscope: 1
id: big-cluster
title: {en: "Fifty brokers, a thousand partitions", zh_CN: "五十个 broker，一千个分区"}
seed: 42
cluster:
  brokers: 50
  controllers: 3
  config:
    broker.session.timeout.ms: 200ms
    broker.heartbeat.interval.ms: 50ms
    controller.quorum.fetch.timeout.ms: 600ms
    controller.quorum.election.timeout.ms: 100ms
    controller.quorum.election.backoff.max.ms: 100ms
    replica.fetch.wait.max.ms: 200ms
    replica.lag.time.max.ms: 300ms
topics:
  orders: {partitions: 600, replication.factor: 3}
  payments: {partitions: 400, replication.factor: 3}
producers:
  p1: {config: {acks: all, linger.ms: 5ms}, sends: {to: orders, rate: 500/s, keys: user-0..499, size: 100B}}
  p2: {config: {acks: all, linger.ms: 5ms}, sends: {to: payments, rate: 300/s, keys: user-0..499, size: 100B}}
script:
  - {at: 400ms, start: [p1, p2]}
  - {at: 600ms, stop: b7, how: power-loss}
  - {at: 620ms, pause: b23}
  - {at: 1100ms, end: true}
)";
}

} // namespace brokerscope::app
