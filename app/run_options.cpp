#include "app/run_options.h"

#include "app/exit_code.h"
#include "app/language.h"
#include "app/session_restore.h"
#include "app/source_file.h"
#include "app/terminal.h"
#include "engine/scenario/reader.h"
#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace brokerscope::app {

namespace {

struct RunOptionWords {
    Q_DECLARE_TR_FUNCTIONS(RunOptionWords)
};

QString lines(const scenario::Diagnostics& diagnostics, const QString& file)
{
    QStringList sentences;
    for (const scenario::Diagnostic& diagnostic : diagnostics) {
        sentences += views::toQString(diagnostic.sentence(file.toStdString()));
    }
    return sentences.join(QLatin1Char('\n'));
}

tl::expected<std::shared_ptr<const scenario::Scenario>, QString> readWith(
    const std::string& text, const std::vector<scenario::Edit>& edits, const QString& file)
{
    auto scenario = scenario::readScenario(text, edits);
    if (!scenario) {
        return tl::unexpected(lines(scenario.error(), file));
    }
    return std::make_shared<const scenario::Scenario>(std::move(*scenario));
}

/// Puts the contrast and the options' edits on top of what is chosen; a recorded run is no longer
/// the one wanted then.
tl::expected<ChosenRun, QString> withEdits(ChosenRun chosen, const RunOptions& options)
{
    std::vector<scenario::Edit> more;
    if (options.contrast) {
        auto base = readWith(chosen.scenarioText, chosen.edits, options.file);
        if (!base) {
            return tl::unexpected(base.error());
        }
        more = scenario::contrastEdits(**base);
        if (more.empty()) {
            return tl::unexpected(RunOptionWords::tr("%1 has no contrast run.").arg(options.file));
        }
    }
    more.insert(more.end(), options.sets.begin(), options.sets.end());
    if (more.empty() && chosen.view) {
        return chosen;
    }
    chosen.edits.insert(chosen.edits.end(), more.begin(), more.end());
    auto scenario = readWith(chosen.scenarioText, chosen.edits, options.file);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    chosen.view = {nullptr, nullptr, std::move(*scenario)};
    chosen.complete = true;
    return chosen;
}

tl::expected<ChosenRun, QString> fromSession(const RunOptions& options)
{
    auto session = restoreSession(options.file);
    if (!session) {
        return tl::unexpected(session.error());
    }
    ChosenRun chosen;
    chosen.scenarioText = session->source.text;
    chosen.scenarioName = session->source.name;
    for (const Run& run : session->runs) {
        if (run.id == session->current) {
            chosen.view = run.view;
            chosen.edits = run.edits;
            chosen.complete = run.complete;
        }
    }
    return withEdits(std::move(chosen), options);
}

} // namespace

void addLanguageOption(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("lang"),
        QStringLiteral("Language of sentences: en (when nothing is said) or zh_CN."),
        QStringLiteral("LANGUAGE"), QStringLiteral("en")});
}

void addRunOptions(QCommandLineParser& parser)
{
    parser.addPositionalArgument(QStringLiteral("FILE"),
        QStringLiteral("A scenario or session file, or the id of a bundled lesson."));
    parser.addOption(
        {QStringLiteral("seed"), QStringLiteral("Run with another seed."), QStringLiteral("N")});
    parser.addOption({QStringLiteral("set"),
        QStringLiteral("Change a value of the scenario, e.g. producers.p1.config.acks=all. "
                       "May be given several times."),
        QStringLiteral("PATH=VALUE")});
    parser.addOption(
        {QStringLiteral("contrast"), QStringLiteral("Run the scenario's contrast instead.")});
    addLanguageOption(parser);
}

bool parsed(QCommandLineParser& parser, const QStringList& arguments, int& exitCode)
{
    const QCommandLineOption help(
        {QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Say this."));
    parser.addOption(help);
    if (!parser.parse(arguments)) {
        complain(parser.errorText());
        exitCode = kUnusable;
        return false;
    }
    if (parser.isSet(help)) {
        QString text = parser.helpText();
        text.replace(QCoreApplication::arguments().constFirst(), arguments.constFirst());
        exitCode = print(text) ? kFine : kUnusable;
        return false;
    }
    const QString language = parser.value(QStringLiteral("lang"));
    if (!languages().contains(language)) {
        complain(RunOptionWords::tr("There is no language '%1'; there are %2.")
                     .arg(language, languages().join(QStringLiteral(", "))));
        exitCode = kUnusable;
        return false;
    }
    setLanguage(language);
    return true;
}

tl::expected<RunOptions, QString> runOptions(const QCommandLineParser& parser)
{
    const QStringList files = parser.positionalArguments();
    if (files.size() != 1) {
        return tl::unexpected(files.isEmpty()
                ? RunOptionWords::tr("Name the FILE that is meant; --help says more.")
                : RunOptionWords::tr("Name one FILE, not %1.").arg(files.size()));
    }
    RunOptions options;
    options.file = files.first();
    options.contrast = parser.isSet(QStringLiteral("contrast"));
    const QStringList sets = parser.values(QStringLiteral("set"));
    for (const QString& set : sets) {
        const qsizetype equals = set.indexOf(QLatin1Char('='));
        if (equals < 1) {
            return tl::unexpected(
                RunOptionWords::tr("--set takes PATH=VALUE, and '%1' is not that.").arg(set));
        }
        options.sets.emplace_back(
            scenario::SetValue{set.left(equals).toStdString(), set.mid(equals + 1).toStdString()});
    }
    if (parser.isSet(QStringLiteral("seed"))) {
        bool isNumber = false;
        const QString text = parser.value(QStringLiteral("seed"));
        const qulonglong seed = text.toULongLong(&isNumber);
        if (!isNumber) {
            return tl::unexpected(
                RunOptionWords::tr("--seed takes a whole number, and '%1' is not one.").arg(text));
        }
        options.sets.emplace_back(scenario::SetSeed{seed});
    }
    return options;
}

tl::expected<ChosenRun, QString> chooseRun(const RunOptions& options)
{
    auto source = openSource(options.file);
    if (!source) {
        return tl::unexpected(source.error());
    }
    if (source->kind == SourceFile::Kind::Session) {
        return fromSession(options);
    }
    ChosenRun chosen;
    chosen.scenarioText = std::move(source->text);
    chosen.scenarioName = options.file.toStdString();
    return withEdits(std::move(chosen), options);
}

} // namespace brokerscope::app
