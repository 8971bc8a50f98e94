#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/controls/themed.h"
#include "views/segments/log_reader.h"
#include "views/segments/strip_picture.h"

class QLineEdit;

namespace brokerscope::views {

class LookUpView;
class PillButton;
class TextLabel;

/// Asks what to look up and shows how it is found.
class LookUpPanel : public QWidget, public Themed {
    Q_OBJECT

public:
    explicit LookUpPanel(QWidget* parent = nullptr);

    /// The field and its button, which stand elsewhere.
    [[nodiscard]] QWidget* asker() const { return m_asker; }
    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] PillButton* button() const { return m_button; }
    [[nodiscard]] PillButton* backButton() const { return m_back; }
    [[nodiscard]] PillButton* forwardButton() const { return m_forward; }
    [[nodiscard]] PillButton* allButton() const { return m_all; }
    [[nodiscard]] PillButton* closeButton() const { return m_close; }
    [[nodiscard]] LookUpView* steps() const { return m_steps; }
    [[nodiscard]] QString errorText() const;

    /// Whether virtual times are taken.
    void setOfRun(bool ofRun);
    /// What was found; the story begins.
    void showFound(const LogReader::Found& found, const inspect::PartitionFiles& partition);
    /// Forgets what was looked up.
    void clear();
    [[nodiscard]] std::optional<StripMark> mark() const;
    void setReducedMotion(bool reduced);
    void setTheme(const Theme& theme) override;

Q_SIGNALS:
    void asked(bool byTime, qint64 wanted);
    /// Another step is shown, or none any more.
    void stepped();
    /// The steps need room from now on.
    void opened();

protected:
    void changeEvent(QEvent* event) override;

private:
    void compose();
    void ask();
    void updateButtons();
    void setError(const QString& sentence);
    void retranslate();

    bool m_ofRun = false;
    inspect::PartitionFiles m_partition; ///< of the story
    QWidget* m_asker;
    QLineEdit* m_field;
    PillButton* m_button;
    TextLabel* m_error;
    QWidget* m_told; ///< heading, buttons and steps
    TextLabel* m_title;
    PillButton* m_back;
    PillButton* m_forward;
    PillButton* m_replay;
    PillButton* m_all;
    PillButton* m_close;
    LookUpView* m_steps;
};

} // namespace brokerscope::views
