#include "app/commands.h"
#include "app/conductor.h"
#include "app/exit_code.h"
#include "app/interrupt.h"
#include "app/language.h"
#include "app/lesson_library.h"
#include "app/main_window.h"
#include "app/output_file.h"
#include "app/preferences.h"
#include "app/run_options.h"
#include "app/terminal.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "views/events/event_log_view.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QStyleFactory>
#include <QTemporaryDir>

namespace brokerscope::app {

namespace {

struct CommandScreenshots {
    Q_DECLARE_TR_FUNCTIONS(CommandScreenshots)
};

constexpr QSize kSizes[]{{1600, 1000}, {1280, 800}};

/// Layouts, plots and event lists that are filled on a worker thread have settled by then.
void settle()
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 120) {
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

std::vector<Shot> shots()
{
    return {
        {QStringLiteral("1-start"),
            [](MainWindow& window) { window.workspace().player().toStart(); }},
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
    };
}

class Photographer {
public:
    Photographer(MainWindow& window, const QDir& folder)
        : m_window(window)
        , m_folder(folder)
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
        return {};
    }

private:
    tl::expected<void, QString> save(const QString& name)
    {
        settle();
        const QImage image = m_window.grab().toImage();
        return writeFile(m_folder.filePath(name % QStringLiteral(".png")),
            [&](QIODevice& device) { return image.save(&device, "PNG"); });
    }

    MainWindow& m_window;
    QDir m_folder;
};

tl::expected<void, QString> shootAll(const QString& lesson, const QDir& folder)
{
    const QTemporaryDir home; // neither settings nor sessions of the user
    qputenv("BROKERSCOPE_HOME", home.path().toLocal8Bit());
    Preferences preferences(home.filePath(QStringLiteral("settings.ini")));
    MainWindow window(preferences);
    Photographer photographer(window, folder);
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
