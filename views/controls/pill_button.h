#pragma once

#include "views/controls/themed.h"

#include <QAbstractButton>

#include <cstdint>

namespace brokerscope::views {

/// A rounded button with a text. Enter works like Space.
class PillButton : public QAbstractButton, public Themed {
    Q_OBJECT
public:
    enum class Tone : std::uint8_t {
        Plain,
        Accent,
        Success,
        Danger,
    };
    enum class Corners : std::uint8_t {
        Round, ///< half its height
        Soft, ///< 6 pixels
    };

    explicit PillButton(
        const QString& text = {}, Corners corners = Corners::Soft, QWidget* parent = nullptr);

    void setTone(Tone tone);
    [[nodiscard]] Tone tone() const { return m_tone; }
    void setTheme(const Theme& theme) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] Ink fillInk() const;
    [[nodiscard]] Ink textInk() const;

    Theme m_theme{ThemeName::Light};
    Tone m_tone = Tone::Plain;
    Corners m_corners;
};

} // namespace brokerscope::views
