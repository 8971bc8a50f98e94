#pragma once

#include "views/picture/picture.h"
#include "views/run_view.h"
#include "views/stage/stage_options.h"

#include <QRectF>
#include <QSizeF>

namespace brokerscope::views {

/// The cluster at a moment: producers left, brokers × partitions in the middle, consumers right,
/// messages between them. A pure function: equal arguments give an equal Picture, in whichever
/// order moments are asked for. Needs QGuiApplication for the widths of texts. `size` should be at
/// least 620 × 360.
///
/// Ids: broker:b1 controller:controller producer:p1 consumer:c1 partition:orders-0
/// replica:orders-0/b1 record:orders-0@8/b1 (state leader, follower, offline, lost or gone)
/// leo:orders-0/b1 hw:orders-0 (the leader's) hw:orders-0/b1 (only where that replica's own
/// differs) folded:orders-0@0/b1 gap:orders-0@5/b1 (state deleted or compacted)
/// segment:orders-0@120/b1 (a border; state active or closed) active:orders-0@120/b1
/// deleted:orders-0@0/b1 (a segment that falls off) position:c1/orders-0 bucket:p1/orders-0
/// batch:p1#3 message:1234 dropped:1234 parked:orders-0/b1 cut:b1-b2 slow:b1-b2 isolated:b1
/// badge:b1/fenced isr:orders-0/b1 (state in-sync, out-of-sync, joining, leaving or eligible)
/// crown:orders-0 (the leader, moving for a while after an election) preferred:orders-0/b1
/// falling:orders-0@8/b1 (a truncated record for a while) controller:k1
///
/// Consumer groups: consumer-group:billing (the card; state Stable, PreparingRebalance …)
/// assigned:c1/orders-0 (a pill; state also arriving or revoked for a while) handling:c1/orders-0
/// (records in the handler's hands) lag:c1/orders-0 (a bar) timer:c1#session (an arc; state: ms
/// left) committed:billing/orders-0 committing:c1/orders-0 badge:b1/coordinator
/// hidden:billing (members without room)
///
/// A cluster with too many partitions for columns is folded: replica:orders-0/b1 is a cell of the
/// map then, group:orders-0+8/b1 one that stands for eight partitions, partition:orders-0 the mark
/// of a column with a partition that has no leader. window:partitions (state first+count) stands
/// there when the map or a part of the partitions is shown.
[[nodiscard]] Picture stagePicture(
    const Scene& scene, const Selection& selection, QSizeF size, const StageOptions& options = {});

/// Where the partitions' columns stand in that picture; empty when nothing runs.
[[nodiscard]] QRectF columnsArea(const Scene& scene, QSizeF size, const StageOptions& options);

} // namespace brokerscope::views
