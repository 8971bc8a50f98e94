// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/session_restore.h"
#include "app/workspace.h"
#include "tests/app/lesson.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace brokerscope;
using app::RunId;
using app::Workspace;

namespace {

constexpr std::size_t kCrash = 1; // "stop b1" of the lesson's script

Timestamp atMs(std::int64_t ms)
{
    return Timestamp{} + milliseconds(ms);
}

} // namespace

/// What a person does in a workspace is there again when its session file is opened.
class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("BROKERSCOPE_HOME", m_folder->path().toLocal8Bit());
    }

    void aWorkspaceIsRestoredFromItsAutosavedFile()
    {
        QString path;
        std::vector<std::string> hashes;
        views::Playhead playhead;
        {
            Workspace workspace;
            QVERIFY(!workspace.open(test::kLesson));
            workspace.fork({scenario::MoveCommand{kCrash, atMs(520)}});
            workspace.fork({scenario::AddCommand{{atMs(700), scenario::PauseCommand{"b2"}}}});
            workspace.switchTo(RunId(1));
            workspace.forkContrast();
            workspace.switchTo(RunId(2));
            workspace.player().seek(atMs(512));
            workspace.player().step(app::StepUnit::Event, app::Direction::Back);
            workspace.recorder().note("predictions", "2 5 1;");
            path = workspace.recorder().path();
            playhead = workspace.player().playhead();
            for (const app::Run& run : workspace.runs().runs()) {
                hashes.push_back(run.view.history->hash());
            }
            QCOMPARE(hashes.size(), std::size_t{4});
        }
        Workspace again;
        QVERIFY(!again.open(path));
        QCOMPARE(again.runs().runs().size(), hashes.size());
        QCOMPARE(again.runs().current()->id, RunId(2));
        QCOMPARE(again.player().playhead(), playhead);
        QCOMPARE(again.recorder().notes().at("predictions"), std::string("2 5 1;"));
        for (std::size_t i = 0; i < hashes.size(); ++i) {
            again.switchTo(again.runs().runs()[i].id);
            QCOMPARE(again.player().run().history->hash(), hashes[i]);
        }
        QCOMPARE(again.runs().find(RunId(3))->parent, RunId(2));
    }

    void savedElsewhereItGoesOnThere()
    {
        const QString chosen = m_folder->filePath(QStringLiteral("mine.brokerscope"));
        Workspace workspace;
        QVERIFY(!workspace.open(test::kLesson));
        workspace.fork({scenario::SetSeed{7}});
        QVERIFY(!workspace.saveAs(chosen));
        QCOMPARE(workspace.recorder().path(), chosen);
        workspace.fork({scenario::SetSeed{8}});
        const std::string hash = workspace.player().run().history->hash();
        workspace.close();

        Workspace again;
        QVERIFY(!again.open(chosen));
        QCOMPARE(again.runs().runs().size(), std::size_t{3});
        QCOMPARE(again.player().run().history->hash(), hash);
    }

    void aPlaceThatCannotBeWrittenLosesNothing()
    {
        Workspace workspace;
        QVERIFY(!workspace.open(test::kLesson));
        workspace.fork({scenario::SetSeed{7}});
        const auto trouble
            = workspace.saveAs(QStringLiteral("/proc/brokerscope-test/x.brokerscope"));
        QVERIFY(trouble);
        QVERIFY(trouble->contains(QStringLiteral("/proc/brokerscope-test/x.brokerscope")));
        QVERIFY(workspace.recorder().isWriting());
        QCOMPARE(workspace.runs().runs().size(), std::size_t{2});
        QVERIFY(workspace.saveAs(QStringLiteral("/dev/full")));
        QVERIFY(!QFileInfo(QStringLiteral("/dev/full")).isFile());
    }

    void withoutAFolderForSessionsItGoesOnInMemory()
    {
        qputenv("BROKERSCOPE_HOME", "/proc/brokerscope-test");
        Workspace workspace;
        const QSignalSpy troubled(&workspace.recorder(), &app::SessionRecorder::troubled);
        QVERIFY(!workspace.open(test::kLesson));
        QCOMPARE(troubled.size(), 1);
        QVERIFY(!workspace.recorder().isWriting());
        workspace.fork({scenario::SetSeed{7}});
        QCOMPARE(workspace.runs().runs().size(), std::size_t{2});

        const QString rescued = m_folder->filePath(QStringLiteral("rescued.brokerscope"));
        QVERIFY(!workspace.saveAs(rescued));
        QVERIFY(workspace.recorder().isWriting());
        const auto session = history::readSession(rescued.toStdString());
        QVERIFY(session);
        QCOMPARE(session->runs.size(), std::size_t{2});
    }

    void theSameRunIsNotRecordedTwice()
    {
        Workspace workspace;
        QVERIFY(!workspace.open(test::kLesson));
        workspace.fork({scenario::MoveCommand{kCrash, atMs(520)}});
        QCOMPARE(workspace.runs().current()->id, RunId(2));
        const Timestamp before = workspace.runs().root()->view.scenario->script.at(kCrash).at;
        workspace.fork({scenario::MoveCommand{kCrash, before}});
        QCOMPARE(workspace.runs().current()->id, RunId(1));
        QCOMPARE(workspace.runs().runs().size(), std::size_t{2});
    }

    void aPreviewIsNotKept()
    {
        Workspace workspace;
        QVERIFY(!workspace.open(test::kLesson));
        const auto root = workspace.player().run().history;
        workspace.preview({scenario::MoveCommand{kCrash, atMs(530)}});
        QTRY_VERIFY(workspace.player().run().history != root);
        QCOMPARE(workspace.runs().runs().size(), std::size_t{1});
        workspace.endPreview();
        QCOMPARE(workspace.player().run().history, root);
    }

    void aFileThatIsNoneIsRefusedAndLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("hello, world\n");
        QTest::newRow("half of a database") << QByteArray("SQLite format 3\0\x10\0\x02\x02", 20);
        QTest::newRow("noise") << QByteArray("\x00\xff\x13\x37", 4).repeated(500);
    }

    void aFileThatIsNoneIsRefusedAndLeftAlone()
    {
        QFETCH(const QByteArray, content);
        const QString path = m_folder->filePath(QStringLiteral("bad.brokerscope"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        Workspace workspace;
        QVERIFY(!workspace.open(test::kLesson));
        const auto before = workspace.player().run().history;
        const auto trouble = workspace.open(path);
        QVERIFY(trouble);
        QVERIFY2(trouble->contains(path), qPrintable(*trouble));
        QCOMPARE(workspace.player().run().history, before);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }

    void aLongRunGoesOnInTheBackgroundAndCanBeCancelled()
    {
        // Ten minutes of virtual time under load take seconds.
        const QString path = m_folder->filePath(QStringLiteral("long.yaml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray text = QByteArray::fromStdString(test::lessonText());
        text.replace("count: 120", "count: 4000000").replace("rate: 200/s", "rate: 5000/s");
        text.replace("at: 1600ms", "at: 600s");
        file.write(text);
        file.close();

        Workspace workspace;
        const QSignalSpy progressed(&workspace.executor(), &app::RunExecutor::progressed);
        QVERIFY(!workspace.open(path));
        QVERIFY2(workspace.executor().isBusy(), "it does not hold up the window");
        QTRY_VERIFY_WITH_TIMEOUT(
            progressed.size() >= 5, 20'000); // some of it is in the file by now
        workspace.executor().cancel();
        QTRY_VERIFY(workspace.isOpen());
        QVERIFY(!workspace.runs().current()->complete);
        QVERIFY(workspace.player().run().history->size() > 1000);

        const QString session = workspace.recorder().path();
        workspace.close();
        const auto restored = app::restoreSession(session);
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error()));
        QVERIFY(!restored->runs.front().complete);
        QVERIFY(restored->runs.front().view.history->size() > 1000);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestSession)
#include "tst_session.moc"
