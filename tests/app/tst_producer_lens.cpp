// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/conductor.h"
#include "app/lens_tabs.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "tests/app/window_fixture.h"
#include "views/producer/producer_canvas.h"
#include "views/producer/producer_view.h"
#include "views/stage/stage_view.h"

#include <QMenu>

using namespace brokerscope;

/// The way from the stage into a producer, in the real window.
class TestProducerLens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        window().open(QStringLiteral("a3-acks-1-loss"));
        window().workspace().player().seek(Timestamp(1'000'000));
        window().conductor().showScene();
    }
    void cleanup() { m_fixture = nullptr; }

    void controlSevenOpensIt()
    {
        m_fixture->key(Qt::Key_7, Qt::ControlModifier);
        verifyOpen();
    }

    void aDoubleClickOnTheCardZoomsIn()
    {
        views::StageView& stage = *window().page().stage();
        const views::Shape* card = stage.picture().find(QStringLiteral("producer:p1"));
        QVERIFY(card != nullptr);
        QTest::mouseDClick(
            &stage, Qt::LeftButton, {}, (card->rect.topLeft() + QPointF(14, 14)).toPoint());
        verifyOpen();
        QVERIFY(view().canvas()->hasFocus());
    }

    void enterOnTheCardZoomsIn()
    {
        views::StageView& stage = *window().page().stage();
        stage.setFocus();
        stage.setFocusedId(QStringLiteral("producer:p1"));
        QTest::keyClick(&stage, Qt::Key_Return);
        verifyOpen();
    }

    void theMenuOfTheCardZoomsIn()
    {
        views::StageView& stage = *window().page().stage();
        stage.setFocus();
        stage.setFocusedId(QStringLiteral("producer:p1"));
        QTest::keyClick(&stage, Qt::Key_Menu);
        auto* menu = window().page().findChild<QMenu*>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().front()->text(), QStringLiteral("Zoom in"));
        menu->actions().front()->trigger();
        verifyOpen();
    }

    void aSliceThatIsClickedIsSelectedEverywhere()
    {
        window().page().showLens(app::WorkspacePage::Producer);
        const views::Shape* bar = nullptr;
        const auto bars = view().canvas()->picture().findAll(QStringLiteral("closed:"));
        QVERIFY(!bars.empty());
        bar = bars.back();
        QTest::mouseClick(
            view().canvas(), Qt::LeftButton, {}, views::boundsOf(*bar).center().toPoint());
        QCOMPARE(window().conductor().selection().kind, views::Selection::Kind::Batch);
    }

private:
    app::MainWindow& window() { return m_fixture->window(); }
    views::ProducerView& view() { return *window().page().producer(); }

    void verifyOpen()
    {
        QCOMPARE(window().page().tabs()->currentIndex(), int(app::WorkspacePage::Producer));
        QVERIFY(view().isVisible());
        QVERIFY(view().canvas()->picture().find(QStringLiteral("producer:p1")) != nullptr);
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
};

QTEST_MAIN(TestProducerLens)
#include "tst_producer_lens.moc"
