#include "views/groups/member_clocks.h"

#include "engine/scenario/config.h"
#include "views/groups/group_facts.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct MemberClockText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::MemberClockText)
};

constexpr std::array<std::string_view, 6> kProperties{"group.protocol", "heartbeat.interval.ms",
    "session.timeout.ms", "max.poll.interval.ms", "auto.commit.interval.ms", "enable.auto.commit"};

const scenario::ConsumerSpec* specOf(const RunView& run, NodeId consumer)
{
    if (!run.scenario) {
        return nullptr;
    }
    const std::string& name = run.history->roster().at(consumer).name;
    const auto& all = run.scenario->consumers;
    const auto found = std::ranges::find(all, name, &scenario::ConsumerSpec::name);
    return found == all.end() ? nullptr : &*found;
}

scenario::ConfigMap recordedConfig(const RunView& run, NodeId consumer)
{
    scenario::ConfigMap set;
    for (const std::string_view property : kProperties) {
        const std::string& name = run.history->roster().at(consumer).name;
        if (const auto value = run.history->configured(name, property)) {
            set.emplace(property, *value);
        }
    }
    return set;
}

/// Makes the clocks of one consumer.
class Clocks {
public:
    Clocks(const Scene& scene, NodeId consumer)
        : m_scene(scene)
        , m_state(scene.state->consumer(consumer))
        , m_config(memberConfig(scene.run, consumer))
        , m_consumer(consumer)
        , m_name(nodeName(*scene.run.history, consumer))
    {
    }

    [[nodiscard]] std::vector<MemberClock> all() const
    {
        std::vector<MemberClock> clocks;
        const history::GroupState* group = m_scene.state->groupOf(m_consumer);
        if (const auto* member = group == nullptr ? nullptr : group->memberOf(m_consumer)) {
            clocks = {heartbeat(), session(*member), poll()};
        }
        if (m_config.autoCommitInterval > Duration() && !m_state.partitions.empty()) {
            clocks.push_back(autoCommit());
        }
        return clocks;
    }

private:
    [[nodiscard]] MemberClock clock(
        MemberClock::Kind kind, Duration whole, Timestamp since, QString name) const
    {
        const Duration left = std::clamp(
            whole - (m_scene.playhead.time - since), Duration(), std::max(Duration(), whole));
        return {kind, whole, left, std::move(name), {}, false};
    }

    [[nodiscard]] QString ago(Timestamp since) const
    {
        return roughText(m_scene.playhead.time - since);
    }

    [[nodiscard]] MemberClock heartbeat() const
    {
        MemberClock made = clock(MemberClock::Kind::Heartbeat, m_config.heartbeatInterval,
            m_state.lastHeartbeat, MemberClockText::tr("heartbeat", "a clock that runs out"));
        made.sentence
            = MemberClockText::tr("%1 sends a Heartbeat every %2 (%3); the next one is due in %4",
                "consumer; duration; property; duration")
                  .arg(m_name, durationText(made.whole), m_config.heartbeatProperty,
                      roughText(made.left));
        return made;
    }

    [[nodiscard]] MemberClock session(const history::GroupMemberState& member) const
    {
        MemberClock made = clock(MemberClock::Kind::Session, m_config.sessionTimeout,
            member.lastHeard, MemberClockText::tr("session", "a clock that runs out"));
        made.isFatal = true;
        made.sentence
            = MemberClockText::tr("The coordinator last heard of %1 %2 ago. It throws it out of "
                                  "the group after %3 of silence (%4): in %5",
                "consumer; duration; duration; property; duration")
                  .arg(m_name, ago(member.lastHeard), durationText(made.whole),
                      m_config.sessionProperty, roughText(made.left));
        return made;
    }

