#pragma once

#include <QString>

#include <chrono>

namespace brokerscope::app {

/// Writes to stdout. False when not everything could be written (a full disk behind a redirection).
[[nodiscard]] bool print(const QString& text);
[[nodiscard]] bool print(const std::string& utf8);

/// "brokerscope: SENTENCE" on stderr.
void complain(const QString& sentence);
/// A line on stderr as it is.
void complainPlainly(const QString& line);

/// One line on stderr that keeps changing, when stderr is a terminal; otherwise nothing. Leaves an
/// empty line behind.
class TerminalProgress {
public:
    explicit TerminalProgress(QString what);
    ~TerminalProgress();
    TerminalProgress(const TerminalProgress&) = delete;
    TerminalProgress& operator=(const TerminalProgress&) = delete;

    void show(int percent);

private:
    QString m_what;
    bool m_isTerminal;
    bool m_shown = false;
    std::chrono::steady_clock::time_point m_lastShown;
};

} // namespace brokerscope::app
