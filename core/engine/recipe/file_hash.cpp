// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/file_hash.h"

#include <openssl/evp.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio {

namespace fs = std::filesystem;

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {
    if (m_state->context == nullptr || EVP_DigestInit_ex(m_state->context, EVP_sha256(), nullptr) != 1) {
        throw ResourceError("OpenSSL offers no SHA-256 on this machine.");
    }
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size());
}

std::string Sha256::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(m_state->context, digest.data(), &length);
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(std::size_t{2} * length);
    for (unsigned i = 0; i < length; ++i) {
        text += kDigits[digest[i] >> 4];
        text += kDigits[digest[i] & 15];
    }
    return text;
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

std::string file_sha256(const fs::path& file) {
    std::error_code ec;
    if (!fs::is_regular_file(file, ec)) {
        throw IoError("There is no file " + file.string() + ".");
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw IoError("Cannot read " + file.string() + ": " + std::strerror(errno) + ".");
    }
    Sha256 hash;
    std::vector<char> buffer(std::size_t{1} << 20);
    while (in) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        hash.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (in.bad()) {
        throw IoError("Cannot read all of " + file.string() + "; the disk failed. Try again.");
    }
    return hash.hex();
}

namespace {

/// Reading this much again costs less than a lookup is worth.
constexpr std::uintmax_t kAlwaysRead = std::uintmax_t{32} << 20;

fs::path cache_file() {
    const char* const cache = std::getenv("XDG_CACHE_HOME");
    if (cache != nullptr && *cache == '/') {
        return fs::path(cache) / "destudio" / "file-hashes.json";
    }
    const char* const home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? fs::path(home) / ".cache" / "destudio" / "file-hashes.json" : fs::path();
}

/// Path to "size inode mtime" and hash.
class HashCache {
public:
    std::optional<std::string> find(const std::string& path, const std::string& stamp) {
        const std::lock_guard lock(m_mutex);
        load_once();
        const auto found = m_entries.find(path);
        return found != m_entries.end() && found->second.first == stamp ? std::optional(found->second.second)
                                                                        : std::nullopt;
    }

    void store(const std::string& path, const std::string& stamp, const std::string& hash) {
        const std::lock_guard lock(m_mutex);
        m_entries[path] = {stamp, hash};
        nlohmann::json json = nlohmann::json::object();
        for (const auto& [name, entry] : m_entries) {
            json[name] = {entry.first, entry.second};
        }
        try {
            if (const fs::path file = cache_file(); !file.empty()) {
                write_file_atomically(file, json.dump(1));
            }
        } catch (const std::exception&) {
            // Only a cache: the hash is simply computed again next time (read-only home, odd bytes in a path).
        }
    }

private:
    void load_once() {
        if (m_loaded) {
            return;
        }
        m_loaded = true;
        try {
            const auto json = read_json(cache_file());
            for (const auto& [path, entry] : json.items()) {
                m_entries[path] = {entry.at(0).get<std::string>(), entry.at(1).get<std::string>()};
            }
        } catch (const std::exception&) {
            m_entries.clear();
        }
    }

    std::mutex m_mutex;
    bool m_loaded = false;
    std::map<std::string, std::pair<std::string, std::string>> m_entries;
};

}  // namespace

std::string cached_file_sha256(const fs::path& file) {
    struct stat status {};
    std::error_code ec;
    const fs::path path = fs::canonical(file, ec);
    if (ec || ::stat(path.c_str(), &status) != 0 || static_cast<std::uintmax_t>(status.st_size) < kAlwaysRead) {
        return file_sha256(file);
    }
    static HashCache cache;
    const std::string stamp = std::to_string(status.st_size) + " " + std::to_string(status.st_ino) + " " +
                              std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
    if (auto known = cache.find(path.string(), stamp)) {
        return *known;
    }
    std::string hash = file_sha256(path);
    cache.store(path.string(), stamp, hash);
    return hash;
}

}  // namespace destudio
