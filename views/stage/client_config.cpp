#include "views/stage/client_config.h"

#include "engine/scenario/config.h"
#include "views/text/names.h"

#include <algorithm>
#include <array>
#include <string>

namespace brokerscope::views {

namespace {

constexpr std::array<std::string_view, 5> kShown{
    "acks", "linger.ms", "batch.size", "buffer.memory", "max.in.flight.requests.per.connection"};

template <class Specs>
auto specOf(const Specs& specs, const std::string& name)
{
    const auto found
        = std::ranges::find_if(specs, [&](const auto& spec) { return spec.name == name; });
    return found == specs.end() ? nullptr : &*found;
}

const scenario::ProducerSpec* producerSpec(const RunView& run, const std::string& name)
{
    return run.scenario ? specOf(run.scenario->producers, name) : nullptr;
}

} // namespace

ProducerConfig producerConfig(const RunView& run, NodeId producer)
{
    const std::string& name = run.history->roster().at(producer).name;
    scenario::ConfigMap set;
    if (const auto* spec = producerSpec(run, name)) {
        set = spec->config;
    } else {
        for (const std::string_view property : kShown) {
            if (const auto value = run.history->configured(name, property)) {
                set.emplace(property, *value);
            }
        }
    }
    const auto version = run.scenario ? run.scenario->kafka : scenario::KafkaVersion::V39;
    const scenario::Config config(scenario::ConfigScope::Producer, version, set);
    const QString acks = toQString(config.text("acks"));
    return {acks == QLatin1String("-1") ? QStringLiteral("all") : acks, config.millis("linger.ms"),
        config.integer("batch.size"), config.integer("buffer.memory"),
        config.integer("max.in.flight.requests.per.connection")};
}

std::vector<PartitionId> producedPartitions(const RunView& run, NodeId producer)
{
    const event::Roster& roster = run.history->roster();
    const auto* spec = producerSpec(run, roster.at(producer).name);
    std::vector<PartitionId> found;
    for (std::size_t i = 0; i < roster.partitions.size(); ++i) {
        const auto& partition = roster.partitions[i];
        const bool topicFits = spec == nullptr || partition.topic == spec->sends.topic;
        const bool numberFits = spec == nullptr || !spec->sends.partition
            || *spec->sends.partition == partition.number;
        if (topicFits && numberFits) {
            found.emplace_back(static_cast<std::uint16_t>(i));
        }
    }
    return found;
}

} // namespace brokerscope::views
