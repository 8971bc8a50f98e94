#include "views/timeline/nice_step.h"

#include <QLocale>

namespace brokerscope::views {

Duration niceStep(Duration least)
{
    for (std::int64_t power = 1;; power *= 10) {
        for (const std::int64_t factor : {1, 2, 5}) {
            if (factor * power >= least.micros()) {
                return Duration(factor * power);
            }
        }
    }
}

QString rulerText(Timestamp time, Duration step)
{
    int decimals = 6;
    for (std::int64_t rest = step.micros(); decimals > 1 && rest % 10 == 0; rest /= 10) {
        --decimals;
    }
    const double seconds = static_cast<double>(time.micros()) / 1e6;
    return QLocale().toString(seconds, 'f', decimals) + QStringLiteral(" s");
}

} // namespace brokerscope::views
