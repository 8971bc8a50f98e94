#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::history {

/// Zigzag: small magnitudes of either sign become small numbers.
constexpr std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t bits)
{
    return static_cast<std::int64_t>(bits >> 1) ^ -static_cast<std::int64_t>(bits & 1);
}

/// Appends numbers in a byte-order-free form to a vector that the caller owns.
class ByteWriter {
public:
    explicit ByteWriter(std::vector<std::uint8_t>& out)
        : m_out(out)
    {
    }

    void byte(std::uint8_t value) { m_out.push_back(value); }

    /// Seven bits a byte, the lowest first; the top bit says that more follow.
    void varint(std::uint64_t value)
    {
        while (value >= 0x80) {
            byte(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        byte(static_cast<std::uint8_t>(value));
    }

    /// Its length, then its bytes.
    void text(std::string_view value)
    {
        varint(value.size());
        m_out.insert(m_out.end(), value.begin(), value.end());
    }

private:
    std::vector<std::uint8_t>& m_out;
};

/// Takes them off the front again. After the first thing that is not there or not well-formed ok()
/// is false and every further read gives zero.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::span<const std::uint8_t> rest() const { return m_bytes; }
    void fail() { m_ok = false; }

    std::uint8_t byte()
    {
        if (!m_ok || m_bytes.empty()) {
            m_ok = false;
            return 0;
        }
        const std::uint8_t value = m_bytes.front();
        m_bytes = m_bytes.subspan(1);
        return value;
    }

    /// Refuses forms longer than they need be, so that equal values have equal bytes.
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            if (shift == 63 && next > 1) {
                m_ok = false;
            }
            value |= static_cast<std::uint64_t>(next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                m_ok = m_ok && (next != 0 || shift == 0);
                return m_ok ? value : 0;
            }
        }
        m_ok = false;
        return 0;
    }

    /// A varint that is at most `limit`.
    std::uint64_t varintUpTo(std::uint64_t limit)
    {
        const std::uint64_t value = varint();
        m_ok = m_ok && value <= limit;
        return m_ok ? value : 0;
    }

    std::string text()
    {
        const std::uint64_t size = varintUpTo(m_bytes.size());
        if (!m_ok || size > m_bytes.size()) {
            m_ok = false;
            return {};
        }
        const auto chars = m_bytes.first(size);
        m_bytes = m_bytes.subspan(size);
        return {chars.begin(), chars.end()};
    }

private:
    std::span<const std::uint8_t> m_bytes;
    bool m_ok = true;
};

} // namespace brokerscope::history
