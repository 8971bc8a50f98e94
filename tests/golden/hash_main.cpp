// Prints "id seed events sha256" of the run of each scenario file: the tool behind the determinism
// test and the golden hashes. With --contrast the contrast runs; a scenario without one prints
// nothing.

#include "engine/scenario/reader.h"
#include "engine/scenario/runner.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace brokerscope;

int report(const std::string& message)
{
    fmt::print(stderr, "{}\n", message);
    return 2;
}

int hashFile(const std::string& file, bool contrast)
{
    const auto text = scenario::readText(file);
    if (!text) {
        return report(text.error());
    }
    auto read = scenario::readScenario(*text);
    if (read && contrast) {
        const std::vector<scenario::Edit> edits = scenario::contrastEdits(*read);
        if (edits.empty()) {
            return 0;
        }
        read = scenario::readScenario(*text, edits);
    }
    if (!read) {
        return report(read.error().front().sentence(file));
    }
    const auto history = scenario::run(*read);
    fmt::print("{}{} {} {} {}\n", read->id, contrast ? "/contrast" : "", read->seed,
        history->size(), history->hash());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    bool contrast = false;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--contrast") {
            contrast = true;
        } else if (const int status = hashFile(argument, contrast); status != 0) {
            return status;
        }
    }
    return 0;
}
