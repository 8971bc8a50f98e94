#include "views/inspector/fault_rows.h"

#include "views/inspector/pages.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QStringList>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Who is at the other end of a node's links that a fault has hit, by the direction in which
/// messages suffer.
struct Peers {
    QStringList both;
    QStringList to; ///< only what the node sends
    QStringList from; ///< only what it receives

    void add(const QString& peer, bool bothWays, bool outgoing)
    {
        (bothWays ? both : outgoing ? to : from) += peer;
    }
    [[nodiscard]] bool empty() const { return both.isEmpty() && to.isEmpty() && from.isEmpty(); }
    [[nodiscard]] QString text() const
    {
        QStringList parts;
        if (!both.isEmpty()) {
            parts += both.join(u", "_s);
        }
        if (!to.isEmpty()) {
            parts += InspectorText::tr("to %1", "direction of a link").arg(to.join(u", "_s));
        }
        if (!from.isEmpty()) {
            parts += InspectorText::tr("from %1", "direction of a link").arg(from.join(u", "_s));
        }
        return parts.join(u" · "_s);
    }
};

/// Looks at a link fault from the node's end; false when the link is between others.
template <class Link>
bool isAtEnd(const Link& link, NodeId node)
{
    return link.from == node || link.to == node;
}

template <class Link>
void addPeer(Peers& peers, const Scene& scene, const Link& link, NodeId node, const QString& note)
{
    const bool outgoing = link.from == node;
    const QString peer = nodeName(*scene.run.history, outgoing ? link.to : link.from);
    peers.add(note.isEmpty() ? peer : QString(peer + u' ' + note), link.bothWays, outgoing);
}

void addCuts(InspectorPage& page, const Scene& scene, NodeId node)
{
    Peers peers;
    for (const event::LinkCut& cut : scene.state->cuts) {
        if (isAtEnd(cut, node)) {
            addPeer(peers, scene, cut, node, {});
        }
    }
    if (!peers.empty()) {
        page.rows += {InspectorText::tr("cut off", "links of a node that lose all messages"),
            peers.text(), InspectorText::tr("every message on these links is lost"), {}};
    }
}

void addSlowLinks(InspectorPage& page, const Scene& scene, NodeId node)
{
    Peers peers;
    for (const event::LinkSlowed& slow : scene.state->slowLinks) {
        if (isAtEnd(slow, node)) {
            addPeer(peers, scene, slow, node, u'+' + durationText(slow.extra));
        }
    }
    if (!peers.empty()) {
        page.rows += {InspectorText::tr("slow links"), peers.text(),
            InspectorText::tr("how much longer each message takes"), {}};
    }
}

QString diskErrorText(event::DiskError error)
{
    switch (error) {
    case event::DiskError::Full:
        return InspectorText::tr("failed: the disk is full");
    case event::DiskError::ReadFailed:
        return InspectorText::tr("failed: a file could not be read");
    case event::DiskError::WriteFailed:
        return InspectorText::tr("failed: a file could not be written");
    }
    return {};
}

} // namespace

void addLinkAndClockRows(InspectorPage& page, const Scene& scene, NodeId node)
{
    addCuts(page, scene, node);
    addSlowLinks(page, scene, node);
    const auto& skews = scene.state->clockSkews;
    if (node.value() < skews.size() && skews[node.value()] != Duration()) {
        const Duration by = skews[node.value()];
        page.rows += {InspectorText::tr("clock"),
            by > Duration()
                ? InspectorText::tr("%1 ahead", "of a clock").arg(durationText(by))
                : InspectorText::tr("%1 behind", "of a clock").arg(durationText(Duration() - by)),
            InspectorText::tr("wrong in timestamps; its timers are right"), {}};
    }
}

void addDiskRows(InspectorPage& page, const history::BrokerState& broker)
{
    if (broker.diskError) {
        page.rows += {InspectorText::tr("log directory"), diskErrorText(*broker.diskError),
            InspectorText::tr("KafkaStorageException: a broker without a log directory stops"), {}};
    }
    if (broker.diskFull) {
        page.rows += {InspectorText::tr("disk"), InspectorText::tr("full", "a disk"),
            InspectorText::tr("the next write fails, and with it the log directory"), {}};
    }
    if (broker.diskDelay != Duration()) {
        page.rows += {InspectorText::tr("slow disk"),
            InspectorText::tr("%1 for each write").arg(durationText(broker.diskDelay)),
            InspectorText::tr("the broker does nothing else meanwhile"), {}};
    }
}

} // namespace brokerscope::views
