#include <QTest>

#include "tests/engine/sim/storage_kinds.h"

#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <map>

using namespace brokerscope;
using sim::SimDisk;
using sim::Storage;

namespace {

constexpr sim::WritebackPolicy kPolicy{milliseconds(70), milliseconds(200)};

/// The naive counterpart of a file: its bytes, and when each write happened.
struct ModelFile {
    std::string data;
    std::size_t synced = 0;
    std::vector<std::pair<Timestamp, std::size_t>> writes; ///< time, size after it

    void cut(std::size_t size)
    {
        data.resize(size);
        synced = std::min(synced, size);
        for (auto& [at, end] : writes) {
            end = std::min(end, size);
        }
    }
    /// The flusher wakes at the multiples of its interval and takes what is old enough then.
    [[nodiscard]] std::size_t durable(Timestamp now) const
    {
        std::size_t size = synced;
        for (const auto& [at, end] : writes) {
            for (Timestamp wake; wake <= now; wake = wake + kPolicy.interval) {
                if (at + kPolicy.expire <= wake) {
                    size = std::max(size, end);
                }
            }
        }
        return size;
    }
};

using Model = std::map<std::string, ModelFile>;

/// Does the same to a storage and to the model, and compares the two.
class Pair {
public:
    explicit Pair(Storage& storage)
        : m_storage(storage)
    {
    }

    void changeAnything()
    {
        const std::string path = anyPath();
        switch (*rc::gen::inRange(0, 7)) {
        case 0:
        case 1:
            append(path);
            break;
        case 2:
            truncate(path);
            break;
        case 3:
            replace(path);
            break;
        case 4:
            sync(path);
            break;
        case 5:
            rename(path, anyPath());
            break;
        default:
            RC_ASSERT(m_storage.remove(path).has_value());
            m_model.erase(path);
        }
    }

    void compare()
    {
        std::vector<std::string> paths;
        for (const auto& [path, file] : m_model) {
            paths.push_back(path);
            RC_ASSERT(contentOf(m_storage, path) == file.data);
            const auto position = *rc::gen::inRange<std::size_t>(0, 40);
            const auto length = *rc::gen::inRange<std::size_t>(0, 40);
            const auto part = m_storage.read(*m_storage.find(path), position, length);
            RC_ASSERT(part.has_value());
            RC_ASSERT(
                textOf(*part) == file.data.substr(std::min(position, file.data.size()), length));
        }
        RC_ASSERT(m_storage.list() == paths);
    }

    void compareDurable()
    {
        for (const auto& [path, file] : m_model) {
            RC_ASSERT(m_storage.durableSize(*m_storage.find(path), m_now) == file.durable(m_now));
        }
    }

    void wait() { m_now = m_now + milliseconds(*rc::gen::inRange(0, 90)); }
    void losePower()
    {
        for (auto& [path, file] : m_model) {
            file.cut(file.durable(m_now));
            file.synced = file.data.size();
            file.writes.clear();
        }
    }
    [[nodiscard]] Timestamp now() const { return m_now; }
    [[nodiscard]] std::size_t used() const
    {
        std::size_t bytes = 0;
        for (const auto& [path, file] : m_model) {
            bytes += file.data.size();
        }
        return bytes;
    }

private:
    static std::string anyPath()
    {
        return *rc::gen::element<std::string>("a", "b.log", "deep/a", "deep/b", "other/a");
    }
    static std::string anyText()
    {
        return *rc::gen::container<std::string>(rc::gen::inRange('a', 'z'));
    }

    void append(const std::string& path)
    {
        const std::string text = anyText();
        const auto file = m_storage.open(path);
        RC_ASSERT(file.has_value());
        RC_ASSERT(m_storage.append(*file, bytesOf(text), m_now).has_value());
        ModelFile& model = m_model[path];
        model.data += text;
        model.writes.emplace_back(m_now, model.data.size());
    }
    void truncate(const std::string& path)
    {
        if (m_model.count(path) != 0) {
            ModelFile& model = m_model[path];
            const auto size = *rc::gen::inRange<std::size_t>(0, model.data.size() + 1);
            RC_ASSERT(m_storage.truncate(*m_storage.find(path), size).has_value());
            model.cut(size);
        }
    }
    void replace(const std::string& path)
    {
        const std::string text = anyText();
        RC_ASSERT(m_storage.replace(path, bytesOf(text)).has_value());
        m_model[path] = {text, text.size(), {}};
    }
    void sync(const std::string& path)
    {
        if (m_model.count(path) != 0) {
            RC_ASSERT(m_storage.sync(*m_storage.find(path)).has_value());
            m_model[path].synced = m_model[path].data.size();
        }
    }
    void rename(const std::string& from, const std::string& to)
    {
        const auto renamed = m_storage.rename(from, to);
        RC_ASSERT(renamed.has_value() == (m_model.count(from) != 0));
        if (renamed && from != to) {
            m_model[to] = m_model[from];
            m_model.erase(from);
        }
    }

    Storage& m_storage;
    Model m_model;
    Timestamp m_now;
};

} // namespace

class StorageModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSimulatedDiskAgreesWithTheModel()
    {
        QVERIFY(rc::check("simulated disk, page cache and power losses", [] {
            SimDisk disk(kPolicy);
            Pair pair(disk);
            for (int i = 0; i < 30; ++i) {
                pair.changeAnything();
                pair.wait();
                pair.compare();
                pair.compareDurable();
                RC_ASSERT(disk.used() == pair.used());
                if (*rc::gen::inRange(0, 8) == 0) {
                    disk.losePower(pair.now());
                    pair.losePower();
                    pair.compare();
                }
            }
        }));
    }

    void realFilesAgreeWithTheModel()
    {
        // Each change is synced by the disk below; a tenth of the usual number of runs will do.
        int run = 0;
        QVERIFY(rc::check("real files", [&run] {
            if (++run > 10) {
                return;
            }
            AnyStorage storage("real");
            Pair pair(*storage);
            for (int i = 0; i < 40; ++i) {
                pair.changeAnything();
                pair.compare();
            }
        }));
    }
};

QTEST_APPLESS_MAIN(StorageModelTest)
#include "tst_storage_model.moc"
