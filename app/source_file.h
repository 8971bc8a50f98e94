#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <string>

namespace brokerscope::app {

/// What a person named: a scenario's text or a session's file.
struct SourceFile {
    enum class Kind { Scenario, Session };
    Kind kind = Kind::Scenario;
    QString name; ///< as the person gave it, for messages
    std::string text; ///< of a scenario
};

/// Finds out what `name` is: a session file, a scenario file, or, when no such file is there, the
/// id of a bundled lesson. The error is one sentence. A file counts as a session by its ending or
/// by how it begins.
[[nodiscard]] tl::expected<SourceFile, QString> openSource(const QString& name);

} // namespace brokerscope::app
