#pragma once

#include "views/picture/picture.h"
#include "views/picture/sketch.h"
#include "views/picture/theme.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <ranges>

namespace brokerscope::test {

/// The ink that a text of the picture stands on: of its own shape, or of the topmost filled shape
/// painted before it.
inline views::Ink groundOf(const views::Picture& picture, std::size_t index)
{
    const views::Shape& text = picture.shapes[index];
    if (text.fill != views::Ink::None) {
        return text.fill;
    }
    for (std::size_t i = index; i-- > 0;) {
        const views::Shape& below = picture.shapes[i];
        if (below.fill != views::Ink::None && views::boundsOf(below).contains(text.rect.center())) {
            return below.fill;
        }
    }
    return views::Ink::Card;
}

/// One line for every text whose contrast is below 4.5 in some theme.
inline QStringList faintTexts(const views::Picture& picture)
{
    QStringList faint;
    for (std::size_t i = 0; i < picture.shapes.size(); ++i) {
        const views::Shape& shape = picture.shapes[i];
        if (shape.text.isEmpty()) {
            continue;
        }
        const views::Ink ground = groundOf(picture, i);
        for (const auto name :
            {views::ThemeName::Light, views::ThemeName::Dark, views::ThemeName::Projector}) {
            const views::Theme theme(name);
            const double contrast = views::contrast(theme.color(shape.ink), theme.color(ground));
            if (contrast < 4.5) {
                faint.append(QStringLiteral("'%1' ink %2 on %3: %4")
                                 .arg(shape.text)
                                 .arg(static_cast<int>(shape.ink))
                                 .arg(static_cast<int>(ground))
                                 .arg(contrast));
            }
        }
    }
    return faint;
}

/// Where the glyphs of a text stand.
inline QRectF inkedRect(const views::Sketch& metrics, const views::Shape& shape)
{
    const double full = metrics.width(shape.text, shape.font);
    const double width = shape.elide ? std::min(full, shape.rect.width()) : full;
    const double height = metrics.lineHeight(shape.font) * 0.7;
    double left = shape.rect.left();
    if (shape.align.testFlag(Qt::AlignRight)) {
        left = shape.rect.right() - width;
    } else if (shape.align.testFlag(Qt::AlignHCenter)) {
        left = shape.rect.center().x() - width / 2;
    }
    return {left, shape.rect.center().y() - height / 2, width, height};
}

/// One line for every two texts that run into each other. Messages move over everything and are
/// left out.
inline QStringList collidingTexts(const views::Picture& picture, bool large)
{
    const views::Sketch metrics(picture.size, large);
    std::vector<const views::Shape*> texts;
    for (const views::Shape& shape : picture.shapes) {
        if (!shape.text.isEmpty() && !shape.id.startsWith(QStringLiteral("message:"))
            && !shape.id.startsWith(QStringLiteral("dropped:"))) {
            texts.push_back(&shape);
        }
    }
    QStringList colliding;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            const QRectF overlap
                = inkedRect(metrics, *texts[i]).intersected(inkedRect(metrics, *texts[j]));
            if (overlap.width() > 1.5 && overlap.height() > 1.5) {
                colliding.append(
                    QStringLiteral("'%1' and '%2'").arg(texts[i]->text, texts[j]->text));
            }
        }
    }
    return colliding;
}

/// Ids that more than one shape has.
inline QStringList repeatedIds(const views::Picture& picture)
{
    QSet<QString> seen;
    QStringList repeated;
    for (const views::Shape& shape : picture.shapes) {
        if (!shape.id.isEmpty() && seen.contains(shape.id)) {
            repeated.append(shape.id);
        }
        seen.insert(shape.id);
    }
    return repeated;
}

/// Ids of shapes that have no tip.
inline QStringList unexplainedIds(const views::Picture& picture)
{
    QStringList ids;
    for (const views::Shape& shape : picture.shapes) {
        if (!shape.id.isEmpty() && shape.tip.isEmpty()) {
            ids.append(shape.id);
        }
    }
    return ids;
}

} // namespace brokerscope::test
