#include "app/terminal.h"

#include <unistd.h>

#include <cstdio>

namespace brokerscope::app {

namespace {

constexpr std::chrono::milliseconds kBetweenUpdates{100};

void toStderr(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

} // namespace

bool print(const std::string& utf8)
{
    return std::fwrite(utf8.data(), 1, utf8.size(), stdout) == utf8.size()
        && std::fflush(stdout) == 0;
}

bool print(const QString& text)
{
    return print(text.toStdString());
}

void complain(const QString& sentence)
{
    toStderr(QStringLiteral("brokerscope: ") % sentence % QLatin1Char('\n'));
}

void complainPlainly(const QString& line)
{
    toStderr(line % QLatin1Char('\n'));
}

TerminalProgress::TerminalProgress(QString what)
    : m_what(std::move(what))
    , m_isTerminal(isatty(STDERR_FILENO) != 0)
    , m_lastShown(std::chrono::steady_clock::now())
{
}

TerminalProgress::~TerminalProgress()
{
    if (m_shown) {
        toStderr(QStringLiteral("\r\033[K"));
    }
}

void TerminalProgress::show(int percent)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_isTerminal || now - m_lastShown < kBetweenUpdates) {
        return;
    }
    m_lastShown = now;
    m_shown = true;
    toStderr(QStringLiteral("\r\033[K%1 %2 %").arg(m_what).arg(percent));
}

} // namespace brokerscope::app
