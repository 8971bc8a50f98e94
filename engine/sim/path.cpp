#include "engine/sim/path.h"

namespace brokerscope::sim {

bool isPlainPath(std::string_view path)
{
    if (path.find('\0') != std::string_view::npos) {
        return false;
    }
    // An absolute path begins with an empty part.
    for (std::string_view rest = path;;) {
        const std::size_t slash = rest.find('/');
        const std::string_view part = rest.substr(0, slash);
        if (part.empty() || part == "." || part == "..") {
            return false;
        }
        if (slash == std::string_view::npos) {
            return true;
        }
        rest.remove_prefix(slash + 1);
    }
}

} // namespace brokerscope::sim
