#pragma once

#include "views/controls/themed.h"
#include "views/lesson/progress.h"

#include <QAbstractButton>

namespace brokerscope::views {

/// The numbered circle and the title of a lesson step; clicking it asks to go there.
class StepHeader : public QAbstractButton, public Themed {
    Q_OBJECT
public:
    explicit StepHeader(std::size_t number, QWidget* parent = nullptr);

    void setPhase(StepPhase phase);
    void setTheme(const Theme& theme) override;

    /// Where the title begins, so that the text below it can stand in line.
    [[nodiscard]] static int textLeft(const Theme& theme);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Theme m_theme{ThemeName::Light};
    std::size_t m_number;
    StepPhase m_phase = StepPhase::Ahead;
};

} // namespace brokerscope::views
