#include "app/assign_report.h"

#include "engine/assignor/java_order.h"
#include "engine/assignor/measure.h"
#include "views/assignment/decision_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <numeric>

namespace brokerscope::app {

using assignor::Assignment;
using assignor::GroupSubscription;
using assignor::Line;
using assignor::Measure;
using assignor::TopicPartition;
using Json = nlohmann::ordered_json;

namespace {

struct AssignReport {
    Q_DECLARE_TR_FUNCTIONS(AssignReport)
};

/// What does not fit into so many characters is counted.
constexpr int kWidestCell = 28;
constexpr std::string_view kCustom = "custom";

Json decisionJson(const GroupSubscription& subscription, const assignor::Decision& decision)
{
    const auto member = [&](assignor::MemberIndex index) {
        return index == assignor::kNoMember ? Json() : Json(subscription.members[index.value()].id);
    };
    return {{"rule", assignor::ruleName(decision.rule)},
        {"partition", assignor::partitionJson(subscription, decision.partition)},
        {"member", member(decision.member)}, {"from", member(decision.from)}};
}

/// "orders 0-3, 7  payments 1"
QString partitionsText(
    const GroupSubscription& subscription, std::vector<TopicPartition> partitions)
{
    std::sort(partitions.begin(), partitions.end());
    QString text;
    for (std::size_t i = 0; i < partitions.size();) {
        std::size_t end = i + 1;
        while (end < partitions.size() && partitions[end].topic == partitions[i].topic
            && partitions[end].partition == partitions[end - 1].partition + 1) {
            ++end;
        }
        const bool isNewTopic = i == 0 || partitions[i - 1].topic != partitions[i].topic;
        if (isNewTopic) {
            const std::string& topic = subscription.topics[partitions[i].topic.value()].name;
            text += (i == 0 ? QString() : QStringLiteral("  ")) % QString::fromStdString(topic)
                % QLatin1Char(' ');
        } else {
            text += QStringLiteral(", ");
        }
        text += QString::number(partitions[i].partition);
        if (end - i > 1) {
            text += QLatin1Char('-') % QString::number(partitions[end - 1].partition);
        }
        i = end;
        if (text.size() > kWidestCell) {
            return AssignReport::tr("%n partition(s)", "", static_cast<int>(partitions.size()));
        }
    }
    return text.isEmpty() ? QStringLiteral("–") : text;
}

/// Rows of cells, each column as wide as its widest cell.
QString laidOut(const std::vector<QStringList>& rows)
{
    std::vector<qsizetype> widths;
    for (const QStringList& row : rows) {
        widths.resize(std::max(widths.size(), static_cast<std::size_t>(row.size())), 0);
        for (qsizetype i = 0; i < row.size(); ++i) {
            auto& width = widths[static_cast<std::size_t>(i)];
            width = std::max(width, row[i].size());
        }
    }
    QString text;
    for (const QStringList& row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            line += row[i].leftJustified(widths[static_cast<std::size_t>(i)] + 3);
        }
        while (line.endsWith(QLatin1Char(' '))) {
            line.chop(1);
        }
        text += line % QLatin1Char('\n');
    }
    return text;
}

class Table {
public:
    Table(const Line& line, const std::vector<AssignAnswer>& answers)
        : m_line(line)
        , m_answers(answers)
    {
    }

