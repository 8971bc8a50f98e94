#pragma once

#include "views/assignment/assignment_picture.h"
#include "views/canvas/picture_widget.h"

#include <QPixmap>

#include <map>
#include <memory>
#include <optional>

namespace brokerscope::views {

/// The assignment lens as a widget: which group, which strategy, how many decisions. Which
/// rebalance it shows follows from the playhead.
///
/// A click on a strategy shows its assignment, one on a decision shows the assignment as it was
/// then, one on a partition or member selects it. Keys: , and . go a decision back and forward,
/// / shows the whole assignment, P and N ask for the previous and the next rebalance.
///
/// What stays while the playhead moves is painted into a pixmap once.
class AssignmentCanvas : public PictureWidget {
    Q_OBJECT

public:
    explicit AssignmentCanvas(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme) override;

    [[nodiscard]] const RebalanceData& data() const { return *m_data; }
    [[nodiscard]] const history::History* history() const { return m_scene.run.history.get(); }
    /// The group and the rebalance that are shown; nullptr when there are none.
    [[nodiscard]] const GroupRebalances* group() const;
    [[nodiscard]] std::size_t groupIndex() const { return m_group; }
    [[nodiscard]] std::size_t rebalanceIndex() const { return m_rebalance; }
    /// nullptr while the rebalance has no assignment.
    [[nodiscard]] const Comparison* comparison() const { return m_comparison.get(); }
    [[nodiscard]] const AssignmentChoice& choice() const { return m_choice; }

    void chooseGroup(std::size_t group);
    void chooseOutcome(std::size_t outcome);
    /// nullopt: the whole assignment.
    void setSteps(std::optional<std::size_t> steps);
    void step(int by);
    /// Asks for the time of another rebalance of the group.
    void askForRebalance(std::size_t rebalance);
    void askForNeighbour(int by);

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QSize sizeHint() const override { return {900, 440}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {360, 160}; }

Q_SIGNALS:
    void timeRequested(brokerscope::Timestamp time);
    void selectionRequested(const brokerscope::views::Selection& selection);
    void nodeMenuRequested(brokerscope::NodeId node, QPoint globalPosition);
    /// Another group, rebalance, strategy or step is shown.
    void shownChanged();

protected:
    [[nodiscard]] Picture makePicture() const override;
    [[nodiscard]] bool isTabStop(const QString& id) const override;
    void activated(const QString& id) override;
    void menuAsked(const QString& id, QPoint globalPosition) override;

    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] AssignmentSubject subject() const;
    [[nodiscard]] const Picture& base() const;
    [[nodiscard]] bool isLarge() const { return theme().scale() > 1; }
    [[nodiscard]] NodeId memberOf(const QString& id) const;

    void follow();
    void showRebalance(std::size_t rebalance);
    void baseChanged();

    Scene m_scene;
    Selection m_selection;
    std::shared_ptr<const RebalanceData> m_data;
    std::size_t m_group = 0;
    std::size_t m_rebalance = 0;
    AssignmentChoice m_choice;
    std::shared_ptr<const Comparison> m_comparison;
    /// By group and rebalance; of the present history.
    std::map<std::pair<std::size_t, std::size_t>, std::shared_ptr<const Comparison>> m_comparisons;

    mutable std::optional<Picture> m_base;
    QPixmap m_pixmap; // m_base painted
};

} // namespace brokerscope::views
