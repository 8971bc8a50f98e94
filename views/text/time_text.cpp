#include "views/text/time_text.h"

#include <cstdlib>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;

QString padded(std::int64_t number, int width)
{
    return QString::number(number).rightJustified(width, u'0');
}

/// "742 318" of a time's microseconds within its second.
QString fractionText(std::int64_t micros)
{
    const std::int64_t fraction = micros % kMicrosPerSecond;
    return padded(fraction / 1000, 3) + u' ' + padded(fraction % 1000, 3);
}

/// At most three decimals, without zeros at the end.
QString shortNumber(double number)
{
    QString text = QString::number(number, 'f', 3);
    while (text.endsWith(u'0')) {
        text.chop(1);
    }
    if (text.endsWith(u'.')) {
        text.chop(1);
    }
    return text;
}

} // namespace

QString timeText(Timestamp time)
{
    const std::int64_t micros = time.micros();
    return QString::number(micros / kMicrosPerSecond) + u'.' + fractionText(micros);
}

QString clockText(Timestamp time)
{
    const std::int64_t wholeSeconds = time.micros() / kMicrosPerSecond;
    const std::int64_t hours = wholeSeconds / 3600;
    QString text = padded(wholeSeconds / 60 % 60, 2) + u':' + padded(wholeSeconds % 60, 2) + u'.'
        + fractionText(time.micros());
    if (hours > 0) {
        text.prepend(padded(hours, 2) + u':');
    }
    return text;
}

QString durationText(Duration duration)
{
    const std::int64_t micros = std::abs(duration.micros());
    const auto value = static_cast<double>(duration.micros());
    if (micros == 0) {
        return u"0"_s;
    }
    if (micros < 1000) {
        return QString::number(duration.micros()) + u" µs"_s;
    }
    if (micros < kMicrosPerSecond) {
        return shortNumber(value / 1e3) + u" ms"_s;
    }
    return shortNumber(value / 1e6) + u" s"_s;
}

QString timestampText(std::int64_t timestampMs)
{
    return timestampMs < kWallClockOriginMs
        ? QString::number(timestampMs)
        : durationText(milliseconds(timestampMs - kWallClockOriginMs));
}

} // namespace brokerscope::views
