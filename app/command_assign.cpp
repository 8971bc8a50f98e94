#include "app/assign_report.h"
#include "app/assign_words.h"
#include "app/commands.h"
#include "app/exit_code.h"
#include "app/interrupt.h"
#include "app/run_options.h"
#include "app/terminal.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace brokerscope::app {

namespace {

struct CommandAssign {
    Q_DECLARE_TR_FUNCTIONS(CommandAssign)
};

struct Options {
    QString file; ///< "-": stdin
    std::optional<assignor::Strategy> strategy; ///< instead of what the lines name
    bool json = false;
    bool explain = false;
};

QString shownName(const Options& options)
{
    return options.file == QLatin1String("-") ? CommandAssign::tr("stdin") : options.file;
}

tl::expected<Options, QString> readOptions(const QCommandLineParser& parser)
{
    const QStringList files = parser.positionalArguments();
    if (files.size() != 1) {
        return tl::unexpected(
            CommandAssign::tr("Name one FILE, or - for stdin; --help says more."));
    }
    Options options{files.front(), std::nullopt, parser.isSet(QStringLiteral("json")),
        parser.isSet(QStringLiteral("explain"))};
    if (parser.isSet(QStringLiteral("strategy"))) {
        const QString name = parser.value(QStringLiteral("strategy"));
        options.strategy = assignor::strategyNamed(name.toStdString());
        if (!options.strategy) {
            return tl::unexpected(CommandAssign::tr("There is no strategy '%1'; there is: %2.")
                                      .arg(name, strategyNames()));
        }
    }
    return options;
}

tl::expected<void, QString> openInput(QFile& file, const Options& options)
{
    if (options.file == QLatin1String("-")) {
        if (!file.open(STDIN_FILENO, QIODevice::ReadOnly)) {
            return tl::unexpected(CommandAssign::tr("stdin cannot be read."));
        }
        return {};
    }
    if (QFileInfo(options.file).isDir()) {
        return tl::unexpected(
            CommandAssign::tr("%1 is a folder, not a file of JSON lines.").arg(options.file));
    }
    file.setFileName(options.file);
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(
            CommandAssign::tr("%1 cannot be read: %2").arg(options.file, file.errorString()));
    }
    return {};
}

/// The assignors to ask for a line: the one that is wanted, or all of them for a table.
std::vector<AssignAnswer> answersFor(const assignor::Line& line, const Options& options)
{
    std::vector<AssignAnswer> answers;
    if (options.strategy) {
        answers.push_back(answerOf(line, options.strategy, options.explain));
        return answers;
    }
    for (const assignor::Strategy strategy : assignor::kStrategies) {
        answers.push_back(answerOf(line, strategy, options.explain));
    }
    if (line.mapping) {
        answers.push_back(answerOf(line, std::nullopt, options.explain));
    }
    return answers;
}

QString heading(const assignor::Line& line, const QString& place)
{
    int topics = 0;
    int partitions = 0;
    for (const assignor::Topic& topic : line.subscription.topics) {
        topics += topic.partitions > 0 ? 1 : 0;
        partitions += topic.partitions;
    }
    const auto members = static_cast<int>(line.subscription.members.size());
    return QStringLiteral("%1: %2, %3, %4\n")
        .arg(place, CommandAssign::tr("%n member(s)", "", members),
            CommandAssign::tr("%n topic(s)", "", topics),
            CommandAssign::tr("%n partition(s)", "", partitions));
}

/// What one line becomes; the error is what is wrong with it.
tl::expected<QString, QString> output(
    const QByteArray& text, const QString& place, const Options& options)
{
    const auto line = assignor::readLine({text.constData(), static_cast<std::size_t>(text.size())});
    if (!line) {
        return tl::unexpected(lineErrorText(line.error()));
    }
    if (!options.json) {
        return heading(*line, place) % answersTable(*line, answersFor(*line, options))
            % QLatin1Char('\n');
    }
    const auto strategy = options.strategy ? options.strategy : line->strategy;
    if (!strategy && !line->mapping) {
        return tl::unexpected(
            CommandAssign::tr("assignor is missing; it would be one of %1, or given with "
                              "--strategy.")
                .arg(strategyNames()));
    }
    const AssignAnswer answer = answerOf(*line, strategy, options.explain);
    return QString::fromStdString(answerJson(*line, answer)) % QLatin1Char('\n');
}

int assignLines(QFile& file, const Options& options)
{
    int number = 0;
    bool isEmpty = true;
    // The end is where nothing comes any more: a line has at least its line feed.
    for (QByteArray text = file.readLine(); !text.isEmpty(); text = file.readLine()) {
        if (wasInterrupted()) {
            complain(CommandAssign::tr("Interrupted."));
            return kInterrupted;
        }
        ++number;
        if (text.trimmed().isEmpty()) {
            continue;
        }
        isEmpty = false;
        const QString place = CommandAssign::tr("%1, line %2").arg(shownName(options)).arg(number);
        const auto result = output(text.trimmed(), place, options);
        if (!result) {
            complain(place % QStringLiteral(": ") % result.error());
            return kUnusable;
        }
        if (!print(*result)) {
            return kUnusable;
        }
    }
    if (isEmpty) {
        complain(CommandAssign::tr("%1 has no line with a group; each would be %2")
                     .arg(shownName(options),
                         QStringLiteral(
                             R"({"topics":{"t":3},"members":[{"id":"c1","topics":["t"]}]})")));
        return kUnusable;
    }
    return kFine;
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "Assigns partitions to the members of consumer groups as Kafka's assignors would. Each "
        "line of FILE is a JSON object:\n\n"
        "  {\"assignor\":\"sticky\",\"topics\":{\"t\":3},\"members\":[{\"id\":\"c1\",\"topics\":"
        "[\"t\"],\"owned\":[[\"t\",0]],\"generation\":3}]}\n\n"
        "A member may have instanceId and rack, the group partitionRacks and topicIds. The "
        "assignor custom has a mapping: {\"c1\":[[\"t\",0]]}. Without --json a table shows what "
        "every assignor would do."));
    parser.addPositionalArgument(
        QStringLiteral("FILE"), QStringLiteral("A file of JSON lines, or - for stdin."));
    parser.addOption({QStringLiteral("strategy"),
        QStringLiteral("Ask this assignor, whatever the lines name: %1.").arg(strategyNames()),
        QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("json"),
        QStringLiteral("Print each line's object with its assignment added.")});
    parser.addOption({QStringLiteral("explain"),
        QStringLiteral("Add every decision with the rule that made it.")});
    addLanguageOption(parser);
}

} // namespace

int commandAssign(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    int exitCode = kFine;
    if (!parsed(parser, arguments, exitCode)) {
        return exitCode;
    }
    const auto options = readOptions(parser);
    if (!options) {
        complain(options.error());
        return kUnusable;
    }
    QFile file;
    if (const auto opened = openInput(file, *options); !opened) {
        complain(opened.error());
        return kUnusable;
    }
    return assignLines(file, *options);
}

} // namespace brokerscope::app
