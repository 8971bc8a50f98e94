#include "views/text/command_text.h"

#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CommandText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::CommandText)
};

QString named(const std::string& name)
{
    return QString::fromStdString(name);
}

QString joined(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names) {
        list += named(name);
    }
    return list.join(u", "_s);
}

/// "offset 5", "time 1.2 s", "the beginning"
QString seekTarget(const scenario::SeekCommand& c)
{
    switch (c.target) {
    case event::SeekTarget::Offset:
        return CommandText::tr("offset %1", "where a consumer seeks to").arg(c.offset.value());
    case event::SeekTarget::Time:
        return CommandText::tr("time %1", "where a consumer seeks to")
            .arg(durationText(c.time - Timestamp()));
    case event::SeekTarget::Beginning:
        return CommandText::tr("the beginning", "where a consumer seeks to");
    case event::SeekTarget::End:
        return CommandText::tr("the end", "where a consumer seeks to");
    }
    return {};
}

/// "Produce request 3 from p1 to b1 about orders-0"
QString messageText(const scenario::MessageSpec& m)
{
    const QString api = toQString(event::apiName(m.api));
    const QString number = QString::number(m.number);
    QString text = m.isAnswer
        ? CommandText::tr("%1 answer %2", "Kafka's API name; its number").arg(api, number)
        : CommandText::tr("%1 request %2", "Kafka's API name; its number").arg(api, number);
    if (!m.from.empty()) {
        text = CommandText::tr("%1 from %2", "a message; its sender").arg(text, named(m.from));
    }
    if (!m.to.empty()) {
        text = CommandText::tr("%1 to %2", "a message; its receiver").arg(text, named(m.to));
    }
    if (!m.partition.empty()) {
        text = CommandText::tr("%1 about %2", "a message; a partition")
                   .arg(text, named(m.partition));
    }
    return m.sinceStart ? CommandText::tr("%1 (counted from the start)", "a message").arg(text)
                        : text;
}

