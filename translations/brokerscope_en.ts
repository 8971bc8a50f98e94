<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</context>
</TS>
