// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/actions.h"
#include "app/log_directory_page.h"
#include "app/notice_bar.h"
#include "app/partition_model.h"
#include "app/workspace.h"
#include "tests/app/window_fixture.h"
#include "views/controls/pill_button.h"
#include "views/segments/segments_view.h"
#include "views/segments/strip_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QTableView>

#include <optional>

#include <unistd.h>

using namespace brokerscope;

namespace {

const QString kDataDirectory = QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/kafka-data-dir");
const QString kLesson = QStringLiteral("a3-acks-1-loss");

/// Asks for permissions as a user who is not root; whoever is none already stays so.
class WithoutPrivileges {
public:
    WithoutPrivileges() { m_isChanged = ::getuid() == 0 && ::setreuid(kNobody, kSame) == 0; }
    ~WithoutPrivileges()
    {
        if (m_isChanged && ::setreuid(0, kSame) != 0) {
            qFatal("The privileges do not come back.");
        }
    }
    WithoutPrivileges(const WithoutPrivileges&) = delete;
    WithoutPrivileges& operator=(const WithoutPrivileges&) = delete;

private:
    static constexpr uid_t kNobody = 65534;
    static constexpr uid_t kSame = static_cast<uid_t>(-1);
    bool m_isChanged = false;
};

/// Names, sizes, times and bytes of all files below a folder.
QByteArray fingerprint(const QString& folder)
{
    QStringList paths;
    for (QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        paths += files.next();
    }
    paths.sort();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString& path : paths) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return {};
        }
        hash.addData(path.toUtf8());
        hash.addData(QFileInfo(path).lastModified().toString(Qt::ISODateWithMs).toUtf8());
        hash.addData(file.readAll());
    }
    return hash.result();
}

} // namespace

