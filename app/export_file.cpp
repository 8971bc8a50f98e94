#include "app/export_file.h"

#include "app/output_file.h"
#include "views/picture/export_picture.h"
#include "views/stage/stage_picture.h"
#include "views/text/event_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>

namespace brokerscope::app {

namespace {

struct ExportFile {
    Q_DECLARE_TR_FUNCTIONS(ExportFile)
};

QString titleOf(const views::Scene& scene)
{
    const scenario::Scenario& scenario = *scene.run.scenario;
    const QString title = views::toQString(scenario.title.in(views::contentLanguage()));
    return ExportFile::tr("%1, %2 s")
        .arg(title.isEmpty() ? views::toQString(scenario.id) : title,
            views::timeText(scene.playhead.time));
}

} // namespace

std::optional<ExportFormat> exportFormatOf(const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png")) {
        return ExportFormat::Png;
    }
    if (ending == QLatin1String("svg")) {
        return ExportFormat::Svg;
    }
    if (ending == QLatin1String("jsonl")) {
        return ExportFormat::JsonLines;
    }
    if (ending == QLatin1String("csv")) {
        return ExportFormat::Csv;
    }
    return std::nullopt;
}

bool isPicture(ExportFormat format)
{
    return format == ExportFormat::Png || format == ExportFormat::Svg;
}

tl::expected<void, QString> exportPicture(const QString& path, const views::Scene& scene,
    const views::Selection& selection, const PictureSpec& spec)
{
    const views::Theme theme(spec.theme);
    const views::StageOptions options{.large = spec.theme == views::ThemeName::Projector};
    const views::Picture picture = views::stagePicture(scene, selection, spec.size, options);
    return writeFile(path, [&](QIODevice& device) {
        return exportFormatOf(path) == ExportFormat::Svg
            ? views::writeSvg(device, picture, theme, titleOf(scene))
            : views::toImage(picture, theme, spec.scale).save(&device, "PNG");
    });
}

tl::expected<void, QString> exportDiagram(const QString& path, const views::Picture& picture,
    const views::Scene& scene, views::ThemeName theme)
{
    return writeFile(path, [&](QIODevice& device) {
        return views::writeSvg(device, picture, views::Theme(theme), titleOf(scene));
    });
}

tl::expected<void, QString> exportEvents(
    const QString& path, const history::History& history, const ExportProgress& progress)
{
    return writeFile(path, [&](QIODevice& device) {
        return exportFormatOf(path) == ExportFormat::Csv
            ? writeCsv(device, history, progress)
            : writeJsonLines(device, history, progress);
    });
}

} // namespace brokerscope::app
