#include "engine/scenario/nearest_name.h"
#include "engine/scenario/quantity.h"
#include "engine/scenario/shape.h"

#include <fmt/format.h>

#include <vector>

namespace brokerscope::scenario {
namespace {

using Kind = Shape::Kind;

/// How much of `path` is left after `name`, or nothing when the path does not go through that name.
std::optional<std::string_view> restAfter(std::string_view path, std::string_view name)
{
    if (!path.starts_with(name)) {
        return std::nullopt;
    }
    if (path.size() == name.size()) {
        return std::string_view();
    }
    return path[name.size()] == '.' ? std::optional(path.substr(name.size() + 1)) : std::nullopt;
}

/// The longest of the names that the path goes through, or an empty one.
std::string_view longestName(std::string_view path, const std::vector<std::string_view>& names)
{
    std::string_view best;
    for (const std::string_view name : names) {
        if (name.size() > best.size() && restAfter(path, name)) {
            best = name;
        }
    }
    return best;
}

std::vector<std::string_view> keysOf(const YamlNode& node)
{
    std::vector<std::string_view> keys;
    for (const YamlMember& member : node.members) {
        keys.push_back(member.key);
    }
    return keys;
}

std::vector<std::string_view> namesOf(const Shape& shape)
{
    std::vector<std::string_view> names;
    for (const Field& field : shape.fields) {
        names.push_back(field.name);
    }
    return names;
}

/// The child of that name, which is added (with no value yet) when it is not there.
YamlNode& childOf(YamlNode& node, std::string_view name)
{
    if (node.kind == YamlNode::Kind::Null) {
        node.kind = YamlNode::Kind::Map;
    }
    if (YamlNode* found = node.find(name)) {
        return *found;
    }
    node.members.push_back({.key = std::string(name), .mark = {}, .value = {}});
    return node.members.back().value;
}

bool isMap(const YamlNode& node)
{
    return node.kind == YamlNode::Kind::Map || node.kind == YamlNode::Kind::Null;
}

/// Goes down the path through document and shape side by side.
class Descent {
public:
    explicit Descent(std::string_view path)
        : m_path(path)
    {
    }

    /// The node at `rest` below `node`, or what is wrong with the path.
    tl::expected<YamlNode*, Diagnostic> find(
        YamlNode& node, const Shape& shape, std::string_view rest)
    {
        switch (shape.kind) {
        case Kind::Fields:
        case Kind::ValueOrFields:
        case Kind::ValuesOrFields:
            return throughField(node, shape, rest);
        case Kind::Named:
            return throughName(node, *shape.element, rest);
        case Kind::Config:
            m_config = &node;
            return isMap(node) ? tl::expected<YamlNode*, Diagnostic>(&childOf(node, rest))
                               : notThere(rest, {});
        case Kind::List:
            return throughIndex(node, *shape.element, rest);
        case Kind::ValueOrList:
        case Kind::Value:
        case Kind::ValueOrNull:
        case Kind::Paths:
            break;
        }
        return notThere(rest, {});
    }

    /// The mapping of Kafka properties in which the path ended; nullptr when it ended elsewhere.
    [[nodiscard]] YamlNode* config() const { return m_config; }

private:
    tl::expected<YamlNode*, Diagnostic> next(
        YamlNode& node, const Shape& shape, std::string_view rest)
    {
        return rest.empty() ? tl::expected<YamlNode*, Diagnostic>(&node) : find(node, shape, rest);
    }

    tl::expected<YamlNode*, Diagnostic> throughField(
        YamlNode& node, const Shape& shape, std::string_view rest)
    {
        const std::string_view name = longestName(rest, namesOf(shape));
        if (name.empty() || !isMap(node)) {
            return notThere(rest, namesOf(shape));
        }
        for (const Field& field : shape.fields) {
            if (field.name == name) {
                return next(childOf(node, name), *field.shape, *restAfter(rest, name));
            }
        }
        return notThere(rest, {});
    }

    tl::expected<YamlNode*, Diagnostic> throughName(
        YamlNode& node, const Shape& element, std::string_view rest)
    {
        const std::string_view name = longestName(rest, keysOf(node));
        if (name.empty()) {
            return notThere(rest, keysOf(node));
        }
        return next(*node.find(name), element, *restAfter(rest, name));
    }

