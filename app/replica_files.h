#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "engine/sim/file_set.h"
#include "views/run_view.h"
#include "views/segments/segments_lens.h"

#include <QThreadPool>

#include <compare>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <vector>

namespace brokerscope::app {

/// The files of a replica at the playhead, for the segments lens. The run is deterministic, so a
/// worker thread runs it again up to the last event that changed the broker's files; what came out
/// is kept for a while. No frame waits for it: while the playhead moves, the files of a moment
/// before are good enough.
class ReplicaFiles : public QObject {
    Q_OBJECT

public:
    explicit ReplicaFiles(QObject* parent = nullptr);
    ~ReplicaFiles() override;

    /// The files of this replica at the scene's playhead are wanted from now on.
    void want(const views::Scene& scene, const views::SegmentsLens::Replica& replica);
    [[nodiscard]] bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    /// A log with the newest files that there are of the wanted replica.
    void ready(const brokerscope::views::ShownLog& log);

private:
    /// The files of a broker change only by these events, so one of them stands for all moments up
    /// to the next.
    struct Moment {
        std::shared_ptr<const history::History> run;
        NodeId broker = kNoNode;
        std::size_t events = 0; ///< up to and with the last one that changed a file
        bool operator==(const Moment&) const = default;
    };
    struct Kept {
        Moment moment;
        std::shared_ptr<const sim::FileSet> files;
    };

    [[nodiscard]] Moment momentOf(const views::Scene& scene, NodeId broker);
    void fetch(const Moment& moment);
    void keep(const Moment& moment, std::shared_ptr<const sim::FileSet> files);
    void handOut(const Kept& kept);

    views::Scene m_scene;
    views::SegmentsLens::Replica m_replica;
    Moment m_wanted;
    std::optional<Moment> m_handedOut;
    std::optional<views::SegmentsLens::Replica> m_handedOutFor;
    views::ShownLog m_files; ///< of what was handed out
    std::list<Kept> m_kept; ///< newest first
    Moment m_changesOf; ///< run and broker of m_changes
    std::vector<std::uint32_t> m_changes; ///< events that changed its files, ascending
    bool m_isBusy = false;
    QThreadPool m_pool;
};

/// Whether the event may have changed what lies on its broker's disk.
[[nodiscard]] bool changesFiles(const event::Payload& payload);

/// What the lens shows of a replica, its files aside.
[[nodiscard]] views::ShownLog describedLog(
    const views::Scene& scene, const views::SegmentsLens::Replica& replica);

} // namespace brokerscope::app
