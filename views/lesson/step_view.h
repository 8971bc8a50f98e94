#pragma once

#include "engine/history/history.h"
#include "views/controls/card.h"
#include "views/lesson/progress.h"
#include "views/lesson/question.h"

#include <memory>
#include <optional>

class QVBoxLayout;

namespace brokerscope::views {

class MetricTableView;
class QuestionView;
class StepHeader;
class TextLabel;

/// What a StepView shows.
struct StepContent {
    QString title;
    QString say;
    StepPhase phase = StepPhase::Ahead;
    QString ask; ///< empty: no question, or not its time yet
    std::optional<AskedQuestion> question;
    std::optional<std::int64_t> given;
    QString explain;
    std::shared_ptr<const history::History> history; ///< the run at hand
    EventId cue = kNoEvent; ///< the step's moment in it, if it comes
    bool operator==(const StepContent&) const = default;
};

/// One step of a lesson. The current one also shows which of Kafka's metrics have moved, if it
/// tells of a failure.
class StepView : public Card {
    Q_OBJECT
public:
    explicit StepView(std::size_t number, QWidget* parent = nullptr);

    void setContent(const StepContent& content);
    void setTheme(const Theme& theme) override;
    void retranslate();

    [[nodiscard]] const StepContent& content() const { return m_content; }
    [[nodiscard]] StepHeader* header() const { return m_header; }
    [[nodiscard]] QuestionView* question() const { return m_question; }
    [[nodiscard]] MetricTableView* metrics() const { return m_metrics; }

Q_SIGNALS:
    void goRequested();
    void answered(qint64 value);

private:
    std::size_t m_number;
    StepHeader* m_header;
    QVBoxLayout* m_text;
    TextLabel* m_say;
    QuestionView* m_question;
    MetricTableView* m_metrics;
    StepContent m_content;
};

} // namespace brokerscope::views
