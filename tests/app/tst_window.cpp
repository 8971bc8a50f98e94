// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/actions.h"
#include "app/conductor.h"
#include "app/notice_bar.h"
#include "app/symbol_button.h"
#include "app/top_bar.h"
#include "app/welcome_page.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "tests/app/window_fixture.h"
#include "views/stage/stage_view.h"
#include "views/timeline/timeline_view.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>

using namespace brokerscope;

namespace {

const QString kLesson = QStringLiteral("a3-acks-1-loss");

QString textOf(const QAction* action)
{
    return action->iconText();
}

} // namespace

class TestWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup() { m_fixture = nullptr; }

    void theLanguageChangesWhileItRuns()
    {
        window().open(kLesson);
        const auto title = [this] {
            QStringList texts;
            for (const QLabel* label : window().findChildren<QLabel*>()) {
                texts += label->text();
            }
            return texts.join(QLatin1Char('\n'));
        };
        window().showLanguage(QStringLiteral("zh_CN"));
        QTRY_VERIFY(title().contains(QStringLiteral("已确认，却丢失")));
        QCOMPARE(textOf(window().actions().eventLog), QStringLiteral("事件日志"));
        window().showLanguage(QStringLiteral("en"));
        QTRY_VERIFY(title().contains(QStringLiteral("acknowledged, then lost")));
        QCOMPARE(textOf(window().actions().eventLog), QStringLiteral("Event log"));
        QVERIFY(window().actions().english->isChecked());
    }

    void themeAndLanguageAreRemembered()
    {
        window().actions().projector->trigger();
        window().actions().chinese->trigger();
        window().actions().reducedMotion->trigger();
        m_fixture->restart();
        QVERIFY(window().actions().projector->isChecked());
        QVERIFY(window().actions().chinese->isChecked());
        QVERIFY(window().actions().reducedMotion->isChecked());
        window().showLanguage(QStringLiteral("en"));
    }

    void everyActionIsNamedInBothLanguages()
    {
        for (const char* language : {"en", "zh_CN"}) {
            window().showLanguage(QString::fromLatin1(language));
            QApplication::processEvents();
            for (const QAction* action : window().actions().all()) {
                QVERIFY(!textOf(action).isEmpty());
            }
        }
        window().showLanguage(QStringLiteral("en"));
    }

    void noTwoActionsShareAShortcut()
    {
        QSet<QKeySequence> seen;
        for (const QAction* action : window().actions().all()) {
            for (const QKeySequence& keys : action->shortcuts()) {
                QVERIFY2(!seen.contains(keys), qPrintable(keys.toString()));
                seen.insert(keys);
            }
        }
    }

    void aFileIsOpenedByDroppingIt()
    {
        const QString path = m_fixture->path(QStringLiteral("mine.yaml"));
        QVERIFY(QFile::copy(QStringLiteral(":/scenarios/a3-acks-1-loss.yaml"), path));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(
            QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &drop);
        QTRY_VERIFY(!window().isWelcoming());
    }

    void aBadFileIsExplainedAndWhatIsOpenStays()
    {
        window().open(kLesson);
        const auto run = window().workspace().player().run().history;
        const QString path = m_fixture->path(QStringLiteral("bad.yaml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("brokerscope: 1\nid: x\n");
        file.close();
        window().open(path);
        QVERIFY2(window().notice().text().contains(path), qPrintable(window().notice().text()));
        QCOMPARE(window().workspace().player().run().history, run);
    }

    void selectingPauses()
    {
        window().open(kLesson);
        m_fixture->key(Qt::Key_Space);
        m_fixture->play(std::chrono::milliseconds(500));
        QVERIFY(window().workspace().player().isPlaying());
        const QPoint broker = test::middleOf(*window().page().stage(), QStringLiteral("broker:b1"));
        QTest::mouseClick(window().page().stage(), Qt::LeftButton, Qt::NoModifier, broker);
        QVERIFY(!window().workspace().player().isPlaying());
        QVERIFY(window().conductor().selection().kind != views::Selection::Kind::None);
    }

    void theTimelineScrubs()
    {
        window().open(kLesson);
        views::TimelineView& timeline = *window().page().timeline();
        const QPoint place(static_cast<int>(timeline.xOf(Timestamp(800'000))), 10);
        QTest::mouseClick(&timeline, Qt::LeftButton, Qt::NoModifier, place);
        const std::int64_t at = window().workspace().player().playhead().time.micros();
        QVERIFY2(std::abs(at - 800'000) < 5'000, qPrintable(QString::number(at)));
    }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("theme");
        QTest::addColumn<QString>("language");
        for (const QSize size : {QSize(1600, 1000), QSize(1280, 800)}) {
            for (int theme = 0; theme < 3; ++theme) {
                for (const QString& language : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
                    QTest::addRow("%dx%d theme %d %s", size.width(), size.height(), theme,
                        qPrintable(language))
                        << size << theme << language;
                }
            }
        }
    }

    void nothingIsCutOff()
    {
        QFETCH(const QSize, size);
        QFETCH(const int, theme);
        QFETCH(const QString, language);
        window().setTheme(static_cast<views::ThemeName>(theme));
        window().showLanguage(language);
        window().open(kLesson);
        window().resize(size);
        QCoreApplication::sendPostedEvents(); // the language goes round by posted events
        QCoreApplication::processEvents();
        QTRY_COMPARE(window().size(), size); // nothing inside asks for more
        for (const auto* button : window().findChildren<app::SymbolButton*>()) {
            QVERIFY2(button->width() >= button->sizeHint().width(),
                qPrintable(button->accessibleName()));
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                "a button without a name");
        }
        const QRect stage(
            window().page().stage()->mapTo(&window(), QPoint()), window().page().stage()->size());
        QVERIFY2(stage.width() >= 480 && stage.height() >= 240, "the stage has room");
    }

private:
    app::MainWindow& window() { return m_fixture->window(); }

    std::unique_ptr<test::WindowFixture> m_fixture;
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
