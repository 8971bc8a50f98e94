<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AssignReport</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>balance (max − min)</source>
        <translation>均衡度（最大 − 最小）</translation>
    </message>
    <message>
        <source>stickiness (moved)</source>
        <translation>粘性（移动数）</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>without a member</source>
        <translation>无成员</translation>
    </message>
    <message>
        <source>✗ %1: Kafka throws %2</source>
        <translation>✗ %1：Kafka 抛出 %2</translation>
    </message>
    <message>
        <source>%1, decision by decision:</source>
        <translation>%1，逐步决定：</translation>
    </message>
</context>
<context>
    <name>AssignWords</name>
    <message>
        <source>an object such as %1</source>
        <translation>一个对象，如 %1</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>%1 之一</translation>
    </message>
    <message>
        <source>an object of topics and their numbers of partitions, such as %1</source>
        <translation>由 topic 及其分区数组成的对象，如 %1</translation>
    </message>
    <message>
        <source>a number of partitions from 0 on, such as %1</source>
        <translation>不小于 0 的分区数，如 %1</translation>
    </message>
    <message>
        <source>a list of members such as %1</source>
        <translation>成员列表，如 %1</translation>
    </message>
    <message>
        <source>a member such as %1</source>
        <translation>一个成员，如 %1</translation>
    </message>
    <message>
        <source>an id such as %1</source>
        <translation>一个 id，如 %1</translation>
    </message>
    <message>
        <source>a list of topics such as %1</source>
        <translation>topic 列表，如 %1</translation>
    </message>
    <message>
        <source>the name of a topic such as %1</source>
        <translation>topic 名称，如 %1</translation>
    </message>
    <message>
        <source>a list of partitions such as %1</source>
        <translation>分区列表，如 %1</translation>
    </message>
    <message>
        <source>a topic and a partition, from 0 on, such as %1</source>
        <translation>topic 和从 0 开始的分区号，如 %1</translation>
    </message>
    <message>
        <source>a generation from 0 on, such as %1, or -1 for none</source>
        <translation>不小于 0 的代（generation），如 %1；没有则为 -1</translation>
    </message>
    <message>
        <source>the group.instance.id, such as %1</source>
        <translation>group.instance.id，如 %1</translation>
    </message>
    <message>
        <source>the name of a rack, such as %1</source>
        <translation>机架名称，如 %1</translation>
    </message>
    <message>
        <source>a list of racks for each partition, such as %1</source>
        <translation>每个分区的机架列表，如 %1</translation>
    </message>
    <message>
        <source>an object of topics and their ids, such as %1</source>
        <translation>由 topic 及其 id 组成的对象，如 %1</translation>
    </message>
    <message>
        <source>the 22 characters that Kafka prints, such as %1</source>
        <translation>Kafka 打印的 22 个字符，如 %1</translation>
    </message>
    <message>
        <source>an object of members and their partitions, such as %1</source>
        <translation>由成员及其分区组成的对象，如 %1</translation>
    </message>
    <message>
        <source>from column %1 on this is not JSON; a line is %2.</source>
        <translation>从第 %1 列起不是 JSON；一行应为 %2。</translation>
    </message>
    <message>
        <source>%1 is missing; it would be %2.</source>
        <translation>缺少 %1；应为 %2。</translation>
    </message>
    <message>
        <source>this is %1; a line is %2.</source>
        <translation>这是 %1；一行应为 %2。</translation>
    </message>
    <message>
        <source>%1 is %2; it would be %3.</source>
        <translation>%1 是 %2；应为 %3。</translation>
    </message>
    <message>
        <source>%1 is %2; all topics together may have %3 partitions.</source>
        <translation>%1 是 %2；所有 topic 合计最多可有 %3 个分区。</translation>
    </message>
    <message>
        <source>%1 is %2; such a number may be %3 at most.</source>
        <translation>%1 是 %2；这样的数最大为 %3。</translation>
    </message>
    <message>
        <source>%1 is %2, which another member has; every member has an id of its own.</source>
        <translation>%1 是 %2，已属于另一个成员；每个成员都有自己的 id。</translation>
    </message>
    <message>
        <source>%1 is %2, which is there already; each may be there once.</source>
        <translation>%1 是 %2，已经出现过；每个只能出现一次。</translation>
    </message>
    <message>
        <source>a number in it is too large to be read; a line is %1.</source>
        <translation>其中有一个数太大，无法读取；一行应是 %1。</translation>
    </message>
</context>
<context>
    <name>BatchOrigin</name>
    <message>
        <source>written by %1</source>
        <translation>由 %1 写入</translation>
    </message>
    <message>
        <source>in the file since %1, fsynced at %2</source>
        <translation>自 %1 起在文件中，%2 时已 fsync</translation>
    </message>
    <message>
        <source>in the file since %1, not fsynced yet</source>
        <translation>自 %1 起在文件中，尚未 fsync</translation>
    </message>
</context>
<context>
    <name>BatchPart</name>
    <message>
        <source>compression %1</source>
        <translation>压缩 %1</translation>
    </message>
    <message>
        <source>transactional</source>
        <translation>事务</translation>
    </message>
    <message>
        <source>not transactional</source>
        <translation>非事务</translation>
    </message>
    <message>
        <source>control batch</source>
        <translation>控制批次</translation>
    </message>
    <message>
        <source>baseTimestamp is a delete horizon</source>
        <translation>baseTimestamp 是删除期限</translation>
    </message>
    <message>
        <source>✓ CRC-32C from attributes to the end of the batch</source>
        <translation>✓ CRC-32C，从 attributes 到批次末尾</translation>
    </message>
    <message>
        <source>✗ the bytes give %1</source>
        <translation>✗ 按字节算出的是 %1</translation>
    </message>
    <message>
        <source>none: not idempotent</source>
        <translation>无：非幂等</translation>
    </message>
    <message>
        <source>given by the broker at the start of the producer</source>
        <translation>producer 启动时由 broker 分配</translation>
    </message>
    <message>
        <source>fences older producers of this id</source>
        <translation>隔离此 id 的旧 producer</translation>
    </message>
    <message>
        <source>none: a control batch has no sequence</source>
        <translation>无：控制批次没有序列号</translation>
    </message>
    <message>
        <source>of the first record; the last has %1</source>
        <translation>第一条记录的；最后一条为 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n removed by the cleaner</source>
        <translation>
            <numerusform>，其中 %n 条已被 cleaner 清除</numerusform>
        </translation>
    </message>
    <message>
        <source>they cannot be decompressed</source>
        <translation>无法解压</translation>
    </message>
    <message numerus="yes">
        <source>only %n of them can be read</source>
        <translation>
            <numerusform>只能读出 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>one %1 stream, %2 when decompressed</source>
        <translation>一个 %1 流，解压后 %2</translation>
    </message>
    <message>
        <source>one after the other, not compressed</source>
        <translation>逐条相接，未压缩</translation>
    </message>
    <message>
        <source>offset of the first record</source>
        <translation>第一条记录的 offset</translation>
    </message>
    <message>
        <source>bytes behind this field; %1 in all</source>
        <translation>此字段之后的字节数；总共 %1</translation>
    </message>
    <message>
        <source>of the leader that appended it</source>
        <translation>追加它的 leader 的</translation>
    </message>
    <message>
        <source>message format 2</source>
        <translation>消息格式 2</translation>
    </message>
    <message>
        <source>the last record is %1</source>
        <translation>最后一条记录是 %1</translation>
    </message>
    <message>
        <source>tombstones may go from %1 on</source>
        <translation>墓碑从 %1 起可被清除</translation>
    </message>
</context>
<context>
    <name>CommandAssign</name>
    <message>
        <source>stdin</source>
        <translation>标准输入</translation>
    </message>
    <message>
        <source>Name one FILE, or - for stdin; --help says more.</source>
        <translation>请给出一个 FILE，或用 - 表示标准输入；--help 有更多说明。</translation>
    </message>
    <message>
        <source>There is no strategy &apos;%1&apos;; there is: %2.</source>
        <translation>没有策略“%1”；可用的有：%2。</translation>
    </message>
    <message>
        <source>stdin cannot be read.</source>
        <translation>无法读取标准输入。</translation>
    </message>
    <message>
        <source>%1 is a folder, not a file of JSON lines.</source>
        <translation>%1 是文件夹，不是 JSON 行文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n 个成员</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n 个 topic</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>assignor is missing; it would be one of %1, or given with --strategy.</source>
        <translation>缺少 assignor；应为 %1 之一，或用 --strategy 给出。</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>已中断。</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1 第 %2 行</translation>
    </message>
    <message>
        <source>%1 has no line with a group; each would be %2</source>
        <translation>%1 中没有描述消费者组的行；每行应为 %2</translation>
    </message>
</context>
<context>
    <name>CommandExport</name>
    <message>
        <source>Say with --out where to write: a file that ends in .png, .svg, .jsonl or .csv.</source>
        <translation>请用 --out 指明写到哪里：以 .png、.svg、.jsonl 或 .csv 结尾的文件。</translation>
    </message>
    <message>
        <source>--at takes a time with its unit, such as 1734ms or 2.5s, and &apos;%1&apos; is not one.</source>
        <translation>--at 需要带单位的时间，例如 1734ms 或 2.5s，而“%1”不是。</translation>
    </message>
    <message>
        <source>There is no theme &apos;%1&apos;; there are light, dark and projector.</source>
        <translation>没有主题“%1”；可用的有 light、dark 和 projector。</translation>
    </message>
    <message>
        <source>--size takes WIDTHxHEIGHT with both from %1 to %2, and &apos;%3&apos; is not that.</source>
        <translation>--size 需要“宽x高”，两者都在 %1 到 %2 之间，而“%3”不是。</translation>
    </message>
    <message>
        <source>The run ends at %1 s, before the time that --at names.</source>
        <translation>运行在 %1 s 结束，早于 --at 指定的时间。</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Interrupted; %1 was not written.</source>
        <translation>已中断；没有写入 %1。</translation>
    </message>
</context>
<context>
    <name>CommandLint</name>
    <message>
        <source>%1: nothing to complain about</source>
        <translation>%1：没有问题</translation>
    </message>
    <message>
        <source>Name at least one FILE; --help says more.</source>
        <translation>请至少给出一个 FILE；详见 --help。</translation>
    </message>
</context>
<context>
    <name>CommandLog</name>
    <message>
        <source>Name at least one PATH; --help says more.</source>
        <translation>请至少指定一个 PATH；详见 --help。</translation>
    </message>
    <message>
        <source>Say what to do with a log: brokerscope log dump PATH.</source>
        <translation>请说明要对日志做什么：brokerscope log dump PATH。</translation>
    </message>
    <message>
        <source>There is no &apos;log %1&apos;; there is &apos;log dump&apos;.</source>
        <translation>没有“log %1”命令；只有“log dump”。</translation>
    </message>
</context>
<context>
    <name>CommandRun</name>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>The report cannot be written to the standard output.</source>
        <translation>无法把报告写到标准输出。</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>已中断。</translation>
    </message>
    <message>
        <source>This run was cut off while it was being recorded; what follows is what was saved.</source>
        <translation>这次运行在录制途中被切断；下面是已经保存的部分。</translation>
    </message>
</context>
<context>
    <name>CommandScreenshots</name>
    <message>
        <source>Interrupted.</source>
        <translation>已中断。</translation>
    </message>
    <message>
        <source>Name one DIR that can be written.</source>
        <translation>请给出一个可以写入的 DIR。</translation>
    </message>
    <message>
        <source>There is no bundled lesson &apos;%1&apos;.</source>
        <translation>没有内置课程“%1”。</translation>
    </message>
    <message>
        <source>The lesson has a mistake.</source>
        <translation>这一课有错误。</translation>
    </message>
</context>
<context>
    <name>DataDirectoryWords</name>
    <message>
        <source>--data-dir takes the name of a folder.</source>
        <translation>--data-dir 需要一个文件夹名。</translation>
    </message>
    <message>
        <source>%1 is not a folder; it is left alone.</source>
        <translation>%1 不是文件夹，未做任何改动。</translation>
    </message>
    <message>
        <source>%1 is not empty; it is left alone.</source>
        <translation>%1 不是空文件夹，未做任何改动。</translation>
    </message>
    <message>
        <source>%1 was not written: %2.</source>
        <translation>没有写成 %1：%2。</translation>
    </message>
    <message>
        <source>the folder around it cannot be made</source>
        <translation>无法创建其上级文件夹</translation>
    </message>
</context>
<context>
    <name>DecisionText</name>
    <message>
        <source>it lies in the member&apos;s range of this topic</source>
        <translation>它位于该成员在此 topic 的区间内</translation>
    </message>
    <message>
        <source>it is the one that this range is longer by: the topic cannot be shared out evenly, and the first members get one more</source>
        <translation>它是该区间多出的一个：topic 无法平分，前几个成员各多得一个</translation>
    </message>
    <message>
        <source>one of its replicas is in the member&apos;s rack</source>
        <translation>它有一个副本在该成员的机架上</translation>
    </message>
    <message>
        <source>partitions of this number have a replica in the member&apos;s rack in all co-partitioned topics</source>
        <translation>在所有共同分区的 topic 中，该编号的分区都有副本在该成员的机架上</translation>
    </message>
    <message>
        <source>it is the member&apos;s turn</source>
        <translation>轮到该成员</translation>
    </message>
    <message>
        <source>it is the member&apos;s turn, but it does not subscribe to the topic</source>
        <translation>轮到该成员，但它没有订阅该 topic</translation>
    </message>
    <message>
        <source>the mapping says so</source>
        <translation>映射如此规定</translation>
    </message>
    <message>
        <source>nobody that the mapping gives it to is in the group and subscribes to it</source>
        <translation>映射指定的成员都不在组内或没有订阅它</translation>
    </message>
    <message>
        <source>another member owned it in a later generation</source>
        <translation>另一成员在更晚的代中拥有它</translation>
    </message>
    <message>
        <source>another member claims it in the same generation, so that both lose it</source>
        <translation>另一成员在同一代中也声称拥有它，因此双方都失去它</translation>
    </message>
    <message>
        <source>it has no replica in the member&apos;s rack</source>
        <translation>它在该成员的机架上没有副本</translation>
    </message>
    <message>
        <source>the member does not subscribe to the topic any more</source>
        <translation>该成员不再订阅该 topic</translation>
    </message>
    <message>
        <source>another member has to give it up first; it comes in the next rebalance</source>
        <translation>另一成员须先交出它；它在下一次再均衡中到来</translation>
    </message>
    <message>
        <source>the member keeps it: it is within the quota of every member</source>
        <translation>该成员保留它：在每个成员的配额之内</translation>
    </message>
    <message>
        <source>the member keeps it: some members may have one more than the others</source>
        <translation>该成员保留它：部分成员可以比其他成员多一个</translation>
    </message>
    <message>
        <source>it is more than the member&apos;s quota</source>
        <translation>超出该成员的配额</translation>
    </message>
    <message>
        <source>the member is the next of those below the quota of every member</source>
        <translation>该成员是低于每人配额的下一个</translation>
    </message>
    <message>
        <source>the member is the next of those that may have one more than the others</source>
        <translation>该成员是可以多得一个的下一个</translation>
    </message>
    <message>
        <source>the member is the first that is below its quota</source>
        <translation>该成员是第一个低于自己配额的</translation>
    </message>
    <message>
        <source>the member keeps it: it still subscribes to the topic</source>
        <translation>该成员保留它：仍订阅该 topic</translation>
    </message>
    <message>
        <source>the member has the fewest partitions of all that subscribe to the topic</source>
        <translation>在订阅该 topic 的成员中，它的分区最少</translation>
    </message>
    <message>
        <source>the member has the fewest partitions of all subscribers near a replica</source>
        <translation>在靠近副本的订阅者中，它的分区最少</translation>
    </message>
    <message>
        <source>the member owned it in an earlier generation and has at least two fewer</source>
        <translation>该成员在更早的代中拥有它，且至少少两个分区</translation>
    </message>
    <message>
        <source>the member has the fewest partitions, at least two fewer than its owner</source>
        <translation>该成员的分区最少，比当前所有者至少少两个</translation>
    </message>
    <message>
        <source>an earlier move between the two is undone rather than another partition of the topic sent the other way</source>
        <translation>撤销两者之间更早的一次移动，而不是把该 topic 的另一个分区反向移动</translation>
    </message>
    <message>
        <source>put back: all the moving did not make the group more balanced</source>
        <translation>放回原处：所有移动都没有使组更均衡</translation>
    </message>
    <message>
        <source>%1 stays without a member: %2</source>
        <translation>%1 没有成员：%2</translation>
    </message>
    <message>
        <source>%1 → %2: %3</source>
        <translation>%1 → %2：%3</translation>
    </message>
    <message>
        <source>%1, from %2 → %3: %4</source>
        <translation>%1，从 %2 → %3：%4</translation>
    </message>
    <message>
        <source>%1 not to %2: %3</source>
        <translation>%1 不给 %2：%3</translation>
    </message>
    <message>
        <source>%1 past %2: %3</source>
        <translation>%1 跳过 %2：%3</translation>
    </message>
</context>
<context>
    <name>EditWords</name>
    <message>
        <source>%1 at %2 s</source>
        <translation>%1，在 %2 s</translation>
    </message>
    <message>
        <source>a command at %1 s</source>
        <translation>一条命令，在 %1 s</translation>
    </message>
    <message>
        <source>%1 at %2 s instead of %3 s</source>
        <translation>%1：由 %3 s 改到 %2 s</translation>
    </message>
    <message>
        <source>one command less</source>
        <translation>少了一条命令</translation>
    </message>
    <message>
        <source>without: %1</source>
        <translation>去掉：%1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Contrast: %1</source>
        <translation>对照：%1</translation>
    </message>
    <message>
        <source>%1 as Kafka has it</source>
        <comment>a property without a value of its own</comment>
        <translation>%1 取 Kafka 默认值</translation>
    </message>
</context>
<context>
    <name>ExportFile</name>
    <message>
        <source>%1, %2 s</source>
        <translation>%1，%2 s</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Open a scenario or a session</source>
        <translation>打开场景或会话</translation>
    </message>
    <message>
        <source>Scenarios and sessions (*.yaml *.yml *.brokerscope)</source>
        <translation>场景和会话 (*.yaml *.yml *.brokerscope)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open Kafka&apos;s log directory</source>
        <translation>打开 Kafka 的日志目录</translation>
    </message>
</context>
<context>
    <name>HexPicture</name>
    <message>
        <source>%1 = %2: %3</source>
        <comment>field; value; meaning</comment>
        <translation>%1 = %2：%3</translation>
    </message>
    <message>
        <source>records, %1</source>
        <translation>记录，%1</translation>
    </message>
    <message>
        <source>records decompressed, %1</source>
        <translation>解压后的记录，%1</translation>
    </message>
    <message>
        <source>records, %1 of %2</source>
        <translation>记录，%1，%2 压缩</translation>
    </message>
    <message numerus="yes">
        <source>Record %1: %n byte(s)</source>
        <translation>
            <numerusform>记录 %1：%n 字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InfoDialogs</name>
    <message>
        <source>In the stage and the timeline, Tab leads to the objects, the arrow keys go from one to the next, Enter opens it, the menu key shows what can be done to it, and Escape gives the arrow keys back to stepping.</source>
        <translation>在舞台和时间轴上，Tab 键走到各个对象，方向键在对象之间移动，Enter 打开，菜单键列出可以对它做的事，Esc 把方向键还给步进。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Brokerscope runs its own brokers and clients, which follow Kafka 3.9. This is where they are simpler than Kafka.</source>
        <translation>Brokerscope 运行的是自己实现的 broker 和客户端，行为遵循 Kafka 3.9。以下是它们比 Kafka 简单的地方。</translation>
    </message>
    <message>
        <source>What is simplified</source>
        <translation>简化了什么</translation>
    </message>
    <message>
        <source>Brokerscope %1 shows how Apache Kafka behaves. It is free software under the GNU General Public License, version 3 or later, and comes without any warranty. Apache Kafka is a trademark of the Apache Software Foundation, which has no part in this program.</source>
        <translation>Brokerscope %1 展示 Apache Kafka 的行为。它是自由软件，采用 GNU 通用公共许可证第 3 版或更高版本，不附带任何担保。Apache Kafka 是 Apache 软件基金会的商标，该基金会与本程序无关。</translation>
    </message>
    <message>
        <source>About Brokerscope</source>
        <translation>关于 Brokerscope</translation>
    </message>
    <message>
        <source>It is built with:</source>
        <translation>它用到了：</translation>
    </message>
</context>
<context>
    <name>InspectorText</name>
    <message>
        <source>DOWN</source>
        <comment>a stopped controller</comment>
        <translation>停机</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>active</source>
        <comment>the controller that decides</comment>
        <translation>活动</translation>
    </message>
    <message>
        <source>candidate</source>
        <comment>a controller</comment>
        <translation>candidate</translation>
    </message>
    <message>
        <source>no partition</source>
        <translation>没有分区</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogDump</name>
    <message>
        <source>%1 cannot be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>%1 不存在。</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>已中断。</translation>
    </message>
    <message>
        <source>The dump cannot be written to the standard output.</source>
        <translation>无法把内容写到标准输出。</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读取中</translation>
    </message>
</context>
<context>
    <name>LookUpPicture</name>
    <message>
        <source>entries of the index, none of them read yet</source>
        <translation>索引的条目，一个都还没读</translation>
    </message>
    <message>
        <source>Entry %1, read: %2</source>
        <translation>条目 %1，已读：%2</translation>
    </message>
    <message>
        <source>Entry %1, not read</source>
        <translation>条目 %1，未读</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the index</source>
        <translation>
            <numerusform>索引的 %n 个条目</numerusform>
        </translation>
    </message>
    <message>
        <source>Entry %1 of %2</source>
        <translation>条目 %1，共 %2</translation>
    </message>
    <message>
        <source>Still possible: entries %1 to %2</source>
        <translation>仍有可能：条目 %1 到 %2</translation>
    </message>
</context>
<context>
    <name>LookUpStory</name>
    <message>
        <source>Look up the time %1</source>
        <translation>查找时间 %1</translation>
    </message>
    <message>
        <source>Look up offset %1</source>
        <translation>查找 offset %1</translation>
    </message>
    <message>
        <source>no segment has a record that late</source>
        <translation>没有哪个日志段有这么晚的记录</translation>
    </message>
    <message>
        <source>the log has nothing there</source>
        <translation>日志在那里什么也没有</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>choose the first segment whose latest timestamp is not earlier</source>
        <translation>选择最大时间戳不早于该时间的第一个日志段</translation>
    </message>
    <message>
        <source>choose the last segment whose base offset is not greater</source>
        <translation>选择起始 offset 不大于它的最后一个日志段</translation>
    </message>
    <message>
        <source>the segment has no time index</source>
        <translation>该日志段没有时间索引</translation>
    </message>
    <message>
        <source>the segment has no index</source>
        <translation>该日志段没有索引</translation>
    </message>
    <message>
        <source>→ from offset %1</source>
        <translation>→ 从 offset %1 起</translation>
    </message>
    <message>
        <source>→ from byte 0</source>
        <translation>→ 从字节 0 起</translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s)</source>
        <translation>
            <numerusform>%n 次比较</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n 个条目</numerusform>
        </translation>
    </message>
    <message>
        <source>binary search in %1: %2, %3</source>
        <comment>129.index; number of entries; number of comparisons</comment>
        <translation>在 %1 中二分查找：%2，%3</translation>
    </message>
    <message>
        <source>→ before the first entry: from offset %1</source>
        <translation>→ 在第一个条目之前：从 offset %1 起</translation>
    </message>
    <message>
        <source>→ before the first entry: byte 0</source>
        <translation>→ 在第一个条目之前：字节 0</translation>
    </message>
    <message>
        <source>→ offset %1</source>
        <translation>→ offset %1</translation>
    </message>
    <message>
        <source>→ %1 at byte %2</source>
        <comment>offset; position</comment>
        <translation>→ %1，位于字节 %2</translation>
    </message>
    <message>
        <source>→ byte %1</source>
        <translation>→ 字节 %1</translation>
    </message>
    <message>
        <source>and so on</source>
        <translation>依此类推</translation>
    </message>
    <message numerus="yes">
        <source>%n more batch(es): no</source>
        <translation>
            <numerusform>另有 %n 个批次：不是</numerusform>
        </translation>
    </message>
    <message>
        <source>scan the log from byte %1</source>
        <translation>从字节 %1 起扫描日志</translation>
    </message>
    <message>
        <source>next batch at byte %1</source>
        <translation>下一个批次在字节 %1</translation>
    </message>
    <message>
        <source>batch %1: here</source>
        <translation>批次 %1：就在这里</translation>
    </message>
    <message>
        <source>batch %1: no</source>
        <translation>批次 %1：不是</translation>
    </message>
    <message>
        <source>batch %1: here, offset %2</source>
        <translation>批次 %1：就在这里，offset %2</translation>
    </message>
    <message>
        <source>entry %1 is %2 &gt; %3: look before it</source>
        <translation>条目 %1 为 %2 &gt; %3：在它之前找</translation>
    </message>
    <message>
        <source>entry %1 is %2 ≤ %3: it or one behind it</source>
        <translation>条目 %1 为 %2 ≤ %3：就是它或在它之后</translation>
    </message>
</context>
<context>
    <name>LookUpTarget</name>
    <message>
        <source>Write an offset such as 150, a time such as 2023-11-14T22:13:20.150Z, or a time of the run such as 1.734s.</source>
        <translation>请输入 offset（如 150）、时间（如 2023-11-14T22:13:20.150Z）或运行中的时间（如 1.734s）。</translation>
    </message>
    <message>
        <source>Write an offset such as 150, or a time such as 2023-11-14T22:13:20.150Z.</source>
        <translation>请输入 offset（如 150）或时间（如 2023-11-14T22:13:20.150Z）。</translation>
    </message>
    <message>
        <source>Offsets begin at 0.</source>
        <translation>offset 从 0 开始。</translation>
    </message>
    <message>
        <source>“%1” is neither an offset nor a time. %2</source>
        <translation>“%1”既不是 offset 也不是时间。%2</translation>
    </message>
    <message>
        <source>none</source>
        <comment>a timestamp of -1</comment>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageCommandWords</name>
    <message>
        <source>It is your own: the script cannot strike it.</source>
        <translation>这是您自己的消息：脚本不能动它。</translation>
    </message>
    <message>
        <source>%1 and %2 are one process: no network lies between them.</source>
        <translation>%1 与 %2 是同一个进程：两者之间没有网络。</translation>
    </message>
    <message>
        <source>It is not on its way any more.</source>
        <translation>它已不在途中。</translation>
    </message>
    <message>
        <source>It has arrived, and %1 has not taken it yet.</source>
        <translation>它已到达，但 %1 还没有取走。</translation>
    </message>
    <message>
        <source>%1 answer from %2 to %3</source>
        <comment>Kafka&apos;s API; nodes</comment>
        <translation>从 %2 到 %3 的 %1 应答</translation>
    </message>
    <message>
        <source>%1 request from %2 to %3</source>
        <comment>Kafka&apos;s API; nodes</comment>
        <translation>从 %2 到 %3 的 %1 请求</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>by %1</source>
        <comment>duration</comment>
        <translation>%1</translation>
    </message>
</context>
<context>
    <name>NodeCommandWords</name>
    <message>
        <source>%1 is down already.</source>
        <translation>%1 已经停了。</translation>
    </message>
    <message>
        <source>%1 is down.</source>
        <translation>%1 是停着的。</translation>
    </message>
    <message>
        <source>%1 is running already.</source>
        <translation>%1 已经在运行。</translation>
    </message>
    <message>
        <source>Stop (process kill)</source>
        <translation>停止（杀进程）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop (power loss)</source>
        <translation>停止（断电）</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>%1 is paused already.</source>
        <translation>%1 已经暂停。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>%1 is not paused.</source>
        <translation>%1 没有暂停。</translation>
    </message>
    <message>
        <source>Shut down in good order</source>
        <translation>正常关闭</translation>
    </message>
    <message>
        <source>%1 is shutting down already.</source>
        <translation>%1 已经在关闭。</translation>
    </message>
    <message>
        <source>Cut off from everybody</source>
        <translation>切断所有链路</translation>
    </message>
    <message>
        <source>%1 is cut off from everybody already.</source>
        <translation>%1 的所有链路已经切断。</translation>
    </message>
    <message>
        <source>Heal all links</source>
        <translation>恢复所有链路</translation>
    </message>
    <message>
        <source>No link of %1 is cut or slow.</source>
        <translation>%1 没有切断或变慢的链路。</translation>
    </message>
    <message>
        <source>Link to</source>
        <comment>followed by the name of a node</comment>
        <translation>链路通往</translation>
    </message>
    <message>
        <source>The link from %1 to %2 is cut already.</source>
        <translation>从 %1 到 %2 的链路已经切断。</translation>
    </message>
    <message>
        <source>Cut in both directions</source>
        <translation>双向切断</translation>
    </message>
    <message>
        <source>The link between %1 and %2 is cut already.</source>
        <translation>%1 与 %2 之间的链路已经切断。</translation>
    </message>
    <message>
        <source>Cut %1 → %2 only</source>
        <comment>one direction of a link</comment>
        <translation>只切断 %1 → %2</translation>
    </message>
    <message>
        <source>Heal</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>The link between %1 and %2 is neither cut nor slow.</source>
        <translation>%1 与 %2 之间的链路既没有切断，也没有变慢。</translation>
    </message>
    <message>
        <source>Slower by %1</source>
        <comment>a link; a duration</comment>
        <translation>变慢 %1</translation>
    </message>
    <message>
        <source>The link between %1 and %2 is so slow already.</source>
        <translation>%1 与 %2 之间的链路已经是这么慢。</translation>
    </message>
    <message>
        <source>As fast as before</source>
        <translation>恢复原速</translation>
    </message>
    <message>
        <source>The link between %1 and %2 is not slow.</source>
        <translation>%1 与 %2 之间的链路没有变慢。</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>%1 for each write</source>
        <comment>slow disk; a duration</comment>
        <translation>每次写入耗时 %1</translation>
    </message>
    <message>
        <source>The disk of %1 is so slow already.</source>
        <translation>%1 的磁盘已经是这么慢。</translation>
    </message>
    <message>
        <source>The disk of %1 is not slow.</source>
        <translation>%1 的磁盘没有变慢。</translation>
    </message>
    <message>
        <source>Full: takes not one more byte</source>
        <translation>写满：一个字节也写不下</translation>
    </message>
    <message>
        <source>The disk of %1 is full already.</source>
        <translation>%1 的磁盘已经满了。</translation>
    </message>
    <message>
        <source>Make room</source>
        <translation>腾出空间</translation>
    </message>
    <message>
        <source>The disk of %1 has room.</source>
        <translation>%1 的磁盘有空间。</translation>
    </message>
    <message>
        <source>1 minute ahead</source>
        <comment>a clock</comment>
        <translation>快 1 分钟</translation>
    </message>
    <message>
        <source>1 minute behind</source>
        <comment>a clock</comment>
        <translation>慢 1 分钟</translation>
    </message>
    <message>
        <source>1 hour ahead</source>
        <comment>a clock</comment>
        <translation>快 1 小时</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>The clock of %1 is so already.</source>
        <translation>%1 的时钟已经是这样。</translation>
    </message>
    <message>
        <source>Right again</source>
        <comment>a clock</comment>
        <translation>调准</translation>
    </message>
    <message>
        <source>The clock of %1 is right.</source>
        <translation>%1 的时钟是准的。</translation>
    </message>
    <message>
        <source>Application</source>
        <comment>what the program of a consumer may call</comment>
        <translation>应用</translation>
    </message>
    <message>
        <source>%1 is paused.</source>
        <translation>%1 已暂停。</translation>
    </message>
    <message>
        <source>%1 is closing already.</source>
        <translation>%1 已在关闭。</translation>
    </message>
    <message>
        <source>close() (LeaveGroup)</source>
        <translation>close()（LeaveGroup）</translation>
    </message>
    <message>
        <source>%1 reads no partition.</source>
        <translation>%1 没有读取任何分区。</translation>
    </message>
    <message>
        <source>pause() all partitions</source>
        <translation>pause() 全部分区</translation>
    </message>
    <message>
        <source>%1 has no partition to pause.</source>
        <translation>%1 没有可暂停的分区。</translation>
    </message>
    <message>
        <source>resume() all partitions</source>
        <translation>resume() 全部分区</translation>
    </message>
    <message>
        <source>No partition of %1 is paused.</source>
        <translation>%1 没有被暂停的分区。</translation>
    </message>
</context>
<context>
    <name>NodeConditions</name>
    <message>
        <source>%1 and %2</source>
        <comment>a broker and a controller that share a process</comment>
        <translation>%1 和 %2</translation>
    </message>
</context>
<context>
    <name>NodeMenu</name>
    <message>
        <source>%1 at %2 s</source>
        <translation>%1，在 %2 s</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>The run is over here; go back in time first.</source>
        <translation>运行到这里已经结束；请先回到之前的时刻。</translation>
    </message>
</context>
<context>
    <name>OutputFile</name>
    <message>
        <source>%1 is a folder; name a file in it.</source>
        <translation>%1 是文件夹；请给出其中的一个文件名。</translation>
    </message>
    <message>
        <source>%1 is not a regular file, so it is left alone.</source>
        <translation>%1 不是普通文件，因此没有动它。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 was not written: %2.</source>
        <translation>没有写成 %1：%2。</translation>
    </message>
</context>
<context>
    <name>PartitionCommandWords</name>
    <message>
        <source>%1 does not exist yet.</source>
        <translation>%1 尚不存在。</translation>
    </message>
    <message>
        <source>%1 has no replicas yet.</source>
        <translation>%1 还没有副本。</translation>
    </message>
    <message>
        <source>%1 leads %2 already.</source>
        <translation>%1 已经是 %2 的 leader。</translation>
    </message>
    <message>
        <source>%1 may not lead: it is fenced or shutting down.</source>
        <translation>%1 不能当 leader：它被隔离或正在关闭。</translation>
    </message>
    <message>
        <source>%1 is not in the ISR of %2.</source>
        <translation>%1 不在 %2 的 ISR 中。</translation>
    </message>
    <message>
        <source>%1 has a leader: %2.</source>
        <translation>%1 有 leader：%2。</translation>
    </message>
    <message>
        <source>No broker that has %1 is there to lead.</source>
        <translation>有 %1 副本的 broker 目前都不能当 leader。</translation>
    </message>
    <message>
        <source>Elect the preferred leader</source>
        <translation>选举首选 leader</translation>
    </message>
    <message>
        <source>Elect the preferred leader, %1</source>
        <translation>选举首选 leader：%1</translation>
    </message>
    <message>
        <source>Elect any leader (unclean)</source>
        <translation>选举任意 leader（unclean）</translation>
    </message>
    <message>
        <source>Move the replica on</source>
        <comment>followed by a broker</comment>
        <translation>移动副本</translation>
    </message>
    <message>
        <source>%1 to</source>
        <comment>a broker, followed by another one</comment>
        <translation>从 %1 到</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>无处可移</translation>
    </message>
    <message>
        <source>Every broker has a replica of %1.</source>
        <translation>每个 broker 都有 %1 的副本。</translation>
    </message>
    <message>
        <source>Add a replica on</source>
        <comment>followed by a broker</comment>
        <translation>添加副本到</translation>
    </message>
    <message>
        <source>%1 has a replica of %2.</source>
        <translation>%1 已有 %2 的副本。</translation>
    </message>
    <message>
        <source>Take away the replica on</source>
        <comment>followed by a broker</comment>
        <translation>移除副本</translation>
    </message>
    <message>
        <source>It is the only replica of %1.</source>
        <translation>这是 %1 唯一的副本。</translation>
    </message>
    <message>
        <source>Cancel the reassignment</source>
        <translation>取消重分配</translation>
    </message>
    <message>
        <source>%1 is not being reassigned.</source>
        <translation>%1 没有在重分配。</translation>
    </message>
    <message numerus="yes">
        <source>A scenario has at most %n partition(s).</source>
        <translation>
            <numerusform>一个场景最多有 %n 个分区。</numerusform>
        </translation>
    </message>
    <message>
        <source>Give %1 one more partition: %2 in all</source>
        <translation>给 %1 增加一个分区：共 %2 个</translation>
    </message>
</context>
<context>
    <name>ProblemText</name>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>no Kafka log is in there</source>
        <translation>里面没有 Kafka 日志</translation>
    </message>
    <message>
        <source>its name is none of a segment, an index or a checkpoint</source>
        <translation>它的名字不是日志段、索引或 checkpoint</translation>
    </message>
    <message>
        <source>a batch of message format %1, from before Kafka 0.11; only format 2 can be read</source>
        <translation>这是 Kafka 0.11 之前消息格式 %1 的批次；只能读取格式 2</translation>
    </message>
    <message>
        <source>no record batch begins here (magic byte %1)</source>
        <translation>这里不是批次的开头（magic 字节为 %1）</translation>
    </message>
    <message>
        <source>the batch is cut off: it says %1 bytes, %2 are left</source>
        <translation>批次被截断：它声明有 %1 字节，只剩 %2 字节</translation>
    </message>
    <message>
        <source>nothing but zeros from here to the end, as a crash can leave</source>
        <translation>从这里到末尾全是零，崩溃后可能如此</translation>
    </message>
    <message>
        <source>no batch can have the length %1</source>
        <translation>批次长度不可能是 %1</translation>
    </message>
    <message>
        <source>the CRC of the batch does not fit its bytes</source>
        <translation>批次的 CRC 与其字节不符</translation>
    </message>
    <message>
        <source>the CRC in the header is %1, that of the bytes %2</source>
        <translation>批次头中的 CRC 是 %1，按字节算出的是 %2</translation>
    </message>
    <message>
        <source>the records do not decode, or are not as many as the header says</source>
        <translation>记录无法解码，或条数与批次头不符</translation>
    </message>
    <message>
        <source>the batch begins at offset %1, after one that ended before %2</source>
        <translation>批次从 offset %1 开始，而前一个批次结束于 %2 之前</translation>
    </message>
    <message>
        <source>the batch lies below the base offset in the file&apos;s name</source>
        <translation>批次的 offset 小于文件名中的起始 offset</translation>
    </message>
    <message>
        <source>%1 bytes are not a whole number of entries</source>
        <translation>%1 字节不是整数个条目</translation>
    </message>
    <message>
        <source>its entries do not rise</source>
        <translation>它的条目没有递增</translation>
    </message>
    <message>
        <source>an entry points to byte %1, where no batch begins</source>
        <translation>一个条目指向字节 %1，那里不是批次的开头</translation>
    </message>
    <message>
        <source>an entry names offset %1, its batch ends with %2</source>
        <translation>一个条目写的是 offset %1，而它的批次以 %2 结束</translation>
    </message>
    <message>
        <source>an entry&apos;s timestamp does not agree with the log</source>
        <translation>一个条目的时间戳与日志不符</translation>
    </message>
    <message>
        <source>an entry of no meaning</source>
        <translation>一个没有意义的条目</translation>
    </message>
    <message>
        <source>version %1 of a producer snapshot is not known</source>
        <translation>不认识 producer 快照的版本 %1</translation>
    </message>
    <message>
        <source>the CRC in the snapshot is %1, that of the bytes %2</source>
        <translation>快照中的 CRC 是 %1，按字节算出的是 %2</translation>
    </message>
    <message>
        <source>the snapshot is shorter or longer than its entries</source>
        <translation>快照的长度与其条目不符</translation>
    </message>
    <message>
        <source>this is not the text of a checkpoint</source>
        <translation>这不是 checkpoint 的文本</translation>
    </message>
    <message>
        <source>The directory: %1.</source>
        <translation>目录：%1。</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>%1, byte %2: %3.</source>
        <translation>%1，字节 %2：%3。</translation>
    </message>
    <message>
        <source>%1, byte %2 (offset %3): %4.</source>
        <translation>%1，字节 %2（offset %3）：%4。</translation>
    </message>
</context>
<context>
    <name>ReportText</name>
    <message>
        <source>%1 (%2, seed %3)
%4 events in %5 of virtual time, run in %6 ms</source>
        <translation>%1（%2，种子 %3）
%4 个事件，虚拟时间 %5，实际用时 %6 ms</translation>
    </message>
    <message>
        <source>produced %1, acknowledged %2, failed %3, delivered %4</source>
        <translation>生产 %1，已确认 %2，失败 %3，已投递 %4</translation>
    </message>
    <message>
        <source>Nothing was lost, duplicated or reordered.</source>
        <translation>没有丢失、重复或乱序。</translation>
    </message>
    <message>
        <source>%1: %2#%3, %4 @ %5, epoch %6</source>
        <translation>%1：%2#%3，%4 @ %5，epoch %6</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more (--json has them all)</source>
        <translation>
            <numerusform>……还有 %n 条（--json 给出全部）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: leader %2, epoch %3, ISR %4</source>
        <translation>%1：leader %2，epoch %3，ISR %4</translation>
    </message>
    <message>
        <source>  %1  log start %2, LEO %3, HW %4</source>
        <translation>  %1  日志起点 %2，LEO %3，HW %4</translation>
    </message>
    <message>
        <source>as expected: %1</source>
        <translation>符合预期：%1</translation>
    </message>
    <message>
        <source>NOT as expected: %1</source>
        <translation>不符合预期：%1</translation>
    </message>
    <message>
        <source>%1: %2#%3 for %4, which no leader ever stored</source>
        <translation>%1：%2#%3，发往 %4，没有任何 leader 存储过</translation>
    </message>
</context>
<context>
    <name>RunOptionWords</name>
    <message>
        <source>%1 has no contrast run.</source>
        <translation>%1 没有对照运行。</translation>
    </message>
    <message>
        <source>There is no language &apos;%1&apos;; there are %2.</source>
        <translation>没有语言“%1”；可用的有 %2。</translation>
    </message>
    <message>
        <source>Name the FILE that is meant; --help says more.</source>
        <translation>请给出 FILE；详见 --help。</translation>
    </message>
    <message>
        <source>Name one FILE, not %1.</source>
        <translation>请只给出一个 FILE，而不是 %1 个。</translation>
    </message>
    <message>
        <source>--set takes PATH=VALUE, and &apos;%1&apos; is not that.</source>
        <translation>--set 需要 PATH=VALUE，而“%1”不是。</translation>
    </message>
    <message>
        <source>--seed takes a whole number, and &apos;%1&apos; is not one.</source>
        <translation>--seed 需要一个整数，而“%1”不是。</translation>
    </message>
</context>
<context>
    <name>ScenarioEdits</name>
    <message>
        <source>This change does not fit the scenario as it is in this run.</source>
        <translation>这项改动不适用于这次运行的场景。</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1（另有 %n 处）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionFileWords</name>
    <message>
        <source>%1 is the session of another scenario; choose another name.</source>
        <translation>%1 是另一个场景的会话；请换一个文件名。</translation>
    </message>
</context>
<context>
    <name>SessionRestore</name>
    <message>
        <source>A run in %1 holds a change that this version does not know: %2.</source>
        <translation>%1 中的一次运行含有本版本不认识的改动：%2。</translation>
    </message>
    <message>
        <source>The scenario in %1 cannot be read by this version: %2</source>
        <translation>本版本无法读取 %1 中的场景：%2</translation>
    </message>
</context>
<context>
    <name>SourceWords</name>
    <message>
        <source>There is no file &apos;%1&apos;, nor a bundled lesson of that name (there is: %2).</source>
        <translation>既没有文件“%1”，也没有叫这个名字的内置课程（现有：%2）。</translation>
    </message>
</context>
<context>
    <name>StripPicture</name>
    <message numerus="yes">
        <source>Batch %1 at byte %2: %n record(s), %3</source>
        <comment>offsets; position; size</comment>
        <translation>
            <numerusform>批次 %1，位于字节 %2：%n 条记录，%3</numerusform>
        </translation>
    </message>
    <message>
        <source>, a control batch (◆)</source>
        <translation>，控制批次（◆）</translation>
    </message>
    <message>
        <source>, its CRC is wrong (✗)</source>
        <translation>，CRC 错误（✗）</translation>
    </message>
    <message>
        <source>%1 has no batches yet</source>
        <translation>%1 中还没有批次</translation>
    </message>
    <message>
        <source>batches in %1, offsets %2</source>
        <translation>%1 中的批次，offset %2</translation>
    </message>
    <message>
        <source>Earlier batches of this segment</source>
        <translation>该日志段中更早的批次</translation>
    </message>
    <message>
        <source>Later batches of this segment</source>
        <translation>该日志段中更晚的批次</translation>
    </message>
    <message>
        <source>log start %1</source>
        <translation>日志起点 %1</translation>
    </message>
    <message>
        <source>Log start offset %1: what lies before it cannot be read</source>
        <translation>日志起点 %1：在它之前的内容不可读</translation>
    </message>
    <message>
        <source>recovery point %1</source>
        <translation>恢复点 %1</translation>
    </message>
    <message>
        <source>Recovery point %1: everything before it was fsynced; a recovery begins to read here</source>
        <translation>恢复点 %1：在它之前的都已 fsync；恢复时从这里开始读</translation>
    </message>
    <message>
        <source>HW %1</source>
        <translation>HW %1</translation>
    </message>
    <message>
        <source>High watermark %1: consumers read up to here</source>
        <translation>高水位 %1：consumer 最多读到这里</translation>
    </message>
    <message>
        <source>Segment %1: offsets %2 to %3, %4</source>
        <translation>日志段 %1：offset %2 到 %3，%4</translation>
    </message>
    <message>
        <source>Segment %1: empty</source>
        <translation>日志段 %1：空</translation>
    </message>
    <message>
        <source>, active: new batches go here</source>
        <translation>，活动段：新批次写到这里</translation>
    </message>
    <message numerus="yes">
        <source>; %n entry(s) in the index</source>
        <translation>
            <numerusform>；索引中有 %n 个条目</numerusform>
        </translation>
    </message>
    <message>
        <source>; the last %1 only in the page cache</source>
        <translation>；最后 %1 只在页缓存中</translation>
    </message>
    <message numerus="yes">
        <source>; %n record(s) removed by the cleaner</source>
        <translation>
            <numerusform>；cleaner 清除了 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>active</source>
        <comment>a segment</comment>
        <translation>活动段</translation>
    </message>
    <message>
        <source>Below the log start offset %1: still in the file, but no longer to be read</source>
        <translation>在日志起点 %1 之前：仍在文件中，但已不可读</translation>
    </message>
    <message>
        <source>Only in the page cache: a power loss now would take these %1</source>
        <translation>只在页缓存中：此刻断电会失去这 %1</translation>
    </message>
    <message>
        <source>Offsets %1 to %2 are gone: compacted away</source>
        <translation>offset %1 到 %2 已不存在：被压实掉了</translation>
    </message>
    <message>
        <source>Index entry %1: offset %2 at byte %3</source>
        <translation>索引项 %1：offset %2 位于字节 %3</translation>
    </message>
    <message>
        <source>Time index entry %1: nothing later than %2 up to offset %3</source>
        <translation>时间索引项 %1：到 offset %3 为止没有晚于 %2 的记录</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier segment(s)</source>
        <translation>
            <numerusform>更早的 %n 个日志段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n later segment(s)</source>
        <translation>
            <numerusform>更晚的 %n 个日志段</numerusform>
        </translation>
    </message>
    <message>
        <source>entry of the offset index</source>
        <translation>offset 索引的条目</translation>
    </message>
    <message>
        <source>entry of the time index</source>
        <translation>时间索引的条目</translation>
    </message>
    <message>
        <source>only in the page cache</source>
        <translation>只在页缓存中</translation>
    </message>
    <message>
        <source>compacted away</source>
        <translation>已被压实</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Save session as…</source>
        <translation>会话另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>Picture as &amp;PNG…</source>
        <translation>导出画面为 &amp;PNG…</translation>
    </message>
    <message>
        <source>Picture as &amp;SVG…</source>
        <translation>导出画面为 &amp;SVG…</translation>
    </message>
    <message>
        <source>Events as &amp;JSON Lines…</source>
        <translation>导出事件为 &amp;JSON Lines…</translation>
    </message>
    <message>
        <source>Events as &amp;CSV…</source>
        <translation>导出事件为 &amp;CSV…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>播放(&amp;P)</translation>
    </message>
    <message>
        <source>Back by one event</source>
        <translation>后退一个事件</translation>
    </message>
    <message>
        <source>Forward by one event</source>
        <translation>前进一个事件</translation>
    </message>
    <message>
        <source>Back by one message</source>
        <translation>后退一条消息</translation>
    </message>
    <message>
        <source>Forward by one message</source>
        <translation>前进一条消息</translation>
    </message>
    <message>
        <source>Previous lesson step</source>
        <translation>上一个课程步骤</translation>
    </message>
    <message>
        <source>Next lesson step</source>
        <translation>下一个课程步骤</translation>
    </message>
    <message>
        <source>Back by 10 ms</source>
        <translation>后退 10 ms</translation>
    </message>
    <message>
        <source>Forward by 10 ms</source>
        <translation>前进 10 ms</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>到起点</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到终点</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>放慢</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Contrast run</source>
        <translation>对照运行</translation>
    </message>
    <message>
        <source>Runs of this session</source>
        <translation>本会话的各次运行</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Projector</source>
        <translation>投影(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reduced motion</source>
        <translation>减少动画(&amp;R)</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Event log</source>
        <translation>事件日志</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;What is simplified</source>
        <translation>简化了什么(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;About Brokerscope</source>
        <translation>关于 Brokerscope(&amp;A)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Open Kafka log &amp;directory…</source>
        <translation>打开 Kafka 日志目录(&amp;D)…</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>日志段</translation>
    </message>
    <message>
        <source>Enlarge the lens</source>
        <translation>放大透镜</translation>
    </message>
    <message>
        <source>Sequence &amp;diagram as SVG…</source>
        <translation>导出时序图为 SVG(&amp;D)…</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>分配</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::AppMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Do to</source>
        <translation>操作节点(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::Conductor</name>
    <message>
        <source>Make your prediction first, then go on.</source>
        <translation>请先做出预测，再继续。</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>到那里去</translation>
    </message>
    <message>
        <source>Move to the playhead (%1 s)</source>
        <translation>移到播放头处（%1 s）</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>It is there already.</source>
        <translation>它已经在那里了。</translation>
    </message>
    <message>
        <source>Every run has an end.</source>
        <translation>每次运行都有终点。</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::Exporter</name>
    <message>
        <source>Export the picture</source>
        <translation>导出画面</translation>
    </message>
    <message>
        <source>Export the events</source>
        <translation>导出事件</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1 文件 (*.%2)</translation>
    </message>
    <message>
        <source>%1 has none of the endings .png, .svg, .jsonl and .csv.</source>
        <translation>%1 的结尾不是 .png、.svg、.jsonl 或 .csv。</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>Export the sequence diagram</source>
        <translation>导出时序图</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::LogDirectory</name>
    <message>
        <source>%1 holds no Kafka log: there is no directory such as orders-0 with files such as 00000000000000000000.log in it.</source>
        <translation>%1 里没有 Kafka 日志：其中没有像 orders-0 这样、含有 00000000000000000000.log 之类文件的目录。</translation>
    </message>
    <message>
        <source>There is no directory %1.</source>
        <translation>没有目录 %1。</translation>
    </message>
    <message>
        <source>%1 is not a directory.</source>
        <translation>%1 不是目录。</translation>
    </message>
    <message>
        <source>%1 may not be read.</source>
        <translation>%1 不允许读取。</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::LogDirectoryPage</name>
    <message>
        <source>‹ Back</source>
        <translation>‹ 返回</translation>
    </message>
    <message>
        <source>Back from the log directory</source>
        <translation>从日志目录返回</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>the broker was shut down cleanly</source>
        <translation>broker 已正常关闭</translation>
    </message>
    <message>
        <source>opened read-only</source>
        <translation>以只读方式打开</translation>
    </message>
    <message>
        <source>Partitions of the directory</source>
        <translation>目录中的分区</translation>
    </message>
    <message>
        <source>Select a partition at the left.</source>
        <translation>请在左侧选择一个分区。</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::MainWindow</name>
    <message>
        <source>The scenario is running…</source>
        <translation>场景正在运行……</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Sessions (*.brokerscope)</source>
        <translation>会话 (*.brokerscope)</translation>
    </message>
    <message>
        <source>The session is now recorded in %1</source>
        <translation>会话现在录制在 %1</translation>
    </message>
    <message>
        <source>The directory is being read…</source>
        <translation>正在读取目录…</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::NoticeBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::PartitionModel</name>
    <message>
        <source>empty</source>
        <comment>a log without records</comment>
        <translation>空</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>日志段</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Offsets</source>
        <translation>Offset</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::RecordingLight</name>
    <message>
        <source>recording %1 ev</source>
        <comment>number of events</comment>
        <translation>录制中 %1 个事件</translation>
    </message>
    <message>
        <source>in memory %1 ev</source>
        <comment>number of events</comment>
        <translation>仅在内存 %1 个事件</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>The session is being recorded in %1</source>
        <translation>会话正录制到 %1</translation>
    </message>
    <message>
        <source>The session is kept in memory only; save it to keep it.</source>
        <translation>会话只保存在内存中；另存后才会保留。</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::RemedyTrial</name>
    <message numerus="yes">
        <source>%n record(s) fail instead</source>
        <translation>
            <numerusform>但有 %n 条记录失败</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>It would have survived with</source>
        <translation>若这样改，它本可保住</translation>
    </message>
    <message>
        <source>It would not have happened with</source>
        <translation>若这样改，它本不会发生</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::ReplicaFiles</name>
    <message>
        <source>%1 on %2</source>
        <comment>partition; broker</comment>
        <translation>%2 上的 %1</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::RunTree</name>
    <message>
        <source>%1, on the stage now</source>
        <translation>%1，正在舞台上</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>As in the scenario</source>
        <translation>按场景原样</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>同样再来一次</translation>
    </message>
    <message>
        <source>%1 (interrupted)</source>
        <translation>%1（被中断）</translation>
    </message>
    <message>
        <source>not loaded yet</source>
        <translation>尚未载入</translation>
    </message>
    <message numerus="yes">
        <source>%n lost after ack</source>
        <translation>
            <numerusform>确认后丢失 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing went wrong</source>
        <translation>一切正常</translation>
    </message>
    <message numerus="yes">
        <source>%n anomaly(ies)</source>
        <translation>
            <numerusform>%n 处异常</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::app::RunsPopup</name>
    <message>
        <source>Runs of this session</source>
        <translation>本会话的各次运行</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::TopBar</name>
    <message>
        <source>Speed %1</source>
        <translation>速度 %1</translation>
    </message>
    <message>
        <source>Trying…</source>
        <comment>a run that is not kept, while dragging</comment>
        <translation>试运行…</translation>
    </message>
    <message>
        <source>Run %1 of %2</source>
        <translation>运行 %1 / %2</translation>
    </message>
    <message>
        <source>%1 · seed %2</source>
        <translation>%1 · 种子 %2</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>播放控制</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>菜单（F10）</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Speed: virtual time over real time ([ slower, ] faster)</source>
        <translation>速度：虚拟时间与真实时间之比（[ 放慢，] 加快）</translation>
    </message>
    <message>
        <source>Virtual time since the run began: minutes, seconds, milliseconds, microseconds</source>
        <translation>运行开始以来的虚拟时间：分、秒、毫秒、微秒</translation>
    </message>
    <message>
        <source>Virtual time</source>
        <translation>虚拟时间</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::WelcomePage</name>
    <message numerus="yes">
        <source>%1 · %n run(s)</source>
        <translation>
            <numerusform>%1 · %n 次运行</numerusform>
        </translation>
    </message>
    <message>
        <source>See how Apache Kafka behaves: a real cluster in virtual time that you can stop, scrub and change.</source>
        <translation>看清 Apache Kafka 的行为：一个在虚拟时间中运行的真实集群，可以停机、拖动时间、改动配置。</translation>
    </message>
    <message>
        <source>LESSONS</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>RECENT SESSIONS</source>
        <translation>最近的会话</translation>
    </message>
    <message>
        <source>None yet. What you do is recorded; you find it here the next time.</source>
        <translation>还没有。您做的一切都会被录制，下次可以在这里找到。</translation>
    </message>
    <message>
        <source>A scenario (.yaml) or a session (.brokerscope) can also be dropped here.</source>
        <translation>也可以把场景（.yaml）或会话（.brokerscope）拖到这里。</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>“%1” – is it true?</source>
        <translation>“%1”——真的吗？</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::Workspace</name>
    <message>
        <source>The run was cancelled; the one before it is on the stage again.</source>
        <translation>运行已取消；舞台上又是之前的那一次。</translation>
    </message>
</context>
<context>
    <name>brokerscope::app::WorkspacePage</name>
    <message>
        <source>Plots</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Event log</source>
        <translation>事件日志</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Lenses</source>
        <translation>透镜</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>日志段</translation>
    </message>
    <message>
        <source>Show the stage</source>
        <translation>显示舞台</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Show the stage above the lens again</source>
        <translation>重新在透镜上方显示舞台</translation>
    </message>
    <message>
        <source>Enlarge the lens</source>
        <translation>放大透镜</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>分配</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::AnomalyText</name>
    <message>
        <source>lost after ack</source>
        <translation>确认后丢失</translation>
    </message>
    <message>
        <source>failed but stored</source>
        <translation>报失败却已写入</translation>
    </message>
    <message>
        <source>duplicated</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>redelivered</source>
        <translation>重复投递</translation>
    </message>
    <message>
        <source>reordered</source>
        <translation>乱序</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>被跳过</translation>
    </message>
    <message>
        <source>aborted yet read</source>
        <translation>已中止却被读到</translation>
    </message>
    <message>
        <source>never delivered</source>
        <translation>从未投递</translation>
    </message>
    <message>
        <source>The producer was told that the record is stored, and the partition&apos;s leader does not have it any more.</source>
        <translation>producer 被告知记录已写入，而该分区的 leader 已经没有它了。</translation>
    </message>
    <message>
        <source>The producer was told that sending failed, and the leader has the record all the same. An application that sends again stores it twice.</source>
        <translation>producer 被告知发送失败，而 leader 却有这条记录。应用若再发一次，就会存成两份。</translation>
    </message>
    <message>
        <source>The leader has the record at more than one offset.</source>
        <translation>leader 在不止一个 offset 上有这条记录。</translation>
    </message>
    <message>
        <source>The record stands in the log behind a record of the same producer and partition that was sent after it.</source>
        <translation>在日志里，这条记录排在同一 producer、同一分区中晚于它发送的记录之后。</translation>
    </message>
    <message>
        <source>The record&apos;s transaction was aborted, and a consumer got it all the same.</source>
        <translation>这条记录的事务已中止，consumer 却仍然读到了它。</translation>
    </message>
    <message>
        <source>Why was it lost?</source>
        <translation>它为什么丢失？</translation>
    </message>
    <message>
        <source>Why was it stored although it failed?</source>
        <translation>它报失败，为什么却写入了？</translation>
    </message>
    <message>
        <source>Why is it there twice?</source>
        <translation>它为什么有两份？</translation>
    </message>
    <message>
        <source>Why was it delivered again?</source>
        <translation>它为什么被再次投递？</translation>
    </message>
    <message>
        <source>Why is it out of order?</source>
        <translation>它为什么乱序？</translation>
    </message>
    <message>
        <source>Why was it skipped?</source>
        <translation>它为什么被跳过？</translation>
    </message>
    <message>
        <source>Why was it read?</source>
        <translation>它为什么被读到？</translation>
    </message>
    <message>
        <source>Why was it not delivered?</source>
        <translation>它为什么没有投递？</translation>
    </message>
    <message>
        <source>A consumer&apos;s position passed the record without delivering it, and no seek had asked for that.</source>
        <translation>consumer 的 position 越过了这条记录，却没有投递它，而且并没有 seek 要求如此。</translation>
    </message>
    <message>
        <source>processed, not committed</source>
        <translation>已处理，未提交</translation>
    </message>
    <message>
        <source>committed, not processed</source>
        <translation>已提交，未处理</translation>
    </message>
    <message>
        <source>One consumer, or the members of one group together, got the record more than once, and no seek had asked for it.</source>
        <translation>同一个消费者，或同一组的成员合起来，不止一次收到该记录，且没有 seek 要求这样做。</translation>
    </message>
    <message>
        <source>The record is stored and below the high watermark, and at the end of the run no consumer of the partition, or nobody of a group that reads it, has got it.</source>
        <translation>该记录已存储且在高水位之下，但到运行结束时，该分区的消费者或读取它的组中没有任何成员收到它。</translation>
    </message>
    <message>
        <source>A member of a group processed the record and ended, or gave the partition up, before its offset was committed: the next one processes it again.</source>
        <translation>组内某成员处理了该记录，但在提交它的 offset 之前结束或交出了分区：下一个成员会再处理一次。</translation>
    </message>
    <message>
        <source>The group has committed an offset behind the record, and the member that had got it ended before it was processed: nobody will.</source>
        <translation>组已提交了该记录之后的 offset，而收到它的成员在处理之前就结束了：不会再有人处理它。</translation>
    </message>
    <message>
        <source>Why was it not committed?</source>
        <translation>为什么没有提交？</translation>
    </message>
    <message>
        <source>Why was it not processed?</source>
        <translation>为什么没有处理？</translation>
    </message>
    <message>
        <source>stored twice</source>
        <translation>重复存储</translation>
    </message>
    <message>
        <source>missing in the store</source>
        <translation>存储中缺失</translation>
    </message>
    <message>
        <source>forwarded twice</source>
        <translation>重复转发</translation>
    </message>
    <message>
        <source>lost in forwarding</source>
        <translation>转发时丢失</translation>
    </message>
    <message>
        <source>The external store has two rows with the result of this record.</source>
        <translation>外部存储中有两行都是这条消息的结果。</translation>
    </message>
    <message>
        <source>The application is past the record, and neither the external store nor another topic has anything of it.</source>
        <translation>应用已经越过这条消息，但外部存储和其他 topic 中都没有它的任何内容。</translation>
    </message>
    <message>
        <source>An application has forwarded the same record twice, and the other topic has both; this is the second one.</source>
        <translation>应用把同一条消息转发了两次，另一个 topic 中两份都在；这是第二份。</translation>
    </message>
    <message>
        <source>The application handed the record to a producer and committed past it. The producer failed or died before any log had it, so the other topic never gets it.</source>
        <translation>应用把这条消息交给了生产者，并提交了更靠后的 offset。生产者在任何日志存下它之前就失败或死掉了，因此另一个 topic 永远得不到它。</translation>
    </message>
    <message>
        <source>Why was it stored twice?</source>
        <translation>为什么存储了两次？</translation>
    </message>
    <message>
        <source>Why is it not in the store?</source>
        <translation>为什么不在存储中？</translation>
    </message>
    <message>
        <source>Why was it forwarded twice?</source>
        <translation>为什么转发了两次？</translation>
    </message>
    <message>
        <source>Why was it lost in forwarding?</source>
        <translation>为什么在转发时丢失？</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ApiGroupText</name>
    <message>
        <source>Produce</source>
        <translation>Produce</translation>
    </message>
    <message>
        <source>consumer Fetch</source>
        <translation>consumer Fetch</translation>
    </message>
    <message>
        <source>replica Fetch</source>
        <translation>副本 Fetch</translation>
    </message>
    <message>
        <source>heartbeats, metadata</source>
        <translation>心跳、元数据</translation>
    </message>
    <message>
        <source>quorum</source>
        <translation>仲裁</translation>
    </message>
    <message>
        <source>others</source>
        <comment>other requests</comment>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::AssignmentCanvas</name>
    <message>
        <source>Assignment</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>No group has rebalanced in this run.</source>
        <translation>本次运行中没有组发生过再均衡。</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>Group %1, %2: %3</source>
        <translation>组 %1，%2：%3</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::AssignmentText</name>
    <message>
        <source>group %1 · %2</source>
        <translation>组 %1 · %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a rebalance, its assignor</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · shown as %2 would assign</source>
        <translation>%1 · 按 %2 的分配显示</translation>
    </message>
    <message>
        <source>Decision %1 of %2: %3</source>
        <translation>决定 %1/%2：%3</translation>
    </message>
    <message>
        <source>Why %1?</source>
        <comment>a decision of an assignor</comment>
        <translation>为什么 %1？</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a decision, its reason</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>No group has rebalanced in this run.</source>
        <translation>本次运行中没有组发生过再均衡。</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>The playhead, at %1</source>
        <translation>播放头，位于 %1</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>%1 had %2 and gives it up</source>
        <translation>%1 拥有 %2，并将其交出</translation>
    </message>
    <message>
        <source>%1 had %2</source>
        <translation>%1 曾拥有 %2</translation>
    </message>
    <message>
        <source>%1 keeps %2</source>
        <translation>%1 保留 %2</translation>
    </message>
    <message>
        <source>%1 gets %2</source>
        <translation>%1 得到 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s): %1</source>
        <translation>
            <numerusform>%n 个分区：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Of the first: %1</source>
        <translation>其中第一个：%1</translation>
    </message>
    <message>
        <source>%1 waits</source>
        <comment>a partition without an owner</comment>
        <translation>%1 等待中</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>a member</comment>
        <translation>%1 已离开</translation>
    </message>
    <message>
        <source>%1 · new</source>
        <comment>a member</comment>
        <translation>%1 · 新成员</translation>
    </message>
    <message numerus="yes">
        <source>%1 had %n partition(s)</source>
        <translation>
            <numerusform>%1 曾有 %n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and is out of the group: %2</source>
        <translation>%1，已不在组内：%2</translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n partition(s)</source>
        <translation>
            <numerusform>%1 有 %n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and is new in the group</source>
        <translation>%1，是组内的新成员</translation>
    </message>
    <message>
        <source>phases</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>two times</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1: %2, %3 from %4 on</source>
        <comment>member, phase, how long, since when</comment>
        <translation>%1：%2，从 %4 起持续 %3</translation>
    </message>
    <message>
        <source>%1 waited for nobody</source>
        <translation>%1 没有等待任何人</translation>
    </message>
    <message>
        <source>%1 waited %2 for the others</source>
        <translation>%1 等待其他成员 %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more partition(s)</source>
        <translation>
            <numerusform>另有 %n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>The rebalance begins, at %1</source>
        <translation>再均衡开始，于 %1</translation>
    </message>
    <message>
        <source>The coordinator has the assignment, at %1</source>
        <translation>协调者收到分配，于 %1</translation>
    </message>
    <message>
        <source>%1 · used</source>
        <comment>an assignor that the group uses</comment>
        <translation>%1 · 使用中</translation>
    </message>
    <message>
        <source>spread · moved · paused</source>
        <translation>差距 · 移动 · 暂停</translation>
    </message>
    <message>
        <source>if the group used …</source>
        <translation>如果该组使用…</translation>
    </message>
    <message>
        <source>If the group used …: spread (max − min), partitions that lose their owner, partitions that stop</source>
        <translation>如果该组使用…：差距（最大 − 最小）、失去所有者的分区、停顿的分区</translation>
    </message>
    <message>
        <source>decisions of %1</source>
        <translation>%1 的决定</translation>
    </message>
    <message>
        <source>Decision %1: %2</source>
        <translation>决定 %1：%2</translation>
    </message>
    <message>
        <source>%1.  %2</source>
        <comment>number, decision</comment>
        <translation>%1.  %2</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::BatchPanel</name>
    <message>
        <source>Point at a field or a record: its bytes, its value and its meaning are shown together.</source>
        <translation>指向一个字段或一条记录：它的字节、值和含义会一起显示。</translation>
    </message>
    <message>
        <source>%1 = %2: %3</source>
        <comment>field; value; meaning</comment>
        <translation>%1 = %2：%3</translation>
    </message>
    <message numerus="yes">
        <source>record %1 of %2: %n byte(s)</source>
        <comment>offset; timestamp</comment>
        <translation>
            <numerusform>记录 %1（%2）：%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 bytes here, %3 uncompressed</source>
        <comment>codec; sizes of the batch</comment>
        <translation>%1：此处 %2 字节，未压缩为 %3 字节</translation>
    </message>
    <message>
        <source>%1: %2 bytes here, they cannot be decompressed</source>
        <translation>%1：此处 %2 字节，无法解压</translation>
    </message>
    <message>
        <source>not compressed: %1 bytes</source>
        <translation>未压缩：%1 字节</translation>
    </message>
    <message>
        <source>batch at byte %1</source>
        <translation>位于字节 %1 的批次</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>decompressed</source>
        <translation>解压后</translation>
    </message>
    <message>
        <source>Show the records decompressed</source>
        <translation>显示解压后的记录</translation>
    </message>
    <message>
        <source>fields of the header</source>
        <translation>批次头字段</translation>
    </message>
    <message>
        <source>Fields of the batch</source>
        <translation>批次的字段</translation>
    </message>
    <message>
        <source>records: they do not decode, or not all of them</source>
        <translation>记录：无法解码，或未能全部解码</translation>
    </message>
    <message>
        <source>records: none is left after compaction</source>
        <translation>记录：压实后一条不剩</translation>
    </message>
    <message>
        <source>records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Records of the batch</source>
        <translation>批次中的记录</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::BrokerText</name>
    <message>
        <source>%1 appended %2 %3 (epoch %4) from %5&apos;s batch %6</source>
        <comment>leader; partition; offsets; number; producer; number</comment>
        <translation>%1 追加了 %2 %3（epoch %4），来自 %5 的批次 %6</translation>
    </message>
    <message>
        <source>%1 copied %2 %3 (epoch %4) from the leader</source>
        <comment>follower; partition; offsets; number</comment>
        <translation>%1 从 leader 复制了 %2 %3（epoch %4）</translation>
    </message>
    <message>
        <source>%1 had %2&apos;s batch %3 already and answered with its offset %4 in %5</source>
        <translation>%1 已有 %2 的批次 %3，便以它在 %5 中的 offset %4 应答</translation>
    </message>
    <message>
        <source>%1 refused %2&apos;s batch %3 for %4: %5</source>
        <comment>broker; producer; number; partition; error</comment>
        <translation>%1 拒绝了 %2 发往 %4 的批次 %3：%5</translation>
    </message>
    <message>
        <source>the HW of %1 on %2 moved from %3 to %4</source>
        <comment>partition; broker; offset; offset</comment>
        <translation>%2 上 %1 的 HW 从 %3 前移到 %4</translation>
    </message>
    <message>
        <source>%1 cut %2 %3 off its log: from there on the leader&apos;s epochs differ</source>
        <comment>broker; partition; offsets</comment>
        <translation>%1 从日志中截掉了 %2 %3：从那里起与 leader 的 epoch 不一致</translation>
    </message>
    <message>
        <source>%1 lost power: %2 %3 was only in the page cache</source>
        <comment>broker; partition; offsets</comment>
        <translation>%1 断电：%2 %3 只在页缓存里</translation>
    </message>
    <message>
        <source>%1 found %2 on its disk up to %3, with HW %4 from the checkpoint</source>
        <comment>broker; partition; offset; offset</comment>
        <translation>%1 在磁盘上找到 %2，直到 %3，checkpoint 中的 HW 为 %4</translation>
    </message>
    <message>
        <source>%1 leads %2 in epoch %3, which starts at its LEO %4</source>
        <translation>%1 成为 %2 的 leader，epoch %3，始于它的 LEO %4</translation>
    </message>
    <message>
        <source>%1 follows %5 for %2 in epoch %3, LEO %4</source>
        <translation>%1 在 %2 上跟随 %5，epoch %3，LEO %4</translation>
    </message>
    <message>
        <source>%1 has no role for %2 in epoch %3: it has no leader, LEO %4</source>
        <translation>%1 在 %2 上没有角色，epoch %3：该分区没有 leader，LEO %4</translation>
    </message>
    <message>
        <source>%1 learned from a fetch of %2 that it has %3 up to %4</source>
        <comment>leader; follower; partition; offset</comment>
        <translation>%1 从 %2 的 fetch 得知，%2 的 %3 已到 %4</translation>
    </message>
    <message>
        <source>%1 asked the controller to shrink the ISR of %2 to %3</source>
        <translation>%1 请求控制器把 %2 的 ISR 收缩为 %3</translation>
    </message>
    <message>
        <source>%1 asked the controller to let the ISR of %2 grow to %3</source>
        <translation>%1 请求控制器把 %2 的 ISR 扩充为 %3</translation>
    </message>
    <message>
        <source>%1 asked the controller for the ISR %3 of %2</source>
        <translation>%1 请求控制器把 %2 的 ISR 设为 %3</translation>
    </message>
    <message>
        <source>%1 applied the metadata log up to %2</source>
        <translation>%1 已应用元数据日志到 %2</translation>
    </message>
    <message>
        <source>%1 cut %2 %3 off its log: all above its own HW, as before KIP-101, whether or not the leader has it</source>
        <comment>broker; partition; offsets</comment>
        <translation>%1 从日志中截掉了 %2 %3：自己 HW 以上的全部截掉，与 KIP-101 之前一样，不管 leader 有没有</translation>
    </message>
    <message>
        <source>%1 is to shut down in good order and asks the controller to take its leaderships</source>
        <translation>%1 准备正常关闭，请求控制器移走它的 leader 角色</translation>
    </message>
    <message>
        <source>the throttle of the reassignment: %1 leaves %2 out of its answers to %3 for %4</source>
        <comment>leader; partition; follower; duration</comment>
        <translation>重分配限流：%1 在 %4 内给 %3 的应答不含 %2</translation>
    </message>
    <message>
        <source>the throttle of the reassignment: %1 does not fetch %2 from %3 for %4</source>
        <comment>follower; partition; leader; duration</comment>
        <translation>重分配限流：%1 在 %4 内不从 %3 拉取 %2</translation>
    </message>
    <message>
        <source>%1 is no replica of %2 any more and deleted its log</source>
        <translation>%1 不再是 %2 的副本，已删除它的日志</translation>
    </message>
    <message>
        <source>%1 bytes without compression</source>
        <translation>未压缩 %1 字节</translation>
    </message>
    <message>
        <source>%1 bytes of %2</source>
        <comment>number; codec</comment>
        <translation>%2，%1 字节</translation>
    </message>
    <message>
        <source>%1 wrote %2&apos;s batch %3 for %4 anew, as the topic&apos;s compression.type asks: %5 became %6</source>
        <comment>broker; producer; number; partition; codec and bytes; codec and bytes</comment>
        <translation>%1 按 topic 的 compression.type 重写了 %2 发往 %4 的批次 %3：%5 变为 %6</translation>
    </message>
    <message>
        <source>%1 appended %2 %3 (epoch %4) of its own</source>
        <comment>leader; partition of an internal topic; offsets; number</comment>
        <translation>%1 自行追加 %2 的 %3（epoch %4）</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ChainStep</name>
    <message>
        <source>Go to %1</source>
        <translation>转到 %1</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ChooserBar</name>
    <message>
        <source>%1 → %2 at %3: %4</source>
        <comment>two generations, a time, the reason</comment>
        <translation>%1 → %2，于 %3：%4</translation>
    </message>
    <message>
        <source>decision %1 of %2</source>
        <translation>决定 %1/%2</translation>
    </message>
    <message numerus="yes">
        <source>all %n decision(s)</source>
        <translation>
            <numerusform>全部 %n 个决定</numerusform>
        </translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>The consumer group that is shown</source>
        <translation>所显示的消费者组</translation>
    </message>
    <message>
        <source>Rebalance</source>
        <translation>再均衡</translation>
    </message>
    <message>
        <source>The playhead goes to the rebalance that is chosen</source>
        <translation>播放头会移到所选的再均衡</translation>
    </message>
    <message>
        <source>Previous rebalance</source>
        <translation>上一次再均衡</translation>
    </message>
    <message>
        <source>Previous rebalance (P)</source>
        <translation>上一次再均衡（P）</translation>
    </message>
    <message>
        <source>Next rebalance</source>
        <translation>下一次再均衡</translation>
    </message>
    <message>
        <source>Next rebalance (N)</source>
        <translation>下一次再均衡（N）</translation>
    </message>
    <message>
        <source>One decision back</source>
        <translation>后退一个决定</translation>
    </message>
    <message>
        <source>One decision of the assignor back (,)</source>
        <translation>分配器的决定后退一步（,）</translation>
    </message>
    <message>
        <source>One decision forward</source>
        <translation>前进一个决定</translation>
    </message>
    <message>
        <source>One decision of the assignor forward (.)</source>
        <translation>分配器的决定前进一步（.）</translation>
    </message>
    <message>
        <source>All</source>
        <comment>decisions of an assignor</comment>
        <translation>全部</translation>
    </message>
    <message>
        <source>Whole assignment</source>
        <translation>完整分配</translation>
    </message>
    <message>
        <source>The assignment after all decisions (/)</source>
        <translation>所有决定之后的分配（/）</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ClientText</name>
    <message>
        <source>no key</source>
        <translation>无 key</translation>
    </message>
    <message>
        <source>%1 called send() for record %2 (%3), which goes to %4</source>
        <comment>producer; number; key; partition</comment>
        <translation>%1 调用 send() 发送记录 %2（%3），去往 %4</translation>
    </message>
    <message>
        <source>send() of %1 waits with record %2 for %3 bytes of buffer.memory</source>
        <translation>%1 的 send() 带着记录 %2 等待 buffer.memory 腾出 %3 字节</translation>
    </message>
    <message>
        <source>send() of %1 goes on with record %2: there is room in buffer.memory</source>
        <translation>%1 的 send() 带着记录 %2 继续：buffer.memory 有空间了</translation>
    </message>
    <message>
        <source>send() of %1 failed for record %2: %3</source>
        <translation>%1 的 send() 失败，记录 %2：%3</translation>
    </message>
    <message>
        <source>%1 opened batch %2 for %3</source>
        <translation>%1 为 %3 打开批次 %2</translation>
    </message>
    <message>
        <source>%1 put record %2 into batch %3, now %4 bytes</source>
        <translation>%1 把记录 %2 放入批次 %3，现在 %4 字节</translation>
    </message>
    <message numerus="yes">
        <source>%1 closed batch %2 for %3 with %n record(s): %4</source>
        <comment>producer; batch; partition; reason</comment>
        <translation>
            <numerusform>%1 关闭了 %3 的批次 %2，含 %n 条记录：%4</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 sends batch %2 for %3 to %4 again (attempt %5)</source>
        <translation>%1 再次把 %3 的批次 %2 发给 %4（第 %5 次）</translation>
    </message>
    <message>
        <source>%1 sends batch %2 for %3 to %4</source>
        <translation>%1 把 %3 的批次 %2 发给 %4</translation>
    </message>
    <message>
        <source>batch %2 of %1 for %3 failed and will be sent again after %4: %5</source>
        <comment>producer; batch; partition; time; error</comment>
        <translation>%1 发往 %3 的批次 %2 失败，%4 后重发：%5</translation>
    </message>
    <message>
        <source>%1 takes batch %2 for %3 as sent (acks=0: nobody confirms it)</source>
        <translation>%1 认为 %3 的批次 %2 已发送（acks=0：没有人确认）</translation>
    </message>
    <message>
        <source>%1 was told that its batch %2 is stored: %3 %4</source>
        <comment>producer; batch; partition; offsets</comment>
        <translation>%1 被告知批次 %2 已写入：%3 %4</translation>
    </message>
    <message numerus="yes">
        <source>%1 gave up batch %2 for %3 (%n record(s)): %4</source>
        <comment>producer; batch; partition; error</comment>
        <translation>
            <numerusform>%1 放弃了 %3 的批次 %2（%n 条记录）：%4</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 got producer id %2, epoch %3</source>
        <translation>%1 得到 producer id %2，epoch %3</translation>
    </message>
    <message>
        <source>%1 learned that nobody leads %2</source>
        <translation>%1 得知 %2 没有 leader</translation>
    </message>
    <message>
        <source>%1 learned that %2 leads %3 (epoch %4)</source>
        <translation>%1 得知 %2 是 %3 的 leader（epoch %4）</translation>
    </message>
    <message>
        <source>%1 reads %2 from now on</source>
        <translation>%1 从现在起读取 %2</translation>
    </message>
    <message>
        <source>%1 had no valid position in %2 and starts at %3 (auto.offset.reset=earliest)</source>
        <translation>%1 在 %2 没有有效的 position，从 %3 开始（auto.offset.reset=earliest）</translation>
    </message>
    <message>
        <source>%1 had no valid position in %2 and starts at %3 (auto.offset.reset=latest)</source>
        <translation>%1 在 %2 没有有效的 position，从 %3 开始（auto.offset.reset=latest）</translation>
    </message>
    <message>
        <source>%1 had no valid position in %2 and takes %3</source>
        <translation>%1 在 %2 没有有效的 position，取 %3</translation>
    </message>
    <message>
        <source>%1 has fetched %2 %3</source>
        <comment>consumer; partition; offsets</comment>
        <translation>%1 拉取到了 %2 %3</translation>
    </message>
    <message>
        <source>poll() gave %1 %2 %3; its position is now %4</source>
        <comment>consumer; partition; offsets; offset</comment>
        <translation>poll() 给了 %1 %2 %3；position 现在是 %4</translation>
    </message>
    <message>
        <source>the application of %1 has finished with %2 below %3</source>
        <comment>consumer; partition; offset</comment>
        <translation>%1 的应用处理完了 %2 中 %3 以下的记录</translation>
    </message>
    <message>
        <source>%1 stopped with an exception at %2: %3</source>
        <translation>%1 在 %2 处因异常停止：%3</translation>
    </message>
    <message>
        <source>%1 seeks: its position in %2 is now %3</source>
        <translation>%1 执行 seek：在 %2 中的 position 变为 %3</translation>
    </message>
    <message>
        <source>%1 seeks to the first record of %2 that is not older than timestamp %4: its position is now %3</source>
        <comment>consumer; partition; offset; timestamp</comment>
        <translation>%1 执行 seek，定位到 %2 中时间戳不早于 %4 的第一条记录：position 变为 %3</translation>
    </message>
    <message>
        <source>%1 seeks to the beginning of %2: its position is now %3</source>
        <translation>%1 执行 seek，回到 %2 的开头：position 变为 %3</translation>
    </message>
    <message>
        <source>%1 seeks to the end of %2: its position is now %3</source>
        <translation>%1 执行 seek，跳到 %2 的末尾：position 变为 %3</translation>
    </message>
    <message>
        <source>%1 asked where epoch %2 of %3 ends and found that the log was cut below its position %4: the logs part at %5</source>
        <comment>consumer; number; partition; offset; offset</comment>
        <translation>%1 询问 %3 的 epoch %2 到哪里为止，发现日志在它的 position %4 之前被截断：两份日志在 %5 处分叉</translation>
    </message>
    <message>
        <source>%1 fetches %2 from its leader again</source>
        <translation>%1 重新从 leader 拉取 %2</translation>
    </message>
    <message>
        <source>%1 fetches %2 from %3 from now on: that replica is in its rack</source>
        <comment>consumer; partition; broker</comment>
        <translation>%1 从现在起向 %3 拉取 %2：该副本与它在同一机架</translation>
    </message>
    <message>
        <source>%1 compressed batch %2 for %3 with %4: %5 bytes became %6</source>
        <comment>producer; batch; partition; codec; number; number</comment>
        <translation>%1 用 %4 压缩了 %3 的批次 %2：%5 字节变为 %6</translation>
    </message>
    <message numerus="yes">
        <source>batch %2 of %1 for %3 is too large for the broker: its records go on in %n batch(es) from %4 on</source>
        <comment>producer; batch; partition; batch</comment>
        <translation>
            <numerusform>%1 发往 %3 的批次 %2 对 broker 来说太大：它的记录改由从 %4 起的 %n 个批次发送</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 gave itself producer epoch %2: the sequence for %3 cannot go on and begins again with 0</source>
        <comment>producer; number; partition</comment>
        <translation>%1 把自己的 producer epoch 提升到 %2：%3 的序列号无法延续，从 0 重新开始</translation>
    </message>
    <message numerus="yes">
        <source>%1 called flush(), which waits for %n batch(es)</source>
        <comment>producer</comment>
        <translation>
            <numerusform>%1 调用了 flush()，等待 %n 个批次</numerusform>
        </translation>
    </message>
    <message>
        <source>flush() of %1 returned: every batch that it waited for is done</source>
        <translation>%1 的 flush() 返回：它等待的批次都已完成</translation>
    </message>
    <message>
        <source>%1 called close() with a timeout of %2</source>
        <translation>%1 调用了 close()，超时为 %2</translation>
    </message>
    <message>
        <source>%1 called close()</source>
        <translation>%1 调用了 close()</translation>
    </message>
    <message>
        <source>%1 throttles %2, which is over its quota with %3 bytes per second: it reads nothing more from it for %4</source>
        <comment>broker; client; number; duration</comment>
        <translation>%1 对 %2 限流：它以每秒 %3 字节超出配额，%4 内不再读取它的请求</translation>
    </message>
    <message>
        <source>%1 forgot %2: it has not used the topic for metadata.max.idle.ms</source>
        <comment>client; partition</comment>
        <translation>%1 不再保留 %2 的元数据：该 topic 已超过 metadata.max.idle.ms 未使用</translation>
    </message>
    <message>
        <source>batch %2 of %1 holds %3 bytes of buffer.memory until it is done</source>
        <comment>producer; batch; number</comment>
        <translation>%1 的批次 %2 占用 buffer.memory 中的 %3 字节，直到它结束</translation>
    </message>
    <message>
        <source>%1 had no valid position in %2 and starts at %3 (auto.offset.reset=by_duration)</source>
        <translation>%1 在 %2 中没有有效位置，从 %3 开始（auto.offset.reset=by_duration）</translation>
    </message>
    <message>
        <source>%1 stopped with an exception: %2</source>
        <comment>consumer; error</comment>
        <translation>%1 因异常停止：%2</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ClusterText</name>
    <message>
        <source>you stopped %1 (%2)</source>
        <translation>您停止了 %1（%2）</translation>
    </message>
    <message>
        <source>you paused %1</source>
        <translation>您暂停了 %1</translation>
    </message>
    <message>
        <source>you let %1 go on</source>
        <translation>您让 %1 继续</translation>
    </message>
    <message>
        <source>you cut the link between %1 and %2</source>
        <translation>您切断了 %1 与 %2 之间的链路</translation>
    </message>
    <message>
        <source>you healed the link between %1 and %2</source>
        <translation>您恢复了 %1 与 %2 之间的链路</translation>
    </message>
    <message>
        <source>you started %1</source>
        <translation>您启动了 %1</translation>
    </message>
    <message>
        <source>command %1 of the script was carried out</source>
        <translation>执行了脚本的第 %1 条命令</translation>
    </message>
    <message>
        <source>%1: %2 is %3</source>
        <comment>whose property; property; value</comment>
        <translation>%1：%2 为 %3</translation>
    </message>
    <message>
        <source>%1 started</source>
        <translation>%1 已启动</translation>
    </message>
    <message>
        <source>the process of %1 was killed; what the page cache holds survives</source>
        <translation>%1 的进程被杀；页缓存里的内容保住了</translation>
    </message>
    <message>
        <source>%1 lost power; nobody is told, and what was not on the disk is gone</source>
        <translation>%1 断电；没有任何通知，没落盘的都没了</translation>
    </message>
    <message>
        <source>%1 stands still (as in a long garbage collection)</source>
        <translation>%1 停顿（如同长时间 GC）</translation>
    </message>
    <message>
        <source>%1 goes on</source>
        <translation>%1 继续运行</translation>
    </message>
    <message>
        <source>the link between %1 and %2 was cut</source>
        <translation>%1 与 %2 之间的链路被切断</translation>
    </message>
    <message>
        <source>the link from %1 to %2 was cut</source>
        <translation>从 %1 到 %2 的链路被切断</translation>
    </message>
    <message>
        <source>the link between %1 and %2 works again</source>
        <translation>%1 与 %2 之间的链路恢复了</translation>
    </message>
    <message>
        <source>the link from %1 to %2 works again</source>
        <translation>从 %1 到 %2 的链路恢复了</translation>
    </message>
    <message>
        <source>the controller registered %1 (broker epoch %2)</source>
        <comment>broker; number</comment>
        <translation>控制器注册了 %1（broker epoch %2）</translation>
    </message>
    <message>
        <source>the controller fenced %1: it may neither lead nor be in an ISR</source>
        <translation>控制器隔离（fence）了 %1：它不能当 leader，也不能在 ISR 中</translation>
    </message>
    <message>
        <source>the controller unfenced %1: it may lead and join ISRs</source>
        <translation>控制器解除了对 %1 的隔离：它可以当 leader，也可以加入 ISR</translation>
    </message>
    <message numerus="yes">
        <source>the controller created topic %1 with %n partition(s)</source>
        <translation>
            <numerusform>控制器创建了 topic %1，有 %n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>the controller made %1 the first leader of %2: epoch %3, ISR %4</source>
        <translation>控制器让 %1 成为 %2 的第一任 leader：epoch %3，ISR %4</translation>
    </message>
    <message>
        <source>the controller elected %1 for %2: epoch %3, ISR %4</source>
        <translation>控制器选举 %1 为 %2 的 leader：epoch %3，ISR %4</translation>
    </message>
    <message>
        <source>the controller found no live replica in the ISR of %1: it has no leader (epoch %2, ISR %3)</source>
        <translation>控制器在 %1 的 ISR 中找不到存活的副本：该分区没有 leader（epoch %2，ISR %3）</translation>
    </message>
    <message>
        <source>the ISR of %1 begins as %2</source>
        <translation>%1 的 ISR 起初为 %2</translation>
    </message>
    <message>
        <source>the ISR of %1 shrank to %2: a fenced broker left it</source>
        <translation>%1 的 ISR 收缩为 %2：被隔离的 broker 离开了</translation>
    </message>
    <message>
        <source>the ISR of %1 shrank to %2: a replica lagged longer than replica.lag.time.max.ms</source>
        <translation>%1 的 ISR 收缩为 %2：有副本落后超过 replica.lag.time.max.ms</translation>
    </message>
    <message>
        <source>the ISR of %1 grew to %2: a replica caught up</source>
        <translation>%1 的 ISR 扩充为 %2：有副本追上了</translation>
    </message>
    <message>
        <source>you let %1 seek to offset %2 of %3</source>
        <comment>consumer; offset; partition</comment>
        <translation>你让 %1 执行 seek，定位到 %3 的 offset %2</translation>
    </message>
    <message>
        <source>you let %1 seek</source>
        <comment>consumer</comment>
        <translation>你让 %1 执行 seek</translation>
    </message>
    <message>
        <source>you had records deleted</source>
        <translation>你要求删除记录</translation>
    </message>
    <message>
        <source>you had records of %1 deleted</source>
        <translation>你要求删除 %1 的记录</translation>
    </message>
    <message>
        <source>%1 halted: a broker without a log directory cannot go on</source>
        <translation>%1 已停止：没有可用日志目录的 broker 无法继续运行</translation>
    </message>
    <message>
        <source>you asked for elections of leaders</source>
        <translation>您请求选举 leader</translation>
    </message>
    <message>
        <source>you asked for an election of the leader of %1</source>
        <translation>您请求选举 %1 的 leader</translation>
    </message>
    <message>
        <source>you asked for a reassignment of %1</source>
        <translation>您请求重分配 %1</translation>
    </message>
    <message>
        <source>you asked for more partitions</source>
        <translation>您请求增加分区</translation>
    </message>
    <message>
        <source>you had %1 shut down in good order</source>
        <translation>您让 %1 正常关闭</translation>
    </message>
    <message>
        <source>you made the link between %1 and %2 as fast as before</source>
        <translation>您让 %1 与 %2 之间的链路恢复了原速</translation>
    </message>
    <message>
        <source>you slowed the link between %1 and %2 by %3</source>
        <translation>您让 %1 与 %2 之间的链路慢了 %3</translation>
    </message>
    <message>
        <source>you made the disk of %1 as fast as before</source>
        <translation>您让 %1 的磁盘恢复了原速</translation>
    </message>
    <message>
        <source>you slowed the disk of %1: each write takes %2 more</source>
        <translation>您让 %1 的磁盘变慢：每次写入多花 %2</translation>
    </message>
    <message>
        <source>you filled the disk of %1</source>
        <translation>您写满了 %1 的磁盘</translation>
    </message>
    <message>
        <source>you made room on the disk of %1</source>
        <translation>您在 %1 的磁盘上腾出了空间</translation>
    </message>
    <message>
        <source>you set the clock of %1 right</source>
        <translation>您调准了 %1 的时钟</translation>
    </message>
    <message>
        <source>you put the clock of %1 wrong</source>
        <translation>您把 %1 的时钟调偏了</translation>
    </message>
    <message>
        <source>you cut %1 off from everybody</source>
        <translation>您切断了 %1 的所有链路</translation>
    </message>
    <message>
        <source>you cut the link from %1 to %2</source>
        <translation>您切断了从 %1 到 %2 的链路</translation>
    </message>
    <message>
        <source>you healed all links of %1</source>
        <translation>您恢复了 %1 的所有链路</translation>
    </message>
    <message>
        <source>you healed the link from %1 to %2</source>
        <translation>您恢复了从 %1 到 %2 的链路</translation>
    </message>
    <message>
        <source>%1 has shut down in good order: everything it had is on its disk</source>
        <translation>%1 已正常关闭：它的一切都已落盘</translation>
    </message>
    <message>
        <source>messages between %1 and %2 are as fast as before</source>
        <translation>%1 与 %2 之间的消息恢复了原速</translation>
    </message>
    <message>
        <source>messages from %1 to %2 are as fast as before</source>
        <translation>从 %1 到 %2 的消息恢复了原速</translation>
    </message>
    <message>
        <source>messages between %1 and %2 take %3 longer from now on</source>
        <translation>从现在起，%1 与 %2 之间的消息多花 %3</translation>
    </message>
    <message>
        <source>messages from %1 to %2 take %3 longer from now on</source>
        <translation>从现在起，从 %1 到 %2 的消息多花 %3</translation>
    </message>
    <message>
        <source>the disk of %1 is as fast as before</source>
        <translation>%1 的磁盘恢复了原速</translation>
    </message>
    <message>
        <source>each write to the disk of %1 takes %2 from now on, and %1 does nothing else meanwhile</source>
        <comment>broker; duration</comment>
        <translation>从现在起，%1 的磁盘每次写入耗时 %2，期间 %1 什么也不做</translation>
    </message>
    <message>
        <source>the disk of %1 is full: it takes not one more byte</source>
        <translation>%1 的磁盘已满：一个字节也写不下</translation>
    </message>
    <message>
        <source>the disk of %1 has room again</source>
        <translation>%1 的磁盘又有空间了</translation>
    </message>
    <message>
        <source>the clock of %1 is right again</source>
        <translation>%1 的时钟又准了</translation>
    </message>
    <message>
        <source>the clock of %1 is %2 ahead: the timestamps that it gives are too late</source>
        <translation>%1 的时钟快了 %2：它给出的时间戳偏晚</translation>
    </message>
    <message>
        <source>the clock of %1 is %2 behind: the timestamps that it gives are too early</source>
        <translation>%1 的时钟慢了 %2：它给出的时间戳偏早</translation>
    </message>
    <message>
        <source>%1 goes on leading %2 in a new epoch %3, ISR %4</source>
        <translation>%1 在新的 epoch %3 中继续当 %2 的 leader，ISR %4</translation>
    </message>
    <message>
        <source>unclean election: the controller elected %1 for %2 although it was not in the ISR; what it lacks is lost (epoch %3, ISR %4)</source>
        <translation>unclean 选举：控制器选举 %1 为 %2 的 leader，尽管它不在 ISR 中；它缺的数据就此丢失（epoch %3，ISR %4）</translation>
    </message>
    <message>
        <source>%1 leads %2 again, being its preferred leader: epoch %3, ISR %4</source>
        <translation>%1 作为首选 leader，重新成为 %2 的 leader：epoch %3，ISR %4</translation>
    </message>
    <message>
        <source>the leader of %2 is shutting down in good order: the controller elected %1 first, epoch %3, ISR %4</source>
        <translation>%2 的 leader 正在正常关闭：控制器先选举 %1 为 leader，epoch %3，ISR %4</translation>
    </message>
    <message>
        <source>the ISR of %2 is gone: the controller elected %1, an eligible leader replica with everything committed (epoch %3, ISR %4)</source>
        <translation>%2 的 ISR 已空：控制器选举 %1，它是拥有全部已提交数据的合格 leader 副本（epoch %3，ISR %4）</translation>
    </message>
    <message>
        <source>neither the ISR nor an eligible replica of %2 is left: the controller elected its last known leader %1 (epoch %3, ISR %4)</source>
        <translation>%2 的 ISR 已空，也没有合格的副本：控制器选举最后已知的 leader %1（epoch %3，ISR %4）</translation>
    </message>
    <message>
        <source>the old leader of %2 is no replica any more: the controller elected %1, epoch %3, ISR %4</source>
        <translation>%2 原来的 leader 不再是副本：控制器选举 %1 为 leader，epoch %3，ISR %4</translation>
    </message>
    <message>
        <source>the ISR of %1 shrank to %2: a broker that is shutting down left it</source>
        <translation>%1 的 ISR 收缩为 %2：正在关闭的 broker 离开了</translation>
    </message>
    <message>
        <source>the ISR of %1 begins anew as %2: its leader came from outside the old one</source>
        <translation>%1 的 ISR 重新从 %2 开始：它的 leader 来自原 ISR 之外</translation>
    </message>
    <message>
        <source>the ISR of %1 is now %2: the reassignment is complete and the old replicas left it</source>
        <translation>%1 的 ISR 现在为 %2：重分配完成，旧副本离开了</translation>
    </message>
    <message>
        <source>the controller lets %1 shut down: it takes its leaderships away and makes it leader of nothing more</source>
        <translation>控制器准许 %1 关闭：移走它的 leader 角色，也不再让它当任何分区的 leader</translation>
    </message>
    <message>
        <source>the replicas of %1 are on %2; %3 is its preferred leader</source>
        <translation>%1 的副本在 %2 上；首选 leader 是 %3</translation>
    </message>
    <message>
        <source>reassignment of %1: %2 get a replica, and then its replicas are on %3</source>
        <comment>partition; brokers; brokers</comment>
        <translation>重分配 %1：%2 增加副本，之后副本在 %3 上</translation>
    </message>
    <message>
        <source>reassignment of %1: %2 are to give up their replica</source>
        <translation>重分配 %1：%2 将移除各自的副本</translation>
    </message>
    <message>
        <source>reassignment of %1: %2 get a replica, and once they are in the ISR %3 give up theirs</source>
        <comment>partition; brokers; brokers</comment>
        <translation>重分配 %1：%2 增加副本，等它们进入 ISR 后，%3 移除各自的副本</translation>
    </message>
    <message>
        <source>%1 has no eligible leader replica outside its ISR any more</source>
        <translation>%1 的 ISR 之外不再有合格 leader 副本</translation>
    </message>
    <message>
        <source>outside the ISR of %1, %2 are known to have everything committed: eligible leader replicas</source>
        <comment>partition; brokers</comment>
        <translation>在 %1 的 ISR 之外，已知 %2 拥有全部已提交的数据：合格 leader 副本</translation>
    </message>
    <message numerus="yes">
        <source>the controller added %n partition(s) to topic %1</source>
        <translation>
            <numerusform>控制器为 topic %1 增加了 %n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 knows no leader of the controllers in term %2</source>
        <translation>%1 在任期 %2 中不知道谁是控制器的 leader</translation>
    </message>
    <message>
        <source>%1 has given its vote for term %2 and waits for a leader</source>
        <translation>%1 已在任期 %2 中投票，等待 leader 产生</translation>
    </message>
    <message>
        <source>%1 follows controller %3 in term %2</source>
        <translation>%1 在任期 %2 中跟随控制器 %3</translation>
    </message>
    <message>
        <source>%1 stands for election as leader of the controllers in term %2</source>
        <translation>%1 在任期 %2 中参选控制器的 leader</translation>
    </message>
    <message>
        <source>%1 leads the controllers in term %2: it is the active controller</source>
        <translation>%1 在任期 %2 中成为控制器的 leader：它是活动控制器</translation>
    </message>
    <message>
        <source>%1 resigned as leader of the controllers in term %2</source>
        <translation>%1 在任期 %2 中辞去控制器的 leader</translation>
    </message>
    <message>
        <source>%1 voted for itself in term %2</source>
        <translation>%1 在任期 %2 中投票给自己</translation>
    </message>
    <message>
        <source>%1 voted for %2 in term %3</source>
        <translation>%1 在任期 %3 中投票给 %2</translation>
    </message>
    <message>
        <source>%1 refused its vote to %2 in term %3</source>
        <translation>%1 在任期 %3 中拒绝投票给 %2</translation>
    </message>
    <message>
        <source>the metadata log of %1 ends at %2 now (term %3)</source>
        <comment>controller; offset; number</comment>
        <translation>%1 的元数据日志现在到 %2 为止（任期 %3）</translation>
    </message>
    <message>
        <source>%1 knows that the metadata log below %2 is on the disks of a majority: it is committed</source>
        <comment>controller; offset</comment>
        <translation>%1 得知元数据日志在 %2 以下的部分已在多数控制器上落盘：已提交</translation>
    </message>
    <message>
        <source>%1 cut %2 off its metadata log: a former leader had not committed it</source>
        <comment>controller; offsets</comment>
        <translation>%1 从元数据日志中截掉了 %2：前任 leader 没有提交它</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::CommandText</name>
    <message>
        <source>start %1</source>
        <translation>启动 %1</translation>
    </message>
    <message>
        <source>stop %1 (power loss)</source>
        <translation>停止 %1（断电）</translation>
    </message>
    <message>
        <source>stop %1 (process kill)</source>
        <translation>停止 %1（杀进程）</translation>
    </message>
    <message>
        <source>pause %1</source>
        <translation>暂停 %1</translation>
    </message>
    <message>
        <source>let %1 go on</source>
        <translation>让 %1 继续</translation>
    </message>
    <message>
        <source>cut the link between %1 and %2</source>
        <translation>切断 %1 与 %2 之间的链路</translation>
    </message>
    <message>
        <source>cut the link from %1 to %2</source>
        <translation>切断从 %1 到 %2 的链路</translation>
    </message>
    <message>
        <source>heal the link between %1 and %2</source>
        <translation>恢复 %1 与 %2 之间的链路</translation>
    </message>
    <message>
        <source>heal the link from %1 to %2</source>
        <translation>恢复从 %1 到 %2 的链路</translation>
    </message>
    <message>
        <source>end of the run</source>
        <translation>运行结束</translation>
    </message>
    <message>
        <source>▶ start %1</source>
        <comment>on a timeline: keep it short</comment>
        <translation>▶ 启动 %1</translation>
    </message>
    <message>
        <source>⚡ stop %1</source>
        <comment>power loss, on a timeline: keep it short</comment>
        <translation>⚡ 停止 %1</translation>
    </message>
    <message>
        <source>✕ kill %1</source>
        <comment>process kill, on a timeline: keep it short</comment>
        <translation>✕ 杀 %1</translation>
    </message>
    <message>
        <source>‖ pause %1</source>
        <comment>on a timeline: keep it short</comment>
        <translation>‖ 暂停 %1</translation>
    </message>
    <message>
        <source>▶ resume %1</source>
        <comment>on a timeline: keep it short</comment>
        <translation>▶ 恢复 %1</translation>
    </message>
    <message>
        <source>✂ %1 %2 %3</source>
        <comment>a cut link: node, arrow, node</comment>
        <translation>✂ %1 %2 %3</translation>
    </message>
    <message>
        <source>heal %1 %2 %3</source>
        <comment>a healed link: node, arrow, node</comment>
        <translation>恢复 %1 %2 %3</translation>
    </message>
    <message>
        <source>end</source>
        <comment>end of the run, on a timeline</comment>
        <translation>结束</translation>
    </message>
    <message>
        <source>offset %1</source>
        <comment>where a consumer seeks to</comment>
        <translation>offset %1</translation>
    </message>
    <message>
        <source>time %1</source>
        <comment>where a consumer seeks to</comment>
        <translation>时间 %1</translation>
    </message>
    <message>
        <source>the beginning</source>
        <comment>where a consumer seeks to</comment>
        <translation>开头</translation>
    </message>
    <message>
        <source>the end</source>
        <comment>where a consumer seeks to</comment>
        <translation>末尾</translation>
    </message>
    <message>
        <source>let %1 seek to %2</source>
        <comment>consumer; where</comment>
        <translation>让 %1 执行 seek：%2</translation>
    </message>
    <message>
        <source>let %1 seek to %2 in %3</source>
        <comment>consumer; where; partition</comment>
        <translation>让 %1 在 %3 中执行 seek：%2</translation>
    </message>
    <message>
        <source>delete the records of %1 below the high watermark</source>
        <translation>删除 %1 中 HW 之前的记录</translation>
    </message>
    <message>
        <source>delete the records of %1 before offset %2</source>
        <comment>partition; offset</comment>
        <translation>删除 %1 中 offset %2 之前的记录</translation>
    </message>
    <message>
        <source>↷ seek %1</source>
        <comment>on a timeline: keep it short</comment>
        <translation>↷ seek %1</translation>
    </message>
    <message>
        <source>✕ records of %1</source>
        <comment>deletes them; on a timeline: keep it short</comment>
        <translation>✕ %1 的记录</translation>
    </message>
    <message>
        <source>⏻ shut %1</source>
        <comment>shutdown, on a timeline: keep it short</comment>
        <translation>⏻ 关闭 %1</translation>
    </message>
    <message>
        <source>✂ %1</source>
        <comment>cut off from all, on a timeline: keep it short</comment>
        <translation>✂ %1</translation>
    </message>
    <message>
        <source>heal %1</source>
        <comment>all its links, on a timeline: keep it short</comment>
        <translation>恢复 %1</translation>
    </message>
    <message>
        <source>fast %1 %2 %3</source>
        <comment>a link as fast as before: node, arrow, node</comment>
        <translation>原速 %1 %2 %3</translation>
    </message>
    <message>
        <source>%1 %2 %3 +%4</source>
        <comment>a slow link: node, arrow, node, duration</comment>
        <translation>%1 %2 %3 +%4</translation>
    </message>
    <message>
        <source>disk %1 fast</source>
        <comment>as before, on a timeline: keep it short</comment>
        <translation>磁盘 %1 原速</translation>
    </message>
    <message>
        <source>disk %1 +%2</source>
        <comment>slow disk: broker, duration</comment>
        <translation>磁盘 %1 +%2</translation>
    </message>
    <message>
        <source>disk %1 full</source>
        <comment>on a timeline: keep it short</comment>
        <translation>磁盘 %1 满</translation>
    </message>
    <message>
        <source>disk %1 free</source>
        <comment>on a timeline: keep it short</comment>
        <translation>磁盘 %1 有空间</translation>
    </message>
    <message>
        <source>clock %1 right</source>
        <comment>on a timeline: keep it short</comment>
        <translation>时钟 %1 准</translation>
    </message>
    <message>
        <source>clock %1 %2%3</source>
        <comment>node, sign, duration; on a timeline: keep it short</comment>
        <translation>时钟 %1 %2%3</translation>
    </message>
    <message>
        <source>♛ %1</source>
        <comment>elects leaders, on a timeline: keep it short</comment>
        <translation>♛ %1</translation>
    </message>
    <message>
        <source>⇄ %1: cancel</source>
        <comment>reassignment, on a timeline: keep it short</comment>
        <translation>⇄ %1：取消</translation>
    </message>
    <message>
        <source>⇄ %1</source>
        <comment>reassignment, on a timeline: keep it short</comment>
        <translation>⇄ %1</translation>
    </message>
    <message>
        <source>%1: %2 partitions</source>
        <comment>topic; on a timeline: keep it short</comment>
        <translation>%1：%2 个分区</translation>
    </message>
    <message>
        <source>shut %1 down in good order</source>
        <translation>正常关闭 %1</translation>
    </message>
    <message>
        <source>cut %1 off from everybody</source>
        <translation>切断 %1 的所有链路</translation>
    </message>
    <message>
        <source>heal all links of %1</source>
        <translation>恢复 %1 的所有链路</translation>
    </message>
    <message>
        <source>the link between %1 and %2 is as fast as before</source>
        <translation>%1 与 %2 之间的链路恢复原速</translation>
    </message>
    <message>
        <source>the link from %1 to %2 is as fast as before</source>
        <translation>从 %1 到 %2 的链路恢复原速</translation>
    </message>
    <message>
        <source>slow the link between %1 and %2 by %3</source>
        <translation>让 %1 与 %2 之间的链路慢 %3</translation>
    </message>
    <message>
        <source>slow the link from %1 to %2 by %3</source>
        <translation>让从 %1 到 %2 的链路慢 %3</translation>
    </message>
    <message>
        <source>the disk of %1 is as fast as before</source>
        <translation>%1 的磁盘恢复原速</translation>
    </message>
    <message>
        <source>each write to the disk of %1 takes %2</source>
        <comment>broker; duration</comment>
        <translation>%1 的磁盘每次写入耗时 %2</translation>
    </message>
    <message>
        <source>fill the disk of %1</source>
        <translation>写满 %1 的磁盘</translation>
    </message>
    <message>
        <source>make room on the disk of %1</source>
        <translation>在 %1 的磁盘上腾出空间</translation>
    </message>
    <message>
        <source>set the clock of %1 right</source>
        <translation>调准 %1 的时钟</translation>
    </message>
    <message>
        <source>set the clock of %1 ahead by %2</source>
        <translation>把 %1 的时钟调快 %2</translation>
    </message>
    <message>
        <source>set the clock of %1 back by %2</source>
        <translation>把 %1 的时钟调慢 %2</translation>
    </message>
    <message>
        <source>elect any leader for %1 (unclean)</source>
        <translation>为 %1 选举任意 leader（unclean）</translation>
    </message>
    <message>
        <source>elect the preferred leader of %1</source>
        <translation>选举 %1 的首选 leader</translation>
    </message>
    <message>
        <source>cancel the reassignment of %1</source>
        <translation>取消 %1 的重分配</translation>
    </message>
    <message>
        <source>reassign %1 to %2</source>
        <comment>partition; brokers</comment>
        <translation>把 %1 重分配到 %2</translation>
    </message>
    <message>
        <source>reassign %1 to %2, at most %3 bytes per second</source>
        <comment>partition; brokers; throttle</comment>
        <translation>把 %1 重分配到 %2，每秒最多 %3 字节</translation>
    </message>
    <message>
        <source>give %1 more partitions: %2</source>
        <comment>topic; how many it then has</comment>
        <translation>给 %1 增加分区：共 %2 个</translation>
    </message>
    <message>
        <source>✕ %1</source>
        <comment>drops a message: its kind; on a timeline: keep it short</comment>
        <translation>✕ %1</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <comment>delays a message: its kind, duration; on a timeline</comment>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>%1: error</source>
        <comment>a broker answers with one; on a timeline</comment>
        <translation>%1：错误</translation>
    </message>
    <message>
        <source>flush %1</source>
        <comment>producer; on a timeline: keep it short</comment>
        <translation>flush %1</translation>
    </message>
    <message>
        <source>%1 answer</source>
        <comment>Kafka&apos;s API name, on a timeline</comment>
        <translation>%1 应答</translation>
    </message>
    <message>
        <source>%1 answer %2</source>
        <comment>Kafka&apos;s API name; its number</comment>
        <translation>%1 应答 %2</translation>
    </message>
    <message>
        <source>%1 request %2</source>
        <comment>Kafka&apos;s API name; its number</comment>
        <translation>%1 请求 %2</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <comment>a message; its sender</comment>
        <translation>来自 %2 的 %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>a message; its receiver</comment>
        <translation>发往 %2 的 %1</translation>
    </message>
    <message>
        <source>%1 about %2</source>
        <comment>a message; a partition</comment>
        <translation>关于 %2 的 %1</translation>
    </message>
    <message>
        <source>%1 (counted from the start)</source>
        <comment>a message</comment>
        <translation>%1（从运行开始计数）</translation>
    </message>
    <message>
        <source>drop %1</source>
        <comment>a message</comment>
        <translation>丢弃 %1</translation>
    </message>
    <message>
        <source>delay %1 by %2</source>
        <comment>a message; duration</comment>
        <translation>把 %1 延迟 %2</translation>
    </message>
    <message>
        <source>let %1 answer %2 with %3</source>
        <comment>broker; a message; Kafka&apos;s error</comment>
        <translation>让 %1 用 %3 应答 %2</translation>
    </message>
    <message>
        <source>let %1 call flush()</source>
        <translation>让 %1 调用 flush()</translation>
    </message>
    <message>
        <source>let %1 call close() with a timeout of %2</source>
        <translation>让 %1 调用 close()，超时为 %2</translation>
    </message>
    <message>
        <source>let %1 call close()</source>
        <translation>让 %1 调用 close()</translation>
    </message>
    <message>
        <source>close %1</source>
        <comment>client; on a timeline: keep it short</comment>
        <translation>关闭 %1</translation>
    </message>
    <message>
        <source>%1 unsubscribes</source>
        <comment>consumer; on a timeline: keep it short</comment>
        <translation>%1 取消订阅</translation>
    </message>
    <message>
        <source>%1 subscribes</source>
        <comment>consumer; on a timeline: keep it short</comment>
        <translation>%1 订阅</translation>
    </message>
    <message>
        <source>%1 commits</source>
        <comment>consumer; on a timeline: keep it short</comment>
        <translation>%1 提交</translation>
    </message>
    <message>
        <source>let %1 unsubscribe</source>
        <translation>让 %1 取消订阅</translation>
    </message>
    <message>
        <source>let %1 subscribe to %2</source>
        <comment>consumer; topics</comment>
        <translation>让 %1 订阅 %2</translation>
    </message>
    <message>
        <source>let %1 subscribe to topics like %2</source>
        <comment>consumer; regular expression</comment>
        <translation>让 %1 订阅匹配 %2 的 topic</translation>
    </message>
    <message>
        <source>let %1 call %2</source>
        <comment>consumer; method</comment>
        <translation>让 %1 调用 %2</translation>
    </message>
    <message>
        <source>let %1 call %2 with %3 for %4</source>
        <comment>consumer; method; offset; partition</comment>
        <translation>让 %1 对 %4 以 %3 调用 %2</translation>
    </message>
    <message>
        <source>let %1 pause all its partitions</source>
        <translation>让 %1 暂停其全部分区</translation>
    </message>
    <message>
        <source>let %1 resume all its partitions</source>
        <translation>让 %1 恢复其全部分区</translation>
    </message>
    <message>
        <source>let %1 pause %2</source>
        <comment>consumer; partition</comment>
        <translation>让 %1 暂停 %2</translation>
    </message>
    <message>
        <source>let %1 resume %2</source>
        <comment>consumer; partition</comment>
        <translation>让 %1 恢复 %2</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ComparisonText</name>
    <message>
        <source>its own assignor</source>
        <translation>自己的分配器</translation>
    </message>
    <message>
        <source>server: range</source>
        <comment>assignor that runs in the coordinator</comment>
        <translation>服务端：range</translation>
    </message>
    <message>
        <source>server: uniform</source>
        <comment>assignor that runs in the coordinator</comment>
        <translation>服务端：uniform</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ConfigDetail</name>
    <message>
        <source>Kafka: %1</source>
        <translation>Kafka：%1</translation>
    </message>
    <message>
        <source>That is its value already.</source>
        <translation>它现在就是这个值。</translation>
    </message>
    <message>
        <source>This value is not taken.</source>
        <translation>这个值不被接受。</translation>
    </message>
    <message>
        <source>Nothing is set here; Kafka&apos;s default holds.</source>
        <translation>这里没有设置，用的是 Kafka 默认值。</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Choose a property to see what it does and to change it.</source>
        <translation>选一个属性，看它的作用并修改它。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Kafka&apos;s default</source>
        <translation>Kafka 默认值</translation>
    </message>
    <message>
        <source>Run again with it</source>
        <translation>用它重新运行</translation>
    </message>
    <message>
        <source>Run the scenario again with this value</source>
        <translation>用这个值重新运行场景</translation>
    </message>
    <message>
        <source>Take the value away, so that Kafka&apos;s default holds</source>
        <translation>去掉设置，恢复 Kafka 默认值</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自版本</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效值</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>a property of producer p1</comment>
        <translation>属于 %1</translation>
    </message>
    <message>
        <source>New value of %1</source>
        <translation>%1 的新值</translation>
    </message>
    <message>
        <source>A change runs the scenario again from its start, with the new value from the first moment on; the run before it stays.</source>
        <translation>修改后场景从头重新运行，新值从第一刻起生效；之前的运行保留。</translation>
    </message>
    <message>
        <source>A Kafka client, too, reads its properties only when it is made.</source>
        <translation>Kafka 客户端也只在创建时读取属性。</translation>
    </message>
    <message>
        <source>Kafka itself could change a topic&apos;s property while it runs.</source>
        <translation>Kafka 本身可以在运行中修改 topic 的属性。</translation>
    </message>
    <message>
        <source>Kafka itself can change some of the brokers&apos; properties while they run; most need a restart.</source>
        <translation>Kafka 本身能在运行中修改 broker 的一部分属性，多数要重启。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ConfigModel</name>
    <message>
        <source>%1, changed</source>
        <translation>%1，已更改</translation>
    </message>
    <message>
        <source>%1, set to Kafka&apos;s default</source>
        <translation>%1，设为 Kafka 默认值</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自版本</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>属于</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ConfigView</name>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 of %2 properties</source>
        <translation>%2 个属性中的 %1 个</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Search, e.g. linger or timeout</source>
        <translation>搜索，如 linger 或 timeout</translation>
    </message>
    <message>
        <source>Search properties</source>
        <translation>搜索属性</translation>
    </message>
    <message>
        <source>Whose properties</source>
        <translation>谁的属性</translation>
    </message>
    <message>
        <source>Only what is changed</source>
        <translation>只看更改过的</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>The chosen property</source>
        <translation>选中的属性</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ContrastText</name>
    <message>
        <source>%1 at %2</source>
        <comment>a command of the script, and when it comes then</comment>
        <translation>%1，在 %2</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ErrorAdvice</name>
    <message>
        <source>Raise buffer.memory above batch.size, or lower batch.size: send() fails at once, however much is free.</source>
        <translation>把 buffer.memory 调到大于 batch.size，或把 batch.size 调小：不管还剩多少空间，send() 都会立刻失败。</translation>
    </message>
    <message>
        <source>Look at the topic&apos;s name, the partition&apos;s number, and whether a broker answers; create the topic if it is missing. Where a slow start is usual, raise max.block.ms.</source>
        <translation>检查 topic 名称、分区编号，以及是否有 broker 应答；topic 不存在就先创建。若启动慢是常态，可调大 max.block.ms。</translation>
    </message>
    <message>
        <source>The application sends more than the cluster takes. For a burst, raise buffer.memory or max.block.ms; if it lasts, send less or find out what holds the brokers up.</source>
        <translation>应用发送得比集群能接收的快。如果只是突发，调大 buffer.memory 或 max.block.ms；如果持续如此，就少发一些，或查明 broker 被什么拖住了。</translation>
    </message>
    <message>
        <source>Call flush() first, or give close() more time. What was in flight may be stored all the same.</source>
        <translation>先调用 flush()，或给 close() 更长的时间。正在途中的记录仍可能已经写入。</translation>
    </message>
    <message>
        <source>Look into the broker&apos;s log. The client does not try again; the application may.</source>
        <translation>查看 broker 的日志。客户端不会重试，应用可以自行重试。</translation>
    </message>
    <message>
        <source>A consumer goes where auto.offset.reset says; with none, the application has to seek(). A longer retention or a faster consumer prevents it.</source>
        <translation>消费者按 auto.offset.reset 决定去向；设为 none 时应用必须自己 seek()。延长保留时间或加快消费可以避免。</translation>
    </message>
    <message>
        <source>The client tries again. If it comes back, something changes bytes: look at the network, the memory and the disk.</source>
        <translation>客户端会重试。如果反复出现，说明有东西在改动字节：检查网络、内存和磁盘。</translation>
    </message>
    <message>
        <source>The client asks for metadata and tries again. If it lasts, create the topic or set auto.create.topics.enable=true, and look at the number of its partitions.</source>
        <translation>客户端会获取元数据并重试。若一直如此，请创建 topic 或设置 auto.create.topics.enable=true，并核对分区数。</translation>
    </message>
    <message>
        <source>The client tries again until a leader is elected. If it lasts, start a broker that holds a replica of the ISR.</source>
        <translation>客户端会重试，直到选出 leader。若一直如此，请启动一个持有 ISR 副本的 broker。</translation>
    </message>
    <message>
        <source>Nothing: the client asks for metadata and goes to the new leader.</source>
        <translation>无需处理：客户端会获取元数据，改找新的 leader。</translation>
    </message>
    <message>
        <source>The producer tries again until delivery.timeout.ms is over. After that only the log tells what is stored: an application that sends the records once more may store them twice.</source>
        <translation>生产者会重试，直到 delivery.timeout.ms 到期。之后只有日志能说明写入了什么：应用再发一次，记录就可能写入两次。</translation>
    </message>
    <message>
        <source>A batch of several records is split and sent again by itself. A single record has to become smaller, or max.request.size of the producer and max.message.bytes of the topic both larger.</source>
        <translation>含多条记录的批次会自动拆分后重发。单条记录则必须变小，或同时调大生产者的 max.request.size 和 topic 的 max.message.bytes。</translation>
    </message>
    <message>
        <source>The client connects and tries again; with enable.idempotence=true that stores nothing twice. If it lasts, look at the network and the broker.</source>
        <translation>客户端会重新连接并重试；enable.idempotence=true 时不会重复写入。若一直如此，请检查网络和 broker。</translation>
    </message>
    <message>
        <source>Nothing: the client tries again until the broker is ready.</source>
        <translation>无需处理：客户端会重试，直到 broker 就绪。</translation>
    </message>
    <message>
        <source>Nothing: the client looks for the coordinator again. If it lasts, look at the brokers.</source>
        <translation>无需处理：客户端会再次查找协调者。若一直如此，请检查各 broker。</translation>
    </message>
    <message>
        <source>Nothing: the client looks for the coordinator anew.</source>
        <translation>无需处理：客户端会重新查找协调者。</translation>
    </message>
    <message>
        <source>Lower batch.size of the producer, or raise segment.bytes of the topic.</source>
        <translation>调小生产者的 batch.size，或调大 topic 的 segment.bytes。</translation>
    </message>
    <message>
        <source>Bring the missing replicas back; the producer tries again until delivery.timeout.ms is over. A lower min.insync.replicas takes writes at once and gives safety up.</source>
        <translation>恢复缺失的副本；生产者会重试到 delivery.timeout.ms 到期。调低 min.insync.replicas 能立刻写入，但放弃了安全性。</translation>
    </message>
    <message>
        <source>Bring the missing replicas back. The producer tries again, and without idempotence the records may then be stored twice.</source>
        <translation>恢复缺失的副本。生产者会重试，若未启用幂等，记录可能因此写入两次。</translation>
    </message>
    <message>
        <source>Set acks to 0, 1 or all.</source>
        <translation>把 acks 设为 0、1 或 all。</translation>
    </message>
    <message>
        <source>Have the right granted to the client, or set enable.idempotence=false if that is what it lacks it for. Trying again does not help.</source>
        <translation>请为客户端授权；如果只是幂等缺权限，也可设置 enable.idempotence=false。重试没有用。</translation>
    </message>
    <message>
        <source>Set the client&apos;s clock right, or give the records timestamps near to now.</source>
        <translation>校准客户端的时钟，或让记录的时间戳接近当前时间。</translation>
    </message>
    <message>
        <source>Nothing, if it is the topic that was wanted; otherwise choose another name.</source>
        <translation>如果这正是想要的 topic，则无需处理；否则换一个名称。</translation>
    </message>
    <message>
        <source>Ask for more partitions than there are. For fewer, make another topic and copy the records.</source>
        <translation>请求的分区数要多于现有数量。想减少，只能新建 topic 再复制记录。</translation>
    </message>
    <message>
        <source>Ask for at most as many replicas as there are brokers, or start more brokers.</source>
        <translation>副本数不要超过 broker 数，或启动更多 broker。</translation>
    </message>
    <message>
        <source>Name brokers that are registered, none of them twice.</source>
        <translation>请填写已注册的 broker，且不要重复。</translation>
    </message>
    <message>
        <source>Nothing: who asked finds the active controller and asks again.</source>
        <translation>无需处理：请求方会找到活动控制器后再请求。</translation>
    </message>
    <message>
        <source>The client is at fault: take one that fits the brokers&apos; release. Trying again does not help.</source>
        <translation>问题在客户端：请换用与 broker 版本匹配的客户端。重试没有用。</translation>
    </message>
    <message>
        <source>Do without it, or change the topic&apos;s cleanup.policy first.</source>
        <translation>放弃该操作，或先修改 topic 的 cleanup.policy。</translation>
    </message>
    <message>
        <source>The producer sends what is missing first, or goes on with a new epoch; the order stays.</source>
        <translation>生产者会先补发缺少的部分，或以新的 epoch 继续；顺序不变。</translation>
    </message>
    <message>
        <source>Nothing: the producer counts the batch as stored; only its offset is not known.</source>
        <translation>无需处理：生产者把该批次视为已写入，只是不知道它的 offset。</translation>
    </message>
    <message>
        <source>Close this producer: another one has taken its place. A transactional.id is for one running producer.</source>
        <translation>关闭这个生产者：另一个已取代了它。一个 transactional.id 只能由一个运行中的生产者使用。</translation>
    </message>
    <message>
        <source>Abort the transaction and begin another one.</source>
        <translation>中止该事务，另开一个。</translation>
    </message>
    <message>
        <source>Nothing: the newer coordinator finishes the transaction.</source>
        <translation>无需处理：较新的协调者会完成该事务。</translation>
    </message>
    <message>
        <source>The client goes to the new leader by itself. See to the broker&apos;s disk, then start it again.</source>
        <translation>客户端会自动改找新的 leader。请检查该 broker 的磁盘，然后重新启动它。</translation>
    </message>
    <message>
        <source>Nothing: the client asks for metadata and tries again.</source>
        <translation>无需处理：客户端会获取元数据并重试。</translation>
    </message>
    <message>
        <source>Nothing: the client tries again until the broker has heard of the election.</source>
        <translation>无需处理：客户端会重试，直到 broker 得知这次选举。</translation>
    </message>
    <message>
        <source>Choose another compression.type, or take brokers that know it: zstd since 2.1.</source>
        <translation>换一种 compression.type，或使用支持它的 broker：zstd 从 2.1 起支持。</translation>
    </message>
    <message>
        <source>Nothing: it was asked by a life of the broker that is over.</source>
        <translation>无需处理：发出请求的是该 broker 已结束的一次运行。</translation>
    </message>
    <message>
        <source>Nothing: the consumer tries again.</source>
        <translation>无需处理：消费者会重试。</translation>
    </message>
    <message>
        <source>Wait until the preferred leader runs and is in the ISR.</source>
        <translation>等待首选 leader 运行并加入 ISR。</translation>
    </message>
    <message>
        <source>Start a broker that holds a replica of the ISR. An unclean election is the last resort and costs records.</source>
        <translation>启动一个持有 ISR 副本的 broker。unclean 选举是最后手段，会丢记录。</translation>
    </message>
    <message>
        <source>Nothing: it is already as it was wanted.</source>
        <translation>无需处理：已经是想要的状态。</translation>
    </message>
    <message>
        <source>Nothing: there is nothing to cancel.</source>
        <translation>无需处理：没有可取消的操作。</translation>
    </message>
    <message>
        <source>Correct the records: a compacted topic, for example, takes none without a key. Trying again does not help.</source>
        <translation>修正这些记录：例如压实（compacted）topic 不接受没有键的记录。重试没有用。</translation>
    </message>
    <message>
        <source>Nothing: the leader learns what has changed and asks again.</source>
        <translation>无需处理：leader 会得知变化后再请求。</translation>
    </message>
    <message>
        <source>Wait until broker.session.timeout.ms has fenced the former life. If two brokers have the same node.id, give one of them another.</source>
        <translation>等待 broker.session.timeout.ms 把前一次运行隔离。如果两个 broker 的 node.id 相同，请给其中一个换一个。</translation>
    </message>
    <message>
        <source>Nothing: the leader asks again once that broker is unfenced.</source>
        <translation>无需处理：该 broker 解除隔离后 leader 会再次请求。</translation>
    </message>
    <message>
        <source>Nothing: the new leader takes over.</source>
        <translation>无需处理：新的 leader 会接手。</translation>
    </message>
    <message>
        <source>Shorten the text that is committed with the offset.</source>
        <translation>缩短随 offset 一起提交的文本。</translation>
    </message>
    <message>
        <source>The member has to poll() and join again. What it wanted to commit is refused, and its records are delivered once more.</source>
        <translation>该成员必须 poll() 并重新加入。它想提交的内容被拒绝，相应的记录会再次投递。</translation>
    </message>
    <message>
        <source>Give all members one partition.assignment.strategy in common.</source>
        <translation>给所有成员一个共同的 partition.assignment.strategy。</translation>
    </message>
    <message>
        <source>Set group.id.</source>
        <translation>设置 group.id。</translation>
    </message>
    <message>
        <source>The member joins again by itself. A smaller max.poll.records, a longer max.poll.interval.ms or a longer session.timeout.ms keep it in.</source>
        <translation>该成员会自动重新加入。调小 max.poll.records，或调大 max.poll.interval.ms 或 session.timeout.ms，可使它留在组内。</translation>
    </message>
    <message>
        <source>Change session.timeout.ms, or the broker&apos;s bounds for it.</source>
        <translation>修改 session.timeout.ms，或 broker 对它的限制。</translation>
    </message>
    <message>
        <source>Call poll(), in which the member joins again, and commit after that.</source>
        <translation>调用 poll()，成员会在其中重新加入，然后再提交。</translation>
    </message>
    <message>
        <source>Look at group.id. Offsets of a generation can only be committed by a member of it.</source>
        <translation>检查 group.id。某一代的 offset 只能由该代的成员提交。</translation>
    </message>
    <message>
        <source>Nothing: the member joins again with the id that it was given.</source>
        <translation>无需处理：成员会用得到的 id 再次加入。</translation>
    </message>
    <message>
        <source>Start fewer members, or raise group.max.size.</source>
        <translation>少启动几个成员，或调大 group.max.size。</translation>
    </message>
    <message>
        <source>Give each process a group.instance.id of its own.</source>
        <translation>给每个进程各自的 group.instance.id。</translation>
    </message>
    <message>
        <source>Nothing: the member gives up its partitions and joins again by itself.</source>
        <translation>无需处理：该成员交出分区并自动重新加入。</translation>
    </message>
    <message>
        <source>Stop the other member first, or give this one another group.instance.id.</source>
        <translation>先停止另一个成员，或给这个成员换一个 group.instance.id。</translation>
    </message>
    <message>
        <source>Choose one of group.consumer.assignors.</source>
        <translation>从 group.consumer.assignors 中选择一个。</translation>
    </message>
    <message>
        <source>Nothing: the member tries again after its next heartbeat.</source>
        <translation>无需处理：成员会在下一次心跳后重试。</translation>
    </message>
    <message>
        <source>Nothing: the client names all its partitions again at once. If it happens often, raise max.incremental.fetch.session.cache.slots.</source>
        <translation>无需处理：客户端会立即重新列出它的全部分区。若经常发生，请调大 max.incremental.fetch.session.cache.slots。</translation>
    </message>
    <message>
        <source>Set group.protocol=classic, or allow the protocol on the brokers: group.coordinator.rebalance.protocols=classic,consumer.</source>
        <translation>设 group.protocol=classic，或在 broker 上允许该协议：group.coordinator.rebalance.protocols=classic,consumer。</translation>
    </message>
    <message>
        <source>Commit a first offset, seek() to one, or set auto.offset.reset to earliest or latest.</source>
        <translation>先提交一个 offset，或 seek() 到某处，或把 auto.offset.reset 设为 earliest 或 latest。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ErrorText</name>
    <message>
        <source>the answer did not come in time; whether it was carried out is unknown</source>
        <translation>应答没有按时到达；不知道是否已执行</translation>
    </message>
    <message>
        <source>the connection broke before the answer came; whether it was carried out is unknown</source>
        <translation>应答到达之前连接断了；不知道是否已执行</translation>
    </message>
    <message>
        <source>acks must be 0, 1 or all</source>
        <translation>acks 必须是 0、1 或 all</translation>
    </message>
    <message>
        <source>the request contradicts itself</source>
        <translation>请求自相矛盾</translation>
    </message>
    <message>
        <source>the batch does not match its CRC or is not a batch at all</source>
        <translation>批次与其 CRC 不符，或者根本不是批次</translation>
    </message>
    <message>
        <source>the batch is larger than max.message.bytes, or the record than max.request.size</source>
        <translation>批次大于 max.message.bytes，或记录大于 max.request.size</translation>
    </message>
    <message>
        <source>the broker refuses what the batch contains</source>
        <translation>broker 拒绝批次的内容</translation>
    </message>
    <message>
        <source>the broker failed for a reason of its own</source>
        <translation>broker 因自身原因失败</translation>
    </message>
    <message>
        <source>the broker cannot use its disk</source>
        <translation>broker 无法使用它的磁盘</translation>
    </message>
    <message>
        <source>the new leader&apos;s high watermark has not caught up yet</source>
        <translation>新 leader 的高水位 HW 还没有追上</translation>
    </message>
    <message>
        <source>this broker does not know the partition (yet)</source>
        <translation>这个 broker（还）不知道这个分区</translation>
    </message>
    <message>
        <source>the partition has no leader just now</source>
        <translation>该分区目前没有 leader</translation>
    </message>
    <message>
        <source>this broker does not lead the partition</source>
        <translation>这个 broker 不是该分区的 leader</translation>
    </message>
    <message>
        <source>the ISR is smaller than min.insync.replicas: nothing was stored</source>
        <translation>ISR 小于 min.insync.replicas：没有写入</translation>
    </message>
    <message>
        <source>stored, but the ISR became smaller than min.insync.replicas meanwhile</source>
        <translation>已写入，但 ISR 随后变得小于 min.insync.replicas</translation>
    </message>
    <message>
        <source>an earlier batch of this producer is missing</source>
        <translation>缺少这个 producer 之前的一个批次</translation>
    </message>
    <message>
        <source>this batch was stored before</source>
        <translation>这个批次之前已经写入</translation>
    </message>
    <message>
        <source>a newer life of this producer is at work</source>
        <translation>这个 producer 有更新的实例在工作</translation>
    </message>
    <message>
        <source>the sender knows an older leader epoch than the broker</source>
        <translation>发送方知道的 leader epoch 比 broker 的旧</translation>
    </message>
    <message>
        <source>the sender knows a newer leader epoch than the broker</source>
        <translation>发送方知道的 leader epoch 比 broker 的新</translation>
    </message>
    <message>
        <source>the broker has been registered anew since</source>
        <translation>broker 之后已重新注册</translation>
    </message>
    <message>
        <source>the partition has changed since the broker asked</source>
        <translation>broker 提出请求之后，分区已经变了</translation>
    </message>
    <message>
        <source>a fenced broker cannot join the ISR</source>
        <translation>被隔离的 broker 不能加入 ISR</translation>
    </message>
    <message>
        <source>another leader was elected by this change</source>
        <translation>这次变更选出了另一个 leader</translation>
    </message>
    <message>
        <source>the broker&apos;s former life is still registered</source>
        <translation>broker 的上一个实例仍在注册中</translation>
    </message>
    <message>
        <source>the batch is larger than segment.bytes</source>
        <translation>批次大于 segment.bytes</translation>
    </message>
    <message>
        <source>a timestamp is further from the broker&apos;s clock than message.timestamp.before.max.ms or after.max.ms allows</source>
        <translation>时间戳与 broker 时钟的差距超出 message.timestamp.before.max.ms 或 after.max.ms 的限制</translation>
    </message>
    <message>
        <source>the version of the request does not know this compression</source>
        <translation>该请求版本不支持这种压缩算法</translation>
    </message>
    <message>
        <source>the transaction is not in a state for this</source>
        <translation>事务当前状态不允许此操作</translation>
    </message>
    <message>
        <source>a newer coordinator has taken over the transaction</source>
        <translation>更新的事务协调器已接管该事务</translation>
    </message>
    <message>
        <source>the log has no such offset: it was deleted or cut off, or is not written yet</source>
        <translation>日志中没有这个 offset：已被删除或截断，或尚未写入</translation>
    </message>
    <message>
        <source>the topic&apos;s cleanup.policy does not allow it</source>
        <translation>topic 的 cleanup.policy 不允许</translation>
    </message>
    <message>
        <source>a topic can only be given more partitions, never fewer</source>
        <translation>topic 的分区只能增加，不能减少</translation>
    </message>
    <message>
        <source>there are not enough brokers for so many replicas</source>
        <translation>broker 不够，放不下这么多副本</translation>
    </message>
    <message>
        <source>the replicas asked for are no valid set of brokers</source>
        <translation>请求的副本不是一组有效的 broker</translation>
    </message>
    <message>
        <source>this controller is not the active one</source>
        <translation>这个控制器不是活动控制器</translation>
    </message>
    <message>
        <source>the preferred leader is not alive or not in the ISR</source>
        <translation>首选 leader 没有存活，或不在 ISR 中</translation>
    </message>
    <message>
        <source>no replica that may lead is alive</source>
        <translation>能当 leader 的副本没有一个存活</translation>
    </message>
    <message>
        <source>who is to lead leads already</source>
        <translation>要当 leader 的已经是 leader</translation>
    </message>
    <message>
        <source>the partition is not being reassigned</source>
        <translation>该分区没有在重分配</translation>
    </message>
    <message>
        <source>one batch would take more than all of buffer.memory</source>
        <translation>单个批次就要占用超过整个 buffer.memory</translation>
    </message>
    <message>
        <source>the topic or the partition was not in the producer&apos;s metadata within max.block.ms: it does not exist, or no broker could tell</source>
        <translation>在 max.block.ms 内生产者的元数据中一直没有该 topic 或分区：它不存在，或没有 broker 能告知</translation>
    </message>
    <message>
        <source>buffer.memory had no room for the record within max.block.ms</source>
        <translation>在 max.block.ms 内 buffer.memory 一直没有容纳该记录的空间</translation>
    </message>
    <message>
        <source>the producer was closed before it was done</source>
        <translation>生产者在该记录完成之前就被关闭了</translation>
    </message>
    <message>
        <source>the client may not do this with the cluster</source>
        <translation>客户端无权对集群执行此操作</translation>
    </message>
    <message>
        <source>there is a topic with this name already</source>
        <translation>已有同名的 topic</translation>
    </message>
    <message>
        <source>the text beside a committed offset is longer than offset.metadata.max.bytes</source>
        <translation>随提交的 offset 附带的文本超过 offset.metadata.max.bytes</translation>
    </message>
    <message>
        <source>the coordinator is not ready: a new one is still reading its log, or the broker has no producer ids to give yet</source>
        <translation>协调者尚未就绪：新的协调者还在读取日志，或 broker 还没有可分配的 producer id</translation>
    </message>
    <message>
        <source>nobody coordinates the group just now, since its partition of __consumer_offsets has no leader</source>
        <translation>目前没有人协调该组，因为它在 __consumer_offsets 中的分区没有 leader</translation>
    </message>
    <message>
        <source>another broker is the coordinator</source>
        <translation>协调者是另一个 broker</translation>
    </message>
    <message>
        <source>the group has rebalanced since, and the member did not take part</source>
        <translation>该组此后已再均衡，而该成员没有参与</translation>
    </message>
    <message>
        <source>the member supports none of the assignors that all others support</source>
        <translation>该成员不支持其他成员都支持的任何分配器</translation>
    </message>
    <message>
        <source>the group id is empty or not allowed</source>
        <translation>组 id 为空或不合法</translation>
    </message>
    <message>
        <source>the coordinator has removed the member, or never knew it</source>
        <translation>协调者已移除该成员，或从不认识它</translation>
    </message>
    <message>
        <source>session.timeout.ms is not between the broker&apos;s group.min.session.timeout.ms and group.max.session.timeout.ms</source>
        <translation>session.timeout.ms 不在 broker 的 group.min.session.timeout.ms 和 group.max.session.timeout.ms 之间</translation>
    </message>
    <message>
        <source>the group is rebalancing</source>
        <translation>该组正在再均衡</translation>
    </message>
    <message>
        <source>there is no such group: no member has joined it yet, or it was deleted</source>
        <translation>没有这个组：还没有成员加入过，或已被删除</translation>
    </message>
    <message>
        <source>the coordinator has made a member id</source>
        <translation>协调者已生成成员 id</translation>
    </message>
    <message>
        <source>the group has group.max.size members</source>
        <translation>该组已有 group.max.size 个成员</translation>
    </message>
    <message>
        <source>another process has the same group.instance.id</source>
        <translation>另一个进程使用相同的 group.instance.id</translation>
    </message>
    <message>
        <source>the coordinator has fenced the member</source>
        <translation>协调者已隔离该成员</translation>
    </message>
    <message>
        <source>the group.instance.id still belongs to a member that is alive</source>
        <translation>该 group.instance.id 仍属于一个存活的成员</translation>
    </message>
    <message>
        <source>the broker has no such assignor</source>
        <translation>broker 没有这个分配器</translation>
    </message>
    <message>
        <source>the member has not heard of its newest assignment yet</source>
        <translation>该成员还不知道它最新的分配</translation>
    </message>
    <message>
        <source>the broker does not know the fetch session (any more)</source>
        <translation>broker 不（再）认识这个 Fetch 会话</translation>
    </message>
    <message>
        <source>the fetch session is at another request than the client thinks</source>
        <translation>Fetch 会话进行到的请求与客户端以为的不同</translation>
    </message>
    <message>
        <source>the broker does not know this request</source>
        <translation>broker 不认识这种请求</translation>
    </message>
    <message>
        <source>the group has committed nothing for the partition, and auto.offset.reset=none gives no place to begin at</source>
        <translation>消费者组没有提交过这个分区的 offset，而 auto.offset.reset=none 又不给出起点</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::EventLogModel</name>
    <message>
        <source>Time (s)</source>
        <translation>时间 (s)</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::EventLogView</name>
    <message>
        <source>%1 found, %2 % searched</source>
        <comment>number of events; per cent</comment>
        <translation>找到 %1 条，已搜索 %2 %</translation>
    </message>
    <message>
        <source>%1 of %2 events</source>
        <translation>%1 / %2 个事件</translation>
    </message>
    <message>
        <source>Event log</source>
        <translation>事件日志</translation>
    </message>
    <message>
        <source>Filter by any words, e.g. b1 truncated</source>
        <translation>按任意词过滤，例如 b1 截</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>过滤事件</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Follow the playhead</source>
        <translation>跟随播放头</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::FetchSessionText</name>
    <message>
        <source>incremental, session %1 at epoch %2</source>
        <translation>增量请求，会话 %1，epoch %2</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) named</source>
        <translation>
            <numerusform>列出 %n 个分区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n forgotten</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>移除 %n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>session %1</source>
        <comment>of fetches</comment>
        <translation>会话 %1</translation>
    </message>
    <message>
        <source>ends session %1</source>
        <comment>of fetches</comment>
        <translation>结束会话 %1</translation>
    </message>
    <message>
        <source>full, asks for a session</source>
        <comment>of fetches</comment>
        <translation>完整请求，申请一个会话</translation>
    </message>
    <message>
        <source>full, asks for a session instead of %1</source>
        <comment>of fetches</comment>
        <translation>完整请求，申请一个会话取代 %1</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::Fidelity</name>
    <message>
        <source>Time-outs are shorter</source>
        <translation>超时时间更短</translation>
    </message>
    <message>
        <source>Lessons set many time-outs far below Kafka&apos;s defaults, so that a crash and its consequences fit into a few seconds. The inspector shows each value beside the real default.</source>
        <translation>课程把许多超时设得远低于 Kafka 的默认值，让一次崩溃及其后果能放进几秒钟。检查器在每个值旁边列出真实的默认值。</translation>
    </message>
    <message>
        <source>Timeline, inspector</source>
        <translation>时间轴、检查器</translation>
    </message>
    <message>
        <source>When the page cache reaches the disk</source>
        <translation>页缓存何时落盘</translation>
    </message>
    <message>
        <source>Kafka does not force each record to the disk; the operating system writes its page cache back. Here that follows the rule of Linux: a look every few seconds, and whatever has been waiting long enough is written. Real systems also write earlier, under memory pressure. A power loss takes what was not written; a process kill takes nothing.</source>
        <translation>Kafka 不会让每条记录强制落盘，而由操作系统回写页缓存。这里遵循 Linux 的规则：每隔几秒检查一次，等得够久的就写盘。真实系统在内存紧张时也会更早写。断电会带走没写盘的部分；杀进程什么也不会带走。</translation>
    </message>
    <message>
        <source>Stage, verdict</source>
        <translation>舞台、裁决</translation>
    </message>
    <message>
        <source>Stage, inspector</source>
        <translation>舞台、检查器</translation>
    </message>
    <message>
        <source>A lost packet is a late message</source>
        <translation>丢失的数据包只是迟到的消息</translation>
    </message>
    <message>
        <source>Kafka speaks over TCP, which sends lost packets again. Packet loss therefore shows as a delay of the retransmission, never as a missing message.</source>
        <translation>Kafka 走 TCP，丢失的数据包会重传。因此丢包表现为重传带来的延迟，而不会缺少消息。</translation>
    </message>
    <message>
        <source>Stage, plots</source>
        <translation>舞台、曲线</translation>
    </message>
    <message>
        <source>A cut link drops what crosses it</source>
        <translation>切断的链路会丢掉途中的消息</translation>
    </message>
    <message>
        <source>Stage, event log</source>
        <translation>舞台、事件日志</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Placement of replicas</source>
        <translation>副本的放置</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>舞台</translation>
    </message>
    <message>
        <source>Chance comes from the seed</source>
        <translation>随机性来自种子</translation>
    </message>
    <message>
        <source>What is random in Kafka, such as the jitter of a retry&apos;s backoff or the sticky partition for records without key, follows the run&apos;s seed: the same seed gives the same run.</source>
        <translation>Kafka 中随机的东西，例如重试退避的抖动或无 key 记录的粘性分区，都由运行的种子决定：同样的种子给出同样的运行。</translation>
    </message>
    <message>
        <source>All views</source>
        <translation>所有视图</translation>
    </message>
    <message>
        <source>Idempotence without its rare cases</source>
        <translation>幂等，但没有罕见情形</translation>
    </message>
    <message>
        <source>DeleteRecords waits for the leader only</source>
        <translation>DeleteRecords 只等待 leader</translation>
    </message>
    <message>
        <source>Kafka answers when every live replica has moved its log start. Here the leader answers as soon as it has moved its own; followers take it over with their next fetch, as in Kafka.</source>
        <translation>Kafka 在所有存活的副本都移动了日志起点之后才应答。这里 leader 移动自己的起点后立即应答；follower 与 Kafka 一样，在下一次拉取时跟进。</translation>
    </message>
    <message>
        <source>Work takes no time</source>
        <translation>干活不花时间</translation>
    </message>
    <message>
        <source>Timeline, plots</source>
        <translation>时间轴、曲线</translation>
    </message>
    <message>
        <source>Index files grow entry by entry</source>
        <translation>索引文件逐项增长</translation>
    </message>
    <message>
        <source>Kafka makes each index as large as segment.index.bytes at once, maps it into memory and cuts it to size when the segment rolls. Here it is never larger than its entries; the entries are Kafka&apos;s, byte for byte.</source>
        <translation>Kafka 一开始就按 segment.index.bytes 预分配每个索引并做内存映射，滚动日志段时再截到实际大小。这里的索引文件只有索引项那么大；索引项与 Kafka 逐字节相同。</translation>
    </message>
    <message>
        <source>Segments lens</source>
        <translation>日志段透镜</translation>
    </message>
    <message>
        <source>A roll reaches the disk at once</source>
        <translation>滚动时立即落盘</translation>
    </message>
    <message>
        <source>Kafka flushes a segment that was closed in the background. Here it is on the disk when the next one begins, so the recovery point is never behind the active segment. New, renamed and deleted files are durable at once, too.</source>
        <translation>Kafka 在后台刷写已关闭的日志段。这里下一个日志段开始时它已在磁盘上，因此恢复点不会早于活动日志段。新建、改名和删除文件也立即持久。</translation>
    </message>
    <message>
        <source>A pass of the log cleaner takes no time</source>
        <translation>log cleaner 的一轮清理不耗时间</translation>
    </message>
    <message>
        <source>The cleaner reads and rewrites a log in one moment of virtual time, and one log after the other. Real passes take minutes and may be throttled. Its map holds the keys themselves, where Kafka&apos;s holds their MD5 sums.</source>
        <translation>log cleaner 在虚拟时间的一瞬间读完并重写一个日志，一个接一个。真实的清理要几分钟，还可能被限速。它的映射表直接保存 key，而 Kafka 保存 key 的 MD5。</translation>
    </message>
    <message>
        <source>Stage, Segments lens</source>
        <translation>舞台、日志段透镜</translation>
    </message>
    <message>
        <source>One log directory for each broker</source>
        <translation>每个 broker 一个日志目录</translation>
    </message>
    <message>
        <source>Kafka can spread partitions over several disks and goes on with those that work. Here a broker has one directory, and halts when reading or writing there fails.</source>
        <translation>Kafka 可以把分区分布在多块磁盘上，并在其余磁盘可用时继续运行。这里每个 broker 只有一个目录，读写失败就会停止。</translation>
    </message>
    <message>
        <source>Messages on their way over a link that is cut are lost at once, and whoever waits for an answer waits until its time-out even when the link has healed. TCP would keep them and deliver them if the link healed in time.</source>
        <translation>链路一旦切断，途中的消息立即丢失；即使链路已恢复，等待应答的一方也要等到超时。TCP 会保留这些消息，链路及时恢复就会送达。</translation>
    </message>
    <message>
        <source>The quorum of controllers is fixed</source>
        <translation>控制器仲裁的成员固定不变</translation>
    </message>
    <message>
        <source>The controllers elect a leader and replicate the metadata log by KRaft&apos;s rules: terms, votes, a majority&apos;s disks, random election time-outs. Who votes is fixed for a run, and a candidate asks for votes at once, without the pre-vote of KIP-996.</source>
        <translation>控制器按 KRaft 的规则选出 leader 并复制元数据日志：任期、投票、多数落盘、随机的选举超时。一次运行中投票者固定不变；candidate 直接拉票，没有 KIP-996 的预投票。</translation>
    </message>
    <message>
        <source>Stage, timeline, Sequence lens</source>
        <translation>舞台、时间轴、时序图</translation>
    </message>
    <message>
        <source>The metadata log has no snapshots</source>
        <translation>元数据日志没有快照</translation>
    </message>
    <message>
        <source>Controllers keep it whole, brokers read it from the beginning when they start, and each broker acts on it after its own delay. It holds only the few kinds of decision that the app shows, in a form of their own.</source>
        <translation>控制器完整保留它，broker 启动时从头读取，并各自延迟一段时间后照此行动。其中只有应用所展示的几种决定，采用自己的格式。</translation>
    </message>
    <message>
        <source>Replicas are placed by Kafka&apos;s striped placer, over racks where brokers have some. Where Kafka picks a random broker to begin with, the run&apos;s seed decides, unless the scenario says where they go. Topics come into being once every broker is up.</source>
        <translation>副本由 Kafka 的 striped placer 放置，broker 有机架时分散到各机架。Kafka 随机挑选起始 broker 之处，这里由运行的种子决定，除非场景写明放在哪里。所有 broker 都启动后才创建 topic。</translation>
    </message>
    <message>
        <source>One version&apos;s rules</source>
        <translation>规则只有一个版本</translation>
    </message>
    <message>
        <source>A scenario may take the defaults of another release of Kafka, but brokers and controllers behave as in 3.9. The exception is truncation to the high watermark, as before KIP-101, which a scenario can ask for by name.</source>
        <translation>场景可以采用其他 Kafka 版本的默认值，但 broker 和控制器的行为都是 3.9 的。唯一例外是截断到高水位 HW（KIP-101 之前的做法），场景可以按名字要求它。</translation>
    </message>
    <message>
        <source>One throttle for a reassignment</source>
        <translation>重分配只有一个限流值</translation>
    </message>
    <message>
        <source>Kafka throttles leaders and followers by settings of their own. Here a reassignment has one rate for all of its replicas, and it ends with the last reassignment.</source>
        <translation>Kafka 用各自的配置对 leader 和 follower 限流。这里一次重分配的所有副本共用一个速率，最后一个重分配结束时解除。</translation>
    </message>
    <message>
        <source>One fetcher for each leader</source>
        <translation>每个 leader 一个 fetcher</translation>
    </message>
    <message>
        <source>num.replica.fetchers is 1: a follower has one request under way to each broker that it copies from. Each request names all of its partitions there.</source>
        <translation>num.replica.fetchers 为 1：follower 对每个被复制的 broker 同时只有一个请求在途，其中列出那里的全部分区。</translation>
    </message>
    <message>
        <source>Stage, Sequence lens</source>
        <translation>舞台、时序图</translation>
    </message>
    <message>
        <source>A leader that comes back knows nothing of its followers</source>
        <translation>重新当选的 leader 不了解它的 follower</translation>
    </message>
    <message>
        <source>Elected again, it learns with their next fetches how far they are. Kafka&apos;s keeps what it knew as long as they stayed replicas; the high watermark is the same.</source>
        <translation>重新当选后，它要等 follower 下一次拉取才知道它们的进度。Kafka 只要副本关系不变就保留已知的进度；高水位 HW 是一样的。</translation>
    </message>
    <message>
        <source>A slow disk holds up the whole process</source>
        <translation>慢磁盘拖住整个进程</translation>
    </message>
    <message>
        <source>While a write takes its time, the broker answers nobody. Kafka has several threads, of which only the one that writes would wait.</source>
        <translation>写入期间 broker 不应答任何人。Kafka 有多个线程，只有写入的那个会等待。</translation>
    </message>
    <message>
        <source>Every client can reach every broker</source>
        <translation>每个客户端都能连到每个 broker</translation>
    </message>
    <message>
        <source>There are no bootstrap servers and no addresses: a client asks any broker for metadata, and only about the partitions that it uses.</source>
        <translation>没有 bootstrap 服务器，也没有地址：客户端向任意 broker 请求元数据，并且只问自己用到的分区。</translation>
    </message>
    <message>
        <source>Appending, reading and connecting take no virtual time; only messages, timers, the writes of a slow disk and the application&apos;s own processing do.</source>
        <translation>追加、读取和建立连接不占虚拟时间；只有消息、定时器、慢磁盘的写入和应用自身的处理才占。</translation>
    </message>
    <message>
        <source>A changed property holds from the start</source>
        <translation>修改的属性从头生效</translation>
    </message>
    <message>
        <source>A new value in the Config lens runs the scenario again from its start. Kafka can change properties of topics, and some of the brokers&apos;, while they run; clients read theirs only when they are made.</source>
        <translation>在“配置”透镜里改值，场景会从头重新运行。Kafka 能在运行中修改 topic 的属性和 broker 的一部分属性；客户端只在创建时读取自己的属性。</translation>
    </message>
    <message>
        <source>Config lens</source>
        <translation>配置透镜</translation>
    </message>
    <message>
        <source>No TLS or SASL, and quotas for producers only</source>
        <translation>没有 TLS 和 SASL，配额只针对 producer</translation>
    </message>
    <message>
        <source>Connections are open to everyone. A quota counts the bytes of a producer&apos;s batches without the request around them; consumers have none.</source>
        <translation>连接对所有人开放。配额只计 producer 批次的字节，不含外层请求；consumer 没有配额。</translation>
    </message>
    <message>
        <source>What is dropped takes its connection along</source>
        <translation>丢弃消息会连带它的连接</translation>
    </message>
    <message>
        <source>When the script drops a message, nothing more gets through on that connection in this direction until its client gives up and connects again. TCP would not deliver what comes after a gap either.</source>
        <translation>脚本丢弃一条消息后，该连接在这个方向上不再有任何消息通过，直到客户端放弃并重新连接。TCP 同样不会送达缺口之后的内容。</translation>
    </message>
    <message>
        <source>Producer ids, sequences and the broker&apos;s window of five batches are Kafka&apos;s. A batch that is given up bumps the producer&apos;s epoch unless the broker took later ones, also where Kafka knows that it was refused; a bump after OUT_OF_ORDER_SEQUENCE_NUMBER waits until nothing of the partition is in flight.</source>
        <translation>producer id、序列号以及 broker 的五批次窗口都与 Kafka 相同。批次被放弃时提升 producer epoch，除非 broker 已接受了后面的批次；Kafka 明知批次被拒绝的情形也是如此。OUT_OF_ORDER_SEQUENCE_NUMBER 之后的提升要等该分区没有在途批次。</translation>
    </message>
    <message>
        <source>One thread of an application sends</source>
        <translation>应用只有一个线程发送</translation>
    </message>
    <message>
        <source>Brokers create the topics that the scenario names</source>
        <translation>broker 只创建场景中写明的 topic</translation>
    </message>
    <message>
        <source>A client&apos;s request creates a topic that is not there, as auto.create.topics.enable says. But the scenario must name the topic as one that is created on demand: a misspelt name is refused instead of becoming a topic of its own.</source>
        <translation>客户端的请求会按 auto.create.topics.enable 创建不存在的 topic。但场景必须把它写成按需创建：写错的名称会被拒绝，而不会变成一个新的 topic。</translation>
    </message>
    <message>
        <source>Nobody queues behind a send() that waits for buffer.memory.</source>
        <translation>send() 等待 buffer.memory 时，后面不会有其他线程排队。</translation>
    </message>
    <message>
        <source>Connections are tried as a whole</source>
        <translation>连接作为整体尝试</translation>
    </message>
    <message>
        <source>The first connection to a broker takes no time. One that is being tried when a cut heals or a machine comes back waits for the end of socket.connection.setup.timeout.ms, where TCP would try again by itself.</source>
        <translation>到 broker 的首次连接不耗时间。若切断恢复或机器回来时正在尝试连接，会一直等到 socket.connection.setup.timeout.ms 结束；而 TCP 会自行重试。</translation>
    </message>
    <message>
        <source>Metrics of producers look back 100 ms</source>
        <translation>生产者的指标取最近 100 ms</translation>
    </message>
    <message>
        <source>Kafka averages over 30 seconds, which is longer than most runs here. The client-id is the producer&apos;s name, and byte-rate is that of its one topic.</source>
        <translation>Kafka 取 30 秒的平均值，比这里大多数运行都长。client-id 就是生产者的名称，byte-rate 是它唯一 topic 的速率。</translation>
    </message>
    <message>
        <source>Plots, Producer lens</source>
        <translation>曲线、生产者视图</translation>
    </message>
    <message>
        <source>Stage, heat map, timeline</source>
        <translation>舞台、热图、时间轴</translation>
    </message>
    <message>
        <source>Stage, sequence diagram</source>
        <translation>舞台、时序图</translation>
    </message>
    <message>
        <source>An application that fails is gone</source>
        <translation>失败的应用就此消失</translation>
    </message>
    <message>
        <source>When a handler or poll() throws, the process ends without close(), as if nobody had caught the exception: its group hears of it when the session has expired.</source>
        <translation>处理函数或 poll() 抛出异常时，进程不调用 close() 就结束，如同没人捕获该异常：会话过期后组才会知道。</translation>
    </message>
    <message>
        <source>The external store never fails</source>
        <translation>外部存储从不故障</translation>
    </message>
    <message>
        <source>The database into which handlers write stands outside the cluster: nothing stops it, each write is one transaction that takes effect when its latency is over, and asking it takes no time. The members of a group share one.</source>
        <translation>处理程序写入的数据库位于集群之外：没有什么能让它停下，每次写入是一个事务，在其延迟结束时生效，查询不花时间。同一消费者组的成员共用一个。</translation>
    </message>
    <message>
        <source>Inspector, verdict</source>
        <translation>检查器、判定</translation>
    </message>
    <message>
        <source>A handler forwards with one producer</source>
        <translation>一个处理程序用一个生产者转发</translation>
    </message>
    <message>
        <source>The producer lives in the consumer&apos;s process, starts and dies with it, and sends to one topic with key, value and headers as they were read. Where the handler has threads, one send() comes after the other.</source>
        <translation>这个生产者位于消费者的进程中，与它同生共死，只发往一个 topic，key、value 和 header 与读到的一致。处理程序有多个线程时，send() 一个接一个地执行。</translation>
    </message>
    <message>
        <source>Groups without their rare cases</source>
        <translation>消费者组不含少见情形</translation>
    </message>
    <message>
        <source>__consumer_offsets is created with the other topics, and only when a scenario has groups; its partitions are real, but not drawn. A new coordinator reads its log at 50 MB per second. In the protocol of KIP-848 members give up and take partitions in poll() only, and the coordinator knows no regular expressions and no settings of single groups.</source>
        <translation>__consumer_offsets 与其他 topic 一起创建，且只在场景里有消费者组时创建；它的分区是真实的，但不画出来。新协调者以每秒 50 MB 的速度读它的日志。KIP-848 协议里，成员只在 poll() 中交出和接收分区；协调者不支持正则表达式订阅，也没有按组的配置。</translation>
    </message>
    <message>
        <source>Consumers know their topics once</source>
        <translation>消费者只看一次 topic</translation>
    </message>
    <message>
        <source>The assignors know no racks of replicas, a subscription by pattern looks at the topics once, and one connection serves fetching and the group.</source>
        <translation>分配器不知道副本所在的机架，按模式订阅时只查看一次 topic，拉取消息和消费者组共用一个连接。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::FieldModel</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::FilesText</name>
    <message>
        <source>%1 rolled %2: segment %3 begins, since %4</source>
        <comment>broker; partition; offset; reason</comment>
        <translation>%1 为 %2 滚动日志：新日志段 %3 开始，因为%4</translation>
    </message>
    <message>
        <source>%1 deleted segment %2 of %3 (offsets %4, %5 bytes): %6</source>
        <comment>broker; offset; partition; offsets; number; reason</comment>
        <translation>%1 删除了 %3 的日志段 %2（offset %4，%5 字节）：%6</translation>
    </message>
    <message>
        <source>the log start of %1 on %2 moved from %3 to %4: retention deletes the segments before it</source>
        <comment>partition; broker; offset; offset</comment>
        <translation>%2 上 %1 的日志起点从 %3 移到 %4：按保留策略删除它之前的日志段</translation>
    </message>
    <message>
        <source>the log start of %1 on %2 moved from %3 to %4: DeleteRecords asked for it</source>
        <comment>partition; broker; offset; offset</comment>
        <translation>%2 上 %1 的日志起点从 %3 移到 %4：DeleteRecords 请求要求如此</translation>
    </message>
    <message>
        <source>the log start of %1 on %2 moved from %3 to %4, as the leader&apos;s fetch answer said</source>
        <comment>partition; broker; offset; offset</comment>
        <translation>%2 上 %1 的日志起点从 %3 移到 %4，依据 leader 的 Fetch 应答</translation>
    </message>
    <message>
        <source>%2 emptied its log of %1 and begins anew at %3</source>
        <comment>partition; broker; offset</comment>
        <translation>%2 清空了 %1 的日志，从 offset %3 重新开始</translation>
    </message>
    <message>
        <source>%1 put offset %2 at byte %3 into the index of segment %4 of %5</source>
        <comment>broker; offset; number; offset; partition</comment>
        <translation>%1 在 %5 日志段 %4 的索引中记下：offset %2 在第 %3 字节处</translation>
    </message>
    <message>
        <source>%1, and into its time index that nothing up to %2 is later than %3</source>
        <comment>sentence; offset; timestamp</comment>
        <translation>%1，并在时间索引中记下：到 offset %2 为止没有晚于 %3 的记录</translation>
    </message>
    <message>
        <source>%1 fsynced %2: what is below %3 survives a power loss</source>
        <comment>broker; partition; offset</comment>
        <translation>%1 对 %2 执行了 fsync：offset %3 之前的数据断电也不会丢</translation>
    </message>
    <message>
        <source>%1 had not been shut down cleanly and checked every batch of %2 from %3 to %4</source>
        <comment>broker; partition; offset; offset</comment>
        <translation>%1 上次未正常关闭，逐批检查了 %2 从 %3 到 %4 的数据</translation>
    </message>
    <message>
        <source>%1; it cut off %2 torn or broken bytes</source>
        <comment>sentence; number</comment>
        <translation>%1；截掉了 %2 字节残缺或损坏的数据</translation>
    </message>
    <message>
        <source>the log cleaner of %1 notes the last offset of every key in %2 %3</source>
        <comment>broker; partition; offsets</comment>
        <translation>%1 的 log cleaner 记录 %2 %3 中每个 key 的最后 offset</translation>
    </message>
    <message numerus="yes">
        <source>the log cleaner of %1 left out %n record(s) of %2: nothing is stored at %3 any more</source>
        <comment>broker; partition; offsets</comment>
        <translation>
            <numerusform>%1 的 log cleaner 清除了 %2 的 %n 条记录：offset %3 处不再有数据</numerusform>
        </translation>
    </message>
    <message>
        <source>the log cleaner of %1 has cleaned %2 up to %3: %4 bytes became %5</source>
        <comment>broker; partition; offset; number; number</comment>
        <translation>%1 的 log cleaner 已将 %2 清理到 offset %3：%4 字节变为 %5 字节</translation>
    </message>
    <message>
        <source>a checkpoint</source>
        <comment>what a broker could not read or write on its disk</comment>
        <translation>checkpoint 文件</translation>
    </message>
    <message>
        <source>the disk of %1 is full: it could not write %2 and gives up its only log directory</source>
        <comment>broker; partition</comment>
        <translation>%1 的磁盘已满：无法写入 %2，只好放弃唯一的日志目录</translation>
    </message>
    <message>
        <source>%1 could not read %2 from its disk and gives up its only log directory</source>
        <comment>broker; partition</comment>
        <translation>%1 无法从磁盘读取 %2，只好放弃唯一的日志目录</translation>
    </message>
    <message>
        <source>%1 could not write %2 to its disk and gives up its only log directory</source>
        <comment>broker; partition</comment>
        <translation>%1 无法将 %2 写入磁盘，只好放弃唯一的日志目录</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::GroupFactText</name>
    <message>
        <source>rebalance took %1</source>
        <comment>duration</comment>
        <translation>再均衡用时 %1</translation>
    </message>
    <message>
        <source>rebalances since %1</source>
        <comment>duration</comment>
        <translation>再均衡已持续 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>consumer; why the group rebalances because of it</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>generation %1 → %2</source>
        <comment>numbers</comment>
        <translation>第 %1 代 → 第 %2 代</translation>
    </message>
    <message>
        <source>generation %1</source>
        <comment>number</comment>
        <translation>第 %1 代</translation>
    </message>
    <message>
        <source>%1 · assigned by the coordinator</source>
        <comment>assignor</comment>
        <translation>%1 · 由协调者分配</translation>
    </message>
    <message>
        <source>%1 · leader %2</source>
        <comment>assignor; consumer</comment>
        <translation>%1 · 组长 %2</translation>
    </message>
    <message>
        <source>gives up partitions</source>
        <comment>a member of a group</comment>
        <translation>正在交出分区</translation>
    </message>
    <message>
        <source>waits for partitions</source>
        <comment>a member, until others give them up</comment>
        <translation>等待分区</translation>
    </message>
    <message>
        <source>group epoch %1</source>
        <comment>number</comment>
        <translation>组 epoch %1</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::GroupNames</name>
    <message>
        <source>a member joined</source>
        <comment>why a group rebalances</comment>
        <translation>有成员加入</translation>
    </message>
    <message>
        <source>a member left</source>
        <comment>why a group rebalances</comment>
        <translation>有成员离开</translation>
    </message>
    <message>
        <source>a member&apos;s session.timeout.ms was over</source>
        <comment>why a group rebalances</comment>
        <translation>有成员的 session.timeout.ms 到期</translation>
    </message>
    <message>
        <source>a member did not fetch its assignment in time</source>
        <comment>why a group rebalances</comment>
        <translation>有成员没有及时获取分配</translation>
    </message>
    <message>
        <source>a member subscribes to other topics or supports other assignors</source>
        <comment>why a group rebalances</comment>
        <translation>有成员改订了 topic 或支持的分配器变了</translation>
    </message>
    <message>
        <source>the group&apos;s leader joined again: the partitions have changed, or some were given up</source>
        <comment>why a group rebalances</comment>
        <translation>组长重新加入：分区有变化，或交出了一些分区</translation>
    </message>
    <message>
        <source>a member joined again</source>
        <comment>why a group rebalances</comment>
        <translation>有成员重新加入</translation>
    </message>
    <message>
        <source>a static member came back with other protocols</source>
        <comment>why a group rebalances; protocols: assignors that it supports</comment>
        <translation>静态成员带着不同的协议回来</translation>
    </message>
    <message>
        <source>the coordinator saw that the partitions have changed</source>
        <comment>why a group rebalances</comment>
        <translation>协调者发现分区有变化</translation>
    </message>
    <message>
        <source>it closed or unsubscribed</source>
        <comment>how a member left its group</comment>
        <translation>它关闭或取消了订阅</translation>
    </message>
    <message>
        <source>max.poll.interval.ms was over without a poll()</source>
        <comment>how a member left its group</comment>
        <translation>超过 max.poll.interval.ms 没有 poll()</translation>
    </message>
    <message>
        <source>session.timeout.ms was over without a heartbeat</source>
        <comment>how a member left its group</comment>
        <translation>超过 session.timeout.ms 没有心跳</translation>
    </message>
    <message>
        <source>it did not join the rebalance within max.poll.interval.ms</source>
        <comment>how a member left its group</comment>
        <translation>它没有在 max.poll.interval.ms 内加入再均衡</translation>
    </message>
    <message>
        <source>it did not fetch its assignment in time</source>
        <comment>how a member left its group</comment>
        <translation>它没有及时获取分配</translation>
    </message>
    <message>
        <source>another process joined with its group.instance.id</source>
        <comment>how a member left its group</comment>
        <translation>另一个进程用它的 group.instance.id 加入</translation>
    </message>
    <message>
        <source>it did not give up its partitions in time</source>
        <comment>how a member left its group</comment>
        <translation>它没有及时交出分区</translation>
    </message>
    <message>
        <source>auto-commit</source>
        <comment>who had a consumer commit</comment>
        <translation>自动提交</translation>
    </message>
    <message>
        <source>before the rebalance</source>
        <comment>who had a consumer commit</comment>
        <translation>再均衡之前</translation>
    </message>
    <message>
        <source>in close()</source>
        <comment>who had a consumer commit</comment>
        <translation>在 close() 中</translation>
    </message>
    <message>
        <source>a member did not give up its partitions in time</source>
        <comment>why a group rebalances</comment>
        <translation>有成员没有及时交出分区</translation>
    </message>
    <message>
        <source>the group went over to the other protocol</source>
        <comment>why a group rebalances</comment>
        <translation>消费者组切换到了另一种协议</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::GroupText</name>
    <message>
        <source>group %1 is %2 now, in generation %3</source>
        <comment>group; Kafka&apos;s name of the state; number</comment>
        <translation>组 %1 现在为 %2，第 %3 代</translation>
    </message>
    <message>
        <source>%1 rebalances group %2: %3</source>
        <comment>broker; group; reason</comment>
        <translation>%1 对组 %2 进行再均衡：%3</translation>
    </message>
    <message>
        <source>%1 rebalances group %2 because of %3: %4</source>
        <comment>broker; group; consumer; reason</comment>
        <translation>%1 因 %3 对组 %2 进行再均衡：%4</translation>
    </message>
    <message>
        <source>%1 is a member of group %2 now, as %3</source>
        <comment>consumer; group; member id</comment>
        <translation>%1 现在是组 %2 的成员，id 为 %3</translation>
    </message>
    <message>
        <source>%1 is a static member of group %2 now, as %3 (group.instance.id=%4)</source>
        <comment>consumer; group; member id; instance id</comment>
        <translation>%1 现在是组 %2 的静态成员，id 为 %3（group.instance.id=%4）</translation>
    </message>
    <message>
        <source>%1 is out of group %2: %3</source>
        <comment>consumer; group; reason</comment>
        <translation>%1 已不在组 %2 中：%3</translation>
    </message>
    <message numerus="yes">
        <source>group %1 begins generation %2 with %n member(s); the coordinator assigns by %3</source>
        <comment>group; number; assignor</comment>
        <translation>
            <numerusform>组 %1 开始第 %2 代，%n 个成员；由协调者按 %3 分配</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>group %1 begins generation %2 with %n member(s); %4 is to assign by %3</source>
        <comment>group; number; assignor; consumer</comment>
        <translation>
            <numerusform>组 %1 开始第 %2 代，%n 个成员；由 %4 按 %3 分配</numerusform>
        </translation>
    </message>
    <message>
        <source>generation %1 of group %2 gives %3 to %4</source>
        <comment>number; group; partition; consumer</comment>
        <translation>组 %2 的第 %1 代把 %3 给 %4</translation>
    </message>
    <message>
        <source>the committed offset of group %1 in %2 is %3 now; %4 sent it</source>
        <comment>group; partition; offset; consumer</comment>
        <translation>组 %1 在 %2 的已提交 offset 现在是 %3；由 %4 提交</translation>
    </message>
    <message>
        <source>%1 deleted the committed offset of group %2 in %3: offsets.retention.minutes were over</source>
        <comment>broker; group; partition</comment>
        <translation>%1 删除了组 %2 在 %3 的已提交 offset：offsets.retention.minutes 已到</translation>
    </message>
    <message numerus="yes">
        <source>%1 has read %2 and coordinates the groups in it: it found %n group(s)</source>
        <comment>broker; partition</comment>
        <translation>
            <numerusform>%1 已读完 %2，开始协调其中的组：找到 %n 个组</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 no longer coordinates the groups in %2</source>
        <comment>broker; partition</comment>
        <translation>%1 不再协调 %2 中的组</translation>
    </message>
    <message>
        <source>%1 no longer knows who coordinates its group</source>
        <translation>%1 不再知道谁协调它的组</translation>
    </message>
    <message>
        <source>%1 learned that %2 coordinates its group</source>
        <comment>consumer; broker</comment>
        <translation>%1 得知 %2 协调它的组</translation>
    </message>
    <message>
        <source>%1 gave up %2 (onPartitionsRevoked)</source>
        <comment>consumer; partition</comment>
        <translation>%1 交出了 %2（onPartitionsRevoked）</translation>
    </message>
    <message>
        <source>%1 lost %2 (onPartitionsLost): somebody else may read it already</source>
        <comment>consumer; partition</comment>
        <translation>%1 失去了 %2（onPartitionsLost）：可能已有别人在读它</translation>
    </message>
    <message>
        <source>%1 reads %2 no longer: it closed or unsubscribed</source>
        <comment>consumer; partition</comment>
        <translation>%1 不再读取 %2：它关闭或取消了订阅</translation>
    </message>
    <message>
        <source>%1 goes on in %2 at %3, the committed offset of its group</source>
        <comment>consumer; partition; offset</comment>
        <translation>%1 在 %2 中从 %3 继续，即其组已提交的 offset</translation>
    </message>
    <message>
        <source>%1 commits %2 for %3 (%4)</source>
        <comment>consumer; offset; partition; who had it commit</comment>
        <translation>%1 为 %3 提交 %2（%4）</translation>
    </message>
    <message>
        <source>%1 learned that its commit of %2 for %3 holds (%4)</source>
        <comment>consumer; offset; partition; who had it commit</comment>
        <translation>%1 得知它为 %3 提交的 %2 已生效（%4）</translation>
    </message>
    <message>
        <source>the commit of %2 for %3 by %1 failed (%4): %5</source>
        <comment>consumer; offset; partition; who had it commit; error</comment>
        <translation>%1 为 %3 提交 %2 失败（%4）：%5</translation>
    </message>
    <message>
        <source>%1 has not called poll() for %2, longer than max.poll.interval.ms: it leaves its group by itself</source>
        <comment>consumer; duration</comment>
        <translation>%1 已有 %2 没有调用 poll()，超过 max.poll.interval.ms：它自行离开组</translation>
    </message>
    <message>
        <source>%1 paused %2: poll() passes it over</source>
        <comment>consumer; partition</comment>
        <translation>%1 暂停了 %2：poll() 跳过它</translation>
    </message>
    <message>
        <source>%1 resumed %2: poll() returns its records again</source>
        <comment>consumer; partition</comment>
        <translation>%1 恢复了 %2：poll() 又会返回它的记录</translation>
    </message>
    <message>
        <source>the handler of %1 threw an exception at %2 in %3 and passes over it</source>
        <comment>consumer; offset; partition</comment>
        <translation>%1 的处理函数在 %3 的 %2 处抛出异常，跳过该记录</translation>
    </message>
    <message>
        <source>the handler of %1 threw an exception at %2 in %3: the process ends without close()</source>
        <comment>consumer; offset; partition</comment>
        <translation>%1 的处理函数在 %3 的 %2 处抛出异常：进程不调用 close() 就结束</translation>
    </message>
    <message>
        <source>%1 is at member epoch %2 of group %3</source>
        <comment>consumer; number; group</comment>
        <translation>%1 在消费者组 %3 中到达成员 epoch %2</translation>
    </message>
    <message numerus="yes">
        <source>it may have %n partition(s)</source>
        <comment>of a group&apos;s member</comment>
        <translation>
            <numerusform>可以持有 %n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>two statements</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 and has to give up %n</source>
        <comment>two statements; how many partitions</comment>
        <translation>
            <numerusform>%1：%2，还要交出 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 and waits for some that others still have</source>
        <comment>two statements</comment>
        <translation>%1：%2，还在等别人手里的分区</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::HandlerText</name>
    <message>
        <source>%1 @ %2</source>
        <comment>partition; offset</comment>
        <translation>%1 @ %2</translation>
    </message>
    <message>
        <source>by its key</source>
        <comment>a record is known</comment>
        <translation>按 key</translation>
    </message>
    <message>
        <source>by its value</source>
        <comment>a record is known</comment>
        <translation>按 value</translation>
    </message>
    <message>
        <source>by its offset</source>
        <comment>a record is known</comment>
        <translation>按 offset</translation>
    </message>
    <message>
        <source>over the row that this record had written before</source>
        <translation>覆盖了这条消息之前写入的行</translation>
    </message>
    <message>
        <source>over the row of the same key</source>
        <translation>覆盖了同一个 key 的行</translation>
    </message>
    <message>
        <source>although it had a row for this record already</source>
        <translation>尽管其中已有这条消息的一行</translation>
    </message>
    <message>
        <source>as a new row</source>
        <translation>新增一行</translation>
    </message>
    <message>
        <source>%1 wrote the result of %2 and the offset %3 into the external store of %4 in one transaction, %5</source>
        <comment>consumer; record; offset; group or consumer; what it found there</comment>
        <translation>%1 在一个事务中把 %2 的结果和 offset %3 写入 %4 的外部存储，%5</translation>
    </message>
    <message>
        <source>%1 wrote the result of %2 into the external store of %3, %4</source>
        <comment>consumer; record; group or consumer; what it found there</comment>
        <translation>%1 把 %2 的结果写入 %3 的外部存储，%4</translation>
    </message>
    <message>
        <source>%1 could not handle %2 and hands it to %3, as its record %4</source>
        <comment>consumer; record; producer; number</comment>
        <translation>%1 无法处理 %2，把它交给 %3，作为其第 %4 条消息</translation>
    </message>
    <message>
        <source>%1 hands %2 on to %3, as its record %4</source>
        <comment>consumer; record; producer; number</comment>
        <translation>%1 把 %2 转交给 %3，作为其第 %4 条消息</translation>
    </message>
    <message>
        <source>%1 passes over %2, which the external store knows %3</source>
        <comment>consumer; record; by what</comment>
        <translation>%1 跳过 %2：外部存储%3 认出了它</translation>
    </message>
    <message>
        <source>%1 passes over %2, which its process knows %3</source>
        <comment>consumer; record; by what</comment>
        <translation>%1 跳过 %2：它的进程%3 认出了它</translation>
    </message>
    <message>
        <source>%1 goes on in %2 at %3, the offset in the external store of %4</source>
        <comment>consumer; partition; offset; group or consumer</comment>
        <translation>%1 在 %2 中从 %3 继续，即 %4 的外部存储中的 offset</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::HexView</name>
    <message>
        <source>Bytes of the batch</source>
        <translation>批次的字节</translation>
    </message>
    <message>
        <source>Bytes of the batch at offset %1</source>
        <translation>offset %1 处批次的字节</translation>
    </message>
    <message>
        <source>No batch is opened</source>
        <translation>没有打开批次</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::InspectorPanel</name>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>INSPECTOR</source>
        <translation>检查器</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::InspectorText</name>
    <message>
        <source>open for records</source>
        <comment>a batch</comment>
        <translation>打开，可装入记录</translation>
    </message>
    <message>
        <source>closed, waits to be sent</source>
        <comment>a batch</comment>
        <translation>已关闭，等待发送</translation>
    </message>
    <message>
        <source>in flight to %1</source>
        <comment>a batch</comment>
        <translation>在途，发往 %1</translation>
    </message>
    <message>
        <source>failed, waits %1 before it is sent again</source>
        <comment>a batch</comment>
        <translation>失败，等待 %1 后重发</translation>
    </message>
    <message>
        <source>partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>%1 bytes with the header</source>
        <translation>%1 字节，含批次头</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>打开时间</translation>
    </message>
    <message>
        <source>closed because</source>
        <translation>关闭原因</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>sequence</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>offsets</source>
        <translation>offset</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>the sending of a record</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>acked</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>batch %1 of %2</source>
        <comment>number; producer</comment>
        <translation>%2 的批次 %1</translation>
    </message>
    <message>
        <source>Configured here</source>
        <translation>这里的配置</translation>
    </message>
    <message>
        <source>Kafka has no default</source>
        <translation>Kafka 没有默认值</translation>
    </message>
    <message>
        <source>Kafka&apos;s default: %1</source>
        <translation>Kafka 的默认值：%1</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>没有选中对象</translation>
    </message>
    <message>
        <source>Click a record, a batch, a broker, a packet or anything else on the stage to see what it is, what changed last and why.</source>
        <translation>点击舞台上的记录、批次、broker、数据包或其他任何东西，看看它是什么、最近变了什么、为什么。</translation>
    </message>
    <message>
        <source>The newest notable event</source>
        <translation>最近的重要事件</translation>
    </message>
    <message>
        <source>Open a lesson to begin.</source>
        <translation>打开一课就可以开始。</translation>
    </message>
    <message>
        <source>What changed last, and why</source>
        <translation>最近变了什么，为什么</translation>
    </message>
    <message>
        <source>%1 (epoch %2)</source>
        <comment>offsets; number</comment>
        <translation>%1（epoch %2）</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>none: it can neither be written nor read</source>
        <translation>无：既不能写也不能读</translation>
    </message>
    <message>
        <source>LEO %1 · HW %2 · %3</source>
        <comment>offset; offset; role</comment>
        <translation>LEO %1 · HW %2 · %3</translation>
    </message>
    <message>
        <source>in the ISR</source>
        <translation>在 ISR 中</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>leader</translation>
    </message>
    <message>
        <source>out of sync</source>
        <translation>未同步</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>partition; broker</comment>
        <translation>%2 上的 %1</translation>
    </message>
    <message>
        <source>The broker has no replica of this partition at this time.</source>
        <translation>此时该 broker 没有这个分区的副本。</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>broker</translation>
    </message>
    <message>
        <source>role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>epoch %1</translation>
    </message>
    <message>
        <source>LEO</source>
        <translation>LEO</translation>
    </message>
    <message>
        <source>the offset that its next record gets</source>
        <translation>下一条记录将得到的 offset</translation>
    </message>
    <message>
        <source>HW</source>
        <translation>HW</translation>
    </message>
    <message>
        <source>consumers read below it; a follower learns it one fetch later than the leader</source>
        <translation>consumer 只读它以下的记录；follower 比 leader 晚一次 fetch 才知道</translation>
    </message>
    <message>
        <source>log start</source>
        <translation>日志起点</translation>
    </message>
    <message>
        <source>log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>gone</source>
        <comment>records that a replica lost</comment>
        <translation>已失去</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>partition %1</source>
        <translation>分区 %1</translation>
    </message>
    <message>
        <source>The controller has not created it yet.</source>
        <translation>控制器还没有创建它。</translation>
    </message>
    <message>
        <source>no leader</source>
        <translation>没有 leader</translation>
    </message>
    <message>
        <source>leader epoch %1</source>
        <translation>leader epoch %1</translation>
    </message>
    <message>
        <source>ISR</source>
        <translation>ISR</translation>
    </message>
    <message>
        <source>partition epoch %1</source>
        <translation>分区 epoch %1</translation>
    </message>
    <message>
        <source>stopped (%1)</source>
        <translation>已停止（%1）</translation>
    </message>
    <message>
        <source>stands still</source>
        <translation>停顿中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>未注册</translation>
    </message>
    <message>
        <source>fenced: may not lead</source>
        <translation>被隔离：不能当 leader</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>存活</translation>
    </message>
    <message>
        <source>last heartbeat just now</source>
        <translation>刚刚有心跳</translation>
    </message>
    <message>
        <source>last heartbeat %1 ago</source>
        <translation>上次心跳在 %1 前</translation>
    </message>
    <message>
        <source>no partition</source>
        <translation>没有分区</translation>
    </message>
    <message>
        <source>DOWN</source>
        <comment>a stopped broker</comment>
        <translation>停机</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>fenced</source>
        <translation>被隔离</translation>
    </message>
    <message>
        <source>registration</source>
        <comment>of a broker at the controller</comment>
        <translation>注册</translation>
    </message>
    <message>
        <source>leads</source>
        <translation>担任 leader</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>applied up to %1</source>
        <translation>已应用到 %1</translation>
    </message>
    <message>
        <source>It registers brokers, fences those whose heartbeats stay away, and decides who leads each partition. Brokers learn of it by fetching its metadata log.</source>
        <translation>它注册 broker，隔离没有心跳的 broker，并决定每个分区由谁当 leader。broker 通过拉取它的元数据日志得知这些。</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>leader %1 · epoch %2 · ISR %3</source>
        <translation>leader %1 · epoch %2 · ISR %3</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>calls of send()</source>
        <translation>send() 调用次数</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>records</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>batches sent again</source>
        <translation>重发的批次</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>个请求</translation>
    </message>
    <message>
        <source>buffer.memory</source>
        <translation>buffer.memory</translation>
    </message>
    <message>
        <source>%1 bytes in use</source>
        <translation>已用 %1 字节</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>阻塞</translation>
    </message>
    <message>
        <source>calls of send() that wait for memory</source>
        <translation>等待内存的 send() 调用</translation>
    </message>
    <message>
        <source>producer id</source>
        <translation>producer id</translation>
    </message>
    <message>
        <source>%1, epoch %2</source>
        <translation>%1，epoch %2</translation>
    </message>
    <message>
        <source>sends to %1</source>
        <comment>a producer to a broker</comment>
        <translation>发往 %1</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a consumer</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>exception</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>consumed</source>
        <translation>已消费</translation>
    </message>
    <message>
        <source>records that poll() returned</source>
        <translation>poll() 返回的记录</translation>
    </message>
    <message>
        <source>none</source>
        <comment>a position</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>position %1 · lag %2</source>
        <translation>position %1 · 积压 %2</translation>
    </message>
    <message>
        <source>application done below %1</source>
        <translation>应用已处理到 %1 以下</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>kind of node; name</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The commands of the lesson and your own.</source>
        <translation>课程的命令和您自己的命令。</translation>
    </message>
    <message>
        <source>%1 (offline)</source>
        <comment>broker</comment>
        <translation>%1（离线）</translation>
    </message>
    <message>
        <source>on none any more</source>
        <translation>哪里都没有了</translation>
    </message>
    <message>
        <source>later: %1</source>
        <comment>what will become of a record</comment>
        <translation>之后：%1</translation>
    </message>
    <message>
        <source>no: the partition has no leader</source>
        <translation>否：该分区没有 leader</translation>
    </message>
    <message>
        <source>offset is below the HW %1</source>
        <translation>offset 低于 HW %1</translation>
    </message>
    <message>
        <source>not yet: the HW is %1</source>
        <translation>还不能：HW 为 %1</translation>
    </message>
    <message>
        <source>key</source>
        <translation>key</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>value</source>
        <translation>value</translation>
    </message>
    <message>
        <source>%1 bytes with the key</source>
        <translation>%1 字节，含 key</translation>
    </message>
    <message>
        <source>producer</source>
        <translation>producer</translation>
    </message>
    <message>
        <source>%1 · batch %2 · record %3 of %4</source>
        <comment>producer; numbers</comment>
        <translation>%1 · 批次 %2 · 第 %3 条，共 %4 条</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>投递</translation>
    </message>
    <message>
        <source>record %1 @ %2</source>
        <comment>partition; offset</comment>
        <translation>记录 %1 @ %2</translation>
    </message>
    <message>
        <source>written in</source>
        <translation>写入于</translation>
    </message>
    <message>
        <source>on replicas</source>
        <translation>所在副本</translation>
    </message>
    <message>
        <source>readable</source>
        <comment>whether consumers may read a record</comment>
        <translation>可读</translation>
    </message>
    <message>
        <source>arrived at %1</source>
        <translation>到达于 %1</translation>
    </message>
    <message>
        <source>lost at %1</source>
        <translation>丢失于 %1</translation>
    </message>
    <message>
        <source>on its way, %1 left</source>
        <translation>在途，还有 %1</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>在途</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>base offset</source>
        <translation>起始 offset</translation>
    </message>
    <message>
        <source>from offset</source>
        <translation>从 offset</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>%1 answer</source>
        <comment>Kafka&apos;s API name</comment>
        <translation>%1 应答</translation>
    </message>
    <message>
        <source>%1 request</source>
        <comment>Kafka&apos;s API name</comment>
        <translation>%1 请求</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>lost</source>
        <comment>a message</comment>
        <translation>丢失</translation>
    </message>
    <message>
        <source>sent</source>
        <comment>a message</comment>
        <translation>发送</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>answered after</source>
        <translation>应答用时</translation>
    </message>
    <message>
        <source>since its request was sent</source>
        <translation>自请求发出起</translation>
    </message>
    <message>
        <source>Why was it sent?</source>
        <translation>它为什么被发送？</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>of %1 events</source>
        <translation>共 %1 个事件</translation>
    </message>
    <message>
        <source>Why did it happen?</source>
        <translation>它为什么发生？</translation>
    </message>
    <message>
        <source>offsets %1</source>
        <translation>offset %1</translation>
    </message>
    <message numerus="yes">
        <source>%n index entries</source>
        <translation>
            <numerusform>%n 个索引项</numerusform>
        </translation>
    </message>
    <message>
        <source>cleaned up to</source>
        <comment>by the log cleaner</comment>
        <translation>已清理到</translation>
    </message>
    <message>
        <source>the log cleaner is at work</source>
        <translation>log cleaner 正在工作</translation>
    </message>
    <message>
        <source>where the log cleaner&apos;s next pass begins</source>
        <translation>log cleaner 下一轮从这里开始</translation>
    </message>
    <message>
        <source>nothing before it can be read any more</source>
        <translation>它之前的记录都不能再读</translation>
    </message>
    <message>
        <source>fsynced up to</source>
        <translation>已 fsync 到</translation>
    </message>
    <message>
        <source>the recovery point: a recovery reads from its segment on</source>
        <translation>恢复点：恢复时从它所在的日志段开始读</translation>
    </message>
    <message>
        <source>segments</source>
        <translation>日志段</translation>
    </message>
    <message>
        <source>the youngest %1 below</source>
        <translation>下面是最新的 %1 个</translation>
    </message>
    <message>
        <source>segment %1</source>
        <translation>日志段 %1</translation>
    </message>
    <message>
        <source>%1 · active</source>
        <comment>size of a segment</comment>
        <translation>%1 · 活动段</translation>
    </message>
    <message>
        <source>failed: the disk is full</source>
        <translation>失败：磁盘已满</translation>
    </message>
    <message>
        <source>failed: a file could not be read</source>
        <translation>失败：文件无法读取</translation>
    </message>
    <message>
        <source>failed: a file could not be written</source>
        <translation>失败：文件无法写入</translation>
    </message>
    <message>
        <source>log directory</source>
        <translation>日志目录</translation>
    </message>
    <message>
        <source>KafkaStorageException: a broker without a log directory stops</source>
        <translation>KafkaStorageException：没有可用日志目录的 broker 会停止</translation>
    </message>
    <message>
        <source>application done below %1 · last seek to %2</source>
        <translation>应用已处理到 %1 之前 · 上次 seek 到 %2</translation>
    </message>
    <message>
        <source>no: it was deleted, the log starts at %1</source>
        <translation>否：已被删除，日志从 %1 开始</translation>
    </message>
    <message>
        <source>about %1</source>
        <comment>a size in bytes</comment>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>voted for %1</source>
        <translation>投票给 %1</translation>
    </message>
    <message>
        <source>term</source>
        <comment>Raft&apos;s epoch of the controllers</comment>
        <translation>任期</translation>
    </message>
    <message>
        <source>each election of a leader of the controllers begins another</source>
        <translation>每次选举控制器的 leader 都开始新的任期</translation>
    </message>
    <message>
        <source>quorum leader</source>
        <translation>仲裁 leader</translation>
    </message>
    <message>
        <source>as this controller believes</source>
        <translation>这个控制器所认为的</translation>
    </message>
    <message>
        <source>metadata log</source>
        <translation>元数据日志</translation>
    </message>
    <message>
        <source>ends at %1 · committed below %2</source>
        <comment>offset; offset</comment>
        <translation>到 %1 为止 · %2 以下已提交</translation>
    </message>
    <message>
        <source>committed: on the disks of a majority</source>
        <translation>已提交：已在多数控制器上落盘</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>The controllers replicate the metadata log among themselves. The one that a majority elected is active: it registers brokers, fences those whose heartbeats stay away, and decides who leads each partition. A decision counts once a majority has it.</source>
        <translation>控制器之间互相复制元数据日志。由多数选出的那个是活动控制器：它注册 broker，隔离没有心跳的 broker，并决定每个分区由谁当 leader。一项决定要多数控制器都有了才算数。</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>direction of a link</comment>
        <translation>到 %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>direction of a link</comment>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>cut off</source>
        <comment>links of a node that lose all messages</comment>
        <translation>已切断</translation>
    </message>
    <message>
        <source>every message on these links is lost</source>
        <translation>这些链路上的消息全部丢失</translation>
    </message>
    <message>
        <source>slow links</source>
        <translation>慢链路</translation>
    </message>
    <message>
        <source>how much longer each message takes</source>
        <translation>每条消息多花的时间</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>%1 ahead</source>
        <comment>of a clock</comment>
        <translation>快 %1</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <comment>of a clock</comment>
        <translation>慢 %1</translation>
    </message>
    <message>
        <source>wrong in timestamps; its timers are right</source>
        <translation>时间戳不准；它的定时器是准的</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>full</source>
        <comment>a disk</comment>
        <translation>已满</translation>
    </message>
    <message>
        <source>the next write fails, and with it the log directory</source>
        <translation>下一次写入会失败，日志目录随之失效</translation>
    </message>
    <message>
        <source>slow disk</source>
        <translation>慢磁盘</translation>
    </message>
    <message>
        <source>%1 for each write</source>
        <translation>每次写入耗时 %1</translation>
    </message>
    <message>
        <source>the broker does nothing else meanwhile</source>
        <translation>期间 broker 什么也不做</translation>
    </message>
    <message>
        <source>eligible leader replica</source>
        <translation>合格 leader 副本</translation>
    </message>
    <message>
        <source>being added</source>
        <comment>a replica</comment>
        <translation>正在添加</translation>
    </message>
    <message>
        <source>to be removed</source>
        <comment>a replica</comment>
        <translation>待移除</translation>
    </message>
    <message>
        <source>an eligible leader replica: it has everything committed</source>
        <translation>合格 leader 副本：拥有全部已提交的数据</translation>
    </message>
    <message>
        <source>reassignment</source>
        <translation>重分配</translation>
    </message>
    <message>
        <source>being added</source>
        <translation>正在添加</translation>
    </message>
    <message>
        <source>it copies the log and joins the ISR when it has caught up</source>
        <translation>它在复制日志，追上后加入 ISR</translation>
    </message>
    <message>
        <source>to be removed</source>
        <translation>待移除</translation>
    </message>
    <message>
        <source>it goes when the new replicas are in the ISR</source>
        <translation>新副本进入 ISR 后它就离开</translation>
    </message>
    <message>
        <source>preferred leader</source>
        <translation>首选 leader</translation>
    </message>
    <message>
        <source>the first replica in the assignment</source>
        <translation>分配顺序中的第一个副本</translation>
    </message>
    <message>
        <source>ELR</source>
        <translation>ELR</translation>
    </message>
    <message>
        <source>eligible leader replicas: outside the ISR, with everything committed</source>
        <translation>合格 leader 副本：不在 ISR 中，但拥有全部已提交的数据</translation>
    </message>
    <message>
        <source>it leads</source>
        <translation>它正是 leader</translation>
    </message>
    <message>
        <source>another one leads at the moment</source>
        <translation>目前 leader 是另一个</translation>
    </message>
    <message>
        <source>replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>adding</source>
        <comment>replicas by a reassignment</comment>
        <translation>正在添加</translation>
    </message>
    <message>
        <source>removing</source>
        <comment>replicas by a reassignment</comment>
        <translation>正在移除</translation>
    </message>
    <message>
        <source>under-replicated</source>
        <comment>a partition</comment>
        <translation>副本不足</translation>
    </message>
    <message>
        <source>elected</source>
        <comment>how the leader was</comment>
        <translation>选举方式</translation>
    </message>
    <message>
        <source>in controlled shutdown: leads nothing more</source>
        <translation>受控关闭中：不再当任何分区的 leader</translation>
    </message>
    <message>
        <source>shutting down</source>
        <translation>关闭中</translation>
    </message>
    <message>
        <source>rack</source>
        <translation>机架</translation>
    </message>
    <message>
        <source>broker epoch</source>
        <translation>broker epoch</translation>
    </message>
    <message>
        <source>tells this life from the ones before</source>
        <translation>把这个实例与之前的实例区分开</translation>
    </message>
    <message>
        <source>reads %1 from</source>
        <comment>partition</comment>
        <translation>读取 %1 自</translation>
    </message>
    <message>
        <source>the replica in its own rack, not the leader</source>
        <translation>同机架的副本，而不是 leader</translation>
    </message>
    <message>
        <source>on none: no leader ever stored it</source>
        <translation>没有：没有任何 leader 存储过它</translation>
    </message>
    <message>
        <source>record %1 of %2 for %3</source>
        <comment>number; producer; partition</comment>
        <translation>记录 %1（%2，发往 %3）</translation>
    </message>
    <message>
        <source>Kafka calls it retriable: clients try again by themselves</source>
        <translation>Kafka 视其为可重试：客户端会自动重试</translation>
    </message>
    <message>
        <source>what to do</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>newest error</source>
        <translation>最近的错误</translation>
    </message>
    <message>
        <source>%1 · in no batch</source>
        <comment>producer</comment>
        <translation>%1 · 不在任何批次中</translation>
    </message>
    <message>
        <source>record %1 of %2 for no partition</source>
        <comment>number; producer</comment>
        <translation>%2 的记录 %1，无分区</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>member %1</source>
        <comment>consumer</comment>
        <translation>成员 %1</translation>
    </message>
    <message>
        <source>%1 · heard of %2 ago</source>
        <comment>member id; duration</comment>
        <translation>%1 · %2 前有过消息</translation>
    </message>
    <message>
        <source>members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>committed in %1</source>
        <comment>partition</comment>
        <translation>在 %1 的已提交 offset</translation>
    </message>
    <message>
        <source>by %1</source>
        <comment>consumer</comment>
        <translation>由 %1</translation>
    </message>
    <message>
        <source>committed offsets</source>
        <translation>已提交的 offset</translation>
    </message>
    <message>
        <source>rebalances</source>
        <translation>再均衡</translation>
    </message>
    <message>
        <source>last one because</source>
        <comment>a rebalance</comment>
        <translation>上次原因</translation>
    </message>
    <message>
        <source>this one because</source>
        <comment>a rebalance</comment>
        <translation>本次原因</translation>
    </message>
    <message>
        <source>begun at %1</source>
        <comment>a moment</comment>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>rebalancing</source>
        <comment>a group</comment>
        <translation>再均衡中</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>协调者</translation>
    </message>
    <message>
        <source>none</source>
        <comment>a coordinator</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>the leader of the partition of __consumer_offsets that the group&apos;s name falls into</source>
        <translation>组名所落入的 __consumer_offsets 分区的 leader</translation>
    </message>
    <message>
        <source>generation</source>
        <translation>代</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>the leader computes the assignment</source>
        <translation>由组长计算分配</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>组 %1</translation>
    </message>
    <message>
        <source>Nobody has asked for this group yet.</source>
        <translation>还没有人请求过该组。</translation>
    </message>
    <message>
        <source>member id</source>
        <translation>成员 id</translation>
    </message>
    <message>
        <source>since %1</source>
        <comment>a moment</comment>
        <translation>自 %1</translation>
    </message>
    <message>
        <source>a static member: it may come back within session.timeout.ms</source>
        <translation>静态成员：在 session.timeout.ms 内可以回来</translation>
    </message>
    <message>
        <source>leader of the group</source>
        <translation>组长</translation>
    </message>
    <message>
        <source>it computes the assignment for all members</source>
        <translation>它为所有成员计算分配</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>as it believes</source>
        <translation>它所认为的</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>duration</comment>
        <translation>还剩 %1</translation>
    </message>
    <message>
        <source>none</source>
        <comment>a committed offset</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>committed offset; one that is on its way</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>coordinates</source>
        <comment>a broker, a consumer group</comment>
        <translation>协调</translation>
    </message>
    <message>
        <source>position %1 · committed %2 · lag %3</source>
        <translation>位置 %1 · 已提交 %2 · 积压 %3</translation>
    </message>
    <message>
        <source>member epoch %1</source>
        <comment>number</comment>
        <translation>成员 epoch %1</translation>
    </message>
    <message>
        <source>of the target assignment; each member has an epoch of its own</source>
        <translation>目标分配的 epoch；每个成员另有自己的 epoch</translation>
    </message>
    <message>
        <source>members go there one by one, with their heartbeats (KIP-848)</source>
        <translation>成员随各自的心跳逐个到位（KIP-848）</translation>
    </message>
    <message>
        <source>forwards with</source>
        <translation>转发所用</translation>
    </message>
    <message>
        <source>a producer in the same process</source>
        <translation>同一进程中的生产者</translation>
    </message>
    <message>
        <source>forwarded</source>
        <translation>已转发</translation>
    </message>
    <message>
        <source>records that its send() took</source>
        <translation>被其 send() 接收的消息</translation>
    </message>
    <message>
        <source>passed over</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>records that the application knew from before</source>
        <translation>应用之前已见过的消息</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>已存储</translation>
    </message>
    <message>
        <source>writes to the external store</source>
        <translation>对外部存储的写入次数</translation>
    </message>
    <message>
        <source>external store</source>
        <translation>外部存储</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n write(s), the last one by %1</source>
        <comment>consumer</comment>
        <translation>
            <numerusform>%n 次写入，最后一次来自 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>rows too many</source>
        <translation>多出的行</translation>
    </message>
    <message>
        <source>of records that it had already</source>
        <translation>属于其中已有的消息</translation>
    </message>
    <message>
        <source>written again</source>
        <translation>重复写入</translation>
    </message>
    <message>
        <source>over the row of the same record, which harms nobody</source>
        <translation>覆盖同一条消息的行，没有害处</translation>
    </message>
    <message>
        <source>stored offset in %1</source>
        <comment>partition</comment>
        <translation>%1 中存储的 offset</translation>
    </message>
    <message>
        <source>process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>that of %1</source>
        <comment>consumer</comment>
        <translation>%1 的进程</translation>
    </message>
    <message>
        <source>it sends what the handler there forwards</source>
        <translation>它发送那里的处理程序转发的消息</translation>
    </message>
    <message>
        <source>forwarded from</source>
        <translation>转发自</translation>
    </message>
    <message>
        <source>%1 @ %2</source>
        <comment>partition; offset</comment>
        <translation>%1 @ %2</translation>
    </message>
    <message>
        <source>the same record as far as applications are concerned</source>
        <translation>对应用来说是同一条消息</translation>
    </message>
    <message>
        <source>fetch session</source>
        <translation>Fetch 会话</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::KindGroupText</name>
    <message>
        <source>Script and faults</source>
        <comment>group of events</comment>
        <translation>脚本与故障</translation>
    </message>
    <message>
        <source>Producers</source>
        <comment>group of events</comment>
        <translation>producer</translation>
    </message>
    <message>
        <source>Logs and replication</source>
        <comment>group of events</comment>
        <translation>日志与复制</translation>
    </message>
    <message>
        <source>Consumers</source>
        <comment>group of events</comment>
        <translation>consumer</translation>
    </message>
    <message>
        <source>Every message</source>
        <comment>group of events: all requests and answers</comment>
        <translation>每条消息</translation>
    </message>
    <message>
        <source>Controllers</source>
        <comment>group of events</comment>
        <translation>控制器</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::LessonPanel</name>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>LESSON</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Is it true?</source>
        <comment>above a common misconception, which the lesson puts to the test</comment>
        <translation>真的吗？</translation>
    </message>
    <message>
        <source>Open a lesson to begin.</source>
        <translation>打开一课就可以开始。</translation>
    </message>
    <message>
        <source>This scenario has no lesson.</source>
        <translation>这个场景没有课程。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::LookUpPanel</name>
    <message>
        <source>Offset or time to look up</source>
        <translation>要查找的 offset 或时间</translation>
    </message>
    <message>
        <source>offset or time: 150, 1.734s</source>
        <translation>offset 或时间：150、1.734s</translation>
    </message>
    <message>
        <source>offset or time: 150</source>
        <translation>offset 或时间：150</translation>
    </message>
    <message>
        <source>An offset (150) or a time (2023-11-14T22:13:20.150Z); in a run also 1.734s</source>
        <translation>offset（150）或时间（2023-11-14T22:13:20.150Z）；在运行中也可写 1.734s</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>‹ Step</source>
        <translation>‹ 上一步</translation>
    </message>
    <message>
        <source>Step back in the lookup</source>
        <translation>查找后退一步</translation>
    </message>
    <message>
        <source>Step ›</source>
        <translation>下一步 ›</translation>
    </message>
    <message>
        <source>Next step of the lookup</source>
        <translation>查找的下一步</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>全部步骤</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the lookup</source>
        <translation>关闭查找</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::LookUpView</name>
    <message>
        <source>Steps of the lookup</source>
        <translation>查找的步骤</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::MemberClockText</name>
    <message>
        <source>heartbeat</source>
        <comment>a clock that runs out</comment>
        <translation>心跳</translation>
    </message>
    <message>
        <source>session</source>
        <comment>a clock that runs out</comment>
        <translation>会话</translation>
    </message>
    <message>
        <source>poll</source>
        <comment>a clock that runs out</comment>
        <translation>poll</translation>
    </message>
    <message>
        <source>%1 calls poll() all the time; it leaves its group after %2 without one (max.poll.interval.ms)</source>
        <comment>consumer; duration</comment>
        <translation>%1 一直在调用 poll()；超过 %2 没有调用就会离开组（max.poll.interval.ms）</translation>
    </message>
    <message>
        <source>%1 called poll() %2 ago and works on what it got. After %3 without a call it leaves its group (max.poll.interval.ms): in %4</source>
        <comment>consumer; duration; duration; duration</comment>
        <translation>%1 在 %2 前调用了 poll()，正在处理得到的记录。超过 %3 没有调用就会离开组（max.poll.interval.ms）：还有 %4</translation>
    </message>
    <message>
        <source>commit</source>
        <comment>a clock that runs out</comment>
        <translation>提交</translation>
    </message>
    <message>
        <source>%1 commits its positions in its next poll(): %2 are over (auto.commit.interval.ms)</source>
        <comment>consumer; duration</comment>
        <translation>%1 会在下一次 poll() 中提交位置：%2 已过（auto.commit.interval.ms）</translation>
    </message>
    <message>
        <source>%1 commits its positions in a poll() every %2 (auto.commit.interval.ms); the next time in %3</source>
        <comment>consumer; duration; duration</comment>
        <translation>%1 每 %2 在 poll() 中提交位置（auto.commit.interval.ms）；下一次在 %3 后</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>stands still</source>
        <comment>a process</comment>
        <translation>停住</translation>
    </message>
    <message>
        <source>closes</source>
        <comment>a consumer</comment>
        <translation>关闭中</translation>
    </message>
    <message>
        <source>out: no poll()</source>
        <comment>a consumer that has left its group</comment>
        <translation>出组：没有 poll()</translation>
    </message>
    <message>
        <source>looks for its group</source>
        <comment>a consumer that needs its coordinator</comment>
        <translation>寻找组</translation>
    </message>
    <message>
        <source>joins</source>
        <comment>a consumer</comment>
        <translation>加入中</translation>
    </message>
    <message>
        <source>heartbeat %1 ago</source>
        <comment>duration</comment>
        <translation>%1 前心跳</translation>
    </message>
    <message>
        <source>assigns itself</source>
        <comment>a consumer without group management</comment>
        <translation>自行分配</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>duration</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>duration</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 sends a Heartbeat every %2 (%3); the next one is due in %4</source>
        <comment>consumer; duration; property; duration</comment>
        <translation>%1 每 %2 发一次心跳（%3），下一次在 %4 之后</translation>
    </message>
    <message>
        <source>The coordinator last heard of %1 %2 ago. It throws it out of the group after %3 of silence (%4): in %5</source>
        <comment>consumer; duration; duration; property; duration</comment>
        <translation>协调者上次收到 %1 的消息是在 %2 之前。静默满 %3（%4）就把它踢出消费者组：还有 %5</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::MetricLineText</name>
    <message>
        <source>p99</source>
        <comment>percentile</comment>
        <translation>p99</translation>
    </message>
    <message>
        <source>p50</source>
        <comment>percentile</comment>
        <translation>p50</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::MetricTableView</name>
    <message>
        <source>metric</source>
        <comment>heading of a table</comment>
        <translation>指标</translation>
    </message>
    <message>
        <source>No metric has moved yet: nobody has noticed anything.</source>
        <translation>还没有指标变化：谁也没有察觉。</translation>
    </message>
    <message>
        <source>was</source>
        <comment>heading of a table: the value before</comment>
        <translation>原值</translation>
    </message>
    <message>
        <source>now</source>
        <comment>heading of a table: the value at present</comment>
        <translation>现值</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::MetricText</name>
    <message>
        <source>Offline partitions</source>
        <translation>离线分区</translation>
    </message>
    <message>
        <source>Active controllers</source>
        <translation>活动控制器</translation>
    </message>
    <message>
        <source>Unclean elections</source>
        <translation>unclean 选举</translation>
    </message>
    <message>
        <source>Under min ISR</source>
        <translation>低于最小 ISR</translation>
    </message>
    <message>
        <source>Under-replicated partitions</source>
        <translation>副本不足的分区</translation>
    </message>
    <message>
        <source>Fenced brokers</source>
        <translation>被隔离的 broker</translation>
    </message>
    <message>
        <source>ISR size</source>
        <translation>ISR 大小</translation>
    </message>
    <message>
        <source>ISR shrinks</source>
        <translation>ISR 收缩</translation>
    </message>
    <message>
        <source>Leader elections</source>
        <translation>leader 选举</translation>
    </message>
    <message>
        <source>Not led by preferred</source>
        <translation>非首选 leader</translation>
    </message>
    <message>
        <source>Follower lag</source>
        <translation>follower 落后</translation>
    </message>
    <message>
        <source>Produce purgatory</source>
        <translation>Produce 炼狱</translation>
    </message>
    <message>
        <source>Fetch purgatory</source>
        <translation>Fetch 炼狱</translation>
    </message>
    <message>
        <source>Produce time</source>
        <translation>Produce 耗时</translation>
    </message>
    <message>
        <source>Follower Fetch time</source>
        <translation>follower Fetch 耗时</translation>
    </message>
    <message>
        <source>Consumer Fetch time</source>
        <translation>consumer Fetch 耗时</translation>
    </message>
    <message>
        <source>Produce rate</source>
        <translation>Produce 速率</translation>
    </message>
    <message>
        <source>Follower Fetch rate</source>
        <translation>follower Fetch 速率</translation>
    </message>
    <message>
        <source>Consumer Fetch rate</source>
        <translation>consumer Fetch 速率</translation>
    </message>
    <message>
        <source>ISR expansions</source>
        <translation>ISR 扩张</translation>
    </message>
    <message>
        <source>Active brokers</source>
        <translation>活动 broker</translation>
    </message>
    <message>
        <source>Quorum epoch</source>
        <translation>仲裁 epoch</translation>
    </message>
    <message>
        <source>Metadata HW</source>
        <translation>元数据 HW</translation>
    </message>
    <message>
        <source>Metadata commit time</source>
        <translation>元数据提交耗时</translation>
    </message>
    <message>
        <source>Partitions without a leader: nobody can write to or read from them.</source>
        <translation>没有 leader 的分区：既不能写也不能读。</translation>
    </message>
    <message>
        <source>Controllers that take themselves for the quorum&apos;s leader: 1 is right, with 0 nothing can be elected.</source>
        <translation>自认为是仲裁 leader 的控制器数：1 为正常，0 则无法选举。</translation>
    </message>
    <message>
        <source>Leaders elected from outside the ISR: what they lack is lost.</source>
        <translation>从 ISR 之外选出的 leader：它缺的数据就此丢失。</translation>
    </message>
    <message>
        <source>Partitions whose ISR is below min.insync.replicas: acks=all is refused.</source>
        <translation>ISR 小于 min.insync.replicas 的分区：acks=all 的写入会被拒绝。</translation>
    </message>
    <message>
        <source>Partitions whose ISR lacks a replica, as their leaders count them.</source>
        <translation>ISR 缺少副本的分区数，由各自的 leader 统计。</translation>
    </message>
    <message>
        <source>Registered brokers that the controller does not hear from.</source>
        <translation>已注册、但控制器收不到其心跳的 broker。</translation>
    </message>
    <message>
        <source>Members of each partition&apos;s ISR.</source>
        <translation>每个分区的 ISR 成员数。</translation>
    </message>
    <message>
        <source>How often a leader removed a lagging follower from an ISR; what the controller removes itself is not counted.</source>
        <translation>leader 把落后的 follower 移出 ISR 的次数；控制器自己移出的不计。</translation>
    </message>
    <message>
        <source>Leaders elected since the start, first elections not counted.</source>
        <translation>启动以来选出的 leader 数，首次选举不计。</translation>
    </message>
    <message>
        <source>Partitions that another than the preferred replica leads, or none.</source>
        <translation>由非首选副本领导或没有 leader 的分区。</translation>
    </message>
    <message>
        <source>Records below the leader&apos;s HW that the slowest follower lacks.</source>
        <translation>最慢的 follower 比 leader 的 HW 少多少条记录。</translation>
    </message>
    <message>
        <source>Produce requests with acks=all that wait for the ISR.</source>
        <translation>acks=all、正在等待 ISR 的 Produce 请求。</translation>
    </message>
    <message>
        <source>Fetch requests that wait for fetch.min.bytes or their maximum wait.</source>
        <translation>正在等待 fetch.min.bytes 或最长等待时间的 Fetch 请求。</translation>
    </message>
    <message>
        <source>From taking a Produce request in to its answer, the wait for the ISR included: median and 99th percentile of 100 ms.</source>
        <translation>从收到 Produce 请求到应答的时间，含等待 ISR：100 ms 内的中位数与第 99 百分位。</translation>
    </message>
    <message>
        <source>From taking a follower&apos;s Fetch in to its answer, the wait for data included: median and 99th percentile of 100 ms.</source>
        <translation>从收到 follower 的 Fetch 到应答的时间，含等待数据：100 ms 内的中位数与第 99 百分位。</translation>
    </message>
    <message>
        <source>From taking a consumer&apos;s Fetch in to its answer, the wait for data included: median and 99th percentile of 100 ms.</source>
        <translation>从收到 consumer 的 Fetch 到应答的时间，含等待数据：100 ms 内的中位数与第 99 百分位。</translation>
    </message>
    <message>
        <source>Produce requests taken in, over the last 100 ms.</source>
        <translation>最近 100 ms 内收到的 Produce 请求。</translation>
    </message>
    <message>
        <source>Fetch requests of followers taken in, over the last 100 ms.</source>
        <translation>最近 100 ms 内收到的 follower Fetch 请求。</translation>
    </message>
    <message>
        <source>Fetch requests of consumers taken in, over the last 100 ms.</source>
        <translation>最近 100 ms 内收到的 consumer Fetch 请求。</translation>
    </message>
    <message>
        <source>How often a leader took a follower back into an ISR.</source>
        <translation>leader 把 follower 重新加入 ISR 的次数。</translation>
    </message>
    <message>
        <source>Registered brokers that are not fenced.</source>
        <translation>已注册且未被隔离的 broker。</translation>
    </message>
    <message>
        <source>The term of the quorum as each controller knows it.</source>
        <translation>每个控制器所知的仲裁任期。</translation>
    </message>
    <message>
        <source>How much of the metadata log is committed, as each controller knows it.</source>
        <translation>每个控制器所知的元数据日志已提交到哪里。</translation>
    </message>
    <message>
        <source>From writing metadata to the moment at which a majority has it.</source>
        <translation>从写入元数据到多数控制器都有它的时间。</translation>
    </message>
    <message>
        <source>/s</source>
        <comment>per second</comment>
        <translation>/s</translation>
    </message>
    <message>
        <source>ms</source>
        <comment>milliseconds</comment>
        <translation>ms</translation>
    </message>
    <message>
        <source>Record errors</source>
        <translation>记录错误</translation>
    </message>
    <message>
        <source>Record retries</source>
        <translation>记录重试</translation>
    </message>
    <message>
        <source>Threads waiting for memory</source>
        <translation>等待内存的线程</translation>
    </message>
    <message>
        <source>Free buffer memory</source>
        <translation>空闲缓冲内存</translation>
    </message>
    <message>
        <source>Throttle time</source>
        <translation>限流时间</translation>
    </message>
    <message>
        <source>Batch splits</source>
        <translation>批次拆分</translation>
    </message>
    <message>
        <source>Request latency</source>
        <translation>请求延迟</translation>
    </message>
    <message>
        <source>Queue time, average</source>
        <translation>排队时间（平均）</translation>
    </message>
    <message>
        <source>Queue time, longest</source>
        <translation>排队时间（最长）</translation>
    </message>
    <message>
        <source>Record send rate</source>
        <translation>记录发送速率</translation>
    </message>
    <message>
        <source>Byte rate</source>
        <translation>字节速率</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>在途请求</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Records per request</source>
        <translation>每请求记录数</translation>
    </message>
    <message>
        <source>Compression rate</source>
        <translation>压缩率</translation>
    </message>
    <message>
        <source>Records whose send() failed for good, over the last 100 ms.</source>
        <translation>最近 100 ms 内 send() 最终失败的记录。</translation>
    </message>
    <message>
        <source>Records of batches that the producer puts back to send them again, over the last 100 ms.</source>
        <translation>最近 100 ms 内生产者放回待重发的批次中的记录。</translation>
    </message>
    <message>
        <source>Calls of send() that wait for room in buffer.memory.</source>
        <translation>正在等待 buffer.memory 空间的 send() 调用。</translation>
    </message>
    <message>
        <source>What is left of buffer.memory: each batch takes batch.size at least, from its first record until it is done.</source>
        <translation>buffer.memory 的剩余量：每个批次从第一条记录起到结束为止，至少占用 batch.size。</translation>
    </message>
    <message>
        <source>How long brokers hold the producer up for its quota, by each answer: average of 100 ms.</source>
        <translation>broker 因配额让生产者等待的时间（按应答计）：100 ms 平均值。</translation>
    </message>
    <message>
        <source>Batches that a broker found too large and the producer split, over the last 100 ms.</source>
        <translation>最近 100 ms 内 broker 认为过大、由生产者拆分的批次。</translation>
    </message>
    <message>
        <source>From sending a Produce request to its answer: average of 100 ms. With acks=0 there is none.</source>
        <translation>从发出 Produce 请求到收到应答：100 ms 平均值。acks=0 时没有。</translation>
    </message>
    <message>
        <source>From the making of a batch to the moment at which it is put into a request, attempts before that included: average of 100 ms.</source>
        <translation>从批次创建到放入请求的时间，包含之前的尝试：100 ms 平均值。</translation>
    </message>
    <message>
        <source>The longest time from the making of a batch to the moment at which it is put into a request, of the last 100 ms.</source>
        <translation>最近 100 ms 内，从批次创建到放入请求的最长时间。</translation>
    </message>
    <message>
        <source>Records put into requests, those that are sent again included, over the last 100 ms.</source>
        <translation>最近 100 ms 内放入请求的记录，含重发的。</translation>
    </message>
    <message>
        <source>Bytes of the batches put into requests, after compression, over the last 100 ms.</source>
        <translation>最近 100 ms 内放入请求的批次字节数（压缩后）。</translation>
    </message>
    <message>
        <source>Requests of the producer that wait for their answer, for metadata and its producer id, too.</source>
        <translation>生产者等待应答的请求，含获取元数据和 producer id 的请求。</translation>
    </message>
    <message>
        <source>Bytes of the batches put into requests, after compression: average of 100 ms.</source>
        <translation>放入请求的批次字节数（压缩后）：100 ms 平均值。</translation>
    </message>
    <message>
        <source>Records in a Produce request, over all its partitions: average of 100 ms.</source>
        <translation>一个 Produce 请求中所有分区的记录数：100 ms 平均值。</translation>
    </message>
    <message>
        <source>Bytes after compression by bytes before, of the batches put into requests: average of 100 ms. 1 is no gain; smaller is better.</source>
        <translation>放入请求的批次压缩后与压缩前字节之比：100 ms 平均值。1 表示没有收益，越小越好。</translation>
    </message>
    <message>
        <source>B/s</source>
        <comment>bytes per second</comment>
        <translation>B/s</translation>
    </message>
    <message>
        <source>B</source>
        <comment>bytes</comment>
        <translation>B</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::Names</name>
    <message>
        <source>nobody</source>
        <comment>no node, e.g. a partition without a leader</comment>
        <translation>无人</translation>
    </message>
    <message>
        <source>you</source>
        <comment>the person who controls the run, as the subject of a sentence</comment>
        <translation>您</translation>
    </message>
    <message>
        <source>none</source>
        <comment>an empty range of offsets</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>broker</translation>
    </message>
    <message>
        <source>controller</source>
        <translation>控制器</translation>
    </message>
    <message>
        <source>producer</source>
        <translation>producer</translation>
    </message>
    <message>
        <source>consumer</source>
        <translation>consumer</translation>
    </message>
    <message>
        <source>process kill</source>
        <translation>杀进程</translation>
    </message>
    <message>
        <source>power loss</source>
        <translation>断电</translation>
    </message>
    <message>
        <source>the next record did not fit into batch.size</source>
        <translation>下一条记录放不进 batch.size</translation>
    </message>
    <message>
        <source>linger.ms was over</source>
        <translation>linger.ms 到了</translation>
    </message>
    <message>
        <source>a request to its broker was leaving anyway</source>
        <translation>发往该 broker 的请求正好要走</translation>
    </message>
    <message>
        <source>a send() was waiting for buffer.memory</source>
        <translation>有 send() 在等待 buffer.memory</translation>
    </message>
    <message>
        <source>flush() was called</source>
        <translation>调用了 flush()</translation>
    </message>
    <message>
        <source>the producer was closing</source>
        <translation>producer 正在关闭</translation>
    </message>
    <message>
        <source>no role yet</source>
        <comment>of a replica that is neither leader nor follower</comment>
        <translation>还没有角色</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>leader</translation>
    </message>
    <message>
        <source>follower</source>
        <translation>follower</translation>
    </message>
    <message>
        <source>en</source>
        <comment>language code</comment>
        <extracomment>The code of the language of this translation, for texts of lessons: en or zh_CN.</extracomment>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>disk failure</source>
        <comment>how a broker was stopped</comment>
        <translation>磁盘故障</translation>
    </message>
    <message>
        <source>the next batch would not fit into segment.bytes</source>
        <translation>下一个批次会超出 segment.bytes</translation>
    </message>
    <message>
        <source>segment.ms was over, by the timestamps of the records</source>
        <translation>按记录的时间戳计算已超过 segment.ms</translation>
    </message>
    <message>
        <source>an index was full (segment.index.bytes)</source>
        <translation>索引已满（segment.index.bytes）</translation>
    </message>
    <message>
        <source>offsets relative to its base would not fit into 32 bits</source>
        <translation>相对 offset 会超出 32 位</translation>
    </message>
    <message>
        <source>all of it had outlived retention.ms</source>
        <translation>其中全部记录都已超过 retention.ms</translation>
    </message>
    <message>
        <source>its newest record is older than retention.ms</source>
        <translation>其中最新的记录也已超过 retention.ms</translation>
    </message>
    <message>
        <source>without it the log still holds retention.bytes</source>
        <translation>删掉它之后日志仍不小于 retention.bytes</translation>
    </message>
    <message>
        <source>all of it lies before the log start offset</source>
        <translation>它完全位于日志起点之前</translation>
    </message>
    <message>
        <source>the log was cut before it</source>
        <translation>日志在它之前被截断</translation>
    </message>
    <message>
        <source>the cleaner merged what was left of it into the segment before</source>
        <translation>log cleaner 把剩余内容并入了前一个日志段</translation>
    </message>
    <message>
        <source>in good order</source>
        <comment>how a broker was stopped: by a controlled shutdown</comment>
        <translation>受控关闭</translation>
    </message>
    <message>
        <source>knows no leader</source>
        <comment>role of a controller in the quorum</comment>
        <translation>不知道 leader</translation>
    </message>
    <message>
        <source>has voted</source>
        <comment>role of a controller in the quorum</comment>
        <translation>已投票</translation>
    </message>
    <message>
        <source>follower</source>
        <comment>role of a controller in the quorum</comment>
        <translation>follower</translation>
    </message>
    <message>
        <source>candidate</source>
        <comment>role of a controller in the quorum</comment>
        <translation>candidate</translation>
    </message>
    <message>
        <source>leader: the active controller</source>
        <comment>role of a controller in the quorum</comment>
        <translation>leader：活动控制器</translation>
    </message>
    <message>
        <source>resigned</source>
        <comment>role of a controller in the quorum</comment>
        <translation>已辞任</translation>
    </message>
    <message>
        <source>when the topic was created</source>
        <comment>how a leader was elected</comment>
        <translation>topic 创建时</translation>
    </message>
    <message>
        <source>from the ISR</source>
        <comment>how a leader was elected</comment>
        <translation>来自 ISR</translation>
    </message>
    <message>
        <source>nobody could be</source>
        <comment>how a leader was elected</comment>
        <translation>无人可当选</translation>
    </message>
    <message>
        <source>unclean, from outside the ISR</source>
        <comment>how a leader was elected</comment>
        <translation>unclean，来自 ISR 之外</translation>
    </message>
    <message>
        <source>as the preferred leader</source>
        <comment>how a leader was elected</comment>
        <translation>作为首选 leader</translation>
    </message>
    <message>
        <source>since the leader was shutting down</source>
        <comment>how a leader was elected</comment>
        <translation>因为原 leader 正在关闭</translation>
    </message>
    <message>
        <source>from the eligible leader replicas</source>
        <comment>how a leader was elected</comment>
        <translation>来自合格 leader 副本（ELR）</translation>
    </message>
    <message>
        <source>as the last known leader</source>
        <comment>how a leader was elected</comment>
        <translation>作为最后已知的 leader</translation>
    </message>
    <message>
        <source>by a reassignment</source>
        <comment>how a leader was elected</comment>
        <translation>因为重分配</translation>
    </message>
    <message>
        <source>it is a part of a batch that the broker found too large</source>
        <translation>它属于一个被 broker 认为太大的批次</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::NetworkText</name>
    <message>
        <source>%1 answer</source>
        <comment>Kafka&apos;s API name</comment>
        <translation>%1 应答</translation>
    </message>
    <message>
        <source>%1 request</source>
        <comment>Kafka&apos;s API name</comment>
        <translation>%1 请求</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>from offset %1</source>
        <translation>从 offset %1</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>message</source>
        <comment>one of an unknown kind</comment>
        <translation>消息</translation>
    </message>
    <message>
        <source>Produce request</source>
        <translation>Produce 请求</translation>
    </message>
    <message>
        <source>Fetch request</source>
        <translation>Fetch 请求</translation>
    </message>
    <message>
        <source>%1 sent %2 a %3%4</source>
        <comment>sender; receiver; message; details, which may be empty</comment>
        <translation>%1 向 %2 发送了 %3%4</translation>
    </message>
    <message>
        <source>%1 received a message</source>
        <translation>%1 收到一条消息</translation>
    </message>
    <message>
        <source>%1 received from %2 a %3%4</source>
        <comment>receiver; sender; message; details, which may be empty</comment>
        <translation>%1 收到 %2 的 %3%4</translation>
    </message>
    <message>
        <source>the %1 from %2 to %3 was lost: the link is cut</source>
        <translation>从 %2 到 %3 的 %1 丢失：链路被切断</translation>
    </message>
    <message>
        <source>the %1 from %2 to %3 was lost: %3 is down</source>
        <translation>从 %2 到 %3 的 %1 丢失：%3 停着</translation>
    </message>
    <message>
        <source>%1 gave up waiting for %2</source>
        <translation>%1 不再等待 %2</translation>
    </message>
    <message>
        <source>%1 gave up waiting for %2&apos;s answer to its %3 after %4 and closed the connection</source>
        <translation>%1 等了 %4，不再等待 %2 对其 %3 的应答，并关闭了连接</translation>
    </message>
    <message>
        <source>%1 lost its connection to %2; every request in flight on it failed</source>
        <translation>%1 与 %2 的连接断了；其上所有在途请求都失败了</translation>
    </message>
    <message>
        <source>%1 keeps %2&apos;s Produce request until the HW of %3 reaches %4</source>
        <translation>%1 留住 %2 的 Produce 请求，直到 %3 的 HW 到达 %4</translation>
    </message>
    <message>
        <source>%1 keeps %2&apos;s Fetch request until %3 has something beyond %4</source>
        <translation>%1 留住 %2 的 Fetch 请求，直到 %3 有 %4 之后的数据</translation>
    </message>
    <message>
        <source>%1 can answer %2&apos;s %3: what it waited for has come</source>
        <translation>%1 可以应答 %2 的 %3：它等的已经来了</translation>
    </message>
    <message>
        <source>%1 answers %2&apos;s %3: it has waited long enough</source>
        <translation>%1 应答 %2 的 %3：它等得够久了</translation>
    </message>
    <message>
        <source>%1 ends %2&apos;s %3: the leadership or the log changed under it</source>
        <translation>%1 结束 %2 的 %3：leader 或日志已经变了</translation>
    </message>
    <message>
        <source>the %1 from %2 to %3 was never sent: %2 went down while its disk still kept it busy</source>
        <translation>%2 发给 %3 的 %1 从未发出：磁盘还在占用时 %2 就停了</translation>
    </message>
    <message>
        <source>the %1 from %2 to %3 was lost: the script dropped it</source>
        <translation>从 %2 到 %3 的 %1 丢失：被脚本丢弃</translation>
    </message>
    <message>
        <source>the %1 from %2 to %3 is held up and arrives in %4</source>
        <translation>从 %2 到 %3 的 %1 被延迟，%4 到达</translation>
    </message>
    <message>
        <source>%1 answers the %2 of %3 with %4 because the script wants it so, and does nothing else with it</source>
        <comment>broker; message; sender; Kafka&apos;s error name</comment>
        <translation>%1 应脚本要求用 %4 应答 %3 的 %2，别的什么也不做</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::PlotsView</name>
    <message>
        <source>p99</source>
        <comment>percentile</comment>
        <translation>p99</translation>
    </message>
    <message>
        <source>p50</source>
        <comment>percentile</comment>
        <translation>p50</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>records</source>
        <comment>unit of a plot</comment>
        <translation>条</translation>
    </message>
    <message>
        <source>LEO − HW</source>
        <translation>LEO − HW</translation>
    </message>
    <message>
        <source>No records yet: nothing has been appended.</source>
        <translation>还没有记录：什么也没有追加。</translation>
    </message>
    <message>
        <source>Records that the leader has and the high watermark does not cover yet: what a crash of the leader puts at risk with acks=1.</source>
        <translation>leader 已有而高水位 HW 还没覆盖的记录：acks=1 时，leader 一崩溃它们就有危险。</translation>
    </message>
    <message>
        <source>Consumer lag</source>
        <translation>消费积压</translation>
    </message>
    <message>
        <source>No consumer reads in this run.</source>
        <translation>这次运行中没有 consumer 在读。</translation>
    </message>
    <message>
        <source>Records below the high watermark that the consumer has not read yet.</source>
        <translation>高水位 HW 以下、consumer 还没有读的记录。</translation>
    </message>
    <message>
        <source>Ack latency p50 / p99</source>
        <translation>ack 延迟 p50 / p99</translation>
    </message>
    <message>
        <source>ms</source>
        <comment>milliseconds, unit of a plot</comment>
        <translation>ms</translation>
    </message>
    <message>
        <source>No record is acknowledged in this run.</source>
        <translation>这次运行中没有记录得到确认。</translation>
    </message>
    <message>
        <source>From send() to the acknowledgement: median and 99th percentile over the last 100 ms.</source>
        <translation>从 send() 到确认：最近 100 ms 的中位数和第 99 百分位数。</translation>
    </message>
    <message>
        <source>Choose plots: Kafka&apos;s metrics by their JMX names</source>
        <translation>选择图表：Kafka 指标，按 JMX 名称</translation>
    </message>
    <message>
        <source>Choose plots</source>
        <translation>选择图表</translation>
    </message>
    <message>
        <source>Producers</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>Nothing in this run.</source>
        <translation>本次运行中没有。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ProducerCanvas</name>
    <message>
        <source>Producer</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>No producer to show</source>
        <translation>没有可显示的生产者</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>位于 %1</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ProducerPlots</name>
    <message>
        <source>Plots of the producer</source>
        <translation>生产者的曲线</translation>
    </message>
    <message>
        <source>Nothing of this was measured in this run.</source>
        <translation>本次运行没有测到这些指标。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ProducerText</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 knows no leader of it</source>
        <translation>%1：%2 不知道它的 leader</translation>
    </message>
    <message>
        <source>%1: %2 sends to %3, its leader as far as it knows</source>
        <translation>%1：%2 发往 %3，即它所知的 leader</translation>
    </message>
    <message>
        <source>No batch of %1 for %2 is open</source>
        <translation>%1 没有为 %2 打开的批次</translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 of %2 for %3 is open since %4: %n record(s), %5 (batch.size)</source>
        <translation>
            <numerusform>%2 发往 %3 的批次 %1 自 %4 起打开：%n 条记录，%5（batch.size）</numerusform>
        </translation>
    </message>
    <message>
        <source>linger.ms of %1 begins with the first record of a batch</source>
        <translation>%1 的 linger.ms 从批次的第一条记录开始计时</translation>
    </message>
    <message>
        <source>%1: linger %2 of %3 left</source>
        <translation>%1：linger 还剩 %2（共 %3）</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>the next record opens a new batch</source>
        <translation>下一条记录会新开批次</translation>
    </message>
    <message>
        <source>full</source>
        <comment>a bucket</comment>
        <translation>已满</translation>
    </message>
    <message>
        <source>full: the next record opens a new batch</source>
        <translation>已满：下一条记录会新开批次</translation>
    </message>
    <message>
        <source>linger %1 left</source>
        <translation>linger 还剩 %1</translation>
    </message>
    <message>
        <source>due</source>
        <comment>a batch whose linger.ms is over</comment>
        <translation>到时</translation>
    </message>
    <message>
        <source>linger.ms=0: goes at once</source>
        <translation>linger.ms=0：立即发出</translation>
    </message>
    <message>
        <source>linger is over: goes next</source>
        <translation>linger 已到：下一个发出</translation>
    </message>
    <message>
        <source>no leader</source>
        <translation>无 leader</translation>
    </message>
    <message>
        <source>waits: no leader is known</source>
        <translation>等待：不知道 leader</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>muted until %1 has answered</source>
        <translation>静默，直到 %1 应答</translation>
    </message>
    <message>
        <source>behind a retry</source>
        <translation>排在重试之后</translation>
    </message>
    <message>
        <source>waits behind a batch that is sent again</source>
        <translation>排在待重发的批次之后</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>waits: %1 in flight to %2</source>
        <translation>等待：发往 %2 的在途请求 %1</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>waits: %1 throttles</source>
        <translation>等待：%1 限流</translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 for %2, %n record(s): sent %3 times in vain, waits to be sent again. It was closed because %4</source>
        <translation>
            <numerusform>发往 %2 的批次 %1，%n 条记录：已发送 %3 次未成功，等待重发。关闭原因：%4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 for %2, %n record(s), waits to be sent. It was closed because %3</source>
        <translation>
            <numerusform>发往 %2 的批次 %1，%n 条记录，等待发送。关闭原因：%3</numerusform>
        </translation>
    </message>
    <message>
        <source>record %1 waits for %2 since %3 · at most %4 more (max.block.ms)</source>
        <translation>记录 %1 自 %3 起等待 %2 · 最多再等 %4（max.block.ms）</translation>
    </message>
    <message>
        <source>record %1 waits since %2, at most %3 more</source>
        <translation>记录 %1 自 %2 起等待，最多再等 %3</translation>
    </message>
    <message>
        <source>record %1 waits since %2</source>
        <translation>记录 %1 自 %2 起等待</translation>
    </message>
    <message>
        <source>record %1 waits</source>
        <translation>记录 %1 在等待</translation>
    </message>
    <message>
        <source>send() of record %1 is blocked: a batch needs %2 of buffer.memory. It waits since %3 and fails in %4 (max.block.ms)</source>
        <translation>记录 %1 的 send() 被阻塞：批次需要 buffer.memory 中的 %2。自 %3 起等待，再过 %4 失败（max.block.ms）</translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation>批次 %1</translation>
    </message>
    <message>
        <source>%1 · in %2</source>
        <comment>a batch; when it is sent again</comment>
        <translation>%1 · %2 后</translation>
    </message>
    <message>
        <source>%1 · goes next</source>
        <comment>a batch that is sent again</comment>
        <translation>%1 · 下一个发出</translation>
    </message>
    <message>
        <source>backoff %1 ±20 %</source>
        <translation>退避 %1 ±20 %</translation>
    </message>
    <message>
        <source>backoff %1</source>
        <translation>退避 %1</translation>
    </message>
    <message>
        <source>Batch %1 for %2 failed with %3 and is sent again in %4: attempt %5, after a backoff of %6</source>
        <translation>发往 %2 的批次 %1 因 %3 失败，%4 后重发：第 %5 次尝试，退避 %6</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>第 %1 次尝试</translation>
    </message>
    <message>
        <source>%1 holds %2 of buffer.memory: each batch takes at least batch.size, however little is in it. Its batches have %3 now</source>
        <translation>%1 占用 buffer.memory 中的 %2：每个批次不管装了多少，至少占用 batch.size。其批次现有 %3</translation>
    </message>
    <message>
        <source>no sender blocked</source>
        <translation>没有被阻塞的发送者</translation>
    </message>
    <message numerus="yes">
        <source>%n sender(s) blocked</source>
        <translation>
            <numerusform>%n 个发送者被阻塞</numerusform>
        </translation>
    </message>
    <message>
        <source>compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>no batch was compressed so far</source>
        <translation>至今没有压缩过批次</translation>
    </message>
    <message>
        <source>compression.type=none: batches leave as they are</source>
        <translation>compression.type=none：批次原样发出</translation>
    </message>
    <message>
        <source>Batch %1 for %2 was compressed with %3: %4. It expects %5 of the next one</source>
        <translation>发往 %2 的批次 %1 用 %3 压缩：%4。预计下一个批次为 %5</translation>
    </message>
    <message>
        <source>%1 on the wire and on disk</source>
        <translation>网络和磁盘上均为 %1</translation>
    </message>
    <message>
        <source>batch %1 for %2</source>
        <translation>发往 %2 的批次 %1</translation>
    </message>
    <message>
        <source>expected of the next batch: %1 · all so far: %2</source>
        <comment>compression ratios</comment>
        <translation>预计下一个批次：%1 · 迄今总计：%2</translation>
    </message>
    <message>
        <source>retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>nothing waits to be sent again</source>
        <translation>没有等待重发的批次</translation>
    </message>
    <message numerus="yes">
        <source>and %n more batch(es)</source>
        <translation>
            <numerusform>另有 %n 个批次</numerusform>
        </translation>
    </message>
    <message>
        <source>no partition</source>
        <translation>没有分区</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <comment>the first and the last of several partitions</comment>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>idempotent, without an id so far</source>
        <translation>幂等，尚无 id</translation>
    </message>
    <message>
        <source>not idempotent</source>
        <translation>非幂等</translation>
    </message>
    <message>
        <source>idempotent: producer id %1, epoch %2</source>
        <translation>幂等：producer id %1，epoch %2</translation>
    </message>
    <message>
        <source>uncompressed</source>
        <translation>未压缩</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>close() waits for what is left</source>
        <translation>close() 等待剩余批次</translation>
    </message>
    <message numerus="yes">
        <source>%n flush() wait(s)</source>
        <translation>
            <numerusform>%n 个 flush() 在等待</numerusform>
        </translation>
    </message>
    <message>
        <source>Producer %1</source>
        <translation>生产者 %1</translation>
    </message>
    <message>
        <source>Producer %1 (%2): %3 records sent, %4 acknowledged, %5 failed, %6 batches sent again</source>
        <translation>生产者 %1（%2）：已发送 %3 条记录，%4 条已确认，%5 条失败，%6 个批次重发</translation>
    </message>
    <message>
        <source>zoom of its card</source>
        <translation>卡片放大图</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>requests in flight; how many there may be</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1: %2 requests in flight (max.in.flight.requests.per.connection)</source>
        <translation>%1：%2 个在途请求（max.in.flight.requests.per.connection）</translation>
    </message>
    <message>
        <source>%1 is over its quota: %2 reads nothing more for %3</source>
        <translation>%1 超出配额：%2 在 %3 内不再读取</translation>
    </message>
    <message>
        <source>muted: %1</source>
        <comment>partitions that nothing is sent to before the answer comes</comment>
        <translation>静默：%1</translation>
    </message>
    <message>
        <source>throttled %1</source>
        <translation>限流 %1</translation>
    </message>
    <message numerus="yes">
        <source>+ %n more batch(es)</source>
        <translation>
            <numerusform>+ 另外 %n 个批次</numerusform>
        </translation>
    </message>
    <message>
        <source>on its way to %1</source>
        <translation>正在发往 %1</translation>
    </message>
    <message>
        <source>%1 has it and has not answered</source>
        <translation>%1 已收到，尚未应答</translation>
    </message>
    <message>
        <source>the answer of %1 is on its way</source>
        <translation>%1 的应答在途中</translation>
    </message>
    <message>
        <source>lost on the way: no answer will come</source>
        <translation>途中丢失：不会有应答</translation>
    </message>
    <message numerus="yes">
        <source>Produce request with %n batch(es), sent %1 ago: %2. request.timeout.ms is over in %3</source>
        <translation>
            <numerusform>Produce 请求，%n 个批次，%1 前发出：%2。%3 后 request.timeout.ms 到期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 for %2, %n record(s), %3, in flight to %4, attempt %5</source>
        <translation>
            <numerusform>发往 %2 的批次 %1，%n 条记录，%3，在途（%4），第 %5 次尝试</numerusform>
        </translation>
    </message>
    <message>
        <source>in flight: with acks=0 nothing is waited for</source>
        <translation>在途：acks=0 时不等待应答</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>not answered yet</source>
        <comment>a batch</comment>
        <translation>尚未应答</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <comment>a batch</comment>
        <translation>已确认</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a batch</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>too large for the broker and split</source>
        <comment>a batch</comment>
        <translation>对 broker 而言过大，已拆分</translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 for %2: %n record(s), %3 (batch.size), %4. It was closed because %5</source>
        <translation>
            <numerusform>发往 %2 的批次 %1：%n 条记录，%3（batch.size），%4。关闭原因：%5</numerusform>
        </translation>
    </message>
    <message>
        <source>last batches</source>
        <translation>最近的批次</translation>
    </message>
    <message>
        <source>no batch was closed so far</source>
        <translation>至今没有关闭过批次</translation>
    </message>
    <message>
        <source>null</source>
        <comment>a key</comment>
        <translation>null</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of %1, from %2 to %3, in batch %4</source>
        <translation>
            <numerusform>批次 %4 中 %1 的 %n 条记录，从 %2 到 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>Record %1 of %2: key %3, %4 of key and value</source>
        <translation>%2 的记录 %1：键 %3，键和值共 %4</translation>
    </message>
    <message>
        <source>Record %1 of %2</source>
        <translation>%2 的记录 %1</translation>
    </message>
    <message>
        <source>seq %1</source>
        <comment>sequence numbers of a batch</comment>
        <translation>seq %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>This run has no producer.</source>
        <translation>本次运行没有生产者。</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>full</source>
        <comment>a batch was closed</comment>
        <translation>已满</translation>
    </message>
    <message>
        <source>linger</source>
        <comment>a batch was closed</comment>
        <translation>linger</translation>
    </message>
    <message>
        <source>drained with another</source>
        <comment>a batch was closed</comment>
        <translation>随同发出</translation>
    </message>
    <message>
        <source>memory</source>
        <comment>a batch was closed</comment>
        <translation>内存</translation>
    </message>
    <message>
        <source>split</source>
        <comment>a batch was closed</comment>
        <translation>拆分</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::ProducerView</name>
    <message>
        <source>Which producer</source>
        <translation>哪个生产者</translation>
    </message>
    <message>
        <source>Which producer is shown</source>
        <translation>显示哪个生产者</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::PropertyMeaning</name>
    <message>
        <source>Whose word a send waits for: nobody (0), the leader (1) or every replica in sync (all). More: slower, and fewer records lost when a broker fails.</source>
        <translation>发送要等谁的确认：不等（0）、leader（1）、所有同步副本（all）。等得越多越慢，broker 故障时丢的记录越少。</translation>
    </message>
    <message>
        <source>Most bytes of one batch of one partition. Larger: fuller requests and better compression if there is enough to send or linger.ms waits; smaller: more requests. 0: a record each.</source>
        <translation>一个分区的一个批次最多多少字节。越大：只要数据够多或 linger.ms 肯等，请求就更满、压缩更好；越小：请求更多。0：每批一条记录。</translation>
    </message>
    <message>
        <source>Bytes for all records that wait to be sent, over all partitions. When they are used up, send() blocks for max.block.ms. Larger: rides out longer outages; smaller: blocks sooner.</source>
        <translation>所有待发送记录（不分分区）可用的内存。用完后 send() 会阻塞，最多 max.block.ms。越大：能扛更久的故障；越小：更早阻塞。</translation>
    </message>
    <message>
        <source>How hard gzip tries, 1 to 9; -1 is its own default, 6. Higher: smaller batches for more processor time.</source>
        <translation>gzip 压缩得多用力，1 到 9；-1 为它自己的默认值 6。越高：批次越小，越费 CPU。</translation>
    </message>
    <message>
        <source>How hard lz4 tries, 1 to 17. Higher: smaller batches for more processor time; reading them is as quick.</source>
        <translation>lz4 压缩得多用力，1 到 17。越高：批次越小，越费 CPU；解压速度不变。</translation>
    </message>
    <message>
        <source>The codec of each batch. Whole batches are compressed, so full ones shrink best. A codec costs processor time and saves network and disk.</source>
        <translation>每个批次用的压缩算法。压缩以整批为单位，批次越满压得越小。压缩花 CPU，省网络和磁盘。</translation>
    </message>
    <message>
        <source>How hard zstd tries, -131072 to 22. Higher: smaller batches for more processor time and memory.</source>
        <translation>zstd 压缩得多用力，-131072 到 22。越高：批次越小，越费 CPU 和内存。</translation>
    </message>
    <message>
        <source>Time from send() to success or failure of a record, with linger, retries and everything. Larger: more retries before a record is given up; smaller: fails sooner.</source>
        <translation>从 send() 到一条记录成功或失败的总时限，包括 linger 和所有重试。越大：放弃前重试得越多；越小：越早失败。</translation>
    </message>
    <message>
        <source>The broker drops batches that a retry sent twice and keeps them in order, by producer id and sequence number. Needs acks=all, retries and at most 5 requests in flight.</source>
        <translation>broker 按 producer ID 和序列号丢掉重试造成的重复批次，并保持顺序。要求 acks=all、允许重试、在途请求不超过 5 个。</translation>
    </message>
    <message>
        <source>How long a batch that is not full waits for more records. Larger: fuller and fewer batches, later records; 0: it leaves as soon as the sender gets to it.</source>
        <translation>未满的批次等更多记录等多久。越大：批次更满更少，记录更晚；0：发送线程一轮到它就发。</translation>
    </message>
    <message>
        <source>How long send() waits for metadata and buffer memory together before it throws a TimeoutException. Smaller: the application hears sooner that something is stuck.</source>
        <translation>send() 等元数据和缓冲内存总共等多久，之后抛 TimeoutException。越小：应用越早知道卡住了。</translation>
    </message>
    <message>
        <source>Requests without an answer to one broker at a time. More: fuller pipes; above 1 without idempotence, a retry may reorder records.</source>
        <translation>对一个 broker 同时有多少个未答复的请求。越多：管道越满；没有幂等时大于 1，重试可能打乱顺序。</translation>
    </message>
    <message>
        <source>Most bytes of one request and of one record before compression. A larger record fails at once with RecordTooLargeException. Keep it at or below the broker&apos;s message.max.bytes.</source>
        <translation>一个请求、以及一条记录压缩前最多多少字节。更大的记录立即失败（RecordTooLargeException）。不要超过 broker 的 message.max.bytes。</translation>
    </message>
    <message>
        <source>How old metadata may get before it is asked for anew even though nothing went wrong. Smaller: new partitions are noticed sooner, for more requests.</source>
        <translation>元数据多旧就重新获取，即使一切正常。越小：越早发现新分区，请求越多。</translation>
    </message>
    <message>
        <source>A topic that was not sent to for so long is dropped from the metadata. Smaller: less to refresh, and the next send waits for it again.</source>
        <translation>多久没发过的 topic 从元数据里去掉。越小：刷新的内容越少，但下次发送要重新等元数据。</translation>
    </message>
    <message>
        <source>Records without key go more often to brokers that keep up and less to slow ones. Off: to all partitions alike.</source>
        <translation>无 key 的记录多发给跟得上的 broker，少发给慢的。关闭：各分区一视同仁。</translation>
    </message>
    <message>
        <source>A partition whose broker has not taken batches for so long gets no records without key. 0: never left out.</source>
        <translation>broker 多久取不走批次，就暂不往它的分区发无 key 的记录。0：从不避开。</translation>
    </message>
    <message>
        <source>Who picks the partition of a record. Not set: murmur2 of the key; without key one partition at a time until batch.size bytes are sent there.</source>
        <translation>由谁为记录选分区。不设：按 key 的 murmur2；无 key 时粘在一个分区，发满 batch.size 字节再换。</translation>
    </message>
    <message>
        <source>The key no longer decides the partition: records are spread as if they had none, and records of one key lose their order.</source>
        <translation>key 不再决定分区：记录像没有 key 一样分散，同一 key 的记录失去顺序。</translation>
    </message>
    <message>
        <source>The most that the wait between attempts to connect grows to. Larger: gentler with a broker that is down, later back.</source>
        <translation>两次重连之间的等待最多增长到多少。越大：对宕机的 broker 越客气，恢复得越晚。</translation>
    </message>
    <message>
        <source>First wait before connecting to the same broker again; it doubles each time. Smaller: back sooner, more attempts in vain.</source>
        <translation>第一次重连同一 broker 前等多久，每次加倍。越小：恢复越快，白试越多。</translation>
    </message>
    <message>
        <source>How long an answer may take. Then the connection is closed and the batches are sent again: if only the answer was lost, twice without idempotence. Smaller: retries sooner.</source>
        <translation>一个请求最多等多久的答复。超时就断开连接重发：若丢的只是答复，没有幂等时会存两份。越小：越早重试。</translation>
    </message>
    <message>
        <source>How often a batch is sent again after an error that may pass. Kafka advises to leave it and to bound the time with delivery.timeout.ms. 0: the first error is final, idempotence is off.</source>
        <translation>遇到可恢复的错误时一个批次重发多少次。Kafka 建议不改它，用 delivery.timeout.ms 限时。0：一错即败，幂等也关闭。</translation>
    </message>
    <message>
        <source>The most that the wait between retries grows to. Larger: less load on a broker in trouble, later recovery.</source>
        <translation>两次重试之间的等待最多增长到多少。越大：对出问题的 broker 压力越小，恢复越晚。</translation>
    </message>
    <message>
        <source>First wait before a retry; since Kafka 3.7 it doubles each time, give or take 20 %. Smaller: quicker recovery, more requests in vain.</source>
        <translation>第一次重试前等多久；自 Kafka 3.7 起每次加倍，上下浮动 20 %。越小：恢复越快，白发的请求越多。</translation>
    </message>
    <message>
        <source>Whether asking for a topic that is not there lets the broker create it.</source>
        <translation>请求不存在的 topic 时，是否允许 broker 自动创建它。</translation>
    </message>
    <message>
        <source>Where to begin without a valid offset: at the first record (earliest), after the last (latest), or with an error (none). latest skips what was written before.</source>
        <translation>没有有效 offset 时从哪里开始：最早（earliest）、最新（latest）或报错（none）。latest 会跳过之前写入的记录。</translation>
    </message>
    <message>
        <source>The rack that the consumer stands in. With a rack-aware replica selector it fetches from a replica in that rack instead of the leader.</source>
        <translation>consumer 所在的机架。broker 用机架感知的副本选择器时，就从同机架的副本读取，而不是从 leader。</translation>
    </message>
    <message>
        <source>Most bytes of one answer, over all partitions. The first batch comes even if it is larger. Smaller: more requests, less memory.</source>
        <translation>一次答复所有分区合计最多多少字节。第一个批次再大也会返回。越小：请求越多，内存越省。</translation>
    </message>
    <message>
        <source>How long the broker holds a fetch back while fetch.min.bytes are not there. Larger: fewer empty answers; it delays records only if fetch.min.bytes is above 1.</source>
        <translation>数据不足 fetch.min.bytes 时，broker 最多把请求压多久。越大：空答复越少；只有 fetch.min.bytes 大于 1 时才会拖慢记录。</translation>
    </message>
    <message>
        <source>The broker answers when so many bytes are there, or after fetch.max.wait.ms. Larger: fewer and fuller answers, later records; 1: at once.</source>
        <translation>攒够这么多字节 broker 才答复，或等到 fetch.max.wait.ms。越大：答复越少越满，记录越晚；1：有就答。</translation>
    </message>
    <message>
        <source>Most bytes of one partition in one answer; a first batch that is larger comes nevertheless. Larger: catches up faster, needs more memory.</source>
        <translation>一次答复里一个分区最多多少字节；第一个批次更大也会返回。越大：追赶越快，占内存越多。</translation>
    </message>
    <message>
        <source>Most records that one poll() hands out. It does not change what is fetched. Smaller: shorter rounds between polls.</source>
        <translation>一次 poll() 最多交出多少条。不影响拉取的数据量。越小：两次 poll 之间的一轮越短。</translation>
    </message>
    <message>
        <source>How old metadata may get before it is asked for anew. Smaller: new partitions and leaders are noticed sooner, for more requests.</source>
        <translation>元数据多旧就重新获取。越小：越早发现新分区和新 leader，请求越多。</translation>
    </message>
    <message>
        <source>How long an answer may take before the request is sent again. It must be longer than fetch.max.wait.ms to be of use.</source>
        <translation>一个请求最多等多久的答复，之后重发。应大于 fetch.max.wait.ms 才有意义。</translation>
    </message>
    <message>
        <source>First wait before a request is tried again; since Kafka 3.7 it doubles each time. Smaller: quicker recovery, more requests in vain.</source>
        <translation>第一次重试前等多久；自 Kafka 3.7 起每次加倍。越小：恢复越快，白发的请求越多。</translation>
    </message>
    <message>
        <source>What becomes of old segments: delete them after the retention, compact them to the last record of each key, or both.</source>
        <translation>旧日志段怎么处理：过了保留期删除（delete）、压实到每个 key 的最后一条（compact），或两者都要。</translation>
    </message>
    <message>
        <source>The codec on disk. producer keeps batches as they came; any other one makes the broker compress them anew.</source>
        <translation>磁盘上的压缩算法。producer 保持原样；其他值会让 broker 重新压缩。</translation>
    </message>
    <message>
        <source>How long a tombstone stays after compaction, so that readers can still learn of the deletion. Smaller: a slow reader may miss it.</source>
        <translation>压实后墓碑（null 值）还保留多久，好让读者知道已删除。越小：慢的读者可能错过。</translation>
    </message>
    <message>
        <source>Time between taking a segment out of the log and deleting its files. Readers that still have it open need it.</source>
        <translation>日志段从日志中移除到真正删除文件之间的时间，留给还在读它的人。</translation>
    </message>
    <message>
        <source>fsync after so many records. 1: each append reaches the disk before its ack, slowly. The default leaves it to the system and safety to replication.</source>
        <translation>每多少条记录 fsync 一次。1：每次追加先落盘再确认，很慢。默认交给操作系统，安全靠副本。</translation>
    </message>
    <message>
        <source>Longest time that a record waits for fsync. Smaller: a power loss takes less, appends are slower. The default never forces it.</source>
        <translation>记录最多多久必须 fsync。越小：断电丢得越少，追加越慢。默认从不强制。</translation>
    </message>
    <message>
        <source>Bytes of log between two entries of the offset index. Smaller: larger index, shorter search; larger: the other way round.</source>
        <translation>offset 索引两个条目之间隔多少字节日志。越小：索引越大，查找越短；越大则相反。</translation>
    </message>
    <message>
        <source>At the latest after this time a record can be compacted, however clean the log is. Smaller: old values of a key go sooner, more work.</source>
        <translation>记录最迟多久后必须可被压实，不管日志多干净。越小：旧值消失得越早，工作越多。</translation>
    </message>
    <message>
        <source>Largest batch that the leader takes, after compression. A larger one is answered with MESSAGE_TOO_LARGE; the producer then splits it. Not set: the brokers&apos; message.max.bytes.</source>
        <translation>leader 接受的最大批次（压缩后）。更大的答 MESSAGE_TOO_LARGE，producer 会拆分。不设则用 broker 的 message.max.bytes。</translation>
    </message>
    <message>
        <source>A record whose timestamp is further in the future than this is refused with INVALID_TIMESTAMP. Smaller: stricter with wrong clocks.</source>
        <translation>时间戳比现在超前多于这么久的记录被拒（INVALID_TIMESTAMP）。越小：对错误的时钟越严格。</translation>
    </message>
    <message>
        <source>A record whose timestamp is further in the past than this is refused with INVALID_TIMESTAMP. Smaller: old data cannot be loaded.</source>
        <translation>时间戳比现在落后多于这么久的记录被拒（INVALID_TIMESTAMP）。越小：旧数据越难补录。</translation>
    </message>
    <message>
        <source>Whose clock stamps the records: the producer&apos;s (CreateTime) or the leader&apos;s (LogAppendTime). It decides retention by time and lookup by time.</source>
        <translation>用谁的时钟打时间戳：producer（CreateTime）或 leader（LogAppendTime）。它决定按时间保留和按时间查找。</translation>
    </message>
    <message>
        <source>Share of the log that is not compacted yet before the cleaner starts. Smaller: less waste, more work; larger: the other way round.</source>
        <translation>未压实部分占多大比例时清理线程才动手。越小：浪费越少，工作越多；越大则相反。</translation>
    </message>
    <message>
        <source>A record stays uncompacted at least so long. Larger: readers that lag see more of the values in between.</source>
        <translation>记录至少这么久不被压实。越大：落后的读者能看到更多中间值。</translation>
    </message>
    <message>
        <source>With acks=all the leader refuses batches while fewer replicas than this are in sync (NOT_ENOUGH_REPLICAS). More: safer, sooner unavailable for writes. It counts the leader.</source>
        <translation>acks=all 时，同步副本少于此数 leader 就拒收（NOT_ENOUGH_REPLICAS）。越多：越安全，也越容易不可写。leader 也算一个。</translation>
    </message>
    <message>
        <source>Size of a partition beyond which its oldest segments are deleted; -1: no limit. It holds for each partition, not for the topic.</source>
        <translation>分区超过这个大小就删最老的日志段；-1：不限。按每个分区算，不是整个 topic。</translation>
    </message>
    <message>
        <source>Age beyond which a segment is deleted, by its newest timestamp; -1: never. Smaller: less disk, less to read again.</source>
        <translation>日志段的最新时间戳超过这个年龄就删除；-1：永不。越小：越省磁盘，能重读的越少。</translation>
    </message>
    <message>
        <source>Size at which the log begins a new segment. Smaller: retention and compaction work in finer steps, more files.</source>
        <translation>日志达到多大就开新的日志段。越小：保留和压实的粒度越细，文件越多。</translation>
    </message>
    <message>
        <source>Largest size of an index file; a full index begins a new segment. Smaller: shorter segments.</source>
        <translation>索引文件最大多大；索引满了就开新的日志段。越小：日志段越短。</translation>
    </message>
    <message>
        <source>Age at which a new segment begins even if the old one is not full. Smaller: quiet topics can be cleaned sooner.</source>
        <translation>日志段到这个年龄就换新的日志段，即使没满。越小：冷清的 topic 能更早清理。</translation>
    </message>
    <message>
        <source>With no replica in sync left, a replica out of sync may lead. On: available again, what it lacks is lost; off: the partition waits.</source>
        <translation>没有同步副本时，允许不同步的副本当 leader。开：恢复可用，但它缺的记录丢失；关：分区一直等。</translation>
    </message>
    <message>
        <source>Whether a topic that a client asks for is created when it is not there. Off: the client gets UNKNOWN_TOPIC_OR_PARTITION until somebody creates it.</source>
        <translation>客户端请求不存在的 topic 时是否自动创建。关闭：在有人创建之前一直答 UNKNOWN_TOPIC_OR_PARTITION。</translation>
    </message>
    <message>
        <source>The controller gives leadership back to the preferred replica when it is in sync again. Off: leaders stay where failures put them.</source>
        <translation>首选副本重新同步后，控制器把 leader 还给它。关闭：leader 留在故障后的地方。</translation>
    </message>
    <message>
        <source>How often a broker tells the controller that it lives. Smaller: more traffic; it must be well below broker.session.timeout.ms.</source>
        <translation>broker 多久向控制器报一次平安。越小：流量越多；须远小于 broker.session.timeout.ms。</translation>
    </message>
    <message>
        <source>Without a heartbeat for so long the controller fences the broker and elects other leaders. Smaller: quicker failover, more false alarms.</source>
        <translation>多久没有心跳控制器就隔离这个 broker 并另选 leader。越小：切换越快，误判越多。</translation>
    </message>
    <message>
        <source>The codec on disk for topics that set none. producer keeps batches as they came.</source>
        <translation>没有自己设置的 topic 在磁盘上用的压缩算法。producer 保持原样。</translation>
    </message>
    <message>
        <source>Before it stops in good order, a broker hands its leaderships over. Off: its partitions are without leader for a while.</source>
        <translation>正常停机前，broker 先交出 leader。关闭：它的分区会有一阵没有 leader。</translation>
    </message>
    <message>
        <source>Longest random pause before a controller candidate tries again. Larger: fewer split votes, later result.</source>
        <translation>控制器候选人再次竞选前随机等待的上限。越大：选票分散越少，结果越晚。</translation>
    </message>
    <message>
        <source>How long a controller candidate waits for votes before a new election. Smaller: quicker, more elections in vain.</source>
        <translation>控制器候选人等选票等多久，之后重新选举。越小：越快，白选的越多。</translation>
    </message>
    <message>
        <source>How long a controller does without answers of the active one before it stands for election. Smaller: quicker failover, more false alarms.</source>
        <translation>控制器多久收不到现任的答复就参加竞选。越小：切换越快，误判越多。</translation>
    </message>
    <message>
        <source>How long one request between controllers may take. Smaller: lost ones are noticed sooner.</source>
        <translation>控制器之间一个请求最多多久。越小：越早发现丢失。</translation>
    </message>
    <message>
        <source>Pause before controllers repeat a failed request. Smaller: quicker, more traffic.</source>
        <translation>控制器重发失败请求前的停顿。越小：越快，流量越多。</translation>
    </message>
    <message>
        <source>Replicas of a topic that is created without saying how many. More: survives more failures, for more disk and traffic.</source>
        <translation>创建 topic 时不说副本数，就用这个。越多：能扛更多故障，占更多磁盘和流量。</translation>
    </message>
    <message>
        <source>The controller remembers replicas that left the ISR with everything committed (KIP-966); they may be elected without loss.</source>
        <translation>控制器记住离开 ISR 时数据齐全的副本（KIP-966）；选它们当 leader 不会丢记录。</translation>
    </message>
    <message>
        <source>How often the controller looks whether preferred replicas should lead again. Smaller: balance returns sooner.</source>
        <translation>控制器多久检查一次该不该换回首选副本。越小：越早恢复均衡。</translation>
    </message>
    <message>
        <source>How long the cleaner rests when there was nothing to compact. Smaller: notices work sooner.</source>
        <translation>没有可压实的日志时清理线程歇多久。越小：越早发现新工作。</translation>
    </message>
    <message>
        <source>Memory for the cleaner&apos;s map of keys. Larger: more records are compacted in one pass.</source>
        <translation>清理线程的 key 映射表用多少内存。越大：一趟能压实更多记录。</translation>
    </message>
    <message>
        <source>Whether logs are compacted at all. Off: topics with cleanup.policy=compact grow without end.</source>
        <translation>到底压不压实日志。关闭：cleanup.policy=compact 的 topic 会无限增长。</translation>
    </message>
    <message>
        <source>How full the cleaner&apos;s map of keys may get. Larger: more records in one pass, more hash collisions.</source>
        <translation>清理线程的 key 映射表可以多满。越大：一趟处理更多，哈希冲突也更多。</translation>
    </message>
    <message>
        <source>How often the recovery point is written down. Smaller: less to check after a crash.</source>
        <translation>多久记一次恢复点。越小：崩溃后要检查的越少。</translation>
    </message>
    <message>
        <source>How often the broker looks whether a log is due for fsync by flush.ms. The default never looks.</source>
        <translation>broker 多久检查一次有没有日志该按 flush.ms 落盘。默认从不检查。</translation>
    </message>
    <message>
        <source>How often log start offsets are written down. Smaller: deleted records stay deleted after a crash more surely.</source>
        <translation>多久记一次日志起始 offset。越小：崩溃后已删的记录越不会重现。</translation>
    </message>
    <message>
        <source>Time from the start of a broker to the first retention check, flush and checkpoint. Kafka does not document it; lessons shorten it.</source>
        <translation>broker 启动到第一次保留检查、落盘和检查点之间的时间。Kafka 没有写进文档；课程会调短。</translation>
    </message>
    <message>
        <source>How often the broker looks for segments to delete. Smaller: retention is kept more exactly.</source>
        <translation>broker 多久找一次该删的日志段。越小：保留期执行得越准。</translation>
    </message>
    <message>
        <source>Largest batch that the brokers take, after compression, in topics that set no max.message.bytes. A larger one is answered with MESSAGE_TOO_LARGE.</source>
        <translation>没设 max.message.bytes 的 topic 接受的最大批次（压缩后）。更大的答 MESSAGE_TOO_LARGE。</translation>
    </message>
    <message>
        <source>The same as the topic&apos;s property, for topics that do not set it: with acks=all, writes are refused while fewer replicas are in sync. More: safer, sooner unavailable.</source>
        <translation>与 topic 的同名属性相同，供没设它的 topic 用：acks=all 时同步副本更少就拒绝写入。越多：越安全，也越容易不可写。</translation>
    </message>
    <message>
        <source>Partitions of a topic that is created without saying how many. More: more parallel consumers, more files and leaders.</source>
        <translation>创建 topic 时不说分区数，就用这个。越多：能并行的 consumer 越多，文件和 leader 也越多。</translation>
    </message>
    <message>
        <source>How often producer ids that were not used for producer.id.expiration.ms are looked for.</source>
        <translation>多久找一次超过 producer.id.expiration.ms 没用的 producer ID。</translation>
    </message>
    <message>
        <source>A producer id that wrote nothing for so long is forgotten, and with it the batches that would show a duplicate. Smaller: less memory, a late retry is stored twice.</source>
        <translation>多久没写的 producer ID 被忘掉，连同用来认出重复的批次信息。越小：越省内存，迟到的重试会存两份。</translation>
    </message>
    <message>
        <source>How many samples a quota&apos;s rate is measured over. More: smoother, slower to react.</source>
        <translation>配额速率用多少个采样来算。越多：越平滑，反应越慢。</translation>
    </message>
    <message>
        <source>Length of one sample of a quota&apos;s rate. Larger: allows longer bursts.</source>
        <translation>配额速率一个采样多长。越大：容许越长的突发。</translation>
    </message>
    <message>
        <source>How long a follower waits after a fetch failed. Smaller: catches up sooner, more traffic in vain.</source>
        <translation>follower 拉取失败后等多久。越小：越早追上，白发的请求越多。</translation>
    </message>
    <message>
        <source>Most bytes of one partition that a follower fetches at once; a larger first batch comes nevertheless. Larger: catches up faster.</source>
        <translation>follower 一次为一个分区最多拉多少字节；第一个批次更大也会返回。越大：追赶越快。</translation>
    </message>
    <message>
        <source>A leader answers a follower when so many bytes are there, or after replica.fetch.wait.max.ms. Larger: fewer fetches, slower acks=all.</source>
        <translation>攒够这么多字节 leader 才答复 follower，或等到 replica.fetch.wait.max.ms。越大：拉取越少，acks=all 越慢。</translation>
    </message>
    <message>
        <source>How long a leader holds a follower&apos;s fetch back while there is nothing new. Larger: less traffic when it is quiet; followers learn of a new high watermark later.</source>
        <translation>没有新数据时 leader 最多把 follower 的请求压多久。越大：空闲时流量越少；follower 得知新的高水位越晚。</translation>
    </message>
    <message>
        <source>How often high watermarks are written down. Smaller: a restarted broker knows more of what is committed.</source>
        <translation>多久记一次高水位。越小：重启的 broker 越清楚哪些已提交。</translation>
    </message>
    <message>
        <source>A follower that has not caught up for so long leaves the ISR. Smaller: acks=all waits less for a slow follower, the ISR shrinks more easily.</source>
        <translation>follower 多久没追上就被移出 ISR。越小：acks=all 少等慢 follower，ISR 也更容易收缩。</translation>
    </message>
    <message>
        <source>Who picks the replica that a consumer fetches from. Not set: the leader; RackAwareReplicaSelector: one in the consumer&apos;s client.rack.</source>
        <translation>由谁为 consumer 选读取的副本。不设：leader；RackAwareReplicaSelector：与 consumer client.rack 同机架的副本。</translation>
    </message>
    <message>
        <source>How long a follower waits for its leader&apos;s answer. It may not be below replica.fetch.wait.max.ms. Smaller: notices a dead leader sooner.</source>
        <translation>follower 等 leader 答复等多久。不能小于 replica.fetch.wait.max.ms。越小：越早发现 leader 已死。</translation>
    </message>
    <message>
        <source>The same as the topic&apos;s property, for topics that do not set it. On: a replica out of sync may lead when no other is left, and what it lacks is lost.</source>
        <translation>与 topic 的同名属性相同，供没设它的 topic 用。开：没有别的副本时允许不同步的当 leader，它缺的记录丢失。</translation>
    </message>
    <message>
        <source>How often the controller looks for partitions without leader that may have an unclean election. Kafka does not document it. Smaller: sooner available again.</source>
        <translation>控制器多久找一次可以做非干净选举的无主分区。Kafka 没有写进文档。越小：越早恢复可用。</translation>
    </message>
    <message>
        <source>The most that socket.connection.setup.timeout.ms grows to.</source>
        <translation>socket.connection.setup.timeout.ms 最多增长到的值。</translation>
    </message>
    <message>
        <source>How long a connection to a broker may take to come about; it doubles each time. Smaller: a broker that says nothing is tried anew sooner.</source>
        <translation>建立到 broker 的连接最多可用的时间；每次加倍。调小：对没有回应的 broker 更早重新尝试。</translation>
    </message>
    <message>
        <source>How hard the broker tries where it compresses with gzip itself, 1 to 9; -1 is 6. Higher: smaller batches for more processor time.</source>
        <translation>broker 自己用 gzip 压缩时的级别，1 到 9；-1 即 6。越高：批次越小，耗费的处理器时间越多。</translation>
    </message>
    <message>
        <source>How hard the broker tries where it compresses with lz4 itself, 1 to 17. Higher: smaller batches for more processor time.</source>
        <translation>broker 自己用 lz4 压缩时的级别，1 到 17。越高：批次越小，耗费的处理器时间越多。</translation>
    </message>
    <message>
        <source>How hard the broker tries where it compresses with zstd itself, -131072 to 22. Higher: smaller batches for more processor time.</source>
        <translation>broker 自己用 zstd 压缩时的级别，-131072 到 22。越高：批次越小，耗费的处理器时间越多。</translation>
    </message>
    <message>
        <source>How hard the broker tries where it compresses with gzip itself, 1 to 9; -1 is 6. Higher: smaller batches for more processor time. For topics that set none.</source>
        <translation>broker 自己用 gzip 压缩时的级别，1 到 9；-1 即 6。越高：批次越小，耗费的处理器时间越多。用于没有自行设置的 topic。</translation>
    </message>
    <message>
        <source>How hard the broker tries where it compresses with lz4 itself, 1 to 17. Higher: smaller batches for more processor time. For topics that set none.</source>
        <translation>broker 自己用 lz4 压缩时的级别，1 到 17。越高：批次越小，耗费的处理器时间越多。用于没有自行设置的 topic。</translation>
    </message>
    <message>
        <source>How hard the broker tries where it compresses with zstd itself, -131072 to 22. Higher: smaller batches for more processor time. For topics that set none.</source>
        <translation>broker 自己用 zstd 压缩时的级别，-131072 到 22。越高：批次越小，耗费的处理器时间越多。用于没有自行设置的 topic。</translation>
    </message>
    <message>
        <source>How often poll() commits the positions by itself. Smaller: less is read again after a crash, more commits; it never waits for the processing of other threads.</source>
        <translation>poll() 自动提交位置的间隔。调小：崩溃后重读的更少，提交更多；它从不等待其他线程处理完。</translation>
    </message>
    <message>
        <source>How long commitSync() and other calls that wait try again before they give up. Larger: they survive longer failovers, and the application stands still for longer.</source>
        <translation>commitSync() 等阻塞调用在放弃前重试的时间。调大：能撑过更长的故障切换，但应用停顿更久。</translation>
    </message>
    <message>
        <source>Whether poll() commits the positions by itself. true: what was handed out counts as done, whether it was processed or not; false: the application commits.</source>
        <translation>poll() 是否自动提交位置。true：已交出的就算完成，不管处理与否；false：由应用提交。</translation>
    </message>
    <message>
        <source>Whether a subscription by pattern leaves out topics of Kafka itself, such as __consumer_offsets.</source>
        <translation>按模式订阅时是否排除 Kafka 自己的 topic，如 __consumer_offsets。</translation>
    </message>
    <message>
        <source>A name that makes the consumer a static member: after a restart within session.timeout.ms it gets its partitions back without a rebalance. Each process needs its own.</source>
        <translation>使消费者成为静态成员的名称：在 session.timeout.ms 内重启后，无需再均衡就拿回分区。每个进程需要各自的名称。</translation>
    </message>
    <message>
        <source>How often a background thread tells the coordinator that the process lives; that is also how it hears of rebalances. Smaller: quicker rebalances, more requests.</source>
        <translation>后台线程告知协调者进程存活的间隔；成员也由此得知再均衡。调小：再均衡更快，请求更多。</translation>
    </message>
    <message>
        <source>How long the application may stay away from poll() before its consumer leaves the group, and how long a rebalance waits for it. Smaller: stuck handlers are found sooner, slow ones thrown out.</source>
        <translation>应用最多可以多久不调用 poll()，否则消费者离开组；也是再均衡等待它的时间。调小：卡住的处理更早发现；太小：慢的成员会被踢出。</translation>
    </message>
    <message>
        <source>The assignors that the member offers, the best first; the group takes one that all offer. Members keep their partitions during a rebalance only if all of the list are cooperative.</source>
        <translation>成员提供的分配器，最优先的在前；组使用所有成员都提供的一个。只有列表中全是协作式的，成员才能在再均衡期间保留分区。</translation>
    </message>
    <message>
        <source>How long the coordinator waits for a heartbeat before it gives the partitions of the member to others. Smaller: dead processes are found sooner; a long pause is taken for death.</source>
        <translation>协调者等不到心跳多久后，把该成员的分区交给别人。调小：更早发现死亡进程，但长时间停顿会被当作死亡。</translation>
    </message>
    <message>
        <source>How long the coordinator waits for more members before the first rebalance of an empty group. Larger: fewer rebalances at a start; smaller: the first records are read sooner.</source>
        <translation>空组第一次再均衡之前，协调者等待更多成员的时间。调大：启动时再均衡更少；调小：更早读到第一批记录。</translation>
    </message>
    <message>
        <source>The longest session.timeout.ms that a consumer may ask for; beyond it JoinGroup is answered with INVALID_SESSION_TIMEOUT.</source>
        <translation>消费者可以要求的最长 session.timeout.ms；超过时 JoinGroup 得到 INVALID_SESSION_TIMEOUT。</translation>
    </message>
    <message>
        <source>How many members a group may have. The next one is answered with GROUP_MAX_SIZE_REACHED.</source>
        <translation>一个组最多有多少成员。再来的会得到 GROUP_MAX_SIZE_REACHED。</translation>
    </message>
    <message>
        <source>The shortest session.timeout.ms that a consumer may ask for; below it JoinGroup is answered with INVALID_SESSION_TIMEOUT. Smaller: dead members can be noticed sooner, for more heartbeats.</source>
        <translation>消费者可以要求的最短 session.timeout.ms；低于它时 JoinGroup 得到 INVALID_SESSION_TIMEOUT。调小：能更早发现死亡成员，但心跳更多。</translation>
    </message>
    <message>
        <source>How long a commit waits until all in-sync replicas of __consumer_offsets have it. After that the consumer is told COORDINATOR_NOT_AVAILABLE and tries again.</source>
        <translation>提交等待 __consumer_offsets 的所有 ISR 副本都拥有它的时间。之后消费者得到 COORDINATOR_NOT_AVAILABLE 并重试。</translation>
    </message>
    <message>
        <source>How often the coordinator looks for committed offsets that have expired.</source>
        <translation>协调者多久检查一次过期的已提交 offset。</translation>
    </message>
    <message>
        <source>How long committed offsets are kept once their group is empty. Smaller: a consumer that comes back late starts at auto.offset.reset.</source>
        <translation>组变空后已提交的 offset 保留多久。调小：回来晚的消费者从 auto.offset.reset 开始。</translation>
    </message>
    <message>
        <source>Partitions of __consumer_offsets. A hash of the group id chooses one, and its leader coordinates the group. More: groups spread over more coordinators.</source>
        <translation>__consumer_offsets 的分区数。组 id 的哈希选定一个分区，其 leader 协调该组。调大：组分散到更多协调者。</translation>
    </message>
    <message>
        <source>Replicas of each partition of __consumer_offsets. More: committed offsets and groups survive more failures. There must be as many brokers.</source>
        <translation>__consumer_offsets 每个分区的副本数。调大：已提交的 offset 和组能承受更多故障。必须有同样多的 broker。</translation>
    </message>
    <message>
        <source>Segment size of __consumer_offsets. Smaller: it is compacted sooner, and a new coordinator has less to read.</source>
        <translation>__consumer_offsets 的段大小。调小：更早压实，新的协调者需要读的更少。</translation>
    </message>
    <message>
        <source>classic: the members join together, and one of them assigns. consumer (KIP-848): the coordinator assigns, and only members whose partitions move notice a rebalance.</source>
        <translation>classic：成员一起加入，由其中一个来分配。consumer（KIP-848）：由协调者分配，只有分区要移动的成员才会感到再均衡。</translation>
    </message>
    <message>
        <source>The coordinator&apos;s assignor that the member would like, with group.protocol=consumer; the majority decides. Empty: the first of group.consumer.assignors.</source>
        <translation>group.protocol=consumer 时，成员希望协调者使用的分配器，少数服从多数。留空：用 group.consumer.assignors 中的第一个。</translation>
    </message>
    <message>
        <source>The assignors that the coordinator has for groups of the consumer protocol; the first is taken where no member asks for one.</source>
        <translation>协调者为 consumer 协议的消费者组准备的分配器；没有成员指定时用第一个。</translation>
    </message>
    <message>
        <source>How often members of the consumer protocol are to report. That is also how they hear of a new assignment. Smaller: quicker rebalances, more requests.</source>
        <translation>consumer 协议的成员多久发一次心跳，新的分配也靠它得知。调小：再均衡更快，请求更多。</translation>
    </message>
    <message>
        <source>The longest group.consumer.heartbeat.interval.ms that may be set.</source>
        <translation>group.consumer.heartbeat.interval.ms 允许的最大值。</translation>
    </message>
    <message>
        <source>The longest group.consumer.session.timeout.ms that may be set.</source>
        <translation>group.consumer.session.timeout.ms 允许的最大值。</translation>
    </message>
    <message>
        <source>How many members a group of the consumer protocol may have. The next one is answered with GROUP_MAX_SIZE_REACHED.</source>
        <translation>consumer 协议的消费者组最多有几个成员。再来一个就应答 GROUP_MAX_SIZE_REACHED。</translation>
    </message>
    <message>
        <source>Whether a group that is in use may go over from the classic to the consumer protocol (upgrade), back (downgrade), both (bidirectional) or neither (disabled).</source>
        <translation>使用中的消费者组能否从 classic 协议迁到 consumer 协议（upgrade）、迁回（downgrade）、双向（bidirectional）或都不行（disabled）。</translation>
    </message>
    <message>
        <source>The shortest group.consumer.heartbeat.interval.ms that may be set.</source>
        <translation>group.consumer.heartbeat.interval.ms 允许的最小值。</translation>
    </message>
    <message>
        <source>The shortest group.consumer.session.timeout.ms that may be set.</source>
        <translation>group.consumer.session.timeout.ms 允许的最小值。</translation>
    </message>
    <message>
        <source>How long the coordinator waits for a member of the consumer protocol to report before it gives its partitions to others. Smaller: dead processes are found sooner.</source>
        <translation>consumer 协议的成员多久没有心跳，协调者就把它的分区给别人。调小：更早发现死掉的进程。</translation>
    </message>
    <message>
        <source>The group protocols that the coordinator speaks. Before Kafka 4.0 consumer has to be added for group.protocol=consumer.</source>
        <translation>协调者支持的消费者组协议。Kafka 4.0 之前，要用 group.protocol=consumer 得先加上 consumer。</translation>
    </message>
    <message>
        <source>Fetch sessions that a broker remembers, an eighth in each part of its cache. Smaller: clients lose their session to others and name all their partitions in each Fetch.</source>
        <translation>broker 记住的 Fetch 会话数，缓存分八个部分，各占八分之一。调小：客户端的会话被别人挤掉，每次 Fetch 都要列出全部分区。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::PropertyWords</name>
    <message>
        <source>%1 from the beginning</source>
        <translation>%1（一开始）</translation>
    </message>
    <message>
        <source>%1 since Kafka %2</source>
        <translation>%1（自 Kafka %2）</translation>
    </message>
    <message>
        <source>Expected a number such as 0.5.</source>
        <translation>应为数字，如 0.5。</translation>
    </message>
    <message>
        <source>Expected whole milliseconds, such as 250, 250ms or 2s.</source>
        <translation>应为整毫秒数，如 250、250ms 或 2s。</translation>
    </message>
    <message>
        <source>Expected a size, such as 16384 (bytes), 16KiB or 1MiB.</source>
        <translation>应为大小，如 16384（字节）、16KiB 或 1MiB。</translation>
    </message>
    <message>
        <source>Expected a whole number.</source>
        <translation>应为整数。</translation>
    </message>
    <message>
        <source>Kafka would load any such class; Brokerscope knows only %1.</source>
        <translation>Kafka 会加载任何这样的类；Brokerscope 只认识 %1。</translation>
    </message>
    <message>
        <source>Expected one or more of these, with commas between: %1.</source>
        <translation>应为其中一个或几个，用逗号隔开：%1。</translation>
    </message>
    <message>
        <source>Expected one of these: %1.</source>
        <translation>应为其中之一：%1。</translation>
    </message>
    <message>
        <source>enable.idempotence=true needs acks=all: with less, an acknowledged batch could be gone, and the sequence with it.</source>
        <translation>enable.idempotence=true 要求 acks=all：否则已确认的批次可能丢失，序列号也随之断开。</translation>
    </message>
    <message>
        <source>enable.idempotence=true needs retries above 0: without a retry there is nothing that it could keep from being stored twice.</source>
        <translation>enable.idempotence=true 要求 retries 大于 0：没有重试，就没有重复可防。</translation>
    </message>
    <message>
        <source>enable.idempotence=true needs at most 5 requests in flight: a broker remembers the last five batches of a producer.</source>
        <translation>enable.idempotence=true 要求在途请求不超过 5 个：broker 只记得一个 producer 最近的五个批次。</translation>
    </message>
    <message>
        <source>Since Kafka 4.0, more than 5 requests in flight need enable.idempotence=false by name; before, idempotence was switched off silently.</source>
        <translation>自 Kafka 4.0 起，在途请求超过 5 个必须明确设置 enable.idempotence=false；以前会悄悄关闭幂等。</translation>
    </message>
    <message>
        <source>delivery.timeout.ms must be at least linger.ms + request.timeout.ms, which is %1 ms.</source>
        <translation>delivery.timeout.ms 不得小于 linger.ms + request.timeout.ms，即 %1 ms。</translation>
    </message>
    <message>
        <source>replica.fetch.wait.max.ms must not be beyond replica.lag.time.max.ms, or a quiet follower would leave the ISR again and again.</source>
        <translation>replica.fetch.wait.max.ms 不得大于 replica.lag.time.max.ms，否则空闲的 follower 会一再退出 ISR。</translation>
    </message>
    <message>
        <source>replica.socket.timeout.ms must not be below replica.fetch.wait.max.ms, or followers would give up fetches that their leaders may keep.</source>
        <translation>replica.socket.timeout.ms 不得小于 replica.fetch.wait.max.ms，否则 follower 会放弃 leader 还可以压着的请求。</translation>
    </message>
    <message>
        <source>min.compaction.lag.ms must not be beyond max.compaction.lag.ms, which is %1 ms.</source>
        <translation>min.compaction.lag.ms 不得大于 max.compaction.lag.ms，即 %1 ms。</translation>
    </message>
    <message>
        <source>%1, ms</source>
        <comment>type; milliseconds</comment>
        <translation>%1，毫秒</translation>
    </message>
    <message>
        <source>%1, bytes</source>
        <comment>type</comment>
        <translation>%1，字节</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>one or more of: %1</source>
        <translation>其中一个或几个：%1</translation>
    </message>
    <message>
        <source>one of: %1</source>
        <translation>其中之一：%1</translation>
    </message>
    <message>
        <source>any text</source>
        <translation>任意文本</translation>
    </message>
    <message>
        <source>1 to 9, or -1 for gzip&apos;s own default</source>
        <translation>1 到 9，或 -1（gzip 自己的默认值）</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>any whole number</source>
        <translation>任意整数</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>without limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>value; the same in other units</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>always</source>
        <comment>a default that never changed or was the first</comment>
        <translation>一直</translation>
    </message>
    <message>
        <source>the same in Kafka 2.8 and since</source>
        <translation>Kafka 2.8 起一直如此</translation>
    </message>
    <message>
        <source>Kafka %1 does not have this property yet</source>
        <translation>Kafka %1 还没有这个属性</translation>
    </message>
    <message>
        <source>from the beginning</source>
        <translation>从一开始</translation>
    </message>
    <message>
        <source>since a release after Kafka %1</source>
        <translation>自 Kafka %1 之后的某个版本</translation>
    </message>
    <message>
        <source>since Kafka %1</source>
        <translation>自 Kafka %1</translation>
    </message>
    <message>
        <source>%1; other releases: %2</source>
        <translation>%1；其他版本：%2</translation>
    </message>
    <message>
        <source>; a bug left it off in 3.0.0 and 3.1.0 unless it was set</source>
        <translation>；3.0.0 和 3.1.0 因缺陷未生效，除非明确设置</translation>
    </message>
    <message>
        <source>producer %1</source>
        <translation>producer %1</translation>
    </message>
    <message>
        <source>consumer %1</source>
        <translation>consumer %1</translation>
    </message>
    <message>
        <source>topic %1</source>
        <translation>topic %1</translation>
    </message>
    <message>
        <source>all brokers</source>
        <translation>所有 broker</translation>
    </message>
    <message>
        <source>The topic sets none; %1 of the brokers holds: %2.</source>
        <comment>property; value</comment>
        <translation>topic 没有设置，用 broker 的 %1：%2。</translation>
    </message>
    <message>
        <source>In effect it is %1: Kafka adapts it silently to %2.</source>
        <comment>value; property</comment>
        <translation>实际是 %1：Kafka 因 %2 悄悄调整了它。</translation>
    </message>
    <message>
        <source>Expected true or false.</source>
        <translation>应为 true 或 false。</translation>
    </message>
    <message>
        <source>Kafka takes %1 here.</source>
        <translation>Kafka 在这里接受：%1。</translation>
    </message>
    <message>
        <source>Kafka takes nothing below %1 here.</source>
        <translation>Kafka 在这里不接受小于 %1 的值。</translation>
    </message>
    <message>
        <source>Kafka takes nothing above %1 here.</source>
        <translation>Kafka 在这里不接受大于 %1 的值。</translation>
    </message>
    <message>
        <source>Kafka would take it, but with less than %1 Brokerscope&apos;s clock would not move on.</source>
        <translation>Kafka 会接受，但小于 %1 时 Brokerscope 的时钟走不动。</translation>
    </message>
    <message>
        <source>heartbeat.interval.ms must be lower than session.timeout.ms, or the group would throw the consumer out between two heartbeats.</source>
        <translation>heartbeat.interval.ms 必须小于 session.timeout.ms，否则组会在两次心跳之间把消费者移出。</translation>
    </message>
    <message>
        <source>Without a group there is nothing to commit to: give the consumer a group, or leave it out.</source>
        <translation>没有组就没有可提交之处：给消费者一个组，或去掉它。</translation>
    </message>
    <message>
        <source>by_duration came with Kafka 4.0; this scenario runs an older release.</source>
        <translation>by_duration 从 Kafka 4.0 起才有；该场景运行的是更早的版本。</translation>
    </message>
    <message>
        <source>With group.protocol=consumer the coordinator decides about timeouts and assignors; the consumer must not set this.</source>
        <translation>group.protocol=consumer 时，超时和分配器由协调者决定，消费者不能设置这一项。</translation>
    </message>
    <message>
        <source>group.remote.assignor needs group.protocol=consumer; in the classic protocol it is partition.assignment.strategy.</source>
        <translation>group.remote.assignor 需要 group.protocol=consumer；classic 协议里对应的是 partition.assignment.strategy。</translation>
    </message>
    <message>
        <source>group.consumer.session.timeout.ms must lie between group.consumer.min.session.timeout.ms and group.consumer.max.session.timeout.ms.</source>
        <translation>group.consumer.session.timeout.ms 必须在 group.consumer.min.session.timeout.ms 与 group.consumer.max.session.timeout.ms 之间。</translation>
    </message>
    <message>
        <source>group.consumer.heartbeat.interval.ms must lie between group.consumer.min.heartbeat.interval.ms and group.consumer.max.heartbeat.interval.ms.</source>
        <translation>group.consumer.heartbeat.interval.ms 必须在 group.consumer.min.heartbeat.interval.ms 与 group.consumer.max.heartbeat.interval.ms 之间。</translation>
    </message>
    <message>
        <source>The classic protocol cannot be switched off.</source>
        <translation>classic 协议不能关闭。</translation>
    </message>
    <message>
        <source>group.consumer.assignors needs at least one assignor.</source>
        <translation>group.consumer.assignors 至少要有一个分配器。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::QuestionView</name>
    <message>
        <source>Predict: %1</source>
        <translation>预测：%1</translation>
    </message>
    <message>
        <source>✓ Right: the engine arrives at %1.</source>
        <translation>✓ 对：引擎算出的是 %1。</translation>
    </message>
    <message>
        <source>✗ You said %1; the engine arrives at %2.</source>
        <translation>✗ 您答 %1；引擎算出的是 %2。</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>回答 %1</translation>
    </message>
    <message>
        <source>Right answer: %1</source>
        <translation>正确答案：%1</translation>
    </message>
    <message>
        <source>Your answer: %1</source>
        <translation>您的回答：%1</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::RebalanceText</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>partitions, the last one apart</comment>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between partitions</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 joined</source>
        <translation>%1 加入</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 离开</translation>
    </message>
    <message>
        <source>the session of %1 expired</source>
        <translation>%1 的会话过期</translation>
    </message>
    <message>
        <source>%1 did not fetch its assignment in time</source>
        <translation>%1 没有及时获取分配</translation>
    </message>
    <message>
        <source>%1 changed its subscription or its assignors</source>
        <translation>%1 改变了订阅或分配器</translation>
    </message>
    <message>
        <source>the leader %1 joined again</source>
        <translation>组长 %1 重新加入</translation>
    </message>
    <message>
        <source>%1 joined again</source>
        <translation>%1 重新加入</translation>
    </message>
    <message>
        <source>the static member %1 came back with other assignors</source>
        <translation>静态成员 %1 带着不同的分配器回来</translation>
    </message>
    <message>
        <source>generation %1, rebalancing because %2</source>
        <translation>第 %1 代，再均衡中，因为 %2</translation>
    </message>
    <message>
        <source>generation %1 → %2 because %3</source>
        <translation>第 %1 代 → 第 %2 代，因为 %3</translation>
    </message>
    <message>
        <source>nothing was read before, so nothing stood still</source>
        <translation>之前没有读取，所以没有停顿</translation>
    </message>
    <message>
        <source>no partition stood still</source>
        <translation>没有分区停顿</translation>
    </message>
    <message>
        <source>no partition went on</source>
        <translation>没有分区继续</translation>
    </message>
    <message numerus="yes">
        <source>the other %n never stopped</source>
        <comment>partitions</comment>
        <translation>
            <numerusform>其余 %n 个从未停顿</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>from the shortest to the longest time</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source> (%1 in total)</source>
        <translation>（合计 %1）</translation>
    </message>
    <message>
        <source>%1 stood still for %2%3; %4</source>
        <translation>%1 停顿了 %2%3；%4</translation>
    </message>
    <message>
        <source>the others waited for %1, which joined %2 after the beginning</source>
        <translation>其他成员在等 %1，它在开始 %2 后才加入</translation>
    </message>
    <message>
        <source>%1 stands still since %2, when %3 stopped reading it</source>
        <translation>%1 自 %2 起停顿，那时 %3 停止读取它</translation>
    </message>
    <message>
        <source>%1 stood still for %2: %3 read it until %4, %5 from %6 on</source>
        <translation>%1 停顿了 %2：%3 读到 %4，%5 从 %6 起读</translation>
    </message>
    <message>
        <source>%1 stays with %2</source>
        <translation>%1 留在 %2</translation>
    </message>
    <message>
        <source>%1 moves from %2 to %3</source>
        <translation>%1 从 %2 移到 %3</translation>
    </message>
    <message>
        <source>%1 is taken from %2 and waits: nobody has it for now</source>
        <translation>%1 从 %2 收回并等待：暂时没有人拥有它</translation>
    </message>
    <message>
        <source>%1, which nobody had, goes to %2</source>
        <translation>%1 之前没有人拥有，交给 %2</translation>
    </message>
    <message>
        <source>nobody had %1 and nobody gets it</source>
        <translation>%1 之前没有人拥有，现在也没有人得到</translation>
    </message>
    <message>
        <source>%1 is not decided yet; nobody had it</source>
        <translation>%1 尚未决定；之前没有人拥有</translation>
    </message>
    <message>
        <source>%1 is not decided yet; %2 had it</source>
        <translation>%1 尚未决定；之前由 %2 拥有</translation>
    </message>
    <message>
        <source>consuming</source>
        <comment>what a member does</comment>
        <translation>消费中</translation>
    </message>
    <message>
        <source>joining</source>
        <comment>what a member does</comment>
        <translation>加入中</translation>
    </message>
    <message>
        <source>waiting for the others</source>
        <comment>what a member does</comment>
        <translation>等待其他成员</translation>
    </message>
    <message>
        <source>getting its assignment</source>
        <comment>what a member does</comment>
        <translation>获取分配</translation>
    </message>
    <message>
        <source>not running</source>
        <comment>what a member does</comment>
        <translation>未运行</translation>
    </message>
    <message>
        <source>%1 → nobody</source>
        <translation>%1 → 无人</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>partition, member</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 not to %2</source>
        <comment>partition, member</comment>
        <translation>%1 不给 %2</translation>
    </message>
    <message>
        <source>%1 past %2</source>
        <comment>partition, member</comment>
        <translation>%1 跳过 %2</translation>
    </message>
    <message>
        <source>Kafka throws an exception</source>
        <translation>Kafka 抛出异常</translation>
    </message>
    <message>
        <source>paused all %1</source>
        <translation>全部 %1 个暂停</translation>
    </message>
    <message>
        <source>paused %1</source>
        <translation>暂停 %1</translation>
    </message>
    <message>
        <source>spread %1 · moved %2 · %3</source>
        <translation>差距 %1 · 移动 %2 · %3</translation>
    </message>
    <message>
        <source>%1: Kafka throws %2</source>
        <translation>%1：Kafka 抛出 %2</translation>
    </message>
    <message>
        <source>%1: the member with most partitions has %2 more than the one with fewest; %3 of %4 partitions lose their owner; %5 stop for the rebalance</source>
        <translation>%1：分区最多的成员比最少的多 %2 个；%4 个分区中有 %3 个失去所有者；%5 个因再均衡停顿</translation>
    </message>
    <message>
        <source>. The group used this one</source>
        <translation>。该组使用的就是它</translation>
    </message>
    <message>
        <source>. What came of it is not what the assignor would say by what the lens knows</source>
        <translation>。实际结果与分配器按此视图所知会给出的不同</translation>
    </message>
    <message>
        <source>%1 did not give up its partitions in time</source>
        <translation>%1 没有及时交出分区</translation>
    </message>
    <message>
        <source>group epoch %1 → %2 because %3</source>
        <translation>组 epoch %1 → %2，因为 %3</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::RecordModel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Headers</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::RemediesView</name>
    <message>
        <source>Trying, by running it: %1 of %2 changes so far</source>
        <translation>正在实际运行尝试：已试 %1 / %2 项改动</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 changes</source>
        <translation>已停止，试了 %1 / %2 项改动</translation>
    </message>
    <message>
        <source>None of the single changes that were tried.</source>
        <translation>试过的单项改动都无效。</translation>
    </message>
    <message>
        <source>Tried, and did not help</source>
        <translation>试过，无效</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::SegmentsLens</name>
    <message>
        <source>The files of this replica are being read…</source>
        <translation>正在读取该副本的文件…</translation>
    </message>
    <message>
        <source>No broker keeps a log at this moment. Once one does, its segments, batches and bytes are shown here.</source>
        <translation>此刻没有任何 broker 保存日志。一旦有了，这里会显示它的日志段、批次和字节。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::SegmentsView</name>
    <message>
        <source>the files are being read…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>written by producer id %1</source>
        <translation>由 producer id %1 写入</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>日志段</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reading was cancelled.</source>
        <translation>已取消读取。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::SequenceDiagram</name>
    <message>
        <source>Sequence</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) between %1 from %2 to %3, the playhead at %4</source>
        <translation>
            <numerusform>%2 到 %3 之间共 %n 条消息（%1），播放头在 %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::SequenceFilterBar</name>
    <message>
        <source>All partitions</source>
        <translation>所有分区</translation>
    </message>
    <message>
        <source>Nodes…</source>
        <translation>节点…</translation>
    </message>
    <message>
        <source>Which nodes have a lifeline</source>
        <translation>哪些节点有生命线</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Saves this diagram as SVG</source>
        <translation>把此图保存为 SVG</translation>
    </message>
    <message>
        <source>empty Fetches</source>
        <translation>空 Fetch</translation>
    </message>
    <message>
        <source>Fetches that bring nothing new, and their answers</source>
        <translation>没有带来新数据的 Fetch 及其应答</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::SequenceText</name>
    <message>
        <source>paused</source>
        <comment>a node stands still</comment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>%1 stood still from %2 to %3 (%4)</source>
        <translation>%1 从 %2 到 %3 停顿（%4）</translation>
    </message>
    <message>
        <source>%1 was down from %2 to %3 (%4)</source>
        <translation>%1 从 %2 到 %3 停机（%4）</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name of a node; its kind</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>unattached</source>
        <comment>a controller&apos;s role in the quorum</comment>
        <translation>unattached</translation>
    </message>
    <message>
        <source>voted</source>
        <comment>a controller&apos;s role in the quorum</comment>
        <translation>voted</translation>
    </message>
    <message>
        <source>quorum follower</source>
        <translation>仲裁 follower</translation>
    </message>
    <message>
        <source>candidate</source>
        <comment>a controller&apos;s role in the quorum</comment>
        <translation>candidate</translation>
    </message>
    <message>
        <source>quorum leader</source>
        <translation>仲裁 leader</translation>
    </message>
    <message>
        <source>resigned</source>
        <comment>a controller&apos;s role in the quorum</comment>
        <translation>resigned</translation>
    </message>
    <message>
        <source>append, LEO %1</source>
        <translation>追加，LEO %1</translation>
    </message>
    <message>
        <source>leader, epoch %1</source>
        <translation>leader，epoch %1</translation>
    </message>
    <message>
        <source>no leader, epoch %1</source>
        <translation>没有 leader，epoch %1</translation>
    </message>
    <message>
        <source>follows %1, epoch %2</source>
        <translation>跟随 %1，epoch %2</translation>
    </message>
    <message>
        <source>nobody may lead, epoch %1</source>
        <translation>无人可当 leader，epoch %1</translation>
    </message>
    <message>
        <source>elects %1, epoch %2</source>
        <translation>选出 %1，epoch %2</translation>
    </message>
    <message>
        <source>truncate %1: acknowledged records gone</source>
        <translation>截断 %1：已确认的记录没了</translation>
    </message>
    <message>
        <source>truncate %1</source>
        <translation>截断 %1</translation>
    </message>
    <message>
        <source>page cache lost: %1</source>
        <translation>页缓存丢失：%1</translation>
    </message>
    <message>
        <source>%1 fenced</source>
        <translation>隔离 %1</translation>
    </message>
    <message>
        <source>%1 unfenced</source>
        <translation>解除隔离 %1</translation>
    </message>
    <message>
        <source>%1 in controlled shutdown</source>
        <translation>%1 正在受控关闭</translation>
    </message>
    <message>
        <source>%1, epoch %2</source>
        <comment>role; Raft&apos;s term</comment>
        <translation>%1，epoch %2</translation>
    </message>
    <message>
        <source>itself</source>
        <comment>for whom a controller votes</comment>
        <translation>自己</translation>
    </message>
    <message>
        <source>votes for %1</source>
        <translation>投票给 %1</translation>
    </message>
    <message>
        <source>no vote for %1</source>
        <translation>不投给 %1</translation>
    </message>
    <message>
        <source>metadata log cut to %1</source>
        <translation>元数据日志截断到 %1</translation>
    </message>
    <message>
        <source>no answer from %1</source>
        <translation>%1 没有应答</translation>
    </message>
    <message>
        <source>batch failed: %1</source>
        <translation>批次失败：%1</translation>
    </message>
    <message>
        <source>position reset to %1</source>
        <translation>position 重置为 %1</translation>
    </message>
    <message>
        <source>log was cut to %1</source>
        <translation>日志被截断到 %1</translation>
    </message>
    <message>
        <source>started</source>
        <comment>a node</comment>
        <translation>已启动</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetch metadata @%1</source>
        <translation>Fetch 元数据 @%1</translation>
    </message>
    <message>
        <source>diverging: nothing in common</source>
        <translation>分叉：毫无共同部分</translation>
    </message>
    <message>
        <source>diverging: epoch %1 ends at %2</source>
        <translation>分叉：epoch %1 止于 %2</translation>
    </message>
    <message>
        <source>(nothing yet)</source>
        <comment>what a Fetch answer brings</comment>
        <translation>（暂无）</translation>
    </message>
    <message>
        <source>records %1</source>
        <comment>a range of offsets</comment>
        <translation>记录 %1</translation>
    </message>
    <message>
        <source>ok %1</source>
        <translation>成功 %1</translation>
    </message>
    <message>
        <source>ok @%1 %2</source>
        <comment>base offset; acks=1</comment>
        <translation>成功 @%1 %2</translation>
    </message>
    <message>
        <source>metadata records</source>
        <translation>元数据记录</translation>
    </message>
    <message>
        <source>vote granted</source>
        <translation>同意投票</translation>
    </message>
    <message>
        <source>vote refused</source>
        <translation>拒绝投票</translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation>offset %1</translation>
    </message>
    <message>
        <source>ok</source>
        <comment>a request succeeded</comment>
        <translation>成功</translation>
    </message>
    <message>
        <source>sent at %1, lost: the link is cut</source>
        <translation>于 %1 发出，丢失：链路已切断</translation>
    </message>
    <message>
        <source>sent at %1, lost: the receiver was down</source>
        <translation>于 %1 发出，丢失：接收方已停机</translation>
    </message>
    <message>
        <source>sent at %1, lost: the sender went down</source>
        <translation>于 %1 发出，丢失：发送方停机</translation>
    </message>
    <message>
        <source>%1 answer: %2</source>
        <comment>Kafka&apos;s API name; what it says</comment>
        <translation>%1 应答：%2</translation>
    </message>
    <message>
        <source>sent at %1, on its way when the run ended</source>
        <translation>于 %1 发出，运行结束时仍在途中</translation>
    </message>
    <message>
        <source>sent at %1, taken in %2 later</source>
        <translation>于 %1 发出，%2 后收到</translation>
    </message>
    <message>
        <source>%1 of %2 messages shown; zoom in for more</source>
        <translation>显示 %1 / %2 条消息；放大可看更多</translation>
    </message>
    <message>
        <source>Nothing to show: all of it is filtered out.</source>
        <translation>没有可显示的：全部被过滤掉了。</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>The playhead, at %1</source>
        <translation>播放头，在 %1</translation>
    </message>
    <message>
        <source>sent at %1, dropped by the script</source>
        <translation>于 %1 发出，被脚本丢弃</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::SessionText</name>
    <message>
        <source>There is no file %1; choose a session file (.brokerscope) that exists.</source>
        <translation>没有文件 %1；请选择一个存在的会话文件（.brokerscope）。</translation>
    </message>
    <message>
        <source>%1 cannot be read; it needs read permission for you.</source>
        <translation>无法读取 %1；您需要有读权限。</translation>
    </message>
    <message>
        <source>%1 is empty; a session file holds at least its scenario.</source>
        <translation>%1 是空的；会话文件至少含有它的场景。</translation>
    </message>
    <message>
        <source>%1 is not a session of Brokerscope; it was left as it is.</source>
        <translation>%1 不是 Brokerscope 的会话；文件保持原样。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Brokerscope; open it with that version. It was left as it is.</source>
        <translation>%1 是由更新版本的 Brokerscope 写的；请用那个版本打开。文件保持原样。</translation>
    </message>
    <message>
        <source>%1 is damaged or was cut short and cannot be opened; it was left as it is.</source>
        <translation>%1 已损坏或不完整，无法打开；文件保持原样。</translation>
    </message>
    <message>
        <source>%1 cannot be written; choose a folder in which you may create files.</source>
        <translation>无法写入 %1；请选择一个可以创建文件的文件夹。</translation>
    </message>
    <message>
        <source>The disk is full, so %1 could not be written any further; what was saved before is safe. Free some space or save it elsewhere.</source>
        <translation>磁盘已满，%1 无法继续写入；之前保存的内容是安全的。请腾出空间，或保存到别处。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::SizeText</name>
    <message>
        <source>%1 of %2</source>
        <comment>a part of a size: 12.5 of 16 KiB</comment>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::StageText</name>
    <message>
        <source>GROUP %1</source>
        <translation>组 %1</translation>
    </message>
    <message>
        <source>CONSUMERS</source>
        <translation>消费者</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>fenced</source>
        <translation>被隔离</translation>
    </message>
    <message>
        <source>not fenced yet</source>
        <translation>仍被隔离</translation>
    </message>
    <message>
        <source>DOWN</source>
        <translation>停机</translation>
    </message>
    <message>
        <source>PAUSED</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>stands still</source>
        <translation>停顿中</translation>
    </message>
    <message>
        <source>STARTING</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>registers</source>
        <translation>注册中</translation>
    </message>
    <message>
        <source>FENCED</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>catches up</source>
        <translation>追赶中</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>broker</translation>
    </message>
    <message>
        <source>Broker %1 is down (%2), %3</source>
        <translation>broker %1 停机（%2），%3</translation>
    </message>
    <message>
        <source>Broker %1: %2, %3</source>
        <translation>broker %1：%2，%3</translation>
    </message>
    <message>
        <source>Broker %1 is up and leads no partition</source>
        <translation>broker %1 正常，不是任何分区的 leader</translation>
    </message>
    <message>
        <source>Broker %1 is up and leads partition %2</source>
        <translation>broker %1 正常，是分区 %2 的 leader</translation>
    </message>
    <message>
        <source>not created yet</source>
        <translation>尚未创建</translation>
    </message>
    <message>
        <source>Partition %1 does not exist yet</source>
        <translation>分区 %1 尚不存在</translation>
    </message>
    <message>
        <source>leader %1</source>
        <translation>leader %1</translation>
    </message>
    <message>
        <source>no leader</source>
        <translation>没有 leader</translation>
    </message>
    <message>
        <source>%1 · epoch %2 · ISR %3</source>
        <translation>%1 · epoch %2 · ISR %3</translation>
    </message>
    <message>
        <source>%1 · epoch %2</source>
        <translation>%1 · epoch %2</translation>
    </message>
    <message>
        <source>%1 · e%2</source>
        <comment>a narrow column: leader and leader epoch</comment>
        <translation>%1 · e%2</translation>
    </message>
    <message>
        <source>Partition %1: %2, leader epoch %3, in-sync replicas %4</source>
        <translation>分区 %1：%2，leader epoch %3，同步副本 %4</translation>
    </message>
    <message>
        <source>PRODUCERS</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>CLUSTER · rows are brokers, columns are partitions, offsets aligned</source>
        <translation>集群 · 行是 broker，列是分区，offset 对齐</translation>
    </message>
    <message>
        <source>CLUSTER</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>no position yet</source>
        <translation>还没有 position</translation>
    </message>
    <message>
        <source>position %1</source>
        <translation>position %1</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>积压 %1</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <comment>position and lag</comment>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>Consumer %1 failed: %2</source>
        <translation>consumer %1 失败：%2</translation>
    </message>
    <message>
        <source>Consumer %1 is not running</source>
        <translation>consumer %1 没有运行</translation>
    </message>
    <message numerus="yes">
        <source>Consumer %1 reads %n partition(s), lag %2</source>
        <translation>
            <numerusform>consumer %1 读取 %n 个分区，积压 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>not running</source>
        <translation>没有运行</translation>
    </message>
    <message>
        <source>no group</source>
        <translation>无组</translation>
    </message>
    <message>
        <source>delivered %1</source>
        <translation>已投递 %1</translation>
    </message>
    <message>
        <source>%1 will read offset %2 of %3 next</source>
        <translation>%1 接下来读取 %3 的 offset %2</translation>
    </message>
    <message>
        <source>fenced %1</source>
        <translation>隔离了 %1</translation>
    </message>
    <message>
        <source>unfenced %1</source>
        <translation>解除隔离 %1</translation>
    </message>
    <message>
        <source>no leader for %1</source>
        <translation>%1 没有 leader</translation>
    </message>
    <message>
        <source>%1 leads %2 (epoch %3)</source>
        <translation>%1 是 %2 的 leader（epoch %3）</translation>
    </message>
    <message>
        <source>elected %1 for %2 (epoch %3→%4)</source>
        <translation>选举 %1 为 %2 的 leader（epoch %3→%4）</translation>
    </message>
    <message>
        <source>ISR of %1 is %2</source>
        <translation>%1 的 ISR 为 %2</translation>
    </message>
    <message>
        <source>The controller&apos;s newest decision: %1</source>
        <translation>控制器最近的决定：%1</translation>
    </message>
    <message>
        <source>The controller has not decided anything yet</source>
        <translation>控制器还没有做出任何决定</translation>
    </message>
    <message>
        <source>LEO %1</source>
        <translation>LEO %1</translation>
    </message>
    <message>
        <source>HW %1</source>
        <translation>HW %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n fetch(es) wait</source>
        <translation>
            <numerusform>%1 · %n 个 fetch 等待中</numerusform>
        </translation>
    </message>
    <message>
        <source>acks=all waits for HW %1</source>
        <translation>acks=all 等待 HW %1</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>等待 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n produce request(s) to %1 with acks=all wait on %2 until the high watermark is %3</source>
        <translation>
            <numerusform>%2 上有 %n 个发往 %1 的 acks=all produce 请求在等待高水位 HW 到达 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>offline replica</source>
        <translation>离线副本</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>leader</translation>
    </message>
    <message>
        <source>leads epoch %1 · replaced</source>
        <translation>epoch %1 的 leader · 已被取代</translation>
    </message>
    <message>
        <source>no role yet</source>
        <translation>还没有角色</translation>
    </message>
    <message>
        <source>follower · fetching</source>
        <translation>follower · 拉取中</translation>
    </message>
    <message>
        <source>out of ISR · catching up</source>
        <translation>不在 ISR · 追赶中</translation>
    </message>
    <message>
        <source>The link between %1 and %2 is cut</source>
        <translation>%1 与 %2 之间的链路已切断</translation>
    </message>
    <message>
        <source>The link from %1 to %2 is cut; the other way is open</source>
        <translation>从 %1 到 %2 的链路已切断；反方向仍通</translation>
    </message>
    <message>
        <source>Producer %1 (%2): %3 records sent, %4 acknowledged, %5 failed</source>
        <translation>producer %1（%2）：发送 %3 条记录，确认 %4 条，失败 %5 条</translation>
    </message>
    <message>
        <source>acks=%1 · linger %2</source>
        <translation>acks=%1 · linger %2</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>linger over</source>
        <translation>linger 到了</translation>
    </message>
    <message>
        <source>linger %1 ms</source>
        <translation>linger %1 ms</translation>
    </message>
    <message>
        <source>over</source>
        <comment>linger.ms is over</comment>
        <translation>到了</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>No batch of %1 for %2 is open</source>
        <translation>%1 没有为 %2 打开的批次</translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 of %2 for %3 is open: %n record(s), %4 of batch.size</source>
        <translation>
            <numerusform>%2 为 %3 打开的批次 %1：%n 条记录，batch.size 的 %4</numerusform>
        </translation>
    </message>
    <message>
        <source>in flight to %1, attempt %2</source>
        <translation>在途，发往 %1，第 %2 次</translation>
    </message>
    <message numerus="yes">
        <source>failed %n time(s), waits to be sent again</source>
        <translation>
            <numerusform>失败 %n 次，等待重发</numerusform>
        </translation>
    </message>
    <message>
        <source>closed (%1), waits to be sent</source>
        <translation>已关闭（%1），等待发送</translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 of %2 for %3, %n record(s): %4</source>
        <translation>
            <numerusform>%2 发往 %3 的批次 %1，%n 条记录：%4</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 holds %2 of buffer.memory</source>
        <translation>%1 占用 buffer.memory 的 %2</translation>
    </message>
    <message>
        <source>in flight %1 · ≤ %2 per broker</source>
        <translation>在途 %1 · 每 broker ≤ %2</translation>
    </message>
    <message>
        <source>retries %1</source>
        <translation>重试 %1</translation>
    </message>
    <message>
        <source>failed %1</source>
        <translation>失败 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n send() blocked</source>
        <translation>
            <numerusform>%n 个 send() 阻塞</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on %2: %3, log end offset %4, high watermark %5</source>
        <translation>%2 上的 %1：%3，LEO %4，HW %5</translation>
    </message>
    <message>
        <source>Offsets %1 of %2 on %3, folded away</source>
        <translation>%3 上 %2 的 offset %1，已折叠</translation>
    </message>
    <message>
        <source>Record %1 of %2 on %3, epoch %4</source>
        <translation>%3 上 %2 的记录 %1，epoch %4</translation>
    </message>
    <message>
        <source>%1: acknowledged, and lost; no longer in this log either</source>
        <translation>%1：已确认，却丢失；这份日志里也没有了</translation>
    </message>
    <message>
        <source>%1: acknowledged, and lost: the leader does not have it</source>
        <translation>%1：已确认，却丢失：leader 没有它</translation>
    </message>
    <message>
        <source>%1: no longer in this log</source>
        <translation>%1：这份日志里已经没有了</translation>
    </message>
    <message>
        <source>%1: on a broker that is down</source>
        <translation>%1：在停机的 broker 上</translation>
    </message>
    <message>
        <source>%1: the leader&apos;s, committed</source>
        <translation>%1：leader 的，已提交</translation>
    </message>
    <message>
        <source>%1: the leader&apos;s, not committed yet</source>
        <translation>%1：leader 的，尚未提交</translation>
    </message>
    <message>
        <source>%1: a follower&apos;s, committed</source>
        <translation>%1：follower 的，已提交</translation>
    </message>
    <message>
        <source>%1: a follower&apos;s, not committed yet</source>
        <translation>%1：follower 的，尚未提交</translation>
    </message>
    <message>
        <source>Log end offset of %1 on %2: %3</source>
        <translation>%2 上 %1 的 LEO：%3</translation>
    </message>
    <message>
        <source>%1 has %2 as the high watermark of %3; the leader&apos;s is another</source>
        <translation>%1 认为 %3 的高水位是 %2；leader 的不是这个值</translation>
    </message>
    <message>
        <source>High watermark of %1: %2. Consumers read below it only</source>
        <translation>%1 的高水位：%2。consumer 只读它以下的记录</translation>
    </message>
    <message>
        <source>ack ✓</source>
        <translation>ack ✓</translation>
    </message>
    <message>
        <source>%1 response from %2 to %3</source>
        <translation>从 %2 到 %3 的 %1 应答</translation>
    </message>
    <message>
        <source>%1 request from %2 to %3</source>
        <translation>从 %2 到 %3 的 %1 请求</translation>
    </message>
    <message numerus="yes">
        <source>, %n record(s)</source>
        <translation>
            <numerusform>，%n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>, high watermark %1</source>
        <translation>，高水位 %1</translation>
    </message>
    <message>
        <source>, from offset %1</source>
        <translation>，从 offset %1</translation>
    </message>
    <message>
        <source>Nothing is running yet</source>
        <translation>还没有东西在运行</translation>
    </message>
    <message>
        <source>Open a lesson, or a scenario of your own, to see its cluster here.</source>
        <translation>打开一课或您自己的场景，就能在这里看到它的集群。</translation>
    </message>
    <message>
        <source>Offsets %1 of %2 on %3: deleted, before the log start offset</source>
        <translation>%3 上 %2 的 offset %1：已删除，在日志起点之前</translation>
    </message>
    <message>
        <source>Offsets %1 of %2 on %3: compacted away; offsets never change</source>
        <translation>%3 上 %2 的 offset %1：已被压实清除；offset 永不改变</translation>
    </message>
    <message numerus="yes">
        <source>%n compacted</source>
        <comment>offsets without a record</comment>
        <translation>
            <numerusform>压实 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Segment %1 of %2 on %3 was deleted: %4</source>
        <translation>%3 上 %2 的日志段 %1 已删除：%4</translation>
    </message>
    <message>
        <source>about %1</source>
        <comment>a number of bytes</comment>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>Active segment %1 of %2 on %3: offsets %4, %5</source>
        <translation>%3 上 %2 的活动日志段 %1：offset %4，%5</translation>
    </message>
    <message>
        <source>Segment %1 of %2 on %3: offsets %4, %5</source>
        <translation>%3 上 %2 的日志段 %1：offset %4，%5</translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <comment>offsets before the log start, in little room</comment>
        <translation>
            <numerusform>已删 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>rack %1</source>
        <translation>机架 %1</translation>
    </message>
    <message>
        <source>LEAVING</source>
        <translation>退出中</translation>
    </message>
    <message>
        <source>hands over</source>
        <translation>移交中</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>The disk of %1 is full: it takes not one more byte</source>
        <translation>%1 的磁盘已满：一个字节也写不下</translation>
    </message>
    <message>
        <source>disk +%1</source>
        <translation>磁盘 +%1</translation>
    </message>
    <message>
        <source>Each write to the disk of %1 takes %2 longer</source>
        <translation>%1 的磁盘每次写入多花 %2</translation>
    </message>
    <message>
        <source>clock %1%2</source>
        <comment>sign and duration</comment>
        <translation>时钟 %1%2</translation>
    </message>
    <message>
        <source>The clock of %1 is %2 fast</source>
        <translation>%1 的时钟快 %2</translation>
    </message>
    <message>
        <source>The clock of %1 is %2 slow</source>
        <translation>%1 的时钟慢 %2</translation>
    </message>
    <message>
        <source>metadata %1 of %2</source>
        <translation>元数据 %1 / %2</translation>
    </message>
    <message>
        <source>%1 has applied the metadata log up to %2; the controllers have committed up to %3</source>
        <translation>%1 已应用元数据日志到 %2；控制器已提交到 %3</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>被孤立</translation>
    </message>
    <message>
        <source>%1 is cut off from all other machines of the cluster</source>
        <translation>%1 与集群中所有其他机器断开</translation>
    </message>
    <message numerus="yes">
        <source>Broker %1 is up and leads %n partition(s)</source>
        <translation>
            <numerusform>broker %1 正常，领导 %n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>. </source>
        <comment>between two sentences</comment>
        <translation>。</translation>
    </message>
    <message>
        <source>CLUSTER · rows are brokers, columns are partitions · wheel or + zooms in</source>
        <translation>集群 · 行是 broker，列是分区 · 滚轮或 + 放大</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>%1 reads %2 from its leader</source>
        <translation>%1 从 leader 读取 %2</translation>
    </message>
    <message>
        <source>%1 reads %2 from the follower %3</source>
        <translation>%1 从 follower %3 读取 %2</translation>
    </message>
    <message>
        <source>KRaft · term %1 · metadata offset %2</source>
        <translation>KRaft · 任期 %1 · 元数据 offset %2</translation>
    </message>
    <message>
        <source>The controller is down: nobody is fenced or elected</source>
        <translation>控制器已停机：不再隔离，也不再选举</translation>
    </message>
    <message>
        <source>no active controller</source>
        <translation>没有活动控制器</translation>
    </message>
    <message>
        <source>%1 is active</source>
        <translation>%1 为活动控制器</translation>
    </message>
    <message>
        <source>quorum · %1 · term %2</source>
        <translation>仲裁 · %1 · 任期 %2</translation>
    </message>
    <message>
        <source>No controller is active: nobody is fenced or elected, and no ISR changes</source>
        <translation>没有活动控制器：不会隔离、不会选举，ISR 也不会变化</translation>
    </message>
    <message>
        <source>%1 leads the quorum of controllers in term %2</source>
        <translation>%1 在 任期 %2 领导控制器仲裁</translation>
    </message>
    <message>
        <source>%1 is the preferred leader of %2: the first in assignment order</source>
        <translation>%1 是 %2 的首选 leader：分配顺序中的第一个</translation>
    </message>
    <message>
        <source>%1 has no leader</source>
        <translation>%1 没有 leader</translation>
    </message>
    <message>
        <source>%1 leads %2 in epoch %3</source>
        <translation>%1 在 epoch %3 领导 %2</translation>
    </message>
    <message>
        <source>follower</source>
        <translation>follower</translation>
    </message>
    <message>
        <source>out of ISR</source>
        <translation>不在 ISR</translation>
    </message>
    <message>
        <source>broker down</source>
        <translation>broker 停机</translation>
    </message>
    <message>
        <source>lost records</source>
        <translation>丢失的记录</translation>
    </message>
    <message>
        <source>%1 on %2: %3</source>
        <comment>a replica and its membership</comment>
        <translation>%2 上的 %1：%3</translation>
    </message>
    <message numerus="yes">
        <source> (the worst of %n replicas here)</source>
        <translation>
            <numerusform>（此处 %n 个副本中最差的一个）</numerusform>
        </translation>
    </message>
    <message>
        <source>joining the ISR</source>
        <translation>正在加入 ISR</translation>
    </message>
    <message>
        <source>leaving the ISR</source>
        <translation>正在离开 ISR</translation>
    </message>
    <message>
        <source>eligible (ELR)</source>
        <comment>outside of the ISR, but may be elected</comment>
        <translation>合格（ELR）</translation>
    </message>
    <message>
        <source>Messages between %1 and %2 take %3 longer</source>
        <translation>%1 与 %2 之间的消息多花 %3</translation>
    </message>
    <message>
        <source>Messages from %1 to %2 take %3 longer</source>
        <translation>从 %1 到 %2 的消息多花 %3</translation>
    </message>
    <message>
        <source>Controller %1 is down</source>
        <translation>控制器 %1 已停机</translation>
    </message>
    <message>
        <source>Controller %1 is %2 in term %3; its metadata log ends at %4, of which it knows %5 to be committed</source>
        <comment>name; role; term; two offsets</comment>
        <translation>控制器 %1 在 任期 %3 是 %2；它的元数据日志止于 %4，并且知道已提交到 %5</translation>
    </message>
    <message>
        <source>; it voted for %1</source>
        <translation>；它投票给 %1</translation>
    </message>
    <message>
        <source>term %1</source>
        <translation>任期 %1</translation>
    </message>
    <message>
        <source>term %1 · voted %2</source>
        <translation>任期 %1 · 投给 %2</translation>
    </message>
    <message>
        <source>log %1 · HW %2</source>
        <comment>of a controller&apos;s metadata log</comment>
        <translation>日志 %1 · HW %2</translation>
    </message>
    <message>
        <source>t%1 · %2 · HW %3</source>
        <comment>a narrow card: term, log end, high watermark</comment>
        <translation>t%1 · %2 · HW %3</translation>
    </message>
    <message>
        <source>in the ISR</source>
        <translation>在 ISR 中</translation>
    </message>
    <message>
        <source>being added</source>
        <translation>正在添加</translation>
    </message>
    <message>
        <source>being removed</source>
        <translation>正在移除</translation>
    </message>
    <message>
        <source>vote ✓</source>
        <translation>投票 ✓</translation>
    </message>
    <message>
        <source>vote ✗</source>
        <translation>投票 ✗</translation>
    </message>
    <message>
        <source>vote?</source>
        <comment>a candidate asks for a vote</comment>
        <translation>投票？</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n 个分区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n partition(s)</source>
        <translation>
            <numerusform>%n 个分区中的 %1 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. The wheel, + and − zoom; dragging or Alt with an arrow key moves; 0 shows all</source>
        <comment>which partitions are shown</comment>
        <translation>%1。滚轮、+ 和 − 缩放；拖动或 Alt 加方向键移动；0 显示全部</translation>
    </message>
    <message>
        <source>%1 coordinates the consumer group(s) %2</source>
        <comment>broker; names</comment>
        <translation>%1 协调消费者组 %2</translation>
    </message>
    <message>
        <source>coord.</source>
        <comment>coordinator, in little room</comment>
        <translation>协调</translation>
    </message>
    <message>
        <source>coordinator</source>
        <comment>a broker, of consumer groups</comment>
        <translation>协调者</translation>
    </message>
    <message>
        <source>paused at %1</source>
        <comment>partition that poll() passes over</comment>
        <translation>暂停于 %1</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>组 %1</translation>
    </message>
    <message>
        <source>no coordinator</source>
        <translation>没有协调者</translation>
    </message>
    <message>
        <source>coordinator %1</source>
        <comment>broker</comment>
        <translation>协调者 %1</translation>
    </message>
    <message>
        <source>nobody has asked for it yet</source>
        <comment>a group</comment>
        <translation>还没有人请求过</translation>
    </message>
    <message>
        <source>took %1</source>
        <comment>a rebalance</comment>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <comment>a rebalance goes on</comment>
        <translation>自 %1 起</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>consumers that there is no room for</comment>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no room for %1</source>
        <comment>names of consumers</comment>
        <translation>没有空间显示 %1</translation>
    </message>
    <message>
        <source>Group %1 has committed %2 in %3: whoever takes it over begins there</source>
        <translation>组 %1 在 %3 已提交 %2：接手者从那里开始</translation>
    </message>
    <message>
        <source>Group %1 has committed %2 in %3 (by %4): whoever takes it over begins there</source>
        <translation>组 %1 在 %3 已提交 %2（由 %4）：接手者从那里开始</translation>
    </message>
    <message>
        <source>A commit of %1 in %2 by %3 is on its way</source>
        <translation>%3 在 %2 对 %1 的提交正在途中</translation>
    </message>
    <message>
        <source>NO GROUP</source>
        <comment>heading of the consumers without a group</comment>
        <translation>无组</translation>
    </message>
    <message>
        <source>GROUP %1 · gen %2</source>
        <comment>group and its generation</comment>
        <translation>组 %1 · 第 %2 代</translation>
    </message>
    <message>
        <source>Consumer %1 of group %2: %3</source>
        <comment>consumer; group; what it is doing</comment>
        <translation>组 %2 的消费者 %1：%3</translation>
    </message>
    <message numerus="yes">
        <source>It reads %n partition(s), lag %1, %2 records delivered</source>
        <translation>
            <numerusform>读取 %n 个分区，积压 %1，已投递 %2 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ago</source>
        <comment>the last heartbeat</comment>
        <translation>%1 前</translation>
    </message>
    <message>
        <source>no partition</source>
        <translation>没有分区</translation>
    </message>
    <message>
        <source>position %1 committed %2</source>
        <translation>位置 %1 已提交 %2</translation>
    </message>
    <message>
        <source>pos %1 comm %2</source>
        <comment>position and committed offset in little room</comment>
        <translation>位 %1 提 %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <comment>a position</comment>
        <translation>位于 %1</translation>
    </message>
    <message>
        <source>at %1 · lag %2</source>
        <translation>位于 %1 · 积压 %2</translation>
    </message>
    <message>
        <source>%1 has just given up %2 for a rebalance</source>
        <translation>%1 刚为再均衡交出 %2</translation>
    </message>
    <message>
        <source>%1 has just lost %2: it is out of its group</source>
        <translation>%1 刚失去 %2：它已不在组内</translation>
    </message>
    <message>
        <source>%1 has just stopped reading %2 for good</source>
        <translation>%1 刚永久停止读取 %2</translation>
    </message>
    <message>
        <source>position %1, committed %2, lag %3</source>
        <translation>位置 %1，已提交 %2，积压 %3</translation>
    </message>
    <message>
        <source>a commit of %1 is on its way</source>
        <translation>对 %1 的提交正在途中</translation>
    </message>
    <message>
        <source>paused: poll() passes it over</source>
        <translation>已暂停：poll() 跳过它</translation>
    </message>
    <message>
        <source>handles %1</source>
        <comment>offsets</comment>
        <translation>处理 %1</translation>
    </message>
    <message>
        <source>The handler of %1 works on offsets %2 of %3: poll() has returned them, and they are not processed yet</source>
        <translation>%1 的处理函数正在处理 %3 的 offset %2：poll() 已返回它们，但尚未处理完</translation>
    </message>
    <message>
        <source>%1 has %2 of the %3 records of %4 still before it</source>
        <comment>consumer; number; number; partition</comment>
        <translation>%1 在 %4 的 %3 条记录中还有 %2 条未读</translation>
    </message>
    <message>
        <source>GROUP %1 · epoch %2</source>
        <comment>group and its group epoch</comment>
        <translation>组 %1 · epoch %2</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::StageView</name>
    <message>
        <source>Stage</source>
        <translation>舞台</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>在 %1</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::StepView</name>
    <message>
        <source>Step %1</source>
        <translation>步骤 %1</translation>
    </message>
    <message>
        <source>Go back to this moment.</source>
        <translation>回到这个时刻。</translation>
    </message>
    <message>
        <source>Go to the beginning of this step.</source>
        <translation>到这一步的开头。</translation>
    </message>
    <message>
        <source>Go on to this moment.</source>
        <translation>前进到这个时刻。</translation>
    </message>
    <message>
        <source>Answer the question before it first.</source>
        <translation>请先回答前面的问题。</translation>
    </message>
    <message>
        <source>This moment does not come in this run.</source>
        <translation>这次运行中没有这个时刻。</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>步骤 %1：%2</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::StripView</name>
    <message>
        <source>Segments of the log</source>
        <translation>日志的各段</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n segment(s)</source>
        <translation>
            <numerusform>%1：%n 个日志段</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::TimelineText</name>
    <message>
        <source>%1 stood still from %2 to %3 (%4)</source>
        <translation>%1 从 %2 到 %3 停顿（%4）</translation>
    </message>
    <message>
        <source>%1 was down from %2 to %3 (%4)</source>
        <translation>%1 从 %2 到 %3 停机（%4）</translation>
    </message>
    <message>
        <source>no leader</source>
        <translation>没有 leader</translation>
    </message>
    <message>
        <source>%1 · epoch %2</source>
        <translation>%1 · epoch %2</translation>
    </message>
    <message>
        <source>%1: %2 from %3 to %4</source>
        <translation>%1：%2，从 %3 到 %4</translation>
    </message>
    <message>
        <source>%1 leader</source>
        <translation>%1 leader</translation>
    </message>
    <message>
        <source>TIMELINE</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>What %1 wrote: dark as leader, light as follower</source>
        <translation>%1 写入的内容：深色为 leader，浅色为 follower</translation>
    </message>
    <message numerus="yes">
        <source>Lag of %1: at most %n record(s) behind the high watermark</source>
        <translation>
            <numerusform>%1 的积压：最多落后高水位 HW %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>lag</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>lag of %1</source>
        <translation>%1 的积压</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The playhead, at %1</source>
        <translation>播放头，在 %1</translation>
    </message>
    <message>
        <source>%1 at %2: drag it along, or Alt and an arrow key</source>
        <translation>%1，在 %2：可以拖动，或用 Alt 加方向键</translation>
    </message>
    <message>
        <source>you &amp; script</source>
        <translation>您和脚本</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>%1 began %2 and deleted %3 log segments from %4 on</source>
        <comment>broker; number; number; time</comment>
        <translation>%1 从 %4 起新建 %2 个、删除 %3 个日志段</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>what would happen to acknowledged records</comment>
        <translation>无影响</translation>
    </message>
    <message>
        <source>unavailable</source>
        <comment>what would happen to acknowledged records</comment>
        <translation>不可用</translation>
    </message>
    <message>
        <source>out of order</source>
        <comment>what would happen to acknowledged records</comment>
        <translation>乱序</translation>
    </message>
    <message>
        <source>twice in the log</source>
        <comment>what would happen to acknowledged records</comment>
        <translation>日志中重复</translation>
    </message>
    <message>
        <source>lost</source>
        <comment>what would happen to acknowledged records</comment>
        <translation>丢失</translation>
    </message>
    <message>
        <source>nothing would happen to acknowledged records</source>
        <translation>已确认的记录不受影响</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) would fail</source>
        <translation>
            <numerusform>会有 %n 条记录失败</numerusform>
        </translation>
    </message>
    <message>
        <source>a record would wait %1 for its answer</source>
        <translation>会有记录等待 %1 才得到应答</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) would be out of order</source>
        <translation>
            <numerusform>会有 %n 条记录乱序</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) would be in the log twice</source>
        <translation>
            <numerusform>会有 %n 条记录在日志中重复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n acknowledged record(s) would be lost</source>
        <translation>
            <numerusform>会丢失 %n 条已确认的记录</numerusform>
        </translation>
    </message>
    <message>
        <source>danger if %1 loses power</source>
        <translation>%1 断电的危险</translation>
    </message>
    <message>
        <source>danger if %1 shuts down</source>
        <translation>%1 关闭的危险</translation>
    </message>
    <message>
        <source>danger if %1 crashes</source>
        <translation>%1 崩溃的危险</translation>
    </message>
    <message>
        <source>danger if %1 stands still</source>
        <translation>%1 停顿的危险</translation>
    </message>
    <message>
        <source>danger: %1</source>
        <comment>a fault</comment>
        <translation>危险：%1</translation>
    </message>
    <message>
        <source>At %1 s: %2; click to move it there</source>
        <comment>time; what would happen</comment>
        <translation>在 %1 秒：%2；点击移到那里</translation>
    </message>
    <message>
        <source>stopped at %1 of %2 runs – go on</source>
        <translation>停在 %1 / %2 次运行 – 继续</translation>
    </message>
    <message>
        <source>about to try %1 moments</source>
        <translation>将尝试 %1 个时刻</translation>
    </message>
    <message>
        <source>%1 of %2 moments tried – stop</source>
        <translation>已试 %1 / %2 个时刻 – 停止</translation>
    </message>
    <message>
        <source>Go on trying the moments that are missing</source>
        <translation>继续尝试尚缺的时刻</translation>
    </message>
    <message>
        <source>Stop trying; Escape does so, too</source>
        <translation>停止尝试；也可按 Escape</translation>
    </message>
    <message>
        <source>%1 had no working leader from %2 to %3 (%4)</source>
        <translation>%1 从 %2 到 %3 没有可用的 leader（%4）</translation>
    </message>
    <message numerus="yes">
        <source>%1 ↔ %n other(s)</source>
        <comment>links of a node that is cut off</comment>
        <translation>
            <numerusform>%1 ↔ 其余 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 slower from %3 to %4</source>
        <translation>%1：从 %3 到 %4 慢 %2</translation>
    </message>
    <message>
        <source>%1: cut from %2 to %3</source>
        <translation>%1：从 %2 到 %3 被切断</translation>
    </message>
    <message>
        <source>links</source>
        <comment>cut or slow</comment>
        <translation>链路</translation>
    </message>
    <message>
        <source>controller</source>
        <comment>the active one</comment>
        <translation>控制器</translation>
    </message>
    <message>
        <source>%1 · term %2</source>
        <comment>the active controller</comment>
        <translation>%1 · 任期 %2</translation>
    </message>
    <message>
        <source>Active controller: %1 from %2 to %3</source>
        <translation>活动控制器：%1，从 %2 到 %3</translation>
    </message>
    <message>
        <source>At %1 s: not tried yet; click to move it there</source>
        <comment>time</comment>
        <translation>在 %1 秒：尚未尝试；点击移到那里</translation>
    </message>
    <message>
        <source>%1, from %2 to %3</source>
        <comment>generation and members of a group; times</comment>
        <translation>%1，从 %2 到 %3</translation>
    </message>
    <message>
        <source>Rebalance from %1 to %2 (%3): %4</source>
        <comment>times; duration; what began it</comment>
        <translation>再均衡，从 %1 到 %2（%3）：%4</translation>
    </message>
    <message>
        <source>joined: %1</source>
        <comment>consumers</comment>
        <translation>加入：%1</translation>
    </message>
    <message>
        <source>left: %1</source>
        <comment>consumers</comment>
        <translation>离开：%1</translation>
    </message>
    <message>
        <source>From %1 on: %2</source>
        <comment>time; who joined and left</comment>
        <translation>自 %1 起：%2</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>组 %1</translation>
    </message>
    <message>
        <source>Group %1: its generations, hatched while it rebalances; diamonds where members joined (filled) and left (hollow)</source>
        <translation>组 %1：它的各代，再均衡时为斜线；菱形表示成员加入（实心）和离开（空心）</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <comment>of a group</comment>
        <translation>epoch %1</translation>
    </message>
    <message>
        <source>gen %1</source>
        <comment>of a group</comment>
        <translation>第 %1 代</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>generation of a group; its members</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>generation of a group; its members; assignor</comment>
        <translation>%1：%2（%3）</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n member(s)</source>
        <comment>generation of a group</comment>
        <translation>
            <numerusform>%1：%n 个成员</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>brokerscope::views::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>The run from %1 to %2, the playhead at %3</source>
        <translation>从 %1 到 %2 的运行，播放头在 %3</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::TryItView</name>
    <message>
        <source>Try it</source>
        <translation>动手试试</translation>
    </message>
    <message>
        <source>Reset lesson</source>
        <translation>重置课程</translation>
    </message>
    <message>
        <source>Back to the lesson&apos;s own run and to its beginning; forget the answers.</source>
        <translation>回到课程自己的运行和它的开头；忘掉回答。</translation>
    </message>
    <message>
        <source>Set %1</source>
        <comment>property=value</comment>
        <translation>设 %1</translation>
    </message>
    <message>
        <source>This run has %1 already.</source>
        <translation>这次运行已经是 %1。</translation>
    </message>
    <message>
        <source>First answer the lesson&apos;s question.</source>
        <translation>请先回答课程的问题。</translation>
    </message>
    <message>
        <source>Run the same with %1 and the same seed.</source>
        <translation>用 %1 和同样的种子再运行一次。</translation>
    </message>
    <message>
        <source>Instead: %1</source>
        <comment>a command of the script at another time</comment>
        <translation>改为：%1</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::VerdictBar</name>
    <message>
        <source>Records whose producer was told that they are stored. Failed: %1.</source>
        <translation>producer 被告知已写入的记录。失败：%1。</translation>
    </message>
    <message>
        <source>Verdict at the playhead</source>
        <translation>播放头处的裁决</translation>
    </message>
    <message>
        <source>produced</source>
        <comment>a number stands before it: records</comment>
        <translation>已生产</translation>
    </message>
    <message>
        <source>Records for which an application called send().</source>
        <translation>应用调用 send() 的记录。</translation>
    </message>
    <message>
        <source>acked</source>
        <comment>a number stands before it: records</comment>
        <translation>已确认</translation>
    </message>
    <message>
        <source>consumed</source>
        <comment>a number stands before it: records</comment>
        <translation>已消费</translation>
    </message>
    <message>
        <source>Records that poll() has returned to a consumer, repeated ones included.</source>
        <translation>poll() 已返回给 consumer 的记录，重复的也算。</translation>
    </message>
    <message>
        <source>lag</source>
        <comment>a number stands before it: records not consumed yet</comment>
        <translation>积压</translation>
    </message>
    <message>
        <source>Records below the high watermark that the consumers have not read yet.</source>
        <translation>高水位 HW 以下、consumer 还没有读的记录。</translation>
    </message>
    <message>
        <source>Click to go from one such record to the next.</source>
        <translation>点击可从一条这样的记录走到下一条。</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::WhyText</name>
    <message>
        <source>%1 was told that %2 is stored: with acks=1 the leader answers as soon as its own log has it</source>
        <translation>%1 被告知 %2 已写入：acks=1 时，leader 自己的日志有了就立即应答</translation>
    </message>
    <message>
        <source>%1 was told that %2 is stored: with acks=all every member of the ISR has it</source>
        <translation>%1 被告知 %2 已写入：acks=all 时，ISR 的每个成员都有了它</translation>
    </message>
    <message>
        <source>no heartbeat came from %1, and %2 after that the controller fenced it</source>
        <translation>没有收到 %1 的心跳，%2 之后控制器隔离（fence）了它</translation>
    </message>
    <message>
        <source>with %1 fenced, %2 is the first live member of the ISR: it was elected for %3, epoch %4</source>
        <translation>%1 被隔离后，%2 是 ISR 中第一个存活的成员：它当选为 %3 的 leader，epoch %4</translation>
    </message>
    <message>
        <source>%1 follows the new leader now and had to drop %2 %3: these offsets were written in an epoch that the leader does not have there</source>
        <translation>%1 现在跟随新 leader，只能丢弃 %2 %3：在这些 offset 上，leader 没有写入它们的那个 epoch</translation>
    </message>
    <message>
        <source>what %1 was to read next in %2 was deleted; out of range, it goes on at %3 as auto.offset.reset says</source>
        <translation>%1 在 %2 中接下来要读的记录已被删除；offset 越界，按 auto.offset.reset 从 %3 继续</translation>
    </message>
    <message>
        <source>a follower had not caught up for longer than replica.lag.time.max.ms: %1 asked the controller to shrink the ISR of %2 to %3</source>
        <comment>leader; partition; brokers</comment>
        <translation>有 follower 超过 replica.lag.time.max.ms 没有追上：%1 请控制器把 %2 的 ISR 缩小为 %3</translation>
    </message>
    <message>
        <source>nothing came from the leader of the controllers, and %2 after that %1 stands for election in term %3</source>
        <comment>controller; duration; number</comment>
        <translation>控制器的 leader 毫无音讯，%2 后 %1 在 任期 %3 参选</translation>
    </message>
</context>
<context>
    <name>brokerscope::views::WhyView</name>
    <message>
        <source>Nothing to explain yet</source>
        <translation>还没有什么要解释的</translation>
    </message>
    <message>
        <source>Why: %1?</source>
        <comment>a sentence about an event</comment>
        <translation>为什么：%1？</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Every step, messages included</source>
        <translation>每一步，包括消息</translation>
    </message>
    <message>
        <source>Select anything on the stage or in the event log to ask why it is as it is. Until then, this is about the newest notable event.</source>
        <translation>在舞台或事件日志里选中任何东西，就能知道它为什么是这样。在此之前，这里讲最近的重要事件。</translation>
    </message>
</context>
</TS>
