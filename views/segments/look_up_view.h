#pragma once

#include "views/canvas/picture_widget.h"
#include "views/segments/look_up_story.h"
#include "views/segments/strip_picture.h"

#include <QTimer>

namespace brokerscope::views {

/// Shows a lookup step by step: by itself, or as the person steps; all of it at once under reduced
/// motion.
class LookUpView : public PictureWidget {
    Q_OBJECT

public:
    explicit LookUpView(QWidget* parent = nullptr);

    void setStory(LookUpStory story);
    [[nodiscard]] const LookUpStory& story() const { return m_story; }
    void setReducedMotion(bool reduced);

    [[nodiscard]] std::size_t frame() const { return m_frame; }
    [[nodiscard]] bool isAtEnd() const { return m_frame + 1 >= m_story.frames.size(); }
    [[nodiscard]] bool isPlaying() const { return m_clock.isActive(); }
    /// What the present frame looks at, for the strip.
    [[nodiscard]] StripMark mark() const;

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

public Q_SLOTS:
    void back();
    void forward();
    void toEnd();
    /// From the start.
    void replay();

Q_SIGNALS:
    void frameChanged();

protected:
    [[nodiscard]] Picture makePicture() const override;
    [[nodiscard]] bool isTabStop(const QString& id) const override;
    void activated(const QString& /*id*/) override { }
    void menuAsked(const QString& /*id*/, QPoint /*globalPosition*/) override { }
    void changeEvent(QEvent* event) override;

private:
    void showFrame(std::size_t frame);
    void advance();

    LookUpStory m_story;
    std::size_t m_frame = 0;
    bool m_reducedMotion = false;
    QTimer m_clock;
};

} // namespace brokerscope::views
