#pragma once

#include "views/controls/themed.h"

#include <QTabBar>

namespace brokerscope::app {

/// Tabs that are words with a line below the chosen one.
class LensTabs : public QTabBar, public views::Themed {
    Q_OBJECT

public:
    explicit LensTabs(QWidget* parent = nullptr);

    void setTheme(const views::Theme& theme) override;

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    /// In a narrow window the words move together.
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int wordWidth(int index) const;

    views::Theme m_theme{views::ThemeName::Light};
};

} // namespace brokerscope::app
