// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/images/image_finder.h"

#include <algorithm>
#include <compare>
#include <set>

#include "core/base/error.h"
#include "core/dataset/model/dataset.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/percent_decoding.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

std::string small_letters(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

// "8f3a21bc-cat.jpg": Label Studio puts eight digits in front of what people upload.
std::string without_upload_prefix(const std::string& name) {
    constexpr std::size_t kDigits = 8;
    if (name.size() <= kDigits + 1 || name[kDigits] != '-') {
        return name;
    }
    const bool hex = name.find_first_not_of("0123456789abcdef") == kDigits;
    return hex ? name.substr(kDigits + 1) : name;
}

// A path, whichever slashes it has, without what only means something on the machine that wrote it.
struct PathParts {
    std::vector<std::string> folders;
    std::string name;
    bool from_root = false;  ///< a path from the root or an address, whose folders are those of another machine
};

PathParts parts_of(std::string text) {
    std::replace(text.begin(), text.end(), '\\', '/');
    PathParts parts;
    const auto scheme = text.find("://");
    if (scheme != std::string::npos) {
        text.erase(0, std::min(text.find('/', scheme + 3), text.size()));
        parts.from_root = true;
    }
    const bool drive = text.size() > 2 && text[1] == ':' && text[2] == '/';
    text.erase(0, drive ? 2 : 0);
    parts.from_root = parts.from_root || text.starts_with('/');
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('/', start), text.size());
        std::string part = text.substr(start, end - start);
        if (!part.empty() && part != "." && part != "..") {
            parts.folders.push_back(std::move(part));
        }
        start = end + 1;
    }
    if (!parts.folders.empty()) {
        parts.name = parts.folders.back();
        parts.folders.pop_back();
    }
    return parts;
}

// How well two texts fit: 0 the same, 1 but for capital letters, 2 not at all.
int text_fit(const std::string& a, const std::string& b) {
    return a == b ? 0 : small_letters(a) == small_letters(b) ? 1 : 2;
}

// How a picture that is there fits a name; the smaller the better, member by member.
struct Fit {
    int folders = 0;     ///< 0 the same, 1 one path is the end of the other, 2 others (of another machine)
    int not_shared = 0;  ///< folders of the name that the picture lacks
    int letters = 0;     ///< of folders and name: 0 the same, 1 but for capital letters
    int extension = 0;   ///< 0 the same, 1 another one or none

    auto operator<=>(const Fit&) const = default;

    ImageMatch match() const {
        return folders > 0     ? ImageMatch::kName
               : extension > 0 ? ImageMatch::kExtension
               : letters > 0   ? ImageMatch::kLetters
                               : ImageMatch::kSlashes;
    }
};

// Nothing when the picture is another one.
std::optional<Fit> fit_of(const PathParts& there, const PathParts& named) {
    Fit fit;
    const std::size_t shared = std::min(there.folders.size(), named.folders.size());
    int worst = 0;
    for (std::size_t i = 1; i <= shared; ++i) {
        worst =
            std::max(worst, text_fit(there.folders[there.folders.size() - i], named.folders[named.folders.size() - i]));
    }
    if (worst == 2 && !named.from_root) {
        return {};
    }
    fit.folders = worst == 2 ? 2 : there.folders.size() == named.folders.size() && !named.from_root ? 0 : 1;
    fit.not_shared = static_cast<int>(named.folders.size() - (worst == 2 ? 0 : shared));
    int name = text_fit(there.name, named.name);
    if (name == 2) {
        const std::string stem = fs::path(there.name).stem().string();
        name = std::min(text_fit(stem, named.name), text_fit(stem, fs::path(named.name).stem().string()));
        fit.extension = 1;
    }
    if (name == 2) {
        return {};
    }
    fit.letters = worst == 1 || name == 1 ? 1 : 0;
    return fit;
}

// What an address may stand for.
std::vector<std::string> readings_of(const std::string& named) {
    std::vector<std::string> readings{named};
    const auto add = [&](std::string text) {
        if (!text.empty() && std::find(readings.begin(), readings.end(), text) == readings.end()) {
            readings.push_back(std::move(text));
        }
    };
    const auto local = named.find("?d=");
    const auto query = named.find('?');
    const std::string plain = local != std::string::npos   ? named.substr(local + 3)
                              : query != std::string::npos ? named.substr(0, query)
                                                           : named;
    const auto begin = plain.find_first_not_of(" \t\r\n");
    const auto end = plain.find_last_not_of(" \t\r\n");
    add(plain);
    add(begin == std::string::npos ? plain : plain.substr(begin, end - begin + 1));
    add(percent_decoded(plain));
    for (const std::string& text : std::vector<std::string>(readings)) {
        const auto slash = text.find_last_of("/\\");
        const std::string last = slash == std::string::npos ? text : text.substr(slash + 1);
        const std::string bare = without_upload_prefix(last);
        if (bare != last) {
            add(text.substr(0, text.size() - last.size()) + bare);
        }
    }
    return readings;
}

}  // namespace