    [[nodiscard]] MemberClock poll() const
    {
        const bool isPolling = !m_state.isBusy || m_config.pollsMeanwhile;
        MemberClock made = clock(MemberClock::Kind::Poll, m_config.maxPollInterval,
            isPolling ? m_scene.playhead.time : m_state.lastPoll,
            MemberClockText::tr("poll", "a clock that runs out"));
        made.isFatal = true;
        made.sentence = isPolling
            ? MemberClockText::tr("%1 calls poll() all the time; it leaves its group after %2 "
                                  "without one (max.poll.interval.ms)",
                "consumer; duration")
                  .arg(m_name, durationText(made.whole))
            : MemberClockText::tr("%1 called poll() %2 ago and works on what it got. After %3 "
                                  "without a call it leaves its group (max.poll.interval.ms): in "
                                  "%4",
                "consumer; duration; duration; duration")
                  .arg(m_name, ago(m_state.lastPoll), durationText(made.whole),
                      roughText(made.left));
        return made;
    }

    [[nodiscard]] MemberClock autoCommit() const
    {
        MemberClock made = clock(MemberClock::Kind::AutoCommit, m_config.autoCommitInterval,
            m_state.lastAutoCommit, MemberClockText::tr("commit", "a clock that runs out"));
        made.sentence = made.left == Duration()
            ? MemberClockText::tr("%1 commits its positions in its next poll(): %2 are over "
                                  "(auto.commit.interval.ms)",
                "consumer; duration")
                  .arg(m_name, durationText(made.whole))
            : MemberClockText::tr("%1 commits its positions in a poll() every %2 "
                                  "(auto.commit.interval.ms); the next time in %3",
                "consumer; duration; duration")
                  .arg(m_name, durationText(made.whole), roughText(made.left));
        return made;
    }

    const Scene& m_scene;
    const history::ConsumerState& m_state;
    MemberConfig m_config;
    NodeId m_consumer;
    QString m_name;
};

} // namespace

QString groupOf(const RunView& run, NodeId consumer)
{
    if (const auto* spec = specOf(run, consumer)) {
        return toQString(spec->group);
    }
    const auto recorded
        = run.history->configured(run.history->roster().at(consumer).name, "group.id");
    return recorded ? toQString(*recorded) : QString();
}

MemberConfig memberConfig(const RunView& run, NodeId consumer)
{
    const scenario::ConsumerSpec* spec = specOf(run, consumer);
    const scenario::ConfigMap set = spec == nullptr ? recordedConfig(run, consumer) : spec->config;
    const auto version = run.scenario ? run.scenario->kafka : scenario::KafkaVersion::V39;
    const scenario::Config config(scenario::ConfigScope::Consumer, version, set);
    MemberConfig made;
    made.group = groupOf(run, consumer);
    made.isManaged = !made.group.isEmpty() && (spec == nullptr || spec->assigns.empty());
    made.heartbeatProperty = u"heartbeat.interval.ms"_s;
    made.sessionProperty = u"session.timeout.ms"_s;
    made.heartbeatInterval = config.millis("heartbeat.interval.ms");
    made.sessionTimeout = config.millis("session.timeout.ms");
    if (config.text("group.protocol") == "consumer") { // the brokers say what holds
        const scenario::ConfigMap all
            = run.scenario ? run.scenario->cluster.config : scenario::ConfigMap();
        const scenario::Config broker(scenario::ConfigScope::Broker, version, all);
        made.heartbeatProperty.prepend(u"group.consumer."_s);
        made.sessionProperty.prepend(u"group.consumer."_s);
        made.heartbeatInterval = broker.millis(made.heartbeatProperty.toStdString());
        made.sessionTimeout = broker.millis(made.sessionProperty.toStdString());
    }
    made.maxPollInterval = config.millis("max.poll.interval.ms");
    if (!made.group.isEmpty() && config.boolean("enable.auto.commit")) {
        made.autoCommitInterval = config.millis("auto.commit.interval.ms");
    }
    made.pollsMeanwhile = spec != nullptr && spec->handler.threads > 0;
    return made;
}

