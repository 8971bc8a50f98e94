#include "views/picture/export_picture.h"

#include "views/picture/painter.h"

#include <QBuffer>
#include <QIODevice>
#include <QPainter>
#include <QSvgGenerator>

namespace brokerscope::views {

QImage toImage(const Picture& picture, const Theme& theme, double scale)
{
    QImage image((picture.size * scale).toSize().expandedTo(QSize(1, 1)),
        QImage::Format_ARGB32_Premultiplied);
    image.fill(theme.color(Ink::Card));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paint(painter, picture, theme);
    painter.end();
    return image;
}

bool writeSvg(QIODevice& device, const Picture& picture, const Theme& theme, const QString& title)
{
    // The generator does not tell whether its device took the bytes, so it writes into memory
    // first.
    QBuffer buffer;
    if (!buffer.open(QIODevice::WriteOnly)) {
        return false;
    }
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(picture.size.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), picture.size));
    generator.setTitle(title);
    generator.setDescription(QStringLiteral("Brokerscope"));
    QPainter painter;
    if (!painter.begin(&generator)) {
        return false;
    }
    painter.fillRect(QRectF(QPointF(0, 0), picture.size), theme.color(Ink::Card));
    paint(painter, picture, theme);
    painter.end();
    const QByteArray bytes = buffer.data();
    return device.write(bytes) == bytes.size();
}

} // namespace brokerscope::views
