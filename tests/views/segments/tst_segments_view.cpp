// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "tests/support/history_builder.h"
#include "tests/views/segments/small_log.h"
#include "views/controls/check_box.h"
#include "views/controls/pill_button.h"
#include "views/segments/batch_panel.h"
#include "views/segments/field_model.h"
#include "views/segments/hex_view.h"
#include "views/segments/look_up_panel.h"
#include "views/segments/look_up_view.h"
#include "views/segments/record_model.h"
#include "views/segments/segments_lens.h"
#include "views/segments/strip_view.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QScrollBar>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTableView>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;
using test::SmallLog;

namespace {

/// Every look is waited for, so that nothing in these tests depends on the speed of a machine.
constexpr std::chrono::minutes kPatient{1};

/// Files of a disk that gives nothing until it is opened.
class GatedFiles : public sim::FileReader {
public:
    explicit GatedFiles(std::shared_ptr<sim::FileReader> files)
        : m_files(std::move(files))
    {
    }

    void open() { m_gate.release(1000); }

    [[nodiscard]] std::vector<std::string> list() const override { return m_files->list(); }
    tl::expected<sim::FileId, sim::IoError> find(std::string_view path) override
    {
        return m_files->find(path);
    }
    [[nodiscard]] std::size_t size(sim::FileId file) const override { return m_files->size(file); }
    [[nodiscard]] tl::expected<ByteView, sim::IoError> read(
        sim::FileId file, std::size_t position, std::size_t length) const override
    {
        // A test that failed must not hang.
        return m_gate.tryAcquire(1, 20'000) ? m_files->read(file, position, length)
                                            : tl::unexpected(sim::IoError::ReadFailed);
    }

private:
    std::shared_ptr<sim::FileReader> m_files;
    mutable QSemaphore m_gate;
};

QPoint middleOf(const PictureWidget& widget, const QString& id)
{
    const Shape* shape = widget.picture().find(id);
    return shape == nullptr ? QPoint(-1, -1) : boundsOf(*shape).center().toPoint();
}

void click(PictureWidget& widget, const QString& id)
{
    QTest::mouseClick(&widget, Qt::LeftButton, Qt::NoModifier, middleOf(widget, id));
}

Offset openedBase(const SegmentsView& view)
{
    return view.content().batch ? view.content().batch->view().baseOffset() : kNoOffset;
}

/// b1 leads orders-0 and appends ten records of p1, fsyncs, and ten more.
Scene sceneOfARun()
{
    HistoryBuilder builder;
    builder.add(HistoryBuilder::kB1, event::NodeStarted{});
    builder.send(1, 1, 5);
    builder.send(2, 6, 5);
    builder.enthrone(HistoryBuilder::kB1, 6);
    builder.lead(HistoryBuilder::kB1, 1, 0, 5, 6);
    builder.add(HistoryBuilder::kB1, event::LogFlushed{Offset(5), HistoryBuilder::kOrders0});
    builder.lead(HistoryBuilder::kB1, 2, 5, 5, 6);
    Scene scene;
    scene.run.history = builder.build();
    scene.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*scene.run.history));
    const std::size_t applied = scene.run.history->size();
    scene.playhead = {scene.run.history->end(), applied};
    scene.state
        = std::make_shared<const history::ClusterState>(scene.run.history->stateAfter(applied));
    return scene;
}

} // namespace

