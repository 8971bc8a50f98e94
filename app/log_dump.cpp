#include "app/log_dump.h"

#include "app/exit_code.h"
#include "app/interrupt.h"
#include "app/terminal.h"
#include "engine/inspect/dump.h"
#include "engine/inspect/json_listing.h"
#include "engine/inspect/table_listing.h"
#include "engine/sim/real_file_reader.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <memory>
#include <optional>

namespace brokerscope::app {

namespace {

struct LogDump {
    Q_DECLARE_TR_FUNCTIONS(LogDump)
};

/// What one PATH names. Names of files are bytes; QString is only what is said of them.
struct Opened {
    std::string folder; ///< what stands before the reader's paths, as it was given
    std::unique_ptr<sim::RealFileReader> files;
    inspect::DataDirectory directory; ///< empty when `file` is meant
    std::string file;
};

std::string bytesOf(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

QString textOf(const std::string& path)
{
    return QFile::decodeName(QByteArray::fromStdString(path));
}

/// The sentence for a problem in a file below `folder`.
QString sentence(inspect::Problem problem, const std::string& folder)
{
    if (!folder.empty()) {
        problem.file = problem.file.empty() ? folder : folder + "/" + problem.file;
    }
    return textOf(inspect::describe(problem));
}

/// "a/b/" without the slashes at the end, but "/" as it is.
std::string withoutSlashes(std::string path)
{
    while (path.size() > 1 && path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

tl::expected<Opened, QString> openDirectory(const QString& path)
{
    Opened opened;
    opened.folder = withoutSlashes(bytesOf(path));
    opened.files = std::make_unique<sim::RealFileReader>(opened.folder);
    auto directory = inspect::readDirectory(*opened.files);
    if (!directory) {
        return tl::unexpected(sentence(directory.error(), opened.folder));
    }
    opened.directory = std::move(*directory);
    return opened;
}

tl::expected<Opened, QString> openFile(const QString& path)
{
    const std::string whole = bytesOf(path);
    const std::size_t slash = whole.rfind('/');
    Opened opened;
    opened.file = slash == std::string::npos ? whole : whole.substr(slash + 1);
    opened.folder = slash == std::string::npos ? "" : withoutSlashes(whole.substr(0, slash + 1));
    opened.files = std::make_unique<sim::RealFileReader>(
        opened.folder.empty() ? std::string(".") : opened.folder);
    if (inspect::fileKind(opened.file) == inspect::FileKind::Unknown) {
        return tl::unexpected(sentence(
            {inspect::ProblemKind::UnknownFile, opened.file, 0, kNoOffset, 0, 0}, opened.folder));
    }
    if (!opened.files->find(opened.file)) {
        return tl::unexpected(LogDump::tr("%1 cannot be read.").arg(path));
    }
    return opened;
}

tl::expected<Opened, QString> open(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return tl::unexpected(LogDump::tr("There is no %1.").arg(path));
    }
    return info.isDir() ? openDirectory(path) : openFile(path);
}

std::uint64_t logBytesOf(const std::vector<Opened>& opened)
{
    std::uint64_t bytes = 0;
    for (const Opened& each : opened) {
        for (const inspect::PartitionFiles& partition : each.directory.partitions) {
            for (const inspect::SegmentFiles& segment : partition.segments) {
                bytes += segment.logBytes;
            }
        }
        if (const auto file = each.file.empty() ? tl::unexpected(sim::IoError::Missing)
                                                : each.files->find(each.file);
            file) {
            bytes += each.files->size(*file);
        }
    }
    return bytes;
}

bool isSegmentOrIndex(const std::string& file)
{
    switch (inspect::fileKind(file)) {
    case inspect::FileKind::Log:
    case inspect::FileKind::OffsetIndex:
    case inspect::FileKind::TimeIndex:
    case inspect::FileKind::TxnIndex:
        return true;
    case inspect::FileKind::Snapshot:
    case inspect::FileKind::EpochCheckpoint:
    case inspect::FileKind::PartitionMetadata:
    case inspect::FileKind::OffsetCheckpoint:
    case inspect::FileKind::MetaProperties:
    case inspect::FileKind::Unknown:
        break;
    }
    return false;
}

/// One run of the command.
class LogDumper {
public:
    LogDumper(const LogDumpOptions& options, std::vector<Opened> opened)
        : m_options(options)
        , m_opened(std::move(opened))
        , m_output([](std::string_view text) { return print(std::string(text)); })
        , m_listing(makeListing())
        , m_total(logBytesOf(m_opened))
        , m_dump(
              *m_listing, {options.deep, options.verify},
              [this](const inspect::Problem& problem) { say(problem); },
              [this](std::uint64_t bytes) { return goOn(bytes); })
    {
    }

    int run()
    {
        const bool finished = tellAll();
        m_progress.reset();
        if (!finished && wasInterrupted()) {
            m_output.flush();
            complain(LogDump::tr("Interrupted."));
            return kInterrupted;
        }
        if (finished) {
            m_dump.finish();
        }
        if (!m_output.flush()) {
            complain(LogDump::tr("The dump cannot be written to the standard output."));
            return kUnusable;
        }
        if (m_dump.problems() == 0) {
            return kFine;
        }
        return !m_options.verify && m_dump.told() == 0 ? kUnusable : kSomethingWrong;
    }

private:
    std::unique_ptr<inspect::Listing> makeListing()
    {
        if (m_options.json) {
            return std::make_unique<inspect::JsonListing>(m_output);
        }
        if (m_options.verify && !m_options.deep) {
            return std::make_unique<inspect::SummaryListing>(m_output);
        }
        return std::make_unique<inspect::TableListing>(m_output);
    }

    /// First the segments of everything that was named, then what lies beside them.
    bool tellAll()
    {
        for (const bool segments : {true, false}) {
            for (const Opened& each : m_opened) {
                m_folder = each.folder;
                m_listing->setFolder(each.folder);
                if (!tell(each, segments)) {
                    return false;
                }
            }
        }
        return true;
    }

    bool tell(const Opened& opened, bool segments)
    {
        sim::FileReader& files = *opened.files;
        if (!opened.file.empty()) {
            return isSegmentOrIndex(opened.file) != segments || m_dump.file(files, opened.file);
        }
        for (const inspect::PartitionFiles& partition : opened.directory.partitions) {
            if (!(segments ? m_dump.segments(files, partition) : m_dump.state(files, partition))) {
                return false;
            }
        }
        if (!segments) {
            m_dump.checkpoints(files, opened.directory);
        }
        return true;
    }

    void say(const inspect::Problem& problem)
    {
        // The line that keeps changing must be gone before another is written.
        m_progress.reset();
        complain(sentence(problem, m_folder));
    }

    bool goOn(std::uint64_t bytes)
    {
        if (!m_progress) {
            m_progress.emplace(LogDump::tr("reading"));
        }
        m_progress->show(m_total == 0 ? 100 : static_cast<int>(bytes * 100 / m_total));
        return !wasInterrupted() && m_output.isGood();
    }

    const LogDumpOptions& m_options;
    std::vector<Opened> m_opened;
    inspect::Output m_output;
    std::unique_ptr<inspect::Listing> m_listing;
    std::uint64_t m_total;
    std::string m_folder; ///< of what is being told
    std::optional<TerminalProgress> m_progress;
    inspect::Dump m_dump;
};

} // namespace

int dumpLogs(const LogDumpOptions& options)
{
    std::vector<Opened> opened;
    for (const QString& path : options.paths) {
        auto one = open(path);
        if (!one) {
            complain(one.error());
            return kUnusable;
        }
        opened.push_back(std::move(*one));
    }
    return LogDumper(options, std::move(opened)).run();
}

} // namespace brokerscope::app
