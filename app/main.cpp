#include "app/app_folders.h"
#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/log_directory.h"
#include "app/main_window.h"
#include "app/preferences.h"
#include "app/source_file.h"
#include "app/terminal.h"
#include "views/picture/theme.h"

#include <QApplication>
#include <QStyleFactory>

#include <algorithm>
#include <string_view>

namespace {

using namespace brokerscope::app;

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int runWindow(int argc, char** argv)
{
    const bool choosesPlatform = std::any_of(
        argv, argv + argc, [](const char* word) { return std::string_view(word) == "-platform"; });
    if (!hasDisplay() && !choosesPlatform) {
        complain(QStringLiteral("There is no display to open a window on; `brokerscope --help` "
                                "lists what works without."));
        return kUnusable;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("brokerscope"));
    QApplication::setApplicationVersion(QStringLiteral(BROKERSCOPE_VERSION));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    brokerscope::views::setUpFonts();

    const QStringList arguments = QApplication::arguments();
    Preferences preferences(settingsFile());
    MainWindow window(preferences);
    window.show();
    if (arguments.size() > 1) {
        window.open(arguments.at(1));
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    if (isCommandLine(argc, argv)) {
        return runCommandLine(argc, argv);
    }
    if (argc > 1 && argv[1][0] != '-' && !isDirectory(QString::fromLocal8Bit(argv[1]))) {
        // A name that leads nowhere is told where it was typed, rather than in a window.
        if (const auto source = openSource(QString::fromLocal8Bit(argv[1])); !source) {
            complain(source.error());
            return kUnusable;
        }
    }
    return runWindow(argc, argv);
}
