#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "tests/support/small_cluster.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

constexpr std::int64_t kStartMs = 100;

/// A producer that sends as told for `runMs` after its start.
scenario::Scenario sending(const scenario::SendSpec& sends, int runMs)
{
    scenario::Scenario s = smallCluster();
    scenario::ProducerSpec& producer = addProducer(s, {{"acks", "1"}}, 1, std::nullopt);
    producer.sends = sends;
    producer.sends.topic = "t";
    at(s, kStartMs, scenario::StartCommand{{"p1"}});
    s.script.back().at = Timestamp((kStartMs + runMs) * 1000);
    return s;
}

/// When the records were created, in microseconds after the producer's start. The first ones wait
/// for metadata.
std::vector<std::int64_t> timesOf(const history::History& history)
{
    std::vector<std::int64_t> times;
    for (const auto& created : all<event::RecordCreated>(history)) {
        times.push_back((created.event->time - Timestamp(kStartMs * 1000)).micros());
    }
    return times;
}

std::vector<std::int64_t> gapsOf(const std::vector<std::int64_t>& times)
{
    std::vector<std::int64_t> gaps;
    for (std::size_t i = 1; i < times.size(); ++i) {
        gaps.push_back(times[i] - times[i - 1]);
    }
    return gaps;
}

std::map<std::string, int> keysOf(const history::History& history)
{
    std::map<std::string, int> keys;
    for (const auto& created : all<event::RecordCreated>(history)) {
        ++keys[created.what->hasKey ? std::string(history.text(created.what->key)) : "null"];
    }
    return keys;
}

/// Of the values.
std::vector<double> sizesOf(const history::History& history)
{
    std::vector<double> sizes;
    for (const auto& created : all<event::RecordCreated>(history)) {
        sizes.push_back(created.what->bytes);
    }
    return sizes;
}

double meanOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

} // namespace

