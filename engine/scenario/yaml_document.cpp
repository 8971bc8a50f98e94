#include "engine/scenario/yaml_document.h"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <utility>

namespace brokerscope::scenario {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool continuesCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

Diagnostic at(Mark mark, std::string message)
{
    return {.line = mark.line,
        .column = mark.column,
        .where = {},
        .message = std::move(message),
        .nearest = {}};
}

/// Turns yaml-cpp's marks (from 0, in bytes) into ours (from 1, in characters).
class Lines {
public:
    explicit Lines(std::string_view text)
    {
        while (true) {
            const std::size_t end = text.find('\n');
            m_lines.push_back(text.substr(0, end));
            if (end == std::string_view::npos) {
                return;
            }
            text.remove_prefix(end + 1);
        }
    }

    [[nodiscard]] Mark markOf(const YAML::Mark& mark) const
    {
        if (mark.is_null()) {
            return {};
        }
        const auto line = static_cast<std::size_t>(mark.line);
        const auto column = static_cast<std::size_t>(mark.column);
        if (line >= m_lines.size()) {
            return {mark.line + 1, mark.column + 1};
        }
        const std::string_view before = m_lines[line].substr(0, column);
        const auto inside = std::count_if(before.begin(), before.end(), continuesCharacter);
        return {mark.line + 1, mark.column + 1 - static_cast<int>(inside)};
    }

    /// The line of the mark up to and with the character at the mark.
    [[nodiscard]] std::string_view upTo(const YAML::Mark& mark) const
    {
        const auto line = static_cast<std::size_t>(mark.line);
        const bool known = !mark.is_null() && line < m_lines.size();
        return known ? m_lines[line].substr(0, static_cast<std::size_t>(mark.column) + 1)
                     : std::string_view();
    }

private:
    std::vector<std::string_view> m_lines;
};

/// Builds the tree from yaml-cpp's events. Unlike YAML::Node it keeps the marks of keys, and
/// duplicate keys.
class Builder : public YAML::EventHandler {
public:
    explicit Builder(const Lines& lines)
        : m_lines(lines)
    {
    }

    void OnDocumentStart(const YAML::Mark&) override { }
    void OnDocumentEnd() override { }

    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override
    {
        take(nodeAt(YamlNode::Kind::Null, mark));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override
    {
        complain(mark, "scenarios have no aliases (*name); write the value out");
        OnNull(mark, YAML::NullAnchor);
    }

    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
        const std::string& value) override
    {
        YamlNode node = nodeAt(YamlNode::Kind::Scalar, mark);
        node.text = value;
        take(std::move(node));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
        YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::List, mark);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
        YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::Map, mark);
    }
    void OnMapEnd() override { close(); }

    [[nodiscard]] const std::optional<Diagnostic>& problem() const { return m_problem; }
    [[nodiscard]] YamlNode takeRoot() { return std::move(m_root); }

private:
    struct Frame {
        YamlNode node;
        std::optional<YamlMember> pending; // a key whose value comes next
    };

    [[nodiscard]] YamlNode nodeAt(YamlNode::Kind kind, const YAML::Mark& mark) const
    {
        YamlNode node;
        node.kind = kind;
        node.mark = m_lines.markOf(mark);
        return node;
    }

    void complain(const YAML::Mark& mark, std::string message)
    {
        if (!m_problem) {
            m_problem = at(m_lines.markOf(mark), std::move(message));
        }
    }

    void open(YamlNode::Kind kind, const YAML::Mark& mark)
    {
        if (awaitsKey()) {
            complain(mark, "a key must be a plain name, not a list or a mapping");
        }
        m_frames.push_back({.node = nodeAt(kind, mark), .pending = {}});
    }

    void close()
    {
        YamlNode node = std::move(m_frames.back().node);
        m_frames.pop_back();
        take(std::move(node));
    }

    [[nodiscard]] bool awaitsKey() const
    {
        return !m_frames.empty() && m_frames.back().node.kind == YamlNode::Kind::Map
            && !m_frames.back().pending;
    }

    void take(YamlNode node)
    {
        if (m_frames.empty()) {
            m_root = std::move(node);
            return;
        }
        Frame& frame = m_frames.back();
        if (frame.node.kind == YamlNode::Kind::List) {
            frame.node.items.push_back(std::move(node));
        } else if (!frame.pending) {
            frame.pending = YamlMember{.key = std::move(node.text), .mark = node.mark, .value = {}};
        } else {
            frame.pending->value = std::move(node);
            frame.node.members.push_back(std::move(*frame.pending));
            frame.pending.reset();
        }
    }

    const Lines& m_lines;
    std::vector<Frame> m_frames;
    YamlNode m_root;
    std::optional<Diagnostic> m_problem;
};

