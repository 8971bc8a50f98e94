#include "app/app_folders.h"

#include "app/session_copy.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>

namespace brokerscope::app {

namespace {

QString home()
{
    return qEnvironmentVariable("BROKERSCOPE_HOME");
}

const QStringList& sessionPattern()
{
    static const QStringList kPattern{QStringLiteral("*.brokerscope")};
    return kPattern;
}

} // namespace

QString settingsFile()
{
    const QString folder = home().isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            % QStringLiteral("/brokerscope")
        : home();
    return folder % QStringLiteral("/settings.ini");
}

QString sessionFolder()
{
    const QString folder = home().isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            % QStringLiteral("/brokerscope")
        : home();
    return folder % QStringLiteral("/sessions");
}

QString newSessionPath(const QString& scenarioId)
{
    const QDir folder(sessionFolder());
    folder.mkpath(QStringLiteral("."));
    const QString stem = scenarioId % QLatin1Char('-')
        % QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString name = stem % QStringLiteral(".brokerscope");
    for (int i = 2; folder.exists(name); ++i) {
        name = QStringLiteral("%1-%2.brokerscope").arg(stem).arg(i);
    }
    return folder.filePath(name);
}

QStringList autosavedSessions()
{
    const QDir folder(sessionFolder());
    QStringList paths;
    const QStringList names = folder.entryList(sessionPattern(), QDir::Files, QDir::Time);
    for (const QString& name : names) {
        paths.append(folder.filePath(name));
    }
    return paths;
}

void pruneSessions(int keep)
{
    const QStringList sessions = autosavedSessions();
    for (qsizetype i = keep; i < sessions.size(); ++i) {
        removeSessionFile(sessions[i]);
    }
}

} // namespace brokerscope::app
