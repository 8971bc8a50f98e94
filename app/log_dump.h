#pragma once

#include <QStringList>

namespace brokerscope::app {

struct LogDumpOptions {
    QStringList paths; ///< at least one
    bool json = false;
    bool deep = false; ///< records, too
    bool verify = false;
};

/// Prints what stands in the files of logs, complains about what is wrong, and returns the exit
/// code: with `verify` kSomethingWrong when anything is; without it only when something could not
/// be shown. kUnusable when a path is none of a log, or nothing of it could be shown.
[[nodiscard]] int dumpLogs(const LogDumpOptions& options);

} // namespace brokerscope::app
