#include "tests/engine/log/committed_reader.h"

#include "engine/record/record_reader.h"

#include <algorithm>
#include <set>

namespace brokerscope::tests {

void apply(Values& values, const std::string& key, const std::optional<std::string>& value)
{
    if (value) {
        values[key] = *value;
    } else {
        values.erase(key);
    }
}

Content readAll(const log::Log& log)
{
    const Offset stable = log.lastStableOffset(log.logEnd());
    auto aborted = log.abortedTransactions(Offset(0), stable).value();
    std::sort(aborted.begin(), aborted.end(),
        [](const auto& a, const auto& b) { return a.firstOffset < b.firstOffset; });
    std::size_t begun = 0;
    std::set<ProducerId> dropped;
    Content content;
    log.forEachBatch([&](const record::BatchView& batch) {
        for (; begun < aborted.size() && aborted[begun].firstOffset <= batch.lastOffset();
             ++begun) {
            dropped.insert(aborted[begun].producer);
        }
        if (batch.isControl()) {
            dropped.erase(batch.producerId());
            return;
        }
        const bool isDropped = batch.isTransactional() && dropped.contains(batch.producerId());
        record::RecordReader reader(batch);
        while (!reader.atEnd()) {
            const auto record = reader.next().value();
            const std::string key(record::textOf(*record.key));
            const auto value = record.value
                ? std::optional(std::string(record::textOf(*record.value)))
                : std::nullopt;
            content.records[record.offset] = {key, value};
            if (record.offset < stable && !isDropped) {
                apply(content.committed, key, value);
            }
        }
    });
    return content;
}

} // namespace brokerscope::tests
