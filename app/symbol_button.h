#pragma once

#include "views/controls/themed.h"

#include <QAbstractButton>

#include <cstdint>

class QAction;
class QMenu;

namespace brokerscope::app {

/// A button of the top bar: a drawn symbol, a text, or both. It can stand for an action, whose
/// name, state and shortcut it shows, and it can open a menu.
class SymbolButton : public QAbstractButton, public views::Themed {
    Q_OBJECT

public:
    enum class Symbol : std::uint8_t {
        None,
        Menu,
        ToStart,
        Back,
        Play,
        Pause,
        Forward,
        ToEnd,
        Down
    };
    enum class Tone : std::uint8_t {
        Plain,
        Accent,
        Flat, ///< without frame until the mouse is over it
    };

    explicit SymbolButton(Symbol symbol, Tone tone = Tone::Plain, QWidget* parent = nullptr);

    void setSymbol(Symbol symbol);
    [[nodiscard]] Symbol symbol() const { return m_symbol; }

    /// Does what the action does and takes tooltip, accessible name and "enabled" from it. The text
    /// stays its own.
    void setAction(QAction* action);
    /// Opens this menu below itself. The menu is not owned.
    void setMenu(QMenu* menu);

    void setTheme(const views::Theme& theme) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] double symbolWidth() const;
    void followAction();

    views::Theme m_theme{views::ThemeName::Light};
    Symbol m_symbol;
    Tone m_tone;
    QAction* m_action = nullptr;
};

} // namespace brokerscope::app
