#pragma once

// QCustomPlot for code that is built with QT_NO_KEYWORDS and QT_NO_FOREACH, as ours is: its header
// uses three of Qt's old keywords. Include this header instead of <qcustomplot.h>.

#include <QObject>

// NOLINTBEGIN(bugprone-macro-parentheses)
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach(declaration, container) for (declaration : container)
// NOLINTEND(bugprone-macro-parentheses)

#include <qcustomplot.h>

#undef foreach
#undef slots
#undef signals
