#include "app/lesson_library.h"

#include "engine/scenario/reader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace brokerscope::app {

namespace {

constexpr QLatin1String kFolder(":/scenarios");
constexpr QLatin1String kEnding(".yaml");

} // namespace

QStringList bundledLessonIds()
{
    QStringList ids;
    const QStringList files
        = QDir(kFolder).entryList({QLatin1Char('*') % kEnding}, QDir::Files, QDir::Name);
    for (const QString& file : files) {
        ids.append(file.chopped(kEnding.size()));
    }
    return ids;
}

std::optional<std::string> bundledLessonText(const QString& id)
{
    if (id.contains(QLatin1Char('/'))) {
        return std::nullopt;
    }
    QFile file(kFolder % QLatin1Char('/') % id % kEnding);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    return file.readAll().toStdString();
}

std::vector<BundledLesson> bundledLessons()
{
    std::vector<BundledLesson> lessons;
    const QStringList ids = bundledLessonIds();
    for (const QString& id : ids) {
        const std::optional<std::string> text = bundledLessonText(id);
        auto scenario = scenario::readScenario(text.value_or(std::string{}));
        if (scenario) {
            lessons.push_back({id, std::move(*scenario)});
        }
    }
    return lessons;
}

} // namespace brokerscope::app
