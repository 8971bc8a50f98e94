// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "views/text/error_advice.h"
#include "views/text/error_text.h"

#include <QRegularExpression>
#include <QSet>

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using event::ErrorCode;

namespace {

/// Kafka's codes end at 131 in 3.9; those below -1 are ours.
constexpr int kLowest = -20;
constexpr int kHighest = 150;

bool isKnown(int code)
{
    return code != 0 && event::errorName(static_cast<ErrorCode>(code)) != "?";
}

} // namespace

class TestErrorAdvice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyErrorHasNameMeaningAndAdvice();
    void everyErrorHasAnException();
    void exceptionsAreKafkas_data();
    void exceptionsAreKafkas();
    void eventsTellTheirErrors();
};

void TestErrorAdvice::everyErrorHasNameMeaningAndAdvice()
{
    int known = 0;
    for (int code = kLowest; code <= kHighest; ++code) {
        const auto error = static_cast<ErrorCode>(code);
        const QString advice = errorAdvice(error);
        const QByteArray name(event::errorName(error).data());
        QVERIFY2(advice.isEmpty() != isKnown(code), name);
        QVERIFY2(errorExplanation(error).isEmpty() != isKnown(code), name);
        if (isKnown(code)) {
            ++known;
            QVERIFY2(advice.endsWith(u'.'), name);
            QVERIFY2(advice.front().isUpper() || advice.startsWith(u"max."_s), name);
            QVERIFY2(advice.size() < 240, name); // it is read in a narrow panel
        }
    }
    QVERIFY(known >= 45);
    QVERIFY(errorAdvice(ErrorCode::None).isEmpty());
}

void TestErrorAdvice::everyErrorHasAnException()
{
    static const QRegularExpression kClass(u"^([A-Z][a-z]+)+Exception$"_s);
    QSet<QString> ofCodes;
    for (int code = kLowest; code <= kHighest; ++code) {
        const QString name = exceptionName(static_cast<ErrorCode>(code));
        // Kafka has one class that is not called an exception.
        QCOMPARE(
            kClass.match(name).hasMatch() || name == u"OffsetMetadataTooLarge"_s, isKnown(code));
        if (isKnown(code) && code >= -1) { // Kafka has a class for each code
            QVERIFY2(!ofCodes.contains(name), qPrintable(name));
            ofCodes.insert(name);
        }
    }
}

void TestErrorAdvice::exceptionsAreKafkas_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("exception");
    const auto row = [](ErrorCode error, const char* exception) {
        QTest::newRow(exception) << static_cast<int>(error) << QString::fromLatin1(exception);
    };
    row(ErrorCode::MessageTooLarge, "RecordTooLargeException");
    row(ErrorCode::RecordListTooLarge, "RecordBatchTooLargeException");
    row(ErrorCode::CorruptMessage, "CorruptRecordException");
    row(ErrorCode::RequestTimedOut, "TimeoutException");
    row(ErrorCode::OutOfOrderSequenceNumber, "OutOfOrderSequenceException");
    row(ErrorCode::TopicAlreadyExists, "TopicExistsException");
    row(ErrorCode::BufferLimit, "IllegalArgumentException");
    row(ErrorCode::BufferExhausted, "BufferExhaustedException");
}

void TestErrorAdvice::exceptionsAreKafkas()
{
    QFETCH(const int, error);
    QFETCH(const QString, exception);
    QCOMPARE(exceptionName(static_cast<ErrorCode>(error)), exception);
}

void TestErrorAdvice::eventsTellTheirErrors()
{
    QCOMPARE(errorOf(event::RecordRejected{RecordNumber(1), ErrorCode::MessageTooLarge}),
        ErrorCode::MessageTooLarge);
    QCOMPARE(errorOf(event::BatchFailed{{}, 1, {}, ErrorCode::InvalidTimestamp}),
        ErrorCode::InvalidTimestamp);
    event::MessageSent answer;
    answer.error = ErrorCode::NotLeaderOrFollower;
    QCOMPARE(errorOf(answer), ErrorCode::NotLeaderOrFollower);
    QCOMPARE(errorOf(event::NodeStarted{}), ErrorCode::None);
    QCOMPARE(errorOf(event::LogDirFailed{{}, event::DiskError::Full}), ErrorCode::None); // a disk's
}

QTEST_APPLESS_MAIN(TestErrorAdvice)
#include "tst_error_advice.moc"
