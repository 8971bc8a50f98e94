#pragma once

#include "views/canvas/reach.h"
#include "views/picture/picture.h"
#include "views/picture/theme.h"

#include <QWidget>

#include <optional>

namespace brokerscope::views {

/// A widget that shows a Picture: tooltips from the shapes' tips, a focus ring that Tab and the
/// arrow keys lead from object to object, and every object with a tip as a child for screen
/// readers.
///
/// Arrow keys belong to the app (stepping) until Tab has put the ring on an object; Escape gives
/// them back.
class PictureWidget : public QWidget {
    Q_OBJECT

public:
    explicit PictureWidget(QWidget* parent = nullptr);

    virtual void setTheme(const Theme& theme);
    [[nodiscard]] const Theme& theme() const { return m_theme; }

    /// What is shown now. Made anew only after something changed.
    [[nodiscard]] const Picture& picture() const;

    /// The object with the focus ring, or empty. An id that is not in the picture (any more) has no
    /// ring.
    [[nodiscard]] const QString& focusedId() const { return m_focusedId; }
    void setFocusedId(const QString& id);

    /// One sentence about the whole, for screen readers.
    [[nodiscard]] virtual QString summary() const = 0;

protected:
    [[nodiscard]] virtual Picture makePicture() const = 0;
    /// Whether Tab stops at the object; arrow keys reach all.
    [[nodiscard]] virtual bool isTabStop(const QString& id) const = 0;
    /// Enter on the focused object.
    virtual void activated(const QString& id) = 0;
    /// The menu key on the focused object, or a right click on an object.
    virtual void menuAsked(const QString& id, QPoint globalPosition) = 0;

    /// To be called when makePicture() would give another picture.
    void pictureChanged();
    void paintFocusRing(QPainter& painter) const;

    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool showTip(const QPoint& position, const QPoint& globalPosition);

    Theme m_theme{ThemeName::Light};
    QString m_focusedId;
    mutable std::optional<Picture> m_picture;
};

} // namespace brokerscope::views
