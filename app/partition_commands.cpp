#include "app/partition_commands.h"

#include "engine/event/internal_topics.h"
#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace brokerscope::app {

namespace {

constexpr std::size_t kMostPartitions = 1000; // over all topics, as in a file

struct PartitionCommandWords {
    Q_DECLARE_TR_FUNCTIONS(PartitionCommandWords)
};

/// What is offered for one partition at the playhead.
class Offering {
public:
    Offering(const views::Scene& scene, PartitionId partition)
        : m_scene(scene)
        , m_roster(scene.run.history->roster())
        , m_partition(m_roster.at(partition))
        , m_state(scene.state->partition(partition))
        , m_target(targetOrder())
        , m_who(QString::fromStdString(m_partition.name()))
    {
    }

    [[nodiscard]] OfferGroup elections() const;
    [[nodiscard]] OfferGroup moves() const;
    [[nodiscard]] OfferGroup additions() const;
    [[nodiscard]] OfferGroup removals() const;
    [[nodiscard]] OfferGroup growth() const;

private:
    [[nodiscard]] std::vector<NodeId> targetOrder() const;
    [[nodiscard]] bool hasReplica(NodeId broker) const
    {
        return std::find(m_target.begin(), m_target.end(), broker) != m_target.end();
    }
    [[nodiscard]] bool isActive(NodeId broker) const;
    [[nodiscard]] QString shown(NodeId node) const
    {
        return views::nodeName(*m_scene.run.history, node);
    }
    [[nodiscard]] QString missing() const
    {
        return m_state.created ? QString()
                               : PartitionCommandWords::tr("%1 does not exist yet.").arg(m_who);
    }
    [[nodiscard]] QString whyNoPreferred() const;
    [[nodiscard]] QString whyNoUnclean() const;
    [[nodiscard]] Offer make(
        QString text, decltype(scenario::Command::action) action, const QString& whyNot) const
    {
        const QString gone = missing();
        return makeOffer(
            m_scene, std::move(text), std::move(action), gone.isEmpty() ? whyNot : gone);
    }
    [[nodiscard]] Offer reassignment(
        QString text, const std::vector<NodeId>& replicas, const QString& whyNot) const;
    /// In place of a list that would be empty.
    [[nodiscard]] Offer nothing(QString text, const QString& whyNot) const
    {
        return reassignment(std::move(text), m_target, whyNot);
    }

