#pragma once

#include "app/event_export.h"
#include "views/picture/picture.h"
#include "views/picture/theme.h"
#include "views/run_view.h"

#include <QSizeF>
#include <QString>

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>

namespace brokerscope::app {

enum class ExportFormat : std::uint8_t { Png, Svg, JsonLines, Csv };

/// By a file's ending; nullopt for any other ending.
[[nodiscard]] std::optional<ExportFormat> exportFormatOf(const QString& path);
[[nodiscard]] bool isPicture(ExportFormat format);

/// How a picture of the stage is to look.
struct PictureSpec {
    QSizeF size{1280, 720};
    double scale = 1; ///< pixels of a PNG to a unit of size
    views::ThemeName theme = views::ThemeName::Light;
};

/// The stage at the scene's playhead. Needs a QGuiApplication. The error is one sentence.
[[nodiscard]] tl::expected<void, QString> exportPicture(const QString& path,
    const views::Scene& scene, const views::Selection& selection, const PictureSpec& spec);

/// A picture that is drawn already, as SVG; the scene gives it its title. The error is one
/// sentence.
[[nodiscard]] tl::expected<void, QString> exportDiagram(const QString& path,
    const views::Picture& picture, const views::Scene& scene, views::ThemeName theme);

/// The events of the run. When `progress` ends it, the file that was there stays. The error is one
/// sentence.
[[nodiscard]] tl::expected<void, QString> exportEvents(
    const QString& path, const history::History& history, const ExportProgress& progress = {});

} // namespace brokerscope::app
