#pragma once

#include "views/controls/themed.h"

#include <QLabel>

namespace brokerscope::views {

/// A plain text label whose font and colour are roles of the theme.
class TextLabel : public QLabel, public Themed {
    Q_OBJECT
public:
    explicit TextLabel(
        FontRole font = FontRole::Body, Ink ink = Ink::Text, QWidget* parent = nullptr);

    void setRole(FontRole font, Ink ink);
    void setInk(Ink ink) { setRole(m_font, ink); }
    void setTheme(const Theme& theme) override;

    [[nodiscard]] Ink ink() const { return m_ink; }

private:
    void restyle();

    Theme m_theme{ThemeName::Light};
    FontRole m_font;
    Ink m_ink;
};

/// The same with its lines wrapped.
[[nodiscard]] TextLabel* makeWrappedLabel(FontRole font, Ink ink, QWidget* parent = nullptr);

/// The text with zero-width spaces in names such as min.cleanable.dirty.ratio or
/// NOT_LEADER_OR_FOLLOWER, which are wider than
/// a small panel and would otherwise be cut.
[[nodiscard]] QString foldable(const QString& text);

} // namespace brokerscope::views
