#include "views/text/sentences.h"

#include <QCoreApplication>

namespace brokerscope::views {

namespace {

struct HandlerText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::HandlerText)
};

QString place(const Telling& t, PartitionId partition, Offset offset)
{
    return HandlerText::tr("%1 @ %2", "partition; offset")
        .arg(t.partition(partition), QString::number(offset.value()));
}

QString seenByText(event::SeenBy by)
{
    switch (by) {
    case event::SeenBy::Key:
        return HandlerText::tr("by its key", "a record is known");
    case event::SeenBy::Value:
        return HandlerText::tr("by its value", "a record is known");
    case event::SeenBy::Offset:
        return HandlerText::tr("by its offset", "a record is known");
    }
    return {};
}

/// What the write found in the store.
QString writtenText(const event::RecordStored& e)
{
    if (e.isReplaced) {
        return e.isRepeat ? HandlerText::tr("over the row that this record had written before")
                          : HandlerText::tr("over the row of the same key");
    }
    return e.isRepeat ? HandlerText::tr("although it had a row for this record already")
                      : HandlerText::tr("as a new row");
}

} // namespace

QString tell(const Telling& t, const event::RecordStored& e)
{
    const QString record = place(t, e.partition, e.offset);
    return e.withOffset
        ? HandlerText::tr("%1 wrote the result of %2 and the offset %3 into the external store of "
                          "%4 in one transaction, %5",
            "consumer; record; offset; group or consumer; what it found there")
              .arg(t.node(), record, QString::number(e.offset.value() + 1), t.text(e.store),
                  writtenText(e))
        : HandlerText::tr("%1 wrote the result of %2 into the external store of %3, %4",
            "consumer; record; group or consumer; what it found there")
              .arg(t.node(), record, t.text(e.store), writtenText(e));
}

QString tell(const Telling& t, const event::RecordForwarded& e)
{
    const QString number = QString::number(e.number.value());
    const QString record = place(t, e.partition, e.offset);
    return e.hadFailed
        ? HandlerText::tr("%1 could not handle %2 and hands it to %3, as its record %4",
            "consumer; record; producer; number")
              .arg(t.node(), record, t.name(e.producer), number)
        : HandlerText::tr(
            "%1 hands %2 on to %3, as its record %4", "consumer; record; producer; number")
              .arg(t.node(), record, t.name(e.producer), number);
}

QString tell(const Telling& t, const event::RecordDeduplicated& e)
{
    const QString record = place(t, e.partition, e.offset);
    return e.inStore ? HandlerText::tr(
               "%1 passes over %2, which the external store knows %3", "consumer; record; by what")
                           .arg(t.node(), record, seenByText(e.by))
                     : HandlerText::tr("%1 passes over %2, which its process knows %3",
                         "consumer; record; by what")
                           .arg(t.node(), record, seenByText(e.by));
}

QString tell(const Telling& t, const event::PositionFromStore& e)
{
    return HandlerText::tr("%1 goes on in %2 at %3, the offset in the external store of %4",
        "consumer; partition; offset; group or consumer")
        .arg(t.node(), t.partition(e.partition), QString::number(e.to.value()), t.text(e.store));
}

} // namespace brokerscope::views
