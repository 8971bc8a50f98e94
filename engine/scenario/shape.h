#pragma once

#include "engine/scenario/config.h"
#include "engine/scenario/edit.h"
#include "engine/scenario/yaml_document.h"

#include <tl/expected.hpp>

#include <span>
#include <string_view>

namespace brokerscope::scenario {

struct Shape;

struct Field {
    std::string_view name;
    const Shape* shape = nullptr;
    bool required = false;
};

/// What may stand at a place of a scenario file, before any value is looked at.
struct Shape {
    enum class Kind : std::uint8_t {
        Value, ///< one scalar
        ValueOrNull, ///< one scalar or null
        ValueOrList, ///< one scalar or a list of scalars
        ValuesOrFields, ///< one scalar, a list of scalars, or a mapping with the keys of `fields`
        ValueOrFields, ///< one scalar, or a mapping with the keys of `fields`
        List, ///< of `element`
        Fields, ///< a mapping with the keys of `fields`
        Named, ///< a mapping from names of the author's own to `element`
        Config, ///< a mapping of Kafka properties of `scope`
        Paths, ///< a mapping from paths to new values of any kind
    };
    Kind kind = Kind::Value;
    std::string_view expected; ///< for messages, e.g. "a list of commands"
    std::span<const Field> fields = {};
    const Shape* element = nullptr;
    ConfigScope scope = ConfigScope::Producer;
    std::span<const Field> oneOf = {}; ///< of `fields`: exactly one of these is there
    bool mayHaveNone = false; ///< of oneOf; whoever reads the values says when
};

/// The shape of a whole scenario.
[[nodiscard]] const Shape& scenarioShape();

/// Reports everything in the document that does not have its shape: unknown, duplicate and missing
/// keys, a list where a mapping should be, and so on.
[[nodiscard]] Diagnostics checkShape(const YamlNode& root);
[[nodiscard]] Diagnostics checkCommandShape(
    const YamlNode& command); ///< the same for one command of the script

/// Replaces or adds the value at a dotted path such as "topics.orders.config.min.insync.replicas".
/// Names with dots are taken as long as they can be. Names of the author's own and list entries
/// must be there already; fields and Kafka properties need not. The error has line 0.
[[nodiscard]] tl::expected<void, Diagnostic> setAtPath(
    YamlNode& root, std::string_view path, const YamlNode& value);

/// Takes away what the scenario says about a Kafka property, so that Kafka's default holds again.
/// The path must lead to one; it need not be set.
[[nodiscard]] tl::expected<void, Diagnostic> unsetProperty(YamlNode& root, std::string_view path);

/// The value as an edit gives it: text in [ ] or { } is YAML, anything else is one scalar. Its
/// marks have line 0.
[[nodiscard]] tl::expected<YamlNode, Diagnostic> editValue(const SetValue& edit);

} // namespace brokerscope::scenario
