#include "app/output_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace brokerscope::app {

namespace {

struct OutputFile {
    Q_DECLARE_TR_FUNCTIONS(OutputFile)
};

} // namespace

tl::expected<void, QString> writeFile(
    const QString& path, const std::function<bool(QIODevice&)>& write)
{
    const QFileInfo target(path);
    if (target.exists() && !target.isFile()) {
        return tl::unexpected(target.isDir()
                ? OutputFile::tr("%1 is a folder; name a file in it.").arg(path)
                : OutputFile::tr("%1 is not a regular file, so it is left alone.").arg(path));
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return tl::unexpected(
            OutputFile::tr("%1 cannot be written: %2.").arg(path, file.errorString()));
    }
    if (!write(file)) {
        file.cancelWriting();
        return tl::unexpected(
            OutputFile::tr("%1 was not written: %2.").arg(path, file.errorString()));
    }
    if (!file.commit()) {
        return tl::unexpected(
            OutputFile::tr("%1 cannot be written: %2.").arg(path, file.errorString()));
    }
    return {};
}

} // namespace brokerscope::app
