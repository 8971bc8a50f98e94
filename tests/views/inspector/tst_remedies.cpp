#include "views/inspector/remedies.h"

#include "views/controls/text_label.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using namespace Qt::Literals::StringLiterals;

namespace {

RemedyReport report()
{
    RemedyReport made;
    made.title = u"It would have survived with"_s;
    made.helped = {{u"acks=all"_s, u"12 ms slower"_s}, {u"the fault 5 ms later"_s, {}}};
    made.inVain = {{u"idempotence on"_s, {}}};
    made.tried = 3;
    made.wanted = 5;
    return made;
}

/// What a person can see: the texts of the labels that are not hidden.
QStringList textsOf(const RemediesView& view)
{
    QStringList texts;
    for (const QLabel* label : view.findChildren<QLabel*>()) {
        if (!label->isHidden()) {
            texts += label->accessibleName().isEmpty() ? label->text() : label->accessibleName();
        }
    }
    return texts;
}

} // namespace

/// What would have prevented an anomaly, while the runs that tell come back.
class TestRemediesView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingToShowHidesIt()
    {
        RemediesView view;
        QVERIFY(view.isHidden());
        view.setReport(report());
        QVERIFY(!view.isHidden());
        view.setReport({});
        QVERIFY(view.isHidden());
    }

    void whileRunsAreOutItSaysHowMany()
    {
        RemediesView view;
        view.setReport(report());
        const QStringList texts = textsOf(view);
        QVERIFY(texts.contains(u"Trying, by running it: 3 of 5 changes so far"_s));
        QVERIFY(texts.contains(u"acks=all, 12 ms slower"_s));
        QVERIFY(texts.contains(u"the fault 5 ms later"_s));
        QVERIFY(texts.contains(u"Tried, and did not help"_s));
        QVERIFY(texts.contains(u"idempotence on"_s));
    }

    void whenAllAreInNothingIsPending()
    {
        RemediesView view;
        RemedyReport done = report();
        done.tried = done.wanted;
        view.setReport(done);
        const QString all = textsOf(view).join(u'\n');
        QVERIFY2(!all.contains(u"Trying"_s), qPrintable(all));
        QVERIFY2(!all.contains(u"None of"_s), qPrintable(all));
    }

    void whenNoneHelpsItSaysSo()
    {
        RemediesView view;
        RemedyReport none = report();
        none.helped.clear();
        none.tried = none.wanted;
        view.setReport(none);
        const QStringList texts = textsOf(view);
        QVERIFY(texts.contains(u"None of the single changes that were tried."_s));
        QVERIFY(texts.contains(u"idempotence on"_s));
        QVERIFY(!texts.contains(u"acks=all, 12 ms slower"_s));
    }

    void aCancelledTrialSaysHowFarItCame()
    {
        RemediesView view;
        RemedyReport stopped = report();
        stopped.cancelled = true;
        view.setReport(stopped);
        QVERIFY(textsOf(view).contains(u"Stopped after 3 of 5 changes"_s));
    }

    void eachLineAsksForItsRun()
    {
        RemediesView view;
        view.setReport(report());
        QList<int> helped;
        QList<int> inVain;
        connect(&view, &RemediesView::remedyRequested, this, [&](int i) { helped += i; });
        connect(&view, &RemediesView::failureRequested, this, [&](int i) { inVain += i; });
        for (QLabel* label : view.findChildren<QLabel*>()) {
            if (label->textFormat() == Qt::RichText && !label->isHidden()) {
                QVERIFY(label->focusPolicy() != Qt::NoFocus);
                Q_EMIT label->linkActivated(u"go"_s);
            }
        }
        QCOMPARE(helped, (QList<int>{0, 1}));
        QCOMPARE(inVain, QList<int>{0});
    }
};

QTEST_MAIN(TestRemediesView)
#include "tst_remedies.moc"