    const views::Scene& m_scene;
    const event::Roster& m_roster;
    const event::Roster::Partition& m_partition;
    const history::PartitionState& m_state;
    std::vector<NodeId> m_target; ///< replicas in assignment order, once a reassignment is over
    QString m_who;
};

// The History has replicas as a set. The preferred leader is the first in assignment order; the
// others follow as the scenario names them, or else as Kafka places them, one broker after the
// other.
std::vector<NodeId> Offering::targetOrder() const
{
    std::vector<NodeId> order;
    for (const NodeId broker : m_roster.nodesOf(event::NodeKind::Broker)) {
        if (m_state.replicas.contains(broker) && !m_state.removing.contains(broker)) {
            order.push_back(broker);
        }
    }
    const auto preferred = std::find(order.begin(), order.end(), m_state.preferred);
    if (preferred != order.end()) {
        std::rotate(order.begin(), preferred, order.end());
    }
    const scenario::Scenario* scenario = m_scene.run.scenario.get();
    if (scenario == nullptr || order.empty()) {
        return order;
    }
    for (const scenario::TopicSpec& topic : scenario->topics) {
        if (topic.name == m_partition.topic && m_partition.number < topic.assignment.size()) {
            const std::vector<NodeId>& named = topic.assignment[m_partition.number];
            const auto place = [&named](NodeId broker) {
                return std::find(named.begin(), named.end(), broker) - named.begin();
            };
            std::stable_sort(order.begin() + 1, order.end(),
                [&](NodeId a, NodeId b) { return place(a) < place(b); });
        }
    }
    return order;
}

bool Offering::isActive(NodeId broker) const
{
    const history::BrokerState& state = m_scene.state->broker(broker);
    return state.registered && !state.fenced && !state.leaving;
}

QString Offering::whyNoPreferred() const
{
    const NodeId preferred = m_state.preferred;
    if (preferred == kNoNode) {
        return PartitionCommandWords::tr("%1 has no replicas yet.").arg(m_who);
    }
    if (m_state.leader == preferred) {
        return PartitionCommandWords::tr("%1 leads %2 already.").arg(shown(preferred), m_who);
    }
    if (!isActive(preferred)) {
        return PartitionCommandWords::tr("%1 may not lead: it is fenced or shutting down.")
            .arg(shown(preferred));
    }
    return m_state.isr.contains(preferred)
        ? QString()
        : PartitionCommandWords::tr("%1 is not in the ISR of %2.").arg(shown(preferred), m_who);
}

QString Offering::whyNoUnclean() const
{
    if (m_state.leader != kNoNode) {
        return PartitionCommandWords::tr("%1 has a leader: %2.").arg(m_who, shown(m_state.leader));
    }
    bool any = false;
    m_state.replicas.forEach([&](NodeId broker) { any = any || isActive(broker); });
    return any ? QString()
               : PartitionCommandWords::tr("No broker that has %1 is there to lead.").arg(m_who);
}

OfferGroup Offering::elections() const
{
    const std::string name = m_partition.name();
    OfferGroup group;
    const QString preferred = m_state.preferred == kNoNode
        ? PartitionCommandWords::tr("Elect the preferred leader")
        : PartitionCommandWords::tr("Elect the preferred leader, %1").arg(shown(m_state.preferred));
    group.offers.push_back(
        make(preferred, scenario::ElectLeadersCommand{name, false}, whyNoPreferred()));
    group.offers.push_back(make(PartitionCommandWords::tr("Elect any leader (unclean)"),
        scenario::ElectLeadersCommand{name, true}, whyNoUnclean()));
    return group;
}

Offer Offering::reassignment(
    QString text, const std::vector<NodeId>& replicas, const QString& whyNot) const
{
    scenario::ReassignCommand command{m_partition.name(), {}, 0};
    for (const NodeId broker : replicas) {
        command.replicas.push_back(m_roster.at(broker).name);
    }
    return make(std::move(text), std::move(command), whyNot);
}

OfferGroup Offering::moves() const
{
    OfferGroup group;
    group.title = PartitionCommandWords::tr("Move the replica on", "followed by a broker");
    for (std::size_t i = 0; i < m_target.size(); ++i) {
        OfferGroup from;
        from.title = PartitionCommandWords::tr("%1 to", "a broker, followed by another one")
                         .arg(shown(m_target[i]));
        for (const NodeId broker : m_roster.nodesOf(event::NodeKind::Broker)) {
            if (!hasReplica(broker)) {
                std::vector<NodeId> replicas = m_target;
                replicas[i] = broker;
                from.offers.push_back(reassignment(shown(broker), replicas, {}));
            }
        }
        if (from.offers.empty()) {
            from.offers.push_back(nothing(PartitionCommandWords::tr("Nowhere"),
                PartitionCommandWords::tr("Every broker has a replica of %1.").arg(m_who)));
        }
        group.groups.push_back(std::move(from));
    }
    return group;
}

OfferGroup Offering::additions() const
{
    OfferGroup group;
    group.title = PartitionCommandWords::tr("Add a replica on", "followed by a broker");
    for (const NodeId broker : m_roster.nodesOf(event::NodeKind::Broker)) {
        std::vector<NodeId> replicas = m_target;
        replicas.push_back(broker);
        group.offers.push_back(hasReplica(broker)
                ? nothing(shown(broker),
                    PartitionCommandWords::tr("%1 has a replica of %2.").arg(shown(broker), m_who))
                : reassignment(shown(broker), replicas, {}));
    }
    return group;
}

OfferGroup Offering::removals() const
{
    OfferGroup group;
    group.title = PartitionCommandWords::tr("Take away the replica on", "followed by a broker");
    const bool isLast = m_target.size() == 1;
    for (const NodeId broker : m_target) {
        std::vector<NodeId> replicas = m_target;
        std::erase(replicas, broker);
        group.offers.push_back(isLast
                ? nothing(shown(broker),
                    PartitionCommandWords::tr("It is the only replica of %1.").arg(m_who))
                : reassignment(shown(broker), replicas, {}));
    }
    return group;
}

OfferGroup Offering::growth() const
{
    OfferGroup group;
    const bool isReassigning = !m_state.adding.empty() || !m_state.removing.empty();
    group.offers.push_back(make(PartitionCommandWords::tr("Cancel the reassignment"),
        scenario::ReassignCommand{m_partition.name(), {}, 0},
        isReassigning ? QString()
                      : PartitionCommandWords::tr("%1 is not being reassigned.").arg(m_who)));

    std::size_t count = 0;
    for (std::size_t i = 0; i < m_roster.partitions.size(); ++i) {
        const PartitionId id(static_cast<std::uint16_t>(i));
        const bool isOfTopic = m_roster.at(id).topic == m_partition.topic;
        count += isOfTopic && m_scene.state->partition(id).created ? 1 : 0;
    }
    const QString full = event::ownPartitions(m_roster) < kMostPartitions
        ? QString()
        : PartitionCommandWords::tr(
            "A scenario has at most %n partition(s).", nullptr, static_cast<int>(kMostPartitions));
    const auto wanted = static_cast<std::uint16_t>(count + 1);
    group.offers.push_back(make(PartitionCommandWords::tr("Give %1 one more partition: %2 in all")
                                    .arg(QString::fromStdString(m_partition.topic))
                                    .arg(wanted),
        scenario::AddPartitionsCommand{m_partition.topic, wanted}, full));
    return group;
}

} // namespace

std::vector<OfferGroup> partitionCommands(const views::Scene& scene, PartitionId partition)
{
    if (!scene.run || partition == kNoPartition
        || partition.value() >= event::ownPartitions(scene.run.history->roster())) {
        return {};
    }
    const Offering offering(scene, partition);
    return {offering.elections(), offering.moves(), offering.additions(), offering.removals(),
        offering.growth()};
}

} // namespace brokerscope::app
