#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QFrame>

#include "views/controls/card.h"
#include "views/inspector/inspector_page.h"
#include "views/run_view.h"

class QLabel;
class QScrollArea;

namespace brokerscope::views {

class ChainView;
class RemediesView;
class RowList;
class TextLabel;

/// What the selected object is, what changed last and why.
class InspectorPanel : public Card {
    Q_OBJECT
public:
    explicit InspectorPanel(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme) override;

    [[nodiscard]] const InspectorPage& page() const { return m_page; }
    [[nodiscard]] ChainView* chain() const { return m_chain; }
    /// What would have prevented the page's anomaly; the application fills it.
    [[nodiscard]] RemediesView* remedies() const { return m_remedies; }

Q_SIGNALS:
    void selectionRequested(const brokerscope::views::Selection& selection);
    void eventRequested(brokerscope::EventId event);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Badge;

    void follow();
    void showPage();
    void compose();
    [[nodiscard]] QWidget* makeContent();
    [[nodiscard]] QFrame* makeRule();

    TextLabel* m_header;
    TextLabel* m_title;
    Badge* m_badge;
    QScrollArea* m_scroll;
    TextLabel* m_intro;
    RowList* m_rows;
    QFrame* m_whyRule;
    TextLabel* m_whyTitle;
    ChainView* m_chain;
    RemediesView* m_remedies;
    QFrame* m_configRule;
    TextLabel* m_configTitle;
    RowList* m_configs;

    Scene m_scene;
    Selection m_selection;
    std::shared_ptr<const history::History> m_shown; // whose page it is
    InspectorPage m_page;
    bool m_storyTold = false; // of the record selected, in this run
    std::vector<EventId> m_why; // the chain of m_page
    std::size_t m_chainApplied = 0; // up to where the chain's steps are shown as happened
};

} // namespace brokerscope::views
