#include <QTest>

#include "engine/event/recorder.h"

#include <string>

using namespace brokerscope;
using namespace brokerscope::event;

class StringTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEmptyTextIsThereFromTheStart()
    {
        StringTable table;
        QCOMPARE(table.size(), std::size_t{1});
        QCOMPARE(table.intern(""), StringId(0));
        QCOMPARE(std::string(table.at(StringId(0))), std::string());
    }

    void givesIdsInTheOrderOfFirstUse()
    {
        StringTable table;
        constexpr std::uint32_t kTexts = 20'000; // many times what a block and the first table hold
        const auto textOf = [](std::uint32_t i) { return "order " + std::to_string(i * 7919); };
        for (std::uint32_t i = 1; i <= kTexts; ++i) {
            QCOMPARE(table.intern(textOf(i)), StringId(i));
        }
        for (std::uint32_t i = 1; i <= kTexts; ++i) {
            QCOMPARE(table.intern(textOf(i)), StringId(i));
            QCOMPARE(std::string(table.at(StringId(i))), textOf(i));
        }
        QCOMPARE(table.size(), std::size_t{kTexts + 1});
    }

    void keepsTextsOfAnySizeWhereTheyAre()
    {
        StringTable table;
        const std::string_view first = table.at(table.intern("first"));
        const std::string large(1'000'000, 'x');
        const StringId largeId = table.intern(large);
        const StringId zeros = table.intern(std::string_view("a\0b", 3));
        QVERIFY(zeros != table.intern("a"));
        for (int i = 0; i < 1000; ++i) {
            table.intern(std::to_string(i));
        }
        QCOMPARE(std::string(first), std::string("first"));
        QCOMPARE(table.at(StringId(1)).data(), first.data());
        QVERIFY(table.at(largeId) == large);
    }

    void isHandedOverWhole()
    {
        Recorder recorder;
        const StringId id = recorder.intern("b1");
        const StringTable taken = recorder.takeStrings();
        QCOMPARE(std::string(taken.at(id)), std::string("b1"));
        QCOMPARE(recorder.strings().size(), std::size_t{1});
        QCOMPARE(recorder.intern("b2"), StringId(1));
    }
};

QTEST_GUILESS_MAIN(StringTableTest)
#include "tst_string_table.moc"
