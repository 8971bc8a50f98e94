#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "engine/inspect/directory.h"
#include "engine/inspect/problem.h"

#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace brokerscope::app {

/// A partition of a directory, as far as it is known.
struct ListedPartition {
    inspect::PartitionFiles files;
    std::uint64_t bytes = 0; ///< of its .log files
    Offset start; ///< log start offset
    Offset end = kNoOffset; ///< LEO; kNoOffset: not read yet
    Offset highWatermark = kNoOffset; ///< of the checkpoints; kNoOffset: none there
    Offset recoveryPoint = kNoOffset;
    bool operator==(const ListedPartition&) const = default;
};

/// What was found in a directory.
struct ListedDirectory {
    QString path;
    bool isCleanlyClosed = false;
    std::vector<ListedPartition> partitions;
};

/// Opens a Kafka log directory, or one partition's directory, on a worker thread and never writes
/// to it. First comes the list, then the ends of the logs, one after another.
class LogDirectory : public QObject {
    Q_OBJECT

public:
    explicit LogDirectory(QObject* parent = nullptr);
    ~LogDirectory() override;

    /// What was opened before is forgotten.
    void open(const QString& path);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_job != nullptr; }

Q_SIGNALS:
    void listed(const brokerscope::app::ListedDirectory& directory);
    /// The end of the log of a partition is known. `index` into the list.
    void endRead(std::size_t index, brokerscope::Offset end);
    /// It cannot be opened; one sentence.
    void failed(const QString& sentence);
    /// It takes longer than half a second; or it is over.
    void busyChanged(bool isBusy);
    void progressed(int percent);

private:
    struct Job;
    void work(const std::shared_ptr<Job>& job);
    [[nodiscard]] static std::optional<QString> troubleWith(const QString& path);
    void finish(const std::shared_ptr<Job>& job);

    std::shared_ptr<Job> m_job;
    QTimer m_patience;
    bool m_saidBusy = false;
    QThreadPool m_pool;
};

/// Whether the path is a directory that this could open: for what a person names on the command
/// line or drops on the window.
[[nodiscard]] bool isDirectory(const QString& path);

} // namespace brokerscope::app
