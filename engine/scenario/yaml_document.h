#pragma once

#include "engine/scenario/reader.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::scenario {

/// Where something stands in the file, both from 1 and in characters. Line 0: it came from an edit.
struct Mark {
    int line = 0;
    int column = 0;
    auto operator<=>(const Mark&) const = default; // NOLINT(modernize-use-nullptr)
};

struct YamlMember;

/// A value of a YAML file as it was written: texts are not yet interpreted, members keep their
/// order and also their duplicates.
struct YamlNode {
    enum class Kind : std::uint8_t { Null, Scalar, List, Map };
    Kind kind = Kind::Null;
    Mark mark;
    std::string text; ///< of a scalar
    std::vector<YamlNode> items; ///< of a list
    std::vector<YamlMember> members; ///< of a map

    [[nodiscard]] const YamlNode* find(std::string_view key) const; ///< nullptr when absent
    [[nodiscard]] YamlNode* find(std::string_view key);
};

struct YamlMember {
    std::string key;
    Mark mark; ///< of the key
    YamlNode value;
};

/// The largest file that is read: 4 MiB.
inline constexpr std::size_t kLargestFile = 4U << 20U;

/// Whether the bytes are text at all: not empty, not too large, UTF-8, no control characters.
/// Otherwise what is wrong with them.
[[nodiscard]] tl::expected<void, Diagnostic> checkBytes(std::string_view bytes);

/// Parses one YAML document. No exception leaves, whatever the bytes are.
[[nodiscard]] tl::expected<YamlNode, Diagnostic> parseYaml(std::string_view bytes);

/// The node in YAML's flow style on one line, such as [b1, b2].
[[nodiscard]] std::string flowText(const YamlNode& node);
[[nodiscard]] std::string flowText(std::string_view scalar); ///< with quotes where it needs them

} // namespace brokerscope::scenario
