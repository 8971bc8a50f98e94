#include "app/run_stream.h"

namespace brokerscope::app {

RunStream::RunStream(history::SessionWriter& writer, history::SessionRun run, event::Roster roster)
    : m_writer(writer)
    , m_run(std::move(run))
    , m_roster(std::move(roster))
{
    m_run.id = 0;
}

RunStream::Written RunStream::update(const event::Recorder& recorder)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastFlush < kFlushInterval) {
        return {};
    }
    m_lastFlush = now;
    if (Written written = write(recorder.events(), recorder.strings()); !written) {
        return written;
    }
    return m_writer.flush();
}

RunStream::Written RunStream::finish(const history::History& history, bool complete)
{
    if (Written written = write(history.events(), history.strings()); !written) {
        return written;
    }
    if (complete) {
        if (Written ended = m_writer.endRun(history.end()); !ended) {
            return ended;
        }
    }
    return m_writer.flush();
}

RunStream::Written RunStream::write(
    std::span<const event::Event> events, const event::StringTable& strings)
{
    if (!m_begun) {
        const auto id = m_writer.beginRun(m_run, m_roster);
        if (!id) {
            return tl::unexpected(id.error());
        }
        m_run.id = *id;
        m_begun = true;
    }
    Written written = m_writer.append(events.subspan(m_written), strings);
    if (written) {
        m_written = events.size();
    }
    return written;
}

} // namespace brokerscope::app
