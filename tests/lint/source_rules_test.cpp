// SPDX-License-Identifier: Apache-2.0
// The rules that keep the layers apart (ARCHITECTURE.md), held over every source file.

#include <QtTest/QtTest>
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>
#include "tests/lint/allowed_includes.h"
#include "tests/support/test_main.h"

namespace destudio::source_rules_test {

namespace fs = std::filesystem;

namespace {

struct SourceFile {
    std::string path;  ///< relative to the project, forward slashes
    std::vector<std::string> lines;
    std::vector<std::string> includes;  ///< what stands between <> or ""
};

/// What an #include line names, or nothing.
std::string included(const std::string& line) {
    const auto hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line.compare(hash, 8, "#include") != 0) {
        return {};
    }
    const auto open = line.find_first_of("<\"", hash);
    const auto close = open == std::string::npos ? open : line.find_first_of(">\"", open + 1);
    return close == std::string::npos ? std::string() : line.substr(open + 1, close - open - 1);
}

SourceFile read_source(const fs::path& root, const fs::path& path) {
    SourceFile file;
    file.path = fs::relative(path, root).generic_string();
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        if (const std::string include = included(line); !include.empty()) {
            file.includes.push_back(include);
        }
        file.lines.push_back(std::move(line));
    }
    return file;
}

std::vector<SourceFile> all_sources() {
    const fs::path root = DESTUDIO_SOURCE_DIR;
    std::vector<SourceFile> files;
    for (const char* top : {"app", "core", "ui", "widgets", "tools", "tests"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (entry.is_regular_file() && (extension == ".cpp" || extension == ".h")) {
                files.push_back(read_source(root, entry.path()));
            }
        }
    }
    return files;
}

bool starts_with_any(const std::string& text, const std::vector<std::string>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(), [&](const auto& p) { return text.starts_with(p); });
}

bool is_torch(const std::string& include) {
    return starts_with_any(include, {"torch/", "ATen/", "c10/", "core/nn/torch"});
}

std::string folder_of(const std::string& path) {
    return path.substr(0, std::min(path.rfind('/'), path.size()));
}

/// @param allowed folders; "folder/*" also means all below it
bool allows(const std::vector<std::string>& allowed, const std::string& folder) {
    return std::any_of(allowed.begin(), allowed.end(), [&](const std::string& entry) {
        if (!entry.ends_with("/*")) {
            return entry == folder;
        }
        const std::string top = entry.substr(0, entry.size() - 2);
        return folder == top || folder.starts_with(top + "/");
    });
}

/// All folders that `folder` may reach by the list.
void collect_below(const std::string& folder, std::set<std::string>& below) {
    const auto rule = lint::allowed_includes().find(folder);
    if (rule == lint::allowed_includes().end()) {
        return;
    }
    for (const auto& [other, unused] : lint::allowed_includes()) {
        if (other != folder && allows(rule->second, other) && below.insert(other).second) {
            collect_below(other, below);
        }
    }
}

/// Qt's own headers: <QString>, <QtTest/QtTest>.
bool is_qt(const std::string& include) {
    return include.size() > 1 && include[0] == 'Q' && std::isupper(static_cast<unsigned char>(include[1])) != 0
               ? true
               : include.starts_with("Qt");
}

}  // namespace

class SourceRulesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_files = all_sources();
        QVERIFY2(m_files.size() > 50, "the source tree was not found");
    }

    void every_file_states_its_licence() {
        for (const auto& file : m_files) {
            QVERIFY2(
                !file.lines.empty() && file.lines[0].find("SPDX-License-Identifier: Apache-2.0") != std::string::npos,
                file.path.c_str());
        }
    }

    void files_stay_small() {
        for (const auto& file : m_files) {
            QVERIFY2(file.lines.size() <= 800, file.path.c_str());
        }
    }

    void core_does_not_include_qt() {
        for_each_include("core/", [](const SourceFile&, const std::string& include) { return !is_qt(include); });
    }

    void torch_stays_inside_its_folders() {
        const std::vector<std::string> in_headers = {"core/nn/",       "core/diffusion/", "core/detection/",
                                                     "core/training/", "core/verify/",    "core/bench/",
                                                     "core/lora/",     "tests/"};
        // core/engine has a few headers with tensors for its own use; everybody else's see none.
        const std::vector<std::string> in_sources = {"core/engine/", "core/study/", "core/adaptation/", "core/domain/",
                                                     "app/cli/"};
        std::set<std::string> with_torch;
        for (const auto& file : m_files) {
            if (file.path.starts_with("core/engine/") && file.path.ends_with(".h") &&
                std::any_of(file.includes.begin(), file.includes.end(), is_torch)) {
                with_torch.insert(file.path);
            }
        }
        const std::vector<std::string> users = {"core/engine/", "core/study/", "core/adaptation/"};
        for_each_include("", [&](const SourceFile& file, const std::string& include) {
            return !with_torch.contains(include) || starts_with_any(file.path, users) ||
                   file.path.starts_with("tests/");
        });
        for_each_include("", [&](const SourceFile& file, const std::string& include) {
            const bool is_header = file.path.ends_with(".h");
            return !is_torch(include) || starts_with_any(file.path, in_headers) ||
                   (!is_header && starts_with_any(file.path, in_sources)) || with_torch.contains(file.path);
        });
    }

    void every_folder_includes_only_what_it_may() {
        for (const auto& file : m_files) {
            if (file.path.starts_with("tests/")) {
                continue;
            }
            const std::string folder = folder_of(file.path);
            const auto rule = lint::allowed_includes().find(folder);
            QVERIFY2(rule != lint::allowed_includes().end(),
                     (folder + " is not in tests/lint/allowed_includes.h").c_str());
            for (const auto& include : file.includes) {
                const std::string target = folder_of(include);
                const bool ours = starts_with_any(include, {"core/", "widgets/", "ui/", "app/", "tools/", "tests/"});
                QVERIFY2(!ours || target == folder || allows(rule->second, target),
                         (file.path + " must not include " + include).c_str());
            }
        }
    }

    void the_list_names_no_folder_that_is_gone() {
        for (const auto& [folder, allowed] : lint::allowed_includes()) {
            const bool there = std::any_of(m_files.begin(), m_files.end(), [&, name = folder](const auto& file) {
                return folder_of(file.path) == name;
            });
            QVERIFY2(there, folder.c_str());
        }
    }

    void the_list_has_no_circle() {
        for (const auto& [folder, allowed] : lint::allowed_includes()) {
            std::set<std::string> below;
            collect_below(folder, below);
            QVERIFY2(!below.contains(folder), (folder + " reaches itself").c_str());
        }
    }

    void only_widgets_know_qcustomplot() {
        for_each_include("", [](const SourceFile& file, const std::string& include) {
            return include != "qcustomplot.h" || file.path.starts_with("widgets/");
        });
    }

    void headers_are_guarded() {
        for (const auto& file : m_files) {
            if (file.path.ends_with(".h")) {
                const bool guarded =
                    std::find(file.lines.begin(), file.lines.end(), "#pragma once") != file.lines.end();
                QVERIFY2(guarded, file.path.c_str());
            }
        }
    }

private:
    template <class Allowed>
    void for_each_include(const std::string& folder, Allowed allowed) {
        for (const auto& file : m_files) {
            if (!file.path.starts_with(folder)) {
                continue;
            }
            for (const auto& include : file.includes) {
                const std::string message = file.path + " must not include " + include;
                QVERIFY2(allowed(file, include), message.c_str());
            }
        }
    }

    std::vector<SourceFile> m_files;
};

DESTUDIO_TEST(SourceRulesTest)

}  // namespace destudio::source_rules_test

#include "source_rules_test.moc"
