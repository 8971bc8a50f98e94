#pragma once

#include "views/controls/card.h"
#include "views/lesson/question.h"

#include <QList>

#include <optional>

namespace brokerscope::views {

class PillButton;
class TextLabel;

/// The card with a question, its choices as buttons and, once answered, what the engine says.
class QuestionView : public Card {
    Q_OBJECT
public:
    explicit QuestionView(QWidget* parent = nullptr);

    /// `given`: what was answered, if anything; `explain` is shown only then.
    void showQuestion(const QString& ask, const AskedQuestion& question,
        std::optional<std::int64_t> given, const QString& explain);

    [[nodiscard]] const QList<PillButton*>& choices() const { return m_choices; }

Q_SIGNALS:
    void answered(qint64 value);

private:
    void makeChoices(const AskedQuestion& question);
    void showChoices(const AskedQuestion& question, std::optional<std::int64_t> given);

    TextLabel* m_ask;
    QWidget* m_row;
    TextLabel* m_result;
    TextLabel* m_explain;
    QList<PillButton*> m_choices;
};

} // namespace brokerscope::views
