#include "engine/base/varint.h"
#include "engine/protocol/metadata.h"

#include <limits>
#include <type_traits>

/// Records of the metadata log as bytes: the index of the kind, then the fields in order as signed
/// variable-length numbers.
namespace brokerscope::protocol {

namespace {

class Writer {
public:
    explicit Writer(Bytes& out)
        : m_out(out)
    {
    }

    template <class Integer>
    requires std::is_integral_v<Integer>
    void put(Integer value) { writeVarint(m_out, static_cast<std::int64_t>(value)); }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void put(Enum value) { put(static_cast<std::int64_t>(value)); }
    template <class T>
    requires requires(const T& t) { t.value(); }
    void put(const T& id) { put(id.value()); }
    void put(BrokerSet set) { put(set.bits()); }

private:
    Bytes& m_out;
};

class Reader {
public:
    explicit Reader(ByteView bytes)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }

    /// Whether everything was read and nothing was wrong.
    [[nodiscard]] bool isDone() const { return m_ok && m_at == m_end; }
    [[nodiscard]] bool ok() const { return m_ok; }

    std::int64_t number(std::int64_t least, std::int64_t most)
    {
        std::int64_t value = 0;
        m_ok = m_ok && readVarint(m_at, m_end, value) && value >= least && value <= most;
        return m_ok ? value : least;
    }
    template <class Integer>
    requires std::is_integral_v<Integer>
    void get(Integer& value)
    {
        if constexpr (sizeof(Integer) == 8) {
            value = static_cast<Integer>(number(std::numeric_limits<std::int64_t>::min(),
                std::numeric_limits<std::int64_t>::max()));
        } else {
            value = static_cast<Integer>(
                number(std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()));
        }
    }
    template <class Enum>
    void getEnum(Enum& value, Enum last)
    {
        value = static_cast<Enum>(number(0, static_cast<std::int64_t>(last)));
    }
    template <class T>
    requires requires(const T& t) { t.value(); }
    void get(T& id)
    {
        typename T::Value value{};
        get(value);
        id = T(value);
    }
    void get(BrokerSet& set)
    {
        std::uint64_t bits = 0;
        get(bits);
        set = BrokerSet::fromBits(bits);
    }

private:
    const std::uint8_t* m_at;
    const std::uint8_t* m_end;
    bool m_ok = true;
};

void write(Writer& out, const PartitionRegistration& registration)
{
    out.put(registration.replicas.size());
    for (const NodeId replica : registration.replicas) {
        out.put(replica);
    }
    out.put(registration.isr);
    out.put(registration.adding);
    out.put(registration.removing);
    out.put(registration.eligible);
    out.put(registration.lastKnownLeader);
    out.put(registration.leader);
    out.put(registration.leaderEpoch);
    out.put(registration.partitionEpoch);
    out.put(registration.isRecovering);
}

void read(Reader& in, PartitionRegistration& registration)
{
    const std::int64_t replicas = in.number(0, BrokerSet::kMaxBrokers);
    for (std::int64_t i = 0; i < replicas && in.ok(); ++i) {
        registration.replicas.emplace_back();
        in.get(registration.replicas.back());
    }
    in.get(registration.isr);
    in.get(registration.adding);
    in.get(registration.removing);
    in.get(registration.eligible);
    in.get(registration.lastKnownLeader);
    in.get(registration.leader);
    in.get(registration.leaderEpoch);
    in.get(registration.partitionEpoch);
    registration.isRecovering = in.number(0, 1) == 1;
}

void read(Reader& in, RegisterBrokerRecord& r)
{
    in.get(r.broker);
    in.get(r.brokerEpoch);
    in.get(r.incarnation);
}

void read(Reader& in, BrokerChangeRecord& r)
{
    in.get(r.broker);
    in.getEnum(r.what, BrokerChangeRecord::What::Leaving);
}

void read(Reader& in, TopicRecord& r)
{
    in.get(r.firstPartition);
    in.get(r.partitions);
    r.isNew = in.number(0, 1) == 1;
}

void read(Reader& in, PartitionRecord& r)
{
    in.get(r.partition);
    read(in, r.registration);
    in.getEnum(r.election, event::ElectionKind::Reassigned);
    in.getEnum(r.isrReason, event::IsrReason::Reassigned);
}

void read(Reader& in, ThrottleRecord& r)
{
    in.get(r.bytesPerSecond);
}

void read(Reader& in, LeaderChangeRecord& r)
{
    in.get(r.leader);
}

template <std::size_t Index>
std::optional<MetadataRecord> readAs(Reader& in)
{
    std::variant_alternative_t<Index, MetadataRecord> record;
    read(in, record);
    return in.isDone() ? std::optional<MetadataRecord>(std::move(record)) : std::nullopt;
}

} // namespace

void encodeRecord(const MetadataRecord& record, Bytes& out)
{
    Writer writer(out);
    writer.put(record.index());
    std::visit(
        [&writer](const auto& r) {
            using Record = std::decay_t<decltype(r)>;
            if constexpr (std::is_same_v<Record, RegisterBrokerRecord>) {
                writer.put(r.broker);
                writer.put(r.brokerEpoch);
                writer.put(r.incarnation);
            } else if constexpr (std::is_same_v<Record, BrokerChangeRecord>) {
                writer.put(r.broker);
                writer.put(r.what);
            } else if constexpr (std::is_same_v<Record, TopicRecord>) {
                writer.put(r.firstPartition);
                writer.put(r.partitions);
                writer.put(r.isNew);
            } else if constexpr (std::is_same_v<Record, PartitionRecord>) {
                writer.put(r.partition);
                write(writer, r.registration);
                writer.put(r.election);
                writer.put(r.isrReason);
            } else if constexpr (std::is_same_v<Record, ThrottleRecord>) {
                writer.put(r.bytesPerSecond);
            } else {
                writer.put(r.leader);
            }
        },
        record);
}

std::optional<MetadataRecord> decodeRecord(ByteView bytes)
{
    Reader in(bytes);
    switch (in.number(0, std::variant_size_v<MetadataRecord> - 1)) {
    case 0:
        return readAs<0>(in);
    case 1:
        return readAs<1>(in);
    case 2:
        return readAs<2>(in);
    case 3:
        return readAs<3>(in);
    case 4:
        return readAs<4>(in);
    default:
        return readAs<5>(in);
    }
}

} // namespace brokerscope::protocol
