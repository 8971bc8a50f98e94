#pragma once

#include "engine/base/ids.h"
#include "engine/log/transaction_index.h"
#include "engine/record/batch_view.h"

#include <map>
#include <optional>
#include <set>
#include <span>

namespace brokerscope::log {

/// What the cleaner knows of transactions while it walks over a log: which batches belong to
/// aborted ones, and which markers have nothing left to mark (Kafka: CleanedTransactionMetadata).
/// Batches are shown to it in their order.
class CleanedTransactions {
public:
    /// Aborted transactions that lie ahead of the walk or around it. One that is known already does
    /// no harm.
    void add(std::span<const AbortedTransaction> aborted);

    /// Whether the batch with records is of an aborted transaction.
    bool isAborted(const record::BatchView& batch);

    struct Marker {
        bool isObsolete = true; ///< no batch of its transaction was seen
        std::optional<AbortedTransaction> aborted; ///< what must stay in the transaction index
    };
    /// What to do with a control batch; it must be whole. One that is no transaction's marker is
    /// not obsolete.
    Marker readMarker(const record::BatchView& batch);

private:
    struct Ongoing {
        AbortedTransaction transaction;
        bool wasSeen = false; ///< a batch of it
    };
    void advanceTo(Offset offset);

    std::multimap<Offset, AbortedTransaction> m_ahead; ///< by first offset
    std::map<ProducerId, Ongoing> m_aborted;
    std::set<ProducerId> m_committed; ///< those of which batches were seen
};

} // namespace brokerscope::log
