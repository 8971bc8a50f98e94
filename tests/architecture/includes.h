#pragma once

#include <QString>

#include <vector>

namespace brokerscope::architecture {

/// One #include line of a source file.
struct Include {
    QString file; ///< Relative to the root of the repository: "engine/log/segment.cpp".
    int line = 0; ///< Counted from 1.
    QString target; ///< What stands between the quotes or brackets.
    bool quoted = false; ///< "target" rather than <target>.

    bool operator==(const Include&) const = default;
};

/// The #include lines of the text of a file, in their order. Lines in comments that begin with
/// `//` do not count; lines that the preprocessor leaves out do.
std::vector<Include> includesIn(const QString& file, const QString& text);

/// The #include lines of every .h and .cpp file below a folder, ordered by file.
std::vector<Include> includesBelow(const QString& root, const QString& folder);

} // namespace brokerscope::architecture
