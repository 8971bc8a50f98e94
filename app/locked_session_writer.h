#pragma once

#include "engine/history/session_file.h"

#include <memory>
#include <mutex>

namespace brokerscope::app {

/// A session writer for two threads: the worker streams a long run into it while the window writes
/// notes.
class LockedSessionWriter final : public history::SessionWriter {
public:
    explicit LockedSessionWriter(std::unique_ptr<history::SessionWriter> writer)
        : m_writer(std::move(writer))
    {
    }

    tl::expected<std::int64_t, history::SessionError> beginRun(
        const history::SessionRun& run, const event::Roster& roster) override
    {
        const std::scoped_lock lock(m_mutex);
        return m_writer->beginRun(run, roster);
    }
    tl::expected<void, history::SessionError> append(
        std::span<const event::Event> events, const event::StringTable& strings) override
    {
        const std::scoped_lock lock(m_mutex);
        return m_writer->append(events, strings);
    }
    tl::expected<void, history::SessionError> endRun(Timestamp end) override
    {
        const std::scoped_lock lock(m_mutex);
        return m_writer->endRun(end);
    }
    tl::expected<void, history::SessionError> setNote(
        const std::string& name, const std::string& text) override
    {
        const std::scoped_lock lock(m_mutex);
        return m_writer->setNote(name, text);
    }
    tl::expected<void, history::SessionError> flush() override
    {
        const std::scoped_lock lock(m_mutex);
        return m_writer->flush();
    }

private:
    std::mutex m_mutex;
    std::unique_ptr<history::SessionWriter> m_writer;
};

} // namespace brokerscope::app
