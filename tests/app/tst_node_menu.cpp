// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/conductor.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "tests/app/window_fixture.h"
#include "views/stage/stage_view.h"

#include <QContextMenuEvent>
#include <QMenu>

using namespace brokerscope;

namespace {

QAction* actionOf(const QMenu& menu, const QString& text)
{
    for (QAction* action : menu.actions()) {
        if (action->text() == text) {
            return action;
        }
    }
    return nullptr;
}

/// Leads the keyboard down to an entry, opens submenus on the way, and chooses it.
bool chooseByKeys(QMenu* menu, QStringList path)
{
    while (menu != nullptr && !path.isEmpty()) {
        QAction* action = actionOf(*menu, path.takeFirst());
        if (action == nullptr || !action->isEnabled()) {
            return false;
        }
        for (int i = 0; i < menu->actions().size() && menu->activeAction() != action; ++i) {
            QTest::keyClick(menu, Qt::Key_Down);
        }
        if (menu->activeAction() != action) {
            return false;
        }
        QTest::keyClick(menu, action->menu() == nullptr ? Qt::Key_Return : Qt::Key_Right);
        menu = action->menu();
    }
    return menu == nullptr;
}

QMenu* openMenu()
{
    return qobject_cast<QMenu*>(QApplication::activePopupWidget());
}

} // namespace

