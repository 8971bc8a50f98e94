#pragma once

#include "views/controls/themed.h"

#include <QWidget>

namespace brokerscope::app {

/// Says whether the session goes into a file, and how many events the run on the stage has. Without
/// a file it says so in words and with another shape, not by colour alone.
class RecordingLight : public QWidget, public views::Themed {
    Q_OBJECT

public:
    explicit RecordingLight(QWidget* parent = nullptr);

    void setFile(const QString& path, bool writing);
    void setEvents(std::size_t events);
    /// Short: only the dot and the number.
    void setShort(bool isShort);
    [[nodiscard]] bool isWriting() const { return m_writing; }

    void setTheme(const views::Theme& theme) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString text() const;
    void describe();

    views::Theme m_theme{views::ThemeName::Light};
    QString m_path;
    std::size_t m_events = 0;
    bool m_writing = false;
    bool m_short = false;
};

} // namespace brokerscope::app
