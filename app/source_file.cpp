#include "app/source_file.h"

#include "app/lesson_library.h"
#include "engine/scenario/reader.h"
#include "views/text/names.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace brokerscope::app {

namespace {

struct SourceWords {
    Q_DECLARE_TR_FUNCTIONS(SourceWords)
};

bool beginsLikeSqlite(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(15) == QByteArrayLiteral("SQLite format 3");
}

bool isSession(const QString& path)
{
    return path.endsWith(QStringLiteral(".brokerscope"), Qt::CaseInsensitive)
        || beginsLikeSqlite(path);
}

} // namespace

tl::expected<SourceFile, QString> openSource(const QString& name)
{
    if (!QFileInfo::exists(name)) {
        if (auto text = bundledLessonText(name)) {
            return SourceFile{SourceFile::Kind::Scenario, name, std::move(*text)};
        }
        if (!name.contains(QLatin1Char('/')) && !name.contains(QLatin1Char('.'))) {
            return tl::unexpected(SourceWords::tr(
                "There is no file '%1', nor a bundled lesson of that name (there is: %2).")
                                      .arg(name, bundledLessonIds().join(QStringLiteral(", "))));
        }
    }
    const QFileInfo info(name);
    if (info.isFile() && isSession(name)) {
        return SourceFile{SourceFile::Kind::Session, name, {}};
    }
    auto text = scenario::readText(name.toStdString());
    if (!text) {
        return tl::unexpected(views::toQString(text.error()));
    }
    return SourceFile{SourceFile::Kind::Scenario, name, std::move(*text)};
}

} // namespace brokerscope::app