/// The menus of nodes and partitions in the real window.
class TestNodeMenu : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        window().open(QStringLiteral("a3-acks-1-loss"));
    }
    void init()
    {
        window().workspace().switchTo(app::RunId(1));
        player().seek(Timestamp(400'000));
        window().conductor().showScene();
        stage().setFocus();
    }
    void cleanup()
    {
        while (QWidget* popup = QApplication::activePopupWidget()) {
            popup->close();
        }
    }
    void cleanupTestCase() { m_fixture = nullptr; }

    void aFaultIsChosenByKeys_data()
    {
        QTest::addColumn<QString>("object");
        QTest::addColumn<QStringList>("path");
        QTest::addColumn<QString>("command");
        const auto row
            = [](const char* name, const char* object, QStringList path, const char* command) {
                  QTest::newRow(name) << object << path << command;
              };
        row("kill", "broker:b2", {QStringLiteral("Stop (process kill)")},
            "add {at: 400ms, stop: b2, how: kill}");
        row("pause", "controller:controller", {QStringLiteral("Pause")},
            "add {at: 400ms, pause: controller}");
        row("one way", "broker:b1",
            {QStringLiteral("Link to"), QStringLiteral("b2"), QStringLiteral("Cut b2 → b1 only")},
            "add {at: 400ms, cut: [b2, b1], one-way: true}");
        row("slow link", "producer:p1",
            {QStringLiteral("Link to"), QStringLiteral("b3"), QStringLiteral("Slower by 1 s")},
            "add {at: 400ms, slow-link: [p1, b3], by: 1s}");
        row("disk", "broker:b3",
            {QStringLiteral("Disk"), QStringLiteral("Full: takes not one more byte")},
            "add {at: 400ms, fill-disk: b3}");
        row("clock", "consumer:c1", {QStringLiteral("Clock"), QStringLiteral("1 hour ahead")},
            "add {at: 400ms, skew-clock: c1, by: 3600s}");
        row("admin", "partition:orders-0",
            {QStringLiteral("Take away the replica on"), QStringLiteral("b3")},
            "add {at: 400ms, reassign: orders-0, to: [b1, b2]}");
        row("more partitions", "partition:orders-1",
            {QStringLiteral("Give orders one more partition: 3 in all")},
            "add {at: 400ms, add-partitions: orders, to: 3}");
        row("by a replica", "replica:orders-1/b2",
            {QStringLiteral("orders-1"), QStringLiteral("Take away the replica on"),
                QStringLiteral("b3")},
            "add {at: 400ms, reassign: orders-1, to: [b1, b2]}");
    }

    void aFaultIsChosenByKeys()
    {
        QFETCH(const QString, object);
        QFETCH(const QStringList, path);
        QFETCH(const QString, command);
        const std::size_t before = window().workspace().runs().runs().size();
        stage().setFocusedId(object);
        QVERIFY2(stage().picture().find(object) != nullptr, qPrintable(object));
        QTest::keyClick(&stage(), Qt::Key_Menu);
        QVERIFY(openMenu() != nullptr);
        QVERIFY(chooseByKeys(openMenu(), path));
        QTRY_COMPARE(window().workspace().runs().runs().size(), before + 1);
        const app::Run* fork = window().workspace().runs().current();
        QCOMPARE(fork->edits.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(scenario::toText(fork->edits.front())), command);
        QVERIFY(fork->complete);
        QCOMPARE(player().playhead().time, Timestamp(400'000));
    }

    void whatWouldChangeNothingIsGreyAndSaysWhy()
    {
        stage().setFocusedId(QStringLiteral("broker:b1"));
        QTest::keyClick(&stage(), Qt::Key_Menu);
        QVERIFY(openMenu() != nullptr);
        const QAction* start = actionOf(*openMenu(), QStringLiteral("Start"));
        QVERIFY(start != nullptr && !start->isEnabled());
        QCOMPARE(start->toolTip(), QStringLiteral("b1 is running already."));
        openMenu()->close();

        stage().setFocusedId(QStringLiteral("partition:orders-0"));
        QTest::keyClick(&stage(), Qt::Key_Menu);
        const QAction* move = actionOf(*openMenu(), QStringLiteral("Move the replica on"));
        QVERIFY2(move != nullptr && !move->isEnabled(), "three brokers, three replicas");
        QCOMPARE(move->toolTip(), QStringLiteral("Every broker has a replica of orders-0."));
        const QAction* elect
            = actionOf(*openMenu(), QStringLiteral("Elect the preferred leader, b1"));
        QVERIFY(elect != nullptr && !elect->isEnabled());
        QCOMPARE(elect->toolTip(), QStringLiteral("b1 leads orders-0 already."));
    }

    void theRightButtonOpensTheSame()
    {
        const QPoint place = test::middleOf(stage(), QStringLiteral("partition:orders-0"));
        QVERIFY(place.x() > 0);
        QContextMenuEvent click(QContextMenuEvent::Mouse, place, stage().mapToGlobal(place));
        QApplication::sendEvent(&stage(), &click);
        QVERIFY(openMenu() != nullptr);
        QVERIFY(actionOf(*openMenu(), QStringLiteral("Elect any leader (unclean)")) != nullptr);
    }

    void theAppMenuHasAllOfThem()
    {
        QMenu menu;
        window().conductor().fillNodes(menu);
        window().conductor().fillNodes(menu); // as when it is opened again, after clear()
        menu.clear();
        window().conductor().fillNodes(menu);
        QStringList titles;
        for (const QAction* action : menu.actions()) {
            if (action->menu() != nullptr) {
                titles += action->text();
            }
        }
        QCOMPARE(titles.join(QLatin1Char(' ')), QStringLiteral("b1 b2 b3 controller p1 c1 orders"));
        QMenu* broker = actionOf(menu, QStringLiteral("b2"))->menu();
        QVERIFY(broker->isEmpty());
        Q_EMIT broker->aboutToShow();
        QVERIFY(actionOf(*broker, QStringLiteral("Stop (power loss)")) != nullptr);
        QMenu* topic = actionOf(menu, QStringLiteral("orders"))->menu();
        Q_EMIT topic->aboutToShow();
        QCOMPARE(topic->actions().size(), 2);
    }

private:
    app::MainWindow& window() { return m_fixture->window(); }
    app::Player& player() { return window().workspace().player(); }
    views::StageView& stage() { return *window().page().stage(); }

    std::unique_ptr<test::WindowFixture> m_fixture;
};

QTEST_MAIN(TestNodeMenu)
#include "tst_node_menu.moc"
