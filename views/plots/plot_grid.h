#pragma once

#include <QList>
#include <QScrollArea>

class QGridLayout;

namespace brokerscope::views {

/// Plots in rows of equal height. They share the height there is, and scroll when there are more
/// rows than can be read.
class PlotGrid : public QScrollArea {
    Q_OBJECT

public:
    explicit PlotGrid(QWidget* parent = nullptr);

    /// Takes the cards over. One that was there before and is not among them is let go of.
    void setCards(const QList<QWidget*>& cards);
    [[nodiscard]] int columns() const { return m_columns; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    QList<QWidget*> m_cards;
    QGridLayout* m_layout;
    int m_columns = 0;
};

} // namespace brokerscope::views
