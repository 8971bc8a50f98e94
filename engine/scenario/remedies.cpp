#include "engine/scenario/remedies.h"

#include "engine/scenario/config.h"
#include "engine/scenario/producer_rules.h"

#include <algorithm>
#include <array>

namespace brokerscope::scenario {

namespace {

using history::AnomalyKind;

template <class Spec>
const Spec* named(const std::vector<Spec>& specs, const std::string& name)
{
    const auto found = std::find_if(
        specs.begin(), specs.end(), [&](const Spec& spec) { return spec.name == name; });
    return found == specs.end() ? nullptr : &*found;
}

class Settings {
public:
    Settings(const Scenario& scenario, AnomalyKind kind)
        : m_scenario(scenario)
        , m_kind(kind)
    {
    }

    void ofProducer(const ProducerSpec& spec)
    {
        const Config config(ConfigScope::Producer, m_scenario.kafka, spec.config);
        const std::string path = "producers." + spec.name + ".config.";
        if (acksOf(config) != "all") {
            set(path + "acks", "all");
        }
        if (!isIdempotent(config)) {
            set(path + "enable.idempotence", "true");
        }
        const bool isOutOfOrder = m_kind == AnomalyKind::ReorderedInLog;
        static constexpr std::string_view kInFlight = "max.in.flight.requests.per.connection";
        if (isOutOfOrder && config.integer(kInFlight) > 1) {
            set(path + std::string(kInFlight), "1");
        }
    }

    void ofTopic(const TopicSpec& spec)
    {
        const std::string path = "topics." + spec.name + ".config.";
        const std::int64_t minimum = topicOrBroker(spec, "min.insync.replicas");
        if (minimum < spec.replicationFactor) {
            set(path + "min.insync.replicas", std::to_string(minimum + 1));
        }
        if (allowsUnclean(spec)) {
            set(path + "unclean.leader.election.enable", "false");
        }
        const Config config(ConfigScope::Topic, m_scenario.kafka, spec.config);
        if (config.integer("flush.messages") > 1) {
            set(path + "flush.messages", "1");
        }
    }

    void ofCluster()
    {
        const ClusterSpec& cluster = m_scenario.cluster;
        if (cluster.truncateToHighWatermark) {
            set("cluster.truncation", "epochs");
        }
        const Config config(ConfigScope::Broker, m_scenario.kafka, cluster.config);
        if (!config.boolean("eligible.leader.replicas.enable")) {
            set("cluster.config.eligible.leader.replicas.enable", "true");
        }
    }

    /// When the application commits, where offsets and processing part ways.
    void ofCommits(const ConsumerSpec& spec)
    {
        using Policy = CommitSpec::Policy;
        const bool isAgain
            = m_kind == AnomalyKind::Redelivered || m_kind == AnomalyKind::ProcessedNotCommitted;
        const bool hasThreads = spec.handler.threads > 0;
        if (isAgain && spec.commit.policy != Policy::SyncAfterPoll && !hasThreads) {
            set("consumers." + spec.name + ".commit", "sync-after-poll");
        } else if (m_kind == AnomalyKind::CommittedNotProcessed
            && spec.commit.policy != Policy::Processed) {
            set("consumers." + spec.name + ".commit", "processed");
        }
    }

    /// Where handlers put results and send records.
    void ofHandlers(const ConsumerSpec& spec)
    {
        const std::string path = "consumers." + spec.name + ".handler.";
        const HandlerSpec& handler = spec.handler;
        const auto autoCommit = spec.config.find("enable.auto.commit");
        const bool commits = autoCommit != spec.config.end() && autoCommit->second == "true";
        if (m_kind == AnomalyKind::StoredTwice && handler.store) {
            if (!handler.store->withOffset && !commits) {
                set(path + "store.with-offset", "true");
            }
            if (!handler.store->upserts) {
                set(path + "store.upsert", "true");
            }
        } else if (m_kind == AnomalyKind::ForwardLost && handler.forward
            && !handler.forward->waits) {
            set(path + "forward.wait", "true");
        }
    }

    void ofConsumers()
    {
        for (const ConsumerSpec& spec : m_scenario.consumers) {
            if (!spec.group.empty()) {
                ofCommits(spec);
            }
            ofHandlers(spec);
        }
        static constexpr std::array kMissed{
            AnomalyKind::SkippedByConsumer, AnomalyKind::NeverDelivered};
        if (std::find(kMissed.begin(), kMissed.end(), m_kind) == kMissed.end()) {
            return;
        }
        for (const ConsumerSpec& spec : m_scenario.consumers) {
            const Config config(ConfigScope::Consumer, m_scenario.kafka, spec.config);
            if (config.text("auto.offset.reset") != "earliest") {
                set("consumers." + spec.name + ".config.auto.offset.reset", "earliest");
            }
        }
    }

    [[nodiscard]] std::vector<SetValue> take() { return std::move(m_settings); }

private:
    void set(std::string path, std::string value)
    {
        m_settings.push_back({std::move(path), std::move(value)});
    }

    // What a topic does not set itself, the broker's property decides.
    [[nodiscard]] std::int64_t topicOrBroker(const TopicSpec& spec, std::string_view name) const
    {
        const Config topic(ConfigScope::Topic, m_scenario.kafka, spec.config);
        const Config broker(ConfigScope::Broker, m_scenario.kafka, m_scenario.cluster.config);
        return topic.isSet(name) ? topic.integer(name) : broker.integer(name);
    }
    [[nodiscard]] bool allowsUnclean(const TopicSpec& spec) const
    {
        static constexpr std::string_view kUnclean = "unclean.leader.election.enable";
        const Config topic(ConfigScope::Topic, m_scenario.kafka, spec.config);
        const Config broker(ConfigScope::Broker, m_scenario.kafka, m_scenario.cluster.config);
        return topic.isSet(kUnclean) ? topic.boolean(kUnclean) : broker.boolean(kUnclean);
    }

    const Scenario& m_scenario;
    AnomalyKind m_kind;
    std::vector<SetValue> m_settings;
};

} // namespace

std::vector<SetValue> settingsToTry(const Scenario& scenario, const Ailment& ailment)
{
    Settings settings(scenario, ailment.kind);
    if (const ProducerSpec* producer = named(scenario.producers, ailment.producer)) {
        settings.ofProducer(*producer);
    }
    if (const TopicSpec* topic = named(scenario.topics, ailment.topic)) {
        settings.ofTopic(*topic);
    }
    settings.ofCluster();
    settings.ofConsumers();
    return settings.take();
}

} // namespace brokerscope::scenario
