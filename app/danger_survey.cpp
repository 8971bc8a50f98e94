#include "app/danger_survey.h"

#include "engine/scenario/fault.h"

#include <algorithm>

namespace brokerscope::app {

namespace {

constexpr std::chrono::milliseconds kFrame{40};
constexpr std::size_t kKeptStrips = 32;

/// As many as the workers take, and as many again to fall back on.
constexpr int kAtOnce = 2 * TrialPool::kWorkers;

} // namespace

DangerSurvey::DangerSurvey(TrialPool& pool, QObject* parent)
    : QObject(parent)
    , m_pool(pool)
{
    m_idle.setSingleShot(true);
    m_frame.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &DangerSurvey::startMore);
    connect(&m_frame, &QTimer::timeout, this, &DangerSurvey::show);
}

DangerSurvey::~DangerSurvey()
{
    giveUp();
}

void DangerSurvey::want(const std::shared_ptr<const scenario::Scenario>& scenario,
    std::optional<std::size_t> fault, std::size_t events)
{
    if (scenario == m_scenario && fault == m_fault) {
        return;
    }
    m_scenario = scenario;
    m_fault = fault;
    if (scenario == nullptr || !fault) {
        giveUp();
        m_survey = nullptr;
        show();
        return;
    }
    Subject subject = subjectOf(*scenario, *fault);
    if (m_survey != nullptr && m_survey->subject == subject) {
        return; // it only moved
    }
    giveUp();
    m_cancelled = false;
    if (!findKept(subject)) {
        const scenario::DangerGrid grid
            = scenario::dangerGridFor(scenario::endOf(*scenario), events);
        m_survey = std::make_shared<Survey>(
            Survey{std::move(subject), scenario, std::nullopt, scenario::DangerPlan(grid)});
        m_idle.start(m_patience);
    }
    show();
}

DangerSurvey::Subject DangerSurvey::subjectOf(const scenario::Scenario& scenario, std::size_t fault)
{
    Subject subject{scenario, fault, scenario::healingOf(scenario, fault), {}};
    if (subject.healing) {
        subject.distance = scenario.script[*subject.healing].at - scenario.script[fault].at;
        subject.scenario.script[*subject.healing].at = Timestamp();
    }
    subject.scenario.script[fault].at = Timestamp();
    return subject;
}

bool DangerSurvey::findKept(const Subject& subject)
{
    const auto kept = std::find_if(
        m_kept.begin(), m_kept.end(), [&](const auto& each) { return each->subject == subject; });
    if (kept == m_kept.end()) {
        return false;
    }
    m_survey = *kept;
    return true;
}

void DangerSurvey::hold(bool held)
{
    if (std::exchange(m_held, held) && !held && !m_idle.isActive()) {
        startMore();
    }
}

void DangerSurvey::cancel()
{
    if (isBusy()) {
        giveUp();
        m_cancelled = true;
        show();
    }
}

void DangerSurvey::resume()
{
    if (m_survey != nullptr && std::exchange(m_cancelled, false)) {
        m_survey->plan.giveAgain();
        startMore();
        show();
    }
}

bool DangerSurvey::isBusy() const
{
    return m_survey != nullptr && !m_cancelled && !m_survey->plan.isComplete();
}

// The runs that are given up are not counted any more: nothing of them comes back.
void DangerSurvey::giveUp()
{
    m_idle.stop();
    *m_givenUp = true;
    m_givenUp = TrialPool::makeFlag();
    m_running = 0;
}

void DangerSurvey::begin()
{
    ++m_running;
    const std::size_t fault = m_survey->subject.fault;
    m_pool.start(
        [scenario = m_survey->scenario, fault] { return scenario::withoutFault(*scenario, fault); },
        {}, TrialPool::Priority::Background, m_givenUp,
        [this](const history::Consequences& found) {
            --m_running;
            m_survey->calm = found.service;
            startMore();
        });
}

void DangerSurvey::startMore()
{
    if (m_held || !isBusy()) {
        return;
    }
    if (!m_survey->calm) {
        if (m_running == 0) {
            begin();
        }
        return;
    }
    while (m_running < kAtOnce) {
        const std::optional<Timestamp> at = m_survey->plan.next();
        if (!at) {
            break;
        }
        ++m_running;
        m_pool.start([scenario = m_survey->scenario, fault = m_survey->subject.fault,
                         at = *at] { return scenario::withFaultAt(*scenario, fault, at); },
            *m_survey->calm, TrialPool::Priority::Background, m_givenUp,
            [this, at = *at](const history::Consequences& found) { take(at, found); });
    }
}

void DangerSurvey::take(Timestamp at, const history::Consequences& found)
{
    --m_running;
    m_survey->plan.take(at, found);
    if (m_survey->plan.isComplete()) {
        keepComplete();
        show();
    } else {
        startMore();
        showLater();
    }
}

void DangerSurvey::keepComplete()
{
    m_kept.push_front(m_survey);
    if (m_kept.size() > kKeptStrips) {
        m_kept.pop_back();
    }
}

void DangerSurvey::showLater()
{
    if (!m_frame.isActive()) {
        m_frame.start(kFrame);
    }
}

void DangerSurvey::show()
{
    using State = views::DangerStrip::State;
    m_frame.stop();
    if (m_survey == nullptr) {
        m_strip = nullptr;
    } else {
        const scenario::DangerPlan& plan = m_survey->plan;
        const State state = plan.isComplete() ? State::Complete
            : m_cancelled                     ? State::Cancelled
            : plan.answered() == 0            ? State::Waiting
                                              : State::Running;
        m_strip = std::make_shared<const views::DangerStrip>(
            views::DangerStrip{m_survey->subject.fault, state, plan.answered(), plan.slots()});
    }
    Q_EMIT stripChanged();
}

} // namespace brokerscope::app
