#pragma once

#include <QLayout>
#include <QList>

namespace brokerscope::views {

/// Puts widgets side by side and goes on in the next line where the width ends. Hidden widgets take
/// no room.
class FlowLayout : public QLayout {
public:
    /// `gap` in pixels between neighbours, across and down.
    explicit FlowLayout(int gap = 8);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect& rect) override;

private:
    enum class Mode { Measure, Place };
    /// Returns the height that the items take in a rectangle of this width.
    int arrange(const QRect& rect, Mode mode) const;

    QList<QLayoutItem*> m_items; // owned
    int m_gap;
};

} // namespace brokerscope::views
