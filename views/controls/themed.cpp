#include "views/controls/themed.h"

#include <QLineEdit>
#include <QPointer>
#include <QScrollBar>
#include <QWidget>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Slim, without arrows; the handle is as dark as muted text, so that it can be seen.
QString scrollBarSheet(const Theme& theme)
{
    return u"QScrollBar { background: transparent; border: none; margin: 0; }"
           "QScrollBar:vertical { width: 8px; } QScrollBar:horizontal { height: 8px; }"
           "QScrollBar::handle { background: %1; border-radius: 3px; margin: 1px; min-height: "
           "24px; min-width: 24px; }"
           "QScrollBar::handle:hover { background: %2; }"
           "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
           "QScrollBar::add-page, QScrollBar::sub-page { background: none; }"_s.arg(
               theme.color(Ink::Border).name(), theme.color(Ink::TextMuted).name());
}

QString lineEditSheet(const Theme& theme)
{
    return u"QLineEdit { color: %1; background: %2; border: 1px solid %3; border-radius: 5px; "
           u"padding: 3px 6px; }"
           "QLineEdit:focus { border: 1px solid %4; }"_s.arg(theme.color(Ink::Text).name(),
               theme.color(Ink::CardSunken).name(), theme.color(Ink::TextMuted).name(),
               theme.color(Ink::Accent).name());
}

} // namespace

QPalette paletteOf(const Theme& theme)
{
    QPalette palette(theme.color(Ink::CardSunken), theme.color(Ink::Card));
    palette.setColor(QPalette::Window, theme.color(Ink::Card));
    palette.setColor(QPalette::WindowText, theme.color(Ink::Text));
    palette.setColor(QPalette::Base, theme.color(Ink::Card));
    palette.setColor(QPalette::AlternateBase, theme.color(Ink::CardSunken));
    palette.setColor(QPalette::Text, theme.color(Ink::Text));
    palette.setColor(QPalette::Button, theme.color(Ink::CardSunken));
    palette.setColor(QPalette::ButtonText, theme.color(Ink::Text));
    palette.setColor(QPalette::BrightText, theme.color(Ink::Danger));
    palette.setColor(QPalette::PlaceholderText, theme.color(Ink::TextMuted));
    palette.setColor(QPalette::Highlight, theme.color(Ink::Accent));
    palette.setColor(QPalette::HighlightedText, theme.color(Ink::TextOnAccent));
    palette.setColor(QPalette::Link, theme.color(Ink::Accent));
    palette.setColor(QPalette::ToolTipBase, theme.color(Ink::Card));
    palette.setColor(QPalette::ToolTipText, theme.color(Ink::Text));
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, theme.color(Ink::TextFaint));
    }
    return palette;
}

void applyTheme(QWidget* root, const Theme& theme)
{
    root->setPalette(paletteOf(theme));
    root->setFont(theme.font(FontRole::Body));
    // A widget may make its children anew when it gets its theme: those that went are passed over.
    const QList<QWidget*> found = root->findChildren<QWidget*>();
    const QList<QPointer<QWidget>> children(found.begin(), found.end());
    for (const QPointer<QWidget>& guarded : children) {
        QWidget* const child = guarded.data();
        if (child == nullptr) {
            continue;
        }
        if (auto* themed = dynamic_cast<Themed*>(child)) {
            themed->setTheme(theme);
        } else if (auto* bar = qobject_cast<QScrollBar*>(child)) {
            bar->setStyleSheet(scrollBarSheet(theme));
        } else if (auto* edit = qobject_cast<QLineEdit*>(child)) {
            edit->setStyleSheet(lineEditSheet(theme));
        }
    }
}

} // namespace brokerscope::views
