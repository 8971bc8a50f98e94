#include "engine/assignor/line.h"

#include "engine/assignor/java_order.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>

namespace brokerscope::assignor {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostShown = 40;
constexpr const char* kCustom = "custom";

std::string shown(const Json& value)
{
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > kMostShown) {
        text.resize(kMostShown);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
            text.pop_back();
        }
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0U) {
            text.pop_back();
        }
        text += "…";
    }
    return text;
}

/// Thrown from any depth of the reader to readLine().
struct Unreadable {
    LineError error;
};

[[noreturn]] void fail(
    LineProblem problem, LineValue expected, const std::string& where, const Json& found)
{
    throw Unreadable{{problem, expected, where, shown(found)}};
}

std::string at(const std::string& where, std::size_t i)
{
    return where + '[' + std::to_string(i) + ']';
}

std::string at(const std::string& where, const std::string& key)
{
    return where.empty() ? key : where + '.' + key;
}

class Reader {
public:
    explicit Reader(Line& line)
        : m_line(line)
    {
    }

    void read()
    {
        if (!m_line.json.is_object()) {
            fail(LineProblem::WrongType, LineValue::Line, "", m_line.json);
        }
        readTopics(wanted(m_line.json, "topics", LineValue::Topics, ""));
        readMembers(wanted(m_line.json, "members", LineValue::Members, ""));
        readIds();
        readRacks();
        readAssignor();
    }

private:
    static const Json& wanted(
        const Json& object, const char* key, LineValue expected, const std::string& where)
    {
        const auto value = object.find(key);
        if (value == object.end()) {
            throw Unreadable{{LineProblem::Missing, expected, at(where, key)}};
        }
        return *value;
    }

    /// nullptr: it is not there, or null.
    static const Json* optional(const Json& object, const char* key)
    {
        const auto value = object.find(key);
        return value == object.end() || value->is_null() ? nullptr : &*value;
    }

    static const Json& checked(
        const Json& value, Json::value_t type, LineValue expected, const std::string& where)
    {
        if (value.type() != type) {
            fail(LineProblem::WrongType, expected, where, value);
        }
        return value;
    }

    static std::string text(const Json& value, LineValue expected, const std::string& where)
    {
        const auto& string
            = checked(value, Json::value_t::string, expected, where).get_ref<const std::string&>();
        if (string.empty()) {
            fail(LineProblem::WrongType, expected, where, value);
        }
        return string;
    }

    static std::int32_t number(const Json& value, LineValue expected, const std::string& where)
    {
        if (!value.is_number_integer()) {
            fail(LineProblem::WrongType, expected, where, value);
        }
        if (value.is_number_unsigned()
            && value.get<std::uint64_t>() > std::numeric_limits<std::int32_t>::max()) {
            fail(LineProblem::TooLarge, expected, where, value);
        }
        const auto signedValue = value.get<std::int64_t>();
        if (signedValue < 0) {
            fail(LineProblem::Negative, expected, where, value);
        }
        return static_cast<std::int32_t>(signedValue);
    }

    /// The topic of that name; one that is not there yet is added as one that does not exist.
    TopicIndex topicNamed(const std::string& name)
    {
        const auto [entry, isNew] = m_topics.try_emplace(
            name, TopicIndex(static_cast<std::uint32_t>(m_line.subscription.topics.size())));
        if (isNew) {
            m_line.subscription.topics.push_back({.name = name});
        }
        return entry->second;
    }

    Topic& topic(TopicIndex index) { return m_line.subscription.topics[index.value()]; }

    void readTopics(const Json& topics)
    {
        checked(topics, Json::value_t::object, LineValue::Topics, "topics");
        std::int64_t all = 0;
        for (const auto& [name, value] : topics.items()) {
            const std::string where = at("topics", name);
            const std::int32_t count = number(value, LineValue::PartitionCount, where);
            all += count;
            if (all > kMostPartitions) {
                fail(LineProblem::TooLarge, LineValue::PartitionCount, where, value);
            }
            if (m_topics.contains(name)) {
                fail(LineProblem::Twice, LineValue::TopicName, where, name);
            }
            topic(topicNamed(name)).partitions = count;
        }
    }

