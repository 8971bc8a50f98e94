#pragma once

#include "views/controls/themed.h"

#include <QFrame>

namespace brokerscope::views {

/// A rounded rectangle with something in it.
class Card : public QFrame, public Themed {
    Q_OBJECT
public:
    explicit Card(Ink fill = Ink::Card, Ink stroke = Ink::Border, double radius = 6,
        QWidget* parent = nullptr);

    void setInks(Ink fill, Ink stroke);
    void setTheme(const Theme& theme) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] const Theme& theme() const { return m_theme; }

private:
    Theme m_theme{ThemeName::Light};
    Ink m_fill;
    Ink m_stroke;
    double m_radius;
};

} // namespace brokerscope::views
