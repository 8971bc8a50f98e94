#include "app/commands.h"
#include "app/conductor.h"
#include "app/data_directory.h"
#include "app/exit_code.h"
#include "app/interrupt.h"
#include "app/language.h"
#include "app/lesson_library.h"
#include "app/log_directory_page.h"
#include "app/main_window.h"
#include "app/output_file.h"
#include "app/preferences.h"
#include "app/run_options.h"
#include "app/source_file.h"
#include "app/terminal.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "engine/scenario/reader.h"
#include "views/controls/pill_button.h"
#include "views/events/event_log_view.h"
#include "views/segments/look_up_panel.h"
#include "views/segments/segments_lens.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QStyleFactory>
#include <QTemporaryDir>

namespace brokerscope::app {

namespace {

struct CommandScreenshots {
    Q_DECLARE_TR_FUNCTIONS(CommandScreenshots)
};

constexpr QSize kSizes[]{{1600, 1000}, {1280, 800}};

/// Layouts, plots and event lists that are filled on a worker thread have settled by then; what is
/// read of files may take longer.
void settle(MainWindow& window)
{
    QElapsedTimer timer;
    timer.start();
    const auto isReading = [&window] {
        return window.conductor().replicaFiles().isBusy() || window.page().segments()->isReading();
    };
    while (timer.elapsed() < 120 || (isReading() && timer.elapsed() < 10'000)) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

/// What is shown of a lesson, in the order of its run.
struct Shot {
    QString name;
    std::function<void(MainWindow&)> arrange;
};

/// The object of the first anomaly, so that the inspector has a story to tell.
void selectFirstAnomaly(MainWindow& window)
{
    const views::RunView& run = window.workspace().player().run();
    if (run.verdict->anomalies.empty()) {
        return;
    }
    const history::Anomaly& anomaly = run.verdict->anomalies.front();
    views::Selection selection;
    selection.kind = views::Selection::Kind::Record;
    selection.partition = anomaly.partition;
    selection.offset = anomaly.offset;
    selection.epoch = anomaly.epoch;
    window.workspace().player().seekEvent(anomaly.established);
    window.conductor().select(selection);
}

/// The replica of the first partition's leader at the end, in the segments lens.
void showSegments(MainWindow& window)
{
    Player& player = window.workspace().player();
    player.toEnd();
    const views::Scene scene = player.scene();
    views::Selection selection;
    selection.kind = views::Selection::Kind::Replica;
    selection.partition = PartitionId(0);
    const NodeId leader = scene.state->partition(selection.partition).leader;
    selection.node = leader == kNoNode ? NodeId(1) : leader;
    window.conductor().showScene();
    window.conductor().select(selection);
    window.page().showLens(WorkspacePage::Segments);
}

/// Looks the middle of the log up and shows all steps.
void lookUpMiddle(views::SegmentsView& lens)
{
    const views::LogContent& content = lens.content();
    const Offset end = content.segments.empty() ? Offset(0) : content.segments.back().end;
    lens.lookUp()->field()->setText(QString::number(end.value() / 2));
    lens.lookUp()->button()->click();
    lens.lookUp()->allButton()->click();
}

std::vector<Shot> shots()
{
    return {
        {QStringLiteral("1-start"),
            [](MainWindow& window) {
                window.page().showLens(WorkspacePage::Plots);
                window.workspace().player().toStart();
            }},
        {QStringLiteral("2-sending"),
            [](MainWindow& window) {
                Player& player = window.workspace().player();
                const Timestamp end = player.run().history->end();
                player.seek(Timestamp(end.micros() / 2));
            }},
        {QStringLiteral("3-question"),
            [](MainWindow& window) {
                Player& player = window.workspace().player();
                player.toStart();
                for (int i = 0; i < 64 && !player.isAtQuestion() && !player.isAtEnd(); ++i) {
                    player.step(StepUnit::LessonStep, Direction::Forward);
                }
            }},
        {QStringLiteral("4-loss"), selectFirstAnomaly},
        {QStringLiteral("5-why"),
            [](MainWindow& window) { window.page().showLens(WorkspacePage::Why); }},
        {QStringLiteral("6-event-log"),
            [](MainWindow& window) { window.page().showLens(WorkspacePage::EventLog); }},
        {QStringLiteral("7-contrast"),
            [](MainWindow& window) {
                window.page().showLens(WorkspacePage::Plots);
                window.conductor().select({});
                window.workspace().forkContrast();
                window.workspace().player().toEnd();
            }},
        {QStringLiteral("8-segments"), showSegments},
        {QStringLiteral("9-look-up"),
            [](MainWindow& window) { lookUpMiddle(*window.page().segments()); }},
    };
}

/// A lesson beside the one that was asked for: what only it can show.
struct SideShot {
    QString lesson;
    Shot shot;
};

void showEndOnStage(MainWindow& window)
{
    window.page().showLens(WorkspacePage::Plots);
    window.workspace().player().toEnd();
}

std::vector<SideShot> sideShots()
{
    return {
        {QStringLiteral("b1-segments"),
            {QStringLiteral("11-index-look-up"),
                [](MainWindow& window) {
                    showSegments(window);
                    settle(window);
                    lookUpMiddle(*window.page().segments());
                }}},
        {QStringLiteral("b3-retention"), {QStringLiteral("12-deleted-segments"), showEndOnStage}},
        {QStringLiteral("b4-compaction"), {QStringLiteral("13-compacted-stage"), showEndOnStage}},
        {QStringLiteral("b4-compaction"), {QStringLiteral("14-compacted-segments"), showSegments}},
    };
}

class Photographer {
public:
    /// `logDirectory`: of a broker, to be opened.
    Photographer(MainWindow& window, const QDir& folder, QString logDirectory)
        : m_window(window)
        , m_folder(folder)
        , m_logDirectory(std::move(logDirectory))
    {
    }

    /// All shots in one look. The error is one sentence.
    tl::expected<void, QString> shoot(const QString& lesson, const QString& look)
    {
        m_window.workspace().close();
        if (auto saved = save(look % QStringLiteral("-0-welcome")); !saved) {
            return saved;
        }
        m_window.open(lesson);
        for (const Shot& shot : shots()) {
            if (wasInterrupted()) {
                return tl::unexpected(CommandScreenshots::tr("Interrupted."));
            }
            shot.arrange(m_window);
            if (auto saved = save(look % QLatin1Char('-') % shot.name); !saved) {
                return saved;
            }
        }
        for (const SideShot& side : sideShots()) {
            if (wasInterrupted()) {
                return tl::unexpected(CommandScreenshots::tr("Interrupted."));
            }
            m_window.open(side.lesson);
            side.shot.arrange(m_window);
            if (auto saved = save(look % QLatin1Char('-') % side.shot.name); !saved) {
                return saved;
            }
        }
        m_window.open(m_logDirectory);
        return save(look % QStringLiteral("-10-log-directory"));
    }

private:
    tl::expected<void, QString> save(const QString& name)
    {
        settle(m_window);
        const QImage image = m_window.grab().toImage();
        return writeFile(m_folder.filePath(name % QStringLiteral(".png")),
            [&](QIODevice& device) { return image.save(&device, "PNG"); });
    }

    MainWindow& m_window;
    QDir m_folder;
    QString m_logDirectory;
};

/// Runs the lesson and writes what is on its brokers' disks. The answer is the directory of one.
tl::expected<QString, QString> makeLogDirectory(const QString& lesson, const QString& path)
{
    const auto source = openSource(lesson);
    if (!source) {
        return tl::unexpected(source.error());
    }
    const auto scenario = scenario::readScenario(source->text);
    if (!scenario) {
        return tl::unexpected(CommandScreenshots::tr("The lesson has a mistake."));
    }
    std::vector<scenario::BrokerDisk> disks;
    const auto history = scenario::run(*scenario, {}, &disks);
    if (auto written = writeDataDirectory(path, disks, scenario->id, scenario->seed); !written) {
        return tl::unexpected(written.error());
    }
    return path % QLatin1Char('/') % QString::fromStdString(disks.front().broker);
}

tl::expected<void, QString> shootAll(const QString& lesson, const QDir& folder)
{
    const QTemporaryDir home; // neither settings nor sessions of the user
    qputenv("BROKERSCOPE_HOME", home.path().toLocal8Bit());
    Preferences preferences(home.filePath(QStringLiteral("settings.ini")));
    MainWindow window(preferences);
    const auto logDirectory = makeLogDirectory(lesson, home.filePath(QStringLiteral("disks")));
    if (!logDirectory) {
        return tl::unexpected(logDirectory.error());
    }
    Photographer photographer(window, folder, *logDirectory);
    window.show();
    for (const QSize size : kSizes) {
        window.resize(size);
        for (const auto theme :
            {views::ThemeName::Light, views::ThemeName::Dark, views::ThemeName::Projector}) {
            window.setTheme(theme);
            for (const QString& language : languages()) {
                window.showLanguage(language);
                const QString look = QStringLiteral("%1x%2-%3-%4")
                                         .arg(size.width())
                                         .arg(size.height())
                                         .arg(themeId(theme), language);
                if (auto done = photographer.shoot(lesson, look); !done) {
                    return done;
                }
            }
        }
    }
    return {};
}

} // namespace

int commandScreenshots(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Saves pictures of the window in all themes, languages and two sizes."));
    parser.addPositionalArgument(
        QStringLiteral("DIR"), QStringLiteral("Where to; made if need be."));
    parser.addOption({QStringLiteral("lesson"),
        QStringLiteral("Which bundled lesson; the first when nothing is said."),
        QStringLiteral("ID")});
    addLanguageOption(parser);
    int exitCode = kFine;
    if (!parsed(parser, arguments, exitCode)) {
        return exitCode;
    }
    const QStringList folders = parser.positionalArguments();
    const QStringList lessons = bundledLessonIds();
    const QString lesson = parser.isSet(QStringLiteral("lesson"))
        ? parser.value(QStringLiteral("lesson"))
        : lessons.value(0);
    if (folders.size() != 1 || !QDir().mkpath(folders.first())) {
        complain(CommandScreenshots::tr("Name one DIR that can be written."));
        return kUnusable;
    }
    if (!lessons.contains(lesson)) {
        complain(CommandScreenshots::tr("There is no bundled lesson '%1'.").arg(lesson));
        return kUnusable;
    }
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    views::setUpFonts();
    const auto done = shootAll(lesson, QDir(folders.first()));
    if (!done) {
        complain(done.error());
        return wasInterrupted() ? kInterrupted : kUnusable;
    }
    return kFine;
}

} // namespace brokerscope::app
