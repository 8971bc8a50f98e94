#include "engine/broker/placement.h"

#include <algorithm>
#include <map>

namespace brokerscope::broker {

namespace {

template <class T>
void shuffle(std::vector<T>& items, sim::Random& random)
{
    for (std::size_t i = items.size(); i > 1; --i) {
        std::swap(items[i - 1], items[random.below(i)]);
    }
}

/// The brokers of a rack that are fenced, or those that are not, from one that moves on by one in
/// each round.
class Ring {
public:
    void add(NodeId broker) { m_brokers.push_back(broker); }

    void beginSomewhere(sim::Random& random)
    {
        m_offset = m_brokers.size() > 1 ? random.below(m_brokers.size()) : 0;
    }

    /// kNoNode when every broker was given out in this round.
    NodeId next(std::size_t round)
    {
        if (m_brokers.empty()) {
            return kNoNode;
        }
        if (round != m_round) {
            m_round = round;
            m_given = 0;
            m_offset = (m_offset + 1) % m_brokers.size();
        }
        if (m_given == m_brokers.size()) {
            return kNoNode;
        }
        return m_brokers[(m_given++ + m_offset) % m_brokers.size()];
    }

    void mix(sim::Random& random) { shuffle(m_brokers, random); }

private:
    std::vector<NodeId> m_brokers;
    std::size_t m_round = 0;
    std::size_t m_given = 0;
    std::size_t m_offset = 0;
};

struct Rack {
    Ring unfenced;
    Ring fenced;
    NodeId next(std::size_t round)
    {
        const NodeId broker = unfenced.next(round);
        return broker != kNoNode ? broker : fenced.next(round);
    }
};

/// Racks in turn, one rack later in each round.
class Racks {
public:
    Racks(const std::vector<UsableBroker>& brokers, sim::Random& random)
        : m_random(random)
    {
        std::map<std::string, Rack> byName;
        for (const UsableBroker& broker : brokers) {
            Rack& rack = byName[broker.rack];
            (broker.fenced ? rack.fenced : rack.unfenced).add(broker.id);
            m_unfenced += broker.fenced ? 0 : 1;
        }
        for (auto& [name, rack] : byName) {
            rack.unfenced.beginSomewhere(random);
            rack.fenced.beginSomewhere(random);
            m_racks.push_back(rack);
        }
        m_offset = m_racks.size() > 1 ? random.below(m_racks.size()) : 0;
    }

    std::vector<NodeId> place(std::size_t replicationFactor)
    {
        if (m_round > 0 && m_round % m_unfenced == 0) {
            // From here on the same assignments would come again. The rounds go on counting, so
            // that every ring knows a new one.
            shuffle(m_racks, m_random);
            for (Rack& rack : m_racks) {
                rack.unfenced.mix(m_random);
                rack.fenced.mix(m_random);
            }
        }
        m_offset %= m_racks.size();
        // The leader is unfenced; its rack is passed over once when the others get theirs.
        std::size_t first = m_offset;
        std::vector<NodeId> replicas;
        while (replicas.empty()) {
            const NodeId leader = m_racks[first].unfenced.next(m_round);
            if (leader != kNoNode) {
                replicas.push_back(leader);
            } else {
                first = (first + 1) % m_racks.size();
            }
        }
        bool passOver = true;
        for (std::size_t i = m_offset; replicas.size() < replicationFactor;
             i = (i + 1) % m_racks.size()) {
            if (passOver && i == first) {
                passOver = false;
                continue;
            }
            const NodeId replica = m_racks[i].next(m_round);
            if (replica != kNoNode) {
                replicas.push_back(replica);
            }
        }
        ++m_round;
        ++m_offset;
        return replicas;
    }

private:
    sim::Random& m_random;
    std::vector<Rack> m_racks;
    std::size_t m_unfenced = 0;
    std::size_t m_round = 0;
    std::size_t m_offset = 0;
};

} // namespace

tl::expected<std::vector<std::vector<NodeId>>, event::ErrorCode> placeReplicas(
    const std::vector<UsableBroker>& brokers, std::size_t partitions, std::size_t replicationFactor,
    sim::Random& random)
{
    const bool anyUnfenced = std::any_of(
        brokers.begin(), brokers.end(), [](const UsableBroker& broker) { return !broker.fenced; });
    if (replicationFactor == 0 || replicationFactor > brokers.size() || !anyUnfenced) {
        return tl::unexpected(event::ErrorCode::InvalidReplicationFactor);
    }
    Racks racks(brokers, random);
    std::vector<std::vector<NodeId>> placed;
    for (std::size_t i = 0; i < partitions; ++i) {
        placed.push_back(racks.place(replicationFactor));
    }
    return placed;
}

} // namespace brokerscope::broker
