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

struct ShortForm {
    QString operator()(const scenario::StartCommand& c) const
    {
        return CommandText::tr("▶ start %1", "on a timeline: keep it short").arg(joined(c.nodes));
    }
    QString operator()(const scenario::StopCommand& c) const
    {
        const QString node = named(c.node);
        switch (c.how) {
        case event::StopHow::PowerLoss:
            return CommandText::tr("⚡ stop %1", "power loss, on a timeline: keep it short")
                .arg(node);
        case event::StopHow::Shutdown:
            return CommandText::tr("⏻ shut %1", "shutdown, on a timeline: keep it short")
                .arg(node);
        case event::StopHow::Kill:
        case event::StopHow::Halt: // is nobody's command
            break;
        }
        return CommandText::tr("✕ kill %1", "process kill, on a timeline: keep it short").arg(node);
    }
    QString operator()(const scenario::PauseCommand& c) const
    {
        return CommandText::tr("‖ pause %1", "on a timeline: keep it short").arg(named(c.node));
    }
    QString operator()(const scenario::ResumeCommand& c) const
    {
        return CommandText::tr("▶ resume %1", "on a timeline: keep it short").arg(named(c.node));
    }
    QString operator()(const scenario::CutCommand& c) const
    {
        return CommandText::tr("✂ %1 %2 %3", "a cut link: node, arrow, node")
            .arg(named(c.from), c.bothWays ? u"↔"_s : u"→"_s, named(c.to));
    }
    QString operator()(const scenario::HealCommand& c) const
    {
        return CommandText::tr("heal %1 %2 %3", "a healed link: node, arrow, node")
            .arg(named(c.from), c.bothWays ? u"↔"_s : u"→"_s, named(c.to));
    }
    QString operator()(const scenario::SeekCommand& c) const
    {
        return CommandText::tr("↷ seek %1", "on a timeline: keep it short").arg(named(c.consumer));
    }
    QString operator()(const scenario::DeleteRecordsCommand& c) const
    {
        return CommandText::tr("✕ records of %1", "deletes them; on a timeline: keep it short")
            .arg(named(c.partition));
    }
    QString operator()(const scenario::IsolateCommand& c) const
    {
        return CommandText::tr("✂ %1", "cut off from all, on a timeline: keep it short")
            .arg(named(c.node));
    }
    QString operator()(const scenario::ReconnectCommand& c) const
    {
        return CommandText::tr("heal %1", "all its links, on a timeline: keep it short")
            .arg(named(c.node));
    }
    QString operator()(const scenario::SlowLinkCommand& c) const
    {
        if (c.extra == Duration()) {
            return CommandText::tr("fast %1 %2 %3", "a link as fast as before: node, arrow, node")
                .arg(named(c.from), c.bothWays ? u"↔"_s : u"→"_s, named(c.to));
        }
        return CommandText::tr("%1 %2 %3 +%4", "a slow link: node, arrow, node, duration")
            .arg(named(c.from), c.bothWays ? u"↔"_s : u"→"_s, named(c.to), durationText(c.extra));
    }
    QString operator()(const scenario::SlowDiskCommand& c) const
    {
        if (c.perWrite == Duration()) {
            return CommandText::tr("disk %1 fast", "as before, on a timeline: keep it short")
                .arg(named(c.broker));
        }
        return CommandText::tr("disk %1 +%2", "slow disk: broker, duration")
            .arg(named(c.broker), durationText(c.perWrite));
    }
    QString operator()(const scenario::FillDiskCommand& c) const
    {
        return c.full
            ? CommandText::tr("disk %1 full", "on a timeline: keep it short").arg(named(c.broker))
            : CommandText::tr("disk %1 free", "on a timeline: keep it short").arg(named(c.broker));
    }
    QString operator()(const scenario::SkewClockCommand& c) const
    {
        if (c.by == Duration()) {
            return CommandText::tr("clock %1 right", "on a timeline: keep it short")
                .arg(named(c.node));
        }
        const bool isBack = c.by < Duration();
        return CommandText::tr(
            "clock %1 %2%3", "node, sign, duration; on a timeline: keep it short")
            .arg(named(c.node), isBack ? u"−"_s : u"+"_s,
                durationText(isBack ? Duration() - c.by : c.by));
    }
    QString operator()(const scenario::ElectLeadersCommand& c) const
    {
        return CommandText::tr("♛ %1", "elects leaders, on a timeline: keep it short")
            .arg(named(c.partition));
    }
    QString operator()(const scenario::ReassignCommand& c) const
    {
        return c.replicas.empty()
            ? CommandText::tr("⇄ %1: cancel", "reassignment, on a timeline: keep it short")
                  .arg(named(c.partition))
            : CommandText::tr("⇄ %1", "reassignment, on a timeline: keep it short")
                  .arg(named(c.partition));
    }
    QString operator()(const scenario::AddPartitionsCommand& c) const
    {
        return CommandText::tr("%1: %2 partitions", "topic; on a timeline: keep it short")
            .arg(named(c.topic), QString::number(c.count));
    }
    QString operator()(const scenario::DropCommand& c) const
    {
        return CommandText::tr("✕ %1", "drops a message: its kind; on a timeline: keep it short")
            .arg(message(c.message));
    }
    QString operator()(const scenario::DelayCommand& c) const
    {
        return CommandText::tr("%1 +%2", "delays a message: its kind, duration; on a timeline")
            .arg(message(c.message), durationText(c.by));
    }
    QString operator()(const scenario::FailOnceCommand& c) const
    {
        return CommandText::tr("%1: error", "a broker answers with one; on a timeline")
            .arg(named(c.request.to));
    }
    QString operator()(const scenario::FlushCommand& c) const
    {
        return CommandText::tr("flush %1", "producer; on a timeline: keep it short")
            .arg(named(c.producer));
    }
    QString operator()(const scenario::CloseCommand& c) const
    {
        return CommandText::tr("close %1", "client; on a timeline: keep it short")
            .arg(named(c.client));
    }
    QString operator()(const scenario::SubscribeCommand& c) const
    {
        return c.to.empty()
            ? CommandText::tr("%1 unsubscribes", "consumer; on a timeline: keep it short")
                  .arg(named(c.consumer))
            : CommandText::tr("%1 subscribes", "consumer; on a timeline: keep it short")
                  .arg(named(c.consumer));
    }
    QString operator()(const scenario::CommitCommand& c) const
    {
        return CommandText::tr("%1 commits", "consumer; on a timeline: keep it short")
            .arg(named(c.consumer));
    }
    QString operator()(const scenario::PausePartitionsCommand& c) const
    {
        const QString what = c.partition.empty() ? named(c.consumer) : named(c.partition);
        return (c.isPaused ? u"⏸ "_s : u"▶ "_s) + what;
    }
    QString operator()(const scenario::EndCommand&) const
    {
        return CommandText::tr("end", "end of the run, on a timeline");
    }

private:
    static QString message(const scenario::MessageSpec& m)
    {
        const QString api = toQString(event::apiName(m.api));
        return m.isAnswer ? CommandText::tr("%1 answer", "Kafka's API name, on a timeline").arg(api)
                          : api;
    }
};

} // namespace

QString commandPill(const scenario::Command& command)
{
    return std::visit(ShortForm{}, command.action);
}

} // namespace brokerscope::views
