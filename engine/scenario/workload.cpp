#include "engine/scenario/workload.h"

#include <algorithm>

namespace brokerscope::scenario {

namespace {

std::vector<client::ExactRecord> exactRecordsOf(const SendSpec& sends)
{
    std::vector<client::ExactRecord> records;
    for (const RecordSpec& spec : sends.records) {
        records.push_back(
            {spec.at, spec.key, spec.value, spec.timestamp, spec.partition, spec.headers});
    }
    std::stable_sort(records.begin(), records.end(),
        [](const client::ExactRecord& a, const client::ExactRecord& b) { return a.at < b.at; });
    return records;
}

client::SizeSource::Kind kindOf(SizeKind kind)
{
    switch (kind) {
    case SizeKind::Fixed:
        return client::SizeSource::Kind::Fixed;
    case SizeKind::Uniform:
        return client::SizeSource::Kind::Uniform;
    case SizeKind::Normal:
        return client::SizeSource::Kind::Normal;
    case SizeKind::Pareto:
        return client::SizeSource::Kind::Pareto;
    }
    return client::SizeSource::Kind::Fixed;
}

} // namespace

client::Workload workloadOf(const SendSpec& sends)
{
    client::Workload workload;
    workload.interval = Duration(seconds(1).micros() / sends.ratePerSecond);
    if (sends.bursts) {
        workload.arrivals = client::Arrivals::Bursts;
        workload.interval = sends.bursts->gap;
        workload.burst = sends.bursts->records;
    } else if (sends.arrivals == ArrivalKind::Poisson) {
        workload.arrivals = client::Arrivals::Poisson;
    }
    for (const Range& pause : sends.pauses) {
        workload.pauses.push_back({pause.min, pause.max});
    }
    if (sends.hasKeys) {
        workload.keys = client::KeySource{
            sends.keyPrefix, sends.keyFirst, sends.keyLast, sends.keyList, sends.zipfThousandths};
    }
    workload.valueSize = {kindOf(sends.sizeKind), sends.size, sends.sizeSpread, sends.sizeMost};
    workload.valueKind
        = sends.valueKind == ValueKind::Json ? client::ValueKind::Json : client::ValueKind::Letters;
    workload.count = sends.isIdle ? 0 : sends.count;
    workload.partition = sends.partition;
    workload.records = exactRecordsOf(sends);
    return workload;
}

double recordsIn(const SendSpec& sends, Duration run)
{
    if (sends.isIdle) {
        return 0; // what it forwards, others have sent
    }
    if (!sends.records.empty()) {
        return static_cast<double>(sends.records.size());
    }
    const auto micros = static_cast<double>(run.micros());
    const double sent = sends.bursts
        ? (micros / static_cast<double>(sends.bursts->gap.micros()) + 1) * sends.bursts->records
        : micros / 1e6 * sends.ratePerSecond;
    return sends.count ? std::min<double>(sent, *sends.count) : sent;
}

} // namespace brokerscope::scenario
