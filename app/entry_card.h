#pragma once

#include "views/controls/themed.h"

#include <QAbstractButton>

namespace brokerscope::views {
class TextLabel;
}

namespace brokerscope::app {

/// A card with a title and a few lines that opens something.
class EntryCard : public QAbstractButton, public views::Themed {
    Q_OBJECT

public:
    /// `name`: what it opens, an id or a path.
    explicit EntryCard(QString name, QWidget* parent = nullptr);

    /// Empty texts take no room.
    void setTexts(const QString& title, const QString& strong, const QString& small);
    [[nodiscard]] const QString& name() const { return m_name; }

    void setTheme(const views::Theme& theme) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_name;
    views::Theme m_theme{views::ThemeName::Light};
    views::TextLabel* m_title;
    views::TextLabel* m_strong;
    views::TextLabel* m_small;
};

} // namespace brokerscope::app
