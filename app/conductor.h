#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "app/replica_files.h"
#include "app/workspace.h"
#include "views/run_view.h"

class QMenu;
class QPoint;

namespace brokerscope::app {

class WorkspacePage;

/// Between the workspace and its views: what moves in the workspace is shown, what is wished in a
/// view is done. Keeps the one object that is selected.
class Conductor : public QObject {
    Q_OBJECT

public:
    Conductor(Workspace& workspace, WorkspacePage& page, QObject* parent = nullptr);

    [[nodiscard]] const views::Selection& selection() const { return m_selection; }
    [[nodiscard]] const ReplicaFiles& replicaFiles() const { return m_files; }
    void select(const views::Selection& selection);

    /// A command at a moment becomes part of the script: the run forks.
    void addCommand(const scenario::Command& command);

    /// Fills a menu with one submenu for each node that something can be done to and each topic.
    void fillNodes(QMenu& menu);

    /// Shows the run at the playhead now rather than in the next turn of the event loop.
    void showScene();

Q_SIGNALS:
    /// Another object is selected, or none.
    void selected(const brokerscope::views::Selection& selection);
    /// A new frame is on the screen.
    void sceneShown(const brokerscope::views::Scene& scene);
    /// Something worth saying; one sentence.
    void informed(const QString& sentence);

private:
    void connectPlayer();
    void connectViews();
    void connectTimeline();
    void connectSegments();
    void connectProducer();
    [[nodiscard]] std::vector<scenario::Edit> movesOf(std::size_t command, Timestamp to) const;
    /// The files for the segments lens, as long as it is in sight.
    void wantFiles();
    void scheduleScene();
    void takeRun();
    void takeScenario();
    void notePrediction(std::size_t step, qint64 value, bool right);
    void updateQuestionStops();
    void resetLesson();
    /// Of a node, a partition, or a replica: the node with its partition. What is not asked about
    /// is kNoNode or kNoPartition.
    void showObjectMenu(NodeId node, QPoint place, PartitionId partition);
    void showMessageMenu(EventId message, QPoint place);
    /// Shows the producer from within, in the lens that is there for it.
    void zoomInto(NodeId producer);
    void showCommandMenu(std::size_t command, QPoint place);
    void settleSelection();

    Workspace& m_workspace;
    WorkspacePage& m_page;
    views::Selection m_selection;
    ReplicaFiles m_files;
    std::shared_ptr<const history::History> m_shownRun;
    bool m_scheduled = false;
};

} // namespace brokerscope::app
