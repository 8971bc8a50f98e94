#include "views/segments/strip_view.h"

#include "views/segments/strip_layout.h"

#include <QMouseEvent>

#include <algorithm>

namespace brokerscope::views {

namespace {

/// "129" and "3" of "index:129/3"
struct TickId {
    qlonglong base = -1;
    std::size_t slot = 0;
};

TickId tickOf(const QString& id)
{
    const QString rest = id.section(QLatin1Char(':'), 1);
    return {rest.section(QLatin1Char('/'), 0, 0).toLongLong(),
        static_cast<std::size_t>(rest.section(QLatin1Char('/'), 1).toULongLong())};
}

LogWish presentWish(const LogContent& content, std::size_t capacity)
{
    LogWish wish;
    wish.firstSegment = content.firstSegment;
    wish.segmentCount = capacity;
    wish.segment = content.segment;
    if (content.batch) {
        wish.batchPosition = content.batch->position;
        wish.batchesFrom = content.batches.begin;
    }
    return wish;
}

std::optional<LogWish> wishForTick(const QString& id, const LogContent& content, LogWish wish)
{
    const TickId tick = tickOf(id);
    for (std::size_t i = 0; i < content.segments.size(); ++i) {
        const SegmentOutline& segment = content.segments[i];
        if (segment.files.base.value() != tick.base) {
            continue;
        }
        wish.segment = content.firstSegment + i;
        wish.batchesFrom = std::nullopt;
        if (id.startsWith(QLatin1String("index:")) && tick.slot < segment.index.size()) {
            wish.batchPosition = segment.index[tick.slot].position;
            return wish;
        }
        if (id.startsWith(QLatin1String("timeindex:")) && tick.slot < segment.timeIndex.size()) {
            wish.offset = segment.timeIndex[tick.slot].offset;
            return wish;
        }
    }
    return std::nullopt;
}

std::optional<LogWish> wishForPage(
    const QString& id, const LogContent& content, std::size_t capacity, LogWish wish)
{
    if (id == QLatin1String("segments:earlier")) {
        wish.firstSegment -= std::min(wish.firstSegment, capacity);
        return wish;
    }
    if (id == QLatin1String("segments:later")) {
        wish.firstSegment += capacity;
        return wish;
    }
    const SegmentOutline* segment = content.selected();
    wish.batchPosition = std::nullopt;
    if (id == QLatin1String("batches:later")) {
        wish.batchesFrom = content.batches.end;
        return wish;
    }
    if (id != QLatin1String("batches:earlier") || segment == nullptr) {
        return std::nullopt;
    }
    // Batches can only be walked forward: back to an index entry that is about as far away as the
    // row is long.
    const std::uint64_t length = content.batches.end - content.batches.begin;
    const std::uint64_t before = content.batches.begin - std::min(content.batches.begin, length);
    wish.batchesFrom = scanStart(*segment, before);
    return wish;
}

} // namespace

std::optional<LogWish> wishFor(const QString& id, const LogContent& content, std::size_t capacity)
{
    LogWish wish = presentWish(content, capacity);
    if (id.startsWith(QLatin1String("batch:"))) {
        const Offset base(id.mid(6).toLongLong());
        const auto& batches = content.batches.batches;
        const auto chosen = std::find_if(batches.begin(), batches.end(),
            [base](const BatchHead& batch) { return batch.base == base; });
        if (chosen == batches.end()) {
            return std::nullopt;
        }
        wish.batchPosition = chosen->position;
        return wish;
    }
    if (id.startsWith(QLatin1String("segments:")) || id.startsWith(QLatin1String("batches:"))) {
        return wishForPage(id, content, capacity, wish);
    }
    if (id.contains(QLatin1String("index:"))) {
        return wishForTick(id, content, wish);
    }
    for (const char* kind : {"segment:", "page-cache:", "unreachable:"}) {
        if (!id.startsWith(QLatin1String(kind))) {
            continue;
        }
        const qlonglong base = tickOf(id).base;
        for (std::size_t i = 0; i < content.segments.size(); ++i) {
            if (content.segments[i].files.base.value() == base) {
                wish.segment = content.firstSegment + i;
                wish.batchPosition = std::nullopt;
                wish.batchesFrom = std::nullopt;
                return wish;
            }
        }
    }
    return std::nullopt;
}

StripView::StripView(QWidget* parent)
    : PictureWidget(parent)
{
    setObjectName(QStringLiteral("segmentStrip"));
    setAccessibleName(tr("Segments of the log"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StripView::setLog(const ShownLog& log)
{
    m_log = log;
    pictureChanged();
}

void StripView::setContent(const LogContent& content)
{
    m_content = content;
    pictureChanged();
}

void StripView::setMark(const std::optional<StripMark>& mark)
{
    if (mark != m_mark) {
        m_mark = mark;
        pictureChanged();
    }
}

std::size_t StripView::capacity() const
{
    return segmentsThatFit(width(), theme().scale());
}

void StripView::setTheme(const Theme& theme)
{
    PictureWidget::setTheme(theme);
    updateGeometry();
}

QSize StripView::sizeHint() const
{
    return {720, static_cast<int>(stripHeight(theme().scale()))};
}

Picture StripView::makePicture() const
{
    return m_content.segments.empty()
        ? Picture{}
        : stripPicture(m_content, m_log, m_mark, size(), theme().scale() > 1);
}

QString StripView::summary() const
{
    return tr("%1: %n segment(s)", nullptr, static_cast<int>(m_content.segmentCount))
        .arg(m_log.name);
}

bool StripView::isTabStop(const QString& id) const
{
    for (const char* kind : {"segment:", "segments:", "batch:", "batches:", "problem"}) {
        if (id.startsWith(QLatin1String(kind))) {
            return true;
        }
    }
    return false;
}

void StripView::activated(const QString& id)
{
    if (const auto wish = wishFor(id, m_content, capacity())) {
        Q_EMIT wished(*wish);
    }
}

void StripView::mousePressEvent(QMouseEvent* event)
{
    const Shape* shape = picture().at(event->position());
    const QString id = shape == nullptr ? QString() : QString(shape->id);
    PictureWidget::mousePressEvent(event);
    if (event->button() == Qt::LeftButton) {
        activated(id);
        event->accept();
    }
}

void StripView::mouseMoveEvent(QMouseEvent* event)
{
    const Shape* shape = picture().at(event->position());
    setCursor(shape == nullptr ? Qt::ArrowCursor : Qt::PointingHandCursor);
    PictureWidget::mouseMoveEvent(event);
}

void StripView::resizeEvent(QResizeEvent* event)
{
    PictureWidget::resizeEvent(event);
    if (const std::size_t now = capacity(); now != m_capacity) {
        m_capacity = now;
        Q_EMIT capacityChanged();
    }
}

void StripView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Segments of the log"));
    }
    PictureWidget::changeEvent(event);
}

} // namespace brokerscope::views
