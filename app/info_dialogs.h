#pragma once

class QWidget;

namespace brokerscope::app {

class Actions;

/// Dialogs that only tell something. They do not block and go away when closed.
void showShortcuts(QWidget* parent, const Actions& actions);
void showFidelity(QWidget* parent);
void showAbout(QWidget* parent);

} // namespace brokerscope::app
