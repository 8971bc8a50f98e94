#include "tests/fuzz/seeds.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace brokerscope;

namespace {

bool write(const std::filesystem::path& folder, const fuzz::Seeds& seeds)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    for (const auto& [name, bytes] : seeds) {
        std::ofstream file(folder / name, std::ios::binary);
        file.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
        if (!file) {
            std::fprintf(stderr, "cannot write %s\n", (folder / name).c_str());
            return false;
        }
    }
    std::printf("%s: %zu seeds\n", folder.c_str(), seeds.size());
    return !seeds.empty();
}

} // namespace

/// Makes the corpus anew out of tests/data/logs; what is found later is added by hand.
int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s SOURCE-FOLDER\n", argv[0]);
        return 2;
    }
    const std::string tests = std::string(argv[1]) + "/tests";
    const std::filesystem::path corpus = tests + "/fuzz/corpus";
    const std::string logs = tests + "/data/logs";
    const bool isWritten = write(corpus / "batch", fuzz::batchSeeds(logs))
        && write(corpus / "index", fuzz::indexSeeds(logs))
        && write(corpus / "log", fuzz::logSeeds());
    return isWritten ? 0 : 1;
}
