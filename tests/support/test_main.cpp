// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_main.h"

#include <QTemporaryFile>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <regex>
#include <vector>

namespace destudio::test {
namespace {

std::vector<TestClass>& test_classes() {
    static std::vector<TestClass> classes;
    return classes;
}

/// What CTest takes for "skipped" (SKIP_RETURN_CODE in cmake/DestudioTargets.cmake).
constexpr int kSkipped = 77;

/// Whether a report of Qt Test says that slots were skipped and none passed; initTestCase() and cleanupTestCase() count
/// as passed there.
bool nothing_ran(const std::string& report) {
    std::smatch totals;
    return std::regex_search(report, totals, std::regex("Totals: ([0-9]+) passed, 0 failed, ([0-9]+) skipped")) &&
           std::stoi(totals[1]) <= 2 && std::stoi(totals[2]) > 0;
}

/// Runs the class. A class that could test nothing, because what it tests is missing, is skipped and not passed.
int run_and_see(const TestClass& tests, std::vector<char*> arguments) {
    const auto says_where = [](const char* argument) { return std::string_view(argument) == "-o"; };
    QTemporaryFile report;
    std::string file_and_form;
    std::string option = "-o";
    std::string screen = "-,txt";
    if (std::none_of(arguments.begin(), arguments.end(), says_where) && report.open()) {
        file_and_form = report.fileName().toStdString() + ",txt";
        arguments.insert(arguments.end(), {option.data(), file_and_form.data(), option.data(), screen.data()});
    }
    arguments.push_back(nullptr);
    const int failed = tests.run(static_cast<int>(arguments.size()) - 1, arguments.data());
    if (failed == 0 && nothing_ran(report.readAll().toStdString())) {
        return kSkipped;
    }
    return failed == kSkipped ? 1 : failed;
}

}  // namespace

bool add_test_class(const char* file, int (*run)(int argc, char** argv)) {
    test_classes().push_back({std::filesystem::path(file).stem().string(), run});
    return true;
}

}  // namespace destudio::test

int main(int argc, char** argv) {
    const auto& classes = destudio::test::test_classes();
    const std::string wanted = argc > 1 ? argv[1] : "";
    const auto found = std::find_if(classes.begin(), classes.end(), [&](const auto& c) { return c.name == wanted; });
    if (found == classes.end()) {
        std::cerr << "Usage: " << argv[0] << " CLASS [options of Qt Test]; one of:\n";
        for (const auto& known : classes) {
            std::cerr << "  " << known.name << '\n';
        }
        return 2;
    }
    std::vector<char*> rest = {argv[0]};
    rest.insert(rest.end(), argv + 2, argv + argc);
    return destudio::test::run_and_see(*found, rest);
}
