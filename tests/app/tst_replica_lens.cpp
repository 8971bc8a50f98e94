// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/conductor.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "tests/app/window_fixture.h"
#include "views/segments/batch_panel.h"
#include "views/segments/segments_lens.h"
#include "views/segments/strip_view.h"
#include "views/stage/stage_view.h"

using namespace brokerscope;

namespace {

const QString kLesson = QStringLiteral("a3-acks-1-loss");

} // namespace

/// The segments lens over a run in the real window.
class TestReplicaLens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        window().open(kLesson);
        window().page().showLens(app::WorkspacePage::Segments);
    }
    void cleanup() { m_fixture = nullptr; }

    void withoutASelectionItShowsTheFirstLeader()
    {
        QVERIFY(lens().emptyText().contains(QStringLiteral("No broker keeps a log")));
        app::Player& player = window().workspace().player();
        player.toEnd();
        window().conductor().showScene();
        QCOMPARE(lens().replica().partition, PartitionId(0));
        QCOMPARE(lens().replica().broker, player.scene().state->partition(PartitionId(0)).leader);
        QTRY_VERIFY(lens().content().batch.has_value());
    }

    void itShowsTheFilesOfTheMoment()
    {
        selectLeader();
        for (const int percent : {100, 30, 60}) {
            app::Player& player = window().workspace().player();
            player.seek(Timestamp(player.run().history->end().micros() * percent / 100));
            window().conductor().showScene();
            const views::Scene scene = player.scene();
            const auto* replica = scene.state->replica(lens().replica().broker, PartitionId(0));
            QVERIFY(replica != nullptr);
            QTRY_VERIFY(!lens().content().segments.empty());
            QTRY_COMPARE(lens().content().segments.back().end, replica->logEnd);
        }
    }

    void aRecordOfTheStageIsOpened()
    {
        selectLeader();
        QTRY_VERIFY(lens().content().batch.has_value());
        views::Selection record = window().conductor().selection();
        record.kind = views::Selection::Kind::Record;
        record.offset = Offset(2);
        record.epoch = lens().content().batch->view().leaderEpoch();
        window().conductor().select(record);
        QTRY_VERIFY(lens().content().batch->view().baseOffset() <= Offset(2)
            && lens().content().batch->view().lastOffset() >= Offset(2));
        QTRY_COMPARE(lens().batch()->part().kind, views::BatchPart::Kind::Record);
    }

    void aBatchOfTheLensIsSelectedOnTheStage()
    {
        selectLeader();
        QTRY_VERIFY(lens().content().batches.batches.size() > 1);
        const views::BatchHead second = lens().content().batches.batches[1];
        const QString id = QStringLiteral("batch:%1").arg(second.base.value());
        QTest::mouseClick(
            lens().strip(), Qt::LeftButton, Qt::NoModifier, test::middleOf(*lens().strip(), id));
        QTRY_COMPARE(window().conductor().selection().kind, views::Selection::Kind::Record);
        QCOMPARE(window().conductor().selection().offset, second.base);
    }

    void theStageGivesWayAndComesBack()
    {
        selectLeader();
        window().resize(1280, 800);
        QTRY_COMPARE(window().size(), QSize(1280, 800));
        window().page().showLens(app::WorkspacePage::Plots);
        QVERIFY(window().page().stage()->isVisible());
        window().page().showLens(app::WorkspacePage::Segments);
        QVERIFY(window().page().isLensEnlarged());
        QVERIFY(!window().page().stage()->isVisible());
        window().page().setLensEnlarged(false);
        QVERIFY(window().page().stage()->isVisible());
    }

private:
    app::MainWindow& window() { return m_fixture->window(); }
    views::SegmentsLens& lens() { return *window().page().segments(); }

    void selectLeader()
    {
        window().workspace().player().toEnd();
        window().conductor().showScene();
        views::Selection partition;
        partition.kind = views::Selection::Kind::Partition;
        partition.partition = PartitionId(0);
        window().conductor().select(partition);
        QVERIFY(lens().replica());
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
};

QTEST_MAIN(TestReplicaLens)
#include "tst_replica_lens.moc"
