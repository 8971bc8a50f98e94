#include "engine/history/digest.h"

#include <openssl/evp.h>

#include <stdexcept>

namespace brokerscope::history {

namespace {

void require(int status)
{
    if (status != 1) {
        throw std::runtime_error("OpenSSL cannot compute SHA-256");
    }
}

} // namespace

Digest::Digest()
    : m_context(EVP_MD_CTX_new())
{
    if (m_context == nullptr || EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr) != 1) {
        EVP_MD_CTX_free(m_context);
        throw std::runtime_error("OpenSSL cannot compute SHA-256");
    }
}

Digest::~Digest()
{
    EVP_MD_CTX_free(m_context);
}

void Digest::add(std::span<const std::uint8_t> bytes)
{
    require(EVP_DigestUpdate(m_context, bytes.data(), bytes.size()));
}

Sha256 Digest::finish()
{
    Sha256 hash{};
    require(EVP_DigestFinal_ex(m_context, hash.data(), nullptr));
    return hash;
}

Sha256 sha256(std::span<const std::uint8_t> bytes)
{
    Digest digest;
    digest.add(bytes);
    return digest.finish();
}

std::string toHex(std::span<const std::uint8_t> bytes)
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        hex += kDigits[byte >> 4];
        hex += kDigits[byte & 0xF];
    }
    return hex;
}

} // namespace brokerscope::history
