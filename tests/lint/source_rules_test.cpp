// SPDX-License-Identifier: Apache-2.0
// The rules that keep the layers apart (ARCHITECTURE.md), held over every source file.

#include <QtTest/QtTest>
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

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
    for (const char* top : {"app", "core", "ui", "widgets", "tests"}) {
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
    return starts_with_any(include, {"torch/", "ATen/", "c10/"});
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
        const std::vector<std::string> torch_folders = {"core/nn/",       "core/diffusion/", "core/detection/",
                                                        "core/training/", "core/verify/",    "tests/"};
        for_each_include("", [&](const SourceFile& file, const std::string& include) {
            const bool is_header = file.path.ends_with(".h");
            const bool may_in_source = file.path.starts_with("core/engine/") || file.path.starts_with("app/cli/");
            return !is_torch(include) || starts_with_any(file.path, torch_folders) || (!is_header && may_in_source);
        });
    }

    void layers_point_one_way() {
        // folder -> what it may not include
        const std::vector<std::pair<std::string, std::vector<std::string>>> forbidden = {
            {"core/", {"ui/", "widgets/", "app/"}},
            {"core/base/",
             {"core/image/", "core/nn/", "core/diffusion/", "core/detection/", "core/engine/", "core/project/"}},
            {"core/nn/", {"core/diffusion/", "core/detection/", "core/training/", "core/engine/", "core/image/"}},
            {"core/training/", {"core/engine/", "core/image/", "core/project/", "core/jobs/"}},
            {"core/engine/", {"core/project/", "core/jobs/", "core/training/", "core/adaptation/", "core/scaleup/"}},
            {"core/scaleup/", {"core/project/", "core/jobs/", "core/training/", "core/adaptation/"}},
            {"core/project/", {"core/jobs/", "core/training/", "core/adaptation/", "core/scaleup/"}},
            {"widgets/",
             {"ui/", "app/", "core/engine/", "core/project/", "core/jobs/", "core/dataset/", "core/nn/",
              "core/diffusion/", "core/detection/", "core/training/"}},
            {"ui/", {"app/", "core/nn/", "core/diffusion/", "core/detection/"}},
        };
        for (const auto& [folder, targets] : forbidden) {
            for_each_include(folder, [&, list = targets](const SourceFile&, const std::string& include) {
                return !starts_with_any(include, list);
            });
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

QTEST_APPLESS_MAIN(SourceRulesTest)
#include "source_rules_test.moc"
