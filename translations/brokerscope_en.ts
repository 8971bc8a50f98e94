<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AssignReport</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchPart</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n removed by the cleaner</source>
        <translation>
            <numerusform>, %n removed by the cleaner</numerusform>
            <numerusform>, %n removed by the cleaner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only %n of them can be read</source>
        <translation>
            <numerusform>only %n of them can be read</numerusform>
            <numerusform>only %n of them can be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandAssign</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n topic</numerusform>
            <numerusform>%n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HexPicture</name>
    <message numerus="yes">
        <source>Record %1: %n byte(s)</source>
        <translation>
            <numerusform>Record %1: %n byte</numerusform>
            <numerusform>Record %1: %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InspectorText</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookUpPicture</name>
    <message numerus="yes">
        <source>%n entry(s) of the index</source>
        <translation>
            <numerusform>%n entry of the index</numerusform>
            <numerusform>%n entries of the index</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookUpStory</name>
    <message numerus="yes">
        <source>%n comparison(s)</source>
        <translation>
            <numerusform>%n comparison</numerusform>
            <numerusform>%n comparisons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more batch(es): no</source>
        <translation>
            <numerusform>%n more batch: no</numerusform>
            <numerusform>%n more batches: no</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookUpTarget</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PartitionCommandWords</name>
    <message numerus="yes">
        <source>A scenario has at most %n partition(s).</source>
        <translation>
            <numerusform>A scenario has at most %n partition.</numerusform>
            <numerusform>A scenario has at most %n partitions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportText</name>
    <message numerus="yes">
        <source>… and %n more (--json has them all)</source>
        <translation>
            <numerusform>… and %n more (--json has them all)</numerusform>
            <numerusform>… and %n more (--json has them all)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScenarioEdits</name>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StripPicture</name>
    <message numerus="yes">
        <source>Batch %1 at byte %2: %n record(s), %3</source>
        <comment>offsets; position; size</comment>
        <translation>
            <numerusform>Batch %1 at byte %2: %n record, %3</numerusform>
            <numerusform>Batch %1 at byte %2: %n records, %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n entry(s) in the index</source>
        <translation>
            <numerusform>; %n entry in the index</numerusform>
            <numerusform>; %n entries in the index</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n record(s) removed by the cleaner</source>
        <translation>
            <numerusform>; %n record removed by the cleaner</numerusform>
            <numerusform>; %n records removed by the cleaner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n earlier segment(s)</source>
        <translation>
            <numerusform>%n earlier segment</numerusform>
            <numerusform>%n earlier segments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n later segment(s)</source>
        <translation>
            <numerusform>%n later segment</numerusform>
            <numerusform>%n later segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::app::LogDirectoryPage</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::app::RecordingLight</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::app::RemedyTrial</name>
    <message numerus="yes">
        <source>%n record(s) fail instead</source>
        <translation>
            <numerusform>%n record fails instead</numerusform>
            <numerusform>%n records fail instead</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::app::RunTree</name>
    <message numerus="yes">
        <source>%n lost after ack</source>
        <translation>
            <numerusform>%n lost after ack</numerusform>
            <numerusform>%n lost after ack</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n anomaly(ies)</source>
        <translation>
            <numerusform>%n anomaly</numerusform>
            <numerusform>%n anomalies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::app::WelcomePage</name>
    <message numerus="yes">
        <source>%1 · %n run(s)</source>
        <translation>
            <numerusform>%1 · %n run</numerusform>
            <numerusform>%1 · %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::AssignmentText</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s): %1</source>
        <translation>
            <numerusform>%n partition: %1</numerusform>
            <numerusform>%n partitions: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 had %n partition(s)</source>
        <translation>
            <numerusform>%1 had %n partition</numerusform>
            <numerusform>%1 had %n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n partition(s)</source>
        <translation>
            <numerusform>%1 has %n partition</numerusform>
            <numerusform>%1 has %n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more partition(s)</source>
        <translation>
            <numerusform>and %n more partition</numerusform>
            <numerusform>and %n more partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::BatchPanel</name>
    <message numerus="yes">
        <source>record %1 of %2: %n byte(s)</source>
        <comment>offset; timestamp</comment>
        <translation>
            <numerusform>record %1 of %2: %n byte</numerusform>
            <numerusform>record %1 of %2: %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ChooserBar</name>
    <message numerus="yes">
        <source>all %n decision(s)</source>
        <translation>
            <numerusform>all %n decision</numerusform>
            <numerusform>all %n decisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ClientText</name>
    <message numerus="yes">
        <source>%1 closed batch %2 for %3 with %n record(s): %4</source>
        <comment>producer; batch; partition; reason</comment>
        <translation>
            <numerusform>%1 closed batch %2 for %3 with %n record: %4</numerusform>
            <numerusform>%1 closed batch %2 for %3 with %n records: %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 gave up batch %2 for %3 (%n record(s)): %4</source>
        <comment>producer; batch; partition; error</comment>
        <translation>
            <numerusform>%1 gave up batch %2 for %3 (%n record): %4</numerusform>
            <numerusform>%1 gave up batch %2 for %3 (%n records): %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>batch %2 of %1 for %3 is too large for the broker: its records go on in %n batch(es) from %4 on</source>
        <comment>producer; batch; partition; batch</comment>
        <translation>
            <numerusform>batch %2 of %1 for %3 is too large for the broker: its records go on in %n batch from %4 on</numerusform>
            <numerusform>batch %2 of %1 for %3 is too large for the broker: its records go on in %n batches from %4 on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 called flush(), which waits for %n batch(es)</source>
        <comment>producer</comment>
        <translation>
            <numerusform>%1 called flush(), which waits for %n batch</numerusform>
            <numerusform>%1 called flush(), which waits for %n batches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ClusterText</name>
    <message numerus="yes">
        <source>the controller created topic %1 with %n partition(s)</source>
        <translation>
            <numerusform>the controller created topic %1 with %n partition</numerusform>
            <numerusform>the controller created topic %1 with %n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the controller added %n partition(s) to topic %1</source>
        <translation>
            <numerusform>the controller added %n partition to topic %1</numerusform>
            <numerusform>the controller added %n partitions to topic %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::FetchSessionText</name>
    <message numerus="yes">
        <source>%n partition(s) named</source>
        <translation>
            <numerusform>%n partition named</numerusform>
            <numerusform>%n partitions named</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n forgotten</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>%n forgotten</numerusform>
            <numerusform>%n forgotten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::FilesText</name>
    <message numerus="yes">
        <source>the log cleaner of %1 left out %n record(s) of %2: nothing is stored at %3 any more</source>
        <comment>broker; partition; offsets</comment>
        <translation>
            <numerusform>the log cleaner of %1 left out %n record of %2: nothing is stored at %3 any more</numerusform>
            <numerusform>the log cleaner of %1 left out %n records of %2: nothing is stored at %3 any more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::GroupText</name>
    <message numerus="yes">
        <source>group %1 begins generation %2 with %n member(s); the coordinator assigns by %3</source>
        <comment>group; number; assignor</comment>
        <translation>
            <numerusform>group %1 begins generation %2 with %n member; the coordinator assigns by %3</numerusform>
            <numerusform>group %1 begins generation %2 with %n members; the coordinator assigns by %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>group %1 begins generation %2 with %n member(s); %4 is to assign by %3</source>
        <comment>group; number; assignor; consumer</comment>
        <translation>
            <numerusform>group %1 begins generation %2 with %n member; %4 is to assign by %3</numerusform>
            <numerusform>group %1 begins generation %2 with %n members; %4 is to assign by %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has read %2 and coordinates the groups in it: it found %n group(s)</source>
        <comment>broker; partition</comment>
        <translation>
            <numerusform>%1 has read %2 and coordinates the groups in it: it found %n group</numerusform>
            <numerusform>%1 has read %2 and coordinates the groups in it: it found %n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>it may have %n partition(s)</source>
        <comment>of a group&apos;s member</comment>
        <translation>
            <numerusform>it may have %n partition</numerusform>
            <numerusform>it may have %n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 and has to give up %n</source>
        <comment>two statements; how many partitions</comment>
        <translation>
            <numerusform>%1: %2 and has to give up %n</numerusform>
            <numerusform>%1: %2 and has to give up %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::InspectorText</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n index entries</source>
        <translation>
            <numerusform>%n index entry</numerusform>
            <numerusform>%n index entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n write(s), the last one by %1</source>
        <comment>consumer</comment>
        <translation>
            <numerusform>%n write, the last one by %1</numerusform>
            <numerusform>%n writes, the last one by %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::NetworkText</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ProducerText</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 of %2 for %3 is open since %4: %n record(s), %5 (batch.size)</source>
        <translation>
            <numerusform>Batch %1 of %2 for %3 is open since %4: %n record, %5 (batch.size)</numerusform>
            <numerusform>Batch %1 of %2 for %3 is open since %4: %n records, %5 (batch.size)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 for %2, %n record(s): sent %3 times in vain, waits to be sent again. It was closed because %4</source>
        <translation>
            <numerusform>Batch %1 for %2, %n record: sent %3 times in vain, waits to be sent again. It was closed because %4</numerusform>
            <numerusform>Batch %1 for %2, %n records: sent %3 times in vain, waits to be sent again. It was closed because %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 for %2, %n record(s), waits to be sent. It was closed because %3</source>
        <translation>
            <numerusform>Batch %1 for %2, %n record, waits to be sent. It was closed because %3</numerusform>
            <numerusform>Batch %1 for %2, %n records, waits to be sent. It was closed because %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sender(s) blocked</source>
        <translation>
            <numerusform>%n sender blocked</numerusform>
            <numerusform>%n senders blocked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more batch(es)</source>
        <translation>
            <numerusform>and %n more batch</numerusform>
            <numerusform>and %n more batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flush() wait(s)</source>
        <translation>
            <numerusform>%n flush() wait</numerusform>
            <numerusform>%n flush() waits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+ %n more batch(es)</source>
        <translation>
            <numerusform>+ %n more batch</numerusform>
            <numerusform>+ %n more batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Produce request with %n batch(es), sent %1 ago: %2. request.timeout.ms is over in %3</source>
        <translation>
            <numerusform>Produce request with %n batch, sent %1 ago: %2. request.timeout.ms is over in %3</numerusform>
            <numerusform>Produce request with %n batches, sent %1 ago: %2. request.timeout.ms is over in %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 for %2, %n record(s), %3, in flight to %4, attempt %5</source>
        <translation>
            <numerusform>Batch %1 for %2, %n record, %3, in flight to %4, attempt %5</numerusform>
            <numerusform>Batch %1 for %2, %n records, %3, in flight to %4, attempt %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 for %2: %n record(s), %3 (batch.size), %4. It was closed because %5</source>
        <translation>
            <numerusform>Batch %1 for %2: %n record, %3 (batch.size), %4. It was closed because %5</numerusform>
            <numerusform>Batch %1 for %2: %n records, %3 (batch.size), %4. It was closed because %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of %1, from %2 to %3, in batch %4</source>
        <translation>
            <numerusform>%n record of %1, from %2 to %3, in batch %4</numerusform>
            <numerusform>%n records of %1, from %2 to %3, in batch %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::RebalanceText</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the other %n never stopped</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>the other %n never stopped</numerusform>
            <numerusform>the other %n never stopped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::SequenceDiagram</name>
    <message numerus="yes">
        <source>%n message(s) between %1 from %2 to %3, the playhead at %4</source>
        <translation>
            <numerusform>%n message between %1 from %2 to %3, the playhead at %4</numerusform>
            <numerusform>%n messages between %1 from %2 to %3, the playhead at %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::SequenceText</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::StageText</name>
    <message numerus="yes">
        <source>Consumer %1 reads %n partition(s), lag %2</source>
        <translation>
            <numerusform>Consumer %1 reads %n partition, lag %2</numerusform>
            <numerusform>Consumer %1 reads %n partitions, lag %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n fetch(es) wait</source>
        <translation>
            <numerusform>%1 · %n fetch waits</numerusform>
            <numerusform>%1 · %n fetches wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n produce request(s) to %1 with acks=all wait on %2 until the high watermark is %3</source>
        <translation>
            <numerusform>%n produce request to %1 with acks=all waits on %2 until the high watermark is %3</numerusform>
            <numerusform>%n produce requests to %1 with acks=all wait on %2 until the high watermark is %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 of %2 for %3 is open: %n record(s), %4 of batch.size</source>
        <translation>
            <numerusform>Batch %1 of %2 for %3 is open: %n record, %4 of batch.size</numerusform>
            <numerusform>Batch %1 of %2 for %3 is open: %n records, %4 of batch.size</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>failed %n time(s), waits to be sent again</source>
        <translation>
            <numerusform>failed once, waits to be sent again</numerusform>
            <numerusform>failed %n times, waits to be sent again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 of %2 for %3, %n record(s): %4</source>
        <translation>
            <numerusform>Batch %1 of %2 for %3, %n record: %4</numerusform>
            <numerusform>Batch %1 of %2 for %3, %n records: %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n send() blocked</source>
        <translation>
            <numerusform>%n send() blocked</numerusform>
            <numerusform>%n send() blocked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n record(s)</source>
        <translation>
            <numerusform>, %n record</numerusform>
            <numerusform>, %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n compacted</source>
        <comment>offsets without a record</comment>
        <translation>
            <numerusform>%n compacted</numerusform>
            <numerusform>%n compacted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <comment>offsets before the log start, in little room</comment>
        <translation>
            <numerusform>%n deleted</numerusform>
            <numerusform>%n deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Broker %1 is up and leads %n partition(s)</source>
        <translation>
            <numerusform>Broker %1 is up and leads %n partition</numerusform>
            <numerusform>Broker %1 is up and leads %n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> (the worst of %n replicas here)</source>
        <translation>
            <numerusform> (the worst of %n replicas here)</numerusform>
            <numerusform> (the worst of %n replicas here)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n partition(s)</source>
        <translation>
            <numerusform>%1 of %n partition</numerusform>
            <numerusform>%1 of %n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>consumers that there is no room for</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It reads %n partition(s), lag %1, %2 records delivered</source>
        <translation>
            <numerusform>It reads %n partition, lag %1, %2 records delivered</numerusform>
            <numerusform>It reads %n partitions, lag %1, %2 records delivered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::StripView</name>
    <message numerus="yes">
        <source>%1: %n segment(s)</source>
        <translation>
            <numerusform>%1: %n segment</numerusform>
            <numerusform>%1: %n segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::TimelineText</name>
    <message numerus="yes">
        <source>Lag of %1: at most %n record(s) behind the high watermark</source>
        <translation>
            <numerusform>Lag of %1: at most %n record behind the high watermark</numerusform>
            <numerusform>Lag of %1: at most %n records behind the high watermark</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) would fail</source>
        <translation>
            <numerusform>%n record would fail</numerusform>
            <numerusform>%n records would fail</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) would be out of order</source>
        <translation>
            <numerusform>%n record would be out of order</numerusform>
            <numerusform>%n records would be out of order</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) would be in the log twice</source>
        <translation>
            <numerusform>%n record would be in the log twice</numerusform>
            <numerusform>%n records would be in the log twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n acknowledged record(s) would be lost</source>
        <translation>
            <numerusform>%n acknowledged record would be lost</numerusform>
            <numerusform>%n acknowledged records would be lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 ↔ %n other(s)</source>
        <comment>links of a node that is cut off</comment>
        <translation>
            <numerusform>%1 ↔ %n other</numerusform>
            <numerusform>%1 ↔ %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n member(s)</source>
        <comment>generation of a group</comment>
        <translation>
            <numerusform>%1: %n member</numerusform>
            <numerusform>%1: %n members</numerusform>
        </translation>
    </message>
</context>
</TS>
