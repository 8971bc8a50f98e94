#include "app/node_commands.h"

#include "app/node_conditions.h"
#include "views/groups/member_clocks.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace brokerscope::app {

namespace {

using event::NodeKind;
using event::StopHow;

constexpr std::array kLinkDelays{milliseconds(50), milliseconds(200), seconds(1)};
constexpr std::array kDiskDelays{milliseconds(5), milliseconds(50)};

struct NodeCommandWords {
    Q_DECLARE_TR_FUNCTIONS(NodeCommandWords)
};

/// What is offered for one node at the playhead.
class Offering {
public:
    Offering(const views::Scene& scene, NodeId node)
        : m_scene(scene)
        , m_now(scene, node)
        , m_who(views::nodeName(*scene.run.history, node))
        , m_name(m_now.name(node))
    {
    }

    [[nodiscard]] OfferGroup life() const;
    [[nodiscard]] OfferGroup application() const;
    [[nodiscard]] OfferGroup allLinks() const;
    [[nodiscard]] OfferGroup links() const;
    [[nodiscard]] OfferGroup disk() const;
    [[nodiscard]] OfferGroup clock() const;

private:
    [[nodiscard]] OfferGroup link(NodeId peer) const;
    void addDelays(OfferGroup& group, NodeId peer) const;
    [[nodiscard]] Offer make(
        QString text, decltype(scenario::Command::action) action, QString whyNot = {}) const
    {
        return makeOffer(m_scene, std::move(text), std::move(action), std::move(whyNot));
    }
    [[nodiscard]] bool isBroker() const { return m_now.kind() == NodeKind::Broker; }

