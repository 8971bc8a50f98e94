#include "views/inspector/error_rows.h"

#include "views/inspector/pages.h"
#include "views/text/error_advice.h"
#include "views/text/error_text.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QRegularExpression>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using event::ErrorCode;

namespace {

/// Names of errors and exceptions may break between their words, though there are no spaces in
/// them.
QString foldedName(QString name)
{
    static const QRegularExpression kBreak(u"(?<=_)|(?<=[a-z])(?=[A-Z])"_s);
    return name.replace(kBreak, QString(QChar(0x200b)));
}

/// What Kafka's clients do with it of their own accord.
QString persistence(ErrorCode error)
{
    return event::isRetriable(error)
        ? InspectorText::tr("Kafka calls it retriable: clients try again by themselves")
        : QString();
}

void addExceptionAndAdvice(InspectorPage& page, ErrorCode error)
{
    const QString exception = exceptionName(error);
    if (exception != toQString(event::errorName(error))) {
        page.rows
            += {InspectorText::tr("exception"), foldedName(exception), persistence(error), {}};
    }
    page.rows += {InspectorText::tr("what to do"), errorAdvice(error), {}, {}, true};
}

} // namespace

ErrorCode errorAt(const Scene& scene, EventId event)
{
    const history::History& history = *scene.run.history;
    return event.value() < history.size() ? errorOf(history.event(event).payload) : ErrorCode::None;
}

void addErrorRows(InspectorPage& page, ErrorCode error)
{
    if (error == ErrorCode::None) {
        return;
    }
    page.rows += {InspectorText::tr("error"), foldedName(toQString(event::errorName(error))),
        errorExplanation(error), {}};
    addExceptionAndAdvice(page, error);
}

void addNewestError(InspectorPage& page, const Scene& scene, EventId told)
{
    const ErrorCode error = errorAt(scene, told);
    if (error == ErrorCode::None) {
        return;
    }
    Selection target;
    target.kind = Selection::Kind::Event;
    target.event = told;
    page.rows += {InspectorText::tr("newest error"), foldedName(toQString(event::errorName(error))),
        errorExplanation(error) + u" · "_s + clockText(scene.run.history->event(told).time),
        target};
    addExceptionAndAdvice(page, error);
}

} // namespace brokerscope::views
