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
#include "app/screenshot_shots.h"
#include "app/source_file.h"
#include "app/terminal.h"
#include "app/what_if.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "engine/scenario/reader.h"
#include "views/segments/segments_lens.h"

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

/// How long a picture waits for what is read, run or tried out behind it.
constexpr int kLongest = 60'000;

/// A run that the window shows is in.
void waitForRun(MainWindow& window)
{
    while (window.workspace().executor().isBusy() && !wasInterrupted()) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    QApplication::processEvents();
}

/// Layouts, plots and event lists that are filled on a worker thread have settled by then; what is
/// read of files or tried out in other runs may take longer.
void settle(MainWindow& window)
{
    waitForRun(window);
    QElapsedTimer timer;
    timer.start();
    const auto isUnderWay = [&window] {
        return window.conductor().replicaFiles().isBusy() || window.page().segments()->isReading()
            || window.whatIf().isBusy();
    };
    while (timer.elapsed() < 120
        || (isUnderWay() && timer.elapsed() < kLongest && !wasInterrupted())) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

class Photographer {
public:
    /// `logDirectory`: of a broker, to be opened. `bigCluster`: the file of kBigCluster.
    Photographer(MainWindow& window, const QDir& folder, QString logDirectory, QString bigCluster)
        : m_window(window)
        , m_folder(folder)
        , m_logDirectory(std::move(logDirectory))
        , m_bigCluster(std::move(bigCluster))
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
        waitForRun(m_window);
        for (const Shot& shot : mainShots()) {
            if (auto taken = take(shot, look); !taken) {
                return taken;
            }
        }
        for (const SideShot& side : sideShots()) {
            m_window.open(side.lesson == QLatin1String(kBigCluster) ? m_bigCluster : side.lesson);
            waitForRun(m_window);
            if (auto taken = take(side.shot, look); !taken) {
                return taken;
            }
        }
        m_window.open(m_logDirectory);
        return save(look % QStringLiteral("-10-log-directory"));
    }

private:
    tl::expected<void, QString> take(const Shot& shot, const QString& look)
    {
        if (!wasInterrupted()) {
            shot.arrange(m_window);
            settle(m_window);
        }
        return wasInterrupted() ? tl::unexpected(CommandScreenshots::tr("Interrupted."))
                                : save(look % QLatin1Char('-') % shot.name);
    }

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
    QString m_bigCluster;
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

/// `looks`: what the names of the looks that are wanted begin with.
tl::expected<void, QString> shootAll(
    const QString& lesson, const QDir& folder, const QString& looks)
{
    const QTemporaryDir home; // neither settings nor sessions of the user
    qputenv("BROKERSCOPE_HOME", home.path().toLocal8Bit());
    Preferences preferences(home.filePath(QStringLiteral("settings.ini")));
    MainWindow window(preferences);
    const auto logDirectory = makeLogDirectory(lesson, home.filePath(QStringLiteral("disks")));
    if (!logDirectory) {
        return tl::unexpected(logDirectory.error());
    }
    const QString bigCluster = home.filePath(QStringLiteral("big-cluster.yaml"));
    if (auto written = writeFile(bigCluster,
            [](QIODevice& device) {
                const std::string text = bigClusterText();
                return device.write(text.data(), static_cast<qint64>(text.size()))
                    == static_cast<qint64>(text.size());
            });
        !written) {
        return written;
    }
    Photographer photographer(window, folder, *logDirectory, bigCluster);
    window.whatIf().survey().setPatience(std::chrono::milliseconds(0));
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
                if (!look.startsWith(looks)) {
                    continue;
                }
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
        QStringLiteral("Which bundled lesson; a3-acks-1-loss when nothing is said."),
        QStringLiteral("ID")});
    parser.addOption({QStringLiteral("look"),
        QStringLiteral(
            "Only the looks whose names begin so, e.g. 1600x1000-light-en; all when nothing is "
            "said."),
        QStringLiteral("NAME")});
    addLanguageOption(parser);
    int exitCode = kFine;
    if (!parsed(parser, arguments, exitCode)) {
        return exitCode;
    }
    const QStringList folders = parser.positionalArguments();
    const QStringList lessons = bundledLessonIds();
    const QString lesson = parser.isSet(QStringLiteral("lesson"))
        ? parser.value(QStringLiteral("lesson"))
        : QStringLiteral("a3-acks-1-loss");
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
    const auto done = shootAll(lesson, QDir(folders.first()), parser.value(QStringLiteral("look")));
    if (!done) {
        complain(done.error());
        return wasInterrupted() ? kInterrupted : kUnusable;
    }
    return kFine;
}

} // namespace brokerscope::app
