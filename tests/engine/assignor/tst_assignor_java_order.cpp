#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/assignor/java_order.h"

using namespace brokerscope::assignor;

class TestJavaOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hashesAreJavas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("hash");
        QTest::newRow("empty") << QString() << 0;
        QTest::newRow("a letter") << QStringLiteral("a") << 97;
        QTest::newRow("a word") << QStringLiteral("hello") << 99162322;
        QTest::newRow("wraps") << QStringLiteral("consumer-group-1")
                               << javaHashOf("consumer-group-1");
        QTest::newRow("two bytes") << QStringLiteral("é") << 0xE9;
        QTest::newRow("three bytes") << QStringLiteral("组") << 0x7EC4;
        QTest::newRow("a surrogate pair")
            << QString::fromUtf8("\xF0\x9F\x98\x80") << 31 * 0xD83D + 0xDE00;
    }

    void hashesAreJavas()
    {
        QFETCH(const QString, text);
        QFETCH(const int, hash);
        QCOMPARE(javaHash(text.toStdString()), hash);
    }

    void stringsCompareByCodeUnits()
    {
        QVERIFY(javaLess("", "a") && !javaLess("a", "") && !javaLess("a", "a"));
        QVERIFY(javaLess("T", "a") && javaLess("topic-10", "topic-9"));
        // U+1F600 begins with D83D, below U+FF5E, although its UTF-8 begins with F0.
        QVERIFY(javaLess("\xF0\x9F\x98\x80", "\xEF\xBD\x9E"));
        QVERIFY(!javaLess("\xEF\xBD\x9E", "\xF0\x9F\x98\x80"));
        QVERIFY(javaLess("\xE7\xBB\x84", "\xF0\x9F\x98\x80"));
    }

    void topicIdsAreReadAndHashed()
    {
        const auto id = TopicId::fromBase64("AAAAAAAAAAEAAAAAAAAAAg");
        QVERIFY(id == (TopicId{1, 2}));
        QCOMPARE(javaHash(*id), 3);
        QVERIFY(TopicId::fromBase64("4mAmtzzcO1mBLDGLomtVGA")
            == (TopicId{0xe26026b73cdc3b59, 0x812c318ba26b5518}));
        QVERIFY(!TopicId::fromBase64("short"));
        QVERIFY(!TopicId::fromBase64("AAAAAAAAAAEAAAAAAAAA+g"));
    }

    void aSetGoesByBucketsAndThenByInsertion()
    {
        QCOMPARE(hashOrder({}), (std::vector<std::uint32_t>{}));
        // 16 buckets: 33 and 1 share one.
        QCOMPARE(hashOrder({33, 2, 1, 15}), (std::vector<std::uint32_t>{0, 2, 1, 3}));
        // The thirteenth element doubles them, and 16 no longer meets 0.
        QCOMPARE(hashOrder({16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}).front(), 0U);
        QCOMPARE(hashOrder({16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}).front(), 1U);
        // The upper half of the hash counts, too.
        QCOMPARE(hashOrder({0x30000, 0x20001}), (std::vector<std::uint32_t>{0, 1}));
        QCOMPARE(hashOrder({0x30000, 0x20000}), (std::vector<std::uint32_t>{1, 0}));
    }

    void aBagGivesWhatTheSetWouldGiveFirst()
    {
        HashBag bag;
        QVERIFY(bag.isEmpty() && !bag.first());
        bag.insert(7, 20);
        bag.insert(8, 4);
        QCOMPARE(*bag.first(), 7U); // both in bucket 4
        bag.insert(9, 3);
        QCOMPARE(*bag.first(), 9U);
        bag.erase(9);
        bag.erase(7);
        QCOMPARE(*bag.first(), 8U);
    }

private:
    static int javaHashOf(const char* ascii)
    {
        std::uint32_t hash = 0;
        for (; *ascii != '\0'; ++ascii) {
            hash = 31 * hash + static_cast<unsigned char>(*ascii);
        }
        return static_cast<int>(hash);
    }
};

QTEST_GUILESS_MAIN(TestJavaOrder)
#include "tst_assignor_java_order.moc"
