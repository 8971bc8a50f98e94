#pragma once

#include <QStringList>

namespace brokerscope::app {

/// The commands of the command line. `arguments`: the program's name with the command, then what
/// was given. Each needs a QCoreApplication and returns the exit code.
[[nodiscard]] int commandRun(const QStringList& arguments);
[[nodiscard]] int commandAssign(const QStringList& arguments);
[[nodiscard]] int commandLint(const QStringList& arguments);
[[nodiscard]] int commandExport(const QStringList& arguments); ///< a QApplication for pictures
[[nodiscard]] int commandLog(const QStringList& arguments);
[[nodiscard]] int commandScreenshots(const QStringList& arguments); ///< a QApplication

} // namespace brokerscope::app