class TestLogDirectory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup() { m_fixture = nullptr; }

    void aRealDirectoryIsListedAndLookedInto()
    {
        window().open(kDataDirectory);
        QTRY_VERIFY(window().isShowingDirectory());
        const app::PartitionModel& model = *page().model();
        QCOMPARE(model.rowCount(), 11);
        // Topics first, Kafka's own behind them.
        QCOMPARE(cell(0, app::PartitionModel::NameColumn), QStringLiteral("ledger-0"));
        QVERIFY(cell(10, app::PartitionModel::NameColumn)
                    .startsWith(QStringLiteral("__transaction_state")));
        QTRY_COMPARE(cell(1, app::PartitionModel::OffsetsColumn), QStringLiteral("0–521"));
        page().table()->selectRow(1);
        QCOMPARE(page().lens()->log().name, QStringLiteral("trades-0"));
        QTRY_VERIFY(page().lens()->content().batch.has_value());
        QTRY_COMPARE(page().lens()->content().segmentCount, std::size_t{1});
        QVERIFY(page().lens()->strip()->picture().find(QStringLiteral("mark:high-watermark")));
    }

    void nothingIsWrittenThere()
    {
        const QByteArray before = fingerprint(kDataDirectory);
        QVERIFY(!before.isEmpty());
        window().open(kDataDirectory);
        QTRY_VERIFY(window().isShowingDirectory());
        for (int row = 0; row < page().model()->rowCount(); ++row) {
            page().table()->selectRow(row);
            QTRY_VERIFY(!page().lens()->isReading());
        }
        QCOMPARE(fingerprint(kDataDirectory), before);
    }

    void onePartitionsDirectoryIsOpenedToo()
    {
        window().open(kDataDirectory + QStringLiteral("/trades-0"));
        QTRY_VERIFY(window().isShowingDirectory());
        QCOMPARE(page().model()->rowCount(), 1);
        QTRY_VERIFY(page().lens()->content().batch.has_value());
    }

    void theWayBackLeadsToWhatWasOpen()
    {
        window().open(kLesson);
        QVERIFY(!window().isWelcoming());
        window().open(kDataDirectory);
        QTRY_VERIFY(window().isShowingDirectory());
        QVERIFY(!window().actions().play->isEnabled());
        page().backButton()->click();
        QVERIFY(!window().isShowingDirectory());
        QVERIFY(!window().isWelcoming());
        QVERIFY(window().workspace().isOpen());
        QVERIFY(window().actions().play->isEnabled());
        QVERIFY(page().lens()->log().files == nullptr);
    }

    void whatIsNoneIsExplained_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("says");
        QTest::addRow("empty") << QStringLiteral("empty") << QStringLiteral("holds no Kafka log");
        QTest::addRow("foreign") << QStringLiteral("foreign")
                                 << QStringLiteral("holds no Kafka log");
    }

    void whatIsNoneIsExplained()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, says);
        const QString path = m_fixture->path(name);
        QVERIFY(QDir().mkpath(path));
        if (name == QStringLiteral("foreign")) {
            QFile file(path + QStringLiteral("/notes.txt"));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no log\n") == 7);
        }
        window().open(path);
        QTRY_VERIFY2(window().notice().text().contains(says), qPrintable(window().notice().text()));
        QVERIFY(window().notice().text().contains(path));
        QVERIFY(!window().isShowingDirectory());
    }

    void whatCannotBeReadIsSaidInOneSentence_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("says");
        QTest::addRow("missing") << QStringLiteral("missing")
                                 << QStringLiteral("There is no directory %1.");
        QTest::addRow("a file") << QStringLiteral("file")
                                << QStringLiteral("%1 is not a directory.");
        QTest::addRow("locked") << QStringLiteral("locked")
                                << QStringLiteral("%1 may not be read.");
    }

    void whatCannotBeReadIsSaidInOneSentence()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, says);
        const QString path = m_fixture->path(name);
        std::optional<WithoutPrivileges> nobody;
        if (name == QStringLiteral("file")) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
        } else if (name == QStringLiteral("locked")) {
            QVERIFY(QDir().mkpath(path));
            QVERIFY(QFile::setPermissions(path, {}));
            // The way there is open, only the directory itself is locked.
            const QString parent = QFileInfo(path).path();
            QVERIFY(QFile::setPermissions(
                parent, QFile::permissions(parent) | QFile::ExeGroup | QFile::ExeOther));
            nobody.emplace();
        }
        page().open(path);
        QTRY_COMPARE(window().notice().text(), says.arg(path));
        QVERIFY(!window().isShowingDirectory());
        nobody.reset();
        QVERIFY(!QFileInfo(path).isDir()
            || QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void anOldMessageFormatIsNamed()
    {
        const QString path = m_fixture->path(QStringLiteral("old/orders-0"));
        QVERIFY(QDir().mkpath(path));
        // One message set entry: offset 0, 88 bytes, and the magic byte where format 2 has its own.
        QByteArray bytes(100, '\0');
        bytes[11] = 88;
        bytes[12] = '\x2a';
        bytes[16] = 1;
        QFile file(path + QStringLiteral("/00000000000000000000.log"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        window().open(m_fixture->path(QStringLiteral("old")));
        QTRY_VERIFY(window().isShowingDirectory());
        QTRY_VERIFY(page().lens()->content().problem.has_value());
        const QString said = page().lens()->troubleText();
        QVERIFY2(said.contains(QStringLiteral("message format 1")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("00000000000000000000.log")), qPrintable(said));
    }

    void aBrokenFileIsShownWhereItIs()
    {
        const QString path = m_fixture->path(QStringLiteral("broken/orders-0"));
        QVERIFY(QDir().mkpath(path));
        QFile from(kDataDirectory + QStringLiteral("/trades-0/00000000000000000000.log"));
        QVERIFY(from.open(QIODevice::ReadOnly));
        QByteArray bytes = from.readAll();
        bytes.append(QByteArray(100, '\x55'));
        QFile to(path + QStringLiteral("/00000000000000000000.log"));
        QVERIFY(to.open(QIODevice::WriteOnly) && to.write(bytes) == bytes.size());
        to.close();
        window().open(m_fixture->path(QStringLiteral("broken")));
        QTRY_VERIFY(window().isShowingDirectory());
        QTRY_VERIFY(page().lens()->content().problem.has_value());
        QVERIFY(page().lens()->content().batches.batches.size() > 1);
        QVERIFY(page().lens()->strip()->picture().find(QStringLiteral("problem")) != nullptr);
        QVERIFY2(page().lens()->troubleText().contains(QStringLiteral("00000000000000000000.log")),
            qPrintable(page().lens()->troubleText()));
    }

    void theModelKeepsItsPromises()
    {
        const QAbstractItemModelTester tester(
            page().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        window().open(kDataDirectory);
        QTRY_VERIFY(window().isShowingDirectory());
        window().setTheme(views::ThemeName::Dark);
        QTRY_COMPARE(cell(1, app::PartitionModel::OffsetsColumn), QStringLiteral("0–521"));
        page().backButton()->click();
        QCOMPARE(page().model()->rowCount(), 0);
    }

private:
    app::MainWindow& window() { return m_fixture->window(); }
    app::LogDirectoryPage& page() { return window().directoryPage(); }
    QString cell(int row, int column)
    {
        return page().model()->index(row, column).data().toString();
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
};

QTEST_MAIN(TestLogDirectory)
#include "tst_log_directory.moc"
