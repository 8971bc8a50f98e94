#include "engine/sim/folder_walk.h"

#include "engine/sim/posix_file.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <set>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace brokerscope::sim {

namespace {

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

struct Folder {
    std::string path; ///< relative, ending with '/', or empty for the root
    int depth = 0;
};

class Walk {
public:
    explicit Walk(std::string root)
        : m_root(std::move(root))
    {
        m_folders.push_back({});
        while (!m_folders.empty() || !m_links.empty()) {
            // Links come last: a folder that can be reached by its own name has that.
            std::deque<Folder>& next = m_folders.empty() ? m_links : m_folders;
            const Folder folder = std::move(next.front());
            next.pop_front();
            list(folder);
        }
        std::sort(m_files.begin(), m_files.end());
    }

    std::vector<std::string> takeFiles() { return std::move(m_files); }

private:
    void list(const Folder& folder)
    {
        Descriptor opened = openFolder(m_root + "/" + folder.path);
        struct stat status { };
        if (!opened.isOpen() || ::fstat(opened.get(), &status) != 0
            || !m_seen.insert({status.st_dev, status.st_ino}).second) {
            return;
        }
        const std::unique_ptr<DIR, CloseFolder> entries(::fdopendir(opened.get()));
        if (entries == nullptr) {
            return;
        }
        const int descriptor = opened.release(); // now the DIR's
        std::vector<std::string> names;
        // No other thread reads this DIR.
        while (const dirent* entry = ::readdir(entries.get())) { // NOLINT(concurrency-mt-unsafe)
            names.emplace_back(entry->d_name);
        }
        std::sort(names.begin(), names.end());
        for (const std::string& name : names) {
            if (name != "." && name != "..") {
                take(folder, descriptor, name);
            }
        }
    }

    void take(const Folder& folder, int descriptor, const std::string& name)
    {
        struct stat itself { };
        struct stat target { };
        if (::fstatat(descriptor, name.c_str(), &itself, AT_SYMLINK_NOFOLLOW) != 0
            || ::fstatat(descriptor, name.c_str(), &target, 0) != 0) {
            return;
        }
        std::string path = folder.path + name;
        if (S_ISREG(target.st_mode)) {
            m_files.push_back(std::move(path));
        } else if (S_ISDIR(target.st_mode) && folder.depth < kDeepestFolder) {
            std::deque<Folder>& later = S_ISLNK(itself.st_mode) ? m_links : m_folders;
            later.push_back({std::move(path) + "/", folder.depth + 1});
        }
    }

    std::string m_root;
    std::deque<Folder> m_folders;
    std::deque<Folder> m_links; ///< links to folders
    std::set<FileIdentity> m_seen;
    std::vector<std::string> m_files;
};

} // namespace

std::vector<std::string> filesBelow(const std::string& root)
{
    return Walk(root).takeFiles();
}

} // namespace brokerscope::sim
