#include "views/text/size_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace brokerscope::views {

namespace {

struct SizeText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::SizeText)
};

struct Unit {
    std::uint64_t bytes;
    const char* name;
};

constexpr std::array kUnits{
    Unit{1U << 30U, "GiB"}, Unit{1U << 20U, "MiB"}, Unit{1U << 10U, "KiB"}, Unit{1, "B"}};

const Unit& unitFor(std::uint64_t bytes)
{
    for (const Unit& unit : kUnits) {
        if (bytes >= unit.bytes) {
            return unit;
        }
    }
    return kUnits.back();
}

QString inUnit(std::uint64_t bytes, const Unit& unit, bool isWhole)
{
    const bool isExact = unit.bytes == 1 || (isWhole && bytes % unit.bytes == 0) || bytes == 0
        || bytes / unit.bytes >= 100;
    return QLocale().toString(
        static_cast<double>(bytes) / static_cast<double>(unit.bytes), 'f', isExact ? 0 : 1);
}

} // namespace

QString byteSizeText(std::uint64_t bytes)
{
    const Unit& unit = unitFor(bytes);
    return inUnit(bytes, unit, true) + QLatin1Char(' ') + QLatin1String(unit.name);
}

QString byteSizeOfText(std::uint64_t part, std::uint64_t whole)
{
    const Unit& unit = unitFor(whole);
    return SizeText::tr("%1 of %2", "a part of a size: 12.5 of 16 KiB")
        .arg(inUnit(part, unit, false),
            inUnit(whole, unit, true) + QLatin1Char(' ') + QLatin1String(unit.name));
}

QString shortByteSizeOfText(std::uint64_t part, std::uint64_t whole)
{
    const Unit& unit = unitFor(whole);
    return inUnit(part, unit, false) + QStringLiteral(" / ") + inUnit(whole, unit, true)
        + QLatin1Char(' ') + QLatin1String(unit.name);
}

} // namespace brokerscope::views
