#pragma once

#include "engine/scenario/scenario.h"
#include "engine/sim/random.h"

namespace brokerscope::testing {

/// When the faults of a random schedule begin and when they are healed at the latest.
inline constexpr int kFirstFaultMs = 300;
inline constexpr int kLastFaultMs = 2200;
inline constexpr int kHealMs = 2500;

/// Makes a producer into one of any kind that Kafka takes, and its application, too.
void drawProducer(sim::Random& random, scenario::ProducerSpec& producer);

/// Adds so many faults to the script: single messages dropped, delayed and answered with an error,
/// slow brokers, and producers that stand still, flush or close. What lasts has to be healed by
/// reconnecting and resuming everybody at kHealMs.
void drawMessageFaults(sim::Random& random, int count, scenario::Scenario& scenario);

} // namespace brokerscope::testing
