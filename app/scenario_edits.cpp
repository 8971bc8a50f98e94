#include "app/scenario_edits.h"

#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace brokerscope::app {

namespace {

struct ScenarioEdits {
    Q_DECLARE_TR_FUNCTIONS(ScenarioEdits)
};

bool needsText(const scenario::Edit& edit)
{
    return std::holds_alternative<scenario::SetValue>(edit);
}

} // namespace

std::vector<scenario::Edit> joined(const Run& run, std::span<const scenario::Edit> more)
{
    std::vector<scenario::Edit> all = run.edits;
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

tl::expected<scenario::Scenario, QString> edited(
    const std::string& text, const Run& run, std::span<const scenario::Edit> more)
{
    if (std::any_of(more.begin(), more.end(), needsText)) {
        auto read = scenario::readScenario(text, joined(run, more));
        if (!read) {
            return tl::unexpected(
                diagnosticsSentence(read.error(), views::toQString(run.view.scenario->id)));
        }
        return std::move(*read);
    }
    scenario::Scenario scenario = *run.view.scenario;
    for (const scenario::Edit& edit : more) {
        if (!scenario::applyTo(scenario, edit)) {
            return tl::unexpected(
                ScenarioEdits::tr("This change does not fit the scenario as it is in this run."));
        }
    }
    return scenario;
}

QString diagnosticsSentence(const scenario::Diagnostics& diagnostics, const QString& file)
{
    if (diagnostics.empty()) {
        return {};
    }
    const QString first = views::toQString(diagnostics.front().sentence(file.toStdString()));
    const auto more = static_cast<int>(diagnostics.size()) - 1;
    return more == 0 ? first : ScenarioEdits::tr("%1 (and %n more)", nullptr, more).arg(first);
}

} // namespace brokerscope::app
