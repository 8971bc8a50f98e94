#include "views/config/property_words.h"

#include "engine/scenario/default_history.h"
#include "views/text/names.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <charconv>
#include <limits>

namespace brokerscope::views {

namespace {

using scenario::ConfigDef;
using scenario::ConfigFault;
using scenario::ConfigRule;
using scenario::ConfigScope;
using scenario::ConfigType;
using scenario::ConfigUnit;

struct PropertyWords {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::PropertyWords)
};

struct Unit {
    qint64 size;
    const char* name;
};
constexpr std::array kSizes{Unit{1 << 30, "GiB"}, Unit{1 << 20, "MiB"}, Unit{1 << 10, "KiB"}};
constexpr std::array kSpans{
    Unit{86'400'000, "d"}, Unit{3'600'000, "h"}, Unit{60'000, "min"}, Unit{1000, "s"}};

std::optional<qint64> numberIn(const std::string& value)
{
    qint64 number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool isWhole = error == std::errc() && end == value.data() + value.size();
    return isWhole ? std::optional(number) : std::nullopt;
}

template <std::size_t N>
QString inUnits(qint64 number, const std::array<Unit, N>& units)
{
    for (const Unit& unit : units) {
        if (number > 0 && number % unit.size == 0) {
            return QString::number(number / unit.size) % QLatin1Char(' ')
                % QLatin1String(unit.name);
        }
    }
    return {};
}

QString choiceList(const ConfigDef& def)
{
    QStringList choices;
    for (const std::string_view choice : scenario::choicesOf(def)) {
        choices += toQString(choice);
    }
    return choices.join(QStringLiteral(", "));
}

QString rowText(const scenario::DefaultSince& row)
{
    const QString value = valueText(std::string(row.value));
    if (row.release.empty()) {
        return PropertyWords::tr("%1 from the beginning").arg(value);
    }
    return PropertyWords::tr("%1 since Kafka %2").arg(value, toQString(row.release));
}

QString notANumber(const ConfigDef& def)
{
    if (def.type == ConfigType::Double) {
        return PropertyWords::tr("Expected a number such as 0.5.");
    }
    switch (def.unit) {
    case ConfigUnit::None:
        break;
    case ConfigUnit::Milliseconds:
        return PropertyWords::tr("Expected whole milliseconds, such as 250, 250ms or 2s.");
    case ConfigUnit::Bytes:
        return PropertyWords::tr("Expected a size, such as 16384 (bytes), 16KiB or 1MiB.");
    }
    return PropertyWords::tr("Expected a whole number.");
}

QString notAChoice(const ConfigDef& def, const ConfigFault& fault)
{
    if (fault.kafka.empty()) {
        return PropertyWords::tr("Kafka would load any such class; Brokerscope knows only %1.")
            .arg(choiceList(def));
    }
    return def.type == ConfigType::List
        ? PropertyWords::tr("Expected one or more of these, with commas between: %1.")
              .arg(choiceList(def))
        : PropertyWords::tr("Expected one of these: %1.").arg(choiceList(def));
}

QString ruleText(ConfigRule rule, qint64 bound)
{
    switch (rule) {
    case ConfigRule::IdempotenceNeedsAcks:
        return PropertyWords::tr("enable.idempotence=true needs acks=all: with less, an "
                                 "acknowledged batch could be gone, and the sequence with it.");
    case ConfigRule::IdempotenceNeedsRetries:
        return PropertyWords::tr("enable.idempotence=true needs retries above 0: without a retry "
                                 "there is nothing that it could keep from being stored twice.");
    case ConfigRule::IdempotenceNeedsFewInFlight:
        return PropertyWords::tr("enable.idempotence=true needs at most 5 requests in flight: a "
                                 "broker remembers the last five batches of a producer.");
    case ConfigRule::ManyInFlightNeedIdempotenceOff:
        return PropertyWords::tr("Since Kafka 4.0, more than 5 requests in flight need "
                                 "enable.idempotence=false by name; before, idempotence was "
                                 "switched off silently.");
    case ConfigRule::DeliveryTimeoutCoversLingerAndRequest:
        return PropertyWords::tr("delivery.timeout.ms must be at least linger.ms + "
                                 "request.timeout.ms, which is %1 ms.")
            .arg(bound);
    case ConfigRule::FetchWaitWithinLagTime:
        return PropertyWords::tr("replica.fetch.wait.max.ms must not be beyond "
                                 "replica.lag.time.max.ms, or a quiet follower would leave the ISR "
                                 "again and again.");
    case ConfigRule::SocketTimeoutCoversFetchWait:
        return PropertyWords::tr("replica.socket.timeout.ms must not be below "
                                 "replica.fetch.wait.max.ms, or followers would give up fetches "
                                 "that their leaders may keep.");
    case ConfigRule::CompactionLagsInOrder:
        return PropertyWords::tr("min.compaction.lag.ms must not be beyond max.compaction.lag.ms, "
                                 "which is %1 ms.")
            .arg(bound);
    case ConfigRule::HeartbeatWithinSession:
        return PropertyWords::tr("heartbeat.interval.ms must be lower than session.timeout.ms, or "
                                 "the group would throw the consumer out between two heartbeats.");
    case ConfigRule::ClassicOnly:
        return PropertyWords::tr("With group.protocol=consumer the coordinator decides about "
                                 "timeouts and assignors; the consumer must not set this.");
    case ConfigRule::ConsumerProtocolOnly:
        return PropertyWords::tr("group.remote.assignor needs group.protocol=consumer; in the "
                                 "classic protocol it is partition.assignment.strategy.");
    case ConfigRule::GroupSessionInRange:
        return PropertyWords::tr("group.consumer.session.timeout.ms must lie between "
                                 "group.consumer.min.session.timeout.ms and "
                                 "group.consumer.max.session.timeout.ms.");
    case ConfigRule::GroupHeartbeatInRange:
        return PropertyWords::tr("group.consumer.heartbeat.interval.ms must lie between "
                                 "group.consumer.min.heartbeat.interval.ms and "
                                 "group.consumer.max.heartbeat.interval.ms.");
    case ConfigRule::AssignorNeeded:
        return PropertyWords::tr("group.consumer.assignors needs at least one assignor.");
    case ConfigRule::ClassicStaysEnabled:
        return PropertyWords::tr("The classic protocol cannot be switched off.");
    case ConfigRule::AutoCommitNeedsGroup:
        return PropertyWords::tr("Without a group there is nothing to commit to: give the consumer "
                                 "a group, or leave it out.");
    case ConfigRule::ResetByDurationIsNew:
        return PropertyWords::tr("by_duration came with Kafka 4.0; this scenario runs an older "
                                 "release.");
    }
    return {};
}

} // namespace

QString propertyType(const ConfigDef& def)
{
    static constexpr std::array kTypes{"boolean", "int", "long", "double", "string", "list"};
    const QString type = QLatin1String(kTypes.at(static_cast<std::size_t>(def.type)));
    switch (def.unit) {
    case ConfigUnit::None:
        break;
    case ConfigUnit::Milliseconds:
        return PropertyWords::tr("%1, ms", "type; milliseconds").arg(type);
    case ConfigUnit::Bytes:
        return PropertyWords::tr("%1, bytes", "type").arg(type);
    }
    return type;
}

QString validValues(const ConfigDef& def)
{
    if (def.type == ConfigType::Boolean) {
        return PropertyWords::tr("true or false");
    }
    if (!def.choices.empty()) {
        return def.type == ConfigType::List
            ? PropertyWords::tr("one or more of: %1").arg(choiceList(def))
            : PropertyWords::tr("one of: %1").arg(choiceList(def));
    }
    if (def.type == ConfigType::String) {
        return PropertyWords::tr("any text");
    }
    if (def.name == "compression.gzip.level") {
        return PropertyWords::tr("1 to 9, or -1 for gzip's own default");
    }
    const std::optional<std::int64_t> least
        = def.min ? std::optional(*def.min) : scenario::engineMinimum(def);
    if (least && def.max) {
        return PropertyWords::tr("%1 to %2").arg(qint64(*least)).arg(qint64(*def.max));
    }
    return least ? PropertyWords::tr("at least %1").arg(qint64(*least))
                 : PropertyWords::tr("any whole number");
}

QString valueText(const std::string& value)
{
    return value.empty() ? PropertyWords::tr("(empty)") : toQString(value);
}

QString readableValue(const ConfigDef& def, const std::string& value)
{
    const std::optional<qint64> number = numberIn(value);
    if (!number) {
        return {};
    }
    const bool isRetention = def.name == "retention.ms" || def.name == "retention.bytes";
    if (*number == std::numeric_limits<qint64>::max() || (isRetention && *number == -1)) {
        return PropertyWords::tr("without limit");
    }
    switch (def.unit) {
    case ConfigUnit::None:
        break;
    case ConfigUnit::Milliseconds:
        return inUnits(*number, kSpans);
    case ConfigUnit::Bytes:
        return inUnits(*number, kSizes);
    }
    return {};
}

QString fullValue(const ConfigDef& def, const std::string& value)
{
    const QString readable = readableValue(def, value);
    return readable.isEmpty() ? valueText(value)
                              : PropertyWords::tr("%1 (%2)", "value; the same in other units")
                                    .arg(valueText(value), readable);
}

QString shortValue(const ConfigDef& def, const std::string& value)
{
    constexpr std::size_t kLong = 12;
    const QString readable = readableValue(def, value);
    return value.size() > kLong && !readable.isEmpty() ? readable : fullValue(def, value);
}

QString sinceShort(const ConfigDef& def, scenario::KafkaVersion version)
{
    const auto history = scenario::defaultHistory(def.scope, def.name);
    const auto* row = scenario::defaultIn(def.scope, def.name, version);
    if (history.empty()) {
        return QStringLiteral("≤ 2.8");
    }
    if (row == nullptr) {
        return QStringLiteral("–");
    }
    if (row->release.empty()) {
        return PropertyWords::tr("always", "a default that never changed or was the first");
    }
    return row->isAfter ? QString(QStringLiteral("> ") % toQString(row->release))
                        : toQString(row->release);
}

QString sinceSentence(const ConfigDef& def, scenario::KafkaVersion version)
{
    const auto history = scenario::defaultHistory(def.scope, def.name);
    const auto* now = scenario::defaultIn(def.scope, def.name, version);
    QString text;
    if (history.empty()) {
        text = PropertyWords::tr("the same in Kafka 2.8 and since");
    } else if (now == nullptr) {
        text = PropertyWords::tr("Kafka %1 does not have this property yet")
                   .arg(toQString(scenario::releaseName(version)));
    } else if (now->release.empty()) {
        text = PropertyWords::tr("from the beginning");
    } else {
        text = now->isAfter
            ? PropertyWords::tr("since a release after Kafka %1").arg(toQString(now->release))
            : PropertyWords::tr("since Kafka %1").arg(toQString(now->release));
    }
    QStringList others;
    for (const scenario::DefaultSince& row : history) {
        if (&row != now && !row.isAfter) {
            others += rowText(row);
        }
    }
    if (!others.isEmpty()) {
        text = PropertyWords::tr("%1; other releases: %2")
                   .arg(text, others.join(QStringLiteral(", ")));
    }
    if (def.name == "enable.idempotence") {
        text += PropertyWords::tr("; a bug left it off in 3.0.0 and 3.1.0 unless it was set");
    }
    return text;
}

QString ownerText(const scenario::ConfigOwner& owner)
{
    const QString name = toQString(owner.name);
    switch (owner.scope) {
    case ConfigScope::Producer:
        return PropertyWords::tr("producer %1").arg(name);
    case ConfigScope::Consumer:
        return PropertyWords::tr("consumer %1").arg(name);
    case ConfigScope::Topic:
        return PropertyWords::tr("topic %1").arg(name);
    case ConfigScope::Broker:
        break;
    }
    return PropertyWords::tr("all brokers");
}

QString effectText(const scenario::EffectiveValue& effective)
{
    using Source = scenario::EffectiveValue::Source;
    const QString value = toQString(effective.value);
    const QString because = toQString(effective.because);
    switch (effective.source) {
    case Source::Default:
    case Source::Set:
        break;
    case Source::Brokers:
        return PropertyWords::tr(
            "The topic sets none; %1 of the brokers holds: %2.", "property; value")
            .arg(because, value);
    case Source::Derived:
        return PropertyWords::tr(
            "In effect it is %1: Kafka adapts it silently to %2.", "value; property")
            .arg(value, because);
    }
    return {};
}

QString faultText(const ConfigDef& def, const ConfigFault& fault)
{
    switch (fault.kind) {
    case ConfigFault::Kind::NotNumber:
        return notANumber(def);
    case ConfigFault::Kind::NotBoolean:
        return PropertyWords::tr("Expected true or false.");
    case ConfigFault::Kind::NotChoice:
        return notAChoice(def, fault);
    case ConfigFault::Kind::NotInRange:
        return PropertyWords::tr("Kafka takes %1 here.").arg(validValues(def));
    case ConfigFault::Kind::TooSmall:
        return PropertyWords::tr("Kafka takes nothing below %1 here.").arg(fault.bound);
    case ConfigFault::Kind::TooLarge:
        return PropertyWords::tr("Kafka takes nothing above %1 here.").arg(fault.bound);
    case ConfigFault::Kind::EngineMinimum:
        return PropertyWords::tr("Kafka would take it, but with less than %1 Brokerscope's clock "
                                 "would not move on.")
            .arg(fault.bound);
    case ConfigFault::Kind::Conflict:
        return fault.rule ? ruleText(*fault.rule, fault.bound) : toQString(fault.message);
    }
    return {};
}

} // namespace brokerscope::views
