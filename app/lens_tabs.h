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
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent* event) override;

private:
    views::Theme m_theme{views::ThemeName::Light};
};

} // namespace brokerscope::app
