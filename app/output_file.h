#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <functional>

class QIODevice;

namespace brokerscope::app {

/// Writes a file under a provisional name and puts it in place when it is whole, so that what was
/// there stays untouched until then and after a failure. `write` returns false when the device did
/// not take everything or when it was interrupted. The error is one sentence.
[[nodiscard]] tl::expected<void, QString> writeFile(
    const QString& path, const std::function<bool(QIODevice&)>& write);

} // namespace brokerscope::app
