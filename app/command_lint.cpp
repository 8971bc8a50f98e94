#include "app/commands.h"
#include "app/exit_code.h"
#include "app/run_options.h"
#include "app/session_restore.h"
#include "app/source_file.h"
#include "app/terminal.h"
#include "engine/scenario/reader.h"
#include "views/text/names.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>

namespace brokerscope::app {

namespace {

using Json = nlohmann::ordered_json;

struct CommandLint {
    Q_DECLARE_TR_FUNCTIONS(CommandLint)
};

/// What is wrong with one file.
struct Finding {
    QString file;
    std::optional<QString> unreadable; ///< one sentence; then there are no diagnostics
    scenario::Diagnostics diagnostics;

    [[nodiscard]] bool isFine() const { return !unreadable && diagnostics.empty(); }
};

Finding check(const QString& file)
{
    auto source = openSource(file);
    if (!source) {
        return {file, source.error(), {}};
    }
    if (source->kind == SourceFile::Kind::Session) {
        const auto session = restoreSession(file);
        return {file, session ? std::nullopt : std::optional(session.error()), {}};
    }
    const auto scenario = scenario::readScenario(source->text);
    return {file, std::nullopt, scenario ? scenario::Diagnostics{} : scenario.error()};
}

Json toJson(const Finding& finding)
{
    Json json;
    json["file"] = finding.file.toStdString();
    json["fine"] = finding.isFine();
    json["diagnostics"] = Json::array();
    if (finding.unreadable) {
        json["diagnostics"].push_back({{"message", finding.unreadable->toStdString()}});
    }
    for (const scenario::Diagnostic& each : finding.diagnostics) {
        json["diagnostics"].push_back({{"line", each.line}, {"column", each.column},
            {"where", each.where}, {"message", each.message}, {"nearest", each.nearest}});
    }
    return json;
}

void printPlainly(const std::vector<Finding>& findings, bool& printed)
{
    for (const Finding& finding : findings) {
        if (finding.isFine()) {
            printed = print(CommandLint::tr("%1: nothing to complain about").arg(finding.file)
                          % QLatin1Char('\n'))
                && printed;
        }
        if (finding.unreadable) {
            complain(*finding.unreadable);
        }
        for (const scenario::Diagnostic& diagnostic : finding.diagnostics) {
            complainPlainly(views::toQString(diagnostic.sentence(finding.file.toStdString())));
        }
    }
}

} // namespace

int commandLint(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Checks scenario and session files: every mistake with its line and column."));
    parser.addPositionalArgument(QStringLiteral("FILE..."),
        QStringLiteral("Scenario or session files, or ids of bundled lessons."));
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON object.")});
    addLanguageOption(parser);
    int exitCode = kFine;
    if (!parsed(parser, arguments, exitCode)) {
        return exitCode;
    }
    const QStringList files = parser.positionalArguments();
    if (files.isEmpty()) {
        complain(CommandLint::tr("Name at least one FILE; --help says more."));
        return kUnusable;
    }

    std::vector<Finding> findings;
    bool fine = true;
    for (const QString& file : files) {
        findings.push_back(check(file));
        fine = fine && findings.back().isFine();
    }
    bool printed = true;
    if (parser.isSet(QStringLiteral("json"))) {
        Json json;
        json["files"] = Json::array();
        for (const Finding& finding : findings) {
            json["files"].push_back(toJson(finding));
        }
        printed = print(json.dump() + '\n');
    } else {
        printPlainly(findings, printed);
    }
    return fine && printed ? kFine : kUnusable;
}

} // namespace brokerscope::app