struct LongForm {
    QString operator()(const scenario::StartCommand& c) const
    {
        return CommandText::tr("start %1").arg(joined(c.nodes));
    }
    QString operator()(const scenario::StopCommand& c) const
    {
        const QString node = named(c.node);
        switch (c.how) {
        case event::StopHow::PowerLoss:
            return CommandText::tr("stop %1 (power loss)").arg(node);
        case event::StopHow::Shutdown:
            return CommandText::tr("shut %1 down in good order").arg(node);
        case event::StopHow::Kill:
        case event::StopHow::Halt: // is nobody's command
            break;
        }
        return CommandText::tr("stop %1 (process kill)").arg(node);
    }
    QString operator()(const scenario::PauseCommand& c) const
    {
        return CommandText::tr("pause %1").arg(named(c.node));
    }
    QString operator()(const scenario::ResumeCommand& c) const
    {
        return CommandText::tr("let %1 go on").arg(named(c.node));
    }
    QString operator()(const scenario::CutCommand& c) const
    {
        const QString from = named(c.from);
        const QString to = named(c.to);
        return c.bothWays ? CommandText::tr("cut the link between %1 and %2").arg(from, to)
                          : CommandText::tr("cut the link from %1 to %2").arg(from, to);
    }
    QString operator()(const scenario::HealCommand& c) const
    {
        const QString from = named(c.from);
        const QString to = named(c.to);
        return c.bothWays ? CommandText::tr("heal the link between %1 and %2").arg(from, to)
                          : CommandText::tr("heal the link from %1 to %2").arg(from, to);
    }
    QString operator()(const scenario::SeekCommand& c) const
    {
        const QString consumer = named(c.consumer);
        return c.partition.empty()
            ? CommandText::tr("let %1 seek to %2", "consumer; where").arg(consumer, seekTarget(c))
            : CommandText::tr("let %1 seek to %2 in %3", "consumer; where; partition")
                  .arg(consumer, seekTarget(c), named(c.partition));
    }
    QString operator()(const scenario::DeleteRecordsCommand& c) const
    {
        const QString partition = named(c.partition);
        return c.before == kNoOffset
            ? CommandText::tr("delete the records of %1 below the high watermark").arg(partition)
            : CommandText::tr("delete the records of %1 before offset %2", "partition; offset")
                  .arg(partition, QString::number(c.before.value()));
    }
    QString operator()(const scenario::IsolateCommand& c) const
    {
        return CommandText::tr("cut %1 off from everybody").arg(named(c.node));
    }
    QString operator()(const scenario::ReconnectCommand& c) const
    {
        return CommandText::tr("heal all links of %1").arg(named(c.node));
    }
    QString operator()(const scenario::SlowLinkCommand& c) const
    {
        const QString from = named(c.from);
        const QString to = named(c.to);
        if (c.extra == Duration()) {
            return c.bothWays
                ? CommandText::tr("the link between %1 and %2 is as fast as before").arg(from, to)
                : CommandText::tr("the link from %1 to %2 is as fast as before").arg(from, to);
        }
        const QString extra = durationText(c.extra);
        return c.bothWays
            ? CommandText::tr("slow the link between %1 and %2 by %3").arg(from, to, extra)
            : CommandText::tr("slow the link from %1 to %2 by %3").arg(from, to, extra);
    }
    QString operator()(const scenario::SlowDiskCommand& c) const
    {
        const QString broker = named(c.broker);
        return c.perWrite == Duration()
            ? CommandText::tr("the disk of %1 is as fast as before").arg(broker)
            : CommandText::tr("each write to the disk of %1 takes %2", "broker; duration")
                  .arg(broker, durationText(c.perWrite));
    }
    QString operator()(const scenario::FillDiskCommand& c) const
    {
        return c.full ? CommandText::tr("fill the disk of %1").arg(named(c.broker))
                      : CommandText::tr("make room on the disk of %1").arg(named(c.broker));
    }
    QString operator()(const scenario::SkewClockCommand& c) const
    {
        const QString node = named(c.node);
        if (c.by == Duration()) {
            return CommandText::tr("set the clock of %1 right").arg(node);
        }
        return c.by > Duration()
            ? CommandText::tr("set the clock of %1 ahead by %2").arg(node, durationText(c.by))
            : CommandText::tr("set the clock of %1 back by %2")
                  .arg(node, durationText(Duration() - c.by));
    }
    QString operator()(const scenario::ElectLeadersCommand& c) const
    {
        return c.unclean
            ? CommandText::tr("elect any leader for %1 (unclean)").arg(named(c.partition))
            : CommandText::tr("elect the preferred leader of %1").arg(named(c.partition));
    }
    QString operator()(const scenario::ReassignCommand& c) const
    {
        const QString partition = named(c.partition);
        if (c.replicas.empty()) {
            return CommandText::tr("cancel the reassignment of %1").arg(partition);
        }
        return c.throttle == 0
            ? CommandText::tr("reassign %1 to %2", "partition; brokers")
                  .arg(partition, joined(c.replicas))
            : CommandText::tr(
                "reassign %1 to %2, at most %3 bytes per second", "partition; brokers; throttle")
                  .arg(partition, joined(c.replicas), QString::number(c.throttle));
    }
    QString operator()(const scenario::AddPartitionsCommand& c) const
    {
        return CommandText::tr("give %1 more partitions: %2", "topic; how many it then has")
            .arg(named(c.topic), QString::number(c.count));
    }
    QString operator()(const scenario::DropCommand& c) const
    {
        return CommandText::tr("drop %1", "a message").arg(messageText(c.message));
    }
    QString operator()(const scenario::DelayCommand& c) const
    {
        return CommandText::tr("delay %1 by %2", "a message; duration")
            .arg(messageText(c.message), durationText(c.by));
    }
    QString operator()(const scenario::FailOnceCommand& c) const
    {
        return CommandText::tr("let %1 answer %2 with %3", "broker; a message; Kafka's error")
            .arg(named(c.request.to), messageText(c.request), toQString(event::errorName(c.error)));
    }
    QString operator()(const scenario::FlushCommand& c) const
    {
        return CommandText::tr("let %1 call flush()").arg(named(c.producer));
    }
    QString operator()(const scenario::CloseCommand& c) const
    {
        return c.timeout ? CommandText::tr("let %1 call close() with a timeout of %2")
                               .arg(named(c.client), durationText(*c.timeout))
                         : CommandText::tr("let %1 call close()").arg(named(c.client));
    }
    QString operator()(const scenario::SubscribeCommand& c) const
    {
        if (c.to.empty()) {
            return CommandText::tr("let %1 unsubscribe").arg(named(c.consumer));
        }
        return c.to.pattern.empty()
            ? CommandText::tr("let %1 subscribe to %2", "consumer; topics")
                  .arg(named(c.consumer), joined(c.to.topics))
            : CommandText::tr("let %1 subscribe to topics like %2", "consumer; regular expression")
                  .arg(named(c.consumer), named(c.to.pattern));
    }
    QString operator()(const scenario::CommitCommand& c) const
    {
        const QString call = c.isAsync ? u"commitAsync()"_s : u"commitSync()"_s;
        return c.partition.empty()
            ? CommandText::tr("let %1 call %2", "consumer; method").arg(named(c.consumer), call)
            : CommandText::tr(
                "let %1 call %2 with %3 for %4", "consumer; method; offset; partition")
                  .arg(named(c.consumer), call, QString::number(c.offset.value()),
                      named(c.partition));
    }
    QString operator()(const scenario::PausePartitionsCommand& c) const
    {
        if (c.partition.empty()) {
            return c.isPaused
                ? CommandText::tr("let %1 pause all its partitions").arg(named(c.consumer))
                : CommandText::tr("let %1 resume all its partitions").arg(named(c.consumer));
        }
        return c.isPaused ? CommandText::tr("let %1 pause %2", "consumer; partition")
                                .arg(named(c.consumer), named(c.partition))
                          : CommandText::tr("let %1 resume %2", "consumer; partition")
                                .arg(named(c.consumer), named(c.partition));
    }
    QString operator()(const scenario::EndCommand&) const
    {
        return CommandText::tr("end of the run");
    }
};

} // namespace

QString commandText(const scenario::Command& command)
{
    return std::visit(LongForm{}, command.action);
}

} // namespace brokerscope::views
