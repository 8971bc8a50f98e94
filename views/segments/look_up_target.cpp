#include "views/segments/look_up_target.h"

#include "engine/base/time.h"
#include "views/text/size_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

namespace brokerscope::views {

namespace {

struct LookUpTargetText {
    Q_DECLARE_TR_FUNCTIONS(LookUpTarget)
};

constexpr double kLongestRunMs = 1e15; ///< far beyond any run, far below what an int64 holds

/// Milliseconds of "1.734s", "1734 ms", "2min"; nullopt when the text is no span.
std::optional<double> spanMs(const QString& text)
{
    static const QRegularExpression kSpan(QStringLiteral("^(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|min)$"));
    const QRegularExpressionMatch match = kSpan.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const QString unit = match.captured(2);
    const double factor = unit == QLatin1String("us") ? 0.001
        : unit == QLatin1String("ms")                 ? 1
        : unit == QLatin1String("s")                  ? 1'000
                                                      : 60'000;
    return match.captured(1).toDouble() * factor;
}

QString whatIsAccepted(bool ofRun)
{
    return ofRun
        ? LookUpTargetText::tr("Write an offset such as 150, a time such as "
                               "2023-11-14T22:13:20.150Z, or a time of the run such as 1.734s.")
        : LookUpTargetText::tr(
            "Write an offset such as 150, or a time such as 2023-11-14T22:13:20.150Z.");
}

} // namespace

tl::expected<LookUpTarget, QString> lookUpTarget(const QString& text, bool ofRun)
{
    const QString wanted = text.trimmed();
    bool isNumber = false;
    const qlonglong offset = wanted.toLongLong(&isNumber);
    if (isNumber && offset >= 0) {
        return LookUpTarget{false, offset};
    }
    if (isNumber) {
        return tl::unexpected(LookUpTargetText::tr("Offsets begin at 0."));
    }
    if (const auto span = spanMs(wanted)) {
        if (!ofRun || *span > kLongestRunMs) {
            return tl::unexpected(whatIsAccepted(ofRun));
        }
        return LookUpTarget{true, kWallClockOriginMs + static_cast<std::int64_t>(std::ceil(*span))};
    }
    QDateTime time = QDateTime::fromString(wanted, Qt::ISODateWithMs);
    if (!time.isValid()) {
        return tl::unexpected(wanted.isEmpty()
                ? whatIsAccepted(ofRun)
                : LookUpTargetText::tr("“%1” is neither an offset nor a time. %2")
                      .arg(wanted, whatIsAccepted(ofRun)));
    }
    if (time.timeSpec() == Qt::LocalTime) {
        time.setTimeSpec(Qt::UTC);
    }
    return LookUpTarget{true, time.toMSecsSinceEpoch()};
}

QString wallTimeText(std::int64_t timestampMs)
{
    if (timestampMs < 0) {
        return LookUpTargetText::tr("none", "a timestamp of -1");
    }
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timestampMs, Qt::UTC);
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz'Z'"));
}

QString sizeText(std::uint64_t bytes)
{
    return bytes < 1024 ? LookUpTargetText::tr("%n byte(s)", nullptr, static_cast<int>(bytes))
                        : byteSizeText(bytes);
}

QString numberText(std::int64_t number)
{
    QString text = QString::number(number);
    const qsizetype first = number < 0 ? 1 : 0;
    if (text.size() - first > 3) {
        for (qsizetype at = text.size() - 3; at > first; at -= 3) {
            text.insert(at, QChar(0x202F)); // narrow no-break space
        }
    }
    return text;
}

} // namespace brokerscope::views
