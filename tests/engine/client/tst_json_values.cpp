#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/client/json_values.h"
#include "engine/record/codec.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

using namespace brokerscope;
using namespace brokerscope::client;

namespace {

constexpr std::int64_t kTime = 1'767'225'600'000;

std::string valueOf(std::uint64_t seed, std::size_t bytes)
{
    sim::Random random(seed, 0);
    return jsonValue(random, RecordNumber(4'000'000'000U), kTime, bytes);
}

/// So many documents, one after the other.
std::string documents(int count, std::size_t bytes)
{
    sim::Random random(1, 0);
    std::string all;
    for (int i = 1; i <= count; ++i) {
        all += jsonValue(random, RecordNumber(static_cast<std::uint32_t>(i)), kTime + i, bytes);
    }
    return all;
}

/// Bytes after compression, in percent of those before.
int percentLeft(record::Codec codec, const std::string& text)
{
    record::Compressor compressor;
    Bytes out;
    const auto* begin = reinterpret_cast<const std::uint8_t*>(text.data());
    compressor.compress({codec, std::nullopt}, ByteView(begin, text.size()), out);
    return static_cast<int>(out.size() * 100 / text.size());
}

} // namespace

/// JSON documents as an application writes them.
class TestJsonValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyAreDocumentsOfTheirSize()
    {
        for (std::size_t bytes = kJsonDocument; bytes < 1500; bytes += 7) {
            for (std::uint64_t seed = 1; seed <= 20; ++seed) {
                const std::string value = valueOf(seed, bytes);
                QCOMPARE(value.size(), bytes);
                const auto document = nlohmann::json::parse(value, nullptr, false);
                QVERIFY2(!document.is_discarded(), value.c_str());
                QCOMPARE(document.at("orderId").get<std::uint32_t>(), 4'000'000'000U);
                QCOMPARE(document.at("timestamp").get<qint64>(), qint64(kTime));
                QVERIFY(!document.at("items").empty());
            }
        }
    }

    void whatIsTooShortForADocumentIsCut()
    {
        const std::string whole = valueOf(3, kJsonDocument);
        for (const std::size_t bytes : {0U, 1U, 2U, 17U, 100U, 200U}) {
            const std::string value = valueOf(3, bytes);
            QCOMPARE(value.size(), bytes);
            QVERIFY(whole.substr(0, 100).starts_with(value.substr(0, 100)));
        }
    }

    void largerOnesHaveMoreItems()
    {
        const auto items
            = [](std::size_t bytes) { return nlohmann::json::parse(valueOf(5, bytes))["items"]; };
        QCOMPARE(items(kJsonDocument).size(), std::size_t(1));
        QVERIFY(items(1000).size() > 8);
    }

    void noTwoAreAlike()
    {
        std::set<std::string> values;
        sim::Random random(1, 0);
        for (int i = 0; i < 1000; ++i) {
            values.insert(jsonValue(random, RecordNumber(1), kTime, 300));
        }
        QCOMPARE(values.size(), std::size_t(1000));
        QCOMPARE(valueOf(9, 700), valueOf(9, 700));
    }

    /// What one sees with the documents of real applications: many together lose most of their
    /// bytes, a single one only some.
    void manyTogetherCompressBetterThanOne()
    {
        using record::Codec;
        const std::string one = documents(1, 400);
        const std::string many = documents(40, 400);
        for (const Codec codec : {Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd}) {
            const int alone = percentLeft(codec, one);
            const int together = percentLeft(codec, many);
            QVERIFY2(together + 20 < alone, std::string(record::codecName(codec)).c_str());
            QVERIFY(together >= 15 && together <= 45);
        }
        QVERIFY(percentLeft(Codec::Zstd, many) < percentLeft(Codec::Lz4, many));
        QVERIFY(percentLeft(Codec::Gzip, many) < percentLeft(Codec::Snappy, many));
    }
};

QTEST_APPLESS_MAIN(TestJsonValues)
#include "tst_json_values.moc"
