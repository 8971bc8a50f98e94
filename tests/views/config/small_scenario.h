#pragma once

#include "engine/scenario/reader.h"
#include "tests/views/support/real_run.h"

#include <memory>
#include <string>
#include <vector>

namespace brokerscope::test {

/// A producer with acks=1, three brokers, two topics and a consumer.
inline scenario::Scenario configScenario(const std::vector<scenario::Edit>& edits = {})
{
    return scenario::readScenario(R"(
brokerscope: 1
id: config
title: {en: t, zh_CN: t}
cluster: {config: {min.insync.replicas: 2}}
topics:
  orders: {replication.factor: 3, config: {retention.ms: 604800000}}
  audit: {}
producers:
  p1: {config: {acks: 1, linger.ms: 5}, sends: {to: orders, rate: 10/s}}
consumers:
  c1: {assigns: [orders-0]}
script: [{at: 0s, start: [p1, c1]}, {at: 200ms, end: true}]
)",
        edits)
        .value();
}

inline std::shared_ptr<const scenario::Scenario> sharedConfigScenario(
    const std::vector<scenario::Edit>& edits = {})
{
    return std::make_shared<const scenario::Scenario>(configScenario(edits));
}

} // namespace brokerscope::test
