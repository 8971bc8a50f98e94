#pragma once

#include "views/controls/themed.h"

#include <QCheckBox>

namespace brokerscope::views {

/// A check box whose frame stays visible in every theme.
class CheckBox : public QCheckBox, public Themed {
    Q_OBJECT
public:
    explicit CheckBox(QWidget* parent = nullptr);

    void setTheme(const Theme& theme) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] bool hitButton(const QPoint& position) const override
    {
        return rect().contains(position);
    }

private:
    Theme m_theme{ThemeName::Light};
};

} // namespace brokerscope::views
