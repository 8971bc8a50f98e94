#include "views/assignment/chooser_bar.h"

#include "views/assignment/assignment_canvas.h"
#include "views/assignment/rebalance_text.h"
#include "views/controls/flow_layout.h"
#include "views/controls/pill_button.h"
#include "views/controls/text_label.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QComboBox>
#include <QEvent>
#include <QSignalBlocker>

namespace brokerscope::views {

ChooserBar::ChooserBar(AssignmentCanvas& canvas, QWidget* parent)
    : QWidget(parent)
    , m_canvas(canvas)
    , m_group(new QComboBox(this))
    , m_previous(new PillButton(QStringLiteral("◀"), PillButton::Corners::Soft, this))
    , m_rebalance(new QComboBox(this))
    , m_next(new PillButton(QStringLiteral("▶"), PillButton::Corners::Soft, this))
    , m_back(new PillButton(QStringLiteral("−"), PillButton::Corners::Soft, this))
    , m_step(new TextLabel(FontRole::Small, Ink::TextMuted, this))
    , m_forward(new PillButton(QStringLiteral("+"), PillButton::Corners::Soft, this))
    , m_whole(new PillButton({}, PillButton::Corners::Soft, this))
{
    auto* layout = new FlowLayout(8);
    setLayout(layout);
    layout->setContentsMargins(0, 0, 0, 0);
    m_rebalance->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_group, m_previous, m_rebalance, m_next, m_step, m_back, m_forward, m_whole}) {
        layout->addWidget(widget);
    }
    connect(m_group, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0) {
            m_canvas.chooseGroup(static_cast<std::size_t>(index));
        }
    });
    connect(m_rebalance, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0) {
            m_canvas.askForRebalance(static_cast<std::size_t>(index));
        }
    });
    connect(m_previous, &QAbstractButton::clicked, this, [this] { m_canvas.askForNeighbour(-1); });
    connect(m_next, &QAbstractButton::clicked, this, [this] { m_canvas.askForNeighbour(1); });
    connect(m_back, &QAbstractButton::clicked, this, [this] { m_canvas.step(-1); });
    connect(m_forward, &QAbstractButton::clicked, this, [this] { m_canvas.step(1); });
    connect(m_whole, &QAbstractButton::clicked, this, [this] { m_canvas.setSteps(std::nullopt); });
    connect(&m_canvas, &AssignmentCanvas::shownChanged, this, &ChooserBar::refresh);
    retranslate();
}

void ChooserBar::setTheme(const Theme& theme)
{
    m_group->setFont(theme.font(FontRole::Small));
    m_rebalance->setFont(theme.font(FontRole::Small));
    m_step->setMinimumHeight(m_back->sizeHint().height()); // on one line with the buttons
}

void ChooserBar::fillGroups()
{
    const QSignalBlocker quiet(m_group);
    m_group->clear();
    for (const GroupRebalances& group : m_canvas.data().groups) {
        m_group->addItem(toQString(m_canvas.history()->text(group.name)));
    }
}

void ChooserBar::fillRebalances()
{
    const QSignalBlocker quiet(m_rebalance);
    m_rebalance->clear();
    if (m_canvas.group() == nullptr) {
        return;
    }
    for (const Rebalance& rebalance : m_canvas.group()->rebalances) {
        m_rebalance->addItem(
            tr("%1 → %2 at %3: %4", "two generations, a time, the reason")
                .arg(QString::number(std::max(0, rebalance.from.value())),
                    QString::number(rebalance.to.value()), timeText(rebalance.began),
                    becauseText(*m_canvas.history(), rebalance)));
    }
}

void ChooserBar::refresh()
{
    const bool isOther = m_filledFrom != &m_canvas.data();
    if (isOther || m_filledGroup != m_canvas.groupIndex()) {
        if (isOther) {
            fillGroups();
        }
        m_filledFrom = &m_canvas.data();
        m_filledGroup = m_canvas.groupIndex();
        fillRebalances();
    }
    const GroupRebalances* const group = m_canvas.group();
    const std::size_t rebalance = m_canvas.rebalanceIndex();
    {
        const QSignalBlocker quietGroup(m_group);
        const QSignalBlocker quietRebalance(m_rebalance);
        m_group->setCurrentIndex(group == nullptr ? -1 : static_cast<int>(m_canvas.groupIndex()));
        m_rebalance->setCurrentIndex(group == nullptr ? -1 : static_cast<int>(rebalance));
    }
    m_group->setEnabled(m_canvas.data().groups.size() > 1);
    m_rebalance->setEnabled(group != nullptr);
    m_previous->setEnabled(group != nullptr && rebalance > 0);
    m_next->setEnabled(group != nullptr && rebalance + 1 < group->rebalances.size());

    const Comparison* const comparison = m_canvas.comparison();
    const AssignmentChoice& choice = m_canvas.choice();
    const std::size_t all
        = comparison == nullptr ? 0 : comparison->outcomes.at(choice.outcome).decisions.size();
    m_step->setText(choice.steps
            ? tr("decision %1 of %2").arg(QString::number(*choice.steps), QString::number(all))
            : tr("all %n decision(s)", nullptr, static_cast<int>(all)));
    m_back->setEnabled(all > 0 && (!choice.steps || *choice.steps > 0));
    m_forward->setEnabled(all > 0 && (!choice.steps || *choice.steps < all));
    m_whole->setEnabled(choice.steps.has_value());
    updateGeometry();
}

void ChooserBar::retranslate()
{
    m_group->setAccessibleName(tr("Group"));
    m_group->setToolTip(tr("The consumer group that is shown"));
    m_rebalance->setAccessibleName(tr("Rebalance"));
    m_rebalance->setToolTip(tr("The playhead goes to the rebalance that is chosen"));
    m_previous->setAccessibleName(tr("Previous rebalance"));
    m_previous->setToolTip(tr("Previous rebalance (P)"));
    m_next->setAccessibleName(tr("Next rebalance"));
    m_next->setToolTip(tr("Next rebalance (N)"));
    m_back->setAccessibleName(tr("One decision back"));
    m_back->setToolTip(tr("One decision of the assignor back (,)"));
    m_forward->setAccessibleName(tr("One decision forward"));
    m_forward->setToolTip(tr("One decision of the assignor forward (.)"));
    m_whole->setText(tr("All", "decisions of an assignor"));
    m_whole->setAccessibleName(tr("Whole assignment"));
    m_whole->setToolTip(tr("The assignment after all decisions (/)"));
    m_filledFrom = nullptr;
    refresh();
}

void ChooserBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::views
