#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/edit.h"

#include <rapidcheck.h>

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

Timestamp at(std::int64_t ms)
{
    return Timestamp(ms * 1000);
}

/// start at 0, stop b1 at 1 s, end at 3 s.
Scenario sample()
{
    Scenario scenario;
    scenario.producers.push_back({"p1", {}, {}, {}});
    scenario.script = {{at(0), StartCommand{{"p1"}}},
        {at(1000), StopCommand{"b1", event::StopHow::PowerLoss}}, {at(3000), EndCommand{}}};
    return scenario;
}

rc::Gen<std::string> anyName()
{
    return rc::gen::nonEmpty(rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("abcXYZ019._-=:\"\\{}[], #~\n\t'"))));
}

rc::Gen<Timestamp> anyTime()
{
    return rc::gen::map(rc::gen::inRange<std::int64_t>(0, 86'400'000'000),
        [](std::int64_t us) { return Timestamp(us); });
}

SeekCommand anySeek(const std::string& consumer)
{
    SeekCommand seek;
    seek.consumer = consumer;
    seek.target = static_cast<event::SeekTarget>(*rc::gen::inRange(0, 4));
    if (seek.target == event::SeekTarget::Offset) {
        seek.offset = Offset(*rc::gen::inRange(0, 1000));
    } else if (seek.target == event::SeekTarget::Time) {
        seek.time = Timestamp(*rc::gen::inRange<std::int64_t>(0, 86'400'000) * 1000);
    }
    if (*rc::gen::arbitrary<bool>()) {
        seek.partition = *anyName();
    }
    return seek;
}

Command anyCommand()
{
    Command command{*anyTime(), EndCommand{}};
    const std::string node = *anyName();
    const bool flag = *rc::gen::arbitrary<bool>();
    switch (*rc::gen::inRange(0, 8)) {
    case 0:
        command.action = StartCommand{{node, *anyName()}};
        break;
    case 1:
        command.action = StopCommand{node, flag ? event::StopHow::Kill : event::StopHow::PowerLoss};
        break;
    case 2:
        command.action = PauseCommand{node};
        break;
    case 3:
        command.action = ResumeCommand{node};
        break;
    case 4:
        command.action = CutCommand{node, node + "x", flag};
        break;
    case 5:
        command.action = HealCommand{node, node + "x", flag};
        break;
    case 6:
        command.action = anySeek(node);
        break;
    case 7:
        command.action = DeleteRecordsCommand{node, Offset(*rc::gen::inRange(-1, 1000))};
        break;
    default:
        break;
    }
    return command;
}

Edit anyEdit()
{
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        return SetValue{*anyName(), *anyName()};
    case 1:
        return AddCommand{anyCommand()};
    case 2:
        return MoveCommand{*rc::gen::arbitrary<std::size_t>(), *anyTime()};
    case 3:
        return RemoveCommand{*rc::gen::arbitrary<std::size_t>()};
    default:
        return SetSeed{*rc::gen::arbitrary<std::uint64_t>()};
    }
}

} // namespace

class TestEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadBack()
    {
        QVERIFY(rc::check("fromText(toText(edit)) == edit", [] {
            const Edit edit = anyEdit();
            const std::string text = toText(edit);
            RC_LOG(text);
            RC_ASSERT(text.find('\n') == std::string::npos);
            const auto back = fromText(text);
            RC_ASSERT(back.has_value());
            RC_ASSERT(*back == edit);
        }));
    }

    void textsAreMadeToBeTyped()
    {
        const auto text = [](const Edit& edit) { return QByteArray::fromStdString(toText(edit)); };
        QCOMPARE(text(MoveCommand{3, at(1500)}), QByteArray("move 3 1500ms"));
        QCOMPARE(text(AddCommand{{at(1734), StopCommand{"b1", event::StopHow::Kill}}}),
            QByteArray("add {at: 1734ms, stop: b1, how: kill}"));
        QCOMPARE(text(AddCommand{{at(2000), CutCommand{"b1", "b2", false}}}),
            QByteArray("add {at: 2s, cut: [b1, b2], one-way: true}"));
        QCOMPARE(text(SetValue{"producers.p1.config.acks", "all"}),
            QByteArray("set producers.p1.config.acks=all"));
        QCOMPARE(text(AddCommand{{at(1500),
                     SeekCommand{"c1", event::SeekTarget::Time, {}, at(900), "orders-0"}}}),
            QByteArray("add {at: 1500ms, seek: c1, to: time 900ms, partition: orders-0}"));
        QCOMPARE(text(AddCommand{{at(1000), DeleteRecordsCommand{"orders-0", kNoOffset}}}),
            QByteArray("add {at: 1s, delete-records: {partition: orders-0, before: -1}}"));
        QCOMPARE(text(SetSeed{7}), QByteArray("seed 7"));
        QCOMPARE(text(RemoveCommand{0}), QByteArray("remove 0"));
    }

    void otherTextsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", "set", "set a", "move", "move 1", "move x 1s", "move 1 1",
                 "remove", "remove -1", "seed x", "add", "add b1", "add {at: 1s}",
                 "add {at: 1s, stop: b1, hwo: kill}", "add {at: 1s, stop", "undo 1"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void otherTextsAreRefused()
    {
        QFETCH(QByteArray, text);
        const auto edit = fromText(text.toStdString());
        QVERIFY(!edit);
        QVERIFY(!edit.error().empty());
    }

    void addedCommandsStandBeforeTheEnd()
    {
        Scenario scenario = sample();
        QVERIFY(applyTo(scenario, AddCommand{{at(9000), StopCommand{"b2"}}}));
        QVERIFY(scenario.script.at(2) == (Command{at(3000), StopCommand{"b2"}}));
        QVERIFY(std::holds_alternative<EndCommand>(scenario.script.at(3).action));
    }

    void seeksAndDeletionsFitWhatIsThere()
    {
        Scenario scenario = sample();
        scenario.topics.push_back({"orders", 1, 1, {}, {}});
        ConsumerSpec& reader = scenario.consumers.emplace_back();
        reader.name = "c1";
        reader.assigns = {"orders-0"};
        const auto fits = [&](auto action) {
            return applyTo(scenario, AddCommand{{at(1), std::move(action)}});
        };
        using event::SeekTarget;
        QVERIFY(fits(SeekCommand{"c1", SeekTarget::End, {}, {}, ""}));
        QVERIFY(fits(SeekCommand{"c1", SeekTarget::End, {}, {}, "orders-0"}));
        QVERIFY(!fits(SeekCommand{"c1", SeekTarget::End, {}, {}, "orders-1"}));
        QVERIFY(!fits(SeekCommand{"p1", SeekTarget::End, {}, {}, ""}));
        QVERIFY(fits(DeleteRecordsCommand{"orders-0", Offset(5)}));
        QVERIFY(!fits(DeleteRecordsCommand{"orders-1", Offset(5)}));
    }

    void movedCommandsStayWithinTheRun()
    {
        Scenario scenario = sample();
        QVERIFY(applyTo(scenario, MoveCommand{1, at(5000)}));
        QVERIFY(scenario.script.at(1).at == at(3000));
        QVERIFY(applyTo(scenario, MoveCommand{1, Timestamp(-5)}));
        QVERIFY(scenario.script.at(1).at == at(0));
    }

    void theEndStaysLast()
    {
        Scenario scenario = sample();
        QVERIFY(applyTo(scenario, MoveCommand{2, at(500)}));
        QVERIFY(endOf(scenario) == at(1000));
        QVERIFY(applyTo(scenario, MoveCommand{2, at(8000)}));
        QVERIFY(endOf(scenario) == at(8000));
        QVERIFY(!applyTo(scenario, RemoveCommand{2}));
        QVERIFY(!applyTo(scenario, AddCommand{{at(1), EndCommand{}}}));
    }

    void editsThatDoNotFitChangeNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"move 3 1s", "remove 3", "set seed=1", "add {at: 1s, stop: b4}",
                 "add {at: 1s, stop: p1, how: power-loss}", "add {at: 1s, stop: k2}",
                 "add {at: 1s, start: you}", "add {at: 1s, cut: [b1, you]}",
                 "add {at: 1s, pause: p2}"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void editsThatDoNotFitChangeNothing()
    {
        QFETCH(QByteArray, text);
        Scenario scenario = sample();
        const auto edit = fromText(text.toStdString());
        QVERIFY(edit);
        QVERIFY(!applyTo(scenario, *edit));
        QVERIFY(scenario == sample());
    }
};

QTEST_GUILESS_MAIN(TestEdit)
#include "tst_edit.moc"
