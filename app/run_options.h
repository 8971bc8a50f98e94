#pragma once

#include "engine/scenario/edit.h"
#include "engine/scenario/runner.h"
#include "views/run_view.h"

#include <QCommandLineParser>

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace brokerscope::app {

/// The options that say which run is meant, the same for every command that has one.
struct RunOptions {
    QString file;
    std::vector<scenario::Edit> sets; ///< --set, then --seed
    bool contrast = false;
};

void addRunOptions(QCommandLineParser& parser);
void addLanguageOption(QCommandLineParser& parser);

/// Parses and sets the language. False when the command is over already: `exitCode` says how
/// (--help was answered, or a mistake has been complained about).
[[nodiscard]] bool parsed(QCommandLineParser& parser, const QStringList& arguments, int& exitCode);

/// The error is one sentence.
[[nodiscard]] tl::expected<RunOptions, QString> runOptions(const QCommandLineParser& parser);

/// What the options name, found and read.
struct ChosenRun {
    views::RunView
        view; ///< history and verdict only where a session has them recorded as they are wanted
    std::string scenarioText;
    std::string scenarioName;
    std::vector<scenario::Edit> edits; ///< of the run, over the text
    bool complete = true; ///< false: the session was cut off in this run
};

/// The error is what to say on stderr: one sentence, or one line for each mistake in a scenario.
[[nodiscard]] tl::expected<ChosenRun, QString> chooseRun(const RunOptions& options);

} // namespace brokerscope::app
