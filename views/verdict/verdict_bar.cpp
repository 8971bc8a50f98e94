#include "views/verdict/verdict_bar.h"

#include "views/controls/flow_layout.h"
#include "views/text/anomaly_text.h"
#include "views/text/names.h"
#include "views/verdict/verdict_pill.h"

#include <QEvent>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using history::AnomalyKind;

namespace {

/// In the order of the pills.
constexpr std::array kAnomalyOrder = {AnomalyKind::LostAfterAck, AnomalyKind::FailedButStored,
    AnomalyKind::DuplicateInLog, AnomalyKind::ReorderedInLog, AnomalyKind::Redelivered,
    AnomalyKind::SkippedByConsumer, AnomalyKind::AbortedYetRead, AnomalyKind::NeverDelivered,
    AnomalyKind::CommittedNotProcessed, AnomalyKind::ProcessedNotCommitted,
    AnomalyKind::StoredTwice, AnomalyKind::MissingInStore, AnomalyKind::ForwardedTwice,
    AnomalyKind::ForwardLost};
static_assert(kAnomalyOrder.size() == history::kAnomalyKinds);

/// Whether the pill shows even while there is nothing to report.
bool showsAlways(AnomalyKind kind)
{
    return kind == AnomalyKind::LostAfterAck || kind == AnomalyKind::DuplicateInLog
        || kind == AnomalyKind::ReorderedInLog;
}

} // namespace

VerdictBar::VerdictBar(QWidget* parent)
    : QWidget(parent)
    , m_produced(new VerdictPill(Ink::Text, this))
    , m_acked(new VerdictPill(Ink::Success, this))
    , m_delivered(new VerdictPill(Ink::Consumer0, this))
    , m_lag(new VerdictPill(Ink::Text, this))
{
    auto* layout = new FlowLayout(8);
    setLayout(layout);
    layout->addWidget(m_produced);
    layout->addWidget(m_acked);
    for (const AnomalyKind kind : kAnomalyOrder) {
        auto* pill = new VerdictPill(Ink::Danger, this);
        pill->setObjectName(toQString(history::anomalyName(kind)));
        pill->setVisible(showsAlways(kind));
        connect(pill, &VerdictPill::clicked, this, [this, kind] { goToNext(kind); });
        m_anomalies[static_cast<std::size_t>(kind)] = pill;
        layout->addWidget(pill);
    }
    layout->addWidget(m_delivered);
    layout->addWidget(m_lag);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    retranslate();
}

VerdictPill* VerdictBar::pill(AnomalyKind kind) const
{
    return m_anomalies[static_cast<std::size_t>(kind)];
}

void VerdictBar::setScene(const Scene& scene)
{
    m_verdict = scene.run.verdict;
    const Counts counts = countsAt(scene);
    if (!(counts == m_counts)) {
        showCounts(counts);
    }
}

void VerdictBar::setSelection(const Selection& selection)
{
    m_selection = selection;
}

void VerdictBar::setTheme(const Theme& theme)
{
    applyTheme(this, theme);
}

void VerdictBar::showCounts(const Counts& counts)
{
    m_counts = counts;
    m_produced->setNumber(static_cast<qint64>(counts.produced));
    m_acked->setNumber(static_cast<qint64>(counts.acked));
    m_acked->setToolTip(
        tr("Records whose producer was told that they are stored. Failed: %1.").arg(counts.failed));
    m_delivered->setNumber(static_cast<qint64>(counts.delivered));
    m_lag->setNumber(counts.lag);
    for (const AnomalyKind kind : kAnomalyOrder) {
        const std::uint32_t count = counts.anomalies[static_cast<std::size_t>(kind)];
        pill(kind)->setNumber(count);
        pill(kind)->setAlarm(count > 0);
        pill(kind)->setVisible(count > 0 || showsAlways(kind));
    }
}

void VerdictBar::goToNext(AnomalyKind kind)
{
    if (!m_verdict || !pill(kind)->isAlarmed()) {
        return;
    }
    const history::Anomaly* first = nullptr;
    const history::Anomaly* next = nullptr;
    bool passedSelected = false;
    for (const history::Anomaly& anomaly : m_verdict->anomalies) {
        if (anomaly.kind != kind) {
            continue;
        }
        first = first == nullptr ? &anomaly : first;
        if (passedSelected) {
            next = &anomaly;
            break;
        }
        passedSelected = selectionOf(*m_verdict, anomaly) == m_selection;
    }
    next = next == nullptr ? first : next;
    if (next == nullptr) {
        return;
    }
    m_selection = selectionOf(*m_verdict, *next);
    Q_EMIT eventRequested(next->established);
    Q_EMIT selectionRequested(m_selection);
}

void VerdictBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void VerdictBar::retranslate()
{
    setAccessibleName(tr("Verdict at the playhead"));
    m_produced->setLabel(tr("produced", "a number stands before it: records"));
    m_produced->setToolTip(tr("Records for which an application called send()."));
    m_acked->setLabel(tr("acked", "a number stands before it: records"));
    m_delivered->setLabel(tr("consumed", "a number stands before it: records"));
    m_delivered->setToolTip(
        tr("Records that poll() has returned to a consumer, repeated ones included."));
    m_lag->setLabel(tr("lag", "a number stands before it: records not consumed yet"));
    m_lag->setToolTip(tr("Records below the high watermark that the consumers have not read yet."));
    for (const AnomalyKind kind : kAnomalyOrder) {
        pill(kind)->setLabel(anomalyTitle(kind));
        pill(kind)->setToolTip(
            anomalyExplanation(kind) + u' ' + tr("Click to go from one such record to the next."));
    }
    showCounts(m_counts);
    updateGeometry();
}

} // namespace brokerscope::views