    void readMembers(const Json& members)
    {
        checked(members, Json::value_t::array, LineValue::Members, "members");
        std::set<std::string> ids;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const std::string where = at("members", i);
            Member member = readMember(members[i], where);
            if (!ids.insert(member.id).second) {
                fail(LineProblem::Twice, LineValue::Id, at(where, "id"), member.id);
            }
            m_line.subscription.members.push_back(std::move(member));
        }
    }

    Member readMember(const Json& json, const std::string& where)
    {
        checked(json, Json::value_t::object, LineValue::Member, where);
        Member member;
        member.id = text(wanted(json, "id", LineValue::Id, where), LineValue::Id, at(where, "id"));
        member.topics = readSubscribed(
            wanted(json, "topics", LineValue::TopicNames, where), at(where, "topics"));
        if (const Json* owned = optional(json, "owned"); owned != nullptr) {
            member.owned = readPartitions(*owned, at(where, "owned"));
        }
        if (const Json* generation = optional(json, "generation");
            generation != nullptr && *generation != -1) {
            member.generation
                = Generation(number(*generation, LineValue::Generation, at(where, "generation")));
        }
        if (const Json* id = optional(json, "instanceId"); id != nullptr) {
            member.instanceId = text(*id, LineValue::InstanceId, at(where, "instanceId"));
        }
        if (const Json* rack = optional(json, "rack"); rack != nullptr) {
            member.rack = text(*rack, LineValue::Rack, at(where, "rack"));
        }
        return member;
    }

    std::vector<TopicIndex> readSubscribed(const Json& json, const std::string& where)
    {
        checked(json, Json::value_t::array, LineValue::TopicNames, where);
        std::vector<TopicIndex> topics;
        std::set<TopicIndex> seen;
        for (std::size_t i = 0; i < json.size(); ++i) {
            const TopicIndex each = topicNamed(text(json[i], LineValue::TopicName, at(where, i)));
            if (!seen.insert(each).second) {
                fail(LineProblem::Twice, LineValue::TopicName, at(where, i), json[i]);
            }
            topics.push_back(each);
        }
        return topics;
    }

    std::vector<TopicPartition> readPartitions(const Json& json, const std::string& where)
    {
        checked(json, Json::value_t::array, LineValue::Owned, where);
        std::vector<TopicPartition> partitions;
        std::set<TopicPartition> seen;
        for (std::size_t i = 0; i < json.size(); ++i) {
            const Json& pair = json[i];
            if (!pair.is_array() || pair.size() != 2) {
                fail(LineProblem::WrongType, LineValue::TopicPartition, at(where, i), pair);
            }
            const TopicPartition partition{
                topicNamed(text(pair[0], LineValue::TopicPartition, at(where, i))),
                number(pair[1], LineValue::TopicPartition, at(where, i))};
            if (!seen.insert(partition).second) {
                fail(LineProblem::Twice, LineValue::TopicPartition, at(where, i), pair);
            }
            partitions.push_back(partition);
        }
        return partitions;
    }

    void readIds()
    {
        const Json* ids = optional(m_line.json, "topicIds");
        if (ids == nullptr) {
            return;
        }
        checked(*ids, Json::value_t::object, LineValue::TopicIds, "topicIds");
        for (const auto& [name, value] : ids->items()) {
            const std::string where = at("topicIds", name);
            const auto id = TopicId::fromBase64(text(value, LineValue::TopicId, where));
            if (!id) {
                fail(LineProblem::NotTopicId, LineValue::TopicId, where, value);
            }
            topic(topicNamed(name)).id = id;
        }
    }

    void readRacks()
    {
        const Json* racks = optional(m_line.json, "partitionRacks");
        if (racks == nullptr) {
            return;
        }
        checked(*racks, Json::value_t::object, LineValue::Racks, "partitionRacks");
        for (const auto& [name, value] : racks->items()) {
            const std::string where = at("partitionRacks", name);
            checked(value, Json::value_t::array, LineValue::Racks, where);
            std::vector<std::vector<std::string>> ofTopic;
            for (std::size_t i = 0; i < value.size(); ++i) {
                checked(value[i], Json::value_t::array, LineValue::Racks, at(where, i));
                std::vector<std::string>& ofPartition = ofTopic.emplace_back();
                for (const Json& rack : value[i]) {
                    ofPartition.push_back(text(rack, LineValue::Rack, at(where, i)));
                }
            }
            topic(topicNamed(name)).racks = std::move(ofTopic);
        }
    }

    void readAssignor()
    {
        const Json* assignor = optional(m_line.json, "assignor");
        if (assignor == nullptr) {
            return;
        }
        const std::string name = text(*assignor, LineValue::Assignor, "assignor");
        if (name == kCustom) {
            readMapping(wanted(m_line.json, "mapping", LineValue::MappedMembers, ""));
            return;
        }
        m_line.strategy = strategyNamed(name);
        if (!m_line.strategy) {
            fail(LineProblem::UnknownAssignor, LineValue::Assignor, "assignor", *assignor);
        }
    }

    void readMapping(const Json& json)
    {
        checked(json, Json::value_t::object, LineValue::MappedMembers, "mapping");
        Mapping mapping;
        for (const auto& [name, partitions] : json.items()) {
            mapping.push_back({name, readPartitions(partitions, at("mapping", name))});
        }
        m_line.mapping = std::move(mapping);
    }

    Line& m_line;
    std::map<std::string, TopicIndex> m_topics;
};

} // namespace

tl::expected<Line, LineError> readLine(std::string_view text)
{
    try {
        Line line;
        line.json = Json::parse(text);
        Reader(line).read();
        return line;
    } catch (const Unreadable& unreadable) {
        return tl::unexpected(unreadable.error);
    } catch (const Json::parse_error& error) {
        LineError notJson;
        notJson.column = error.byte;
        return tl::unexpected(notJson);
    } catch (const Json::out_of_range&) { // 1e999
        LineError tooLarge;
        tooLarge.problem = LineProblem::NumberTooLarge;
        return tl::unexpected(tooLarge);
    }
}

Json partitionJson(const GroupSubscription& subscription, const TopicPartition& partition)
{
    return Json::array({subscription.topics[partition.topic.value()].name, partition.partition});
}

Json assignmentJson(const GroupSubscription& subscription, const Assignment& assignment)
{
    std::vector<std::uint32_t> order(subscription.members.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return javaLess(subscription.members[a].id, subscription.members[b].id);
    });
    Json json = Json::object();
    for (const std::uint32_t member : order) {
        Json& list = json[subscription.members[member].id];
        list = Json::array();
        for (const TopicPartition& partition : assignment[member]) {
            list.push_back(partitionJson(subscription, partition));
        }
    }
    return json;
}

} // namespace brokerscope::assignor
