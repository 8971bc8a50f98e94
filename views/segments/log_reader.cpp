#include "views/segments/log_reader.h"

#include "engine/sim/storage.h"

#include <QSemaphore>

#include <utility>

namespace brokerscope::views {

namespace {

/// Files that can be read until somebody gives up.
class UntilGivenUp : public sim::FileReader {
public:
    UntilGivenUp(
        std::shared_ptr<sim::FileReader> files, std::shared_ptr<std::atomic<bool>> isGivenUp)
        : m_files(std::move(files))
        , m_isGivenUp(std::move(isGivenUp))
    {
    }

    [[nodiscard]] std::vector<std::string> list() const override { return m_files->list(); }
    tl::expected<sim::FileId, sim::IoError> find(std::string_view path) override
    {
        if (*m_isGivenUp) {
            return tl::unexpected(sim::IoError::ReadFailed);
        }
        return m_files->find(path);
    }
    [[nodiscard]] std::size_t size(sim::FileId file) const override { return m_files->size(file); }
    [[nodiscard]] tl::expected<ByteView, sim::IoError> read(
        sim::FileId file, std::size_t position, std::size_t length) const override
    {
        if (*m_isGivenUp) {
            return tl::unexpected(sim::IoError::ReadFailed);
        }
        return m_files->read(file, position, length);
    }

private:
    std::shared_ptr<sim::FileReader> m_files;
    std::shared_ptr<std::atomic<bool>> m_isGivenUp;
};

} // namespace

LogReader::LogReader(std::chrono::milliseconds patience, QObject* parent)
    : QObject(parent)
    , m_patience(patience)
{
    m_pool.setMaxThreadCount(1);
}

LogReader::~LogReader()
{
    if (m_isGivenUp != nullptr) {
        *m_isGivenUp = true;
    }
    m_pool.clear();
    m_pool.waitForDone();
}

void LogReader::setLog(ShownLog log)
{
    m_log = std::move(log);
    letGo();
}

void LogReader::cancel()
{
    letGo();
}

void LogReader::letGo()
{
    if (m_isGivenUp != nullptr) {
        *m_isGivenUp = true;
    }
    ++m_newestLook;
    ++m_newestLookUp;
    // A browser keeps what it found in an index; that of one who gave up may be half of it.
    m_isGivenUp = std::make_shared<std::atomic<bool>>(false);
    m_browser = nullptr;
    if (m_log) {
        ShownLog log = m_log;
        log.files = std::make_shared<UntilGivenUp>(m_log.files, m_isGivenUp);
        m_browser = std::make_shared<LogBrowser>(std::move(log));
    }
    countPending(-m_pending);
}

void LogReader::countPending(int change)
{
    const bool wasBusy = isBusy();
    m_pending += change;
    if (wasBusy != isBusy()) {
        Q_EMIT busyChanged(isBusy());
    }
}

template <class Answer>
void LogReader::ask(int& newest, std::function<Answer(LogBrowser&)> question,
    void (LogReader::*answered)(const Answer&))
{
    if (m_browser == nullptr) {
        return;
    }
    struct Job {
        std::optional<Answer> answer; // written by the worker before `done`, read after it
        QSemaphore done;
        bool isCollected = false;
    };
    const auto job = std::make_shared<Job>();
    const int number = ++newest;
    const auto collect = [this, job, number, &newest, answered] {
        if (!std::exchange(job->isCollected, true) && number == newest) {
            (this->*answered)(*job->answer);
        }
    };
    m_pool.start([this, job, browser = m_browser, isGivenUp = m_isGivenUp,
                     question = std::move(question), collect] {
        job->answer = question(*browser);
        job->done.release();
        QMetaObject::invokeMethod(
            this,
            [this, job, isGivenUp, collect] {
                const bool wasWaitedFor = job->isCollected;
                collect();
                if (!wasWaitedFor && !*isGivenUp) {
                    countPending(-1);
                }
            },
            Qt::QueuedConnection);
    });
    if (job->done.tryAcquire(1, static_cast<int>(m_patience.count()))) {
        collect();
    } else {
        countPending(+1);
    }
}

void LogReader::look(const LogWish& wish)
{
    ask<LogContent>(
        m_newestLook, [wish](LogBrowser& browser) { return browser.look(wish); },
        &LogReader::looked);
}

void LogReader::lookUp(bool byTime, std::int64_t wanted)
{
    ask<Found>(
        m_newestLookUp,
        [byTime, wanted](LogBrowser& browser) { return browser.lookUp(byTime, wanted); },
        &LogReader::found);
}

} // namespace brokerscope::views
