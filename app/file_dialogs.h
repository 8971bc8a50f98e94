#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace brokerscope::app {

/// Ask for a file without blocking; `chosen` is called when the person has decided for one.
void askWhatToOpen(QWidget* parent, const std::function<void(const QString&)>& chosen);
/// The same for a directory.
void askForLogDirectory(QWidget* parent, const std::function<void(const QString&)>& chosen);
/// `ending` without a dot is added where the person gives none.
void askWhereToSave(QWidget* parent, const QString& title, const QString& suggestion,
    const QString& filter, const QString& ending,
    const std::function<void(const QString&)>& chosen);

} // namespace brokerscope::app
