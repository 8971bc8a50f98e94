#include "app/player.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace brokerscope::app {

namespace {

constexpr int kFrameMs = 16;
/// With reduced motion things jump now and then rather than travel.
constexpr int kCalmFrameMs = 250;

/// A sleeping laptop or a held window must not make the playhead leap.
constexpr std::chrono::nanoseconds kLongestFrame = std::chrono::milliseconds(400);

constexpr std::array kSpeeds{
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0};

/// Two speeds that differ by less are the same to a person.
constexpr double kSameSpeed = 1.001;

} // namespace

Player::Player(Clock clock, QObject* parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    m_frames.setTimerType(Qt::PreciseTimer);
    m_frames.setInterval(kFrameMs);
    connect(&m_frames, &QTimer::timeout, this, &Player::tick);
}

Player::Clock Player::steadyClock()
{
    return [] {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    };
}

void Player::setRun(views::RunView run)
{
    m_run = std::move(run);
    m_lessonStops.clear();
    m_questionStops.clear();
    if (!m_run) {
        pause();
        m_playhead = {};
        return;
    }
    if (!isAtStart()) {
        m_playhead
            = views::playheadAt(*m_run.history, std::min(m_playhead.time, m_run.history->end()));
    }
}

bool Player::isAtStart() const
{
    return m_playhead.applied == 0 && m_playhead.time == Timestamp{};
}

bool Player::isAtEnd() const
{
    return m_run && m_playhead == playheadAtEnd(*m_run.history);
}

bool Player::isAtQuestion() const
{
    return std::any_of(m_questionStops.begin(), m_questionStops.end(),
        [this](EventId stop) { return std::size_t{stop.value()} + 1 == m_playhead.applied; });
}

views::Scene Player::scene() const
{
    if (!m_run) {
        return {};
    }
    auto state = std::make_shared<const history::ClusterState>(
        m_run.history->stateAfter(m_playhead.applied));
    return {m_run, m_playhead, std::move(state)};
}

void Player::play()
{
    if (!m_run || m_playing) {
        return;
    }
    if (isAtQuestion()) {
        Q_EMIT questionReached();
        return;
    }
    if (isAtEnd()) {
        moveTo(playheadAtStart());
    }
    m_playing = true;
    m_lastTick = m_clock();
    m_owedMicros = 0;
    m_frames.start();
    Q_EMIT playingChanged(true);
}

void Player::pause()
{
    if (!m_playing) {
        return;
    }
    m_playing = false;
    m_frames.stop();
    Q_EMIT playingChanged(false);
}

void Player::togglePlaying()
{
    m_playing ? pause() : play();
}

void Player::step(StepUnit unit, Direction direction)
{
    if (m_run) {
        pause();
        moveTo(stepped(*m_run.history, m_playhead, unit, direction, m_lessonStops));
    }
}

void Player::toStart()
{
    pause();
    moveTo(playheadAtStart());
}

void Player::toEnd()
{
    if (m_run) {
        pause();
        moveTo(playheadAtEnd(*m_run.history));
    }
}

void Player::seek(Timestamp time)
{
    if (m_run) {
        moveTo(
            views::playheadAt(*m_run.history, std::clamp(time, Timestamp{}, m_run.history->end())));
    }
}

void Player::seekEvent(EventId event)
{
    if (m_run && event.value() < m_run.history->size()) {
        pause();
        moveTo(playheadAfter(*m_run.history, event));
    }
}

void Player::place(views::Playhead playhead)
{
    if (!m_run) {
        return;
    }
    const history::History& history = *m_run.history;
    const Timestamp time = std::clamp(playhead.time, Timestamp{}, history.end());
    const std::size_t latest = history.countUntil(time);
    const std::size_t earliest
        = time == Timestamp{} ? 0 : history.countUntil(time - microseconds(1));
    moveTo({time, std::clamp(playhead.applied, earliest, latest)});
}

void Player::setReducedMotion(bool reduced)
{
    m_frames.setInterval(reduced ? kCalmFrameMs : kFrameMs);
}

void Player::faster()
{
    const auto next = std::find_if(kSpeeds.begin(), kSpeeds.end(),
        [this](double speed) { return speed > m_speed * kSameSpeed; });
    setSpeed(next == kSpeeds.end() ? kFastest : *next);
}

void Player::slower()
{
    const auto next = std::find_if(kSpeeds.rbegin(), kSpeeds.rend(),
        [this](double speed) { return speed < m_speed / kSameSpeed; });
    setSpeed(next == kSpeeds.rend() ? kSlowest : *next);
}

void Player::setSpeed(double speed)
{
    speed = std::clamp(speed, kSlowest, kFastest);
    if (speed == m_speed) {
        return;
    }
    m_speed = speed;
    m_owedMicros = 0;
    Q_EMIT speedChanged(speed);
}

void Player::tick()
{
    if (!m_playing) {
        return;
    }
    const auto now = m_clock();
    const auto passed = std::min(now - m_lastTick, kLongestFrame);
    m_lastTick = now;

    m_owedMicros += static_cast<double>(passed.count()) / 1000.0 * m_speed;
    const double whole = std::floor(m_owedMicros);
    m_owedMicros -= whole;

    const history::History& history = *m_run.history;
    const Timestamp to
        = std::min(m_playhead.time + microseconds(static_cast<std::int64_t>(whole)), history.end());
    const views::Playhead target = views::playheadAt(history, to);

    // An event at the playhead's time that has not been applied yet (after a step) is passed, too.
    const auto question = std::find_if(m_questionStops.begin(), m_questionStops.end(),
        [this](EventId stop) { return stop.value() >= m_playhead.applied; });
    if (question != m_questionStops.end() && question->value() < target.applied) {
        pause();
        moveTo(playheadAfter(history, *question));
        Q_EMIT questionReached();
        return;
    }
    moveTo(target);
    if (to == history.end()) {
        pause();
    }
}

void Player::moveTo(views::Playhead playhead)
{
    if (playhead != m_playhead) {
        m_playhead = playhead;
        Q_EMIT playheadMoved(m_playhead);
    }
}

} // namespace brokerscope::app
