#include "views/segments/hex_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

HexView::HexView(QWidget* parent)
    : PictureWidget(parent)
    , m_scroll(new QScrollBar(Qt::Vertical, this))
{
    setObjectName(QStringLiteral("hex"));
    setAccessibleName(tr("Bytes of the batch"));
    connect(m_scroll, &QScrollBar::valueChanged, this, [this](int value) {
        m_options.top = value;
        pictureChanged();
    });
}

double HexView::room() const
{
    return width() - m_scroll->sizeHint().width() - 2;
}

void HexView::setBatch(std::shared_ptr<const BatchContent> batch)
{
    m_batch = std::move(batch);
    m_options.part = {};
    m_pointed = {};
    m_scroll->setValue(0);
    updateScrollBar();
    pictureChanged();
}

void HexView::setPart(const BatchPart& part, bool isShown)
{
    m_options.part = part;
    if (isShown && m_batch) {
        const QRectF place = hexPlace(*m_batch, part, room(), m_options);
        if (!place.isNull()) {
            const double above = place.top() - 2;
            const double below = place.bottom() + 2 - height();
            m_scroll->setValue(static_cast<int>(
                std::min(above, std::max(below, static_cast<double>(m_scroll->value())))));
        }
    }
    pictureChanged();
}

void HexView::setDecompressed(bool decompressed)
{
    m_options.isDecompressed = decompressed;
    updateScrollBar();
    pictureChanged();
}

void HexView::setTheme(const Theme& theme)
{
    m_options.large = theme.scale() > 1;
    PictureWidget::setTheme(theme);
    updateScrollBar();
}

void HexView::updateScrollBar()
{
    const double whole = m_batch ? hexHeight(*m_batch, room(), m_options) : 0;
    m_scroll->setRange(0, static_cast<int>(std::max(0.0, std::ceil(whole - height()))));
    m_scroll->setPageStep(std::max(20, height() - 20));
    m_scroll->setSingleStep(20);
    m_scroll->setVisible(m_scroll->maximum() > 0);
}

Picture HexView::makePicture() const
{
    return m_batch ? hexPicture(*m_batch, {room(), static_cast<double>(height())}, m_options)
                   : Picture{};
}

QString HexView::summary() const
{
    return m_batch ? tr("Bytes of the batch at offset %1").arg(m_batch->view().baseOffset().value())
                   : tr("No batch is opened");
}

bool HexView::isTabStop(const QString& id) const
{
    return id.startsWith(QLatin1String("field:"));
}

BatchPart HexView::partAt(const QString& id) const
{
    return m_batch ? partOf(*m_batch, id) : BatchPart{};
}

void HexView::activated(const QString& id)
{
    Q_EMIT partChosen(partAt(id));
}

void HexView::point(const QString& id)
{
    const BatchPart part = partAt(id);
    if (part != m_pointed) {
        m_pointed = part;
        Q_EMIT partPointed(part);
    }
}

bool HexView::focusNextPrevChild(bool next)
{
    const bool taken = PictureWidget::focusNextPrevChild(next);
    point(focusedId());
    return taken;
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp) {
        m_scroll->triggerAction(event->key() == Qt::Key_PageDown ? QScrollBar::SliderPageStepAdd
                                                                 : QScrollBar::SliderPageStepSub);
        return;
    }
    PictureWidget::keyPressEvent(event);
    point(focusedId());
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    const Shape* shape = picture().at(event->position());
    setCursor(shape == nullptr ? Qt::ArrowCursor : Qt::PointingHandCursor);
    point(shape == nullptr ? QString() : QString(shape->id));
    PictureWidget::mouseMoveEvent(event);
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    const Shape* shape = picture().at(event->position());
    const BatchPart part = shape == nullptr ? BatchPart{} : partAt(shape->id);
    PictureWidget::mousePressEvent(event);
    if (event->button() == Qt::LeftButton) {
        Q_EMIT partChosen(part);
        event->accept();
    }
}

void HexView::leaveEvent(QEvent* event)
{
    point({});
    PictureWidget::leaveEvent(event);
}

void HexView::wheelEvent(QWheelEvent* event)
{
    // Where there is nothing to scroll, or no further, the lens around it scrolls.
    const bool down = event->angleDelta().y() < 0;
    const bool canMove = down ? m_scroll->value() < m_scroll->maximum() : m_scroll->value() > 0;
    if (!canMove) {
        event->ignore();
        return;
    }
    m_scroll->setValue(m_scroll->value() - event->angleDelta().y() / 2);
    event->accept();
}

void HexView::resizeEvent(QResizeEvent* event)
{
    const int bar = m_scroll->sizeHint().width();
    m_scroll->setGeometry(width() - bar, 0, bar, height());
    PictureWidget::resizeEvent(event);
    updateScrollBar();
}

void HexView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Bytes of the batch"));
    }
    PictureWidget::changeEvent(event);
}

} // namespace brokerscope::views
