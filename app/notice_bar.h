#pragma once

#include "views/controls/card.h"

class QProgressBar;

namespace brokerscope::views {
class PillButton;
class TextLabel;
} // namespace brokerscope::views

namespace brokerscope::app {

/// Says what could not be done, or that something takes a while: a strip that floats at the top of
/// its parent, so that nothing below it moves, and never takes the keyboard.
class NoticeBar : public views::Card {
    Q_OBJECT

public:
    /// `top`: what of the parent stays free above it.
    NoticeBar(QWidget* parent, const QWidget* top);

    /// Stays until it is closed or another one comes.
    void showTrouble(const QString& sentence);
    /// Goes away by itself after a few seconds.
    void showInfo(const QString& sentence);
    /// With a progress bar and a button that cancels.
    void showProgress(const QString& sentence);
    void setProgress(int percent);
    void endProgress();
    void dismiss();

    /// What is said now; empty while hidden.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void cancelRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Mode { Trouble, Info, Progress };
    void show(Mode mode, const QString& sentence);
    void place();
    void retranslate();

    const QWidget* m_top;

    views::TextLabel* m_text;
    QProgressBar* m_progress;
    views::PillButton* m_button;
    QTimer* m_expiry;
    Mode m_mode = Mode::Info;
};

} // namespace brokerscope::app
