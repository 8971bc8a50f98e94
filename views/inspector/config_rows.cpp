#include "views/inspector/config_rows.h"

#include "views/inspector/pages.h"
#include "views/text/names.h"

namespace brokerscope::views {

using scenario::ConfigScope;

namespace {

void addRows(
    InspectorPage& page, const Scene& scene, const scenario::ConfigMap& set, ConfigScope scope)
{
    page.configs = configRows(set, scope, scene.run.scenario->kafka);
    if (!page.configs.isEmpty()) {
        page.configTitle = InspectorText::tr("Configured here");
    }
}

template <class Spec>
void addByName(InspectorPage& page, const Scene& scene, const std::vector<Spec>& specs,
    const std::string& name, ConfigScope scope)
{
    for (const Spec& spec : specs) {
        if (spec.name == name) {
            addRows(page, scene, spec.config, scope);
        }
    }
}

} // namespace

QList<InspectorRow> configRows(
    const scenario::ConfigMap& set, ConfigScope scope, scenario::KafkaVersion version)
{
    QList<InspectorRow> rows;
    for (const auto& [name, value] : set) {
        InspectorRow row;
        row.label = QString::fromStdString(name);
        row.value = QString::fromStdString(value);
        if (const scenario::ConfigDef* def = scenario::findConfig(scope, name)) {
            const QString usual = toQString(def->defaultFor(version));
            row.hint = usual.isEmpty() ? InspectorText::tr("Kafka has no default")
                                       : InspectorText::tr("Kafka's default: %1").arg(usual);
        }
        rows += row;
    }
    return rows;
}

void addTopicConfig(InspectorPage& page, const Scene& scene, PartitionId partition)
{
    if (scene.run.scenario) {
        addByName(page, scene, scene.run.scenario->topics,
            scene.run.history->roster().at(partition).topic, ConfigScope::Topic);
    }
}

void addNodeConfig(InspectorPage& page, const Scene& scene, NodeId node)
{
    if (!scene.run.scenario) {
        return;
    }
    const event::Roster::Node& who = scene.run.history->roster().at(node);
    switch (who.kind) {
    case event::NodeKind::Script:
        break;
    case event::NodeKind::Broker:
    case event::NodeKind::Controller:
        addRows(page, scene, scene.run.scenario->cluster.config, ConfigScope::Broker);
        break;
    case event::NodeKind::Producer:
        addByName(page, scene, scene.run.scenario->producers, who.name, ConfigScope::Producer);
        break;
    case event::NodeKind::Consumer:
        addByName(page, scene, scene.run.scenario->consumers, who.name, ConfigScope::Consumer);
        break;
    }
}

} // namespace brokerscope::views
