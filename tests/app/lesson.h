#pragma once

#include "app/lesson_library.h"
#include "app/run_executor.h"
#include "engine/scenario/reader.h"

#include <span>
#include <stdexcept>
#include <string>

namespace brokerscope::test {

inline const QString kLesson = QStringLiteral("a3-acks-1-loss");

inline std::string lessonText()
{
    return app::bundledLessonText(kLesson).value();
}

/// The bundled lesson with edits, run and judged.
inline views::RunView lessonRun(std::span<const scenario::Edit> edits = {})
{
    auto scenario = scenario::readScenario(lessonText(), edits);
    if (!scenario) {
        throw std::runtime_error(scenario.error().front().sentence("the lesson"));
    }
    return app::executed(std::make_shared<const scenario::Scenario>(std::move(*scenario)));
}

} // namespace brokerscope::test
