#pragma once

#include "engine/scenario/reader.h"
#include "tests/views/support/real_run.h"
#include "views/producer/producer_moment.h"
#include "views/producer/producer_picture.h"
#include "views/text/names.h"

#include <QString>

#include <stdexcept>
#include <string>

namespace brokerscope::test {

/// A scenario in which a producer has something to show, run to its end.
inline RealRun runOf(const std::string& yaml)
{
    const auto scenario = scenario::readScenario(yaml);
    if (!scenario) {
        throw std::runtime_error(scenario.error().front().sentence("story"));
    }
    return RealRun(*scenario);
}

/// One topic "orders" of `partitions`, p1 with what is said of it, and a script; 1.5 s long.
inline std::string storyText(const std::string& partitions, const std::string& config,
    const std::string& sends, const std::string& script = {}, const std::string& cluster = {})
{
    return "brokerscope: 1\nid: story\ntitle: {en: story, zh_CN: story}\nseed: 7\n"
           "cluster: {brokers: 3, network: {latency: 4ms..6ms}"
        + cluster + "}\ntopics:\n  orders: {partitions: " + partitions
        + ", replication.factor: 1}\nproducers:\n  p1: {config: {" + config
        + "}, sends: {to: orders, " + sends + "}}\nscript:\n  - {at: 200ms, start: [p1]}\n" + script
        + "  - {at: 1500ms, end: true}\n";
}

/// Batches of 2 KiB that fill or linger 20 ms, compressed; the third request is refused once.
inline RealRun busyStory()
{
    return runOf(storyText("3",
        "acks: all, linger.ms: 20ms, batch.size: 2KiB, compression.type: lz4, retry.backoff.ms: "
        "100ms",
        "rate: 600/s, keys: user-0..4, size: 120B",
        "  - {at: 600ms, fail-once: {broker: b1, api: Produce, error: NOT_LEADER_OR_FOLLOWER}}\n"
        "  - {at: 900ms, flush: p1}\n"));
}

/// Two batches are all that buffer.memory has room for, and answers take long.
inline RealRun blockedStory()
{
    return runOf(storyText("1",
        "acks: 1, linger.ms: 0, batch.size: 1KiB, buffer.memory: 2KiB, max.block.ms: 400ms, "
        "max.in.flight.requests.per.connection: 1, enable.idempotence: false",
        "bursts: {records: 40, gap: 200ms}, size: 200B"));
}

struct Told {
    const RealRun& story;
    views::ProducerSettings settings;
    std::shared_ptr<const views::ProducerData> data;
    NodeId producer;

    explicit Told(const RealRun& run, const std::string& name = "p1")
        : story(run)
        , data(views::gatherProducers(run.history()))
        , producer(*run.history().roster().node(name))
    {
        settings = views::producerSettings(run.run, producer);
    }

    [[nodiscard]] views::ProducerMoment at(const views::Scene& scene) const
    {
        return views::producerMoment(scene, *data, settings, producer);
    }
    [[nodiscard]] views::Picture pictureAt(const views::Scene& scene,
        const views::Selection& selection = {}, QSizeF size = {940, 620}, bool large = false) const
    {
        return views::producerPicture(
            scene, {*data, settings, producer, selection, large, false}, size);
    }
};

inline QString idOf(const char* kind, std::uint32_t number)
{
    return QLatin1String(kind) + QStringLiteral(":p1#") + QString::number(number);
}

} // namespace brokerscope::test
