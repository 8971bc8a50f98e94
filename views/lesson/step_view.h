#pragma once

#include "views/controls/card.h"
#include "views/lesson/progress.h"
#include "views/lesson/question.h"

#include <optional>

class QVBoxLayout;

namespace brokerscope::views {

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
    bool operator==(const StepContent&) const = default;
};

/// One step of a lesson.
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

Q_SIGNALS:
    void goRequested();
    void answered(qint64 value);

private:
    std::size_t m_number;
    StepHeader* m_header;
    QVBoxLayout* m_text;
    TextLabel* m_say;
    QuestionView* m_question;
    StepContent m_content;
};

} // namespace brokerscope::views
