#pragma once

#include "views/segments/batch_origin.h"
#include "views/segments/segments_view.h"

namespace brokerscope::views {

/// The lens over a replica of a run: follows what is selected, says whose files it wants to see,
/// and selects what is opened in it.
class SegmentsLens : public SegmentsView {
    Q_OBJECT

public:
    struct Replica {
        NodeId broker = kNoNode;
        PartitionId partition = kNoPartition;
        bool operator==(const Replica&) const = default;
        [[nodiscard]] explicit operator bool() const { return broker != kNoNode; }
    };

    explicit SegmentsLens(QWidget* parent = nullptr,
        std::chrono::milliseconds patience = std::chrono::milliseconds(20));

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    /// Whose files are wanted: what was selected, before that the first partition's leader; none
    /// while there is none.
    [[nodiscard]] const Replica& replica() const { return m_replica; }
    /// The files of replica() at the playhead, or shortly before it.
    void setReplicaLog(const ShownLog& log);

Q_SIGNALS:
    void selectionRequested(const brokerscope::views::Selection& selection);
    /// replica() is another one.
    void replicaChanged();

protected:
    void changeEvent(QEvent* event) override;
    [[nodiscard]] QString originOf(const BatchContent& batch) const override;

private:
    [[nodiscard]] Replica replicaOf(const Selection& selection) const;
    /// The leader, or else the first broker that has a replica; may be none.
    [[nodiscard]] Replica firstReplicaOf(PartitionId partition) const;
    void setReplica(const Replica& replica);
    void openSelected();
    void requestSelection(Offset offset);
    void retranslate();

    Scene m_scene;
    Selection m_selection;
    Replica m_replica;
    mutable BatchPlace m_knownPlace; ///< of m_knownOrigin, in m_knownRun
    mutable BatchOrigin m_knownOrigin;
    mutable std::shared_ptr<const history::History> m_knownRun;
};

} // namespace brokerscope::views
