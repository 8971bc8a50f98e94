#include "views/lesson/contrast.h"

#include "engine/scenario/config.h"
#include "engine/scenario/quantity.h"
#include "views/text/command_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using scenario::ConfigScope;
using scenario::Scenario;

namespace {

struct ContrastText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ContrastText)
};

constexpr std::string_view kConfigPart = ".config.";

/// "producers.p1.config.acks" taken apart.
struct PropertyPath {
    std::string_view area; ///< "producers", "topics" …
    std::string_view name; ///< "p1"; empty for the cluster
    std::string_view property; ///< "acks"
};

std::optional<PropertyPath> propertyPath(std::string_view path)
{
    const std::size_t config = path.find(kConfigPart);
    if (config == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view owner = path.substr(0, config);
    const std::size_t dot = owner.find('.');
    return PropertyPath{owner.substr(0, dot),
        dot == std::string_view::npos ? "" : owner.substr(dot + 1),
        path.substr(config + kConfigPart.size())};
}

template <class Spec>
const scenario::ConfigMap* configOf(const std::vector<Spec>& specs, std::string_view name)
{
    const auto found = std::find_if(
        specs.begin(), specs.end(), [&](const Spec& spec) { return spec.name == name; });
    return found == specs.end() ? nullptr : &found->config;
}

struct Owner {
    const scenario::ConfigMap* config = nullptr;
    ConfigScope scope = ConfigScope::Broker;
};

Owner ownerOf(const Scenario& scenario, const PropertyPath& path)
{
    if (path.area == "producers") {
        return {configOf(scenario.producers, path.name), ConfigScope::Producer};
    }
    if (path.area == "consumers") {
        return {configOf(scenario.consumers, path.name), ConfigScope::Consumer};
    }
    if (path.area == "topics") {
        return {configOf(scenario.topics, path.name), ConfigScope::Topic};
    }
    return {&scenario.cluster.config, ConfigScope::Broker};
}

/// "script.4.at": when a command of the script comes.
const scenario::Command* commandOf(const Scenario& scenario, std::string_view path)
{
    constexpr std::string_view kScript = "script.";
    constexpr std::string_view kAt = ".at";
    if (!path.starts_with(kScript) || !path.ends_with(kAt)) {
        return nullptr;
    }
    const auto index = scenario::parseUnsigned(
        path.substr(kScript.size(), path.size() - kScript.size() - kAt.size()));
    return index && *index < scenario.script.size() ? &scenario.script[*index] : nullptr;
}

bool holdsProperty(const Scenario& scenario, const PropertyPath& property, const std::string& value)
{
    const Owner owner = ownerOf(scenario, property);
    const scenario::ConfigDef* def = scenario::findConfig(owner.scope, property.property);
    if (owner.config == nullptr || def == nullptr) {
        return false;
    }
    const auto set = owner.config->find(property.property);
    const auto wanted = scenario::normaliseValue(*def, value);
    return set != owner.config->end() && wanted && set->second == *wanted;
}

bool holds(const Scenario& scenario, const std::string& path, const std::string& value)
{
    if (const auto property = propertyPath(path)) {
        return holdsProperty(scenario, *property, value);
    }
    if (const scenario::Command* command = commandOf(scenario, path)) {
        const auto at = scenario::parseDuration(value);
        return at && command->at == Timestamp() + *at;
    }
    const bool isOld = scenario.cluster.truncateToHighWatermark;
    return path == "cluster.truncation" && (value == "high-watermark") == isOld;
}

QString changeText(const Scenario& scenario, const std::pair<std::string, std::string>& change)
{
    if (const scenario::Command* command = commandOf(scenario, change.first)) {
        return ContrastText::tr("%1 at %2", "a command of the script, and when it comes then")
            .arg(commandPill(*command), QString::fromStdString(change.second));
    }
    const auto property = propertyPath(change.first);
    std::string_view name = change.first;
    if (property) {
        name = property->property;
    } else if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos) {
        name = name.substr(dot + 1);
    }
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) + u'='
        + QString::fromStdString(change.second);
}

} // namespace

QString contrastText(const Scenario& scenario)
{
    QStringList changes;
    for (const auto& change : scenario.contrast) {
        changes += changeText(scenario, change);
    }
    return changes.join(u", "_s);
}

QString contrastShortText(const Scenario& scenario)
{
    if (scenario.contrast.empty()) {
        return {};
    }
    const QString first = changeText(scenario, scenario.contrast.front());
    return scenario.contrast.size() == 1 ? first : QString(first + u" …"_s);
}

bool contrastMovesCommand(const Scenario& scenario)
{
    return !scenario.contrast.empty()
        && commandOf(scenario, scenario.contrast.front().first) != nullptr;
}

bool contrastHolds(const Scenario& scenario)
{
    return !scenario.contrast.empty()
        && std::all_of(scenario.contrast.begin(), scenario.contrast.end(),
            [&](const auto& change) { return holds(scenario, change.first, change.second); });
}

} // namespace brokerscope::views
