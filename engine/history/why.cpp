#include "engine/history/why.h"

#include "engine/history/explanation.h"

#include <algorithm>
#include <variant>

namespace brokerscope::history {

namespace {

bool onlyCarries(const event::Event& event)
{
    return as<event::MessageSent>(event) != nullptr || as<event::MessageReceived>(event) != nullptr;
}

bool isRealFault(const event::Event& event)
{
    return as<event::NodeStopped>(event) != nullptr || as<event::NodePaused>(event) != nullptr
        || as<event::LinkCut>(event) != nullptr || as<event::LinkSlowed>(event) != nullptr
        || as<event::DiskSlowed>(event) != nullptr || as<event::DiskFilled>(event) != nullptr
        || as<event::MessageDelayed>(event) != nullptr
        || as<event::ErrorInjected>(event) != nullptr;
}

bool isFault(const event::Event& event)
{
    return as<event::ScriptCommand>(event) != nullptr || isRealFault(event);
}

/// What became of an attempt to send a batch.
bool isSending(const event::Event& event)
{
    return as<event::MessageDropped>(event) != nullptr || as<event::BatchRetried>(event) != nullptr
        || as<event::BatchFailed>(event) != nullptr;
}

/// Whether the faults behind a piece of evidence belong to the story. Behind the others stand the
/// ordinary ways of sending and copying.
bool hasFaultsBehind(const event::Event& event)
{
    return isFault(event) || as<event::LeaderElected>(event) != nullptr
        || as<event::UnflushedLost>(event) != nullptr || as<event::LogTruncated>(event) != nullptr
        || as<event::LogStartMoved>(event) != nullptr || isSending(event);
}

void tidy(std::vector<EventId>& ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// Puts the settings that steps of a chain come from in between.
void withSettings(const History& history, std::vector<EventId>& chain)
{
    const std::size_t steps = chain.size();
    for (std::size_t i = 0; i < steps; ++i) {
        const EventId setting
            = Explanation{history, chain[i], history.event(chain[i])}.settingBehind();
        if (setting != kNoEvent) {
            chain.push_back(setting);
        }
    }
    if (chain.size() > steps) {
        tidy(chain);
    }
}

} // namespace

std::vector<EventId> causesOf(const History& history, EventId event, bool everyStep)
{
    std::vector<EventId> chain;
    EventId current = event;
    while (current.value() < history.size()) {
        const event::Event& step = history.event(current);
        if (everyStep || current == event || !onlyCarries(step)) {
            chain.push_back(current);
        }
        const EventId next = std::visit(Explanation{history, current, step}, step.payload);
        if (next >= current) { // kNoEvent, too: it is the greatest
            break;
        }
        current = next;
    }
    std::reverse(chain.begin(), chain.end());
    withSettings(history, chain);
    return chain;
}

std::vector<EventId> storyOf(const History& history, const Verdict&, const Anomaly& anomaly)
{
    constexpr std::size_t kMost = 8;
    std::vector<EventId> story = anomaly.evidence;
    tidy(story);
    std::vector<EventId> behind;
    for (const EventId proof : story) {
        if (!hasFaultsBehind(history.event(proof))) {
            continue;
        }
        const std::vector<EventId> chain = causesOf(history, proof);
        if (isSending(history.event(proof))
            && std::none_of(chain.begin(), chain.end(),
                [&history](EventId step) { return isRealFault(history.event(step)); })) {
            continue; // only the start of a client stands behind it
        }
        for (const EventId cause : chain) {
            if (isFault(history.event(cause)) || as<event::ConfigSet>(history.event(cause))) {
                behind.push_back(cause);
            }
        }
    }
    tidy(behind);
    // The nearest causes matter most when there is not room for all.
    for (auto it = behind.rbegin(); it != behind.rend() && story.size() < kMost; ++it) {
        if (std::find(story.begin(), story.end(), *it) == story.end()) {
            story.push_back(*it);
        }
    }
    tidy(story);
    return story;
}

} // namespace brokerscope::history
