#include "engine/client/handler.h"

#include "engine/client/partitioner.h"

#include <algorithm>

namespace brokerscope::client {

Handler::Handler(const HandlerConfig& config)
    : m_config(config)
{
}

Task Handler::taskFor(sim::Context& context, PartitionId partition, Offset offset,
    std::optional<std::string_view> key) const
{
    Task task{partition, offset, offset + OffsetDelta(1), m_config.least, false};
    const auto special = std::find_if(m_config.keys.begin(), m_config.keys.end(),
        [&key](const HandlerConfig::KeyTime& rule) { return fitsPattern(rule.pattern, key); });
    if (special != m_config.keys.end()) {
        task.time = special->time;
    } else if (m_config.most > m_config.least) {
        task.time = context.random().between(m_config.least, m_config.most);
    }
    const auto& offsets = m_config.failingOffsets;
    task.throws = std::find(offsets.begin(), offsets.end(), offset) != offsets.end()
        || std::any_of(m_config.failingKeys.begin(), m_config.failingKeys.end(),
            [&key](const std::string& pattern) { return fitsPattern(pattern, key); });
    return task;
}

std::vector<Task> Handler::tasksFor(sim::Context& context, PartitionId partition, ByteView batches,
    Offset from, const RecordRuns& taken) const
{
    std::vector<Task> tasks;
    const auto add = [&](const Task& task) {
        const bool joins = !tasks.empty() && tasks.back().time == Duration() && !tasks.back().throws
            && task.time == Duration() && !task.throws;
        if (joins) {
            tasks.back().end = task.end;
        } else {
            tasks.push_back(task);
        }
    };
    if (m_config.keys.empty() && m_config.failingKeys.empty()) {
        for (const RecordRun& run : taken.runs) {
            for (std::uint32_t i = 0; i < run.records; ++i) {
                add(taskFor(context, partition, run.base + OffsetDelta(i), std::nullopt));
            }
        }
    } else {
        forEachRecord(
            batches, from, taken.position, [&](Offset offset, std::optional<std::string_view> key) {
                add(taskFor(context, partition, offset, key));
            });
    }
    if (!tasks.empty()) {
        tasks.back().end = taken.position; // what is no record lies behind it, too
    }
    return tasks;
}

Duration Handler::begin(sim::Context& context, const Task& task)
{
    Duration time = task.time;
    while (m_stallsPassed < m_config.stalls.size()
        && context.now() - m_startedAt >= m_config.stalls[m_stallsPassed].after) {
        time = time + m_config.stalls[m_stallsPassed].lasts;
        ++m_stallsPassed;
    }
    return time;
}

} // namespace brokerscope::client
