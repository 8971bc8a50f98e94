#pragma once

#include <QByteArray>
#include <QStringList>

namespace brokerscope::test {

struct ChildResult {
    int exitCode = -1; ///< -1: it crashed or did not end
    QByteArray out;
    QByteArray err;
};

/// Runs the real program to its end, in an environment without a display.
[[nodiscard]] ChildResult runBrokerscope(const QStringList& arguments);

/// The same with this on its standard input.
[[nodiscard]] ChildResult runBrokerscopeOn(const QByteArray& input, const QStringList& arguments);

/// The same with its standard output going to a file.
[[nodiscard]] ChildResult runBrokerscopeInto(const QString& file, const QStringList& arguments);

} // namespace brokerscope::test
