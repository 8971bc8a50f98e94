#include "views/config/property_meaning.h"

#include <QtGlobal>

#include <array>

/// What the properties of producers and consumers do.
namespace brokerscope::views {
namespace {

using enum scenario::ConfigScope;

constexpr std::array kMeanings{
    PropertyMeaning{Producer, "acks",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Whose word a send waits for: nobody (0), the leader (1) or every replica in sync "
            "(all). More: slower, and fewer records lost when a broker fails.")},
    PropertyMeaning{Producer, "batch.size",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Most bytes of one batch of one partition. Larger: fuller requests and better "
            "compression if there is enough to send or linger.ms waits; smaller: more requests. 0: "
            "a record each.")},
    PropertyMeaning{Producer, "buffer.memory",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Bytes for all records that wait to be sent, over all partitions. When they are used "
            "up, send() blocks for max.block.ms. Larger: rides out longer outages; smaller: blocks "
            "sooner.")},
    PropertyMeaning{Producer, "compression.gzip.level",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How hard gzip tries, 1 to 9; -1 is its own default, 6. Higher: smaller batches for "
            "more processor time.")},
    PropertyMeaning{Producer, "compression.lz4.level",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How hard lz4 tries, 1 to 17. Higher: smaller batches for more processor time; reading "
            "them is as quick.")},
    PropertyMeaning{Producer, "compression.type",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The codec of each batch. Whole batches are compressed, so full ones shrink best. A "
            "codec costs processor time and saves network and disk.")},
    PropertyMeaning{Producer, "compression.zstd.level",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How hard zstd tries, -131072 to 22. Higher: smaller batches for more processor time "
            "and memory.")},
    PropertyMeaning{Producer, "delivery.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Time from send() to success or failure of a record, with linger, retries and "
            "everything. Larger: more retries before a record is given up; smaller: fails "
            "sooner.")},
    PropertyMeaning{Producer, "enable.idempotence",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The broker drops batches that a retry sent twice and keeps them in order, by producer "
            "id and sequence number. Needs acks=all, retries and at most 5 requests in flight.")},
    PropertyMeaning{Producer, "linger.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long a batch that is not full waits for more records. Larger: fuller and fewer "
            "batches, later records; 0: it leaves as soon as the sender gets to it.")},
    PropertyMeaning{Producer, "max.block.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long send() waits for metadata and buffer memory together before it throws a "
            "TimeoutException. Smaller: the application hears sooner that something is stuck.")},
    PropertyMeaning{Producer, "max.in.flight.requests.per.connection",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Requests without an answer to one broker at a time. More: fuller pipes; above 1 "
            "without idempotence, a retry may reorder records.")},
    PropertyMeaning{Producer, "max.request.size",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Most bytes of one request and of one record before compression. A larger record fails "
            "at once with RecordTooLargeException. Keep it at or below the broker's "
            "message.max.bytes.")},
    PropertyMeaning{Producer, "metadata.max.age.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How old metadata may get before it is asked for anew even though nothing went wrong. "
            "Smaller: new partitions are noticed sooner, for more requests.")},
    PropertyMeaning{Producer, "metadata.max.idle.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "A topic that was not sent to for so long is dropped from the metadata. Smaller: less "
            "to refresh, and the next send waits for it again.")},
    PropertyMeaning{Producer, "partitioner.adaptive.partitioning.enable",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Records without key go more often to brokers that keep up and less to slow ones. Off: "
            "to all partitions alike.")},
    PropertyMeaning{Producer, "partitioner.availability.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "A partition whose broker has not taken batches for so long gets no records without "
            "key. 0: never left out.")},
    PropertyMeaning{Producer, "partitioner.class",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Who picks the partition of a record. Not set: murmur2 of the key; without key one "
            "partition at a time until batch.size bytes are sent there.")},
    PropertyMeaning{Producer, "partitioner.ignore.keys",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The key no longer decides the partition: records are spread as if they had none, and "
            "records of one key lose their order.")},
    PropertyMeaning{Producer, "reconnect.backoff.max.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The most that the wait between attempts to connect grows to. Larger: gentler with a "
            "broker that is down, later back.")},
    PropertyMeaning{Producer, "reconnect.backoff.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "First wait before connecting to the same broker again; it doubles each time. Smaller: "
            "back sooner, more attempts in vain.")},
    PropertyMeaning{Producer, "request.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long an answer may take. Then the connection is closed and the batches are sent "
            "again: if only the answer was lost, twice without idempotence. Smaller: retries "
            "sooner.")},
    PropertyMeaning{Producer, "retries",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often a batch is sent again after an error that may pass. Kafka advises to leave "
            "it and to bound the time with delivery.timeout.ms. 0: the first error is final, "
            "idempotence is off.")},
    PropertyMeaning{Producer, "retry.backoff.max.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The most that the wait between retries grows to. Larger: less load on a broker in "
            "trouble, later recovery.")},
    PropertyMeaning{Producer, "retry.backoff.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "First wait before a retry; since Kafka 3.7 it doubles each time, give or take 20 %. "
            "Smaller: quicker recovery, more requests in vain.")},
    PropertyMeaning{Producer, "socket.connection.setup.timeout.max.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The most that socket.connection.setup.timeout.ms grows to.")},
    PropertyMeaning{Producer, "socket.connection.setup.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long a connection to a broker may take to come about; it doubles each time. "
            "Smaller: a broker that says nothing is tried anew sooner.")},
    PropertyMeaning{Consumer, "allow.auto.create.topics",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Whether asking for a topic that is not there lets the broker create it.")},
    PropertyMeaning{Consumer, "auto.commit.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often poll() commits the positions by itself. Smaller: less is read again after a "
            "crash, more commits; it never waits for the processing of other threads.")},
    PropertyMeaning{Consumer, "auto.offset.reset",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Where to begin without a valid offset: at the first record (earliest), after the last "
            "(latest), or with an error (none). latest skips what was written before.")},
    PropertyMeaning{Consumer, "client.rack",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The rack that the consumer stands in. With a rack-aware replica selector it fetches "
            "from a replica in that rack instead of the leader.")},
    PropertyMeaning{Consumer, "default.api.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long commitSync() and other calls that wait try again before they give up. "
            "Larger: "
            "they survive longer failovers, and the application stands still for longer.")},
    PropertyMeaning{Consumer, "enable.auto.commit",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Whether poll() commits the positions by itself. true: what was handed out counts as "
            "done, "
            "whether it was processed or not; false: the application commits.")},
    PropertyMeaning{Consumer, "exclude.internal.topics",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Whether a subscription by pattern leaves out topics of Kafka itself, such as "
            "__consumer_offsets.")},
    PropertyMeaning{Consumer, "fetch.max.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Most bytes of one answer, over all partitions. The first batch comes even if it is "
            "larger. Smaller: more requests, less memory.")},
    PropertyMeaning{Consumer, "fetch.max.wait.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long the broker holds a fetch back while fetch.min.bytes are not there. Larger: "
            "fewer empty answers; it delays records only if fetch.min.bytes is above 1.")},
    PropertyMeaning{Consumer, "fetch.min.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The broker answers when so many bytes are there, or after fetch.max.wait.ms. Larger: "
            "fewer and fuller answers, later records; 1: at once.")},
    PropertyMeaning{Consumer, "group.instance.id",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "A name that makes the consumer a static member: after a restart within "
            "session.timeout.ms "
            "it gets its partitions back without a rebalance. Each process needs its own.")},
    PropertyMeaning{Consumer, "group.protocol",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "classic: the members join together, and one of them assigns. consumer (KIP-848): the "
            "coordinator assigns, and only members whose partitions move notice a rebalance.")},
    PropertyMeaning{Consumer, "group.remote.assignor",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The coordinator's assignor that the member would like, with group.protocol=consumer; "
            "the majority decides. Empty: the first of group.consumer.assignors.")},
    PropertyMeaning{Consumer, "heartbeat.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How often a background thread tells the coordinator that the process lives; that is "
            "also "
            "how it hears of rebalances. Smaller: quicker rebalances, more requests.")},
    PropertyMeaning{Consumer, "max.partition.fetch.bytes",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Most bytes of one partition in one answer; a first batch that is larger comes "
            "nevertheless. Larger: catches up faster, needs more memory.")},
    PropertyMeaning{Consumer, "max.poll.interval.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long the application may stay away from poll() before its consumer leaves the "
            "group, and how long a rebalance waits for it. Smaller: stuck handlers are found "
            "sooner, slow ones thrown out.")},
    PropertyMeaning{Consumer, "max.poll.records",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "Most records that one poll() hands out. It does not change what is fetched. Smaller: "
            "shorter rounds between polls.")},
    PropertyMeaning{Consumer, "metadata.max.age.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How old metadata may get before it is asked for anew. Smaller: new partitions and "
            "leaders are noticed sooner, for more requests.")},
    PropertyMeaning{Consumer, "partition.assignment.strategy",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The assignors that the member offers, the best first; the group takes one that all "
            "offer. "
            "Members keep their partitions during a rebalance only if all of the list are "
            "cooperative.")},
    PropertyMeaning{Consumer, "request.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long an answer may take before the request is sent again. It must be longer than "
            "fetch.max.wait.ms to be of use.")},
    PropertyMeaning{Consumer, "retry.backoff.max.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "The most that the wait between retries grows to. Larger: less load on a broker in "
            "trouble, later recovery.")},
    PropertyMeaning{Consumer, "retry.backoff.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "First wait before a request is tried again; since Kafka 3.7 it doubles each time. "
            "Smaller: quicker recovery, more requests in vain.")},
    PropertyMeaning{Consumer, "session.timeout.ms",
        QT_TRANSLATE_NOOP("brokerscope::views::PropertyMeaning",
            "How long the coordinator waits for a heartbeat before it gives the partitions of the "
            "member to others. Smaller: dead processes are found sooner; a long pause is taken for "
            "death.")},
};

} // namespace

std::span<const PropertyMeaning> clientMeanings()
{
    return kMeanings;
}

} // namespace brokerscope::views
