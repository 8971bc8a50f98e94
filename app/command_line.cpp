#include "app/command_line.h"

#include "app/commands.h"
#include "app/exit_code.h"
#include "app/interrupt.h"
#include "app/terminal.h"

#include <QApplication>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace brokerscope::app {

namespace {

struct Entry {
    std::string_view name;
    int (*carryOut)(const QStringList&);
};

constexpr std::array kCommands{
    Entry{"run", commandRun},
    Entry{"lint", commandLint},
    Entry{"export", commandExport},
    Entry{"log", commandLog},
    Entry{"assign", commandAssign},
    Entry{"screenshots", commandScreenshots},
};

constexpr const char* kHelp = R"(See how Apache Kafka behaves.

  brokerscope [FILE]              open the window, with a scenario, a session or a bundled lesson,
                                  or with a Kafka log directory (read-only)
  brokerscope run FILE            run a scenario and say what became of its records
  brokerscope lint FILE...        check scenario and session files
  brokerscope export FILE --out   write a picture (.png, .svg) or the events (.jsonl, .csv) of a run
  brokerscope log dump PATH...    show and check the files of a Kafka log
  brokerscope assign FILE|-       what each of Kafka's assignors gives the members of a group
  brokerscope screenshots DIR     save pictures of the window in all themes and languages
  brokerscope COMMAND --help      say more about a command
  brokerscope --version           say which version this is

FILE is a path or the id of a bundled lesson, such as a3-acks-1-loss.
Exit codes: 0 fine, 1 an expectation of the scenario or a check failed, 2 unusable input or output.
)";

const Entry* findCommand(std::string_view name)
{
    const auto* entry = std::find_if(kCommands.begin(), kCommands.end(),
        [name](const Entry& each) { return each.name == name; });
    return entry == kCommands.end() ? nullptr : entry;
}

bool isQuestion(std::string_view word)
{
    return word == "--help" || word == "-h" || word == "--version" || word == "-v";
}

/// Pictures need fonts, and the window needs widgets; everything else does without.
bool needsGui(int argc, char** argv)
{
    const std::string_view command = argv[1];
    const auto isPicture
        = [](std::string_view word) { return word.ends_with(".png") || word.ends_with(".svg"); };
    return command == "screenshots"
        || (command == "export" && std::any_of(argv + 2, argv + argc, isPicture));
}

/// On stderr stands what concerns the person's input; Qt's remarks on its surroundings do not
/// belong there.
void keepSevere(QtMsgType type, const QMessageLogContext& /*context*/, const QString& text)
{
    if (type == QtCriticalMsg || type == QtFatalMsg) {
        complain(text);
    }
}

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv)
{
    if (!needsGui(argc, argv)) {
        return std::make_unique<QCoreApplication>(argc, argv);
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace

bool isCommandLine(int argc, char** argv)
{
    return argc > 1 && (findCommand(argv[1]) != nullptr || isQuestion(argv[1]));
}

int runCommandLine(int argc, char** argv)
{
    const std::string_view word = argv[1];
    if (isQuestion(word)) {
        const std::string text
            = word == "--version" || word == "-v" ? "brokerscope " BROKERSCOPE_VERSION "\n" : kHelp;
        return print(text) ? kFine : kUnusable;
    }
    watchInterrupts();
    qInstallMessageHandler(keepSevere);
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("brokerscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BROKERSCOPE_VERSION));

    QStringList arguments = QCoreApplication::arguments();
    arguments.removeAt(1);
    arguments[0] = QStringLiteral("brokerscope ") % QString::fromLatin1(word.data());
    return findCommand(word)->carryOut(arguments);
}

} // namespace brokerscope::app
