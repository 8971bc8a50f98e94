#include "engine/scenario/sections.h"

#include <algorithm>

namespace brokerscope::scenario {
namespace {

std::optional<KafkaVersion> kafkaVersion(std::string_view text)
{
    if (text == "2.8") {
        return KafkaVersion::V28;
    }
    if (text == "3.9") {
        return KafkaVersion::V39;
    }
    return text == "4.0" ? std::optional(KafkaVersion::V40) : std::nullopt;
}

/// Ids name files and appear in addresses and reports.
std::optional<std::string> identifier(std::string_view text)
{
    constexpr std::size_t kLongest = 80;
    const bool fine = !text.empty() && text.size() <= kLongest && text.front() != '-'
        && std::all_of(text.begin(), text.end(),
            [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    return fine ? std::optional(std::string(text)) : std::nullopt;
}

} // namespace

void readHead(Reading& reading, const Place& root)
{
    Scenario& scenario = reading.scenario;
    scenario.id = reading
                      .parsed(root.child("id"), identifier,
                          "an id of small letters, digits and '-', such as acks-1-loss")
                      .value_or("");
    scenario.kafka
        = reading.parsed(root.child("kafka"), kafkaVersion, "the Kafka version 2.8, 3.9 or 4.0")
              .value_or(scenario.kafka);
    scenario.title = reading.text(root.child("title"));
    for (const Place& item : root.child("teaches").items()) {
        if (auto word = reading.word(item)) {
            scenario.teaches.push_back(std::move(*word));
        }
    }
    scenario.misconception = reading.text(root.child("misconception"));
    scenario.seed = reading
                        .parsed(root.child("seed"), parseUnsigned,
                            "a whole number from 0 to 18446744073709551615")
                        .value_or(scenario.seed);
    scenario.tryIt = reading.text(root.child("try"));
}

} // namespace brokerscope::scenario
