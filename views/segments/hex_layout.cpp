#include "views/segments/hex_layout.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

constexpr double kBoxHeight = 21;
constexpr double kLabelHeight = 15;
constexpr double kRowGap = 4;
constexpr double kBoxGap = 6;
constexpr double kInset = 6;
constexpr double kSectionRow = 17;

} // namespace

HexLayout::HexLayout(
    const Sketch& metrics, const BatchContent& batch, double width, std::size_t sectionSize)
{
    const double scale = metrics.scale();
    labelHeight = kLabelHeight * scale;
    double left = 1;
    double top = 1;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto field = static_cast<BatchField>(i);
        const ByteRange range = fieldBytes(field);
        const QString text = hexText(ByteView(batch.bytes).subspan(range.begin, range.size()));
        const double box = metrics.width(text, FontRole::Mono) + 2 * kInset;
        const double label = metrics.width(fieldLabel(batch, field), FontRole::CaptionStrong) + 4;
        const double whole = std::max(box, label);
        if (left > 1 && left + whole > width) {
            left = 1;
            top += (kBoxHeight + kLabelHeight) * scale + kRowGap;
        }
        boxes[i] = QRectF(left, top, box, kBoxHeight * scale);
        left += whole + kBoxGap;
    }
    sectionLabel = QRectF(
        0, top + (kBoxHeight + kLabelHeight) * scale + kRowGap + 2, width, kLabelHeight * scale);
    sectionTop = sectionLabel.bottom() + 3;
    rowHeight = std::ceil(kSectionRow * scale);

    const double digit = metrics.width(QStringLiteral("0"), FontRole::MonoSmall);
    byteWidth = 3 * digit;
    const int digits = sectionSize > 0xFFFF ? 6 : 4;
    bytesLeft = (digits + 1.5) * digit;
    const auto needed = [&](double columns) { return bytesLeft + columns * byteWidth; };
    bytesPerRow = needed(16) <= width ? 16 : 8;
    const double behind = needed(static_cast<double>(bytesPerRow)) + digit;
    textLeft = behind + static_cast<double>(bytesPerRow) * digit <= width ? behind : 0;
    rows = (sectionSize + bytesPerRow - 1) / bytesPerRow;
    height = sectionTop + static_cast<double>(rows) * rowHeight + 4;
}

QString hexText(ByteView bytes)
{
    const QByteArrayView view(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return QString::fromLatin1(view.toByteArray().toHex(' '));
}

} // namespace brokerscope::views
