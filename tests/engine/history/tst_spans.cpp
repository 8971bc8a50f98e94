#include <QTest>

#include "engine/history/spans.h"

#include <rapidcheck.h>

#include <map>
#include <set>

using namespace brokerscope;
using namespace brokerscope::history;

namespace {

Span span(std::int64_t base, std::int64_t end, std::int32_t epoch)
{
    return {Offset(base), Offset(end), LeaderEpoch(epoch)};
}

Span anySpan()
{
    const auto base = *rc::gen::inRange<std::int64_t>(0, 30);
    return span(base, base + *rc::gen::inRange<std::int64_t>(0, 8), *rc::gen::inRange(0, 3));
}

/// The naive counterpart: one entry a record.
std::set<std::pair<std::int32_t, std::int64_t>> recordsOf(const Spans& spans)
{
    std::set<std::pair<std::int32_t, std::int64_t>> records;
    for (const Span& s : spans) {
        for (std::int64_t offset = s.base.value(); offset < s.end.value(); ++offset) {
            records.emplace(s.epoch.value(), offset);
        }
    }
    return records;
}

} // namespace

class TestSpans : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logIsWhatWasWrittenLast();
    void cuttingOutLeavesTheRest();
    void setHoldsWhatWasPutIn();
    void heldPrefixStopsWhereTheLogsPart();
};

void TestSpans::logIsWhatWasWrittenLast()
{
    QVERIFY(rc::check("appending and cutting agree with a map of offsets", [] {
        Spans log;
        std::map<std::int64_t, std::int32_t> naive;
        const auto cutBoth = [&](std::int64_t end) {
            const Spans taken = cutFrom(log, Offset(end));
            std::set<std::pair<std::int32_t, std::int64_t>> expected;
            for (auto it = naive.lower_bound(end); it != naive.end(); it = naive.erase(it)) {
                expected.emplace(it->second, it->first);
            }
            RC_ASSERT(recordsOf(taken) == expected);
        };
        for (int i = 0; i < 20; ++i) {
            const Span s = anySpan();
            if (*rc::gen::inRange(0, 4) == 0) {
                cutBoth(s.base.value());
            } else {
                appendSpan(log, s);
                if (s.base < s.end) {
                    naive.erase(naive.lower_bound(s.base.value()), naive.end());
                }
                for (std::int64_t offset = s.base.value(); offset < s.end.value(); ++offset) {
                    naive[offset] = s.epoch.value();
                }
            }
        }
        for (std::int64_t offset = 0; offset < 40; ++offset) {
            for (int epoch = 0; epoch < 3; ++epoch) {
                const auto it = naive.find(offset);
                RC_ASSERT(holds(log, Offset(offset), LeaderEpoch(epoch))
                    == (it != naive.end() && it->second == epoch));
            }
        }
    }));
}

void TestSpans::cuttingOutLeavesTheRest()
{
    QVERIFY(rc::check("a hole takes just what lies in it", [] {
        Spans log;
        for (std::int64_t base = 0; base < 30; base += 5) {
            appendSpan(log, span(base, base + 5, static_cast<std::int32_t>(base / 10)));
        }
        auto naive = recordsOf(log);
        for (int i = 0; i < 8; ++i) {
            const Span hole = anySpan();
            std::set<std::pair<std::int32_t, std::int64_t>> expected;
            std::erase_if(naive, [&](const auto& record) {
                const bool in
                    = record.second >= hole.base.value() && record.second < hole.end.value();
                if (in) {
                    expected.insert(record);
                }
                return in;
            });
            RC_ASSERT(recordsOf(cutOut(log, hole.base, hole.end)) == expected);
            RC_ASSERT(recordsOf(log) == naive);
            RC_ASSERT(std::is_sorted(log.begin(), log.end(),
                [](const Span& a, const Span& b) { return a.end <= b.base && a.base < b.base; }));
        }
    }));
}

void TestSpans::setHoldsWhatWasPutIn()
{
    QVERIFY(rc::check("a RecordSet agrees with a set of records", [] {
        RecordSet set;
        std::set<std::pair<std::int32_t, std::int64_t>> naive;
        for (int i = 0; i < 20; ++i) {
            const Span s = anySpan();
            const auto asked = recordsOf({s});
            std::set<std::pair<std::int32_t, std::int64_t>> inside;
            std::set<std::pair<std::int32_t, std::int64_t>> outside;
            for (const auto& record : asked) {
                (naive.count(record) != 0 ? inside : outside).insert(record);
            }
            RC_ASSERT(recordsOf(set.within(s)) == inside);
            RC_ASSERT(recordsOf(set.missing(s)) == outside);
            const Span prefix = set.prefix(s);
            RC_ASSERT(prefix.base == s.base && prefix.end <= std::max(s.base, s.end));
            RC_ASSERT(
                prefix.end >= s.end || naive.count({s.epoch.value(), prefix.end.value()}) == 0);
            for (std::int64_t o = prefix.base.value(); o < prefix.end.value(); ++o) {
                RC_ASSERT(naive.count({s.epoch.value(), o}) != 0);
            }
            if (*rc::gen::inRange(0, 8) == 0) {
                set.removeFrom(s.end);
                std::erase_if(naive, [&s](const auto& r) { return r.second >= s.end.value(); });
            }
            set.insert(s);
            naive.insert(asked.begin(), asked.end());
            RC_ASSERT(recordsOf(set.spans()) == naive);
        }
    }));
}

void TestSpans::heldPrefixStopsWhereTheLogsPart()
{
    const Spans log{span(0, 5, 0), span(5, 9, 2)};
    QCOMPARE(heldPrefix(log, span(2, 4, 0)), span(2, 4, 0));
    QCOMPARE(heldPrefix(log, span(3, 8, 0)), span(3, 5, 0));
    QCOMPARE(heldPrefix(log, span(5, 12, 2)), span(5, 9, 2));
    QCOMPARE(heldPrefix(log, span(5, 7, 1)), span(5, 5, 1));
    QCOMPARE(heldPrefix(log, span(9, 10, 2)), span(9, 9, 2));
    QCOMPARE(heldPrefix({}, span(0, 1, 0)), span(0, 0, 0));
}

QTEST_GUILESS_MAIN(TestSpans)

#include "tst_spans.moc"