/// Says in our words what yaml-cpp means. `line` is the text up to where it stopped.
std::string explained(const std::string& message, std::string_view line)
{
    namespace Msg = YAML::ErrorMsg;
    static const std::array kExplanations{
        std::pair{Msg::END_OF_MAP, "the mapping breaks off here; check the indentation"},
        std::pair{Msg::END_OF_MAP_FLOW, "expected ',' or '}': a '{' is not closed"},
        std::pair{Msg::END_OF_SEQ, "the list breaks off here; check the indentation"},
        std::pair{Msg::END_OF_SEQ_FLOW, "expected ',' or ']': a '[' is not closed"},
        std::pair{Msg::FLOW_END, "a '}' or ']' closes nothing"},
        std::pair{Msg::EOF_IN_SCALAR, "the file ends within a quoted text"},
        std::pair{Msg::DOC_IN_SCALAR, "a quoted text is not closed"},
        std::pair{Msg::MAP_VALUE, "a ':' may not stand here; a text with ': ' in it needs quotes"},
        std::pair{Msg::MAP_KEY, "a key may not stand here; check the indentation"},
        std::pair{Msg::BLOCK_ENTRY, "a '-' may not stand here; check the indentation"},
        std::pair{Msg::UNKNOWN_TOKEN,
            "no value begins like this; a text with such a character needs quotes"},
        std::pair{Msg::UNKNOWN_ANCHOR, "scenarios have no aliases (*name); write the value out"},
    };
    const std::size_t indentation = std::min(line.find_first_not_of(" \t"), line.size());
    if (message == Msg::TAB_IN_INDENTATION
        || line.substr(0, indentation).find('\t') != std::string_view::npos) {
        return "a tab stands in the indentation; YAML wants spaces";
    }
    const std::string_view before = line.substr(0, line.empty() ? 0 : line.size() - 1);
    if (line.ends_with('?') || before.substr(0, before.find_last_not_of(' ') + 1).ends_with('?')) {
        // Not so in YAML itself, but in yaml-cpp.
        return "within { } or [ ] a text with a '?' needs quotes";
    }
    for (const auto& [theirs, ours] : kExplanations) {
        if (message == theirs) {
            return ours;
        }
    }
    return "this is not YAML: " + message;
}

tl::expected<YamlNode, Diagnostic> parseChecked(std::string_view text)
{
    const Lines lines(text);
    std::istringstream stream{std::string(text)};
    try {
        YAML::Parser parser(stream);
        Builder builder(lines);
        if (!parser.HandleNextDocument(builder)) {
            return tl::unexpected(
                at({}, "the file is empty; a scenario begins with 'brokerscope: 1'"));
        }
        if (builder.problem()) {
            return tl::unexpected(*builder.problem());
        }
        Builder rest(lines);
        if (parser.HandleNextDocument(rest)) {
            return tl::unexpected(
                at(rest.takeRoot().mark, "the file has more than one YAML document"));
        }
        return builder.takeRoot();
    } catch (const YAML::DeepRecursion& error) {
        return tl::unexpected(at(lines.markOf(error.mark), "brackets are nested too deep"));
    } catch (const YAML::Exception& error) {
        return tl::unexpected(
            at(lines.markOf(error.mark), explained(error.msg, lines.upTo(error.mark))));
    } catch (const std::exception& error) {
        return tl::unexpected(at({}, fmt::format("this is not YAML: {}", error.what())));
    }
}

} // namespace

const YamlNode* YamlNode::find(std::string_view key) const
{
    const auto found = std::find_if(
        members.begin(), members.end(), [&](const YamlMember& m) { return m.key == key; });
    return found == members.end() ? nullptr : &found->value;
}

YamlNode* YamlNode::find(std::string_view key)
{
    return const_cast<YamlNode*>(std::as_const(*this).find(key));
}

tl::expected<YamlNode, Diagnostic> parseYaml(std::string_view bytes)
{
    if (const auto fine = checkBytes(bytes); !fine) {
        return tl::unexpected(fine.error());
    }
    if (bytes.starts_with(kByteOrderMark)) {
        bytes.remove_prefix(kByteOrderMark.size());
    }
    return parseChecked(bytes);
}

} // namespace brokerscope::scenario
