#pragma once

#include "engine/sim/disk.h"
#include "engine/sim/real_files.h"

#include <QByteArray>
#include <QTemporaryDir>

#include <memory>
#include <string>
#include <string_view>

namespace brokerscope {

inline Bytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

inline std::string textOf(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

/// A fresh storage of either kind, gone with its files at the end.
class AnyStorage {
public:
    /// "simulated" or "real".
    explicit AnyStorage(const QByteArray& kind)
    {
        if (kind == "simulated") {
            m_storage = std::make_unique<sim::SimDisk>(sim::WritebackPolicy{});
        } else {
            m_storage = std::make_unique<sim::RealFiles>(root());
        }
    }
    sim::Storage& operator*() { return *m_storage; }
    sim::Storage* operator->() { return m_storage.get(); }
    [[nodiscard]] std::string root() const { return m_folder.path().toStdString() + "/data"; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<sim::Storage> m_storage;
};

/// The whole file as text, "?" when it cannot be read.
inline std::string contentOf(sim::FileReader& files, std::string_view path)
{
    const auto file = files.find(path);
    if (!file) {
        return "?";
    }
    const auto bytes = files.read(*file, 0, files.size(*file));
    return bytes ? textOf(*bytes) : "?";
}

} // namespace brokerscope
