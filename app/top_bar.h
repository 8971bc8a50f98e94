#pragma once

#include "app/actions.h"
#include "app/symbol_button.h"
#include "views/controls/card.h"
#include "views/run_view.h"

#include <QWidget>

class QMenu;

namespace brokerscope::views {
class TextLabel;
}

namespace brokerscope::app {

class RecordingLight;

/// The bar above everything: what is open, the transport, the clock, the switch between runs, the
/// recording, export.
class TopBar : public QWidget, public views::Themed {
    Q_OBJECT

public:
    /// Menus are not owned.
    struct Menus {
        QMenu* app;
        QMenu* speed;
        QMenu* exports;
    };
    TopBar(const Actions& actions, const Menus& menus, QWidget* parent = nullptr);

    /// The welcome page has only the menu and the app's name.
    void setTransportVisible(bool visible);
    void setScene(const views::Scene& scene);
    void setPlaying(bool playing);
    void setSpeed(double speed);
    /// Which run is on the stage.
    struct ShownRun {
        int number = 0; ///< from 1
        int count = 0;
        bool preview = false; ///< a run that is not kept
        QString difference; ///< what it does otherwise than the scenario; empty when nothing
    };
    void setRun(ShownRun run);

    [[nodiscard]] RecordingLight* recording() const { return m_recording; }
    [[nodiscard]] SymbolButton* runsButton() const { return m_runs; }
    [[nodiscard]] SymbolButton* playButton() const { return m_play; }

    void setTheme(const views::Theme& theme) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void compose(const Actions& actions, const Menus& menus);
    void retranslate();
    void showTitle();
    void showRun();
    void fit();

    views::Theme m_theme{views::ThemeName::Light};
    SymbolButton* m_menu;
    views::TextLabel* m_title;
    views::TextLabel* m_subtitle;
    SymbolButton* m_toStart;
    SymbolButton* m_eventBack;
    SymbolButton* m_play;
    SymbolButton* m_eventForward;
    SymbolButton* m_toEnd;
    views::TextLabel* m_clock;
    SymbolButton* m_speed;
    SymbolButton* m_runs;
    RecordingLight* m_recording;
    SymbolButton* m_export;
    std::shared_ptr<const scenario::Scenario> m_scenario;
    ShownRun m_run;
};

/// "×0.1"
[[nodiscard]] QString speedText(double speed);

} // namespace brokerscope::app
