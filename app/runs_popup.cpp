#include "app/runs_popup.h"

#include "views/controls/themed.h"

#include <QEvent>
#include <QHeaderView>
#include <QScreen>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

namespace brokerscope::app {

namespace {

constexpr int kWidth = 560;
constexpr int kTallest = 420;
constexpr int kRowPadding = 10;

/// Rows that can be hit with a finger on a projector's laptop.
class RoomyDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(kRowPadding, kRowPadding);
    }
};

} // namespace

RunsPopup::RunsPopup(RunTree& runs, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_runs(runs)
    , m_tree(new QTreeView)
{
    setFrameShape(QFrame::StyledPanel);
    setObjectName(QStringLiteral("runsPopup"));
    m_tree->setModel(&runs);
    m_tree->setItemDelegate(new RoomyDelegate(m_tree));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(RunTree::LabelColumn, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(RunTree::OutcomeColumn, QHeaderView::ResizeToContents);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->addWidget(m_tree);
    connect(m_tree, &QTreeView::clicked, this, &RunsPopup::choose);
    connect(m_tree, &QTreeView::activated, this, &RunsPopup::choose);
    retranslate();
}

void RunsPopup::openBelow(const QWidget& anchor)
{
    m_tree->expandAll();
    if (const Run* current = m_runs.current()) {
        m_tree->setCurrentIndex(m_runs.indexOf(current->id));
    }
    const int row = m_tree->sizeHintForRow(0);
    const int rows = row * static_cast<int>(m_runs.runs().size());
    resize(kWidth, std::min(kTallest, rows + m_tree->header()->sizeHint().height() + row));
    QPoint place = anchor.mapToGlobal(QPoint(anchor.width() - kWidth, anchor.height() + 4));
    const QRect screen = anchor.screen()->availableGeometry();
    place.setX(std::max(screen.left(), place.x()));
    move(place);
    show();
    m_tree->setFocus();
}

void RunsPopup::setTheme(const views::Theme& theme)
{
    views::applyTheme(this, theme);
}

void RunsPopup::choose(const QModelIndex& index)
{
    if (!index.isValid() || isHidden()) {
        return;
    }
    const RunId run = m_runs.idAt(index);
    close();
    Q_EMIT runRequested(run);
}

void RunsPopup::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QFrame::changeEvent(event);
}

void RunsPopup::retranslate()
{
    m_tree->setAccessibleName(tr("Runs of this session"));
}

} // namespace brokerscope::app