    tl::expected<YamlNode*, Diagnostic> throughIndex(
        YamlNode& node, const Shape& element, std::string_view rest)
    {
        const std::string_view number = rest.substr(0, rest.find('.'));
        const std::optional<std::uint64_t> index = parseUnsigned(number);
        if (!index || *index >= node.items.size()) {
            return problem(fmt::format("'{}' is no entry of this list; it has {}, counted from 0",
                               number, node.items.size()),
                {});
        }
        return next(node.items[*index], element, *restAfter(rest, number));
    }

    [[nodiscard]] tl::unexpected<Diagnostic> problem(std::string message, std::string nearest) const
    {
        return tl::unexpected(
            Diagnostic{0, 0, std::string(m_path), std::move(message), std::move(nearest)});
    }

    [[nodiscard]] tl::unexpected<Diagnostic> notThere(
        std::string_view rest, const std::vector<std::string_view>& names) const
    {
        const std::string_view first = rest.substr(0, rest.find('.'));
        const std::string_view above = m_path.substr(0, m_path.size() - rest.size());
        std::string nearest = nearestName(first, names);
        std::string_view remainder = rest.substr(first.size());
        if (nearest.empty()) {
            nearest = nearestName(rest, names); // names with dots in them
            remainder = {};
        }
        if (!nearest.empty()) {
            nearest = fmt::format("{}{}{}", above, nearest, remainder);
        }
        const std::string place = above.empty()
            ? std::string("a scenario")
            : fmt::format("'{}'", above.substr(0, above.size() - 1));
        return problem(fmt::format("this path names nothing: {} has no '{}'", place, first),
            std::move(nearest));
    }

    std::string_view m_path;
    YamlNode* m_config = nullptr;
};

/// An edit has no place in the file.
void forgetMarks(YamlNode& node)
{
    node.mark = {};
    for (YamlNode& item : node.items) {
        forgetMarks(item);
    }
    for (YamlMember& member : node.members) {
        member.mark = {};
        forgetMarks(member.value);
    }
}

} // namespace

tl::expected<void, Diagnostic> setAtPath(
    YamlNode& root, std::string_view path, const YamlNode& value)
{
    if (path.empty() || path.ends_with('.')) {
        return tl::unexpected(Diagnostic{0, 0, std::string(path), "a path ends with a name", {}});
    }
    YamlNode changed = root; // a path that fails half-way must not leave anything behind
    const auto found = Descent(path).find(changed, scenarioShape(), path);
    if (!found) {
        return tl::unexpected(found.error());
    }
    **found = value;
    root = std::move(changed);
    return {};
}

tl::expected<void, Diagnostic> unsetProperty(YamlNode& root, std::string_view path)
{
    YamlNode changed = root;
    Descent descent(path);
    const auto found = descent.find(changed, scenarioShape(), path);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (descent.config() == nullptr) {
        return tl::unexpected(
            Diagnostic{0, 0, std::string(path), "expected a value after '='", {}});
    }
    std::erase_if(descent.config()->members,
        [&](const YamlMember& member) { return &member.value == *found; });
    root = std::move(changed);
    return {};
}

tl::expected<YamlNode, Diagnostic> editValue(const SetValue& edit)
{
    const auto refused = [&](std::string_view message) {
        return tl::unexpected(Diagnostic{0, 0, edit.path, std::string(message), {}});
    };
    const std::string_view text = edit.value;
    YamlNode node;
    if (text.empty()) {
        return refused("expected a value after '='");
    }
    if (text.front() != '[' && text.front() != '{') {
        if (const auto fine = checkBytes(text); !fine) {
            return refused("the value is not plain text in UTF-8");
        }
        node.kind = YamlNode::Kind::Scalar;
        node.text = text;
        return node;
    }
    auto parsed = parseYaml(text);
    if (!parsed) {
        return refused(parsed.error().message);
    }
    forgetMarks(*parsed);
    return std::move(*parsed);
}

} // namespace brokerscope::scenario
