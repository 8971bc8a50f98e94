#include "app/replica_files.h"

#include "engine/scenario/config.h"
#include "engine/scenario/replica_files.h"
#include "engine/sim/memory_files.h"
#include "views/text/names.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

namespace brokerscope::app {

namespace {

/// Moments whose files are kept, for stepping back and forth.
constexpr std::size_t kKept = 12;

template <class T, class... Ts>
constexpr bool kIsOneOf = (std::is_same_v<T, Ts> || ...);

std::int64_t topicSetting(
    const scenario::Scenario& scenario, const std::string& topic, std::string_view name)
{
    const auto found = std::find_if(scenario.topics.begin(), scenario.topics.end(),
        [&](const scenario::TopicSpec& each) { return each.name == topic; });
    static const scenario::ConfigMap kNothing;
    const scenario::Config ofTopic(scenario::ConfigScope::Topic, scenario.kafka,
        found == scenario.topics.end() ? kNothing : found->config);
    const std::string ofBroker = "log." + std::string(name);
    const auto set = scenario.cluster.config.find(ofBroker);
    if (!ofTopic.isSet(name) && set != scenario.cluster.config.end()) {
        return QByteArray::fromStdString(set->second).toLongLong();
    }
    return ofTopic.integer(name);
}

views::ShownLog logWithFiles(const sim::FileSet& files, const std::string& directory)
{
    views::ShownLog log;
    log.files = std::make_shared<sim::MemoryFiles>(files);
    if (const auto found = inspect::readDirectory(*log.files, directory)) {
        if (!found->partitions.empty()) {
            log.partition = found->partitions.front();
        }
    }
    for (const inspect::SegmentFiles& segment : log.partition.segments) {
        if (const auto file = files.find(segment.log); file != files.end()) {
            log.durableBytes[segment.log] = file->second.durableSize;
        }
    }
    return log;
}

} // namespace

bool changesFiles(const event::Payload& payload)
{
    return std::visit(
        []<class Kind>(const Kind&) {
            return kIsOneOf<Kind, event::BatchAppended, event::LogTruncated, event::UnflushedLost,
                event::LogRecovered, event::SegmentRolled, event::SegmentDeleted,
                event::LogStartMoved, event::IndexEntryAdded, event::LogFlushed, event::LogScanned,
                event::RecordsCompacted, event::CleanerFinished, event::LogDirFailed,
                event::RoleAssumed, event::NodeStopped>;
        },
        payload);
}

QString replicaName(const history::History& history, const views::SegmentsLens::Replica& replica)
{
    return ReplicaFiles::tr("%1 on %2", "partition; broker")
        .arg(views::toQString(history.roster().at(replica.partition).name()),
            views::nodeName(history, replica.broker));
}

views::ShownLog describedLog(const views::Scene& scene, const views::SegmentsLens::Replica& replica)
{
    const history::History& history = *scene.run.history;
    const event::Roster::Partition& partition = history.roster().at(replica.partition);
    views::ShownLog log;
    log.name = replicaName(history, replica);
    log.segmentBytes = topicSetting(*scene.run.scenario, partition.topic, "segment.bytes");
    log.indexIntervalBytes
        = topicSetting(*scene.run.scenario, partition.topic, "index.interval.bytes");
    log.isOfRun = true;
    if (const auto* state = scene.state->replica(replica.broker, replica.partition)) {
        log.logStart = state->logStart;
        log.highWatermark = state->highWatermark;
        log.recoveryPoint = state->recoveryPoint;
    }
    return log;
}

ReplicaFiles::ReplicaFiles(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

ReplicaFiles::~ReplicaFiles()
{
    m_pool.clear();
    m_pool.waitForDone();
}

ReplicaFiles::Moment ReplicaFiles::momentOf(const views::Scene& scene, NodeId broker)
{
    const auto& run = scene.run.history;
    if (m_changesOf.run != run || m_changesOf.broker != broker) {
        m_changesOf = {run, broker, 0};
        m_changes.clear();
        const auto events = run->events();
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (events[i].node == broker && changesFiles(events[i].payload)) {
                m_changes.push_back(static_cast<std::uint32_t>(i));
            }
        }
    }
    const auto behind
        = std::lower_bound(m_changes.begin(), m_changes.end(), scene.playhead.applied);
    const std::size_t events
        = behind == m_changes.begin() ? 0 : std::size_t{*std::prev(behind)} + 1;
    return {run, broker, events};
}

void ReplicaFiles::want(const views::Scene& scene, const views::SegmentsLens::Replica& replica)
{
    m_scene = scene;
    m_replica = replica;
    if (!scene.run || !scene.state || !replica) {
        m_wanted = {};
        m_handedOut = std::nullopt;
        return;
    }
    m_wanted = momentOf(scene, replica.broker);
    const auto kept = std::find_if(
        m_kept.begin(), m_kept.end(), [this](const Kept& each) { return each.moment == m_wanted; });
    if (kept != m_kept.end()) {
        m_kept.splice(m_kept.begin(), m_kept, kept);
        handOut(m_kept.front());
    } else if (!m_isBusy) {
        fetch(m_wanted);
    }
}

void ReplicaFiles::fetch(const Moment& moment)
{
    m_isBusy = true;
    m_pool.start([this, moment, scenario = m_scene.run.scenario] {
        auto files = std::make_shared<const sim::FileSet>(
            scenario::brokerFiles(*scenario, moment.broker, moment.events));
        QMetaObject::invokeMethod(
            this, [this, moment, files = std::move(files)] { keep(moment, files); },
            Qt::QueuedConnection);
    });
}

void ReplicaFiles::keep(const Moment& moment, std::shared_ptr<const sim::FileSet> files)
{
    m_isBusy = false;
    m_kept.push_front({moment, std::move(files)});
    if (m_kept.size() > kKept) {
        m_kept.pop_back();
    }
    if (m_wanted.run == nullptr) {
        return;
    }
    // A moment that has passed already is shown all the same, while the newest one is on its way.
    if (moment.run == m_wanted.run && moment.broker == m_wanted.broker) {
        handOut(m_kept.front());
    }
    if (moment != m_wanted) {
        fetch(m_wanted);
    }
}

void ReplicaFiles::handOut(const Kept& kept)
{
    // Once it was handed out, another thread reads it: only what stands beside it may change.
    if (m_handedOut != kept.moment || m_handedOutFor != m_replica) {
        const auto& partition = m_scene.run.history->roster().at(m_replica.partition);
        m_files = logWithFiles(*kept.files, partition.name());
        m_handedOut = kept.moment;
        m_handedOutFor = m_replica;
    }
    views::ShownLog log = describedLog(m_scene, m_replica);
    log.files = m_files.files;
    log.partition = m_files.partition;
    log.durableBytes = m_files.durableBytes;
    Q_EMIT ready(log);
}

} // namespace brokerscope::app
