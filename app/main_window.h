#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QMainWindow>

#include "app/player.h"
#include "views/picture/theme.h"

#include <memory>

class QStackedWidget;

namespace brokerscope::app {

class Actions;
class AppMenu;
class Conductor;
class Exporter;
class LogDirectoryPage;
class NoticeBar;
class Preferences;
class RunsPopup;
class TopBar;
class WelcomePage;
class WhatIf;
class Workspace;
class WorkspacePage;

/// The window. Puts the parts together and carries out what menus and keys ask for.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `preferences` must outlive the window.
    explicit MainWindow(Preferences& preferences, Player::Clock clock = Player::steadyClock(),
        QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a scenario, a session, a bundled lesson or a Kafka log directory; says why when it
    /// cannot.
    void open(const QString& name);

    void setTheme(views::ThemeName theme);
    /// "en" or "zh_CN"
    void showLanguage(const QString& language);

    [[nodiscard]] Workspace& workspace() { return *m_workspace; }
    [[nodiscard]] WorkspacePage& page() { return *m_page; }
    [[nodiscard]] LogDirectoryPage& directoryPage() { return *m_directory; }
    [[nodiscard]] WelcomePage& welcome() { return *m_welcome; }
    [[nodiscard]] Conductor& conductor() { return *m_conductor; }
    [[nodiscard]] WhatIf& whatIf() { return *m_whatIf; }
    [[nodiscard]] NoticeBar& notice() { return *m_notice; }
    [[nodiscard]] const Actions& actions() const { return *m_actions; }
    [[nodiscard]] bool isWelcoming() const;
    [[nodiscard]] bool isShowingDirectory() const;

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void compose();
    void connectFile();
    void connectTransport();
    void connectView();
    void connectWorkspace();
    void connectDirectory();
    void connectWhatIf();
    void showOpened();
    void showDirectory();
    void showRun();
    void showRecent();
    void setReducedMotion(bool reduced);
    void saveAs();
    [[nodiscard]] QStringList recentFiles() const;

    Preferences& m_preferences;
    std::unique_ptr<Workspace> m_workspace;
    views::Theme m_theme{views::ThemeName::Light};
    Actions* m_actions;
    AppMenu* m_menu;
    TopBar* m_topBar;
    NoticeBar* m_notice;
    WelcomePage* m_welcome;
    WorkspacePage* m_page;
    LogDirectoryPage* m_directory;
    QStackedWidget* m_pages;
    Conductor* m_conductor;
    std::unique_ptr<WhatIf> m_whatIf; ///< before the views and the workspace go
    Exporter* m_exporter;
    RunsPopup* m_runs;
};

} // namespace brokerscope::app