    [[nodiscard]] QString text() const
    {
        std::vector<QStringList> rows;
        QStringList heads{QString()};
        for (const AssignAnswer& answer : m_answers) {
            heads += QString::fromStdString(answer.name);
        }
        rows.push_back(heads);
        for (const std::uint32_t member : byId()) {
            rows.push_back(memberRow(member));
        }
        rows.push_back(measureRow(AssignReport::tr("balance (max − min)"),
            [](const Measure& measure) { return measure.balance(); }));
        rows.push_back(measureRow(AssignReport::tr("stickiness (moved)"),
            [](const Measure& measure) { return measure.moved; }));
        rows.push_back(measureRow(
            AssignReport::tr("kept"), [](const Measure& measure) { return measure.kept; }));
        rows.push_back(measureRow(AssignReport::tr("without a member"),
            [](const Measure& measure) { return measure.unassigned; }));
        return laidOut(rows) % failures() % decisions();
    }

private:
    [[nodiscard]] std::vector<std::uint32_t> byId() const
    {
        const auto& members = m_line.subscription.members;
        std::vector<std::uint32_t> order(members.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return assignor::javaLess(members[a].id, members[b].id);
        });
        return order;
    }

    [[nodiscard]] QStringList memberRow(std::uint32_t member) const
    {
        QStringList row{QString::fromStdString(m_line.subscription.members[member].id)};
        for (const AssignAnswer& answer : m_answers) {
            row += answer.assignment
                ? partitionsText(m_line.subscription, (*answer.assignment)[member])
                : QStringLiteral("✗");
        }
        return row;
    }

    template <class Value>
    [[nodiscard]] QStringList measureRow(const QString& name, Value value) const
    {
        QStringList row{name};
        for (const AssignAnswer& answer : m_answers) {
            row += answer.assignment
                ? QString::number(value(measure(m_line.subscription, *answer.assignment)))
                : QStringLiteral("✗");
        }
        return row;
    }

    [[nodiscard]] QString failures() const
    {
        QString text;
        for (const AssignAnswer& answer : m_answers) {
            if (!answer.assignment) {
                text += AssignReport::tr("✗ %1: Kafka throws %2")
                            .arg(QString::fromStdString(answer.name),
                                QString::fromStdString(
                                    assignor::exceptionText(answer.assignment.error())))
                    % QLatin1Char('\n');
            }
        }
        return text;
    }

    [[nodiscard]] QString decisions() const
    {
        QString text;
        for (const AssignAnswer& answer : m_answers) {
            if (answer.decisions.empty()) {
                continue;
            }
            text += QLatin1Char('\n')
                % AssignReport::tr("%1, decision by decision:")
                      .arg(QString::fromStdString(answer.name))
                % QLatin1Char('\n');
            int number = 0;
            for (const assignor::Decision& decision : answer.decisions) {
                text += QString::number(++number).rightJustified(5) % QStringLiteral("  ")
                    % views::decisionText(m_line.subscription, decision) % QLatin1Char('\n');
            }
        }
        return text;
    }

    const Line& m_line;
    const std::vector<AssignAnswer>& m_answers;
};

} // namespace

AssignAnswer answerOf(
    const Line& line, std::optional<assignor::Strategy> strategy, bool wantsDecisions)
{
    AssignAnswer answer{
        std::string(strategy ? assignor::strategyName(*strategy) : kCustom), {}, {}};
    assignor::Decisions* decisions = wantsDecisions ? &answer.decisions : nullptr;
    answer.assignment = strategy
        ? assignor::assign(*strategy, line.subscription, decisions)
        : assignor::assignMapping(*line.mapping, line.subscription, decisions);
    return answer;
}

std::string answerJson(const Line& line, const AssignAnswer& answer)
{
    Json json = line.json;
    json.erase("assignment");
    json.erase("error");
    json.erase("decisions");
    json["assignor"] = answer.name;
    if (answer.assignment) {
        json["assignment"] = assignor::assignmentJson(line.subscription, *answer.assignment);
    } else {
        json["error"] = assignor::exceptionText(answer.assignment.error());
    }
    if (!answer.decisions.empty()) {
        Json& decisions = json["decisions"];
        for (const assignor::Decision& decision : answer.decisions) {
            decisions.push_back(decisionJson(line.subscription, decision));
        }
    }
    return json.dump();
}

QString answersTable(const Line& line, const std::vector<AssignAnswer>& answers)
{
    return Table(line, answers).text();
}

} // namespace brokerscope::app
