#pragma once

#include "views/canvas/picture_widget.h"
#include "views/segments/hex_picture.h"

#include <optional>

class QScrollBar;

namespace brokerscope::views {

/// The bytes of a batch to point at: by the mouse, by Tab and arrow keys.
class HexView : public PictureWidget {
    Q_OBJECT

public:
    explicit HexView(QWidget* parent = nullptr);

    /// nullptr shows nothing.
    void setBatch(std::shared_ptr<const BatchContent> batch);
    /// What is pointed out; scrolls there when `isShown`.
    void setPart(const BatchPart& part, bool isShown);
    void setDecompressed(bool decompressed);
    [[nodiscard]] bool isDecompressed() const { return m_options.isDecompressed; }
    [[nodiscard]] QScrollBar* scrollBar() const { return m_scroll; }

    void setTheme(const Theme& theme) override;
    [[nodiscard]] QString summary() const override;

Q_SIGNALS:
    /// The mouse or the keyboard has come to a part, or left it (none).
    void partPointed(const brokerscope::views::BatchPart& part);
    /// It was clicked, or Enter was pressed on it.
    void partChosen(const brokerscope::views::BatchPart& part);

protected:
    [[nodiscard]] Picture makePicture() const override;
    [[nodiscard]] bool isTabStop(const QString& id) const override;
    void activated(const QString& id) override;
    void menuAsked(const QString& /*id*/, QPoint /*globalPosition*/) override { }
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    [[nodiscard]] double room() const; ///< width without the scroll bar
    [[nodiscard]] BatchPart partAt(const QString& id) const;
    void point(const QString& id);
    void updateScrollBar();

    std::shared_ptr<const BatchContent> m_batch;
    HexOptions m_options;
    BatchPart m_pointed;
    QScrollBar* m_scroll;
};

} // namespace brokerscope::views