class TestSegmentsView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<SegmentsLens>(nullptr, kPatient);
        m_view->resize(1000, 700);
        m_view->setTheme(Theme(ThemeName::Light));
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup() { m_view = nullptr; }

    void withoutALogItSaysWhatToDo()
    {
        QVERIFY(m_view->emptyText().contains(QStringLiteral("No broker keeps a log")));
        m_view->setLog(SmallLog::ofFourSegments().shown());
        QVERIFY(m_view->emptyText().isEmpty());
        m_view->setLog({});
        QVERIFY(!m_view->emptyText().isEmpty());
        QCOMPARE(m_view->batch()->fields()->rowCount(), 0);
    }

    void aLongReadShowsProgressAndCanBeCancelled()
    {
        ShownLog log = SmallLog::ofFourSegments().shown();
        const auto files = std::make_shared<GatedFiles>(log.files);
        log.files = files;
        SegmentsView view(nullptr, std::chrono::milliseconds(1));
        view.resize(1000, 700);
        view.setTheme(Theme(ThemeName::Light));
        view.show();
        view.setLog(log);
        QVERIFY(view.isReading());
        QVERIFY(!view.cancelButton()->isVisible());
        QTRY_VERIFY(view.cancelButton()->isVisible());
        view.cancelButton()->click();
        QVERIFY(!view.isReading());
        QVERIFY(view.troubleText().contains(QStringLiteral("cancelled")));
        files->open();
        view.cancelButton()->click();
        QTRY_VERIFY(view.content().batch.has_value());
        QVERIFY(!view.content().problem);
        QVERIFY(view.troubleText().isEmpty());
        QVERIFY(!view.cancelButton()->isVisible());
    }

    void aClickOpensASegmentAndABatch()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        QCOMPARE(openedBase(*m_view), Offset(0));
        click(*m_view->strip(), QStringLiteral("segment:65"));
        QCOMPARE(openedBase(*m_view), Offset(65));
        click(*m_view->strip(), QStringLiteral("batch:75"));
        QCOMPARE(openedBase(*m_view), Offset(75));
        QCOMPARE(m_view->batch()->records()->rowCount(), 5);
    }

    void aTickOpensTheBatchThatItPointsTo()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        const SegmentOutline& segment = m_view->content().segments[2];
        click(*m_view->strip(), QStringLiteral("index:130/0"));
        QCOMPARE(m_view->content().batch->position, std::uint64_t{segment.index[0].position});
        QCOMPARE(m_view->content().segment, std::size_t{2});
    }

    void theKeyboardReachesSegmentsAndBatches()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        StripView& strip = *m_view->strip();
        strip.setFocus();
        QTest::keyClick(&strip, Qt::Key_Tab);
        QCOMPARE(strip.focusedId(), QStringLiteral("segment:0"));
        QTest::keyClick(&strip, Qt::Key_Tab);
        QCOMPARE(strip.focusedId(), QStringLiteral("segment:65"));
        QTest::keyClick(&strip, Qt::Key_Return);
        QCOMPARE(openedBase(*m_view), Offset(65));
    }

    void aNewerStateOfTheSameLogKeepsWhatIsOpened()
    {
        SmallLog log = SmallLog::ofFourSegments();
        m_view->setLog(log.shown());
        click(*m_view->strip(), QStringLiteral("segment:130"));
        click(*m_view->strip(), QStringLiteral("batch:140"));
        log.append();
        m_view->setLog(log.shown());
        QCOMPARE(openedBase(*m_view), Offset(140));
        QCOMPARE(m_view->content().segments.back().end, Offset(215));
    }

    void pointingAtAFieldPointsItOutEverywhere()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        BatchPanel& panel = *m_view->batch();
        HexView& hex = *panel.hex();
        QTest::mouseMove(&hex, middleOf(hex, QStringLiteral("field:baseOffset")));
        QTest::mouseMove(&hex, middleOf(hex, QStringLiteral("field:attributes")));
        const QModelIndex row = panel.fields()->index(
            static_cast<int>(BatchField::Attributes), FieldModel::MeaningColumn);
        QTRY_VERIFY(row.data(Qt::BackgroundRole).isValid());
        QCOMPARE(hex.picture().find(QStringLiteral("field:attributes"))->state,
            QStringLiteral("pointed"));
        QVERIFY(row.data().toString().contains(QStringLiteral("CreateTime")));
        QVERIFY(panel.partText().startsWith(QStringLiteral("attributes = ")));
    }

    void theKeyboardNamesEveryField()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        BatchPanel& panel = *m_view->batch();
        HexView& hex = *panel.hex();
        hex.setFocus();
        QTest::keyClick(&hex, Qt::Key_Tab);
        QCOMPARE(hex.focusedId(), QStringLiteral("field:baseOffset"));
        QVERIFY(panel.fields()->index(0, 0).data(Qt::BackgroundRole).isValid());
        QTest::keyClick(&hex, Qt::Key_Tab);
        QCOMPARE(hex.focusedId(), QStringLiteral("field:batchLength"));
        QVERIFY(!panel.fields()->index(0, 0).data(Qt::BackgroundRole).isValid());
        QVERIFY(panel.fields()->index(1, 0).data(Qt::BackgroundRole).isValid());
        QTest::keyClick(&hex, Qt::Key_Return);
        QVERIFY(panel.part().is(BatchField::BatchLength));
    }

    void aChosenRecordShowsItsBytes()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        BatchPanel& panel = *m_view->batch();
        const QSignalSpy opened(m_view.get(), &SegmentsView::offsetOpened);
        panel.recordTable()->selectRow(4);
        QCOMPARE(panel.part(), BatchPart::record(4));
        const Shape* bytes = panel.hex()->picture().find(QStringLiteral("record:4"));
        QVERIFY(bytes != nullptr); // scrolled to where it is
        QCOMPARE(bytes->state, QStringLiteral("pointed"));
        QCOMPARE(opened.size(), 1);
        panel.fieldTable()->selectRow(static_cast<int>(BatchField::Crc));
        QVERIFY(panel.part().is(BatchField::Crc));
        QVERIFY(!panel.recordTable()->selectionModel()->hasSelection());
    }

    void compressedRecordsCanBeShownDecompressed()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        BatchPanel& panel = *m_view->batch();
        QVERIFY(!panel.decompressedBox()->isVisible());
        click(*m_view->strip(), QStringLiteral("batch:5"));
        QVERIFY(panel.decompressedBox()->isVisible());
        QVERIFY2(
            panel.footerText().startsWith(QStringLiteral("lz4: ")), qPrintable(panel.footerText()));
        QVERIFY(panel.hex()->picture().find(QStringLiteral("record:5")) == nullptr);
        panel.decompressedBox()->click();
        panel.recordTable()->selectRow(0);
        QVERIFY(panel.hex()->picture().find(QStringLiteral("record:5")) != nullptr);
    }

    void theModelsKeepTheirPromises()
    {
        BatchPanel& panel = *m_view->batch();
        const QAbstractItemModelTester fields(
            panel.fields(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester records(
            panel.records(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_view->setLog(SmallLog::ofFourSegments().shown());
        click(*m_view->strip(), QStringLiteral("batch:5"));
        m_view->setTheme(Theme(ThemeName::Dark));
        m_view->setLog({});
        QCOMPARE(panel.records()->rowCount(), 0);
    }

    void nullIsNotText()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        const RecordModel& records = *m_view->batch()->records();
        const QModelIndex nullKey = records.index(1, RecordModel::KeyColumn);
        QCOMPARE(nullKey.data().toString(), QStringLiteral("null"));
        QVERIFY(nullKey.data(Qt::FontRole).value<QFont>().italic());
        const QModelIndex key = records.index(0, RecordModel::KeyColumn);
        QCOMPARE(key.data().toString(), QStringLiteral("user-0"));
        QVERIFY(!key.data(Qt::FontRole).value<QFont>().italic());
        QCOMPARE(
            records.index(2, RecordModel::ValueColumn).data().toString(), QStringLiteral("null"));
        QCOMPARE(records.index(3, RecordModel::ValueColumn).data().toString(),
            QStringLiteral("hex:fffe"));
        QCOMPARE(
            records.index(3, RecordModel::TimeColumn).data().toString(), QStringLiteral("+3 ms"));
        QCOMPARE(records.index(0, RecordModel::HeadersColumn).data().toString(),
            QStringLiteral("trace=null"));
    }

    void aLookupIsPlayedStepByStep()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        LookUpPanel& panel = *m_view->lookUp();
        LookUpView& steps = *panel.steps();
        panel.field()->setText(QStringLiteral("152"));
        panel.button()->click();
        QVERIFY(steps.isPlaying());
        QCOMPARE(steps.frame(), std::size_t{0});
        QVERIFY(!panel.backButton()->isEnabled());
        panel.forwardButton()->click();
        QVERIFY(!steps.isPlaying()); // the person has taken over
        const std::size_t probe = steps.frame();
        QVERIFY(steps.story().frames[probe].probe.has_value());
        const auto slot = steps.story().lookup.offsetSearch.probes.front().slot;
        const QString tick = QStringLiteral("index:130/%1").arg(slot);
        QCOMPARE(m_view->strip()->picture().find(tick)->state, QStringLiteral("probed"));
        QVERIFY(openedBase(*m_view) != Offset(150));
        panel.allButton()->click();
        QVERIFY(steps.isAtEnd());
        QCOMPARE(openedBase(*m_view), Offset(150));
        QCOMPARE(m_view->batch()->part(), BatchPart::record(2));
        QVERIFY(m_view->strip()
                    ->picture()
                    .find(QStringLiteral("batch:150"))
                    ->state.contains(QStringLiteral("hit")));
        panel.backButton()->click();
        QVERIFY(!steps.isAtEnd());
        panel.closeButton()->click();
        QVERIFY(!steps.isVisible());
        QCOMPARE(m_view->strip()->picture().find(tick)->state, QString());
    }

    void reducedMotionShowsAllStepsAtOnce()
    {
        m_view->setReducedMotion(true);
        m_view->setLog(SmallLog::ofFourSegments().shown());
        m_view->lookUp()->field()->setText(QStringLiteral("152"));
        QTest::keyClick(m_view->lookUp()->field(), Qt::Key_Return);
        QVERIFY(m_view->lookUp()->steps()->isAtEnd());
        QVERIFY(!m_view->lookUp()->steps()->isPlaying());
        QCOMPARE(openedBase(*m_view), Offset(150));
    }

    void aWrongFieldIsExplained()
    {
        m_view->setLog(SmallLog::ofFourSegments().shown());
        LookUpPanel& panel = *m_view->lookUp();
        panel.field()->setText(QStringLiteral("yesterday"));
        panel.button()->click();
        QVERIFY(panel.errorText().contains(QStringLiteral("yesterday")));
        panel.field()->setText(QStringLiteral("15"));
        QVERIFY(panel.errorText().isEmpty());
    }

    void everythingHasANameForScreenReaders()
    {
        for (const QWidget* widget : m_view->findChildren<QWidget*>()) {
            const bool takesKeys = (widget->focusPolicy() & Qt::TabFocus) != 0;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool isNamed = !widget->accessibleName().isEmpty()
                || (button != nullptr && !button->text().isEmpty());
            const bool isPart = widget->objectName().startsWith(QLatin1String("qt_"));
            QVERIFY2(!takesKeys || isNamed || isPart, widget->metaObject()->className());
        }
    }

    void itFollowsTheSelection()
    {
        const QSignalSpy changed(m_view.get(), &SegmentsLens::replicaChanged);
        m_view->setScene(sceneOfARun());
        QVERIFY(m_view->replica()); // nothing needs to be selected for something to be seen
        Selection partition;
        partition.kind = Selection::Kind::Partition;
        partition.partition = HistoryBuilder::kOrders0;
        m_view->setSelection(partition);
        const SegmentsLens::Replica leader{HistoryBuilder::kB1, HistoryBuilder::kOrders0};
        QCOMPARE(m_view->replica(), leader);
        QCOMPARE(changed.size(), 1);
        QVERIFY(m_view->emptyText().contains(QStringLiteral("being read")));

        SmallLog log;
        log.roll();
        log.append();
        log.append();
        m_view->setReplicaLog(log.shown());
        Selection record = partition;
        record.kind = Selection::Kind::Record;
        record.offset = Offset(7);
        record.epoch = LeaderEpoch(6);
        m_view->setSelection(record);
        QCOMPARE(openedBase(*m_view), Offset(5));
        QCOMPARE(m_view->batch()->part(), BatchPart::record(2));
    }

    void whatIsOpenedIsSelected()
    {
        m_view->setScene(sceneOfARun());
        Selection replica;
        replica.kind = Selection::Kind::Replica;
        replica.node = HistoryBuilder::kB1;
        replica.partition = HistoryBuilder::kOrders0;
        m_view->setSelection(replica);
        SmallLog log;
        log.roll();
        log.append();
        log.append();
        m_view->setReplicaLog(log.shown());
        QSignalSpy requested(m_view.get(), &SegmentsLens::selectionRequested);
        click(*m_view->strip(), QStringLiteral("batch:5"));
        QCOMPARE(requested.size(), 1);
        const auto selection = requested.first().first().value<Selection>();
        QCOMPARE(selection.kind, Selection::Kind::Record);
        QCOMPARE(selection.offset, Offset(5));
        QCOMPARE(selection.epoch, LeaderEpoch(6));
    }

    void theFooterTellsWhereABatchCameFrom()
    {
        m_view->setScene(sceneOfARun());
        Selection replica;
        replica.kind = Selection::Kind::Replica;
        replica.node = HistoryBuilder::kB1;
        replica.partition = HistoryBuilder::kOrders0;
        m_view->setSelection(replica);
        SmallLog log;
        log.roll();
        log.append();
        log.append();
        m_view->setReplicaLog(log.shown());
        QVERIFY2(m_view->batch()->footerText().contains(QStringLiteral("fsynced at")),
            qPrintable(m_view->batch()->footerText()));
        click(*m_view->strip(), QStringLiteral("batch:5"));
        QVERIFY2(m_view->batch()->footerText().contains(QStringLiteral("not fsynced yet")),
            qPrintable(m_view->batch()->footerText()));
    }

private:
    std::unique_ptr<SegmentsLens> m_view;
};

QTEST_MAIN(TestSegmentsView)
#include "tst_segments_view.moc"
