#include "tests/app/child_process.h"

#include <QProcess>

namespace brokerscope::test {

namespace {

ChildResult finish(
    QProcess& child, const QStringList& arguments, const QByteArray& input = QByteArray())
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
    child.setProcessEnvironment(environment);
    child.start(QStringLiteral(BROKERSCOPE_BINARY), arguments);
    child.write(input);
    child.closeWriteChannel();
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

ChildResult runBrokerscopeOn(const QByteArray& input, const QStringList& arguments)
{
    QProcess child;
    return finish(child, arguments, input);
}

ChildResult runBrokerscopeInto(const QString& file, const QStringList& arguments)
{
    QProcess child;
    child.setStandardOutputFile(file);
    return finish(child, arguments);
}

} // namespace brokerscope::test
