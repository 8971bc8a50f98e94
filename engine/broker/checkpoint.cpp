#include "engine/broker/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>

namespace brokerscope::broker {

namespace {

constexpr std::string_view kFile = "replication-offset-checkpoint";

} // namespace

std::vector<Offset> readCheckpoint(
    sim::Storage& storage, const std::vector<event::Roster::Partition>& partitions)
{
    std::vector<Offset> offsets(partitions.size());
    const ByteView content = storage.contents(storage.open(kFile));
    std::istringstream in(
        std::string(reinterpret_cast<const char*>(content.data()), content.size()));
    int version = -1;
    std::size_t count = 0;
    if (!(in >> version >> count) || version != 0) {
        return offsets;
    }
    std::string topic;
    std::uint16_t number = 0;
    std::int64_t offset = 0;
    while (count-- > 0 && in >> topic >> number >> offset) {
        const event::Roster::Partition wanted{topic, number};
        const auto found = std::find(partitions.begin(), partitions.end(), wanted);
        if (found != partitions.end()) {
            offsets[static_cast<std::size_t>(std::distance(partitions.begin(), found))]
                = Offset(offset);
        }
    }
    return offsets;
}

void writeCheckpoint(sim::Storage& storage, const std::vector<event::Roster::Partition>& partitions,
    const std::vector<std::optional<Offset>>& highWatermarks)
{
    std::string lines;
    std::size_t count = 0;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        if (highWatermarks[i]) {
            lines += fmt::format("{} {} {}\n", partitions[i].topic, partitions[i].number,
                highWatermarks[i]->value());
            ++count;
        }
    }
    const std::string text = fmt::format("0\n{}\n{}", count, lines);
    storage.replace(storage.open(kFile),
        ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

} // namespace brokerscope::broker
