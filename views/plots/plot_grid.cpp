#include "views/plots/plot_grid.h"

#include <QGridLayout>

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr int kNarrowest = 280; // of a plot
constexpr int kLowest = 112;
constexpr int kGap = 10;

} // namespace

PlotGrid::PlotGrid(QWidget* parent)
    : QScrollArea(parent)
    , m_layout(nullptr)
{
    auto* inside = new QWidget;
    m_layout = new QGridLayout(inside);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(kGap);
    setWidget(inside);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
}

void PlotGrid::setCards(const QList<QWidget*>& cards)
{
    for (QWidget* card : std::as_const(m_cards)) {
        m_layout->removeWidget(card);
    }
    m_cards = cards;
    m_columns = 0;
    arrange();
}

void PlotGrid::arrange()
{
    const int count = static_cast<int>(m_cards.size());
    if (count == 0) {
        return;
    }
    const int most = std::max(1, viewport()->width() / kNarrowest);
    const int rows = (count + most - 1) / most;
    const int columns = (count + rows - 1) / rows;
    if (columns == m_columns) {
        return;
    }
    for (int i = 0; i < std::max(columns, m_layout->columnCount()); ++i) {
        m_layout->setColumnStretch(i, i < columns ? 1 : 0);
    }
    for (int i = 0; i < std::max(rows, m_layout->rowCount()); ++i) {
        m_layout->setRowStretch(i, i < rows ? 1 : 0);
        m_layout->setRowMinimumHeight(i, i < rows ? kLowest : 0);
    }
    for (QWidget* card : std::as_const(m_cards)) {
        m_layout->removeWidget(card);
    }
    for (int i = 0; i < count; ++i) {
        m_layout->addWidget(m_cards[i], i / columns, i % columns);
        m_cards[i]->show();
    }
    m_columns = columns;
}

void PlotGrid::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

QSize PlotGrid::sizeHint() const
{
    return {3 * kNarrowest, 2 * kLowest + kGap};
}

QSize PlotGrid::minimumSizeHint() const
{
    return {kNarrowest, kLowest};
}

} // namespace brokerscope::views
