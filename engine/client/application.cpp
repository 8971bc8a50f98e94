#include "engine/client/application.h"

#include "engine/client/json_values.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::client {

namespace {

std::uint64_t keyCount(const KeySource& keys)
{
    return keys.list.empty() ? std::uint64_t{keys.last} - keys.first + 1 : keys.list.size();
}

} // namespace

Application::Application(const Workload& workload)
    : m_workload(workload)
{
    if (workload.keys && workload.keys->zipfThousandths > 0) {
        m_ranks.emplace(
            static_cast<std::uint32_t>(keyCount(*workload.keys)), workload.keys->zipfThousandths);
    }
}

bool Application::isDone() const
{
    return isExact() ? m_created >= m_workload.records.size()
                     : m_workload.count && m_created >= *m_workload.count;
}

// --- when ----------------------------------------------------------------------------------------

std::optional<Duration> Application::start(sim::Context& context)
{
    m_startedAt = context.now();
    if (isExact()) {
        return untilNext(context);
    }
    const bool isRandom = m_workload.arrivals == Arrivals::Poisson;
    return withPauses(
        context, isRandom ? exponential(context.random(), m_workload.interval) : Duration());
}

std::optional<Duration> Application::untilNext(sim::Context& context)
{
    if (isDone()) {
        return std::nullopt;
    }
    if (isExact()) {
        // When send() took longer than planned, what was planned for that time comes right after.
        const Timestamp due = m_startedAt + m_workload.records[m_created].at;
        return std::max(due, context.now()) - context.now();
    }
    return withPauses(context, gap(context));
}

Duration Application::gap(sim::Context& context) const
{
    switch (m_workload.arrivals) {
    case Arrivals::Constant:
        return m_workload.interval;
    case Arrivals::Poisson:
        return exponential(context.random(), m_workload.interval);
    case Arrivals::Bursts:
        return m_created % m_workload.burst == 0 ? m_workload.interval : Duration();
    }
    return m_workload.interval;
}

Duration Application::withPauses(sim::Context& context, Duration duration) const
{
    const Timestamp now = context.now();
    Timestamp due = now + duration;
    for (const PauseSpan& pause : m_workload.pauses) {
        const Timestamp from = m_startedAt + pause.from;
        const Timestamp until = m_startedAt + pause.until;
        if (due >= from && now < until) {
            due = due + (until - std::max(from, now));
        }
    }
    return due - now;
}

// --- what ----------------------------------------------------------------------------------------

std::optional<Outgoing> Application::next(sim::Context& context)
{
    if (isDone()) {
        return std::nullopt;
    }
    Outgoing record = isExact() ? exactRecord(context) : madeUpRecord(context);
    ++m_created;
    return record;
}

Outgoing Application::madeUpRecord(sim::Context& context) const
{
    Outgoing record;
    record.number = RecordNumber(m_created + 1);
    if (m_workload.keys) {
        record.key = makeKey(context);
    }
    record.value = makeValue(context, record.number);
    record.explicitPartition = m_workload.partition;
    return record;
}

Outgoing Application::exactRecord(sim::Context& context) const
{
    Outgoing record;
    record.number = RecordNumber(m_created + 1);
    record.exact = &m_workload.records[m_created];
    record.key = record.exact->key;
    record.value = record.exact->value;
    record.explicitPartition = record.exact->partition;
    record.timestampMs = context.wallClockMs() + record.exact->timestamp.millis();
    return record;
}

std::string Application::makeKey(sim::Context& context) const
{
    const KeySource& keys = *m_workload.keys;
    const auto chosen = m_ranks
        ? m_ranks->draw(context.random())
        : static_cast<std::uint32_t>(context.random().below(keyCount(keys)));
    return keys.list.empty() ? keys.prefix + std::to_string(keys.first + chosen)
                             : keys.list[chosen];
}

std::size_t Application::drawSize(sim::Context& context) const
{
    const SizeSource& size = m_workload.valueSize;
    sim::Random& random = context.random();
    switch (size.kind) {
    case SizeSource::Kind::Fixed:
        return size.first;
    case SizeSource::Kind::Uniform:
        return size.first + random.below(std::uint64_t{size.second} - size.first + 1);
    case SizeSource::Kind::Normal:
        return std::min<std::uint64_t>(nearlyNormal(random, size.first, size.second), size.most);
    case SizeSource::Kind::Pareto:
        return pareto(random, size.first, size.second, size.most);
    }
    return size.first;
}

std::string Application::makeValue(sim::Context& context, RecordNumber number) const
{
    const std::size_t wanted = drawSize(context);
    if (m_workload.valueKind == ValueKind::Json) {
        return jsonValue(context.random(), number, context.wallClockMs(), wanted);
    }
    std::string value = fmt::format(
        R"({{"order":{},"amount":{},"note":")", number.value(), 100 + context.random().below(9900));
    constexpr std::string_view kEnd = R"("})";
    while (value.size() + kEnd.size() < wanted) {
        value.push_back(static_cast<char>('a' + context.random().below(26)));
    }
    value += kEnd;
    value.resize(wanted, ' ');
    return value;
}

} // namespace brokerscope::client
