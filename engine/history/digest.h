#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

struct evp_md_ctx_st;

namespace brokerscope::history {

using Sha256 = std::array<std::uint8_t, 32>;

/// SHA-256 over bytes that come piece by piece. Throws std::runtime_error when OpenSSL cannot
/// provide it.
class Digest {
public:
    Digest();
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;

    void add(std::span<const std::uint8_t> bytes);
    /// Nothing may be added afterwards.
    [[nodiscard]] Sha256 finish();

private:
    evp_md_ctx_st* m_context;
};

[[nodiscard]] Sha256 sha256(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::string toHex(std::span<const std::uint8_t> bytes); ///< lower case

} // namespace brokerscope::history
