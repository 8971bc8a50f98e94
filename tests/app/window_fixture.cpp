#include "tests/app/window_fixture.h"

#include "app/workspace.h"
#include "views/canvas/picture_widget.h"

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QStyleFactory>
#include <QTest>

namespace brokerscope::test {

WindowFixture::WindowFixture(QSize size)
    : m_size(size)
{
    qputenv("BROKERSCOPE_HOME", m_folder.path().toLocal8Bit());
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    views::setUpFonts();
    make();
}

void WindowFixture::restart()
{
    m_window->close();
    m_window = nullptr;
    make();
}

void WindowFixture::make()
{
    m_preferences
        = std::make_unique<app::Preferences>(m_folder.filePath(QStringLiteral("settings.ini")));
    m_window = std::make_unique<app::MainWindow>(*m_preferences, [this] { return m_now; });
    m_window->resize(m_size);
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
    static_cast<void>(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowFixture::play(std::chrono::milliseconds span)
{
    constexpr std::chrono::milliseconds kFrame{16};
    for (std::chrono::milliseconds passed{0}; passed < span; passed += kFrame) {
        m_now += kFrame;
        m_window->workspace().player().tick();
        QApplication::processEvents();
    }
}

void WindowFixture::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QApplication::setActiveWindow(m_window.get());
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus == nullptr ? m_window.get() : focus, key, modifiers);
    QApplication::processEvents();
}

bool WindowFixture::click(const QString& objectName)
{
    auto* child = m_window->findChild<QWidget*>(objectName);
    if (child == nullptr || !child->isVisible()) {
        return false;
    }
    QTest::mouseClick(child, Qt::LeftButton);
    QApplication::processEvents();
    return true;
}

bool WindowFixture::acceptFileDialog(const QString& path)
{
    QFileDialog* dialog = nullptr;
    const bool came = QTest::qWaitFor([&] {
        dialog = m_window->findChild<QFileDialog*>();
        return dialog != nullptr && dialog->isVisible();
    });
    auto* name = came ? dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")) : nullptr;
    if (name == nullptr) {
        return false;
    }
    name->selectAll();
    QTest::keyClicks(name, path);
    QTest::keyClick(name, Qt::Key_Enter);
    return QTest::qWaitFor([&] { return m_window->findChild<QFileDialog*>() == nullptr; });
}

QPoint middleOf(const views::PictureWidget& widget, const QString& id)
{
    const views::Shape* shape = widget.picture().find(id);
    if (shape == nullptr) {
        return {-1, -1};
    }
    return (shape->rect.isNull() && !shape->points.empty() ? shape->points.front()
                                                           : shape->rect.center())
        .toPoint();
}

} // namespace brokerscope::test
