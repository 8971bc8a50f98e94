#pragma once

#include "engine/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Kafka's primitive types in the encoding of flexible versions (KIP-482): a length or count is one
/// more than it says and an unsigned varint, 0 stands for null, and each struct ends with tagged
/// fields (Kafka: ByteUtils.writeUnsignedVarint, RawTaggedField).
namespace brokerscope::protocol {

/// Appends fields to `out`.
class CompactWriter {
public:
    explicit CompactWriter(Bytes& out)
        : m_out(out)
    {
    }

    template <class Integer>
    void integer(Integer value)
    {
        const std::size_t at = m_out.size();
        m_out.resize(at + sizeof(Integer));
        writeBigEndian(std::span(m_out), at, value);
    }
    void unsignedVarint(std::uint32_t value)
    {
        for (; value >= 0x80; value >>= 7) {
            m_out.push_back(static_cast<std::uint8_t>(value | 0x80U));
        }
        m_out.push_back(static_cast<std::uint8_t>(value));
    }
    /// Of an array, whose elements follow.
    void count(std::size_t elements) { unsignedVarint(static_cast<std::uint32_t>(elements) + 1); }
    void string(std::string_view text)
    {
        count(text.size());
        m_out.insert(m_out.end(), text.begin(), text.end());
    }
    void nullableString(const std::optional<std::string>& text)
    {
        if (text) {
            string(*text);
        } else {
            null();
        }
    }
    void bytes(ByteView content)
    {
        count(content.size());
        m_out.insert(m_out.end(), content.begin(), content.end());
    }
    void null() { unsignedVarint(0); }
    void noTaggedFields() { unsignedVarint(0); }
    /// A struct with one tagged field.
    void taggedField(std::uint32_t tag, ByteView content)
    {
        unsignedVarint(1);
        unsignedVarint(tag);
        unsignedVarint(static_cast<std::uint32_t>(content.size()));
        m_out.insert(m_out.end(), content.begin(), content.end());
    }

private:
    Bytes& m_out;
};

/// Reads fields one after the other. Behind the first that is not there it returns empty ones, and
/// ok() is false.
class CompactReader {
public:
    explicit CompactReader(ByteView bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool ok() const { return m_ok; }

    template <class Integer>
    [[nodiscard]] Integer integer()
    {
        const ByteView content = take(sizeof(Integer));
        return content.empty() ? Integer{} : readBigEndian<Integer>(content, 0);
    }
    /// Of 32 bits, so of five bytes at most.
    [[nodiscard]] std::uint32_t unsignedVarint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 35; shift += 7) {
            const auto byte = integer<std::uint8_t>();
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) {
                return m_ok ? static_cast<std::uint32_t>(value) : 0;
            }
        }
        m_ok = false;
        return 0;
    }
    /// The length of an array that must not be null. Each element takes at least one byte, so that
    /// a broken length cannot ask for more memory than there are bytes.
    [[nodiscard]] std::size_t count()
    {
        const std::uint32_t length = unsignedVarint();
        m_ok = m_ok && length > 0 && length - 1 <= m_bytes.size();
        return m_ok ? length - 1 : 0;
    }
    [[nodiscard]] std::string string() { return textOf(take(count())); }
    [[nodiscard]] std::optional<std::string> nullableString()
    {
        const std::uint32_t length = unsignedVarint();
        return length == 0 ? std::nullopt : std::optional(textOf(take(length - 1)));
    }
    [[nodiscard]] Bytes bytes()
    {
        const ByteView content = take(count());
        return {content.begin(), content.end()};
    }
    /// To be called at the end of each struct: `read(tag, reader of the field)` for each tagged
    /// field. The reader has the bytes of the field and no more; what it leaves is passed over.
    template <class Read>
    void taggedFields(Read read)
    {
        const std::uint32_t fields = unsignedVarint();
        for (std::uint32_t i = 0; m_ok && i < fields; ++i) {
            const std::uint32_t tag = unsignedVarint();
            CompactReader field(take(unsignedVarint()));
            if (m_ok) {
                read(tag, field);
                m_ok = field.ok();
            }
        }
    }
    void passTaggedFields()
    {
        taggedFields([](std::uint32_t, const CompactReader&) {});
    }

private:
    [[nodiscard]] ByteView take(std::size_t length)
    {
        m_ok = m_ok && length <= m_bytes.size();
        if (!m_ok) {
            return {};
        }
        const ByteView taken = m_bytes.first(length);
        m_bytes = m_bytes.subspan(length);
        return taken;
    }
    [[nodiscard]] static std::string textOf(ByteView content)
    {
        return {content.begin(), content.end()};
    }

    ByteView m_bytes;
    bool m_ok = true;
};

} // namespace brokerscope::protocol
