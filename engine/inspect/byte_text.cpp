#include "engine/inspect/byte_text.h"

#include <algorithm>

namespace brokerscope::inspect {

namespace {

/// More than this of a value does not help anybody at a terminal.
constexpr std::size_t kReadable = 120;

bool isContinuation(std::uint8_t byte)
{
    return (byte & 0xC0U) == 0x80U;
}

/// Bytes of the character that begins at `at`; 0 when none does.
std::size_t characterAt(ByteView bytes, std::size_t at)
{
    const std::uint8_t first = bytes[at];
    if (first < 0x80) {
        return 1;
    }
    const std::size_t length = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2);
    if (first < 0xC2 || first > 0xF4 || bytes.size() - at < length) {
        return 0;
    }
    const std::uint8_t second = bytes[at + 1];
    const bool isOverlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool isBeyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    if (isOverlong || isBeyond) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(bytes[at + i])) {
            return 0;
        }
    }
    return length;
}

void append(fmt::memory_buffer& out, std::string_view text)
{
    out.append(text.data(), text.data() + text.size());
}

bool needsEscape(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void appendEscaped(fmt::memory_buffer& out, char c)
{
    switch (c) {
    case '"':
        append(out, "\\\"");
        break;
    case '\\':
        append(out, "\\\\");
        break;
    case '\n':
        append(out, "\\n");
        break;
    case '\r':
        append(out, "\\r");
        break;
    case '\t':
        append(out, "\\t");
        break;
    default:
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    }
}

/// Text goes over in runs without anything to escape.
void appendEscapedText(fmt::memory_buffer& out, std::string_view text)
{
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at != end;) {
        const char* stop = std::find_if(at, end, needsEscape);
        out.append(at, stop);
        if (stop != end) {
            appendEscaped(out, *stop++);
        }
        at = stop;
    }
}

std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

bool isUtf8(ByteView bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = characterAt(bytes, at);
        if (length == 0) {
            return false;
        }
        at += length;
    }
    return true;
}

void appendHex(fmt::memory_buffer& out, ByteView bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (const std::uint8_t byte : bytes) {
        out.push_back(kDigits[byte >> 4U]);
        out.push_back(kDigits[byte & 0xFU]);
    }
}

void appendJsonString(fmt::memory_buffer& out, ByteView bytes)
{
    out.push_back('"');
    if (isUtf8(bytes)) {
        appendEscapedText(out, asText(bytes));
    } else {
        append(out, "hex:");
        appendHex(out, bytes);
    }
    out.push_back('"');
}

void appendJsonString(fmt::memory_buffer& out, const std::optional<ByteView>& bytes)
{
    if (bytes) {
        appendJsonString(out, *bytes);
    } else {
        append(out, "null");
    }
}

void appendJsonString(fmt::memory_buffer& out, std::string_view text)
{
    appendJsonString(
        out, ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

void appendReadable(fmt::memory_buffer& out, const std::optional<ByteView>& bytes)
{
    if (!bytes) {
        append(out, "null");
        return;
    }
    if (!isUtf8(*bytes)) {
        append(out, "hex:");
        appendHex(out, bytes->first(std::min(bytes->size(), kReadable / 2)));
    } else {
        // Not in the middle of a character.
        std::size_t end = std::min(bytes->size(), kReadable);
        while (end < bytes->size() && isContinuation((*bytes)[end])) {
            --end;
        }
        appendEscapedText(out, asText(bytes->first(end)));
    }
    if (bytes->size() > kReadable) {
        fmt::format_to(std::back_inserter(out), "… ({} bytes)", bytes->size());
    }
}

} // namespace brokerscope::inspect
