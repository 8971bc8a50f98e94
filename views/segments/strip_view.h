#pragma once

#include "views/canvas/picture_widget.h"
#include "views/segments/strip_picture.h"

namespace brokerscope::views {

/// The strip of segments as a widget: says what of the log is wished to be seen next.
class StripView : public PictureWidget {
    Q_OBJECT

public:
    explicit StripView(QWidget* parent = nullptr);

    void setLog(const ShownLog& log);
    void setContent(const LogContent& content);
    void setMark(const std::optional<StripMark>& mark);
    /// How many segments there is room for.
    [[nodiscard]] std::size_t capacity() const;

    void setTheme(const Theme& theme) override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }

Q_SIGNALS:
    void wished(const brokerscope::views::LogWish& wish);
    void capacityChanged();

protected:
    [[nodiscard]] Picture makePicture() const override;
    [[nodiscard]] bool isTabStop(const QString& id) const override;
    void activated(const QString& id) override;
    void menuAsked(const QString& /*id*/, QPoint /*globalPosition*/) override { }
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    ShownLog m_log;
    LogContent m_content;
    std::optional<StripMark> m_mark;
    std::size_t m_capacity = 0;
};

/// What is wished to be seen when the object with this id of the strip is chosen; nullopt for one
/// that leads nowhere. `capacity`: segments that the strip has room for.
[[nodiscard]] std::optional<LogWish> wishFor(
    const QString& id, const LogContent& content, std::size_t capacity);

} // namespace brokerscope::views
