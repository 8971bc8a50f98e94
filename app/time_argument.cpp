#include "app/time_argument.h"

#include <QRegularExpression>

#include <array>

namespace brokerscope::app {

namespace {

struct Unit {
    QLatin1String name;
    std::int64_t micros;
    int decimals; ///< digits behind the point that still are whole microseconds
};

constexpr std::array kUnits{
    Unit{QLatin1String("us"), 1, 0},
    Unit{QLatin1String("ms"), 1'000, 3},
    Unit{QLatin1String("s"), 1'000'000, 6},
    Unit{QLatin1String("min"), 60'000'000, 6},
};

} // namespace

std::optional<Timestamp> timeFrom(const QString& text)
{
    static const QRegularExpression kPattern(
        QStringLiteral("^(\\d{1,9})(?:\\.(\\d{1,6}))?\\s*(us|ms|s|min)$"));
    const QRegularExpressionMatch match = kPattern.match(text.trimmed());
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    for (const Unit& unit : kUnits) {
        if (match.capturedView(3) != unit.name) {
            continue;
        }
        const QString fraction = match.captured(2);
        if (fraction.size() > unit.decimals) {
            return std::nullopt;
        }
        std::int64_t micros = match.captured(1).toLongLong() * unit.micros;
        std::int64_t place = unit.micros;
        for (const QChar digit : fraction) {
            place /= 10;
            micros += digit.digitValue() * place;
        }
        return Timestamp(micros);
    }
    return std::nullopt;
}

} // namespace brokerscope::app
