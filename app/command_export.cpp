#include "app/commands.h"
#include "app/exit_code.h"
#include "app/export_file.h"
#include "app/interrupt.h"
#include "app/preferences.h"
#include "app/run_executor.h"
#include "app/run_options.h"
#include "app/terminal.h"
#include "app/time_argument.h"
#include "views/picture/theme.h"
#include "views/text/time_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace brokerscope::app {

namespace {

struct CommandExport {
    Q_DECLARE_TR_FUNCTIONS(CommandExport)
};

constexpr QLatin1String kAt("at");
constexpr QLatin1String kOut("out");
constexpr QLatin1String kTheme("theme");
constexpr QLatin1String kSize("size");

/// The smallest stage that has room for its words, and the largest that anybody prints.
constexpr int kSmallestSide = 360;
constexpr int kLargestSide = 16'384;

struct ExportOptions {
    RunOptions run;
    QString out;
    ExportFormat format = ExportFormat::Png;
    std::optional<Timestamp> at; ///< the end when nothing is said
    PictureSpec picture;
};

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "Writes a picture of a run at a moment (.png, .svg) or its events (.jsonl, .csv)."));
    addRunOptions(parser);
    parser.addOption({kOut, QStringLiteral("The file to write; its ending says what it becomes."),
        QStringLiteral("FILE")});
    parser.addOption({kAt,
        QStringLiteral(
            "The moment of a picture, e.g. 1734ms or 2.5s; the end when nothing is said."),
        QStringLiteral("TIME")});
    parser.addOption({kTheme, QStringLiteral("light (when nothing is said), dark or projector."),
        QStringLiteral("THEME"), QStringLiteral("light")});
    parser.addOption({kSize, QStringLiteral("Size of a picture; 1280x720 when nothing is said."),
        QStringLiteral("WxH"), QStringLiteral("1280x720")});
}

std::optional<QSizeF> sizeFrom(const QString& text)
{
    static const QRegularExpression kPattern(QStringLiteral("^(\\d{1,6})[x×](\\d{1,6})$"));
    const QRegularExpressionMatch match = kPattern.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const QSizeF size(match.captured(1).toInt(), match.captured(2).toInt());
    const bool sensible = std::min(size.width(), size.height()) >= kSmallestSide
        && std::max(size.width(), size.height()) <= kLargestSide;
    return sensible ? std::optional(size) : std::nullopt;
}

tl::expected<ExportOptions, QString> exportOptions(const QCommandLineParser& parser)
{
    auto run = runOptions(parser);
    if (!run) {
        return tl::unexpected(run.error());
    }
    ExportOptions options;
    options.run = std::move(*run);
    options.out = parser.value(kOut);
    const auto format = exportFormatOf(options.out);
    if (!format) {
        return tl::unexpected(CommandExport::tr(
            "Say with --out where to write: a file that ends in .png, .svg, .jsonl or .csv."));
    }
    options.format = *format;
    if (parser.isSet(kAt)) {
        options.at = timeFrom(parser.value(kAt));
        if (!options.at) {
            return tl::unexpected(CommandExport::tr(
                "--at takes a time with its unit, such as 1734ms or 2.5s, and '%1' is not one.")
                                      .arg(parser.value(kAt)));
        }
    }
    const auto theme = themeById(parser.value(kTheme));
    const auto size = sizeFrom(parser.value(kSize));
    if (!theme) {
        return tl::unexpected(
            CommandExport::tr("There is no theme '%1'; there are light, dark and projector.")
                .arg(parser.value(kTheme)));
    }
    if (!size) {
        return tl::unexpected(CommandExport::tr(
            "--size takes WIDTHxHEIGHT with both from %1 to %2, and '%3' is not that.")
                                  .arg(kSmallestSide)
                                  .arg(kLargestSide)
                                  .arg(parser.value(kSize)));
    }
    options.picture.theme = *theme;
    options.picture.size = *size;
    return options;
}

tl::expected<void, QString> exportAt(const views::RunView& run, const ExportOptions& options)
{
    if (options.at && *options.at > run.history->end()) {
        return tl::unexpected(
            CommandExport::tr("The run ends at %1 s, before the time that --at names.")
                .arg(views::timeText(run.history->end())));
    }
    if (!isPicture(options.format)) {
        TerminalProgress progress(CommandExport::tr("writing"));
        return exportEvents(options.out, *run.history, [&](std::size_t done, std::size_t all) {
            progress.show(static_cast<int>(done * 100 / all));
            return !wasInterrupted();
        });
    }
    views::setUpFonts();
    const views::Playhead playhead
        = views::playheadAt(*run.history, options.at.value_or(run.history->end()));
    const views::Scene scene{run, playhead,
        std::make_shared<const history::ClusterState>(run.history->stateAfter(playhead.applied))};
    return exportPicture(options.out, scene, {}, options.picture);
}

} // namespace

int commandExport(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    int exitCode = kFine;
    if (!parsed(parser, arguments, exitCode)) {
        return exitCode;
    }
    const auto options = exportOptions(parser);
    if (!options) {
        complain(options.error());
        return kUnusable;
    }
    auto chosen = chooseRun(options->run);
    if (!chosen) {
        complainPlainly(chosen.error());
        return kUnusable;
    }
    if (!chosen->view) {
        TerminalProgress progress(CommandExport::tr("running"));
        const Timestamp end = scenario::endOf(*chosen->view.scenario);
        chosen->view = executed(chosen->view.scenario, [&](const event::Recorder&, Timestamp now) {
            progress.show(
                static_cast<int>(now.micros() * 100 / std::max<std::int64_t>(1, end.micros())));
            return !wasInterrupted();
        });
    }
    const auto written
        = wasInterrupted() ? tl::expected<void, QString>{} : exportAt(chosen->view, *options);
    if (wasInterrupted()) {
        complain(CommandExport::tr("Interrupted; %1 was not written.").arg(options->out));
        return kInterrupted;
    }
    if (!written) {
        complain(written.error());
        return kUnusable;
    }
    return kFine;
}

} // namespace brokerscope::app
