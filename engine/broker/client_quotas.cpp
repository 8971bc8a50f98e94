#include "engine/broker/client_quotas.h"

#include "engine/broker/timers.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace brokerscope::broker {

void ClientQuotas::count(std::deque<Sample>& samples, std::uint64_t bytes, Timestamp now) const
{
    if (samples.empty() || now - samples.back().begin >= m_config.window) {
        samples.push_back({now, 0});
    }
    samples.back().bytes += bytes;
    const Duration age = m_config.window * static_cast<std::int64_t>(m_config.windows);
    while (now - samples.front().begin >= age) {
        samples.pop_front();
    }
}

Duration ClientQuotas::measured(const std::deque<Sample>& samples, Timestamp now) const
{
    const Duration elapsed = now - samples.front().begin;
    const std::int64_t full = elapsed.micros() / m_config.window.micros();
    const std::int64_t missing = std::max<std::int64_t>(m_config.windows - 1 - full, 0);
    const Duration total = elapsed + m_config.window * missing;
    return total > Duration() ? total : m_config.window;
}

Duration ClientQuotas::record(
    sim::Context& context, NodeId client, EventId request, std::uint64_t bytes)
{
    const auto quota = m_config.producerByteRate.find(client);
    if (quota == m_config.producerByteRate.end()) {
        return {};
    }
    std::deque<Sample>& samples = m_samples[client];
    count(samples, bytes, context.now());
    const std::uint64_t sum = std::accumulate(samples.begin(), samples.end(), std::uint64_t{0},
        [](std::uint64_t before, const Sample& sample) { return before + sample.bytes; });
    const Duration window = measured(samples, context.now());
    // (observed - quota) / quota * window, where observed is sum / window.
    const std::int64_t allowedMs = static_cast<std::int64_t>(sum * 1000 / quota->second);
    const Duration throttle = milliseconds(allowedMs) - window;
    if (throttle < milliseconds(1)) {
        return {};
    }
    Channel& channel = m_channels[client];
    channel.mutedUntil = context.now() + throttle;
    context.setTimer(throttle, kindOf(BrokerTimer::Unmute), client.value());
    const auto rate
        = static_cast<std::uint64_t>(sum * 1'000'000 / static_cast<std::uint64_t>(window.micros()));
    context.emit(event::ClientThrottled{channel.mutedUntil, rate, request, client});
    return throttle;
}

bool ClientQuotas::hold(sim::Context& context, sim::Message& request)
{
    const auto found = m_channels.find(request.from);
    if (found == m_channels.end()) {
        return false;
    }
    found->second.held.push_back({std::move(request), context.remember()});
    return true;
}

std::optional<ClientQuotas::Held> ClientQuotas::next(NodeId client, Timestamp now)
{
    const auto found = m_channels.find(client);
    if (found == m_channels.end() || now < found->second.mutedUntil) {
        return std::nullopt;
    }
    std::deque<Held>& held = found->second.held;
    if (held.empty()) {
        m_channels.erase(found);
        return std::nullopt;
    }
    std::optional<Held> first(std::move(held.front()));
    held.pop_front();
    return first;
}

} // namespace brokerscope::broker
