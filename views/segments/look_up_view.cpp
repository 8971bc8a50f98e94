#include "views/segments/look_up_view.h"

#include "views/segments/look_up_picture.h"

#include <QEvent>

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr std::chrono::milliseconds kFrameTime{700};

} // namespace

LookUpView::LookUpView(QWidget* parent)
    : PictureWidget(parent)
{
    setObjectName(QStringLiteral("lookUpSteps"));
    setAccessibleName(tr("Steps of the lookup"));
    m_clock.setInterval(kFrameTime);
    connect(&m_clock, &QTimer::timeout, this, &LookUpView::advance);
}

void LookUpView::setStory(LookUpStory story)
{
    m_story = std::move(story);
    updateGeometry();
    replay();
}

void LookUpView::setReducedMotion(bool reduced)
{
    m_reducedMotion = reduced;
    if (reduced && isPlaying()) {
        toEnd();
    }
}

void LookUpView::showFrame(std::size_t frame)
{
    m_frame = m_story.frames.empty() ? 0 : std::min(frame, m_story.frames.size() - 1);
    if (isAtEnd()) {
        m_clock.stop();
    }
    pictureChanged();
    Q_EMIT frameChanged();
}

void LookUpView::replay()
{
    if (m_reducedMotion) {
        toEnd();
        return;
    }
    m_clock.start();
    showFrame(0);
}

void LookUpView::advance()
{
    showFrame(m_frame + 1);
}

void LookUpView::back()
{
    m_clock.stop();
    showFrame(m_frame == 0 ? 0 : m_frame - 1);
}

void LookUpView::forward()
{
    m_clock.stop();
    advance();
}

void LookUpView::toEnd()
{
    m_clock.stop();
    showFrame(m_story.frames.size());
}

StripMark LookUpView::mark() const
{
    StripMark mark;
    mark.segment = m_story.lookup.segment;
    if (m_story.frames.empty()) {
        return mark;
    }
    const LookUpFrame& now = m_story.frames[m_frame];
    if (const inspect::IndexSearch* search = m_story.search(now)) {
        mark.slot = search->probes[*now.probe].slot;
        mark.inTimeIndex = now.inTimeIndex;
    }
    if (now.scan) {
        mark.position = m_story.lookup.scan[*now.scan].position;
        mark.isHit = m_story.lookup.scan[*now.scan].isHit;
    }
    return mark;
}

Picture LookUpView::makePicture() const
{
    return m_story.frames.empty() ? Picture{}
                                  : lookUpPicture(m_story, m_frame, width(), theme().scale() > 1);
}

QSize LookUpView::sizeHint() const
{
    if (m_story.frames.empty()) {
        return {400, 0};
    }
    const QSizeF size = lookUpPicture(m_story, 0, 400, theme().scale() > 1).size;
    return {400, static_cast<int>(size.height())};
}

QString LookUpView::summary() const
{
    QStringList sentences{m_story.title};
    const std::size_t shown = m_story.frames.empty() ? 0 : m_story.frames[m_frame].line + 1;
    for (std::size_t i = 0; i < shown; ++i) {
        const LookUpLine& line = m_story.lines[static_cast<qsizetype>(i)];
        sentences.append(line.text % QLatin1Char(' ') % line.result);
    }
    return sentences.join(QStringLiteral(". "));
}

bool LookUpView::isTabStop(const QString& id) const
{
    return id.startsWith(QLatin1String("step:"));
}

void LookUpView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Steps of the lookup"));
    }
    PictureWidget::changeEvent(event);
}

} // namespace brokerscope::views
