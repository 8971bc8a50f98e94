#pragma once

#include "views/picture/theme.h"
#include "views/run_view.h"

#include <QWidget>

#include <memory>

class QScrollArea;

namespace brokerscope::views {

class ChainView;
class CheckBox;
class TextLabel;

/// The chain of causes behind the selected object's newest event, back to what a person or the
/// script did.
class WhyView : public QWidget {
    Q_OBJECT
public:
    explicit WhyView(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme);

    [[nodiscard]] ChainView* chain() const { return m_chain; }
    [[nodiscard]] CheckBox* everyStepBox() const { return m_everyStep; }

Q_SIGNALS:
    void eventRequested(brokerscope::EventId event);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void follow();
    void showChainOf(EventId event);

    TextLabel* m_heading;
    CheckBox* m_everyStep;
    TextLabel* m_hint;
    ChainView* m_chain;
    QScrollArea* m_scroll;

    Scene m_scene;
    Selection m_selection;
    // What the chain on the screen was made from; it is made again only when this changes.
    struct Shown {
        std::shared_ptr<const history::History> history;
        EventId event = kNoEvent;
        std::size_t applied = 0;
        bool everyStep = false;
        bool operator==(const Shown&) const = default;
    };
    Shown m_shown;
};

} // namespace brokerscope::views
