#include "views/picture/text_cache.h"

#include <QFontMetricsF>

namespace brokerscope::views {

namespace {

// A frame of 50 brokers has some 2,000 texts; times that run past make new ones all the while.
constexpr qsizetype kMostTexts = 8192;

} // namespace

TextCache& TextCache::ofThisThread()
{
    thread_local TextCache cache;
    return cache;
}

const QStaticText& TextCache::staticText(const QString& text, FontRole role, const Theme& theme)
{
    const Key key{text, role, theme.name()};
    if (const auto found = m_texts.find(key); found != m_texts.end()) {
        return *found;
    }
    if (m_texts.size() >= kMostTexts) {
        m_texts.clear();
    }
    QStaticText laidOut(text);
    laidOut.setTextFormat(Qt::PlainText);
    laidOut.setPerformanceHint(QStaticText::AggressiveCaching);
    laidOut.prepare({}, theme.font(role));
    return *m_texts.insert(key, laidOut);
}

double TextCache::width(const QString& text, FontRole role, const Theme& theme)
{
    return text.isEmpty() ? 0 : staticText(text, role, theme).size().width();
}

QString TextCache::elided(const QString& text, FontRole role, const Theme& theme, double width)
{
    if (this->width(text, role, theme) <= width) {
        return text;
    }
    const std::pair<Key, int> key{{text, role, theme.name()}, static_cast<int>(width)};
    if (const auto found = m_elided.constFind(key); found != m_elided.constEnd()) {
        return *found;
    }
    if (m_elided.size() >= kMostTexts) {
        m_elided.clear();
    }
    return *m_elided.insert(
        key, QFontMetricsF(theme.font(role)).elidedText(text, Qt::ElideRight, width));
}

} // namespace brokerscope::views
