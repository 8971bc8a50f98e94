#include "tests/engine/inspect/dump_text.h"

#include "engine/inspect/json_listing.h"
#include "engine/inspect/table_listing.h"

#include <functional>
#include <memory>

namespace brokerscope::test {

namespace {

std::unique_ptr<inspect::Listing> listingOf(Form form, inspect::Output& output)
{
    switch (form) {
    case Form::Json:
        return std::make_unique<inspect::JsonListing>(output);
    case Form::Table:
        return std::make_unique<inspect::TableListing>(output);
    case Form::Summary:
        break;
    }
    return std::make_unique<inspect::SummaryListing>(output);
}

Dumped dump(
    Form form, inspect::DumpOptions options, const std::function<void(inspect::Dump&)>& tell)
{
    Dumped dumped;
    inspect::Output output([&](std::string_view text) {
        dumped.text += text;
        return true;
    });
    const auto listing = listingOf(form, output);
    inspect::Dump dump(*listing, options, [&](const inspect::Problem& problem) {
        dumped.sentences.push_back(inspect::describe(problem));
    });
    tell(dump);
    dump.finish();
    output.flush();
    return dumped;
}

} // namespace

Dumped dumpDirectories(sim::FileReader& files, const std::vector<std::string>& directories,
    Form form, inspect::DumpOptions options)
{
    return dump(form, options, [&](inspect::Dump& dump) {
        std::vector<inspect::DataDirectory> found;
        found.reserve(directories.size());
        for (const std::string& directory : directories) {
            found.push_back(inspect::readDirectory(files, directory).value());
        }
        for (const inspect::DataDirectory& each : found) {
            for (const inspect::PartitionFiles& partition : each.partitions) {
                dump.segments(files, partition);
            }
        }
        for (const inspect::DataDirectory& each : found) {
            for (const inspect::PartitionFiles& partition : each.partitions) {
                dump.state(files, partition);
            }
            dump.checkpoints(files, each);
        }
    });
}

Dumped dumpFile(
    sim::FileReader& files, const std::string& path, Form form, inspect::DumpOptions options)
{
    return dump(form, options, [&](inspect::Dump& dump) { dump.file(files, path); });
}

} // namespace brokerscope::test
