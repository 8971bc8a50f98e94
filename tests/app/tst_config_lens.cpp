// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/actions.h"
#include "app/conductor.h"
#include "app/lens_tabs.h"
#include "app/notice_bar.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "tests/app/window_fixture.h"
#include "views/config/config_detail.h"
#include "views/config/config_model.h"
#include "views/config/config_view.h"
#include "views/controls/pill_button.h"
#include "views/stage/stage_view.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QTableView>

using namespace brokerscope;

namespace {

const QString kLesson = QStringLiteral("a3-acks-1-loss");
const scenario::ConfigOwner kP1{scenario::ConfigScope::Producer, "p1"};

} // namespace

/// The config lens in the real window.
class TestConfigLens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        window().open(kLesson);
    }
    void cleanup() { m_fixture = nullptr; }

    void controlSixOpensItAndSearches()
    {
        m_fixture->key(Qt::Key_6, Qt::ControlModifier);
        QCOMPARE(window().page().tabs()->currentIndex(), int(app::WorkspacePage::Config));
        QVERIFY(view().isVisible());
        QVERIFY(view().searchField()->hasFocus());
        QVERIFY(view().model()->rowCount() > 0);
    }

    void aChangeForksTheRun()
    {
        window().page().showLens(app::WorkspacePage::Config);
        app::Workspace& workspace = window().workspace();
        const auto root = workspace.runs().current()->id;
        const Timestamp before = workspace.player().playhead().time;
        change("linger.ms", QStringLiteral("20ms"));
        QTRY_VERIFY(workspace.runs().current()->id != root);
        const app::Run& fork = *workspace.runs().current();
        QCOMPARE(fork.parent, root);
        QVERIFY(workspace.runs().label(fork).contains(QStringLiteral("linger.ms=20")));
        QVERIFY(fork.view.scenario->producers.front().config.at("linger.ms") == "20");
        QCOMPARE(workspace.player().playhead().time, before);
        window().conductor().showScene();
        QVERIFY(view().detail()->row()->set == "20");
    }

    // The default of a property is had by taking the setting away; doing so and back is no new run.
    void theDefaultComesBack()
    {
        window().page().showLens(app::WorkspacePage::Config);
        app::Workspace& workspace = window().workspace();
        const auto root = workspace.runs().current()->id;
        change("batch.size", QStringLiteral("1KiB"));
        QTRY_VERIFY(workspace.runs().current()->id != root);
        window().conductor().showScene();
        view().detail()->defaultButton()->click();
        QTRY_COMPARE(workspace.runs().current()->id, root);
        view().showProperty(kP1, "linger.ms");
        view().detail()->defaultButton()->click();
        QTRY_VERIFY(workspace.runs().current()->id != root);
        const app::Run& fork = *workspace.runs().current();
        QVERIFY(!fork.view.scenario->producers.front().config.contains("linger.ms"));
        QVERIFY(workspace.runs().label(fork).contains(QStringLiteral("linger.ms as Kafka has it")));
    }

    void theStagesSelectionIsFollowed()
    {
        window().page().showLens(app::WorkspacePage::Config);
        const auto click = [this](const QString& id) {
            window().page().setLensEnlarged(false);
            QTest::mouseClick(window().page().stage(), Qt::LeftButton, Qt::NoModifier,
                test::middleOf(*window().page().stage(), id));
        };
        click(QStringLiteral("broker:b1"));
        QVERIFY(view().model()->filter().owner->scope == scenario::ConfigScope::Broker);
        click(QStringLiteral("producer:p1"));
        QVERIFY(view().model()->filter().owner == kP1);
    }

    void itFitsASmallWindow()
    {
        window().resize(1280, 800);
        window().page().showLens(app::WorkspacePage::Config);
        for (const QAction* theme :
            {window().actions().light, window().actions().dark, window().actions().projector}) {
            const_cast<QAction*>(theme)->trigger();
            QApplication::processEvents();
            QCOMPARE(window().size(), QSize(1280, 800));
            QVERIFY(view().height() >= 150);
            QVERIFY(view().table()->viewport()->height() > 60);
        }
        window().actions().light->trigger();
    }

    void theLanguageChangesWhileItIsOpen()
    {
        window().page().showLens(app::WorkspacePage::Config);
        view().showProperty(kP1, "acks");
        window().showLanguage(QStringLiteral("zh_CN"));
        QApplication::processEvents();
        QVERIFY(view().detail()->row()->def->name == "acks");
        window().showLanguage(QStringLiteral("en"));
        QApplication::processEvents();
        QCOMPARE(view().ownerBox()->itemText(0), QStringLiteral("Everything"));
    }

private:
    [[nodiscard]] app::MainWindow& window() { return m_fixture->window(); }
    [[nodiscard]] views::ConfigView& view() { return *window().page().config(); }
    void change(std::string_view name, const QString& value)
    {
        view().showProperty(kP1, name);
        view().detail()->field()->setText(value);
        view().detail()->applyButton()->click();
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
};

QTEST_MAIN(TestConfigLens)
#include "tst_config_lens.moc"
