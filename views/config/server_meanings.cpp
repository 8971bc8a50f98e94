#include "views/config/property_meaning.h"

#include <QtGlobal>

#include <array>

/// What the properties of topics and brokers do.
namespace brokerscope::views {
namespace {

using enum scenario::ConfigScope;

constexpr std::array kMeanings{
    PropertyMeaning{Topic, "cleanup.policy",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "What becomes of old segments: delete them after the retention, compact them to the "
            "last record of each key, or both.")},
    PropertyMeaning{Topic, "compression.gzip.level",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How hard the broker tries where it compresses with gzip itself, 1 to 9; -1 is 6. "
            "Higher: "
            "smaller batches for more processor time.")},
    PropertyMeaning{Topic, "compression.lz4.level",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How hard the broker tries where it compresses with lz4 itself, 1 to 17. Higher: "
            "smaller batches for more processor time.")},
    PropertyMeaning{Topic, "compression.type",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The codec on disk. producer keeps batches as they came; any other one makes the "
            "broker compress them anew.")},
    PropertyMeaning{Topic, "compression.zstd.level",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How hard the broker tries where it compresses with zstd itself, -131072 to 22. "
            "Higher: "
            "smaller batches for more processor time.")},
    PropertyMeaning{Topic, "delete.retention.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long a tombstone stays after compaction, so that readers can still learn of the "
            "deletion. Smaller: a slow reader may miss it.")},
    PropertyMeaning{Topic, "file.delete.delay.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Time between taking a segment out of the log and deleting its files. Readers that "
            "still have it open need it.")},
    PropertyMeaning{Topic, "flush.messages",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "fsync after so many records. 1: each append reaches the disk before its ack, slowly. "
            "The default leaves it to the system and safety to replication.")},
    PropertyMeaning{Topic, "flush.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Longest time that a record waits for fsync. Smaller: a power loss takes less, appends "
            "are slower. The default never forces it.")},
    PropertyMeaning{Topic, "index.interval.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Bytes of log between two entries of the offset index. Smaller: larger index, shorter "
            "search; larger: the other way round.")},
    PropertyMeaning{Topic, "max.compaction.lag.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "At the latest after this time a record can be compacted, however clean the log is. "
            "Smaller: old values of a key go sooner, more work.")},
    PropertyMeaning{Topic, "max.message.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Largest batch that the leader takes, after compression. A larger one is answered with "
            "MESSAGE_TOO_LARGE; the producer then splits it. Not set: the brokers' "
            "message.max.bytes.")},
    PropertyMeaning{Topic, "message.timestamp.after.max.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "A record whose timestamp is further in the future than this is refused with "
            "INVALID_TIMESTAMP. Smaller: stricter with wrong clocks.")},
    PropertyMeaning{Topic, "message.timestamp.before.max.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "A record whose timestamp is further in the past than this is refused with "
            "INVALID_TIMESTAMP. Smaller: old data cannot be loaded.")},
    PropertyMeaning{Topic, "message.timestamp.type",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Whose clock stamps the records: the producer's (CreateTime) or the leader's "
            "(LogAppendTime). It decides retention by time and lookup by time.")},
    PropertyMeaning{Topic, "min.cleanable.dirty.ratio",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Share of the log that is not compacted yet before the cleaner starts. Smaller: less "
            "waste, more work; larger: the other way round.")},
    PropertyMeaning{Topic, "min.compaction.lag.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "A record stays uncompacted at least so long. Larger: readers that lag see more of the "
            "values in between.")},
    PropertyMeaning{Topic, "min.insync.replicas",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "With acks=all the leader refuses batches while fewer replicas than this are in sync "
            "(NOT_ENOUGH_REPLICAS). More: safer, sooner unavailable for writes. It counts the "
            "leader.")},
    PropertyMeaning{Topic, "retention.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Size of a partition beyond which its oldest segments are deleted; -1: no limit. It "
            "holds for each partition, not for the topic.")},
    PropertyMeaning{Topic, "retention.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Age beyond which a segment is deleted, by its newest timestamp; -1: never. Smaller: "
            "less disk, less to read again.")},
    PropertyMeaning{Topic, "segment.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Size at which the log begins a new segment. Smaller: retention and compaction work in "
            "finer steps, more files.")},
    PropertyMeaning{Topic, "segment.index.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Largest size of an index file; a full index begins a new segment. Smaller: shorter "
            "segments.")},
    PropertyMeaning{Topic, "segment.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Age at which a new segment begins even if the old one is not full. Smaller: quiet "
            "topics can be cleaned sooner.")},
    PropertyMeaning{Topic, "unclean.leader.election.enable",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "With no replica in sync left, a replica out of sync may lead. On: available again, "
            "what it lacks is lost; off: the partition waits.")},
    PropertyMeaning{Broker, "auto.create.topics.enable",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Whether a topic that a client asks for is created when it is not there. Off: the "
            "client gets UNKNOWN_TOPIC_OR_PARTITION until somebody creates it.")},
    PropertyMeaning{Broker, "auto.leader.rebalance.enable",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The controller gives leadership back to the preferred replica when it is in sync "
            "again. Off: leaders stay where failures put them.")},
    PropertyMeaning{Broker, "broker.heartbeat.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often a broker tells the controller that it lives. Smaller: more traffic; it must "
            "be well below broker.session.timeout.ms.")},
    PropertyMeaning{Broker, "broker.session.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Without a heartbeat for so long the controller fences the broker and elects other "
            "leaders. Smaller: quicker failover, more false alarms.")},
    PropertyMeaning{Broker, "compression.gzip.level",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How hard the broker tries where it compresses with gzip itself, 1 to 9; -1 is 6. "
            "Higher: "
            "smaller batches for more processor time. For topics that set none.")},
    PropertyMeaning{Broker, "compression.lz4.level",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How hard the broker tries where it compresses with lz4 itself, 1 to 17. Higher: "
            "smaller batches for more processor time. For topics that set none.")},
    PropertyMeaning{Broker, "compression.type",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The codec on disk for topics that set none. producer keeps batches as they came.")},
    PropertyMeaning{Broker, "compression.zstd.level",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How hard the broker tries where it compresses with zstd itself, -131072 to 22. "
            "Higher: "
            "smaller batches for more processor time. For topics that set none.")},
    PropertyMeaning{Broker, "controlled.shutdown.enable",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Before it stops in good order, a broker hands its leaderships over. Off: its "
            "partitions are without leader for a while.")},
    PropertyMeaning{Broker, "controller.quorum.election.backoff.max.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Longest random pause before a controller candidate tries again. Larger: fewer split "
            "votes, later result.")},
    PropertyMeaning{Broker, "controller.quorum.election.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long a controller candidate waits for votes before a new election. Smaller: "
            "quicker, more elections in vain.")},
    PropertyMeaning{Broker, "controller.quorum.fetch.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long a controller does without answers of the active one before it stands for "
            "election. Smaller: quicker failover, more false alarms.")},
    PropertyMeaning{Broker, "controller.quorum.request.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long one request between controllers may take. Smaller: lost ones are noticed "
            "sooner.")},
    PropertyMeaning{Broker, "controller.quorum.retry.backoff.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Pause before controllers repeat a failed request. Smaller: quicker, more traffic.")},
    PropertyMeaning{Broker, "default.replication.factor",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Replicas of a topic that is created without saying how many. More: survives more "
            "failures, for more disk and traffic.")},
    PropertyMeaning{Broker, "eligible.leader.replicas.enable",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The controller remembers replicas that left the ISR with everything committed "
            "(KIP-966); they may be elected without loss.")},
    PropertyMeaning{Broker, "group.consumer.assignors",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The assignors that the coordinator has for groups of the consumer protocol; the first "
            "is taken where no member asks for one.")},
    PropertyMeaning{Broker, "group.consumer.heartbeat.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often members of the consumer protocol are to report. That is also how they hear "
            "of a new assignment. Smaller: quicker rebalances, more requests.")},
    PropertyMeaning{Broker, "group.consumer.max.heartbeat.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The longest group.consumer.heartbeat.interval.ms that may be set.")},
    PropertyMeaning{Broker, "group.consumer.max.session.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The longest group.consumer.session.timeout.ms that may be set.")},
    PropertyMeaning{Broker, "group.consumer.max.size",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How many members a group of the consumer protocol may have. The next one is answered "
            "with GROUP_MAX_SIZE_REACHED.")},
    PropertyMeaning{Broker, "group.consumer.migration.policy",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Whether a group that is in use may go over from the classic to the consumer protocol "
            "(upgrade), back (downgrade), both (bidirectional) or neither (disabled).")},
    PropertyMeaning{Broker, "group.consumer.min.heartbeat.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The shortest group.consumer.heartbeat.interval.ms that may be set.")},
    PropertyMeaning{Broker, "group.consumer.min.session.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The shortest group.consumer.session.timeout.ms that may be set.")},
    PropertyMeaning{Broker, "group.consumer.session.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long the coordinator waits for a member of the consumer protocol to report before "
            "it gives its partitions to others. Smaller: dead processes are found sooner.")},
    PropertyMeaning{Broker, "group.coordinator.rebalance.protocols",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The group protocols that the coordinator speaks. Before Kafka 4.0 consumer has to be "
            "added for group.protocol=consumer.")},
    PropertyMeaning{Broker, "group.initial.rebalance.delay.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long the coordinator waits for more members before the first rebalance of an "
            "empty group. Larger: fewer rebalances at a start; smaller: the first records are "
            "read sooner.")},
    PropertyMeaning{Broker, "group.max.session.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The longest session.timeout.ms that a consumer may ask for; beyond it JoinGroup "
            "is answered with INVALID_SESSION_TIMEOUT.")},
    PropertyMeaning{Broker, "group.max.size",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How many members a group may have. The next one is answered with "
            "GROUP_MAX_SIZE_REACHED.")},
    PropertyMeaning{Broker, "group.min.session.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The shortest session.timeout.ms that a consumer may ask for; below it JoinGroup "
            "is answered with INVALID_SESSION_TIMEOUT. Smaller: dead members can be noticed "
            "sooner, for more heartbeats.")},
    PropertyMeaning{Broker, "leader.imbalance.check.interval.seconds",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often the controller looks whether preferred replicas should lead again. Smaller: "
            "balance returns sooner.")},
    PropertyMeaning{Broker, "log.cleaner.backoff.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long the cleaner rests when there was nothing to compact. Smaller: notices work "
            "sooner.")},
    PropertyMeaning{Broker, "log.cleaner.dedupe.buffer.size",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Memory for the cleaner's map of keys. Larger: more records are compacted in one "
            "pass.")},
    PropertyMeaning{Broker, "log.cleaner.enable",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Whether logs are compacted at all. Off: topics with cleanup.policy=compact grow "
            "without end.")},
    PropertyMeaning{Broker, "log.cleaner.io.buffer.load.factor",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How full the cleaner's map of keys may get. Larger: more records in one pass, more "
            "hash collisions.")},
    PropertyMeaning{Broker, "log.flush.offset.checkpoint.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often the recovery point is written down. Smaller: less to check after a crash.")},
    PropertyMeaning{Broker, "log.flush.scheduler.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often the broker looks whether a log is due for fsync by flush.ms. The default "
            "never looks.")},
    PropertyMeaning{Broker, "log.flush.start.offset.checkpoint.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often log start offsets are written down. Smaller: deleted records stay deleted "
            "after a crash more surely.")},
    PropertyMeaning{Broker, "log.initial.task.delay.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Time from the start of a broker to the first retention check, flush and checkpoint. "
            "Kafka does not document it; lessons shorten it.")},
    PropertyMeaning{Broker, "log.retention.check.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often the broker looks for segments to delete. Smaller: retention is kept more "
            "exactly.")},
    PropertyMeaning{Broker, "max.incremental.fetch.session.cache.slots",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Fetch sessions that a broker remembers, an eighth in each part of its cache. Smaller: "
            "clients lose their session to others and name all their partitions in each Fetch.")},
    PropertyMeaning{Broker, "message.max.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Largest batch that the brokers take, after compression, in topics that set no "
            "max.message.bytes. A larger one is answered with MESSAGE_TOO_LARGE.")},
    PropertyMeaning{Broker, "min.insync.replicas",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The same as the topic's property, for topics that do not set it: with acks=all, "
            "writes are refused while fewer replicas are in sync. More: safer, sooner "
            "unavailable.")},
    PropertyMeaning{Broker, "num.partitions",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Partitions of a topic that is created without saying how many. More: more parallel "
            "consumers, more files and leaders.")},
    PropertyMeaning{Broker, "offsets.commit.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long a commit waits until all in-sync replicas of __consumer_offsets have "
            "it. After that the consumer is told COORDINATOR_NOT_AVAILABLE and tries again.")},
    PropertyMeaning{Broker, "offsets.retention.check.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often the coordinator looks for committed offsets that have expired.")},
    PropertyMeaning{Broker, "offsets.retention.minutes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long committed offsets are kept once their group is empty. Smaller: a "
            "consumer that comes back late starts at auto.offset.reset.")},
    PropertyMeaning{Broker, "offsets.topic.num.partitions",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Partitions of __consumer_offsets. A hash of the group id chooses one, and its "
            "leader coordinates the group. More: groups spread over more coordinators.")},
    PropertyMeaning{Broker, "offsets.topic.replication.factor",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Replicas of each partition of __consumer_offsets. More: committed offsets and "
            "groups survive more failures. There must be as many brokers.")},
    PropertyMeaning{Broker, "offsets.topic.segment.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Segment size of __consumer_offsets. Smaller: it is compacted sooner, and a new "
            "coordinator has less to read.")},
    PropertyMeaning{Broker, "producer.id.expiration.check.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often producer ids that were not used for producer.id.expiration.ms are looked "
            "for.")},
    PropertyMeaning{Broker, "producer.id.expiration.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "A producer id that wrote nothing for so long is forgotten, and with it the batches "
            "that would show a duplicate. Smaller: less memory, a late retry is stored twice.")},
    PropertyMeaning{Broker, "quota.window.num",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How many samples a quota's rate is measured over. More: smoother, slower to react.")},
    PropertyMeaning{Broker, "quota.window.size.seconds",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Length of one sample of a quota's rate. Larger: allows longer bursts.")},
    PropertyMeaning{Broker, "replica.fetch.backoff.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long a follower waits after a fetch failed. Smaller: catches up sooner, more "
            "traffic in vain.")},
    PropertyMeaning{Broker, "replica.fetch.max.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Most bytes of one partition that a follower fetches at once; a larger first batch "
            "comes nevertheless. Larger: catches up faster.")},
    PropertyMeaning{Broker, "replica.fetch.min.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "A leader answers a follower when so many bytes are there, or after "
            "replica.fetch.wait.max.ms. Larger: fewer fetches, slower acks=all.")},
    PropertyMeaning{Broker, "replica.fetch.wait.max.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long a leader holds a follower's fetch back while there is nothing new. Larger: "
            "less traffic when it is quiet; followers learn of a new high watermark later.")},
    PropertyMeaning{Broker, "replica.high.watermark.checkpoint.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often high watermarks are written down. Smaller: a restarted broker knows more of "
            "what is committed.")},
    PropertyMeaning{Broker, "replica.lag.time.max.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "A follower that has not caught up for so long leaves the ISR. Smaller: acks=all waits "
            "less for a slow follower, the ISR shrinks more easily.")},
    PropertyMeaning{Broker, "replica.selector.class",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Who picks the replica that a consumer fetches from. Not set: the leader; "
            "RackAwareReplicaSelector: one in the consumer's client.rack.")},
    PropertyMeaning{Broker, "replica.socket.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long a follower waits for its leader's answer. It may not be below "
            "replica.fetch.wait.max.ms. Smaller: notices a dead leader sooner.")},
    PropertyMeaning{Broker, "unclean.leader.election.enable",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The same as the topic's property, for topics that do not set it. On: a replica out of "
            "sync may lead when no other is left, and what it lacks is lost.")},
    PropertyMeaning{Broker, "unclean.leader.election.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often the controller looks for partitions without leader that may have an unclean "
            "election. Kafka does not document it. Smaller: sooner available again.")},
};

} // namespace

std::span<const PropertyMeaning> serverMeanings()
{
    return kMeanings;
}

} // namespace brokerscope::views
