#pragma once

#include "engine/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Kafka's primitive types in the encoding of non-flexible versions, as inside of JoinGroup and in
/// the records of __consumer_offsets (Kafka: Type, ByteBufferAccessor).
namespace brokerscope::protocol {

/// Appends fields to `out`.
class FieldWriter {
public:
    explicit FieldWriter(Bytes& out)
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
    /// Longer ones than 32767 bytes do not exist in Kafka either.
    void string(std::string_view text)
    {
        integer(static_cast<std::int16_t>(text.size()));
        m_out.insert(m_out.end(), text.begin(), text.end());
    }
    void nullableString(const std::optional<std::string>& text)
    {
        if (text) {
            string(*text);
        } else {
            integer(std::int16_t{-1});
        }
    }
    void bytes(ByteView content)
    {
        integer(static_cast<std::int32_t>(content.size()));
        m_out.insert(m_out.end(), content.begin(), content.end());
    }
    void nullableBytes(const std::optional<Bytes>& content)
    {
        if (content) {
            bytes(*content);
        } else {
            integer(std::int32_t{-1});
        }
    }
    void count(std::size_t elements) { integer(static_cast<std::int32_t>(elements)); }

private:
    Bytes& m_out;
};

/// Reads fields one after the other. Behind the first that is not there it returns empty ones, and
/// ok() is false.
class FieldReader {
public:
    explicit FieldReader(ByteView bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_bytes.empty(); }

    template <class Integer>
    [[nodiscard]] Integer integer()
    {
        const ByteView content = take(sizeof(Integer));
        return content.empty() ? Integer{} : readBigEndian<Integer>(content, 0);
    }
    [[nodiscard]] std::optional<std::string> nullableString()
    {
        const auto length = integer<std::int16_t>();
        if (length < 0) {
            return std::nullopt;
        }
        const ByteView content = take(static_cast<std::size_t>(length));
        return std::string(content.begin(), content.end());
    }
    [[nodiscard]] std::string string() { return required(nullableString()); }
    [[nodiscard]] std::optional<Bytes> nullableBytes()
    {
        const auto length = integer<std::int32_t>();
        if (length < 0) {
            return std::nullopt;
        }
        const ByteView content = take(static_cast<std::size_t>(length));
        return Bytes(content.begin(), content.end());
    }
    [[nodiscard]] Bytes bytes() { return required(nullableBytes()); }
    /// The length of an array; null is empty. Each element takes at least one byte, so that a
    /// broken length cannot ask for more memory than there are bytes.
    [[nodiscard]] std::size_t count()
    {
        const auto length = integer<std::int32_t>();
        if (length <= 0) {
            return 0;
        }
        if (static_cast<std::size_t>(length) > m_bytes.size()) {
            m_ok = false;
            return 0;
        }
        return static_cast<std::size_t>(length);
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
    template <class T>
    [[nodiscard]] T required(std::optional<T> value)
    {
        m_ok = m_ok && value.has_value();
        return value ? *std::move(value) : T{};
    }

    ByteView m_bytes;
    bool m_ok = true;
};

} // namespace brokerscope::protocol
