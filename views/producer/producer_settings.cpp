#include "views/producer/producer_settings.h"

#include "engine/scenario/config_check.h"
#include "views/stage/client_config.h"
#include "views/text/names.h"

#include <algorithm>
#include <string>

namespace brokerscope::views {

namespace {

using scenario::ConfigScope;

/// What holds for each property: by the scenario, or by what its history says was set.
class Values {
public:
    Values(const RunView& run, NodeId producer)
        : m_run(run)
        , m_name(run.history->roster().at(producer).name)
    {
    }

    [[nodiscard]] std::string of(std::string_view property) const
    {
        const scenario::ConfigDef* def = scenario::findConfig(ConfigScope::Producer, property);
        if (m_run.scenario) {
            return scenario::effectiveValue(*m_run.scenario, {ConfigScope::Producer, m_name}, *def)
                .value;
        }
        const auto set = m_run.history->configured(m_name, property);
        return std::string(set.value_or(def->defaultFor(scenario::KafkaVersion::V39)));
    }
    [[nodiscard]] std::int64_t number(std::string_view property) const
    {
        const scenario::ConfigDef* def = scenario::findConfig(ConfigScope::Producer, property);
        return scenario::configNumber(*def, of(property)).value_or(0);
    }
    [[nodiscard]] Duration millis(std::string_view property) const
    {
        return milliseconds(number(property));
    }

private:
    const RunView& m_run;
    std::string m_name;
};

} // namespace

Duration ProducerSettings::backoffAfter(unsigned attempts) const
{
    const unsigned doublings = std::min(attempts == 0 ? 0U : attempts - 1, 20U);
    return std::min(backoff * (std::int64_t{1} << doublings), backoffMax);
}

ProducerSettings producerSettings(const RunView& run, NodeId producer)
{
    const Values values(run, producer);
    ProducerSettings settings;
    const std::string acks = values.of("acks");
    settings.acks = acks == "-1" ? QStringLiteral("all") : toQString(acks);
    settings.codec = toQString(values.of("compression.type"));
    settings.isIdempotent = values.of("enable.idempotence") == "true";
    settings.linger = values.millis("linger.ms");
    settings.maxBlock = values.millis("max.block.ms");
    settings.requestTimeout = values.millis("request.timeout.ms");
    settings.backoff = values.millis("retry.backoff.ms");
    settings.backoffMax = values.millis("retry.backoff.max.ms");
    settings.batchSize = std::max<std::int64_t>(1, values.number("batch.size"));
    settings.bufferMemory = std::max<std::int64_t>(1, values.number("buffer.memory"));
    settings.maxInFlight = values.number("max.in.flight.requests.per.connection");
    settings.partitions = producedPartitions(run, producer);
    return settings;
}

} // namespace brokerscope::views