fs::path resolve_inside(const fs::path& folder, const std::string& name) {
    check_relative_path(name, "The dataset");
    const fs::path file = folder / name;
    std::error_code ec;
    if (!fs::is_regular_file(file, ec)) {
        throw IoError("There is no file " + file.string() + ".");
    }
    // Only a link can lead out of the folder now.
    fs::path walked = folder;
    bool linked = false;
    for (const fs::path& part : fs::path(name)) {
        walked /= part;
        linked = linked || fs::is_symlink(walked, ec);
    }
    if (linked) {
        const fs::path real = fs::canonical(file, ec);
        const fs::path back = real.lexically_relative(fs::canonical(folder, ec));
        if (back.empty() || *back.begin() == "..") {
            throw FormatError(file.string() + " is a link that leads out of the dataset's folder to " + real.string() +
                              "; it is not followed. Copy the file into the folder.");
        }
    }
    return file;
}

bool has_image_extension(const fs::path& path) {
    const std::string extension = small_letters(path.extension().string());
    const auto& known = readable_image_extensions();
    return std::find(known.begin(), known.end(), extension) != known.end();
}

std::vector<std::string> list_images(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end; it.increment(ec)) {
        if (is_leftover(it->path())) {
            it.disable_recursion_pending();
        } else if (has_image_extension(it->path()) && it->is_regular_file(ec)) {
            names.push_back(it->path().lexically_relative(folder).generic_string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

ImageFinder::ImageFinder(fs::path folder) : m_folder(std::move(folder)) {}

const std::vector<std::string>& ImageFinder::names() const {
    if (!m_names) {
        m_names = list_images(m_folder);
        for (const std::string& name : *m_names) {
            m_by_stem[small_letters(fs::path(name).stem().string())].push_back(name);
        }
    }
    return *m_names;
}

const std::vector<std::string>& ImageFinder::like(const std::string& stem) const {
    static const std::vector<std::string> none;
    names();
    const auto found = m_by_stem.find(small_letters(stem));
    return found == m_by_stem.end() ? none : found->second;
}

bool ImageFinder::has(const std::string& name) const {
    std::error_code ec;
    if (!is_relative_path(name) || !fs::is_regular_file(m_folder / name, ec)) {
        return false;
    }
    try {
        resolve_inside(m_folder, name);
        return true;
    } catch (const Error&) {  // a link that leads out of the folder
        return false;
    }
}

std::vector<std::string> ImageFinder::best_of(const std::string& reading, ImageMatch& match) const {
    const PathParts named = parts_of(reading);
    std::vector<std::string> fitting;
    std::optional<Fit> best;
    std::set<std::string> stems{fs::path(named.name).stem().string(), named.name};
    stems.erase("");
    for (const std::string& stem : stems) {
        for (const std::string& candidate : like(stem)) {
            const auto fit = fit_of(parts_of(candidate), named);
            if (fit && (!best || *fit < *best)) {
                best = fit;
                fitting.clear();
            }
            if (fit && *fit == *best) {
                fitting.push_back(candidate);
            }
        }
    }
    match = best ? best->match() : match;
    return fitting;
}

FoundImage ImageFinder::locate(const std::string& named) const {
    std::string plain = named;
    while (plain.starts_with("./")) {
        plain.erase(0, 2);
    }
    if (plain.starts_with('/')) {  // a path from the root may well be one of this machine
        plain = fs::path(plain).lexically_relative(fs::absolute(m_folder).lexically_normal()).generic_string();
    }
    if (has(plain)) {
        return {plain, ImageMatch::kWholePath};
    }
    for (const std::string& reading : readings_of(named)) {
        ImageMatch match = ImageMatch::kName;
        const auto fitting = best_of(reading, match);
        if (fitting.size() == 1) {
            return {fitting.front(), reading == named ? match : ImageMatch::kAddress};
        }
        if (fitting.size() > 1) {
            return {"", match, "\"" + fitting[0] + "\" and \"" + fitting[1] + "\" could both be meant"};
        }
    }
    return {};
}

std::optional<std::string> ImageFinder::find(const std::string& named) const {
    FoundImage found = locate(named);
    return found.name.empty() ? std::nullopt : std::optional(std::move(found.name));
}

}  // namespace destudio::dataset
