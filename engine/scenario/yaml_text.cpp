#include "engine/scenario/yaml_document.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::scenario {
namespace {

bool continuesCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

Diagnostic at(Mark mark, std::string message)
{
    return {mark.line, mark.column, {}, std::move(message), {}};
}

/// Length of the UTF-8 character at the front, 0 when there is none (RFC 3629: no overlong forms,
/// no surrogates, nothing beyond U+10FFFF).
std::size_t characterLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continued = [&](std::size_t count) {
        for (std::size_t i = 1; i < count; ++i) {
            if (i >= text.size() || !continuesCharacter(text[i])) {
                return std::size_t{0};
            }
        }
        return count;
    };
    const unsigned char first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0) {
        return continued(2);
    }
    if (first >= 0xE0 && first < 0xF0) {
        const bool overlong = first == 0xE0 && text.size() > 1 && byte(1) < 0xA0;
        const bool surrogate = first == 0xED && text.size() > 1 && byte(1) >= 0xA0;
        return overlong || surrogate ? 0 : continued(3);
    }
    if (first >= 0xF0 && first < 0xF5) {
        const bool overlong = first == 0xF0 && text.size() > 1 && byte(1) < 0x90;
        const bool beyond = first == 0xF4 && text.size() > 1 && byte(1) >= 0x90;
        return overlong || beyond ? 0 : continued(4);
    }
    return 0;
}

bool isControl(char c)
{
    return (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == '\x7F';
}

} // namespace

tl::expected<void, Diagnostic> checkBytes(std::string_view bytes)
{
    if (bytes.size() > kLargestFile) {
        return tl::unexpected(at({}, "the file is larger than 4 MiB, which no scenario is"));
    }
    if (bytes.find('\0') != std::string_view::npos) {
        return tl::unexpected(at({}, "the file is binary; a scenario is YAML text in UTF-8"));
    }
    Mark mark{1, 1};
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = characterLength(bytes.substr(i));
        if (length == 0) {
            return tl::unexpected(at(mark, "the text is not valid UTF-8 here"));
        }
        if (isControl(bytes[i])) {
            return tl::unexpected(at(mark,
                fmt::format("a control character (0x{:02X}) may not stand in a scenario",
                    static_cast<unsigned>(bytes[i]))));
        }
        mark = bytes[i] == '\n' ? Mark{mark.line + 1, 1} : Mark{mark.line, mark.column + 1};
        i += length;
    }
    return {};
}

std::string flowText(std::string_view scalar)
{
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || c == '.' || c == '_' || c == '-' || c == '/' || c == '%';
    };
    const bool readsAsNull = scalar == "null" || scalar == "Null" || scalar == "NULL";
    const bool safe = !scalar.empty() && !readsAsNull && scalar.front() != '-'
        && scalar.front() != '%' && scalar.front() != '.'
        && std::all_of(scalar.begin(), scalar.end(), plain);
    if (safe) {
        return std::string(scalar);
    }
    std::string quoted = "\"";
    for (const char c : scalar) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (isControl(c) || c == '\n' || c == '\r' || c == '\t') {
            quoted
                += fmt::format("\\x{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

std::string flowText(const YamlNode& node)
{
    std::string text;
    switch (node.kind) {
    case YamlNode::Kind::Null:
        return "null";
    case YamlNode::Kind::Scalar:
        return flowText(node.text);
    case YamlNode::Kind::List:
        for (const YamlNode& item : node.items) {
            text += (text.empty() ? "" : ", ") + flowText(item);
        }
        return "[" + text + "]";
    case YamlNode::Kind::Map:
        for (const YamlMember& member : node.members) {
            text += (text.empty() ? "" : ", ") + flowText(member.key) + ": "
                + flowText(member.value);
        }
        return "{" + text + "}";
    }
    return text;
}

} // namespace brokerscope::scenario
