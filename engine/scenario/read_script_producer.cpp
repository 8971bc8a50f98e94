#include "engine/scenario/script_actions.h"
#include "engine/scenario/sections.h"

/// Commands to a producer's application: flush and close.
namespace brokerscope::scenario {

std::optional<Command> readFlush(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    const std::optional<std::string> producer = reading.word(value);
    return producer ? std::optional(Command{at, FlushCommand{*producer}}) : std::nullopt;
}

std::optional<Command> readClose(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> producer = reading.word(value);
    const Place place = command.child("timeout");
    const std::optional<Duration> timeout = reading.duration(place);
    if (!producer || (place && !timeout)) {
        return std::nullopt;
    }
    return Command{at, CloseCommand{*producer, timeout}};
}

void checkProducer(Reading& reading, const Place& /*command*/, const Place& name)
{
    checkNode(reading, name, Nodes::Producers);
}

} // namespace brokerscope::scenario
