#pragma once

// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QObject>

#include "app/stepping.h"
#include "views/playhead.h"
#include "views/run_view.h"

#include <QTimer>

#include <chrono>
#include <functional>
#include <vector>

namespace brokerscope::app {

/// Moves the playhead over a run: by playing, by steps, by jumps. Owns the playhead and nothing
/// else; what is on the screen follows from it.
class Player : public QObject {
    Q_OBJECT

public:
    /// Real time since any fixed moment. Tests hand in one that they set by hand.
    using Clock = std::function<std::chrono::nanoseconds()>;

    static constexpr double kSlowest = 0.001;
    static constexpr double kFastest = 10.0;
    static constexpr double kUsualSpeed = 0.1;

    explicit Player(Clock clock = steadyClock(), QObject* parent = nullptr);

    [[nodiscard]] static Clock steadyClock();

    /// Stands on another run from now on, at the same time of it as before (or at its end).
    void setRun(views::RunView run);
    [[nodiscard]] const views::RunView& run() const { return m_run; }

    /// Where the lesson's steps have their moments, ascending.
    void setLessonStops(std::vector<EventId> stops) { m_lessonStops = std::move(stops); }
    /// Playing stops right after these events: there a question waits for its answer. Ascending.
    void setQuestionStops(std::vector<EventId> stops) { m_questionStops = std::move(stops); }

    [[nodiscard]] const views::Playhead& playhead() const { return m_playhead; }
    [[nodiscard]] bool isPlaying() const { return m_playing; }
    [[nodiscard]] bool isAtStart() const;
    [[nodiscard]] bool isAtEnd() const;
    /// Right after the event of a question that is not answered: playing does not go on from here.
    [[nodiscard]] bool isAtQuestion() const;
    /// Virtual time over real time, kSlowest to kFastest.
    [[nodiscard]] double speed() const { return m_speed; }

    /// The run folded up to the playhead, for the views; empty without a run.
    [[nodiscard]] views::Scene scene() const;

public Q_SLOTS:
    /// From the end it plays from the start again.
    void play();
    void pause();
    void togglePlaying();

    void step(StepUnit unit, Direction direction);
    void toStart();
    void toEnd();
    void seek(Timestamp time);
    void seekEvent(EventId event);
    /// Exactly there; the playhead is brought into the run where it is not.
    void place(views::Playhead playhead);

    /// The nearest of the fixed speeds 1, 2, 5, 10 … above or below the present one.
    void faster();
    void slower();
    void setSpeed(double speed);
    void setReducedMotion(bool reduced);

    /// Moves on by the real time since the last call. Called once per frame while playing.
    void tick();

Q_SIGNALS:
    void playheadMoved(const brokerscope::views::Playhead& playhead);
    void playingChanged(bool playing);
    void speedChanged(double speed);
    /// Playing came to a question and stopped, or was to go on from one.
    void questionReached();

private:
    void moveTo(views::Playhead playhead);

    Clock m_clock;
    QTimer m_frames;
    views::RunView m_run;
    views::Playhead m_playhead;
    std::vector<EventId> m_lessonStops;
    std::vector<EventId> m_questionStops;
    std::chrono::nanoseconds m_lastTick{};
    double m_owedMicros = 0; ///< virtual time that has passed, but less than a microsecond of it
    double m_speed = kUsualSpeed;
    bool m_playing = false;
};

} // namespace brokerscope::app
