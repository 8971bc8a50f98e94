#pragma once

#include "app/actions.h"

#include <QList>
#include <QMenu>
#include <QObject>

#include <functional>
#include <memory>

namespace brokerscope::app {

/// The menus of the window, made of its actions. What they hold depends on the moment in two places
/// (recent sessions, what can be done to a node); those are filled when they open.
class AppMenu : public QObject {
    Q_OBJECT

public:
    /// `fillRecent` and `fillNodes` put entries into an empty menu.
    struct Fillers {
        std::function<void(QMenu&)> fillRecent;
        std::function<void(QMenu&)> fillNodes;
    };
    AppMenu(const Actions& actions, Fillers fillers, QObject* parent = nullptr);
    ~AppMenu() override;

    [[nodiscard]] QMenu* menu() const { return m_menu.get(); }
    [[nodiscard]] QMenu* speedMenu() const { return m_speed.get(); }
    [[nodiscard]] QMenu* exportMenu() const { return m_exportButton.get(); }

    /// Titles of the menus in the present language.
    void retranslate();

Q_SIGNALS:
    void speedRequested(double speed);

private:
    void composeFile(const Actions& actions, Fillers& fillers);
    void composeRun(const Actions& actions, Fillers& fillers);
    void composeView(const Actions& actions);
    void composeHelp(const Actions& actions);
    void composeSpeeds();
    static void addExports(QMenu& menu, const Actions& actions);
    QMenu* addFilled(QMenu& parent, std::function<void(QMenu&)> fill);

    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QMenu> m_speed;
    std::unique_ptr<QMenu> m_exportButton;
    QMenu* m_file;
    QMenu* m_recent = nullptr;
    QMenu* m_export = nullptr;
    QMenu* m_run;
    QMenu* m_nodes = nullptr;
    QMenu* m_view;
    QMenu* m_theme = nullptr;
    QMenu* m_language = nullptr;
    QMenu* m_help;
};

} // namespace brokerscope::app
