#include "tests/app/child_process.h"

#include <QProcess>

namespace brokerscope::test {

namespace {

ChildResult finish(QProcess& child, const QStringList& arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
    child.setProcessEnvironment(environment);
    child.start(QStringLiteral(BROKERSCOPE_BINARY), arguments);
    if (!child.waitForFinished(60'000) || child.exitStatus() != QProcess::NormalExit) {
        return {-1, child.readAllStandardOutput(), child.readAllStandardError()};
    }
    return {child.exitCode(), child.readAllStandardOutput(), child.readAllStandardError()};
}

} // namespace

ChildResult runBrokerscope(const QStringList& arguments)
{
    QProcess child;
    return finish(child, arguments);
}

ChildResult runBrokerscopeInto(const QString& file, const QStringList& arguments)
{
    QProcess child;
    child.setStandardOutputFile(file);
    return finish(child, arguments);
}

} // namespace brokerscope::test
