#include "engine/history/session_file.h"
#include "tests/support/random_history.h"

#include <cstdio>
#include <cstdlib>
#include <string>

// Writes a session without end until somebody kills it: session_child FILE SEED. After each flush
// it prints how many events of run 1 are durable, a number a line.

int main(int argc, char** argv)
{
    using namespace brokerscope;
    if (argc != 3) {
        std::fputs("session_child FILE SEED\n", stderr);
        return 2;
    }
    test::RandomHistory run(std::stoull(argv[2]), {});
    const auto writer = history::SessionWriter::create(argv[1], "scenario", "child");
    if (!writer || !(*writer)->beginRun({}, run.roster())) {
        std::fputs("cannot begin\n", stderr);
        return 1;
    }
    std::size_t written = 0;
    for (std::size_t target = 500;; target += 500) {
        run.makeEvents(target);
        const auto fresh = std::span(run.events()).subspan(written);
        if (!(*writer)->append(fresh, run.strings()) || !(*writer)->flush()) {
            std::fputs("cannot write\n", stderr);
            return 1;
        }
        written += fresh.size();
        std::printf("%zu\n", written);
        std::fflush(stdout);
    }
}
