#include "app/data_directory.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <filesystem>

namespace brokerscope::app {

namespace {

struct DataDirectoryWords {
    Q_DECLARE_TR_FUNCTIONS(DataDirectoryWords)
};

/// An id as Kafka makes and writes it: the 16 bytes of a random UUID in URL-safe base64, not
/// beginning with '-' (Kafka: Uuid.randomUuid). Here the bytes are a hash of what it is for.
QByteArray kafkaUuid(const QByteArray& purpose)
{
    for (int attempt = 0;; ++attempt) {
        const QByteArray hashed = purpose + QByteArray::number(attempt);
        QByteArray bytes = QCryptographicHash::hash(hashed, QCryptographicHash::Sha256);
        bytes.truncate(16);
        bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40); // version 4
        bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80); // variant of RFC 4122
        QByteArray text
            = bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        if (!text.startsWith('-')) {
            return text;
        }
    }
}

/// As Kafka 3.9 writes it (PropertiesUtils.writePropertiesFile), at the beginning of time.
QByteArray metaProperties(const scenario::BrokerDisk& disk, const QByteArray& run)
{
    return "#\n#Thu Jan 01 00:00:00 UTC 1970\nnode.id=" + QByteArray::number(disk.nodeId)
        + "\ndirectory.id=" + kafkaUuid(run + "directory of " + disk.broker.c_str())
        + "\nversion=1\ncluster.id=" + kafkaUuid(run + "cluster") + '\n';
}

/// Files below a folder, until one fails.
class Writer {
public:
    explicit Writer(const QString& root)
        : m_root(root)
    {
    }

    bool write(const QString& path, const char* bytes, std::size_t size)
    {
        QFile file(m_root.filePath(path));
        const bool written = m_root.mkpath(QFileInfo(path).path())
            && file.open(QIODevice::WriteOnly | QIODevice::NewOnly)
            && file.write(bytes, static_cast<qint64>(size)) == static_cast<qint64>(size)
            && file.flush();
        if (!written) {
            m_error = file.errorString();
        }
        return written;
    }
    bool write(const scenario::BrokerDisk& disk, const QByteArray& run)
    {
        const QString folder = QString::fromStdString(disk.broker) % QLatin1Char('/');
        const QByteArray meta = metaProperties(disk, run);
        bool good = write(folder % QLatin1String("meta.properties"), meta.constData(),
            static_cast<std::size_t>(meta.size()));
        for (const auto& [path, file] : disk.files) {
            good = good
                && write(folder % QString::fromStdString(path),
                    reinterpret_cast<const char*>(file.bytes->data()), file.bytes->size());
        }
        return good;
    }
    [[nodiscard]] const QString& error() const { return m_error; }

private:
    QDir m_root;
    QString m_error;
};

} // namespace

tl::expected<void, QString> checkNewDirectory(const QString& path)
{
    if (path.isEmpty()) {
        return tl::unexpected(DataDirectoryWords::tr("--data-dir takes the name of a folder."));
    }
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink()) {
        return {};
    }
    if (!info.isDir()) {
        return tl::unexpected(
            DataDirectoryWords::tr("%1 is not a folder; it is left alone.").arg(path));
    }
    const QDir::Filters all = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    if (!QDir(path).isEmpty(all)) {
        return tl::unexpected(
            DataDirectoryWords::tr("%1 is not empty; it is left alone.").arg(path));
    }
    return {};
}

tl::expected<void, QString> writeDataDirectory(const QString& path,
    const std::vector<scenario::BrokerDisk>& disks, const std::string& scenarioId,
    std::uint64_t seed)
{
    const auto failed = [&](const QString& why) {
        return tl::unexpected(DataDirectoryWords::tr("%1 was not written: %2.").arg(path, why));
    };
    if (auto allowed = checkNewDirectory(path); !allowed) {
        return allowed;
    }
    const QFileInfo info(path);
    const QString target
        = info.exists() ? info.canonicalFilePath() : QDir::cleanPath(info.absoluteFilePath());
    if (!QDir().mkpath(QFileInfo(target).path())) {
        return failed(DataDirectoryWords::tr("the folder around it cannot be made"));
    }
    // Beside it, so that it can be renamed; it removes itself unless it was.
    QTemporaryDir provisional(target % QLatin1String(".XXXXXX"));
    if (!provisional.isValid()) {
        return failed(provisional.errorString());
    }
    const QByteArray run
        = QByteArray::fromStdString(scenarioId) + '\n' + QByteArray::number(seed) + '\n';
    Writer writer(provisional.path());
    for (const scenario::BrokerDisk& disk : disks) {
        if (!writer.write(disk, run)) {
            return failed(writer.error());
        }
    }
    // A provisional folder is for its owner alone; a data directory need not be.
    QFile::setPermissions(provisional.path(),
        QFile::permissions(provisional.path()) | QFile::ReadGroup | QFile::ExeGroup
            | QFile::ReadOther | QFile::ExeOther);
    // rename(2) takes the place of an empty folder, and of nothing else.
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(provisional.path()).toStdString(),
        QFile::encodeName(target).toStdString(), error);
    if (error) {
        return failed(QString::fromLocal8Bit(error.message().c_str()));
    }
    provisional.setAutoRemove(false);
    return {};
}

} // namespace brokerscope::app
