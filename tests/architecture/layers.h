#pragma once

#include "tests/architecture/includes.h"

#include <QSet>
#include <QString>

#include <optional>

namespace brokerscope::architecture {

/// What the rules have to know about the Qt that is installed.
struct QtHeaders {
    /// Names that come from Qt Widgets or a module on top of it, and not from Qt Gui: "QWidget".
    QSet<QString> widgets;

    /// Reads the names from the folders of headers.
    static QtHeaders installed();
};

/// Says in a sentence which rule of the layers an #include breaks, or nothing when it breaks none.
/// `include.file` must lie in engine/, views/ or app/.
std::optional<QString> breach(const Include& include, const QtHeaders& qt);

} // namespace brokerscope::architecture
