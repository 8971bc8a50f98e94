#include "engine/client/handler.h"

#include "engine/client/external_store.h"
#include "engine/client/partitioner.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::client {

namespace {

std::optional<std::string_view> viewOf(std::optional<ByteView> bytes)
{
    return bytes ? std::optional(record::textOf(*bytes)) : std::nullopt;
}

std::optional<std::string> textOf(std::optional<ByteView> bytes)
{
    return bytes ? std::optional<std::string>(record::textOf(*bytes)) : std::nullopt;
}

RecordContent contentOf(const record::RecordView& record, LeaderEpoch epoch)
{
    RecordContent content{epoch, textOf(record.key), textOf(record.value), {}};
    record.forEachHeader([&content](const record::HeaderView& header) {
        content.headers.emplace_back(std::string(header.name), textOf(header.value));
    });
    return content;
}

bool fitsAny(const std::vector<std::string>& patterns, std::optional<std::string_view> key)
{
    return std::any_of(patterns.begin(), patterns.end(),
        [&key](const std::string& pattern) { return fitsPattern(pattern, key); });
}

} // namespace

Handler::Handler(const HandlerConfig& config)
    : m_config(config)
{
}

// --- what there is to do -------------------------------------------------------------------------

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
        || fitsAny(m_config.failingKeys, key);
    return task;
}

std::vector<Task> Handler::tasksFor(sim::Context& context, PartitionId partition, ByteView batches,
    Offset from, const RecordRuns& taken) const
{
    std::vector<Task> tasks;
    const auto isJoinable
        = [](const Task& task) { return task.time == Duration() && !task.throws && !task.content; };
    const auto add = [&](Task task) {
        if (!tasks.empty() && isJoinable(tasks.back()) && isJoinable(task)) {
            tasks.back().end = task.end;
        } else {
            tasks.push_back(std::move(task));
        }
    };
    if (m_config.keys.empty() && m_config.failingKeys.empty() && !m_config.readsContents()) {
        for (const RecordRun& run : taken.runs) {
            for (std::uint32_t i = 0; i < run.records; ++i) {
                add(taskFor(context, partition, run.base + OffsetDelta(i), std::nullopt));
            }
        }
    } else {
        forEachRecord(batches, from, taken.position,
            [&](const record::RecordView& record, LeaderEpoch epoch) {
                Task task = taskFor(context, partition, record.offset, viewOf(record.key));
                if (m_config.readsContents()) {
                    task.content = contentOf(record, epoch);
                }
                add(std::move(task));
            });
    }
    if (!tasks.empty()) {
        tasks.back().end = taken.position; // what is no record lies behind it, too
    }
    return tasks;
}

Duration Handler::begin(sim::Context& context, Task& task)
{
    task.isKnown = knows(task);
    Duration time = task.isKnown ? Duration() : task.time;
    if (m_config.store && !task.isKnown && !task.throws) {
        time = time + m_config.store->latency;
    }
    while (m_stallsPassed < m_config.stalls.size()
        && context.now() - m_startedAt >= m_config.stalls[m_stallsPassed].after) {
        time = time + m_config.stalls[m_stallsPassed].lasts;
        ++m_stallsPassed;
    }
    return time;
}

// --- what it knows -------------------------------------------------------------------------------

std::optional<std::string> Handler::identityOf(const Task& task) const
{
    if (!m_config.deduplicate || !task.content) {
        return std::nullopt;
    }
    switch (m_config.deduplicate->by) {
    case event::SeenBy::Key:
        return task.content->key;
    case event::SeenBy::Value:
        return task.content->value;
    case event::SeenBy::Offset:
        return fmt::format("{}@{}", task.partition.value(), task.first.value());
    }
    return std::nullopt;
}

bool Handler::knows(const Task& task) const
{
    const auto identity = identityOf(task);
    return identity
        && (m_config.deduplicate->inStore ? m_config.store->store->knows(*identity)
                                          : m_known.contains(*identity));
}

void Handler::remember(const Task& task)
{
    const auto identity = identityOf(task);
    if (identity && m_config.deduplicate->inStore) {
        m_config.store->store->remember(*identity);
    } else if (identity) {
        m_known.insert(*identity);
    }
}

bool Handler::passesOver(sim::Context& context, const Task& task) const
{
    const bool asksAgain = m_config.deduplicate && m_config.deduplicate->inStore;
    if (!task.isKnown && !(asksAgain && knows(task))) {
        return false;
    }
    context.emit(event::RecordDeduplicated{task.first, task.content->epoch, task.partition,
        m_config.deduplicate->by, m_config.deduplicate->inStore});
    return true;
}

// --- where it puts records -----------------------------------------------------------------------

void Handler::store(sim::Context& context, const Task& task)
{
    if (!m_config.store || !task.content) {
        return;
    }
    const StoreConfig& config = *m_config.store;
    std::optional<std::string> row; // a record without a key has a row of its own
    if (config.upserts) {
        row = task.content->key ? "k" + *task.content->key
                                : fmt::format("o{}@{}", task.partition.value(), task.first.value());
    }
    const ExternalStore::Written written
        = config.store->write({task.partition, task.first, task.content->epoch}, row);
    if (config.withOffset) {
        config.store->setOffset(task.partition, task.first + OffsetDelta(1));
    }
    if (m_config.deduplicate && m_config.deduplicate->inStore) {
        remember(task);
    }
    context.emit(
        event::RecordStored{task.first, task.content->epoch, context.intern(config.store->name()),
            task.partition, config.withOffset, written.isReplaced, written.isRepeat});
}

bool Handler::forwards(const Task& task) const
{
    return m_config.forward && task.content && task.throws == m_config.forward->failingOnly
        && (m_config.forward->keys.empty() || fitsAny(m_config.forward->keys, task.content->key));
}

} // namespace brokerscope::client