    const views::Scene& m_scene;
    NodeConditions m_now;
    QString m_who;
    std::string m_name;
};

/// The reason, where it holds.
QString reason(bool holds, const QString& sentence)
{
    return holds ? sentence : QString();
}

OfferGroup Offering::life() const
{
    const bool runs = m_now.isRunning();
    const bool isPaused = runs && m_now.isPaused();
    const QString down = reason(!runs, NodeCommandWords::tr("%1 is down already.").arg(m_who));
    OfferGroup life;
    life.offers.push_back(make(m_now.isClient() ? NodeCommandWords::tr("Stop")
                                                : NodeCommandWords::tr("Stop (process kill)"),
        scenario::StopCommand{m_name, StopHow::Kill}, down));
    if (!m_now.isClient()) {
        life.offers.push_back(make(NodeCommandWords::tr("Stop (power loss)"),
            scenario::StopCommand{m_name, StopHow::PowerLoss}, down));
    }
    if (isBroker()) {
        const bool isLeaving = runs && m_scene.state->broker(m_now.node()).leaving;
        life.offers.push_back(make(NodeCommandWords::tr("Shut down in good order"),
            scenario::StopCommand{m_name, StopHow::Shutdown},
            isLeaving ? NodeCommandWords::tr("%1 is shutting down already.").arg(m_who) : down));
    }
    life.offers.push_back(make(NodeCommandWords::tr("Start"), scenario::StartCommand{{m_name}},
        reason(runs, NodeCommandWords::tr("%1 is running already.").arg(m_who))));
    life.offers.push_back(make(NodeCommandWords::tr("Pause"), scenario::PauseCommand{m_name},
        isPaused ? NodeCommandWords::tr("%1 is paused already.").arg(m_who)
                 : reason(!runs, NodeCommandWords::tr("%1 is down.").arg(m_who))));
    life.offers.push_back(make(NodeCommandWords::tr("Resume"), scenario::ResumeCommand{m_name},
        reason(!isPaused, NodeCommandWords::tr("%1 is not paused.").arg(m_who))));
    return life;
}

/// What a consumer's application may call.
OfferGroup Offering::application() const
{
    OfferGroup calls;
    if (m_now.kind() != NodeKind::Consumer) {
        return calls;
    }
    calls.title = NodeCommandWords::tr("Application", "what the program of a consumer may call");
    const history::ConsumerState& consumer = m_scene.state->consumer(m_now.node());
    const QString down = !m_now.isRunning() ? NodeCommandWords::tr("%1 is down.").arg(m_who)
        : m_now.isPaused()                  ? NodeCommandWords::tr("%1 is paused.").arg(m_who)
        : consumer.isClosing ? NodeCommandWords::tr("%1 is closing already.").arg(m_who)
                             : QString();
    const auto isPaused = [](const history::ConsumerPartition& read) { return read.isPaused; };
    const bool all = std::ranges::all_of(consumer.partitions, isPaused);
    const bool any = std::ranges::any_of(consumer.partitions, isPaused);
    const auto when = [&down](bool holds, const QString& sentence) {
        return down.isEmpty() ? reason(holds, sentence) : down;
    };
    const views::MemberConfig config = views::memberConfig(m_scene.run, m_now.node());
    calls.offers.push_back(make(
        config.isManaged ? NodeCommandWords::tr("close() (LeaveGroup)") : QStringLiteral("close()"),
        scenario::CloseCommand{m_name, std::nullopt}, down));
    if (config.isManaged) {
        calls.offers.push_back(
            make(QStringLiteral("unsubscribe()"), scenario::SubscribeCommand{m_name, {}}, down));
    }
    if (!config.group.isEmpty()) {
        const QString none = NodeCommandWords::tr("%1 reads no partition.").arg(m_who);
        const bool hasNone = consumer.partitions.empty();
        calls.offers.push_back(make(QStringLiteral("commitSync()"),
            scenario::CommitCommand{m_name, false, {}, kNoOffset}, when(hasNone, none)));
        calls.offers.push_back(make(QStringLiteral("commitAsync()"),
            scenario::CommitCommand{m_name, true, {}, kNoOffset}, when(hasNone, none)));
    }
    calls.offers.push_back(make(NodeCommandWords::tr("pause() all partitions"),
        scenario::PausePartitionsCommand{m_name, {}, true},
        when(all, NodeCommandWords::tr("%1 has no partition to pause.").arg(m_who))));
    calls.offers.push_back(make(NodeCommandWords::tr("resume() all partitions"),
        scenario::PausePartitionsCommand{m_name, {}, false},
        when(!any, NodeCommandWords::tr("No partition of %1 is paused.").arg(m_who))));
    return calls;
}

OfferGroup Offering::allLinks() const
{
    OfferGroup all;
    all.offers.push_back(
        make(NodeCommandWords::tr("Cut off from everybody"), scenario::IsolateCommand{m_name},
            reason(m_now.isIsolated(),
                NodeCommandWords::tr("%1 is cut off from everybody already.").arg(m_who))));
    all.offers.push_back(
        make(NodeCommandWords::tr("Heal all links"), scenario::ReconnectCommand{m_name},
            reason(!m_now.hasBadLink(),
                NodeCommandWords::tr("No link of %1 is cut or slow.").arg(m_who))));
    return all;
}

OfferGroup Offering::links() const
{
    OfferGroup links;
    links.title = NodeCommandWords::tr("Link to", "followed by the name of a node");
    const std::size_t nodes = m_scene.run.history->roster().nodes.size();
    for (std::size_t i = 0; i < nodes; ++i) {
        const NodeId peer(static_cast<std::uint16_t>(i));
        if (m_now.isPeer(peer)) {
            links.groups.push_back(link(peer));
        }
    }
    return links;
}

OfferGroup Offering::link(NodeId peer) const
{
    const NodeId node = m_now.node();
    const QString other = views::nodeName(*m_scene.run.history, peer);
    const std::string peerName = m_now.name(peer);
    const bool thereCut = m_now.isCut(node, peer);
    const bool backCut = m_now.isCut(peer, node);
    const bool isSlow
        = m_now.slowness(node, peer) > Duration() || m_now.slowness(peer, node) > Duration();
    const QString oneWay = NodeCommandWords::tr("The link from %1 to %2 is cut already.");
    OfferGroup link;
    link.title = m_now.machineName(peer);
    link.offers.push_back(make(NodeCommandWords::tr("Cut in both directions"),
        scenario::CutCommand{m_name, peerName, true},
        reason(thereCut && backCut,
            NodeCommandWords::tr("The link between %1 and %2 is cut already.").arg(m_who, other))));
    const QString cutOne = NodeCommandWords::tr("Cut %1 → %2 only", "one direction of a link");
    link.offers.push_back(make(cutOne.arg(m_who, other),
        scenario::CutCommand{m_name, peerName, false}, reason(thereCut, oneWay.arg(m_who, other))));
    link.offers.push_back(make(cutOne.arg(other, m_who),
        scenario::CutCommand{peerName, m_name, false}, reason(backCut, oneWay.arg(other, m_who))));
    link.offers.push_back(
        make(NodeCommandWords::tr("Heal"), scenario::HealCommand{m_name, peerName, true},
            reason(!thereCut && !backCut && !isSlow,
                NodeCommandWords::tr("The link between %1 and %2 is neither cut nor slow.")
                    .arg(m_who, other))));
    addDelays(link, peer);
    return link;
}

void Offering::addDelays(OfferGroup& group, NodeId peer) const
{
    const QString other = views::nodeName(*m_scene.run.history, peer);
    const Duration there = m_now.slowness(m_now.node(), peer);
    const Duration back = m_now.slowness(peer, m_now.node());
    for (const Duration delay : kLinkDelays) {
        group.offers.push_back(make(NodeCommandWords::tr("Slower by %1", "a link; a duration")
                                        .arg(views::durationText(delay)),
            scenario::SlowLinkCommand{m_name, m_now.name(peer), delay, true},
            reason(there == delay && back == delay,
                NodeCommandWords::tr("The link between %1 and %2 is so slow already.")
                    .arg(m_who, other))));
    }
    group.offers.push_back(make(NodeCommandWords::tr("As fast as before"),
        scenario::SlowLinkCommand{m_name, m_now.name(peer), Duration(), true},
        reason(there == Duration() && back == Duration(),
            NodeCommandWords::tr("The link between %1 and %2 is not slow.").arg(m_who, other))));
}

OfferGroup Offering::disk() const
{
    OfferGroup disk;
    if (!isBroker()) {
        return disk;
    }
    const history::BrokerState& broker = m_scene.state->broker(m_now.node());
    disk.title = NodeCommandWords::tr("Disk");
    for (const Duration delay : kDiskDelays) {
        disk.offers.push_back(
            make(NodeCommandWords::tr("%1 for each write", "slow disk; a duration")
                     .arg(views::durationText(delay)),
                scenario::SlowDiskCommand{m_name, delay},
                reason(broker.diskDelay == delay,
                    NodeCommandWords::tr("The disk of %1 is so slow already.").arg(m_who))));
    }
    disk.offers.push_back(
        make(NodeCommandWords::tr("As fast as before"), scenario::SlowDiskCommand{m_name, {}},
            reason(broker.diskDelay == Duration(),
                NodeCommandWords::tr("The disk of %1 is not slow.").arg(m_who))));
    disk.offers.push_back(make(NodeCommandWords::tr("Full: takes not one more byte"),
        scenario::FillDiskCommand{m_name, true},
        reason(
            broker.diskFull, NodeCommandWords::tr("The disk of %1 is full already.").arg(m_who))));
    disk.offers.push_back(
        make(NodeCommandWords::tr("Make room"), scenario::FillDiskCommand{m_name, false},
            reason(!broker.diskFull, NodeCommandWords::tr("The disk of %1 has room.").arg(m_who))));
    return disk;
}

OfferGroup Offering::clock() const
{
    const std::array<std::pair<Duration, QString>, 3> skews{{
        {seconds(60), NodeCommandWords::tr("1 minute ahead", "a clock")},
        {Duration() - seconds(60), NodeCommandWords::tr("1 minute behind", "a clock")},
        {seconds(3600), NodeCommandWords::tr("1 hour ahead", "a clock")},
    }};
    const Duration now = m_now.clockSkew();
    OfferGroup clock;
    clock.title = NodeCommandWords::tr("Clock");
    for (const auto& [by, text] : skews) {
        clock.offers.push_back(make(text, scenario::SkewClockCommand{m_name, by},
            reason(now == by, NodeCommandWords::tr("The clock of %1 is so already.").arg(m_who))));
    }
    clock.offers.push_back(make(NodeCommandWords::tr("Right again", "a clock"),
        scenario::SkewClockCommand{m_name, {}},
        reason(now == Duration(), NodeCommandWords::tr("The clock of %1 is right.").arg(m_who))));
    return clock;
}

} // namespace

std::vector<OfferGroup> nodeCommands(const views::Scene& scene, NodeId node)
{
    if (!scene.run || node == kNoNode || node == kScriptNode
        || node.value() >= scene.run.history->roster().nodes.size()) {
        return {};
    }
    const Offering offering(scene, node);
    std::vector<OfferGroup> all{offering.life()};
    if (OfferGroup application = offering.application(); !application.offers.empty()) {
        all.push_back(std::move(application));
    }
    all.push_back(offering.allLinks());
    all.push_back(offering.links());
    if (OfferGroup disk = offering.disk(); !disk.offers.empty()) {
        all.push_back(std::move(disk));
    }
    all.push_back(offering.clock());
    return all;
}

} // namespace brokerscope::app
