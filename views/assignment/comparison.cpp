#include "views/assignment/comparison.h"

#include "engine/assignor/assign.h"
#include "engine/assignor/mapping.h"
#include "views/assignment/subscriptions.h"
#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace brokerscope::views {

using assignor::Assignment;
using assignor::Strategy;

namespace {

struct ComparisonText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ComparisonText)
};

class Comparing {
public:
    Comparing(const RunView& run, const Rebalance& rebalance)
        : m_run(run)
        , m_history(*run.history)
        , m_rebalance(rebalance)
    {
    }

    std::shared_ptr<const Comparison> compare()
    {
        m_result->subscription = subscriptionOf(m_run, m_rebalance, m_result->ids);
        m_result->named = m_result->subscription;
        for (std::size_t i = 0; i < m_rebalance.after.size(); ++i) {
            m_result->named.members[i].id
                = nodeName(m_history, m_rebalance.after[i].client).toStdString();
        }
        for (const Rebalance::Member& member : m_rebalance.before) {
            m_result->owned += static_cast<std::uint32_t>(member.partitions.size());
            for (const PartitionId partition : member.partitions) {
                m_owner[partition] = member.client;
            }
        }
        const std::string_view protocol = m_history.text(m_rebalance.protocol);
        const bool isServers = m_rebalance.leader == kNoNode;
        bool isKnown = false;
        for (const Strategy strategy : assignor::kStrategies) {
            std::string_view name = assignor::strategyName(strategy);
            if (assignor::isServerSide(strategy)) {
                name.remove_prefix(std::string_view("server-").size());
            }
            const bool isPresent
                = name == protocol && assignor::isServerSide(strategy) == isServers;
            isKnown = isKnown || isPresent;
            add(strategy, isPresent);
        }
        if (!isKnown) {
            addOwn();
        }
        return m_result;
    }

private:
    void add(Strategy strategy, bool isPresent)
    {
        StrategyOutcome outcome;
        outcome.strategy = strategy;
        outcome.name = strategyText(strategy);
        take(outcome, assignor::assign(strategy, m_result->subscription, &outcome.decisions),
            isPresent);
    }

    /// The application's own assignor, as the scenario tells it.
    void addOwn()
    {
        StrategyOutcome outcome;
        outcome.name = m_history.text(m_rebalance.protocol) == std::string_view("custom")
            ? ComparisonText::tr("its own assignor")
            : toQString(m_history.text(m_rebalance.protocol));
        const assignor::Mapping mapping = mappingOf(m_run, m_rebalance, m_result->subscription);
        take(outcome, assignor::assignMapping(mapping, m_result->subscription, &outcome.decisions),
            true);
    }

    void take(StrategyOutcome& outcome, const tl::expected<Assignment, assignor::Failure>& computed,
        bool isPresent)
    {
        outcome.isPresent = isPresent;
        if (computed) {
            outcome.assignment = *computed;
        } else if (!isPresent) {
            outcome.failure = computed.error();
        }
        if (isPresent) {
            Assignment real = reality();
            outcome.differs = !computed || sorted(*computed) != sorted(real);
            outcome.assignment = std::move(real);
            m_result->present = m_result->outcomes.size();
        }
        if (!outcome.failure) {
            count(outcome);
        }
        m_result->outcomes.push_back(std::move(outcome));
    }

    [[nodiscard]] Assignment reality() const
    {
        std::map<PartitionId, assignor::TopicPartition> numbers;
        for (std::uint32_t topic = 0; topic < m_result->ids.size(); ++topic) {
            for (std::size_t i = 0; i < m_result->ids[topic].size(); ++i) {
                numbers[m_result->ids[topic][i]]
                    = {assignor::TopicIndex(topic), static_cast<std::int32_t>(i)};
            }
        }
        Assignment real(m_rebalance.after.size());
        for (std::size_t i = 0; i < real.size(); ++i) {
            for (const PartitionId partition : m_rebalance.after[i].partitions) {
                if (const auto found = numbers.find(partition); found != numbers.end()) {
                    real[i].push_back(found->second);
                }
            }
        }
        return real;
    }

    static Assignment sorted(Assignment assignment)
    {
        for (auto& list : assignment) {
            std::ranges::sort(list);
        }
        return assignment;
    }

    void count(StrategyOutcome& outcome) const
    {
        outcome.spread = assignor::measure(m_result->subscription, outcome.assignment).balance();
        // measure() knows of owners among the members alone; those that left owned as well.
        std::uint32_t kept = 0;
        for (std::size_t i = 0; i < outcome.assignment.size(); ++i) {
            for (const assignor::TopicPartition& each : outcome.assignment[i]) {
                const auto partition = m_result->partitionOf(each);
                const auto owner = partition ? m_owner.find(*partition) : m_owner.end();
                kept += owner != m_owner.end() && owner->second == m_rebalance.after[i].client;
            }
        }
        outcome.moved = m_result->owned - kept;
        const bool isEager = outcome.strategy != Strategy::CooperativeSticky
            && !(outcome.strategy && assignor::isServerSide(*outcome.strategy));
        outcome.paused = isEager ? m_result->owned : outcome.moved;
    }

    const RunView& m_run;
    const history::History& m_history;
    const Rebalance& m_rebalance;
    std::map<PartitionId, NodeId> m_owner; ///< before
    std::shared_ptr<Comparison> m_result = std::make_shared<Comparison>();
};

} // namespace

std::optional<PartitionId> Comparison::partitionOf(const assignor::TopicPartition& partition) const
{
    const auto& topic = ids.at(partition.topic.value());
    const auto number = static_cast<std::size_t>(partition.partition);
    return partition.partition >= 0 && number < topic.size() ? std::optional(topic[number])
                                                             : std::nullopt;
}

std::shared_ptr<const Comparison> compareStrategies(const RunView& run, const Rebalance& rebalance)
{
    if (!run || rebalance.assigned == kNoEvent || rebalance.after.empty()) {
        return nullptr;
    }
    return Comparing(run, rebalance).compare();
}

QString strategyText(Strategy strategy)
{
    switch (strategy) {
    case Strategy::Range:
        return QStringLiteral("range");
    case Strategy::RoundRobin:
        return QStringLiteral("round-robin");
    case Strategy::Sticky:
        return QStringLiteral("sticky");
    case Strategy::CooperativeSticky:
        return QStringLiteral("cooperative-sticky");
    case Strategy::ServerRange:
        return ComparisonText::tr("server: range", "assignor that runs in the coordinator");
    case Strategy::ServerUniform:
        return ComparisonText::tr("server: uniform", "assignor that runs in the coordinator");
    }
    return {};
}

} // namespace brokerscope::views
