#include "engine/scenario/reader.h"

#include "engine/scenario/offsets_topic.h"
#include "engine/scenario/sections.h"
#include "engine/scenario/shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <tuple>

namespace brokerscope::scenario {
namespace {

constexpr std::string_view kVersion = "1";

auto place(const Diagnostic& diagnostic)
{
    return std::tie(diagnostic.line, diagnostic.column, diagnostic.where, diagnostic.message);
}

void sortUnique(Diagnostics& diagnostics)
{
    std::sort(diagnostics.begin(), diagnostics.end(),
        [](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
    diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end()), diagnostics.end());
}

/// Whether the document is a scenario of a version that we read at all; otherwise the rest says
/// nothing.
std::optional<Diagnostic> notOurs(const YamlNode& root)
{
    const auto at = [](const YamlNode& node, std::string where, std::string message) {
        return Diagnostic{
            node.mark.line, node.mark.column, std::move(where), std::move(message), {}};
    };
    if (root.kind == YamlNode::Kind::Null) {
        return Diagnostic{
            0, 0, {}, "the file is empty; a scenario begins with 'brokerscope: 1'", {}};
    }
    if (root.kind != YamlNode::Kind::Map) {
        return at(root, {},
            "this is not a scenario; expected a mapping that begins with 'brokerscope: 1'");
    }
    if (const YamlNode* version = root.find("brokerscope")) {
        if (version->kind == YamlNode::Kind::Scalar && version->text != kVersion) {
            return at(*version, "brokerscope",
                fmt::format("this file is of scenario version '{}'; this program reads version {}",
                    version->text, kVersion));
        }
        return std::nullopt;
    }
    const std::span<const Field> fields = scenarioShape().fields;
    const bool hasOurs
        = std::any_of(root.members.begin(), root.members.end(), [&](const YamlMember& member) {
              return std::any_of(fields.begin(), fields.end(),
                  [&](const Field& f) { return f.name == member.key; });
          });
    if (!hasOurs) {
        return at(root, {}, "this is not a scenario; it does not begin with 'brokerscope: 1'");
    }
    return std::nullopt;
}

Overrides readOverrides(const Place& set)
{
    Overrides overrides;
    for (const auto& [path, value] : set.members()) {
        overrides.emplace_back(path, value.isScalar() ? value.node->text : flowText(*value.node));
    }
    return overrides;
}

/// Everything but what concerns the contrast run.
Reading readDocument(const YamlNode& document)
{
    const Place root{&document, {}, {}};
    Reading reading;
    reading.diagnostics = checkShape(document);
    readHead(reading, root);
    readCluster(reading, root.child("cluster"));
    readTopics(reading, root.child("topics"), root.child("script"));
    readProducers(reading, root.child("producers"));
    readQuotas(reading, root.child("cluster").child("quotas"));
    readConsumers(reading, root.child("consumers"));
    checkIdleProducers(reading, root.child("producers"));
    checkOffsetsTopic(reading, root);
    readScript(reading, root.child("script"));
    readLesson(reading, root.child("lesson"));
    reading.scenario.expect = readConditions(reading, root.child("expect"));
    reading.scenario.contrast = readOverrides(root.child("contrast").child("set"));
    return reading;
}

void collectMarks(const YamlNode& node, std::set<Mark>& marks)
{
    marks.insert(node.mark);
    for (const YamlNode& item : node.items) {
        collectMarks(item, marks);
    }
    for (const YamlMember& member : node.members) {
        marks.insert(member.mark);
        collectMarks(member.value, marks);
    }
}

/// Reads the scenario once more with the contrast's change. What is wrong only then is the
/// contrast's fault.
class ContrastCheck {
public:
    ContrastCheck(const YamlNode& document, Reading& reading)
        : m_document(document)
        , m_reading(reading)
        , m_set(Place{&document, {}, {}}.child("contrast").child("set"))
    {
    }

    void check()
    {
        const Place root{&m_document, {}, {}};
        const Place expectations = root.child("expect_contrast");
        if (!root.child("contrast")) {
            if (expectations) {
                m_reading.report(expectations,
                    "there is no contrast run; expected contrast: {set: …} beside it");
            }
            m_reading.scenario.expectContrast = readConditions(m_reading, expectations);
            return;
        }
        Reading contrast = readDocument(changed());
        passOn(contrast.diagnostics);
        contrast.diagnostics.clear();
        m_reading.scenario.expectContrast = readConditions(contrast, expectations);
        m_reading.diagnostics.insert(
            m_reading.diagnostics.end(), contrast.diagnostics.begin(), contrast.diagnostics.end());
    }

private:
    [[nodiscard]] YamlNode changed()
    {
        YamlNode document = m_document;
        for (const auto& [path, value] : m_set.members()) {
            if (const auto set = setAtPath(document, path, *value.node); !set) {
                m_reading.diagnostics.push_back({value.key.line, value.key.column, value.where,
                    set.error().message, set.error().nearest});
            }
        }
        return document;
    }

