#include "views/timeline/timeline_ids.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

std::optional<QString> after(const QString& id, const char* prefix)
{
    const QLatin1String start(prefix);
    return id.startsWith(start) ? std::optional(id.mid(start.size())) : std::nullopt;
}

Selection ofEvent(EventId event)
{
    Selection selection;
    selection.kind = Selection::Kind::Event;
    selection.event = event;
    return selection;
}

// The event at which the script's command was carried out, if the run got there.
std::optional<EventId> eventOfCommand(const history::History& history, std::size_t index)
{
    std::uint32_t id = 0;
    for (const event::Event& event : history.events()) {
        const auto* command = std::get_if<event::ScriptCommand>(&event.payload);
        if (command != nullptr && command->index == index) {
            return EventId(id);
        }
        ++id;
    }
    return std::nullopt;
}

const TimelineData::Interval* outageOf(
    const QString& name, bool paused, const Scene& scene, const TimelineData& data)
{
    const qsizetype mark = name.lastIndexOf(QLatin1Char('#'));
    const auto node = scene.run.history->roster().node(name.left(mark).toStdString());
    const auto lane
        = std::ranges::find_if(data.brokers, [&](const TimelineData::BrokerLane& candidate) {
              return node && candidate.broker == *node;
          });
    if (lane == data.brokers.end()) {
        return nullptr;
    }
    const auto& outages = paused ? lane->paused : lane->down;
    const auto index = static_cast<std::size_t>(name.mid(mark + 1).toUInt());
    return index < outages.size() ? &outages[index] : nullptr;
}

const TimelineData::EpochBar* epochOf(
    const QString& name, const Scene& scene, const TimelineData& data)
{
    const qsizetype slash = name.lastIndexOf(QLatin1Char('/'));
    const auto partition = scene.run.history->roster().partition(name.left(slash).toStdString());
    if (!partition) {
        return nullptr;
    }
    const auto& bars = data.epochs.at(partition->value());
    const LeaderEpoch epoch(name.mid(slash + 1).toInt());
    const auto found = std::ranges::find(bars, epoch, &TimelineData::EpochBar::epoch);
    return found == bars.end() ? nullptr : &*found;
}

const TimelineData::Interval* leaderlessOf(
    const QString& name, const Scene& scene, const TimelineData& data)
{
    const qsizetype mark = name.lastIndexOf(QLatin1Char('#'));
    const auto partition = scene.run.history->roster().partition(name.left(mark).toStdString());
    if (!partition) {
        return nullptr;
    }
    const auto& stretches = data.leaderDown.at(partition->value());
    const auto index = static_cast<std::size_t>(name.mid(mark + 1).toUInt());
    return index < stretches.size() ? &stretches[index] : nullptr;
}

// The event that an outage, an election, a marker or a mark of log files began with.
std::optional<EventId> eventOf(const QString& id, const Scene& scene, const TimelineData& data)
{
    for (const bool paused : {false, true}) {
        if (const auto name = after(id, paused ? "paused:" : "down:")) {
            const TimelineData::Interval* outage = outageOf(*name, paused, scene, data);
            return outage == nullptr ? std::nullopt : std::optional(outage->began);
        }
    }
    if (const auto name = after(id, "epoch:")) {
        const TimelineData::EpochBar* bar = epochOf(*name, scene, data);
        return bar == nullptr ? std::nullopt : std::optional(bar->elected);
    }
    if (const auto name = after(id, "leaderless:")) {
        const TimelineData::Interval* stretch = leaderlessOf(*name, scene, data);
        return stretch == nullptr ? std::nullopt : std::optional(stretch->began);
    }
    if (const auto number = after(id, "term:")) {
        const auto bar = std::ranges::find(
            data.terms, LeaderEpoch(number->toInt()), &TimelineData::EpochBar::epoch);
        return bar == data.terms.end() ? std::nullopt : std::optional(bar->elected);
    }
    if (const auto number = after(id, "links:")) {
        const std::size_t index = number->toUInt();
        return index < data.links.size() ? std::optional(data.links[index].began) : std::nullopt;
    }
    for (const char* prefix : {"marker:", "files:", "generation:", "rebalance:", "member:"}) {
        if (const auto number = after(id, prefix)) {
            const EventId event(number->toUInt());
            return event.value() < scene.run.history->size() ? std::optional(event) : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<std::size_t> commandOf(const QString& id)
{
    const auto number = after(id, "command:");
    bool ok = false;
    const std::size_t index = number ? number->toUInt(&ok) : 0;
    return ok ? std::optional(index) : std::nullopt;
}

Timestamp slotAt(const DangerStrip& danger, Timestamp time)
{
    const auto found = std::ranges::find_if(danger.slots,
        [time](const scenario::DangerSlot& slot) { return slot.at <= time && time < slot.until; });
    return found == danger.slots.end() ? kNever : found->at;
}

QString dangerSlotId(Timestamp slot)
{
    return QStringLiteral("danger:%1").arg(slot.micros() / 1000);
}

std::optional<Timestamp> dangerSlotOf(const QString& id)
{
    const auto number = after(id, "danger:");
    bool ok = false;
    const qlonglong millis = number ? number->toLongLong(&ok) : 0;
    return ok ? std::optional(Timestamp() + milliseconds(millis)) : std::nullopt;
}

std::optional<Timestamp> timeOf(const QString& id, const Scene& scene, const TimelineData& data)
{
    if (!scene.run) {
        return std::nullopt;
    }
    if (const auto command = commandOf(id)) {
        const bool known = scene.run.scenario && *command < scene.run.scenario->script.size();
        return known ? std::optional(scene.run.scenario->script[*command].at) : std::nullopt;
    }
    const auto event = eventOf(id, scene, data);
    return event ? std::optional(scene.run.history->event(*event).time) : std::nullopt;
}

Selection timelineSelectionFor(const QString& id, const Scene& scene, const TimelineData& data)
{
    if (!scene.run) {
        return {};
    }
    if (const auto command = commandOf(id)) {
        const auto event = eventOfCommand(*scene.run.history, *command);
        return event ? ofEvent(*event) : Selection{};
    }
    if (const auto event = eventOf(id, scene, data)) {
        return ofEvent(*event);
    }
    if (const auto group = after(id, "group:")) {
        Selection selection;
        selection.kind = Selection::Kind::Group;
        selection.group = group->toStdString();
        return selection;
    }
    for (const char* prefix : {"lane:", "lag:"}) {
        if (const auto name = after(id, prefix)) {
            if (const auto node = scene.run.history->roster().node(name->toStdString())) {
                Selection selection;
                selection.kind = Selection::Kind::Node;
                selection.node = *node;
                return selection;
            }
        }
    }
    return {};
}

} // namespace brokerscope::views
