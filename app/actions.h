#pragma once

#include <QObject>

#include <vector>

class QAction;
class QActionGroup;
class QWidget;

namespace brokerscope::app {

/// Everything that the app can be told to do by menu or key. Who does it connects to the actions;
/// their texts follow the language.
class Actions : public QObject {
    Q_OBJECT

public:
    /// The shortcuts work in `window`.
    explicit Actions(QWidget* window);

    QAction* open;
    QAction* openDirectory; ///< Kafka's log directory
    QAction* lessons; ///< back to the welcome page
    QAction* saveAs;
    QAction* exportPng;
    QAction* exportSvg;
    QAction* exportSequence; ///< the sequence diagram as SVG
    QAction* exportJsonLines;
    QAction* exportCsv;
    QAction* quit;

    QAction* play; ///< and pause
    QAction* eventBack;
    QAction* eventForward;
    QAction* messageBack;
    QAction* messageForward;
    QAction* lessonBack;
    QAction* lessonForward;
    QAction* timeBack;
    QAction* timeForward;
    QAction* toStart;
    QAction* toEnd;
    QAction* slower;
    QAction* faster;
    QAction* contrast;
    QAction* runs;

    QAction* light;
    QAction* dark;
    QAction* projector;
    QAction* english;
    QAction* chinese;
    QAction* reducedMotion;
    QAction* plots;
    QAction* producer;
    QAction* sequence;
    QAction* assignment;
    QAction* segments;
    QAction* eventLog;
    QAction* why;
    QAction* config;
    QAction* enlargeLens; ///< checkable

    QAction* shortcuts;
    QAction* fidelity;
    QAction* about;

    QActionGroup* themes;
    QActionGroup* languages;

    /// All of them, in the order of the menus.
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    /// Those that need an opened scenario.
    void setScenarioOpen(bool open);
    void setPlaying(bool playing);
    void retranslate();

private:
    QAction* add(std::initializer_list<QKeySequence> keys = {});
    QAction* addCheckable(QActionGroup* group);

    QWidget* m_window;
    std::vector<QAction*> m_all;
    bool m_playing = false;
};

/// The keys of an action as a person reads them: "Space", "Ctrl+O or F3"; empty without.
[[nodiscard]] QString keysText(const QAction& action);

} // namespace brokerscope::app
