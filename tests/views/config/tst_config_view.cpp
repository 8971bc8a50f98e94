// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "tests/views/config/small_scenario.h"
#include "views/config/column_fit.h"
#include "views/config/config_detail.h"
#include "views/config/config_model.h"
#include "views/config/config_view.h"
#include "views/controls/check_box.h"
#include "views/controls/pill_button.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;
using scenario::ConfigOwner;
using scenario::ConfigScope;
using scenario::SetValue;

namespace {

const ConfigOwner kP1{ConfigScope::Producer, "p1"};
const ConfigOwner kBrokers{ConfigScope::Broker, {}};
const ConfigOwner kOrders{ConfigScope::Topic, "orders"};

Selection nodeSelection(NodeId node)
{
    Selection selection;
    selection.kind = Selection::Kind::Node;
    selection.node = node;
    return selection;
}

} // namespace

class TestConfigView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpFonts(); }
    void init()
    {
        m_view = std::make_unique<ConfigView>();
        m_view->setTheme(Theme(ThemeName::Light));
        m_view->resize(900, 400);
        m_edits.clear();
        connect(m_view.get(), &ConfigView::editRequested, this,
            [this](const SetValue& edit) { m_edits.push_back(edit); });
        m_view->setScene(m_run.atMs(100));
        m_view->show();
        QApplication::setActiveWindow(m_view.get());
    }
    void cleanup() { m_view = nullptr; }

    void aValueIsChangedFromTheKeyboard()
    {
        m_view->startSearching();
        QTest::keyClicks(m_view->searchField(), u"linger p1"_s);
        m_view->showProperty(kP1, "linger.ms");
        m_view->table()->setFocus();
        QTest::keyClick(m_view->table(), Qt::Key_Return);
        QVERIFY(detail().field()->hasFocus());
        QTest::keyClick(detail().field(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(detail().field(), u"1.5s"_s);
        QTest::keyClick(detail().field(), Qt::Key_Return);
        QCOMPARE(m_edits.size(), std::size_t(1));
        QVERIFY(m_edits.front() == (SetValue{"producers.p1.config.linger.ms", "1500"}));
    }

    void theTableNeverScrollsSideways_data()
    {
        QTest::addColumn<int>("theme");
        QTest::addColumn<int>("width");
        for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector}) {
            for (const int width : {620, 800, 1000, 1300, 1800}) {
                QTest::addRow("theme %d, %d pixels", static_cast<int>(theme), width)
                    << static_cast<int>(theme) << width;
            }
        }
    }
    void theTableNeverScrollsSideways()
    {
        QFETCH(const int, theme);
        QFETCH(const int, width);
        m_view->setTheme(Theme(static_cast<ThemeName>(theme)));
        m_view->resize(width, 400);
        for (const bool isOwnerChosen : {false, true}) {
            m_view->ownerBox()->setCurrentIndex(isOwnerChosen ? 1 : 0);
            QCoreApplication::processEvents();
            const QTableView* table = m_view->table();
            QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
            for (const int column : {ConfigModel::NameColumn, ConfigModel::ValueColumn}) {
                QVERIFY(!table->isColumnHidden(column));
                QVERIFY(table->columnWidth(column) > 0);
            }
            QVERIFY(!isOwnerChosen || table->isColumnHidden(ConfigModel::OwnerColumn));
        }
    }

    void aWideTableShowsEverything()
    {
        m_view->resize(1800, 400);
        QCoreApplication::processEvents();
        for (int column = 0; column < ConfigModel::ColumnCount; ++column) {
            QVERIFY(!m_view->table()->isColumnHidden(column));
        }
    }

    void columnsGiveWayInOrder()
    {
        const std::vector<ColumnWish> wishes{
            {7, 20, 40, true}, {3, 10, 15, true}, {5, 10, 10, false}, {4, 10, 30, false}};
        const auto fit = [&](int room) { return fitColumns(wishes, room); };
        using Widths = std::vector<ColumnWidth>;
        QCOMPARE(fit(200), (Widths{{7, 40}, {3, 15}, {5, 10}, {4, 30}}));
        QCOMPARE(fit(60), (Widths{{7, 30}, {3, 10}, {5, 10}, {4, 10}}));
        QCOMPARE(fit(49), (Widths{{7, 29}, {3, 10}, {5, 10}, {4, 0}}));
        QCOMPARE(fit(35), (Widths{{7, 25}, {3, 10}, {5, 0}, {4, 0}}));
        QCOMPARE(fit(25), (Widths{{7, 20}, {3, 5}, {5, 0}, {4, 0}}));
        QCOMPARE(fit(5), (Widths{{7, 10}, {3, 5}, {5, 0}, {4, 0}}));
        QVERIFY(fitColumns({}, 100).empty());
    }

    void whatIsElidedStandsInTheTip()
    {
        const int row = m_view->model()->rowOf(kP1, "batch.size");
        const QString tip
            = m_view->model()->index(row, ConfigModel::TypeColumn).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.startsWith(u"batch.size\nType: "_s), qPrintable(tip));
        QCOMPARE(tip.count(u'\n'), 2);
    }

    void aNameComesBeforeWhatSpeaksOfIt()
    {
        m_view->startSearching();
        QTest::keyClicks(m_view->searchField(), u"linger.ms"_s);
        QVERIFY(detail().row()->def->name == "linger.ms"); // though batch.size is listed first
        QTest::keyClick(m_view->searchField(), Qt::Key_Down);
        QVERIFY(m_view->table()->hasFocus());
    }

    void escapeTakesBackWhatWasTyped()
    {
        m_view->showProperty(kP1, "linger.ms");
        detail().startEditing();
        QTest::keyClicks(detail().field(), u"9"_s);
        QTest::keyClick(detail().field(), Qt::Key_Escape);
        QCOMPARE(detail().field()->text(), u"5"_s);
        QVERIFY(m_view->table()->hasFocus());
        QVERIFY(m_edits.empty());
    }

    void aWrongValueIsExplainedAndNotTaken()
    {
        m_view->showProperty(kP1, "linger.ms");
        detail().field()->setText(u"-1"_s);
        QCOMPARE(detail().errorText(), u"Kafka takes nothing below 0 here."_s);
        QVERIFY(!detail().applyButton()->isEnabled());
        QVERIFY(!detail().applyButton()->toolTip().isEmpty());
        QTest::keyClick(detail().field(), Qt::Key_Return);
        QVERIFY(m_edits.empty());
        detail().field()->setText(u"20ms"_s);
        QVERIFY(detail().errorText().isEmpty());
        QVERIFY(detail().applyButton()->isEnabled());
    }

    void rulesBetweenPropertiesAreExplained()
    {
        m_view->showProperty(kP1, "enable.idempotence");
        QComboBox* choices = detail().choices();
        QCOMPARE(choices->currentData().toString(), u"false"_s); // acks=1 has switched it off
        QVERIFY(detail().errorText().isEmpty());
        choices->setCurrentIndex(choices->findData(u"true"_s)); // asked for by name
        QVERIFY2(detail().errorText().remove(u'\u200b').contains(u"needs acks=all"_s),
            qPrintable(detail().errorText()));
        QVERIFY(!detail().applyButton()->isEnabled());
    }

    void whatIsThereAlreadyCannotBeAskedFor()
    {
        m_view->showProperty(kP1, "acks");
        QVERIFY(!detail().applyButton()->isEnabled());
        QVERIFY(detail().defaultButton()->isEnabled());
        QCOMPARE(detail().choices()->count(), 3);
        QTest::mouseClick(detail().defaultButton(), Qt::LeftButton);
        QVERIFY(m_edits.front() == (SetValue{"producers.p1.config.acks", ""}));
        m_view->showProperty(kP1, "batch.size");
        QVERIFY(!detail().defaultButton()->isEnabled());
    }

    void aSelectionShowsItsProperties()
    {
        const event::Roster& roster = m_run.history().roster();
        m_view->setSelection(nodeSelection(*roster.node("p1")));
        QVERIFY(m_view->model()->filter().owner == kP1);
        QVERIFY(m_view->table()->isColumnHidden(ConfigModel::OwnerColumn));
        m_view->setSelection(nodeSelection(*roster.node("b2")));
        QVERIFY(m_view->model()->filter().owner == kBrokers);
        Selection replica;
        replica.kind = Selection::Kind::Replica;
        replica.node = *roster.node("b1");
        replica.partition = *roster.partition("orders-0");
        m_view->setSelection(replica);
        QVERIFY(m_view->model()->filter().owner == kOrders);
        m_view->setSelection({}); // nothing selected: what is shown stays
        QVERIFY(m_view->model()->filter().owner == kOrders);
    }

    void anotherRunKeepsWhatIsChosenAndTyped()
    {
        m_view->showProperty(kP1, "linger.ms");
        detail().field()->setText(u"77"_s);
        const test::RealRun other(
            test::configScenario({SetValue{"producers.p1.config.acks", "0"}}));
        m_view->setScene(other.atMs(50));
        QVERIFY(detail().row()->def->name == "linger.ms");
        QCOMPARE(detail().field()->text(), u"77"_s);
        const test::RealRun longer(
            test::configScenario({SetValue{"producers.p1.config.linger.ms", "77"}}));
        m_view->setScene(longer.atMs(50));
        QVERIFY(detail().row()->set == "77");
        QVERIFY(!detail().applyButton()->isEnabled());
    }

    void onlyWhatIsSet()
    {
        m_view->changedBox()->setChecked(true);
        for (int row = 0; row < m_view->model()->rowCount(); ++row) {
            const ConfigRow& each = m_view->model()->rowAt(row);
            QVERIFY(each.isSet || each.isChanged());
        }
        m_view->searchField()->setText(u"nothing is called so"_s);
        QVERIFY(!detail().row());
        QVERIFY(m_view->model()->rowCount() == 0);
    }

    void withoutScenarioNothingIsShown()
    {
        m_view->setScene({});
        QCOMPARE(m_view->model()->rowCount(), 0);
        QVERIFY(!detail().row());
    }

    void everyControlHasAName()
    {
        for (const ConfigOwner& owner : {kP1, kBrokers}) {
            m_view->showProperty(owner, owner == kP1 ? "acks" : "message.max.bytes");
            for (const QWidget* control : {static_cast<QWidget*>(m_view->searchField()),
                     static_cast<QWidget*>(m_view->ownerBox()),
                     static_cast<QWidget*>(m_view->table()), detail().editor(),
                     static_cast<QWidget*>(detail().applyButton()),
                     static_cast<QWidget*>(detail().defaultButton())}) {
                QVERIFY(!control->accessibleName().isEmpty());
                QVERIFY(control->focusPolicy() & Qt::TabFocus);
            }
        }
    }

private:
    [[nodiscard]] ConfigDetail& detail() const { return *m_view->detail(); }

    test::RealRun m_run{test::configScenario()};
    std::unique_ptr<ConfigView> m_view;
    std::vector<SetValue> m_edits;
};

QTEST_MAIN(TestConfigView)
#include "tst_config_view.moc"
