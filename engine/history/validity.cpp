#include "engine/history/validity.h"

#include "engine/history/fields.h"

#include <type_traits>
#include <variant>

namespace brokerscope::history {

namespace {

/// Remembers whether every id that it saw names something.
struct IdCheck {
    EventId id;
    std::size_t nodes;
    std::size_t partitions;
    std::size_t strings;
    bool good = true;

    template <class T>
    void operator()(const T& field)
    {
        if constexpr (std::is_same_v<T, EventId>) {
            good = good && (field == kNoEvent || field < id);
        } else if constexpr (std::is_same_v<T, NodeId>) {
            good = good && (field == kNoNode || field.value() < nodes);
        } else if constexpr (std::is_same_v<T, PartitionId>) {
            good = good && (field == kNoPartition || field.value() < partitions);
        } else if constexpr (std::is_same_v<T, StringId>) {
            good = good && field.value() < strings;
        }
    }
};

} // namespace

bool fits(const event::Event& event, EventId id, const event::Roster& roster, std::size_t strings)
{
    IdCheck check{id, roster.nodes.size(), roster.partitions.size(), strings};
    check(event.cause);
    check(event.node);
    std::visit([&check](const auto& payload) { forEachField(payload, check); }, event.payload);
    return check.good;
}

} // namespace brokerscope::history
