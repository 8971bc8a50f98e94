#pragma once

#include <QString>
#include <QStringList>

namespace brokerscope::app {

/// Where the app keeps its own files. The environment variable BROKERSCOPE_HOME names another
/// folder for all of them: tests and trainers with a USB stick use it.
[[nodiscard]] QString settingsFile();
[[nodiscard]] QString sessionFolder();

/// A name in sessionFolder() that is free, made of the lesson's id and the present time.
[[nodiscard]] QString newSessionPath(const QString& scenarioId);

/// The sessions in sessionFolder(), newest first.
[[nodiscard]] QStringList autosavedSessions();

/// Removes all but the newest `keep` sessions from sessionFolder().
void pruneSessions(int keep);

} // namespace brokerscope::app
