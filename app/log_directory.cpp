#include "app/log_directory.h"

#include "engine/log/offset_checkpoint.h"
#include "engine/sim/real_file_reader.h"
#include "views/segments/segment_outline.h"

#include <QFileInfo>

#include <utility>

namespace brokerscope::app {

namespace {

constexpr std::chrono::milliseconds kPatience{500};

using Checkpoints = log::OffsetCheckpoint;

Checkpoints checkpoint(sim::FileReader& files, std::string_view name)
{
    return log::readCheckpoint(files, name).value_or(Checkpoints{});
}

Offset offsetIn(const Checkpoints& checkpoints, const inspect::PartitionFiles& partition)
{
    const auto found = checkpoints.find({partition.topic, partition.number});
    return found == checkpoints.end() ? kNoOffset : found->second;
}

ListedDirectory listOf(
    sim::FileReader& files, const inspect::DataDirectory& found, const QString& path)
{
    const Checkpoints starts = checkpoint(files, log::kLogStartFile);
    const Checkpoints watermarks = checkpoint(files, log::kHighWatermarkFile);
    const Checkpoints recovery = checkpoint(files, log::kRecoveryPointFile);
    ListedDirectory directory;
    directory.path = path;
    directory.isCleanlyClosed = found.isCleanlyClosed;
    for (const inspect::PartitionFiles& partition : found.partitions) {
        ListedPartition listed;
        listed.files = partition;
        if (partition.topic.empty()) {
            // The directory itself was opened; its own name says which partition it is.
            listed.files.topic = QFileInfo(path).fileName().toStdString();
        }
        for (const inspect::SegmentFiles& segment : partition.segments) {
            listed.bytes += segment.logBytes;
        }
        const Offset first
            = partition.segments.empty() ? Offset(0) : partition.segments.front().base;
        listed.start = std::max(first, offsetIn(starts, partition));
        listed.highWatermark = offsetIn(watermarks, partition);
        listed.recoveryPoint = offsetIn(recovery, partition);
        directory.partitions.push_back(std::move(listed));
    }
    return directory;
}

Offset endOf(sim::FileReader& files, const inspect::PartitionFiles& partition)
{
    return partition.segments.empty()
        ? Offset(0)
        : views::outlineOf(files, partition.segments.back(), std::nullopt).end;
}

} // namespace

struct LogDirectory::Job {
    QString path;
    std::atomic<bool> cancelled = false;
};

LogDirectory::LogDirectory(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_saidBusy = true;
        Q_EMIT busyChanged(true);
    });
}

LogDirectory::~LogDirectory()
{
    cancel();
    m_pool.waitForDone();
}

void LogDirectory::cancel()
{
    if (m_job != nullptr) {
        m_job->cancelled = true;
        finish(m_job);
    }
}

void LogDirectory::open(const QString& path)
{
    cancel();
    const auto job = std::make_shared<Job>();
    job->path = path;
    m_job = job;
    m_patience.start();
    m_pool.start([this, job] {
        work(job);
        QMetaObject::invokeMethod(
            this, [this, job] { finish(job); }, Qt::QueuedConnection);
    });
}

void LogDirectory::finish(const std::shared_ptr<Job>& job)
{
    if (job != m_job) {
        return;
    }
    m_job = nullptr;
    m_patience.stop();
    if (std::exchange(m_saidBusy, false)) {
        Q_EMIT busyChanged(false);
    }
}

void LogDirectory::work(const std::shared_ptr<Job>& job)
{
    // On this object's own thread, and not once something else was opened.
    const auto tell = [this, &job](auto what) {
        QMetaObject::invokeMethod(
            this,
            [this, job, what = std::move(what)] {
                if (job == m_job) {
                    what();
                }
            },
            Qt::QueuedConnection);
    };
    if (const std::optional<QString> trouble = troubleWith(job->path)) {
        tell([this, trouble] { Q_EMIT failed(*trouble); });
        return;
    }
    sim::RealFileReader files(job->path.toStdString());
    const auto found = inspect::readDirectory(files);
    if (!found || found->partitions.empty()) {
        tell([this, path = job->path] {
            Q_EMIT failed(tr("%1 holds no Kafka log: there is no directory such as orders-0 with "
                             "files such as 00000000000000000000.log in it.")
                              .arg(path));
        });
        return;
    }
    const ListedDirectory directory = listOf(files, *found, job->path);
    tell([this, directory] { Q_EMIT listed(directory); });
    const std::size_t count = directory.partitions.size();
    for (std::size_t i = 0; i < count && !job->cancelled; ++i) {
        const Offset end = endOf(files, directory.partitions[i].files);
        const int percent = static_cast<int>((i + 1) * 100 / count);
        tell([this, i, end, percent] {
            Q_EMIT endRead(i, end);
            Q_EMIT progressed(percent);
        });
    }
}

std::optional<QString> LogDirectory::troubleWith(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return tr("There is no directory %1.").arg(path);
    }
    if (!info.isDir()) {
        return tr("%1 is not a directory.").arg(path);
    }
    if (!info.isReadable() || !info.isExecutable()) {
        return tr("%1 may not be read.").arg(path);
    }
    return std::nullopt;
}

bool isDirectory(const QString& path)
{
    return QFileInfo(path).isDir();
}

} // namespace brokerscope::app
