#include "app/commands.h"
#include "app/data_directory.h"
#include "app/exit_code.h"
#include "app/interrupt.h"
#include "app/run_executor.h"
#include "app/run_options.h"
#include "app/run_report.h"
#include "app/session_file_run.h"
#include "app/terminal.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace brokerscope::app {

namespace {

struct CommandRun {
    Q_DECLARE_TR_FUNCTIONS(CommandRun)
};

int complainAbout(const QString& sentence)
{
    complain(sentence);
    return kUnusable;
}

/// Runs what was chosen, streaming it into `file` if there is one. `disks`, if there is one, gets
/// the brokers' files. False when it was interrupted or the file failed.
bool execute(ChosenRun& chosen, SessionFileRun* file, std::vector<scenario::BrokerDisk>* disks)
{
    TerminalProgress progress(CommandRun::tr("running"));
    const Timestamp end = scenario::endOf(*chosen.view.scenario);
    const auto watch = [&](const event::Recorder& recorder, Timestamp now) {
        progress.show(
            end == Timestamp{} ? 100 : static_cast<int>(now.micros() * 100 / end.micros()));
        return !wasInterrupted() && (file == nullptr || file->update(recorder));
    };
    chosen.view = executed(chosen.view.scenario, watch, disks);
    chosen.complete = true;
    return !wasInterrupted() && (file == nullptr || file->finish(*chosen.view.history));
}

int report(const ChosenRun& chosen, bool contrast, bool asJson, double wallMs)
{
    const RunReport report{chosen.view, checkExpectations(chosen.view, contrast), wallMs};
    const bool printed = asJson
        ? print(reportJson(report).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
            + '\n')
        : print(reportText(report));
    if (!printed) {
        return complainAbout(
            CommandRun::tr("The report cannot be written to the standard output."));
    }
    return report.asExpected() ? kFine : kExpectationFailed;
}

void addOptions(QCommandLineParser& parser)
{
    addRunOptions(parser);
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON object.")});
    parser.addOption({QStringLiteral("session"),
        QStringLiteral("Record into this session file while running; one of the same scenario gets "
                       "one more run."),
        QStringLiteral("OUT")});
    parser.addOption({QStringLiteral("data-dir"),
        QStringLiteral("Write every broker's files into this folder, which must not be there yet "
                       "or be empty; Kafka's own tools can read them."),
        QStringLiteral("DIR")});
}

} // namespace

int commandRun(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Runs a scenario and says what became of its records."));
    addOptions(parser);
    int exitCode = kFine;
    if (!parsed(parser, arguments, exitCode)) {
        return exitCode;
    }
    const auto options = runOptions(parser);
    if (!options) {
        return complainAbout(options.error());
    }
    auto chosen = chooseRun(*options);
    if (!chosen) {
        complainPlainly(chosen.error());
        return kUnusable;
    }

    const bool wantsFiles = parser.isSet(QStringLiteral("data-dir"));
    const QString dataDir = parser.value(QStringLiteral("data-dir"));
    if (const auto allowed = checkNewDirectory(dataDir); wantsFiles && !allowed) {
        return complainAbout(allowed.error());
    }
    std::unique_ptr<SessionFileRun> file;
    if (parser.isSet(QStringLiteral("session"))) {
        auto opened = SessionFileRun::open(parser.value(QStringLiteral("session")), *chosen);
        if (!opened) {
            return complainAbout(opened.error());
        }
        file = std::move(*opened);
    }
    QElapsedTimer wall;
    wall.start();
    std::vector<scenario::BrokerDisk> disks;
    if ((!chosen->view || file != nullptr || wantsFiles)
        && !execute(*chosen, file.get(), wantsFiles ? &disks : nullptr)) {
        if (file != nullptr && file->error()) {
            return complainAbout(*file->error());
        }
        if (file != nullptr) {
            file->discard();
        }
        complain(CommandRun::tr("Interrupted."));
        return kInterrupted;
    }
    const double wallMs = static_cast<double>(wall.nsecsElapsed()) / 1e6;
    if (!chosen->complete) {
        complain(CommandRun::tr(
            "This run was cut off while it was being recorded; what follows is what was saved."));
    }
    if (wantsFiles) {
        const scenario::Scenario& scenario = *chosen->view.scenario;
        const auto written = writeDataDirectory(dataDir, disks, scenario.id, scenario.seed);
        if (!written) {
            return complainAbout(written.error());
        }
    }
    return report(*chosen, options->contrast, parser.isSet(QStringLiteral("json")), wallMs);
}

} // namespace brokerscope::app