    /// What is wrong elsewhere in the file may follow from what is known already; what stands in
    /// the contrast itself does not.
    void passOn(const Diagnostics& found)
    {
        const Diagnostics known = m_reading.diagnostics;
        std::set<Mark> inside;
        if (m_set) {
            collectMarks(*m_set.node, inside);
        }
        for (Diagnostic diagnostic : found) {
            if (std::find(known.begin(), known.end(), diagnostic) != known.end()) {
                continue;
            }
            if (inside.contains({diagnostic.line, diagnostic.column}) && diagnostic.line > 0) {
                diagnostic.where = m_set.where + "." + diagnostic.where;
                m_reading.diagnostics.push_back(std::move(diagnostic));
            } else if (known.empty()) {
                m_reading.report(m_set,
                    fmt::format("with this change, {}: {}", diagnostic.where, diagnostic.message),
                    diagnostic.nearest);
            }
        }
    }

    const YamlNode& m_document;
    Reading& m_reading;
    Place m_set;
};

tl::expected<void, Diagnostic> apply(YamlNode& document, const SetValue& edit)
{
    if (edit.value.empty()) {
        return unsetProperty(document, edit.path);
    }
    const auto value = editValue(edit);
    return value ? setAtPath(document, edit.path, *value) : tl::unexpected(value.error());
}

void applySetValues(YamlNode& document, std::span<const Edit> edits, Diagnostics& problems)
{
    for (const Edit& edit : edits) {
        const auto* set = std::get_if<SetValue>(&edit);
        if (set == nullptr) {
            continue;
        }
        if (const auto done = apply(document, *set); !done) {
            problems.push_back(done.error());
        }
    }
}

void applyOthers(Scenario& scenario, std::span<const Edit> edits, Diagnostics& problems)
{
    for (const Edit& edit : edits) {
        if (!std::holds_alternative<SetValue>(edit) && !applyTo(scenario, edit)) {
            problems.push_back({0, 0, {},
                fmt::format("the edit '{}' does not fit this scenario", toText(edit)), {}});
        }
    }
}

} // namespace

std::string Diagnostic::sentence(std::string_view file) const
{
    std::string text(file);
    if (line > 0) {
        text += fmt::format(":{}:{}", line, column);
    }
    if (!where.empty()) {
        text += fmt::format(": {}", where);
    }
    text += fmt::format(": {}", message);
    return nearest.empty() ? text : text + fmt::format(" (did you mean '{}'?)", nearest);
}

tl::expected<Scenario, Diagnostics> readScenario(std::string_view yaml, std::span<const Edit> edits)
{
    auto document = parseYaml(yaml);
    if (!document) {
        return tl::unexpected(Diagnostics{document.error()});
    }
    if (auto problem = notOurs(*document)) {
        return tl::unexpected(Diagnostics{std::move(*problem)});
    }
    Diagnostics problems;
    applySetValues(*document, edits, problems);
    Reading reading = readDocument(*document);
    ContrastCheck(*document, reading).check();
    problems.insert(problems.end(), reading.diagnostics.begin(), reading.diagnostics.end());
    if (problems.empty()) {
        applyOthers(reading.scenario, edits, problems);
    }
    if (!problems.empty()) {
        sortUnique(problems);
        return tl::unexpected(std::move(problems));
    }
    return std::move(reading.scenario);
}

tl::expected<std::string, std::string> readText(const std::filesystem::path& file)
{
    const auto refused = [&](std::string_view why) {
        return tl::unexpected(fmt::format("Cannot read '{}': {}.", file.string(), why));
    };
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return refused("there is no such file");
    }
    if (status.type() == std::filesystem::file_type::directory) {
        return refused("it is a directory");
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return refused("it may not be opened for reading");
    }
    std::string text(kLargestFile + 1, '\0'); // one more, to notice what is too large
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad()) {
        return refused("reading it failed");
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        return refused("the file is empty");
    }
    if (const auto fine = checkBytes(text); !fine) {
        return refused(fine.error().message);
    }
    return text;
}

std::vector<Edit> contrastEdits(const Scenario& scenario)
{
    std::vector<Edit> edits;
    for (const auto& [path, value] : scenario.contrast) {
        edits.emplace_back(SetValue{path, value});
    }
    return edits;
}

} // namespace brokerscope::scenario
