#include "engine/broker/quorum_state.h"

#include "engine/record/record_reader.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>

namespace brokerscope::broker {

namespace {

int idOf(NodeId node)
{
    return node == kNoNode ? -1 : int{node.value()};
}

NodeId nodeOf(int id)
{
    return id < 0 ? kNoNode : NodeId(static_cast<std::uint16_t>(id));
}

std::optional<int> numberAfter(std::string_view text, std::string_view name)
{
    const std::size_t at = text.find(name);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    int number = 0;
    const char* const first = text.data() + at + name.size();
    const auto parsed = std::from_chars(first, text.data() + text.size(), number);
    return parsed.ec == std::errc() ? std::optional(number) : std::nullopt;
}

} // namespace

tl::expected<ElectionState, sim::IoError> readElectionState(sim::FileReader& files)
{
    const auto file = files.find(kQuorumStateFile);
    if (!file) {
        return file.error() == sim::IoError::Missing
            ? tl::expected<ElectionState, sim::IoError>(ElectionState())
            : tl::unexpected(file.error());
    }
    const auto bytes = files.read(*file, 0, files.size(*file));
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    const std::string_view text = record::textOf(*bytes);
    const auto leader = numberAfter(text, "\"leaderId\":");
    const auto epoch = numberAfter(text, "\"leaderEpoch\":");
    const auto votedFor = numberAfter(text, "\"votedId\":");
    if (!leader || !epoch || !votedFor) {
        // The file is only ever replaced as a whole. A voter that cannot read it must not vote.
        return tl::unexpected(sim::IoError::ReadFailed);
    }
    return ElectionState{LeaderEpoch(*epoch), nodeOf(*leader), nodeOf(*votedFor)};
}

tl::expected<void, sim::IoError> writeElectionState(
    sim::Storage& storage, const ElectionState& state)
{
    const std::string text
        = fmt::format(R"({{"leaderId":{},"leaderEpoch":{},"votedId":{},"data_version":1}})",
            idOf(state.leader), state.epoch.value(), idOf(state.votedFor));
    return storage.replace(kQuorumStateFile,
        ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

} // namespace brokerscope::broker
