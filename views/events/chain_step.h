#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QAbstractButton>

#include "engine/base/ids.h"
#include "views/controls/themed.h"

namespace brokerscope::views {

/// One event of a chain: a dot on a line, the time above the sentence. Clicking it goes there.
class ChainStep : public QAbstractButton, public Themed {
    Q_OBJECT
public:
    explicit ChainStep(QWidget* parent = nullptr);

    struct Content {
        EventId event = kNoEvent;
        QString time;
        QString sentence;
        bool isLast = false; ///< no line goes on below it
        bool hasHappened = true; ///< at the playhead; otherwise the dot is hollow
        bool operator==(const Content&) const = default;
    };
    void setContent(const Content& content);
    [[nodiscard]] const Content& content() const { return m_content; }

    void setTheme(const Theme& theme) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int timeHeight() const;

    Theme m_theme{ThemeName::Light};
    Content m_content;
};

} // namespace brokerscope::views
