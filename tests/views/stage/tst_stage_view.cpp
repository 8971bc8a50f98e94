#include "views/stage/stage_view.h"

#include "tests/views/support/loss_story.h"
#include "tests/views/support/real_run.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;

class StageViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_story = test::makeLossStory();
    }

    void init()
    {
        m_view = std::make_unique<StageView>();
        m_view->resize(1080, 460);
        m_view->setScene(m_story.at(m_story.lost.value() + 1));
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void aClickSelectsWhatIsUnderTheMouse()
    {
        Selection selection;
        connect(m_view.get(), &StageView::selectionRequested, this,
            [&](const Selection& s) { selection = s; });
        click("record:orders-0@8/b1", Qt::LeftButton);
        QCOMPARE(selection.kind, Selection::Kind::Record);
        QCOMPARE(selection.offset.value(), 8);
        click("controller:controller", Qt::LeftButton);
        QCOMPARE(selection.kind, Selection::Kind::Node);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(2, 2));
        QCOMPARE(selection.kind, Selection::Kind::None);
    }

    void tabAndArrowsLeadFromObjectToObject()
    {
        m_view->setFocus();
        Selection selection;
        connect(m_view.get(), &StageView::selectionRequested, this,
            [&](const Selection& s) { selection = s; });
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        QVERIFY(!m_view->focusedId().isEmpty());
        m_view->setFocusedId(QStringLiteral("record:orders-0@3/b2"));
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(m_view->focusedId(), QStringLiteral("record:orders-0@4/b2"));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(selection.offset.value(), 4);
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QVERIFY(m_view->focusedId().isEmpty());
    }

    void tabLeavesTheStageAfterItsLastObject()
    {
        m_view->setFocus();
        QString before;
        int stops = 0;
        do {
            before = m_view->focusedId();
            QTest::keyClick(m_view.get(), Qt::Key_Tab);
            ++stops;
        } while (!m_view->focusedId().isEmpty() && stops < 100);
        QVERIFY(stops > 5);
        QVERIFY(stops < 100);
    }

    void theMenuKeyAndTheRightButtonAskForTheNodesMenu()
    {
        m_view->setFocus();
        NodeId node = kNoNode;
        connect(
            m_view.get(), &StageView::nodeMenuRequested, this, [&](NodeId n, QPoint) { node = n; });
        m_view->setFocusedId(QStringLiteral("broker:b2"));
        QTest::keyClick(m_view.get(), Qt::Key_Menu);
        QCOMPARE(node, NodeId(2));
        m_view->setFocusedId(QStringLiteral("broker:b3"));
        QTest::keyClick(m_view.get(), Qt::Key_F10, Qt::ShiftModifier);
        QCOMPARE(node, NodeId(3));
        const QPoint at = center("record:orders-0@2/b1");
        QContextMenuEvent asked(QContextMenuEvent::Mouse, at, m_view->mapToGlobal(at));
        QCoreApplication::sendEvent(m_view.get(), &asked);
        QCOMPARE(node, NodeId(1));
    }

    void aMessageHasAMenuOfItsOwn()
    {
        scenario::Scenario scenario = testing::smallCluster();
        testing::addProducer(scenario, {}, 100, 20);
        testing::at(scenario, 300, scenario::StartCommand{{"p1"}});
        const test::RealRun run(scenario);
        std::vector<const Shape*> messages;
        for (std::int64_t ms = 300; messages.empty() && ms < 400; ++ms) {
            m_view->setScene(run.atMs(ms));
            messages = m_view->picture().findAll(QStringLiteral("message:"));
        }
        QVERIFY(!messages.empty());
        m_view->setFocus();
        NodeId node = kNoNode;
        EventId message = kNoEvent;
        connect(
            m_view.get(), &StageView::nodeMenuRequested, this, [&](NodeId n, QPoint) { node = n; });
        connect(m_view.get(), &StageView::messageMenuRequested, this,
            [&](EventId id, QPoint) { message = id; });
        m_view->setFocusedId(messages.front()->id);
        QTest::keyClick(m_view.get(), Qt::Key_Menu);
        QCOMPARE(QStringLiteral("message:%1").arg(message.value()), messages.front()->id);
        QCOMPARE(node, kNoNode);
    }

    void everyObjectIsKnownToScreenReaders()
    {
        QAccessibleInterface* stage = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(stage != nullptr);
        QCOMPARE(stage->childCount(), static_cast<int>(reachableIds(m_view->picture()).size()));
        QStringList names;
        for (int i = 0; i < stage->childCount(); ++i) {
            QAccessibleInterface* child = stage->child(i);
            QCOMPARE(stage->indexOfChild(child), i);
            QVERIFY(!child->text(QAccessible::Name).isEmpty());
            names.append(child->text(QAccessible::Name));
        }
        QVERIFY(names.join(QLatin1Char('\n')).contains(QStringLiteral("acknowledged, and lost")));
        QVERIFY(stage->text(QAccessible::Description).contains(QStringLiteral("b1 is down")));
    }

    void takesAnySizeAndTheme()
    {
        for (const auto name : {ThemeName::Dark, ThemeName::Projector, ThemeName::Light}) {
            m_view->setTheme(Theme(name));
            for (const QSize size : {QSize(480, 320), QSize(620, 360), QSize(2400, 1400)}) {
                m_view->resize(size);
                QCOMPARE(m_view->picture().size, QSizeF(size));
                QVERIFY(!m_view->grab().isNull());
            }
        }
    }

private:
    [[nodiscard]] QPoint center(const char* id) const
    {
        return boundsOf(m_view->picture(), QLatin1String(id)).center().toPoint();
    }
    void click(const char* id, Qt::MouseButton button)
    {
        QTest::mouseClick(m_view.get(), button, {}, center(id));
    }

    test::LossStory m_story;
    std::unique_ptr<StageView> m_view;
};

QTEST_MAIN(StageViewTest)
#include "tst_stage_view.moc"
