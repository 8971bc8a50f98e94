#pragma once

#include "views/picture/theme.h"
#include "views/run_view.h"
#include "views/verdict/counts.h"

#include <QWidget>

#include <array>
#include <optional>

namespace brokerscope::views {

class VerdictPill;

/// The pills above the stage: what has become of the run's records by the playhead.
class VerdictBar : public QWidget {
    Q_OBJECT
public:
    explicit VerdictBar(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme);

    /// The pill of an anomaly, for tests and the app's keyboard shortcuts.
    [[nodiscard]] VerdictPill* pill(history::AnomalyKind kind) const;

Q_SIGNALS:
    /// The record of an anomaly.
    void selectionRequested(const brokerscope::views::Selection& selection);
    /// The event that made the anomaly true.
    void eventRequested(brokerscope::EventId event);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showCounts(const Counts& counts);
    void goToNext(history::AnomalyKind kind);

    VerdictPill* m_produced;
    VerdictPill* m_acked;
    VerdictPill* m_delivered;
    VerdictPill* m_lag;
    std::array<VerdictPill*, history::kAnomalyKinds> m_anomalies{};
    Counts m_counts;
    std::shared_ptr<const history::Verdict> m_verdict;
    Selection m_selection;
};

} // namespace brokerscope::views
