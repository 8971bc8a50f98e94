#include "app/trial_pool.h"

#include "engine/scenario/trial.h"

namespace brokerscope::app {

TrialPool::TrialPool(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(kWorkers);
}

TrialPool::~TrialPool()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void TrialPool::start(
    Make make, const history::Service& calm, Priority priority, const GivenUp& givenUp, Done done)
{
    auto attempt = [this, make = std::move(make), calm, givenUp, done = std::move(done)] {
        if (*givenUp) {
            return;
        }
        const auto found = scenario::tryOut(make(), calm, [&] { return !*givenUp; });
        if (!found) {
            return;
        }
        QMetaObject::invokeMethod(
            this,
            [givenUp, done, found = *found] {
                if (!*givenUp) {
                    done(found);
                }
            },
            Qt::QueuedConnection);
    };
    m_pool.start(std::move(attempt), priority == Priority::Wanted ? 1 : 0);
}

} // namespace brokerscope::app
