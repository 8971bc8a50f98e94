#include "views/text/fetch_session_text.h"

#include <QCoreApplication>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FetchSessionText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::FetchSessionText)
};

QString incrementalText(const event::MessageSent& request, const QString& session)
{
    QString text = FetchSessionText::tr("incremental, session %1 at epoch %2")
                       .arg(session)
                       .arg(request.sessionEpoch.value())
        + u", "_s + FetchSessionText::tr("%n partition(s) named", nullptr, request.partitions);
    if (request.forgotten > 0) {
        text += u", "_s + FetchSessionText::tr("%n forgotten", "partitions", request.forgotten);
    }
    return text;
}

} // namespace

QString fetchSessionText(const event::MessageSent& message)
{
    if (!message.hasFetchSession()) {
        return {};
    }
    const QString session = QString::number(message.session.value());
    if (message.isResponse()) {
        return FetchSessionText::tr("session %1", "of fetches").arg(session);
    }
    if (message.sessionEpoch == kFinalFetchEpoch) {
        return FetchSessionText::tr("ends session %1", "of fetches").arg(session);
    }
    if (message.sessionEpoch != kInitialFetchEpoch) {
        return incrementalText(message, session);
    }
    return message.session == kNoFetchSession
        ? FetchSessionText::tr("full, asks for a session", "of fetches")
        : FetchSessionText::tr("full, asks for a session instead of %1", "of fetches").arg(session);
}

} // namespace brokerscope::views
