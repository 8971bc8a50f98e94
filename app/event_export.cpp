#include "app/event_export.h"

#include "app/event_fields.h"
#include "views/text/event_text.h"

#include <QIODevice>

#include <fmt/format.h>

namespace brokerscope::app {

namespace {

using Json = nlohmann::ordered_json;
using brokerscope::history::History;

/// Progress is told once per so many events.
constexpr std::size_t kBetweenReports = 1000;

bool reportsFine(const ExportProgress& progress, std::size_t done, std::size_t all)
{
    return !progress || done % kBetweenReports != 0 || progress(done, all);
}

bool write(QIODevice& device, const std::string& text)
{
    const auto size = static_cast<qint64>(text.size());
    return device.write(text.data(), size) == size;
}

/// Record values are cut to their first bytes, which may leave half a character.
std::string dumped(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A field of CSV: in quotes where it needs them.
std::string csvField(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string field = "\"";
    for (const char c : text) {
        field += c;
        if (c == '"') {
            field += c;
        }
    }
    return field + '"';
}

std::string csvLine(const History& history, EventId id)
{
    const event::Event& event = history.event(id);
    Json details = eventFields(history, event.payload);
    details.erase("partition");
    const PartitionId partition = event::partitionOf(event.payload);
    return fmt::format("{},{},{},{},{},{},{},{}\r\n", id.value(), event.time.micros(),
        csvField(history.roster().at(event.node).name),
        event.cause == kNoEvent ? std::string() : std::to_string(event.cause.value()),
        event::kindName(event.payload),
        partition == kNoPartition ? std::string() : csvField(history.roster().at(partition).name()),
        details.empty() ? std::string() : csvField(dumped(details)),
        csvField(views::sentence(history, id).toStdString()));
}

} // namespace

Json eventJson(const history::History& history, EventId id)
{
    const event::Event& event = history.event(id);
    Json json;
    json["id"] = id.value();
    json["time_us"] = event.time.micros();
    json["node"] = history.roster().at(event.node).name;
    json["cause"] = event.cause == kNoEvent ? Json() : Json(event.cause.value());
    json["kind"] = event::kindName(event.payload);
    json["fields"] = eventFields(history, event.payload);
    return json;
}

bool writeJsonLines(
    QIODevice& device, const history::History& history, const ExportProgress& progress)
{
    for (std::size_t i = 0; i < history.size(); ++i) {
        const Json json = eventJson(history, EventId(static_cast<std::uint32_t>(i)));
        if (!write(device, dumped(json) + '\n') || !reportsFine(progress, i + 1, history.size())) {
            return false;
        }
    }
    return true;
}

bool writeCsv(QIODevice& device, const history::History& history, const ExportProgress& progress)
{
    if (!write(device, "id,time_us,node,cause,kind,partition,details,sentence\r\n")) {
        return false;
    }
    for (std::size_t i = 0; i < history.size(); ++i) {
        if (!write(device, csvLine(history, EventId(static_cast<std::uint32_t>(i))))
            || !reportsFine(progress, i + 1, history.size())) {
            return false;
        }
    }
    return true;
}

} // namespace brokerscope::app
