#pragma once

#include "app/main_window.h"
#include "app/preferences.h"
#include "views/picture/picture.h"

#include <QTemporaryDir>

#include <chrono>
#include <memory>

namespace brokerscope::views {
class PictureWidget;
}

namespace brokerscope::test {

/// The real window with settings and sessions of its own and a clock set by hand.
class WindowFixture {
public:
    explicit WindowFixture(QSize size = {1600, 1000});

    /// Another window over the same settings and sessions, as after a restart.
    void restart();

    [[nodiscard]] app::MainWindow& window() { return *m_window; }
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

    /// Lets real time pass for the player, in frames of 16 ms.
    void play(std::chrono::milliseconds span);

    /// Types a key into whatever has the keyboard.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

    /// Clicks a child that is found by its object name.
    bool click(const QString& objectName);

    /// Types a path into the file dialog that is open and accepts it.
    bool acceptFileDialog(const QString& path);

private:
    void make();

    QTemporaryDir m_folder;
    QSize m_size;
    std::chrono::nanoseconds m_now{0};
    std::unique_ptr<app::Preferences> m_preferences;
    std::unique_ptr<app::MainWindow> m_window;
};

/// The middle of a shape, in the widget's coordinates; QPoint(-1, -1) when it is not there.
[[nodiscard]] QPoint middleOf(const views::PictureWidget& widget, const QString& id);

} // namespace brokerscope::test
