#pragma once

#include "engine/scenario/scenario.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace brokerscope::app {

/// A lesson that the app carries within itself.
struct BundledLesson {
    QString id; ///< "a3-acks-1-loss"
    scenario::Scenario scenario;
};

/// All of them, in the order of the curriculum. A file that cannot be read is left out; the tests
/// see to it that there is none.
[[nodiscard]] std::vector<BundledLesson> bundledLessons();

[[nodiscard]] QStringList bundledLessonIds();

/// The text of a bundled lesson's file.
[[nodiscard]] std::optional<std::string> bundledLessonText(const QString& id);

} // namespace brokerscope::app