MemberStage memberStage(const Scene& scene, NodeId consumer)
{
    const history::ConsumerState& state = scene.state->consumer(consumer);
    if (state.failed) {
        return MemberStage::Failed;
    }
    if (!state.running) {
        return MemberStage::Down;
    }
    if (state.paused) {
        return MemberStage::StandsStill;
    }
    if (state.isClosing) {
        return MemberStage::Closing;
    }
    const MemberConfig config = memberConfig(scene.run, consumer);
    const bool isWaiting = state.isBusy && !config.pollsMeanwhile;
    if (scene.state->groupOf(consumer) != nullptr) {
        return MemberStage::Member;
    }
    if (!config.isManaged) {
        return MemberStage::Committer;
    }
    if (isWaiting && scene.playhead.time - state.lastPoll >= config.maxPollInterval) {
        return MemberStage::PollExpired;
    }
    return state.coordinator == kNoNode ? MemberStage::Searching : MemberStage::Joining;
}

namespace {

/// What a member of a KIP-848 group is about; empty when it is settled.
QString progressOf(const Scene& scene, NodeId consumer)
{
    const history::GroupState* const group = scene.state->groupOf(consumer);
    const auto* const member = group == nullptr ? nullptr : group->memberOf(consumer);
    return member == nullptr ? QString() : progressText(*member);
}

} // namespace

QString memberStageText(const Scene& scene, NodeId consumer)
{
    switch (memberStage(scene, consumer)) {
    case MemberStage::Down:
        return MemberClockText::tr("not running");
    case MemberStage::Failed:
        return toQString(event::errorName(scene.state->consumer(consumer).error));
    case MemberStage::StandsStill:
        return MemberClockText::tr("stands still", "a process");
    case MemberStage::Closing:
        return MemberClockText::tr("closes", "a consumer");
    case MemberStage::PollExpired:
        return MemberClockText::tr("out: no poll()", "a consumer that has left its group");
    case MemberStage::Searching:
        return MemberClockText::tr("looks for its group", "a consumer that needs its coordinator");
    case MemberStage::Joining:
        return MemberClockText::tr("joins", "a consumer");
    case MemberStage::Member:
        if (QString progress = progressOf(scene, consumer); !progress.isEmpty()) {
            return progress;
        }
        return MemberClockText::tr("heartbeat %1 ago", "duration")
            .arg(roughText(scene.playhead.time - scene.state->consumer(consumer).lastHeartbeat));
    case MemberStage::Committer:
        return MemberClockText::tr("assigns itself", "a consumer without group management");
    }
    return {};
}

double MemberClock::fraction() const
{
    return whole > Duration()
        ? static_cast<double>(left.micros()) / static_cast<double>(whole.micros())
        : 0;
}

std::vector<MemberClock> memberClocks(const Scene& scene, NodeId consumer)
{
    const history::ConsumerState& state = scene.state->consumer(consumer);
    return state.running && !state.failed ? Clocks(scene, consumer).all()
                                          : std::vector<MemberClock>();
}

QString clockId(MemberClock::Kind kind)
{
    switch (kind) {
    case MemberClock::Kind::Heartbeat:
        return QStringLiteral("heartbeat");
    case MemberClock::Kind::Session:
        return QStringLiteral("session");
    case MemberClock::Kind::Poll:
        return QStringLiteral("poll");
    case MemberClock::Kind::AutoCommit:
        return QStringLiteral("auto-commit");
    }
    return {};
}

QString roughText(Duration duration)
{
    const std::int64_t ms = duration.micros() / 1000;
    if (ms < 100) {
        return MemberClockText::tr("%1 ms", "duration").arg(ms);
    }
    const double inSeconds = static_cast<double>(ms) / 1000;
    return MemberClockText::tr("%1 s", "duration")
        .arg(QLocale().toString(inSeconds, 'f', ms < 100'000 ? 1 : 0));
}

} // namespace brokerscope::views
