#pragma once

#include "views/controls/themed.h"
#include "views/run_view.h"

#include <QList>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace brokerscope::views {

class ChainStep;

/// Events that explain one another, one below the other, with their times. Up and Down move between
/// them.
class ChainView : public QWidget, public Themed {
    Q_OBJECT
public:
    explicit ChainView(QWidget* parent = nullptr);

    /// Steps that come after `applied` are drawn as not happened yet. Very long chains show their
    /// last steps.
    void showChain(
        const history::History& history, const std::vector<EventId>& chain, std::size_t applied);
    void clear();
    void setTheme(const Theme& theme) override;

    [[nodiscard]] const QList<ChainStep*>& steps() const { return m_steps; }

Q_SIGNALS:
    void eventRequested(brokerscope::EventId event);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void resizeTo(qsizetype count);

    Theme m_theme{ThemeName::Light};
    QVBoxLayout* m_layout;
    QList<ChainStep*> m_steps;
};

} // namespace brokerscope::views
