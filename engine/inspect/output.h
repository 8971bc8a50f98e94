#pragma once

#include <fmt/format.h>

#include <functional>
#include <iterator>
#include <string_view>
#include <utility>

namespace brokerscope::inspect {

/// Collects text and hands it on in large pieces.
class Output {
public:
    /// Returns false when it takes no more, as a closed pipe.
    using Write = std::function<bool(std::string_view)>;

    explicit Output(Write write)
        : m_write(std::move(write))
    {
    }

    template <class... T>
    void print(fmt::format_string<T...> format, T&&... args)
    {
        fmt::format_to(std::back_inserter(m_buffer), format, std::forward<T>(args)...);
        if (m_buffer.size() >= kPiece) {
            flush();
        }
    }
    /// For what does not go through a format; flush() comes with the next print().
    [[nodiscard]] fmt::memory_buffer& buffer() { return m_buffer; }

    /// Hands on what is left. False when something was not taken, now or earlier.
    bool flush()
    {
        m_isGood = m_isGood && m_write({m_buffer.data(), m_buffer.size()});
        m_buffer.clear();
        return m_isGood;
    }
    [[nodiscard]] bool isGood() const { return m_isGood; }

private:
    static constexpr std::size_t kPiece = std::size_t{1} << 16;

    Write m_write;
    fmt::memory_buffer m_buffer;
    bool m_isGood = true;
};

} // namespace brokerscope::inspect
