#include "views/inspector/file_rows.h"

#include "views/inspector/pages.h"
#include "views/text/names.h"

#include <QLocale>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using history::SegmentState;

namespace {

QString sizeText(const SegmentState& segment)
{
    const QString bytes
        = InspectorText::tr("%1 bytes").arg(QLocale().toString(qulonglong{segment.bytes}));
    return segment.isEstimate ? InspectorText::tr("about %1", "a size in bytes").arg(bytes) : bytes;
}

/// "offsets 120–180 · 3 index entries"
QString contentText(const SegmentState& segment, Offset end)
{
    return InspectorText::tr("offsets %1").arg(offsets(segment.base, end)) + u" · "_s
        + InspectorText::tr("%n index entries", nullptr, static_cast<int>(segment.indexEntries));
}

void addCleaner(InspectorPage& page, const history::ReplicaState& replica)
{
    if (!replica.cleaning && replica.cleanedTo == Offset()) {
        return;
    }
    page.rows += {InspectorText::tr("cleaned up to", "by the log cleaner"),
        QString::number(replica.cleanedTo.value()),
        replica.cleaning ? InspectorText::tr("the log cleaner is at work")
                         : InspectorText::tr("where the log cleaner's next pass begins"),
        {}};
}

/// As many as a person reads; the Segments lens shows all.
constexpr std::size_t kMostSegments = 6;

} // namespace

void addFileRows(InspectorPage& page, const history::ReplicaState& replica)
{
    page.rows += {InspectorText::tr("log start"), QString::number(replica.logStart.value()),
        InspectorText::tr("nothing before it can be read any more"), {}};
    page.rows
        += {InspectorText::tr("fsynced up to"), QString::number(replica.recoveryPoint.value()),
            InspectorText::tr("the recovery point: a recovery reads from its segment on"), {}};
    addCleaner(page, replica);
    const auto& segments = replica.segments;
    const std::size_t first = segments.size() > kMostSegments ? segments.size() - kMostSegments : 0;
    if (first > 0) {
        page.rows += {InspectorText::tr("segments"), QString::number(segments.size()),
            InspectorText::tr("the youngest %1 below").arg(kMostSegments), {}};
    }
    for (std::size_t i = first; i < segments.size(); ++i) {
        const bool active = i + 1 == segments.size();
        const Offset end = active ? replica.logEnd : segments[i + 1].base;
        const QString size = sizeText(segments[i]);
        page.rows += {InspectorText::tr("segment %1").arg(segments[i].base.value()),
            active ? InspectorText::tr("%1 · active", "size of a segment").arg(size) : size,
            contentText(segments[i], end), {}};
    }
}

} // namespace brokerscope::views
