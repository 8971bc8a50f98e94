#include "views/text/fidelity.h"

#include <QCoreApplication>

namespace brokerscope::views {

namespace {

struct Fidelity {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::Fidelity)
};

using Notes = std::vector<FidelityNote>;

void addTimeAndDisk(Notes& notes)
{
    notes.push_back({Fidelity::tr("Time-outs are shorter"),
        Fidelity::tr(
            "Lessons set many time-outs far below Kafka's defaults, so that a crash and its "
            "consequences "
            "fit into a few seconds. The inspector shows each value beside the real default."),
        Fidelity::tr("Timeline, inspector")});
    notes.push_back({Fidelity::tr("A changed property holds from the start"),
        Fidelity::tr("A new value in the Config lens runs the scenario again from its start. Kafka "
                     "can change properties of topics, and some of the brokers', while they run; "
                     "clients read theirs only when they are made."),
        Fidelity::tr("Config lens")});
    notes.push_back({Fidelity::tr("When the page cache reaches the disk"),
        Fidelity::tr("Kafka does not force each record to the disk; the operating system writes "
                     "its page cache back. "
                     "Here that follows the rule of Linux: a look every few seconds, and whatever "
                     "has been waiting "
                     "long enough is written. Real systems also write earlier, under memory "
                     "pressure. A power loss "
                     "takes what was not written; a process kill takes nothing."),
        Fidelity::tr("Stage, verdict")});
}

void addLogFiles(Notes& notes)
{
    notes.push_back({Fidelity::tr("Index files grow entry by entry"),
        Fidelity::tr("Kafka makes each index as large as segment.index.bytes at once, maps it into "
                     "memory and cuts it to size when the segment rolls. Here it is never larger "
                     "than its entries; the entries are Kafka's, byte for byte."),
        Fidelity::tr("Segments lens")});
    notes.push_back({Fidelity::tr("A roll reaches the disk at once"),
        Fidelity::tr(
            "Kafka flushes a segment that was closed in the background. Here it is on the disk "
            "when the next one begins, so the recovery point is never behind the active segment. "
            "New, renamed and deleted files are durable at once, too."),
        Fidelity::tr("Stage, inspector")});
    notes.push_back({Fidelity::tr("A pass of the log cleaner takes no time"),
        Fidelity::tr("The cleaner reads and rewrites a log in one moment of virtual time, and one "
                     "log after the other. Real passes take minutes and may be throttled. Its map "
                     "holds the keys themselves, where Kafka's holds their MD5 sums."),
        Fidelity::tr("Stage, Segments lens")});
    notes.push_back({Fidelity::tr("One log directory for each broker"),
        Fidelity::tr("Kafka can spread partitions over several disks and goes on with those that "
                     "work. Here a broker has one directory, and halts when reading or writing "
                     "there fails."),
        Fidelity::tr("Stage")});
}

void addNetwork(Notes& notes)
{
    notes.push_back({Fidelity::tr("A lost packet is a late message"),
        Fidelity::tr("Kafka speaks over TCP, which sends lost packets again. Packet loss therefore "
                     "shows as a delay "
                     "of the retransmission, never as a missing message."),
        Fidelity::tr("Stage, plots")});
    notes.push_back({Fidelity::tr("A cut link drops what crosses it"),
        Fidelity::tr("Messages on their way over a link that is cut are lost at once, and whoever "
                     "waits for an answer waits until its time-out even when the link has healed. "
                     "TCP would keep them and deliver them if the link healed in time."),
        Fidelity::tr("Stage, event log")});
    notes.push_back({Fidelity::tr("No TLS or SASL, and quotas for producers only"),
        Fidelity::tr("Connections are open to everyone. A quota counts the bytes of a producer's "
                     "batches without the request around them; consumers have none."),
        Fidelity::tr("Plots")});
    notes.push_back({Fidelity::tr("What is dropped takes its connection along"),
        Fidelity::tr("When the script drops a message, nothing more gets through on that "
                     "connection in this direction until its client gives up and connects again. "
                     "TCP would not deliver what comes after a gap either."),
        Fidelity::tr("Stage, Sequence lens")});
}

void addController(Notes& notes)
{
    notes.push_back({Fidelity::tr("The quorum of controllers is fixed"),
        Fidelity::tr("The controllers elect a leader and replicate the metadata log by KRaft's "
                     "rules: terms, votes, a majority's disks, random election time-outs. Who "
                     "votes is fixed for a run, and a candidate asks for votes at once, without "
                     "the pre-vote of KIP-996."),
        Fidelity::tr("Stage, timeline, Sequence lens")});
    notes.push_back({Fidelity::tr("The metadata log has no snapshots"),
        Fidelity::tr("Controllers keep it whole, brokers read it from the beginning when they "
                     "start, and each broker acts on it after its own delay. It holds only the "
                     "few kinds of decision that the app shows, in a form of their own."),
        Fidelity::tr("Stage, event log")});
    notes.push_back({Fidelity::tr("Placement of replicas"),
        Fidelity::tr(
            "Replicas are placed by Kafka's striped placer, over racks where brokers have some. "
            "Where Kafka picks a random broker to begin with, the run's seed decides, unless the "
            "scenario says where they go. Topics come into being once every broker is up."),
        Fidelity::tr("Stage")});
    notes.push_back({Fidelity::tr("One version's rules"),
        Fidelity::tr("A scenario may take the defaults of another release of Kafka, but brokers "
                     "and controllers behave as in 3.9. The exception is truncation to the high "
                     "watermark, as before KIP-101, which a scenario can ask for by name."),
        Fidelity::tr("Stage, verdict")});
}

void addReplication(Notes& notes)
{
    notes.push_back({Fidelity::tr("One throttle for a reassignment"),
        Fidelity::tr("Kafka throttles leaders and followers by settings of their own. Here a "
                     "reassignment has one rate for all of its replicas, and it ends with the "
                     "last reassignment."),
        Fidelity::tr("Stage, event log")});
    notes.push_back({Fidelity::tr("One fetcher for each leader"),
        Fidelity::tr("num.replica.fetchers is 1: a follower has one request under way to each "
                     "broker that it copies from. Each request names all of its partitions there."),
        Fidelity::tr("Stage, Sequence lens")});
    notes.push_back({Fidelity::tr("A leader that comes back knows nothing of its followers"),
        Fidelity::tr("Elected again, it learns with their next fetches how far they are. Kafka's "
                     "keeps what it knew as long as they stayed replicas; the high watermark is "
                     "the same."),
        Fidelity::tr("Stage, event log")});
    notes.push_back({Fidelity::tr("A slow disk holds up the whole process"),
        Fidelity::tr("While a write takes its time, the broker answers nobody. Kafka has several "
                     "threads, of which only the one that writes would wait."),
        Fidelity::tr("Stage, plots")});
}

void addHandlers(Notes& notes)
{
    notes.push_back({Fidelity::tr("The external store never fails"),
        Fidelity::tr("The database into which handlers write stands outside the cluster: nothing "
                     "stops it, each write is one transaction that takes effect when its latency "
                     "is over, and asking it takes no time. The members of a group share one."),
        Fidelity::tr("Inspector, verdict")});
    notes.push_back({Fidelity::tr("A handler forwards with one producer"),
        Fidelity::tr("The producer lives in the consumer's process, starts and dies with it, and "
                     "sends to one topic with key, value and headers as they were read. Where "
                     "the handler has threads, one send() comes after the other."),
        Fidelity::tr("Stage, inspector")});
}

void addClients(Notes& notes)
{
    notes.push_back({Fidelity::tr("Groups without their rare cases"),
        Fidelity::tr("__consumer_offsets is created with the other topics, and only when a "
                     "scenario has groups; its partitions are real, but not drawn. A new "
                     "coordinator reads its log at 50 MB per second. In the protocol of KIP-848 "
                     "members give up and take partitions in poll() only, and the coordinator "
                     "knows no regular expressions and no settings of single groups."),
        Fidelity::tr("Stage, heat map, timeline")});
    notes.push_back({Fidelity::tr("Consumers know their topics once"),
        Fidelity::tr("The assignors know no racks of replicas, a subscription by pattern looks at "
                     "the topics once, and one connection serves fetching and the group."),
        Fidelity::tr("Stage, sequence diagram")});
    notes.push_back({Fidelity::tr("An application that fails is gone"),
        Fidelity::tr("When a handler or poll() throws, the process ends without close(), as if "
                     "nobody had caught the exception: its group hears of it when the session has "
                     "expired."),
        Fidelity::tr("Stage, verdict")});
    notes.push_back({Fidelity::tr("Idempotence without its rare cases"),
        Fidelity::tr("Producer ids, sequences and the broker's window of five batches are Kafka's. "
                     "A batch that is given up bumps the producer's epoch unless the broker took "
                     "later ones, also where Kafka knows that it was refused; a bump after "
                     "OUT_OF_ORDER_SEQUENCE_NUMBER waits until "
                     "nothing of the partition is in flight."),
        Fidelity::tr("Stage, verdict")});
    notes.push_back({Fidelity::tr("Every client can reach every broker"),
        Fidelity::tr("There are no bootstrap servers and no addresses: a client asks any broker "
                     "for metadata, and only about the partitions that it uses."),
        Fidelity::tr("Stage, Sequence lens")});
    notes.push_back({Fidelity::tr("Brokers create the topics that the scenario names"),
        Fidelity::tr("A client's request creates a topic that is not there, as "
                     "auto.create.topics.enable says. But the scenario must name the topic as one "
                     "that is created on demand: a misspelt name is refused instead of becoming a "
                     "topic of its own."),
        Fidelity::tr("Stage, Sequence lens")});
    notes.push_back({Fidelity::tr("One thread of an application sends"),
        Fidelity::tr("Nobody queues behind a send() that waits for buffer.memory."),
        Fidelity::tr("Stage, plots")});
    notes.push_back({Fidelity::tr("Connections are tried as a whole"),
        Fidelity::tr("The first connection to a broker takes no time. One that is being tried when "
                     "a cut heals or a machine comes back waits for the end of "
                     "socket.connection.setup.timeout.ms, where TCP would try again by itself."),
        Fidelity::tr("Stage, Sequence lens")});
    notes.push_back({Fidelity::tr("DeleteRecords waits for the leader only"),
        Fidelity::tr("Kafka answers when every live replica has moved its log start. Here the "
                     "leader answers as soon as it has moved its own; followers take it over with "
                     "their next fetch, as in Kafka."),
        Fidelity::tr("Stage, inspector")});
    notes.push_back({Fidelity::tr("Metrics of producers look back 100 ms"),
        Fidelity::tr("Kafka averages over 30 seconds, which is longer than most runs here. The "
                     "client-id is the producer's name, and byte-rate is that of its one topic."),
        Fidelity::tr("Plots, Producer lens")});
    notes.push_back({Fidelity::tr("Work takes no time"),
        Fidelity::tr("Appending, reading and connecting take no virtual time; only messages, "
                     "timers, the writes of a slow disk and the application's own processing do."),
        Fidelity::tr("Timeline, plots")});
    notes.push_back({Fidelity::tr("Chance comes from the seed"),
        Fidelity::tr(
            "What is random in Kafka, such as the jitter of a retry's backoff or the sticky "
            "partition for "
            "records without key, follows the run's seed: the same seed gives the same run."),
        Fidelity::tr("All views")});
}

} // namespace

std::vector<FidelityNote> fidelityNotes()
{
    Notes notes;
    addTimeAndDisk(notes);
    addLogFiles(notes);
    addNetwork(notes);
    addController(notes);
    addReplication(notes);
    addClients(notes);
    addHandlers(notes);
    return notes;
}

} // namespace brokerscope::views
