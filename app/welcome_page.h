#pragma once

#include "views/picture/theme.h"

#include <QList>
#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace brokerscope::views {
class PillButton;
class TextLabel;
} // namespace brokerscope::views

namespace brokerscope::app {

class EntryCard;

/// What one sees first: the lessons, the sessions of late, and the way to a file.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget* parent = nullptr);

    /// Paths, newest first; those that cannot be read are left out.
    void setRecentSessions(const QStringList& paths);
    void setTheme(const views::Theme& theme);

    [[nodiscard]] const QList<EntryCard*>& lessonCards() const { return m_lessonCards; }
    [[nodiscard]] const QList<EntryCard*>& sessionCards() const { return m_sessionCards; }

Q_SIGNALS:
    /// A bundled lesson's id or a file's path.
    void openRequested(const QString& name);
    void fileDialogRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* composeHeading();
    [[nodiscard]] QWidget* composeLessons();
    [[nodiscard]] QWidget* composeSessions();
    void retranslate();

    views::Theme m_theme{views::ThemeName::Light};
    views::TextLabel* m_title;
    views::TextLabel* m_subtitle;
    views::TextLabel* m_lessonsHeading;
    views::TextLabel* m_sessionsHeading;
    views::TextLabel* m_noSessions;
    views::TextLabel* m_dropHint;
    views::PillButton* m_open;
    QVBoxLayout* m_sessionColumn;
    QList<EntryCard*> m_lessonCards;
    QList<EntryCard*> m_sessionCards;
    QStringList m_sessionPaths;
};

} // namespace brokerscope::app
