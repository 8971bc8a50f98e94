#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QWidget>

#include "views/picture/picture.h"
#include "views/picture/theme.h"
#include "views/run_view.h"

namespace brokerscope::views {

class SequenceDiagram;
class SequenceFilterBar;

/// The lens "Sequence": a space-time diagram of the messages around the playhead, and the choice of
/// what it shows. While it is not in sight it does no work.
class SequenceView : public QWidget {
    Q_OBJECT

public:
    explicit SequenceView(QWidget* parent = nullptr);

    void setScene(const Scene& scene);
    void setSelection(const Selection& selection);
    void setTheme(const Theme& theme);

    /// The diagram as it is now, for writeSvg() and the other formats.
    [[nodiscard]] Picture exportPicture() const;

    [[nodiscard]] SequenceDiagram* diagram() const { return m_diagram; }
    [[nodiscard]] SequenceFilterBar* filterBar() const { return m_filter; }

Q_SIGNALS:
    void timeRequested(brokerscope::Timestamp time);
    void selectionRequested(const brokerscope::views::Selection& selection);
    void nodeMenuRequested(brokerscope::NodeId node, QPoint globalPosition);
    /// The person wants exportPicture() in a file.
    void exportRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    SequenceFilterBar* m_filter;
    SequenceDiagram* m_diagram;
    Scene m_scene;
    Selection m_selection;
};

} // namespace brokerscope::views
