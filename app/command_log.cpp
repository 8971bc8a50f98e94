#include "app/commands.h"
#include "app/exit_code.h"
#include "app/log_dump.h"
#include "app/run_options.h"
#include "app/terminal.h"

#include <QCoreApplication>

namespace brokerscope::app {

namespace {

struct CommandLog {
    Q_DECLARE_TR_FUNCTIONS(CommandLog)
};

constexpr QLatin1String kDump("dump");

int commandLogDump(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Shows what stands in the files of a Kafka log, of ours or of a real broker. They are only "
        "read, never changed."));
    parser.addPositionalArgument(QStringLiteral("PATH..."),
        QStringLiteral("A data directory, the directory of a partition, or a file in it: a segment "
                       "(.log), an index (.index, .timeindex, .txnindex), a producer snapshot "
                       "(.snapshot) or a checkpoint."));
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print a JSON object on each line.")});
    parser.addOption(
        {QStringLiteral("deep"), QStringLiteral("Show the records, not only their batches.")});
    parser.addOption({QStringLiteral("verify"),
        QStringLiteral(
            "Check CRCs, order, and indexes against their log; say on stderr what is "
            "wrong, and exit with 1 if anything is. Alone, print a line for each file.")});
    addLanguageOption(parser);
    int exitCode = kFine;
    if (!parsed(parser, arguments, exitCode)) {
        return exitCode;
    }
    if (parser.positionalArguments().isEmpty()) {
        complain(CommandLog::tr("Name at least one PATH; --help says more."));
        return kUnusable;
    }
    LogDumpOptions options;
    options.paths = parser.positionalArguments();
    options.json = parser.isSet(QStringLiteral("json"));
    options.deep = parser.isSet(QStringLiteral("deep"));
    options.verify = parser.isSet(QStringLiteral("verify"));
    return dumpLogs(options);
}

} // namespace

int commandLog(const QStringList& arguments)
{
    const QString word = arguments.value(1);
    if (word == QLatin1String("--help") || word == QLatin1String("-h")) {
        return print(QStringLiteral("Usage: brokerscope log dump [options] PATH...\n\n"
                                    "brokerscope log dump --help says more.\n"))
            ? kFine
            : kUnusable;
    }
    if (word != kDump) {
        complain(word.isEmpty()
                ? CommandLog::tr("Say what to do with a log: brokerscope log dump PATH.")
                : CommandLog::tr("There is no 'log %1'; there is 'log dump'.").arg(word));
        return kUnusable;
    }
    QStringList rest = arguments;
    rest.removeAt(1);
    rest[0] += QLatin1Char(' ') % kDump;
    return commandLogDump(rest);
}

} // namespace brokerscope::app
