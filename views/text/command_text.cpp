#include "views/text/command_text.h"

#include "views/text/time_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CommandText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::CommandText)
};

QString joined(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names) {
        list += QString::fromStdString(name);
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

struct LongForm {
    QString operator()(const scenario::StartCommand& c) const
    {
        return CommandText::tr("start %1").arg(joined(c.nodes));
    }
    QString operator()(const scenario::StopCommand& c) const
    {
        const QString node = QString::fromStdString(c.node);
        return c.how == event::StopHow::PowerLoss
            ? CommandText::tr("stop %1 (power loss)").arg(node)
            : CommandText::tr("stop %1 (process kill)").arg(node);
    }
    QString operator()(const scenario::PauseCommand& c) const
    {
        return CommandText::tr("pause %1").arg(QString::fromStdString(c.node));
    }
    QString operator()(const scenario::ResumeCommand& c) const
    {
        return CommandText::tr("let %1 go on").arg(QString::fromStdString(c.node));
    }
    QString operator()(const scenario::CutCommand& c) const
    {
        const QString from = QString::fromStdString(c.from);
        const QString to = QString::fromStdString(c.to);
        return c.bothWays ? CommandText::tr("cut the link between %1 and %2").arg(from, to)
                          : CommandText::tr("cut the link from %1 to %2").arg(from, to);
    }
    QString operator()(const scenario::HealCommand& c) const
    {
        const QString from = QString::fromStdString(c.from);
        const QString to = QString::fromStdString(c.to);
        return c.bothWays ? CommandText::tr("heal the link between %1 and %2").arg(from, to)
                          : CommandText::tr("heal the link from %1 to %2").arg(from, to);
    }
    QString operator()(const scenario::SeekCommand& c) const
    {
        const QString consumer = QString::fromStdString(c.consumer);
        return c.partition.empty()
            ? CommandText::tr("let %1 seek to %2", "consumer; where").arg(consumer, seekTarget(c))
            : CommandText::tr("let %1 seek to %2 in %3", "consumer; where; partition")
                  .arg(consumer, seekTarget(c), QString::fromStdString(c.partition));
    }
    QString operator()(const scenario::DeleteRecordsCommand& c) const
    {
        const QString partition = QString::fromStdString(c.partition);
        return c.before == kNoOffset
            ? CommandText::tr("delete the records of %1 below the high watermark").arg(partition)
            : CommandText::tr("delete the records of %1 before offset %2", "partition; offset")
                  .arg(partition, QString::number(c.before.value()));
    }
    QString operator()(const scenario::EndCommand&) const
    {
        return CommandText::tr("end of the run");
    }
};

struct ShortForm {
    QString operator()(const scenario::StartCommand& c) const
    {
        return CommandText::tr("▶ start %1", "on a timeline: keep it short").arg(joined(c.nodes));
    }
    QString operator()(const scenario::StopCommand& c) const
    {
        const QString node = QString::fromStdString(c.node);
        return c.how == event::StopHow::PowerLoss
            ? CommandText::tr("⚡ stop %1", "power loss, on a timeline: keep it short").arg(node)
            : CommandText::tr("✕ kill %1", "process kill, on a timeline: keep it short").arg(node);
    }
    QString operator()(const scenario::PauseCommand& c) const
    {
        return CommandText::tr("‖ pause %1", "on a timeline: keep it short")
            .arg(QString::fromStdString(c.node));
    }
    QString operator()(const scenario::ResumeCommand& c) const
    {
        return CommandText::tr("▶ resume %1", "on a timeline: keep it short")
            .arg(QString::fromStdString(c.node));
    }
    QString operator()(const scenario::CutCommand& c) const
    {
        return CommandText::tr("✂ %1 %2 %3", "a cut link: node, arrow, node")
            .arg(QString::fromStdString(c.from), c.bothWays ? u"↔"_s : u"→"_s,
                QString::fromStdString(c.to));
    }
    QString operator()(const scenario::HealCommand& c) const
    {
        return CommandText::tr("heal %1 %2 %3", "a healed link: node, arrow, node")
            .arg(QString::fromStdString(c.from), c.bothWays ? u"↔"_s : u"→"_s,
                QString::fromStdString(c.to));
    }
    QString operator()(const scenario::SeekCommand& c) const
    {
        return CommandText::tr("↷ seek %1", "on a timeline: keep it short")
            .arg(QString::fromStdString(c.consumer));
    }
    QString operator()(const scenario::DeleteRecordsCommand& c) const
    {
        return CommandText::tr("✕ records of %1", "deletes them; on a timeline: keep it short")
            .arg(QString::fromStdString(c.partition));
    }
    QString operator()(const scenario::EndCommand&) const
    {
        return CommandText::tr("end", "end of the run, on a timeline");
    }
};

} // namespace

QString commandText(const scenario::Command& command)
{
    return std::visit(LongForm{}, command.action);
}

QString commandPill(const scenario::Command& command)
{
    return std::visit(ShortForm{}, command.action);
}

} // namespace brokerscope::views
