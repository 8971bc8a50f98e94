#include "views/text/anomaly_text.h"

#include <QCoreApplication>

namespace brokerscope::views {

using history::AnomalyKind;

namespace {

struct AnomalyText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::AnomalyText)
};

} // namespace

QString anomalyTitle(AnomalyKind kind)
{
    switch (kind) {
    case AnomalyKind::LostAfterAck:
        return AnomalyText::tr("lost after ack");
    case AnomalyKind::FailedButStored:
        return AnomalyText::tr("failed but stored");
    case AnomalyKind::DuplicateInLog:
        return AnomalyText::tr("duplicated");
    case AnomalyKind::Redelivered:
        return AnomalyText::tr("redelivered");
    case AnomalyKind::ReorderedInLog:
        return AnomalyText::tr("reordered");
    case AnomalyKind::SkippedByConsumer:
        return AnomalyText::tr("skipped");
    case AnomalyKind::AbortedYetRead:
        return AnomalyText::tr("aborted yet read");
    case AnomalyKind::NeverDelivered:
        return AnomalyText::tr("never delivered");
    case AnomalyKind::ProcessedNotCommitted:
        return AnomalyText::tr("processed, not committed");
    case AnomalyKind::CommittedNotProcessed:
        return AnomalyText::tr("committed, not processed");
    case AnomalyKind::StoredTwice:
        return AnomalyText::tr("stored twice");
    case AnomalyKind::MissingInStore:
        return AnomalyText::tr("missing in the store");
    case AnomalyKind::ForwardedTwice:
        return AnomalyText::tr("forwarded twice");
    case AnomalyKind::ForwardLost:
        return AnomalyText::tr("lost in forwarding");
    }
    return {};
}

QString anomalyExplanation(AnomalyKind kind)
{
    switch (kind) {
    case AnomalyKind::LostAfterAck:
        return AnomalyText::tr(
            "The producer was told that the record is stored, and the partition's leader "
            "does not have it any more.");
    case AnomalyKind::FailedButStored:
        return AnomalyText::tr(
            "The producer was told that sending failed, and the leader has the record all the "
            "same. An application that sends again stores it twice.");
    case AnomalyKind::DuplicateInLog:
        return AnomalyText::tr("The leader has the record at more than one offset.");
    case AnomalyKind::Redelivered:
        return AnomalyText::tr("One consumer, or the members of one group together, got the record "
                               "more than once, and "
                               "no seek had asked for it.");
    case AnomalyKind::ReorderedInLog:
        return AnomalyText::tr(
            "The record stands in the log behind a record of the same producer and partition "
            "that was sent after it.");
    case AnomalyKind::SkippedByConsumer:
        return AnomalyText::tr(
            "A consumer's position passed the record without delivering it, and no seek had asked "
            "for that.");
    case AnomalyKind::AbortedYetRead:
        return AnomalyText::tr(
            "The record's transaction was aborted, and a consumer got it all the same.");
    case AnomalyKind::NeverDelivered:
        return AnomalyText::tr(
            "The record is stored and below the high watermark, and at the end of the run no "
            "consumer of the partition, or nobody of a group that reads it, has got it.");
    case AnomalyKind::ProcessedNotCommitted:
        return AnomalyText::tr(
            "A member of a group processed the record and ended, or gave the partition up, before "
            "its offset was committed: the next one processes it again.");
    case AnomalyKind::CommittedNotProcessed:
        return AnomalyText::tr(
            "The group has committed an offset behind the record, and the member that had got it "
            "ended before it was processed: nobody will.");
    case AnomalyKind::StoredTwice:
        return AnomalyText::tr("The external store has two rows with the result of this record.");
    case AnomalyKind::MissingInStore:
        return AnomalyText::tr(
            "The application is past the record, and neither the external store nor another topic "
            "has anything of it.");
    case AnomalyKind::ForwardedTwice:
        return AnomalyText::tr("An application has forwarded the same record twice, and the other "
                               "topic has both; this is the second one.");
    case AnomalyKind::ForwardLost:
        return AnomalyText::tr(
            "The application handed the record to a producer and committed past it. The producer "
            "failed or died before any log had it, so the other topic never gets it.");
    }
    return {};
}

QString anomalyQuestion(AnomalyKind kind)
{
    switch (kind) {
    case AnomalyKind::LostAfterAck:
        return AnomalyText::tr("Why was it lost?");
    case AnomalyKind::FailedButStored:
        return AnomalyText::tr("Why was it stored although it failed?");
    case AnomalyKind::DuplicateInLog:
        return AnomalyText::tr("Why is it there twice?");
    case AnomalyKind::Redelivered:
        return AnomalyText::tr("Why was it delivered again?");
    case AnomalyKind::ReorderedInLog:
        return AnomalyText::tr("Why is it out of order?");
    case AnomalyKind::SkippedByConsumer:
        return AnomalyText::tr("Why was it skipped?");
    case AnomalyKind::AbortedYetRead:
        return AnomalyText::tr("Why was it read?");
    case AnomalyKind::NeverDelivered:
        return AnomalyText::tr("Why was it not delivered?");
    case AnomalyKind::ProcessedNotCommitted:
        return AnomalyText::tr("Why was it not committed?");
    case AnomalyKind::CommittedNotProcessed:
        return AnomalyText::tr("Why was it not processed?");
    case AnomalyKind::StoredTwice:
        return AnomalyText::tr("Why was it stored twice?");
    case AnomalyKind::MissingInStore:
        return AnomalyText::tr("Why is it not in the store?");
    case AnomalyKind::ForwardedTwice:
        return AnomalyText::tr("Why was it forwarded twice?");
    case AnomalyKind::ForwardLost:
        return AnomalyText::tr("Why was it lost in forwarding?");
    }
    return {};
}

} // namespace brokerscope::views