/// What an application sends, as the scenario tells it.
class TestWorkload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConstantRateIsEven()
    {
        scenario::SendSpec sends;
        sends.ratePerSecond = 100;
        const auto gaps = gapsOf(timesOf(*scenario::run(sending(sends, 1000))));
        QVERIFY(gaps.size() >= 98);
        QVERIFY(std::all_of(gaps.begin() + 1, gaps.end(), [](auto gap) { return gap == 10'000; }));
    }

    void poissonHasTheRateAndIsUneven()
    {
        scenario::SendSpec sends;
        sends.ratePerSecond = 500;
        sends.arrivals = scenario::ArrivalKind::Poisson;
        const auto times = timesOf(*scenario::run(sending(sends, 10'000)));
        QVERIFY(std::abs(static_cast<int>(times.size()) - 5000) < 4 * 71); // √5000 is a deviation
        const auto gaps = gapsOf(times);
        const auto longer
            = std::count_if(gaps.begin(), gaps.end(), [](auto gap) { return gap > 2000; });
        const double share = static_cast<double>(longer) / static_cast<double>(gaps.size());
        QVERIFY(std::abs(share - std::exp(-1.0)) < 0.03);
    }

    void aBurstComesAtOnce()
    {
        scenario::SendSpec sends;
        sends.bursts = scenario::BurstSpec{5, milliseconds(100)};
        const auto times = timesOf(*scenario::run(sending(sends, 1000)));
        QCOMPARE(times.size(), std::size_t(50));
        for (std::size_t i = 5; i < times.size(); ++i) {
            QCOMPARE(times[i] - times[i - 1], std::int64_t(i % 5 == 0 ? 100'000 : 0));
        }
    }

    /// The application's clock stands still: what was to come is put off by the pause.
    void aPauseIsKept()
    {
        scenario::SendSpec sends;
        sends.ratePerSecond = 100;
        sends.pauses
            = {{milliseconds(205), milliseconds(405)}, {milliseconds(610), milliseconds(710)}};
        const auto times = timesOf(*scenario::run(sending(sends, 1000)));
        for (const auto time : times) {
            QVERIFY(time < 205'000 || (time >= 405'000 && time < 610'000) || time >= 710'000);
        }
        const auto gaps = gapsOf(times);
        QCOMPARE(std::count(gaps.begin(), gaps.end(), 210'000), 1);
        QCOMPARE(std::count(gaps.begin(), gaps.end(), 110'000), 1);
        QVERIFY(times.size() >= 68 && times.size() <= 70);
    }

    void aPauseFromTheStartPutsTheFirstOff()
    {
        scenario::SendSpec sends;
        sends.ratePerSecond = 100;
        sends.pauses = {{Duration(), milliseconds(300)}};
        const auto times = timesOf(*scenario::run(sending(sends, 500)));
        QCOMPARE(times.front(), std::int64_t(300'000));
        QCOMPARE(times.size(), std::size_t(21)); // at 300 ms, 310 ms … 500 ms
    }

    void poissonRunsOnAfterAPause()
    {
        scenario::SendSpec sends;
        sends.ratePerSecond = 1000;
        sends.arrivals = scenario::ArrivalKind::Poisson;
        sends.pauses = {{seconds(1), seconds(3)}};
        const auto times = timesOf(*scenario::run(sending(sends, 4000)));
        QVERIFY(std::none_of(times.begin(), times.end(),
            [](auto time) { return time >= 1'000'000 && time < 3'000'000; }));
        QVERIFY(std::abs(static_cast<int>(times.size()) - 2000) < 4 * 45);
    }

    void keysOfAListAreAllUsed()
    {
        scenario::SendSpec sends;
        sends.ratePerSecond = 1000;
        sends.hasKeys = true;
        sends.keyList = {"anna", "ben", "", "dora"};
        const auto keys = keysOf(*scenario::run(sending(sends, 2000)));
        QCOMPARE(keys.size(), std::size_t(4));
        for (const auto& [key, count] : keys) {
            QVERIFY2(std::abs(count - 500) < 80, key.c_str());
        }
        QVERIFY(keys.contains("")); // which is not null
    }

    void zipfPrefersTheFirstKeys()
    {
        scenario::SendSpec sends;
        sends.ratePerSecond = 2000;
        sends.hasKeys = true;
        sends.keyPrefix = "user-";
        sends.keyLast = 9;
        sends.zipfThousandths = 1000;
        const auto keys = keysOf(*scenario::run(sending(sends, 3000)));
        double weights = 0;
        for (int rank = 1; rank <= 10; ++rank) {
            weights += 1.0 / rank;
        }
        for (int rank = 1; rank <= 4; ++rank) {
            const int count = keys.at("user-" + std::to_string(rank - 1));
            QVERIFY(std::abs(count / 6000.0 - 1 / (rank * weights)) < 0.02);
        }
    }

    void sizesAreDrawn_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("spread");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::addColumn<double>("mean");
        using scenario::SizeKind;
        QTest::newRow("fixed") << int(SizeKind::Fixed) << 0 << 200.0 << 200.0 << 200.0;
        QTest::newRow("uniform") << int(SizeKind::Uniform) << 400 << 200.0 << 400.0 << 300.0;
        QTest::newRow("normal") << int(SizeKind::Normal) << 20 << 80.0 << 320.0 << 200.0;
        QTest::newRow("pareto") << int(SizeKind::Pareto) << 3000 << 200.0 << 2000.0 << 298.0;
    }
    void sizesAreDrawn()
    {
        QFETCH(int, kind);
        QFETCH(int, spread);
        QFETCH(double, least);
        QFETCH(double, most);
        QFETCH(double, mean);
        scenario::SendSpec sends;
        sends.ratePerSecond = 1000;
        sends.size = 200;
        sends.sizeKind = static_cast<scenario::SizeKind>(kind);
        sends.sizeSpread = static_cast<std::uint32_t>(spread);
        sends.sizeMost = 2000;
        const auto sizes = sizesOf(*scenario::run(sending(sends, 3000)));
        QVERIFY(sizes.size() > 2900);
        QVERIFY(*std::min_element(sizes.begin(), sizes.end()) >= least);
        QVERIFY(*std::max_element(sizes.begin(), sizes.end()) <= most);
        QVERIFY2(std::abs(meanOf(sizes) - mean) < 10, qPrintable(QString::number(meanOf(sizes))));
    }

    void valuesAreOfTheKindToldAndTheirSize()
    {
        scenario::SendSpec sends;
        sends.ratePerSecond = 50;
        sends.size = 300;
        sends.valueKind = scenario::ValueKind::Json;
        const auto history = scenario::run(sending(sends, 200));
        const auto records = all<event::RecordCreated>(*history);
        QVERIFY(!records.empty());
        for (const auto& created : records) {
            QCOMPARE(created.what->bytes, 300U);
            QVERIFY(history->text(created.what->value).starts_with("{\"orderId\":"));
        }
        sends.valueKind = scenario::ValueKind::Letters;
        const auto other = scenario::run(sending(sends, 200));
        const auto lettered = all<event::RecordCreated>(*other);
        QVERIFY(other->text(lettered.front().what->value).starts_with("{\"order\":1,"));
    }

    void aCountEndsBursts()
    {
        scenario::SendSpec sends;
        sends.bursts = scenario::BurstSpec{4, milliseconds(50)};
        sends.count = 10;
        const auto history = scenario::run(sending(sends, 1000));
        QCOMPARE(timesOf(*history).size(), std::size_t(10));
    }

    void theSameSeedSendsTheSame()
    {
        scenario::SendSpec sends;
        sends.ratePerSecond = 300;
        sends.arrivals = scenario::ArrivalKind::Poisson;
        sends.sizeKind = scenario::SizeKind::Pareto;
        sends.sizeSpread = 1500;
        const scenario::Scenario s = sending(sends, 1000);
        QVERIFY(std::ranges::equal(scenario::run(s)->events(), scenario::run(s)->events()));
    }
};

QTEST_GUILESS_MAIN(TestWorkload)
#include "tst_workload.moc"
