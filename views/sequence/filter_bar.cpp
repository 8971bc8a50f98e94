#include "views/sequence/filter_bar.h"

#include "views/controls/check_box.h"
#include "views/controls/flow_layout.h"
#include "views/controls/pill_button.h"
#include "views/text/names.h"

#include <QComboBox>
#include <QEvent>
#include <QMenu>
#include <QSignalBlocker>

namespace brokerscope::views {

SequenceFilterBar::SequenceFilterBar(QWidget* parent)
    : QWidget(parent)
    , m_partition(new QComboBox(this))
    , m_nodes(new PillButton({}, PillButton::Corners::Soft, this))
    , m_nodeMenu(new QMenu(this))
    , m_quiet(new CheckBox(this))
    , m_export(new PillButton({}, PillButton::Corners::Soft, this))
{
    auto* layout = new FlowLayout(10);
    setLayout(layout);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_partition);
    layout->addWidget(m_nodes);
    for (const ApiGroup group : kAllApiGroups) {
        const auto index = static_cast<std::size_t>(group);
        m_groups.at(index) = new CheckBox(this);
        m_groups.at(index)->setChecked(m_filter.shows(group));
        layout->addWidget(m_groups.at(index));
        connect(m_groups.at(index), &QCheckBox::toggled, this, [this, index](bool on) {
            m_filter.groups.at(index) = on;
            changed();
        });
    }
    layout->addWidget(m_quiet);
    layout->addWidget(m_export);
    connect(m_quiet, &QCheckBox::toggled, this, [this](bool on) {
        m_filter.quiet = on;
        changed();
    });
    connect(m_partition, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter.partition
            = index <= 0 ? kNoPartition : PartitionId(static_cast<std::uint16_t>(index - 1));
        changed();
    });
    connect(m_nodes, &QAbstractButton::clicked, this,
        [this] { m_nodeMenu->popup(m_nodes->mapToGlobal(QPoint(0, m_nodes->height()))); });
    connect(m_export, &QAbstractButton::clicked, this, &SequenceFilterBar::exportRequested);
    retranslate();
}

void SequenceFilterBar::setHistory(std::shared_ptr<const history::History> history)
{
    if (history == m_history) {
        return;
    }
    const SequenceFilter before = m_filter;
    m_history = std::move(history);
    const std::size_t partitions = m_history ? m_history->roster().partitions.size() : 0;
    if (m_filter.partition != kNoPartition && m_filter.partition.value() >= partitions) {
        m_filter.partition = kNoPartition;
    }
    const std::size_t nodes = m_history ? m_history->roster().nodes.size() : 0;
    std::erase_if(m_filter.hidden, [&](NodeId node) { return node.value() >= nodes; });
    fillPartitions();
    fillNodes();
    if (m_filter != before) {
        changed();
    }
}

void SequenceFilterBar::setTheme(const Theme& theme)
{
    m_nodeMenu->setPalette(paletteOf(theme));
    m_nodeMenu->setFont(theme.font(FontRole::Small));
    m_partition->setFont(theme.font(FontRole::Small));
}

void SequenceFilterBar::fillPartitions()
{
    const QSignalBlocker quiet(m_partition);
    m_partition->clear();
    m_partition->addItem(tr("All partitions"));
    const std::size_t count = m_history ? m_history->roster().partitions.size() : 0;
    for (std::size_t i = 0; i < count; ++i) {
        m_partition->addItem(partitionName(*m_history, PartitionId(static_cast<std::uint16_t>(i))));
    }
    m_partition->setCurrentIndex(
        m_filter.partition == kNoPartition ? 0 : m_filter.partition.value() + 1);
}

void SequenceFilterBar::fillNodes()
{
    m_nodeMenu->clear();
    const std::size_t count = m_history ? m_history->roster().nodes.size() : 0;
    for (std::size_t i = 1; i < count; ++i) { // the script has no lifeline
        const NodeId node(static_cast<std::uint16_t>(i));
        QAction* action = m_nodeMenu->addAction(nodeName(*m_history, node));
        action->setCheckable(true);
        action->setChecked(!m_filter.hidden.contains(node));
        connect(action, &QAction::toggled, this, [this, node](bool on) {
            if (on) {
                m_filter.hidden.erase(node);
            } else {
                m_filter.hidden.insert(node);
            }
            changed();
        });
    }
    m_nodes->setEnabled(count > 1);
}

void SequenceFilterBar::changed()
{
    Q_EMIT filterChanged(m_filter);
}

void SequenceFilterBar::retranslate()
{
    m_nodes->setText(tr("Nodes…"));
    m_nodes->setToolTip(tr("Which nodes have a lifeline"));
    m_export->setText(tr("Export…"));
    m_export->setToolTip(tr("Saves this diagram as SVG"));
    m_quiet->setText(tr("empty Fetches"));
    m_quiet->setToolTip(tr("Fetches that bring nothing new, and their answers"));
    m_partition->setAccessibleName(tr("Partition"));
    for (const ApiGroup group : kAllApiGroups) {
        groupBox(group)->setText(apiGroupText(group));
    }
    fillPartitions();
}

void SequenceFilterBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::views
