#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "views/segments/log_browser.h"

#include <QThreadPool>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace brokerscope::views {

/// Reads a log on a worker thread for a view on the window's. Each question waits a moment for its
/// answer, so that what is quickly read is there at once; what is not comes later, by a signal.
/// Only the newest question of a kind is answered. Files are read through a FileReader that fails
/// once nobody waits any more, so that giving up ends even a long scan at its next read.
class LogReader : public QObject {
    Q_OBJECT

public:
    using Found = tl::expected<inspect::Lookup, inspect::Problem>;

    /// `patience`: how long a question may hold up its asker.
    explicit LogReader(std::chrono::milliseconds patience = std::chrono::milliseconds(20),
        QObject* parent = nullptr);
    ~LogReader() override;

    /// Another log, or none. Answers about the one before it do not come any more, and what is
    /// still being read of it ends.
    void setLog(ShownLog log);
    /// What is being read ends, unanswered. The next question begins anew.
    void cancel();
    void look(const LogWish& wish);
    void lookUp(bool byTime, std::int64_t wanted);
    [[nodiscard]] bool isBusy() const { return m_pending > 0; }

Q_SIGNALS:
    void looked(const brokerscope::views::LogContent& content);
    void found(const brokerscope::views::LogReader::Found& found);
    void busyChanged(bool busy);

private:
    template <class Answer>
    void ask(int& newest, std::function<Answer(LogBrowser&)> question,
        void (LogReader::*answered)(const Answer&));
    void countPending(int change);
    /// Nobody waits for what was asked so far.
    void letGo();

    std::chrono::milliseconds m_patience;
    ShownLog m_log;
    std::shared_ptr<std::atomic<bool>> m_isGivenUp; // by the jobs of m_browser
    std::shared_ptr<LogBrowser> m_browser; // used on the pool's only thread
    int m_newestLook = 0;
    int m_newestLookUp = 0;
    int m_pending = 0;
    QThreadPool m_pool;
};

} // namespace brokerscope::views
