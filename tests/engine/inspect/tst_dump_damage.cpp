#include <QTest>

#include "engine/sim/memory_files.h"
#include "tests/engine/inspect/damaged_logs.h"
#include "tests/engine/inspect/dump_text.h"

#include <QDir>
#include <QFile>

using namespace brokerscope;
using test::DamagedLog;
using test::Dumped;
using test::Form;

namespace {

/// Files in memory, of which one cannot be read.
class FailingFiles final : public sim::FileReader {
public:
    FailingFiles(sim::FileSet files, std::string unreadable)
        : m_files(std::move(files))
        , m_unreadable(std::move(unreadable))
    {
    }
    [[nodiscard]] std::vector<std::string> list() const override { return m_files.list(); }
    tl::expected<sim::FileId, sim::IoError> find(std::string_view path) override
    {
        const auto file = m_files.find(path);
        if (file && path == m_unreadable) {
            m_failing = *file;
        }
        return file;
    }
    [[nodiscard]] std::size_t size(sim::FileId file) const override { return m_files.size(file); }
    [[nodiscard]] tl::expected<ByteView, sim::IoError> read(
        sim::FileId file, std::size_t position, std::size_t length) const override
    {
        if (file == m_failing) {
            return tl::unexpected(sim::IoError::ReadFailed);
        }
        return m_files.read(file, position, length);
    }

private:
    sim::MemoryFiles m_files;
    std::string m_unreadable;
    std::optional<sim::FileId> m_failing;
};

QByteArray story(const DamagedLog& log)
{
    QByteArray text;
    const auto add = [&](const char* title, const Dumped& dumped) {
        text += QByteArray("--- ") + title + "\n";
        text += QByteArray::fromStdString(dumped.text);
        for (const std::string& sentence : dumped.sentences) {
            text += "! " + QByteArray::fromStdString(sentence) + '\n';
        }
    };
    FailingFiles files(log.files, log.unreadable);
    add("log dump --verify", test::dumpDirectories(files, {""}, Form::Summary, {false, true}));
    add("log dump --deep", test::dumpDirectories(files, {""}, Form::Table, {true, false}));
    add("log dump --json", test::dumpDirectories(files, {""}, Form::Json, {false, false}));
    return text;
}

} // namespace

/// Holds what is said of each damage against tests/golden/dumps. Write the files anew with
/// BROKERSCOPE_UPDATE_GOLDEN=1, and read the diff.
class DumpDamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachDamageIsSaid_data()
    {
        QTest::addColumn<std::size_t>("index");
        m_logs = test::damagedLogs();
        for (std::size_t i = 0; i < m_logs.size(); ++i) {
            QTest::newRow(m_logs[i].name) << i;
        }
    }
    void eachDamageIsSaid()
    {
        QFETCH(std::size_t, index);
        const DamagedLog& log = m_logs[index];
        const QByteArray found = story(log);
        QFile golden(QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/golden/dumps/")
            % QLatin1String(log.name) % QLatin1String(".txt"));
        if (qEnvironmentVariableIsSet("BROKERSCOPE_UPDATE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            QCOMPARE(golden.write(found), found.size());
            return;
        }
        QVERIFY2(golden.open(QIODevice::ReadOnly), "the golden file is missing");
        QCOMPARE(QString::fromUtf8(found), QString::fromUtf8(golden.readAll()));
    }

    /// Every damage, and only damage, is a problem.
    void onlyTheSoundLogIsFine()
    {
        for (const DamagedLog& log : test::damagedLogs()) {
            FailingFiles files(log.files, log.unreadable);
            const Dumped dumped = test::dumpDirectories(files, {""}, Form::Summary, {false, true});
            const bool isSound = std::string_view(log.name) == "sound";
            QVERIFY2(dumped.sentences.empty() == isSound, log.name);
        }
    }

private:
    std::vector<DamagedLog> m_logs;
};

QTEST_GUILESS_MAIN(DumpDamageTest)
#include "tst_dump_damage.moc"
